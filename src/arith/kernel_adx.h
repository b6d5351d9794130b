/*
 * arith/kernel_adx.h -- products modulo the standard p, with MULX, ADCX and ADOX.
 *
 * For the moduli that kernel_portable_4096.h takes, and in the same domain.  What each function
 * does stands in arith/kernels.h.
 */
#ifndef CF_ARITH_KERNEL_ADX_H
#define CF_ARITH_KERNEL_ADX_H

#include "arith/kernels.h"

#if defined(__x86_64__)

bool cf_adx_runs_here(void);
void cf_adx_multiply(const struct cf_modulus *mod, cf_limb *out, const cf_limb *a,
                     const cf_limb *b);
void cf_adx_square(const struct cf_modulus *mod, cf_limb *out, const cf_limb *a, size_t times);

#endif

#endif
