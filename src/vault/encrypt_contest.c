/*
 * vault/encrypt_contest.c -- marks in, ciphertexts and proofs out.
 *
 * An overvote is one mask, made of all marks before anything else is done.  It takes every
 * selection to 0 and the steps after it are the same for all contests of this shape.
 */
#include "vault/making.h"

/* More than R on one option, or more than L in all: the sum of 10,000 marks is below 2^46. */
static void read_marks(cf_vault_making *making, const cf_plain_contest *plain)
{
    const cf_contest *contest = plain->contest;
    uint64_t sum = 0;
    cf_mask overvoted = 0;
    for (size_t i = 0; i < contest->option_count; i++) {
        sum += plain->marks[i];
        overvoted |= cf_vault_above(plain->marks[i], contest->option_limit);
    }
    overvoted |= cf_vault_above(sum, contest->selection_limit);
    making->mark_sum = sum;
    making->overvoted = overvoted;
    making->selection_sum = sum & ~overvoted;
}

static void derive(cf_vault_making *making, const cf_plain_contest *plain)
{
    const cf_group *group = making->encryptor->keys->group;
    const cf_contest *contest = plain->contest;
    cf_secret_scalar_from_u64(group, 0, &making->nonce_sum);
    for (size_t i = 0; i < contest->option_count; i++) {
        making->selections[i] = plain->marks[i] & ~making->overvoted;
        cf_secret_scalar_from_u64(group, making->selections[i], &making->values[i]);
        cf_eg21_selection_nonce(&making->h_i, group, contest->index, contest->options[i].index,
                                &making->xi_b, &making->nonces[i]);
        cf_secret_scalar_add(group, &making->nonce_sum, &making->nonce_sum, &making->nonces[i]);
    }
}

/* Ciphertexts of all options; each selection gets its spans and its range proof. */
static cf_status encrypt_selections(cf_vault_making *making, const cf_contest *contest,
                                    cf_selection *out)
{
    const cf_making_bases *bases = &making->encryptor->bases;
    const size_t count = contest->option_count;
    const size_t bound = contest->option_limit;

    cf_elgamal_encrypt(bases, bases->k, count, making->values, making->nonces, making->alpha,
                       making->beta);
    const cf_unchecked_element *alpha =
        cf_encoded_elements(bases->group, count, making->alpha, making->published);
    const cf_unchecked_element *beta =
        cf_encoded_elements(bases->group, count, making->beta, making->published);
    cf_status status = alpha != NULL && beta != NULL ? CF_OK : CF_ERR_MEMORY;
    for (size_t i = 0; i < count && status == CF_OK; i++) {
        cf_transcript challenge;
        out[i].index = contest->options[i].index;
        out[i].alpha = alpha[i];
        out[i].beta = beta[i];
        cf_eg21_option_challenge(&challenge, &making->h_i, contest->index, out[i].index);
        status = cf_range_make(bases, &challenge, &making->alpha[i], &making->beta[i], bound,
                               making->selections[i], &making->nonces[i], making->entropy,
                               making->range_scratch, making->c, making->v);
        if (status == CF_OK) {
            status = cf_vault_publish_range_proof(making, bound, &out[i].proof);
        }
    }
    return status;
}

/* The products of the ciphertexts encrypt the sum of the selections under the sum of the nonces. */
static cf_status prove_limit(cf_vault_making *making, const cf_contest *contest,
                             cf_range_proof *out)
{
    const cf_making_bases *bases = &making->encryptor->bases;
    cf_element alpha;
    cf_element beta;
    cf_group_identity(bases->group, &alpha);
    cf_group_identity(bases->group, &beta);
    for (size_t i = 0; i < contest->option_count; i++) {
        cf_group_multiply(bases->group, 1, &alpha, &alpha, &making->alpha[i]);
        cf_group_multiply(bases->group, 1, &beta, &beta, &making->beta[i]);
    }
    cf_transcript challenge;
    cf_eg21_limit_challenge(&challenge, &making->h_i, contest->index);
    const size_t bound = contest->selection_limit;
    const cf_status status = cf_range_make(
        bases, &challenge, &alpha, &beta, bound, making->selection_sum, &making->nonce_sum,
        making->entropy, making->range_scratch, making->c, making->v);
    return status == CF_OK ? cf_vault_publish_range_proof(making, bound, out) : status;
}

/* chi: everything of the contest that decrypts to something. */
static cf_status hash_contest(cf_vault_making *making, cf_encrypted_contest *contest)
{
    cf_transcript chi;
    cf_eg21_contest_hash_start(&chi, &making->h_i, contest->index);
    for (size_t i = 0; i < contest->selection_count; i++) {
        cf_transcript_octets(&chi, contest->selections[i].alpha.octets);
        cf_transcript_octets(&chi, contest->selections[i].beta.octets);
    }
    if (contest->has_data) {
        cf_transcript_octets(&chi, contest->data.c0.octets);
        cf_transcript_octets(&chi, contest->data.c1);
        cf_transcript_octets(&chi, contest->data.c.octets);
        cf_transcript_octets(&chi, contest->data.v.octets);
    }
    cf_hash hash;
    cf_transcript_close(&chi, &hash);
    return cf_vault_publish_octets(making, hash.octets, sizeof hash.octets, &contest->contest_hash);
}

cf_status cf_vault_contest_encrypt(cf_vault_making *making, const cf_plain_contest *plain,
                                   cf_encrypted_contest *out)
{
    const cf_contest *contest = plain->contest;
    cf_selection *selections =
        cf_arena_take(making->published, contest->option_count, sizeof *selections);
    if (selections == NULL) {
        return CF_ERR_MEMORY;
    }
    *out = (cf_encrypted_contest){ .index = contest->index,
                                   .selection_count = contest->option_count,
                                   .selections = selections,
                                   .has_data = contest->data_blocks > 0 };
    read_marks(making, plain);
    derive(making, plain);
    cf_status status = encrypt_selections(making, contest, selections);
    if (status == CF_OK) {
        status = prove_limit(making, contest, &out->limit_proof);
    }
    if (status == CF_OK && out->has_data) {
        cf_vault_data_lay_out(making, plain);
        status = cf_vault_data_encrypt(making, contest->index, contest->data_blocks, &out->data);
    }
    return status == CF_OK ? hash_contest(making, out) : status;
}
