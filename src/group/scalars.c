/*
 * group/scalars.c -- integers modulo q.
 *
 * A scalar is plain, as it is hashed and printed; a product enters the domain and leaves it
 * again. Only admitting one is allowed to branch on it.
 */
#include "group/inside.h"

/* out = the n limbs of a number modulo q. */
static void set(const cf_group *group, cf_scalar *out, const cf_limb *limbs)
{
    for (size_t i = 0; i < CF_SCALAR_LIMBS; i++) {
        out->limb[i] = i < group->q.n ? limbs[i] : 0;
    }
}

cf_mask cf_scalar_below_q(const cf_group *group, const cf_scalar *scalar)
{
    cf_limb q[CF_SCALAR_LIMBS] = { 0 };
    memcpy(q, group->q.m, group->q.n * sizeof q[0]);
    return cf_limbs_below(scalar->limb, q, CF_SCALAR_LIMBS);
}

cf_refusal cf_scalar_admit(const cf_group *group, cf_unchecked_scalar claimed, cf_scalar *out)
{
    *out = (cf_scalar){ { 0 } };
    if (claimed.octets.at == NULL) {
        return CF_REFUSED_ENCODING;
    }
    if (claimed.octets.len != CF_SCALAR_OCTETS) {
        return CF_REFUSED_WIDTH;
    }
    cf_scalar number;
    cf_limbs_from_octets(number.limb, CF_SCALAR_LIMBS, claimed.octets.at, claimed.octets.len);
    if (cf_scalar_below_q(group, &number) == 0) {
        return CF_REFUSED_RANGE;
    }
    *out = number;
    return CF_ADMITTED;
}

void cf_scalar_from_hash(const cf_group *group, const cf_hash *digest, cf_scalar *out)
{
    cf_limb number[CF_SCALAR_LIMBS];
    cf_limb reduced[CF_LIMBS_MAX];
    cf_limbs_from_octets(number, CF_SCALAR_LIMBS, digest->octets, CF_HASH_OCTETS);
    cf_modulus_reduce(&group->q, reduced, number, CF_SCALAR_LIMBS);
    set(group, out, reduced);
}

void cf_scalar_from_u64(const cf_group *group, uint64_t value, cf_scalar *out)
{
    cf_limb reduced[CF_LIMBS_MAX];
    cf_modulus_reduce(&group->q, reduced, &value, 1);
    set(group, out, reduced);
}

void cf_scalar_add(const cf_group *group, cf_scalar *out, const cf_scalar *a, const cf_scalar *b)
{
    cf_limb sum[CF_LIMBS_MAX];
    cf_modulus_add(&group->q, sum, a->limb, b->limb);
    set(group, out, sum);
}

void cf_scalar_sub(const cf_group *group, cf_scalar *out, const cf_scalar *a, const cf_scalar *b)
{
    cf_limb difference[CF_LIMBS_MAX];
    cf_modulus_subtract(&group->q, difference, a->limb, b->limb);
    set(group, out, difference);
}

void cf_scalar_mul(const cf_group *group, cf_scalar *out, const cf_scalar *a, const cf_scalar *b)
{
    cf_limb product[CF_DOMAIN_LIMBS_MAX];
    cf_limb factor[CF_DOMAIN_LIMBS_MAX];
    cf_modulus_enter(&group->q, product, a->limb);
    cf_modulus_enter(&group->q, factor, b->limb);
    cf_modulus_multiply(&group->q, product, product, factor);
    cf_modulus_leave(&group->q, product, product);
    set(group, out, product);
}

void cf_scalar_encode(const cf_group *group, const cf_scalar *scalar, uint8_t out[CF_SCALAR_OCTETS])
{
    (void)group;
    cf_limbs_to_octets(out, CF_SCALAR_OCTETS, scalar->limb, CF_SCALAR_LIMBS);
}

bool cf_scalar_equal(const cf_scalar *a, const cf_scalar *b)
{
    return memcmp(a->limb, b->limb, sizeof a->limb) == 0;
}
