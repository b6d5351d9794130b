/*
 * verify/v13_opened_data.c -- 13.A, and X.21 for C_0: the contest data of an opened ballot.
 *
 * The nonce gives C_0 and the keys; under the keys the opened data have to be C_1 again.
 */
#include "crypto/eg21.h"
#include "verify/encoding.h"
#include "verify/labels.h"
#include "verify/opened.h"

/* Data that the ballot has and that were opened. */
typedef struct opened_data {
    const cf_opening *opening;
    const cf_hmac_key *h_i;
    const cf_contest *contest;
    const cf_hashed_ciphertext *encrypted; /* the ballot's */
    const cf_opened_contest *opened;
    const char *where;
} opened_data;

/* (13.A) C_1 is D under the keys that (alpha, beta) = (g^xi, K'^xi) give. */
static cf_status check_content(const opened_data *d, const cf_element *alpha,
                               const cf_element *beta)
{
    cf_report *report = d->opening->report;
    const cf_octets c1 = d->encrypted->c1;
    const cf_octets data = d->opened->data;
    cf_report_count(report, CF_CHECK_13_A, 1);
    if (data.at == NULL || data.len != c1.len || data.len % CF_EG21_BLOCK_OCTETS != 0) {
        cf_report_fail(report, CF_CHECK_13_A, d->where,
                       "the opened contest data are not as long as C_1");
        return CF_OK;
    }
    uint8_t *again = cf_arena_take(d->opening->arena, data.len, 1);
    if (again == NULL) {
        return CF_ERR_MEMORY;
    }
    memcpy(again, data.at, data.len);
    cf_hash h;
    cf_eg21_data_key(d->h_i, d->contest->index, d->opening->verification->group, alpha, beta, &h);
    cf_eg21_data_xor(&h, d->contest->index, again, data.len);
    if (!cf_octets_equal(c1, cf_octets_of(again, data.len))) {
        cf_report_fail(report, CF_CHECK_13_A, d->where,
                       "C_1 is not the opened contest data under the nonce's keys");
    }
    return CF_OK;
}

/* (X.21) C_0 = g^xi, then 13.A. */
static cf_status check_data(const opened_data *d)
{
    const cf_verification *v = d->opening->verification;
    cf_report *report = d->opening->report;
    cf_scalar zero;
    cf_scalar nonce;
    cf_element alpha;
    cf_element beta;
    cf_scalar_from_u64(v->group, 0, &zero);
    cf_report_count(report, CF_CHECK_X_OPENED_NONCE, 1);
    cf_refusal refusal = cf_scalar_admit(v->group, d->opened->data_nonce, &nonce);
    if (refusal != CF_ADMITTED) {
        cf_say_fail(report, CF_CHECK_X_OPENED_NONCE, d->where, "the contest data's xi %s",
                    cf_refusal_phrase(refusal, true));
        return CF_OK;
    }
    cf_elgamal_reencrypt_vartime(&v->bases, v->bases.k_hat, 1, &zero, &nonce, &alpha, &beta);
    if (!cf_is_encoding_of(v->group, &alpha, d->encrypted->c0)) {
        cf_report_fail(report, CF_CHECK_X_OPENED_NONCE, d->where,
                       "the contest data's C_0 is not g^xi");
    }
    return check_content(d, &alpha, &beta);
}

cf_status cf_v13_opened_data(const cf_opening *opening, const cf_hmac_key *h_i,
                             const cf_opening_contest *both)
{
    cf_report *report = opening->report;
    const bool due = both->on_ballot->has_data;
    const bool opened = both->opened != NULL && both->opened->has_data;
    const cf_saying where = cf_where(opening->file, &both->contest->label, NULL);
    const opened_data d = {
        .opening = opening,
        .h_i = h_i,
        .contest = both->contest,
        .encrypted = &both->on_ballot->data,
        .opened = both->opened,
        .where = where.text,
    };
    if (due) {
        cf_report_expect(report, CF_CHECK_13_A, 1);
        cf_report_expect(report, CF_CHECK_X_OPENED_NONCE, 1);
    }
    if (due && opened) {
        return check_data(&d);
    }
    if (due) {
        cf_report_warn(report, CF_CHECK_13_A, where.text,
                       "the ballot has contest data that are not opened");
    } else if (opened) {
        cf_say_looked(report, CF_CHECK_13_A);
        cf_report_fail(report, CF_CHECK_13_A, where.text,
                       "contest data are opened that the ballot does not have");
    }
    return CF_OK;
}
