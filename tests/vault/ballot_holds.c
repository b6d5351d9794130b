/*
 * tests/vault/ballot_holds.c -- the verifier's equations over one encrypted ballot.
 */
#include "ballot_world.h"

#include "crypto/eg21.h"

static cf_hmac_key key_of(const cf_ballot *ballot)
{
    cf_hmac_key key;
    assert_int_equal(ballot->h_i.len, 32);
    cf_hmac_key_init(&key, ballot->h_i.at, ballot->h_i.len);
    return key;
}

static cf_scalar *admit_scalars(ballot_world *w, size_t count, const cf_unchecked_scalar *claimed)
{
    cf_scalar *out = cf_arena_take(w->fx.arena, count, sizeof *out);
    assert_non_null(out);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(claimed[i].octets.len, 32);
        assert_int_equal(cf_scalar_admit(w->fx.group, claimed[i], &out[i]), CF_ADMITTED);
    }
    return out;
}

static cf_range_claim claim_of(ballot_world *w, const cf_range_proof *proof, size_t bound)
{
    assert_int_equal(proof->count, bound + 1);
    return (cf_range_claim){ .bound = bound,
                             .c = admit_scalars(w, proof->count, proof->c),
                             .v = admit_scalars(w, proof->count, proof->v) };
}

/* One selection; its elements are handed back for the products. */
static void selection_holds(ballot_world *w, const cf_hmac_key *h_i, const cf_contest *contest,
                            const cf_selection *selection, cf_element *alpha, cf_element *beta)
{
    cf_range_claim claim = claim_of(w, &selection->proof, contest->option_limit);
    cf_eg21_option_challenge(&claim.challenge, h_i, contest->index, selection->index);
    cf_refusal verdicts[2];
    bool holds = false;
    assert_int_equal(cf_range_check_ciphertexts(&w->fx.bases, w->fx.arena, 1, &selection->alpha,
                                                &selection->beta, &claim, alpha, beta, &verdicts[0],
                                                &verdicts[1], &holds),
                     CF_OK);
    assert_int_equal(verdicts[0], CF_ADMITTED);
    assert_int_equal(verdicts[1], CF_ADMITTED);
    assert_true(holds);
}

static void limit_holds(ballot_world *w, const cf_hmac_key *h_i, const cf_contest *contest,
                        const cf_range_proof *proof, const cf_element *alpha,
                        const cf_element *beta)
{
    cf_element products[2];
    cf_group_identity(w->fx.group, &products[0]);
    cf_group_identity(w->fx.group, &products[1]);
    for (size_t i = 0; i < contest->option_count; i++) {
        cf_group_multiply(w->fx.group, 1, &products[0], &products[0], &alpha[i]);
        cf_group_multiply(w->fx.group, 1, &products[1], &products[1], &beta[i]);
    }
    cf_range_claim claim = claim_of(w, proof, contest->selection_limit);
    cf_eg21_limit_challenge(&claim.challenge, h_i, contest->index);
    bool holds = false;
    assert_int_equal(cf_range_check_elements(&w->fx.bases, w->fx.arena, 1, &products[0],
                                             &products[1], &claim, &holds),
                     CF_OK);
    assert_true(holds);
}

/* (C_0, C_1, C_2) of data or nonce: a member whose logarithm is known. */
static void sealed_holds(ballot_world *w, const cf_transcript *challenge,
                         const cf_hashed_ciphertext *sealed, size_t plain_octets)
{
    const size_t width = cf_group_element_octets(w->fx.group);
    uint8_t *suffix = cf_arena_take(w->fx.arena, 1, width + plain_octets);
    assert_non_null(suffix);
    assert_int_equal(sealed->c0.octets.len, width);
    assert_int_equal(sealed->c1.len, plain_octets);
    memcpy(suffix, sealed->c0.octets.at, width);
    memcpy(suffix + width, sealed->c1.at, plain_octets);
    cf_schnorr_claim claim = { .prefix = *challenge,
                               .suffix = cf_octets_of(suffix, width + plain_octets),
                               .c = admit_scalars(w, 1, &sealed->c),
                               .v = admit_scalars(w, 1, &sealed->v) };
    cf_element c0;
    cf_refusal verdict;
    bool holds = false;
    assert_int_equal(cf_schnorr_check_keys(&w->fx.bases, w->fx.arena, 1, &sealed->c0, &claim, &c0,
                                           &verdict, &holds),
                     CF_OK);
    assert_int_equal(verdict, CF_ADMITTED);
    assert_true(holds);
}

static void chi_holds(ballot_world *w, const cf_hmac_key *h_i, const cf_encrypted_contest *contest,
                      const cf_element *alpha, const cf_element *beta)
{
    cf_transcript transcript;
    cf_hash chi;
    cf_eg21_contest_hash_start(&transcript, h_i, contest->index);
    cf_transcript_pairs(&transcript, w->fx.group, contest->selection_count, alpha, beta);
    if (contest->has_data) {
        cf_transcript_octets(&transcript, contest->data.c0.octets);
        cf_transcript_octets(&transcript, contest->data.c1);
        cf_transcript_octets(&transcript, contest->data.c.octets);
        cf_transcript_octets(&transcript, contest->data.v.octets);
    }
    cf_transcript_close(&transcript, &chi);
    assert_true(cf_hash_is(&chi, contest->contest_hash));
}

static void contest_holds(ballot_world *w, const cf_hmac_key *h_i, const cf_contest *contest,
                          const cf_encrypted_contest *found)
{
    cf_element *alpha = cf_arena_take(w->fx.arena, contest->option_count, sizeof *alpha);
    cf_element *beta = cf_arena_take(w->fx.arena, contest->option_count, sizeof *beta);
    assert_true(alpha != NULL && beta != NULL);
    assert_int_equal(found->index, contest->index);
    assert_int_equal(found->selection_count, contest->option_count);
    for (size_t i = 0; i < contest->option_count; i++) {
        assert_int_equal(found->selections[i].index, contest->options[i].index);
        selection_holds(w, h_i, contest, &found->selections[i], &alpha[i], &beta[i]);
    }
    limit_holds(w, h_i, contest, &found->limit_proof, alpha, beta);
    assert_int_equal(found->has_data, contest->data_blocks > 0);
    if (found->has_data) {
        cf_transcript challenge;
        cf_eg21_data_challenge(&challenge, h_i, contest->index);
        sealed_holds(w, &challenge, &found->data, 32 * (size_t)contest->data_blocks);
    }
    chi_holds(w, h_i, found, alpha, beta);
}

void assert_ballot_holds(ballot_world *w, const cf_plain_ballot *plain, const cf_ballot *ballot)
{
    cf_hash h_i;
    assert_int_equal(ballot->id.len, 32);
    cf_eg21_identifier_hash(&w->keys.h_e, ballot->id, &h_i);
    assert_true(cf_hash_is(&h_i, ballot->h_i));
    const cf_hmac_key key = key_of(ballot);

    char style[16];
    snprintf(style, sizeof style, "%u", (unsigned)plain->style_number);
    assert_true(cf_octets_equal(ballot->style, cf_octets_of_text(style)));
    assert_ptr_equal(ballot->style_found, plain->style);
    assert_int_equal(ballot->state, plain->state);
    assert_int_equal(ballot->weight, plain->weight);

    assert_int_equal(ballot->contest_count, plain->style->contest_count);
    for (size_t i = 0; i < ballot->contest_count; i++) {
        const cf_contest *contest = &w->manifest.contests[plain->style->contests[i]];
        contest_holds(w, &key, contest, &ballot->contests[i]);
    }
    cf_transcript challenge;
    cf_eg21_nonce_challenge(&challenge, &key);
    sealed_holds(w, &challenge, &ballot->nonce, 32);
}

void assert_code_is(ballot_world *w, const cf_ballot *ballot, const uint8_t field[36])
{
    (void)w;
    const cf_hmac_key key = key_of(ballot);
    cf_hash chi[WORLD_CONTESTS_MAX];
    cf_hash code;
    for (size_t i = 0; i < ballot->contest_count; i++) {
        assert_int_equal(ballot->contests[i].contest_hash.len, 32);
        memcpy(chi[i].octets, ballot->contests[i].contest_hash.at, 32);
    }
    assert_int_equal(ballot->chaining_field.len, 36);
    assert_memory_equal(ballot->chaining_field.at, field, 36);
    cf_eg21_confirmation_code(&key, ballot->contest_count, chi, cf_octets_of(field, 36), &code);
    assert_true(cf_hash_is(&code, ballot->code));
}
