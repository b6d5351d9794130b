/*
 * arith/kernel_portable.h -- products for every odd modulus, in plain C.
 *
 * The slow, plain kernel that the others are compared with: n limbs, 1 .. CF_LIMBS_MAX, one
 * number after another.  Its domain is Montgomery's: x is kept as x R mod m, R = 2^(64 n), in n
 * limbs.  What each function does stands in arith/kernels.h.
 *
 *   source   [MON85], [HAC96] 14.3.2
 */
#ifndef CF_ARITH_KERNEL_PORTABLE_H
#define CF_ARITH_KERNEL_PORTABLE_H

#include "arith/kernels.h"

bool cf_portable_runs_here(void);
bool cf_portable_takes(const cf_limb *m, size_t n);
size_t cf_portable_width(size_t n);
size_t cf_portable_radix_bits(size_t n);
void cf_portable_unpack(const struct cf_modulus *mod, cf_limb *row, const cf_limb *plain);
void cf_portable_pack(const struct cf_modulus *mod, cf_limb *plain, const cf_limb *row);
void cf_portable_multiply(const struct cf_modulus *mod, cf_limb *out, const cf_limb *a,
                          const cf_limb *b);
void cf_portable_square(const struct cf_modulus *mod, cf_limb *out, const cf_limb *a, size_t times);

#endif
