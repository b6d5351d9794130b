/*
 * What an arena hands out, zeroes, forgets and refuses.
 *
 * The arena grows in steps of 256 KiB, so sizes go from one octet to several steps, and the limit
 * is met from both sides.
 */
#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

enum { LIMIT = 3 << 20 };

static bool is_zero(const uint8_t *at, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (at[i] != 0) {
            return false;
        }
    }
    return true;
}

static void items_are_zeroed_aligned_and_apart_also_after_a_reset(void **state)
{
    (void)state;
    cf_arena *arena = cf_arena_open(LIMIT);
    assert_non_null(arena);
    for (int round = 0; round < 3; round++) {
        uint8_t *end = NULL;
        for (size_t octets = 1; octets < 400000; octets += octets / 2 + 1) {
            uint8_t *item = cf_arena_take(arena, 1, octets);
            assert_non_null(item);
            assert_int_equal((uintptr_t)item % (octets >= 64 ? 64 : 16), 0);
            assert_true(end == NULL || item >= end);
            assert_true(is_zero(item, octets));
            memset(item, 0xA5, octets);
            end = item + octets;
        }
        cf_arena_reset(arena);
    }
    cf_arena_close(arena);
}

/* Whoever takes zeroed items after others that were not set finds zeros all the same. */
static void unset_items_keep_all_laws_but_the_zeros(void **state)
{
    (void)state;
    cf_arena *arena = cf_arena_open(LIMIT);
    assert_non_null(arena);
    for (int round = 0; round < 3; round++) {
        uint8_t *end = NULL;
        for (size_t octets = 1; octets < 400000; octets += octets / 2 + 1) {
            uint8_t *unset = cf_arena_take_unset(arena, 1, octets);
            assert_non_null(unset);
            assert_int_equal((uintptr_t)unset % (octets >= 64 ? 64 : 16), 0);
            assert_true(end == NULL || unset >= end);
            memset(unset, 0xA5, octets);
            uint8_t *item = cf_arena_take(arena, 1, octets);
            assert_non_null(item);
            assert_true(item >= unset + octets && is_zero(item, octets));
            memset(item, 0xA5, octets);
            end = item + octets;
        }
        cf_arena_reset(arena);
    }
    assert_null(cf_arena_take_unset(arena, LIMIT + 1, 1));
    assert_null(cf_arena_take_unset(arena, SIZE_MAX / 2 + 1, 2));
    assert_non_null(cf_arena_take_unset(arena, 0, 8));
    assert_non_null(cf_arena_take_unset(arena, LIMIT, 1));
    assert_null(cf_arena_take_unset(arena, 1, 1));
    cf_arena_close(arena);
}

static void sixty_four_octets_are_aligned_to_sixty_four(void **state)
{
    (void)state;
    cf_arena *arena = cf_arena_open(LIMIT);
    assert_non_null(arena);
    for (size_t octets = 62; octets < 67; octets++) {
        const uint8_t *small = cf_arena_take(arena, 1, 1);
        const uint8_t *item = cf_arena_take(arena, octets, 1);
        assert_non_null(small);
        assert_int_equal((uintptr_t)item % (octets >= 64 ? 64 : 16), 0);
        assert_true(octets >= 64 || item == small + 16);
    }
    cf_arena_close(arena);
}

/* What fits must not depend on what was read before: else a verdict depends on who reads what. */
static void the_limit_is_exact_and_forgets_with_reset(void **state)
{
    (void)state;
    cf_arena *arena = cf_arena_open(LIMIT);
    assert_non_null(arena);
    for (size_t piece = 64; piece <= LIMIT; piece *= 4) {
        for (size_t taken = 0; taken + piece <= LIMIT; taken += piece) {
            assert_non_null(cf_arena_take(arena, piece / 64, 64));
        }
        assert_null(cf_arena_take(arena, LIMIT % piece + 1, 1));
        cf_arena_reset(arena);
    }
    assert_null(cf_arena_take(arena, LIMIT + 1, 1));
    assert_non_null(cf_arena_take(arena, LIMIT, 1));
    assert_null(cf_arena_take(arena, 1, 1));
    cf_arena_close(arena);
}

static void sizes_that_overflow_are_refused(void **state)
{
    (void)state;
    cf_arena *arena = cf_arena_open(LIMIT);
    assert_non_null(arena);
    assert_null(cf_arena_take(arena, SIZE_MAX, 2));
    assert_null(cf_arena_take(arena, SIZE_MAX / 2 + 1, 2)); /* wraps to 0 */
    assert_null(cf_arena_take(arena, SIZE_MAX, 1));
    assert_null(cf_arena_take(arena, SIZE_MAX - 63, 1));
    assert_null(cf_arena_copy(arena, cf_octets_of("", SIZE_MAX)).at);
    assert_non_null(cf_arena_take(arena, 1, 1)); /* and nothing was lost by asking */
    cf_arena_close(arena);
    assert_null(cf_arena_open(SIZE_MAX));
}

static void nothing_has_a_place_too(void **state)
{
    (void)state;
    cf_arena *arena = cf_arena_open(0);
    assert_non_null(arena);
    assert_non_null(cf_arena_take(arena, 0, 8));
    assert_non_null(cf_arena_take(arena, 8, 0));
    assert_null(cf_arena_take(arena, 1, 1));
    cf_arena_close(arena);
    cf_arena_close(NULL);
}

static void copies_and_prints_end_in_a_zero(void **state)
{
    (void)state;
    cf_arena *arena = cf_arena_open(100);
    assert_non_null(arena);
    cf_octets copy = cf_arena_copy(arena, cf_octets_of("abc", 2));
    assert_int_equal(copy.len, 2);
    assert_string_equal((const char *)copy.at, "ab");
    cf_octets empty = cf_arena_copy(arena, cf_octets_of(NULL, 0));
    assert_non_null(empty.at);
    assert_int_equal(empty.len, 0);
    const char *text = cf_arena_print(arena, "%s/%d", "contests", 3);
    assert_string_equal(text, "contests/3");
    assert_null(cf_arena_print(arena, "%100d", 1));
    assert_null(cf_arena_copy(arena, cf_octets_of_text("0123456789012345678901234567890123456789"
                                                       "0123456789012345678901234567890123456789"
                                                       "01234567890123456789"))
                    .at);
    assert_non_null(cf_arena_print(arena, "%s", "short"));

    cf_arena_reset(arena);
    memset(cf_arena_take(arena, 1, 100), 0xA5, 100);
    cf_arena_reset(arena);
    assert_string_equal((const char *)cf_arena_copy(arena, cf_octets_of("abc", 2)).at, "ab");
    assert_string_equal(cf_arena_print(arena, "%d", 3), "3");
    cf_arena_close(arena);
}

/* What the kernel says of the mapping that holds `at`: the flags of /proc/self/smaps. */
static bool read_flags(const void *at, char flags[256])
{
    FILE *file = fopen("/proc/self/smaps", "re");
    char line[512];
    bool is_here = false;
    bool found = false;
    while (file != NULL && !found && fgets(line, sizeof line, file) != NULL) {
        unsigned long begin;
        unsigned long end;
        if (sscanf(line, "%lx-%lx ", &begin, &end) == 2) {
            is_here = (uintptr_t)at >= begin && (uintptr_t)at < end;
        }
        found = is_here && sscanf(line, "VmFlags: %255[^\n]", flags) == 1;
    }
    if (file != NULL) {
        (void)fclose(file);
    }
    return found;
}

static void secrets_are_left_out_of_dumps_and_forks_and_other_documents_are_not(void **state)
{
    (void)state;
    char flags[256];
    cf_arena *plain = cf_arena_open(LIMIT);
    cf_arena *secret = cf_arena_open_secret(LIMIT);
    assert_non_null(plain);
    assert_non_null(secret);
    const void *in_plain = cf_arena_take(plain, 1, 100);
    const void *in_secret = cf_arena_take(secret, 1, LIMIT);
    assert_non_null(in_plain);
    assert_non_null(in_secret);
    if (read_flags(in_secret, flags)) {
        assert_non_null(strstr(flags, "dd"));
        assert_non_null(strstr(flags, "wf")); /* zeros in a forked child */
        print_message("locked in memory: %s\n", strstr(flags, "lo") != NULL ? "yes" : "no");
        assert_true(read_flags(in_plain, flags));
        assert_null(strstr(flags, "dd"));
        assert_null(strstr(flags, "lo"));
    } else {
        print_message("NOT TESTED: no /proc/self/smaps\n");
    }
    cf_arena_close(plain);
    cf_arena_close(secret);
}

/* The same laws for both kinds; that a secret arena wipes is tested in wipe.c. */
static void an_arena_for_secrets_keeps_the_laws_of_arenas(void **state)
{
    (void)state;
    cf_arena *arena = cf_arena_open_secret(LIMIT);
    assert_non_null(arena);
    for (int round = 0; round < 3; round++) {
        for (size_t octets = 1; octets < 400000; octets += octets / 2 + 1) {
            uint8_t *item = cf_arena_take(arena, 1, octets);
            assert_non_null(item);
            assert_true(is_zero(item, octets));
            memset(item, 0xA5, octets);
        }
        assert_null(cf_arena_take(arena, 1, LIMIT));
        cf_arena_reset(arena);
    }
    cf_arena_close(arena);
    assert_null(cf_arena_open_secret(SIZE_MAX));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(items_are_zeroed_aligned_and_apart_also_after_a_reset),
        cmocka_unit_test(unset_items_keep_all_laws_but_the_zeros),
        cmocka_unit_test(sixty_four_octets_are_aligned_to_sixty_four),
        cmocka_unit_test(the_limit_is_exact_and_forgets_with_reset),
        cmocka_unit_test(sizes_that_overflow_are_refused),
        cmocka_unit_test(nothing_has_a_place_too),
        cmocka_unit_test(copies_and_prints_end_in_a_zero),
        cmocka_unit_test(secrets_are_left_out_of_dumps_and_forks_and_other_documents_are_not),
        cmocka_unit_test(an_arena_for_secrets_keeps_the_laws_of_arenas),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
