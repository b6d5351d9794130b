/*
 * Products, encodings and fixed bases against GMP, in every group.
 *
 * A table is also asked for every power of the small group, and for what an octet of zeros
 * means; its memory is fenced.
 */
#include "group/elements.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { ROUNDS = 20, FENCE = 64 };

static void products_agree_and_may_be_in_place(void **state)
{
    (void)state;
    enum { COUNT = 4 };
    cf_element a[COUNT], b[COUNT], out[COUNT];
    mpz_t x[COUNT], y[COUNT], value, back;
    mpz_inits(value, back, NULL);
    for (size_t i = 0; i < known_group_count(); i++) {
        cast of;
        cast_open(&of, known_group_at(i));
        for (size_t k = 0; k < COUNT; k++) {
            mpz_inits(x[k], y[k], NULL);
            draw_member(x[k], &of);
            draw_member(y[k], &of);
            element_of_mpz(&a[k], &of, x[k]);
            element_of_mpz(&b[k], &of, y[k]);
        }
        for (int place = 0; place < 3; place++) {
            cf_element *into = place == 0 ? out : place == 1 ? a : b;
            cf_group_multiply(of.group, COUNT, into, a, b);
            for (size_t k = 0; k < COUNT; k++) {
                mpz_mul(value, x[k], y[k]);
                mpz_mod(value, value, of.p);
                mpz_of_element(back, &of, &into[k]);
                assert_int_equal(mpz_cmp(value, back), 0);
                mpz_set(place == 1 ? x[k] : y[k], place == 1 ? value : y[k]);
            }
        }
        for (size_t k = 0; k < COUNT; k++) {
            mpz_clears(x[k], y[k], NULL);
        }
        cast_close(&of);
    }
    mpz_clears(value, back, NULL);
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

static void encodings_stand_one_after_another(void **state)
{
    (void)state;
    for (size_t i = 0; i < known_group_count(); i++) {
        cast of;
        cast_open(&of, known_group_at(i));
        cf_element elements[3];
        uint8_t octets[3 * CF_ELEMENT_OCTETS_MAX + 1];
        cf_group_identity(of.group, &elements[0]);
        cf_group_generator(of.group, &elements[1]);
        cf_group_multiply(of.group, 1, &elements[2], &elements[1], &elements[1]);
        memset(octets, 0x5a, sizeof octets);
        cf_group_encode(of.group, 3, elements, octets);
        assert_int_equal(octets[3 * of.width], 0x5a);
        for (size_t k = 0; k < 3; k++) {
            uint8_t single[CF_ELEMENT_OCTETS_MAX];
            cf_group_encode(of.group, 1, &elements[k], single);
            assert_memory_equal(octets + k * of.width, single, of.width);
        }
        cast_close(&of);
    }
}

static void powers_may_replace_their_bases(void **state)
{
    (void)state;
    mpz_t x, e, value;
    mpz_inits(x, e, value, NULL);
    for (size_t i = 0; i < known_group_count(); i++) {
        cast of;
        cast_open(&of, known_group_at(i));
        cf_element base;
        cf_scalar exponent;
        draw_member(x, &of);
        draw_exponent(e, &of);
        element_of_mpz(&base, &of, x);
        scalar_of_mpz(&exponent, e);
        cf_group_powers_vartime(of.group, 1, &base, 1, &exponent, &base);
        mpz_powm(value, x, e, of.p);
        mpz_of_element(x, &of, &base);
        assert_int_equal(mpz_cmp(value, x), 0);
        cast_close(&of);
    }
    mpz_clears(x, e, value, NULL);
}

/* A table of `base` in memory with a fence behind it. */
static const cf_fixed_base *open_table(const cast *of, const cf_element *base, uint8_t **memory)
{
    size_t octets = cf_fixed_base_octets(of->group);
    *memory = aligned_alloc(64, (octets + FENCE + 63) / 64 * 64);
    assert_non_null(*memory);
    memset(*memory + octets, 0x5a, FENCE);
    const cf_fixed_base *table = cf_fixed_base_init(of->group, base, *memory);
    for (size_t i = 0; i < FENCE; i++) {
        assert_int_equal((*memory)[octets + i], 0x5a);
    }
    return table;
}

/* Each octet of an exponent: 0, 1, 255, or any; then alone with zeros around it. */
static void draw_octets(mpz_t out, const cast *of, int round)
{
    uint8_t octets[CF_SCALAR_OCTETS] = { 0 };
    size_t len = cf_group_q(of->group).len;
    for (size_t i = 0; i < len; i++) {
        uint64_t kind = draw_below(4);
        octets[i] = kind == 0 ? 0 : kind == 1 ? 1 : kind == 2 ? 255 : (uint8_t)draw();
        if (round % 2 == 1 && i != (size_t)round / 2 % len) {
            octets[i] = 0;
        }
    }
    mpz_of_octets(out, cf_octets_of(octets, len));
    mpz_mod(out, out, of->q);
}

static void tables_agree_with_gmp(void **state)
{
    (void)state;
    mpz_t x, e, value, back;
    mpz_inits(x, e, value, back, NULL);
    for (size_t i = 0; i < known_group_count(); i++) {
        cast of;
        cast_open(&of, known_group_at(i));
        cf_element base;
        draw_member(x, &of);
        element_of_mpz(&base, &of, x);
        uint8_t *memory;
        const cf_fixed_base *table = open_table(&of, &base, &memory);
        for (int round = 0; round < 3 * ROUNDS; round++) {
            cf_scalar exponents[2];
            cf_element powers[2];
            for (size_t k = 0; k < 2; k++) {
                if (round == 0) {
                    mpz_set_ui(e, k); /* 0 and 1 */
                } else if (round < ROUNDS) {
                    draw_exponent(e, &of);
                } else {
                    draw_octets(e, &of, round);
                }
                scalar_of_mpz(&exponents[k], e);
            }
            cf_fixed_base_powers_vartime(table, 2, exponents, powers);
            for (size_t k = 0; k < 2; k++) {
                mpz_of_scalar(e, &exponents[k]);
                mpz_powm(value, x, e, of.p);
                mpz_of_element(back, &of, &powers[k]);
                assert_int_equal(mpz_cmp(value, back), 0);
            }
        }
        free(memory);
        cast_close(&of);
    }
    mpz_clears(x, e, value, back, NULL);
}

static void a_table_of_the_small_group_is_complete(void **state)
{
    (void)state;
    mpz_t value, back;
    mpz_inits(value, back, NULL);
    cast of;
    cast_open(&of, cf_group_toy(0));
    cf_element g;
    cf_group_generator(of.group, &g);
    uint8_t *memory;
    const cf_fixed_base *table = open_table(&of, &g, &memory);
    for (unsigned e = 0; e < 127; e++) {
        cf_scalar exponent = { { e } };
        cf_element power;
        cf_fixed_base_powers_vartime(table, 1, &exponent, &power);
        mpz_powm_ui(value, of.g, e, of.p);
        mpz_of_element(back, &of, &power);
        assert_int_equal(mpz_cmp(value, back), 0);
    }
    free(memory);
    cast_close(&of);
    mpz_clears(value, back, NULL);
}

static void the_standard_table_is_about_four_megabytes(void **state)
{
    (void)state;
    size_t octets = cf_fixed_base_octets(cf_group_standard());
    assert_in_range(octets, 32 * 255 * 512, 32 * 255 * 640 + 4096);
    assert_true(cf_fixed_base_octets(cf_group_toy(0)) <= 4096);
    assert_int_equal(octets % 64, 0);
}

int main(int argc, char **argv)
{
    numbers_seed(argc, argv);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(products_agree_and_may_be_in_place),
        cmocka_unit_test(identity_and_generator_are_what_they_are_called),
        cmocka_unit_test(encodings_stand_one_after_another),
        cmocka_unit_test(powers_may_replace_their_bases),
        cmocka_unit_test(tables_agree_with_gmp),
        cmocka_unit_test(a_table_of_the_small_group_is_complete),
        cmocka_unit_test(the_standard_table_is_about_four_megabytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
