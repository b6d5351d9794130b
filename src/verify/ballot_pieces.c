/*
 * verify/ballot_pieces.c -- every ballot of a stretch once, on all cores.
 *
 * A piece is a few ballots with neighbouring numbers.  Each piece fills a report of its own, and the parts are
 * folded in order, so who worked on which piece leaves no trace.  Nothing of a ballot stays but what
 * the index keeps, what the sums have become, and what it claims in the batch proof.
 *
 *     open_worker   an arena for ballots, sums of its own
 *     do_piece      read a handful, check it, until the piece is done      -> part of the report
 *     take_result   fold the part, write the hints, give their memory back
 */
#include "verify/ballot_run.h"
#include "work/job.h"

enum {
    PIECES_WANTED = 64,   /* where there are ballots enough: some for every core, and a short end */
    KEPT_OCTETS = 1 << 26 /* commitments of one piece; a ballot that finds no room has no hints */
};

/* What a piece leaves behind. */
typedef struct done_piece {
    cf_part part;
    cf_code_run codes;
    cf_kept_hints kept;
    cf_status status;
} done_piece;

/*
 * Small records are cut into small pieces, so that every core has some.  The record alone decides, never the number of
 * cores or the hints: a check that is fed by several steps (X.14) lists its findings piece by piece, step by step.
 */
size_t cf_ballots_per_piece(size_t ballots)
{
    const size_t each = ballots / PIECES_WANTED + (ballots % PIECES_WANTED != 0 ? 1 : 0);
    return each > CF_BATCH_BALLOTS_MAX ? CF_BATCH_BALLOTS_MAX : each;
}

size_t cf_ballot_pieces(const cf_ballot_run *r)
{
    return (r->ballot_count + r->piece_ballots - 1) / r->piece_ballots;
}

size_t cf_piece_first(const cf_ballot_run *r, size_t piece)
{
    const size_t first = piece * r->piece_ballots;
    return first < r->ballot_count ? first : r->ballot_count;
}

/* --- one piece --- */

static cf_status open_worker(void *context, size_t worker_index, void **out)
{
    cf_ballot_worker *worker = NULL;
    const cf_status status = cf_ballot_worker_at(context, worker_index, &worker);
    *out = worker;
    return status;
}

static bool is_full(const cf_ballot_batch *batch)
{
    return batch->ballot_count == CF_BATCH_BALLOTS_MAX
           || batch->selection_count >= CF_BATCH_SELECTIONS;
}

static cf_status check_piece(const cf_ballot_run *r, cf_ballot_batch *batch, size_t piece)
{
    cf_status status = CF_OK;
    cf_ballot_batch_start(batch);
    for (size_t n = cf_piece_first(r, piece); n < cf_piece_first(r, piece + 1); n++) {
        status = cf_ballot_batch_read(batch, n);
        if (status == CF_OK && is_full(batch)) {
            status = cf_ballot_batch_check(batch);
        }
        if (status != CF_OK) {
            return status;
        }
    }
    return cf_ballot_batch_check(batch);
}

static cf_status open_piece(const cf_ballot_run *r, size_t piece, done_piece *done)
{
    done->kept.first = cf_piece_first(r, piece);
    if (r->writer != NULL) {
        done->kept.arena = cf_arena_open(KEPT_OCTETS);
        if (done->kept.arena == NULL) {
            return CF_ERR_MEMORY;
        }
    }
    return cf_part_open(&done->part);
}

/* What of the run the worker sees while it does a piece. */
static void set_batch(cf_ballot_run *r, cf_ballot_worker *w, done_piece *done)
{
    const bool is_hinted = r->stretch.is_hinted;
    cf_ballot_batch *batch = &w->batch;
    batch->verification = r->verification;
    batch->report = done->part.report;
    batch->arena = w->arena;
    batch->sums = &w->sums;
    batch->codes = &done->codes;
    batch->hints = is_hinted ? r->hints : NULL;
    batch->part = is_hinted ? w->part : NULL;
    batch->room = &r->room;
    batch->kept = r->writer != NULL ? &done->kept : NULL;
}

static void do_piece(void *context, void *worker, size_t i, void *result)
{
    cf_ballot_run *r = context;
    cf_ballot_worker *w = worker;
    done_piece *done = result;
    const size_t piece = r->stretch.first + i;
    done->status = open_piece(r, piece, done);
    if (done->status == CF_OK) {
        set_batch(r, w, done);
        done->status = check_piece(r, &w->batch, piece);
    }
}

/* --- its result --- */

/* One entry for each ballot of the piece, empty ones too. */
static void write_hints(cf_ballot_run *r, const done_piece *done, size_t count)
{
    for (size_t i = 0; i < count && r->writer_fault.status == CF_OK; i++) {
        const cf_status status = cf_hints_write(r->writer, done->kept.of[i], &r->writer_fault);
        if (status != CF_OK) {
            r->writer_fault.status = status;
        }
    }
}

void cf_stretch_tell(const cf_ballot_run *r, size_t pieces)
{
    const cf_verify_options *options = r->verification->options;
    if (options->progress != NULL) {
        options->progress(options->progress_context, cf_piece_first(r, pieces), r->ballot_count);
    }
}

static void take_result(void *context, size_t i, void *result)
{
    cf_ballot_run *r = context;
    cf_stretch *s = &r->stretch;
    done_piece *done = result;
    const size_t piece = s->first + i;
    if (done->status != CF_OK
        || cf_verify_x_code_order_join(r->verification, s->part.report, &s->codes, &done->codes)
               != CF_OK) {
        s->out_of_memory = true;
    }
    if (r->writer != NULL) {
        write_hints(r, done, cf_piece_first(r, piece + 1) - cf_piece_first(r, piece));
        cf_arena_close(done->kept.arena);
    }
    cf_part_fold(&done->part, s->part.report);
    if (!s->is_hinted) {
        cf_stretch_tell(r, piece + 1);
    }
}

cf_status cf_stretch_check(cf_ballot_run *r)
{
    const cf_job job = {
        .piece_count = r->stretch.end - r->stretch.first,
        .result_octets = sizeof(done_piece),
        .context = r,
        .open_worker = open_worker,
        .do_piece = do_piece,
        .take_result = take_result,
    };
    const cf_status status = cf_job_run(&job, r->worker_room);
    return r->stretch.out_of_memory ? CF_ERR_MEMORY : status;
}
