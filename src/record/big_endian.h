/*
 * record/big_endian.h -- whole numbers in so many octets, the most significant first.
 *
 * Inside the room only.
 *
 *   units    octets   1 to 8
 */
#ifndef CF_RECORD_BIG_ENDIAN_H
#define CF_RECORD_BIG_ENDIAN_H

#include <stddef.h>
#include <stdint.h>

static inline uint64_t cf_big_endian(const uint8_t *at, size_t octets)
{
    uint64_t number = 0;
    for (size_t i = 0; i < octets; i++) {
        number = number << 8 | at[i];
    }
    return number;
}

/* number fits. */
static inline void cf_put_big_endian(uint8_t *at, size_t octets, uint64_t number)
{
    for (size_t i = octets; i > 0; i--) {
        at[i - 1] = (uint8_t)number;
        number >>= 8;
    }
}

#endif
