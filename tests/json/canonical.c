/*
 * What the canonical form is, and everything beside it that is good JSON and is not.
 *
 * Each refused document stands with the offset where it parts from its canonical text.
 */
#define _GNU_SOURCE /* memfd_create */

#include "json/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

static cf_json json;
static uint8_t buffer[CF_JSON_BUFFER_MIN];
static cf_fault fault;

static cf_status skim(const char *text, bool is_canonical)
{
    fault = (cf_fault){ .status = CF_OK };
    cf_json_open_octets(&json, "d.json", cf_octets_of_text(text), buffer, sizeof buffer);
    if (is_canonical) {
        cf_json_canonical(&json);
    }
    cf_json_skip(&json);
    return cf_json_finish(&json, &fault);
}

/* The same through a window, counted from an offset. */
static cf_status skim_window(const char *text, uint64_t from)
{
    cf_file file = { .descriptor = memfd_create("document", 0), .size = strlen(text) };
    assert_true(file.descriptor >= 0);
    assert_int_equal(pwrite(file.descriptor, text, strlen(text), 0), (ssize_t)strlen(text));
    fault = (cf_fault){ .status = CF_OK };
    cf_json_open_file(&json, "d.json", &file, 1 << 20, buffer, sizeof buffer);
    cf_json_canonical(&json);
    cf_json_count_from(&json, from);
    cf_json_skip(&json);
    cf_status status = cf_json_finish(&json, &fault);
    cf_file_close(&file);
    return status;
}

static const char *const canonical[] = {
    "{}",
    "[]",
    "0",
    "-1",
    "18446744073709551615",
    "true",
    "null",
    "{\"a\":1}",
    "{\"A\":1,\"B\":2,\"a\":3,\"aa\":4,\"ab\":5,\"b\":6}",
    "{\"\":1,\"a\":{\"z\":[{\"b\":1},{\"a\":1}]},\"b\":{\"a\":1}}",
    "\"\\\" \\\\ \\b\\f\\n\\r\\t \\u0001\\u000b\\u001f / \x7f\"",
    "\"gr\xC3\xBC\xC3\x9F \xF0\x9F\x98\x80 \xE2\x80\xA8\"",
    "{\"\\n\":1,\"\\\"\":2}",
    /* In units of UTF-16 an emoji, D83D DE00, stands before U+FB33. */
    "{\"\xC3\xB6\":0,\"\xE2\x82\xAC\":1,\"\xF0\x9F\x98\x80\":2,\"\xEF\xAC\xB3\":3}",
    "{\"\xED\x9F\xBF\":0,\"\xF0\x90\x80\x80\":1,\"\xF4\x8F\xBF\xBF\":2,\"\xEE\x80\x80\":3}",
    "{\"\xEE\x80\x80\":3,\"\xEF\xBF\xBF\":4}",
};

static const struct {
    const char *text;
    uint64_t offset;
} other[] = {
    { " {}", 0 },
    { "{} ", 2 },
    { "{}\n", 2 },
    { "{ }", 1 },
    { "[1, 2]", 3 },
    { "[1 ,2]", 2 },
    { "[1\t]", 2 },
    { "{\"a\" :1}", 4 },
    { "{\"a\":\r1}", 5 },
    { "{\"a\":1\n}", 6 },
    { "{\"b\":1,\"a\":2}", 7 },
    { "{\"aa\":1,\"a\":2}", 8 },
    { "{\"a\":1,\"A\":2}", 7 },
    { "[{\"a\":1,\"b\":{\"d\":1,\"c\":1}}]", 19 },
    { "{\"a\":{\"x\":1},\"\":2}", 13 },
    { "{\"\xEF\xAC\xB3\":1,\"\xF0\x9F\x98\x80\":2}", 9 },
    { "{\"\xEE\x80\x80\":1,\"\xF4\x8F\xBF\xBF\":2}", 9 },
    { "\"\\/\"", 1 },
    { "\"\\u0041\"", 1 },
    { "\"\\u00e9\"", 1 },
    { "\"\\u000a\"", 1 },
    { "\"\\u0008\"", 1 },
    { "\"\\u0022\"", 1 },
    { "\"\\u005c\"", 1 },
    { "\"\\u001F\"", 1 },
    { "\"\\ud83d\\ude00\"", 1 },
    { "{\"\\u0061\":1}", 2 },
    { "1.0", 0 },
    { "1e3", 0 },
    { "-0", 0 },
    { "[1,2.5]", 3 },
};

static void the_canonical_form_is_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof canonical / sizeof *canonical; i++) {
        if (skim(canonical[i], true) != CF_OK || skim_window(canonical[i], 0) != CF_OK) {
            fail_msg("%s: %s", canonical[i], fault.what);
        }
    }
}

static void any_other_text_of_a_value_is_refused_where_it_parts(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
        assert_int_equal(skim(other[i].text, false), CF_OK);
        if (skim(other[i].text, true) != CF_ERR_SYNTAX || fault.offset != other[i].offset) {
            fail_msg("%s: %s at %d", other[i].text, fault.what, (int)fault.offset);
        }
        assert_int_equal(skim_window(other[i].text, 1000), CF_ERR_SYNTAX);
        assert_int_equal(fault.offset, 1000 + other[i].offset);
    }
}

/* Every pair of keys of at most two characters of each length in UTF-8, against their UTF-16. */
static void keys_are_ordered_by_their_units(void **state)
{
    (void)state;
    static const struct {
        const char *utf8;
        const char *utf16; /* four digits a unit */
    } keys[] = {
        { "", "" },
        { "a", "0061" },
        { "aa", "00610061" },
        { "a\xC3\xA9", "006100E9" },
        { "b", "0062" },
        { "\x7f", "007F" },
        { "\xC2\x80", "0080" },
        { "\xC3\xA9", "00E9" },
        { "\xDF\xBF", "07FF" },
        { "\xE0\xA0\x80", "0800" },
        { "\xED\x9F\xBF", "D7FF" },
        { "\xEE\x80\x80", "E000" },
        { "\xEE\x80\x80\xF0\x90\x80\x80", "E000D800DC00" },
        { "\xEF\xBF\xBF", "FFFF" },
        { "\xF0\x90\x80\x80", "D800DC00" },
        { "\xF0\x90\x80\x80\xEE\x80\x80", "D800DC00E000" },
        { "\xF0\x9F\x98\x80", "D83DDE00" },
        { "\xF4\x8F\xBF\xBF", "DBFFDFFF" },
    };
    enum { COUNT = sizeof keys / sizeof keys[0] };
    for (size_t i = 0; i < COUNT; i++) {
        for (size_t j = 0; j < COUNT; j++) {
            char text[64];
            (void)snprintf(text, sizeof text, "{\"%s\":1,\"%s\":2}", keys[i].utf8, keys[j].utf8);
            bool ascends = strcmp(keys[i].utf16, keys[j].utf16) < 0;
            assert_int_equal(skim(text, true), ascends ? CF_OK : CF_ERR_SYNTAX);
        }
    }
}

static void a_reader_opened_again_is_no_longer_canonical(void **state)
{
    (void)state;
    assert_int_equal(skim("[ 1 ]", true), CF_ERR_SYNTAX);
    assert_int_equal(skim("[ 1 ]", false), CF_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_canonical_form_is_read),
        cmocka_unit_test(any_other_text_of_a_value_is_refused_where_it_parts),
        cmocka_unit_test(keys_are_ordered_by_their_units),
        cmocka_unit_test(a_reader_opened_again_is_no_longer_canonical),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
