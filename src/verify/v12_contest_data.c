/*
 * verify/v12_contest_data.c -- 12.A and 12.B: contest data were decrypted with the election's key.
 */
#include "verify/v12_contest_data.h"

#include "verify/say.h"

/* (12.A) c and v are in Z_q. */
static bool admit_scalars(const cf_verification *verification, const char *where,
                          const cf_data_claim *claim, cf_report *report, cf_scalar *c, cf_scalar *v)
{
    const cf_refusal c_refusal = cf_scalar_admit(verification->group, claim->c, c);
    const cf_refusal v_refusal = cf_scalar_admit(verification->group, claim->v, v);
    cf_report_count(report, CF_CHECK_12_A, 1);
    if (c_refusal != CF_ADMITTED) {
        cf_say_fail(report, CF_CHECK_12_A, where, "c %s", cf_refusal_phrase(c_refusal, true));
    }
    if (v_refusal != CF_ADMITTED) {
        cf_say_fail(report, CF_CHECK_12_A, where, "v %s", cf_refusal_phrase(v_refusal, true));
    }
    return c_refusal == CF_ADMITTED && v_refusal == CF_ADMITTED;
}

static bool admit_elements(const cf_verification *verification, const char *where,
                           const cf_data_claim *claim, cf_report *report, cf_element *c0,
                           cf_element *beta)
{
    static const char *const NAMES[2] = { "C_0", "beta" };
    const cf_unchecked_element claimed[2] = { claim->c0, claim->beta };
    cf_element both[2];
    cf_refusal refusals[2];
    cf_group_admit_vartime(verification->group, 2, claimed, both, refusals);
    *c0 = both[0];
    *beta = both[1];
    for (size_t i = 0; i < 2; i++) {
        if (refusals[i] != CF_ADMITTED) {
            cf_say_fail(report, CF_CHECK_12_B, where, "%s %s", NAMES[i],
                        cf_refusal_phrase(refusals[i], false));
        }
    }
    return refusals[0] == CF_ADMITTED && refusals[1] == CF_ADMITTED;
}

/* (12.B) a = g^v K'^c, b = C_0^v beta^c give the challenge again. */
cf_status cf_v12_check_proof(const cf_verification *verification, cf_arena *scratch,
                             const char *where, const cf_data_claim *claim, cf_report *report,
                             cf_element *c0, cf_element *beta, bool *admitted)
{
    cf_scalar c;
    cf_scalar v;
    const bool in_range = admit_scalars(verification, where, claim, report, &c, &v);
    cf_report_count(report, CF_CHECK_12_B, 1);
    *admitted = admit_elements(verification, where, claim, report, c0, beta);
    if (!*admitted) {
        return CF_OK;
    }
    if (!in_range) {
        cf_report_fail(report, CF_CHECK_12_B, where, "the proof has scalars out of range (12.A)");
        return CF_OK;
    }
    bool holds = false;
    cf_status status = cf_equal_logs_check(&verification->bases, scratch, claim->key_table,
                                           &claim->challenge, c0, beta, &c, &v, &holds);
    if (status == CF_OK && !holds) {
        cf_report_fail(report, CF_CHECK_12_B, where, "the decryption proof does not hold");
    }
    return status;
}
