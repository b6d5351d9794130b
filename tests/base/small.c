/*
 * The small headers: choosing, drawing, the clock and the CPU.
 *
 * That code does not tell what it chose is not seen from here; that it chooses right is.
 */
#define _DEFAULT_SOURCE /* setenv */

#include "base/clock.h"
#include "base/cpu.h"
#include "base/ct.h"
#include "base/entropy.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void masks_choose_right(void **state)
{
    (void)state;
    static const uint64_t values[] = {
        0, 1, 2, 0x7FFFFFFFFFFFFFFF, 0x8000000000000000, UINT64_MAX
    };
    enum { COUNT = sizeof values / sizeof *values };
    assert_true(cf_ct_mask(0) == 0);
    assert_true(cf_ct_mask(1) == UINT64_MAX);
    for (size_t i = 0; i < COUNT; i++) {
        assert_true(cf_ct_is_zero(values[i]) == (values[i] == 0 ? UINT64_MAX : 0));
        for (size_t j = 0; j < COUNT; j++) {
            assert_true(cf_ct_pick(UINT64_MAX, values[i], values[j]) == values[i]);
            assert_true(cf_ct_pick(0, values[i], values[j]) == values[j]);
        }
    }
    for (unsigned bit = 0; bit < 64; bit++) {
        assert_true(cf_ct_is_zero((uint64_t)1 << bit) == 0);
    }
}

/*
 * 600 octets are more than one uninterrupted getrandom promises.  Each place changes within 16
 * draws but for 2^-128.
 */
static void every_place_is_drawn_anew(void **state)
{
    (void)state;
    enum { LEN = 600, DRAWS = 16 };
    static uint8_t first[LEN];
    static uint8_t changed[LEN];
    assert_int_equal(cf_entropy(first, LEN), CF_OK);
    for (int draw = 0; draw < DRAWS; draw++) {
        uint8_t again[LEN + 1];
        again[LEN] = 0xA5;
        assert_int_equal(cf_entropy(again, LEN), CF_OK);
        assert_int_equal(again[LEN], 0xA5);
        for (size_t i = 0; i < LEN; i++) {
            changed[i] |= first[i] ^ again[i];
        }
    }
    for (size_t i = 0; i < LEN; i++) {
        assert_int_not_equal(changed[i], 0);
    }
    assert_int_equal(cf_entropy(NULL, 0), CF_OK);
}

static void the_system_is_a_source_like_any_other(void **state)
{
    (void)state;
    uint8_t octets[65] = { 0 };
    uint8_t changed[64] = { 0 };
    for (int draw = 0; draw < 16; draw++) {
        assert_int_equal(cf_entropy_fill(&cf_entropy_system, octets, 64), CF_OK);
        for (size_t i = 0; i < 64; i++) {
            changed[i] |= octets[i];
        }
    }
    for (size_t i = 0; i < 64; i++) {
        assert_int_not_equal(changed[i], 0);
    }
    assert_int_equal(octets[64], 0);
    assert_int_equal(cf_entropy_fill(&cf_entropy_system, NULL, 0), CF_OK);
}

/* Writes all, and then says that it could not. */
static cf_status fill_and_fail(void *context, void *out, size_t len)
{
    memset(out, 0xA5, len);
    return *(const cf_status *)context;
}

static void a_source_that_fails_leaves_zeros(void **state)
{
    (void)state;
    cf_status status = CF_ERR_ABSENT;
    const cf_entropy_source source = { .fill = fill_and_fail, .context = &status };
    uint8_t octets[40];
    memset(octets, 1, sizeof octets);
    assert_int_equal(cf_entropy_fill(&source, octets, 39), CF_ERR_ABSENT);
    for (size_t i = 0; i < sizeof octets; i++) {
        assert_int_equal(octets[i], i < 39 ? 0 : 1);
    }
    status = CF_OK;
    assert_int_equal(cf_entropy_fill(&source, octets, 39), CF_OK);
    assert_int_equal(octets[38], 0xA5);
}

static void the_clock_does_not_run_backwards(void **state)
{
    (void)state;
    uint64_t before = cf_clock_ms();
    for (int i = 0; i < 1000; i++) {
        uint64_t now = cf_clock_ms();
        assert_true(now >= before);
        before = now;
    }
}

static void *read_cpu(void *unused)
{
    assert_string_equal(cf_cpu_read()->kernel, "portable");
    return unused;
}

/* Threads first, so that the first reading is raced for. */
static void the_wish_for_a_kernel_is_read_once(void **state)
{
    (void)state;
    assert_int_equal(setenv("COUNTERFOIL_KERNEL", "portable", 1), 0);
    pthread_t threads[4];
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(pthread_create(&threads[i], NULL, read_cpu, NULL), 0);
    }
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    }
    assert_int_equal(setenv("COUNTERFOIL_KERNEL", "ifma", 1), 0);
    assert_string_equal(cf_cpu_read()->kernel, "portable");
    assert_true(cf_cpu_allows("portable"));
    assert_false(cf_cpu_allows("ifma"));
    print_message("this machine: adx %d, ifma %d\n", cf_cpu_read()->has_adx,
                  cf_cpu_read()->has_ifma);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(masks_choose_right),
        cmocka_unit_test(every_place_is_drawn_anew),
        cmocka_unit_test(the_system_is_a_source_like_any_other),
        cmocka_unit_test(a_source_that_fails_leaves_zeros),
        cmocka_unit_test(the_clock_does_not_run_backwards),
        cmocka_unit_test(the_wish_for_a_kernel_is_read_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
