/*
 * fuzz/hex.c -- every way of reading base16 agrees with reading one digit after another.
 *
 * The first octet of the input chooses the case.  A text that decodes is also decoded over itself
 * and written again, one that does not leaves its place as it was.
 */
#undef NDEBUG

#include "base/hex_ways.h"

#include <assert.h>

enum { LEN_MAX = 4096 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const cf_hex_way *const ways[] = { &cf_hex_words, &CF_HEX_FASTEST };

/* 16: no digit of this case. */
static unsigned value_of(uint8_t character, cf_hex_case letters)
{
    if (character >= '0' && character <= '9') {
        return (unsigned)(character - '0');
    }
    if (character >= 'A' && character <= 'F' && letters != CF_HEX_LOWER) {
        return (unsigned)(character - 'A') + 10;
    }
    if (character >= 'a' && character <= 'f' && letters != CF_HEX_UPPER) {
        return (unsigned)(character - 'a') + 10;
    }
    return 16;
}

static size_t digits_len(cf_octets text, cf_hex_case letters)
{
    size_t at = 0;
    while (at < text.len && value_of(text.at[at], letters) < 16) {
        at++;
    }
    return at;
}

static void check_ways(cf_octets text, cf_hex_case letters, size_t digits)
{
    for (size_t way = 0; way < sizeof ways / sizeof ways[0]; way++) {
        uint8_t out[LEN_MAX / 2];
        assert(ways[way]->digits_len(text.at, text.len, letters) == digits);
        ways[way]->join(out, text.at, digits / 2);
        for (size_t i = 0; i < digits / 2; i++) {
            assert(out[i]
                   == 16 * value_of(text.at[2 * i], letters)
                          + value_of(text.at[2 * i + 1], letters));
        }
    }
}

static bool is_lower_letter(uint8_t character)
{
    return character >= 'a' && character <= 'f';
}

/* Either case is read; upper case is written. */
static void check_text_again(cf_octets text, cf_octets octets)
{
    char again[LEN_MAX + 1];
    cf_hex_encode(again, octets, CF_HEX_UPPER);
    for (size_t i = 0; i < text.len; i++) {
        const uint8_t character = text.at[i];
        assert((uint8_t)again[i] == (is_lower_letter(character) ? character - 0x20 : character));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0 || size > LEN_MAX) {
        return 0;
    }
    const cf_hex_case letters = (cf_hex_case)(data[0] % (CF_HEX_EITHER + 1));
    const cf_octets text = cf_octets_of(data + 1, size - 1);
    const size_t digits = digits_len(text, letters);
    check_ways(text, letters, digits);

    uint8_t place[LEN_MAX];
    size_t bad = SIZE_MAX;
    memcpy(place, text.at, text.len);
    if (cf_hex_decode(place, cf_octets_of(place, text.len), letters, &bad) == CF_OK) {
        assert(digits == text.len && text.len % 2 == 0);
        check_text_again(text, cf_octets_of(place, text.len / 2));
    } else {
        assert(bad == digits && (digits < text.len || text.len % 2 != 0));
        assert(memcmp(place, text.at, text.len) == 0);
    }
    return 0;
}
