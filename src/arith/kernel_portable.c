/*
 * arith/kernel_portable.c -- Montgomery's product, a row at a time.
 *
 * For each limb of a: add a_i b to the running sum t, add the multiple of m that makes the
 * lowest limb 0, drop that limb.  After n rows t = a b / R modulo m, which is where the product
 * of a and b is kept.
 *
 *   t <= 2m - 1 before a row gives t <= 2m - 1 after it, for any a_i and b <= m - 1:
 *   ((2m - 1) + (2^64 - 1)(m - 1) + (2^64 - 1) m) / 2^64 = (2m - 1) 2^64 / 2^64
 */
#include "arith/kernel_portable.h"

#include "arith/modulus.h"

#include <string.h>

/* t += x * y for rows of n limbs; the carry out of t[n-1].
 * No step overflows: (2^64 - 1)^2 + 2 (2^64 - 1) = 2^128 - 1. */
static cf_limb add_row(cf_limb *t, const cf_limb *x, cf_limb y, size_t n)
{
    cf_limb carry = 0;
    for (size_t i = 0; i < n; i++) {
        cf_wide sum = (cf_wide)x[i] * y + t[i] + carry;
        t[i] = (cf_limb)sum;
        carry = (cf_limb)(sum >> 64);
    }
    return carry;
}

/* Take the lowest limb away: t = (t + q m) / 2^64, where q makes that limb 0. */
static void reduce_row(const cf_modulus *mod, cf_limb *t)
{
    size_t n = mod->n;
    cf_limb carry = add_row(t, mod->m, t[0] * mod->factor, n);
    cf_wide top = (cf_wide)t[n] + carry;
    memmove(t, t + 1, (n - 1) * sizeof t[0]);
    t[n - 1] = (cf_limb)top;
    t[n] = t[n + 1] + (cf_limb)(top >> 64);
    t[n + 1] = 0;
}

static void multiply_one(const cf_modulus *mod, cf_limb *out, const cf_limb *a, const cf_limb *b)
{
    size_t n = mod->n;
    cf_limb t[CF_LIMBS_MAX + 2] = { 0 };
    for (size_t i = 0; i < n; i++) {
        cf_wide top = (cf_wide)t[n] + add_row(t, b, a[i], n);
        t[n] = (cf_limb)top;
        t[n + 1] = (cf_limb)(top >> 64);
        reduce_row(mod, t);
    }
    cf_limbs_subtract_once(out, t, t[n], mod->m, n);
}

bool cf_portable_runs_here(void)
{
    return true;
}

bool cf_portable_takes(const cf_limb *m, size_t n)
{
    return n >= 1 && n <= CF_LIMBS_MAX && (m[0] & 1) == 1;
}

size_t cf_portable_width(size_t n)
{
    return n;
}

/* 1 doubled 64 n times is R mod m, and as often again R^2 mod m. */
void cf_portable_prepare(cf_modulus *mod)
{
    mod->one[0] = 1;
    for (size_t bit = 0; bit < 64 * mod->n; bit++) {
        cf_modulus_add(mod, mod->one, mod->one, mod->one);
    }
    memcpy(mod->base, mod->one, sizeof mod->base);
    for (size_t bit = 0; bit < 64 * mod->n; bit++) {
        cf_modulus_add(mod, mod->base, mod->base, mod->base);
    }
}

/* a R^2 / R = a R; any a of n limbs will do, as the bound above shows. */
void cf_portable_enter(const cf_modulus *mod, size_t count, const cf_product *products)
{
    for (size_t i = 0; i < count; i++) {
        multiply_one(mod, products[i].out, products[i].a, mod->base);
    }
}

/* a / R, by reduction alone; a <= R - 1 makes it (R - 1 + (R - 1) m) / R < m + 1 at most. */
void cf_portable_leave(const cf_modulus *mod, size_t count, const cf_product *products)
{
    size_t n = mod->n;
    for (size_t i = 0; i < count; i++) {
        cf_limb t[CF_LIMBS_MAX + 2] = { 0 };
        memcpy(t, products[i].a, n * sizeof t[0]);
        for (size_t row = 0; row < n; row++) {
            reduce_row(mod, t);
        }
        cf_limbs_subtract_once(products[i].out, t, t[n], mod->m, n);
    }
}

void cf_portable_multiply(const cf_modulus *mod, size_t count, const cf_product *products)
{
    for (size_t i = 0; i < count; i++) {
        multiply_one(mod, products[i].out, products[i].a, products[i].b);
    }
}

void cf_portable_square(const cf_modulus *mod, size_t count, const cf_product *products,
                        size_t times)
{
    for (size_t i = 0; i < count; i++) {
        const cf_limb *a = products[i].a;
        for (size_t done = 0; done < times; done++) {
            multiply_one(mod, products[i].out, a, a);
            a = products[i].out;
        }
    }
}
