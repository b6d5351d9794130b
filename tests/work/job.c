/*
 * Jobs of 0 to a few thousand pieces on 1 to 64 workers.
 *
 * What is claimed of the order and number of calls is noted by the callbacks themselves and looked
 * at afterwards; no claim depends on which worker happens to be fast.  Also for ThreadSanitizer.
 */
#define _POSIX_C_SOURCE 200809L

#include "work/job.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { PIECES_MAX = 5000, WORKERS_MAX = 64 };

/* What one job's callbacks note.  fold is take_result's alone, which never runs twice at once. */
typedef struct notes {
    atomic_size_t done[PIECES_MAX];
    atomic_bool is_taking;
    atomic_bool is_shared; /* a worker's own state was seen by two pieces at once */
    size_t result_octets;
    size_t hold_piece; /* this one waits until `hold_until` others are begun; SIZE_MAX: none does */
    size_t hold_until;
    size_t meet_from;   /* the pieces from here on.. */
    size_t meet_count;  /* ..so many, end only when all of them were begun; 0: none */
    size_t fail_worker; /* opening this one and all after it fails */
    size_t opened;
    size_t closed;
    uint64_t fold;
    bool out_of_order;
    bool overlapped;
    bool result_was_dirty;
    pthread_mutex_t lock; /* of the next three */
    size_t begun;
    size_t taken;
    size_t waiting_max; /* at most so many were begun and not taken */
    pthread_cond_t progress;
} notes;

typedef struct own {
    size_t index;
    atomic_bool busy;
} own;

static own owns[WORKERS_MAX];

static cf_status open_worker(void *context, size_t index, void **worker)
{
    notes *n = context;
    if (index >= n->fail_worker) {
        return CF_ERR_MEMORY;
    }
    n->opened++;
    owns[index].index = index;
    *worker = &owns[index];
    return CF_OK;
}

static void close_worker(void *context, void *worker)
{
    notes *n = context;
    const own *o = worker;
    assert_true(o->index < n->fail_worker);
    n->closed++;
}

static uint64_t mix(uint64_t value)
{
    value = (value ^ (value >> 33)) * 0xFF51AFD7ED558CCD;
    return value ^ (value >> 29);
}

static void note_begun(notes *n)
{
    pthread_mutex_lock(&n->lock);
    n->begun++;
    if (n->begun - n->taken > n->waiting_max) {
        n->waiting_max = n->begun - n->taken;
    }
    pthread_cond_broadcast(&n->progress);
    pthread_mutex_unlock(&n->lock);
}

/* One piece is the slowest: it ends only when enough others were begun.  So do those of the meeting. */
static void hold(notes *n, size_t piece)
{
    pthread_mutex_lock(&n->lock);
    while (piece == n->hold_piece && n->begun < n->hold_until) {
        pthread_cond_wait(&n->progress, &n->lock);
    }
    bool is_invited = piece >= n->meet_from && piece - n->meet_from < n->meet_count;
    while (is_invited && n->begun < n->meet_from + n->meet_count) {
        pthread_cond_wait(&n->progress, &n->lock);
    }
    pthread_mutex_unlock(&n->lock);
}

static void do_piece(void *context, void *worker, size_t piece, void *result)
{
    notes *n = context;
    own *o = worker;
    if (o != NULL && atomic_exchange(&o->busy, true)) {
        atomic_store(&n->is_shared, true);
    }
    note_begun(n);
    hold(n, piece);
    atomic_fetch_add(&n->done[piece], 1);
    uint8_t *octets = result;
    for (size_t i = 0; i < n->result_octets; i++) {
        if (octets[i] != 0) {
            octets[0] = 0xFF; /* seen by take_result */
            break;
        }
        octets[i] = (uint8_t)(mix(piece) >> (8 * (i % 8))) & 0x7F;
    }
    if (o != NULL) {
        atomic_store(&o->busy, false);
    }
}

static void take_result(void *context, size_t piece, void *result)
{
    notes *n = context;
    const uint8_t *octets = result;
    n->overlapped = atomic_exchange(&n->is_taking, true) || n->overlapped;
    pthread_mutex_lock(&n->lock);
    n->out_of_order = piece != n->taken || n->out_of_order;
    n->taken++;
    pthread_mutex_unlock(&n->lock);
    for (size_t i = 0; i < n->result_octets; i++) {
        n->result_was_dirty = octets[i] == 0xFF || n->result_was_dirty;
        n->fold = mix(n->fold + octets[i]);
    }
    n->fold = mix(n->fold + piece);
    atomic_store(&n->is_taking, false);
}

static notes *fresh_notes(size_t result_octets)
{
    static notes n;
    n = (notes){ .result_octets = result_octets, .hold_piece = SIZE_MAX, .fail_worker = SIZE_MAX };
    assert_int_equal(pthread_mutex_init(&n.lock, NULL), 0);
    assert_int_equal(pthread_cond_init(&n.progress, NULL), 0);
    return &n;
}

static cf_status run(notes *n, size_t pieces, size_t workers)
{
    cf_job job = {
        .piece_count = pieces,
        .result_octets = n->result_octets,
        .context = n,
        .open_worker = open_worker,
        .close_worker = close_worker,
        .do_piece = do_piece,
        .take_result = take_result,
    };
    return cf_job_run(&job, workers);
}

static void assert_all_went_well(notes *n, size_t pieces)
{
    for (size_t i = 0; i < PIECES_MAX; i++) {
        assert_int_equal(atomic_load(&n->done[i]), i < pieces ? 1 : 0);
    }
    assert_int_equal(n->taken, pieces);
    assert_false(n->out_of_order);
    assert_false(n->overlapped);
    assert_false(n->result_was_dirty);
    assert_false(atomic_load(&n->is_shared));
    assert_int_equal(n->opened, n->closed);
}

static const size_t worker_counts[] = { 1, 2, 3, 8, WORKERS_MAX };
static const size_t piece_counts[] = { 0, 1, 2, 7, 64, 257, PIECES_MAX };

enum {
    WORKER_COUNTS = sizeof worker_counts / sizeof *worker_counts,
    PIECE_COUNTS = sizeof piece_counts / sizeof *piece_counts
};

static void every_piece_is_done_once_and_taken_in_order(void **state)
{
    (void)state;
    for (size_t p = 0; p < PIECE_COUNTS; p++) {
        uint64_t fold = 0;
        for (size_t w = 0; w < WORKER_COUNTS; w++) {
            notes *n = fresh_notes(40);
            assert_int_equal(run(n, piece_counts[p], worker_counts[w]), CF_OK);
            assert_all_went_well(n, piece_counts[p]);
            assert_true(w == 0 || n->fold == fold); /* the same on one core and on many */
            fold = n->fold;
        }
    }
}

static void results_of_any_size_have_room(void **state)
{
    (void)state;
    static const size_t sizes[] = { 0, 1, 63, 64, 65, 1000 };
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        notes *n = fresh_notes(sizes[i]);
        assert_int_equal(run(n, 100, 3), CF_OK);
        assert_all_went_well(n, 100);
    }
}

static void no_more_workers_are_opened_than_there_are_pieces(void **state)
{
    (void)state;
    notes *n = fresh_notes(8);
    assert_int_equal(run(n, 3, WORKERS_MAX), CF_OK);
    assert_int_equal(n->opened, 3);
    n = fresh_notes(8);
    assert_int_equal(run(n, 0, WORKERS_MAX), CF_OK);
    assert_int_equal(n->opened, 0);
    n = fresh_notes(8);
    assert_int_equal(run(n, 5, 0), CF_OK); /* no workers means one */
    assert_int_equal(n->opened, 1);
    assert_all_went_well(n, 5);
}

/* Piece 0 ends only when the others ran as far ahead as they may: four results per worker. */
static void a_slow_first_piece_holds_the_others_back(void **state)
{
    (void)state;
    for (size_t workers = 2; workers <= 8; workers *= 2) {
        notes *n = fresh_notes(16);
        n->hold_piece = 0;
        n->hold_until = 4 * workers;
        assert_int_equal(run(n, PIECES_MAX, workers), CF_OK);
        assert_all_went_well(n, PIECES_MAX);
        assert_int_equal(n->waiting_max, 4 * workers);
    }
}

/* After a wait for room, as many pieces as there are workers are in progress at once. */
static void all_workers_come_back_when_there_is_room(void **state)
{
    (void)state;
    for (size_t workers = 2; workers <= 16; workers *= 2) {
        notes *n = fresh_notes(16);
        n->hold_piece = 0;
        n->hold_until = 4 * workers;
        n->meet_from = 4 * workers;
        n->meet_count = workers;
        assert_int_equal(run(n, 20 * workers, workers), CF_OK);
        assert_all_went_well(n, 20 * workers);
    }
}

static void a_slow_last_piece_is_waited_for(void **state)
{
    (void)state;
    notes *n = fresh_notes(16);
    n->hold_piece = 99;
    n->hold_until = 100;
    assert_int_equal(run(n, 100, 4), CF_OK);
    assert_all_went_well(n, 100);
}

static void workers_that_cannot_be_opened_are_done_without(void **state)
{
    (void)state;
    for (size_t good = 1; good < 4; good++) {
        notes *n = fresh_notes(8);
        n->fail_worker = good;
        assert_int_equal(run(n, 200, 8), CF_OK);
        assert_int_equal(n->opened, good);
        assert_all_went_well(n, 200);
    }
}

static void without_a_first_worker_nothing_is_taken(void **state)
{
    (void)state;
    notes *n = fresh_notes(8);
    n->fail_worker = 0;
    assert_int_equal(run(n, 200, 8), CF_ERR_MEMORY);
    assert_int_equal(n->begun, 0);
    assert_int_equal(n->taken, 0);
    assert_int_equal(n->closed, 0);
}

static void sizes_that_overflow_are_refused(void **state)
{
    (void)state;
    notes *n = fresh_notes(SIZE_MAX);
    assert_int_equal(run(n, 10, 2), CF_ERR_MEMORY);
    n = fresh_notes(SIZE_MAX / 2);
    assert_int_equal(run(n, 10, 2), CF_ERR_MEMORY);
    assert_int_equal(n->begun, 0);
}

static void workers_need_nothing_of_their_own(void **state)
{
    (void)state;
    notes *n = fresh_notes(8);
    cf_job job = { .piece_count = 50,
                   .result_octets = 8,
                   .context = n,
                   .do_piece = do_piece,
                   .take_result = take_result };
    assert_int_equal(cf_job_run(&job, 4), CF_OK);
    assert_all_went_well(n, 50);
}

static void the_number_of_workers_has_bounds(void **state)
{
    (void)state;
    assert_in_range(cf_job_workers(0), 1, 1024);
    assert_int_equal(cf_job_workers(1), 1);
    assert_int_equal(cf_job_workers(1024), 1024);
    assert_int_equal(cf_job_workers(1025), 1024);
    assert_int_equal(cf_job_workers(SIZE_MAX), 1024);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_piece_is_done_once_and_taken_in_order),
        cmocka_unit_test(results_of_any_size_have_room),
        cmocka_unit_test(no_more_workers_are_opened_than_there_are_pieces),
        cmocka_unit_test(a_slow_first_piece_holds_the_others_back),
        cmocka_unit_test(all_workers_come_back_when_there_is_room),
        cmocka_unit_test(a_slow_last_piece_is_waited_for),
        cmocka_unit_test(workers_that_cannot_be_opened_are_done_without),
        cmocka_unit_test(without_a_first_worker_nothing_is_taken),
        cmocka_unit_test(sizes_that_overflow_are_refused),
        cmocka_unit_test(workers_need_nothing_of_their_own),
        cmocka_unit_test(the_number_of_workers_has_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
