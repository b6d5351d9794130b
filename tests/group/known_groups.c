/*
 * The groups that are pinned: names, parameters, widths, and that nothing else passes for one
 * of them.
 *
 * What the numbers have to satisfy is computed again here, with GMP; that the table is what its
 * generator writes is the affair of parameters.py.
 */
#include "group/elements.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum { PRIME_ROUNDS = 15 };

static void parameters_satisfy_the_specification(void **state)
{
    (void)state;
    mpz_t value;
    mpz_init(value);
    for (size_t i = 0; i < known_group_count(); i++) {
        cast of;
        cast_open(&of, known_group_at(i));
        assert_true(mpz_probab_prime_p(of.p, PRIME_ROUNDS) > 0);
        assert_true(mpz_probab_prime_p(of.q, PRIME_ROUNDS) > 0);
        mpz_mul(value, of.q, of.r);
        mpz_add_ui(value, value, 1);
        assert_int_equal(mpz_cmp(value, of.p), 0);
        mpz_set_ui(value, 2);
        mpz_powm(value, value, of.r, of.p);
        assert_int_equal(mpz_cmp(value, of.g), 0);
        mpz_powm(value, of.g, of.q, of.p);
        assert_true(mpz_cmp_ui(value, 1) == 0 && mpz_cmp_ui(of.g, 1) != 0);
        assert_true(cf_group_p(of.group).at[0] != 0 && cf_group_g(of.group).at[0] != 0);
        cast_close(&of);
    }
    mpz_clear(value);
}

static void the_standard_group_is_the_one_of_the_text(void **state)
{
    (void)state;
    const cf_group *group = cf_group_standard();
    uint8_t p[CF_ELEMENT_OCTETS_MAX];
    cf_limbs_to_octets(p, sizeof p, standard_p(), CF_LIMBS_MAX);
    assert_true(cf_octets_equal(cf_group_p(group), cf_octets_of(p, sizeof p)));
    assert_int_equal(cf_group_element_octets(group), 512);
    assert_string_equal(cf_group_name(group), "standard 4096");
    assert_false(cf_group_is_toy(group));
}

static void toy_groups_say_so_and_have_their_widths(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        size_t width;
    } wanted[] = { { "toy 7/16", 2 },    { "toy 16/32", 4 },  { "toy 16/48", 6 },
                   { "toy 24/64", 8 },   { "toy 32/96", 12 }, { "toy 32/128", 16 },
                   { "toy 48/192", 24 }, { "toy 64/256", 32 } };
    assert_int_equal(cf_group_toy_count(), sizeof wanted / sizeof wanted[0]);
    for (size_t i = 0; i < cf_group_toy_count(); i++) {
        assert_string_equal(cf_group_name(cf_group_toy(i)), wanted[i].name);
        assert_int_equal(cf_group_element_octets(cf_group_toy(i)), wanted[i].width);
        assert_true(cf_group_is_toy(cf_group_toy(i)));
    }
}

static cf_octets with_zeros(uint8_t *room, size_t zeros, cf_octets number)
{
    memset(room, 0, zeros);
    memcpy(room + zeros, number.at, number.len);
    return cf_octets_of(room, zeros + number.len);
}

static void a_group_is_found_by_its_numbers_however_many_zeros_lead(void **state)
{
    (void)state;
    for (size_t i = 0; i < known_group_count(); i++) {
        const cf_group *group = known_group_at(i);
        cf_octets p = cf_group_p(group);
        cf_octets q = cf_group_q(group);
        cf_octets g = cf_group_g(group);
        assert_ptr_equal(cf_group_find(p, q, g), group);
        uint8_t room[3][CF_ELEMENT_OCTETS_MAX + 32];
        p = with_zeros(room[0], 1, p);
        q = with_zeros(room[1], 24, q);
        g = with_zeros(room[2], 3, g);
        assert_ptr_equal(cf_group_find(p, q, g), group);
    }
}

static void one_octet_of_difference_and_no_group_is_found(void **state)
{
    (void)state;
    const cf_group *group = cf_group_standard();
    for (int which = 0; which < 3; which++) {
        uint8_t room[3][CF_ELEMENT_OCTETS_MAX];
        cf_octets number[3] = { cf_group_p(group), cf_group_q(group), cf_group_g(group) };
        for (int i = 0; i < 3; i++) {
            number[i] = with_zeros(room[i], 0, number[i]);
        }
        room[which][number[which].len / 2] ^= 1;
        assert_null(cf_group_find(number[0], number[1], number[2]));
        room[which][number[which].len / 2] ^= 1;
        assert_ptr_equal(cf_group_find(number[0], number[1], number[2]), group);

        cf_octets right = number[which];
        number[which] = cf_octets_of(right.at, right.len - 1);
        assert_null(cf_group_find(number[0], number[1], number[2]));
        number[which] = cf_octets_of(NULL, 0);
        assert_null(cf_group_find(number[0], number[1], number[2]));
        number[which] = cf_octets_of(right.at, 0);
        assert_null(cf_group_find(number[0], number[1], number[2]));
    }
    const cf_group *toy = cf_group_toy(0); /* another group's numbers do not mix */
    assert_null(cf_group_find(cf_group_p(group), cf_group_q(group), cf_group_g(toy)));
    assert_null(cf_group_find(cf_group_p(toy), cf_group_q(group), cf_group_g(toy)));
}

static void every_refusal_has_its_own_phrase(void **state)
{
    (void)state;
    for (int scalar = 0; scalar <= 1; scalar++) {
        for (int i = CF_ADMITTED; i <= CF_REFUSED_SUBGROUP; i++) {
            const char *phrase = cf_refusal_phrase((cf_refusal)i, scalar != 0);
            assert_true(strlen(phrase) > 0);
            for (int other = CF_ADMITTED; other < i; other++) {
                const char *others = cf_refusal_phrase((cf_refusal)other, scalar != 0);
                assert_string_not_equal(phrase, others);
            }
        }
    }
    assert_string_equal(cf_refusal_phrase(CF_REFUSED_RANGE, false), "is not below p");
    assert_string_equal(cf_refusal_phrase(CF_REFUSED_RANGE, true), "is not below q");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parameters_satisfy_the_specification),
        cmocka_unit_test(the_standard_group_is_the_one_of_the_text),
        cmocka_unit_test(toy_groups_say_so_and_have_their_widths),
        cmocka_unit_test(a_group_is_found_by_its_numbers_however_many_zeros_lead),
        cmocka_unit_test(one_octet_of_difference_and_no_group_is_found),
        cmocka_unit_test(every_refusal_has_its_own_phrase),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
