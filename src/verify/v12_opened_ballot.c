/*
 * verify/v12_opened_ballot.c -- 12.A to 12.C, X.22 and X.23 on an opened ballot's data (egk2.0).
 *
 * The data of a challenged ballot are decrypted with a proof, like those of a cast one in eg2.1.
 * They carry a MAC where eg2.1 has a Schnorr proof, and their content is claimed as fields that
 * the reader encodes again.
 */
#include "crypto/egk20.h"
#include "verify/labels.h"
#include "verify/opened.h"
#include "verify/v12_contest_data.h"
#include "verify/v12_kmp_content.h"

/* One contest with data that were opened. */
typedef struct opened_data {
    const cf_opening *opening;
    const cf_contest *contest;
    const cf_hashed_ciphertext *encrypted; /* the ballot's */
    const cf_opened_contest *opened;
    cf_saying where;
} opened_data;

/* (X.22) The encrypted data in the opening are the ballot's. */
static void compare(const opened_data *d)
{
    const cf_hashed_ciphertext *again = &d->opened->data_again;
    cf_report_count(d->opening->report, CF_CHECK_X_OPENED_CIPHERTEXT, 1);
    if (!cf_octets_equal(again->c0.octets, d->encrypted->c0.octets)
        || !cf_octets_equal(again->c1, d->encrypted->c1)
        || !cf_octets_equal(again->mac, d->encrypted->mac)
        || again->plain_octets != d->encrypted->plain_octets) {
        cf_report_fail(d->opening->report, CF_CHECK_X_OPENED_CIPHERTEXT, d->where.text,
                       "the opened contest data are not the ballot's");
    }
}

/* (X.23) C_2 is the MAC of C_0 and C_1 under the key that was decrypted. */
static void check_mac(const opened_data *d, const cf_hash *key)
{
    cf_hash mac;
    cf_egk20_data_mac(key, d->contest->label, d->encrypted->plain_octets, d->encrypted->c0.octets,
                      d->encrypted->c1, &mac);
    cf_say_hash(d->opening->report, CF_CHECK_X_DATA_MAC, d->where.text,
                "C_2, the MAC of the contest data,", &mac, d->encrypted->mac);
}

static bool is_content(cf_octets plain, cf_octets content)
{
    if (content.len > plain.len || memcmp(plain.at, content.at, content.len) != 0) {
        return false;
    }
    for (size_t i = content.len; i < plain.len; i++) {
        if (plain.at[i] != 0) {
            return false;
        }
    }
    return true;
}

/*
 * Whether the claim is what stands in plain.  *is_known is false when plain is in no form that we
 * read: then nobody can say.  Each format has one form, so that one text never has two meanings.
 */
static cf_status compare_content(const opened_data *d, cf_octets plain, bool *is_known, bool *holds)
{
    const cf_octets claimed = d->opened->data;
    if (strcmp(cf_record_format(d->opening->verification->record), "egk-kmp") != 0) {
        *is_known = true;
        *holds = claimed.at != NULL && is_content(plain, claimed);
        return CF_OK;
    }
    cf_octets content;
    const cf_status status = cf_v12_kmp_content(d->opening->arena, plain, &content);
    *is_known = content.at != NULL;
    *holds = cf_octets_equal(content, claimed);
    return status;
}

/*
 * (12.C) What C_1 decrypts to is the claimed content and then zeros; in egk-kmp's form where that
 * wrote the record.  What cannot be compared is not counted.
 */
static cf_status check_content(const opened_data *d, const cf_hash *key)
{
    cf_report *report = d->opening->report;
    const cf_octets c1 = d->encrypted->c1;
    uint8_t *plain = cf_arena_take(d->opening->arena, c1.len, 1);
    if (plain == NULL) {
        return CF_ERR_MEMORY;
    }
    memcpy(plain, c1.at, c1.len);
    cf_egk20_data_xor(key, d->contest->label, d->encrypted->plain_octets, plain, c1.len);
    bool is_known = false;
    bool holds = false;
    const cf_status status = compare_content(d, cf_octets_of(plain, c1.len), &is_known, &holds);
    if (status != CF_OK) {
        return status;
    }
    if (!is_known) {
        cf_report_warn(report, CF_CHECK_12_C, d->where.text,
                       "what was decrypted is in a form that is not known here, and cannot be "
                       "compared with what is claimed");
        return CF_OK;
    }
    cf_report_count(report, CF_CHECK_12_C, 1);
    if (!holds) {
        cf_report_fail(report, CF_CHECK_12_C, d->where.text,
                       "the claimed contest data are not what was decrypted");
    }
    return CF_OK;
}

static cf_status check_data(const opened_data *d)
{
    const cf_verification *v = d->opening->verification;
    const cf_hashed_ciphertext *encrypted = d->encrypted;
    compare(d);
    if (encrypted->c0.octets.at == NULL || encrypted->c1.at == NULL || encrypted->mac.at == NULL) {
        return CF_OK; /* X.12, X.13; nothing to hash */
    }
    cf_data_claim claim = {
        .where = d->where.text,
        .report = d->opening->report,
        .c0 = encrypted->c0,
        .beta = d->opened->data_beta,
        .c = d->opened->data_c,
        .v = d->opened->data_v,
    };
    cf_egk20_data_decryption_challenge(&claim.challenge, &v->h_e_key, v->group, &v->k,
                                       encrypted->c0.octets, encrypted->c1, encrypted->mac);
    const cf_status status = cf_v12_check_proofs(v, d->opening->arena, v->bases.k, 1, &claim);
    if (status != CF_OK || !claim.admitted) {
        return status;
    }
    cf_hash key;
    cf_egk20_data_key(&v->h_e_key, v->group, &v->k, &claim.c0_admitted, &claim.beta_admitted, &key);
    check_mac(d, &key);
    return check_content(d, &key);
}

static void expect(cf_report *report)
{
    cf_report_expect(report, CF_CHECK_12_A, 1);
    cf_report_expect(report, CF_CHECK_12_B, 1);
    cf_report_expect(report, CF_CHECK_12_C, 1);
    cf_report_expect(report, CF_CHECK_X_OPENED_CIPHERTEXT, 1);
    cf_report_expect(report, CF_CHECK_X_DATA_MAC, 1);
}

static cf_status check_contest(const cf_opening *opening, const cf_opening_contest *both)
{
    const bool due = both->on_ballot->has_data;
    const bool opened = both->opened != NULL && both->opened->has_data;
    const opened_data d = {
        .opening = opening,
        .contest = both->contest,
        .encrypted = &both->on_ballot->data,
        .opened = both->opened,
        .where = cf_where(opening->file, &both->contest->label, NULL),
    };
    if (due) {
        expect(opening->report);
    }
    if (due && opened) {
        return check_data(&d);
    }
    if (due) {
        cf_report_warn(opening->report, CF_CHECK_12_C, d.where.text,
                       "the ballot has contest data that are not opened");
    } else if (opened) {
        cf_say_looked(opening->report, CF_CHECK_X_OPENED_CIPHERTEXT);
        cf_report_fail(opening->report, CF_CHECK_X_OPENED_CIPHERTEXT, d.where.text,
                       "contest data are opened that the ballot does not have");
    }
    return CF_OK;
}

cf_status cf_v12_data_of_opened_ballot(const cf_opening *opening)
{
    return cf_opening_each_contest(opening, check_contest);
}
