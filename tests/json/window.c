/*
 * A document reads the same through every window.
 *
 * One document that holds every kind of token, longer than the smallest buffer; buffers of every
 * size from the smallest to one past the document, so that the end of a window falls on each of its
 * octets, valid and broken.  And reads of one octet, each of which slides the window.
 */
#define _GNU_SOURCE /* memfd_create */

#include "json/walk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

static const char tokens[] =
    "{ \"label\" : \"gr\xC3\xBC\xC3\x9F \xE2\x82\xAC \xF0\x9F\x98\x80\" ,\n"
    "\t\"escaped \\u00e9\\ud83d\\ude00\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\",\r\n"
    "\"n\":[0,-1,12.5e-3,18446744073709551615,-9223372036854775808],"
    "\"w\":[true,false,null,{},[]],\"h\":\"0123456789ABCDEF0123456789ABCDEF\"}";

static char document[WALK_DOCUMENT_MAX];

/* White space and then the tokens, which begin a little before the end of the smallest buffer. */
static cf_octets place_tokens(size_t before_end)
{
    size_t space = CF_JSON_BUFFER_MIN - before_end;
    memset(document, ' ', space);
    memcpy(document + space, tokens, sizeof tokens - 1);
    return cf_octets_of(document, space + sizeof tokens - 1);
}

static void the_end_of_a_window_may_fall_anywhere(void **state)
{
    (void)state;
    for (size_t before_end = 0; before_end <= sizeof tokens; before_end++) {
        cf_octets whole = place_tokens(before_end);
        walk memory = { .whole_numbers = false };
        walk window = { .whole_numbers = false };
        walk_memory(whole, &memory);
        walk_window(whole, CF_JSON_BUFFER_MIN, &window);
        assert_int_equal(memory.fault.status, CF_OK);
        assert_true(walk_same(&memory, &window));
    }
}

static void every_buffer_size_reads_alike(void **state)
{
    (void)state;
    cf_octets whole = place_tokens(0);
    walk memory = { .whole_numbers = false };
    walk_memory(whole, &memory);
    for (size_t size = CF_JSON_BUFFER_MIN; size <= whole.len + 1; size++) {
        walk window = { .whole_numbers = false };
        walk_window(whole, size, &window);
        assert_true(walk_same(&memory, &window));
    }
}

/* Broken in each octet in turn, with the end of the window at that octet and around it. */
static void a_fault_is_the_same_through_every_window(void **state)
{
    (void)state;
    static const uint8_t broken[] = { 0x00, 0xFF, '"', '\\', 'x', '}' };
    for (size_t place = 0; place < sizeof tokens - 1; place++) {
        for (size_t i = 0; i < sizeof broken; i++) {
            for (size_t shift = 0; shift < 3; shift++) {
                cf_octets whole = place_tokens(place + shift);
                document[CF_JSON_BUFFER_MIN - shift] = (char)broken[i];
                walk memory = { .whole_numbers = false };
                walk window = { .whole_numbers = false };
                walk_memory(whole, &memory);
                walk_window(whole, CF_JSON_BUFFER_MIN, &window);
                assert_true(walk_same(&memory, &window));
            }
        }
    }
}

static void every_beginning_reads_alike(void **state)
{
    (void)state;
    for (size_t len = 0; len < sizeof tokens - 1; len++) {
        cf_octets whole = place_tokens(len);
        whole.len = CF_JSON_BUFFER_MIN; /* len octets of the tokens, and the window is full */
        walk memory = { .whole_numbers = false };
        walk window = { .whole_numbers = false };
        walk_memory(whole, &memory);
        walk_window(whole, CF_JSON_BUFFER_MIN, &window);
        assert_int_equal(memory.fault.status, CF_ERR_SYNTAX);
        assert_true(walk_same(&memory, &window));
    }
}

/* A socket that keeps the borders of what was sent hands out one octet a read. */
static void reads_of_one_octet_read_alike(void **state)
{
    (void)state;
    int ends[2];
    assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends), 0);
    static const char small[] =
        "[\"gr\xC3\xBC\xC3\x9F\",\"\\ud83d\\ude00\\n\",-12.5e+3,{\"\\u0061b\":null},true]";
    for (size_t i = 0; i < sizeof small - 1; i++) {
        assert_int_equal(send(ends[1], small + i, 1, MSG_DONTWAIT), 1);
    }
    assert_int_equal(close(ends[1]), 0);

    static cf_json json;
    static uint8_t buffer[CF_JSON_BUFFER_MIN];
    cf_file file = { .descriptor = ends[0], .size = sizeof small - 1 };
    walk memory = { .whole_numbers = false };
    walk window = { .whole_numbers = false };
    walk_memory(cf_octets_of(small, sizeof small - 1), &memory);
    cf_json_open_file(&json, "input", &file, sizeof small - 1, buffer, sizeof buffer);
    walk_document(&json, &window);
    assert_int_equal(memory.fault.status, CF_OK);
    assert_true(walk_same(&memory, &window));
    cf_file_close(&file);
}

/* ["xx..x"] with len of them */
static cf_octets long_string(size_t space, size_t len)
{
    memset(document, ' ', space);
    memcpy(document + space, "[\"", 2);
    memset(document + space + 2, 'x', len);
    memcpy(document + space + 2 + len, "\"]", 2);
    return cf_octets_of(document, space + len + 4);
}

/* What counts is the length, not where the window happened to lie. */
static void a_string_may_fill_half_of_the_buffer_wherever_it_lies(void **state)
{
    (void)state;
    size_t half = CF_JSON_BUFFER_MIN / 2;
    for (size_t space = 0; space < 2 * CF_JSON_BUFFER_MIN; space += 7) {
        walk window = { .whole_numbers = false };
        walk_window(long_string(space, half), CF_JSON_BUFFER_MIN, &window);
        assert_int_equal(window.fault.status, CF_OK);
        walk_window(long_string(space, half + 1), CF_JSON_BUFFER_MIN, &window);
        assert_int_equal(window.fault.status, CF_ERR_LIMIT);
        assert_int_equal(window.fault.offset, space + 1);
    }
}

static void tokens_longer_than_the_buffer_need_not_be_held(void **state)
{
    (void)state;
    static const char *const numbers[] = { "1", "0.", "1e" };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        size_t len = 3 * CF_JSON_BUFFER_MIN;
        memset(document, '1', len);
        memcpy(document, numbers[i], strlen(numbers[i]));
        walk memory = { .whole_numbers = false };
        walk window = { .whole_numbers = false };
        walk_memory(cf_octets_of(document, len), &memory);
        walk_window(cf_octets_of(document, len), CF_JSON_BUFFER_MIN, &window);
        assert_true(walk_same(&memory, &window));
    }
}

static cf_status read_file(uint64_t size, uint64_t size_said, uint64_t max, size_t buffer_octets)
{
    static cf_json json;
    static uint8_t buffer[CF_JSON_BUFFER_MIN];
    memset(document, ' ', (size_t)size);
    document[size - 1] = '1';
    int descriptor = memfd_create("document", 0);
    assert_true(descriptor >= 0);
    assert_int_equal(pwrite(descriptor, document, (size_t)size, 0), (ssize_t)size);
    cf_file file = { .descriptor = descriptor, .size = size_said };
    cf_json_open_file(&json, "input", &file, max, buffer, buffer_octets);
    cf_json_skip(&json);
    cf_status status = cf_json_finish(&json, NULL);
    assert_true(status != CF_OK || cf_json_offset(&json) == size - 1);
    cf_file_close(&file);
    return status;
}

static void a_file_may_be_as_long_as_allowed_even_if_it_grows(void **state)
{
    (void)state;
    for (uint64_t size = 1; size < 3 * CF_JSON_BUFFER_MIN; size += 1021) {
        assert_int_equal(read_file(size, size, size, CF_JSON_BUFFER_MIN), CF_OK);
        assert_int_equal(read_file(size, size, UINT64_MAX, CF_JSON_BUFFER_MIN), CF_OK);
        assert_int_equal(read_file(size, size, size - 1, CF_JSON_BUFFER_MIN), CF_ERR_LIMIT);
        assert_int_equal(read_file(size + 1, size, size, CF_JSON_BUFFER_MIN), CF_ERR_LIMIT);
    }
    assert_int_equal(read_file(5, 5, 5, CF_JSON_BUFFER_MIN - 1), CF_ERR_LIMIT);
}

static void a_file_that_cannot_be_read_is_no_empty_file(void **state)
{
    (void)state;
    static cf_json json;
    static uint8_t buffer[CF_JSON_BUFFER_MIN];
    cf_file file = { .descriptor = -1, .size = 3 };
    cf_fault fault;
    cf_json_open_file(&json, "input", &file, 10, buffer, sizeof buffer);
    cf_json_skip(&json);
    assert_int_equal(cf_json_finish(&json, &fault), CF_ERR_IO);
    assert_string_equal(fault.file, "input");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_end_of_a_window_may_fall_anywhere),
        cmocka_unit_test(every_buffer_size_reads_alike),
        cmocka_unit_test(a_fault_is_the_same_through_every_window),
        cmocka_unit_test(every_beginning_reads_alike),
        cmocka_unit_test(reads_of_one_octet_read_alike),
        cmocka_unit_test(a_string_may_fill_half_of_the_buffer_wherever_it_lies),
        cmocka_unit_test(tokens_longer_than_the_buffer_need_not_be_held),
        cmocka_unit_test(a_file_may_be_as_long_as_allowed_even_if_it_grows),
        cmocka_unit_test(a_file_that_cannot_be_read_is_no_empty_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
