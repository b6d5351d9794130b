/*
 * arith/ifma_row.c -- Montgomery's product with the limbs of one number dealt out to eight lanes.
 *
 * Limb 10 l + j lies in lane l of vector j.  To go on to the next column is then to rename:
 * vector 1 becomes vector 0, and only the old vector 0, whose lowest lane is done with, moves by
 * one lane.
 *
 *     columns in   lane 0    1  ..    7                lane 0    1  ..    7
 *     vector 0          i  +10  ..  +70                 i + 1  +10  ..  +70
 *     vector 1      i + 1  +10  ..  +70        =>       i + 2  +10  ..  +70
 *        ..                                               ..
 *     vector 9      i + 9  +10  ..  +70                i + 10  +10  ..  +70
 *
 * This window holds the columns from i on of a b + q p, where q cleared those below.  The last 256
 * bits of p are ones, so p = -1 + x^4 + (p_4 x^4 + .. + p_78 x^78), x = 2^52: a digit of q is what
 * stands in the lowest column, and the next column that it changes is the fourth from there.  So
 * four multiples of a come first, by four limbs of b, then four digits, then four multiples of p.
 *
 *   a column takes 79 low and 79 high halves of limbs of a b, 75 and 75 of q p, a digit and a carry
 *   below 2^10: less than 310 (2^52 - 1) < 2^61
 *   a, b < 2p, q < R: (a b + q p) / R < 4 p^2 / 2^4108 + p < p (1 + 2^-10), since p < 2^4096
 */
#include "arith/ifma_row.h"

#if defined(__x86_64__)

#include "arith/ifma_tile.h"
#include "arith/modulus.h"

#include <string.h>

enum { ROW = 80, LIMBS = 79, LANES = 8, VECTORS = 10, ONES = 4 };

_Static_assert((ONES + VECTORS) * LANES == CF_IFMA_ROW_OWN, "what is said is written");

typedef struct dealt {
    __m512i v[VECTORS];
} dealt;

CF_IFMA_INLINE __m512i lane_up(__m512i x)
{
    return _mm512_alignr_epi64(x, cf_ifma_zero(), LANES - 1);
}

CF_IFMA_INLINE __m512i lane_down(__m512i x)
{
    return _mm512_alignr_epi64(cf_ifma_zero(), x, 1);
}

CF_IFMA_INLINE void add_to_lane_0(__m512i *x, cf_limb y)
{
    *x = cf_ifma_add_where(*x, 1, cf_ifma_all(y));
}

/* Eight vectors, rows and columns exchanged. */
CF_IFMA_INLINE void transpose(__m512i *r)
{
    __m512i t[LANES];
#pragma GCC unroll 4
    for (size_t i = 0; i < LANES; i += 2) {
        t[i] = _mm512_unpacklo_epi64(r[i], r[i + 1]);
        t[i + 1] = _mm512_unpackhi_epi64(r[i], r[i + 1]);
    }
#pragma GCC unroll 2
    for (size_t i = 0; i < 2; i++) {
        const __m512i a = _mm512_shuffle_i64x2(t[i], t[i + 2], 0x88);
        const __m512i b = _mm512_shuffle_i64x2(t[i], t[i + 2], 0xdd);
        const __m512i c = _mm512_shuffle_i64x2(t[i + 4], t[i + 6], 0x88);
        const __m512i d = _mm512_shuffle_i64x2(t[i + 4], t[i + 6], 0xdd);
        r[i] = _mm512_shuffle_i64x2(a, c, 0x88);
        r[i + 2] = _mm512_shuffle_i64x2(b, d, 0x88);
        r[i + 4] = _mm512_shuffle_i64x2(a, c, 0xdd);
        r[i + 6] = _mm512_shuffle_i64x2(b, d, 0xdd);
    }
}

/* Of each ten limbs the first eight, then the last eight; the six between are written twice. */
CF_IFMA_INLINE void deal(__m512i *out, const cf_limb *row)
{
#pragma GCC unroll 2
    for (size_t first = 0; first <= VECTORS - LANES; first += VECTORS - LANES) {
        __m512i r[LANES];
#pragma GCC unroll 8
        for (size_t lane = 0; lane < LANES; lane++) {
            r[lane] = _mm512_loadu_si512(row + VECTORS * lane + first);
        }
        transpose(r);
        memcpy(out + first, r, sizeof r);
    }
}

CF_IFMA_INLINE void collect(cf_limb *row, const __m512i *x)
{
#pragma GCC unroll 2
    for (size_t first = 0; first <= VECTORS - LANES; first += VECTORS - LANES) {
        __m512i r[LANES];
        memcpy(r, x + first, sizeof r);
        transpose(r);
#pragma GCC unroll 8
        for (size_t lane = 0; lane < LANES; lane++) {
            _mm512_storeu_si512(row + VECTORS * lane + first, r[lane]);
        }
    }
}

CF_IFMA_INLINE void add_low_halves(dealt *w, const __m512i *x, __m512i y)
{
#pragma GCC unroll 10
    for (size_t j = 0; j < VECTORS; j++) {
        w->v[j] = cf_ifma_low(w->v[j], x[j], y);
    }
}

CF_IFMA_INLINE void add_high_halves(dealt *w, const __m512i *x, __m512i y)
{
#pragma GCC unroll 10
    for (size_t j = 0; j < VECTORS; j++) {
        w->v[j] = cf_ifma_high(w->v[j], x[j], y);
    }
}

/* The lowest column leaves the window.  No loop: clang 14 would make a memmove of it. */
CF_IFMA_INLINE cf_limb slide(dealt *w)
{
    const __m512i *v = w->v;
    const __m512i bottom = v[0];
    *w = (dealt){ { v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[9], lane_down(bottom) } };
    return (cf_limb)_mm_cvtsi128_si64(_mm512_castsi512_si128(bottom));
}

/*
 * The next `count` limbs of b times a, at most four, and as many digits times p.  q holds the four
 * digits before and takes the new ones; what is carried into the window comes back.  p as
 * cf_ifma_row_prepare wrote it.
 */
CF_IFMA_INLINE cf_limb add_multiples(dealt *w, const dealt *a, const cf_limb *b, const __m512i *p,
                                     cf_limb *q, cf_limb carry, size_t count)
{
    cf_limb column[ONES];
#pragma GCC unroll 4
    for (size_t k = 0; k < count; k++) {
        add_low_halves(w, a->v, cf_ifma_all(b[k]));
        column[k] = slide(w);
        add_high_halves(w, a->v, cf_ifma_all(b[k]));
    }
#pragma GCC unroll 4
    for (size_t k = 0; k < count; k++) {
        carry += column[k] + q[k];
        q[k] = carry & CF_IFMA_ONES;
        carry >>= CF_IFMA_BITS;
    }
#pragma GCC unroll 4
    for (size_t k = 0; k < count; k++) {
        add_low_halves(w, p + count - k, cf_ifma_all(q[k]));
        add_high_halves(w, p + count - k - 1, cf_ifma_all(q[k]));
    }
    return carry;
}

/* out = (a b + q p) / R; carries between limbs are left to be done. */
CF_IFMA static void multiply(dealt *out, const dealt *a, const cf_limb *b, const __m512i *p)
{
    enum { FOURS = LIMBS / ONES * ONES };
    cf_limb q[ONES] = { 0 };
    cf_limb carry = 0;
    const __m512i zero = cf_ifma_zero();
    dealt w = { { zero, zero, zero, zero, zero, zero, zero, zero, zero, zero } };
    for (size_t i = 0; i < FOURS; i += ONES) {
        carry = add_multiples(&w, a, b + i, p, q, carry, ONES);
    }
    carry = add_multiples(&w, a, b + FOURS, p, q, carry, LIMBS - FOURS);
    add_to_lane_0(&w.v[0], q[3] + carry);
    add_to_lane_0(&w.v[1], q[0]);
    add_to_lane_0(&w.v[2], q[1]);
    add_to_lane_0(&w.v[3], q[2]);
    *out = w;
}

/* Carries from vector to vector; what leaves the last one belongs to the lane above. */
CF_IFMA_INLINE __m512i carry_once(dealt *w, __m512i carry)
{
#pragma GCC unroll 10
    for (size_t j = 0; j < VECTORS; j++) {
        const __m512i sum = cf_ifma_add(w->v[j], carry);
        carry = cf_ifma_carry(sum);
        w->v[j] = cf_ifma_limb(sum);
    }
    return carry;
}

/*
 * After two rounds a lane hands on 0 or 1.  It reaches the next lane, and those above as far as
 * all limbs are ones: so far does 1 ripple through `full` when it is added.
 */
CF_IFMA_INLINE void carry_all(dealt *w)
{
    const __m512i many = carry_once(w, cf_ifma_zero());
    const __m512i one = carry_once(w, lane_up(many));
    __m512i ones = w->v[0];
#pragma GCC unroll 9
    for (size_t j = 1; j < VECTORS; j++) {
        ones = _mm512_and_si512(ones, w->v[j]);
    }
    const unsigned full = _mm512_cmpeq_epi64_mask(ones, cf_ifma_all(CF_IFMA_ONES));
    const unsigned given = cf_ifma_lanes(one);
    const unsigned reached = ((given << 1) + full) ^ full;
    (void)carry_once(w, _mm512_maskz_set1_epi64((__mmask8)reached, 1));
}

/* In own: p_4 .. p_78 dealt, from vector 4 on; from vector 4 - k on the same, k columns up. */
CF_IFMA void cf_ifma_row_prepare(cf_modulus *mod)
{
    cf_limb row[ROW + ONES] = { 0 };
    __m512i p[ONES + VECTORS];
    cf_ifma_row_unpack(mod, row, mod->m);
    deal(p + ONES, row + ONES);
    for (size_t k = 0; k < ONES; k++) {
        p[k] = lane_up(p[VECTORS + k]);
    }
    memcpy(mod->own, p, sizeof p);
}

CF_IFMA void cf_ifma_row_multiply(const cf_modulus *mod, cf_limb *out, const cf_limb *a,
                                  const cf_limb *b)
{
    const __m512i *p = (const void *)mod->own;
    dealt x;
    deal(x.v, a);
    multiply(&x, &x, b, p);
    carry_all(&x);
    collect(out, x.v);
}

CF_IFMA void cf_ifma_row_square(const cf_modulus *mod, cf_limb *out, const cf_limb *a, size_t times)
{
    const __m512i *p = (const void *)mod->own;
    dealt x;
    deal(x.v, a);
    for (size_t done = 0; done < times; done++) {
        multiply(&x, &x, a, p);
        carry_all(&x);
        collect(out, x.v);
        a = out;
    }
}

#endif
