/*
 * group/scalars.c -- integers modulo q.
 *
 * A scalar is plain, as it is hashed and printed.  The standard q is 2^256 - 189, so that what
 * stands above 2^256 may be folded: h 2^256 + l = 189 h + l modulo q.  In other groups a product
 * enters the domain and leaves it again.  Only admitting a scalar is allowed to branch on it.
 */
#include "group/inside.h"

/* out = the n limbs of a number modulo q. */
static void set(const cf_group *group, cf_scalar *out, const cf_limb *limbs)
{
    for (size_t i = 0; i < CF_SCALAR_LIMBS; i++) {
        out->limb[i] = i < group->q.n ? limbs[i] : 0;
    }
}

/* Whether q = 2^256 - gap with a gap below 2^32: then folding serves. */
static bool folds(const cf_group *group)
{
    return group->parameters->q_bits == 64 * CF_SCALAR_LIMBS && group->gap.limb[0] >> 32 == 0
           && cf_limbs_zero(group->gap.limb + 1, CF_SCALAR_LIMBS - 1) != 0;
}

/* out = t modulo q, for any t below 2^256, which is below 2 q. */
static void reduce_once(const cf_group *group, cf_scalar *out, const cf_limb *t)
{
    cf_limbs_subtract_once(out->limb, t, 0, group->q.m, CF_SCALAR_LIMBS);
}

/* t += x y for x of CF_SCALAR_LIMBS limbs; the carry.  (2^64 - 1)^2 + 2 (2^64 - 1) = 2^128 - 1. */
static cf_limb add_multiple(cf_limb *t, const cf_limb *x, cf_limb y)
{
    cf_limb carry = 0;
    for (size_t i = 0; i < CF_SCALAR_LIMBS; i++) {
        cf_wide sum = (cf_wide)x[i] * y + t[i] + carry;
        t[i] = (cf_limb)sum;
        carry = (cf_limb)(sum >> 64);
    }
    return carry;
}

/*
 * Twice, and once more for a carry:
 *   low + gap high <= (2^256 - 1) (1 + gap), so that what stands above 2^256 is at most gap;
 *   low + gap gap < 2^256 + gap^2, so that it is 0 or 1 then, and with 1 low is below gap^2 < 2^64.
 */
static void multiply_and_fold(const cf_group *group, cf_scalar *out, const cf_scalar *a,
                              const cf_scalar *b)
{
    enum { N = CF_SCALAR_LIMBS };
    const cf_limb gap = group->gap.limb[0];
    cf_limb t[2 * N] = { 0 };
    for (size_t i = 0; i < N; i++) {
        t[N + i] = add_multiple(t + i, b->limb, a->limb[i]);
    }
    cf_limb above[N] = { add_multiple(t, t + N, gap) };
    above[0] = add_multiple(t, above, gap);
    t[0] += above[0] * gap;
    reduce_once(group, out, t);
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
    if (folds(group)) {
        reduce_once(group, out, number);
        return;
    }
    cf_modulus_reduce(&group->q, reduced, number, CF_SCALAR_LIMBS);
    set(group, out, reduced);
}

void cf_scalar_from_u64(const cf_group *group, uint64_t value, cf_scalar *out)
{
    if (group->q.n > 1) { /* q is 2^64 or more */
        *out = (cf_scalar){ { value } };
        return;
    }
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
    if (folds(group)) {
        multiply_and_fold(group, out, a, b);
        return;
    }
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
