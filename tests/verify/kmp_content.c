/*
 * What egk-kmp seals is read as its schema says, and nothing that is near it.
 *
 * Messages are written by hand.  Each sound one is also cut at every length, padded, and changed in
 * every octet: whatever comes out must not be the same content but where only filler changed.
 */
#include "verify/v12_kmp_content.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static cf_arena *arena;

static cf_octets content_of(const void *plain, size_t len)
{
    cf_octets content;
    cf_arena_reset(arena);
    assert_int_equal(cf_v12_kmp_content(arena, cf_octets_of(plain, len), &content), CF_OK);
    return content;
}

#define SPAN(TEXT) (TEXT), sizeof(TEXT) - 1

static void assert_content(const char *plain, size_t plain_len, const char *due, size_t due_len)
{
    const cf_octets content = content_of(plain, plain_len);
    assert_non_null(content.at);
    assert_int_equal(content.len, due_len);
    assert_memory_equal(content.at, due, due_len);
}

static void messages_become_the_other_form(void **state)
{
    (void)state;
    assert_content(SPAN(""), SPAN("\0\0\6normal"));
    assert_content(SPAN("\0\0\0"), SPAN("\0\0\6normal"));
    /* As in the vector of egk-kmp's DecryptBallot: a filler and nothing else. */
    assert_content(SPAN("\"\5*****"), SPAN("\0\0\6normal"));
    assert_content(SPAN("\b\0"), SPAN("\0\0\6normal"));
    assert_content(SPAN("\b\1\0"), SPAN("\0\0\11null_vote"));
    assert_content(SPAN("\b\3"), SPAN("\0\0\12under_vote"));
    assert_content(SPAN("\b\2\22\4\1\2\254\2\32\3Zoe\32\0\"\2**\0\0"),
                   SPAN("\3\1\2\254\2\2\3Zoe\0\11over_vote"));
    assert_content(SPAN("\20\1\20\377\377\377\377\17"), SPAN("\2\1\377\377\377\377\17\0\6normal"));
}

static void what_is_near_a_message_is_none(void **state)
{
    (void)state;
    static const struct {
        const char *plain;
        size_t len;
    } NONE[] = {
        { SPAN("\b\4") },                      /* no such status */
        { SPAN("\b") },                        /* cut */
        { SPAN("\b\201\0") },                  /* 1, not the shortest way */
        { SPAN("\b\1\b\1") },                  /* the status twice */
        { SPAN("\22\1\1\b\1") },               /* fields out of order */
        { SPAN("\22\2\1") },                   /* a list that is longer than the rest */
        { SPAN("\22\1\201") },                 /* a number that ends after its list */
        { SPAN("\20\377\377\377\377\37") },    /* 2^33 - 1 */
        { SPAN("\20\377\377\377\377\377\1") }, /* six octets */
        { SPAN("\22\1\1\20\2") },              /* both ways to write a list */
        { SPAN("\32\4Zoe") },                  /* a text that is longer than the rest */
        { SPAN("\32\1\377") },                 /* no text */
        { SPAN("\"\1*\"\1*") },                /* two fillers */
        { SPAN("*\1*") },                      /* field 5 */
        { SPAN("\0\1") },                      /* something behind the message */
        { SPAN("\t\1") },                      /* field 1 of another type */
    };
    for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++) {
        assert_null(content_of(NONE[i].plain, NONE[i].len).at);
    }
}

/* Every octet of this message matters but the three of its filler. */
static void every_octet_of_a_message_matters(void **state)
{
    (void)state;
    static const char MESSAGE[] = "\b\2\22\3\1\2\3\32\3Zoe\"\3***";
    enum { LEN = sizeof MESSAGE - 1 };
    const cf_octets first = content_of(MESSAGE, LEN);
    uint8_t due[64];
    assert_true(first.len <= sizeof due);
    memcpy(due, first.at, first.len);
    const cf_octets whole = cf_octets_of(due, first.len);
    for (size_t at = 0; at < LEN; at++) {
        for (unsigned value = 0; value < 256; value++) {
            char other[LEN];
            memcpy(other, MESSAGE, LEN);
            other[at] = (char)value;
            const bool same = cf_octets_equal(content_of(other, LEN), whole);
            if (at < LEN - 3) {
                assert_int_equal(same, (char)value == MESSAGE[at]);
            } else {
                assert_int_equal(same, value < 0x80);
            }
        }
    }
    for (size_t len = 0; len < LEN - 5; len++) { /* then only filler is missing */
        assert_false(cf_octets_equal(content_of(MESSAGE, len), whole));
    }
}

static void too_little_memory_is_said(void **state)
{
    (void)state;
    cf_arena *small = cf_arena_open(64);
    cf_octets content;
    assert_non_null(small);
    assert_int_equal(cf_v12_kmp_content(small, cf_octets_of("\0", 1), &content), CF_ERR_MEMORY);
    cf_arena_close(small);
}

int main(void)
{
    arena = cf_arena_open(1 << 20);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(messages_become_the_other_form),
        cmocka_unit_test(what_is_near_a_message_is_none),
        cmocka_unit_test(every_octet_of_a_message_matters),
        cmocka_unit_test(too_little_memory_is_said),
    };
    const int failures = cmocka_run_group_tests(tests, NULL, NULL);
    cf_arena_close(arena);
    return failures;
}
