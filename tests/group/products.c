/*
 * Products, encodings and comparisons against GMP, in every group.
 *
 * Batches have 0 to 20 elements, so that whole blocks and what is left over mix; one number is made
 * in several ways, because a row that stands for it need not be the same each time.
 */
#include "group/elements.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { COUNT_MAX = 20, TRIPLES = 400 };

typedef struct pairs {
    cf_element a[COUNT_MAX + 1]; /* the last is a fence */
    cf_element b[COUNT_MAX + 1];
    mpz_t x[COUNT_MAX];
    mpz_t y[COUNT_MAX];
} pairs;

static void open_pairs(pairs *all, const cast *of)
{
    for (size_t k = 0; k < COUNT_MAX; k++) {
        mpz_inits(all->x[k], all->y[k], NULL);
        draw_member(all->x[k], of);
        draw_member(all->y[k], of);
        element_of_mpz(&all->a[k], of, all->x[k]);
        element_of_mpz(&all->b[k], of, all->y[k]);
    }
}

static void close_pairs(pairs *all)
{
    for (size_t k = 0; k < COUNT_MAX; k++) {
        mpz_clears(all->x[k], all->y[k], NULL);
    }
}

static void assert_products(const cast *of, const pairs *all, const cf_element *out, size_t count)
{
    mpz_t value, back;
    mpz_inits(value, back, NULL);
    for (size_t k = 0; k < count; k++) {
        mpz_mul(value, all->x[k], all->y[k]);
        mpz_mod(value, value, of->p);
        mpz_of_element(back, of, &out[k]);
        assert_int_equal(mpz_cmp(value, back), 0);
    }
    mpz_clears(value, back, NULL);
}

/* Into a third array, over the first factors and over the second ones; never past the count. */
static void products_of_any_count_agree_and_may_be_in_place(void **state)
{
    (void)state;
    static pairs all;
    static pairs copy;
    static cf_element out[COUNT_MAX + 1];
    for (size_t i = 0; i < known_group_count(); i++) {
        cast of;
        cast_open(&of, known_group_at(i));
        open_pairs(&all, &of);
        for (size_t count = 0; count <= COUNT_MAX; count++) {
            for (int place = 0; place < 3; place++) {
                copy = all;
                cf_element *into = place == 0 ? out : place == 1 ? copy.a : copy.b;
                memset(&into[count], 0x5a, sizeof into[count]);
                const cf_element fence = into[count];
                cf_group_multiply(of.group, count, into, copy.a, copy.b);
                assert_products(&of, &all, into, count);
                assert_memory_equal(&into[count], &fence, sizeof fence);
            }
        }
        close_pairs(&all);
        cast_close(&of);
    }
}

/* (a b) b, (b b) a and the same times 1: one number, though seldom one row. */
static void equal_is_the_number_and_not_the_way_to_it(void **state)
{
    (void)state;
    static pairs all;
    for (size_t i = 0; i < known_group_count(); i++) {
        cast of;
        cast_open(&of, known_group_at(i));
        open_pairs(&all, &of);
        cf_element one;
        cf_group_identity(of.group, &one);
        for (size_t round = 0; round < TRIPLES; round++) {
            const cf_element *a = &all.a[draw_below(COUNT_MAX)];
            const cf_element *b = &all.b[draw_below(COUNT_MAX)];
            cf_element left;
            cf_element right;
            cf_group_multiply(of.group, 1, &left, a, b);
            cf_group_multiply(of.group, 1, &left, &left, b);
            cf_group_multiply(of.group, 1, &right, b, b);
            cf_group_multiply(of.group, 1, &right, &right, a);
            assert_true(cf_group_equal(of.group, &left, &right));
            cf_group_multiply(of.group, 1, &right, &right, &one);
            assert_true(cf_group_equal(of.group, &left, &right));
            assert_int_equal(cf_group_equal(of.group, &left, a), cf_group_is_identity(of.group, b));
        }
        close_pairs(&all);
        cast_close(&of);
    }
}

static void identity_and_generator_are_what_they_are_called(void **state)
{
    (void)state;
    mpz_t value;
    mpz_init(value);
    for (size_t i = 0; i < known_group_count(); i++) {
        cast of;
        cast_open(&of, known_group_at(i));
        cf_element one;
        cf_element g;
        cf_element product;
        cf_group_identity(of.group, &one);
        cf_group_generator(of.group, &g);
        mpz_of_element(value, &of, &one);
        assert_int_equal(mpz_cmp_ui(value, 1), 0);
        assert_true(cf_group_is_identity(of.group, &one));
        assert_false(cf_group_is_identity(of.group, &g));
        mpz_of_element(value, &of, &g);
        assert_int_equal(mpz_cmp(value, of.g), 0);
        cf_group_multiply(of.group, 1, &product, &g, &one);
        assert_true(cf_group_equal(of.group, &product, &g));
        assert_false(cf_group_equal(of.group, &one, &g));
        cast_close(&of);
    }
    mpz_clear(value);
}

static void encodings_of_any_count_stand_one_after_another(void **state)
{
    (void)state;
    static pairs all;
    static uint8_t octets[COUNT_MAX * CF_ELEMENT_OCTETS_MAX + 1];
    for (size_t i = 0; i < known_group_count(); i++) {
        cast of;
        cast_open(&of, known_group_at(i));
        open_pairs(&all, &of);
        for (size_t count = 0; count <= COUNT_MAX; count++) {
            memset(octets, 0x5a, sizeof octets);
            cf_group_encode(of.group, count, all.a, octets);
            assert_int_equal(octets[count * of.width], 0x5a);
            for (size_t k = 0; k < count; k++) {
                uint8_t wanted[CF_ELEMENT_OCTETS_MAX];
                octets_of_mpz(wanted, of.width, all.x[k]);
                assert_memory_equal(octets + k * of.width, wanted, of.width);
            }
        }
        close_pairs(&all);
        cast_close(&of);
    }
}

int main(int argc, char **argv)
{
    numbers_seed(argc, argv);
    if (!wished_kernel_is_here()) {
        return SKIPPED;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(products_of_any_count_agree_and_may_be_in_place),
        cmocka_unit_test(equal_is_the_number_and_not_the_way_to_it),
        cmocka_unit_test(identity_and_generator_are_what_they_are_called),
        cmocka_unit_test(encodings_of_any_count_stand_one_after_another),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
