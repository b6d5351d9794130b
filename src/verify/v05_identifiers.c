/*
 * verify/v05_identifiers.c -- is every ballot one of a kind?
 *
 * H_I keys every hash of its ballot, so a ballot cannot be replayed under another identifier.  That no two ballots
 * share one is told after the last of them, by the index.
 */
#include "verify/ballot_batch.h"
#include "verify/ballot_note.h"

enum { IDENTIFIER_OCTETS = 32 };

static bool has_identifier(const cf_ballot *ballot)
{
    return ballot->id.at != NULL && ballot->id.len == IDENTIFIER_OCTETS;
}

void cf_ballot_key(const cf_verification *v, const cf_ballot *ballot, cf_hash *h_i,
                   cf_hmac_key *key)
{
    *h_i = (cf_hash){ 0 };
    if (v->profile == CF_PROFILE_EGK20) {
        *key = v->h_e_key;
        return;
    }
    if (has_identifier(ballot)) {
        cf_eg21_identifier_hash(&v->h_e, ballot->id, h_i);
    } else if (ballot->h_i.at != NULL && ballot->h_i.len == CF_HASH_OCTETS) {
        memcpy(h_i->octets, ballot->h_i.at, CF_HASH_OCTETS); /* all that there is to go on with */
    }
    cf_hmac_key_init(key, h_i->octets, CF_HASH_OCTETS);
}

/* (5.B) H_I = H(H_E; 0x20, id_B). */
static void check_identifier_hash(const cf_ballot_batch *batch, const cf_ballot_look *look)
{
    cf_report_expect(batch->report, CF_CHECK_5_B, 1);
    if (has_identifier(&look->ballot)) {
        cf_say_hash(batch->report, CF_CHECK_5_B, look->file, "H_I", &look->h_i, look->ballot.h_i);
        return;
    }
    cf_report_count(batch->report, CF_CHECK_5_B, 1);
    cf_report_fail(batch->report, CF_CHECK_5_B, look->file, "id_B is not 32 octets");
}

void cf_verify_v05_identifier(const cf_ballot_batch *batch, cf_ballot_look *look)
{
    cf_ballot_key(batch->verification, &look->ballot, &look->h_i, &look->key);
    if (batch->verification->profile == CF_PROFILE_EG21) {
        check_identifier_hash(batch, look);
    }
}

/* --- after the last ballot --- */

/* What two ballots have in common, and where to say so. */
typedef struct duplicates {
    const cf_verification *v;
    cf_report *report;
    cf_arena *names; /* emptied after each finding */
    bool is_content; /* the identifier otherwise */
} duplicates;

static void say_duplicate(void *context, size_t first, size_t second)
{
    const duplicates *d = context;
    const char *where = cf_record_ballot_file(d->v->record, second, d->names);
    const char *other = cf_record_ballot_file(d->v->record, first, d->names);
    cf_say_fail(d->report, CF_CHECK_5_A, where != NULL ? where : "a ballot", "%s %s",
                d->is_content ? "has the same ciphertexts as" : "the identifier is that of",
                other != NULL ? other : "another ballot");
    cf_arena_reset(d->names);
}

/*
 * (5.A) There are no duplicate identifiers among the submitted ballots of any kind.  In egk2.0 no
 * proof hashes the identifier, so that a ballot could be cast again under another one, at another place of a chain or
 * on another device: there the ciphertexts have to differ as well.
 */
cf_status cf_verify_v05_duplicates(cf_verification *v, cf_report *report)
{
    duplicates d = {
        .v = v,
        .report = report,
        .names = cf_arena_open(CF_VERIFY_ARENA_OCTETS_MAX),
    };
    if (d.names == NULL) {
        return CF_ERR_MEMORY;
    }
    cf_ballot_index_build(v->index, say_duplicate, &d);
    if (v->profile == CF_PROFILE_EGK20) {
        d.is_content = true;
        cf_ballot_index_same_contents(v->index, say_duplicate, &d);
    }
    const size_t total = cf_record_ballot_count(v->record);
    cf_report_expect(report, CF_CHECK_5_A, total);
    cf_report_count(report, CF_CHECK_5_A, total - cf_ballot_index_unread(v->index));
    cf_arena_close(d.names);
    return CF_OK;
}
