/*
 * verify/x_nonces.c -- did whoever encrypted the rest know what they encrypted?
 *
 * The encrypted ballot nonce and the contest data are hashed ElGamal ciphertexts with a Schnorr proof each, for which
 * the specification has no numbered verification.  A C_0 outside the group would be raised to a key share one day and
 * leak part of it, so it has to be caught while it is still only a file.
 */
#include "verify/ballot_hints.h"

/* One hashed ciphertext of the batch. */
typedef struct row {
    cf_spot spot;
    const cf_hashed_ciphertext *published;
    cf_check check; /* X.11 or X.13 */
} row;

typedef struct table {
    cf_ballot_batch *batch;
    size_t count;
    row *rows;
    cf_unchecked_element *claimed;
    cf_schnorr_claim *claims;
    cf_element *keys;
    cf_refusal *verdicts;
    bool *holds;
} table;

static bool make_table(table *t)
{
    size_t most = t->batch->ballot_count;
    for (size_t i = 0; i < t->batch->ballot_count; i++) {
        most += t->batch->ballots[i].ballot.contest_count;
    }
    cf_arena *arena = t->batch->arena;
    t->rows = cf_arena_take(arena, most, sizeof *t->rows);
    t->claimed = cf_arena_take(arena, most, sizeof *t->claimed);
    t->claims = cf_arena_take(arena, most, sizeof *t->claims);
    t->keys = cf_arena_take(arena, most, sizeof *t->keys);
    t->verdicts = cf_arena_take(arena, most, sizeof *t->verdicts);
    t->holds = cf_arena_take(arena, most, sizeof *t->holds);
    return t->rows != NULL && t->claimed != NULL && t->claims != NULL && t->keys != NULL
           && t->verdicts != NULL && t->holds != NULL;
}

static const char *name_of(const row *r)
{
    return r->check == CF_CHECK_X_NONCE_PROOF ? "the ballot nonce" : "the contest data";
}

/* --- laying out --- */

/* C_0 || C_1, what both challenges hash after the commitment. */
static cf_status join(cf_arena *arena, const cf_hashed_ciphertext *data, cf_octets *out)
{
    const cf_octets c0 = data->c0.octets;
    const cf_octets c1 = data->c1;
    uint8_t *both = cf_arena_take(arena, 1, c0.len + c1.len);
    if (both == NULL) {
        return CF_ERR_MEMORY;
    }
    if (c0.len > 0) {
        memcpy(both, c0.at, c0.len);
    }
    if (c1.len > 0) {
        memcpy(both + c0.len, c1.at, c1.len);
    }
    *out = cf_octets_of(both, c0.len + c1.len);
    return CF_OK;
}

/* eg2.1: X.11 hashes 0x23, a, C_0, C_1 and X.13 hashes 0x27, ind_c, a, C_0, C_1. */
static void start_challenge(const row *r, cf_transcript *challenge)
{
    const cf_hmac_key *h_i = &r->spot.look->key;
    if (r->check == CF_CHECK_X_NONCE_PROOF) {
        cf_eg21_nonce_challenge(challenge, h_i);
    } else {
        cf_eg21_data_challenge(challenge, h_i, r->spot.contest->published->index);
    }
}

static bool admit_scalar(const table *t, const row *r, const char *name,
                         cf_unchecked_scalar claimed, cf_scalar *out)
{
    const cf_refusal verdict = cf_scalar_admit(t->batch->verification->group, claimed, out);
    if (verdict != CF_ADMITTED) {
        const cf_saying where = cf_spot_text(&r->spot);
        cf_say_fail(t->batch->report, r->check, where.text, "%s of %s %s", name, name_of(r),
                    cf_refusal_phrase(verdict, true));
    }
    return verdict == CF_ADMITTED;
}

/* Of a ballot that can have hints at all. */
static size_t hint_of(const row *r)
{
    if (r->spot.look->hint_count == 0) {
        return 0;
    }
    return r->check == CF_CHECK_X_NONCE_PROOF ? cf_hint_of_nonce(r->spot.look)
                                              : cf_hint_of_data(r->spot.contest);
}

static cf_status lay_out_proof(table *t, const row *r, cf_schnorr_claim *claim)
{
    cf_scalar *scalars = cf_arena_take(t->batch->arena, 2, sizeof *scalars);
    if (scalars == NULL || join(t->batch->arena, r->published, &claim->suffix) != CF_OK) {
        return CF_ERR_MEMORY;
    }
    start_challenge(r, &claim->prefix);
    const size_t hint = hint_of(r);
    claim->hint = cf_ballot_hints_at(t->batch, r->spot.look, hint);
    claim->commitment = cf_ballot_commitments_at(t->batch, r->spot.look, hint);
    bool admitted = admit_scalar(t, r, "c", r->published->c, &scalars[0]);
    admitted = admit_scalar(t, r, "v", r->published->v, &scalars[1]) && admitted;
    if (admitted && r->published->c1.at != NULL) {
        claim->c = &scalars[0];
        claim->v = &scalars[1];
    }
    return CF_OK;
}

static cf_status add(table *t, cf_check check, cf_spot spot, const cf_hashed_ciphertext *published)
{
    const size_t i = t->count++;
    t->rows[i] = (row){ .spot = spot, .published = published, .check = check };
    t->claimed[i] = published->c0;
    if (t->batch->verification->profile == CF_PROFILE_EGK20) {
        return CF_OK; /* no Schnorr proof there: C_2 is a MAC */
    }
    return lay_out_proof(t, &t->rows[i], &t->claims[i]);
}

/* --- shape --- */

/* (X.11) C_1 of the ballot nonce is one block. */
static void check_nonce_shape(const table *t, const cf_ballot_look *look)
{
    const cf_octets c1 = look->ballot.nonce.c1;
    if (c1.at == NULL || c1.len != CF_EG21_BLOCK_OCTETS) {
        cf_say_fail(t->batch->report, CF_CHECK_X_NONCE_PROOF, look->file,
                    "C_1 of the ballot nonce has %zu octets, expected %d", c1.len,
                    CF_EG21_BLOCK_OCTETS);
    }
}

/* (X.12) Contest data of b blocks where the manifest says b >= 1, and none where it says 0. */
static void check_data_shape(const table *t, const cf_spot *spot)
{
    const cf_encrypted_contest *published = spot->contest->published;
    const uint32_t blocks = spot->contest->contest->data_blocks;
    const size_t due = (size_t)blocks * CF_EG21_BLOCK_OCTETS;
    const cf_octets c1 = published->data.c1;
    cf_report_count(t->batch->report, CF_CHECK_X_DATA_SHAPE, 1);
    if (published->has_data == (blocks > 0)
        && (!published->has_data || (c1.at != NULL && c1.len == due))) {
        return;
    }
    const cf_saying where = cf_spot_text(spot);
    if (!published->has_data) {
        cf_say_fail(t->batch->report, CF_CHECK_X_DATA_SHAPE, where.text,
                    "the contest data are missing, expected %u blocks", blocks);
    } else if (blocks == 0) {
        cf_say_fail(t->batch->report, CF_CHECK_X_DATA_SHAPE, where.text,
                    "there are contest data, expected none");
    } else {
        cf_say_fail(t->batch->report, CF_CHECK_X_DATA_SHAPE, where.text,
                    "C_1 of the contest data has %zu octets, expected %zu", c1.len, due);
    }
}

/* --- the shape in egk2.0 --- */

static bool has_data(const cf_ballot_look *look)
{
    for (size_t i = 0; i < look->ballot.contest_count; i++) {
        if (look->ballot.contests[i].has_data) {
            return true;
        }
    }
    return false;
}

/* What is wrong with contest data of egk2.0, or NULL.  numBytes are filled up to whole blocks. */
static const char *complaint_egk20(const cf_hashed_ciphertext *data)
{
    const uint64_t blocks =
        ((uint64_t)data->plain_octets + CF_EG21_BLOCK_OCTETS - 1) / CF_EG21_BLOCK_OCTETS;
    if (data->c0.octets.at == NULL) {
        return "C_0 of the contest data could not be decoded";
    }
    if (data->c1.at == NULL || data->c1.len != blocks * CF_EG21_BLOCK_OCTETS) {
        return "C_1 of the contest data is not numBytes in whole blocks of 32 octets";
    }
    if (data->mac.at == NULL || data->mac.len != CF_HASH_OCTETS) {
        return "C_2 of the contest data is not 32 octets";
    }
    return NULL;
}

/* (X.12) Contest data in all contests of a ballot or in none: the manifest of egk2.0 does not say. */
static void check_data_shape_egk20(const table *t, const cf_spot *spot)
{
    const cf_encrypted_contest *published = spot->contest->published;
    const char *what = published->has_data
                           ? complaint_egk20(&published->data)
                           : "the contest data are missing, the ballot's other contests have some";
    cf_report_count(t->batch->report, CF_CHECK_X_DATA_SHAPE, 1);
    if (what != NULL) {
        const cf_saying where = cf_spot_text(spot);
        cf_report_fail(t->batch->report, CF_CHECK_X_DATA_SHAPE, where.text, what);
    }
}

static void check_data_shapes_egk20(const table *t, const cf_ballot_look *look)
{
    if (!has_data(look)) {
        return;
    }
    cf_report_expect(t->batch->report, CF_CHECK_X_DATA_SHAPE, look->ballot.contest_count);
    for (size_t i = 0; i < look->ballot.contest_count; i++) {
        const cf_spot spot = { look, &look->contests[i], NULL };
        check_data_shape_egk20(t, &spot);
    }
}

/* --- gathering --- */

static cf_status gather_contest(table *t, const cf_ballot_look *look,
                                const cf_contest_look *contest)
{
    const cf_spot spot = { look, contest, NULL };
    if (t->batch->verification->profile == CF_PROFILE_EG21 && contest->contest != NULL) {
        check_data_shape(t, &spot);
    }
    return contest->published->has_data
               ? add(t, CF_CHECK_X_DATA_PROOF, spot, &contest->published->data)
               : CF_OK;
}

static cf_status gather_ballot(table *t, const cf_ballot_look *look)
{
    cf_report *report = t->batch->report;
    cf_report_expect(report, CF_CHECK_X_DATA_PROOF, look->expected_data);
    cf_status status = CF_OK;
    if (t->batch->verification->profile == CF_PROFILE_EG21) {
        const cf_spot spot = { look, NULL, NULL };
        cf_report_expect(report, CF_CHECK_X_NONCE_PROOF, 1);
        cf_report_expect(report, CF_CHECK_X_DATA_SHAPE, look->expected_contests);
        check_nonce_shape(t, look);
        status = add(t, CF_CHECK_X_NONCE_PROOF, spot, &look->ballot.nonce);
    } else {
        check_data_shapes_egk20(t, look);
    }
    for (size_t i = 0; i < look->ballot.contest_count && status == CF_OK; i++) {
        status = gather_contest(t, look, &look->contests[i]);
    }
    return status;
}

/* --- judging --- */

/*
 * (X.11, X.13) C_0 is in Z_p^r; c = H_q(H_I; 0x23 | 0x27, ind_c, a, C_0, C_1) with a = g^v C_0^c.
 */
static void judge(const table *t, size_t i)
{
    const row *r = &t->rows[i];
    cf_report *report = t->batch->report;
    cf_report_count(report, r->check, 1);
    if (t->verdicts[i] != CF_ADMITTED) {
        const cf_saying where = cf_spot_text(&r->spot);
        cf_say_fail(report, r->check, where.text, "C_0 of %s %s", name_of(r),
                    cf_refusal_phrase(t->verdicts[i], false));
    } else if (t->claims[i].c != NULL && !t->holds[i]) {
        const cf_saying where = cf_spot_text(&r->spot);
        cf_say_fail(report, r->check, where.text,
                    "the challenge of %s is not the hash of its commitment", name_of(r));
    }
}

static cf_status check(table *t)
{
    cf_ballot_batch *batch = t->batch;
    if (batch->is_hinted) {
        return cf_batch_check_keys(batch->part, batch->arena, t->count, t->claimed, t->claims,
                                   t->keys, t->verdicts, t->holds);
    }
    return cf_schnorr_check_keys(&batch->verification->bases, batch->arena, t->count, t->claimed,
                                 t->claims, t->keys, t->verdicts, t->holds);
}

/* Whether every proof of a ballot holds: only then is anything of it worth keeping. */
static void note_what_holds(const table *t)
{
    const bool has_proofs = t->batch->verification->profile == CF_PROFILE_EG21;
    for (size_t i = 0; i < t->batch->ballot_count; i++) {
        t->batch->ballots[i].keys_hold = true;
    }
    for (size_t i = 0; i < t->count && has_proofs; i++) {
        const size_t ballot = (size_t)(t->rows[i].spot.look - t->batch->ballots);
        cf_ballot_look *look = &t->batch->ballots[ballot];
        look->keys_hold = look->keys_hold && t->holds[i];
    }
}

cf_status cf_verify_x_nonces(cf_ballot_batch *batch)
{
    table t = { .batch = batch };
    if (!make_table(&t)) {
        return CF_ERR_MEMORY;
    }
    for (size_t i = 0; i < batch->ballot_count; i++) {
        if (gather_ballot(&t, &batch->ballots[i]) != CF_OK) {
            return CF_ERR_MEMORY;
        }
    }
    const cf_status status = check(&t);
    for (size_t i = 0; i < t.count && status == CF_OK; i++) {
        judge(&t, i);
    }
    note_what_holds(&t);
    return status;
}
