/*
 * arith/kernel_portable_4096.c -- the shape of the standard p, put to use.
 *
 * Let R = 2^4096 and D = R - p.  The first and the last 256 bits of p are ones, so D = 1 +
 * 2^256 E with E below 2^3584: 56 limbs.  Modulo p, R is D.  To divide T < R p by R, find the N
 * < R that makes the lower half of T + N D zero; then, modulo p,
 *
 *   T / R = (T + N D) / R - N          because  T + N D = T + N R
 *
 * Limb k of N is minus what stands in column k of T + N D when the limbs of N below k have been
 * added in, and N_k enters again only four columns later: no multiplication by -1/p, no
 * waiting, and 64 * 56 = 3584 products of limbs where Montgomery's plain reduction takes 4096.
 *
 *   T + N D <= (R - 1)(p - 1) + (R - 1) D = (R - 1)^2: no carry leaves 128 limbs
 *   (T + N D) / R - N lies in [-p, p): it is (T + Q p) / R - p with Q = R - N, and T / R when N = 0
 */
#include "arith/kernel_portable_4096.h"

#include "arith/column.h"
#include "arith/modulus.h"
#include "arith/product.h"

enum { LIMBS = 64, ONES = 4, STRIP = 16 };

/* N_k is what makes this column zero. */
CF_COLUMN_INLINE cf_limb settle(cf_column *column)
{
    cf_limb n = 0 - column->low;
    cf_column_add(column, n);
    (void)cf_column_next(column);
    return n;
}

/*
 * Sixteen limbs of N, called q here: t += q D.  The first 16 columns become zero and are not
 * written; what is carried into column 76 comes back, and the strip after this one, whose
 * column 60 that is, takes it in.
 */
static cf_limb reduce_strip(cf_limb *t, cf_limb carry, cf_limb *q, const cf_limb *e)
{
    cf_column column = { 0, 0, 0 };
    for (size_t k = 0; k < ONES; k++) {
        cf_column_add(&column, t[k]);
        q[k] = settle(&column);
    }
    cf_column_add(&column, t[4]);
    cf_dot_1(&column, q, e + 0);
    q[4] = settle(&column);
    cf_column_add(&column, t[5]);
    cf_dot_2(&column, q, e + 1);
    q[5] = settle(&column);
    cf_column_add(&column, t[6]);
    cf_dot_3(&column, q, e + 2);
    q[6] = settle(&column);
    cf_column_add(&column, t[7]);
    cf_dot_4(&column, q, e + 3);
    q[7] = settle(&column);
    cf_column_add(&column, t[8]);
    cf_dot_5(&column, q, e + 4);
    q[8] = settle(&column);
    cf_column_add(&column, t[9]);
    cf_dot_6(&column, q, e + 5);
    q[9] = settle(&column);
    cf_column_add(&column, t[10]);
    cf_dot_7(&column, q, e + 6);
    q[10] = settle(&column);
    cf_column_add(&column, t[11]);
    cf_dot_8(&column, q, e + 7);
    q[11] = settle(&column);
    cf_column_add(&column, t[12]);
    cf_dot_9(&column, q, e + 8);
    q[12] = settle(&column);
    cf_column_add(&column, t[13]);
    cf_dot_10(&column, q, e + 9);
    q[13] = settle(&column);
    cf_column_add(&column, t[14]);
    cf_dot_11(&column, q, e + 10);
    q[14] = settle(&column);
    cf_column_add(&column, t[15]);
    cf_dot_12(&column, q, e + 11);
    q[15] = settle(&column);
    cf_column_add(&column, t[16]);
    cf_dot_13(&column, q, e + 12);
    t[16] = cf_column_next(&column);
    cf_column_add(&column, t[17]);
    cf_dot_14(&column, q, e + 13);
    t[17] = cf_column_next(&column);
    cf_column_add(&column, t[18]);
    cf_dot_15(&column, q, e + 14);
    t[18] = cf_column_next(&column);
    for (size_t k = 19; k < 60; k++) {
        cf_column_add(&column, t[k]);
        cf_dot_16(&column, q, e + k - 4);
        t[k] = cf_column_next(&column);
    }
    cf_column_add(&column, t[60]);
    cf_column_add(&column, carry);
    cf_dot_15(&column, q + 1, e + 55);
    t[60] = cf_column_next(&column);
    cf_column_add(&column, t[61]);
    cf_dot_14(&column, q + 2, e + 55);
    t[61] = cf_column_next(&column);
    cf_column_add(&column, t[62]);
    cf_dot_13(&column, q + 3, e + 55);
    t[62] = cf_column_next(&column);
    cf_column_add(&column, t[63]);
    cf_dot_12(&column, q + 4, e + 55);
    t[63] = cf_column_next(&column);
    cf_column_add(&column, t[64]);
    cf_dot_11(&column, q + 5, e + 55);
    t[64] = cf_column_next(&column);
    cf_column_add(&column, t[65]);
    cf_dot_10(&column, q + 6, e + 55);
    t[65] = cf_column_next(&column);
    cf_column_add(&column, t[66]);
    cf_dot_9(&column, q + 7, e + 55);
    t[66] = cf_column_next(&column);
    cf_column_add(&column, t[67]);
    cf_dot_8(&column, q + 8, e + 55);
    t[67] = cf_column_next(&column);
    cf_column_add(&column, t[68]);
    cf_dot_7(&column, q + 9, e + 55);
    t[68] = cf_column_next(&column);
    cf_column_add(&column, t[69]);
    cf_dot_6(&column, q + 10, e + 55);
    t[69] = cf_column_next(&column);
    cf_column_add(&column, t[70]);
    cf_dot_5(&column, q + 11, e + 55);
    t[70] = cf_column_next(&column);
    cf_column_add(&column, t[71]);
    cf_dot_4(&column, q + 12, e + 55);
    t[71] = cf_column_next(&column);
    cf_column_add(&column, t[72]);
    cf_dot_3(&column, q + 13, e + 55);
    t[72] = cf_column_next(&column);
    cf_column_add(&column, t[73]);
    cf_dot_2(&column, q + 14, e + 55);
    t[73] = cf_column_next(&column);
    cf_column_add(&column, t[74]);
    cf_dot_1(&column, q + 15, e + 55);
    t[74] = cf_column_next(&column);
    cf_column_add(&column, t[75]);
    t[75] = cf_column_next(&column);
    return cf_column_next(&column);
}

/* out = a - b + m where a < b, a - b elsewhere; both are calculated, and one is picked. */
static void subtract_modulo(cf_limb *out, const cf_limb *a, const cf_limb *b, const cf_limb *m)
{
    cf_limb difference[LIMBS];
    cf_limb around[LIMBS];
    cf_limb borrow = 0;
    cf_limb carry = 0;
    for (size_t i = 0; i < LIMBS; i++) {
        cf_wide step = (cf_wide)a[i] - b[i] - borrow;
        difference[i] = (cf_limb)step;
        borrow = (cf_limb)(step >> 64) & 1;
        step = (cf_wide)difference[i] + m[i] + carry;
        around[i] = (cf_limb)step;
        carry = (cf_limb)(step >> 64);
    }
    cf_limbs_pick(out, cf_ct_mask(borrow), around, difference, LIMBS);
}

/* out = t / R mod p; t has 128 limbs and is spent. */
static void reduce(const cf_modulus *mod, cf_limb *out, cf_limb *t)
{
    cf_limb n[LIMBS];
    const cf_limb *e = mod->one + ONES; /* R mod p = D */
    cf_limb carry = 0;
    for (size_t strip = 0; strip < LIMBS; strip += STRIP) {
        carry = reduce_strip(t + strip, carry, n + strip, e);
    }
    for (size_t k = 2 * LIMBS - ONES; k < 2 * LIMBS; k++) {
        t[k] += carry;
        carry = t[k] < carry;
    }
    subtract_modulo(out, t + LIMBS, n, mod->m);
}

bool cf_portable_4096_takes(const cf_limb *m, size_t n)
{
    if (n != LIMBS) {
        return false;
    }
    cf_limb all = UINT64_MAX;
    for (size_t i = 0; i < ONES; i++) {
        all &= m[i] & m[LIMBS - 1 - i];
    }
    return all == UINT64_MAX;
}

/* a is any number of 64 limbs, b < p. */
void cf_portable_4096_multiply(const cf_modulus *mod, cf_limb *out, const cf_limb *a,
                               const cf_limb *b)
{
    cf_limb t[2 * LIMBS];
    cf_product_64(t, a, b);
    reduce(mod, out, t);
}

void cf_portable_4096_square(const cf_modulus *mod, cf_limb *out, const cf_limb *a, size_t times)
{
    for (size_t done = 0; done < times; done++) {
        cf_limb t[2 * LIMBS];
        cf_square_64(t, a);
        reduce(mod, out, t);
        a = out;
    }
}
