/*
 * group/inside.h -- what a group is made of; for the files of this room only.
 *
 *   ranges   an element's first p.width limbs are a row in the domain of arith's modulus p, not
 *            always the least that stands for its number; the others mean nothing
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

/*
 * Ask for a number that will be multiplied some products later: into the second cache, since the
 * product at hand needs the first for itself.
 */
static inline void cf_element_fetch(const cf_group *group, const cf_limb *limbs)
{
    enum { LINE = 64 / sizeof(cf_limb) };
    for (size_t i = 0; i < cf_element_limbs(group); i += LINE) {
        __builtin_prefetch(limbs + i, 0, 2);
    }
}

/* out = the number that these p.width limbs are in the domain. */
void cf_element_set(const cf_group *group, cf_element *out, const cf_limb *limbs);

/*
 * out = the number that octets claim, plain, or 1 if it is refused: all that can be said without
 * asking whether it is a member (admit.c).
 */
cf_refusal cf_number_read(const cf_group *group, cf_octets claimed, cf_limb *out);

/*
 * `bits` bits, below 64, from bit `at` on, of a number of so many limbs; 0 past the top.  Branches
 * on the place alone: the number may be secret.
 */
static inline size_t cf_digit(const uint64_t *number, size_t limbs, size_t at, size_t bits)
{
    const size_t limb = at / 64;
    const size_t shift = at % 64;
    if (limb >= limbs) {
        return 0;
    }
    uint64_t digit = number[limb] >> shift;
    if (shift + bits > 64 && limb + 1 < limbs) {
        digit |= number[limb + 1] << (64 - shift);
    }
    return digit & (((uint64_t)1 << bits) - 1);
}

static inline size_t cf_scalar_digit(const cf_scalar *scalar, size_t at, size_t bits)
{
    return cf_digit(scalar->limb, CF_SCALAR_LIMBS, at, bits);
}

/* All ones when the number is in [0, q); it may be any of four limbs. */
cf_mask cf_scalar_below_q(const cf_group *group, const cf_scalar *scalar);

#endif
