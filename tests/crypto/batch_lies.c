/*
 * Lies that join: their challenge is the hash of what they claim.  None gets through.
 *
 * Every set of signs of a 0/1 proof is tried, every single number times an element of the large
 * prime order, and pairs of lies that would cancel each other if their coefficients were alike.  A
 * batch that wrongly holds would be an event of 2^-128.  What happens without a condition of
 * doc/soundness.md stands in batch_conditions.c.
 */
#include "batch_world.h"

#include "crypto/batch_inside.h"

static void other_answers_do_not_hold(void **state)
{
    hall *h = *state;
    for (size_t j = 0; j < 2; j++) {
        posed p = h->claims[3];
        cf_scalar v[2] = { p.v[0], p.v[1] };
        add_one(h->w->ref.group, &v[j]);
        p.claim.v = v;
        assert_false(batch_with(h, &p)); /* no hash tells */
        assert_false(holds_exactly(h->w, &p));
    }
    posed p = h->claims[3];
    cf_scalar v[2] = { p.v[1], p.v[0] };
    p.claim.v = v;
    assert_false(batch_with(h, &p));
    assert_false(holds_exactly(h->w, &p));
}

/* Moved from one branch to the other, challenges still have the right sum. */
static void other_challenges_do_not_hold(void **state)
{
    hall *h = *state;
    posed p = h->claims[3];
    cf_scalar c[2] = { p.c[1], p.c[0] };
    p.claim.c = c;
    assert_false(batch_with(h, &p));
    assert_false(holds_exactly(h->w, &p));

    memcpy(c, p.c, sizeof c);
    cf_scalar one;
    cf_scalar_from_u64(h->w->ref.group, 1, &one);
    add_one(h->w->ref.group, &c[0]);
    cf_scalar_sub(h->w->ref.group, &c[1], &c[1], &one);
    assert_false(batch_with(h, &p));
    assert_false(holds_exactly(h->w, &p));

    cf_scalar_add(h->w->ref.group, &c[1], &c[1], &one); /* now the sum is not right */
    put(h, 1, (posed *const[]){ &p });
    assert_int_equal(h->places[0].count, 0);
    assert_false(h->holds[0]);
    assert_false(holds_exactly(h->w, &p));
}

static void a_value_out_of_range_does_not_hold(void **state)
{
    hall *h = *state;
    posed p;
    posed_open(&p);
    for (unsigned long sigma = 0; sigma <= 4; sigma++) {
        for (unsigned long value = 0; value <= 1; value++) {
            pose(h->w, &p, sigma, value, 1, NULL);
            assert_int_equal(batch_with(h, &p), sigma == value);
            assert_int_equal(holds_exactly(h->w, &p), sigma == value);
        }
    }
    posed_close(&p);
}

static void a_sum_beyond_the_limit_does_not_hold(void **state)
{
    hall *h = *state;
    posed more[2];
    posed product;
    posed_open(&product);
    for (size_t i = 0; i < 2; i++) {
        posed_open(&more[i]);
        pose(h->w, &more[i], 1, 1, 1, NULL);
    }
    posed *claims[] = { &more[0], &more[1] };
    for (size_t bound = 1; bound <= 2; bound++) {
        pose_product(h->w, &product, bound, more, bound, NULL); /* 1 or 2 of them are proven */
        put(h, 2, claims);
        mpz_mul(product.alpha, more[0].alpha, more[1].alpha);
        mpz_mul(product.beta, more[0].beta, more[1].beta);
        mpz_mod(product.alpha, product.alpha, h->w->ref.p);
        mpz_mod(product.beta, product.beta, h->w->ref.p);
        (void)ref_claim(&h->w->ref, product.alpha, product.ciphertext);
        (void)ref_claim(&h->w->ref, product.beta, product.ciphertext + h->w->ref.width);
        assert_int_equal(put_product(h->w, 0, &product, 2, h->places), bound == 2);
        assert_true(run_batch(h->w));
    }
    more[1].value = 0; /* what holds 2 is claimed to hold 1: that joins */
    pose_product(h->w, &product, 2, more, 1, NULL);
    put(h, 2, claims);
    assert_true(put_product(h->w, 0, &product, 2, h->places));
    assert_false(run_batch(h->w));
    for (size_t i = 0; i < 2; i++) {
        posed_close(&more[i]);
    }
    posed_close(&product);
}

/* --- numbers that are wrong by a factor --- */

/* Every set of signs of alpha, beta, a_0, b_0, a_1, b_1 but the empty one. */
static void no_set_of_wrong_signs_gets_through(void **state)
{
    hall *h = *state;
    posed p;
    posed_open(&p);
    set_minus_one(h->w, h->wrong);
    for (unsigned set = 0; set < 64; set++) {
        lie_reset(&h->told);
        for (size_t i = 0; i < 6; i++) {
            if ((set >> i & 1) != 0) {
                mpz_set(lie_at(&h->told, i), h->wrong);
            }
        }
        pose(h->w, &p, set % 2, set % 2, 1, &h->told);
        assert_int_equal(batch_with(h, &p), set == 0);
        assert_int_equal(holds_exactly(h->w, &p), set == 0);
    }
    posed_close(&p);
}

/*
 * The same number with the wrong sign in two claims; one claim four times, and once in each part.
 */
static void wrong_signs_do_not_cancel(void **state)
{
    hall *h = *state;
    posed p[2];
    set_minus_one(h->w, h->wrong);
    posed_open(&p[0]);
    posed_open(&p[1]);
    for (size_t at = 0; at < 6; at++) {
        lie_reset(&h->told);
        mpz_set(lie_at(&h->told, at), h->wrong);
        pose(h->w, &p[0], 0, 0, 1, &h->told);
        pose(h->w, &p[1], 1, 1, 1, &h->told);
        assert_false(batch_of(h, 2, (posed *const[]){ &p[0], &p[1] }));
        assert_false(batch_of(h, 4, (posed *const[]){ &p[1], &p[1], &p[1], &p[1] }));
        for (size_t part = 0; part < 2; part++) {
            put_ciphertexts(h->w, part, 1, (posed *const[]){ &p[0] }, h->holds, h->places);
        }
        assert_false(run_batch(h->w));
    }
    posed_close(&p[0]);
    posed_close(&p[1]);
}

/* x in one place of a claim, and 1 / x in the same or in the neighbouring place of another. */
static void no_pair_of_factors_gets_through(hall *h, const mpz_t x)
{
    posed p[3];
    mpz_t inverse;
    mpz_init(inverse);
    mpz_invert(inverse, x, h->w->ref.p);
    for (size_t i = 0; i < 3; i++) {
        posed_open(&p[i]);
    }
    for (size_t at = 0; at < 6; at++) {
        for (size_t i = 0; i < 3; i++) {
            lie_reset(&h->told);
            mpz_set(lie_at(&h->told, i == 2 ? at ^ 1 : at), i == 0 ? x : inverse);
            pose(h->w, &p[i], 0, 0, 1, &h->told);
        }
        assert_false(batch_with(h, &p[0]));
        assert_false(batch_of(h, 2, (posed *const[]){ &p[0], &p[1] }));
        assert_false(batch_of(h, 3, (posed *const[]){ &p[0], h->all[0], &p[2] }));
    }
    for (size_t i = 0; i < 3; i++) {
        posed_close(&p[i]);
    }
    mpz_clear(inverse);
}

static void factors_of_large_order_do_not_get_through(void **state)
{
    hall *h = *state;
    draw_of_large_order(h->w, h->wrong);
    no_pair_of_factors_gets_through(h, h->wrong);
    mpz_sub(h->wrong, h->w->ref.p, h->wrong); /* of order (p - 1) / q */
    no_pair_of_factors_gets_through(h, h->wrong);
}

/* Members, too: the numbers are all right, and do not belong there. */
static void members_in_the_wrong_place_do_not_get_through(void **state)
{
    hall *h = *state;
    no_pair_of_factors_gets_through(h, h->w->ref.g);
}

/* Two factors with a wrong sign each: the product, and the claim about it, are right. */
static void wrong_factors_of_a_right_product_do_not_get_through(void **state)
{
    hall *h = *state;
    posed factors[2];
    posed product;
    posed_open(&product);
    posed_open(&factors[0]);
    posed_open(&factors[1]);
    for (size_t kind = 0; kind < 2; kind++) {
        for (size_t i = 0; i < 2; i++) {
            if (kind == 0) {
                set_minus_one(h->w, h->wrong);
            } else if (i == 0) {
                draw_of_large_order(h->w, h->wrong);
            } else {
                mpz_invert(h->wrong, h->wrong, h->w->ref.p);
            }
            lie_reset(&h->told);
            mpz_set(h->told.alpha, h->wrong);
            pose(h->w, &factors[i], 0, 0, 1, &h->told);
        }
        pose_product(h->w, &product, 2, factors, 1, NULL);
        put(h, 2, (posed *const[]){ &factors[0], &factors[1] });
        assert_true(put_product(h->w, 0, &product, 2, h->places));
        assert_false(run_batch(h->w));
    }
    posed_close(&product);
    posed_close(&factors[0]);
    posed_close(&factors[1]);
}

static void wrong_hints_of_a_product_do_not_get_through(void **state)
{
    hall *h = *state;
    posed product;
    posed_open(&product);
    for (size_t at = 2; at < 6; at++) {
        for (size_t kind = 0; kind < 2; kind++) {
            lie_reset(&h->told);
            set_minus_one(h->w, h->wrong);
            if (kind == 1) {
                draw_of_large_order(h->w, h->wrong);
            }
            mpz_set(lie_at(&h->told, at), h->wrong);
            pose_product(h->w, &product, MANY, h->claims, 1, &h->told);
            put(h, MANY, h->all);
            assert_true(put_product(h->w, 0, &product, MANY, h->places));
            assert_false(run_batch(h->w));
        }
    }
    posed_close(&product);
}

static void wrong_keys_do_not_get_through(void **state)
{
    hall *h = *state;
    posed_key key;
    mpz_t large, minus_one;
    mpz_inits(large, minus_one, NULL);
    set_minus_one(h->w, minus_one);
    draw_of_large_order(h->w, large);
    const mpz_srcptr factors[] = { NULL, minus_one, large, h->w->ref.g };
    for (size_t i = 0; i < 4; i++) {
        for (size_t k = 0; k < 4; k++) {
            pose_key(h->w, &key, factors[i], factors[k]);
            assert_true(put_key(h->w, 0, &h->key));
            assert_true(put_key(h->w, 0, &key));
            assert_int_equal(cf_batch_count(h->w->batch), 4);
            assert_int_equal(run_batch(h->w), i == 0 && k == 0);
            assert_int_equal(key_holds_exactly(h->w, &key), i == 0 && k == 0);
            assert_true(put_key(h->w, 0, &key)); /* twice */
            assert_true(put_key(h->w, 0, &key));
            assert_int_equal(run_batch(h->w), i == 0 && k == 0);
        }
    }
    mpz_clears(large, minus_one, NULL);
}

/* An element that no claim is about, straight into the list: a challenge could be 0. */
static void put_unasked(hall *h, const mpz_t number)
{
    cf_batch_part *part = h->w->parts[0];
    uint8_t octets[CF_ELEMENT_OCTETS_MAX];
    const cf_unchecked_element claimed = ref_claim(&h->w->ref, number, octets);
    cf_refusal verdict;
    cf_group_candidates_vartime(h->w->ref.group, 1, &claimed,
                                cf_chunks_at(&part->elements, part->level.elements), &verdict);
    part->level.elements++;
    assert_int_equal(verdict, CF_ADMITTED);
}

/* A wrong sign is tried often: it passes half the time where nobody asks for symbols. */
static void membership_does_not_rest_on_the_equations(void **state)
{
    hall *h = *state;
    put(h, 2, h->all);
    put_unasked(h, h->w->ref.k);
    assert_true(run_batch(h->w));

    put(h, 2, h->all);
    draw_of_large_order(h->w, h->wrong);
    put_unasked(h, h->wrong);
    assert_false(run_batch(h->w));

    mpz_sub(h->wrong, h->w->ref.p, h->w->ref.k);
    for (size_t trial = 0; trial < 12; trial++) {
        put(h, 2, h->all);
        put_unasked(h, h->wrong);
        assert_false(run_batch(h->w));
    }
}

/* --- all together --- */

/* Honest or not, hinted or not: a false claim that joined fails the batch, and nothing else. */
static void verdicts_are_those_of_the_exact_check(void **state)
{
    hall *h = *state;
    posed p[MANY];
    posed *all[MANY];
    for (size_t i = 0; i < MANY; i++) {
        posed_open(&p[i]);
        all[i] = &p[i];
    }
    for (size_t round = 0; round < 12; round++) {
        bool exact[MANY];
        bool all_hold = true;
        for (size_t i = 0; i < MANY; i++) {
            const unsigned long dice = gmp_urandomm_ui(h->w->ref.random, 8);
            lie_reset(&h->told);
            set_minus_one(h->w, h->told.hint[3]);
            pose(h->w, &p[i], dice == 1 ? 2 : 1, 1, 1, dice == 2 ? &h->told : NULL);
            if (dice == 3 || gmp_urandomm_ui(h->w->ref.random, 3) == 0) {
                p[i].hints[gmp_urandomm_ui(h->w->ref.random, 2048)] ^= 0x10;
            }
            exact[i] = holds_exactly(h->w, &p[i]);
        }
        put(h, MANY, all);
        for (size_t i = 0; i < MANY; i++) {
            if (h->places[i].count == 0) {
                assert_int_equal(h->holds[i], exact[i]);
            } else {
                all_hold = all_hold && exact[i];
            }
        }
        assert_int_equal(run_batch(h->w), all_hold);
    }
    for (size_t i = 0; i < MANY; i++) {
        posed_close(&p[i]);
    }
}
int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(other_answers_do_not_hold),
        cmocka_unit_test(other_challenges_do_not_hold),
        cmocka_unit_test(a_value_out_of_range_does_not_hold),
        cmocka_unit_test(a_sum_beyond_the_limit_does_not_hold),
        cmocka_unit_test(no_set_of_wrong_signs_gets_through),
        cmocka_unit_test(wrong_signs_do_not_cancel),
        cmocka_unit_test(factors_of_large_order_do_not_get_through),
        cmocka_unit_test(members_in_the_wrong_place_do_not_get_through),
        cmocka_unit_test(wrong_factors_of_a_right_product_do_not_get_through),
        cmocka_unit_test(wrong_hints_of_a_product_do_not_get_through),
        cmocka_unit_test(wrong_keys_do_not_get_through),
        cmocka_unit_test(membership_does_not_rest_on_the_equations),
        cmocka_unit_test(verdicts_are_those_of_the_exact_check),
    };
    return cmocka_run_group_tests(tests, hall_open, hall_close);
}
