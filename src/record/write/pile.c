/*
 * record/write/pile.c -- chunks with an arena each, so that addresses are reserved as they are
 * needed and no item is ever copied.
 */
#include "record/write/pile.h"

#include "record/sort.h"

void cf_pile_open(cf_pile *pile, size_t item_octets)
{
    memset(pile, 0, sizeof *pile);
    pile->item_octets = item_octets;
}

void cf_pile_close(cf_pile *pile)
{
    for (size_t i = 0; i < CF_PILE_CHUNKS_MAX; i++) {
        cf_arena_close(pile->chunks[i].arena);
    }
    cf_arena_close(pile->sorting);
    cf_pile_open(pile, pile->item_octets);
}

void cf_pile_clear(cf_pile *pile)
{
    pile->count = 0;
}

static bool has_chunk(cf_pile *pile, size_t chunk)
{
    const size_t octets = CF_PILE_CHUNK_ITEMS * pile->item_octets;
    if (pile->chunks[chunk].arena == NULL) {
        pile->chunks[chunk].arena = cf_arena_open(octets);
        if (pile->chunks[chunk].arena == NULL) {
            return false;
        }
        pile->chunks[chunk].items = cf_arena_take(pile->chunks[chunk].arena, 1, octets);
    }
    return pile->chunks[chunk].items != NULL;
}

static uint8_t *place_of(const cf_pile *pile, size_t number)
{
    return pile->chunks[number / CF_PILE_CHUNK_ITEMS].items
           + number % CF_PILE_CHUNK_ITEMS * pile->item_octets;
}

cf_status cf_pile_put(cf_pile *pile, const void *item)
{
    const size_t chunk = pile->count / CF_PILE_CHUNK_ITEMS;
    if (chunk >= CF_PILE_CHUNKS_MAX) {
        return CF_ERR_LIMIT;
    }
    if (!has_chunk(pile, chunk)) {
        return CF_ERR_MEMORY;
    }
    memcpy(place_of(pile, pile->count), item, pile->item_octets);
    pile->count++;
    return CF_OK;
}

const void *cf_pile_at(const cf_pile *pile, size_t number)
{
    return place_of(pile, number);
}

typedef struct by_key {
    const cf_pile *pile;
    size_t key_octets;
} by_key;

static bool stands_before(const void *context, uint32_t a, uint32_t b)
{
    const by_key *keys = context;
    return memcmp(place_of(keys->pile, a), place_of(keys->pile, b), keys->key_octets) < 0;
}

const uint32_t *cf_pile_order(cf_pile *pile, size_t key_octets)
{
    const size_t spare = 128; /* two alignments */
    cf_arena_close(pile->sorting);
    pile->sorting = cf_arena_open(2 * pile->count * sizeof(uint32_t) + spare);
    if (pile->sorting == NULL) {
        return NULL;
    }
    uint32_t *numbers = cf_arena_take(pile->sorting, pile->count, sizeof *numbers);
    uint32_t *scratch = cf_arena_take(pile->sorting, pile->count, sizeof *scratch);
    if (numbers == NULL || scratch == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < pile->count; i++) {
        numbers[i] = (uint32_t)i;
    }
    const by_key keys = { .pile = pile, .key_octets = key_octets };
    cf_sort(numbers, scratch, pile->count, stands_before, &keys);
    return numbers;
}
