/*
 * Candidates: what is read, what is multiplied, and what GMP says of it.
 *
 * The group of 127 elements modulo 59183 is complete for reading, symbols and membership.  Products
 * are sampled in every known group: the smallest have a few dozen buckets and hundreds of numbers,
 * so that the same bucket is wanted by many at once; the standard one has what verification uses.
 */
#include "group/candidates.h"
#include "group/elements.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { SMALL_P = 59183, SMALL_Q = 127, NUMBERS_MAX = 600, LIMBS_MAX = 4 };

/* --- reading --- */

static void every_number_of_two_octets_is_read_or_refused(void **state)
{
    (void)state;
    cast of;
    cast_open(&of, cf_group_toy(0));
    mpz_t back;
    mpz_init(back);
    for (uint64_t x = 0; x <= 0xffff; x++) {
        const uint8_t octets[2] = { (uint8_t)(x >> 8), (uint8_t)x };
        const cf_unchecked_element claimed = { cf_octets_of(octets, 2) };
        cf_candidate candidate;
        cf_element element;
        cf_refusal verdict;
        cf_group_candidates_vartime(of.group, 1, &claimed, &candidate, &verdict);
        assert_int_equal(verdict, x == 0         ? CF_REFUSED_ZERO
                                  : x >= SMALL_P ? CF_REFUSED_RANGE
                                                 : CF_ADMITTED);
        cf_group_presume(of.group, 1, &candidate, &element);
        mpz_of_element(back, &of, &element);
        assert_int_equal(mpz_get_ui(back), verdict == CF_ADMITTED ? x : 1);
    }
    mpz_clear(back);
    cast_close(&of);
}

/* p - 1 and p, all ones, every wrong width and none at all; neighbours are not disturbed. */
static void what_is_no_number_is_refused_alone(void **state)
{
    (void)state;
    enum { COUNT = 7 };
    static const cf_refusal expected[COUNT] = { CF_ADMITTED,      CF_REFUSED_RANGE,
                                                CF_REFUSED_ZERO,  CF_REFUSED_RANGE,
                                                CF_REFUSED_WIDTH, CF_REFUSED_ENCODING,
                                                CF_ADMITTED };
    for (size_t i = 0; i < known_group_count(); i++) {
        cast of;
        cast_open(&of, known_group_at(i));
        static uint8_t octets[COUNT][CF_ELEMENT_OCTETS_MAX];
        cf_unchecked_element claimed[COUNT];
        cf_candidate candidates[COUNT];
        cf_element elements[COUNT];
        cf_refusal verdicts[COUNT];
        mpz_t x;
        mpz_init(x);
        memset(octets, 0, sizeof octets);
        memset(octets[3], 0xff, of.width);
        mpz_sub_ui(x, of.p, 1);
        octets_of_mpz(octets[0], of.width, x);
        octets_of_mpz(octets[1], of.width, of.p);
        octets_of_mpz(octets[6], of.width, x);
        for (size_t k = 0; k < COUNT; k++) {
            claimed[k].octets = cf_octets_of(octets[k], of.width);
        }
        claimed[4].octets.len--;
        claimed[5].octets.at = NULL;
        cf_group_candidates_vartime(of.group, COUNT, claimed, candidates, verdicts);
        cf_group_presume(of.group, COUNT, candidates, elements);
        for (size_t k = 0; k < COUNT; k++) {
            assert_int_equal(verdicts[k], expected[k]);
            mpz_of_element(x, &of, &elements[k]);
            mpz_add_ui(x, x, expected[k] == CF_ADMITTED);
            assert_true(expected[k] == CF_ADMITTED ? mpz_cmp(x, of.p) == 0 : mpz_cmp_ui(x, 1) == 0);
        }
        mpz_clear(x);
        cast_close(&of);
    }
}

/* As many as fill some blocks and leave a remainder. */
static void who_is_a_member_is_presumed_to_be_itself(void **state)
{
    (void)state;
    enum { COUNT = 19 };
    for (size_t i = 0; i < known_group_count(); i++) {
        cast of;
        cast_open(&of, known_group_at(i));
        static uint8_t octets[COUNT][CF_ELEMENT_OCTETS_MAX];
        cf_unchecked_element claimed[COUNT];
        cf_candidate candidates[COUNT];
        cf_element presumed[COUNT];
        cf_element admitted[COUNT];
        cf_refusal verdicts[COUNT];
        mpz_t x;
        mpz_init(x);
        for (size_t k = 0; k < COUNT; k++) {
            draw_member(x, &of);
            octets_of_mpz(octets[k], of.width, x);
            claimed[k].octets = cf_octets_of(octets[k], of.width);
        }
        cf_group_admit_vartime(of.group, COUNT, claimed, admitted, verdicts);
        for (size_t count = 0; count <= COUNT; count++) {
            cf_group_candidates_vartime(of.group, count, claimed, candidates, verdicts);
            cf_group_presume(of.group, count, candidates, presumed);
            for (size_t k = 0; k < count; k++) {
                assert_true(cf_group_equal(of.group, &presumed[k], &admitted[k]));
            }
        }
        mpz_clear(x);
        cast_close(&of);
    }
}

/* --- planes --- */

/* Numbers below p that need not be members, with coefficients. */
typedef struct hoard {
    cast of;
    size_t count;
    cf_candidate x[NUMBERS_MAX];
    uint64_t coefficients[NUMBERS_MAX * LIMBS_MAX];
    mpz_t value[NUMBERS_MAX];
    void *memory;
} hoard;

static void hoard_open(hoard *h, const cf_group *group)
{
    cast_open(&h->of, group);
    for (size_t i = 0; i < NUMBERS_MAX; i++) {
        mpz_init(h->value[i]);
    }
    h->count = 0;
    h->memory = aligned_alloc(64, cf_group_planes_octets(group, 10));
    assert_non_null(h->memory);
}

static void hoard_close(hoard *h)
{
    free(h->memory);
    for (size_t i = 0; i < NUMBERS_MAX; i++) {
        mpz_clear(h->value[i]);
    }
    cast_close(&h->of);
}

static void hoard_put(hoard *h, const mpz_t value)
{
    uint8_t octets[CF_ELEMENT_OCTETS_MAX];
    octets_of_mpz(octets, h->of.width, value);
    const cf_unchecked_element claimed = { cf_octets_of(octets, h->of.width) };
    cf_refusal verdict;
    assert_true(h->count < NUMBERS_MAX);
    mpz_set(h->value[h->count], value);
    cf_group_candidates_vartime(h->of.group, 1, &claimed, &h->x[h->count], &verdict);
    assert_int_equal(verdict, CF_ADMITTED);
    h->count++;
}

static void hoard_fill(hoard *h, size_t count)
{
    mpz_t value;
    mpz_init(value);
    h->count = 0;
    while (h->count < count) {
        cf_limb limbs[CF_LIMBS_MAX];
        const size_t n = (h->of.width + 7) / 8;
        draw_limbs(limbs, n);
        to_mpz(value, limbs, n);
        mpz_mod(value, value, h->of.p);
        if (mpz_sgn(value) != 0) {
            hoard_put(h, value);
        }
    }
    mpz_clear(value);
}

/* GMP's opinion: multiply what has the bit. */
static void assert_planes(const hoard *h, size_t limbs, size_t at, size_t bits,
                          const cf_element *planes)
{
    mpz_t product, found;
    mpz_inits(product, found, NULL);
    for (size_t b = 0; b < bits; b++) {
        const size_t bit = at + b;
        mpz_set_ui(product, 1);
        for (size_t i = 0; i < h->count && bit < 64 * limbs; i++) {
            if ((h->coefficients[i * limbs + bit / 64] >> (bit % 64) & 1) != 0) {
                mpz_mul(product, product, h->value[i]);
                mpz_mod(product, product, h->of.p);
            }
        }
        mpz_of_element(found, &h->of, &planes[b]);
        assert_int_equal(mpz_cmp(found, product), 0);
    }
    mpz_clears(product, found, NULL);
}

static void check_planes(hoard *h, size_t limbs, size_t at, size_t bits)
{
    const size_t first = h->count == 0 ? 0 : draw_below(h->count + 1);
    const cf_plane_run runs[3] = {
        { .count = first, .x = h->x, .coefficients = h->coefficients, .limbs = limbs },
        { .count = 0, .x = NULL, .coefficients = NULL, .limbs = limbs },
        { .count = h->count - first,
          .x = h->x + first,
          .coefficients = h->coefficients + first * limbs,
          .limbs = limbs },
    };
    cf_element planes[CF_PLANE_BITS_MAX];
    cf_group_planes_vartime(h->of.group, 3, runs, at, bits, h->memory, planes);
    assert_planes(h, limbs, at, bits, planes);
}

static void each_plane_is_the_product_of_what_has_its_bit(void **state)
{
    (void)state;
    static hoard h;
    for (size_t i = 0; i < known_group_count(); i++) {
        hoard_open(&h, known_group_at(i));
        const size_t most = i == 0 ? 90 : NUMBERS_MAX;
        for (size_t bits = 1; bits <= 10; bits += i == 0 ? 3 : 1) {
            hoard_fill(&h, 1 + draw_below(most));
            const size_t limbs = 1 + draw_below(LIMBS_MAX);
            draw_limbs(h.coefficients, h.count * limbs);
            check_planes(&h, limbs, draw_below(64 * limbs + 1), bits);
            check_planes(&h, limbs, 0, bits);
            check_planes(&h, limbs, 64 * limbs - bits / 2, bits); /* and some past the top */
        }
        hoard_close(&h);
    }
}

/* Everything in one bucket: the queue holds nothing else. */
static void numbers_with_one_coefficient_wait_for_each_other(void **state)
{
    (void)state;
    static hoard h;
    for (size_t i = 0; i < known_group_count(); i++) {
        hoard_open(&h, known_group_at(i));
        for (size_t count = 0; count < 200; count = 2 * count + 1) {
            hoard_fill(&h, count);
            for (size_t digit = 0; digit < 8; digit++) {
                for (size_t k = 0; k < count; k++) {
                    h.coefficients[k] = digit << 61 | 5;
                }
                check_planes(&h, 1, 61, 3);
            }
        }
        hoard_close(&h);
    }
}

static void the_same_number_twice_is_two_numbers(void **state)
{
    (void)state;
    static hoard h;
    hoard_open(&h, cf_group_standard());
    mpz_t minus_one, found;
    mpz_inits(minus_one, found, NULL);
    mpz_sub_ui(minus_one, h.of.p, 1);
    for (size_t count = 1; count <= 9; count++) {
        hoard_put(&h, minus_one);
        h.coefficients[count - 1] = 1;
        const cf_plane_run run = {
            .count = count, .x = h.x, .coefficients = h.coefficients, .limbs = 1
        };
        cf_element plane;
        cf_group_planes_vartime(h.of.group, 1, &run, 0, 1, h.memory, &plane);
        mpz_of_element(found, &h.of, &plane);
        assert_int_equal(mpz_cmp_ui(found, 1) == 0, count % 2 == 0);
        assert_int_equal(cf_group_jacobi_vartime(h.of.group, &plane), count % 2 == 0 ? 1 : -1);
    }
    mpz_clears(minus_one, found, NULL);
    hoard_close(&h);
}

static void planes_of_nothing_are_one(void **state)
{
    (void)state;
    static hoard h;
    hoard_open(&h, cf_group_standard());
    cf_element planes[CF_PLANE_BITS_MAX];
    memset(planes, 0x5a, sizeof planes);
    cf_group_planes_vartime(h.of.group, 0, NULL, 0, 7, h.memory, planes);
    for (size_t b = 0; b < 7; b++) {
        assert_true(cf_group_is_identity(h.of.group, &planes[b]));
    }
    hoard_close(&h);
}

/* Products for each bit of a coefficient, as candidates.h has them. */
static double cost(size_t count, size_t bits)
{
    return ((double)count + (double)((size_t)1 << bits)) / (double)bits;
}

static void no_other_number_of_bits_costs_less(void **state)
{
    (void)state;
    size_t last = 0;
    for (size_t count = 0; count < 3000000; count = count * 5 / 4 + 1) {
        const size_t best = cf_group_plane_bits(count);
        assert_in_range(best, 1, CF_PLANE_BITS_MAX);
        for (size_t bits = 1; bits <= CF_PLANE_BITS_MAX; bits++) {
            assert_true(cost(count, best) <= cost(count, bits));
        }
        assert_true(best >= last);
        last = best;
    }
    assert_int_equal(last, CF_PLANE_BITS_MAX);
}

/* --- symbols and membership --- */

static int jacobi_of(hoard *h, const mpz_t value)
{
    cf_element element;
    hoard_put(h, value);
    cf_group_presume(h->of.group, 1, &h->x[--h->count], &element);
    return cf_group_jacobi_vartime(h->of.group, &element);
}

static bool is_member(hoard *h, const mpz_t value)
{
    cf_element element;
    hoard_put(h, value);
    cf_group_presume(h->of.group, 1, &h->x[--h->count], &element);
    return cf_group_is_member_vartime(h->of.group, &element);
}

static void assert_as_gmp_says(hoard *h, const mpz_t value)
{
    mpz_t power;
    mpz_init(power);
    mpz_powm(power, value, h->of.q, h->of.p);
    assert_int_equal(jacobi_of(h, value), mpz_jacobi(value, h->of.p));
    assert_int_equal(is_member(h, value), mpz_cmp_ui(power, 1) == 0);
    mpz_clear(power);
}

static void every_number_of_the_smallest_group_has_its_symbol(void **state)
{
    (void)state;
    static hoard h;
    hoard_open(&h, cf_group_toy(0));
    mpz_t x;
    mpz_init(x);
    size_t members = 0;
    size_t squares = 0;
    for (unsigned long k = 1; k < SMALL_P; k++) {
        mpz_set_ui(x, k);
        assert_as_gmp_says(&h, x);
        members += is_member(&h, x);
        squares += jacobi_of(&h, x) == 1;
    }
    assert_int_equal(members, SMALL_Q);
    assert_int_equal(squares, (SMALL_P - 1) / 2);
    mpz_clear(x);
    hoard_close(&h);
}

/* 1, p - 1, numbers of all kinds, squares and what is none; where p is 3 mod 4, -1 is none. */
static void symbols_and_membership_are_those_of_gmp(void **state)
{
    (void)state;
    static hoard h;
    mpz_t x, y;
    mpz_inits(x, y, NULL);
    for (size_t i = 0; i < known_group_count(); i++) {
        hoard_open(&h, known_group_at(i));
        mpz_set_ui(x, 1);
        assert_as_gmp_says(&h, x);
        mpz_sub_ui(x, h.of.p, 1);
        assert_as_gmp_says(&h, x);
        hoard_fill(&h, 40);
        for (size_t k = 0; k < 40; k++) {
            assert_as_gmp_says(&h, h.value[k]);
            mpz_mul(y, h.value[k], h.value[k]);
            mpz_mod(y, y, h.of.p);
            assert_int_equal(jacobi_of(&h, y), 1);
            mpz_sub(y, h.of.p, y);
            assert_int_equal(jacobi_of(&h, y), mpz_tstbit(h.of.p, 1) != 0 ? -1 : 1);
            draw_member(y, &h.of);
            assert_as_gmp_says(&h, y);
            mpz_sub(y, h.of.p, y);
            assert_as_gmp_says(&h, y);
        }
        hoard_close(&h);
    }
    mpz_clears(x, y, NULL);
}

/* No door gives an element 0; a product that became one has the symbol 0 and is no member. */
static void zero_has_the_symbol_zero_and_is_no_member(void **state)
{
    (void)state;
    for (size_t i = 0; i < known_group_count(); i++) {
        const cf_element zero = { { 0 } };
        assert_int_equal(cf_group_jacobi_vartime(known_group_at(i), &zero), 0);
        assert_false(cf_group_is_member_vartime(known_group_at(i), &zero));
    }
}

/* --- which groups --- */

static void only_the_standard_group_has_batches(void **state)
{
    (void)state;
    for (size_t bits = 0; bits <= 128; bits += 16) {
        assert_true(cf_group_has_batches(cf_group_standard(), bits));
        for (size_t i = 0; i < cf_group_toy_count(); i++) {
            assert_false(cf_group_has_batches(cf_group_toy(i), bits));
        }
    }
    assert_false(cf_group_has_batches(cf_group_standard(), 256)); /* q itself is shorter */
}

/* What cf_group_has_batches relies on. */
static void half_of_the_standard_cofactor_is_prime(void **state)
{
    (void)state;
    cast of;
    cast_open(&of, cf_group_standard());
    mpz_t half, p;
    mpz_inits(half, p, NULL);
    assert_int_equal(mpz_fdiv_q_ui(half, of.r, 2), 0);
    assert_true(mpz_probab_prime_p(half, 25) != 0);
    assert_true(mpz_probab_prime_p(of.q, 25) != 0 && mpz_probab_prime_p(of.p, 25) != 0);
    assert_true(mpz_sizeinbase(half, 2) > 128 && mpz_sizeinbase(of.q, 2) > 128);
    mpz_mul(p, half, of.q);
    mpz_mul_ui(p, p, 2);
    mpz_add_ui(p, p, 1);
    assert_int_equal(mpz_cmp(p, of.p), 0);
    assert_int_equal(mpz_fdiv_ui(of.p, 4), 3);
    mpz_clears(half, p, NULL);
    cast_close(&of);
}

int main(int argc, char **argv)
{
    numbers_seed(argc, argv);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_number_of_two_octets_is_read_or_refused),
        cmocka_unit_test(what_is_no_number_is_refused_alone),
        cmocka_unit_test(who_is_a_member_is_presumed_to_be_itself),
        cmocka_unit_test(each_plane_is_the_product_of_what_has_its_bit),
        cmocka_unit_test(numbers_with_one_coefficient_wait_for_each_other),
        cmocka_unit_test(the_same_number_twice_is_two_numbers),
        cmocka_unit_test(planes_of_nothing_are_one),
        cmocka_unit_test(no_other_number_of_bits_costs_less),
        cmocka_unit_test(every_number_of_the_smallest_group_has_its_symbol),
        cmocka_unit_test(symbols_and_membership_are_those_of_gmp),
        cmocka_unit_test(zero_has_the_symbol_zero_and_is_no_member),
        cmocka_unit_test(only_the_standard_group_has_batches),
        cmocka_unit_test(half_of_the_standard_cofactor_is_prime),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
