/*
 * Secret scalars: the same numbers as the functions that may branch, and as GMP.
 *
 * The group of 127 elements is exhausted; the others are sampled with exponents that are often at
 * an end of the range or have many zero digits.  Drawing is held to its octets: sources are
 * scripts, and what is left of a script is counted.
 */
#include "group/elements.h"
#include "group/secret.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { SMALL_Q = 127, ROUNDS = 60 };

/* --- between the types of the room and GMP's --- */

static cf_secret_scalar secret_of_mpz(const mpz_t value)
{
    cf_secret_scalar scalar;
    scalar_of_mpz(&scalar.number, value);
    return scalar;
}

static void assert_secret_is(const cf_secret_scalar *scalar, const mpz_t wanted)
{
    mpz_t value;
    mpz_init(value);
    mpz_of_scalar(value, &scalar->number);
    assert_int_equal(mpz_cmp(value, wanted), 0);
    mpz_clear(value);
}

/* --- scalars --- */

static void arithmetic_modulo_127_is_complete(void **state)
{
    (void)state;
    const cf_group *group = cf_group_toy(0);
    for (uint64_t a = 0; a < SMALL_Q; a++) {
        for (uint64_t b = 0; b < SMALL_Q; b++) {
            cf_secret_scalar x, y, out;
            cf_secret_scalar_from_u64(group, a + SMALL_Q, &x);
            cf_secret_scalar_from_u64(group, b, &y);
            cf_secret_scalar_add(group, &out, &x, &y);
            assert_true(cf_scalar_equal(&out.number, &(cf_scalar){ { (a + b) % SMALL_Q } }));
            cf_secret_scalar_sub(group, &out, &x, &y);
            assert_true(
                cf_scalar_equal(&out.number, &(cf_scalar){ { (a + SMALL_Q - b) % SMALL_Q } }));
            cf_secret_scalar_mul(group, &out, &x, &y);
            assert_true(cf_scalar_equal(&out.number, &(cf_scalar){ { a * b % SMALL_Q } }));
        }
    }
}

static void one_round_of_arithmetic(const cast *of, mpz_t a, mpz_t b, mpz_t c)
{
    mpz_t value;
    mpz_init(value);
    const cf_secret_scalar x = secret_of_mpz(a);
    const cf_secret_scalar y = secret_of_mpz(b);
    cf_scalar challenge;
    scalar_of_mpz(&challenge, c);
    cf_secret_scalar out = x;
    mpz_add(value, a, b);
    mpz_mod(value, value, of->q);
    cf_secret_scalar_add(of->group, &out, &out, &y);
    assert_secret_is(&out, value);
    mpz_sub(value, a, b);
    mpz_mod(value, value, of->q);
    out = y;
    cf_secret_scalar_sub(of->group, &out, &x, &out);
    assert_secret_is(&out, value);
    mpz_mul(value, a, b);
    mpz_mod(value, value, of->q);
    cf_secret_scalar_mul(of->group, &out, &x, &y);
    assert_secret_is(&out, value);
    mpz_mul(value, c, b);
    mpz_sub(value, a, value);
    mpz_mod(value, value, of->q);
    cf_secret_scalar_answer(of->group, &out.number, &x, &challenge, &y);
    assert_secret_is(&out, value);
    mpz_clear(value);
}

static void arithmetic_agrees_with_gmp(void **state)
{
    (void)state;
    mpz_t a, b, c;
    mpz_inits(a, b, c, NULL);
    for (size_t i = 0; i < known_group_count(); i++) {
        cast of;
        cast_open(&of, known_group_at(i));
        for (int round = 0; round < ROUNDS; round++) {
            draw_exponent(a, &of);
            draw_exponent(b, &of);
            draw_exponent(c, &of);
            one_round_of_arithmetic(&of, a, b, c);
        }
        cast_close(&of);
    }
    mpz_clears(a, b, c, NULL);
}

static void an_answer_may_stand_where_its_nonce_stood(void **state)
{
    (void)state;
    const cf_group *group = cf_group_toy(0);
    cf_secret_scalar u = { { { 100 } } };
    const cf_secret_scalar x = { { { 3 } } };
    const cf_scalar c = { { 40 } };
    cf_secret_scalar_answer(group, &u.number, &u, &c, &x);
    assert_true(
        cf_scalar_equal(&u.number, &(cf_scalar){ { (100 + 2 * SMALL_Q - 120) % SMALL_Q } }));
}

static void digests_and_counts_reduce_fully(void **state)
{
    (void)state;
    mpz_t value;
    mpz_init(value);
    for (size_t i = 0; i < known_group_count(); i++) {
        cast of;
        cast_open(&of, known_group_at(i));
        for (unsigned round = 0; round < ROUNDS; round++) {
            cf_hash digest;
            cf_limb limbs[CF_SCALAR_LIMBS];
            draw_limbs(limbs, CF_SCALAR_LIMBS);
            to_mpz(value, limbs, CF_SCALAR_LIMBS);
            if (round < 3) { /* q - 1, q, q + 1 */
                mpz_add_ui(value, of.q, round);
                mpz_sub_ui(value, value, 1);
            }
            octets_of_mpz(digest.octets, sizeof digest.octets, value);
            mpz_mod(value, value, of.q);
            cf_secret_scalar out;
            cf_secret_scalar_from_hash(of.group, &digest, &out);
            assert_secret_is(&out, value);
            to_mpz(value, limbs, 1);
            mpz_mod(value, value, of.q);
            cf_secret_scalar_from_u64(of.group, limbs[0], &out);
            assert_secret_is(&out, value);
        }
        cast_close(&of);
    }
    mpz_clear(value);
}

static bool decode_mpz(const cf_group *group, const mpz_t value, cf_secret_scalar *out)
{
    uint8_t octets[CF_SCALAR_OCTETS];
    octets_of_mpz(octets, sizeof octets, value);
    memset(out, 0xA5, sizeof *out);
    return cf_secret_scalar_decode(group, octets, out);
}

static void what_is_below_q_is_decoded_and_comes_back_encoded(void **state)
{
    (void)state;
    mpz_t value;
    mpz_init(value);
    for (size_t i = 0; i < known_group_count(); i++) {
        cast of;
        cast_open(&of, known_group_at(i));
        for (unsigned round = 0; round < ROUNDS; round++) {
            uint8_t octets[CF_SCALAR_OCTETS];
            uint8_t wanted[CF_SCALAR_OCTETS];
            cf_secret_scalar out;
            draw_exponent(value, &of);
            if (round < 2) { /* q - 1, q - 2 */
                mpz_sub_ui(value, of.q, round + 1);
            }
            assert_true(decode_mpz(of.group, value, &out));
            assert_secret_is(&out, value);
            octets_of_mpz(wanted, sizeof wanted, value);
            cf_secret_scalar_encode(of.group, &out, octets);
            assert_memory_equal(octets, wanted, sizeof octets);
        }
        cast_close(&of);
    }
    mpz_clear(value);
}

static void assert_refused(const cf_group *group, const mpz_t value)
{
    const cf_secret_scalar zero = { { { 0 } } };
    cf_secret_scalar out;
    assert_false(decode_mpz(group, value, &out));
    assert_memory_equal(&out, &zero, sizeof zero);
}

static void q_and_above_are_not_decoded(void **state)
{
    (void)state;
    mpz_t value;
    mpz_init(value);
    for (size_t i = 0; i < known_group_count(); i++) {
        cast of;
        cast_open(&of, known_group_at(i));
        assert_refused(of.group, of.q);
        mpz_add_ui(value, of.q, 1);
        assert_refused(of.group, value);
        for (mp_bitcnt_t bit = mpz_sizeinbase(of.q, 2); bit < 256; bit++) {
            mpz_set_ui(value, 1);
            mpz_mul_2exp(value, value, bit); /* and no bit of it below q */
            assert_refused(of.group, value);
        }
        mpz_set_ui(value, 1);
        mpz_mul_2exp(value, value, 256);
        mpz_sub_ui(value, value, 1);
        assert_refused(of.group, value);
        cast_close(&of);
    }
    mpz_clear(value);
}

static void picking_takes_all_of_one_and_nothing_of_the_other(void **state)
{
    (void)state;
    const cf_secret_scalar a = { { { 1, 2, 3, UINT64_MAX } } };
    const cf_secret_scalar b = { { { 5, 6, 7, 8 } } };
    cf_secret_scalar out;
    cf_secret_scalar_pick(&out, UINT64_MAX, &a, &b);
    assert_memory_equal(&out, &a, sizeof a);
    cf_secret_scalar_pick(&out, 0, &a, &b);
    assert_memory_equal(&out, &b, sizeof b);
    cf_secret_scalar_pick(&out, UINT64_MAX, &out, &a); /* in place */
    assert_memory_equal(&out, &b, sizeof b);
}

/* --- drawing --- */

/* A source that gives these octets, once, and then nothing. */
typedef struct script {
    const uint8_t *octets;
    size_t len;
    size_t given;
    size_t calls;
} script;

static cf_status fill_from_script(void *context, void *out, size_t len)
{
    script *of = context;
    of->calls++;
    memset(out, 0xA5, len);
    if (len > of->len - of->given) {
        return CF_ERR_ABSENT;
    }
    memcpy(out, of->octets + of->given, len);
    of->given += len;
    return CF_OK;
}

static cf_entropy_source source_of(script *of)
{
    return (cf_entropy_source){ .fill = fill_from_script, .context = of };
}

static void a_number_below_q_is_drawn_as_it_is_encoded(void **state)
{
    (void)state;
    enum { COUNT = 6 };
    mpz_t value[COUNT];
    for (size_t i = 0; i < known_group_count(); i++) {
        cast of;
        cast_open(&of, known_group_at(i));
        size_t width = cf_group_q(of.group).len;
        uint8_t octets[COUNT * CF_SCALAR_OCTETS];
        cf_secret_scalar out[COUNT + 1];
        memset(out, 0x5a, sizeof out);
        const cf_secret_scalar untouched = out[COUNT];
        for (size_t k = 0; k < COUNT; k++) {
            mpz_init(value[k]);
            draw_exponent(value[k], &of);
            if (k == 0) {
                mpz_sub_ui(value[k], of.q, 1);
            }
            octets_of_mpz(octets + k * width, width, value[k]);
        }
        script given = { .octets = octets, .len = COUNT * width };
        const cf_entropy_source source = source_of(&given);
        assert_int_equal(cf_secret_scalar_draw(of.group, &source, COUNT, out), CF_OK);
        for (size_t k = 0; k < COUNT; k++) {
            assert_secret_is(&out[k], value[k]);
            mpz_clear(value[k]);
        }
        assert_int_equal(given.given, COUNT * width);
        assert_memory_equal(&out[COUNT], &untouched, sizeof untouched);
        cast_close(&of);
    }
}

static void q_and_more_are_drawn_again(void **state)
{
    (void)state;
    mpz_t value;
    mpz_init(value);
    for (size_t i = 0; i < known_group_count(); i++) {
        cast of;
        cast_open(&of, known_group_at(i));
        size_t width = cf_group_q(of.group).len;
        uint8_t octets[5 * CF_SCALAR_OCTETS];
        octets_of_mpz(octets, width, of.q);
        memset(octets + width, 0xff, width); /* 2^bits - 1 */
        octets_of_mpz(octets + 2 * width, width, of.q);
        memset(octets + 3 * width, 0, 2 * width);
        octets[4 * width - 1] = 7;
        octets[5 * width - 1] = 8;
        script given = { .octets = octets, .len = 5 * width };
        const cf_entropy_source source = source_of(&given);
        cf_secret_scalar out[2];
        assert_int_equal(cf_secret_scalar_draw(of.group, &source, 2, out), CF_OK);
        mpz_set_ui(value, 7);
        assert_secret_is(&out[0], value);
        mpz_set_ui(value, 8);
        assert_secret_is(&out[1], value);
        assert_int_equal(given.given, 5 * width);
        cast_close(&of);
    }
    mpz_clear(value);
}

/* q = 127 has seven bits: an octet draws the number that its low seven write. */
static void bits_above_those_of_q_are_dropped(void **state)
{
    (void)state;
    for (unsigned octet = 0; octet < 256; octet++) {
        const uint8_t octets[2] = { (uint8_t)octet, 5 };
        script given = { .octets = octets, .len = sizeof octets };
        const cf_entropy_source source = source_of(&given);
        cf_secret_scalar out;
        assert_int_equal(cf_secret_scalar_draw(cf_group_toy(0), &source, 1, &out), CF_OK);
        uint64_t low = octet % 128;
        assert_true(cf_scalar_equal(&out.number, &(cf_scalar){ { low < SMALL_Q ? low : 5 } }));
        assert_int_equal(given.given, low < SMALL_Q ? 1 : 2);
    }
}

static void assert_all_zero(const void *at, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        assert_int_equal(((const uint8_t *)at)[i], 0);
    }
}

static void without_entropy_there_are_zeros_and_what_the_source_said(void **state)
{
    (void)state;
    const uint8_t octets[3 * CF_SCALAR_OCTETS] = { 1, 2, 3 };
    cf_secret_scalar out[4];
    for (size_t len = 0; len <= sizeof octets; len += CF_SCALAR_OCTETS) {
        script given = { .octets = octets, .len = len };
        const cf_entropy_source source = source_of(&given);
        memset(out, 0xA5, sizeof out);
        assert_int_equal(cf_secret_scalar_draw(cf_group_standard(), &source, 4, out),
                         CF_ERR_ABSENT);
        assert_all_zero(out, sizeof out);
        assert_int_equal(given.calls, len / CF_SCALAR_OCTETS + 1); /* and it is not asked again */
    }
    script none = { .octets = octets, .len = 0 };
    const cf_entropy_source source = source_of(&none);
    assert_int_equal(cf_secret_scalar_draw(cf_group_standard(), &source, 0, out), CF_OK);
    assert_int_equal(none.calls, 0);
}

static void a_source_that_is_stuck_is_left(void **state)
{
    (void)state;
    static uint8_t ones[64 * CF_SCALAR_OCTETS + CF_SCALAR_OCTETS];
    memset(ones, 0xff, sizeof ones);
    script given = { .octets = ones, .len = sizeof ones };
    const cf_entropy_source source = source_of(&given);
    cf_secret_scalar out;
    memset(&out, 0xA5, sizeof out);
    assert_int_equal(cf_secret_scalar_draw(cf_group_standard(), &source, 1, &out), CF_ERR_IO);
    assert_all_zero(&out, sizeof out);
    assert_int_equal(given.calls, 64);

    given.given = 0;
    memset(ones + 63 * CF_SCALAR_OCTETS, 0, CF_SCALAR_OCTETS);
    assert_int_equal(cf_secret_scalar_draw(cf_group_standard(), &source, 1, &out), CF_OK);
}

/* 2000 draws leave a number of 127 out with probability 2^-15 or less each: all but a few come. */
static void draws_from_the_system_reach_the_whole_group(void **state)
{
    (void)state;
    static cf_secret_scalar out[2000];
    bool seen[SMALL_Q] = { false };
    size_t count = 0;
    assert_int_equal(cf_secret_scalar_draw(cf_group_toy(0), &cf_entropy_system, 2000, out), CF_OK);
    for (size_t i = 0; i < 2000; i++) {
        uint64_t value = out[i].number.limb[0];
        assert_true(value < SMALL_Q);
        count += !seen[value];
        seen[value] = true;
    }
    assert_in_range(count, SMALL_Q - 5, SMALL_Q);
}

int main(int argc, char **argv)
{
    numbers_seed(argc, argv);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arithmetic_modulo_127_is_complete),
        cmocka_unit_test(arithmetic_agrees_with_gmp),
        cmocka_unit_test(an_answer_may_stand_where_its_nonce_stood),
        cmocka_unit_test(digests_and_counts_reduce_fully),
        cmocka_unit_test(what_is_below_q_is_decoded_and_comes_back_encoded),
        cmocka_unit_test(q_and_above_are_not_decoded),
        cmocka_unit_test(picking_takes_all_of_one_and_nothing_of_the_other),
        cmocka_unit_test(a_number_below_q_is_drawn_as_it_is_encoded),
        cmocka_unit_test(q_and_more_are_drawn_again),
        cmocka_unit_test(bits_above_those_of_q_are_dropped),
        cmocka_unit_test(without_entropy_there_are_zeros_and_what_the_source_said),
        cmocka_unit_test(a_source_that_is_stuck_is_left),
        cmocka_unit_test(draws_from_the_system_reach_the_whole_group),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
