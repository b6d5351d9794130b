/*
 * arith/kernel_lanes.h -- eight lanes in plain C, for tests.
 *
 * Slow, and chosen by name only: with it, everything that works in blocks is tested on machines
 * without vector units, and in groups that are small enough to be tested completely.  One lane's limb stands beside the next lane's.  What each function does
 * stands in arith/kernels.h.
 */
#ifndef CF_ARITH_KERNEL_LANES_H
#define CF_ARITH_KERNEL_LANES_H

#include "arith/kernels.h"

void cf_lanes_gather(const struct cf_modulus *mod, cf_block *out, const cf_limb *const *rows);
void cf_lanes_scatter(const struct cf_modulus *mod, cf_limb *const *rows, const cf_block *a);
void cf_lanes_multiply_block(const struct cf_modulus *mod, cf_block *out, const cf_block *a,
                             const cf_block *b);
void cf_lanes_square_block(const struct cf_modulus *mod, cf_block *out, const cf_block *a,
                           size_t times);
void cf_lanes_put(const struct cf_modulus *mod, cf_limb *table, size_t entries, size_t first,
                  const cf_block *numbers);
void cf_lanes_select(const struct cf_modulus *mod, cf_block *out, size_t blocks,
                     const cf_limb *table, size_t entries, const uint64_t *digits);
void cf_lanes_select_lanes(const struct cf_modulus *mod, cf_block *out, const cf_block *entries,
                           size_t count, const uint64_t *digits);

#endif
