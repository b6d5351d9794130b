/*
 * arith/modulus.c -- choosing a kernel, the doors of its domain, and sums; products are the
 * kernel's.
 */
#include "arith/modulus.h"

#include "base/cpu.h"

#include <string.h>

/* -1/m mod 2^64.  For odd m, m m = 1 mod 8; a step of Newton's doubles the bits: 3 6 12 .. 96. */
static cf_limb minus_inverse(cf_limb m)
{
    cf_limb inverse = m;
    for (int step = 0; step < 5; step++) {
        inverse *= 2 - m * inverse;
    }
    return 0 - inverse;
}

/* Whether it may be taken: COUNTERFOIL_KERNEL leaves it in the race, and names it where it must. */
static bool is_allowed(const cf_arith_kernel *kernel)
{
    return cf_cpu_allows(kernel->name)
           && (!kernel->by_name_only || cf_cpu_read()->kernel[0] != '\0');
}

/* The first that is allowed, runs here and takes m; else the plain one. */
static const cf_arith_kernel *choose_kernel(const cf_limb *m, size_t n)
{
    size_t count;
    const cf_arith_kernel *kernels = cf_arith_kernels(&count);
    for (size_t i = 0; i < count; i++) {
        if (is_allowed(&kernels[i]) && kernels[i].runs_here() && kernels[i].takes(m, n)) {
            return &kernels[i];
        }
    }
    return &kernels[count - 1];
}

/* plain = plain 2^times mod m. */
static void double_up(const cf_modulus *mod, cf_limb *plain, size_t times)
{
    for (size_t done = 0; done < times; done++) {
        cf_modulus_add(mod, plain, plain, plain);
    }
}

/* 1, R and R^2 modulo m, from doubling. */
static void prepare(cf_modulus *mod)
{
    const size_t radix_bits = mod->kernel->radix_bits(mod->n);
    cf_limb plain[CF_LIMBS_MAX] = { 1 };
    mod->kernel->unpack(mod, mod->exit, plain);
    double_up(mod, plain, radix_bits);
    mod->kernel->unpack(mod, mod->one, plain);
    cf_limb base[CF_LIMBS_MAX];
    memcpy(base, plain, sizeof base);
    double_up(mod, base, 64 * mod->n);
    mod->kernel->unpack(mod, mod->base, base);
    double_up(mod, plain, radix_bits);
    mod->kernel->unpack(mod, mod->entrance, plain);
}

cf_status cf_modulus_init_vartime(cf_modulus *mod, const cf_limb *m, size_t n,
                                  const cf_arith_kernel *kernel)
{
    if (n == 0 || n > CF_LIMBS_MAX || m[n - 1] == 0 || (m[0] & 1) == 0 || (n == 1 && m[0] == 1)) {
        return CF_ERR_RANGE;
    }
    if (kernel == NULL) {
        kernel = choose_kernel(m, n);
    }
    if (!kernel->runs_here() || !kernel->takes(m, n)) {
        return CF_ERR_UNSUPPORTED;
    }
    *mod = (cf_modulus){
        .n = n,
        .width = kernel->width(n),
        .kernel = kernel,
        .factor = minus_inverse(m[0]),
    };
    memcpy(mod->m, m, n * sizeof m[0]);
    if (kernel->prepare != NULL) {
        kernel->prepare(mod);
    }
    prepare(mod);
    return CF_OK;
}

void cf_modulus_enter(const cf_modulus *mod, cf_limb *out, const cf_limb *a)
{
    _Alignas(64) cf_limb row[CF_DOMAIN_LIMBS_MAX];
    mod->kernel->unpack(mod, row, a);
    mod->kernel->multiply(mod, out, row, mod->entrance);
}

void cf_modulus_leave(const cf_modulus *mod, cf_limb *out, const cf_limb *a)
{
    _Alignas(64) cf_limb row[CF_DOMAIN_LIMBS_MAX];
    mod->kernel->multiply(mod, row, a, mod->exit);
    mod->kernel->pack(mod, out, row);
}

void cf_modulus_multiply(const cf_modulus *mod, cf_limb *out, const cf_limb *a, const cf_limb *b)
{
    mod->kernel->multiply(mod, out, a, b);
}

void cf_modulus_square(const cf_modulus *mod, cf_limb *out, const cf_limb *a, size_t times)
{
    if (times == 0) {
        memmove(out, a, mod->width * sizeof a[0]);
    } else {
        mod->kernel->square(mod, out, a, times);
    }
}

/* A row need not be the least that stands for its number; packed, it is. */
cf_mask cf_modulus_equal(const cf_modulus *mod, const cf_limb *a, const cf_limb *b)
{
    cf_limb plain_a[CF_LIMBS_MAX];
    cf_limb plain_b[CF_LIMBS_MAX];
    mod->kernel->pack(mod, plain_a, a);
    mod->kernel->pack(mod, plain_b, b);
    return cf_limbs_equal(plain_a, plain_b, mod->n);
}

void cf_modulus_add(const cf_modulus *mod, cf_limb *out, const cf_limb *a, const cf_limb *b)
{
    cf_limb sum[CF_LIMBS_MAX];
    cf_limb carry = cf_limbs_add(sum, a, b, mod->n);
    cf_limbs_subtract_once(out, sum, carry, mod->m, mod->n); /* a + b <= 2m - 2 */
}

void cf_modulus_subtract(const cf_modulus *mod, cf_limb *out, const cf_limb *a, const cf_limb *b)
{
    cf_limb difference[CF_LIMBS_MAX];
    cf_limb around[CF_LIMBS_MAX];
    cf_mask negative = cf_ct_mask(cf_limbs_subtract(difference, a, b, mod->n));
    (void)cf_limbs_add(around, difference, mod->m, mod->n);
    cf_limbs_pick(out, negative, around, difference, mod->n);
}

/* sum = sum 2^(64 n) + digit, all modulo m. */
static void shift_in(const cf_modulus *mod, cf_limb *sum, const cf_limb *digit)
{
    _Alignas(64) cf_limb inside[CF_DOMAIN_LIMBS_MAX];
    cf_limb plain[CF_LIMBS_MAX];
    cf_modulus_enter(mod, inside, sum);
    cf_modulus_multiply(mod, inside, inside, mod->base);
    cf_modulus_leave(mod, sum, inside);
    cf_modulus_enter(mod, inside, digit);
    cf_modulus_leave(mod, plain, inside);
    cf_modulus_add(mod, sum, sum, plain);
}

/* Digits of n limbs, from the top; the topmost may be shorter. */
void cf_modulus_reduce(const cf_modulus *mod, cf_limb *out, const cf_limb *value, size_t value_n)
{
    size_t n = mod->n;
    cf_limb sum[CF_LIMBS_MAX] = { 0 };
    for (size_t end = (value_n + n - 1) / n * n; end != 0; end -= n) {
        cf_limb digit[CF_LIMBS_MAX] = { 0 };
        size_t start = end - n;
        size_t there = end <= value_n ? n : value_n - start;
        memcpy(digit, value + start, there * sizeof value[0]);
        shift_in(mod, sum, digit);
    }
    memcpy(out, sum, n * sizeof out[0]);
}
