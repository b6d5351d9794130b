/*
 * Keys that come twice, by their length.
 *
 * Keys of up to 16 octets are kept whole and longer ones are hashed, so every length from 0 to
 * the limit is met, and each octet of a key tells it from another.  This program draws random
 * octets in the system's place, counts how often it is asked, and may have none.
 */
#define _GNU_SOURCE /* getrandom, ssize_t */

#include "json/reader.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>

#include <cmocka.h>

enum { WHOLE_MAX = 16 };

static size_t asked;
static bool has_none;

ssize_t getrandom(void *out, size_t len, unsigned flags)
{
    (void)flags;
    asked++;
    if (has_none) {
        errno = ENOSYS;
        return -1;
    }
    memset(out, 0x5A, len);
    return (ssize_t)len;
}

static cf_json json;
static cf_fault fault;
static char text[8 * CF_JSON_KEY_MAX];

/* {"A":0,"B":0} */
static cf_status read_two(const char *a, size_t a_len, const char *b, size_t b_len,
                          bool is_canonical)
{
    const int len =
        snprintf(text, sizeof text, "{\"%.*s\":0,\"%.*s\":0}", (int)a_len, a, (int)b_len, b);
    assert_true(len > 0 && (size_t)len < sizeof text);
    cf_json_open_octets(&json, "d.json", cf_octets_of(text, (size_t)len), NULL, 0);
    if (is_canonical) {
        cf_json_canonical(&json);
    }
    cf_json_skip(&json);
    return cf_json_finish(&json, &fault);
}

static void fill(char key[CF_JSON_KEY_MAX])
{
    for (size_t i = 0; i < CF_JSON_KEY_MAX; i++) {
        key[i] = (char)('a' + i % 26);
    }
}

static void a_key_of_every_length_may_come_but_once(void **state)
{
    (void)state;
    char key[CF_JSON_KEY_MAX];
    fill(key);
    for (size_t len = 0; len <= CF_JSON_KEY_MAX; len++) {
        for (int is_canonical = 0; is_canonical < 2; is_canonical++) {
            assert_int_equal(read_two(key, len, key, len, is_canonical), CF_ERR_SYNTAX);
            assert_int_equal(fault.offset, len + 6);
            assert_non_null(strstr(fault.what, "comes twice"));
        }
    }
}

static void each_octet_of_a_key_tells_it_from_another(void **state)
{
    (void)state;
    char a[CF_JSON_KEY_MAX];
    char b[CF_JSON_KEY_MAX];
    fill(a);
    fill(b);
    for (size_t len = 1; len <= CF_JSON_KEY_MAX; len++) {
        for (size_t place = 0; place < len; place++) {
            b[place] = '~'; /* after every letter, so that the keys ascend */
            assert_int_equal(read_two(a, len, b, len, true), CF_OK);
            assert_int_equal(read_two(b, len, a, len, false), CF_OK);
            b[place] = a[place];
        }
    }
}

static void a_key_is_not_the_beginning_of_another(void **state)
{
    (void)state;
    char key[CF_JSON_KEY_MAX];
    fill(key);
    for (size_t a_len = 0; a_len <= 40; a_len++) {
        for (size_t b_len = 0; b_len <= 40; b_len++) {
            assert_int_equal(read_two(key, a_len, key, b_len, false),
                             a_len == b_len ? CF_ERR_SYNTAX : CF_OK);
        }
    }
}

static void a_secret_is_drawn_once_and_for_long_keys_only(void **state)
{
    (void)state;
    char key[CF_JSON_KEY_MAX];
    fill(key);
    for (size_t len = 1; len <= CF_JSON_KEY_MAX; len++) {
        asked = 0;
        assert_int_equal(read_two(key, len - 1, key, len, false), CF_OK);
        assert_int_equal(asked, len > WHOLE_MAX);
    }
}

static void without_random_octets_a_long_key_cannot_be_judged(void **state)
{
    (void)state;
    char key[CF_JSON_KEY_MAX];
    fill(key);
    has_none = true;
    assert_int_equal(read_two("a", 1, key, WHOLE_MAX, false), CF_OK);
    assert_int_equal(read_two("a", 1, key, WHOLE_MAX + 1, false), CF_ERR_IO);
    assert_int_equal(fault.offset, 7);
    has_none = false;
    assert_int_equal(read_two("a", 1, key, WHOLE_MAX + 1, false), CF_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_key_of_every_length_may_come_but_once),
        cmocka_unit_test(each_octet_of_a_key_tells_it_from_another),
        cmocka_unit_test(a_key_is_not_the_beginning_of_another),
        cmocka_unit_test(a_secret_is_drawn_once_and_for_long_keys_only),
        cmocka_unit_test(without_random_octets_a_long_key_cannot_be_judged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
