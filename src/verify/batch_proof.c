/*
 * verify/batch_proof.c -- the verdict over all that the workers claimed.
 *
 * Pieces of a phase go to whoever is free.  Nothing here can be wrong in a way that makes a false record
 * true: a proof that cannot be finished decides nothing.
 */
#include "verify/ballot_run.h"
#include "work/job.h"

/*
 * For all that do pieces together.  A piece of a full batch takes 43 MiB; where there are more than 16 workers the
 * pieces are smaller, so that all of them have room.
 */
static const size_t PROVING_OCTETS_MAX = (size_t)1 << 30;

typedef struct proving {
    cf_ballot_run *run;
    size_t phase;
    size_t octets; /* that each piece needs */
} proving;

static cf_status open_worker(void *context, size_t worker_index, void **out)
{
    const proving *p = context;
    cf_ballot_worker *worker = NULL;
    if (cf_ballot_worker_at(p->run, worker_index, &worker) != CF_OK) {
        return CF_ERR_MEMORY;
    }
    cf_arena_reset(worker->arena);
    *out = cf_arena_take(worker->arena, 1, p->octets);
    return *out != NULL ? CF_OK : CF_ERR_MEMORY;
}

static void do_piece(void *context, void *memory, size_t piece, void *result)
{
    (void)result;
    const proving *p = context;
    cf_batch_do_piece(p->run->proof, p->phase, piece, memory);
}

static void take_nothing(void *context, size_t piece, void *result)
{
    (void)context;
    (void)piece;
    (void)result;
}

static size_t workers_for(const cf_ballot_run *run, size_t octets)
{
    const size_t most = PROVING_OCTETS_MAX / (octets > 0 ? octets : 1);
    const size_t wanted = most < run->worker_room ? most : run->worker_room;
    return wanted > 0 ? wanted : 1;
}

static cf_status do_phase(cf_ballot_run *run, size_t phase)
{
    proving context = { run, phase, cf_batch_piece_octets(run->proof) };
    const cf_job job = {
        .piece_count = cf_batch_pieces(run->proof, phase),
        .context = &context,
        .open_worker = open_worker,
        .do_piece = do_piece,
        .take_result = take_nothing,
    };
    return cf_job_run(&job, workers_for(run, context.octets));
}

cf_proof_verdict cf_stretch_prove(cf_ballot_run *run)
{
    if (cf_batch_count(run->proof) == 0) {
        return CF_PROOF_HOLDS;
    }
    cf_status status = cf_batch_draw(run->proof);
    for (size_t phase = 0; phase < CF_BATCH_PHASES && status == CF_OK; phase++) {
        status = do_phase(run, phase);
    }
    if (status != CF_OK) {
        return CF_PROOF_UNKNOWN;
    }
    return cf_batch_holds(run->proof) ? CF_PROOF_HOLDS : CF_PROOF_FALSE;
}
