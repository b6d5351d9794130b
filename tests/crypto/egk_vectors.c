/*
 * Profile egk2.0 against vectors of electionguard-kotlin-multiplatform, where they lie beside this
 * repository.  They are not copied here; without them this program says so and is skipped.
 *
 * Only what follows layout 2.0 is used: some files are older (nonces, some contest hashes).
 */
#include "fixture.h"
#include "reference.h"

#include "crypto/egk20.h"

#include <stdio.h>
#include <stdlib.h>

#define EGKMP SHARED_VECTORS "egkmp/"

enum { SKIPPED = 77 };

/* --- an election of one file --- */

typedef struct election {
    json_t *root;
    fixture fx;
    cf_hmac_key h_e;
} election;

static void open_with(election *el, json_t *root, const char *k_hex, const char *h_e_hex)
{
    el->root = root;
    fixture_open_hex(&el->fx, k_hex, k_hex);
    el->h_e = hex_key(&el->fx, h_e_hex);
}

static void open_vectors(election *el, const char *path)
{
    json_t *root = vectors_load(path);
    if (root == NULL) {
        print_message("%s is not there\n", path);
        skip();
    }
    open_with(el, root, text_of(root, "joint_public_key"), text_of(root, "extended_base_hash"));
}

static void close_election(election *el)
{
    fixture_close(&el->fx);
    json_decref(el->root);
}

/* --- proofs of a ballot, as hexadecimal text under either spelling of the names --- */

typedef struct names {
    const char *vote;
    const char *proof;
    const char *challenge;
    const char *response;
} names;

static const names PUBLISHED = { "encrypted_vote", "proof", "challenge", "response" };
static const names EXPECTED = { "expected_encrypted_vote", "expected_proof", "expected_challenge",
                                "expected_response" };

static bool proof_holds(election *el, const cf_element *alpha, const cf_element *beta,
                        const json_t *proof, const names *n, bool spoil)
{
    const range_vector vector =
        range_of(&el->fx, member(proof, "proofs"), n->challenge, n->response);
    if (spoil) {
        swap(&vector.c[0], &vector.c[vector.count - 1]); /* the sum stays */
    }
    cf_transcript challenge;
    cf_egk20_range_challenge(&challenge, &el->h_e, el->fx.group, &el->fx.k);
    return range_holds(&el->fx, &challenge, alpha, beta, vector.count - 1, vector.c, vector.v);
}

static void contest_proofs_hold(election *el, const json_t *contest, const names *n)
{
    cf_element alpha_bar;
    cf_element beta_bar;
    cf_group_identity(el->fx.group, &alpha_bar);
    cf_group_identity(el->fx.group, &beta_bar);
    size_t place;
    const json_t *selection;
    json_array_foreach(member(contest, "selections"), place, selection)
    {
        const json_t *vote = member(selection, n->vote);
        const cf_element alpha = hex_element(&el->fx, text_of(vote, "pad"));
        const cf_element beta = hex_element(&el->fx, text_of(vote, "data"));
        const json_t *proof = member(selection, n->proof);
        assert_true(proof_holds(el, &alpha, &beta, proof, n, false));
        assert_false(proof_holds(el, &alpha, &beta, proof, n, true));
        assert_false(proof_holds(el, &beta, &alpha, proof, n, false));
        cf_group_multiply(el->fx.group, 1, &alpha_bar, &alpha_bar, &alpha);
        cf_group_multiply(el->fx.group, 1, &beta_bar, &beta_bar, &beta);
    }
    const json_t *limit = member(contest, n->proof);
    assert_true(proof_holds(el, &alpha_bar, &beta_bar, limit, n, false));
    assert_false(proof_holds(el, &alpha_bar, &beta_bar, limit, n, true));
}

static void ballot_proofs_hold(election *el, const json_t *ballot, const names *n)
{
    size_t place;
    const json_t *contest;
    json_array_foreach(member(ballot, "contests"), place, contest)
    {
        contest_proofs_hold(el, contest, n);
    }
    assert_true(place > 0);
}

static void proofs_of_encrypted_ballots_hold(void **state)
{
    (void)state;
    election el;
    open_vectors(&el, EGKMP "BallotEncryptionTestVector.json");
    ballot_proofs_hold(&el, item(member(el.root, "expected_encrypted_ballots"), 0), &EXPECTED);
    close_election(&el);
    open_vectors(&el, EGKMP "DecryptWithNonceTestVector.json");
    ballot_proofs_hold(&el, member(el.root, "encrypted_ballot"), &PUBLISHED);
    close_election(&el);
    open_vectors(&el, EGKMP "DecryptBallotTestVector.json");
    ballot_proofs_hold(&el, member(el.root, "encrypted_ballot"), &PUBLISHED);
    close_election(&el);
    open_vectors(&el, EGKMP "PreEncryptionRecordedTestVector.json");
    ballot_proofs_hold(&el, member(el.root, "expected_recorded_ballot"), &PUBLISHED);
    close_election(&el);
}

/* --- codes --- */

/* Hashes of a ballot's contests in the order of the file, 16 at most. */
static size_t contest_hashes(election *el, const json_t *ballot, const char *name, cf_hash chi[16])
{
    size_t place;
    const json_t *contest;
    json_array_foreach(member(ballot, "contests"), place, contest)
    {
        assert_true(place < 16);
        chi[place] = hex_hash(&el->fx, text_of(contest, name));
    }
    return place;
}

static void code_is(election *el, const json_t *ballot, const char *chi_name, const char *aux_name,
                    const char *code_name)
{
    cf_hash chi[16];
    const size_t count = contest_hashes(el, ballot, chi_name, chi);
    cf_hash code;
    cf_egk20_confirmation_code(&el->h_e, count, chi, hex_octets(&el->fx, text_of(ballot, aux_name)),
                               &code);
    assert_hash_is(&el->fx, &code, text_of(ballot, code_name));
}

static void confirmation_codes_are_the_published_ones(void **state)
{
    (void)state;
    election el;
    size_t place;
    const json_t *ballot;
    const char *files[] = { EGKMP "ConfirmationCodeTestVector.json",
                            EGKMP "BallotChainingTestVector.json" };
    for (size_t i = 0; i < 2; i++) {
        open_vectors(&el, files[i]);
        json_array_foreach(member(el.root, "expected_encrypted_ballots"), place, ballot)
        {
            code_is(&el, ballot, "expected_contestHash", "codeBaux", "expected_confirmationCode");
        }
        assert_true(place > 0);
        close_election(&el);
    }
    const char *wholes[] = { EGKMP "DecryptWithNonceTestVector.json",
                             EGKMP "DecryptBallotTestVector.json" };
    for (size_t i = 0; i < 2; i++) {
        open_vectors(&el, wholes[i]);
        code_is(&el, member(el.root, "encrypted_ballot"), "contest_hash", "code_baux",
                "confirmation_code");
        close_election(&el);
    }
}

/* Baux_0 is an array of signed octets; H_0 is the code of no contest; codes are carried on. */
static void codes_are_chained_one_to_the_next(void **state)
{
    (void)state;
    election el;
    open_vectors(&el, EGKMP "BallotChainingTestVector.json");
    uint8_t baux[64];
    const json_t *baux_0 = member(el.root, "configBaux0");
    const size_t baux_0_len = json_array_size(baux_0);
    assert_true(baux_0_len <= 32);
    for (size_t i = 0; i < baux_0_len; i++) {
        baux[32 + i] = (uint8_t)json_integer_value(item(baux_0, i));
    }
    cf_hash code;
    cf_egk20_confirmation_code(&el.h_e, 0, NULL, cf_octets_of(baux + 32, baux_0_len), &code);
    size_t place;
    const json_t *ballot;
    json_array_foreach(member(el.root, "expected_encrypted_ballots"), place, ballot)
    {
        memcpy(baux, code.octets, 32);
        const cf_octets expected =
            cf_octets_of(baux, place == 0 ? 32 : 32 + baux_0_len); /* the first is alone */
        assert_true(cf_octets_equal(hex_octets(&el.fx, text_of(ballot, "codeBaux")), expected));
        code = hex_hash(&el.fx, text_of(ballot, "expected_confirmationCode"));
    }
    assert_int_equal(place, 12);
    close_election(&el);
}

/* The nonce of a selection, for makers of ballots: H_q(H_E; 20, xi_B, b(ind_c,4), b(ind_o,4)). */
static cf_scalar selection_nonce(election *el, const char *xi_b, uint32_t i, uint32_t j)
{
    ref_bytes bytes = { .len = 0 };
    ref_put_u8(&bytes, 0x20);
    const cf_octets octets = hex_octets(&el->fx, xi_b);
    ref_put_octets(&bytes, octets.at, octets.len);
    ref_put_u32(&bytes, i);
    ref_put_u32(&bytes, j);
    const cf_octets key = hex_octets(&el->fx, text_of(el->root, "extended_base_hash"));
    cf_hash digest;
    ref_hash(key.at, &bytes, &digest);
    cf_scalar out;
    cf_scalar_from_hash(el->fx.group, &digest, &out);
    return out;
}

static void contest_hashes_are_the_published_ones(void **state)
{
    (void)state;
    election el;
    open_vectors(&el, EGKMP "BallotChainingTestVector.json");
    size_t place;
    const json_t *ballot;
    json_array_foreach(member(el.root, "ballots"), place, ballot)
    {
        const json_t *expected = item(member(el.root, "expected_encrypted_ballots"), place);
        const json_t *contest = item(member(ballot, "contests"), 0);
        const uint32_t index = number_of(contest, "sequence_order");
        cf_transcript chi;
        cf_egk20_contest_hash_start(&chi, &el.h_e, index, el.fx.group, &el.fx.k);
        size_t j;
        const json_t *selection;
        json_array_foreach(member(contest, "selections"), j, selection)
        {
            const cf_scalar xi = selection_nonce(&el, text_of(expected, "ballotNonce"), index,
                                                 number_of(selection, "sequence_order"));
            cf_element alpha;
            cf_element beta;
            encrypt(&el.fx, number_of(selection, "vote"), &xi, &alpha, &beta);
            cf_transcript_pairs(&chi, el.fx.group, 1, &alpha, &beta);
        }
        cf_hash found;
        cf_transcript_close(&chi, &found);
        assert_hash_is(&el.fx, &found,
                       text_of(item(member(expected, "contests"), 0), "expected_contestHash"));
    }
    assert_int_equal(place, 12);
    close_election(&el);
}

/* --- tallies --- */

static void products_are_the_aggregated_tally(void **state)
{
    (void)state;
    election el;
    open_vectors(&el, EGKMP "BallotAggregationTestVector.json");
    const json_t *tally = member(
        item(member(member(el.root, "expected_encrypted_tally"), "contests"), 0), "selections");
    for (size_t j = 0; j < json_array_size(tally); j++) {
        const char *parts[] = { "pad", "data" };
        for (size_t part = 0; part < 2; part++) {
            cf_element product;
            cf_group_identity(el.fx.group, &product);
            size_t place;
            const json_t *ballot;
            json_array_foreach(member(el.root, "encrypted_ballots"), place, ballot)
            {
                const json_t *contest = item(member(ballot, "contests"), 0);
                const json_t *selection = item(member(contest, "selections"), j);
                const cf_element factor =
                    hex_element(&el.fx, text_of(member(selection, "encrypted_vote"), parts[part]));
                cf_group_multiply(el.fx.group, 1, &product, &product, &factor);
            }
            const cf_element expected =
                hex_element(&el.fx, text_of(member(item(tally, j), "encrypted_vote"), parts[part]));
            assert_true(cf_group_equal(el.fx.group, &product, &expected));
        }
    }
    close_election(&el);
}

/* s = sum of w_i z_i over all trustees, w_i the Lagrange coefficients at 0. */
static void secret_of(mpz_t secret, const json_t *trustees, const mpz_t q)
{
    mpz_t w, factor, share;
    mpz_inits(w, factor, share, NULL);
    mpz_set_ui(secret, 0);
    for (size_t i = 0; i < json_array_size(trustees); i++) {
        const long x_i = (long)number_of(item(trustees, i), "xCoordinate");
        mpz_set_ui(w, 1);
        for (size_t l = 0; l < json_array_size(trustees); l++) {
            const long x_l = (long)number_of(item(trustees, l), "xCoordinate");
            if (x_l != x_i) {
                mpz_set_si(factor, x_l - x_i);
                mpz_mod(factor, factor, q);
                mpz_invert(factor, factor, q);
                mpz_mul_si(factor, factor, x_l);
                mpz_mul(w, w, factor);
                mpz_mod(w, w, q);
            }
        }
        mpz_set_str(share, text_of(item(trustees, i), "keyShare"), 16);
        mpz_mul(w, w, share);
        mpz_add(secret, secret, w);
    }
    mpz_mod(secret, secret, q);
    mpz_clears(w, factor, share, NULL);
}

static void tallies_open_with_the_key_of_all_trustees(void **state)
{
    (void)state;
    const char *files[] = { EGKMP "TallyDecryptionTestVector.json",
                            EGKMP "TallyPartialDecryptionTestVector.json" };
    for (size_t i = 0; i < 2; i++) {
        election el;
        open_vectors(&el, files[i]);
        ref_group ref;
        ref_group_open(&ref, el.fx.group, 1);
        secret_of(ref.s, member(el.root, "trustees"), ref.q);
        const cf_scalar secret = ref_scalar(ref.s);
        const cf_element key = power_of_g(&el.fx, &secret);
        assert_true(cf_group_equal(el.fx.group, &key, &el.fx.k));

        const char *trees[] = { "encrypted_tally", "expected_decrypted_tally" };
        const json_t *sums =
            member(item(member(member(el.root, trees[0]), "contests"), 0), "selections");
        const json_t *votes =
            member(item(member(member(el.root, trees[1]), "contests"), 0), "selections");
        for (size_t j = 0; j < json_array_size(sums); j++) {
            const json_t *sum = member(item(sums, j), "encrypted_vote");
            const cf_element a = hex_element(&el.fx, text_of(sum, "pad"));
            const cf_element b = hex_element(&el.fx, text_of(sum, "data"));
            cf_element m;
            cf_group_powers_vartime(el.fx.group, 1, &a, 1, &secret, &m);
            cf_scalar t;
            cf_element power;
            cf_scalar_from_u64(el.fx.group, number_of(item(votes, j), "expected_decrypted_vote"),
                               &t);
            cf_fixed_base_powers_vartime(el.fx.bases.k, 1, &t, &power);
            cf_group_multiply(el.fx.group, 1, &m, &m, &power);
            assert_true(cf_group_equal(el.fx.group, &m, &b));
        }
        ref_group_close(&ref);
        close_election(&el);
    }
}

int main(void)
{
    json_t *vectors = vectors_load(EGKMP "BallotChainingTestVector.json");
    if (vectors == NULL) {
        printf("skipped: " EGKMP " is not there\n");
        return SKIPPED;
    }
    json_decref(vectors);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(proofs_of_encrypted_ballots_hold),
        cmocka_unit_test(confirmation_codes_are_the_published_ones),
        cmocka_unit_test(codes_are_chained_one_to_the_next),
        cmocka_unit_test(contest_hashes_are_the_published_ones),
        cmocka_unit_test(products_are_the_aggregated_tally),
        cmocka_unit_test(tallies_open_with_the_key_of_all_trustees),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
