/*
 * Fixed bases against GMP: tables of every size that a number of uses can ask for.
 *
 * The group of 127 elements is complete: every exponent with every table.  In the others exponents
 * are the ends of the range, random ones, and digits of zeros and ones in all places.  Memory is
 * fenced.
 */
#include "group/elements.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { SMALL_Q = 127, FENCE = 64, COUNT_MAX = 20, SIZES_MAX = 64 };

/* Uses that ask for tables of different sizes, ascending. */
typedef struct sizes {
    size_t count;
    uint64_t uses[SIZES_MAX];
} sizes;

static void find_sizes(sizes *all, const cf_group *group)
{
    size_t last = 0;
    all->count = 0;
    for (uint64_t uses = 0; uses < (uint64_t)1 << 40; uses += 1 + uses / 16) {
        const size_t octets = cf_fixed_base_octets(group, uses);
        assert_true(octets >= last);
        if (octets != last) {
            assert_in_range(all->count, 0, SIZES_MAX - 1);
            all->uses[all->count++] = uses;
            last = octets;
        }
    }
}

/* A table of `base` in memory with a fence behind it. */
static const cf_fixed_base *open_table(const cast *of, const cf_element *base, uint64_t uses,
                                       uint8_t **memory)
{
    size_t octets = cf_fixed_base_octets(of->group, uses);
    *memory = aligned_alloc(64, octets + FENCE);
    assert_non_null(*memory);
    memset(*memory + octets, 0x5a, FENCE);
    const cf_fixed_base *table = cf_fixed_base_init(of->group, base, uses, *memory);
    for (size_t i = 0; i < FENCE; i++) {
        assert_int_equal((*memory)[octets + i], 0x5a);
    }
    return table;
}

/* A base, some exponents, and what they make of it. */
typedef struct wanted {
    cf_element base;
    cf_scalar exponents[COUNT_MAX];
    uint8_t powers[COUNT_MAX][CF_ELEMENT_OCTETS_MAX];
} wanted;

/* Each octet of an exponent: 0, 1, 255, or any; then alone with zeros around it. */
static void draw_octets(mpz_t out, const cast *of, size_t k)
{
    uint8_t octets[CF_SCALAR_OCTETS] = { 0 };
    size_t len = cf_group_q(of->group).len;
    for (size_t i = 0; i < len; i++) {
        uint64_t kind = draw_below(4);
        octets[i] = kind == 0 ? 0 : kind == 1 ? 1 : kind == 2 ? 255 : (uint8_t)draw();
        if (k % 2 == 1 && i != k / 2 % len) {
            octets[i] = 0;
        }
    }
    mpz_of_octets(out, cf_octets_of(octets, len));
    mpz_mod(out, out, of->q);
}

static void draw_wanted(wanted *out, const cast *of)
{
    mpz_t x, e;
    mpz_inits(x, e, NULL);
    draw_member(x, of);
    element_of_mpz(&out->base, of, x);
    for (size_t k = 0; k < COUNT_MAX; k++) {
        if (k < 3) { /* 0, 1 and q - 1 */
            mpz_set_ui(e, k % 2);
            if (k == 2) {
                mpz_sub_ui(e, of->q, 1);
            }
        } else if (k < 10) {
            draw_exponent(e, of);
        } else {
            draw_octets(e, of, k);
        }
        scalar_of_mpz(&out->exponents[k], e);
        mpz_powm(e, x, e, of->p);
        octets_of_mpz(out->powers[k], of->width, e);
    }
    mpz_clears(x, e, NULL);
}

static void assert_powers(const cast *of, const wanted *w, const cf_fixed_base *table, size_t first,
                          size_t count)
{
    cf_element powers[COUNT_MAX + 1];
    memset(&powers[count], 0x5a, sizeof powers[count]);
    const cf_element fence = powers[count];
    cf_fixed_base_powers_vartime(table, count, w->exponents + first, powers);
    assert_memory_equal(&powers[count], &fence, sizeof fence);
    for (size_t k = 0; k < count; k++) {
        uint8_t octets[CF_ELEMENT_OCTETS_MAX];
        cf_group_encode(of->group, 1, &powers[k], octets);
        assert_memory_equal(octets, w->powers[first + k], of->width);
    }
}

static void tables_of_every_size_agree_with_gmp(void **state)
{
    (void)state;
    static wanted w;
    for (size_t i = 0; i < known_group_count(); i++) {
        cast of;
        sizes all;
        cast_open(&of, known_group_at(i));
        find_sizes(&all, of.group);
        draw_wanted(&w, &of);
        for (size_t k = 0; k < all.count; k++) {
            uint8_t *memory;
            const cf_fixed_base *table = open_table(&of, &w.base, all.uses[k], &memory);
            assert_powers(&of, &w, table, 0, COUNT_MAX);
            free(memory);
        }
        cast_close(&of);
    }
}

/* Whole blocks and what is left over; from other exponents on, so that lanes hold other digits. */
static void powers_of_any_count_agree_with_gmp(void **state)
{
    (void)state;
    static wanted w;
    for (size_t i = 0; i < known_group_count(); i++) {
        cast of;
        cast_open(&of, known_group_at(i));
        draw_wanted(&w, &of);
        uint8_t *memory;
        const cf_fixed_base *table = open_table(&of, &w.base, 1000, &memory);
        for (size_t count = 0; count <= COUNT_MAX; count++) {
            assert_powers(&of, &w, table, 0, count);
            assert_powers(&of, &w, table, COUNT_MAX - count, count);
        }
        free(memory);
        cast_close(&of);
    }
}

static void every_power_of_the_small_group_is_right_with_every_table(void **state)
{
    (void)state;
    cast of;
    sizes all;
    cast_open(&of, cf_group_toy(0));
    find_sizes(&all, of.group);
    cf_element g;
    cf_scalar exponents[SMALL_Q];
    static cf_element powers[SMALL_Q];
    cf_group_generator(of.group, &g);
    for (uint64_t e = 0; e < SMALL_Q; e++) {
        exponents[e] = (cf_scalar){ { e } };
    }
    mpz_t value, back;
    mpz_inits(value, back, NULL);
    for (size_t k = 0; k < all.count; k++) {
        uint8_t *memory;
        const cf_fixed_base *table = open_table(&of, &g, all.uses[k], &memory);
        cf_fixed_base_powers_vartime(table, SMALL_Q, exponents, powers);
        for (unsigned e = 0; e < SMALL_Q; e++) {
            mpz_powm_ui(value, of.g, e, of.p);
            mpz_of_element(back, &of, &powers[e]);
            assert_int_equal(mpz_cmp(value, back), 0);
        }
        free(memory);
    }
    mpz_clears(value, back, NULL);
    cast_close(&of);
}

static void few_uses_ask_for_little_memory_and_no_number_for_too_much(void **state)
{
    (void)state;
    const cf_group *group = cf_group_standard();
    assert_in_range(cf_fixed_base_octets(group, 0), 500 * 512, 700 * 640);
    assert_in_range(cf_fixed_base_octets(group, 100), 1000 * 512, 2000 * 640);
    assert_in_range(cf_fixed_base_octets(group, (uint64_t)1 << 20), 73000 * 512, 74000 * 640);
    assert_int_equal(cf_fixed_base_octets(group, UINT64_MAX),
                     cf_fixed_base_octets(group, (uint64_t)1 << 20));
    for (size_t i = 0; i < known_group_count(); i++) {
        for (uint64_t uses = 1; uses < (uint64_t)1 << 40; uses *= 3) {
            assert_int_equal(cf_fixed_base_octets(known_group_at(i), uses) % 64, 0);
        }
    }
}

int main(int argc, char **argv)
{
    numbers_seed(argc, argv);
    if (!wished_kernel_is_here()) {
        return SKIPPED;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_of_every_size_agree_with_gmp),
        cmocka_unit_test(powers_of_any_count_agree_with_gmp),
        cmocka_unit_test(every_power_of_the_small_group_is_right_with_every_table),
        cmocka_unit_test(few_uses_ask_for_little_memory_and_no_number_for_too_much),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
