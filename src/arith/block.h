/*
 * arith/block.h -- many numbers modulo m at once.
 *
 * Who has `count` numbers to treat alike asks cf_block_lanes how many to take at a time, and goes on
 * in blocks of so many lanes: all that the kernel has, or one, which is a row again.  So an
 * algorithm is written once.
 *
 *     for (size_t done = 0; done < count; done += taken) {
 *         size_t lanes = cf_block_lanes(p, count - done);      1, or more than are left
 *         size_t taken = lanes < count - done ? lanes : count - done;
 *         ... gather; lanes past `taken` are given some row that may be calculated with
 *     }
 *
 *   units    lanes   1, or mod->kernel->lanes
 *   align, aliasing, ranges, secrets as in arith/kernels.h
 */
#ifndef CF_ARITH_BLOCK_H
#define CF_ARITH_BLOCK_H

#include "arith/modulus.h"

/* All lanes of the kernel where so many numbers are left that they are worth it; 1 otherwise. */
size_t cf_block_lanes(const cf_modulus *mod, size_t left);

/* rows[i] to lane i and back, for i < lanes. */
void cf_block_gather(const cf_modulus *mod, size_t lanes, cf_block *out,
                     const cf_limb *const *rows);
void cf_block_scatter(const cf_modulus *mod, size_t lanes, cf_limb *const *rows, const cf_block *a);

/* The same number in every lane. */
void cf_block_fill(const cf_modulus *mod, size_t lanes, cf_block *out, const cf_limb *row);

/* Into the domain and out of it: plain[i] to lane i and back, as in arith/modulus.h. */
void cf_block_enter(const cf_modulus *mod, size_t lanes, cf_block *out,
                    const cf_limb *const *plain);
void cf_block_leave(const cf_modulus *mod, size_t lanes, cf_limb *const *plain, const cf_block *a);

/* out = a b and out = a^(2^times), lane by lane, all in the domain.  times 0 copies. */
void cf_block_multiply(const cf_modulus *mod, size_t lanes, cf_block *out, const cf_block *a,
                       const cf_block *b);
void cf_block_square(const cf_modulus *mod, size_t lanes, cf_block *out, const cf_block *a,
                     size_t times);

/*
 * Looking up without telling, as in arith/kernels.h: each digit belongs to a lane, and all entries
 * are read whatever the digits are.  A table is filled with blocks of all lanes that the kernel
 * has, cf_block_lanes(mod, entries), and serves blocks and rows.
 */
void cf_block_put(const cf_modulus *mod, cf_limb *table, size_t entries, size_t first,
                  const cf_block *numbers);
void cf_block_select(const cf_modulus *mod, size_t lanes, cf_block *out, size_t blocks,
                     const cf_limb *table, size_t entries, const uint64_t *digits);
void cf_block_select_lanes(const cf_modulus *mod, size_t lanes, cf_block *out,
                           const cf_block *entries, size_t count, const uint64_t *digits);

#endif
