/*
 * What is JSON and what is not, and where it stops being it.
 *
 * The grammar of [RFC8259] is small enough to write down: each of its productions is met by a valid
 * document and by what goes wrong one octet beside it.  Each invalid document stands with the
 * offset of its first octet that no valid document could have there.
 */
#include "json/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static cf_json json; /* too large for a comfortable stack frame */

static cf_status skim(cf_octets document, cf_fault *fault)
{
    static uint8_t scratch[1024];
    cf_json_open_octets(&json, "d.json", document, scratch, sizeof scratch);
    cf_json_skip(&json);
    return cf_json_finish(&json, fault);
}

static const char *const valid[] = {
    "{}",
    "[]",
    " \t\r\n[ \t\r\n] \t\r\n",
    "\"\"",
    "null",
    "true",
    "false",
    "0",
    "-0",
    "10",
    "-1",
    "1234567890123456789012345678901234567890",
    "0.0",
    "-0.5",
    "1.25e10",
    "1E+10",
    "1e-400",
    "1e400",
    "0e0",
    "[1,2]",
    "[ 1 , 2 ]",
    "[[],[[]],{}]",
    "{\"a\":1}",
    "{ \"a\" : 1 , \"b\" : [ ] }",
    "{\"\":0}",
    "{\"a\":{\"a\":{\"a\":1}},\"b\":{\"a\":2}}",
    "[{\"a\":1},{\"a\":2}]",
    "\"plain text, / and ' and \x7F and nothing escaped\"",
    "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
    "\"\\u0001\\u00e9\\u00E9\\uFFFF\\uFEFF\"",
    "\"\\ud83d\\ude00\\uDBFF\\uDFFF\"",
    "\"\\\\u0000\"",
    "\"gr\xC3\xBC\xC3\x9F \xE2\x82\xAC \xF0\x9F\x98\x80 \xEF\xBF\xBF \xF4\x8F\xBF\xBF\"",
    "{\"\xC3\xBC\":1,\"u\":2}",
    "{\"a\":1,\"A\":2,\"a \":3}",
};

typedef struct invalid_document {
    const char *text;
    uint64_t offset;
} invalid_document;

static const invalid_document invalid[] = {
    /* no value, or more than one */
    { "", 0 },
    { " ", 1 },
    { "\n\n", 2 },
    { "1 2", 2 },
    { "[] []", 3 },
    { "{}x", 2 },
    { "null,", 4 },
    { "\xEF\xBB\xBF{}", 0 },
    { "\f1", 0 },
    { "\xC2\xA0"
      "1",
      0 },
    { "/**/1", 0 },
    { "1//", 1 },
    { "'a'", 0 },
    { "NaN", 0 },
    { "Infinity", 0 },
    { "undefined", 0 },
    { "]", 0 },
    { "}", 0 },
    { ":", 0 },
    { ",", 0 },
    /* words */
    { "nul", 3 },
    { "nulL", 3 },
    { "Null", 0 },
    { "TRUE", 0 },
    { "tru", 3 },
    { "truth", 3 },
    { "truee", 4 },
    { "fals", 4 },
    { "falsy", 4 },
    { "nullnull", 4 },
    /* numbers */
    { "-", 1 },
    { "--1", 1 },
    { "+1", 0 },
    { "01", 1 },
    { "-01", 2 },
    { "00", 1 },
    { ".5", 0 },
    { "1.", 2 },
    { "1.e5", 2 },
    { "1.5.5", 3 },
    { "1e", 2 },
    { "1e+", 3 },
    { "1e+-5", 3 },
    { "1e5.5", 3 },
    { "0x10", 1 },
    { "1_000", 1 },
    { "-a", 1 },
    { "- 1", 1 },
    { "1 .5", 2 },
    { "\xD9\xA1", 0 }, /* a digit, but not of ours */
    /* arrays */
    { "[", 1 },
    { "[1", 2 },
    { "[1,", 3 },
    { "[1,]", 3 },
    { "[,1]", 1 },
    { "[,]", 1 },
    { "[1,,2]", 3 },
    { "[1 2]", 3 },
    { "[1:2]", 2 },
    { "[1}", 2 },
    { "[}", 1 },
    { "[1]]", 3 },
    { "[\"a\" \"b\"]", 5 },
    /* objects */
    { "{", 1 },
    { "{]", 1 },
    { "{,}", 1 },
    { "{\"a\"", 4 },
    { "{\"a\":", 5 },
    { "{\"a\"}", 4 },
    { "{\"a\":}", 5 },
    { "{\"a\":1", 6 },
    { "{\"a\":1,", 7 },
    { "{\"a\":1,}", 7 },
    { "{\"a\":1]", 6 },
    { "{\"a\" 1}", 5 },
    { "{\"a\"::1}", 5 },
    { "{\"a\",1}", 4 },
    { "{\"a\":1 \"b\":2}", 7 },
    { "{\"a\":1,,\"b\":2}", 7 },
    { "{a:1}", 1 },
    { "{'a':1}", 1 },
    { "{1:1}", 1 },
    { "{null:1}", 1 },
    { "{[]:1}", 1 },
    /* keys that come twice, told apart after unescaping only */
    { "{\"a\":1,\"a\":1}", 7 },
    { "{\"a\":1,\"\\u0061\":2}", 7 },
    { "{\"\":1,\"\":2}", 6 },
    { "{\"a\":1,\"b\":{\"a\":1},\"a\":2}", 19 },
    { "{\"b\":{\"a\":1,\"c\":2,\"a\":3}}", 18 },
    { "{\"\xC3\xBC\":1,\"\\u00fc\":2}", 8 },
    { "[{\"a\":1,\"a\":2}]", 8 },
    { "{\"a\":1,\"a\"", 7 },
    /* strings */
    { "\"", 1 },
    { "\"abc", 4 },
    { "\"a\nb\"", 2 },
    { "\"a\tb\"", 2 },
    { "\"\x01\"", 1 },
    { "\"\x1F\"", 1 },
    { "\"01234567\x1F\"", 9 },
    { "\"0123456\x1Fz\"", 8 },
    { "\"\x1Fzzzzzzzz\"", 1 },
    { "\"\\", 1 },
    { "\"\\\"", 3 },
    { "\"\\x41\"", 1 },
    { "\"\\'\"", 1 },
    { "\"\\a\"", 1 },
    { "\"\\ \"", 1 },
    { "\"\\0\"", 1 },
    { "\"\\U0041\"", 1 },
    { "\"\\u\"", 1 },
    { "\"\\u004\"", 1 },
    { "\"\\u00", 1 },
    { "\"\\u00g0\"", 1 },
    { "\"\\u+041\"", 1 },
    { "\"\\u{41}\"", 1 },
    { "\"ab\\u0000\"", 3 },
    /* surrogates */
    { "\"\\ud800\"", 1 },
    { "\"\\udbff\"", 1 },
    { "\"\\udc00\"", 1 },
    { "\"\\udfff\"", 1 },
    { "\"\\ud83d\\u0041\"", 1 },
    { "\"\\ud83d\\ud83d\"", 1 },
    { "\"\\ude00\\ud83d\"", 1 },
    { "\"\\ud83d\\n\"", 1 },
    { "\"\\ud83d \\ude00\"", 1 },
    { "\"\\ud83d\\ude0", 1 },
    { "\"\xED\xA0\x80\"", 1 },
    { "\"\xED\xBF\xBF\"", 1 },
    /* UTF-8 */
    { "\"\x80\"", 1 },
    { "\"\xBF\"", 1 },
    { "\"\xC3\"", 1 },
    { "\"\xC3", 1 },
    { "\"\xC0\x80\"", 1 },
    { "\"\xC1\xBF\"", 1 },
    { "\"\xE0\x9F\xBF\"", 1 },
    { "\"\xE2\x82\"", 1 },
    { "\"\xF0\x8F\xBF\xBF\"", 1 },
    { "\"\xF4\x90\x80\x80\"", 1 },
    { "\"\xF5\x80\x80\x80\"", 1 },
    { "\"\xFE\"", 1 },
    { "\"\xFF\"", 1 },
    { "\"0123456789\xC3\xBC\xC3(\"", 13 },
    { "{\"\xFF\":1}", 2 },
};

static void what_the_grammar_allows_is_accepted(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof valid / sizeof *valid; i++) {
        cf_fault fault = { .status = CF_OK };
        if (skim(cf_octets_of_text(valid[i]), &fault) != CF_OK) {
            fail_msg("%s\nrefused at %d: %s", valid[i], (int)fault.offset, fault.what);
        }
    }
}

static void what_it_does_not_allow_is_refused_where_it_starts(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof invalid / sizeof *invalid; i++) {
        cf_fault fault = { .status = CF_OK };
        cf_status status = skim(cf_octets_of_text(invalid[i].text), &fault);
        if (status != CF_ERR_SYNTAX || fault.status != CF_ERR_SYNTAX
            || fault.offset != invalid[i].offset) {
            fail_msg("%s\n%s at %d instead of %d: %s", invalid[i].text, cf_status_name(status),
                     (int)fault.offset, (int)invalid[i].offset, fault.what);
        }
        assert_string_equal(fault.file, "d.json");
        assert_int_not_equal(fault.what[0], '\0');
    }
}

/* Of a document whose outermost value has a closing mark, no proper beginning is a document. */
static void every_beginning_of_a_document_is_refused_at_its_end(void **state)
{
    (void)state;
    static const char document[] =
        "{\"a\":[1.5e-3,-0,true,false,null,\"x\\n\\ud83d\\ude00\xC3\xBC\"],"
        " \"b\" : { \"c\" : { } } }";
    size_t whole = sizeof document - 1;
    assert_int_equal(skim(cf_octets_of(document, whole), NULL), CF_OK);
    for (size_t len = 0; len < whole; len++) {
        uint8_t *beginning = malloc(len + 1); /* so that a read past its end is seen */
        assert_non_null(beginning);
        memcpy(beginning, document, len);
        cf_fault fault;
        assert_int_equal(skim(cf_octets_of(beginning, len), &fault), CF_ERR_SYNTAX);
        assert_true(fault.offset <= len);
        free(beginning);
    }
}

/* Every octet there is, at every place of a document that has all kinds of places. */
static void a_changed_octet_is_never_read_past(void **state)
{
    (void)state;
    static const char document[] = "{\"a\":[-1.5e3,true,\"\\u00e9\xC3\xBC\\n\"], \"b\":null}";
    size_t accepted = 0;
    for (size_t place = 0; place < sizeof document - 1; place++) {
        for (int octet = 0; octet < 256; octet++) {
            char changed[sizeof document];
            memcpy(changed, document, sizeof document);
            changed[place] = (char)octet;
            cf_fault fault = { .status = CF_OK };
            cf_status status = skim(cf_octets_of(changed, sizeof document - 1), &fault);
            assert_true(status == CF_OK || status == CF_ERR_SYNTAX);
            assert_true(status == CF_OK || fault.offset < sizeof document);
            accepted += status == CF_OK ? 1 : 0;
        }
    }
    assert_true(accepted > sizeof document); /* itself, at least, at each place */
}

static void the_first_error_sticks(void **state)
{
    (void)state;
    cf_octets key;
    cf_fault fault;
    cf_json_open_octets(&json, "d.json", cf_octets_of_text("{\"a\":tru,\"b\":[}"), NULL, 0);
    cf_json_object(&json);
    assert_true(cf_json_member(&json, &key));
    assert_false(cf_json_bool(&json));
    assert_true(cf_json_failed(&json));
    assert_false(cf_json_member(&json, &key));
    assert_int_equal(key.len, 0);
    assert_false(cf_json_element(&json));
    assert_int_equal(cf_json_peek(&json), CF_JSON_NONE);
    assert_int_equal(cf_json_string(&json).len, 0);
    assert_non_null(cf_json_string(&json).at);
    assert_int_equal(cf_json_integer(&json, UINT64_MAX), 0);
    assert_int_equal(cf_json_signed(&json, INT64_MIN, INT64_MAX), 0);
    assert_false(cf_json_null(&json));
    cf_json_object(&json);
    cf_json_array(&json);
    cf_json_skip(&json);
    cf_json_refuse(&json, CF_ERR_RANGE, "too late");
    assert_int_equal(cf_json_finish(&json, &fault), CF_ERR_SYNTAX);
    assert_int_equal(fault.offset, 8);
    assert_int_equal(cf_json_finish(&json, NULL), CF_ERR_SYNTAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_the_grammar_allows_is_accepted),
        cmocka_unit_test(what_it_does_not_allow_is_refused_where_it_starts),
        cmocka_unit_test(every_beginning_of_a_document_is_refused_at_its_end),
        cmocka_unit_test(a_changed_octet_is_never_read_past),
        cmocka_unit_test(the_first_error_sticks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
