/*
 * verify/v12_opened_data.c -- 12.C, and 12.A and 12.B, of one decryption of a cast ballot (eg2.1).
 *
 * The ballot is found by its identifier and read again.  What decrypts something that no cast ballot
 * has is a finding of 12.C, and then there is nothing to hold a proof against.
 */
#include "crypto/eg21.h"
#include "verify/ballot_note.h"
#include "verify/labels.h"
#include "verify/v12_contest_data.h"

typedef struct entry {
    const cf_verification *verification;
    cf_arena *arena;
    cf_report *report;
    const char *where;
    const cf_opened_data *opened;
    const cf_contest *contest;
    const cf_hashed_ciphertext *encrypted;
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
static cf_status check_content(const entry *e, const cf_element *c0, const cf_element *beta)
{
    const cf_octets c1 = e->encrypted->c1;
    const cf_octets data = e->opened->data;
    cf_report_count(e->report, CF_CHECK_12_C, 1);
    if (data.at == NULL || data.len != c1.len || data.len % CF_EG21_BLOCK_OCTETS != 0) {
        cf_report_fail(e->report, CF_CHECK_12_C, e->where, "D is not as long as C_1");
        return CF_OK;
    }
    uint8_t *plain = cf_arena_take(e->arena, c1.len, 1);
    if (plain == NULL) {
        return CF_ERR_MEMORY;
    }
    memcpy(plain, c1.at, c1.len);
    cf_hash h;
    cf_eg21_data_key(&e->h_i, e->contest->index, e->verification->group, c0, beta, &h);
    cf_eg21_data_xor(&h, e->contest->index, plain, c1.len);
    if (!cf_octets_equal(data, cf_octets_of(plain, c1.len))) {
        cf_report_fail(e->report, CF_CHECK_12_C, e->where, "D is not what was decrypted");
    }
    return CF_OK;
}

static cf_status check_decryption(entry *e, const cf_ballot *ballot)
{
    const cf_verification *v = e->verification;
    const cf_hashed_ciphertext *encrypted = e->encrypted;
    cf_hash h_i;
    cf_eg21_identifier_hash(&v->h_e, ballot->id, &h_i);
    cf_hmac_key_init(&e->h_i, h_i.octets, CF_HASH_OCTETS);
    cf_data_claim claim = {
        .key_table = v->bases.k_hat,
        .c0 = encrypted->c0,
        .beta = e->opened->beta,
        .c = e->opened->c,
        .v = e->opened->v,
    };
    cf_eg21_data_decryption_challenge(&claim.challenge, &e->h_i, e->contest->index,
                                      encrypted->c0.octets, encrypted->c1, encrypted->c.octets,
                                      encrypted->v.octets);
    cf_element c0;
    cf_element beta;
    bool admitted = false;
    cf_status status =
        cf_v12_check_proof(v, e->arena, e->where, &claim, e->report, &c0, &beta, &admitted);
    return status == CF_OK && admitted ? check_content(e, &c0, &beta) : status;
}

/* What makes an entry no decryption of a cast ballot's contest data. */
static cf_status refuse(const entry *e, const char *what)
{
    cf_report_count(e->report, CF_CHECK_12_C, 1);
    cf_report_fail(e->report, CF_CHECK_12_C, e->where, what);
    return CF_OK;
}

static cf_status check_entry(entry *e, const cf_ballot *ballot)
{
    if (ballot->state != CF_BALLOT_CAST) {
        return refuse(e, "the ballot of these contest data was not cast");
    }
    e->contest = cf_manifest_contest_at_index(&e->verification->manifest, e->opened->contest_index);
    if (e->contest == NULL) {
        return refuse(e, "the manifest has no contest of this index");
    }
    const cf_encrypted_contest *on_ballot =
        cf_contest_on_ballot(ballot, e->contest, e->contest->index - 1);
    if (on_ballot == NULL || !on_ballot->has_data) {
        return refuse(e, "the ballot has no such contest data");
    }
    e->encrypted = &on_ballot->data;
    if (!has_widths(e->encrypted)) {
        return CF_OK; /* X.12, X.13; nothing to hash */
    }
    return check_decryption(e, ballot);
}

cf_status cf_v12_check_entry(const cf_verification *verification, cf_arena *scratch,
                             const char *where, const cf_opened_data *opened, cf_report *report,
                             int64_t *ballot_number)
{
    const cf_verification *v = verification;
    entry e = {
        .verification = v,
        .arena = scratch,
        .report = report,
        .where = where,
        .opened = opened,
    };
    cf_report_expect(report, CF_CHECK_12_A, 1);
    cf_report_expect(report, CF_CHECK_12_B, 1);
    cf_report_expect(report, CF_CHECK_12_C, 1);
    *ballot_number = cf_ballot_index_find(v->index, opened->ballot_id);
    if (*ballot_number == CF_NO_BALLOT) {
        return cf_ballot_index_unread(v->index) > 0
                   ? CF_OK
                   : refuse(&e, "the record has no ballot of this identifier");
    }
    cf_ballot ballot;
    cf_fault fault;
    cf_status status = cf_ballot_read_again(v, (size_t)*ballot_number, scratch, &ballot, &fault);
    if (status == CF_OK) {
        return check_entry(&e, &ballot);
    }
    if (status != CF_ERR_MEMORY) {
        cf_report_fault(report, &fault);
        status = CF_OK;
    }
    return status;
}
