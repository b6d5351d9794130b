/*
 * group/candidates.c -- numbers of which nobody has shown that they are members.
 */
#include "group/candidates.h"

#include "group/jacobi.h"
#include "group/lanes.h"

/*
 * Of the standard group, [EGDS21] 3.1.1 and tools/make-group-parameters, which checks it:
 * (p - 1) / 2q is prime and longer than q, and p ends in 256 ones.  So the least prime factor of
 * (p - 1) / 2 is q.
 */
bool cf_group_has_batches(const cf_group *group, size_t bits)
{
    return group == cf_group_standard() && bits < group->parameters->q_bits;
}

void cf_group_candidates_vartime(const cf_group *group, size_t count,
                                 const cf_unchecked_element *claimed, cf_candidate *out,
                                 cf_refusal *verdict)
{
    for (size_t i = 0; i < count; i++) {
        cf_limb plain[CF_LIMBS_MAX];
        verdict[i] = cf_number_read(group, claimed[i].octets, plain);
        group->p.kernel->unpack(&group->p, out[i].limb, plain);
    }
}

void cf_group_presume(const cf_group *group, size_t count, const cf_candidate *candidates,
                      cf_element *out)
{
    const cf_modulus *p = &group->p;
    for (size_t done = 0, lanes = 0; done < count; done += lanes) {
        lanes = cf_block_lanes(p, count - done);
        const size_t now = lanes < count - done ? lanes : count - done;
        const cf_limb *rows[CF_LANES_MAX];
        for (size_t lane = 0; lane < lanes; lane++) {
            rows[lane] = candidates[done + cf_lane_holds(lane, now)].limb;
        }
        cf_block x;
        cf_block entrance;
        cf_block_gather(p, lanes, &x, rows);
        cf_block_fill(p, lanes, &entrance, p->entrance);
        cf_block_multiply(p, lanes, &x, &x, &entrance);
        cf_elements_scatter(group, lanes, now, out + done, &x);
    }
}

int cf_group_jacobi_vartime(const cf_group *group, const cf_element *x)
{
    cf_limb plain[CF_LIMBS_MAX];
    cf_modulus_leave(&group->p, plain, x->limb);
    return cf_jacobi_vartime(plain, group->p.m, group->p.n);
}

bool cf_group_is_member_vartime(const cf_group *group, const cf_element *x)
{
    const cf_modulus *p = &group->p;
    cf_element power;
    cf_group_identity(group, &power);
    for (size_t bit = group->parameters->q_bits; bit-- > 0;) {
        cf_modulus_square(p, power.limb, power.limb, 1);
        if ((group->q.m[bit / 64] >> (bit % 64) & 1) != 0) {
            cf_modulus_multiply(p, power.limb, power.limb, x->limb);
        }
    }
    return cf_group_is_identity(group, &power);
}
