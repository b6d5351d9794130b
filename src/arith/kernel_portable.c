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

void cf_portable_multiply(const cf_modulus *mod, cf_limb *out, const cf_limb *a, const cf_limb *b)
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

/* R = 2^(64 n). */
size_t cf_portable_radix_bits(size_t n)
{
    return 64 * n;
}

/* Rows are limbs as everybody has them, and products lie in [0, m). */
void cf_portable_unpack(const cf_modulus *mod, cf_limb *row, const cf_limb *plain)
{
    memmove(row, plain, mod->n * sizeof row[0]);
}

void cf_portable_pack(const cf_modulus *mod, cf_limb *plain, const cf_limb *row)
{
    memmove(plain, row, mod->n * sizeof row[0]);
}

void cf_portable_square(const cf_modulus *mod, cf_limb *out, const cf_limb *a, size_t times)
{
    for (size_t done = 0; done < times; done++) {
        cf_portable_multiply(mod, out, a, a);
        a = out;
    }
}
