/*
 * combine/logarithm.c -- baby steps in a hash table, giant steps to meet them.
 *
 * t = i m + j: after i giant steps down the power is K^j, which the table has.  The table is open
 * addressing over twice as many slots as steps, so a search ends at an empty one.
 */
#include "combine/logarithm.h"

#include "combine/inverse.h"

enum { KEY_OCTETS = 8, SLOTS_A_STEP = 2 };

/* The last octets of the encoding: as good as a hash in a group of any size. */
static uint64_t key_of(const cf_group *group, const cf_element *element)
{
    uint8_t octets[CF_ELEMENT_OCTETS_MAX];
    const size_t width = cf_group_element_octets(group);
    cf_group_encode(group, 1, element, octets);
    uint64_t key = 0;
    for (size_t i = width < KEY_OCTETS ? 0 : width - KEY_OCTETS; i < width; i++) {
        key = key << 8 | octets[i];
    }
    return key;
}

static size_t first_slot(const cf_logarithms *logarithms, uint64_t key)
{
    return (size_t)(key % logarithms->slot_count);
}

static size_t next_slot(const cf_logarithms *logarithms, size_t slot)
{
    return slot + 1 < logarithms->slot_count ? slot + 1 : 0;
}

static void put(cf_logarithms *logarithms, uint64_t key, uint32_t step)
{
    size_t slot = first_slot(logarithms, key);
    while (logarithms->slots[slot].step != 0) {
        slot = next_slot(logarithms, slot);
    }
    logarithms->slots[slot] = (cf_logarithm_slot){ .key = key, .step = step + 1 };
}

/* The least m with m^2 > max, or as many steps as we keep. */
static uint64_t steps_for(uint64_t max)
{
    uint64_t steps = 1;
    while (steps < CF_LOGARITHM_STEPS_MAX && steps * steps <= max) {
        steps++;
    }
    return steps;
}

/* Ends at base^m. */
static void fill(cf_logarithms *logarithms)
{
    const cf_group *group = logarithms->group;
    cf_element power;
    cf_group_identity(group, &power);
    for (uint32_t step = 0; step < logarithms->steps; step++) {
        put(logarithms, key_of(group, &power), step);
        cf_group_multiply(group, 1, &power, &power, &logarithms->base);
    }
    cf_element_inverse_vartime(group, &power, &logarithms->down);
}

cf_status cf_logarithms_open(const cf_group *group, const cf_element *base, uint64_t max,
                             cf_arena *arena, cf_logarithms *out)
{
    if (max > CF_LOGARITHM_MAX) {
        return CF_ERR_LIMIT;
    }
    cf_logarithms logarithms = { .group = group, .base = *base, .steps = steps_for(max) };
    logarithms.slot_count = SLOTS_A_STEP * (size_t)logarithms.steps;
    logarithms.slots = cf_arena_take(arena, logarithms.slot_count, sizeof *logarithms.slots);
    if (logarithms.slots == NULL) {
        return CF_ERR_MEMORY;
    }
    fill(&logarithms);
    *out = logarithms;
    return CF_OK;
}

/* Keys may meet by accident: what is found is held against the power itself. */
static bool is_exponent(const cf_logarithms *logarithms, uint64_t exponent, const cf_element *power)
{
    cf_scalar scalar;
    cf_element expected;
    cf_scalar_from_u64(logarithms->group, exponent, &scalar);
    cf_group_powers_vartime(logarithms->group, 1, &logarithms->base, 1, &scalar, &expected);
    return cf_group_equal(logarithms->group, &expected, power);
}

bool cf_logarithm_find_vartime(const cf_logarithms *logarithms, const cf_element *power,
                               uint64_t max, uint64_t *exponent)
{
    cf_element rest = *power;
    for (uint64_t below = 0; below <= max; below += logarithms->steps) {
        const uint64_t key = key_of(logarithms->group, &rest);
        size_t slot = first_slot(logarithms, key);
        for (; logarithms->slots[slot].step != 0; slot = next_slot(logarithms, slot)) {
            const uint64_t t = below + logarithms->slots[slot].step - 1;
            if (logarithms->slots[slot].key == key && t <= max
                && is_exponent(logarithms, t, power)) {
                *exponent = t;
                return true;
            }
        }
        cf_group_multiply(logarithms->group, 1, &rest, &rest, &logarithms->down);
    }
    return false;
}
