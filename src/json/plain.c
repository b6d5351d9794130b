/*
 * json/plain.c -- most octets of a record stand in long strings of digits: eight are looked at
 * together, or sixteen.
 */
#include "json/plain.h"

#include "base/word.h"

#include <stdbool.h>

static bool is_plain(uint8_t octet)
{
    return octet >= 0x20 && octet < 0x80 && octet != '"' && octet != '\\';
}

static size_t plain_len_by_one(const uint8_t *octets, size_t len)
{
    size_t at = 0;
    while (at < len && is_plain(octets[at])) {
        at++;
    }
    return at;
}

/*
 * Flags the octets that are not plain. word - k * ones sets the top bit of each octet below k
 * and borrows only there: what comes after the first flag may be wrong.
 */
static uint64_t needing_thought(uint64_t word)
{
    const uint64_t quote = word ^ CF_WORD_ONES * '"';
    const uint64_t backslash = word ^ CF_WORD_ONES * '\\';
    const uint64_t found =
        word | (word - CF_WORD_ONES * 0x20) | (quote - CF_WORD_ONES) | (backslash - CF_WORD_ONES);
    return found & CF_WORD_TOPS;
}

size_t cf_json_plain_len_words(const uint8_t *octets, size_t len)
{
    size_t at = 0;
    for (; len - at >= CF_WORD_OCTETS; at += CF_WORD_OCTETS) {
        const uint64_t flags = needing_thought(cf_word_load(octets + at));
        if (flags != 0) {
            return at + cf_word_first(flags);
        }
    }
    return at + plain_len_by_one(octets + at, len - at);
}

#if defined(__SSE2__)
#include <emmintrin.h>

enum { LANES = 16 };

/*
 * A bit for each of sixteen octets that is not plain.  As signed numbers, those past ASCII are
 * below 0x20 too.
 */
static unsigned needing_thought_lanes(const uint8_t *octets)
{
    const __m128i all = _mm_loadu_si128((const __m128i *)(const void *)octets);
    const __m128i low = _mm_cmplt_epi8(all, _mm_set1_epi8(0x20));
    const __m128i quotes = _mm_cmpeq_epi8(all, _mm_set1_epi8('"'));
    const __m128i backslashes = _mm_cmpeq_epi8(all, _mm_set1_epi8('\\'));
    return (unsigned)_mm_movemask_epi8(_mm_or_si128(low, _mm_or_si128(quotes, backslashes)));
}

size_t cf_json_plain_len_sse2(const uint8_t *octets, size_t len)
{
    size_t at = 0;
    for (; len - at >= LANES; at += LANES) {
        const unsigned flags = needing_thought_lanes(octets + at);
        if (flags != 0) {
            return at + (size_t)__builtin_ctz(flags);
        }
    }
    return at + cf_json_plain_len_words(octets + at, len - at);
}
#endif
