/*
 * The proofs of ballots and tallies of 2.1.0 in the standard group: options (R = 1 and 3), a limit
 * (L = 4), ballot nonce, contest data and a tally, out of our own fixed randomness and out of
 * another program's record.  Each proof that holds is then changed in every one of its scalars and
 * in everything that it is bound to, one thing at a time, and must not hold any more: by chance it
 * would with probability 2^-256.
 */
#include "proof_world.h"

#include "crypto/eg21.h"

/* --- range proofs --- */

enum { BRANCHES = 6 };

typedef struct range_proof {
    cf_hmac_key h_i;
    bool limit;
    uint32_t contest;
    uint32_t option;
    cf_element alpha;
    cf_element beta;
    size_t bound;
    cf_scalar c[BRANCHES];
    cf_scalar v[BRANCHES];
} range_proof;

static bool proof_holds(fixture *fx, const range_proof *proof)
{
    cf_transcript challenge;
    if (proof->limit) {
        cf_eg21_limit_challenge(&challenge, &proof->h_i, proof->contest);
    } else {
        cf_eg21_option_challenge(&challenge, &proof->h_i, proof->contest, proof->option);
    }
    return range_holds(fx, &challenge, &proof->alpha, &proof->beta, proof->bound, proof->c,
                       proof->v);
}

static void wrong_scalars_do_not_hold(fixture *fx, const range_proof *proof)
{
    for (size_t j = 0; j <= proof->bound; j++) {
        range_proof other = *proof;
        add_one(fx->group, &other.c[j]);
        assert_false(proof_holds(fx, &other));
        other = *proof;
        add_one(fx->group, &other.v[j]);
        assert_false(proof_holds(fx, &other));
        other = *proof;
        swap(&other.c[j], &other.v[j]);
        assert_false(proof_holds(fx, &other));
        const size_t next = (j + 1) % (proof->bound + 1);
        other = *proof;
        swap(&other.c[j], &other.c[next]);
        swap(&other.v[j], &other.v[next]);
        assert_false(proof_holds(fx, &other)); /* the branches in another order */
        other = *proof;
        add_one(fx->group, &other.c[j]);
        cf_scalar_sub(fx->group, &other.c[next], &other.c[next], &other.c[j]);
        cf_scalar_add(fx->group, &other.c[next], &other.c[next], &proof->c[j]);
        assert_false(proof_holds(fx, &other)); /* the sum is still right */
    }
}

static void wrong_ciphertexts_do_not_hold(fixture *fx, const range_proof *proof)
{
    cf_element g;
    cf_group_generator(fx->group, &g);
    range_proof other = *proof;
    cf_group_multiply(fx->group, 1, &other.alpha, &other.alpha, &g);
    assert_false(proof_holds(fx, &other));
    other = *proof;
    cf_group_multiply(fx->group, 1, &other.beta, &other.beta, &fx->k);
    assert_false(proof_holds(fx, &other)); /* one vote more */
    other = *proof;
    other.alpha = proof->beta;
    other.beta = proof->alpha;
    assert_false(proof_holds(fx, &other));
}

static void wrong_contexts_do_not_hold(fixture *fx, const range_proof *proof)
{
    range_proof other = *proof;
    other.contest++;
    assert_false(proof_holds(fx, &other));
    other = *proof;
    other.option++;
    assert_int_equal(proof_holds(fx, &other), proof->limit); /* a limit proof has no option */
    other = *proof;
    other.limit = !other.limit;
    assert_false(proof_holds(fx, &other));
    other = *proof;
    const uint8_t another_ballot[32] = { 1 };
    cf_hmac_key_init(&other.h_i, another_ballot, sizeof another_ballot);
    assert_false(proof_holds(fx, &other));
    other = *proof;
    other.bound--;
    assert_false(proof_holds(fx, &other));
    other = *proof;
    other.bound++; /* with c = v = 0 in the branch too many: the sum is unchanged */
    assert_true(other.bound < BRANCHES);
    assert_false(proof_holds(fx, &other));
}

static void only_the_true_range_proof_holds(fixture *fx, const range_proof *proof)
{
    assert_true(proof_holds(fx, proof));
    wrong_scalars_do_not_hold(fx, proof);
    wrong_ciphertexts_do_not_hold(fx, proof);
    wrong_contexts_do_not_hold(fx, proof);
}

static void set_scalars(fixture *fx, range_proof *proof, const json_t *pairs)
{
    const range_vector vector = range_of(fx, pairs, "c", "v");
    assert_true(vector.count < BRANCHES);
    memset(proof->c, 0, sizeof proof->c);
    memset(proof->v, 0, sizeof proof->v);
    memcpy(proof->c, vector.c, vector.count * sizeof *vector.c);
    memcpy(proof->v, vector.v, vector.count * sizeof *vector.v);
    proof->bound = vector.count - 1;
}

static void option_proofs_hold_and_nothing_near_them(void **state)
{
    proof_world *w = *state;
    fixture *fx = &w->fx;
    range_proof proof = { .h_i = hex_key(fx, text_of(w->own, "H_I")), .contest = 1 };
    size_t place;
    const json_t *selection;
    json_array_foreach(member(member(w->own, "contest1"), "selections"), place, selection)
    {
        const json_t *claimed = member(selection, "range_proof");
        proof.option = (uint32_t)place + 1;
        proof.alpha = hex_element(fx, text_of(selection, "alpha"));
        proof.beta = hex_element(fx, text_of(selection, "beta"));
        set_scalars(fx, &proof, member(claimed, "proof"));
        assert_int_equal(proof.bound, number_of(claimed, "bound"));
        only_the_true_range_proof_holds(fx, &proof);
    }
    assert_int_equal(place, 3);
}

static void limit_proof_holds_over_the_products(void **state)
{
    proof_world *w = *state;
    fixture *fx = &w->fx;
    const json_t *contest = member(w->own, "contest1");
    range_proof proof = { .h_i = hex_key(fx, text_of(w->own, "H_I")), .limit = true, .contest = 1 };
    cf_group_identity(fx->group, &proof.alpha);
    cf_group_identity(fx->group, &proof.beta);
    size_t place;
    const json_t *selection;
    json_array_foreach(member(contest, "selections"), place, selection)
    {
        const cf_element alpha = hex_element(fx, text_of(selection, "alpha"));
        const cf_element beta = hex_element(fx, text_of(selection, "beta"));
        cf_group_multiply(fx->group, 1, &proof.alpha, &proof.alpha, &alpha);
        cf_group_multiply(fx->group, 1, &proof.beta, &proof.beta, &beta);
    }
    const cf_element alpha_bar = hex_element(fx, text_of(contest, "alpha_bar"));
    assert_true(cf_group_equal(fx->group, &alpha_bar, &proof.alpha));
    set_scalars(fx, &proof, member(member(contest, "limit_proof"), "proof"));
    only_the_true_range_proof_holds(fx, &proof);
}

static void opened_selections_encrypt_to_what_was_published(void **state)
{
    proof_world *w = *state;
    fixture *fx = &w->fx;
    const json_t *contest = member(w->own, "contest1");
    const cf_hmac_key key = hex_key(fx, text_of(w->own, "H_I"));
    cf_transcript chi;
    cf_eg21_contest_hash_start(&chi, &key, 1);
    size_t place;
    const json_t *selection;
    json_array_foreach(member(contest, "selections"), place, selection)
    {
        const cf_scalar xi = hex_scalar(fx, text_of(selection, "xi"));
        cf_element alpha;
        cf_element beta;
        encrypt(fx, number_of(member(selection, "range_proof"), "value"), &xi, &alpha, &beta);
        const cf_element published_alpha = hex_element(fx, text_of(selection, "alpha"));
        const cf_element published_beta = hex_element(fx, text_of(selection, "beta"));
        assert_true(cf_group_equal(fx->group, &alpha, &published_alpha));
        assert_true(cf_group_equal(fx->group, &beta, &published_beta));
        cf_transcript_pairs(&chi, fx->group, 1, &alpha, &beta);
    }
    cf_hash found;
    cf_transcript without_data = chi;
    cf_transcript_close(&without_data, &found);
    assert_hash_is(fx, &found, text_of(contest, "chi_without_data"));
    const json_t *data = member(contest, "data");
    const char *parts[] = { "C0", "C1", "c", "v" };
    for (size_t i = 0; i < 4; i++) {
        cf_transcript_octets(&chi, hex_octets(fx, text_of(data, parts[i])));
    }
    cf_transcript_close(&chi, &found);
    assert_hash_is(fx, &found, text_of(contest, "chi_with_data"));
}

/* --- hashed ciphertexts: ballot nonce and contest data --- */

typedef struct key_proof {
    cf_unchecked_element c_0;
    cf_octets suffix; /* C_0 || C_1 */
    cf_scalar c;
    cf_scalar v;
} key_proof;

static key_proof key_proof_of(fixture *fx, const json_t *ciphertext)
{
    const cf_octets c_0 = hex_octets(fx, text_of(ciphertext, "C0"));
    const cf_octets c_1 = hex_octets(fx, text_of(ciphertext, "C1"));
    uint8_t *suffix = cf_arena_take(fx->arena, c_0.len + c_1.len, 1);
    assert_non_null(suffix);
    memcpy(suffix, c_0.at, c_0.len);
    memcpy(suffix + c_0.len, c_1.at, c_1.len);
    return (key_proof){ .c_0 = { c_0 },
                        .suffix = cf_octets_of(suffix, c_0.len + c_1.len),
                        .c = hex_scalar(fx, text_of(ciphertext, "c")),
                        .v = hex_scalar(fx, text_of(ciphertext, "v")) };
}

static bool key_proof_holds(fixture *fx, const cf_transcript *prefix, const key_proof *proof)
{
    const cf_schnorr_claim claim = {
        .prefix = *prefix, .suffix = proof->suffix, .c = &proof->c, .v = &proof->v
    };
    cf_element key;
    cf_refusal verdict;
    bool holds = false;
    assert_int_equal(cf_schnorr_check_keys(&fx->bases, fx->arena, 1, &proof->c_0, &claim, &key,
                                           &verdict, &holds),
                     CF_OK);
    return holds;
}

static void only_the_true_key_proof_holds(fixture *fx, const cf_transcript *prefix,
                                          const key_proof *proof)
{
    assert_true(key_proof_holds(fx, prefix, proof));
    key_proof other = *proof;
    add_one(fx->group, &other.c);
    assert_false(key_proof_holds(fx, prefix, &other));
    other = *proof;
    add_one(fx->group, &other.v);
    assert_false(key_proof_holds(fx, prefix, &other));
    other = *proof;
    swap(&other.c, &other.v);
    assert_false(key_proof_holds(fx, prefix, &other));
    other = *proof;
    other.suffix.len--;
    assert_false(key_proof_holds(fx, prefix, &other));
    other = *proof;
    other.c_0.octets = cf_octets_of(NULL, 0);
    assert_false(key_proof_holds(fx, prefix, &other));
}

static void nonce_and_data_proofs_hold_and_nothing_near_them(void **state)
{
    proof_world *w = *state;
    fixture *fx = &w->fx;
    const cf_hmac_key key = hex_key(fx, text_of(w->own, "H_I"));
    cf_transcript prefix;
    key_proof proof = key_proof_of(fx, member(w->own, "ballot_nonce_encryption"));
    cf_eg21_nonce_challenge(&prefix, &key);
    only_the_true_key_proof_holds(fx, &prefix, &proof);
    cf_eg21_data_challenge(&prefix, &key, 1);
    assert_false(key_proof_holds(fx, &prefix, &proof)); /* the other kind of proof */

    const json_t *data = member(member(w->own, "contest1"), "data");
    proof = key_proof_of(fx, data);
    only_the_true_key_proof_holds(fx, &prefix, &proof);
    cf_eg21_data_challenge(&prefix, &key, 2);
    assert_false(key_proof_holds(fx, &prefix, &proof));

    const json_t *ballot = member(w->third, "ballot");
    const cf_hmac_key third_key = hex_key(fx, text_of(ballot, "H_I"));
    proof = key_proof_of(fx, member(ballot, "ballot_nonce_encryption"));
    cf_eg21_nonce_challenge(&prefix, &third_key);
    only_the_true_key_proof_holds(fx, &prefix, &proof);
    cf_eg21_nonce_challenge(&prefix, &key);
    assert_false(key_proof_holds(fx, &prefix, &proof)); /* another ballot's H_I */
}

static void contest_data_open_with_their_nonce(void **state)
{
    proof_world *w = *state;
    fixture *fx = &w->fx;
    const json_t *data = member(member(w->own, "contest1"), "data");
    const cf_hmac_key key = hex_key(fx, text_of(w->own, "H_I"));
    const cf_scalar xi = hex_scalar(fx, text_of(data, "xi"));
    const cf_element c_0 = power_of_g(fx, &xi);
    cf_element beta;
    cf_fixed_base_powers_vartime(fx->bases.k_hat, 1, &xi, &beta);
    cf_hash h;
    cf_eg21_data_key(&key, 1, fx->group, &c_0, &beta, &h);
    assert_hash_is(fx, &h, text_of(data, "h"));

    const cf_octets c_1 = hex_octets(fx, text_of(data, "C1"));
    const cf_octets d = hex_octets(fx, text_of(data, "plaintext"));
    uint8_t opened[64];
    assert_int_equal(c_1.len, sizeof opened);
    memcpy(opened, c_1.at, sizeof opened);
    cf_eg21_data_xor(&h, 1, opened, sizeof opened);
    assert_memory_equal(opened, d.at, sizeof opened);
    cf_eg21_data_xor(&h, 2, opened,
                     sizeof opened); /* another contest's keys do not close it again */
    assert_memory_not_equal(opened, c_1.at, sizeof opened);
}

/* --- decryption --- */

typedef struct tally_proof {
    cf_hash h_e;
    uint32_t contest;
    uint32_t option;
    cf_element a;
    cf_element b;
    cf_element m;
    cf_scalar c;
    cf_scalar v;
} tally_proof;

static bool tally_holds(fixture *fx, const tally_proof *proof)
{
    cf_transcript prefix;
    cf_eg21_tally_challenge(&prefix, &proof->h_e, proof->contest, proof->option, fx->group,
                            &proof->a, &proof->b);
    bool holds = false;
    assert_int_equal(cf_equal_logs_check(&fx->bases, fx->arena, fx->bases.k, &prefix, &proof->a,
                                         &proof->m, &proof->c, &proof->v, &holds),
                     CF_OK);
    return holds;
}

static void only_the_true_tally_proof_holds(fixture *fx, const tally_proof *proof)
{
    assert_true(tally_holds(fx, proof));
    tally_proof other = *proof;
    other.contest++;
    assert_false(tally_holds(fx, &other));
    other = *proof;
    other.option++;
    assert_false(tally_holds(fx, &other));
    other = *proof;
    other.h_e.octets[0] ^= 1;
    assert_false(tally_holds(fx, &other));
    other = *proof;
    add_one(fx->group, &other.c);
    assert_false(tally_holds(fx, &other));
    other = *proof;
    add_one(fx->group, &other.v);
    assert_false(tally_holds(fx, &other));
    other = *proof;
    swap(&other.c, &other.v);
    assert_false(tally_holds(fx, &other));
    cf_element *parts[] = { &other.a, &other.b, &other.m };
    for (size_t i = 0; i < 3; i++) {
        other = *proof;
        cf_group_multiply(fx->group, 1, parts[i], parts[i], &fx->k); /* m: one vote less */
        assert_false(tally_holds(fx, &other));
    }
}

static void tally_proofs_hold_and_nothing_near_them(void **state)
{
    proof_world *w = *state;
    fixture *fx = &w->fx;
    const json_t *selection = item(member(member(w->own, "contest1"), "selections"), 2);
    const json_t *decryption = member(w->own, "decryption");
    const tally_proof proof = { .h_e = hex_hash(fx, text_of(w->own, "H_E")),
                                .contest = 1,
                                .option = 3,
                                .a = hex_element(fx, text_of(selection, "alpha")),
                                .b = hex_element(fx, text_of(selection, "beta")),
                                .m = hex_element(fx, text_of(decryption, "M")),
                                .c = hex_scalar(fx, text_of(decryption, "c")),
                                .v = hex_scalar(fx, text_of(decryption, "v")) };
    only_the_true_tally_proof_holds(fx, &proof);
}

static void a_ballot_and_a_tally_of_another_program_hold(void **state)
{
    proof_world *w = *state;
    fixture fx;
    fixture_open_hex(&fx, text_of(w->third, "K"), text_of(w->third, "K_hat"));
    const cf_hash h_p = hex_hash(&fx, text_of(w->third, "H_P"));
    const cf_octets manifest = hex_octets(&fx, text_of(w->third, "manifest_bytes"));
    cf_hash found;
    cf_transcript transcript;
    cf_eg21_base_hash_start(&transcript, &h_p, (uint32_t)manifest.len);
    cf_transcript_octets(&transcript, manifest);
    cf_transcript_close(&transcript, &found);
    assert_hash_is(&fx, &found, text_of(w->third, "H_B"));
    cf_eg21_extended_base_hash(&found, fx.group, &fx.k, &fx.k_hat, &found);
    assert_hash_is(&fx, &found, text_of(w->third, "H_E"));

    const json_t *ballot = member(w->third, "ballot");
    cf_eg21_identifier_hash(&found, hex_octets(&fx, text_of(ballot, "id_B")), &found);
    assert_hash_is(&fx, &found, text_of(ballot, "H_I"));

    range_proof proof = { .h_i = hex_key(&fx, text_of(ballot, "H_I")),
                          .contest = number_of(ballot, "contest") };
    range_proof limit = proof;
    limit.limit = true;
    cf_group_identity(fx.group, &limit.alpha);
    cf_group_identity(fx.group, &limit.beta);
    size_t place;
    const json_t *field;
    json_array_foreach(member(ballot, "option_fields"), place, field)
    {
        proof.option = number_of(field, "j");
        proof.alpha = hex_element(&fx, text_of(field, "alpha"));
        proof.beta = hex_element(&fx, text_of(field, "beta"));
        set_scalars(&fx, &proof, member(field, "range_proof"));
        only_the_true_range_proof_holds(&fx, &proof);
        cf_group_multiply(fx.group, 1, &limit.alpha, &limit.alpha, &proof.alpha);
        cf_group_multiply(fx.group, 1, &limit.beta, &limit.beta, &proof.beta);
    }

    /* With supplemental fields the limit proof of that program runs over two of them as well. */
    const json_t *supplemental = member(ballot, "supplemental");
    const char *names[] = { "overvote_j3", "undervote_indicator_j5" };
    for (size_t i = 0; i < 2; i++) {
        field = member(supplemental, names[i]);
        const cf_element alpha = hex_element(&fx, text_of(field, "alpha"));
        const cf_element beta = hex_element(&fx, text_of(field, "beta"));
        cf_group_multiply(fx.group, 1, &limit.alpha, &limit.alpha, &alpha);
        cf_group_multiply(fx.group, 1, &limit.beta, &limit.beta, &beta);
    }
    set_scalars(&fx, &limit, member(ballot, "limit_proof_L1_over_product_of_j1_j2_j3^L_j5"));
    only_the_true_range_proof_holds(&fx, &limit);

    const json_t *tally = member(w->third, "tally_contest1_option1");
    const cf_element t = hex_element(&fx, text_of(tally, "T"));
    tally_proof opened = { .h_e = hex_hash(&fx, text_of(w->third, "H_E")),
                           .contest = 1,
                           .option = 1,
                           .a = hex_element(&fx, text_of(tally, "A")),
                           .b = hex_element(&fx, text_of(tally, "B")),
                           .c = hex_scalar(&fx, text_of(tally, "c")),
                           .v = hex_scalar(&fx, text_of(tally, "v")) };
    opened.m = quotient(&fx, &opened.b, &t);
    only_the_true_tally_proof_holds(&fx, &opened);
    fixture_close(&fx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(option_proofs_hold_and_nothing_near_them),
        cmocka_unit_test(limit_proof_holds_over_the_products),
        cmocka_unit_test(opened_selections_encrypt_to_what_was_published),
        cmocka_unit_test(nonce_and_data_proofs_hold_and_nothing_near_them),
        cmocka_unit_test(contest_data_open_with_their_nonce),
        cmocka_unit_test(tally_proofs_hold_and_nothing_near_them),
        cmocka_unit_test(a_ballot_and_a_tally_of_another_program_hold),
    };
    return cmocka_run_group_tests(tests, proof_world_open, proof_world_close);
}
