/*
 * arith/adx_multiples.h -- what the kernel "adx" has in assembler.
 *
 *   units    limbs; n in the name of a function, or a multiple of 8
 *   aliasing t overlaps neither a nor b; out may be a or b
 *   secrets  constant time: what happens depends on counts alone
 */
#ifndef CF_ARITH_ADX_MULTIPLES_H
#define CF_ARITH_ADX_MULTIPLES_H

#include "arith/limbs.h"

#if defined(__x86_64__)

/*
 * t += a b + low + high 2^(64 n), where a has `count` limbs, at least one, b has n, and t has n +
 * count; the carry out of t, 0 or 1.  low and high are 0 or 1.
 */
typedef cf_limb cf_adx_add_multiples(cf_limb *t, const cf_limb *a, size_t count, const cf_limb *b,
                                     cf_limb low, cf_limb high);

cf_adx_add_multiples cf_adx_add_multiples_8;
cf_adx_add_multiples cf_adx_add_multiples_16;
cf_adx_add_multiples cf_adx_add_multiples_24;
cf_adx_add_multiples cf_adx_add_multiples_32;
cf_adx_add_multiples cf_adx_add_multiples_56;

/* As cf_limbs_add and cf_limbs_subtract, with a carry, or a borrow, to begin with. */
cf_limb cf_adx_add(cf_limb *out, const cf_limb *a, const cf_limb *b, size_t n, cf_limb carry);
cf_limb cf_adx_subtract(cf_limb *out, const cf_limb *a, const cf_limb *b, size_t n, cf_limb borrow);

#endif

#endif
