/*
 * record/write/pile.h -- items that come one by one, as many as there may be, and are then wanted
 * in the order of their keys.
 *
 * Inside the room only.  An item is a struct that begins with its key, octets that memcmp puts in
 * order.  A pile grows by chunks that never move.
 *
 *   memory   the items, and 8 octets each while they are in order
 */
#ifndef CF_RECORD_WRITE_PILE_H
#define CF_RECORD_WRITE_PILE_H

#include "base/arena.h"

#include <stdint.h>

enum { CF_PILE_CHUNK_ITEMS = 1 << 20, CF_PILE_CHUNKS_MAX = 1 << 11 };

typedef struct cf_pile {
    size_t item_octets;
    size_t count;
    cf_arena *sorting;
    struct {
        cf_arena *arena;
        uint8_t *items;
    } chunks[CF_PILE_CHUNKS_MAX];
} cf_pile;

void cf_pile_open(cf_pile *pile, size_t item_octets);
void cf_pile_close(cf_pile *pile);

/* Forget the items; the memory is kept. */
void cf_pile_clear(cf_pile *pile);

/* Append a copy.  CF_ERR_MEMORY; CF_ERR_LIMIT after 2^31. */
CF_MUST_CHECK cf_status cf_pile_put(cf_pile *pile, const void *item);

const void *cf_pile_at(const cf_pile *pile, size_t number);

/*
 * The numbers of all items in the order of their keys; equal keys in the order in which they came.
 * Valid until the pile changes.  NULL when memory is out.
 */
CF_MUST_CHECK const uint32_t *cf_pile_order(cf_pile *pile, size_t key_octets);

#endif
