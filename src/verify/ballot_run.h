/*
 * verify/ballot_run.h -- all ballots, a stretch at a time.
 *
 * Inside the room only.  A *stretch* is a run of whole pieces.  What checking it gives, from the report to the sums of the
 * workers, is provisional: with hints it counts only when the batch proof of the stretch holds, and otherwise
 * all of it is thrown away and the stretch is checked again, exactly.  Without hints there is one
 * stretch, and it counts.
 *
 *     stretch:  pieces on all cores  ->  report, sums, codes, entries of the index, claims
 *               batch proof          ->  holds: all of it counts
 *                                        else:  forget it, the same pieces again without hints
 *
 *   threads  what is below is for the thread that verifies; it sets all others to work
 */
#ifndef CF_VERIFY_BALLOT_RUN_H
#define CF_VERIFY_BALLOT_RUN_H

#include "verify/aggregate.h"
#include "verify/ballot_batch.h"
#include "verify/part.h"

/* What one worker keeps between pieces. */
typedef struct cf_ballot_worker {
    cf_arena *keep;  /* the worker itself, and its sums */
    cf_arena *arena; /* of the handful at hand, or of a piece of the batch proof */
    cf_sums sums;
    cf_batch_part *part; /* NULL: its claims are checked exactly */
    cf_ballot_batch batch;
} cf_ballot_worker;

/* Pieces [first, end), and what they left behind. */
typedef struct cf_stretch {
    size_t first;
    size_t end;
    bool is_hinted;
    cf_part part;
    cf_code_run codes; /* X.24, from the first ballot of all on */
    bool out_of_memory;
} cf_stretch;

typedef struct cf_ballot_run {
    cf_verification *verification;
    size_t ballot_count;
    size_t piece_ballots;

    size_t worker_room;
    size_t worker_count; /* of those that were needed so far */
    cf_ballot_worker **workers;
    cf_sums **sums; /* those of the workers */

    cf_hints *hints; /* NULL: none are used */
    cf_batch *proof; /* of the stretch; NULL: it is checked exactly */
    cf_claim_room room;
    cf_hints_writer *writer; /* NULL: none are written */
    cf_fault writer_fault;   /* status CF_OK while everything could be written */

    cf_code_run codes; /* X.24, as far as it counts */
    cf_stretch stretch;
} cf_ballot_run;

/* --- workers (ballot_workers.c) --- */

/* The worker of this index, at most worker_count: one more is opened then.  CF_ERR_MEMORY only. */
CF_MUST_CHECK cf_status cf_ballot_worker_at(cf_ballot_run *run, size_t index,
                                            cf_ballot_worker **out);
void cf_ballot_workers_close(cf_ballot_run *run);

/*
 * A batch proof for one stretch, and a part of it for each worker.  None is used twice: who has many claims in one
 * stretch and few in the next would hold on to their memory.  What cf_batch_open says.
 */
CF_MUST_CHECK cf_status cf_ballot_workers_open_proof(cf_ballot_run *run);
void cf_ballot_workers_close_proof(cf_ballot_run *run);

/* --- pieces (ballot_pieces.c) --- */

size_t cf_ballots_per_piece(size_t ballots);
size_t cf_ballot_pieces(const cf_ballot_run *run);

/* The number of the first ballot of a piece; of the piece after the last, how many ballots there are. */
size_t cf_piece_first(const cf_ballot_run *run, size_t piece);

/* Check every piece of run->stretch, on all cores.  CF_ERR_MEMORY only. */
CF_MUST_CHECK cf_status cf_stretch_check(cf_ballot_run *run);

/* Tell whoever waits that so many pieces of the record are certain. */
void cf_stretch_tell(const cf_ballot_run *run, size_t pieces);

/* --- stretches (stretches.c) --- */

/* Go on to the next stretch; false after the last. */
bool cf_stretch_next(cf_ballot_run *run);

/* Check the stretch until it counts, and fold what was found into the report.  CF_ERR_MEMORY only. */
CF_MUST_CHECK cf_status cf_stretch_settle(cf_ballot_run *run, cf_report *report);

/* --- the batch proof (batch_proof.c) --- */

typedef enum cf_proof_verdict {
    CF_PROOF_HOLDS,
    CF_PROOF_FALSE,  /* at least one claim is false */
    CF_PROOF_UNKNOWN /* no memory, or no randomness: nobody knows */
} cf_proof_verdict;

/* Whether everything holds that the workers put into the proof. */
cf_proof_verdict cf_stretch_prove(cf_ballot_run *run);

#endif
