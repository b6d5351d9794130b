/*
 * verify/v04_extended_base_hash.c -- which election is this?
 *
 * H_E binds the parameters, the manifest and the joint keys; every hash of a ballot hangs from it.  It is computed here
 * and never taken from the record, so two records with the same H_E are of the same election.
 */
#include "verify/say.h"
#include "verify/verification.h"

/* (4.A) H_E = H(H_B; 0x14, K, K') (egk2.0: H(H_B; 0x12, K)). */
static void check_extended_base_hash(cf_verification *v, cf_report *report)
{
    if (v->profile == CF_PROFILE_EG21) {
        cf_eg21_extended_base_hash(&v->h_b, v->group, &v->k, &v->k_hat, &v->h_e);
    } else {
        cf_egk20_extended_base_hash(&v->h_b, v->group, &v->k, &v->h_e);
    }
    cf_hmac_key_init(&v->h_e_key, v->h_e.octets, CF_HASH_OCTETS);
    cf_report_expect(report, CF_CHECK_4_A, 1);
    cf_say_hash(report, CF_CHECK_4_A, v->places->h_e, "H_E", &v->h_e, v->keys.h_e);
    report->has_hashes[1] = true;
    report->extended_base_hash = v->h_e;
}

/* (X.1) H_E is the one that --expect names. */
static void check_expected(const cf_verification *v, cf_report *report)
{
    if (!v->options->has_expected) {
        return;
    }
    cf_report_expect(report, CF_CHECK_X_EXPECTED, 1);
    cf_say_hash(report, CF_CHECK_X_EXPECTED, "--expect", "the computed H_E",
                &v->options->expected_h_e, cf_octets_of(v->h_e.octets, CF_HASH_OCTETS));
}

void cf_verify_v04_extended_base_hash(cf_verification *v, cf_report *report)
{
    check_extended_base_hash(v, report);
    check_expected(v, report);
}
