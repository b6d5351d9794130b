/*
 * record/held_file.c -- everybody gets a descriptor of their own, so nobody waits for who reads.
 */
#include "record/held_file.h"

#include <pthread.h>

struct cf_held_file {
    pthread_mutex_t lock;
    uint32_t number; /* 0: none is held */
    cf_file file;
};

cf_held_file *cf_held_file_open(cf_arena *arena)
{
    cf_held_file *held = cf_arena_take(arena, 1, sizeof *held);
    if (held == NULL || pthread_mutex_init(&held->lock, NULL) != 0) {
        return NULL;
    }
    return held;
}

void cf_held_file_close(cf_held_file *held)
{
    if (held == NULL) {
        return;
    }
    if (held->number != 0) {
        cf_file_close(&held->file);
    }
    (void)pthread_mutex_destroy(&held->lock);
}

/* Hold this file in place of the one before. */
static cf_status hold(cf_held_file *held, const cf_store *store, uint32_t number, const char *name,
                      cf_fault *fault)
{
    cf_file file;
    cf_status status = cf_store_open_file(store, name, &file, fault);
    if (status != CF_OK) {
        return status;
    }
    if (held->number != 0) {
        cf_file_close(&held->file);
    }
    held->number = number;
    held->file = file;
    return CF_OK;
}

cf_status cf_held_file_get(cf_held_file *held, const cf_store *store, uint32_t number,
                           const char *name, cf_file *file, cf_fault *fault)
{
    (void)pthread_mutex_lock(&held->lock);
    cf_status status = held->number == number ? CF_OK : hold(held, store, number, name, fault);
    if (status == CF_OK) {
        status = cf_file_open_again(file, &held->file, name, fault);
    }
    (void)pthread_mutex_unlock(&held->lock);
    return status;
}
