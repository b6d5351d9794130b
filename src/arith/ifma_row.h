/*
 * arith/ifma_row.h -- one number at a time with AVX-512 IFMA.
 *
 * The domain of the kernel "ifma", which its blocks share: 79 limbs of 52 bits in 80, the last
 * one 0, R = 2^4108.  For moduli of 4096 bits whose first and last 256 bits are ones.
 *
 *   ranges   rows that go in are below 2p, those that come out below p (1 + 2^-10); every limb is
 *            below 2^52
 *
 * cf_ifma_row_prepare writes the first CF_IFMA_ROW_OWN limbs of mod->own.  What each function
 * does stands in arith/kernels.h.
 */
#ifndef CF_ARITH_IFMA_ROW_H
#define CF_ARITH_IFMA_ROW_H

#include "arith/kernels.h"

#if defined(__x86_64__)

enum { CF_IFMA_ROW_OWN = 112 };

void cf_ifma_row_prepare(struct cf_modulus *mod);
void cf_ifma_row_unpack(const struct cf_modulus *mod, cf_limb *row, const cf_limb *plain);
void cf_ifma_row_pack(const struct cf_modulus *mod, cf_limb *plain, const cf_limb *row);
void cf_ifma_row_multiply(const struct cf_modulus *mod, cf_limb *out, const cf_limb *a,
                          const cf_limb *b);
void cf_ifma_row_square(const struct cf_modulus *mod, cf_limb *out, const cf_limb *a, size_t times);

#endif

#endif
