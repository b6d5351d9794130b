/*
 * Rows of the kernel "ifma" at the ends of what they may be, where no number lies that enters.
 *
 * Rows up to 2p - 1, of which packing makes the least number and multiplying one below p (1 +
 * 2^-10) in limbs below 2^52; and products that are chosen beforehand, with lanes of zeros and of
 * ones, through which carries ripple.  GMP is the reference.  Blocks: lanes.c.
 */
#include "arith/numbers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { PLAIN = CF_LIMBS_MAX, ROW = 80, LIMBS = 79, BITS = 52, R_BITS = LIMBS * BITS };
enum { ENDS = 8, ROUNDS = 300, LANES = CF_LANES_MAX, LANE_BITS = 520 };

static cf_modulus mod;
static mpz_t p, r_inverse, x, y, value, bound;

static void row_from_mpz(cf_limb *row, const mpz_t number)
{
    mpz_t rest;
    mpz_init_set(rest, number);
    for (size_t i = 0; i < ROW; i++) {
        row[i] = mpz_get_ui(rest) & (((cf_limb)1 << BITS) - 1);
        mpz_fdiv_q_2exp(rest, rest, BITS);
    }
    assert_int_equal(mpz_sgn(rest), 0);
    mpz_clear(rest);
}

static void row_to_mpz(mpz_t number, const cf_limb *row)
{
    mpz_set_ui(number, 0);
    for (size_t i = ROW; i-- > 0;) {
        assert_int_equal(row[i] >> BITS, 0);
        mpz_mul_2exp(number, number, BITS);
        mpz_add_ui(number, number, row[i]);
    }
}

/* 0, 1, p - 1, p, p + 1, 2p - 2, 2p - 1, 2^4096 - 1; or any below 2p. */
static void choose(mpz_t out, uint64_t which)
{
    cf_limb limbs[PLAIN];
    mpz_set_ui(out, which < 2 ? which : 0);
    if (which >= 2 && which <= 4) {
        mpz_add_ui(out, p, which - 2);
        mpz_sub_ui(out, out, 1);
    } else if (which == 5 || which == 6) {
        mpz_mul_ui(out, p, 2);
        mpz_sub_ui(out, out, 7 - which);
    } else if (which == 7) {
        mpz_setbit(out, 64 * PLAIN);
        mpz_sub_ui(out, out, 1);
    } else if (which >= ENDS) {
        draw_limbs(limbs, PLAIN);
        to_mpz(out, limbs, PLAIN);
        if (draw_below(2) == 1) {
            mpz_add(out, out, p);
        }
        mpz_mul_ui(value, p, 2);
        mpz_mod(out, out, value);
    }
}

/* Whether row is a b / R modulo p, and below p (1 + 2^-10). */
static void is_quotient(const cf_limb *row, const mpz_t a, const mpz_t b)
{
    mpz_t found;
    mpz_init(found);
    row_to_mpz(found, row);
    mpz_mul(value, a, b);
    mpz_mul(value, value, r_inverse);
    assert_true(mpz_congruent_p(found, value, p));
    assert_true(mpz_cmp(found, bound) < 0);
    mpz_clear(found);
}

static void is_packed(const cf_limb *row, const mpz_t number)
{
    cf_limb plain[PLAIN];
    cf_limb wanted[PLAIN];
    mod.kernel->pack(&mod, plain, row);
    mpz_mod(value, number, p);
    from_mpz(wanted, PLAIN, value);
    assert_memory_equal(plain, wanted, sizeof plain);
}

static void rows_below_2p_are_taken(void **state)
{
    (void)state;
    for (uint64_t round = 0; round < ENDS * ENDS + ROUNDS; round++) {
        cf_limb a[ROW];
        cf_limb b[ROW];
        cf_limb out[ROW];
        choose(x, round / ENDS);
        choose(y, round < ENDS * ENDS ? round % ENDS : ENDS);
        row_from_mpz(a, x);
        row_from_mpz(b, y);
        is_packed(a, x);
        mod.kernel->multiply(&mod, out, a, b);
        is_quotient(out, x, y);
        mod.kernel->square(&mod, out, a, 1);
        is_quotient(out, x, x);
    }
}

/* Eight lanes of 520 bits: 0, a few, all ones, all ones but a few, or any. */
static void choose_lanes(mpz_t out)
{
    mpz_set_ui(out, 0);
    for (size_t lane = 0; lane < LANES; lane++) {
        cf_limb limbs[9];
        mpz_mul_2exp(out, out, LANE_BITS);
        draw_limbs(limbs, 9);
        to_mpz(y, limbs, 9);
        mpz_fdiv_r_2exp(y, y, LANE_BITS);
        const uint64_t kind = draw_below(8);
        if (kind < 3) {
            mpz_set_ui(y, kind == 0 ? draw_below(300) : 0);
        } else if (kind < 6) {
            mpz_set_ui(y, 0);
            mpz_setbit(y, LANE_BITS);
            mpz_sub_ui(y, y, 1 + (kind == 3 ? draw_below(300) : 0));
        }
        mpz_add(out, out, y);
    }
    mpz_mod(out, out, p);
}

/* With b and a b / R chosen, a is a b / R times R / b. */
static void carries_ripple_through_whole_lanes(void **state)
{
    (void)state;
    for (size_t round = 0; round < 20 * ROUNDS; round++) {
        cf_limb a[ROW];
        cf_limb b[ROW];
        cf_limb plain[PLAIN];
        choose_lanes(x);
        draw_residue(plain, mod.m, PLAIN);
        to_mpz(y, plain, PLAIN);
        if (mpz_sgn(y) == 0) {
            mpz_set_ui(y, 1);
        }
        row_from_mpz(b, y);
        assert_true(mpz_invert(y, y, p) != 0);
        mpz_mul(y, y, x);
        mpz_mul_2exp(y, y, R_BITS);
        mpz_mod(y, y, p);
        row_from_mpz(a, y);
        mod.kernel->multiply(&mod, a, a, b);
        row_to_mpz(y, a);
        assert_true(mpz_congruent_p(y, x, p));
        is_packed(a, x);
    }
}

static bool is_here(void)
{
    size_t count;
    const cf_arith_kernel *kernels = cf_arith_kernels(&count);
    bool found = false;
    for (size_t k = 0; k < count && !found; k++) {
        found = strcmp(kernels[k].name, "ifma") == 0
                && cf_modulus_init_vartime(&mod, standard_p(), PLAIN, &kernels[k]) == CF_OK;
    }
    return found;
}

int main(int argc, char **argv)
{
    enum { SKIPPED = 77 };
    numbers_seed(argc, argv);
    if (!is_here()) {
        puts("skipped: no kernel ifma runs here");
        return SKIPPED;
    }
    mpz_inits(p, r_inverse, x, y, value, bound, NULL);
    to_mpz(p, standard_p(), PLAIN);
    mpz_setbit(r_inverse, R_BITS);
    mpz_invert(r_inverse, r_inverse, p);
    mpz_fdiv_q_2exp(bound, p, 10);
    mpz_add(bound, bound, p);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_below_2p_are_taken),
        cmocka_unit_test(carries_ripple_through_whole_lanes),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    mpz_clears(p, r_inverse, x, y, value, bound, NULL);
    return failed;
}
