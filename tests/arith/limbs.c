/*
 * Rows of limbs against GMP: 1 to 9 limbs and 64, with patterns that carries dislike.
 *
 * Sums, differences, comparisons and octets; subtract_once over its whole range [0, 2m) at the
 * ends, where it decides.
 */
#include "arith/numbers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum { ROUNDS = 400, LIMBS = 64 };

static mpz_t a_value, b_value, value, top;
static cf_limb a[LIMBS], b[LIMBS], out[LIMBS + 1], wanted[LIMBS];

static size_t draw_length(void)
{
    return draw_below(8) == 0 ? LIMBS : 1 + draw_below(9);
}

/* Two numbers, often equal or close. */
static size_t draw_pair(void)
{
    size_t n = draw_length();
    draw_limbs(a, n);
    draw_limbs(b, n);
    if (draw_below(4) == 0) {
        memcpy(b, a, n * sizeof a[0]);
        b[draw_below(n)] ^= draw_below(2);
    }
    to_mpz(a_value, a, n);
    to_mpz(b_value, b, n);
    mpz_set_ui(top, 1);
    mpz_mul_2exp(top, top, 64 * n);
    return n;
}

static void sums_and_differences_wrap_and_tell_the_carry(void **state)
{
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        size_t n = draw_pair();
        mpz_add(value, a_value, b_value);
        assert_int_equal(cf_limbs_add(out, a, b, n), mpz_cmp(value, top) >= 0);
        mpz_mod(value, value, top);
        from_mpz(wanted, n, value);
        assert_memory_equal(out, wanted, n * sizeof out[0]);

        mpz_sub(value, a_value, b_value);
        assert_int_equal(cf_limbs_subtract(out, a, b, n), mpz_sgn(value) < 0);
        mpz_mod(value, value, top);
        from_mpz(wanted, n, value);
        assert_memory_equal(out, wanted, n * sizeof out[0]);
    }
}

static void comparisons_are_masks_and_nothing_between(void **state)
{
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        size_t n = draw_pair();
        int order = mpz_cmp(a_value, b_value);
        assert_true(cf_limbs_below(a, b, n) == (order < 0 ? UINT64_MAX : 0));
        assert_true(cf_limbs_equal(a, b, n) == (order == 0 ? UINT64_MAX : 0));
        assert_true(cf_limbs_zero(a, n) == (mpz_sgn(a_value) == 0 ? UINT64_MAX : 0));
    }
    cf_limb high_only[2] = { 0, 1 };
    assert_true(cf_limbs_zero(high_only, 2) == 0);
}

static void picking_takes_one_or_the_other_whole(void **state)
{
    (void)state;
    size_t n = draw_pair();
    cf_limbs_pick(out, UINT64_MAX, a, b, n);
    assert_memory_equal(out, a, n * sizeof out[0]);
    cf_limbs_pick(out, 0, a, b, n);
    assert_memory_equal(out, b, n * sizeof out[0]);
}

/* t = -1, 0 and 1 off each end of [0, m) and [m, 2m), for m with and without its top bit. */
static void subtracting_once_decides_rightly_at_the_ends(void **state)
{
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        size_t n = draw_pair(); /* m is a */
        if (mpz_sgn(a_value) == 0) {
            continue;
        }
        mpz_t ends[4];
        for (unsigned end = 0; end < 4; end++) { /* 0, m - 1, m, 2m - 1 */
            mpz_init(ends[end]);
            mpz_mul_ui(ends[end], a_value, (end + 1) / 2);
            mpz_sub_ui(ends[end], ends[end], end % 2);
            from_mpz(out, n + 1, ends[end]);
            cf_limbs_subtract_once(out, out, out[n], a, n);
            mpz_mod(value, ends[end], a_value);
            from_mpz(wanted, n, value);
            assert_memory_equal(out, wanted, n * sizeof out[0]);
            mpz_clear(ends[end]);
        }
    }
}

static void octets_are_big_endian_and_come_back(void **state)
{
    (void)state;
    const uint8_t nine[9] = { 1, 2, 3, 4, 5, 6, 7, 8, 9 };
    cf_limbs_from_octets(out, 3, nine, sizeof nine);
    assert_true(out[0] == 0x0203040506070809 && out[1] == 1 && out[2] == 0);
    uint8_t back[11];
    cf_limbs_to_octets(back, sizeof back, out, 3);
    assert_memory_equal(back, "\0\0\1\2\3\4\5\6\7\10\11", sizeof back);
    cf_limbs_to_octets(back, sizeof back, out, 1); /* limbs that are not there */
    assert_memory_equal(back, "\0\0\0\2\3\4\5\6\7\10\11", sizeof back);
    cf_limbs_from_octets(out, 2, nine, 0);
    assert_true(out[0] == 0 && out[1] == 0);
}

/* Every width from nothing to three limbs, and more limbs than there are octets. */
static void octets_of_every_width_agree_with_gmp(void **state)
{
    (void)state;
    enum { OCTETS = 24 };
    for (size_t len = 0; len <= OCTETS; len++) {
        uint8_t octets[OCTETS];
        uint8_t back[OCTETS + 1];
        for (size_t i = 0; i < len; i++) {
            octets[i] = (uint8_t)draw();
        }
        mpz_import(value, len, 1, 1, 1, 0, octets);
        for (size_t n = (len + 7) / 8 + (len == 0); n <= OCTETS / 8 + 1; n++) {
            from_mpz(wanted, n, value);
            cf_limbs_from_octets(out, n, octets, len);
            assert_memory_equal(out, wanted, n * sizeof out[0]);
            back[len] = 0x5a;
            cf_limbs_to_octets(back, len, out, n);
            assert_memory_equal(back, octets, len);
            assert_int_equal(back[len], 0x5a);
        }
    }
}

int main(int argc, char **argv)
{
    numbers_seed(argc, argv);
    mpz_inits(a_value, b_value, value, top, NULL);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_and_differences_wrap_and_tell_the_carry),
        cmocka_unit_test(comparisons_are_masks_and_nothing_between),
        cmocka_unit_test(picking_takes_one_or_the_other_whole),
        cmocka_unit_test(subtracting_once_decides_rightly_at_the_ends),
        cmocka_unit_test(octets_are_big_endian_and_come_back),
        cmocka_unit_test(octets_of_every_width_agree_with_gmp),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    mpz_clears(a_value, b_value, value, top, NULL);
    return failed;
}
