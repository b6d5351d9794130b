/*
 * crypto/chunks.h -- a long list that never moves.
 *
 * It grows by chunks of CF_CHUNK items, which stand where they are until the arena is closed.  How
 * many items are in use is the affair of whoever uses it.
 *
 *   uses     base
 *   memory   an arena's, taken when it is needed and kept
 */
#ifndef CF_CRYPTO_CHUNKS_H
#define CF_CRYPTO_CHUNKS_H

#include "base/arena.h"

enum { CF_CHUNK = 512 };

typedef struct cf_chunks {
    size_t item_octets;
    size_t count; /* of chunks */
    size_t count_max;
    void **chunk;
} cf_chunks;

/* An empty list, of items_max items at most.  False when memory is out. */
CF_MUST_CHECK bool cf_chunks_open(cf_chunks *chunks, cf_arena *arena, size_t item_octets,
                                  size_t items_max);

/* Whether there is room for items 0 .. count - 1 now. */
CF_MUST_CHECK bool cf_chunks_reserve(cf_chunks *chunks, cf_arena *arena, size_t count);

/* Item number `index`, for which room was reserved. */
static inline void *cf_chunks_at(const cf_chunks *chunks, size_t index)
{
    uint8_t *first = chunks->chunk[index / CF_CHUNK];
    return first + index % CF_CHUNK * chunks->item_octets;
}

#endif
