/*
 * verify/v12_contest_data.c -- 12.A and 12.B: contest data were decrypted with the election's key.
 *
 * All claims go through the door together, and all proofs are checked together: what was refused has
 * something that stands in for it, and its proof is not looked at.
 */
#include "verify/v12_contest_data.h"

#include "verify/say.h"

typedef struct work {
    const cf_verification *verification;
    size_t count;
    cf_data_claim *claims;

    cf_unchecked_element *claimed; /* every C_0, then every beta */
    cf_element *elements;
    cf_refusal *refusals;
    cf_scalar *c;
    cf_scalar *v;
    bool *in_range;
    cf_transcript *challenges;
    bool *holds;
} work;

static bool make_room(work *w, cf_arena *scratch)
{
    w->claimed = cf_arena_take(scratch, 2 * w->count, sizeof *w->claimed);
    w->elements = cf_arena_take(scratch, 2 * w->count, sizeof *w->elements);
    w->refusals = cf_arena_take(scratch, 2 * w->count, sizeof *w->refusals);
    w->c = cf_arena_take(scratch, w->count, sizeof *w->c);
    w->v = cf_arena_take(scratch, w->count, sizeof *w->v);
    w->in_range = cf_arena_take(scratch, w->count, sizeof *w->in_range);
    w->challenges = cf_arena_take(scratch, w->count, sizeof *w->challenges);
    w->holds = cf_arena_take(scratch, w->count, sizeof *w->holds);
    return w->claimed != NULL && w->elements != NULL && w->refusals != NULL && w->c != NULL
           && w->v != NULL && w->in_range != NULL && w->challenges != NULL && w->holds != NULL;
}

static bool admit_scalar(const work *w, const cf_data_claim *claim, const char *name,
                         cf_unchecked_scalar claimed, cf_scalar *out)
{
    const cf_refusal refusal = cf_scalar_admit(w->verification->group, claimed, out);
    if (refusal != CF_ADMITTED) {
        cf_say_fail(claim->report, CF_CHECK_12_A, claim->where, "%s %s", name,
                    cf_refusal_phrase(refusal, true));
    }
    return refusal == CF_ADMITTED;
}

/* (12.A) c and v are in Z_q. */
static void admit_scalars(work *w)
{
    for (size_t i = 0; i < w->count; i++) {
        const cf_data_claim *claim = &w->claims[i];
        cf_report_count(claim->report, CF_CHECK_12_A, 1);
        w->in_range[i] = admit_scalar(w, claim, "c", claim->c, &w->c[i]);
        w->in_range[i] = admit_scalar(w, claim, "v", claim->v, &w->v[i]) && w->in_range[i];
    }
}

static void say_refused(const work *w, size_t i)
{
    static const char *const NAMES[2] = { "C_0", "beta" };
    const cf_data_claim *claim = &w->claims[i];
    for (size_t side = 0; side < 2; side++) {
        const cf_refusal refusal = w->refusals[side * w->count + i];
        if (refusal != CF_ADMITTED) {
            cf_say_fail(claim->report, CF_CHECK_12_B, claim->where, "%s %s", NAMES[side],
                        cf_refusal_phrase(refusal, false));
        }
    }
}

static void admit_elements(work *w)
{
    for (size_t i = 0; i < w->count; i++) {
        w->claimed[i] = w->claims[i].c0;
        w->claimed[w->count + i] = w->claims[i].beta;
        w->challenges[i] = w->claims[i].challenge;
    }
    cf_group_admit_vartime(w->verification->group, 2 * w->count, w->claimed, w->elements,
                           w->refusals);
    for (size_t i = 0; i < w->count; i++) {
        cf_data_claim *claim = &w->claims[i];
        cf_report_count(claim->report, CF_CHECK_12_B, 1);
        claim->c0_admitted = w->elements[i];
        claim->beta_admitted = w->elements[w->count + i];
        claim->admitted = w->refusals[i] == CF_ADMITTED && w->refusals[w->count + i] == CF_ADMITTED;
        say_refused(w, i);
    }
}

static void judge_proof(const work *w, size_t i)
{
    const cf_data_claim *claim = &w->claims[i];
    if (!claim->admitted) {
        return;
    }
    if (!w->in_range[i]) {
        cf_report_fail(claim->report, CF_CHECK_12_B, claim->where,
                       "the proof has scalars out of range (12.A)");
    } else if (!w->holds[i]) {
        cf_report_fail(claim->report, CF_CHECK_12_B, claim->where,
                       "the decryption proof does not hold");
    }
}

/* (12.B) a = g^v K'^c, b = C_0^v beta^c give the challenge again. */
cf_status cf_v12_check_proofs(const cf_verification *verification, cf_arena *scratch,
                              const cf_fixed_base *key_table, size_t count, cf_data_claim *claims)
{
    work w = { .verification = verification, .count = count, .claims = claims };
    if (!make_room(&w, scratch)) {
        return CF_ERR_MEMORY;
    }
    admit_scalars(&w);
    admit_elements(&w);
    const cf_status status =
        cf_equal_logs_check_all(&verification->bases, scratch, key_table, count, w.challenges,
                                w.elements, w.elements + count, w.c, w.v, w.holds);
    for (size_t i = 0; i < count && status == CF_OK; i++) {
        judge_proof(&w, i);
    }
    return status;
}
