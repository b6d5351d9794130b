/*
 * verify/stretches.c -- how long a stretch is, and what becomes of it.
 *
 * Without hints one stretch is everything.  With hints it is as long as a batch proof has room for
 * claims: the more there are, the fewer products each costs.  How much the claims of a ballot take is
 * guessed from the manifest at first, and known from the stretch before later.
 *
 * When a batch proof does not hold, its ballots are read again, and all that counts then is what was read
 * last.  Nothing of the first time remains that the second could contradict.
 */
#include "verify/ballot_hints.h"
#include "verify/ballot_run.h"

/* Ballots may be larger than those before: a part of the room is left free, and stretches grow slowly. */
enum { ROOM_PARTS = 16, GROWTH_MAX = 4 };

/* --- how long a stretch is --- */

/* Pieces that fill a batch proof when each ballot takes so much. */
static size_t pieces_that_fill(const cf_ballot_run *r, size_t octets_each)
{
    const size_t wanted = r->room.octets / ROOM_PARTS * (ROOM_PARTS - 1);
    const size_t pieces = wanted / octets_each / r->piece_ballots;
    return pieces > 0 ? pieces : 1;
}

/* By what the last stretch took; by the largest ballot of the manifest before there was one. */
static size_t pieces_wanted(const cf_ballot_run *r)
{
    const size_t last = r->stretch.end - r->stretch.first;
    const size_t asked = atomic_load(&r->room.asked);
    if (last == 0 || asked == 0) {
        return pieces_that_fill(r, cf_manifest_claim_octets(r->verification));
    }
    const size_t ballots = last * r->piece_ballots;
    const size_t wanted = pieces_that_fill(r, asked / ballots + 1);
    return wanted < GROWTH_MAX * last ? wanted : GROWTH_MAX * last;
}

/* As long as it may be, but for the last two, which share what is left: none is short. */
static size_t hinted_length(const cf_ballot_run *r, size_t rest)
{
    const size_t wanted = pieces_wanted(r);
    if (rest <= wanted) {
        return rest;
    }
    return rest < 2 * wanted ? (rest + 1) / 2 : wanted;
}

bool cf_stretch_next(cf_ballot_run *r)
{
    const size_t first = r->stretch.end;
    const size_t rest = cf_ballot_pieces(r) - first;
    if (rest == 0) {
        return false;
    }
    const size_t length = r->hints != NULL ? hinted_length(r, rest) : rest;
    r->stretch = (cf_stretch){ .first = first, .end = first + length };
    return true;
}

/* --- one stretch --- */

static cf_status check_once(cf_ballot_run *r, bool is_hinted)
{
    cf_stretch *s = &r->stretch;
    s->is_hinted = is_hinted;
    s->codes = r->codes;
    s->out_of_memory = false;
    const cf_status status = cf_part_open(&s->part);
    return status == CF_OK ? cf_stretch_check(r) : status;
}

/* Nothing of it counts: what was read is as good as unread. */
static void forget(cf_ballot_run *r)
{
    const size_t first = cf_piece_first(r, r->stretch.first);
    cf_part_drop(&r->stretch.part);
    for (size_t i = 0; i < r->worker_count; i++) {
        cf_sums_clear(r->sums[i], r->verification);
    }
    cf_ballot_index_forget(r->verification->index, first,
                           cf_piece_first(r, r->stretch.end) - first);
}

/* All of it counts. */
static cf_status count(cf_ballot_run *r, cf_report *report)
{
    cf_part_fold(&r->stretch.part, report);
    r->codes = r->stretch.codes;
    if (r->stretch.is_hinted) {
        cf_stretch_tell(r, r->stretch.end);
    }
    return cf_sums_settle(r->verification, r->worker_count, r->sums);
}

/* Whether a proof that a batch proof is about was found not to hold. */
static bool any_proof_failed(const cf_report *report)
{
    static const cf_check CHECKS[] = {
        CF_CHECK_6_A,
        CF_CHECK_6_D,
        CF_CHECK_7_A,
        CF_CHECK_7_D,
        CF_CHECK_X_NONCE_PROOF,
        CF_CHECK_X_DATA_PROOF,
        CF_CHECK_X_UNCAST_PROOFS,
    };
    for (size_t i = 0; i < sizeof CHECKS / sizeof CHECKS[0]; i++) {
        if (report->checks[CHECKS[i]].failures > 0) {
            return true;
        }
    }
    return false;
}

/*
 * A batch proof of claims that hold always holds.  So who finds nothing false after one that was has
 * read two records: a file system that tells two stories is not believed.
 */
static cf_status say_two_stories(cf_ballot_run *r)
{
    cf_arena *own = cf_arena_open(CF_FAULT_WHAT_MAX);
    const size_t first = cf_piece_first(r, r->stretch.first);
    const size_t count = cf_piece_first(r, r->stretch.end) - first;
    const char *file =
        own == NULL ? NULL : cf_record_ballot_file(r->verification->record, first, own);
    if (file != NULL) {
        cf_fault fault;
        (void)cf_fault_set(
            &fault, CF_ERR_IO, file, 0,
            "one of %zu ballots, of which this is the first, changed while it was read", count);
        cf_report_fault(r->stretch.part.report, &fault);
    }
    cf_arena_close(own);
    return file != NULL ? CF_OK : CF_ERR_MEMORY;
}

/* What is not settled with hints is forgotten. */
static cf_proof_verdict check_with_hints(cf_ballot_run *r)
{
    cf_proof_verdict verdict = CF_PROOF_UNKNOWN;
    if (cf_ballot_workers_open_proof(r) != CF_OK) {
        return verdict;
    }
    if (check_once(r, true) == CF_OK) {
        verdict = cf_stretch_prove(r);
    }
    cf_ballot_workers_close_proof(r);
    if (verdict != CF_PROOF_HOLDS) {
        forget(r);
    }
    return verdict;
}

static cf_status check_exactly(cf_ballot_run *r, bool was_false)
{
    const cf_status status = check_once(r, false);
    return status == CF_OK && was_false && !any_proof_failed(r->stretch.part.report)
               ? say_two_stories(r)
               : status;
}

cf_status cf_stretch_settle(cf_ballot_run *r, cf_report *report)
{
    const cf_proof_verdict verdict = r->hints != NULL ? check_with_hints(r) : CF_PROOF_UNKNOWN;
    if (verdict != CF_PROOF_HOLDS) {
        const cf_status status = check_exactly(r, verdict == CF_PROOF_FALSE);
        if (status != CF_OK) {
            cf_part_drop(&r->stretch.part);
            return status;
        }
    }
    return count(r, report);
}
