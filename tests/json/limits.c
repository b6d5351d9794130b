/*
 * Each limit of json/reader.h, met exactly and passed by one.
 */
#include "json/walk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static char document[WALK_DOCUMENT_MAX];
static size_t used;

static void start(void)
{
    used = 0;
}

static void add(const char *text)
{
    size_t len = strlen(text);
    assert_true(used + len < sizeof document);
    memcpy(document + used, text, len);
    used += len;
}

static void add_times(size_t times, const char *text)
{
    for (size_t i = 0; i < times; i++) {
        add(text);
    }
}

/* count members named PREFIX0: 0, PREFIX1: 0.. with commas between them */
static void add_members(size_t count, const char *prefix)
{
    for (size_t i = 0; i < count; i++) {
        char member[64];
        (void)snprintf(member, sizeof member, "%s\"%s%zu\":0", i > 0 ? "," : "", prefix, i);
        add(member);
    }
}

/* The verdict, which must be the same for a walk in memory, a walk through a window and a skip. */
static cf_status verdict(void)
{
    static cf_json json;
    cf_octets whole = cf_octets_of(document, used);
    walk memory = { .whole_numbers = false };
    walk window = { .whole_numbers = false };
    walk_memory(whole, &memory);
    walk_window(whole, CF_JSON_BUFFER_MIN, &window);
    assert_true(walk_same(&memory, &window));
    cf_json_open_octets(&json, "input", whole, NULL, 0);
    cf_json_skip(&json);
    assert_int_equal(cf_json_finish(&json, NULL), memory.fault.status);
    return memory.fault.status;
}

static void nesting_has_a_limit(void **state)
{
    (void)state;
    for (size_t depth = CF_JSON_DEPTH_MAX; depth <= CF_JSON_DEPTH_MAX + 1; depth++) {
        cf_status expected = depth == CF_JSON_DEPTH_MAX ? CF_OK : CF_ERR_LIMIT;
        start();
        add_times(depth, "[");
        add_times(depth, "]");
        assert_int_equal(verdict(), expected);
        start();
        add_times(depth - 1, "{\"a\":");
        add("{}");
        add_times(depth - 1, "}");
        assert_int_equal(verdict(), expected);
    }
}

static void depth_is_what_is_open_not_what_was(void **state)
{
    (void)state;
    start();
    add("[");
    add_times(1000, "[[]],");
    add("[]]");
    assert_int_equal(verdict(), CF_OK);
}

static void members_of_an_object_have_a_limit(void **state)
{
    (void)state;
    for (size_t count = CF_JSON_MEMBERS_MAX; count <= CF_JSON_MEMBERS_MAX + 1; count++) {
        start();
        add("[{");
        add_members(count, "k");
        add("}]");
        assert_int_equal(verdict(), count == CF_JSON_MEMBERS_MAX ? CF_OK : CF_ERR_LIMIT);
    }
}

static void many_small_objects_have_none(void **state)
{
    (void)state;
    start();
    add("[");
    add_times(CF_JSON_OPEN_KEYS_MAX, "{\"a\":0},");
    add("{}]");
    assert_int_equal(verdict(), CF_OK);
}

/* Four objects, each of 1023 members and a 1024th that holds the next: 4096 keys. */
static void keys_of_all_open_objects_have_a_limit(void **state)
{
    (void)state;
    for (size_t extra = 0; extra <= 1; extra++) {
        start();
        for (size_t level = 0; level < 4; level++) {
            add("{");
            add_members(CF_JSON_MEMBERS_MAX - 1, "k");
            add(",\"next\":");
        }
        add(extra == 0 ? "{}" : "{\"one\":0}");
        add_times(4, "}");
        assert_int_equal(verdict(), extra == 0 ? CF_OK : CF_ERR_LIMIT);
    }
}

static void the_length_of_a_key_is_counted_unescaped(void **state)
{
    (void)state;
    for (size_t len = CF_JSON_KEY_MAX; len <= CF_JSON_KEY_MAX + 1; len++) {
        cf_status expected = len == CF_JSON_KEY_MAX ? CF_OK : CF_ERR_LIMIT;
        start();
        add("{\"");
        add_times(len, "k");
        add("\":0}");
        assert_int_equal(verdict(), expected);
    }
    static cf_json json;
    static uint8_t scratch[2048];
    for (size_t len = CF_JSON_KEY_MAX; len <= CF_JSON_KEY_MAX + 1; len++) {
        start();
        add("{\"");
        add_times(len, "\\u0041");
        add("\":0}");
        cf_json_open_octets(&json, "d", cf_octets_of(document, used), scratch, sizeof scratch);
        cf_json_skip(&json);
        assert_int_equal(cf_json_finish(&json, NULL),
                         len == CF_JSON_KEY_MAX ? CF_OK : CF_ERR_LIMIT);
    }
}

/* The last key of a full object is compared with the first. */
static void a_doubled_key_is_found_at_any_distance(void **state)
{
    (void)state;
    for (size_t count = 1; count < CF_JSON_MEMBERS_MAX; count = 2 * count + 1) {
        start();
        add("{");
        add_members(count, "k");
        add(",\"k0\":0}");
        assert_int_equal(verdict(), CF_ERR_SYNTAX);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nesting_has_a_limit),
        cmocka_unit_test(depth_is_what_is_open_not_what_was),
        cmocka_unit_test(members_of_an_object_have_a_limit),
        cmocka_unit_test(many_small_objects_have_none),
        cmocka_unit_test(keys_of_all_open_objects_have_a_limit),
        cmocka_unit_test(the_length_of_a_key_is_counted_unescaped),
        cmocka_unit_test(a_doubled_key_is_found_at_any_distance),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
