/*
 * arith/kernel_adx.c -- multiples added up in place.
 *
 * A product of 64 limbs is three of 32, as in product.c; those are sums of multiples, each one
 * limb times all of the other number.  The reduction is that of kernel_portable_4096.c, with
 * D = 2^4096 - p = 1 + 2^256 E: it looks for the N that makes the lower half of T + N D zero, and
 * modulo p
 *
 *   T / R = (T + N D) / R - N
 *
 * Four limbs of N are minus the four lowest that T has left; times E they enter four limbs higher
 * up.
 */
#include "arith/kernel_adx.h"

#if defined(__x86_64__)

#include "arith/adx_multiples.h"
#include "arith/modulus.h"
#include "base/cpu.h"

#include <string.h>

enum { LIMBS = 64, HALF = 32, SIDE = 8, ONES = 4 };

/* out = |a - b| of HALF limbs; all ones when a < b. */
static cf_mask distance(cf_limb *out, const cf_limb *a, const cf_limb *b)
{
    cf_limb other[HALF];
    const cf_mask negative = cf_ct_mask(cf_adx_subtract(out, a, b, HALF, 0));
    (void)cf_adx_subtract(other, b, a, HALF, 0);
    cf_limbs_pick(out, negative, other, out, HALF);
    return negative;
}

/*
 * out holds z_0 and z_2: add z_0 + z_2 + z_1 in the middle, where z_1 is `outer` or, under the
 * mask, -outer = (outer ^ ones) + 1 - 2^4096.  The middle is a_0 b_1 + a_1 b_0, never negative.
 */
static void add_middle(cf_limb *out, const cf_limb *outer, cf_mask negative)
{
    enum { TO_THE_END = HALF + LIMBS };
    cf_limb middle[TO_THE_END] = { 0 };
    cf_limb summand[LIMBS];
    for (size_t i = 0; i < LIMBS; i++) {
        summand[i] = outer[i] ^ negative;
    }
    cf_limb top = cf_adx_add(middle, out, out + LIMBS, LIMBS, 0);
    top += cf_adx_add(middle, middle, summand, LIMBS, negative & 1);
    middle[LIMBS] = top - (negative & 1);
    (void)cf_adx_add(out + HALF, out + HALF, middle, TO_THE_END, 0);
}

static void product_32(cf_limb *out, const cf_limb *a, const cf_limb *b)
{
    memset(out, 0, LIMBS * sizeof out[0]);
    (void)cf_adx_add_multiples_32(out, a, HALF, b, 0, 0);
}

static void product_64(cf_limb *out, const cf_limb *a, const cf_limb *b)
{
    cf_limb da[HALF];
    cf_limb db[HALF];
    cf_limb outer[LIMBS];
    cf_mask negative = distance(da, a, a + HALF);
    negative ^= distance(db, b + HALF, b);
    product_32(outer, da, db);
    product_32(out, a, b);
    product_32(out + LIMBS, a + HALF, b + HALF);
    add_middle(out, outer, negative);
}

/* Eight limbs times those above them, twice; and the squares of all eight. */
static void square_32(cf_limb *out, const cf_limb *a)
{
    cf_limb squares[LIMBS] = { 0 };
    memset(out, 0, LIMBS * sizeof out[0]);
    (void)cf_adx_add_multiples_24(out + 8, a, SIDE, a + 8, 0, 0);
    (void)cf_adx_add_multiples_16(out + 24, a + 8, SIDE, a + 16, 0, 0);
    (void)cf_adx_add_multiples_8(out + 40, a + 16, SIDE, a + 24, 0, 0);
    for (size_t i = 0; i < HALF; i += SIDE) {
        (void)cf_adx_add_multiples_8(squares + 2 * i, a + i, SIDE, a + i, 0, 0);
    }
    (void)cf_adx_add(out, out, out, LIMBS, 0);
    (void)cf_adx_add(out, out, squares, LIMBS, 0);
}

/* (a_0 - a_1)(a_1 - a_0) is never positive. */
static void square_64(cf_limb *out, const cf_limb *a)
{
    cf_limb da[HALF];
    cf_limb outer[LIMBS];
    (void)distance(da, a, a + HALF);
    square_32(outer, da);
    square_32(out, a);
    square_32(out + LIMBS, a + HALF);
    add_middle(out, outer, ~(cf_mask)0);
}

/* n = -t modulo 2^256; what n + t carries, 1 unless both are 0. */
static cf_limb negate(cf_limb *n, const cf_limb *t)
{
    cf_limb carry = 0;
    for (size_t i = 0; i < ONES; i++) {
        n[i] = 0 - t[i] - carry;
        carry |= (n[i] | (0 - n[i])) >> 63;
    }
    return carry;
}

/* out = t / R mod p; t has 128 limbs and is spent. */
static void reduce(const cf_modulus *mod, cf_limb *out, cf_limb *t)
{
    cf_limb n[LIMBS];
    const cf_limb *e = mod->one + ONES; /* R mod p = D */
    cf_limb carry = 0;
    for (size_t k = 0; k < LIMBS; k += ONES) {
        const cf_limb low = negate(n + k, t + k);
        carry = cf_adx_add_multiples_56(t + k + ONES, n + k, ONES, e, low, carry);
    }
    for (size_t k = 2 * LIMBS - ONES; k < 2 * LIMBS; k++) {
        t[k] += carry;
        carry = t[k] < carry;
    }
    const cf_mask negative = cf_ct_mask(cf_adx_subtract(n, t + LIMBS, n, LIMBS, 0));
    for (size_t i = 0; i < LIMBS; i++) {
        t[i] = mod->m[i] & negative;
    }
    (void)cf_adx_add(out, n, t, LIMBS, 0);
}

bool cf_adx_runs_here(void)
{
    return cf_cpu_read()->has_adx;
}

/* a is any number of 64 limbs, b < p. */
void cf_adx_multiply(const cf_modulus *mod, cf_limb *out, const cf_limb *a, const cf_limb *b)
{
    cf_limb t[2 * LIMBS];
    product_64(t, a, b);
    reduce(mod, out, t);
}

void cf_adx_square(const cf_modulus *mod, cf_limb *out, const cf_limb *a, size_t times)
{
    for (size_t done = 0; done < times; done++) {
        cf_limb t[2 * LIMBS];
        square_64(t, a);
        reduce(mod, out, t);
        a = out;
    }
}

#endif
