/*
 * base/arena.c -- a reserved stretch of addresses, and a mark that moves up.
 *
 * Addresses for the whole limit are reserved at once and made usable from the bottom as they are
 * needed.  Whether something still fits therefore depends on what was taken since the last reset
 * and on nothing else: not on earlier documents, not on how the heap lies.
 *
 *     base        used          dirty        usable                    reserved
 *      | taken     | to be zeroed |  zero still | no memory behind yet     |
 *
 * Secrets never lie above `dirty`, so wiping ends there.
 */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS, MAP_NORESERVE, MADV_DONTDUMP */

#include "base/arena.h"

#include "base/unsanitized.h"
#include "base/wipe.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

enum { ALIGN_SMALL = 16, ALIGN_LARGE = 64, GROW_STEP = 1 << 18 };

_Static_assert(_Alignof(max_align_t) <= ALIGN_SMALL, "any type may stand on a small item's place");

struct cf_arena {
    uint8_t *base;
    size_t limit;
    size_t reserved; /* limit, rounded up to whole steps */
    size_t usable;
    size_t dirty;
    size_t used;
    bool secret;
};

/* Rounds up to a multiple of step, a power of two.  value is at most SIZE_MAX - step. */
static size_t round_up(size_t value, size_t step)
{
    return (value + step - 1) & ~(step - 1);
}

/* Addresses with no memory behind them yet; NULL if there are not so many. */
static uint8_t *reserve(size_t octets)
{
    void *base = mmap(NULL, octets, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return base == MAP_FAILED ? NULL : base;
}

static cf_arena *open_arena(size_t limit_octets, bool secret)
{
    if (limit_octets > SIZE_MAX / 2) {
        return NULL;
    }
    cf_arena *arena = calloc(1, sizeof *arena);
    if (arena == NULL) {
        return NULL;
    }
    arena->secret = secret;
    arena->limit = limit_octets;
    arena->reserved = round_up(limit_octets, GROW_STEP) + GROW_STEP; /* never an empty mapping */
    arena->base = reserve(arena->reserved);
    if (arena->base == NULL) {
        free(arena);
        return NULL;
    }
    return arena;
}

cf_arena *cf_arena_open(size_t limit_octets)
{
    return open_arena(limit_octets, false);
}

cf_arena *cf_arena_open_secret(size_t limit_octets)
{
    cf_arena *arena = open_arena(limit_octets, true);
    if (arena != NULL) {
        (void)madvise(arena->base, arena->reserved, MADV_DONTDUMP);
        (void)madvise(arena->base, arena->reserved, MADV_WIPEONFORK);
    }
    return arena;
}

static void wipe(cf_arena *arena)
{
    cf_unsanitized_owned(arena->base, arena->dirty);
    cf_wipe(arena->base, arena->dirty);
    cf_unsanitized_unowned(arena->base, arena->dirty);
    arena->dirty = 0;
}

void cf_arena_close(cf_arena *arena)
{
    if (arena == NULL) {
        return;
    }
    if (arena->secret) {
        wipe(arena);
    }
    cf_unsanitized_owned(arena->base, arena->usable);
    (void)munmap(arena->base, arena->reserved);
    free(arena);
}

void cf_arena_reset(cf_arena *arena)
{
    if (arena->secret) {
        wipe(arena);
    }
    cf_unsanitized_unowned(arena->base, arena->used);
    arena->used = 0;
}

/* Put memory behind the addresses below `end`, at least half as much again as there was. */
static bool make_usable(cf_arena *arena, size_t end)
{
    if (end <= arena->usable) {
        return true;
    }
    size_t generous = arena->usable + arena->usable / 2;
    size_t wanted = round_up(end > generous ? end : generous, GROW_STEP);
    if (wanted > arena->reserved) {
        wanted = arena->reserved;
    }
    uint8_t *fresh = arena->base + arena->usable;
    if (mprotect(fresh, wanted - arena->usable, PROT_READ | PROT_WRITE) != 0) {
        return false;
    }
    if (arena->secret) {
        (void)mlock(fresh, wanted - arena->usable); /* more than is allowed may be swapped out */
    }
    cf_unsanitized_unowned(fresh, wanted - arena->usable);
    arena->usable = wanted;
    return true;
}

/* A place as it was left; NULL past the limit. */
static uint8_t *take(cf_arena *arena, size_t octets, size_t align)
{
    size_t start = round_up(arena->used, align);
    if (start > arena->limit || octets > arena->limit - start
        || !make_usable(arena, start + octets)) {
        return NULL;
    }
    uint8_t *place = arena->base + start;
    cf_unsanitized_owned(place, octets);
    arena->used = start + octets;
    if (arena->used > arena->dirty) {
        arena->dirty = arena->used;
    }
    return place;
}

void *cf_arena_take_unset(cf_arena *arena, size_t count, size_t item_octets)
{
    size_t octets = 0;
    if (__builtin_mul_overflow(count, item_octets, &octets)) {
        return NULL;
    }
    if (octets == 0) {
        return arena->base;
    }
    return take(arena, octets, octets >= ALIGN_LARGE ? ALIGN_LARGE : ALIGN_SMALL);
}

void *cf_arena_take(cf_arena *arena, size_t count, size_t item_octets)
{
    const uint8_t *zero_still = arena->base + arena->dirty;
    uint8_t *items = cf_arena_take_unset(arena, count, item_octets);
    if (items != NULL && items < zero_still) {
        const size_t was_used = (size_t)(zero_still - items);
        const size_t octets = count * item_octets; /* which fits: they were taken */
        memset(items, 0, was_used < octets ? was_used : octets);
    }
    return items;
}

cf_octets cf_arena_copy(cf_arena *arena, cf_octets octets)
{
    if (octets.len == SIZE_MAX) {
        return cf_octets_of(NULL, 0);
    }
    uint8_t *copy = take(arena, octets.len + 1, 1);
    if (copy == NULL) {
        return cf_octets_of(NULL, 0);
    }
    if (octets.len > 0) {
        memcpy(copy, octets.at, octets.len);
    }
    copy[octets.len] = 0;
    return cf_octets_of(copy, octets.len);
}

const char *cf_arena_print(cf_arena *arena, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    va_list again;
    va_copy(again, values);
    int len = vsnprintf(NULL, 0, format, values);
    va_end(values);
    char *text = len < 0 ? NULL : (char *)take(arena, (size_t)len + 1, 1);
    if (text != NULL) {
        (void)vsnprintf(text, (size_t)len + 1, format, again);
    }
    va_end(again);
    return text;
}
