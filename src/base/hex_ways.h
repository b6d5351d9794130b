/*
 * base/hex_ways.h -- digits of base16, many at a time.
 *
 * For hex.c and its tests only.  All ways give the same: eight digits in a word anywhere,
 * sixteen in a vector where every machine of the kind has them.  What is decoded has 64 or
 * 1,024 digits: wider vectors would gain little.
 */
#ifndef CF_BASE_HEX_WAYS_H
#define CF_BASE_HEX_WAYS_H

#include "base/hex.h"

typedef struct cf_hex_way {
    const char *name;

    /* How many characters from the start are digits of this case. */
    size_t (*digits_len)(const uint8_t *text, size_t len, cf_hex_case letters);

    /* Join 2 * octets digits of either case, two an octet; out and text may be the same place. */
    void (*join)(uint8_t *out, const uint8_t *text, size_t octets);
} cf_hex_way;

extern const cf_hex_way cf_hex_words;

#if defined(__SSE2__)
extern const cf_hex_way cf_hex_sse2;
#define CF_HEX_FASTEST cf_hex_sse2
#else
#define CF_HEX_FASTEST cf_hex_words
#endif

/* The letters of a case: those from `first` on, once `fold` is set in the character. */
typedef struct cf_hex_letters {
    uint8_t fold;
    uint8_t first;
} cf_hex_letters;

static inline cf_hex_letters cf_hex_letters_of(cf_hex_case letters)
{
    return (cf_hex_letters){ .fold = letters == CF_HEX_EITHER ? 0x20 : 0,
                             .first = letters == CF_HEX_UPPER ? 'A' : 'a' };
}

#endif
