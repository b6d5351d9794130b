/*
 * group/lanes.h -- elements in and out of blocks.
 *
 * A block may have more lanes than there are elements left.  Then the last element stands in all
 * the lanes that are too many, is treated there like everywhere else, and comes out as one: each of
 * them writes the same number to the same place.
 *
 *   uses     arith
 *   units    lanes   of a block (arith/block.h)
 *            count   elements that are left, at least 1, and perhaps more than there are lanes
 */
#ifndef CF_GROUP_LANES_H
#define CF_GROUP_LANES_H

#include "arith/block.h"
#include "group/inside.h"

/* Which element stands in this lane. */
static inline size_t cf_lane_holds(size_t lane, size_t count)
{
    return lane < count ? lane : count - 1;
}

/* The first elements of those that are left, a lane each; and back to where they were. */
static inline void cf_elements_gather(const cf_group *group, size_t lanes, cf_block *out,
                                      size_t count, const cf_element *elements)
{
    const cf_limb *rows[CF_LANES_MAX];
    for (size_t i = 0; i < lanes; i++) {
        rows[i] = elements[cf_lane_holds(i, count)].limb;
    }
    cf_block_gather(&group->p, lanes, out, rows);
}

static inline void cf_elements_scatter(const cf_group *group, size_t lanes, size_t count,
                                       cf_element *elements, const cf_block *a)
{
    cf_limb *rows[CF_LANES_MAX];
    for (size_t i = 0; i < lanes; i++) {
        rows[i] = elements[cf_lane_holds(i, count)].limb;
    }
    cf_block_scatter(&group->p, lanes, rows, a);
}

#endif
