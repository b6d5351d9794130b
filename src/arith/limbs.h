/*
 * arith/limbs.h -- whole numbers as rows of 64-bit limbs.
 *
 * A number of n limbs is a[0] + a[1] 2^64 + .. + a[n-1] 2^(64(n-1)): least significant limb
 * first.
 *
 *   units    n         limbs;  len   octets, big-endian
 *   aliasing an output may be the same row as an input, never overlap it otherwise
 *   secrets  time and addresses depend on n and len alone
 */
#ifndef CF_ARITH_LIMBS_H
#define CF_ARITH_LIMBS_H

#include "base/ct.h"

#include <stddef.h>
#include <stdint.h>

typedef uint64_t cf_limb;

/* Room for a product of two limbs.  C17 has no such type; gcc and clang do on every 64-bit
 * machine, and __extension__ is how they let -Wpedantic know that this is meant. */
__extension__ typedef unsigned __int128 cf_wide;

/* out = a + b mod 2^(64n); the carry, 0 or 1. */
cf_limb cf_limbs_add(cf_limb *out, const cf_limb *a, const cf_limb *b, size_t n);

/* out = a - b mod 2^(64n); the borrow, 0 or 1: 1 exactly when a < b. */
cf_limb cf_limbs_subtract(cf_limb *out, const cf_limb *a, const cf_limb *b, size_t n);

/* out = a where mask is ones, b where it is zeros. */
void cf_limbs_pick(cf_limb *out, cf_mask mask, const cf_limb *a, const cf_limb *b, size_t n);

/* All ones when a < b. */
cf_mask cf_limbs_below(const cf_limb *a, const cf_limb *b, size_t n);

/* All ones when a = b. */
cf_mask cf_limbs_equal(const cf_limb *a, const cf_limb *b, size_t n);

/* All ones when a = 0. */
cf_mask cf_limbs_zero(const cf_limb *a, size_t n);

/*
 * t - m where t = top 2^(64n) + t[0..n) lies in [0, 2m): out = t mod m.  top is 0 or 1.
 * Without telling whether there was anything to subtract.
 */
void cf_limbs_subtract_once(cf_limb *out, const cf_limb *t, cf_limb top, const cf_limb *m,
                            size_t n);

/* The number that len octets write; len <= 8n, limbs above are 0. */
void cf_limbs_from_octets(cf_limb *out, size_t n, const uint8_t *octets, size_t len);

/* The low 8 len bits of a, in len octets; limbs that a does not have are 0. */
void cf_limbs_to_octets(uint8_t *octets, size_t len, const cf_limb *a, size_t n);

#endif
