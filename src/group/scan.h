/*
 * group/scan.h -- secret exponents in lanes, digit by digit.
 *
 * What a digit looks up is found by reading everything (cf_block_select), so that the caches of a
 * processor hold the same lines whatever the digit was.
 *
 *   uses     arith
 *   units    lanes, count   as in lanes.h, of one block or of several side by side
 *   secrets  digits and scalars
 */
#ifndef CF_GROUP_SCAN_H
#define CF_GROUP_SCAN_H

#include "group/lanes.h"
#include "group/secret.h"

/* The digit of `bits` bits, below 64, from bit `at` on; of each exponent, a lane each. */
static inline void cf_scan_digits(uint64_t *digits, size_t lanes, size_t count,
                                  const cf_secret_scalar *exponents, size_t at, size_t bits)
{
    for (size_t i = 0; i < lanes; i++) {
        digits[i] = cf_scalar_digit(&exponents[cf_lane_holds(i, count)].number, at, bits);
    }
}

#endif
