/*
 * arith/ifma_tile.h -- the words that the kernel "ifma" is written in.
 *
 * Short functions on vectors, which disappear into whoever includes them.  The instructions
 * behind cf_ifma_low and cf_ifma_high multiply two limbs of 52 bits and add the lower or the
 * upper 52 bits of the product to a column of 64: one product goes into two columns, and 2^11
 * of such halves fit into one with its sign before carries have to be taken.
 *
 *   secrets  no branch, no address
 */
#ifndef CF_ARITH_IFMA_TILE_H
#define CF_ARITH_IFMA_TILE_H

#include "arith/ifma_halves.h"

#if defined(__x86_64__)

#define CF_IFMA_INLINE CF_IFMA static inline __attribute__((always_inline))

enum { CF_IFMA_BITS = 52 };

#define CF_IFMA_ONES (((cf_limb)1 << CF_IFMA_BITS) - 1)

CF_IFMA_INLINE __m512i cf_ifma_zero(void)
{
    return _mm512_setzero_si512();
}

CF_IFMA_INLINE __m512i cf_ifma_all(cf_limb x)
{
    return _mm512_set1_epi64((long long)x);
}

CF_IFMA_INLINE __m512i cf_ifma_load(const void *at)
{
    return _mm512_load_si512(at);
}

/* One limb for all lanes. */
CF_IFMA_INLINE __m512i cf_ifma_spread(const cf_limb *at)
{
    return cf_ifma_all(*at);
}

CF_IFMA_INLINE void cf_ifma_store(void *at, __m512i x)
{
    _mm512_store_si512(at, x);
}

CF_IFMA_INLINE __m512i cf_ifma_add(__m512i a, __m512i b)
{
    return _mm512_add_epi64(a, b);
}

CF_IFMA_INLINE __m512i cf_ifma_subtract(__m512i a, __m512i b)
{
    return _mm512_sub_epi64(a, b);
}

CF_IFMA_INLINE __m512i cf_ifma_add_where(__m512i a, __mmask8 lanes, __m512i b)
{
    return _mm512_mask_add_epi64(a, lanes, a, b);
}

CF_IFMA_INLINE void cf_ifma_add_to(__m512i *at, __m512i x)
{
    cf_ifma_store(at, cf_ifma_add(cf_ifma_load(at), x));
}

CF_IFMA_INLINE __m512i cf_ifma_low(__m512i column, __m512i a, __m512i b)
{
    return _mm512_madd52lo_epu64(column, a, b);
}

CF_IFMA_INLINE __m512i cf_ifma_high(__m512i column, __m512i a, __m512i b)
{
    return _mm512_madd52hi_epu64(column, a, b);
}

/* What a column holds besides 52 bits, which may be negative. */
CF_IFMA_INLINE __m512i cf_ifma_carry(__m512i column)
{
    return _mm512_srai_epi64(column, CF_IFMA_BITS);
}

CF_IFMA_INLINE __m512i cf_ifma_limb(__m512i column)
{
    return _mm512_and_si512(column, cf_ifma_all(CF_IFMA_ONES));
}

/* 2 (a + b). */
CF_IFMA_INLINE __m512i cf_ifma_twice(__m512i a, __m512i b)
{
    const __m512i sum = cf_ifma_add(a, b);
    return cf_ifma_add(sum, sum);
}

/* The lanes that are not 0. */
CF_IFMA_INLINE __mmask8 cf_ifma_lanes(__m512i x)
{
    return _mm512_test_epi64_mask(x, x);
}

/* One limb of the sum of two numbers; the carry goes from call to call. */
CF_IFMA_INLINE __m512i cf_ifma_sum(__m512i *out, const __m512i *a, const __m512i *b, __m512i carry)
{
    const __m512i sum = cf_ifma_add(cf_ifma_add(cf_ifma_load(a), cf_ifma_load(b)), carry);
    cf_ifma_store(out, cf_ifma_limb(sum));
    return cf_ifma_carry(sum);
}

/*
 * What one of Karatsuba's middle columns starts with, before (a0 + a1)(b0 + b1) is added.
 * With a0 b0 and a1 b1 side by side, as they lie in the product, it is the column that is
 * there already, less those of a0 b0 and of a1 b1, one of which stands across the middle and
 * the other outside.
 */
CF_IFMA_INLINE __m512i cf_ifma_middle(const __m512i *here, const __m512i *across,
                                      const __m512i *outside)
{
    return cf_ifma_subtract(cf_ifma_subtract(cf_ifma_load(here), cf_ifma_load(across)),
                            cf_ifma_load(outside));
}

/*
 * The digit n in [0, 2^52) that makes column + carry + n a multiple of 2^52, which is carried
 * on.  With u = column + carry + 2^52 - 1, n is 2^52 - 1 - (u mod 2^52), and column + carry +
 * n is what u is without its lowest 52 bits.
 */
CF_IFMA_INLINE __m512i cf_ifma_digit(__m512i column, __m512i *carry)
{
    const __m512i ones = cf_ifma_all(CF_IFMA_ONES);
    const __m512i u = cf_ifma_add(cf_ifma_add(column, ones), *carry);
    *carry = cf_ifma_carry(u);
    return _mm512_andnot_si512(u, ones);
}

/*
 * What was stored stays in memory until it is loaded again.  Compilers would keep it in
 * registers as well, of which none are free, and so store it a second time.
 */
#define CF_IFMA_FENCE __asm__ volatile("" ::: "memory")

/*
 * A step of a tile: one limb y times the limbs a0, a1 .., which are in registers.  The lower
 * halves of the products go to the columns from c0 on, then the upper halves to those from c1
 * on: so that no column is needed again at once.
 */
#define CF_IFMA_STEP_10(a, y, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10)                         \
    {                                                                                              \
        (c0) = cf_ifma_low(c0, a##0, y);                                                           \
        (c1) = cf_ifma_low(c1, a##1, y);                                                           \
        (c2) = cf_ifma_low(c2, a##2, y);                                                           \
        (c3) = cf_ifma_low(c3, a##3, y);                                                           \
        (c4) = cf_ifma_low(c4, a##4, y);                                                           \
        (c5) = cf_ifma_low(c5, a##5, y);                                                           \
        (c6) = cf_ifma_low(c6, a##6, y);                                                           \
        (c7) = cf_ifma_low(c7, a##7, y);                                                           \
        (c8) = cf_ifma_low(c8, a##8, y);                                                           \
        (c9) = cf_ifma_low(c9, a##9, y);                                                           \
        (c1) = cf_ifma_high(c1, a##0, y);                                                          \
        (c2) = cf_ifma_high(c2, a##1, y);                                                          \
        (c3) = cf_ifma_high(c3, a##2, y);                                                          \
        (c4) = cf_ifma_high(c4, a##3, y);                                                          \
        (c5) = cf_ifma_high(c5, a##4, y);                                                          \
        (c6) = cf_ifma_high(c6, a##5, y);                                                          \
        (c7) = cf_ifma_high(c7, a##6, y);                                                          \
        (c8) = cf_ifma_high(c8, a##7, y);                                                          \
        (c9) = cf_ifma_high(c9, a##8, y);                                                          \
        (c10) = cf_ifma_high(c10, a##9, y);                                                        \
    }

/* The same with as many digits as are settled at a time. */
#define CF_IFMA_STEP_4(a, y, c0, c1, c2, c3, c4)                                                   \
    {                                                                                              \
        (c0) = cf_ifma_low(c0, a##0, y);                                                           \
        (c1) = cf_ifma_low(c1, a##1, y);                                                           \
        (c2) = cf_ifma_low(c2, a##2, y);                                                           \
        (c3) = cf_ifma_low(c3, a##3, y);                                                           \
        (c1) = cf_ifma_high(c1, a##0, y);                                                          \
        (c2) = cf_ifma_high(c2, a##1, y);                                                          \
        (c3) = cf_ifma_high(c3, a##2, y);                                                          \
        (c4) = cf_ifma_high(c4, a##3, y);                                                          \
    }

#define CF_IFMA_STEP_2(a, y, c0, c1, c2)                                                           \
    {                                                                                              \
        (c0) = cf_ifma_low(c0, a##0, y);                                                           \
        (c1) = cf_ifma_low(c1, a##1, y);                                                           \
        (c1) = cf_ifma_high(c1, a##0, y);                                                          \
        (c2) = cf_ifma_high(c2, a##1, y);                                                          \
    }

#endif

#endif
