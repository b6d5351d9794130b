/*
 * Small logarithms: every exponent up to every bound below 70, in a toy group, and around the steps
 * of a large bound; one in the standard group.
 *
 * 70 runs past 64 = 8 * 8, so every way a last giant step can be cut short turns up.
 */
#include "combine/logarithm.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static cf_element power_of(const cf_group *group, const cf_element *base, uint64_t exponent)
{
    cf_scalar scalar;
    cf_element out;
    cf_scalar_from_u64(group, exponent, &scalar);
    cf_group_powers_vartime(group, 1, base, 1, &scalar, &out);
    return out;
}

static cf_element some_base(const cf_group *group)
{
    cf_element g;
    cf_group_generator(group, &g);
    return power_of(group, &g, 12345);
}

static bool finds(const cf_logarithms *logarithms, uint64_t exponent, uint64_t max)
{
    uint64_t found = UINT64_MAX;
    const cf_element power = power_of(logarithms->group, &logarithms->base, exponent);
    if (!cf_logarithm_find_vartime(logarithms, &power, max, &found)) {
        assert_true(found == UINT64_MAX);
        return false;
    }
    assert_int_equal(found, exponent);
    return true;
}

static void every_exponent_up_to_the_bound_is_found_and_none_beyond(void **state)
{
    (void)state;
    const cf_group *group = cf_group_toy(7);
    const cf_element base = some_base(group);
    cf_arena *arena = cf_arena_open(1 << 20);
    for (uint64_t max = 0; max < 70; max++) {
        cf_logarithms logarithms;
        cf_arena_reset(arena);
        assert_int_equal(cf_logarithms_open(group, &base, max, arena, &logarithms), CF_OK);
        for (uint64_t t = 0; t < 200; t++) {
            assert_int_equal(finds(&logarithms, t, max), t <= max);
        }
        for (uint64_t own = 0; own <= max; own++) { /* a contest with a smaller R */
            assert_true(finds(&logarithms, own, own));
            assert_false(finds(&logarithms, own + 1, own));
        }
    }
    cf_arena_close(arena);
}

static void large_bounds_have_the_same_edges(void **state)
{
    (void)state;
    const uint64_t max = 1000003;
    const cf_group *group = cf_group_toy(7);
    const cf_element base = some_base(group);
    cf_arena *arena = cf_arena_open(1 << 20);
    cf_logarithms logarithms;
    assert_int_equal(cf_logarithms_open(group, &base, max, arena, &logarithms), CF_OK);
    assert_int_equal(logarithms.steps, 1001);
    const uint64_t edges[] = { 0, 1, 1000, 1001, 1002, 999999, 1000002, 1000003 };
    for (size_t i = 0; i < sizeof edges / sizeof edges[0]; i++) {
        assert_true(finds(&logarithms, edges[i], max));
    }
    assert_false(finds(&logarithms, max + 1, max));
    assert_false(finds(&logarithms, UINT64_MAX / 3, max));
    cf_arena_close(arena);
}

/* In a group of 127 elements the table knows each of them many times over. */
static void a_group_smaller_than_the_bound_gives_the_least(void **state)
{
    (void)state;
    const cf_group *group = cf_group_toy(0);
    cf_element base;
    cf_group_generator(group, &base);
    cf_arena *arena = cf_arena_open(1 << 20);
    cf_logarithms logarithms;
    assert_int_equal(cf_logarithms_open(group, &base, 100000, arena, &logarithms), CF_OK);
    for (uint64_t t = 0; t < 127; t++) {
        assert_true(finds(&logarithms, t, 100000));
    }
    cf_arena_close(arena);
}

static void the_standard_group_is_no_different(void **state)
{
    (void)state;
    const cf_group *group = cf_group_standard();
    const cf_element base = some_base(group);
    cf_arena *arena = cf_arena_open(1 << 20);
    cf_logarithms logarithms;
    assert_int_equal(cf_logarithms_open(group, &base, 10000, arena, &logarithms), CF_OK);
    assert_true(finds(&logarithms, 9999, 10000));
    assert_true(finds(&logarithms, 0, 10000));
    assert_false(finds(&logarithms, 10001, 10000));
    cf_arena_close(arena);
}

static void bounds_of_our_own_are_said(void **state)
{
    (void)state;
    const cf_group *group = cf_group_toy(7);
    const cf_element base = some_base(group);
    cf_arena *arena = cf_arena_open(1000);
    cf_logarithms logarithms;
    assert_int_equal(cf_logarithms_open(group, &base, CF_LOGARITHM_MAX + 1, arena, &logarithms),
                     CF_ERR_LIMIT);
    assert_int_equal(cf_logarithms_open(group, &base, 100000, arena, &logarithms), CF_ERR_MEMORY);
    cf_arena_close(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_exponent_up_to_the_bound_is_found_and_none_beyond),
        cmocka_unit_test(large_bounds_have_the_same_edges),
        cmocka_unit_test(a_group_smaller_than_the_bound_gives_the_least),
        cmocka_unit_test(the_standard_group_is_no_different),
        cmocka_unit_test(bounds_of_our_own_are_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
