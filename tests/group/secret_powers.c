/*
 * Secret powers, of a base with a table and of any base: the same as those that may branch, and as
 * GMP's.
 *
 * Every power of the group of 127 elements; every bit of an exponent in the standard one; and
 * counts of 0 to 30, so that blocks of all lanes, blocks that are filled up and rows stand beside
 * one another, with the exponents at the ends of the range in each lane of them.
 */
#include "group/elements.h"
#include "group/secret.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { SMALL_Q = 127, COUNT_MAX = 30, FENCE = 64, ENDS = 3 };

/* Tables for few powers and for many are not cut alike. */
static const size_t together[] = { 1, COUNT_MAX };
enum { TABLES = sizeof together / sizeof together[0] };

static cf_secret_scalar secret_of_mpz(const mpz_t value)
{
    cf_secret_scalar scalar;
    scalar_of_mpz(&scalar.number, value);
    return scalar;
}

/* Memory for a table, and behind it a fence that has to stand. */
static const cf_scanned_base *open_table(const cf_group *group, const cf_element *base,
                                         size_t count, uint8_t **memory)
{
    const size_t octets = cf_scanned_base_octets(group, count);
    assert_int_equal(octets % 64, 0);
    *memory = aligned_alloc(64, octets + FENCE);
    assert_non_null(*memory);
    memset(*memory + octets, 0x5a, FENCE);
    const cf_scanned_base *table = cf_scanned_base_init(group, base, count, *memory);
    for (size_t i = 0; i < FENCE; i++) {
        assert_int_equal((*memory)[octets + i], 0x5a);
    }
    return table;
}

static void assert_power_is(const cast *of, const cf_element *power, const mpz_t base,
                            const cf_secret_scalar *exponent)
{
    mpz_t wanted, value;
    mpz_inits(wanted, value, NULL);
    mpz_of_scalar(wanted, &exponent->number);
    mpz_powm(wanted, base, wanted, of->p);
    mpz_of_element(value, of, power);
    assert_int_equal(mpz_cmp(value, wanted), 0);
    mpz_clears(wanted, value, NULL);
}

/* --- every exponent --- */

static void every_power_of_the_small_group_is_right(void **state)
{
    (void)state;
    cast of;
    cast_open(&of, cf_group_toy(0));
    cf_element bases[SMALL_Q], powers[SMALL_Q];
    cf_secret_scalar exponents[SMALL_Q];
    for (uint64_t e = 0; e < SMALL_Q; e++) {
        cf_group_generator(of.group, &bases[e]);
        cf_secret_scalar_from_u64(of.group, e, &exponents[e]);
    }
    for (size_t t = 0; t < TABLES; t++) {
        uint8_t *memory;
        const cf_scanned_base *table = open_table(of.group, &bases[0], together[t], &memory);
        cf_scanned_base_powers(table, SMALL_Q, exponents, powers);
        for (size_t e = 0; e < SMALL_Q; e++) {
            assert_power_is(&of, &powers[e], of.g, &exponents[e]);
        }
        free(memory);
    }
    cf_group_secret_powers(of.group, SMALL_Q, bases, exponents, bases); /* in place */
    for (size_t e = 0; e < SMALL_Q; e++) {
        assert_power_is(&of, &bases[e], of.g, &exponents[e]);
    }
    cast_close(&of);
}

/* Each digit alone, in the group with the most rows. */
static void each_digit_finds_its_row(void **state)
{
    (void)state;
    cast of;
    cast_open(&of, cf_group_standard());
    mpz_t value;
    mpz_init(value);
    cf_element g;
    cf_group_generator(of.group, &g);
    static cf_secret_scalar exponents[256];
    static cf_element powers[256];
    for (mp_bitcnt_t bit = 0; bit < 256; bit++) {
        mpz_set_ui(value, 1);
        mpz_mul_2exp(value, value, bit);
        exponents[bit] = secret_of_mpz(value);
    }
    for (size_t t = 0; t < TABLES; t++) {
        uint8_t *memory;
        const cf_scanned_base *table = open_table(of.group, &g, together[t], &memory);
        cf_scanned_base_powers(table, 256, exponents, powers);
        mpz_set(value, of.g);
        for (size_t bit = 0; bit < 256; bit++) {
            mpz_t found;
            mpz_init(found);
            mpz_of_element(found, &of, &powers[bit]);
            assert_int_equal(mpz_cmp(found, value), 0);
            mpz_powm_ui(value, value, 2, of.p);
            mpz_clear(found);
        }
        free(memory);
    }
    cf_group_secret_powers(of.group, 1, &g, &exponents[255], &g);
    assert_true(cf_group_equal(of.group, &g, &powers[255]));
    mpz_clear(value);
    cast_close(&of);
}

/* --- every count --- */

/* Bases, exponents and what GMP makes of them: of each base, and of the first one, which is g. */
typedef struct crowd {
    cf_element base[COUNT_MAX];
    cf_secret_scalar exponent[COUNT_MAX];
    uint8_t power[COUNT_MAX][CF_ELEMENT_OCTETS_MAX];
    uint8_t power_of_g[COUNT_MAX][CF_ELEMENT_OCTETS_MAX];
    cf_element out[COUNT_MAX + 1];
} crowd;

static crowd all;

/* The ends of the range first, then any exponent. */
static void choose_exponent(mpz_t out, const cast *of, size_t i)
{
    if (i < ENDS) {
        mpz_set_ui(out, i);
    }
    if (i == ENDS - 1) {
        mpz_sub_ui(out, of->q, 1);
    }
    if (i >= ENDS) {
        draw_exponent(out, of);
    }
}

static void gather_crowd(const cast *of)
{
    mpz_t x, e, power;
    mpz_inits(x, e, power, NULL);
    for (size_t i = 0; i < COUNT_MAX; i++) {
        draw_member(x, of);
        choose_exponent(e, of, i);
        element_of_mpz(&all.base[i], of, x);
        all.exponent[i] = secret_of_mpz(e);
        mpz_powm(power, x, e, of->p);
        octets_of_mpz(all.power[i], of->width, power);
        mpz_powm(power, of->g, e, of->p);
        octets_of_mpz(all.power_of_g[i], of->width, power);
    }
    mpz_clears(x, e, power, NULL);
}

static void assert_out(const cast *of, size_t count, size_t turn,
                       uint8_t wanted[][CF_ELEMENT_OCTETS_MAX], const cf_element *fence)
{
    for (size_t i = 0; i < count; i++) {
        uint8_t octets[CF_ELEMENT_OCTETS_MAX];
        cf_group_encode(of->group, 1, &all.out[i], octets);
        assert_memory_equal(octets, wanted[(i + turn) % COUNT_MAX], of->width);
    }
    assert_memory_equal(&all.out[count], fence, sizeof *fence);
}

/* count of the crowd from number `turn` on, so that all come to all places. */
static void raise_some(const cast *of, const cf_scanned_base *const *tables, size_t count,
                       size_t turn)
{
    cf_secret_scalar exponents[COUNT_MAX];
    cf_element bases[COUNT_MAX];
    cf_element fence;
    memset(&fence, 0x5a, sizeof fence);
    for (size_t i = 0; i < count; i++) {
        exponents[i] = all.exponent[(i + turn) % COUNT_MAX];
        bases[i] = all.base[(i + turn) % COUNT_MAX];
    }
    for (size_t t = 0; t < TABLES; t++) {
        all.out[count] = fence;
        cf_scanned_base_powers(tables[t], count, exponents, all.out);
        assert_out(of, count, turn, all.power_of_g, &fence);
    }
    cf_group_secret_powers(of->group, count, bases, exponents, all.out);
    assert_out(of, count, turn, all.power, &fence);
}

/* In the standard group every count comes once; in the others at every turn. */
static void every_count_is_raised_and_nothing_beside_it(void **state)
{
    (void)state;
    for (size_t g = 0; g < known_group_count(); g++) {
        cast of;
        cast_open(&of, known_group_at(g));
        gather_crowd(&of);
        cf_element base;
        cf_group_generator(of.group, &base);
        uint8_t *memory[TABLES];
        const cf_scanned_base *tables[TABLES];
        for (size_t t = 0; t < TABLES; t++) {
            tables[t] = open_table(of.group, &base, together[t], &memory[t]);
        }
        for (size_t count = 0; count <= COUNT_MAX; count++) {
            const size_t turns = g == 0 ? 1 : COUNT_MAX;
            for (size_t turn = 0; turn < turns; turn++) {
                raise_some(&of, tables, count, g == 0 ? COUNT_MAX - count : turn);
            }
        }
        for (size_t t = 0; t < TABLES; t++) {
            free(memory[t]);
        }
        cast_close(&of);
    }
}

static void powers_are_those_that_may_branch(void **state)
{
    (void)state;
    for (size_t g = 0; g < known_group_count(); g++) {
        cast of;
        cast_open(&of, known_group_at(g));
        gather_crowd(&of);
        const size_t count = g == 0 ? 9 : COUNT_MAX;
        cf_scalar numbers[COUNT_MAX];
        cf_element wanted[COUNT_MAX];
        for (size_t i = 0; i < count; i++) {
            numbers[i] = all.exponent[i].number;
        }
        cf_group_secret_powers(of.group, count, all.base, all.exponent, all.out);
        cf_group_powers_vartime(of.group, count, all.base, 1, numbers, wanted);
        for (size_t i = 0; i < count; i++) {
            assert_true(cf_group_equal(of.group, &all.out[i], &wanted[i]));
        }
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
        cmocka_unit_test(every_power_of_the_small_group_is_right),
        cmocka_unit_test(each_digit_finds_its_row),
        cmocka_unit_test(every_count_is_raised_and_nothing_beside_it),
        cmocka_unit_test(powers_are_those_that_may_branch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
