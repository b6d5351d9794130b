/*
 * verify/ballots.c -- every ballot once, on all cores.
 *
 * A piece is a few ballots with neighbouring numbers.  Each piece fills a report of its own, and the parts are
 * folded in order, so who worked on which piece leaves no trace.  Nothing of a ballot stays but what
 * the index keeps and what the sums have become.
 *
 *     open_worker   an arena for ballots, sums of its own
 *     do_piece      read a handful, check it, until the piece is done      -> part of the report
 *     take_result   fold the part, give its memory back
 */
#include "verify/absent.h"
#include "verify/ballot_batch.h"
#include "verify/part.h"
#include "work/job.h"

enum {
    PIECE_BALLOTS = 16, /* at most */
    PIECES_WANTED = 64, /* where there are ballots enough: some for every core, and a short end */
};

typedef struct worker {
    cf_arena *keep;  /* the worker itself, and its sums */
    cf_arena *arena; /* of the batch */
    cf_sums sums;
    cf_ballot_batch batch;
} worker;

typedef struct run {
    cf_verification *v;
    cf_report *report;
    size_t ballot_count;
    size_t piece_ballots;
    size_t worker_room;
    worker **workers;
    cf_code_run codes; /* X.24, as far as results were taken */
    bool out_of_memory;
} run;

/* What a piece leaves behind. */
typedef struct done_piece {
    cf_part part;
    cf_code_run codes;
    cf_status status;
} done_piece;

/* --- workers --- */

static cf_status open_worker(void *context, size_t worker_index, void **out)
{
    run *r = context;
    cf_arena *keep = cf_arena_open(CF_VERIFY_ARENA_OCTETS_MAX);
    if (keep == NULL) {
        return CF_ERR_MEMORY;
    }
    worker *w = cf_arena_take(keep, 1, sizeof *w);
    if (w == NULL) {
        cf_arena_close(keep);
        return CF_ERR_MEMORY;
    }
    w->keep = keep;
    w->arena = cf_arena_open(CF_VERIFY_ARENA_OCTETS_MAX);
    if (w->arena == NULL || cf_sums_start(&w->sums, r->v, keep) != CF_OK) {
        cf_arena_close(w->arena);
        cf_arena_close(keep);
        return CF_ERR_MEMORY;
    }
    r->workers[worker_index] = w;
    *out = w;
    return CF_OK;
}

/* After the last piece: all sums into one. */
static void end_workers(run *r)
{
    for (size_t i = 0; i < r->worker_room; i++) {
        worker *w = r->workers[i];
        if (w != NULL) {
            cf_sums_fold(&r->v->aggregate, &w->sums, r->v);
            cf_arena_close(w->arena);
            cf_arena_close(w->keep);
        }
    }
}

/* --- pieces --- */

static size_t piece_first(const run *r, size_t piece_index)
{
    return piece_index * r->piece_ballots;
}

static size_t piece_end(const run *r, size_t piece_index)
{
    const size_t end = piece_first(r, piece_index) + r->piece_ballots;
    return end < r->ballot_count ? end : r->ballot_count;
}

static cf_status check_piece(const run *r, cf_ballot_batch *batch, size_t piece_index)
{
    cf_status status = CF_OK;
    cf_ballot_batch_start(batch);
    for (size_t n = piece_first(r, piece_index); n < piece_end(r, piece_index); n++) {
        status = cf_ballot_batch_read(batch, n);
        if (status == CF_OK
            && (batch->ballot_count == CF_BATCH_BALLOTS_MAX
                || batch->selection_count >= CF_BATCH_SELECTIONS)) {
            status = cf_ballot_batch_check(batch);
        }
        if (status != CF_OK) {
            return status;
        }
    }
    return cf_ballot_batch_check(batch);
}

static void do_piece(void *context, void *worker_context, size_t piece_index, void *result)
{
    const run *r = context;
    worker *w = worker_context;
    done_piece *done = result;
    done->codes = (cf_code_run){ .last = { .is_there = false } };
    done->status = cf_part_open(&done->part);
    if (done->status != CF_OK) {
        return;
    }
    w->batch.verification = r->v;
    w->batch.report = done->part.report;
    w->batch.arena = w->arena;
    w->batch.sums = &w->sums;
    w->batch.codes = &done->codes;
    done->status = check_piece(r, &w->batch, piece_index);
}

static void take_result(void *context, size_t piece_index, void *result)
{
    run *r = context;
    done_piece *done = result;
    if (done->status != CF_OK
        || cf_verify_x_code_order_join(r->v, r->report, &r->codes, &done->codes) != CF_OK) {
        r->out_of_memory = true;
    }
    cf_part_fold(&done->part, r->report);
    if (r->v->options->progress != NULL) {
        r->v->options->progress(r->v->options->progress_context, piece_end(r, piece_index),
                                r->ballot_count);
    }
}

/* --- all of it --- */

/*
 * Small records are cut into small pieces, so that every core has some.  The record alone decides, never the number of
 * cores: a check that is fed by several steps (X.14) lists its findings piece by piece, step by step.
 */
static size_t ballots_per_piece(size_t ballots)
{
    const size_t each = ballots / PIECES_WANTED + (ballots % PIECES_WANTED != 0 ? 1 : 0);
    return each > PIECE_BALLOTS ? PIECE_BALLOTS : each;
}

static cf_status run_job(run *r)
{
    const cf_job job = {
        .piece_count = (r->ballot_count + r->piece_ballots - 1) / r->piece_ballots,
        .result_octets = sizeof(done_piece),
        .context = r,
        .open_worker = open_worker,
        .do_piece = do_piece,
        .take_result = take_result,
    };
    const cf_status status = cf_job_run(&job, r->worker_room);
    end_workers(r);
    return r->out_of_memory ? CF_ERR_MEMORY : status;
}

static cf_status check_all(cf_verification *v, cf_report *report)
{
    run r = {
        .v = v,
        .report = report,
        .ballot_count = cf_record_ballot_count(v->record),
        .worker_room = cf_sums_workers(v, cf_job_workers(v->options->jobs)),
    };
    if (r.ballot_count == 0) {
        report->ends_before = "its ballots";
        cf_absent_ballots(report, v, 1);
        cf_absent_codes(report, v, 1);
        cf_report_expect(report, CF_CHECK_5_A, 1);
        return CF_OK;
    }
    r.piece_ballots = ballots_per_piece(r.ballot_count);
    r.workers = cf_arena_take(v->arena, r.worker_room, sizeof(worker *));
    return r.workers == NULL ? CF_ERR_MEMORY : run_job(&r);
}

cf_status cf_verify_ballots(cf_verification *v, cf_report *report)
{
    v->index = cf_ballot_index_open(cf_record_ballot_count(v->record));
    if (v->index == NULL || cf_sums_start(&v->aggregate, v, v->arena) != CF_OK) {
        return CF_ERR_MEMORY;
    }
    cf_status status = check_all(v, report);
    if (status == CF_OK) {
        status = cf_verify_v05_duplicates(v, report);
    }
    if (status == CF_OK) {
        cf_verify_x_total_weight(v, report);
        report->cast = cf_ballot_index_count(v->index, CF_BALLOT_CAST);
        report->challenged = cf_ballot_index_count(v->index, CF_BALLOT_CHALLENGED);
        report->spoiled = cf_ballot_index_count(v->index, CF_BALLOT_SPOILED);
        report->weighted = v->aggregate.weighted;
        report->total_weight = v->aggregate.weight;
    }
    return status;
}
