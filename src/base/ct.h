/*
 * base/ct.h -- choosing without telling.
 *
 * A cf_mask is all ones or all zeros and nothing between.  Every mask made from a secret passes
 * through cf_ct_hide, past which the compiler may assume nothing about it: clang has been seen to
 * turn plain masks into branches.
 *
 *   secrets  all arguments; time and addresses do not depend on them
 *   source   [MONOCYPHER-4.0.3], where that happened to others
 */
#ifndef CF_BASE_CT_H
#define CF_BASE_CT_H

#include <stddef.h>
#include <stdint.h>

typedef uint64_t cf_mask;

static inline uint64_t cf_ct_hide(uint64_t value)
{
    __asm__ volatile("" : "+r"(value));
    return value;
}

/* All ones if bit is 1, all zeros if it is 0.  bit is nothing else. */
static inline cf_mask cf_ct_mask(uint64_t bit)
{
    return cf_ct_hide(0 - bit);
}

/* All ones if value is 0: then, and only then, neither value nor -value has its top bit set. */
static inline cf_mask cf_ct_is_zero(uint64_t value)
{
    return cf_ct_mask(1 ^ ((value | (0 - value)) >> 63));
}

/* a where mask is ones, b where it is zeros. */
static inline uint64_t cf_ct_pick(cf_mask mask, uint64_t a, uint64_t b)
{
    return (a & mask) | (b & ~mask);
}

/*
 * All ones if len octets are the same.  Read to their end: where two differ would tell something.
 */
static inline cf_mask cf_ct_equal(const uint8_t *a, const uint8_t *b, size_t len)
{
    uint64_t difference = 0;
    for (size_t i = 0; i < len; i++) {
        difference |= (uint64_t)(a[i] ^ b[i]);
    }
    return cf_ct_is_zero(difference);
}

#endif
