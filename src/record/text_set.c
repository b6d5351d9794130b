/*
 * record/text_set.c -- sort once, ask often.
 */
#include "record/text_set.h"

#include "base/nearest.h"
#include "record/sort.h"

#include <string.h>

enum { NEAREST_LOOKS_MAX = 1000 };

static bool before(const void *context, uint32_t a, uint32_t b)
{
    const cf_text_set *set = context;
    return cf_octets_order(set->texts[a], set->texts[b]) < 0;
}

cf_status cf_text_set_make(cf_text_set *set, const cf_list *list, size_t text_at, cf_arena *arena)
{
    cf_octets *texts = cf_arena_take(arena, list->count, sizeof *texts);
    uint32_t *order = cf_arena_take(arena, list->count, sizeof *order);
    uint32_t *scratch = cf_arena_take(arena, list->count, sizeof *scratch);
    if (texts == NULL || order == NULL || scratch == NULL || list->count > UINT32_MAX) {
        return CF_ERR_MEMORY;
    }

    size_t count = 0;
    for (size_t i = 0; i < list->count; i++) {
        const uint8_t *item = (const uint8_t *)list->items + i * list->item_octets;
        memcpy(&texts[i], item + text_at, sizeof texts[i]);
        if (texts[i].at != NULL) {
            order[count++] = (uint32_t)i;
        }
    }
    *set = (cf_text_set){ .texts = texts, .order = order, .count = count };
    cf_sort(order, scratch, count, before, set);
    return CF_OK;
}

size_t cf_text_set_place(const cf_text_set *set, cf_octets text)
{
    size_t low = 0;
    size_t high = set->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (cf_octets_order(set->texts[set->order[middle]], text) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

bool cf_text_set_is_at(const cf_text_set *set, size_t place, cf_octets text)
{
    return place < set->count && cf_octets_equal(set->texts[set->order[place]], text);
}

bool cf_text_set_has(const cf_text_set *set, cf_octets text)
{
    return cf_text_set_is_at(set, cf_text_set_place(set, text), text);
}

const char *cf_text_set_nearest(const cf_text_set *set, cf_octets text)
{
    const char *looks[NEAREST_LOOKS_MAX];
    size_t count = set->count < NEAREST_LOOKS_MAX ? set->count : NEAREST_LOOKS_MAX;
    for (size_t i = 0; i < count; i++) {
        looks[i] =
            (const char *)set->texts[set->order[i]].at; /* cf_arena_copy put a zero behind it */
    }
    return cf_nearest(text, looks, count);
}
