/*
 * arith/ifma_halves.h -- what the kernel "ifma" does with half a number.
 *
 * A vector holds one limb of eight numbers, so 40 vectors are half of eight numbers.  Columns
 * are what a product is before anybody takes carries: column k is the sum of the lower halves
 * of all a_i b_j with i + j = k and of the upper halves of those with i + j = k - 1, or,
 * after Karatsuba, columns with other carries between them that stand for the same number.
 *
 *   units    limbs of 52 bits
 *   ranges   limbs of a, b and n lie in [0, 2^52): of a wider one the processor would see the
 *            lowest 52 bits only.  Columns are signed; a product's lie in [-166, 169] 2^52
 *   align    64 octets, except rows of limbs
 *   aliasing none; work is CF_IFMA_WORK vectors to scribble on
 *   secrets  straight lines: nothing depends on data
 */
#ifndef CF_ARITH_IFMA_HALVES_H
#define CF_ARITH_IFMA_HALVES_H

#include "arith/limbs.h"

#if defined(__x86_64__)

#include <immintrin.h>

/* Stands before functions that only run where cf_cpu has said that they can. */
#define CF_IFMA __attribute__((target("avx512f,avx512dq,avx512vl,avx512ifma")))

enum { CF_IFMA_WORK = 180 };

/*
 * D = 2^4096 - p, where p is the modulus, and the sums of its parts that Karatsuba needs:
 * near is limbs 14 .. 23 plus limbs 24 .. 33, less its carry, 0 or 1, which is near_carry;
 * and so on.
 */
typedef struct cf_ifma_divisor {
    cf_limb limb[80];
    cf_limb near[10];     /* limbs 14 .. and 24 .. */
    cf_limb low[10];      /* limbs 34 .. and 44 .. */
    cf_limb high[10];     /* limbs 54 .. and 64 .. */
    cf_limb far[20];      /* limbs 34 .. and 54 .. */
    cf_limb far_both[10]; /* the halves of far */
    cf_limb near_carry;
    cf_limb low_carry;
    cf_limb high_carry;
    cf_limb far_carry;
    cf_limb far_both_carry;
} cf_ifma_divisor;

/* The 80 columns of a b, and of a^2. */
CF_IFMA void cf_ifma_product_40(__m512i *out, const __m512i *a, const __m512i *b, __m512i *work);
CF_IFMA void cf_ifma_square_40(__m512i *out, const __m512i *a, __m512i *work);

/*
 * The 40 digits n that make columns 0 .. 39 of t + carry + n D vanish.  Columns 40 .. 113
 * become those of t + n D, the lower ones are spent; what is carried into column 40 comes
 * back.  Of D limb 0 is 1, and limbs 1 .. 3 and 74 .. 79 are 0.
 */
CF_IFMA __m512i cf_ifma_reduce_40(__m512i *n, __m512i *t, __m512i carry, const cf_ifma_divisor *d,
                                  __m512i *work);

#endif

#endif
