/*
 * UTF-8, texts for people, faults and "did you mean".
 *
 * Every code point there is goes there and back; every sequence of up to three octets is compared
 * with the table of ranges that Unicode prints, which shares no idea with a decoder; four octets
 * are sampled at the ends of the ranges.
 */
#include "base/fault.h"
#include "base/nearest.h"
#include "base/status.h"
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* Table 3-7 of the Unicode standard: what the first octet may be, and then the second. */
static const struct {
    uint8_t first_low, first_high, second_low, second_high;
    size_t len;
} table_3_7[] = {
    { 0x00, 0x7F, 0x00, 0xFF, 1 }, { 0xC2, 0xDF, 0x80, 0xBF, 2 }, { 0xE0, 0xE0, 0xA0, 0xBF, 3 },
    { 0xE1, 0xEC, 0x80, 0xBF, 3 }, { 0xED, 0xED, 0x80, 0x9F, 3 }, { 0xEE, 0xEF, 0x80, 0xBF, 3 },
    { 0xF0, 0xF0, 0x90, 0xBF, 4 }, { 0xF1, 0xF3, 0x80, 0xBF, 4 }, { 0xF4, 0xF4, 0x80, 0x8F, 4 },
};

static size_t len_by_table(const uint8_t *at, size_t len)
{
    for (size_t row = 0; row < sizeof table_3_7 / sizeof *table_3_7; row++) {
        size_t wanted = table_3_7[row].len;
        if (at[0] < table_3_7[row].first_low || at[0] > table_3_7[row].first_high) {
            continue;
        }
        if (wanted > len
            || (wanted > 1
                && (at[1] < table_3_7[row].second_low || at[1] > table_3_7[row].second_high))) {
            return 0;
        }
        for (size_t i = 2; i < wanted; i++) {
            if (at[i] < 0x80 || at[i] > 0xBF) {
                return 0;
            }
        }
        return wanted;
    }
    return 0;
}

static void assert_as_table(const uint8_t *octets, size_t len)
{
    if (cf_utf8_first(cf_octets_of(octets, len), NULL) != len_by_table(octets, len)) {
        fail_msg("%02X %02X %02X %02X, %zu octets", octets[0], octets[1], octets[2], octets[3],
                 len);
    }
}

static void well_formed_is_what_the_table_says(void **state)
{
    (void)state;
    static const uint8_t ends[] = { 0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF };
    for (uint32_t word = 0; word < 1 << 24; word++) {
        uint8_t octets[4] = { (uint8_t)(word >> 16), (uint8_t)(word >> 8), (uint8_t)word, 0 };
        assert_as_table(octets, 3);
    }
    for (uint32_t word = 0; word < 1 << 16; word++) {
        uint8_t octets[4] = { (uint8_t)(word >> 8), (uint8_t)word, 0x80, 0x80 };
        assert_as_table(octets, 1);
        assert_as_table(octets, 2);
        assert_as_table(octets, 4);
        for (size_t i = 0; i < sizeof ends * sizeof ends; i++) {
            octets[2] = ends[i / sizeof ends];
            octets[3] = ends[i % sizeof ends];
            assert_as_table(octets, 4);
        }
    }
    assert_int_equal(cf_utf8_first(cf_octets_of("", 0), NULL), 0);
    assert_int_equal(cf_utf8_first(cf_octets_of(NULL, 0), NULL), 0);
}

static void every_character_goes_there_and_back(void **state)
{
    (void)state;
    for (uint32_t point = 0; point <= 0x10FFFF; point++) {
        if (point >= 0xD800 && point <= 0xDFFF) {
            continue;
        }
        uint8_t octets[4] = { 0 };
        uint32_t back = 0;
        size_t len = cf_utf8_encode(octets, point);
        assert_int_equal(cf_utf8_first(cf_octets_of(octets, len), &back), len);
        assert_int_equal(back, point);
    }
}

static void the_valid_length_ends_before_what_is_broken(void **state)
{
    (void)state;
    assert_true(cf_utf8_valid(cf_octets_of_text("gr\xC3\xBC\xC3\x9F")));
    assert_int_equal(cf_utf8_valid_len(cf_octets_of_text("gr\xC3\xBC\xC3")), 4);
    assert_int_equal(cf_utf8_valid_len(cf_octets_of_text("\xFF")), 0);
    assert_true(cf_utf8_valid(cf_octets_of("", 0)));
}

static const char *shown(const char *text)
{
    static char out[64];
    size_t len = cf_utf8_for_people(out, sizeof out, cf_octets_of_text(text));
    assert_int_equal(len, strlen(out));
    return out;
}

static void people_see_no_controls_no_reordering_and_nothing_broken(void **state)
{
    (void)state;
    assert_string_equal(shown("plain gr\xC3\xBC\xC3\x9F \xF0\x9F\x98\x80 \\u{200B}"),
                        "plain gr\xC3\xBC\xC3\x9F \xF0\x9F\x98\x80 \\u{200B}");
    assert_string_equal(shown("a\x1B[31mb\nc\td\x7F"),
                        "a\\u{001B}[31mb\\u{000A}c\\u{0009}d\\u{007F}");
    assert_string_equal(shown("\xC2\x9B"
                              "1m"),
                        "\\u{009B}1m"); /* CSI in one character */
    assert_string_equal(shown("a\xE2\x80\xAE"
                              "b\xE2\x81\xA6"
                              "c"),
                        "a\\u{202E}b\\u{2066}c");
    assert_string_equal(shown("\xFF\xC3 \xED\xA0\x80"), "\\x{FF}\\x{C3} \\x{ED}\\x{A0}\\x{80}");
    assert_string_equal(shown("\xF3\xA0\x80\x81"), "\\u{E0001}");
    assert_false(cf_utf8_is_showable(0xD800));
    assert_false(cf_utf8_is_showable(0x110000));
}

/* The blocks are written out once more, from the list of those who asked for them. */
static void what_cannot_be_seen_is_not_showable(void **state)
{
    (void)state;
    static const uint32_t blocks[][2] = {
        { 0, 0x1F },        { 0x7F, 0x9F },       { 0xAD, 0xAD },       { 0x34F, 0x34F },
        { 0x61C, 0x61C },   { 0x115F, 0x1160 },   { 0x17B4, 0x17B5 },   { 0x180B, 0x180F },
        { 0x200B, 0x200F }, { 0x2028, 0x202E },   { 0x2060, 0x206F },   { 0x3164, 0x3164 },
        { 0xFE00, 0xFE0F }, { 0xFEFF, 0xFEFF },   { 0xFFA0, 0xFFA0 },   { 0xFFF0, 0xFFFB },
        { 0xD800, 0xDFFF }, { 0x1BCA0, 0x1BCA3 }, { 0x1D173, 0x1D17A }, { 0xE0000, 0xE0FFF },
    };
    for (uint32_t point = 0; point <= 0x10FFFF; point++) {
        bool hidden = false;
        for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
            hidden = hidden || (point >= blocks[i][0] && point <= blocks[i][1]);
        }
        assert_int_equal(cf_utf8_is_showable(point), !hidden);
    }
}

#define ZWNJ "\xE2\x80\x8C"
#define ZWJ  "\xE2\x80\x8D"
#define MIM  "\xD9\x85"     /* Arabic */
#define KA   "\xE0\xA4\x95" /* Devanagari */

static void joiners_stay_where_names_are_spelled_with_them(void **state)
{
    (void)state;
    assert_string_equal(shown(MIM ZWNJ MIM), MIM ZWNJ MIM);
    assert_string_equal(shown(KA ZWJ KA), KA ZWJ KA);
    assert_string_equal(shown("a" ZWNJ "b"), "a\\u{200C}b");
    assert_string_equal(shown(ZWNJ MIM), "\\u{200C}" MIM);
    assert_string_equal(shown(MIM ZWNJ), MIM "\\u{200C}");
    assert_string_equal(shown(MIM ZWNJ ZWNJ MIM), MIM "\\u{200C}\\u{200C}" MIM);
    assert_string_equal(shown(MIM ZWNJ " "), MIM "\\u{200C} ");
    assert_string_equal(shown("\x85" ZWNJ MIM), "\\x{85}\\u{200C}" MIM);
    assert_string_equal(shown("\xC3\xBC" ZWJ "\xC3\xBC"), "\xC3\xBC\\u{200D}\xC3\xBC");
}

static void a_text_that_is_too_long_is_cut_between_characters(void **state)
{
    (void)state;
    char out[8];
    cf_utf8_for_people(out, sizeof out, cf_octets_of_text("1234567"));
    assert_string_equal(out, "1234567");
    cf_utf8_for_people(out, sizeof out, cf_octets_of_text("12345678"));
    assert_string_equal(out, "1234...");
    cf_utf8_for_people(out, sizeof out,
                       cf_octets_of_text("123\xC3\xBC"
                                         "5678"));
    assert_string_equal(out, "123...");
    cf_utf8_for_people(out, sizeof out, cf_octets_of_text("\xF0\x9F\x98\x80\xF0\x9F\x98\x80"));
    assert_string_equal(out, "\xF0\x9F\x98\x80...");
    cf_utf8_for_people(out, sizeof out, cf_octets_of_text("1\x01")); /* \u{0001} is not cut */
    assert_string_equal(out, "1...");
    cf_utf8_for_people(out, 4, cf_octets_of_text("1234"));
    assert_string_equal(out, "...");
    cf_utf8_for_people(out, 4, cf_octets_of_text("123"));
    assert_string_equal(out, "123");
}

static void a_fault_hands_its_status_back_and_may_be_nowhere(void **state)
{
    (void)state;
    cf_fault fault;
    assert_int_equal(cf_fault_set(&fault, CF_ERR_RANGE, "a.json", 7, "%d is %s", 3, "odd"),
                     CF_ERR_RANGE);
    assert_int_equal(fault.status, CF_ERR_RANGE);
    assert_int_equal(fault.offset, 7);
    assert_string_equal(fault.file, "a.json");
    assert_string_equal(fault.what, "3 is odd");
    assert_int_equal(cf_fault_set(NULL, CF_ERR_IO, NULL, 0, "x"), CF_ERR_IO);
    assert_int_equal(cf_fault_set(&fault, CF_ERR_IO, NULL, 0, "x"), CF_ERR_IO);
    assert_string_equal(fault.file, "");
}

static void a_fault_shows_no_hostile_text_and_marks_its_cuts(void **state)
{
    (void)state;
    static char long_text[5000];
    memset(long_text, 'x', sizeof long_text - 1);
    cf_fault fault;
    (void)cf_fault_set(&fault, CF_ERR_SYNTAX, "\x1B]0;owned", 0, "found \"%s\"", "\x1B[2J");
    assert_string_equal(fault.file, "\\u{001B}]0;owned");
    assert_string_equal(fault.what, "found \"\\u{001B}[2J\"");
    for (size_t len = CF_FAULT_WHAT_MAX - 2; len < sizeof long_text; len += 100) {
        (void)cf_fault_set(&fault, CF_ERR_SYNTAX, long_text, 0, "%.*s", (int)len, long_text);
        bool is_cut = len > CF_FAULT_WHAT_MAX - 1;
        assert_int_equal(strlen(fault.what), is_cut ? CF_FAULT_WHAT_MAX - 1 : len);
        assert_string_equal(fault.what + strlen(fault.what) - 3, is_cut ? "..." : "xxx");
    }
}

static void every_status_has_a_word_of_its_own(void **state)
{
    (void)state;
    for (int a = 0; a < CF_STATUS_COUNT; a++) {
        assert_string_not_equal(cf_status_name((cf_status)a), "unknown");
        for (int b = 0; b < a; b++) {
            assert_string_not_equal(cf_status_name((cf_status)a), cf_status_name((cf_status)b));
        }
    }
    assert_string_equal(cf_status_name(CF_STATUS_COUNT), "unknown");
    assert_string_equal(cf_status_name((cf_status)-1), "unknown");
    assert_string_equal(cf_status_name(CF_ERR_ABSENT), "absent");
}

/* The distance by its definition: the best of all last steps.  Exponential: for short words. */
static size_t distance_by_definition(const char *a, size_t a_len, const char *b, size_t b_len)
{
    if (a_len == 0 || b_len == 0) {
        return a_len + b_len;
    }
    size_t best =
        distance_by_definition(a, a_len - 1, b, b_len - 1) + (a[a_len - 1] != b[b_len - 1]);
    size_t left_out = distance_by_definition(a, a_len - 1, b, b_len) + 1;
    size_t put_in = distance_by_definition(a, a_len, b, b_len - 1) + 1;
    best = left_out < best ? left_out : best;
    best = put_in < best ? put_in : best;
    if (a_len > 1 && b_len > 1 && a[a_len - 1] == b[b_len - 2] && a[a_len - 2] == b[b_len - 1]) {
        size_t swapped = distance_by_definition(a, a_len - 2, b, b_len - 2) + 1;
        best = swapped < best ? swapped : best;
    }
    return best;
}

/* All pairs of words of up to four letters out of three. */
static void distance_is_the_definition(void **state)
{
    (void)state;
    char words[121][5];
    size_t count = 0;
    for (size_t len = 0, of_len = 1; len <= 4; len++, of_len *= 3) {
        for (size_t number = 0; number < of_len; number++, count++) {
            size_t rest = number;
            memset(words[count], 0, sizeof words[count]);
            for (size_t i = 0; i < len; i++, rest /= 3) {
                words[count][i] = (char)('a' + rest % 3);
            }
        }
    }
    assert_int_equal(count, 121);
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < count; j++) {
            assert_int_equal(
                cf_nearest_distance(cf_octets_of_text(words[i]), cf_octets_of_text(words[j])),
                distance_by_definition(words[i], strlen(words[i]), words[j], strlen(words[j])));
        }
    }
}

static const char *nearest(const char *word)
{
    static const char *const candidates[] = { "contests", "contest_id", "ballot_style", "ballots",
                                              "id" };
    return cf_nearest(cf_octets_of_text(word), candidates, sizeof candidates / sizeof *candidates);
}

static void slips_are_recognised_and_other_words_are_not(void **state)
{
    (void)state;
    assert_string_equal(nearest("contsets"), "contests");
    assert_string_equal(nearest("contestid"), "contest_id");
    assert_string_equal(nearest("balots"), "ballots");
    assert_string_equal(nearest("ballot_stlye"), "ballot_style");
    assert_string_equal(nearest("ie"), "id");
    assert_string_equal(nearest("conteste"), "contests"); /* one change; contest_id is two away */
    static const char *const twins[] = { "form", "farm", "firm" };
    assert_string_equal(cf_nearest(cf_octets_of_text("ferm"), twins, 3),
                        "form"); /* the first of equals */
    assert_null(nearest("guardian"));
    assert_null(nearest("x"));
    assert_null(nearest(""));
    char longer[CF_NEAREST_WORD_MAX + 2];
    memset(longer, 'b', sizeof longer);
    longer[sizeof longer - 1] = '\0';
    assert_null(nearest(longer));
    assert_int_equal(cf_nearest_distance(cf_octets_of_text(longer), cf_octets_of_text("b")),
                     SIZE_MAX);
    assert_int_equal(cf_nearest_distance(cf_octets_of_text(longer + 1), cf_octets_of_text("b")),
                     CF_NEAREST_WORD_MAX - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(well_formed_is_what_the_table_says),
        cmocka_unit_test(every_character_goes_there_and_back),
        cmocka_unit_test(the_valid_length_ends_before_what_is_broken),
        cmocka_unit_test(people_see_no_controls_no_reordering_and_nothing_broken),
        cmocka_unit_test(what_cannot_be_seen_is_not_showable),
        cmocka_unit_test(joiners_stay_where_names_are_spelled_with_them),
        cmocka_unit_test(a_text_that_is_too_long_is_cut_between_characters),
        cmocka_unit_test(a_fault_hands_its_status_back_and_may_be_nowhere),
        cmocka_unit_test(a_fault_shows_no_hostile_text_and_marks_its_cuts),
        cmocka_unit_test(every_status_has_a_word_of_its_own),
        cmocka_unit_test(distance_is_the_definition),
        cmocka_unit_test(slips_are_recognised_and_other_words_are_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
