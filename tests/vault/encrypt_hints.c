/*
 * The hints of a ballot are what its proofs commit to, each in its place, and nothing else of the
 * ballot depends on whether they are wanted.
 *
 * What they have to be is calculated with GMP from what is published, as whoever verifies a ballot
 * without hints does: a_j = g^v_j alpha^c_j, b_j = K^(v_j - j c_j) beta^c_j, a = g^v C_0^c.
 */
#include "ballot_world.h"

enum { TOY = 7 };

static ballot_world w;

/* What is still to be met. */
static cf_octets hints;

static void number_in(mpz_t out, cf_octets octets)
{
    mpz_import(out, octets.len, 1, 1, 1, 0, octets.at);
}

/* The next hint has to be base^v number^c. */
static void expect(const mpz_t base, const mpz_t v, const mpz_t number, const mpz_t c)
{
    mpz_t wanted, found;
    mpz_inits(wanted, found, NULL);
    mpz_powm(wanted, base, v, w.ref.p);
    mpz_powm(found, number, c, w.ref.p);
    mpz_mul(wanted, wanted, found);
    mpz_mod(wanted, wanted, w.ref.p);
    assert_true(hints.len >= w.ref.width);
    number_in(found, cf_octets_of(hints.at, w.ref.width));
    assert_int_equal(mpz_cmp(found, wanted), 0);
    hints = cf_octets_of(hints.at + w.ref.width, hints.len - w.ref.width);
    mpz_clears(wanted, found, NULL);
}

static void expect_range(const cf_range_proof *proof, const mpz_t alpha, const mpz_t beta)
{
    mpz_t c, v;
    mpz_inits(c, v, NULL);
    for (size_t j = 0; j < proof->count; j++) {
        number_in(c, proof->c[j].octets);
        number_in(v, proof->v[j].octets);
        expect(w.ref.g, v, alpha, c);
        mpz_submul_ui(v, c, j);
        mpz_mod(v, v, w.ref.q);
        expect(w.ref.k, v, beta, c);
    }
    mpz_clears(c, v, NULL);
}

static void expect_schnorr(const cf_hashed_ciphertext *sealed)
{
    mpz_t c0, c, v;
    mpz_inits(c0, c, v, NULL);
    number_in(c0, sealed->c0.octets);
    number_in(c, sealed->c.octets);
    number_in(v, sealed->v.octets);
    expect(w.ref.g, v, c0, c);
    mpz_clears(c0, c, v, NULL);
}

static void expect_contest(const cf_encrypted_contest *contest)
{
    mpz_t alpha, beta, products[2];
    mpz_inits(alpha, beta, products[0], products[1], NULL);
    mpz_set_ui(products[0], 1);
    mpz_set_ui(products[1], 1);
    for (size_t i = 0; i < contest->selection_count; i++) {
        const cf_selection *selection = &contest->selections[i];
        number_in(alpha, selection->alpha.octets);
        number_in(beta, selection->beta.octets);
        mpz_mul(products[0], products[0], alpha);
        mpz_mul(products[1], products[1], beta);
        mpz_mod(products[0], products[0], w.ref.p);
        mpz_mod(products[1], products[1], w.ref.p);
        expect_range(&selection->proof, alpha, beta);
    }
    expect_range(&contest->limit_proof, products[0], products[1]);
    if (contest->has_data) {
        expect_schnorr(&contest->data);
    }
    mpz_clears(alpha, beta, products[0], products[1], NULL);
}

static void expect_ballot(const cf_ballot *ballot)
{
    hints = ballot->hints;
    for (size_t i = 0; i < ballot->contest_count; i++) {
        expect_contest(&ballot->contests[i]);
    }
    expect_schnorr(&ballot->nonce);
    assert_int_equal(hints.len, 0);
}

/* Also an overvote, and all contests at once, which do not fit on one tray. */
static void hints_are_what_a_verifier_recomputes(void **state)
{
    (void)state;
    const contest_shape shapes[] = { { 3, 1, 1, 1 }, { 2, 4, 3, 0 },  { 200, 2, 1, 2 },
                                     { 1, 1, 2, 1 }, { 90, 1, 1, 0 }, { 5, 300, 90, 0 } };
    world_open(&w, cf_group_toy(TOY), sizeof shapes / sizeof shapes[0], shapes);
    cf_vault_encryptor_give_hints(w.encryptor);
    for (uint32_t style = 1; style <= 2; style++) {
        cf_plain_ballot plain = world_blank(&w, style);
        world_mark(&plain, 0, 1, 1);
        world_mark(&plain, 1, 0, style == 1 ? 9 : 1);
        const cf_ballot ballot = world_encrypt(&w, &plain);
        expect_ballot(&ballot);
        assert_ballot_holds(&w, &plain, &ballot);
        assert_ballot_decrypts(&w, &plain, &ballot);
    }
    world_close(&w);
}

static void the_standard_group_is_no_different(void **state)
{
    (void)state;
    const contest_shape shapes[] = { { 2, 1, 1, 1 }, { 3, 2, 2, 0 } };
    world_open(&w, cf_group_standard(), 2, shapes);
    cf_vault_encryptor_give_hints(w.encryptor);
    const cf_plain_ballot plain = world_blank(&w, 1);
    const cf_ballot ballot = world_encrypt(&w, &plain);
    expect_ballot(&ballot);
    world_close(&w);
}

static cf_ballot from_the_start(const cf_plain_ballot *plain)
{
    script_start_endless(&w.script, 11);
    return world_encrypt(&w, plain);
}

static void who_asks_for_no_hints_gets_the_same_ballot_without(void **state)
{
    (void)state;
    const contest_shape shapes[] = { { 3, 1, 1, 1 }, { 2, 2, 2, 0 } };
    world_open(&w, cf_group_toy(TOY), 2, shapes);
    const cf_plain_ballot plain = world_blank(&w, 1);
    const cf_ballot without = from_the_start(&plain);
    cf_vault_encryptor_give_hints(w.encryptor);
    const cf_ballot with = from_the_start(&plain);
    assert_true(without.hints.at == NULL && without.hints.len == 0);
    assert_true(with.hints.len > 0);
    assert_true(cf_octets_equal(without.h_i, with.h_i));
    assert_true(cf_octets_equal(without.nonce.c1, with.nonce.c1));
    for (size_t i = 0; i < with.contest_count; i++) {
        const cf_range_proof *proofs[] = { &without.contests[i].limit_proof,
                                           &with.contests[i].limit_proof };
        assert_true(
            cf_octets_equal(without.contests[i].contest_hash, with.contests[i].contest_hash));
        assert_true(cf_octets_equal(proofs[0]->c[0].octets, proofs[1]->c[0].octets));
        assert_true(cf_octets_equal(proofs[0]->v[1].octets, proofs[1]->v[1].octets));
    }
    world_close(&w);
}

/* An arena that is too small, by any amount. */
static void lack_of_memory_leaves_nothing(void **state)
{
    (void)state;
    const contest_shape shapes[] = { { 2, 2, 1, 1 } };
    enum { STEP = 61, ENOUGH = 16 * 1024 };
    world_open(&w, cf_group_toy(TOY), 1, shapes);
    cf_vault_encryptor_give_hints(w.encryptor);
    const cf_plain_ballot plain = world_blank(&w, 1);
    const cf_ballot nothing = { 0 };
    bool was_enough = false;
    for (size_t limit = 0; limit <= ENOUGH && !was_enough; limit += STEP) {
        cf_arena *arena = cf_arena_open(limit);
        cf_ballot ballot;
        memset(&ballot, 0xa5, sizeof ballot);
        const cf_status status =
            cf_vault_ballot_encrypt(w.encryptor, &plain, &w.entropy, w.secrets, arena, &ballot);
        was_enough = status == CF_OK;
        assert_true(was_enough
                    || (status == CF_ERR_MEMORY && memcmp(&ballot, &nothing, sizeof ballot) == 0));
        cf_arena_close(arena);
    }
    assert_true(was_enough);
    world_close(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hints_are_what_a_verifier_recomputes),
        cmocka_unit_test(the_standard_group_is_no_different),
        cmocka_unit_test(who_asks_for_no_hints_gets_the_same_ballot_without),
        cmocka_unit_test(lack_of_memory_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
