/*
 * group/inside.h -- what a group is made of; for the files of this room only.
 *
 *   ranges   an element's first p.width limbs are the number in the domain of arith's modulus p;
 *            the others are 0
 */
#ifndef CF_GROUP_INSIDE_H
#define CF_GROUP_INSIDE_H

#include "arith/modulus.h"
#include "group/group.h"
#include "group/parameters_table.h"

struct cf_group {
    const cf_group_parameters *parameters;
    cf_modulus p;
    cf_modulus q;
    cf_scalar gap; /* 2^q_bits - q, below 256 in every group that we know */
    cf_element generator;
};

_Static_assert((int)CF_ELEMENT_LIMBS >= (int)CF_DOMAIN_LIMBS_MAX, "an element holds any domain");

/* Limbs of a number modulo p, in the domain. */
static inline size_t cf_element_limbs(const cf_group *group)
{
    return group->p.width;
}

/* out = the number that these p.width limbs are in the domain. */
void cf_element_set(const cf_group *group, cf_element *out, const cf_limb *limbs);

/* All ones when the number is in [0, q); it may be any of four limbs. */
cf_mask cf_scalar_below_q(const cf_group *group, const cf_scalar *scalar);

#endif
