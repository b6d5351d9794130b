/*
 * combine/encoded.c -- what leaves as an element comes in as octets, and goes through the door.
 */
#include "combine/encoded.h"

const cf_unchecked_element *cf_encoded_elements(const cf_group *group, size_t count,
                                                const cf_element *elements, cf_arena *arena)
{
    const size_t width = cf_group_element_octets(group);
    cf_unchecked_element *out = cf_arena_take(arena, count, sizeof *out);
    uint8_t *octets = cf_arena_take(arena, count, width);
    if (out == NULL || octets == NULL) {
        return NULL;
    }
    cf_group_encode(group, count, elements, octets);
    for (size_t j = 0; j < count; j++) {
        out[j].octets = cf_octets_of(octets + j * width, width);
    }
    return out;
}

const cf_unchecked_scalar *cf_encoded_scalars(const cf_group *group, size_t count,
                                              const cf_scalar *scalars, cf_arena *arena)
{
    cf_unchecked_scalar *out = cf_arena_take(arena, count, sizeof *out);
    uint8_t *octets = cf_arena_take(arena, count, CF_SCALAR_OCTETS);
    if (out == NULL || octets == NULL) {
        return NULL;
    }
    for (size_t j = 0; j < count; j++) {
        uint8_t *at = octets + j * CF_SCALAR_OCTETS;
        cf_scalar_encode(group, &scalars[j], at);
        out[j].octets = cf_octets_of(at, CF_SCALAR_OCTETS);
    }
    return out;
}
