/*
 * Every kernel against GMP, on moduli of 1 to 64 limbs and on the standard p.
 *
 * Numbers are random, made of runs of ones and zeros, and the ends of the range: 0, 1, 2, (m +-
 * 1) / 2, m - 2, m - 1. What only some kernels take is named; a kernel that this processor
 * lacks is named too, and not tested.
 */
#include "arith/block.h"
#include "arith/numbers.h"
#include "arith/product.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { LIMBS = CF_LIMBS_MAX, PAIRS = 40, ENDS = 7 };

typedef struct setting {
    const cf_arith_kernel *kernel;
    cf_modulus mod;
    mpz_t m;
} setting;

static mpz_t x_value, y_value, value;

/* A number at an end of [0, m), or any. */
static void choose(cf_limb *out, const setting *set, uint64_t which)
{
    size_t n = set->mod.n;
    if (which >= ENDS) {
        draw_residue(out, set->mod.m, n);
        return;
    }
    mpz_set_ui(value, which); /* 0, 1, 2 */
    if (which >= 3 && which < 5) {
        mpz_add_ui(value, set->m, 1);
        mpz_fdiv_q_2exp(value, value, 1);
        mpz_sub_ui(value, value, which - 3);
    } else if (which >= 5) {
        mpz_sub_ui(value, set->m, which - 4);
    }
    mpz_mod(value, value, set->m);
    from_mpz(out, n, value);
}

static void assert_left_as(const setting *set, const cf_limb *inside, const mpz_t expected)
{
    cf_limb plain[LIMBS];
    cf_limb wanted[LIMBS];
    cf_modulus_leave(&set->mod, plain, inside);
    from_mpz(wanted, set->mod.n, expected);
    assert_memory_equal(plain, wanted, set->mod.n * sizeof plain[0]);
}

static void one_pair(const setting *set, const cf_limb *x, const cf_limb *y)
{
    const cf_modulus *mod = &set->mod;
    cf_limb a[CF_DOMAIN_LIMBS_MAX];
    cf_limb b[CF_DOMAIN_LIMBS_MAX];
    cf_limb out[CF_DOMAIN_LIMBS_MAX];
    to_mpz(x_value, x, mod->n);
    to_mpz(y_value, y, mod->n);
    cf_modulus_enter(mod, a, x);
    cf_modulus_enter(mod, b, y);
    assert_true(cf_modulus_equal(mod, a, b) == (mpz_cmp(x_value, y_value) == 0 ? UINT64_MAX : 0));
    cf_modulus_multiply(mod, out, b, mod->one); /* the same number, perhaps in another row */
    assert_true(cf_modulus_equal(mod, b, out) == UINT64_MAX);

    mpz_mul(value, x_value, y_value);
    mpz_mod(value, value, set->m);
    cf_modulus_multiply(mod, out, a, b);
    assert_left_as(set, out, value);

    memcpy(out, a, sizeof out); /* out is a, out is b, all three are one */
    cf_modulus_multiply(mod, out, out, b);
    assert_left_as(set, out, value);
    memcpy(out, b, sizeof out);
    cf_modulus_multiply(mod, out, a, out);
    assert_left_as(set, out, value);

    mpz_powm_ui(value, x_value, 2, set->m);
    memcpy(out, a, sizeof out);
    cf_modulus_multiply(mod, out, out, out);
    assert_left_as(set, out, value);
}

static void squares(const setting *set, const cf_limb *x)
{
    cf_limb a[CF_DOMAIN_LIMBS_MAX];
    cf_limb out[CF_DOMAIN_LIMBS_MAX];
    cf_modulus_enter(&set->mod, a, x);
    to_mpz(value, x, set->mod.n);
    for (size_t times = 0; times <= 5; times++) {
        cf_modulus_square(&set->mod, out, a, times);
        assert_left_as(set, out, value);
        memcpy(out, a, sizeof out);
        cf_modulus_square(&set->mod, out, out, times);
        assert_left_as(set, out, value);
        mpz_powm_ui(value, value, 2, set->m);
    }
}

static void sums(const setting *set, const cf_limb *x, const cf_limb *y)
{
    cf_limb out[LIMBS];
    cf_limb wanted[LIMBS];
    size_t n = set->mod.n;
    to_mpz(x_value, x, n);
    to_mpz(y_value, y, n);
    mpz_add(value, x_value, y_value);
    mpz_mod(value, value, set->m);
    from_mpz(wanted, n, value);
    cf_modulus_add(&set->mod, out, x, y);
    assert_memory_equal(out, wanted, n * sizeof out[0]);
    mpz_sub(value, x_value, y_value);
    mpz_mod(value, value, set->m);
    from_mpz(wanted, n, value);
    memcpy(out, y, n * sizeof out[0]);
    cf_modulus_subtract(&set->mod, out, x, out);
    assert_memory_equal(out, wanted, n * sizeof out[0]);
}

/* Numbers at or past m, up to all ones, enter as their remainder; rows of any length reduce. */
static void what_is_too_large(const setting *set)
{
    cf_limb row[2 * LIMBS + 3];
    cf_limb out[CF_DOMAIN_LIMBS_MAX];
    size_t n = set->mod.n;
    for (int round = 0; round < 6; round++) {
        draw_limbs(row, n);
        if (round == 0) {
            memset(row, 0xff, n * sizeof row[0]);
        } else if (round == 1) {
            memcpy(row, set->mod.m, n * sizeof row[0]);
        }
        to_mpz(value, row, n);
        mpz_mod(value, value, set->m);
        cf_modulus_enter(&set->mod, out, row);
        assert_left_as(set, out, value);

        size_t row_n = draw_below(2 * n + 4);
        draw_limbs(row, row_n);
        to_mpz(value, row, row_n);
        mpz_mod(value, value, set->m);
        cf_limb wanted[LIMBS];
        from_mpz(wanted, n, value);
        cf_modulus_reduce(&set->mod, out, row, row_n);
        assert_memory_equal(out, wanted, n * sizeof out[0]);
    }
}

/* Blocks, whole and of one lane, come out as rows do; some of them are calculated in place. */
static void blocks_are_as_good_as_rows(const setting *set)
{
    enum { BLOCKS = 6 };
    const cf_modulus *mod = &set->mod;
    _Alignas(64) static cf_limb a[CF_LANES_MAX][CF_DOMAIN_LIMBS_MAX];
    _Alignas(64) static cf_limb b[CF_LANES_MAX][CF_DOMAIN_LIMBS_MAX];
    _Alignas(64) static cf_limb out[CF_LANES_MAX][CF_DOMAIN_LIMBS_MAX];
    for (size_t round = 0; round < BLOCKS; round++) {
        const size_t lanes = cf_block_lanes(mod, round % 2 == 0 ? CF_LANES_MAX : 1);
        const cf_limb *rows[2][CF_LANES_MAX];
        cf_limb *results[CF_LANES_MAX];
        cf_block x;
        cf_block y;
        for (size_t i = 0; i < lanes; i++) {
            choose(a[i], set, draw_below(2 * ENDS));
            choose(b[i], set, draw_below(2 * ENDS));
            cf_modulus_enter(mod, a[i], a[i]);
            cf_modulus_enter(mod, b[i], b[i]);
            rows[0][i] = a[i];
            rows[1][i] = b[i];
            results[i] = out[i];
        }
        cf_block_gather(mod, lanes, &x, rows[0]);
        cf_block_gather(mod, lanes, &y, rows[1]);
        cf_block_multiply(mod, lanes, &x, &x, &y);
        cf_block_square(mod, lanes, &x, &x, round);
        cf_block_scatter(mod, lanes, results, &x);
        for (size_t i = 0; i < lanes; i++) {
            cf_modulus_multiply(mod, a[i], a[i], b[i]);
            cf_modulus_square(mod, a[i], a[i], round);
            assert_true(cf_modulus_equal(mod, a[i], out[i]) == UINT64_MAX);
        }
    }
}

/* Into a block and out again, each lane a number of its own, also m and more. */
static void blocks_enter_and_leave(const setting *set)
{
    const cf_modulus *mod = &set->mod;
    for (size_t round = 0; round < 2; round++) {
        const size_t lanes = cf_block_lanes(mod, round == 0 ? CF_LANES_MAX : 1);
        static cf_limb in[CF_LANES_MAX][LIMBS];
        static cf_limb out[CF_LANES_MAX][LIMBS];
        const cf_limb *coming[CF_LANES_MAX];
        cf_limb *going[CF_LANES_MAX];
        for (size_t i = 0; i < lanes; i++) {
            draw_limbs(in[i], mod->n);
            coming[i] = in[i];
            going[i] = out[i];
        }
        cf_block x;
        cf_block_enter(mod, lanes, &x, coming);
        cf_block_leave(mod, lanes, going, &x);
        for (size_t i = 0; i < lanes; i++) {
            cf_limb wanted[LIMBS];
            to_mpz(value, in[i], mod->n);
            mpz_mod(value, value, set->m);
            from_mpz(wanted, mod->n, value);
            assert_memory_equal(out[i], wanted, mod->n * sizeof wanted[0]);
        }
    }
}

enum { ENTRIES = 32, ASKED = 5 * CF_LANES_MAX };

_Alignas(64) static cf_limb entry_rows[ENTRIES][CF_DOMAIN_LIMBS_MAX];
static cf_block entry_blocks[ENTRIES]; /* entry i: row i + lane in each lane */

static void draw_entries(const setting *set)
{
    for (size_t i = 0; i < ENTRIES; i++) {
        memset(entry_rows[i], 0, sizeof entry_rows[i]);
        choose(entry_rows[i], set, i);
        cf_modulus_enter(&set->mod, entry_rows[i], entry_rows[i]);
    }
    for (size_t i = 0; i < ENTRIES; i++) {
        const cf_limb *rows[CF_LANES_MAX];
        for (size_t lane = 0; lane < set->kernel->lanes; lane++) {
            rows[lane] = entry_rows[(i + lane) % ENTRIES];
        }
        cf_block_gather(&set->mod, set->kernel->lanes, &entry_blocks[i], rows);
    }
}

static void assert_lane_is(const setting *set, size_t lanes, const cf_block *found, size_t lane,
                           size_t entry)
{
    _Alignas(64) static cf_limb out[CF_LANES_MAX][CF_DOMAIN_LIMBS_MAX];
    cf_limb *rows[CF_LANES_MAX];
    for (size_t i = 0; i < lanes; i++) {
        rows[i] = out[i];
    }
    cf_block_scatter(&set->mod, lanes, rows, found);
    assert_memory_equal(out[lane], entry_rows[entry], set->mod.width * sizeof out[0][0]);
}

/* Every entry in every lane, of so many blocks or rows side by side. */
static void one_table_finds(const setting *set, size_t lanes, size_t blocks, const cf_limb *table)
{
    static cf_block found[ASKED];
    uint64_t digits[ASKED];
    for (size_t turn = 0; turn < ENTRIES; turn++) {
        for (size_t i = 0; i < blocks * lanes; i++) {
            digits[i] = (turn + 11 * i) % ENTRIES;
        }
        memset(found, 0xa5, sizeof found);
        cf_block_select(&set->mod, lanes, found, blocks, table, ENTRIES, digits);
        for (size_t i = 0; i < blocks * lanes; i++) {
            assert_lane_is(set, lanes, &found[i / lanes], i % lanes, digits[i]);
        }
        assert_int_equal(found[blocks].limb[0], 0xa5a5a5a5a5a5a5a5);
    }
}

static void lanes_find_in_tables_of_their_own(const setting *set, size_t lanes)
{
    cf_block found;
    uint64_t digits[CF_LANES_MAX];
    for (size_t turn = 0; turn < ENTRIES; turn++) {
        for (size_t lane = 0; lane < lanes; lane++) {
            digits[lane] = (turn + 5 * lane) % ENTRIES;
        }
        cf_block_select_lanes(&set->mod, lanes, &found, entry_blocks, ENTRIES, digits);
        for (size_t lane = 0; lane < lanes; lane++) {
            assert_lane_is(set, lanes, &found, lane, (digits[lane] + lane) % ENTRIES);
        }
    }
}

static void looking_up_finds_what_was_put(const setting *set)
{
    _Alignas(64) static cf_limb table[ENTRIES * CF_DOMAIN_LIMBS_MAX];
    const size_t lanes = cf_block_lanes(&set->mod, ENTRIES);
    draw_entries(set);
    for (size_t first = 0; first < ENTRIES; first += lanes) {
        cf_block_put(&set->mod, table, ENTRIES, first, &entry_blocks[first]);
    }
    for (size_t blocks = 1; blocks <= 4; blocks++) {
        one_table_finds(set, lanes, blocks, table);
    }
    one_table_finds(set, 1, 1, table);
    one_table_finds(set, 1, CF_LANES_MAX + 1, table);
    lanes_find_in_tables_of_their_own(set, lanes);
}

static void everything(const setting *set)
{
    for (uint64_t pair = 0; pair < ENDS * ENDS + PAIRS; pair++) {
        cf_limb x[LIMBS];
        cf_limb y[LIMBS];
        choose(x, set, pair / ENDS);
        choose(y, set, pair < ENDS * ENDS ? pair % ENDS : ENDS);
        one_pair(set, x, y);
        sums(set, x, y);
        if (pair % ENDS == 0) {
            squares(set, x);
        }
    }
    what_is_too_large(set);
    blocks_are_as_good_as_rows(set);
    blocks_enter_and_leave(set);
    looking_up_finds_what_was_put(set);
}

/* Whether the kernel took it. */
static bool with_kernel(const cf_arith_kernel *kernel, const cf_limb *m, size_t n)
{
    if (!kernel->runs_here() || !kernel->takes(m, n)) {
        return false;
    }
    setting set = { .kernel = kernel };
    assert_int_equal(cf_modulus_init_vartime(&set.mod, m, n, kernel), CF_OK);
    mpz_init(set.m);
    to_mpz(set.m, m, n);
    everything(&set);
    mpz_clear(set.m);
    return true;
}

static void with_every_kernel(const cf_limb *m, size_t n, const char *what)
{
    size_t count;
    const cf_arith_kernel *kernels = cf_arith_kernels(&count);
    bool any = false;
    for (size_t k = 0; k < count; k++) {
        bool took = with_kernel(&kernels[k], m, n);
        if (what != NULL) {
            printf("%s: %s%s\n", what, kernels[k].name,
                   took                     ? ""
                   : kernels[k].runs_here() ? " does not take it"
                                            : " does not run here");
        }
        any = any || took;
    }
    assert_true(any);
}

static void moduli_of_every_length(void **state)
{
    (void)state;
    for (size_t n = 1; n <= LIMBS; n = n < 8 ? n + 1 : n * 2) {
        cf_limb m[LIMBS];
        draw_limbs(m, n);
        m[0] |= 3;
        m[n - 1] |= 1;
        with_every_kernel(m, n, NULL);
        memset(m, 0xff, n * sizeof m[0]); /* 2^(64 n) - 1 */
        with_every_kernel(m, n, NULL);
        if (n > 1) {
            m[0] = 1; /* -1/m is all ones */
            with_every_kernel(m, n, NULL);
        }
        memset(m, 0, n * sizeof m[0]); /* a short number in long clothes */
        m[0] = 3;
        m[n - 1] |= 1;
        with_every_kernel(m, n, NULL);
    }
}

static void the_standard_p(void **state)
{
    (void)state;
    with_every_kernel(standard_p(), LIMBS, "standard p");
}

/* First and last 256 bits are ones; the middle is free, from all zeros to all ones. */
static void moduli_shaped_like_the_standard_p(void **state)
{
    (void)state;
    for (int middle = 0; middle < 6; middle++) {
        cf_limb m[LIMBS];
        memset(m, middle == 0 ? 0 : 0xff, sizeof m);
        if (middle >= 2) {
            draw_limbs(m + 4, LIMBS - 8);
        }
        memset(m, 0xff, 4 * sizeof m[0]);
        memset(m + LIMBS - 4, 0xff, 4 * sizeof m[0]);
        with_every_kernel(m, LIMBS, NULL);
    }
}

/* One bit less at either end and the special kernel must say no. */
static void what_only_resembles_the_standard_p_goes_to_the_plain_kernel(void **state)
{
    (void)state;
    const size_t broken[] = { 0, 3, 60, 63 };
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
        cf_limb m[LIMBS];
        memcpy(m, standard_p(), sizeof m);
        m[broken[i]] ^= 4;
        size_t count;
        const cf_arith_kernel *kernels = cf_arith_kernels(&count);
        for (size_t k = 0; k < count; k++) {
            bool plain = strncmp(kernels[k].name, "portable", 8) == 0
                         && strcmp(kernels[k].name, "portable-4096") != 0;
            assert_int_equal(kernels[k].takes(m, LIMBS), plain);
        }
        with_every_kernel(m, LIMBS, NULL);
    }
}

/* The long products alone, where the halves of a and b are ordered in every way or are the same. */
static void long_products_and_squares_are_exact(void **state)
{
    (void)state;
    for (int round = 0; round < 400; round++) {
        cf_limb a[LIMBS];
        cf_limb b[LIMBS];
        cf_limb out[2 * LIMBS];
        cf_limb wanted[2 * LIMBS];
        draw_limbs(a, LIMBS);
        draw_limbs(b, LIMBS);
        if (round % 5 == 0) { /* equal halves: the difference is 0, of either sign */
            memcpy(a, a + LIMBS / 2, LIMBS / 2 * sizeof a[0]);
        }
        if (round % 7 == 0) {
            memset(b, 0xff, sizeof b);
        }
        if (round % 35 == 0) {
            memset(a, 0xff, sizeof a);
        }
        mpn_mul(wanted, a, LIMBS, b, LIMBS);
        cf_product_64(out, a, b);
        assert_memory_equal(out, wanted, sizeof out);
        mpn_sqr(wanted, a, LIMBS);
        cf_square_64(out, a);
        assert_memory_equal(out, wanted, sizeof out);
    }
}

int main(int argc, char **argv)
{
    numbers_seed(argc, argv);
    mpz_inits(x_value, y_value, value, NULL);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(long_products_and_squares_are_exact),
        cmocka_unit_test(moduli_of_every_length),
        cmocka_unit_test(the_standard_p),
        cmocka_unit_test(moduli_shaped_like_the_standard_p),
        cmocka_unit_test(what_only_resembles_the_standard_p_goes_to_the_plain_kernel),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    mpz_clears(x_value, y_value, value, NULL);
    return failed;
}
