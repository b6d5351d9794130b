/*
 * What wipes, wipes; and what searches for residues finds them.
 *
 * The searcher is shown a residue in each kind of memory, each order and at every alignment; then
 * one that is too short, one that is allowed, and the stack and the arena that were wiped.
 */
#include "base/wipe.h"

#include "base/arena.h"
#include "residue.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { SECRET_OCTETS = 32 };

/* The secret never stands anywhere but where a test puts it: octet i is (7 i + 3)^2. */
static uint8_t secret_octet(size_t i)
{
    return (uint8_t)((7 * i + 3) * (7 * i + 3));
}

/* Both are called and not inlined, or clang takes the places that they write apart. */
static __attribute__((noinline)) void write_secret(volatile uint8_t *at, size_t from, size_t octets,
                                                   bool backwards)
{
    for (size_t i = 0; i < octets; i++) {
        at[i] = secret_octet(from + (backwards ? octets - 1 - i : i));
    }
}

static __attribute__((noinline)) void zero(volatile uint8_t *at, size_t octets)
{
    for (size_t i = 0; i < octets; i++) {
        at[i] = 0;
    }
}

static void watch_secret(void)
{
    uint8_t secret[SECRET_OCTETS];
    residue_forget();
    write_secret(secret, 0, sizeof secret, false);
    residue_watch("planted", secret, sizeof secret);
    cf_wipe(secret, sizeof secret);
}

static void wiped_octets_are_zero_and_their_neighbours_are_not(void **state)
{
    (void)state;
    uint8_t octets[100];
    for (size_t len = 0; len <= 90; len++) {
        memset(octets, 0xA5, sizeof octets);
        cf_wipe(octets + 5, len);
        for (size_t i = 0; i < sizeof octets; i++) {
            assert_int_equal(octets[i], i >= 5 && i < 5 + len ? 0 : 0xA5);
        }
    }
    cf_wipe(NULL, 0);
}

static void the_search_finds_a_residue_in_memory_of_every_kind(void **state)
{
    if (!residue_can_search()) {
        skip();
    }
    (void)state;
    static uint8_t of_the_program[SECRET_OCTETS];
    uint8_t of_the_stack[SECRET_OCTETS];
    uint8_t *of_the_heap = malloc(SECRET_OCTETS);
    uint8_t *of_a_mapping = malloc(1 << 22); /* so large that malloc maps it */
    assert_non_null(of_the_heap);
    assert_non_null(of_a_mapping);
    uint8_t *const places[] = { of_the_program, of_the_stack, of_the_heap, of_a_mapping };
    watch_secret();
    assert_int_equal(residue_search(), 0);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        write_secret(places[i], 0, SECRET_OCTETS, false);
        assert_int_equal(residue_search(), 1);
        write_secret(places[i], 0, SECRET_OCTETS, true);
        assert_int_equal(residue_search(), 1);
        residue_allow(places[i], SECRET_OCTETS);
        assert_int_equal(residue_search(), 0);
        zero(places[i], SECRET_OCTETS);
        watch_secret(); /* and forget the allowance */
        assert_int_equal(residue_search(), 0);
    }
    free(of_the_heap);
    free(of_a_mapping);
}

static void sixteen_octets_of_a_secret_are_found_wherever_they_lie_and_fifteen_are_not(void **state)
{
    if (!residue_can_search()) {
        skip();
    }
    (void)state;
    static uint8_t memory[64];
    watch_secret();
    for (size_t from = 0; from + RESIDUE_OCTETS_MIN <= SECRET_OCTETS; from += 5) {
        size_t at = 1 + from % 8;
        write_secret(memory + at, from, RESIDUE_OCTETS_MIN, from % 2 == 0);
        assert_int_equal(residue_search(), 1);
        memory[at + RESIDUE_OCTETS_MIN / 2] ^= 1;
        assert_int_equal(residue_search(), 0);
        zero(memory, sizeof memory);
        write_secret(memory + at, from, RESIDUE_OCTETS_MIN - 1, false);
        memory[at + RESIDUE_OCTETS_MIN - 1] = (uint8_t)~secret_octet(from + RESIDUE_OCTETS_MIN - 1);
        assert_int_equal(residue_search(), 0);
        zero(memory, sizeof memory);
    }
}

/* A frame as large as the stack that is burnt has room for, the secret at its lower end. */
static __attribute__((noinline)) void leave_secret_deep(void)
{
    volatile uint8_t frame[CF_WIPE_STACK_OCTETS - 1024];
    write_secret(frame, 0, SECRET_OCTETS, false);
}

static __attribute__((noinline)) void leave_secret_near(void)
{
    volatile uint8_t frame[CF_WIPE_STACK_TOP_OCTETS - 512];
    write_secret(frame, 0, SECRET_OCTETS, false);
    write_secret(frame + sizeof frame - SECRET_OCTETS, 0, SECRET_OCTETS, true);
}

static void leave_both(void *unused)
{
    (void)unused;
    leave_secret_deep();
    leave_secret_near();
}

static void leave_both_and_burn(void *unused)
{
    leave_both(unused);
    cf_wipe_stack();
}

static void leave_near_and_burn(void *unused)
{
    (void)unused;
    leave_secret_near();
    cf_wipe_stack_top();
}

static void a_burnt_stack_holds_no_residue_and_one_that_was_not_does(void **state)
{
    if (!residue_can_search()) {
        skip();
    }
    (void)state;
    watch_secret();
    residue_run(leave_both, NULL);
    assert_int_equal(residue_search(), 3);
    residue_run(leave_both_and_burn, NULL);
    assert_int_equal(residue_search(), 0);
    residue_run(leave_near_and_burn, NULL);
    assert_int_equal(residue_search(), 0);
}

static void fill_arena(cf_arena *arena)
{
    for (int i = 0; i < 2; i++) {
        uint8_t *place = cf_arena_take(arena, 1, 300000);
        assert_non_null(place);
        write_secret(place, 0, SECRET_OCTETS, false);
        write_secret(place + 300000 - SECRET_OCTETS, 0, SECRET_OCTETS, true);
    }
}

static void an_arena_for_secrets_forgets_them_with_reset_and_a_plain_one_does_not(void **state)
{
    if (!residue_can_search()) {
        skip();
    }
    (void)state;
    cf_arena *plain = cf_arena_open(1 << 21);
    cf_arena *secret = cf_arena_open_secret(1 << 21);
    assert_non_null(plain);
    assert_non_null(secret);
    watch_secret();
    fill_arena(secret);
    assert_int_equal(residue_search(), 4);
    cf_arena_reset(secret);
    assert_int_equal(residue_search(), 0);
    fill_arena(secret);
    fill_arena(plain);
    assert_int_equal(residue_search(), 8);
    cf_arena_reset(plain);
    assert_int_equal(residue_search(), 8);
    cf_arena_close(plain);
    cf_arena_close(secret);
    assert_int_equal(residue_search(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wiped_octets_are_zero_and_their_neighbours_are_not),
        cmocka_unit_test(the_search_finds_a_residue_in_memory_of_every_kind),
        cmocka_unit_test(
            sixteen_octets_of_a_secret_are_found_wherever_they_lie_and_fifteen_are_not),
        cmocka_unit_test(a_burnt_stack_holds_no_residue_and_one_that_was_not_does),
        cmocka_unit_test(an_arena_for_secrets_forgets_them_with_reset_and_a_plain_one_does_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
