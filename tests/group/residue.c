/*
 * No secret scalar stays behind in the stack or the heap, in any shape that the room gives it:
 * octets, limbs, and the domain in which products are taken.
 *
 * The scalars of the standard group; for each act all secrets of it are watched, with those that
 * only come to be on the way.  That the search finds what is there is shown in base/wipe.c and
 * here by an act that forgets to wipe.
 */
#include "residue.h"

#include "base/wipe.h"
#include "group/inside.h"
#include "group/secret.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { COUNT = 3 };

/* Octets that look random and are the same each time: octet i of number n. */
static uint8_t octet_of(size_t n, size_t i)
{
    size_t x = 1000 * (n + 1) + i;
    return (uint8_t)((x * x * 40503 + x * 30011) >> 9);
}

static cf_status fill_with_numbers(void *context, void *out, size_t len)
{
    size_t *number = context;
    uint8_t *octets = out;
    for (size_t i = 0; i < len; i++) {
        octets[i] = i == 0 ? 0x9c : octet_of(*number, i);
    }
    ++*number;
    return CF_OK;
}

static void draw_numbers(size_t first, size_t count, cf_secret_scalar *out)
{
    const cf_entropy_source source = { .fill = fill_with_numbers, .context = &first };
    assert_int_equal(cf_secret_scalar_draw(cf_group_standard(), &source, count, out), CF_OK);
}

/* In octets, which also watches the limbs, and in the domain of q. */
static void watch_scalar(const char *name, const cf_secret_scalar *scalar)
{
    const cf_group *group = cf_group_standard();
    cf_limb inside[CF_DOMAIN_LIMBS_MAX];
    cf_modulus_enter(&group->q, inside, scalar->number.limb);
    residue_watch(name, scalar->number.limb, sizeof scalar->number.limb);
    residue_watch(name, inside, CF_SCALAR_OCTETS);
    cf_wipe(inside, sizeof inside);
}

/* The numbers 0 .. COUNT - 1, their first two's product and c times the second, c = number 9. */
static void watch_all(void)
{
    const cf_group *group = cf_group_standard();
    cf_secret_scalar numbers[COUNT], c, product;
    residue_forget();
    draw_numbers(0, COUNT, numbers);
    draw_numbers(9, 1, &c);
    for (size_t i = 0; i < COUNT; i++) {
        watch_scalar("a number", &numbers[i]);
    }
    cf_secret_scalar_mul(group, &product, &numbers[0], &numbers[1]);
    watch_scalar("a product", &product);
    cf_secret_scalar_mul(group, &product, &c, &numbers[1]);
    watch_scalar("a challenge times a number", &product);
    cf_wipe(numbers, sizeof numbers);
    cf_wipe(&product, sizeof product);
    cf_wipe_stack();
}

static void assert_nothing_is_left(void (*act)(void *context), void *context)
{
    watch_all();
    assert_int_equal(residue_search(), 0);
    residue_run(act, context);
    assert_int_equal(residue_search(), 0);
}

/* --- the acts; each wipes what is its own, and nothing else --- */

static void draw(void *unused)
{
    (void)unused;
    cf_secret_scalar numbers[COUNT];
    draw_numbers(0, COUNT, numbers);
    cf_wipe(numbers, sizeof numbers);
}

static void draw_and_forget_to_wipe(void *unused)
{
    (void)unused;
    cf_secret_scalar numbers[COUNT];
    draw_numbers(0, COUNT, numbers);
}

static cf_status fill_one_and_fail(void *context, void *out, size_t len)
{
    size_t *number = context;
    return fill_with_numbers(number, out, len) != CF_OK || *number == COUNT ? CF_ERR_IO : CF_OK;
}

static void draw_from_a_source_that_fails(void *unused)
{
    (void)unused;
    size_t first = 0;
    const cf_entropy_source source = { .fill = fill_one_and_fail, .context = &first };
    cf_secret_scalar numbers[COUNT];
    assert_int_equal(cf_secret_scalar_draw(cf_group_standard(), &source, COUNT, numbers),
                     CF_ERR_IO);
}

static void calculate(void *unused)
{
    (void)unused;
    const cf_group *group = cf_group_standard();
    cf_secret_scalar numbers[COUNT], out;
    uint8_t octets[CF_SCALAR_OCTETS];
    draw_numbers(0, COUNT, numbers);
    cf_secret_scalar_add(group, &out, &numbers[0], &numbers[1]);
    cf_secret_scalar_sub(group, &out, &numbers[0], &numbers[1]);
    cf_secret_scalar_mul(group, &out, &numbers[0], &numbers[1]);
    cf_secret_scalar_encode(group, &numbers[2], octets);
    assert_true(cf_secret_scalar_decode(group, octets, &out));
    cf_secret_scalar_pick(&out, UINT64_MAX, &numbers[0], &numbers[1]);
    cf_wipe(octets, sizeof octets);
    cf_wipe(numbers, sizeof numbers);
    cf_wipe(&out, sizeof out);
}

/* Alone, because a next act would burn what this one left. */
static void answer(void *unused)
{
    (void)unused;
    cf_secret_scalar numbers[2], c;
    cf_scalar v;
    draw_numbers(0, 2, numbers);
    draw_numbers(9, 1, &c);
    cf_secret_scalar_answer(cf_group_standard(), &v, &numbers[0], &c.number, &numbers[1]);
    cf_wipe(numbers, sizeof numbers);
}

static void read_digest(void *unused)
{
    (void)unused;
    cf_hash digest;
    cf_secret_scalar out;
    size_t first = 0;
    assert_int_equal(fill_with_numbers(&first, digest.octets, sizeof digest.octets), CF_OK);
    cf_secret_scalar_from_hash(cf_group_standard(), &digest, &out);
    cf_wipe(&digest, sizeof digest);
    cf_wipe(&out, sizeof out);
}

static void raise_bases(void *unused)
{
    (void)unused;
    cf_secret_scalar numbers[COUNT];
    cf_element elements[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        cf_group_generator(cf_group_standard(), &elements[i]);
    }
    draw_numbers(0, COUNT, numbers);
    cf_group_secret_powers(cf_group_standard(), COUNT, elements, numbers, elements);
    cf_wipe(numbers, sizeof numbers);
}

static void raise_table(void *table)
{
    cf_secret_scalar numbers[COUNT];
    cf_element elements[COUNT];
    draw_numbers(0, COUNT, numbers);
    cf_scanned_base_powers(table, COUNT, numbers, elements);
    cf_wipe(numbers, sizeof numbers);
}

static void raise_one_base_and_wipe(void *unused)
{
    (void)unused;
    cf_element power;
    cf_secret_scalar number;
    cf_group_generator(cf_group_standard(), &power);
    draw_numbers(0, 1, &number);
    cf_group_secret_powers(cf_group_standard(), 1, &power, &number, &power);
    cf_wipe(&power, sizeof power);
    cf_wipe(&number, sizeof number);
}

static void raise_table_once_and_wipe(void *table)
{
    cf_element power;
    cf_secret_scalar number;
    draw_numbers(0, 1, &number);
    cf_scanned_base_powers(table, 1, &number, &power);
    cf_wipe(&power, sizeof power);
    cf_wipe(&number, sizeof number);
}

/* --- tests --- */

/* A table of the generator, in memory that the test frees. */
static void *open_table(void)
{
    void *memory = aligned_alloc(64, cf_scanned_base_octets(cf_group_standard(), COUNT));
    assert_non_null(memory);
    cf_element g;
    cf_group_generator(cf_group_standard(), &g);
    const cf_scanned_base *table = cf_scanned_base_init(cf_group_standard(), &g, COUNT, memory);
    assert_true((const void *)table == memory);
    return memory;
}

static void an_act_that_forgets_to_wipe_is_found(void **state)
{
    (void)state;
    watch_all();
    residue_run(draw_and_forget_to_wipe, NULL);
    assert_true(residue_search() >= COUNT);
    residue_run(draw, NULL); /* and the next runs over it */
}

static void drawing_leaves_nothing(void **state)
{
    (void)state;
    assert_nothing_is_left(draw, NULL);
    assert_nothing_is_left(draw_from_a_source_that_fails, NULL);
}

static void sums_and_products_leave_nothing(void **state)
{
    (void)state;
    assert_nothing_is_left(calculate, NULL);
    assert_nothing_is_left(answer, NULL);
    assert_nothing_is_left(read_digest, NULL);
}

static void powers_leave_nothing_of_their_exponents(void **state)
{
    (void)state;
    void *table = open_table();
    assert_nothing_is_left(raise_table, table);
    assert_nothing_is_left(raise_bases, NULL);
    free(table);
}

/* By its first limbs, in the domain of p. */
static void watch_power(const char *name, cf_secret_scalar exponent)
{
    cf_element power;
    cf_group_generator(cf_group_standard(), &power);
    cf_group_secret_powers(cf_group_standard(), 1, &power, &exponent, &power);
    residue_watch(name, power.limb, RESIDUE_OCTETS_MAX);
    cf_wipe(&power, sizeof power);
    cf_wipe(&exponent, sizeof exponent);
}

/* Of four bits. */
static cf_secret_scalar without_last_digit(const cf_secret_scalar *number)
{
    cf_secret_scalar out;
    for (size_t i = 0; i < CF_SCALAR_LIMBS; i++) {
        uint64_t above = i + 1 < CF_SCALAR_LIMBS ? number->number.limb[i + 1] : 0;
        out.number.limb[i] = number->number.limb[i] >> 4 | above << 60;
    }
    return out;
}

/*
 * Of number 0: the power, the last before it when bases are raised, and the last entry of a
 * table.
 */
static void watch_powers(void)
{
    cf_secret_scalar number, prefix;
    residue_forget();
    draw_numbers(0, 1, &number);
    watch_power("a power", number);
    prefix = without_last_digit(&number);
    watch_power("a power without its last digit", prefix);
    watch_power("an entry", (cf_secret_scalar){ { { 0, 0, 0, (uint64_t)1 << 63 } } });
    cf_wipe(&number, sizeof number);
    cf_wipe(&prefix, sizeof prefix);
    cf_wipe_stack();
}

/* A power is somebody's secret until it is published, and so are those on the way to it. */
static void a_power_is_only_where_it_was_asked_for(void **state)
{
    (void)state;
    void *table = open_table();
    watch_powers();
    residue_allow(table, cf_scanned_base_octets(cf_group_standard(), COUNT));
    assert_int_equal(residue_search(), 0);
    residue_run(raise_one_base_and_wipe, NULL);
    assert_int_equal(residue_search(), 0);
    residue_run(raise_table_once_and_wipe, table);
    assert_int_equal(residue_search(), 0);
    free(table);
}

/* --- blocks, where the limbs of one number lie apart --- */

enum { LANES = CF_LANES_MAX };

static void raise_bases_in_lanes_and_wipe(void *unused)
{
    (void)unused;
    cf_element powers[LANES];
    cf_secret_scalar numbers[LANES];
    for (size_t i = 0; i < LANES; i++) {
        cf_group_generator(cf_group_standard(), &powers[i]);
        draw_numbers(0, 1, &numbers[i]);
    }
    cf_group_secret_powers(cf_group_standard(), LANES, powers, numbers, powers);
    cf_wipe(powers, sizeof powers);
    cf_wipe(numbers, sizeof numbers);
}

static void raise_table_in_lanes_and_wipe(void *table)
{
    cf_element powers[LANES];
    cf_secret_scalar numbers[LANES];
    for (size_t i = 0; i < LANES; i++) {
        draw_numbers(0, 1, &numbers[i]);
    }
    cf_scanned_base_powers(table, LANES, numbers, powers);
    cf_wipe(powers, sizeof powers);
    cf_wipe(numbers, sizeof numbers);
}

/* The same limb in all lanes, as it stands in a block when all raise to number 0. */
static void watch_limbs_in_lanes(cf_secret_scalar exponent)
{
    enum { STEP = 9 };
    cf_element power;
    cf_limb side_by_side[LANES];
    cf_group_generator(cf_group_standard(), &power);
    cf_group_secret_powers(cf_group_standard(), 1, &power, &exponent, &power);
    for (size_t k = 1; k < cf_group_standard()->p.n; k += STEP) {
        for (size_t i = 0; i < LANES; i++) {
            side_by_side[i] = power.limb[k];
        }
        residue_watch("a limb of a power, in lanes", side_by_side, sizeof side_by_side);
    }
    cf_wipe(side_by_side, sizeof side_by_side);
    cf_wipe(&power, sizeof power);
    cf_wipe(&exponent, sizeof exponent);
}

/* The power of number 0, and what is calculated last before it when bases are raised. */
static void watch_lanes(void)
{
    cf_secret_scalar number;
    residue_forget();
    draw_numbers(0, 1, &number);
    watch_limbs_in_lanes(number);
    watch_limbs_in_lanes(without_last_digit(&number));
    cf_wipe(&number, sizeof number);
    cf_wipe_stack();
}

static void blocks_leave_nothing_of_their_powers(void **state)
{
    (void)state;
    void *table = open_table();
    watch_lanes();
    assert_int_equal(residue_search(), 0);
    residue_run(raise_bases_in_lanes_and_wipe, NULL);
    assert_int_equal(residue_search(), 0);
    residue_run(raise_table_in_lanes_and_wipe, table);
    assert_int_equal(residue_search(), 0);
    free(table);
}

int main(void)
{
    if (!residue_can_search()) {
        return 77; /* skipped */
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_act_that_forgets_to_wipe_is_found),
        cmocka_unit_test(drawing_leaves_nothing),
        cmocka_unit_test(sums_and_products_leave_nothing),
        cmocka_unit_test(powers_leave_nothing_of_their_exponents),
        cmocka_unit_test(a_power_is_only_where_it_was_asked_for),
        cmocka_unit_test(blocks_leave_nothing_of_their_powers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
