/*
 * verify/ballot_workers.c -- who does pieces, and what each of them holds.
 *
 * Workers live as long as the run: a stretch begins with those that the one before left behind, and
 * with their sums empty.
 */
#include "verify/ballot_run.h"

static void close_worker(cf_ballot_worker *w)
{
    cf_arena_close(w->arena);
    cf_arena_close(w->keep);
}

/*
 * Any part may take all the room that there is for claims: where other cores are busy with something else, one worker
 * does most of the pieces.  A worker without a part checks exactly.
 */
static void open_part(const cf_ballot_run *run, cf_ballot_worker *w)
{
    if (run->proof == NULL || cf_batch_part_open(run->proof, run->room.octets, &w->part) != CF_OK) {
        w->part = NULL;
    }
}

static cf_ballot_worker *open_worker(const cf_ballot_run *run)
{
    cf_arena *keep = cf_arena_open(CF_VERIFY_ARENA_OCTETS_MAX);
    if (keep == NULL) {
        return NULL;
    }
    cf_ballot_worker *w = cf_arena_take(keep, 1, sizeof *w);
    if (w == NULL) {
        cf_arena_close(keep);
        return NULL;
    }
    w->keep = keep;
    w->arena = cf_arena_open(CF_VERIFY_ARENA_OCTETS_MAX);
    if (w->arena == NULL || cf_sums_start(&w->sums, run->verification, keep) != CF_OK) {
        close_worker(w);
        return NULL;
    }
    open_part(run, w);
    return w;
}

cf_status cf_ballot_worker_at(cf_ballot_run *run, size_t index, cf_ballot_worker **out)
{
    if (index == run->worker_count) {
        cf_ballot_worker *fresh = open_worker(run);
        if (fresh == NULL) {
            return CF_ERR_MEMORY;
        }
        run->workers[index] = fresh;
        run->sums[index] = &fresh->sums;
        run->worker_count++;
    }
    *out = run->workers[index];
    return CF_OK;
}

cf_status cf_ballot_workers_open_proof(cf_ballot_run *run)
{
    const cf_status status =
        cf_batch_open(&run->verification->bases, run->worker_room, &run->proof);
    if (status != CF_OK) {
        run->proof = NULL;
        return status;
    }
    for (size_t i = 0; i < run->worker_count; i++) {
        open_part(run, run->workers[i]);
    }
    atomic_store(&run->room.asked, 0);
    return CF_OK;
}

void cf_ballot_workers_close_proof(cf_ballot_run *run)
{
    cf_batch_close(run->proof);
    run->proof = NULL;
    for (size_t i = 0; i < run->worker_count; i++) {
        run->workers[i]->part = NULL;
    }
}

void cf_ballot_workers_close(cf_ballot_run *run)
{
    for (size_t i = 0; i < run->worker_count; i++) {
        close_worker(run->workers[i]);
    }
    run->worker_count = 0;
}
