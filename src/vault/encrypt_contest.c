/*
 * vault/encrypt_contest.c -- marks in, ciphertexts and proofs out.
 *
 * All steps are the same for all contests of one shape: an overvote is a mask that took the
 * selections to 0 (walk.c).
 */
#include "vault/making.h"

/* A range proof whose exponents begin there on the piles. */
static cf_range_secrets proof_at(const cf_vault_making *making, size_t bound, size_t at_g,
                                 size_t at_k)
{
    return (cf_range_secrets){ .bound = bound,
                               .u = &making->tray.g.exponents[at_g],
                               .t = &making->tray.k.exponents[at_k],
                               .drawn = &making->drawn[at_k] };
}

/* --- planning --- */

static cf_status plan_proof(cf_vault_making *making, size_t bound, uint64_t value)
{
    const size_t at_g = cf_vault_pile_put(&making->tray.g, bound + 1);
    const size_t at_k = cf_vault_pile_put(&making->tray.k, bound + 1);
    const cf_range_secrets secrets = proof_at(making, bound, at_g, at_k);
    return cf_range_commit(making->tray.group, value, making->entropy, &secrets);
}

cf_status cf_vault_option_plan(cf_vault_making *making)
{
    const cf_vault_walk *walk = &making->planned;
    const cf_contest *contest = walk->plain->contest;
    const cf_group *group = making->tray.group;
    const uint64_t selection = cf_vault_walk_selection(walk);
    cf_secret_scalar *nonce = &making->tray.g.exponents[cf_vault_pile_put(&making->tray.g, 1)];
    cf_secret_scalar *t = &making->tray.k.exponents[cf_vault_pile_put(&making->tray.k, 1)];

    cf_eg21_selection_nonce(&making->h_i, group, contest->index,
                            contest->options[walk->option].index, &making->xi_b, nonce);
    cf_secret_scalar_from_u64(group, selection, t);
    cf_elgamal_exponent(group, t, nonce, t);
    return plan_proof(making, contest->option_limit, selection);
}

cf_status cf_vault_limit_plan(cf_vault_making *making)
{
    const cf_vault_walk *walk = &making->planned;
    return plan_proof(making, walk->plain->contest->selection_limit, walk->marks.selection_sum);
}

/* --- finishing --- */

cf_status cf_vault_contest_begin(cf_vault_making *making, cf_encrypted_contest *out)
{
    const cf_contest *contest = making->finished.plain->contest;
    making->selections =
        cf_arena_take(making->published, contest->option_count, sizeof *making->selections);
    if (making->selections == NULL) {
        return CF_ERR_MEMORY;
    }
    *out = (cf_encrypted_contest){ .index = contest->index,
                                   .selection_count = contest->option_count,
                                   .selections = making->selections,
                                   .has_data = contest->data_blocks > 0 };
    cf_secret_scalar_from_u64(making->tray.group, 0, &making->nonce_sum);
    cf_group_identity(making->tray.group, &making->alpha_product);
    cf_group_identity(making->tray.group, &making->beta_product);
    return CF_OK;
}

static void give_hints(cf_vault_making *making, size_t branches, const uint8_t *a, const uint8_t *b)
{
    const size_t width = cf_group_element_octets(making->tray.group);
    for (size_t j = 0; j < branches; j++) {
        cf_vault_publish_hints(making, a + j * width, 1);
        cf_vault_publish_hints(making, b + j * width, 1);
    }
}

/* challenge covers the ciphertext; the proof's pairs come next from the tray. */
static cf_status finish_proof(cf_vault_making *making, const cf_transcript *challenge, size_t bound,
                              uint64_t value, const cf_secret_scalar *nonce, cf_range_proof *out)
{
    const cf_vault_tray *tray = &making->tray;
    const size_t width = cf_group_element_octets(tray->group);
    const size_t at_g = cf_vault_pile_take(&making->tray.g, bound + 1);
    const size_t at_k = cf_vault_pile_take(&making->tray.k, bound + 1);
    const cf_range_secrets secrets = proof_at(making, bound, at_g, at_k);
    const uint8_t *a = tray->g.octets + at_g * width;
    const uint8_t *b = tray->k.octets + at_k * width;
    cf_range_answer(tray->group, challenge, a, b, value, nonce, &secrets, making->c, making->v);
    give_hints(making, bound + 1, a, b);
    return cf_vault_publish_range_proof(making, bound, out);
}

/* The ciphertext of the option that comes next from the tray; its nonce's number there. */
static cf_status publish_ciphertext(cf_vault_making *making, cf_selection *out, size_t *nonce)
{
    cf_vault_tray *tray = &making->tray;
    const size_t width = cf_group_element_octets(tray->group);
    const size_t at_g = cf_vault_pile_take(&tray->g, 1);
    const size_t at_k = cf_vault_pile_take(&tray->k, 1);
    cf_group_multiply(tray->group, 1, &making->alpha_product, &making->alpha_product,
                      &tray->g.powers[at_g]);
    cf_group_multiply(tray->group, 1, &making->beta_product, &making->beta_product,
                      &tray->k.powers[at_k]);
    *nonce = at_g;
    const cf_status status =
        cf_vault_publish_octets(making, tray->g.octets + at_g * width, width, &out->alpha.octets);
    return status == CF_OK ? cf_vault_publish_octets(making, tray->k.octets + at_k * width, width,
                                                     &out->beta.octets)
                           : status;
}

cf_status cf_vault_option_finish(cf_vault_making *making)
{
    const cf_vault_walk *walk = &making->finished;
    const cf_contest *contest = walk->plain->contest;
    cf_selection *out = &making->selections[walk->option];
    size_t at = 0;
    out->index = contest->options[walk->option].index;
    const cf_status status = publish_ciphertext(making, out, &at);
    if (status != CF_OK) {
        return status;
    }
    const cf_secret_scalar *nonce = &making->tray.g.exponents[at];
    cf_secret_scalar_add(making->tray.group, &making->nonce_sum, &making->nonce_sum, nonce);

    cf_transcript challenge;
    cf_eg21_option_challenge(&challenge, &making->h_i, contest->index, out->index);
    cf_transcript_octets(&challenge, out->alpha.octets);
    cf_transcript_octets(&challenge, out->beta.octets);
    return finish_proof(making, &challenge, contest->option_limit, cf_vault_walk_selection(walk),
                        nonce, &out->proof);
}

/* The products of the ciphertexts encrypt the sum of the selections under the sum of the nonces. */
cf_status cf_vault_limit_finish(cf_vault_making *making, cf_encrypted_contest *out)
{
    const cf_vault_walk *walk = &making->finished;
    const cf_contest *contest = walk->plain->contest;
    cf_transcript challenge;
    cf_eg21_limit_challenge(&challenge, &making->h_i, contest->index);
    cf_transcript_pairs(&challenge, making->tray.group, 1, &making->alpha_product,
                        &making->beta_product);
    return finish_proof(making, &challenge, contest->selection_limit, walk->marks.selection_sum,
                        &making->nonce_sum, &out->limit_proof);
}

/* chi: everything of the contest that decrypts to something. */
cf_status cf_vault_contest_end(cf_vault_making *making, cf_encrypted_contest *out)
{
    cf_transcript chi;
    cf_eg21_contest_hash_start(&chi, &making->h_i, out->index);
    for (size_t i = 0; i < out->selection_count; i++) {
        cf_transcript_octets(&chi, out->selections[i].alpha.octets);
        cf_transcript_octets(&chi, out->selections[i].beta.octets);
    }
    if (out->has_data) {
        cf_transcript_octets(&chi, out->data.c0.octets);
        cf_transcript_octets(&chi, out->data.c1);
        cf_transcript_octets(&chi, out->data.c.octets);
        cf_transcript_octets(&chi, out->data.v.octets);
    }
    cf_hash hash;
    cf_transcript_close(&chi, &hash);
    return cf_vault_publish_octets(making, hash.octets, sizeof hash.octets, &out->contest_hash);
}
