/*
 * work/job.c -- a ring of results between those who do pieces and whoever folds them.
 *
 *     taken                 given out                  not yet
 *     ... ------ next_result =========== next_piece ------------ ...
 *                |<---- at most ring_len ---->|
 *
 * Every worker does the same: if the result that is next in order is ready and nobody is folding,
 * fold it; else do the next piece if the ring has room; else wait until a result is taken; and
 * leave when no piece is left.  Whoever finishes the piece that is awaited folds it, so a worker
 * may leave while others are still at work.  Everything shared is under one lock; pieces are large
 * and the lock is not felt.
 */
#define _GNU_SOURCE /* sched_getaffinity */

#include "work/job.h"

#include <pthread.h>
#include <sched.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    WORKERS_MAX = 1024,
    RESULTS_PER_WORKER = 4,
    RESULT_ALIGN = 64, /* two workers never write to one cache line */
    STACK_OCTETS = 8 << 20,
};

typedef struct run {
    const cf_job *job;
    uint8_t *results; /* ring_len places of result_stride octets */
    bool *is_ready;   /* ring_len of them */
    size_t ring_len;
    size_t result_stride;

    pthread_mutex_t lock;
    pthread_cond_t room; /* a result was taken */
    size_t next_piece;
    size_t next_result;
    bool is_folding;
} run;

typedef struct worker {
    run *shared;
    void *own; /* what open_worker made */
    pthread_t thread;
} worker;

static size_t cores(void)
{
    cpu_set_t allowed;
    if (sched_getaffinity(0, sizeof allowed, &allowed) == 0) {
        return (size_t)CPU_COUNT(&allowed);
    }
    long online = sysconf(_SC_NPROCESSORS_ONLN); /* more cores than a cpu_set_t can name */
    return online > 0 ? (size_t)online : 1;
}

size_t cf_job_workers(size_t jobs_wanted)
{
    size_t workers = jobs_wanted > 0 ? jobs_wanted : cores();
    return workers < WORKERS_MAX ? workers : WORKERS_MAX;
}

static void *result_at(const run *r, size_t piece)
{
    return r->results + piece % r->ring_len * r->result_stride;
}

/* fold_next and do_next are called with the lock held, and let go of it while they work. */

static bool fold_next(run *r)
{
    size_t piece = r->next_result;
    if (r->is_folding || !r->is_ready[piece % r->ring_len]) {
        return false;
    }
    r->is_folding = true;
    pthread_mutex_unlock(&r->lock);
    r->job->take_result(r->job->context, piece, result_at(r, piece));
    pthread_mutex_lock(&r->lock);
    r->is_folding = false;
    r->is_ready[piece % r->ring_len] = false;
    r->next_result++;
    pthread_cond_signal(&r->room);
    return true;
}

static void do_next(run *r, void *own)
{
    size_t piece = r->next_piece;
    r->next_piece++;
    pthread_mutex_unlock(&r->lock);
    void *result = result_at(r, piece);
    memset(result, 0, r->job->result_octets);
    r->job->do_piece(r->job->context, own, piece, result);
    pthread_mutex_lock(&r->lock);
    r->is_ready[piece % r->ring_len] = true;
}

/*
 * Nobody is left waiting.  A ring that holds all pieces never makes anyone wait.  Else, after the
 * last time that it is full, ring_len results are still taken, each of which wakes one of those who
 * wait, and they are fewer: there are ring_len / RESULTS_PER_WORKER workers.
 */
static void work(run *r, void *own)
{
    pthread_mutex_lock(&r->lock);
    for (;;) {
        if (fold_next(r)) {
            continue;
        }
        if (r->next_piece == r->job->piece_count) {
            break;
        }
        if (r->next_piece - r->next_result < r->ring_len) {
            do_next(r, own);
        } else {
            pthread_cond_wait(&r->room, &r->lock);
        }
    }
    pthread_mutex_unlock(&r->lock);
}

static void *work_in_thread(void *argument)
{
    const worker *w = argument;
    work(w->shared, w->own);
    return NULL;
}

static bool open_ring(run *r, size_t workers)
{
    const cf_job *job = r->job;
    size_t few = workers * RESULTS_PER_WORKER;
    r->ring_len = job->piece_count < few ? job->piece_count : few;
    size_t padded = 0;
    size_t octets = 0;
    if (__builtin_add_overflow(job->result_octets, RESULT_ALIGN, &padded)
        || __builtin_mul_overflow(padded, r->ring_len, &octets)) {
        return false;
    }
    r->result_stride = padded / RESULT_ALIGN * RESULT_ALIGN;
    r->results = aligned_alloc(RESULT_ALIGN, r->result_stride * r->ring_len);
    r->is_ready = calloc(r->ring_len, sizeof *r->is_ready);
    return r->results != NULL && r->is_ready != NULL;
}

static void close_ring(run *r)
{
    free(r->results);
    free(r->is_ready);
}

/* How many workers could be opened; after the first failure no more are tried. */
static size_t open_workers(worker *all, size_t wanted, run *r)
{
    const cf_job *job = r->job;
    size_t opened = 0;
    for (; opened < wanted; opened++) {
        worker *w = &all[opened];
        w->shared = r;
        if (job->open_worker != NULL && job->open_worker(job->context, opened, &w->own) != CF_OK) {
            break;
        }
    }
    return opened;
}

static void close_workers(worker *all, size_t opened, const cf_job *job)
{
    for (size_t i = 0; i < opened && job->close_worker != NULL; i++) {
        job->close_worker(job->context, all[i].own);
    }
}

/* Start a thread for all but the first; the count of those that run, the first included. */
static size_t start_threads(worker *all, size_t opened)
{
    pthread_attr_t attributes;
    if (pthread_attr_init(&attributes) != 0) {
        return 1;
    }
    size_t started = 1;
    if (pthread_attr_setstacksize(&attributes, STACK_OCTETS) == 0) {
        while (started < opened
               && pthread_create(&all[started].thread, &attributes, work_in_thread, &all[started])
                      == 0) {
            started++;
        }
    }
    (void)pthread_attr_destroy(&attributes);
    return started;
}

static cf_status run_with(run *r, worker *all, size_t wanted)
{
    size_t opened = open_workers(all, wanted, r);
    if (opened == 0) {
        return CF_ERR_MEMORY;
    }
    size_t started = start_threads(all, opened);
    work(r, all[0].own);
    for (size_t i = 1; i < started; i++) {
        (void)pthread_join(all[i].thread, NULL);
    }
    close_workers(all, opened, r->job);
    return CF_OK;
}

cf_status cf_job_run(const cf_job *job, size_t workers)
{
    if (job->piece_count == 0) {
        return CF_OK;
    }
    size_t wanted = workers < 1 ? 1 : cf_job_workers(workers);
    if (wanted > job->piece_count) {
        wanted = job->piece_count;
    }
    run r = { .job = job, .lock = PTHREAD_MUTEX_INITIALIZER, .room = PTHREAD_COND_INITIALIZER };
    worker *all = calloc(wanted, sizeof *all);
    cf_status status = CF_ERR_MEMORY;
    if (all != NULL && open_ring(&r, wanted)) {
        status = run_with(&r, all, wanted);
    }
    close_ring(&r);
    free(all);
    return status;
}
