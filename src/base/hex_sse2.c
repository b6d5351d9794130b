/*
 * base/hex_sse2.c -- sixteen digits in a vector of SSE2, which every x86-64 has.
 *
 * Comparisons are of signed octets: what is no ASCII is negative, and below every digit.
 */
#include "base/hex_ways.h"

#if defined(__SSE2__)
#include <emmintrin.h>

enum { LANES = 16 };

static __m128i load(const uint8_t *text)
{
    return _mm_loadu_si128((const __m128i *)(const void *)text);
}

static __m128i in_range(__m128i characters, int first, int count)
{
    const __m128i below = _mm_set1_epi8((char)(first - 1));
    const __m128i after = _mm_set1_epi8((char)(first + count));
    return _mm_and_si128(_mm_cmpgt_epi8(characters, below), _mm_cmplt_epi8(characters, after));
}

/* A bit for each of sixteen characters that is no digit. */
static unsigned bad_ones(__m128i characters, cf_hex_letters letters)
{
    const __m128i folded = _mm_or_si128(characters, _mm_set1_epi8((char)letters.fold));
    const __m128i good =
        _mm_or_si128(in_range(characters, '0', 10), in_range(folded, letters.first, 6));
    return (unsigned)_mm_movemask_epi8(good) ^ 0xFFFF;
}

static size_t digits_len(const uint8_t *text, size_t len, cf_hex_case which)
{
    const cf_hex_letters letters = cf_hex_letters_of(which);
    size_t at = 0;
    for (; len - at >= LANES; at += LANES) {
        const unsigned bad = bad_ones(load(text + at), letters);
        if (bad != 0) {
            return at + (size_t)__builtin_ctz(bad);
        }
    }
    return at + cf_hex_words.digits_len(text + at, len - at, which);
}

/* Sixteen digits as eight octets, each in two lanes. */
static __m128i join_lanes(__m128i digits)
{
    const __m128i letters = _mm_cmpgt_epi8(digits, _mm_set1_epi8('9'));
    const __m128i values = _mm_add_epi8(_mm_and_si128(digits, _mm_set1_epi8(0xF)),
                                        _mm_and_si128(letters, _mm_set1_epi8(9)));
    return _mm_and_si128(_mm_or_si128(_mm_slli_epi16(values, 4), _mm_srli_epi16(values, 8)),
                         _mm_set1_epi16(0xFF));
}

static void join(uint8_t *out, const uint8_t *text, size_t octets)
{
    size_t at = 0;
    for (; octets - at >= LANES; at += LANES) {
        const __m128i first = join_lanes(load(text + 2 * at));
        const __m128i second = join_lanes(load(text + 2 * at + LANES));
        _mm_storeu_si128((__m128i *)(void *)(out + at), _mm_packus_epi16(first, second));
    }
    cf_hex_words.join(out + at, text + 2 * at, octets - at);
}

const cf_hex_way cf_hex_sse2 = { .name = "sse2", .digits_len = digits_len, .join = join };
#endif
