/*
 * combine/logarithm.h -- which small power of K is this?
 *
 * A table of K^0 .. K^(m-1) (baby steps), and from the power in question down by K^m at a time
 * (giant steps) until the table knows it.  For this room only.
 *
 *   memory   32 octets a baby step, in the arena; at most CF_LOGARITHM_STEPS_MAX of them
 *   cost     about 2 sqrt(max) products where max is below the square of that
 *   source   D. Shanks; [EGDS21] 3.6.2
 */
#ifndef CF_COMBINE_LOGARITHM_H
#define CF_COMBINE_LOGARITHM_H

#include "base/arena.h"
#include "group/group.h"

enum { CF_LOGARITHM_STEPS_MAX = 1 << 20 };

/* Past this a search that finds nothing would not end in an hour. */
#define CF_LOGARITHM_MAX ((uint64_t)1 << 44)

typedef struct cf_logarithm_slot {
    uint64_t key;  /* of K^step: the end of its encoding */
    uint32_t step; /* + 1; 0 for an empty slot */
} cf_logarithm_slot;

typedef struct cf_logarithms {
    const cf_group *group;
    cf_element base;
    cf_element down; /* base^-steps */
    uint64_t steps;  /* m */
    size_t slot_count;
    cf_logarithm_slot *slots;
} cf_logarithms;

/* For exponents up to max.  CF_ERR_LIMIT: max is past CF_LOGARITHM_MAX; CF_ERR_MEMORY. */
CF_MUST_CHECK cf_status cf_logarithms_open(const cf_group *group, const cf_element *base,
                                           uint64_t max, cf_arena *arena, cf_logarithms *out);

/* The least exponent in 0..max with base^exponent = power; false when there is none. */
bool cf_logarithm_find_vartime(const cf_logarithms *logarithms, const cf_element *power,
                               uint64_t max, uint64_t *exponent);

#endif
