/*
 * Scalars: every pair modulo q = 127, and random ones against GMP in every group.
 *
 * 127 leaves nothing out; the other groups add limbs, digests that reduce a long way, and the
 * standard q, where only 189 of 2^256 digests reduce at all.
 */
#include "group/elements.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum { SMALL_Q = 127, ROUNDS = 300 };

static cf_refusal admit_octets(const cf_group *group, const uint8_t *octets, size_t len,
                               cf_scalar *out)
{
    cf_unchecked_scalar claimed = { cf_octets_of(octets, len) };
    return cf_scalar_admit(group, claimed, out);
}

static cf_refusal admit_mpz(const cf_group *group, const mpz_t value, cf_scalar *out)
{
    uint8_t octets[CF_SCALAR_OCTETS];
    octets_of_mpz(octets, sizeof octets, value);
    return admit_octets(group, octets, sizeof octets, out);
}

static cf_scalar small(uint64_t value)
{
    return (cf_scalar){ { value } };
}

static void arithmetic_modulo_127_is_complete(void **state)
{
    (void)state;
    const cf_group *group = cf_group_toy(0);
    for (uint64_t a = 0; a < SMALL_Q; a++) {
        for (uint64_t b = 0; b < SMALL_Q; b++) {
            cf_scalar x = small(a);
            cf_scalar y = small(b);
            cf_scalar out;
            cf_scalar_add(group, &out, &x, &y);
            assert_true(cf_scalar_equal(&out, &(cf_scalar){ { (a + b) % SMALL_Q } }));
            cf_scalar_sub(group, &out, &x, &y);
            assert_true(cf_scalar_equal(&out, &(cf_scalar){ { (a + SMALL_Q - b) % SMALL_Q } }));
            cf_scalar_mul(group, &out, &x, &y);
            assert_true(cf_scalar_equal(&out, &(cf_scalar){ { a * b % SMALL_Q } }));
        }
    }
}

static void toy_scalars_are_32_octets_and_below_q(void **state)
{
    (void)state;
    for (uint64_t value = 0; value < 3 * SMALL_Q; value++) {
        uint8_t octets[CF_SCALAR_OCTETS] = { 0 };
        octets[30] = (uint8_t)(value >> 8);
        octets[31] = (uint8_t)value;
        cf_scalar out = small(5);
        cf_refusal refusal = admit_octets(cf_group_toy(0), octets, sizeof octets, &out);
        assert_int_equal(refusal, value < SMALL_Q ? CF_ADMITTED : CF_REFUSED_RANGE);
        cf_scalar wanted = small(value < SMALL_Q ? value : 0);
        assert_true(cf_scalar_equal(&out, &wanted));
    }
    for (size_t place = 0; place < CF_SCALAR_OCTETS - 1; place++) { /* 1 somewhere above */
        uint8_t octets[CF_SCALAR_OCTETS] = { 0 };
        octets[place] = 1;
        cf_scalar out;
        assert_int_equal(admit_octets(cf_group_toy(0), octets, sizeof octets, &out),
                         CF_REFUSED_RANGE);
    }
}

static void q_and_above_are_refused_in_every_group(void **state)
{
    (void)state;
    mpz_t value;
    mpz_init(value);
    for (size_t i = 0; i < known_group_count(); i++) {
        cast of;
        cast_open(&of, known_group_at(i));
        cf_scalar out;
        mpz_sub_ui(value, of.q, 1);
        assert_int_equal(admit_mpz(of.group, value, &out), CF_ADMITTED);
        assert_int_equal(admit_mpz(of.group, of.q, &out), CF_REFUSED_RANGE);
        assert_true(cf_scalar_equal(&out, &(cf_scalar){ { 0 } }));
        mpz_add_ui(value, of.q, 1);
        assert_int_equal(admit_mpz(of.group, value, &out), CF_REFUSED_RANGE);
        mpz_set_ui(value, 1);
        mpz_mul_2exp(value, value, 256);
        mpz_sub_ui(value, value, 1);
        assert_int_equal(admit_mpz(of.group, value, &out), CF_REFUSED_RANGE);
        cast_close(&of);
    }
    mpz_clear(value);
}

static void wrong_widths_and_undecodable_text_are_refused_by_name(void **state)
{
    (void)state;
    const uint8_t zeros[CF_SCALAR_OCTETS + 1] = { 0 };
    const cf_group *group = cf_group_standard();
    cf_scalar out;
    for (size_t len = 0; len <= sizeof zeros; len++) {
        assert_int_equal(admit_octets(group, zeros, len, &out),
                         len == CF_SCALAR_OCTETS ? CF_ADMITTED : CF_REFUSED_WIDTH);
    }
    assert_int_equal(admit_octets(group, NULL, 0, &out), CF_REFUSED_ENCODING);
    assert_int_equal(admit_octets(group, NULL, CF_SCALAR_OCTETS, &out), CF_REFUSED_ENCODING);
}

static void assert_scalar_is(const cf_scalar *out, const mpz_t wanted)
{
    cf_scalar expected;
    scalar_of_mpz(&expected, wanted);
    assert_true(cf_scalar_equal(out, &expected));
}

static void arithmetic_agrees_with_gmp(void **state)
{
    (void)state;
    mpz_t a, b, value;
    mpz_inits(a, b, value, NULL);
    for (size_t i = 0; i < known_group_count(); i++) {
        cast of;
        cast_open(&of, known_group_at(i));
        for (int round = 0; round < ROUNDS; round++) {
            cf_scalar x;
            cf_scalar y;
            cf_scalar out;
            draw_exponent(a, &of);
            draw_exponent(b, &of);
            scalar_of_mpz(&x, a);
            scalar_of_mpz(&y, b);
            mpz_add(value, a, b);
            mpz_mod(value, value, of.q);
            cf_scalar_add(of.group, &out, &x, &y);
            assert_scalar_is(&out, value);
            mpz_sub(value, a, b);
            mpz_mod(value, value, of.q);
            out = y;
            cf_scalar_sub(of.group, &out, &x, &out);
            assert_scalar_is(&out, value);
            mpz_mul(value, a, b);
            mpz_mod(value, value, of.q);
            out = x;
            cf_scalar_mul(of.group, &out, &out, &y);
            assert_scalar_is(&out, value);
            assert_int_equal(cf_scalar_equal(&x, &y), mpz_cmp(a, b) == 0);
        }
        cast_close(&of);
    }
    mpz_clears(a, b, value, NULL);
}

/*
 * Products that are close to a multiple of q: b = r / a for small r of either sign, so that every
 * carry of the folding happens (the last one only for remainders of 189 up to 189^2), and numbers
 * close to q, whose products are the largest.
 */
static void products_near_multiples_of_q_agree_with_gmp(void **state)
{
    (void)state;
    enum { NEAR = 600, TOP = 20 };
    mpz_t a, b, value;
    mpz_inits(a, b, value, NULL);
    for (size_t i = 0; i < known_group_count(); i++) {
        cast of;
        cast_open(&of, known_group_at(i));
        for (unsigned round = 0; round < 2 * NEAR + TOP * TOP; round++) {
            if (round < 2 * NEAR) {
                do {
                    draw_exponent(a, &of);
                } while (mpz_sgn(a) == 0);
                mpz_invert(b, a, of.q);
                mpz_mul_ui(b, b, round / 2);
                if (round % 2 == 1) {
                    mpz_neg(b, b);
                }
                mpz_mod(b, b, of.q);
            } else {
                mpz_sub_ui(a, of.q, 1 + round % TOP);
                mpz_sub_ui(b, of.q, 1 + round / TOP % TOP);
            }
            cf_scalar x;
            cf_scalar y;
            scalar_of_mpz(&x, a);
            scalar_of_mpz(&y, b);
            mpz_mul(value, a, b);
            mpz_mod(value, value, of.q);
            cf_scalar_mul(of.group, &x, &x, &y);
            assert_scalar_is(&x, value);
        }
        cast_close(&of);
    }
    mpz_clears(a, b, value, NULL);
}

static void digests_and_counts_reduce_fully(void **state)
{
    (void)state;
    mpz_t value;
    mpz_init(value);
    for (size_t i = 0; i < known_group_count(); i++) {
        cast of;
        cast_open(&of, known_group_at(i));
        for (int round = 0; round < ROUNDS; round++) {
            cf_limb limbs[CF_SCALAR_LIMBS];
            draw_limbs(limbs, CF_SCALAR_LIMBS);
            if (round < 3) { /* q - 1, q, q + 1 */
                mpz_add_ui(value, of.q, (unsigned)round);
                mpz_sub_ui(value, value, 1);
                from_mpz(limbs, CF_SCALAR_LIMBS, value);
            } else if (round < 5) { /* all ones, and all but the last */
                memset(limbs, 0xff, sizeof limbs);
                limbs[0] -= (cf_limb)round - 3;
            } else if (round < 6) {
                memset(limbs, 0, sizeof limbs);
            }
            to_mpz(value, limbs, CF_SCALAR_LIMBS);
            cf_hash digest;
            octets_of_mpz(digest.octets, sizeof digest.octets, value);
            mpz_mod(value, value, of.q);
            cf_scalar out;
            cf_scalar_from_hash(of.group, &digest, &out);
            assert_scalar_is(&out, value);

            to_mpz(value, limbs, 1);
            mpz_mod(value, value, of.q);
            cf_scalar_from_u64(of.group, limbs[0], &out);
            assert_scalar_is(&out, value);
        }
        cast_close(&of);
    }
    mpz_clear(value);
}

static void encoding_is_32_octets_in_every_group_and_comes_back(void **state)
{
    (void)state;
    mpz_t value;
    mpz_init(value);
    for (size_t i = 0; i < known_group_count(); i++) {
        cast of;
        cast_open(&of, known_group_at(i));
        for (int round = 0; round < ROUNDS; round++) {
            uint8_t octets[CF_SCALAR_OCTETS];
            uint8_t wanted[CF_SCALAR_OCTETS];
            cf_scalar scalar;
            cf_scalar back;
            draw_exponent(value, &of);
            scalar_of_mpz(&scalar, value);
            cf_scalar_encode(of.group, &scalar, octets);
            octets_of_mpz(wanted, sizeof wanted, value);
            assert_memory_equal(octets, wanted, sizeof octets);
            assert_int_equal(admit_octets(of.group, octets, sizeof octets, &back), CF_ADMITTED);
            assert_true(cf_scalar_equal(&scalar, &back));
        }
        cast_close(&of);
    }
    mpz_clear(value);
}

int main(int argc, char **argv)
{
    numbers_seed(argc, argv);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arithmetic_modulo_127_is_complete),
        cmocka_unit_test(toy_scalars_are_32_octets_and_below_q),
        cmocka_unit_test(q_and_above_are_refused_in_every_group),
        cmocka_unit_test(wrong_widths_and_undecodable_text_are_refused_by_name),
        cmocka_unit_test(arithmetic_agrees_with_gmp),
        cmocka_unit_test(products_near_multiples_of_q_agree_with_gmp),
        cmocka_unit_test(digests_and_counts_reduce_fully),
        cmocka_unit_test(encoding_is_32_octets_in_every_group_and_comes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
