/*
 * Kernels with lanes, modulo the standard p, where every lane of a block is a number of its
 * own.
 *
 * Against GMP, inside the domain: the ends of the range, each with each other, runs of ones
 * and zeros and random numbers; in place; long chains, in which carries meet whatever they
 * can meet.  Rows are cut and read here limb by limb: only so can a row stand for a number
 * between p and 2p, and only so can be seen that what comes out is below p (1 + 2^-10).
 * Against the plain kernel, outside: the same limbs.  Against plain lookup: every digit of
 * tables of several sizes.
 */
#include "arith/block.h"
#include "arith/numbers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { LIMBS = CF_LIMBS_MAX, LANES = CF_LANES_MAX, ROW = CF_DOMAIN_LIMBS_MAX, ENDS = 13 };

typedef struct rows {
    _Alignas(64) cf_limb row[LANES][ROW];
} rows;

static mpz_t p, most, one_over_radix, x, y, value, wanted;

/* --- rows and blocks --- */

static void gather(const cf_modulus *mod, cf_block *out, const rows *from)
{
    const cf_limb *pointers[LANES];
    for (size_t i = 0; i < LANES; i++) {
        pointers[i] = from->row[i];
    }
    cf_block_gather(mod, LANES, out, pointers);
}

static void scatter(const cf_modulus *mod, rows *out, const cf_block *from)
{
    cf_limb *pointers[LANES];
    for (size_t i = 0; i < LANES; i++) {
        pointers[i] = out->row[i];
    }
    cf_block_scatter(mod, LANES, pointers, from);
}

/* The kernel "ifma" cuts numbers into limbs of 52 bits, and its rows may be as much as 2p. */
static bool is_ifma(const cf_modulus *mod)
{
    return strcmp(mod->kernel->name, "ifma") == 0;
}

static void row_of(const cf_modulus *mod, cf_limb *row, const mpz_t number)
{
    memset(row, 0, ROW * sizeof row[0]);
    mpz_export(row, NULL, -1, sizeof row[0], 0, is_ifma(mod) ? 12 : 0, number);
}

static void number_of(const cf_modulus *mod, mpz_t number, const cf_limb *row)
{
    mpz_import(number, mod->width, -1, sizeof row[0], 0, is_ifma(mod) ? 12 : 0, row);
}

/* Every limb is as wide as it should be, and the number as small as a product. */
static void assert_is_product(const cf_modulus *mod, const cf_limb *row)
{
    if (is_ifma(mod)) {
        for (size_t k = 0; k < ROW; k++) {
            assert_true(row[k] >> 52 == 0);
        }
        assert_true(row[ROW - 1] == 0);
    }
    number_of(mod, value, row);
    assert_true(mpz_cmp(value, is_ifma(mod) ? most : p) <= 0);
}

/* The row is a product, and stands for this number modulo p. */
static void assert_stands_for(const cf_modulus *mod, const cf_limb *row, const mpz_t number)
{
    assert_is_product(mod, row);
    number_of(mod, value, row);
    mpz_sub(value, value, number);
    assert_true(mpz_divisible_p(value, p) != 0);
}

/* --- numbers --- */

static void any_number(const cf_modulus *mod, mpz_t out)
{
    cf_limb limbs[LIMBS];
    draw_residue(limbs, mod->m, LIMBS);
    to_mpz(out, limbs, LIMBS);
    if (is_ifma(mod) && draw_below(4) == 0) {
        mpz_add(out, out, p);
    }
}

/* A number at an end of what may go in; any number past those. */
static void number(const cf_modulus *mod, mpz_t out, uint64_t which)
{
    const uint64_t ends = is_ifma(mod) ? ENDS : 8;
    if (which >= ends) {
        any_number(mod, out);
        return;
    }
    if (which < 3) { /* 0, 1, 2 */
        mpz_set_ui(out, which);
    } else if (which < 6) { /* the middle */
        mpz_fdiv_q_2exp(out, p, 1);
        mpz_add_ui(out, out, which - 3);
    } else if (which < 10) { /* p - 2 .. p + 1 */
        mpz_sub_ui(out, p, 2);
        mpz_add_ui(out, out, which - 6);
    } else if (which == 10) { /* all ones, in 4096 bits */
        mpz_set_ui(out, 0);
        mpz_setbit(out, 64 * LIMBS);
        mpz_sub_ui(out, out, 1);
    } else if (which == 11) {
        mpz_set(out, most);
    } else { /* 2p - 1 */
        mpz_mul_2exp(out, p, 1);
        mpz_sub_ui(out, out, 1);
    }
}

/* Each test with each kernel that has lanes and runs here; those left out are named. */
static void with_lanes(void (*test)(const cf_modulus *mod))
{
    size_t count;
    const cf_arith_kernel *kernels = cf_arith_kernels(&count);
    for (size_t k = 0; k < count; k++) {
        cf_modulus mod;
        if (kernels[k].lanes == 1) {
            continue;
        }
        if (cf_modulus_init_vartime(&mod, standard_p(), LIMBS, &kernels[k]) != CF_OK) {
            printf("%s is left out\n", kernels[k].name);
            continue;
        }
        mpz_set_ui(x, 0);
        mpz_setbit(x, kernels[k].radix_bits(LIMBS));
        assert_true(mpz_invert(one_over_radix, x, p) != 0);
        test(&mod);
    }
}

/* --- products and squares --- */

/* wanted = a b / R. */
static void product(mpz_t out, const mpz_t a, const mpz_t b)
{
    mpz_mul(out, a, b);
    mpz_mul(out, out, one_over_radix);
    mpz_mod(out, out, p);
}

static void assert_products(const cf_modulus *mod, const rows *a, const rows *b,
                            const cf_block *out)
{
    rows found;
    scatter(mod, &found, out);
    for (size_t i = 0; i < LANES; i++) {
        number_of(mod, x, a->row[i]);
        number_of(mod, y, b->row[i]);
        product(wanted, x, y);
        assert_stands_for(mod, found.row[i], wanted);
    }
}

static void products_of(const cf_modulus *mod, const rows *a, const rows *b)
{
    cf_block left;
    cf_block right;
    cf_block out;
    gather(mod, &left, a);
    gather(mod, &right, b);
    cf_block_multiply(mod, LANES, &out, &left, &right);
    assert_products(mod, a, b, &out);

    out = left; /* out is the left side, the right side, both */
    cf_block_multiply(mod, LANES, &out, &out, &right);
    assert_products(mod, a, b, &out);
    out = right;
    cf_block_multiply(mod, LANES, &out, &left, &out);
    assert_products(mod, a, b, &out);
    out = left;
    cf_block_multiply(mod, LANES, &out, &out, &out);
    assert_products(mod, a, a, &out);

    cf_block_square(mod, LANES, &out, &right, 1);
    assert_products(mod, b, b, &out);
    out = right;
    cf_block_square(mod, LANES, &out, &out, 1);
    assert_products(mod, b, b, &out);
}

static void ends_with_each_other(const cf_modulus *mod)
{
    rows a;
    rows b;
    for (uint64_t pair = 0; pair < (ENDS + 3) * (ENDS + 3); pair++) {
        number(mod, x, pair / (ENDS + 3));
        number(mod, y, pair % (ENDS + 3));
        row_of(mod, a.row[pair % LANES], x);
        row_of(mod, b.row[pair % LANES], y);
        if (pair % LANES == LANES - 1) {
            products_of(mod, &a, &b);
        }
    }
}

static void products_of_numbers_at_the_ends(void **state)
{
    (void)state;
    with_lanes(ends_with_each_other);
}

/* number = the same as step number `step` of a chain: some squares, then itself or the first number. */
static void go_on(mpz_t number, const mpz_t first, size_t step)
{
    for (size_t done = 0; done < step % 4; done++) {
        product(number, number, number);
    }
    product(number, number, step % 3 == 0 ? first : number);
}

static void one_chain(const cf_modulus *mod)
{
    enum { STEPS = 2000 };
    static mpz_t first[LANES];
    static mpz_t last[LANES];
    rows row;
    for (size_t i = 0; i < LANES; i++) {
        mpz_inits(first[i], last[i], NULL);
        number(mod, first[i], i + 5); /* from the middle of the ends on */
        mpz_set(last[i], first[i]);
        row_of(mod, row.row[i], first[i]);
    }
    cf_block start;
    gather(mod, &start, &row);
    cf_block chain = start;
    for (size_t step = 0; step < STEPS; step++) {
        cf_block_square(mod, LANES, &chain, &chain, step % 4);
        cf_block_multiply(mod, LANES, &chain, &chain, step % 3 == 0 ? &start : &chain);
        scatter(mod, &row, &chain);
        for (size_t i = 0; i < LANES; i++) {
            go_on(last[i], first[i], step);
            assert_stands_for(mod, row.row[i], last[i]);
        }
    }
    for (size_t i = 0; i < LANES; i++) {
        mpz_clears(first[i], last[i], NULL);
    }
}

static void long_chains(void **state)
{
    (void)state;
    with_lanes(one_chain);
}

/* The same limbs outside as from the plain kernel, which shares nothing with the others. */
static void compare_with_plain(const cf_modulus *mod)
{
    size_t count;
    const cf_arith_kernel *kernels = cf_arith_kernels(&count);
    cf_modulus plain;
    assert_int_equal(cf_modulus_init_vartime(&plain, standard_p(), LIMBS, &kernels[count - 1]),
                     CF_OK);
    for (int round = 0; round < 20; round++) {
        cf_limb numbers[LANES][LIMBS];
        cf_limb found[LIMBS];
        cf_limb expected[LIMBS];
        rows inside;
        rows outside;
        cf_block a;
        cf_block out;
        for (size_t i = 0; i < LANES; i++) {
            draw_limbs(numbers[i], LIMBS); /* as it is: also p and more */
            cf_modulus_enter(mod, inside.row[i], numbers[i]);
        }
        gather(mod, &a, &inside);
        cf_block_square(mod, LANES, &out, &a, 3);
        scatter(mod, &outside, &out);
        for (size_t i = 0; i < LANES; i++) {
            cf_limb row[ROW];
            cf_modulus_leave(mod, found, outside.row[i]);
            cf_modulus_enter(&plain, row, numbers[i]);
            cf_modulus_square(&plain, row, row, 3);
            cf_modulus_leave(&plain, expected, row);
            assert_memory_equal(found, expected, sizeof found);
        }
    }
}

static void the_plain_kernel_says_the_same(void **state)
{
    (void)state;
    with_lanes(compare_with_plain);
}

/* --- into lanes and out of them --- */

static void fill_rows(const cf_modulus *mod, rows *out)
{
    for (size_t i = 0; i < LANES; i++) {
        any_number(mod, x);
        row_of(mod, out->row[i], x);
    }
}

/* Rows at any address; no octet past their width is touched. */
static void there_and_back(const cf_modulus *mod)
{
    enum { BEHIND = 3 };
    for (size_t shift = 0; shift < 4; shift++) {
        rows from;
        cf_block a;
        cf_limb room[LANES][ROW + 2 * BEHIND];
        cf_limb *pointers[LANES];
        const cf_limb *sources[LANES];
        fill_rows(mod, &from);
        memset(room, 0x5a, sizeof room);
        for (size_t i = 0; i < LANES; i++) {
            sources[i] = pointers[i] = room[i] + shift;
            memcpy(room[i] + shift, from.row[i], mod->width * sizeof(cf_limb));
        }
        cf_block_gather(mod, LANES, &a, sources);
        memset(room, 0x5a, sizeof room);
        cf_block_scatter(mod, LANES, pointers, &a);
        for (size_t i = 0; i < LANES; i++) {
            assert_memory_equal(pointers[i], from.row[i], mod->width * sizeof(cf_limb));
            const cf_limb *end = room[i] + shift + mod->width;
            for (size_t k = 0; k < BEHIND; k++) {
                assert_true(end[k] == 0x5a5a5a5a5a5a5a5a);
            }
        }
    }
}

static void rows_come_out_as_they_went_in(void **state)
{
    (void)state;
    with_lanes(there_and_back);
}

enum { ENTRIES_MAX = 64, BLOCKS_MAX = 7 };

static cf_block entries[ENTRIES_MAX];

static void fill_entries(const cf_modulus *mod)
{
    for (size_t i = 0; i < ENTRIES_MAX; i++) {
        rows row;
        fill_rows(mod, &row);
        gather(mod, &entries[i], &row);
    }
}

/* Lane `lane` of a is lane `from_lane` of b. */
static void assert_same_lane(const cf_modulus *mod, const cf_block *a, size_t lane,
                             const cf_block *b, size_t from_lane)
{
    rows left;
    rows right;
    scatter(mod, &left, a);
    scatter(mod, &right, b);
    assert_memory_equal(left.row[lane], right.row[from_lane], mod->width * sizeof(cf_limb));
}

static void look_up(const cf_modulus *mod, size_t count, size_t blocks, uint64_t first)
{
    _Alignas(64) static cf_limb table[ENTRIES_MAX * ROW];
    static cf_block out[BLOCKS_MAX];
    uint64_t digits[BLOCKS_MAX * LANES];
    for (size_t i = 0; i < count; i += LANES) {
        cf_block_put(mod, table, count, i, &entries[i / LANES]);
    }
    for (size_t i = 0; i < blocks * LANES; i++) {
        digits[i] = (first + 5 * i) % count; /* 5 has nothing in common with a multiple of 16 */
    }
    cf_block_select(mod, LANES, out, blocks, table, count, digits);
    for (size_t i = 0; i < blocks * LANES; i++) {
        assert_same_lane(mod, &out[i / LANES], i % LANES, &entries[digits[i] / LANES],
                         digits[i] % LANES);
    }
}

static void every_digit(const cf_modulus *mod)
{
    fill_entries(mod);
    for (size_t count = 16; count <= ENTRIES_MAX; count += 16) {
        for (size_t blocks = 1; blocks <= BLOCKS_MAX; blocks++) {
            for (uint64_t first = 0; first < count; first += 3) {
                look_up(mod, count, blocks, first);
            }
        }
    }
}

static void selected_is_what_stands_there(void **state)
{
    (void)state;
    with_lanes(every_digit);
}

static void every_digit_of_its_own(const cf_modulus *mod)
{
    fill_entries(mod);
    for (size_t count = 1; count <= 17; count++) {
        for (uint64_t first = 0; first < count; first++) {
            uint64_t digits[LANES];
            cf_block out;
            for (size_t i = 0; i < LANES; i++) {
                digits[i] = (first + i * i) % count;
            }
            cf_block_select_lanes(mod, LANES, &out, entries, count, digits);
            for (size_t i = 0; i < LANES; i++) {
                assert_same_lane(mod, &out, i, &entries[digits[i]], i);
            }
        }
    }
}

static void each_lane_has_entries_of_its_own(void **state)
{
    (void)state;
    with_lanes(every_digit_of_its_own);
}

int main(int argc, char **argv)
{
    numbers_seed(argc, argv);
    mpz_inits(p, most, one_over_radix, x, y, value, wanted, NULL);
    to_mpz(p, standard_p(), LIMBS);
    mpz_fdiv_q_2exp(most, p, 10);
    mpz_add(most, most, p);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(products_of_numbers_at_the_ends),
        cmocka_unit_test(long_chains),
        cmocka_unit_test(the_plain_kernel_says_the_same),
        cmocka_unit_test(rows_come_out_as_they_went_in),
        cmocka_unit_test(selected_is_what_stands_there),
        cmocka_unit_test(each_lane_has_entries_of_its_own),
    };
    const int failed = cmocka_run_group_tests(tests, NULL, NULL);
    mpz_clears(p, most, one_over_radix, x, y, value, wanted, NULL);
    return failed;
}
