/*
 * What makers of 2.1.0 make, number by number: with the randomness of the known answers they must
 * arrive at the known answers.  Keys and shares of guardians, the nonces of a ballot, its proofs,
 * its data and its own nonce; out of our own fixed randomness and out of the known answers of an
 * independent implementation.
 */
#include "egcs.h"
#include "making.h"
#include "proof_world.h"

#include "crypto/eg21_make.h"

#include <stdio.h>

enum { BRANCHES = 6, BLOCKS_MAX = 3 };

static making mk;

static int open_all(void **state)
{
    (void)proof_world_open(state);
    const proof_world *w = *state;
    making_open(&mk, &w->fx);
    return 0;
}

static int close_all(void **state)
{
    making_close(&mk);
    return proof_world_close(state);
}

/* --- guardians --- */

static cf_scalar hex_at(fixture *fx, const json_t *array, size_t place)
{
    return hex_scalar(fx, json_string_value(item(array, place)));
}

static void a_key_proof_is_the_known_one(fixture *fx, const json_t *root, const json_t *guardian,
                                         bool data_key)
{
    const json_t *known = member(guardian, data_key ? "data" : "vote");
    const json_t *a = member(guardian, data_key ? "a_hat" : "a");
    const json_t *u_known = member(known, "u");
    cf_element keys[3];
    cf_secret_scalar x[3];
    cf_secret_scalar u[3];
    cf_scalar c;
    cf_scalar v[3];
    script_start(&mk.script);
    for (size_t j = 0; j < 3; j++) {
        const cf_scalar drawn = hex_at(fx, u_known, j);
        const cf_scalar known_x =
            j < 2 ? hex_at(fx, a, j) : hex_scalar(fx, text_of(guardian, "zeta"));
        script_add_scalar(&mk.script, fx->group, &drawn);
        x[j] = secret_of(&known_x);
    }
    cf_scanned_base_powers(mk.bases.g, 3, x, keys);
    assert_element_is(fx, &keys[0], json_string_value(item(member(known, "K"), 0)));
    assert_element_is(fx, &keys[1], json_string_value(item(member(known, "K"), 1)));
    assert_element_is(fx, &keys[2], text_of(guardian, "kappa"));

    const cf_hash h_p = hex_hash(fx, text_of(root, "H_P"));
    cf_transcript prefix;
    cf_eg21_guardian_challenge(&prefix, &h_p, fx->group, data_key, number_of(guardian, "i"), 2,
                               keys, &keys[2]);
    assert_int_equal(
        cf_schnorr_make(&mk.bases, &prefix, cf_octets_of("", 0), 3, x, &mk.entropy, u, &c, v),
        CF_OK);
    assert_true(script_is_used_up(&mk.script));
    assert_scalar_is(fx, &c, text_of(known, "c"));
    for (size_t j = 0; j < 3; j++) {
        assert_scalar_is(fx, &v[j], json_string_value(item(member(known, "v"), j)));
    }
}

static void key_proofs_of_guardians_are_the_known_ones(void **state)
{
    proof_world *w = *state;
    for (size_t i = 0; i < 3; i++) {
        const json_t *guardian = item(member(w->own, "guardians"), i);
        a_key_proof_is_the_known_one(&w->fx, w->own, guardian, false);
        a_key_proof_is_the_known_one(&w->fx, w->own, guardian, true);
    }
}

/* C_0 || C_1, as a proof hashes it. */
static cf_octets suffix_of(fixture *fx, const cf_element *c_0, const uint8_t *c_1, size_t len)
{
    const size_t width = cf_group_element_octets(fx->group);
    uint8_t *octets = cf_arena_take(fx->arena, width + len, 1);
    assert_non_null(octets);
    cf_group_encode(fx->group, 1, c_0, octets);
    memcpy(octets + width, c_1, len);
    return cf_octets_of(octets, width + len);
}

/* One Schnorr proof of x with this u. */
static void one_proof_is(fixture *fx, const cf_transcript *prefix, cf_octets suffix,
                         const cf_scalar *x, const cf_scalar *u_drawn, const char *c_known,
                         const char *v_known)
{
    const cf_secret_scalar secret = secret_of(x);
    cf_secret_scalar u;
    cf_scalar c;
    cf_scalar v;
    script_start(&mk.script);
    script_add_scalar(&mk.script, fx->group, u_drawn);
    assert_int_equal(
        cf_schnorr_make(&mk.bases, prefix, suffix, 1, &secret, &mk.entropy, &u, &c, &v), CF_OK);
    assert_true(script_is_used_up(&mk.script));
    assert_scalar_is(fx, &c, c_known);
    assert_scalar_is(fx, &v, v_known);
}

static void a_share_is_the_known_one(fixture *fx, const json_t *root, const json_t *share)
{
    const cf_hash h_p = hex_hash(fx, text_of(root, "H_P"));
    const uint32_t i = number_of(share, "from_i");
    const uint32_t l = number_of(share, "to_l");
    const cf_scalar xi = hex_scalar(fx, text_of(share, "xi"));
    const cf_secret_scalar secret_xi = secret_of(&xi);
    const cf_element kappa =
        hex_element(fx, text_of(item(member(root, "guardians"), l - 1), "kappa"));
    cf_element alpha;
    cf_secret_element beta;
    cf_scanned_base_powers(mk.bases.g, 1, &secret_xi, &alpha);
    cf_group_secret_powers(fx->group, 1, &kappa, &secret_xi, &beta.element);
    assert_element_is(fx, &alpha, text_of(share, "C0"));
    assert_element_is(fx, &beta.element, text_of(share, "beta"));

    uint8_t stream[CF_EG21_SHARE_OCTETS] = { 0 };
    cf_eg21_share_xor(&h_p, fx->group, i, l, &kappa, &alpha, &beta, stream);
    assert_memory_equal(stream, hex_octets(fx, text_of(share, "k1")).at, 32);
    assert_memory_equal(stream + 32, hex_octets(fx, text_of(share, "k2")).at, 32);

    uint8_t octets[CF_EG21_SHARE_OCTETS];
    memcpy(octets, hex_octets(fx, text_of(share, "P_i(l)")).at, 32);
    memcpy(octets + 32, hex_octets(fx, text_of(share, "Phat_i(l)")).at, 32);
    cf_eg21_share_xor(&h_p, fx->group, i, l, &kappa, &alpha, &beta, octets);
    assert_memory_equal(octets, hex_octets(fx, text_of(share, "C1")).at, sizeof octets);

    cf_transcript prefix;
    const cf_scalar u = hex_scalar(fx, text_of(share, "u"));
    cf_eg21_share_challenge(&prefix, &h_p, i, l);
    one_proof_is(fx, &prefix, suffix_of(fx, &alpha, octets, sizeof octets), &xi, &u,
                 text_of(share, "c"), text_of(share, "v"));

    /* Whatever the key is made of, another one opens nothing. */
    const cf_secret_element other_beta = { alpha };
    const cf_element *kappas[] = { &alpha, &kappa, &kappa, &kappa };
    const cf_element *alphas[] = { &alpha, &kappa, &alpha, &alpha };
    for (uint32_t turn = 0; turn < 6; turn++) {
        uint8_t found[CF_EG21_SHARE_OCTETS] = { 0 };
        const uint32_t part = turn < 3 ? turn : 3;
        cf_eg21_share_xor(&h_p, fx->group, turn == 3 ? l : i, turn == 4 ? i : l + (turn == 5),
                          kappas[part], alphas[part], turn == 2 ? &other_beta : &beta, found);
        assert_memory_not_equal(found, stream, 32);
        assert_memory_not_equal(found + 32, stream + 32, 32);
    }
}

static void shares_and_their_keys_are_the_known_ones(void **state)
{
    proof_world *w = *state;
    const json_t *shares = member(w->own, "shares");
    assert_int_equal(json_array_size(shares), 2);
    for (size_t i = 0; i < 2; i++) {
        a_share_is_the_known_one(&w->fx, w->own, item(shares, i));
    }
}

/* --- a ballot --- */

static cf_ballot_nonce hex_nonce(fixture *fx, const char *text)
{
    cf_ballot_nonce out;
    const cf_octets octets = hex_octets(fx, text);
    assert_int_equal(octets.len, sizeof out.octets);
    memcpy(out.octets, octets.at, sizeof out.octets);
    return out;
}

static void nonces_of_selections_are_the_known_ones(void **state)
{
    proof_world *w = *state;
    fixture *fx = &w->fx;
    const cf_hmac_key key = hex_key(fx, text_of(w->own, "H_I"));
    const cf_ballot_nonce xi_b = hex_nonce(fx, text_of(w->own, "xi_B"));
    const json_t *selections = member(member(w->own, "contest1"), "selections");
    assert_int_equal(json_array_size(selections), 3);
    cf_secret_scalar xi;
    for (uint32_t j = 0; j < 3; j++) {
        cf_eg21_selection_nonce(&key, fx->group, 1, j + 1, &xi_b, &xi);
        assert_scalar_is(fx, &xi.number, text_of(item(selections, j), "xi"));
    }

    /* Against the test's own hash: other indices, and a nonce of q or more, not reduced. */
    election el;
    open_election(&el);
    const char *nonces[] = { XI_B, BALLOT_2 };
    const uint32_t indices[][2] = { { 1, 1 }, { 2, 1 }, { 1, 2 }, { 65536, 16777217 } };
    cf_hash h_i;
    cf_hmac_key other_key;
    identifier(&el, BALLOT_1, &h_i, &other_key);
    for (size_t n = 0; n < 2; n++) {
        const cf_ballot_nonce nonce = hex_nonce(fx, nonces[n]);
        for (size_t k = 0; k < 4; k++) {
            const cf_scalar expected =
                option_nonce(&el, &h_i, indices[k][0], indices[k][1], hex_octets(fx, nonces[n]));
            cf_eg21_selection_nonce(&other_key, fx->group, indices[k][0], indices[k][1], &nonce,
                                    &xi);
            assert_true(cf_scalar_equal(&xi.number, &expected));
        }
    }
    fixture_close(&el.fx);
}

/* Encrypt a selection, and prove it with the randomness of the vectors. */
static void a_range_proof_is_the_known_one(fixture *fx, const cf_transcript *challenge,
                                           const cf_element *alpha, const cf_element *beta,
                                           const cf_scalar *xi, const json_t *known)
{
    const size_t bound = number_of(known, "bound");
    const size_t value = number_of(known, "value");
    assert_true(bound < BRANCHES);
    script_start(&mk.script);
    for (size_t j = 0; j <= bound; j++) {
        const cf_scalar u = hex_at(fx, member(known, "u"), j);
        script_add_scalar(&mk.script, fx->group, &u);
    }
    for (size_t j = 0; j <= bound; j++) {
        char name[24];
        snprintf(name, sizeof name, "%zu", j);
        cf_scalar c_j = { { 77 } }; /* of the true branch: drawn and thrown away */
        if (j != value) {
            c_j = hex_scalar(fx, text_of(member(known, "c_j_chosen_for_j_ne_value"), name));
        }
        script_add_scalar(&mk.script, fx->group, &c_j);
    }

    cf_scalar c[BRANCHES];
    cf_scalar v[BRANCHES];
    assert_int_equal(make_range(&mk, challenge, alpha, beta, bound, value, xi, c, v), CF_OK);
    assert_true(script_is_used_up(&mk.script));
    for (size_t j = 0; j <= bound; j++) {
        const json_t *pair = item(member(known, "proof"), j);
        assert_scalar_is(fx, &c[j], text_of(pair, "c"));
        assert_scalar_is(fx, &v[j], text_of(pair, "v"));
    }
}

static void range_and_limit_proofs_are_the_known_ones(void **state)
{
    proof_world *w = *state;
    fixture *fx = &w->fx;
    const cf_hmac_key key = hex_key(fx, text_of(w->own, "H_I"));
    const json_t *contest = member(w->own, "contest1");
    cf_transcript challenge;
    size_t place;
    const json_t *selection;
    json_array_foreach(member(contest, "selections"), place, selection)
    {
        const json_t *known = member(selection, "range_proof");
        const cf_scalar xi = hex_scalar(fx, text_of(selection, "xi"));
        const cf_secret_scalar nonce = secret_of(&xi);
        cf_secret_scalar value;
        cf_element alpha;
        cf_element beta;
        cf_secret_scalar_from_u64(fx->group, number_of(known, "value"), &value);
        cf_elgamal_encrypt(&mk.bases, mk.bases.k, 1, &value, &nonce, &alpha, &beta);
        assert_element_is(fx, &alpha, text_of(selection, "alpha"));
        assert_element_is(fx, &beta, text_of(selection, "beta"));
        cf_eg21_option_challenge(&challenge, &key, 1, (uint32_t)place + 1);
        a_range_proof_is_the_known_one(fx, &challenge, &alpha, &beta, &xi, known);
    }
    assert_int_equal(place, 3);

    const cf_element alpha = hex_element(fx, text_of(contest, "alpha_bar"));
    const cf_element beta = hex_element(fx, text_of(contest, "beta_bar"));
    const cf_scalar xi = hex_scalar(fx, text_of(contest, "xi_sum"));
    cf_eg21_limit_challenge(&challenge, &key, 1);
    a_range_proof_is_the_known_one(fx, &challenge, &alpha, &beta, &xi,
                                   member(contest, "limit_proof"));
}

/* --- contest data --- */

typedef struct data_answer {
    uint32_t contest;
    const char *d, *xi, *c_1, *c, *v;
    cf_scalar u;
} data_answer;

static void contest_data_are(fixture *fx, const cf_making_bases *bases, const cf_hmac_key *key,
                             const cf_ballot_nonce *xi_b, const data_answer *known)
{
    cf_secret_scalar xi;
    cf_eg21_data_nonce(key, fx->group, known->contest, xi_b, &xi);
    assert_scalar_is(fx, &xi.number, known->xi);
    cf_element alpha;
    cf_secret_element beta;
    cf_scanned_base_powers(bases->g, 1, &xi, &alpha);
    cf_scanned_base_powers(bases->k_hat, 1, &xi, &beta.element);

    uint8_t octets[BLOCKS_MAX * CF_EG21_BLOCK_OCTETS];
    const cf_octets d = hex_octets(fx, known->d);
    const cf_octets c_1 = hex_octets(fx, known->c_1);
    assert_true(d.len <= sizeof octets && d.len == c_1.len);
    memcpy(octets, d.at, d.len);
    cf_eg21_secret_data_xor(key, fx->group, known->contest, &alpha, &beta, octets, d.len);
    assert_memory_equal(octets, c_1.at, c_1.len);

    cf_transcript prefix;
    cf_eg21_data_challenge(&prefix, key, known->contest);
    one_proof_is(fx, &prefix, suffix_of(fx, &alpha, octets, d.len), &xi.number, &known->u, known->c,
                 known->v);

    cf_eg21_secret_data_xor(key, fx->group, known->contest + 1, &alpha, &beta, octets, d.len);
    assert_memory_not_equal(octets, d.at, 32); /* another contest's key opens nothing */
}

static void our_contest_data_are_the_known_ones(void **state)
{
    proof_world *w = *state;
    fixture *fx = &w->fx;
    const cf_hmac_key key = hex_key(fx, text_of(w->own, "H_I"));
    const cf_ballot_nonce xi_b = hex_nonce(fx, text_of(w->own, "xi_B"));
    const json_t *data = member(member(w->own, "contest1"), "data");
    const data_answer known = { .contest = 1,
                                .d = text_of(data, "plaintext"),
                                .xi = text_of(data, "xi"),
                                .c_1 = text_of(data, "C1"),
                                .c = text_of(data, "c"),
                                .v = text_of(data, "v"),
                                .u = hex_scalar(fx, text_of(data, "u")) };
    contest_data_are(fx, &mk.bases, &key, &xi_b, &known);
}

static void contest_data_of_another_program_are_the_known_ones(void **state)
{
    (void)state;
    election el;
    static making other;
    open_election(&el);
    making_open(&other, &el.fx);
    json_t *root = vectors_load(VECTORS "egcs_contest_data.json");
    const cf_ballot_nonce xi_b = hex_nonce(&el.fx, XI_B);
    cf_hash h_i;
    cf_hmac_key key;
    identifier(&el, BALLOT_1, &h_i, &key);
    for (uint32_t i = 1; i <= 3; i++) {
        char name[16];
        snprintf(name, sizeof name, "%u", (unsigned)i);
        const json_t *contest = member(member(root, "contests"), name);
        const data_answer known = { .contest = i,
                                    .d = text_of(contest, "D"),
                                    .xi = text_of(contest, "xi_0x25"),
                                    .c_1 = text_of(contest, "C_1"),
                                    .c = text_of(contest, "c_0x27"),
                                    .v = text_of(contest, "v"),
                                    .u = egcs_scalar(&el.fx, member(contest, "u")) };
        contest_data_are(&el.fx, &other.bases, &key, &xi_b, &known);
    }
    json_decref(root);
    making_close(&other);
    fixture_close(&el.fx);
}

/* --- the nonce of a ballot --- */

typedef struct nonce_answer {
    const char *xi_b, *c_1, *c, *v;
    cf_scalar xi, u;
} nonce_answer;

static void an_encrypted_nonce_is(fixture *fx, const cf_making_bases *bases, const cf_hmac_key *key,
                                  const nonce_answer *known)
{
    const cf_secret_scalar xi = secret_of(&known->xi);
    cf_element alpha;
    cf_secret_element beta;
    cf_scanned_base_powers(bases->g, 1, &xi, &alpha);
    cf_scanned_base_powers(bases->k_hat, 1, &xi, &beta.element);
    cf_ballot_nonce nonce = hex_nonce(fx, known->xi_b);
    const cf_ballot_nonce open = nonce;
    cf_eg21_nonce_xor(key, fx->group, &alpha, &beta, nonce.octets);
    assert_memory_equal(nonce.octets, hex_octets(fx, known->c_1).at, sizeof nonce.octets);

    cf_transcript prefix;
    cf_eg21_nonce_challenge(&prefix, key);
    one_proof_is(fx, &prefix, suffix_of(fx, &alpha, nonce.octets, sizeof nonce.octets), &known->xi,
                 &known->u, known->c, known->v);

    cf_eg21_nonce_xor(key, fx->group, &alpha, &beta, nonce.octets);
    assert_memory_equal(nonce.octets, open.octets, sizeof open.octets);
    const cf_secret_element other = { alpha };
    cf_eg21_nonce_xor(key, fx->group, &alpha, &other, nonce.octets);
    assert_memory_not_equal(nonce.octets, hex_octets(fx, known->c_1).at, sizeof nonce.octets);
}

static void our_ballot_nonce_is_the_known_one(void **state)
{
    proof_world *w = *state;
    fixture *fx = &w->fx;
    const cf_hmac_key key = hex_key(fx, text_of(w->own, "H_I"));
    const json_t *ciphertext = member(w->own, "ballot_nonce_encryption");
    const nonce_answer known = { .xi_b = text_of(w->own, "xi_B"),
                                 .c_1 = text_of(ciphertext, "C1"),
                                 .c = text_of(ciphertext, "c"),
                                 .v = text_of(ciphertext, "v"),
                                 .xi = hex_scalar(fx, text_of(ciphertext, "xi")),
                                 .u = hex_scalar(fx, text_of(ciphertext, "u")) };
    an_encrypted_nonce_is(fx, &mk.bases, &key, &known);

    /* The key block itself, which is what xoring over nothing gives. */
    const cf_secret_element beta = agreed(fx->bases.k_hat, &known.xi);
    const cf_element alpha = power_of_g(fx, &known.xi);
    uint8_t block[CF_HASH_OCTETS] = { 0 };
    cf_eg21_nonce_xor(&key, fx->group, &alpha, &beta, block);
    assert_memory_equal(block, hex_octets(fx, text_of(ciphertext, "k")).at, sizeof block);
}

static void ballot_nonces_of_another_program_are_the_known_ones(void **state)
{
    (void)state;
    election el;
    static making other;
    open_election(&el);
    making_open(&other, &el.fx);
    json_t *root = vectors_load(VECTORS "egcs_ballot_nonce.json");
    size_t place;
    const json_t *entry;
    json_array_foreach(member(root, "cases"), place, entry)
    {
        const cf_hmac_key key = hex_key(&el.fx, text_of(entry, "H_I"));
        const nonce_answer known = { .xi_b = text_of(entry, "xi_B"),
                                     .c_1 = text_of(entry, "C_1"),
                                     .c = text_of(entry, "c"),
                                     .v = text_of(entry, "v"),
                                     .xi = egcs_scalar(&el.fx, member(entry, "xi_hat")),
                                     .u = egcs_scalar(&el.fx, member(entry, "u")) };
        an_encrypted_nonce_is(&el.fx, &other.bases, &key, &known);
    }
    assert_true(place >= 3);
    json_decref(root);
    making_close(&other);
    fixture_close(&el.fx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(key_proofs_of_guardians_are_the_known_ones),
        cmocka_unit_test(shares_and_their_keys_are_the_known_ones),
        cmocka_unit_test(nonces_of_selections_are_the_known_ones),
        cmocka_unit_test(range_and_limit_proofs_are_the_known_ones),
        cmocka_unit_test(our_contest_data_are_the_known_ones),
        cmocka_unit_test(contest_data_of_another_program_are_the_known_ones),
        cmocka_unit_test(our_ballot_nonce_is_the_known_one),
        cmocka_unit_test(ballot_nonces_of_another_program_are_the_known_ones),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
