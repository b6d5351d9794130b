/*
 * crypto/chunks.c -- a chunk more when it is needed.
 */
#include "crypto/chunks.h"

bool cf_chunks_open(cf_chunks *chunks, cf_arena *arena, size_t item_octets, size_t items_max)
{
    const size_t count_max = items_max / CF_CHUNK + 1;
    *chunks = (cf_chunks){ .item_octets = item_octets, .count_max = count_max };
    chunks->chunk = cf_arena_take(arena, count_max, sizeof *chunks->chunk);
    return chunks->chunk != NULL;
}

bool cf_chunks_reserve(cf_chunks *chunks, cf_arena *arena, size_t count)
{
    while (chunks->count * CF_CHUNK < count) {
        if (chunks->count == chunks->count_max) {
            return false;
        }
        void *fresh = cf_arena_take(arena, CF_CHUNK, chunks->item_octets);
        if (fresh == NULL) {
            return false;
        }
        chunks->chunk[chunks->count++] = fresh;
    }
    return true;
}
