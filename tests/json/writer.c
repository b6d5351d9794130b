/*
 * What the writer puts out, octet by octet; that the reader gets it back; what is refused.
 */
#include "json/writer.h"
#include "json/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

typedef struct paper {
    char text[1 << 16];
    size_t used;
    size_t calls;
    size_t room;
} paper;

static paper written;
static cf_json_out out;

static cf_status write_down(void *context, const void *octets, size_t len)
{
    paper *p = context;
    p->calls++;
    if (len > p->room - p->used) {
        return CF_ERR_IO;
    }
    memcpy(p->text + p->used, octets, len);
    p->used += len;
    return CF_OK;
}

static void start(cf_json_look look)
{
    written.used = 0;
    written.calls = 0;
    written.room = sizeof written.text;
    cf_json_out_open(&out, write_down, &written, look);
}

static void assert_written(const char *expected)
{
    assert_int_equal(cf_json_out_finish(&out), CF_OK);
    assert_int_equal(written.used, strlen(expected));
    assert_memory_equal(written.text, expected, written.used);
}

static void write_sample(void)
{
    cf_json_out_object(&out);
    cf_json_out_key(&out, "verdict");
    cf_json_out_text(&out, "accept");
    cf_json_out_key(&out, "checks");
    cf_json_out_array(&out);
    cf_json_out_integer(&out, UINT64_MAX);
    cf_json_out_bool(&out, true);
    cf_json_out_bool(&out, false);
    cf_json_out_null(&out);
    cf_json_out_array_end(&out);
    cf_json_out_key(&out, "none");
    cf_json_out_array(&out);
    cf_json_out_array_end(&out);
    cf_json_out_key(&out, "empty");
    cf_json_out_object(&out);
    cf_json_out_object_end(&out);
    cf_json_out_object_end(&out);
}

static void compact_has_no_white_space(void **state)
{
    (void)state;
    start(CF_JSON_COMPACT);
    write_sample();
    assert_written("{\"verdict\":\"accept\",\"checks\":[18446744073709551615,"
                   "true,false,null],\"none\":[],\"empty\":{}}");
}

static void indented_has_one_item_a_line(void **state)
{
    (void)state;
    start(CF_JSON_INDENTED);
    write_sample();
    assert_written("{\n"
                   "  \"verdict\": \"accept\",\n"
                   "  \"checks\": [\n"
                   "    18446744073709551615,\n"
                   "    true,\n"
                   "    false,\n"
                   "    null\n"
                   "  ],\n"
                   "  \"none\": [],\n"
                   "  \"empty\": {}\n"
                   "}\n");
}

static void a_value_may_stand_alone(void **state)
{
    (void)state;
    start(CF_JSON_COMPACT);
    cf_json_out_integer(&out, 0);
    assert_written("0");
    start(CF_JSON_INDENTED);
    cf_json_out_text(&out, "");
    assert_written("\"\"\n");
}

static void strings_are_escaped_no_more_than_needed(void **state)
{
    (void)state;
    start(CF_JSON_COMPACT);
    cf_json_out_array(&out);
    cf_json_out_text(&out, "\"\\/\b\f\n\r\t\x01\x1F\x7F");
    cf_json_out_text(&out, "gr\xC3\xBC\xC3\x9F \xE2\x82\xAC \xF0\x9F\x98\x80");
    cf_json_out_string(&out, cf_octets_of("a\0b", 3));
    cf_json_out_array_end(&out);
    assert_written("[\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\x7F\","
                   "\"gr\xC3\xBC\xC3\x9F \xE2\x82\xAC \xF0\x9F\x98\x80\",\"a\\u0000b\"]");
}

static void broken_utf8_never_comes_out(void **state)
{
    (void)state;
    start(CF_JSON_COMPACT);
    cf_json_out_object(&out);
    cf_json_out_key_octets(&out, cf_octets_of("k\xFF", 2));
    cf_json_out_string(&out, cf_octets_of("\xC3\xED\xA0\x80!", 5));
    cf_json_out_object_end(&out);
    assert_written("{\"k\xEF\xBF\xBD\":\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD!\"}");
}

/*
 * Every character below U+0800 and a few beyond, written and read back by the reader of this room.
 */
static void the_reader_gets_strings_back(void **state)
{
    (void)state;
    static cf_json json;
    static uint8_t scratch[64];
    for (uint32_t point = 1; point < 0x800; point++) {
        char text[8] = { 0 };
        if (point < 0x80) {
            text[0] = (char)point;
        } else {
            text[0] = (char)(0xC0 | point >> 6);
            text[1] = (char)(0x80 | (point & 0x3F));
        }
        start(CF_JSON_COMPACT);
        cf_json_out_text(&out, text);
        assert_int_equal(cf_json_out_finish(&out), CF_OK);
        cf_json_open_octets(&json, "back", cf_octets_of(written.text, written.used), scratch,
                            sizeof scratch);
        assert_true(cf_octets_equal(cf_json_string(&json), cf_octets_of_text(text)));
        assert_int_equal(cf_json_finish(&json, NULL), CF_OK);
    }
}

/* Strings of every length around the buffer's. */
static void the_buffer_is_flushed_wherever_it_is_full(void **state)
{
    (void)state;
    static char text[2 * CF_JSON_OUT_BUFFER + 8];
    for (size_t len = CF_JSON_OUT_BUFFER - 4; len < 2 * CF_JSON_OUT_BUFFER + 4; len++) {
        memset(text, 'x', len);
        start(CF_JSON_COMPACT);
        cf_json_out_string(&out, cf_octets_of(text, len));
        assert_int_equal(cf_json_out_finish(&out), CF_OK);
        assert_int_equal(written.used, len + 2);
        assert_memory_equal(written.text + 1, text, len);
        assert_true(written.calls <= 4);
    }
}

static void a_sink_that_fails_is_not_asked_again(void **state)
{
    (void)state;
    start(CF_JSON_COMPACT);
    written.room = CF_JSON_OUT_BUFFER + 10;
    cf_json_out_array(&out);
    for (size_t i = 0; i < 10000; i++) {
        cf_json_out_integer(&out, i);
    }
    cf_json_out_array_end(&out);
    assert_int_equal(cf_json_out_finish(&out), CF_ERR_IO);
    assert_int_equal(written.calls, 2);
    assert_int_equal(written.used, CF_JSON_OUT_BUFFER);
}

static void nothing(void)
{
}
static void value_for_key(void)
{
    cf_json_out_object(&out);
    cf_json_out_integer(&out, 1);
    cf_json_out_object_end(&out);
}
static void key_in_array(void)
{
    cf_json_out_array(&out);
    cf_json_out_key(&out, "k");
    cf_json_out_array_end(&out);
}
static void key_at_top(void)
{
    cf_json_out_key(&out, "k");
}
static void key_after_key(void)
{
    cf_json_out_object(&out);
    cf_json_out_key(&out, "k");
    cf_json_out_key(&out, "k");
    cf_json_out_null(&out);
    cf_json_out_object_end(&out);
}
static void key_without_value(void)
{
    cf_json_out_object(&out);
    cf_json_out_key(&out, "k");
    cf_json_out_object_end(&out);
}
static void second_value(void)
{
    cf_json_out_null(&out);
    cf_json_out_null(&out);
}
static void still_open(void)
{
    cf_json_out_array(&out);
}
static void ended_too_often(void)
{
    cf_json_out_array(&out);
    cf_json_out_array_end(&out);
    cf_json_out_array_end(&out);
}
static void array_ended_as_object(void)
{
    cf_json_out_array(&out);
    cf_json_out_object_end(&out);
}
static void object_ended_as_array(void)
{
    cf_json_out_object(&out);
    cf_json_out_array_end(&out);
}
static void no_octets(void)
{
    cf_json_out_string(&out, cf_octets_of(NULL, 0));
}

static void what_would_not_be_json_is_a_shape_error(void **state)
{
    (void)state;
    static void (*const wrongs[])(void) = {
        nothing,         value_for_key,         key_in_array,          key_at_top,
        key_after_key,   key_without_value,     second_value,          still_open,
        ended_too_often, array_ended_as_object, object_ended_as_array, no_octets,
    };
    for (size_t i = 0; i < sizeof wrongs / sizeof *wrongs; i++) {
        start(CF_JSON_COMPACT);
        wrongs[i]();
        assert_int_equal(cf_json_out_finish(&out), CF_ERR_SHAPE);
    }
}

static void nesting_has_a_limit(void **state)
{
    (void)state;
    for (size_t depth = CF_JSON_OUT_DEPTH_MAX; depth <= CF_JSON_OUT_DEPTH_MAX + 1; depth++) {
        start(CF_JSON_COMPACT);
        for (size_t i = 0; i < depth; i++) {
            cf_json_out_array(&out);
        }
        for (size_t i = 0; i < depth; i++) {
            cf_json_out_array_end(&out);
        }
        assert_int_equal(cf_json_out_finish(&out),
                         depth == CF_JSON_OUT_DEPTH_MAX ? CF_OK : CF_ERR_LIMIT);
    }
}

static cf_status two_items(cf_json_memory *memory)
{
    cf_json_out text;
    cf_json_out_open(&text, cf_json_to_memory, memory, CF_JSON_INDENTED);
    cf_json_out_array(&text);
    cf_json_out_integer(&text, 1);
    cf_json_out_text(&text, "two");
    cf_json_out_array_end(&text);
    return cf_json_out_finish(&text);
}

static void memory_is_measured_then_filled_and_never_past_its_room(void **state)
{
    (void)state;
    static const char due[] = "[\n  1,\n  \"two\"\n]\n";
    enum { LEN = sizeof due - 1 };
    for (size_t room = 0; room <= LEN; room++) {
        uint8_t at[LEN + 1];
        memset(at, 0x5a, sizeof at);
        cf_json_memory memory = { .at = room > 0 ? at : NULL, .room = room };
        assert_int_equal(two_items(&memory), CF_OK);
        assert_int_equal(memory.len, LEN);
        assert_int_equal(at[room], 0x5a);
        assert_true(room < LEN || memcmp(at, due, LEN) == 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(compact_has_no_white_space),
        cmocka_unit_test(indented_has_one_item_a_line),
        cmocka_unit_test(a_value_may_stand_alone),
        cmocka_unit_test(strings_are_escaped_no_more_than_needed),
        cmocka_unit_test(broken_utf8_never_comes_out),
        cmocka_unit_test(the_reader_gets_strings_back),
        cmocka_unit_test(the_buffer_is_flushed_wherever_it_is_full),
        cmocka_unit_test(a_sink_that_fails_is_not_asked_again),
        cmocka_unit_test(what_would_not_be_json_is_a_shape_error),
        cmocka_unit_test(nesting_has_a_limit),
        cmocka_unit_test(memory_is_measured_then_filled_and_never_past_its_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
