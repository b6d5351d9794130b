/*
 * The door: who is let in, and who is refused by which name.
 *
 * The group of 127 elements modulo 59183 is complete: each of the 65536 numbers that two octets
 * can write.  In the others, members, their negatives, elements of every other order, and the
 * ends of the range; GMP says what is a member.
 */
#include "group/elements.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { SMALL_P = 59183, SMALL_Q = 127, ROUNDS = 12 };

static uint64_t small_power(uint64_t base, uint64_t exponent)
{
    uint64_t out = 1;
    for (; exponent != 0; exponent--) {
        out = out * base % SMALL_P;
    }
    return out;
}

static cf_refusal small_reference(uint64_t x)
{
    if (x >= SMALL_P) {
        return CF_REFUSED_RANGE;
    }
    if (x == 0) {
        return CF_REFUSED_ZERO;
    }
    return small_power(x, SMALL_Q) == 1 ? CF_ADMITTED : CF_REFUSED_SUBGROUP;
}

static bool is_identity(const cf_group *group, const cf_element *element)
{
    cf_element identity;
    cf_group_identity(group, &identity);
    return cf_group_equal(group, element, &identity);
}

static void assert_small_verdict(uint64_t x, cf_refusal verdict, const cf_element *out)
{
    const cf_group *group = cf_group_toy(0);
    assert_int_equal(verdict, small_reference(x));
    if (verdict != CF_ADMITTED) {
        assert_true(is_identity(group, out));
        return;
    }
    uint8_t back[2];
    cf_group_encode(group, 1, out, back);
    assert_int_equal(back[0] << 8 | back[1], x);
}

/* In batches of 1, 2, .. 20, and of 1 again. */
static void two_octets_are_complete(void **state)
{
    (void)state;
    enum { COUNT_MAX = 20 };
    uint8_t octets[COUNT_MAX][2];
    cf_unchecked_element claimed[COUNT_MAX];
    cf_element out[COUNT_MAX];
    cf_refusal verdict[COUNT_MAX];
    size_t members = 0;
    for (uint64_t x = 0, count = 1; x <= 0xffff; x += count, count = count % COUNT_MAX + 1) {
        for (size_t i = 0; i < count; i++) {
            octets[i][0] = (uint8_t)((x + i) >> 8);
            octets[i][1] = (uint8_t)(x + i);
            claimed[i].octets = cf_octets_of(octets[i], 2);
        }
        cf_group_admit_vartime(cf_group_toy(0), count, claimed, out, verdict);
        for (size_t i = 0; i < count && x + i <= 0xffff; i++) {
            assert_small_verdict(x + i, verdict[i], &out[i]);
            members += verdict[i] == CF_ADMITTED;
        }
    }
    assert_int_equal(members, SMALL_Q);
}

/* Every power of every member, through both entrances. */
static void every_power_of_every_member_is_right(void **state)
{
    (void)state;
    const cf_group *group = cf_group_toy(0);
    static cf_scalar exponents[SMALL_Q];
    static cf_element powers[SMALL_Q];
    for (uint64_t e = 0; e < SMALL_Q; e++) {
        exponents[e] = (cf_scalar){ { e } };
    }
    for (uint64_t index = 0; index < SMALL_Q; index++) {
        uint64_t x = small_power(0x7f68, index);
        const uint8_t octets[2] = { (uint8_t)(x >> 8), (uint8_t)x };
        cf_unchecked_element claimed = { cf_octets_of(octets, 2) };
        cf_element out;
        cf_refusal verdict;
        cf_group_admit_powers_vartime(group, 1, &claimed, SMALL_Q, exponents, &out, powers,
                                      &verdict);
        assert_int_equal(verdict, CF_ADMITTED);
        for (int entrance = 0; entrance < 2; entrance++) {
            for (uint64_t e = 0; e < SMALL_Q; e++) {
                uint8_t encoded[2];
                cf_group_encode(group, 1, &powers[e], encoded);
                assert_int_equal(encoded[0] << 8 | encoded[1], small_power(x, e));
            }
            memset(powers, 0x5a, sizeof powers);
            cf_group_powers_vartime(group, 1, &out, SMALL_Q, exponents, powers);
        }
    }
}

/* One exponent alone uses the ladder in another way than pairs do. */
static void every_lone_exponent_is_right(void **state)
{
    (void)state;
    const cf_group *group = cf_group_toy(0);
    cf_element g;
    cf_group_generator(group, &g);
    for (uint64_t e = 0; e < SMALL_Q; e++) {
        cf_scalar exponent = { { e } };
        cf_element power;
        uint8_t encoded[2];
        cf_group_powers_vartime(group, 1, &g, 1, &exponent, &power);
        cf_group_encode(group, 1, &power, encoded);
        assert_int_equal(encoded[0] << 8 | encoded[1], small_power(0x7f68, e));
    }
}

static cf_refusal verdict_on(const cast *of, const mpz_t x, cf_element *out)
{
    uint8_t octets[CF_ELEMENT_OCTETS_MAX];
    octets_of_mpz(octets, of->width, x);
    cf_unchecked_element claimed = { cf_octets_of(octets, of->width) };
    cf_refusal verdict;
    cf_group_admit_vartime(of->group, 1, &claimed, out, &verdict);
    return verdict;
}

static cf_refusal reference(const cast *of, const mpz_t x)
{
    if (mpz_cmp(x, of->p) >= 0) {
        return CF_REFUSED_RANGE;
    }
    if (mpz_sgn(x) == 0) {
        return CF_REFUSED_ZERO;
    }
    mpz_t power;
    mpz_init(power);
    mpz_powm(power, x, of->q, of->p);
    bool member = mpz_cmp_ui(power, 1) == 0;
    mpz_clear(power);
    return member ? CF_ADMITTED : CF_REFUSED_SUBGROUP;
}

static void assert_verdict(const cast *of, const mpz_t x, cf_refusal wanted)
{
    cf_element out;
    mpz_t back;
    mpz_init(back);
    assert_int_equal(reference(of, x), wanted);
    assert_int_equal(verdict_on(of, x, &out), wanted);
    mpz_of_element(back, of, &out);
    assert_true(wanted == CF_ADMITTED ? mpz_cmp(back, x) == 0 : mpz_cmp_ui(back, 1) == 0);
    mpz_clear(back);
}

/* 0, 1, p - 1, p, p + 1 and all ones. */
static void the_ends_of_the_range(void **state)
{
    (void)state;
    mpz_t x;
    mpz_init(x);
    for (size_t i = 0; i < known_group_count(); i++) {
        cast of;
        cast_open(&of, known_group_at(i));
        mpz_set_ui(x, 0);
        assert_verdict(&of, x, CF_REFUSED_ZERO);
        mpz_set_ui(x, 1);
        assert_verdict(&of, x, CF_ADMITTED);
        mpz_sub_ui(x, of.p, 1); /* the element of order 2 */
        assert_verdict(&of, x, CF_REFUSED_SUBGROUP);
        assert_verdict(&of, of.p, CF_REFUSED_RANGE); /* 0 again */
        mpz_add_ui(x, of.p, 1);                      /* 1 again */
        assert_verdict(&of, x, CF_REFUSED_RANGE);
        mpz_set_ui(x, 1);
        mpz_mul_2exp(x, x, 8 * of.width);
        mpz_sub_ui(x, x, 1);
        assert_verdict(&of, x, CF_REFUSED_RANGE);
        cast_close(&of);
    }
    mpz_clear(x);
}

/* x, -x, x h and -x h with h of order r / 2 or one of its divisors; any number at all. */
static void members_enter_and_what_is_only_close_does_not(void **state)
{
    (void)state;
    mpz_t x, y, h;
    mpz_inits(x, y, h, NULL);
    for (size_t i = 0; i < known_group_count(); i++) {
        cast of;
        cast_open(&of, known_group_at(i));
        for (int round = 0; round < ROUNDS; round++) {
            draw_member(x, &of);
            assert_verdict(&of, x, CF_ADMITTED);
            mpz_sub(y, of.p, x);
            assert_verdict(&of, y, CF_REFUSED_SUBGROUP);
            do {
                cf_limb limbs[CF_LIMBS_MAX];
                draw_limbs(limbs, (of.width + 7) / 8);
                to_mpz(h, limbs, (of.width + 7) / 8);
                mpz_mul_ui(y, of.q, 2);
                mpz_powm(h, h, y, of.p);
            } while (mpz_cmp_ui(h, 1) <= 0);
            assert_verdict(&of, h, CF_REFUSED_SUBGROUP);
            mpz_mul(y, x, h);
            mpz_mod(y, y, of.p);
            assert_verdict(&of, y, CF_REFUSED_SUBGROUP);
            mpz_sub(y, of.p, y);
            assert_verdict(&of, y, CF_REFUSED_SUBGROUP);
        }
        cast_close(&of);
    }
    mpz_clears(x, y, h, NULL);
}

static void only_the_exact_width_is_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < known_group_count(); i++) {
        const cf_group *group = known_group_at(i);
        size_t width = cf_group_element_octets(group);
        uint8_t octets[CF_ELEMENT_OCTETS_MAX + 2] = { 0 };
        for (size_t len = 0; len <= width + 2; len++) {
            if (len > 3 && len < width - 2) {
                continue;
            }
            memset(octets, 0, sizeof octets);
            octets[len > 0 ? len - 1 : 0] = 1;
            cf_unchecked_element claimed = { cf_octets_of(octets, len) };
            cf_element out;
            cf_refusal verdict;
            cf_group_admit_vartime(group, 1, &claimed, &out, &verdict);
            assert_int_equal(verdict, len == width ? CF_ADMITTED : CF_REFUSED_WIDTH);
            claimed.octets.at = NULL;
            cf_group_admit_vartime(group, 1, &claimed, &out, &verdict);
            assert_int_equal(verdict, CF_REFUSED_ENCODING);
            assert_true(is_identity(group, &out));
        }
    }
}

static void an_empty_batch_touches_nothing(void **state)
{
    (void)state;
    const cf_group *group = cf_group_standard();
    cf_element out;
    cf_element before;
    memset(&out, 0x5a, sizeof out);
    before = out;
    cf_refusal verdict = CF_REFUSED_ZERO;
    cf_group_admit_vartime(group, 0, NULL, &out, &verdict);
    cf_group_admit_powers_vartime(group, 0, NULL, 2, NULL, &out, &out, &verdict);
    cf_group_powers_vartime(group, 0, NULL, 2, NULL, &out);
    cf_group_multiply(group, 0, &out, NULL, NULL);
    cf_group_encode(group, 0, &out, NULL);
    assert_memory_equal(&out, &before, sizeof out);
    assert_int_equal(verdict, CF_REFUSED_ZERO);
}

int main(int argc, char **argv)
{
    numbers_seed(argc, argv);
    if (!wished_kernel_is_here()) {
        return SKIPPED;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_octets_are_complete),
        cmocka_unit_test(every_power_of_every_member_is_right),
        cmocka_unit_test(every_lone_exponent_is_right),
        cmocka_unit_test(the_ends_of_the_range),
        cmocka_unit_test(members_enter_and_what_is_only_close_does_not),
        cmocka_unit_test(only_the_exact_width_is_read),
        cmocka_unit_test(an_empty_batch_touches_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
