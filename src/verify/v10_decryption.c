/*
 * verify/v10_decryption.c -- 10.A, 10.B and 10.C: each number is what its ciphertext decrypts to.
 *
 * M = B T^-1 needs no inversion: T comes through the door with the exponent q - 1, and
 * T^(q-1) = T^-1 for every member.
 */
#include "verify/v10_decryption.h"

#include "crypto/eg21.h"
#include "crypto/egk20.h"
#include "verify/say.h"

/* --- deciding --- */

static void start_challenge(const cf_verification *verification, const cf_decryption_claim *claim,
                            cf_transcript *challenge)
{
    if (verification->profile == CF_PROFILE_EG21) {
        cf_eg21_tally_challenge(challenge, &verification->h_e, claim->contest_index,
                                claim->option_index, verification->group, claim->a, claim->b);
    } else {
        cf_egk20_tally_challenge(challenge, &verification->h_e_key, verification->group,
                                 &verification->k, claim->a, claim->b);
    }
}

/* q - 1, the exponent that inverts a member. */
static void minus_one(const cf_group *group, cf_scalar *out)
{
    cf_scalar zero;
    cf_scalar one;
    cf_scalar_from_u64(group, 0, &zero);
    cf_scalar_from_u64(group, 1, &one);
    cf_scalar_sub(group, out, &zero, &one);
}

/* (10.C) T = K^t. */
static bool value_holds(const cf_verification *verification, const cf_element *power,
                        uint64_t value)
{
    cf_scalar exponent;
    cf_element expected;
    cf_scalar_from_u64(verification->group, value, &exponent);
    cf_fixed_base_powers_vartime(verification->bases.k, 1, &exponent, &expected);
    return cf_group_equal(verification->group, &expected, power);
}

/* (10.A) c and v are in Z_q.  (10.B) a = g^v K^c and b = A^v M^c with M = B T^-1 give the challenge again. */
cf_status cf_v10_decide(const cf_verification *verification, cf_arena *scratch,
                        const cf_decryption_claim *claim, cf_decryption_verdict *verdict)
{
    const cf_group *group = verification->group;
    cf_scalar c;
    cf_scalar v;
    cf_scalar inverting;
    cf_element power;
    cf_element m;
    *verdict = (cf_decryption_verdict){
        .c = cf_scalar_admit(group, claim->c, &c),
        .v = cf_scalar_admit(group, claim->v, &v),
    };
    minus_one(group, &inverting);
    cf_group_admit_powers_vartime(group, 1, &claim->power, 1, &inverting, &power, &m,
                                  &verdict->power);
    if (verdict->power != CF_ADMITTED) {
        return CF_OK;
    }
    verdict->value_holds = value_holds(verification, &power, claim->value);
    if (verdict->c != CF_ADMITTED || verdict->v != CF_ADMITTED) {
        return CF_OK;
    }
    cf_group_multiply(group, 1, &m, &m, claim->b);
    cf_transcript challenge;
    start_challenge(verification, claim, &challenge);
    return cf_equal_logs_check(&verification->bases, scratch, verification->bases.k, &challenge,
                               claim->a, &m, &c, &v, &verdict->proof_holds);
}

/* --- reporting --- */

static void report_scalar(cf_report *report, const char *where, const char *name,
                          cf_refusal refusal)
{
    if (refusal != CF_ADMITTED) {
        cf_say_fail(report, CF_CHECK_10_A, where, "%s %s", name, cf_refusal_phrase(refusal, true));
    }
}

static void report_proof(cf_report *report, const char *where, const cf_decryption_verdict *verdict)
{
    if (verdict->power != CF_ADMITTED) {
        cf_say_fail(report, CF_CHECK_10_B, where, "T %s", cf_refusal_phrase(verdict->power, false));
    } else if (verdict->c != CF_ADMITTED || verdict->v != CF_ADMITTED) {
        cf_report_fail(report, CF_CHECK_10_B, where, "the proof has scalars out of range (10.A)");
    } else if (!verdict->proof_holds) {
        cf_report_fail(report, CF_CHECK_10_B, where, "the decryption proof does not hold");
    }
}

void cf_v10_report(cf_report *report, const char *where, const cf_decryption_verdict *verdict)
{
    cf_report_count(report, CF_CHECK_10_A, 1);
    cf_report_count(report, CF_CHECK_10_B, 1);
    cf_report_count(report, CF_CHECK_10_C, 1);
    report_scalar(report, where, "c", verdict->c);
    report_scalar(report, where, "v", verdict->v);
    report_proof(report, where, verdict);
    if (!verdict->value_holds) {
        cf_report_fail(report, CF_CHECK_10_C, where,
                       "T is not K^t: the number is not the one that was decrypted");
    }
}
