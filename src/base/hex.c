/*
 * base/hex.c -- look at the whole text, then write.
 *
 * So a text that is refused leaves out as it was, also when the two are the same place.
 */
#include "base/hex.h"

#include "base/hex_ways.h"

static const char upper_digits[] = "0123456789ABCDEF";
static const char lower_digits[] = "0123456789abcdef";

/* Six bits of value and the flag that it is one. */
enum { IN_BASE64 = 0x40 };

/* clang-format off */
static const uint8_t base64_of[256] = {
    ['A'] = 0x40, ['B'] = 0x41, ['C'] = 0x42, ['D'] = 0x43, ['E'] = 0x44, ['F'] = 0x45,
    ['G'] = 0x46, ['H'] = 0x47, ['I'] = 0x48, ['J'] = 0x49, ['K'] = 0x4A, ['L'] = 0x4B,
    ['M'] = 0x4C, ['N'] = 0x4D, ['O'] = 0x4E, ['P'] = 0x4F, ['Q'] = 0x50, ['R'] = 0x51,
    ['S'] = 0x52, ['T'] = 0x53, ['U'] = 0x54, ['V'] = 0x55, ['W'] = 0x56, ['X'] = 0x57,
    ['Y'] = 0x58, ['Z'] = 0x59, ['a'] = 0x5A, ['b'] = 0x5B, ['c'] = 0x5C, ['d'] = 0x5D,
    ['e'] = 0x5E, ['f'] = 0x5F, ['g'] = 0x60, ['h'] = 0x61, ['i'] = 0x62, ['j'] = 0x63,
    ['k'] = 0x64, ['l'] = 0x65, ['m'] = 0x66, ['n'] = 0x67, ['o'] = 0x68, ['p'] = 0x69,
    ['q'] = 0x6A, ['r'] = 0x6B, ['s'] = 0x6C, ['t'] = 0x6D, ['u'] = 0x6E, ['v'] = 0x6F,
    ['w'] = 0x70, ['x'] = 0x71, ['y'] = 0x72, ['z'] = 0x73, ['0'] = 0x74, ['1'] = 0x75,
    ['2'] = 0x76, ['3'] = 0x77, ['4'] = 0x78, ['5'] = 0x79, ['6'] = 0x7A, ['7'] = 0x7B,
    ['8'] = 0x7C, ['9'] = 0x7D, ['+'] = 0x7E, ['/'] = 0x7F,
};
/* clang-format on */

static cf_status bad_at(size_t *bad, size_t index)
{
    if (bad != NULL) {
        *bad = index;
    }
    return CF_ERR_SYNTAX;
}

cf_status cf_hex_decode(uint8_t *out, cf_octets text, cf_hex_case letters, size_t *bad)
{
    const size_t digits = CF_HEX_FASTEST.digits_len(text.at, text.len, letters);
    if (digits < text.len || text.len % 2 != 0) {
        return bad_at(bad, digits);
    }
    CF_HEX_FASTEST.join(out, text.at, text.len / 2);
    return CF_OK;
}

void cf_hex_encode(char *out, cf_octets octets, cf_hex_case letters)
{
    const char *digits = letters == CF_HEX_LOWER ? lower_digits : upper_digits;
    for (size_t i = 0; i < octets.len; i++) {
        out[2 * i] = digits[octets.at[i] >> 4];
        out[2 * i + 1] = digits[octets.at[i] & 0xF];
    }
    out[2 * octets.len] = '\0';
}

/* How many characters from the start are digits. */
static size_t base64_len(const uint8_t *text, size_t len)
{
    uint8_t common = IN_BASE64;
    for (size_t i = 0; i < len; i++) {
        common &= base64_of[text[i]];
    }
    if (common != 0) {
        return len;
    }
    size_t at = 0;
    while ((base64_of[text[at]] & IN_BASE64) != 0) {
        at++;
    }
    return at;
}

/* How many '=' end a text whose length is a multiple of 4: at most 2. */
static size_t padding_len(cf_octets text)
{
    if (text.len == 0 || text.at[text.len - 1] != '=') {
        return 0;
    }
    return text.at[text.len - 2] == '=' ? 2 : 1;
}

/* The last quantum may be short: 2 digits hold 8 bits and 4 to spare, 3 hold 16 and 2 to spare. */
static bool spare_bits_are_zero(cf_octets text, size_t padding)
{
    uint8_t spare = padding == 2 ? 0xF : padding == 1 ? 0x3 : 0;
    return padding == 0 || (base64_of[text.at[text.len - padding - 1]] & spare) == 0;
}

cf_status cf_base64_decode(uint8_t *out, size_t *out_len, cf_octets text, size_t *bad)
{
    if (text.len % 4 != 0) {
        return bad_at(bad, text.len);
    }
    size_t padding = padding_len(text);
    size_t digits = text.len - padding;
    size_t index = base64_len(text.at, digits);
    if (index < digits) {
        return bad_at(bad, index);
    }
    if (!spare_bits_are_zero(text, padding)) {
        return bad_at(bad, digits - 1);
    }

    size_t used = 0;
    uint32_t bits = 0;
    for (size_t i = 0; i < digits; i++) {
        bits = bits << 6 | (base64_of[text.at[i]] & 0x3F);
        if (i % 4 != 0) {
            out[used++] = (uint8_t)(bits >> (6 - 2 * (i % 4)));
        }
    }
    *out_len = used;
    return CF_OK;
}
