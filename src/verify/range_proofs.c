/*
 * verify/range_proofs.c -- what verifications 6 and 7 have in common.
 *
 * Both hold a range proof against a bound; they differ in what is proven and in the numbers under which it is said.
 * The specification asks for them of cast ballots only.  Of any other ballot the same is asked under X.14.
 */
#include "verify/ballot_batch.h"

#include <stdarg.h>
#include <stdio.h>

static bool is_cast(const cf_ballot_look *look)
{
    return look->ballot.state == CF_BALLOT_CAST;
}

void cf_proofs_expect(const cf_ballot_batch *batch, const cf_ballot_look *look,
                      const cf_proof_checks *checks, uint64_t items)
{
    cf_report_expect(batch->report, CF_CHECK_X_PROOF_LENGTH, items);
    if (!is_cast(look)) {
        cf_report_expect(batch->report, CF_CHECK_X_UNCAST_PROOFS, items);
        return;
    }
    cf_report_expect(batch->report, checks->a, items);
    cf_report_expect(batch->report, checks->b, items);
    cf_report_expect(batch->report, checks->c, items);
    cf_report_expect(batch->report, checks->d, items);
}

void cf_proofs_count(const cf_ballot_batch *batch, const cf_ballot_look *look,
                     const cf_proof_checks *checks, uint64_t items)
{
    cf_report_count(batch->report, CF_CHECK_X_PROOF_LENGTH, items);
    if (!is_cast(look)) {
        cf_report_count(batch->report, CF_CHECK_X_UNCAST_PROOFS, items);
        return;
    }
    cf_report_count(batch->report, checks->a, items);
    cf_report_count(batch->report, checks->b, items);
    cf_report_count(batch->report, checks->c, items);
    cf_report_count(batch->report, checks->d, items);
}

void cf_proofs_fail(const cf_ballot_batch *batch, const cf_spot *spot, cf_check check,
                    const char *format, ...)
{
    cf_saying what;
    va_list args;
    va_start(args, format);
    (void)vsnprintf(what.text, sizeof what.text, format, args);
    va_end(args);

    const cf_saying where = cf_spot_text(spot);
    if (is_cast(spot->look)) {
        cf_report_fail(batch->report, check, where.text, what.text);
    } else {
        cf_say_fail(batch->report, CF_CHECK_X_UNCAST_PROOFS, where.text, "%s: %s",
                    cf_check_entry_of(check)->id, what.text);
    }
}

/* (X.9) bound + 1 branches, and a bound below q: from q on every exponent is a number of the range. */
static bool check_length(const cf_ballot_batch *batch, const cf_spot *spot,
                         const cf_proof_checks *checks, const cf_range_proof *proof, size_t bound)
{
    const bool below = cf_is_below_q(batch->verification->group, bound);
    if (below && proof->count == bound + 1) {
        return true;
    }
    const cf_saying where = cf_spot_text(spot);
    if (!below) {
        cf_say_fail(batch->report, CF_CHECK_X_PROOF_LENGTH, where.text,
                    "the bound %s = %zu is not below q", checks->bound_name, bound);
        return false;
    }
    cf_say_fail(batch->report, CF_CHECK_X_PROOF_LENGTH, where.text,
                "the %s has %zu branches, expected %s + 1 = %zu", checks->name, proof->count,
                checks->bound_name, bound + 1);
    return false;
}

/* (6.B, 7.B) c_j and (6.C, 7.C) v_j are in Z_q. */
static bool admit_scalars(const cf_ballot_batch *batch, const cf_spot *spot,
                          const cf_proof_checks *checks, bool responses, size_t count,
                          const cf_unchecked_scalar *claimed, cf_scalar *out)
{
    bool all = true;
    for (size_t j = 0; j < count; j++) {
        const cf_refusal verdict = cf_scalar_admit(batch->verification->group, claimed[j], &out[j]);
        if (verdict != CF_ADMITTED) {
            cf_proofs_fail(batch, spot, responses ? checks->c : checks->b, "%s[%zu] of the %s %s",
                           responses ? "v" : "c", j, checks->name,
                           cf_refusal_phrase(verdict, true));
            all = false;
        }
    }
    return all;
}

cf_status cf_proof_admit(const cf_ballot_batch *batch, const cf_spot *spot,
                         const cf_proof_checks *checks, const cf_range_proof *proof, size_t bound,
                         cf_range_claim *claim)
{
    cf_scalar *c = cf_arena_take(batch->arena, proof->count, sizeof *c);
    cf_scalar *v = cf_arena_take(batch->arena, proof->count, sizeof *v);
    if (c == NULL || v == NULL) {
        return CF_ERR_MEMORY;
    }
    bool usable = check_length(batch, spot, checks, proof, bound);
    usable = admit_scalars(batch, spot, checks, false, proof->count, proof->c, c) && usable;
    usable = admit_scalars(batch, spot, checks, true, proof->count, proof->v, v) && usable;
    claim->bound = bound;
    claim->c = usable ? c : NULL;
    claim->v = usable ? v : NULL;
    return CF_OK;
}
