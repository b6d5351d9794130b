/*
 * The door and powers where many come at once: lanes do not disturb one another.
 *
 * Batches have 0 to 20 claims, so that whole blocks and what is left over mix.  Everything that can
 * be refused stands once in every place, among members whose powers GMP knows; and in any mixture.
 * The standard group is asked less often, because plain kernels are slow there.
 */
#include "group/elements.h"
#include "group/ladder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* EACH_MAX needs three climbs. */
enum { COUNT_MAX = 20, EACH_MAX = 2 * CF_LADDER_EACH + 1, MIXTURES = 6, SMALL_Q = 127 };

typedef uint8_t encoding[CF_ELEMENT_OCTETS_MAX + 1];

/* Members, exponents and powers; then what comes out. */
typedef struct crowd {
    size_t count;
    size_t each;
    encoding octets[COUNT_MAX];
    cf_scalar exponents[COUNT_MAX * EACH_MAX];
    encoding powers[COUNT_MAX * EACH_MAX];

    cf_unchecked_element claimed[COUNT_MAX];
    cf_refusal wanted[COUNT_MAX];

    cf_element out[COUNT_MAX + 1]; /* fences behind all three */
    cf_element found[COUNT_MAX * EACH_MAX + 1];
    cf_refusal verdict[COUNT_MAX + 1];
} crowd;

static crowd all;

static void gather_crowd(const cast *of, size_t count, size_t each)
{
    mpz_t x, e;
    mpz_inits(x, e, NULL);
    all.count = count;
    all.each = each;
    for (size_t i = 0; i < count; i++) {
        draw_member(x, of);
        octets_of_mpz(all.octets[i], of->width, x);
        all.claimed[i].octets = cf_octets_of(all.octets[i], of->width);
        all.wanted[i] = CF_ADMITTED;
        for (size_t j = 0; j < each; j++) {
            draw_exponent(e, of);
            scalar_of_mpz(&all.exponents[i * each + j], e);
            mpz_powm(e, x, e, of->p);
            octets_of_mpz(all.powers[i * each + j], of->width, e);
        }
    }
    mpz_clears(x, e, NULL);
}

static void assert_is(const cast *of, const cf_element *element, const uint8_t *octets)
{
    encoding found;
    cf_group_encode(of->group, 1, element, found);
    assert_memory_equal(found, octets, of->width);
}

static void assert_crowd(const cast *of, size_t count)
{
    encoding one = { 0 };
    one[of->width - 1] = 1;
    for (size_t i = 0; i < count; i++) {
        const bool enters = all.wanted[i] == CF_ADMITTED;
        assert_int_equal(all.verdict[i], all.wanted[i]);
        assert_is(of, &all.out[i], enters ? all.octets[i] : one);
        for (size_t j = 0; j < all.each; j++) {
            const size_t place = i * all.each + j;
            assert_is(of, &all.found[place], enters ? all.powers[place] : one);
        }
    }
}

static void admit_crowd(const cast *of, size_t count)
{
    cf_element fence;
    memset(&fence, 0x5a, sizeof fence);
    all.out[count] = fence;
    all.found[count * all.each] = fence;
    all.verdict[count] = CF_REFUSED_WIDTH;
    cf_group_admit_powers_vartime(of->group, count, all.claimed, all.each, all.exponents, all.out,
                                  all.found, all.verdict);
    assert_memory_equal(&all.out[count], &fence, sizeof fence);
    assert_memory_equal(&all.found[count * all.each], &fence, sizeof fence);
    assert_int_equal(all.verdict[count], CF_REFUSED_WIDTH);
    assert_crowd(of, count);
}

/* Through all three entrances. */
static void any_number_of_claims_may_come(void **state)
{
    (void)state;
    for (size_t g = 0; g < known_group_count(); g++) {
        cast of;
        cast_open(&of, known_group_at(g));
        gather_crowd(&of, g == 0 ? CF_LANES_MAX + 6 : COUNT_MAX, 2);
        for (size_t count = 0; count <= all.count; count++) {
            if (g == 0 && count > CF_LANES_MAX + 1 && count < all.count) {
                continue;
            }
            admit_crowd(&of, count);
            memset(all.found, 0, sizeof all.found);
            cf_group_powers_vartime(of.group, count, all.out, all.each, all.exponents, all.found);
            assert_crowd(&of, count);
            memset(all.out, 0, sizeof all.out);
            cf_group_admit_vartime(of.group, count, all.claimed, all.out, all.verdict);
            assert_crowd(&of, count);
        }
        cast_close(&of);
    }
}

/* From membership alone to three climbs: pairs, and lone exponents at the end. */
static void any_number_of_exponents_may_come(void **state)
{
    (void)state;
    for (size_t g = 0; g < known_group_count(); g++) {
        cast of;
        cast_open(&of, known_group_at(g));
        for (size_t each = 0; each <= EACH_MAX; each++) {
            if (g == 0 && each > 3 && each % CF_LADDER_EACH > 1) {
                continue;
            }
            gather_crowd(&of, g == 0 && each != EACH_MAX ? 2 : 9, each);
            admit_crowd(&of, all.count);
        }
        cast_close(&of);
    }
}

/* --- refused claims --- */

enum { KINDS = 9 };

/* Turn claim i into one that is refused. */
static void spoil(const cast *of, size_t i, size_t kind)
{
    static const cf_refusal refusals[KINDS] = { CF_REFUSED_ENCODING, CF_REFUSED_WIDTH,
                                                CF_REFUSED_WIDTH,    CF_REFUSED_ZERO,
                                                CF_REFUSED_RANGE,    CF_REFUSED_RANGE,
                                                CF_REFUSED_RANGE,    CF_REFUSED_SUBGROUP,
                                                CF_REFUSED_SUBGROUP };
    mpz_t x, y;
    mpz_inits(x, y, NULL);
    mpz_of_octets(x, all.claimed[i].octets);
    all.wanted[i] = refusals[kind];
    if (kind == 3) {
        mpz_set_ui(x, 0);
    } else if (kind == 4 || kind == 5) { /* 0 and 1 again */
        mpz_add_ui(x, of->p, kind - 4);
    } else if (kind == 6) { /* all ones */
        mpz_set_ui(x, 1);
        mpz_mul_2exp(x, x, 8 * of->width);
        mpz_sub_ui(x, x, 1);
    } else if (kind == 7) { /* a member times -1 */
        mpz_sub(x, of->p, x);
    } else if (kind == 8) { /* a member times what has an order that divides r */
        do {
            mpz_add_ui(y, y, 2);
            mpz_powm(x, y, of->q, of->p);
        } while (mpz_cmp_ui(x, 1) == 0);
    }
    octets_of_mpz(all.octets[i], of->width, x);
    all.octets[i][of->width] = 0;
    const size_t width = of->width - (kind == 1) + (kind == 2);
    all.claimed[i].octets = cf_octets_of(kind == 0 ? NULL : all.octets[i], width);
    mpz_clears(x, y, NULL);
}

static void restore(const cast *of, size_t i, const uint8_t *octets)
{
    memcpy(all.octets[i], octets, of->width);
    all.claimed[i].octets = cf_octets_of(all.octets[i], of->width);
    all.wanted[i] = CF_ADMITTED;
}

/*
 * In the standard group one block and a row, and every third refusal in a place; in the others two
 * blocks and what is left over.
 */
static void one_refused_claim_disturbs_nobody_wherever_it_stands(void **state)
{
    (void)state;
    for (size_t g = 0; g < known_group_count(); g++) {
        cast of;
        cast_open(&of, known_group_at(g));
        gather_crowd(&of, g == 0 ? CF_LANES_MAX + 1 : COUNT_MAX, 1);
        for (size_t i = 0; i < all.count; i++) {
            encoding before;
            memcpy(before, all.octets[i], sizeof before);
            for (size_t kind = g == 0 ? i % 3 : 0; kind < KINDS; kind += g == 0 ? 3 : 1) {
                spoil(&of, i, kind);
                admit_crowd(&of, all.count);
                restore(&of, i, before);
            }
        }
        admit_crowd(&of, all.count);
        cast_close(&of);
    }
}

/* The last mixture has no member at all. */
static void any_mixture_of_claims_is_told_apart(void **state)
{
    (void)state;
    for (size_t g = 0; g < known_group_count(); g++) {
        cast of;
        cast_open(&of, known_group_at(g));
        for (size_t round = 0; round < MIXTURES; round++) {
            gather_crowd(&of, CF_LANES_MAX + round, 3);
            for (size_t i = 0; i < all.count; i++) {
                if (draw_below(3) == 0 || round == MIXTURES - 1) {
                    spoil(&of, i, draw_below(KINDS));
                }
            }
            admit_crowd(&of, all.count);
        }
        cast_close(&of);
    }
}

/* 0^(2^bits) is 0^gap: without the door's own look at 0 it would be a member. */
static void zero_passes_the_ladder_and_not_the_door(void **state)
{
    (void)state;
    for (size_t g = 0; g < known_group_count(); g++) {
        cast of;
        cast_open(&of, known_group_at(g));
        const cf_modulus *p = &of.group->p;
        const size_t lanes = cf_block_lanes(p, CF_LANES_MAX);
        const cf_limb zero[CF_LIMBS_MAX] = { 0 };
        const cf_limb *plain[CF_LANES_MAX];
        for (size_t lane = 0; lane < lanes; lane++) {
            plain[lane] = zero;
        }
        cf_block x;
        bool is_member[CF_LANES_MAX] = { false };
        cf_block_enter(p, lanes, &x, plain);
        cf_ladder_climb(of.group, lanes, &x, 0, NULL, NULL, is_member);
        gather_crowd(&of, CF_LANES_MAX + 1, 0);
        for (size_t i = 0; i < all.count; i++) {
            spoil(&of, i, 3);
            assert_true(i >= lanes || is_member[i]);
        }
        admit_crowd(&of, all.count);
        cast_close(&of);
    }
}

/* --- exponents --- */

enum { EXTREMES = 12 };

/* 0 to 4, q - 1 to q - 3, the highest bits alone, and all digits alike. */
static void set_extreme(mpz_t out, const cast *of, size_t which)
{
    static const char *const patterns[] = { "55", "AA" };
    const size_t bits = mpz_sizeinbase(of->q, 2);
    if (which < 5) {
        mpz_set_ui(out, which);
    } else if (which < 8) {
        mpz_sub_ui(out, of->q, which - 4);
    } else if (which < 10) {
        mpz_set_ui(out, 1);
        mpz_mul_2exp(out, out, bits - 1 - (which - 8));
    } else {
        char digits[2 * CF_SCALAR_OCTETS + 1] = "";
        for (size_t i = 0; i < CF_SCALAR_OCTETS; i++) {
            strcat(digits, patterns[which - 10]);
        }
        mpz_set_str(out, digits, 16);
    }
    mpz_mod(out, out, of->q);
}

/* Every pair of extremes in neighbouring lanes; then lanes that all want the same two. */
static void extreme_exponents_meet_in_every_pair(void **state)
{
    (void)state;
    enum { COUNT = EXTREMES * EXTREMES };
    static cf_element bases[COUNT], powers[2 * COUNT];
    static cf_scalar exponents[2 * COUNT], extreme[EXTREMES];
    static encoding wanted[EXTREMES];
    for (size_t g = 0; g < known_group_count(); g++) {
        cast of;
        cast_open(&of, known_group_at(g));
        cf_element base;
        mpz_t x, e;
        mpz_inits(x, e, NULL);
        draw_member(x, &of);
        for (size_t k = 0; k < EXTREMES; k++) {
            set_extreme(e, &of, k);
            scalar_of_mpz(&extreme[k], e);
            mpz_powm(e, x, e, of.p);
            octets_of_mpz(wanted[k], of.width, e);
        }
        element_of_mpz(&base, &of, x);
        for (size_t i = 0; i < COUNT; i++) {
            bases[i] = base;
            exponents[2 * i] = extreme[i % EXTREMES];
            exponents[2 * i + 1] = extreme[i / EXTREMES];
        }
        cf_group_powers_vartime(of.group, COUNT, bases, 2, exponents, powers);
        for (size_t i = 0; i < COUNT; i++) {
            assert_is(&of, &powers[2 * i], wanted[i % EXTREMES]);
            assert_is(&of, &powers[2 * i + 1], wanted[i / EXTREMES]);
        }
        for (size_t k = 0; k < EXTREMES; k++) {
            for (size_t i = 0; i < CF_LANES_MAX; i++) {
                exponents[i] = extreme[k];
            }
            cf_group_powers_vartime(of.group, CF_LANES_MAX, bases, 1, exponents, powers);
            for (size_t i = 0; i < CF_LANES_MAX; i++) {
                assert_is(&of, &powers[i], wanted[k]);
            }
        }
        mpz_clears(x, e, NULL);
        cast_close(&of);
    }
}

static void every_pair_of_powers_in_the_small_group_is_right(void **state)
{
    (void)state;
    static cf_element bases[SMALL_Q], powers[2 * SMALL_Q];
    static cf_scalar exponents[2 * SMALL_Q];
    static encoding wanted[SMALL_Q];
    cast of;
    cast_open(&of, cf_group_toy(0));
    mpz_t value;
    mpz_init(value);
    for (size_t e = 0; e < SMALL_Q; e++) {
        mpz_powm_ui(value, of.g, e, of.p);
        octets_of_mpz(wanted[e], of.width, value);
        cf_group_generator(of.group, &bases[e]);
    }
    for (uint64_t first = 0; first < SMALL_Q; first++) {
        for (uint64_t second = 0; second < SMALL_Q; second++) {
            exponents[2 * second] = (cf_scalar){ { first } };
            exponents[2 * second + 1] = (cf_scalar){ { second } };
        }
        cf_group_powers_vartime(of.group, SMALL_Q, bases, 2, exponents, powers);
        for (size_t second = 0; second < SMALL_Q; second++) {
            assert_is(&of, &powers[2 * second], wanted[first]);
            assert_is(&of, &powers[2 * second + 1], wanted[second]);
        }
    }
    mpz_clear(value);
    cast_close(&of);
}

static void powers_may_replace_their_bases(void **state)
{
    (void)state;
    for (size_t g = 0; g < known_group_count(); g++) {
        cast of;
        cast_open(&of, known_group_at(g));
        for (size_t count = 1; count <= COUNT_MAX; count += 6) {
            gather_crowd(&of, count, 1);
            admit_crowd(&of, count);
            cf_group_powers_vartime(of.group, count, all.out, 1, all.exponents, all.out);
            for (size_t i = 0; i < count; i++) {
                assert_is(&of, &all.out[i], all.powers[i]);
            }
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
        cmocka_unit_test(any_number_of_claims_may_come),
        cmocka_unit_test(any_number_of_exponents_may_come),
        cmocka_unit_test(one_refused_claim_disturbs_nobody_wherever_it_stands),
        cmocka_unit_test(any_mixture_of_claims_is_told_apart),
        cmocka_unit_test(zero_passes_the_ladder_and_not_the_door),
        cmocka_unit_test(extreme_exponents_meet_in_every_pair),
        cmocka_unit_test(every_pair_of_powers_in_the_small_group_is_right),
        cmocka_unit_test(powers_may_replace_their_bases),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
