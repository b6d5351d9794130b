/*
 * arith/kernel_ifma.h -- eight products modulo the standard p at once, with AVX-512 IFMA.
 *
 * The blocks of the kernel "ifma", for moduli of 4096 bits whose first and last 256 bits are
 * ones.  Its rows are in ifma_row.h; limb k of lane i of a block stands at limb[8 k + i], and
 * limb k of entry i of a table of n at table[n k + i].  What each function does stands in
 * arith/kernels.h.
 */
#ifndef CF_ARITH_KERNEL_IFMA_H
#define CF_ARITH_KERNEL_IFMA_H

#include "arith/kernels.h"

#if defined(__x86_64__)

bool cf_ifma_runs_here(void);
size_t cf_ifma_width(size_t n);
size_t cf_ifma_radix_bits(size_t n);
void cf_ifma_prepare(struct cf_modulus *mod);
void cf_ifma_multiply_block(const struct cf_modulus *mod, cf_block *out, const cf_block *a,
                            const cf_block *b);
void cf_ifma_square_block(const struct cf_modulus *mod, cf_block *out, const cf_block *a,
                          size_t times);
void cf_ifma_gather(const struct cf_modulus *mod, cf_block *out, const cf_limb *const *rows);
void cf_ifma_scatter(const struct cf_modulus *mod, cf_limb *const *rows, const cf_block *a);
void cf_ifma_put(const struct cf_modulus *mod, cf_limb *table, size_t entries, size_t first,
                 const cf_block *numbers);
void cf_ifma_select(const struct cf_modulus *mod, cf_block *out, size_t blocks,
                    const cf_limb *table, size_t entries, const uint64_t *digits);
void cf_ifma_select_lanes(const struct cf_modulus *mod, cf_block *out, const cf_block *entries,
                          size_t count, const uint64_t *digits);

#endif

#endif
