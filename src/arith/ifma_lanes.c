/*
 * arith/ifma_lanes.c -- into the lanes of a block and out of it.
 *
 * Rows become lanes when squares of eight rows by eight limbs are turned.  A table keeps a
 * limb of all its entries together, and looking up is done in registers: one instruction
 * finds, for each of eight lanes, one of 16 limbs.  Every entry is read and none is looked
 * at: which instructions run and where they read depends on counts alone.
 */
#include "arith/kernel_ifma.h"

#if defined(__x86_64__)

#include "arith/ifma_tile.h"

enum { LANES = CF_LANES_MAX, ROW = CF_DOMAIN_LIMBS_MAX };

typedef __m512i vector;

typedef struct square {
    vector v[LANES];
} square;

/* Limb i of vector j becomes limb j of vector i: pairs of limbs, then fours, then eights. */
CF_IFMA_INLINE square turn(square s)
{
    square pairs;
    square fours;
#pragma GCC unroll 4
    for (size_t i = 0; i < LANES; i += 2) {
        pairs.v[i] = _mm512_unpacklo_epi64(s.v[i], s.v[i + 1]);
        pairs.v[i + 1] = _mm512_unpackhi_epi64(s.v[i], s.v[i + 1]);
    }
#pragma GCC unroll 4
    for (size_t i = 0; i < 4; i++) {
        const size_t at = i / 2 * 4 + i % 2;
        fours.v[at] = _mm512_shuffle_i64x2(pairs.v[at], pairs.v[at + 2], 0x88);
        fours.v[at + 2] = _mm512_shuffle_i64x2(pairs.v[at], pairs.v[at + 2], 0xdd);
    }
#pragma GCC unroll 4
    for (size_t i = 0; i < 4; i++) {
        s.v[i] = _mm512_shuffle_i64x2(fours.v[i], fours.v[i + 4], 0x88);
        s.v[i + 4] = _mm512_shuffle_i64x2(fours.v[i], fours.v[i + 4], 0xdd);
    }
    return s;
}

CF_IFMA void cf_ifma_gather(const struct cf_modulus *mod, cf_block *out, const cf_limb *const *rows)
{
    (void)mod;
    for (size_t k = 0; k < ROW; k += LANES) {
        square s;
#pragma GCC unroll 8
        for (size_t i = 0; i < LANES; i++) {
            s.v[i] = _mm512_loadu_si512(rows[i] + k);
        }
        s = turn(s);
#pragma GCC unroll 8
        for (size_t i = 0; i < LANES; i++) {
            cf_ifma_store(out->limb + (k + i) * LANES, s.v[i]);
        }
    }
}

CF_IFMA void cf_ifma_scatter(const struct cf_modulus *mod, cf_limb *const *rows, const cf_block *a)
{
    (void)mod;
    for (size_t k = 0; k < ROW; k += LANES) {
        square s;
#pragma GCC unroll 8
        for (size_t i = 0; i < LANES; i++) {
            s.v[i] = cf_ifma_load(a->limb + (k + i) * LANES);
        }
        s = turn(s);
#pragma GCC unroll 8
        for (size_t i = 0; i < LANES; i++) {
            _mm512_storeu_si512(rows[i] + k, s.v[i]);
        }
    }
}

CF_IFMA void cf_ifma_put(const struct cf_modulus *mod, cf_limb *table, size_t entries, size_t first,
                         const cf_block *numbers)
{
    (void)mod;
    for (size_t k = 0; k < ROW; k++) {
        cf_ifma_store(table + k * entries + first, cf_ifma_load(numbers->limb + k * LANES));
    }
}

enum { FOUND_BITS = 4, FOUND = 1 << FOUND_BITS }; /* entries among which one instruction finds */

/* The lanes whose digit is among those that begin with entry. */
CF_IFMA_INLINE __mmask8 lanes_from(vector digit, size_t entry)
{
    return _mm512_cmpeq_epi64_mask(_mm512_srli_epi64(digit, FOUND_BITS),
                                   cf_ifma_all(entry >> FOUND_BITS));
}

/* gcc 12 would load anew for each block that looks, and loads are what there are too many of. */
CF_IFMA_INLINE vector load_once(const void *at)
{
    return *(const volatile vector *)at;
}

/* The limbs of 16 entries; found stays what it is in lanes that look elsewhere. */
CF_IFMA_INLINE vector find(vector found, __mmask8 lanes, vector digit, vector x, vector y)
{
    return _mm512_mask_mov_epi64(found, lanes, _mm512_permutex2var_epi64(x, digit, y));
}

typedef struct three {
    vector v0;
    vector v1;
    vector v2;
} three;

typedef struct three_masks {
    __mmask8 m0;
    __mmask8 m1;
    __mmask8 m2;
} three_masks;

CF_IFMA_INLINE void find_thrice(three *found, three_masks lanes, const three *digit,
                                const cf_limb *limbs)
{
    const vector x = load_once(limbs);
    const vector y = load_once(limbs + LANES);
    found->v0 = find(found->v0, lanes.m0, digit->v0, x, y);
    found->v1 = find(found->v1, lanes.m1, digit->v1, x, y);
    found->v2 = find(found->v2, lanes.m2, digit->v2, x, y);
}

CF_IFMA_INLINE void store_thrice(cf_block *out, size_t k, const three *found)
{
    cf_ifma_store(out[0].limb + k * LANES, found->v0);
    cf_ifma_store(out[1].limb + k * LANES, found->v1);
    cf_ifma_store(out[2].limb + k * LANES, found->v2);
}

/* Limbs k and k + 1 of three blocks. */
CF_IFMA_INLINE void select_three(cf_block *out, size_t k, const cf_limb *table, size_t entries,
                                 const uint64_t *digits)
{
    const three digit = { _mm512_loadu_si512(digits), _mm512_loadu_si512(digits + LANES),
                          _mm512_loadu_si512(digits + 2 * LANES) };
    three low = { cf_ifma_zero(), cf_ifma_zero(), cf_ifma_zero() };
    three high = low;
    for (size_t entry = 0; entry < entries; entry += FOUND) {
        const three_masks lanes = { lanes_from(digit.v0, entry), lanes_from(digit.v1, entry),
                                    lanes_from(digit.v2, entry) };
        find_thrice(&low, lanes, &digit, table + k * entries + entry);
        find_thrice(&high, lanes, &digit, table + (k + 1) * entries + entry);
    }
    store_thrice(out, k, &low);
    store_thrice(out, k + 1, &high);
}

/* The same of one block. */
CF_IFMA_INLINE void select_one(cf_block *out, size_t k, const cf_limb *table, size_t entries,
                               const uint64_t *digits)
{
    const vector digit = _mm512_loadu_si512(digits);
    vector low = cf_ifma_zero();
    vector high = cf_ifma_zero();
    for (size_t entry = 0; entry < entries; entry += FOUND) {
        const __mmask8 lanes = lanes_from(digit, entry);
        const cf_limb *limbs = table + k * entries + entry;
        low = find(low, lanes, digit, cf_ifma_load(limbs), cf_ifma_load(limbs + LANES));
        limbs += entries;
        high = find(high, lanes, digit, cf_ifma_load(limbs), cf_ifma_load(limbs + LANES));
    }
    cf_ifma_store(out->limb + k * LANES, low);
    cf_ifma_store(out->limb + (k + 1) * LANES, high);
}

/* Two limbs for all blocks, then the next two: the table comes from memory once, and in order. */
CF_IFMA void cf_ifma_select(const struct cf_modulus *mod, cf_block *out, size_t blocks,
                            const cf_limb *table, size_t entries, const uint64_t *digits)
{
    (void)mod;
    for (size_t k = 0; k < ROW; k += 2) {
        size_t done = 0;
        for (; blocks - done >= 3; done += 3) {
            select_three(out + done, k, table, entries, digits + done * LANES);
        }
        for (; done < blocks; done++) {
            select_one(out + done, k, table, entries, digits + done * LANES);
        }
    }
}

CF_IFMA void cf_ifma_select_lanes(const struct cf_modulus *mod, cf_block *out,
                                  const cf_block *entries, size_t count, const uint64_t *digits)
{
    (void)mod;
    enum { TOGETHER = 16 }; /* limbs in registers */
    const vector digit = _mm512_loadu_si512(digits);
    for (size_t k = 0; k < ROW; k += TOGETHER) {
        vector found[TOGETHER];
#pragma GCC unroll 16
        for (size_t i = 0; i < TOGETHER; i++) {
            found[i] = cf_ifma_zero();
        }
        for (size_t entry = 0; entry < count; entry++) {
            const cf_limb *limbs = entries[entry].limb + k * LANES;
            const __mmask8 lanes = _mm512_cmpeq_epi64_mask(digit, cf_ifma_all(entry));
#pragma GCC unroll 16
            for (size_t i = 0; i < TOGETHER; i++) {
                const vector x = cf_ifma_load(limbs + i * LANES);
                found[i] = _mm512_mask_mov_epi64(found[i], lanes, x);
            }
        }
#pragma GCC unroll 16
        for (size_t i = 0; i < TOGETHER; i++) {
            cf_ifma_store(out->limb + (k + i) * LANES, found[i]);
        }
    }
}

#endif
