/*
 * group/ladder.h -- one climb from x to x^(2^bits), and every power that can be had from it.
 *
 * The climb passes x, x^4, x^16, ..: many exponents are served on the way without another squaring,
 * and the top shows whether x is a member.  As many bases climb together as a kernel has lanes.
 *
 *   uses     arith
 *   units    bits   of q;  lanes   as in arith/block.h;  each   exponents of one base
 *   memory   420 KiB of the stack, however many lanes; nothing is kept
 *   secrets  none: all of this branches on bases and exponents
 *   source   [YAO76] and [BGMW92] for the buckets
 */
#ifndef CF_GROUP_LADDER_H
#define CF_GROUP_LADDER_H

#include "group/lanes.h"

/* Exponents that one climb serves.  Who has more climbs again. */
enum { CF_LADDER_EACH = 8 };

/*
 * Climb from x, a block of that many lanes in the domain of p.
 *
 *   each        0 or more
 *   exponents   exponents[lane] has `each`; one that is shared by lanes may be given twice
 *   powers      powers[lane] gets `each`: powers[lane][j] = x^exponents[lane][j]
 *   is_member   is_member[lane] says whether x^q = 1, for an x that is not 0 (0 would pass).  NULL
 *               where nobody asks
 *
 * Costs of a lane where q has 256 bits: 256 squares for the climb; 152 products and 2 squares for a
 * pair of exponents, 89 and 3 for a single one; 3 products for membership where q is 2^256 - 189.
 */
void cf_ladder_climb(const cf_group *group, size_t lanes, const cf_block *x, size_t each,
                     const cf_scalar *const *exponents, cf_element *const *powers, bool *is_member);

#endif
