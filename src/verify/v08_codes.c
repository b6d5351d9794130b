/*
 * verify/v08_codes.c -- does the code that the voter took home name this ballot?
 *
 * The contest hashes are computed from the octets that the record published, refused or not: they say what was
 * committed to, not whether it was right.  The code is then held against the published contest hashes, each
 * of which has just been checked, so that one lie is found once.
 */
#include "verify/ballot_batch.h"
#include "verify/ballot_note.h"

/* --- 8.A --- */

static bool has_width(cf_octets octets, size_t width)
{
    return octets.at != NULL && octets.len == width;
}

static bool ciphertexts_have_width(const cf_encrypted_contest *contest, size_t width)
{
    for (size_t s = 0; s < contest->selection_count; s++) {
        if (!has_width(contest->selections[s].alpha.octets, width)
            || !has_width(contest->selections[s].beta.octets, width)) {
            return false;
        }
    }
    return true;
}

static bool data_has_width(const cf_hashed_ciphertext *data, size_t width)
{
    return has_width(data->c0.octets, width) && data->c1.at != NULL
           && has_width(data->c.octets, CF_SCALAR_OCTETS)
           && has_width(data->v.octets, CF_SCALAR_OCTETS);
}

static void absorb_ciphertexts(cf_transcript *transcript, const cf_encrypted_contest *contest)
{
    for (size_t s = 0; s < contest->selection_count; s++) {
        cf_transcript_octets(transcript, contest->selections[s].alpha.octets);
        cf_transcript_octets(transcript, contest->selections[s].beta.octets);
    }
}

/* chi = H(H_I; 0x28, ind_c, alpha_1, beta_1, .., alpha_m, beta_m [, C_0, C_1, C_2]). */
static bool contest_hash_eg21(const cf_hmac_key *key, const cf_encrypted_contest *contest,
                              size_t width, cf_hash *chi)
{
    if (contest->has_data && !data_has_width(&contest->data, width)) {
        return false;
    }
    cf_transcript transcript;
    cf_eg21_contest_hash_start(&transcript, key, contest->index);
    absorb_ciphertexts(&transcript, contest);
    if (contest->has_data) {
        cf_transcript_octets(&transcript, contest->data.c0.octets);
        cf_transcript_octets(&transcript, contest->data.c1);
        cf_transcript_octets(&transcript, contest->data.c.octets);
        cf_transcript_octets(&transcript, contest->data.v.octets);
    }
    cf_transcript_close(&transcript, chi);
    return true;
}

/* chi = H(H_E; 0x23, ind_c, K, alpha_1, beta_1, .., alpha_m, beta_m). */
static bool contest_hash_egk20(const cf_verification *v, const cf_encrypted_contest *contest,
                               cf_hash *chi)
{
    cf_transcript transcript;
    cf_egk20_contest_hash_start(&transcript, &v->h_e_key, contest->index, v->group, &v->k);
    absorb_ciphertexts(&transcript, contest);
    cf_transcript_close(&transcript, chi);
    return true;
}

bool cf_contest_hash(const cf_verification *v, const cf_hmac_key *key,
                     const cf_encrypted_contest *contest, cf_hash *chi)
{
    const size_t width = cf_group_element_octets(v->group);
    if (!ciphertexts_have_width(contest, width)) {
        return false;
    }
    return v->profile == CF_PROFILE_EG21 ? contest_hash_eg21(key, contest, width, chi)
                                         : contest_hash_egk20(v, contest, chi);
}

/* (8.A) chi_l is the hash of the contest's ciphertexts. */
static void check_contest_hash(const cf_ballot_batch *batch, const cf_ballot_look *look,
                               cf_contest_look *contest)
{
    contest->has_chi =
        cf_contest_hash(batch->verification, &look->key, contest->published, &contest->chi);

    const cf_spot spot = { look, contest, NULL };
    const cf_saying where = cf_spot_text(&spot);
    if (contest->has_chi) {
        cf_say_hash(batch->report, CF_CHECK_8_A, where.text, "the contest hash", &contest->chi,
                    contest->published->contest_hash);
    } else {
        cf_report_count(batch->report, CF_CHECK_8_A, 1);
        cf_report_fail(batch->report, CF_CHECK_8_A, where.text,
                       "the contest hash is not defined: a ciphertext has not its width");
    }
}

/* --- 8.B --- */

/* As published; as computed where it was published in no readable form.  False when there is neither. */
static bool chi_to_hash(const cf_contest_look *contest, cf_hash *chi)
{
    const cf_octets published = contest->published->contest_hash;
    if (has_width(published, CF_HASH_OCTETS)) {
        memcpy(chi->octets, published.at, CF_HASH_OCTETS);
        return true;
    }
    *chi = contest->chi;
    return contest->has_chi;
}

static bool gather_chi(const cf_ballot_look *look, cf_hash *chi)
{
    for (size_t i = 0; i < look->ballot.contest_count; i++) {
        if (!chi_to_hash(&look->contests[i], &chi[i])) {
            return false;
        }
    }
    return true;
}

/* (8.B) H_C = H(H_I; 0x29, chi_1, .., chi_m, B_C) (egk2.0: H(H_E; 0x24, chi_1, .., chi_m, Baux)). */
static cf_status check_code(const cf_ballot_batch *batch, const cf_ballot_look *look)
{
    const cf_ballot *ballot = &look->ballot;
    cf_hash *chi = cf_arena_take(batch->arena, ballot->contest_count, sizeof *chi);
    if (chi == NULL) {
        return CF_ERR_MEMORY;
    }
    cf_report_expect(batch->report, CF_CHECK_8_B, 1);
    if (ballot->chaining_field.at == NULL || !gather_chi(look, chi)) {
        cf_report_count(batch->report, CF_CHECK_8_B, 1);
        cf_report_fail(batch->report, CF_CHECK_8_B, look->file,
                       "the confirmation code is not defined: the chaining field or a contest hash "
                       "could not be decoded");
        return CF_OK;
    }
    cf_hash code;
    if (batch->verification->profile == CF_PROFILE_EG21) {
        cf_eg21_confirmation_code(&look->key, ballot->contest_count, chi, ballot->chaining_field,
                                  &code);
    } else {
        cf_egk20_confirmation_code(&look->key, ballot->contest_count, chi, ballot->chaining_field,
                                   &code);
    }
    cf_say_hash(batch->report, CF_CHECK_8_B, look->file, "the confirmation code", &code,
                ballot->code);
    return CF_OK;
}

/* --- the chaining field --- */

/* (8.D) of egk2.0 without chaining, where no list of a device is needed: Baux = Baux_0. */
static void check_unchained_egk20(const cf_ballot_batch *batch, const cf_ballot_look *look)
{
    const cf_verification *v = batch->verification;
    if (v->profile != CF_PROFILE_EGK20 || v->parameters.chaining) {
        return;
    }
    cf_octets link;
    cf_say_looked(batch->report, CF_CHECK_8_D);
    if (cf_chain_form_of(v, &look->ballot, &link) != CF_CHAIN_NONE) {
        cf_report_fail(batch->report, CF_CHECK_8_D, look->file,
                       "code_baux is not the election's baux0, nor the device's name in its stead");
    }
}

cf_status cf_verify_v08_remember(const cf_ballot_batch *batch, const cf_ballot_look *look)
{
    cf_ballot_note note;
    const cf_status status =
        cf_ballot_note_of(batch->verification, &look->ballot, batch->arena, &note);
    if (status == CF_OK) {
        cf_ballot_index_put(batch->verification->index, look->number, &note);
    }
    return status;
}

cf_status cf_verify_v08_codes(cf_ballot_batch *batch, cf_ballot_look *look)
{
    cf_report_expect(batch->report, CF_CHECK_8_A, look->expected_contests);
    for (size_t i = 0; i < look->ballot.contest_count; i++) {
        check_contest_hash(batch, look, &look->contests[i]);
    }
    check_unchained_egk20(batch, look);
    return check_code(batch, look);
}
