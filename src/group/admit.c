/*
 * group/admit.c -- the door.
 *
 * A claim passes when its octets are the one encoding of a member: the right width, below p,
 * not 0, and of order dividing q.  The ladder that shows the last also serves the powers that
 * the caller asks for.
 */
#include "group/ladder.h"

/* out = the claimed number, plain; all that can be said without the ladder. */
static cf_refusal read_number(const cf_group *group, cf_octets claimed, cf_limb *out)
{
    size_t n = group->p.n;
    if (claimed.at == NULL) {
        return CF_REFUSED_ENCODING;
    }
    if (claimed.len != cf_group_element_octets(group)) {
        return CF_REFUSED_WIDTH;
    }
    cf_limbs_from_octets(out, n, claimed.at, claimed.len);
    if (!cf_limbs_below(out, group->p.m, n)) {
        return CF_REFUSED_RANGE;
    }
    return cf_limbs_zero(out, n) ? CF_REFUSED_ZERO : CF_ADMITTED;
}

/* Through the door or not; on CF_ADMITTED the ladder stands on out. */
static cf_refusal admit(const cf_group *group, cf_octets claimed, cf_element *out,
                        cf_ladder *ladder)
{
    cf_limb plain[CF_LIMBS_MAX];
    cf_limb x[CF_DOMAIN_LIMBS_MAX];
    cf_group_identity(group, out);
    cf_refusal refusal = read_number(group, claimed, plain);
    if (refusal != CF_ADMITTED) {
        return refusal;
    }
    cf_modulus_enter(&group->p, x, plain);
    cf_ladder_climb(ladder, group, x);
    if (!cf_ladder_is_member(ladder)) {
        return CF_REFUSED_SUBGROUP;
    }
    cf_element_set(group, out, x);
    return CF_ADMITTED;
}

static void set_identities(const cf_group *group, size_t count, cf_element *out)
{
    for (size_t i = 0; i < count; i++) {
        cf_group_identity(group, &out[i]);
    }
}

void cf_group_admit_vartime(const cf_group *group, size_t count,
                            const cf_unchecked_element *claimed, cf_element *out,
                            cf_refusal *verdict)
{
    cf_ladder ladder;
    for (size_t i = 0; i < count; i++) {
        verdict[i] = admit(group, claimed[i].octets, &out[i], &ladder);
    }
}

void cf_group_admit_powers_vartime(const cf_group *group, size_t count,
                                   const cf_unchecked_element *claimed, size_t each,
                                   const cf_scalar *exponents, cf_element *out, cf_element *powers,
                                   cf_refusal *verdict)
{
    cf_ladder ladder;
    for (size_t i = 0; i < count; i++) {
        verdict[i] = admit(group, claimed[i].octets, &out[i], &ladder);
        if (verdict[i] == CF_ADMITTED) {
            cf_ladder_powers(&ladder, each, exponents + i * each, powers + i * each);
        } else {
            set_identities(group, each, powers + i * each);
        }
    }
}

void cf_group_powers_vartime(const cf_group *group, size_t count, const cf_element *base,
                             size_t each, const cf_scalar *exponents, cf_element *powers)
{
    cf_ladder ladder;
    for (size_t i = 0; i < count; i++) {
        cf_ladder_climb(&ladder, group, base[i].limb);
        cf_ladder_powers(&ladder, each, exponents + i * each, powers + i * each);
    }
}
