/*
 * base/arena.h -- memory that lives and dies together.
 *
 * Everything that reading one document makes is taken from one arena and given back at once.
 * There is no free for a single piece, so the rooms above `crypto` hold no free calls at all.
 *
 *   secrets  only in an arena that was opened for them
 *   threads  one arena belongs to one thread at a time
 */
#ifndef CF_BASE_ARENA_H
#define CF_BASE_ARENA_H

#include "base/octets.h"
#include "base/status.h"

typedef struct cf_arena cf_arena;

/*
 * Open an arena that never holds more than limit_octets.  NULL if there is no memory.  Memory is
 * taken from the system as it is needed and kept until close, so that reset is cheap.
 */
CF_MUST_CHECK cf_arena *cf_arena_open(size_t limit_octets);

/*
 * The same for secrets: what was taken is wiped by reset and by close, locked in memory where the
 * system allows it, left out of core dumps, and zeros in a child that the process forks.
 */
CF_MUST_CHECK cf_arena *cf_arena_open_secret(size_t limit_octets);

/* Give everything back to the system.  NULL is allowed. */
void cf_arena_close(cf_arena *arena);

/* Forget everything taken so far; what was handed out is dead. */
void cf_arena_reset(cf_arena *arena);

/*
 * count items of item_octets each, zeroed, aligned for any type and to 64 octets when the whole
 * is 64 octets or more.  NULL when past the limit, when count * item_octets overflows, or when
 * the system has no more.  count 0 gives a place that is not NULL.
 */
CF_MUST_CHECK void *cf_arena_take(cf_arena *arena, size_t count, size_t item_octets);

/* The same, but what they hold is anything: for who writes them before they are read. */
CF_MUST_CHECK void *cf_arena_take_unset(cf_arena *arena, size_t count, size_t item_octets);

/* A copy of some octets and a zero after it, not counted in len.  at is NULL when memory is out. */
CF_MUST_CHECK cf_octets cf_arena_copy(cf_arena *arena, cf_octets octets);

/* printf into the arena.  NULL when memory is out. */
CF_MUST_CHECK const char *cf_arena_print(cf_arena *arena, const char *format, ...) CF_PRINTF(2, 3);

#endif
