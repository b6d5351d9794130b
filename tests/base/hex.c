/*
 * base16 and base64: octets there and back, and every character in every place refused or not.
 *
 * Decoders work character by character, so all 256 characters at each place of a short text, and
 * each length up to a few quanta, meet every branch.  Base64 is only decoded by the product; the
 * encoder here looks digits up by division.
 */
#include "base/hex.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static bool is_digit_of(int character, cf_hex_case letters)
{
    bool lower = character >= 'a' && character <= 'f';
    bool upper = character >= 'A' && character <= 'F';
    return isdigit(character) || (lower && letters != CF_HEX_UPPER)
           || (upper && letters != CF_HEX_LOWER);
}

static void every_octet_has_one_text_of_each_case(void **state)
{
    (void)state;
    for (unsigned value = 0; value < 256; value++) {
        uint8_t octet = (uint8_t)value;
        char expected[3];
        char text[3];
        (void)snprintf(expected, sizeof expected, "%02X", value);
        cf_hex_encode(text, cf_octets_of(&octet, 1), CF_HEX_UPPER);
        assert_string_equal(text, expected);
        (void)snprintf(expected, sizeof expected, "%02x", value);
        cf_hex_encode(text, cf_octets_of(&octet, 1), CF_HEX_LOWER);
        assert_string_equal(text, expected);
        uint8_t back = 0;
        assert_int_equal(cf_hex_decode(&back, cf_octets_of(text, 2), CF_HEX_EITHER, NULL), CF_OK);
        assert_int_equal(back, octet);
    }
}

static void every_other_character_is_refused_where_it_stands(void **state)
{
    (void)state;
    for (int letters = CF_HEX_UPPER; letters <= CF_HEX_EITHER; letters++) {
        for (size_t place = 0; place < 8; place++) {
            for (int character = 0; character < 256; character++) {
                uint8_t text[8] = "01234567";
                uint8_t out[4] = { 9, 9, 9, 9 };
                size_t bad = 99;
                text[place] = (uint8_t)character;
                bool good = is_digit_of(character, (cf_hex_case)letters);
                cf_status status =
                    cf_hex_decode(out, cf_octets_of(text, 8), (cf_hex_case)letters, &bad);
                assert_int_equal(status, good ? CF_OK : CF_ERR_SYNTAX);
                assert_int_equal(bad, good ? 99 : place);
                assert_true(good || out[0] == 9); /* untouched */
            }
        }
    }
}

static void an_odd_count_of_digits_is_refused_at_its_end(void **state)
{
    (void)state;
    uint8_t out[8];
    size_t bad = 0;
    assert_int_equal(cf_hex_decode(out, cf_octets_of("123", 3), CF_HEX_UPPER, &bad), CF_ERR_SYNTAX);
    assert_int_equal(bad, 3);
    assert_int_equal(cf_hex_decode(out, cf_octets_of("", 0), CF_HEX_UPPER, &bad), CF_OK);
}

static void a_text_may_be_decoded_over_itself(void **state)
{
    (void)state;
    uint8_t place[8] = "00FF10AB";
    const uint8_t expected[4] = { 0x00, 0xFF, 0x10, 0xAB };
    assert_int_equal(cf_hex_decode(place, cf_octets_of(place, 8), CF_HEX_UPPER, NULL), CF_OK);
    assert_memory_equal(place, expected, sizeof expected);
    uint8_t broken[8] = "00FF10Ag";
    assert_int_equal(cf_hex_decode(broken, cf_octets_of(broken, 8), CF_HEX_EITHER, NULL),
                     CF_ERR_SYNTAX);
    assert_memory_equal(broken, "00FF10Ag", 8);
}

/* The base64 text of three octets. */
static void encode_three(char out[5], uint32_t value)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 4; i > 0; i--) {
        out[i - 1] = digits[value % 64];
        value /= 64;
    }
    out[4] = '\0';
}

/* [RFC4648] 10 */
static void published_base64_texts_come_out(void **state)
{
    (void)state;
    static const char *const texts[] = { "",         "Zg==",     "Zm8=",    "Zm9v",
                                         "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy" };
    for (size_t len = 0; len < sizeof texts / sizeof *texts; len++) {
        uint8_t out[16];
        size_t out_len = 99;
        cf_octets span = cf_octets_of_text(texts[len]);
        assert_int_equal(cf_base64_decode(out, &out_len, span, NULL), CF_OK);
        assert_int_equal(out_len, len);
        assert_memory_equal(out, "foobar", len);
        assert_true(out_len <= cf_base64_decoded_max(span.len));
    }
}

static void every_three_octets_survive_base64(void **state)
{
    (void)state;
    const uint32_t step = 251; /* prime: all residues turn up */
    for (uint32_t value = 0; value < 1 << 24; value += step) {
        const uint8_t octets[3] = { (uint8_t)(value >> 16), (uint8_t)(value >> 8), (uint8_t)value };
        char text[5];
        uint8_t out[3];
        size_t out_len = 0;
        encode_three(text, value);
        assert_int_equal(cf_base64_decode(out, &out_len, cf_octets_of_text(text), NULL), CF_OK);
        assert_int_equal(out_len, 3);
        assert_memory_equal(out, octets, 3);
    }
}

static void a_base64_text_may_be_decoded_over_itself(void **state)
{
    (void)state;
    uint8_t place[] = "Zm9vYg==";
    size_t out_len = 0;
    assert_int_equal(cf_base64_decode(place, &out_len, cf_octets_of(place, 8), NULL), CF_OK);
    assert_int_equal(out_len, 4);
    assert_memory_equal(place, "foob", 4);
}

static void sloppy_base64_is_refused_where_it_stands(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t bad;
    } cases[] = {
        { "Z", 1 },    { "Zg", 2 },     { "Zg=", 3 },  { "=", 1 },        { "====", 0 },
        { "Z===", 1 }, { "Zh==", 1 },   { "Zm9=", 2 }, { "Zg==Zg==", 2 }, { "Zm=v", 2 },
        { "Zm 9", 2 }, { "Zm9v\n", 5 }, { "Zm9-", 3 }, { "Zm9_", 3 },     { "Zm9vZg=a", 6 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint8_t out[16] = { 7 };
        size_t out_len = 99;
        size_t bad = 99;
        cf_octets text = cf_octets_of_text(cases[i].text);
        assert_int_equal(cf_base64_decode(out, &out_len, text, &bad), CF_ERR_SYNTAX);
        assert_int_equal(out_len, 99);
        assert_int_equal(out[0], 7);
        assert_int_equal(bad, cases[i].bad);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_octet_has_one_text_of_each_case),
        cmocka_unit_test(every_other_character_is_refused_where_it_stands),
        cmocka_unit_test(an_odd_count_of_digits_is_refused_at_its_end),
        cmocka_unit_test(a_text_may_be_decoded_over_itself),
        cmocka_unit_test(published_base64_texts_come_out),
        cmocka_unit_test(every_three_octets_survive_base64),
        cmocka_unit_test(a_base64_text_may_be_decoded_over_itself),
        cmocka_unit_test(sloppy_base64_is_refused_where_it_stands),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
