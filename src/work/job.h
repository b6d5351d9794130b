/*
 * work/job.h -- one job in many pieces, on all cores, with results in order.
 *
 * Pieces are done on any core in any order; their results are taken one at a time, in ascending
 * order, so that whatever is folded from them is the same on one core and on a hundred.  At most
 * a few results per worker wait at any moment, however many pieces there are.
 *
 *   uses     base
 *   threads  do_piece runs on many threads at once and may only write to its worker and result;
 *            take_result never runs twice at once, nor for piece i + 1 before piece i
 */
#ifndef CF_WORK_JOB_H
#define CF_WORK_JOB_H

#include "base/status.h"

#include <stddef.h>

/* What a caller gives: spans and callbacks, nothing about threads. */
typedef struct cf_job {
    size_t piece_count;
    size_t result_octets; /* of one result: aligned to 64, zeroed before each do_piece */
    void *context;        /* handed to every callback; shared, so read-only inside do_piece */

    /*
     * Make and end what one worker keeps between pieces (arenas, accumulators).  Both are called
     * by the thread that called cf_job_run; either may be NULL.
     */
    cf_status (*open_worker)(void *context, size_t worker_index, void **worker);
    void (*close_worker)(void *context, void *worker);

    void (*do_piece)(void *context, void *worker, size_t piece_index, void *result);
    void (*take_result)(void *context, size_t piece_index, void *result);
} cf_job;

/* How many workers `jobs_wanted` means: 0 is one per core of this process; 1024 at most. */
size_t cf_job_workers(size_t jobs_wanted);

/*
 * Do every piece and take every result.  The calling thread is one of the workers; 0 workers are
 * taken for 1.  Workers beyond the first that cannot be opened or started are done without.
 * CF_ERR_MEMORY if not even the first could be opened, or there is no room for the results:
 * nothing was done and nothing taken then.
 */
CF_MUST_CHECK cf_status cf_job_run(const cf_job *job, size_t workers);

#endif
