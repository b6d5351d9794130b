/*
 * group/ladder.h -- one climb from x to x^(2^bits), and every power that can be had from it.
 *
 * The climb keeps x, x^4, x^16, ..: any number of exponents can then be served without another
 * squaring, and the top shows whether x is a member.
 *
 *   uses     arith
 *   units    bits   of q
 *   memory   the caller's: a ladder is 80 KiB
 *   secrets  none: all of this branches on bases and exponents
 *   source   [YAO76] and [BGMW92] for the buckets
 */
#ifndef CF_GROUP_LADDER_H
#define CF_GROUP_LADDER_H

#include "group/inside.h"

enum { CF_LADDER_RUNGS = 128 };

typedef struct cf_ladder {
    const cf_group *group;
    size_t rungs;                                        /* (bits + 1) / 2 */
    _Alignas(64) cf_limb top[CF_DOMAIN_LIMBS_MAX];       /* x^(2^bits) */
    cf_limb rung[CF_LADDER_RUNGS * CF_DOMAIN_LIMBS_MAX]; /* x^(4^i), p.width limbs each */
} cf_ladder;

/* Climb from x, in the domain of p: bits squarings. */
void cf_ladder_climb(cf_ladder *ladder, const cf_group *group, const cf_limb *x);

/* Whether x^q = 1, for x not 0. */
bool cf_ladder_is_member(const cf_ladder *ladder);

/*
 * powers[j] = x^exponents[j] for j < each.  Pairs of exponents share their products: about 130
 * for a pair and 80 for a single one where q has 256 bits.
 */
void cf_ladder_powers(const cf_ladder *ladder, size_t each, const cf_scalar *exponents,
                      cf_element *powers);

#endif
