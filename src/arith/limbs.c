/*
 * arith/limbs.c -- the linear work: every loop runs over all limbs, whatever they hold.
 */
#include "arith/limbs.h"

#include <assert.h>

/* One step of a sum and of a difference; carry and borrow are 0 or 1 before and after. */
static inline cf_limb add_step(cf_limb a, cf_limb b, cf_limb *carry)
{
    cf_wide sum = (cf_wide)a + b + *carry;
    *carry = (cf_limb)(sum >> 64);
    return (cf_limb)sum;
}

static inline cf_limb subtract_step(cf_limb a, cf_limb b, cf_limb *borrow)
{
    cf_wide difference = (cf_wide)a - b - *borrow;
    *borrow = (cf_limb)(difference >> 64) & 1;
    return (cf_limb)difference;
}

cf_limb cf_limbs_add(cf_limb *out, const cf_limb *a, const cf_limb *b, size_t n)
{
    cf_limb carry = 0;
    for (size_t i = 0; i < n; i++) {
        out[i] = add_step(a[i], b[i], &carry);
    }
    return carry;
}

cf_limb cf_limbs_subtract(cf_limb *out, const cf_limb *a, const cf_limb *b, size_t n)
{
    cf_limb borrow = 0;
    for (size_t i = 0; i < n; i++) {
        out[i] = subtract_step(a[i], b[i], &borrow);
    }
    return borrow;
}

void cf_limbs_pick(cf_limb *out, cf_mask mask, const cf_limb *a, const cf_limb *b, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        out[i] = cf_ct_pick(mask, a[i], b[i]);
    }
}

cf_mask cf_limbs_below(const cf_limb *a, const cf_limb *b, size_t n)
{
    cf_limb borrow = 0;
    for (size_t i = 0; i < n; i++) {
        (void)subtract_step(a[i], b[i], &borrow);
    }
    return cf_ct_mask(borrow);
}

cf_mask cf_limbs_equal(const cf_limb *a, const cf_limb *b, size_t n)
{
    cf_limb differs = 0;
    for (size_t i = 0; i < n; i++) {
        differs |= a[i] ^ b[i];
    }
    return cf_ct_is_zero(differs);
}

cf_mask cf_limbs_zero(const cf_limb *a, size_t n)
{
    cf_limb any = 0;
    for (size_t i = 0; i < n; i++) {
        any |= a[i];
    }
    return cf_ct_is_zero(any);
}

void cf_limbs_subtract_once(cf_limb *out, const cf_limb *t, cf_limb top, const cf_limb *m, size_t n)
{
    cf_limb borrow = 0;
    for (size_t i = 0; i < n; i++) {
        (void)subtract_step(t[i], m[i], &borrow);
    }
    /* t < 2m: the true difference is negative when there is a borrow and no top to pay it. */
    cf_mask subtract = ~cf_ct_mask(borrow & ~top & 1);
    borrow = 0;
    for (size_t i = 0; i < n; i++) {
        out[i] = subtract_step(t[i], m[i] & subtract, &borrow);
    }
}

/* Written out, because gcc 12 does not see in a loop that this is one load and one swap. */
static inline cf_limb read_limb(const uint8_t *at)
{
    return (cf_limb)at[0] << 56 | (cf_limb)at[1] << 48 | (cf_limb)at[2] << 40 | (cf_limb)at[3] << 32
           | (cf_limb)at[4] << 24 | (cf_limb)at[5] << 16 | (cf_limb)at[6] << 8 | (cf_limb)at[7];
}

/* Whole limbs from the end; the octets that are left at the front are fewer than eight. */
void cf_limbs_from_octets(cf_limb *out, size_t n, const uint8_t *octets, size_t len)
{
    assert(len <= 8 * n);
    const size_t whole = len / 8;
    for (size_t i = 0; i < whole; i++) {
        out[i] = read_limb(octets + len - 8 * (i + 1));
    }
    for (size_t i = whole; i < n; i++) {
        out[i] = 0;
    }
    for (size_t i = 0; i < len % 8; i++) {
        out[whole] = out[whole] << 8 | octets[i];
    }
}

static inline void write_limb(uint8_t *at, size_t count, cf_limb limb)
{
    for (size_t i = 0; i < count; i++) {
        at[i] = (uint8_t)(limb >> (8 * (count - 1 - i)));
    }
}

void cf_limbs_to_octets(uint8_t *octets, size_t len, const cf_limb *a, size_t n)
{
    const size_t whole = len / 8;
    for (size_t i = 0; i < whole; i++) {
        write_limb(octets + len - 8 * (i + 1), 8, i < n ? a[i] : 0);
    }
    write_limb(octets, len % 8, whole < n ? a[whole] : 0);
}
