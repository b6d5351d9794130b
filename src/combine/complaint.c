/*
 * combine/complaint.c -- who lies, the accuser or the sender of the share?
 *
 * Some defects anybody can see.  For the others the accuser gives beta = C_0^zeta away and proves
 * it right; with it everybody decrypts the share as the accuser did.  beta opens this one share and
 * nothing else.  Who cannot show what it says is guilty.
 */
#include "combine/guardians.h"
#include "combine/inside.h"
#include "combine/shares.h"
#include "crypto/eg21_make.h"

typedef struct dispute {
    const cf_ceremony *ceremony;
    const cf_checking *checking;
    const cf_guardian_key *accuser;
    const cf_guardian_key *sender;
    const cf_share_complaint *complaint;
    cf_arena *scratch;
    cf_element c0;
} dispute;

/* --- what the accuser says of itself --- */

/* Whether beta is C_0^zeta.  The accuser's beta is written. */
static cf_status check_beta(const dispute *d, cf_element *beta, bool *holds)
{
    const cf_group *group = d->ceremony->group;
    cf_scalar c;
    cf_scalar v;
    cf_refusal verdict;
    cf_group_admit_vartime(group, 1, &d->complaint->beta, beta, &verdict);
    *holds = false;
    if (verdict != CF_ADMITTED || cf_scalar_admit(group, d->complaint->c, &c) != CF_ADMITTED
        || cf_scalar_admit(group, d->complaint->v, &v) != CF_ADMITTED) {
        return CF_OK;
    }
    const cf_fixed_base *kappa = cf_checking_table(d->checking, &d->accuser->kappa);
    if (kappa == NULL) {
        return CF_ERR_MEMORY;
    }
    cf_transcript prefix;
    cf_share_complaint_challenge(&prefix, d->ceremony, d->sender->index, d->accuser->index,
                                 &d->accuser->kappa, &d->c0);
    return cf_equal_logs_check(&d->checking->bases, d->scratch, kappa, &prefix, &d->c0, beta, &c,
                               &v, holds);
}

/* --- what the share says --- */

/* Whether octets are the logarithm of what the sender's commitments promise. */
static bool is_promised(const dispute *d, const uint8_t *octets, bool data)
{
    const cf_group *group = d->ceremony->group;
    cf_scalar value;
    const cf_unchecked_scalar claimed = { cf_octets_of(octets, CF_SCALAR_OCTETS) };
    if (cf_scalar_admit(group, claimed, &value) != CF_ADMITTED) {
        return false;
    }
    cf_element power;
    cf_element promised;
    cf_fixed_base_powers_vartime(d->checking->bases.g, 1, &value, &power);
    cf_guardian_share_value_vartime(d->ceremony, d->sender, d->accuser->index, data, &promised);
    return cf_group_equal(group, &power, &promised);
}

static bool share_is_right(const dispute *d, const cf_element *beta)
{
    uint8_t octets[CF_EG21_SHARE_OCTETS];
    memcpy(octets, d->complaint->share.c1.at, sizeof octets);
    const cf_secret_element agreed = { *beta }; /* it was one, until the complaint told it */
    cf_eg21_share_xor(&d->ceremony->h_p, d->ceremony->group, d->sender->index, d->accuser->index,
                      &d->accuser->kappa, &d->c0, &agreed, octets);
    return is_promised(d, octets, false) && is_promised(d, octets + CF_SCALAR_OCTETS, true);
}

/* --- the verdict --- */

static cf_status judge_decrypted(const dispute *d, uint32_t *guilty)
{
    cf_element beta;
    bool holds;
    const cf_status status = check_beta(d, &beta, &holds);
    if (status == CF_OK) {
        *guilty = holds && !share_is_right(d, &beta) ? d->sender->index : d->accuser->index;
    }
    return status;
}

static cf_status judge(dispute *d, uint32_t *guilty)
{
    cf_share_defect defect;
    const cf_status status =
        cf_share_check(d->ceremony, &d->checking->bases, d->sender->index, d->accuser->index,
                       &d->complaint->share, &d->c0, &defect);
    if (status != CF_OK) {
        return status;
    }
    if (defect != CF_SHARE_GOOD) {
        *guilty = d->sender->index;
        return CF_OK;
    }
    if (!cf_share_defect_is_hidden(d->complaint->defect)) {
        *guilty = d->accuser->index;
        return CF_OK;
    }
    return judge_decrypted(d, guilty);
}

/* The indices of two guardians who may have a share between them. */
static bool has_two_parties(const cf_ceremony *ceremony, const cf_share_complaint *complaint)
{
    const uint32_t sender = complaint->share.sender;
    return complaint->accuser >= 1 && complaint->accuser <= ceremony->n && sender >= 1
           && sender <= ceremony->n && sender != complaint->accuser
           && complaint->share.receiver == complaint->accuser;
}

cf_status cf_complaint_judge(const cf_ceremony *ceremony, const cf_guardian_key *guardians,
                             const cf_share_complaint *complaint, cf_arena *scratch,
                             uint32_t *guilty)
{
    if (!has_two_parties(ceremony, complaint)) {
        return CF_ERR_SHAPE;
    }
    cf_checking checking;
    cf_status status = cf_checking_open(ceremony->group, 4, 1, &checking);
    if (status == CF_OK) {
        dispute d = { .ceremony = ceremony,
                      .checking = &checking,
                      .accuser = &guardians[complaint->accuser - 1],
                      .sender = &guardians[complaint->share.sender - 1],
                      .complaint = complaint,
                      .scratch = scratch };
        status = judge(&d, guilty);
    }
    cf_checking_close(&checking);
    return status;
}
