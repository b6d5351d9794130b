/*
 * verify/v12_opened_data.c -- 12.C, and 12.A and 12.B, of some decryptions of cast ballots (eg2.1).
 *
 * The ballot of each is found by its identifier and read again.  What decrypts something that no cast ballot
 * has is a finding of 12.C, and then there is nothing to hold a proof against.  The proofs of all others are
 * checked together.
 */
#include "crypto/eg21.h"
#include "verify/ballot_note.h"
#include "verify/labels.h"
#include "verify/v12_contest_data.h"

typedef struct entry {
    const cf_verification *verification;
    cf_arena *arena;
    cf_data_entry *given;
    const cf_contest *contest;
    const cf_hashed_ciphertext *encrypted; /* the ballot's; NULL: there is no proof to check */
    cf_hmac_key h_i;
} entry;

static bool has_widths(const cf_hashed_ciphertext *encrypted)
{
    return encrypted->c0.octets.at != NULL && encrypted->c1.at != NULL
           && encrypted->c.octets.at != NULL && encrypted->v.octets.at != NULL
           && encrypted->c.octets.len == CF_SCALAR_OCTETS
           && encrypted->v.octets.len == CF_SCALAR_OCTETS;
}

/* (12.C) D is C_1 under the keys that C_0 and beta give. */
static cf_status check_content(const entry *e, const cf_data_claim *claim)
{
    const cf_octets c1 = e->encrypted->c1;
    const cf_octets data = e->given->opened->data;
    cf_report_count(e->given->report, CF_CHECK_12_C, 1);
    if (data.at == NULL || data.len != c1.len || data.len % CF_EG21_BLOCK_OCTETS != 0) {
        cf_report_fail(e->given->report, CF_CHECK_12_C, e->given->where, "D is not as long as C_1");
        return CF_OK;
    }
    uint8_t *plain = cf_arena_take(e->arena, c1.len, 1);
    if (plain == NULL) {
        return CF_ERR_MEMORY;
    }
    memcpy(plain, c1.at, c1.len);
    cf_hash h;
    cf_eg21_data_key(&e->h_i, e->contest->index, e->verification->group, &claim->c0_admitted,
                     &claim->beta_admitted, &h);
    cf_eg21_data_xor(&h, e->contest->index, plain, c1.len);
    if (!cf_octets_equal(data, cf_octets_of(plain, c1.len))) {
        cf_report_fail(e->given->report, CF_CHECK_12_C, e->given->where,
                       "D is not what was decrypted");
    }
    return CF_OK;
}

/* What makes an entry no decryption of a cast ballot's contest data. */
static void refuse(const entry *e, const char *what)
{
    cf_report_count(e->given->report, CF_CHECK_12_C, 1);
    cf_report_fail(e->given->report, CF_CHECK_12_C, e->given->where, what);
}

static void find_data(entry *e, const cf_ballot *ballot)
{
    const cf_opened_data *opened = e->given->opened;
    if (ballot->state != CF_BALLOT_CAST) {
        refuse(e, "the ballot of these contest data was not cast");
        return;
    }
    e->contest = cf_manifest_contest_at_index(&e->verification->manifest, opened->contest_index);
    if (e->contest == NULL) {
        refuse(e, "the manifest has no contest of this index");
        return;
    }
    const cf_encrypted_contest *on_ballot =
        cf_contest_on_ballot(ballot, e->contest, e->contest->index - 1);
    if (on_ballot == NULL || !on_ballot->has_data) {
        refuse(e, "the ballot has no such contest data");
    } else if (has_widths(&on_ballot->data)) { /* else X.12, X.13; nothing to hash */
        e->encrypted = &on_ballot->data;
        cf_hash h_i;
        cf_eg21_identifier_hash(&e->verification->h_e, ballot->id, &h_i);
        cf_hmac_key_init(&e->h_i, h_i.octets, CF_HASH_OCTETS);
    }
}

/* Find what the entry decrypts, or say why there is nothing. */
static cf_status find(entry *e)
{
    const cf_verification *v = e->verification;
    cf_report *report = e->given->report;
    cf_report_expect(report, CF_CHECK_12_A, 1);
    cf_report_expect(report, CF_CHECK_12_B, 1);
    cf_report_expect(report, CF_CHECK_12_C, 1);
    e->given->ballot_number = cf_ballot_index_find(v->index, e->given->opened->ballot_id);
    if (e->given->ballot_number == CF_NO_BALLOT) {
        if (cf_ballot_index_unread(v->index) == 0) {
            refuse(e, "the record has no ballot of this identifier");
        }
        return CF_OK;
    }
    cf_ballot ballot;
    cf_fault fault;
    const cf_status status =
        cf_ballot_read_again(v, (size_t)e->given->ballot_number, e->arena, &ballot, &fault);
    if (status == CF_OK) {
        find_data(e, &ballot);
    } else if (status != CF_ERR_MEMORY) {
        cf_report_fault(report, &fault);
    }
    return status == CF_ERR_MEMORY ? status : CF_OK;
}

static void claim_of(const entry *e, cf_data_claim *claim)
{
    const cf_hashed_ciphertext *encrypted = e->encrypted;
    *claim = (cf_data_claim){
        .where = e->given->where,
        .report = e->given->report,
        .c0 = encrypted->c0,
        .beta = e->given->opened->beta,
        .c = e->given->opened->c,
        .v = e->given->opened->v,
    };
    cf_eg21_data_decryption_challenge(&claim->challenge, &e->h_i, e->contest->index,
                                      encrypted->c0.octets, encrypted->c1, encrypted->c.octets,
                                      encrypted->v.octets);
}

/* The proofs of those that were found, and then what they decrypt to. */
static cf_status check_found(const cf_verification *v, cf_arena *scratch, size_t count,
                             const entry *entries)
{
    cf_data_claim *claims = cf_arena_take(scratch, count, sizeof *claims);
    const entry *of[CF_DATA_ENTRIES];
    size_t found = 0;
    for (size_t i = 0; i < count && claims != NULL; i++) {
        if (entries[i].encrypted != NULL) {
            of[found] = &entries[i];
            claim_of(&entries[i], &claims[found++]);
        }
    }
    cf_status status = claims == NULL
                           ? CF_ERR_MEMORY
                           : cf_v12_check_proofs(v, scratch, v->bases.k_hat, found, claims);
    for (size_t i = 0; i < found && status == CF_OK; i++) {
        if (claims[i].admitted) {
            status = check_content(of[i], &claims[i]);
        }
    }
    return status;
}

cf_status cf_v12_check_entries(const cf_verification *verification, cf_arena *scratch, size_t count,
                               cf_data_entry *given)
{
    entry entries[CF_DATA_ENTRIES] = { 0 };
    for (size_t i = 0; i < count; i++) {
        entries[i].verification = verification;
        entries[i].arena = scratch;
        entries[i].given = &given[i];
        if (find(&entries[i]) != CF_OK) {
            return CF_ERR_MEMORY;
        }
    }
    return check_found(verification, scratch, count, entries);
}
