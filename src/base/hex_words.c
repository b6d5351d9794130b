/*
 * base/hex_words.c -- eight digits in a word, with arithmetic that stays inside each octet.
 *
 * The sum of an octet past ASCII may be carried to the next one.  So what comes after the first
 * octet that is no digit may be judged wrongly, and is not looked at.
 */
#include "base/hex_ways.h"
#include "base/word.h"

/* Flags each octet from `least` up to 0x7F; and of those past ASCII the ones below 0x80 + least. */
static uint64_t at_least(uint64_t word, unsigned least)
{
    return word + CF_WORD_ONES * (0x80 - least);
}

/*
 * Flags each octet of a range.  Past ASCII, what is flagged from `first` on is flagged from its
 * end on too.
 */
static uint64_t in_range(uint64_t word, unsigned first, unsigned count)
{
    return at_least(word, first) & ~at_least(word, first + count);
}

/* How many of eight characters from the start are digits. */
static size_t digits_of_word(uint64_t word, cf_hex_letters letters)
{
    const uint64_t folded = word | CF_WORD_ONES * letters.fold;
    const uint64_t good = in_range(word, '0', 10) | in_range(folded, letters.first, 6);
    const uint64_t bad = ~good & CF_WORD_TOPS;
    return bad == 0 ? CF_WORD_OCTETS : cf_word_first(bad);
}

static size_t digits_len(const uint8_t *text, size_t len, cf_hex_case which)
{
    const cf_hex_letters letters = cf_hex_letters_of(which);
    size_t at = 0;
    for (; len - at >= CF_WORD_OCTETS; at += CF_WORD_OCTETS) {
        const size_t good = digits_of_word(cf_word_load(text + at), letters);
        if (good < CF_WORD_OCTETS) {
            return at + good;
        }
    }
    uint8_t rest[CF_WORD_OCTETS] = { 0 }; /* zeros are no digits: the count ends with the text */
    memcpy(rest, text + at, len - at);
    return at + digits_of_word(cf_word_load(rest), letters);
}

/* Eight digits as four octets.  Letters, of which bit 6 is set, count on from 9: 'A' ends in 1. */
static uint64_t join_word(uint64_t digits)
{
    const uint64_t values = (digits & CF_WORD_ONES * 0xF) + (digits >> 6 & CF_WORD_ONES) * 9;
    const uint64_t octets = (values << 4 | values >> 8) & UINT64_C(0x00FF00FF00FF00FF);
    const uint64_t pairs = (octets | octets >> 8) & UINT64_C(0x0000FFFF0000FFFF);
    return pairs | pairs >> 16;
}

static void join(uint8_t *out, const uint8_t *text, size_t octets)
{
    enum { HALF = CF_WORD_OCTETS / 2 };
    size_t at = 0;
    for (; octets - at >= HALF; at += HALF) {
        cf_word_store(out + at, join_word(cf_word_load(text + 2 * at)), HALF);
    }
    uint8_t rest[CF_WORD_OCTETS] = { 0 };
    memcpy(rest, text + 2 * at, 2 * (octets - at));
    cf_word_store(out + at, join_word(cf_word_load(rest)), octets - at);
}

const cf_hex_way cf_hex_words = { .name = "words", .digits_len = digits_len, .join = join };
