/*
 * arith/modulus.h -- numbers modulo one odd number m.
 *
 * A number is plain, n limbs in [0, m), or a row in the domain of the kernel that multiplies, `width`
 * limbs that only the kernel understands.  enter and leave are the two doors; products exist
 * inside only, sums outside only.
 *
 *   uses     base
 *   units    n, width   limbs
 *   ranges   plain numbers a and b lie in [0, m) where nothing else is said; so will out
 *   aliasing out may be the same row as any input, never overlap it otherwise
 *   secrets  m is public; time and addresses depend on m, n and counts alone, except where a name
 *            ends in _vartime
 */
#ifndef CF_ARITH_MODULUS_H
#define CF_ARITH_MODULUS_H

#include "arith/kernels.h"
#include "arith/limbs.h"
#include "base/status.h"

typedef struct cf_modulus {
    size_t n;
    size_t width;
    const cf_arith_kernel *kernel;
    cf_limb factor; /* -1/m mod 2^64 */
    _Alignas(64) cf_limb m[CF_LIMBS_MAX];
    _Alignas(64) cf_limb own[CF_OWN_LIMBS_MAX]; /* what the kernel made of m for itself */

    /* Rows, in the domain: 1, which is R; 2^(64 n). */
    _Alignas(64) cf_limb one[CF_DOMAIN_LIMBS_MAX];
    _Alignas(64) cf_limb base[CF_DOMAIN_LIMBS_MAX];

    /* Rows to multiply by: R^2 takes a number into the domain, 1 as it is takes a row out. */
    _Alignas(64) cf_limb entrance[CF_DOMAIN_LIMBS_MAX];
    _Alignas(64) cf_limb exit[CF_DOMAIN_LIMBS_MAX];
} cf_modulus;

/*
 * Get ready to calculate modulo m, which is public.
 *
 *   kernel   who multiplies; NULL for the first of cf_arith_kernels that runs here and takes m (the
 *            environment variable COUNTERFOIL_KERNEL may name another)
 *
 * CF_ERR_RANGE        n is 0 or past CF_LIMBS_MAX, m is even or 1, or its top limb is 0
 * CF_ERR_UNSUPPORTED  this kernel does not take m, or does not run here
 *
 * Costs about 200 n additions of n limbs: a millisecond for 64 limbs, once per program.
 */
CF_MUST_CHECK cf_status cf_modulus_init_vartime(cf_modulus *mod, const cf_limb *m, size_t n,
                                                const cf_arith_kernel *kernel);

/* Into the domain.  a may be any number of n limbs, also m or more. */
void cf_modulus_enter(const cf_modulus *mod, cf_limb *out, const cf_limb *a);

/* Out of the domain. */
void cf_modulus_leave(const cf_modulus *mod, cf_limb *out, const cf_limb *a);

/* out = a b and out = a^(2^times), all in the domain.  times 0 copies. */
void cf_modulus_multiply(const cf_modulus *mod, cf_limb *out, const cf_limb *a, const cf_limb *b);
void cf_modulus_square(const cf_modulus *mod, cf_limb *out, const cf_limb *a, size_t times);

/* All ones when two numbers in the domain are the same modulo m. */
cf_mask cf_modulus_equal(const cf_modulus *mod, const cf_limb *a, const cf_limb *b);

/* out = a + b mod m and out = a - b mod m, plain. */
void cf_modulus_add(const cf_modulus *mod, cf_limb *out, const cf_limb *a, const cf_limb *b);
void cf_modulus_subtract(const cf_modulus *mod, cf_limb *out, const cf_limb *a, const cf_limb *b);

/* out = value mod m, plain.  value has value_n limbs, any number of them. */
void cf_modulus_reduce(const cf_modulus *mod, cf_limb *out, const cf_limb *value, size_t value_n);

#endif
