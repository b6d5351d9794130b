/*
 * Hints: believed by nobody.
 *
 * Every kind of hint that is none is tried in every place of a range proof, and in products and
 * keys: the claim is checked exactly then, and is in no batch.
 */
#include "batch_world.h"

static void another_ciphertext_does_not_join(void **state)
{
    hall *h = *state;
    for (size_t side = 0; side < 2; side++) {
        posed p = h->claims[3];
        const size_t at = side * h->w->ref.width;
        memcpy(p.ciphertext + at, h->claims[4].ciphertext + at, h->w->ref.width);
        put(h, 1, (posed *const[]){ &p });
        assert_int_equal(h->places[0].count, 0);
        assert_false(h->holds[0]);
        assert_false(holds_exactly(h->w, &p));
    }
    assert_int_equal(cf_batch_count(h->w->batch), 0);
}

static void assert_is_checked_exactly(hall *h, posed *p)
{
    posed *claims[] = { h->all[0], p, h->all[1], p };
    put(h, 4, claims);
    assert_int_equal(cf_batch_count(h->w->batch), 12);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(h->places[i].count, i % 2 == 0);
        assert_true(h->holds[i]);
    }
    cf_batch_empty(h->w->batch);
}

static void hostile_hints_change_no_verdict(void **state)
{
    hall *h = *state;
    const size_t width = h->w->ref.width;
    for (size_t at = 0; at < 4; at++) {
        for (size_t kind = 0; kind < 6; kind++) {
            posed p = h->claims[3];
            uint8_t *hint = p.hints + at * width;
            p.claim.hints = p.hints;
            mpz_set_ui(h->wrong, 0);
            if (kind == 1) {
                mpz_set(h->wrong, h->w->ref.p);
            } else if (kind == 2) {
                mpz_urandomm(h->wrong, h->w->ref.random, h->w->ref.p);
            }
            if (kind < 3) {
                (void)ref_claim(&h->w->ref, h->wrong, hint);
            } else if (kind == 3) {
                memset(hint, 0xff, width);
            } else if (kind == 4) {
                hint[at * 100] ^= 1;
            } else {
                memcpy(hint, h->claims[4].hints + at * width, width);
            }
            assert_is_checked_exactly(h, &p);
        }
    }
    posed p = h->claims[3];
    p.claim.hints = h->claims[4].hints;
    assert_is_checked_exactly(h, &p);
    p.claim.hints = NULL;
    assert_is_checked_exactly(h, &p);
}

static void hostile_hints_do_not_help_a_lie(void **state)
{
    hall *h = *state;
    posed p;
    posed_open(&p);
    pose(h->w, &p, 2, 1, 1, NULL);
    p.hints[700] ^= 1;
    put(h, 1, (posed *const[]){ &p });
    assert_false(h->holds[0]);
    assert_int_equal(cf_batch_count(h->w->batch), 0);
    posed_close(&p);
}

static void hostile_hints_of_products_and_keys_change_no_verdict(void **state)
{
    hall *h = *state;
    posed product = h->product;
    posed_key key = h->key;
    product.claim.hints = product.hints;
    product.hints[3 * h->w->ref.width + 5] ^= 4;
    key.claim.hint = key.hint;
    key.hint[5] ^= 4;
    for (size_t round = 0; round < 2; round++) {
        put(h, MANY, h->all);
        assert_true(put_product(h->w, 0, &product, MANY, h->places));
        assert_true(put_key(h->w, 0, &key));
        assert_int_equal(cf_batch_count(h->w->batch), 6 * MANY);
        assert_true(run_batch(h->w));
        product.claim.hints = NULL;
        key.claim.hint = NULL;
    }
}

static void claims_without_scalars_are_only_admitted(void **state)
{
    hall *h = *state;
    for (size_t which = 0; which < 2; which++) {
        posed p = h->claims[0];
        posed_key key = h->key;
        *(which == 0 ? &p.claim.c : &p.claim.v) = NULL;
        *(which == 0 ? &key.claim.c : &key.claim.v) = NULL;
        put(h, 1, (posed *const[]){ &p });
        assert_false(h->holds[0]);
        assert_false(put_key(h->w, 0, &key));
        assert_int_equal(cf_batch_count(h->w->batch), 0);
    }
}

/* 0, p, all ones and a width too small in place of alpha or beta: refused as ever, hints or not. */
static void what_is_no_number_is_refused(void **state)
{
    hall *h = *state;
    static const cf_refusal expected[] = { CF_REFUSED_ZERO, CF_REFUSED_RANGE, CF_REFUSED_RANGE };
    for (size_t side = 0; side < 2; side++) {
        for (size_t kind = 0; kind < 3; kind++) {
            posed p = h->claims[0];
            uint8_t *number = p.ciphertext + side * h->w->ref.width;
            mpz_set_ui(h->wrong, 0);
            (void)ref_claim(&h->w->ref, kind == 1 ? h->w->ref.p : h->wrong, number);
            if (kind == 2) {
                memset(number, 0xff, h->w->ref.width);
            }
            const cf_unchecked_element alpha = { cf_octets_of(p.ciphertext, h->w->ref.width) };
            const cf_unchecked_element beta = { cf_octets_of(p.ciphertext + h->w->ref.width,
                                                             h->w->ref.width) };
            cf_element elements[2];
            cf_refusal verdicts[2];
            cf_arena_reset(h->w->scratch);
            assert_int_equal(cf_batch_check_ciphertexts(h->w->parts[0], h->w->scratch, 1, &alpha,
                                                        &beta, &p.claim, &elements[0], &elements[1],
                                                        &verdicts[0], &verdicts[1], h->holds,
                                                        h->places),
                             CF_OK);
            assert_int_equal(verdicts[side], expected[kind]);
            assert_int_equal(verdicts[1 - side], CF_ADMITTED);
            assert_false(h->holds[0]);
            assert_int_equal(cf_batch_count(h->w->batch), 0);
        }
    }
}

/*
 * 1 written as p + 1, which fits, in each place.  The equations hold, and the challenge is the hash
 * of these octets; but who calculates the number hashes others.
 */
static void one_way_to_write_a_number_is_the_only_one(void **state)
{
    hall *h = *state;
    posed p;
    posed_open(&p);
    for (size_t at = 0; at < 6; at++) {
        const unsigned long value = at == 5; /* b_1 is 1 then, otherwise beta and b_0 */
        lie_reset(&h->told);
        h->told.past = at;
        pose(h->w, &p, value, value, 1, &h->told);
        put(h, 1, (posed *const[]){ &p });
        assert_int_equal(h->places[0].count, 0);
        assert_false(h->holds[0]);
        assert_false(holds_exactly(h->w, &p));
    }
    posed_close(&p);
}

/* --- commitments --- */

/* What the exact check hands over are the hints that the prover knew; a batch hands over hints. */
static void commitments_are_the_hints_of_who_comes_next(void **state)
{
    hall *h = *state;
    const size_t width = h->w->ref.width;
    static uint8_t found[2 * POSED_BRANCHES_MAX * CF_ELEMENT_OCTETS_MAX];
    for (size_t hinted = 0; hinted < 2; hinted++) {
        posed p = h->claims[2];
        posed_key key = h->key;
        memset(found, 0, sizeof found);
        p.claim.commitments = found;
        p.claim.hints = hinted == 1 ? p.hints : NULL;
        put(h, 1, (posed *const[]){ &p });
        assert_true(h->holds[0]);
        assert_memory_equal(found, p.hints, 4 * width);
        assert_int_equal(found[4 * width], 0);

        memset(found, 0, sizeof found);
        key.claim.commitment = found;
        key.claim.hint = hinted == 1 ? key.hint : NULL;
        assert_true(put_key(h->w, 0, &key));
        assert_memory_equal(found, key.hint, width);

        posed product = h->product;
        memset(found, 0, sizeof found);
        product.claim.commitments = found;
        product.claim.hints = hinted == 1 ? product.hints : NULL;
        put(h, MANY, h->all);
        assert_true(put_product(h->w, 0, &product, MANY, h->places));
        assert_memory_equal(found, product.hints, 4 * width);
        assert_true(run_batch(h->w));
    }
}

static void a_false_claim_hands_over_nothing(void **state)
{
    hall *h = *state;
    static uint8_t found[4 * CF_ELEMENT_OCTETS_MAX];
    static const uint8_t nothing[sizeof found];
    posed p = h->claims[2];
    p.claim.c = h->claims[3].c;
    p.claim.commitments = found;
    assert_false(holds_exactly(h->w, &p));
    posed_key key = h->key;
    key.claim.c = &h->claims[0].c[0];
    key.claim.commitment = found;
    assert_false(key_holds_exactly(h->w, &key));
    assert_memory_equal(found, nothing, sizeof found);
}
int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(another_ciphertext_does_not_join),
        cmocka_unit_test(hostile_hints_change_no_verdict),
        cmocka_unit_test(hostile_hints_do_not_help_a_lie),
        cmocka_unit_test(hostile_hints_of_products_and_keys_change_no_verdict),
        cmocka_unit_test(claims_without_scalars_are_only_admitted),
        cmocka_unit_test(what_is_no_number_is_refused),
        cmocka_unit_test(one_way_to_write_a_number_is_the_only_one),
        cmocka_unit_test(commitments_are_the_hints_of_who_comes_next),
        cmocka_unit_test(a_false_claim_hands_over_nothing),
    };
    return cmocka_run_group_tests(tests, hall_open, hall_close);
}
