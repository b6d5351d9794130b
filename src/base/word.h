/*
 * base/word.h -- eight octets at once, on any machine.
 *
 * A word holds eight octets of a text, the first in its lowest bits.  A *flag* is the top bit of an
 * octet: the sum of two numbers below 0x80 may set it and stays in its octet.
 */
#ifndef CF_BASE_WORD_H
#define CF_BASE_WORD_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define CF_WORD_ONES UINT64_C(0x0101010101010101) /* times an octet: that octet, eight times */
#define CF_WORD_TOPS UINT64_C(0x8080808080808080)

enum { CF_WORD_OCTETS = 8 };

/* The order of octets in memory turned into the order in a word, and back. */
static inline uint64_t cf_word_turn(uint64_t word)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    return __builtin_bswap64(word);
#else
    return word;
#endif
}

static inline uint64_t cf_word_load(const uint8_t *octets)
{
    uint64_t word = 0;
    memcpy(&word, octets, sizeof word);
    return cf_word_turn(word);
}

/* The same of len octets, at most 8; the rest are zero. */
static inline uint64_t cf_word_load_part(const uint8_t *octets, size_t len)
{
    uint64_t word = 0;
    for (size_t i = 0; i < len; i++) {
        word |= (uint64_t)octets[i] << (8 * i);
    }
    return word;
}

/* The first len octets of a word, at most 8. */
static inline void cf_word_store(uint8_t *out, uint64_t word, size_t len)
{
    word = cf_word_turn(word);
    memcpy(out, &word, len);
}

/* Which octet has the first flag; there is one. */
static inline size_t cf_word_first(uint64_t flags)
{
    return (size_t)__builtin_ctzll(flags) / 8;
}

#endif
