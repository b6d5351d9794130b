/*
 * group/scan.h -- reading one entry of a row so that nobody sees which.
 *
 * Every entry is read, in order, and masked away unless it is the wanted one.  A processor's caches
 * then hold the same lines whatever the digit was.
 *
 *   uses     arith
 *   secrets  digits and scalars; a row's length and place are public
 */
#ifndef CF_GROUP_SCAN_H
#define CF_GROUP_SCAN_H

#include "group/inside.h"

/* The digit of `bits` bits that begins at bit `at`; 0 past the top.  bits is below 64. */
static inline uint64_t cf_scan_digit(const cf_scalar *scalar, size_t at, size_t bits)
{
    size_t limb = at / 64;
    size_t shift = at % 64;
    uint64_t digit = scalar->limb[limb] >> shift;
    if (shift + bits > 64 && limb + 1 < CF_SCALAR_LIMBS) {
        digit |= scalar->limb[limb + 1] << (64 - shift);
    }
    return digit & (((uint64_t)1 << bits) - 1);
}

/* out = entry number `digit` of `entries` that stand one after another, `limbs` limbs each. */
static inline void cf_scan_row(cf_limb *out, const cf_limb *row, size_t entries, size_t limbs,
                               uint64_t digit)
{
    memset(out, 0, limbs * sizeof out[0]);
    for (size_t i = 0; i < entries; i++) {
        cf_mask wanted = cf_ct_is_zero(digit ^ i);
        for (size_t k = 0; k < limbs; k++) {
            out[k] |= row[i * limbs + k] & wanted;
        }
    }
}

#endif
