/*
 * What the calls hand out: kinds, strings, numbers at the ends of ranges, refusals by name.
 *
 * A value of each kind is asked for as each kind; numbers stand at, and one beside, every limit
 * that a caller can set.
 */
#include "json/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static cf_json json; /* too large for a comfortable stack frame */
static uint8_t scratch[64];

static void open_text(const char *document)
{
    cf_json_open_octets(&json, "d.json", cf_octets_of_text(document), scratch, sizeof scratch);
}

static cf_status finish(void)
{
    return cf_json_finish(&json, NULL);
}

static void assert_reads_as(const char *document, const char *text, size_t len)
{
    open_text(document);
    assert_true(cf_octets_equal(cf_json_string(&json), cf_octets_of(text, len)));
    assert_int_equal(finish(), CF_OK);
}

static void strings_are_unescaped(void **state)
{
    (void)state;
    assert_reads_as("\"\"", "", 0);
    assert_reads_as("\"plain\"", "plain", 5);
    assert_reads_as("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t", 8);
    assert_reads_as("\"a\\u0062c\\u00E9\\u20ac\\ud83d\\ude00.\"",
                    "abc\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80.", 13);
    assert_reads_as("\"\\udbff\\udfff\\ud800\\udc00\"", "\xF4\x8F\xBF\xBF\xF0\x90\x80\x80", 8);
    assert_reads_as("\"\\\\u0041\"", "\\u0041", 6);
}

static void the_scratch_holds_what_it_can_and_no_more(void **state)
{
    (void)state;
    char document[128] = "\"\\n";
    memset(document + 3, 'x', 63);
    document[66] = '"';
    open_text(document);
    assert_int_equal(cf_json_string(&json).len, 64);
    assert_int_equal(finish(), CF_OK);
    memset(document + 3, 'x', 64);
    document[67] = '"';
    open_text(document);
    assert_int_equal(cf_json_string(&json).len, 0);
    assert_int_equal(finish(), CF_ERR_LIMIT);

    cf_json_open_octets(&json, "d.json", cf_octets_of_text("\"\\n\""), NULL, 0);
    cf_json_skip(&json); /* as strict as if it were wanted */
    assert_int_equal(finish(), CF_ERR_LIMIT);
}

typedef struct number_case {
    const char *text;
    uint64_t max;
    uint64_t value;
    cf_status status;
} number_case;

static void whole_numbers_keep_to_their_range(void **state)
{
    (void)state;
    static const number_case cases[] = {
        { "0", 0, 0, CF_OK },
        { "1", 0, 0, CF_ERR_RANGE },
        { "255", 255, 255, CF_OK },
        { "256", 255, 0, CF_ERR_RANGE },
        { "18446744073709551615", UINT64_MAX, UINT64_MAX, CF_OK },
        { "18446744073709551616", UINT64_MAX, 0, CF_ERR_RANGE },
        { "18446744073709551614", UINT64_MAX - 1, UINT64_MAX - 1, CF_OK },
        { "18446744073709551615", UINT64_MAX - 1, 0, CF_ERR_RANGE },
        { "184467440737095516150", UINT64_MAX, 0, CF_ERR_RANGE },
        { "184467440737095516160", UINT64_MAX, 0,
          CF_ERR_RANGE }, /* 10 * 2^64: 0 if overflow were forgotten */
        { "99999999999999999999999999999999999999999", UINT64_MAX, 0, CF_ERR_RANGE },
        { "-1", UINT64_MAX, 0, CF_ERR_RANGE },
        { "-0", UINT64_MAX, 0, CF_ERR_SHAPE },
        { "1.0", UINT64_MAX, 0, CF_ERR_SHAPE },
        { "0.0", UINT64_MAX, 0, CF_ERR_SHAPE },
        { "1e0", UINT64_MAX, 0, CF_ERR_SHAPE },
        { "0E0", UINT64_MAX, 0, CF_ERR_SHAPE },
        { "01", UINT64_MAX, 0, CF_ERR_SYNTAX },
        { "\"1\"", UINT64_MAX, 0, CF_ERR_SHAPE },
        { "true", UINT64_MAX, 0, CF_ERR_SHAPE },
        { "null", UINT64_MAX, 0, CF_ERR_SHAPE },
        { "[1]", UINT64_MAX, 0, CF_ERR_SHAPE },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        open_text(cases[i].text);
        uint64_t value = cf_json_integer(&json, cases[i].max);
        if (finish() != cases[i].status) {
            fail_msg("%s: %s", cases[i].text, cf_status_name(finish()));
        }
        assert_true(cases[i].status != CF_OK || value == cases[i].value);
    }
}

typedef struct signed_case {
    const char *text;
    int64_t min, max;
    int64_t value;
    cf_status status;
} signed_case;

static void signed_numbers_keep_to_their_range(void **state)
{
    (void)state;
    static const signed_case cases[] = {
        { "0", INT64_MIN, INT64_MAX, 0, CF_OK },
        { "-1", INT64_MIN, INT64_MAX, -1, CF_OK },
        { "9223372036854775807", INT64_MIN, INT64_MAX, INT64_MAX, CF_OK },
        { "9223372036854775808", INT64_MIN, INT64_MAX, 0, CF_ERR_RANGE },
        { "-9223372036854775808", INT64_MIN, INT64_MAX, INT64_MIN, CF_OK },
        { "-9223372036854775809", INT64_MIN, INT64_MAX, 0, CF_ERR_RANGE },
        { "-18446744073709551617", INT64_MIN, INT64_MAX, 0, CF_ERR_RANGE },
        { "-5", -5, 5, -5, CF_OK },
        { "-6", -5, 5, 0, CF_ERR_RANGE },
        { "6", -5, 5, 0, CF_ERR_RANGE },
        { "4", 5, 9, 0, CF_ERR_RANGE },
        { "-0", INT64_MIN, INT64_MAX, 0, CF_ERR_SHAPE },
        { "-1.5", INT64_MIN, INT64_MAX, 0, CF_ERR_SHAPE },
        { "-", INT64_MIN, INT64_MAX, 0, CF_ERR_SYNTAX },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        open_text(cases[i].text);
        int64_t value = cf_json_signed(&json, cases[i].min, cases[i].max);
        if (finish() != cases[i].status) {
            fail_msg("%s: %s", cases[i].text, cf_status_name(finish()));
        }
        assert_true(value == cases[i].value);
    }
}

static const char *const one_of_each[] = {
    [CF_JSON_OBJECT] = "{}", [CF_JSON_ARRAY] = "[]",  [CF_JSON_STRING] = "\"s\"",
    [CF_JSON_NUMBER] = "7",  [CF_JSON_BOOL] = "true", [CF_JSON_NULL] = "null"
};

/* Ask for a value of a kind; null is the one that may be asked for and not be there. */
static void ask_for(cf_json_kind kind)
{
    cf_octets key;
    switch (kind) {
    case CF_JSON_OBJECT:
        cf_json_object(&json);
        assert_false(cf_json_member(&json, &key));
        break;
    case CF_JSON_ARRAY:
        cf_json_array(&json);
        assert_false(cf_json_element(&json));
        break;
    case CF_JSON_STRING:
        (void)cf_json_string(&json);
        break;
    case CF_JSON_NUMBER:
        (void)cf_json_integer(&json, 7);
        break;
    case CF_JSON_BOOL:
        (void)cf_json_bool(&json);
        break;
    case CF_JSON_NULL:
        if (!cf_json_null(&json)) {
            cf_json_refuse(&json, CF_ERR_SHAPE, "expected null");
        }
        break;
    case CF_JSON_NONE:
        break;
    }
}

static void a_value_is_taken_as_what_it_is_only(void **state)
{
    (void)state;
    for (int there = CF_JSON_OBJECT; there <= CF_JSON_NULL; there++) {
        for (int asked = CF_JSON_OBJECT; asked <= CF_JSON_NULL; asked++) {
            open_text(one_of_each[there]);
            assert_int_equal(cf_json_peek(&json), there);
            ask_for((cf_json_kind)asked);
            assert_int_equal(finish(), asked == there ? CF_OK : CF_ERR_SHAPE);
        }
    }
}

static void members_and_elements_come_in_order_with_their_offsets(void **state)
{
    (void)state;
    cf_octets key;
    open_text("{ \"a\" : [ 10 , false ] , \"b\" : { \"c\" : [ 1 ] } }");
    cf_json_object(&json);
    assert_int_equal(cf_json_offset(&json), 0);
    assert_true(cf_json_member(&json, &key));
    assert_int_equal(cf_json_offset(&json), 2);
    assert_true(cf_json_key_is(key, "a"));
    assert_false(cf_json_key_is(key, "aa"));
    cf_json_array(&json);
    assert_true(cf_json_element(&json));
    assert_int_equal(cf_json_integer(&json, 10), 10);
    assert_int_equal(cf_json_offset(&json), 10);
    assert_true(cf_json_element(&json));
    assert_false(cf_json_null(&json));
    assert_false(cf_json_bool(&json));
    assert_false(cf_json_element(&json));
    assert_true(cf_json_member(&json, &key));
    assert_true(cf_json_key_is(key, "b"));
    cf_json_skip(&json);
    assert_int_equal(cf_json_offset(&json), 31);
    assert_false(cf_json_member(&json, &key));
    assert_int_equal(finish(), CF_OK);
    assert_int_equal(cf_json_peek(&json), CF_JSON_NONE);
    assert_int_equal(finish(), CF_OK);
}

/* The caller's mistakes are no undefined behaviour either. */
static void calls_out_of_turn_are_refused(void **state)
{
    (void)state;
    cf_octets key;
    open_text("[1,2]");
    assert_false(cf_json_element(&json)); /* not entered */
    assert_int_equal(finish(), CF_ERR_SHAPE);

    open_text("[1,2]");
    cf_json_array(&json);
    assert_int_equal(cf_json_integer(&json, 9), 0); /* not announced */
    assert_int_equal(finish(), CF_ERR_SHAPE);

    open_text("[1,2]");
    cf_json_array(&json);
    assert_false(cf_json_member(&json, &key)); /* not an object */
    assert_int_equal(finish(), CF_ERR_SHAPE);

    open_text("[1,2]");
    cf_json_array(&json);
    assert_true(cf_json_element(&json));
    assert_false(cf_json_element(&json)); /* not taken */
    assert_int_equal(finish(), CF_ERR_SHAPE);

    open_text("1");
    assert_int_equal(cf_json_integer(&json, 9), 1);
    cf_json_skip(&json); /* no second value */
    assert_int_equal(finish(), CF_ERR_SHAPE);

    open_text("[1,2]");
    cf_json_array(&json);
    assert_int_equal(finish(), CF_ERR_SHAPE); /* not read to its end */
    open_text("[1,2]");
    assert_int_equal(finish(), CF_ERR_SHAPE);
}

static void a_caller_may_refuse_for_reasons_of_its_own(void **state)
{
    (void)state;
    cf_octets key;
    cf_fault fault;
    open_text("{\"label\":\"x\"}");
    cf_json_object(&json);
    assert_true(cf_json_member(&json, &key));
    assert_int_equal(cf_json_string(&json).len, 1);
    cf_json_refuse(&json, CF_ERR_RANGE, "a label has at least %d letters", 2);
    assert_int_equal(cf_json_finish(&json, &fault), CF_ERR_RANGE);
    assert_int_equal(fault.offset, 9);
    assert_string_equal(fault.what, "a label has at least 2 letters");
    assert_string_equal(fault.file, "d.json");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strings_are_unescaped),
        cmocka_unit_test(the_scratch_holds_what_it_can_and_no_more),
        cmocka_unit_test(whole_numbers_keep_to_their_range),
        cmocka_unit_test(signed_numbers_keep_to_their_range),
        cmocka_unit_test(a_value_is_taken_as_what_it_is_only),
        cmocka_unit_test(members_and_elements_come_in_order_with_their_offsets),
        cmocka_unit_test(calls_out_of_turn_are_refused),
        cmocka_unit_test(a_caller_may_refuse_for_reasons_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
