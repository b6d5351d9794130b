/*
 * alone.c -- pieces of ballots, given out as the verifier gives them out.
 */
#include "alone.h"

#include "claims.h"
#include "die.h"
#include "duel.h"
#include "machine.h"

#include "work/job.h"

static const size_t PIECE_BALLOTS = 16;
static const size_t ARENA_OCTETS = (size_t)1 << 30;

struct alone {
    cf_arena *arena; /* holds this, and ballots and claims */
    world w;
    size_t ballots;
    size_t options;
    cf_ballot *ballot;
    claims p;
    bool failed;

    bool hints; /* and then: */
    cf_batch *batch;
    size_t phase;
};

static cf_arena *open_arena(size_t octets)
{
    cf_arena *arena = cf_arena_open(octets);
    if (arena == NULL) {
        die("out of memory");
    }
    return arena;
}

static void *take(cf_arena *arena, size_t count, size_t octets)
{
    void *place = cf_arena_take(arena, count, octets);
    if (place == NULL) {
        die("out of memory");
    }
    return place;
}

static void run(const cf_job *job)
{
    if (cf_job_run(job, machine_cores()) != CF_OK) {
        die("out of memory");
    }
}

static void take_nothing(void *context, size_t piece, void *result)
{
    (void)context;
    (void)piece;
    (void)result;
}

static size_t pieces_of(const alone *a)
{
    return (a->ballots + PIECE_BALLOTS - 1) / PIECE_BALLOTS;
}

/* Ballots of a piece; the last may have fewer. */
static size_t ballots_of(const alone *a, size_t piece)
{
    const size_t left = a->ballots - piece * PIECE_BALLOTS;
    return left < PIECE_BALLOTS ? left : PIECE_BALLOTS;
}

/* --- ballots --- */

static void encrypt_piece(void *context, void *by, size_t piece, void *result)
{
    alone *a = context;
    (void)by;
    (void)result;
    cf_arena *arena = open_arena(ARENA_OCTETS); /* lives as long as the program */
    world_pen pen = world_pen_open();
    for (size_t i = 0; i < ballots_of(a, piece); i++) {
        world_encrypt(&a->w, &pen, arena, &a->ballot[piece * PIECE_BALLOTS + i]);
    }
    world_pen_close(&pen);
}

alone *alone_open(size_t ballots, size_t options)
{
    cf_arena *arena = open_arena((size_t)4 << 30);
    alone *a = take(arena, 1, sizeof *a);
    a->arena = arena;
    a->ballots = ballots;
    a->options = options;
    a->ballot = take(arena, ballots, sizeof *a->ballot);
    world_open(&a->w, options, ballots * options * 4);
    run(&(cf_job){ .piece_count = pieces_of(a),
                   .result_octets = 1,
                   .context = a,
                   .do_piece = encrypt_piece,
                   .take_result = take_nothing });
    claims_open(&a->p, &a->w, arena, ballots, a->ballot);
    return a;
}

void alone_close(alone *a)
{
    world_close(&a->w);
    cf_arena_close(a->arena); /* a itself stood in it */
}

/* --- workers --- */

typedef struct worker {
    cf_arena *arena;     /* holds this */
    cf_arena *scratch;   /* checking: of one piece */
    cf_batch_part *part; /* checking with hints */
    void *memory;        /* for pieces of the batch proof */
} worker;

static worker *make_worker(void)
{
    cf_arena *arena = open_arena(ARENA_OCTETS);
    worker *w = take(arena, 1, sizeof *w);
    w->arena = arena;
    return w;
}

static void close_worker(void *context, void *closed)
{
    (void)context;
    worker *w = closed;
    cf_arena_close(w->scratch);
    cf_arena_close(w->arena);
}

/* --- checking --- */

static cf_status open_checker(void *context, size_t number, void **out)
{
    const alone *a = context;
    (void)number;
    worker *w = make_worker();
    w->scratch = open_arena(ARENA_OCTETS);
    *out = w;
    return a->hints ? cf_batch_part_open(a->batch, ARENA_OCTETS, &w->part) : CF_OK;
}

static void check_piece(void *context, void *by, size_t piece, void *result)
{
    alone *a = context;
    const worker *w = by;
    *(bool *)result = !claims_check_ballots(&a->p, w->scratch, w->part, piece * PIECE_BALLOTS,
                                            ballots_of(a, piece));
}

static void take_result(void *context, size_t piece, void *result)
{
    alone *a = context;
    (void)piece;
    a->failed = a->failed || *(bool *)result;
}

/* --- the batch proof --- */

static cf_status open_prover(void *context, size_t number, void **out)
{
    const alone *a = context;
    (void)number;
    worker *w = make_worker();
    w->memory = take(w->arena, 1, cf_batch_piece_octets(a->batch));
    *out = w;
    return CF_OK;
}

static void prove_piece(void *context, void *by, size_t piece, void *result)
{
    const alone *a = context;
    const worker *w = by;
    (void)result;
    cf_batch_do_piece(a->batch, a->phase, piece, w->memory);
}

static void conclude(alone *a)
{
    if (cf_batch_draw(a->batch) != CF_OK) {
        die("no coefficients could be drawn");
    }
    for (a->phase = 0; a->phase < CF_BATCH_PHASES; a->phase++) {
        run(&(cf_job){ .piece_count = cf_batch_pieces(a->batch, a->phase),
                       .result_octets = 1,
                       .context = a,
                       .open_worker = open_prover,
                       .close_worker = close_worker,
                       .do_piece = prove_piece,
                       .take_result = take_nothing });
    }
    a->failed = a->failed || !cf_batch_holds(a->batch);
}

/* --- */

double alone_time(alone *a, bool hints)
{
    const double begun = duel_now();
    a->hints = hints;
    a->failed = false;
    if (hints && cf_batch_open(&a->w.bases, machine_cores(), &a->batch) != CF_OK) {
        die("no batch");
    }
    run(&(cf_job){ .piece_count = pieces_of(a),
                   .result_octets = sizeof(bool),
                   .context = a,
                   .open_worker = open_checker,
                   .close_worker = close_worker,
                   .do_piece = check_piece,
                   .take_result = take_result });
    if (hints) {
        conclude(a);
        cf_batch_close(a->batch);
    }
    if (a->failed) {
        die("a proof that holds was refused");
    }
    return (duel_now() - begun) / (double)(a->ballots * a->options);
}
