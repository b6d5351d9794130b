/*
 * verify/v13_opened_ballots.c -- 13.B and X.21: encrypt an opened ballot again.
 *
 * eg2.1 publishes the nonces of a challenged ballot.  With them alpha = g^xi and beta = K^(sigma +
 * xi) are computed afresh; the confirmation code that the voter took home is then hashed from
 * these, not from the ballot file.
 */
#include "crypto/eg21.h"
#include "verify/encoding.h"
#include "verify/labels.h"
#include "verify/opened.h"

/* So many options at once: enough to fill the lanes, little enough to forget soon. */
enum { BATCH = 32 };

typedef struct reopening {
    const cf_opening *opening;
    cf_hmac_key h_i;
    cf_scalar values[BATCH];
    cf_scalar nonces[BATCH];
    cf_refusal refusals[BATCH];
    cf_element *alpha; /* BATCH of each */
    cf_element *beta;
    cf_hash *chi;  /* one a contest of the ballot */
    bool complete; /* every option was opened: the code can be computed */
} reopening;

/* --- selections --- */

/* Values and nonces of some options; 0 stands in for what is missing or refused. */
static void gather(reopening *r, const cf_opening_contest *both, size_t first, size_t count)
{
    const cf_group *group = r->opening->verification->group;
    for (size_t i = 0; i < count; i++) {
        const cf_opened_option *option = both->options[first + i];
        cf_scalar_from_u64(group, option != NULL ? option->value : 0, &r->values[i]);
        cf_scalar_from_u64(group, 0, &r->nonces[i]);
        r->refusals[i] = CF_ADMITTED;
        if (option != NULL) {
            r->refusals[i] = cf_scalar_admit(group, option->nonce, &r->nonces[i]);
        }
        r->complete = r->complete && option != NULL;
    }
}

/* (X.21) What is wrong with option i of the batch, or NULL. */
static const char *difference(const reopening *r, size_t i, const cf_selection *selection)
{
    const cf_group *group = r->opening->verification->group;
    if (!cf_is_encoding_of(group, &r->alpha[i], selection->alpha)) {
        return "alpha is not g^xi";
    }
    return cf_is_encoding_of(group, &r->beta[i], selection->beta)
               ? NULL
               : "beta is not K^(sigma + xi): the ballot encrypts something else";
}

static void compare(const reopening *r, const cf_opening_contest *both, size_t first, size_t count)
{
    cf_report *report = r->opening->report;
    for (size_t i = 0; i < count; i++) {
        const cf_option *option = &both->contest->options[first + i];
        const cf_selection *selection = cf_selection_of_option(both->on_ballot, option, first + i);
        if (both->options[first + i] == NULL || selection == NULL) {
            continue; /* 14.D, X.8 */
        }
        cf_report_count(report, CF_CHECK_X_OPENED_NONCE, 1);
        const cf_saying where = cf_where(r->opening->file, &both->contest->label, &option->label);
        const char *what = difference(r, i, selection);
        if (r->refusals[i] != CF_ADMITTED) {
            cf_say_fail(report, CF_CHECK_X_OPENED_NONCE, where.text, "xi %s",
                        cf_refusal_phrase(r->refusals[i], true));
        } else if (what != NULL) {
            cf_report_fail(report, CF_CHECK_X_OPENED_NONCE, where.text, what);
        }
    }
}

static void reencrypt_options(reopening *r, const cf_opening_contest *both, cf_transcript *chi)
{
    const cf_verification *v = r->opening->verification;
    const size_t options = both->contest->option_count;
    cf_report_expect(r->opening->report, CF_CHECK_X_OPENED_NONCE, options);
    for (size_t first = 0; first < options; first += BATCH) {
        size_t count = options - first < BATCH ? options - first : BATCH;
        gather(r, both, first, count);
        cf_elgamal_reencrypt_vartime(&v->bases, v->bases.k, count, r->values, r->nonces, r->alpha,
                                     r->beta);
        compare(r, both, first, count);
        cf_transcript_pairs(chi, v->group, count, r->alpha, r->beta);
    }
}

/* Hash C_0, C_1, C_2 as published, if they have the widths that make the hash unambiguous. */
static bool absorb_data(const cf_group *group, const cf_hashed_ciphertext *data, cf_transcript *chi)
{
    if (data->c0.octets.at == NULL || data->c1.at == NULL || data->c.octets.at == NULL
        || data->v.octets.at == NULL || data->c0.octets.len != cf_group_element_octets(group)
        || data->c.octets.len != CF_SCALAR_OCTETS || data->v.octets.len != CF_SCALAR_OCTETS) {
        return false;
    }
    cf_transcript_octets(chi, data->c0.octets);
    cf_transcript_octets(chi, data->c1);
    cf_transcript_octets(chi, data->c.octets);
    cf_transcript_octets(chi, data->v.octets);
    return true;
}

/* --- the ballot --- */

static cf_status reopen_contest(reopening *r, size_t i)
{
    cf_opening_contest both;
    bool known = false;
    if (cf_opening_contest_at(r->opening, i, &both, &known) != CF_OK) {
        return CF_ERR_MEMORY;
    }
    if (!known) {
        r->complete = false;
        return CF_OK;
    }
    cf_transcript chi;
    cf_eg21_contest_hash_start(&chi, &r->h_i, both.contest->index);
    reencrypt_options(r, &both, &chi);
    if (both.on_ballot->has_data
        && !absorb_data(r->opening->verification->group, &both.on_ballot->data, &chi)) {
        r->complete = false;
    }
    cf_transcript_close(&chi, &r->chi[i]);
    return cf_v13_opened_data(r->opening, &r->h_i, &both);
}

/* (13.B) H_C = H(H_I; 0x29, chi_1, .., chi_m, B_C), from the chi that were recomputed. */
static void check_code(const reopening *r)
{
    const cf_ballot *ballot = r->opening->ballot;
    cf_report *report = r->opening->report;
    cf_report_expect(report, CF_CHECK_13_B, 1);
    if (!r->complete || ballot->chaining_field.at == NULL
        || ballot->chaining_field.len != CF_EG21_CHAIN_FIELD_OCTETS) {
        return;
    }
    cf_hash code;
    cf_eg21_confirmation_code(&r->h_i, ballot->contest_count, r->chi, ballot->chaining_field,
                              &code);
    cf_say_hash(report, CF_CHECK_13_B, r->opening->file, "the confirmation code on the ballot",
                &code, ballot->code);
}

cf_status cf_v13_opened_ballot(const cf_opening *opening)
{
    const cf_ballot *ballot = opening->ballot;
    reopening *r = cf_arena_take(opening->arena, 1, sizeof *r);
    if (r == NULL) {
        return CF_ERR_MEMORY;
    }
    *r = (reopening){
        .opening = opening,
        .alpha = cf_arena_take(opening->arena, BATCH, sizeof *r->alpha),
        .beta = cf_arena_take(opening->arena, BATCH, sizeof *r->beta),
        .chi = cf_arena_take(opening->arena, ballot->contest_count, sizeof *r->chi),
        .complete = true,
    };
    if (r->alpha == NULL || r->beta == NULL || r->chi == NULL) {
        return CF_ERR_MEMORY;
    }
    cf_hash h_i;
    cf_eg21_identifier_hash(&opening->verification->h_e, ballot->id, &h_i);
    cf_hmac_key_init(&r->h_i, h_i.octets, CF_HASH_OCTETS);
    for (size_t i = 0; i < ballot->contest_count; i++) {
        if (reopen_contest(r, i) != CF_OK) {
            return CF_ERR_MEMORY;
        }
    }
    check_code(r);
    return CF_OK;
}
