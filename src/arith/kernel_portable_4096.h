/*
 * arith/kernel_portable_4096.h -- products modulo the standard p, in plain C.
 *
 * For moduli of 4096 bits whose first and last 256 bits are ones.  The domain is that of
 * kernel_portable.h.  What each function does stands in arith/kernels.h.
 */
#ifndef CF_ARITH_KERNEL_PORTABLE_4096_H
#define CF_ARITH_KERNEL_PORTABLE_4096_H

#include "arith/kernels.h"

bool cf_portable_4096_takes(const cf_limb *m, size_t n);
void cf_portable_4096_multiply(const struct cf_modulus *mod, cf_limb *out, const cf_limb *a,
                               const cf_limb *b);
void cf_portable_4096_square(const struct cf_modulus *mod, cf_limb *out, const cf_limb *a,
                             size_t times);

#endif
