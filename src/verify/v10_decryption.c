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

/* Arrays over the claims, so that every step is one long call for the group. */
typedef struct work {
    const cf_verification *verification;
    size_t count;
    const cf_decryption_claim *claims;
    cf_decryption_verdict *verdicts;

    cf_unchecked_element *powers_claimed;
    cf_scalar *scalars; /* of a step */
    cf_element *powers; /* T; the identity where it was refused */
    cf_element *m;      /* T^-1, then M */
    cf_element *a;      /* A, for the proofs */
    cf_element *expected;
    cf_scalar *c;
    cf_scalar *v;
    cf_transcript *challenges;
    cf_refusal *refusals;
    bool *holds;
} work;

static bool make_room(work *w, cf_arena *scratch)
{
    const size_t count = w->count;
    w->powers_claimed = cf_arena_take(scratch, count, sizeof *w->powers_claimed);
    w->scalars = cf_arena_take(scratch, count, sizeof *w->scalars);
    w->powers = cf_arena_take(scratch, count, sizeof *w->powers);
    w->m = cf_arena_take(scratch, count, sizeof *w->m);
    w->a = cf_arena_take(scratch, count, sizeof *w->a);
    w->expected = cf_arena_take(scratch, count, sizeof *w->expected);
    w->c = cf_arena_take(scratch, count, sizeof *w->c);
    w->v = cf_arena_take(scratch, count, sizeof *w->v);
    w->challenges = cf_arena_take(scratch, count, sizeof *w->challenges);
    w->refusals = cf_arena_take(scratch, count, sizeof *w->refusals);
    w->holds = cf_arena_take(scratch, count, sizeof *w->holds);
    return w->powers_claimed != NULL && w->scalars != NULL && w->powers != NULL && w->m != NULL
           && w->a != NULL && w->expected != NULL && w->c != NULL && w->v != NULL
           && w->challenges != NULL && w->refusals != NULL && w->holds != NULL;
}

/* T and T^-1 of every claim, on one ladder each. */
static void admit_powers(work *w)
{
    const cf_group *group = w->verification->group;
    for (size_t i = 0; i < w->count; i++) {
        w->powers_claimed[i] = w->claims[i].power;
        minus_one(group, &w->scalars[i]);
    }
    cf_group_admit_powers_vartime(group, w->count, w->powers_claimed, 1, w->scalars, w->powers,
                                  w->m, w->refusals);
    for (size_t i = 0; i < w->count; i++) {
        w->verdicts[i].power = w->refusals[i];
    }
}

/* (10.C) T = K^t. */
static void check_values(work *w)
{
    const cf_group *group = w->verification->group;
    for (size_t i = 0; i < w->count; i++) {
        cf_scalar_from_u64(group, w->claims[i].value, &w->scalars[i]);
    }
    cf_fixed_base_powers_vartime(w->verification->bases.k, w->count, w->scalars, w->expected);
    for (size_t i = 0; i < w->count; i++) {
        w->verdicts[i].value_holds = w->verdicts[i].power == CF_ADMITTED
                                     && cf_group_equal(group, &w->expected[i], &w->powers[i]);
    }
}

/* (10.A) c and v are in Z_q. */
static void admit_scalars(work *w)
{
    const cf_group *group = w->verification->group;
    for (size_t i = 0; i < w->count; i++) {
        w->verdicts[i].c = cf_scalar_admit(group, w->claims[i].c, &w->c[i]);
        w->verdicts[i].v = cf_scalar_admit(group, w->claims[i].v, &w->v[i]);
    }
}

/* (10.B) a = g^v K^c and b = A^v M^c with M = B T^-1 give the challenge again. */
static cf_status check_proofs(work *w, cf_arena *scratch)
{
    const cf_verification *verification = w->verification;
    for (size_t i = 0; i < w->count; i++) {
        w->a[i] = *w->claims[i].a;
        w->expected[i] = *w->claims[i].b;
        start_challenge(verification, &w->claims[i], &w->challenges[i]);
    }
    cf_group_multiply(verification->group, w->count, w->m, w->m, w->expected);
    const cf_status status =
        cf_equal_logs_check_all(&verification->bases, scratch, verification->bases.k, w->count,
                                w->challenges, w->a, w->m, w->c, w->v, w->holds);
    for (size_t i = 0; i < w->count && status == CF_OK; i++) {
        w->verdicts[i].proof_holds = w->holds[i];
    }
    return status;
}

cf_status cf_v10_decide(const cf_verification *verification, cf_arena *scratch, size_t count,
                        const cf_decryption_claim *claims, cf_decryption_verdict *verdicts)
{
    work w = {
        .verification = verification, .count = count, .claims = claims, .verdicts = verdicts
    };
    if (!make_room(&w, scratch)) {
        return CF_ERR_MEMORY;
    }
    admit_powers(&w);
    check_values(&w);
    admit_scalars(&w);
    return check_proofs(&w, scratch);
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
