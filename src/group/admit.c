/*
 * group/admit.c -- the door.
 *
 * A claim passes when its octets are the one encoding of a member: the right width, below p,
 * not 0, and of order dividing q.  The ladder that shows the last also serves the powers that
 * the caller asks for.  A claim that is refused before the ladder climbs as 1, because its
 * neighbours climb.
 */
#include "group/ladder.h"

cf_refusal cf_number_read(const cf_group *group, cf_octets claimed, cf_limb *out)
{
    const size_t n = group->p.n;
    memset(out, 0, n * sizeof out[0]);
    out[0] = 1;
    if (claimed.at == NULL) {
        return CF_REFUSED_ENCODING;
    }
    if (claimed.len != cf_group_element_octets(group)) {
        return CF_REFUSED_WIDTH;
    }
    cf_limb number[CF_LIMBS_MAX];
    cf_limbs_from_octets(number, n, claimed.at, claimed.len);
    if (!cf_limbs_below(number, group->p.m, n)) {
        return CF_REFUSED_RANGE;
    }
    if (cf_limbs_zero(number, n)) {
        return CF_REFUSED_ZERO;
    }
    memcpy(out, number, n * sizeof out[0]);
    return CF_ADMITTED;
}

/* What comes in and goes out, as in group.h; `each` may be 0. */
typedef struct door {
    const cf_group *group;
    size_t count;
    const cf_unchecked_element *claimed;
    size_t each;
    const cf_scalar *exponents;
    cf_element *out;
    cf_element *powers;
    cf_refusal *verdict;
} door;

/* Which claim climbs in this lane, when `done` are done. */
static size_t claim_in(const door *d, size_t done, size_t lane)
{
    return done + cf_lane_holds(lane, d->count - done);
}

/* x = the numbers that are claimed, in the domain. */
static void read_lanes(const door *d, size_t done, size_t lanes, cf_block *x)
{
    cf_limb plain[CF_LANES_MAX][CF_LIMBS_MAX];
    const cf_limb *rows[CF_LANES_MAX] = { plain[0] };
    for (size_t lane = 0; lane < lanes; lane++) {
        const size_t i = claim_in(d, done, lane);
        d->verdict[i] = cf_number_read(d->group, d->claimed[i].octets, plain[lane]);
        rows[lane] = plain[lane];
    }
    cf_block_enter(&d->group->p, lanes, x, rows);
}

/* Element and powers of claim i stand there already, and stay if it is a member. */
static void judge(const door *d, size_t i, bool is_member)
{
    if (d->verdict[i] == CF_ADMITTED && !is_member) {
        d->verdict[i] = CF_REFUSED_SUBGROUP;
    }
    if (d->verdict[i] == CF_ADMITTED) {
        return;
    }
    cf_group_identity(d->group, &d->out[i]);
    for (size_t j = 0; j < d->each; j++) {
        cf_group_identity(d->group, &d->powers[i * d->each + j]);
    }
}

static void admit_lanes(const door *d, size_t done, size_t lanes)
{
    const cf_scalar *exponents[CF_LANES_MAX];
    cf_element *powers[CF_LANES_MAX];
    cf_limb *rows[CF_LANES_MAX];
    for (size_t lane = 0; lane < lanes; lane++) {
        const size_t i = claim_in(d, done, lane);
        exponents[lane] = d->exponents + i * d->each;
        powers[lane] = d->powers + i * d->each;
        rows[lane] = d->out[i].limb;
    }
    cf_block x;
    bool is_member[CF_LANES_MAX];
    read_lanes(d, done, lanes, &x);
    cf_ladder_climb(d->group, lanes, &x, d->each, exponents, powers, is_member);
    cf_block_scatter(&d->group->p, lanes, rows, &x);
    for (size_t lane = 0; lane < lanes; lane++) {
        judge(d, claim_in(d, done, lane), is_member[lane]);
    }
}

void cf_group_admit_powers_vartime(const cf_group *group, size_t count,
                                   const cf_unchecked_element *claimed, size_t each,
                                   const cf_scalar *exponents, cf_element *out, cf_element *powers,
                                   cf_refusal *verdict)
{
    const door d = {
        .group = group,
        .count = count,
        .claimed = claimed,
        .each = each,
        .exponents = exponents,
        .out = out,
        .powers = powers,
        .verdict = verdict,
    };
    for (size_t done = 0, lanes = 0; done < count; done += lanes) {
        lanes = cf_block_lanes(&group->p, count - done);
        admit_lanes(&d, done, lanes);
    }
}

/* Without exponents nobody looks at where they and the powers stand. */
void cf_group_admit_vartime(const cf_group *group, size_t count,
                            const cf_unchecked_element *claimed, cf_element *out,
                            cf_refusal *verdict)
{
    const cf_scalar none = { { 0 } };
    cf_group_admit_powers_vartime(group, count, claimed, 0, &none, out, out, verdict);
}

/* Powers of as many bases as there are lanes, of the `count` that are left. */
static void raise_lanes(const cf_group *group, size_t lanes, size_t count, const cf_element *base,
                        size_t each, const cf_scalar *exponents, cf_element *powers)
{
    const cf_scalar *exponents_of[CF_LANES_MAX];
    cf_element *powers_of[CF_LANES_MAX];
    for (size_t lane = 0; lane < lanes; lane++) {
        exponents_of[lane] = exponents + cf_lane_holds(lane, count) * each;
        powers_of[lane] = powers + cf_lane_holds(lane, count) * each;
    }
    cf_block x;
    cf_elements_gather(group, lanes, &x, count, base);
    cf_ladder_climb(group, lanes, &x, each, exponents_of, powers_of, NULL);
}

void cf_group_powers_vartime(const cf_group *group, size_t count, const cf_element *base,
                             size_t each, const cf_scalar *exponents, cf_element *powers)
{
    for (size_t done = 0, lanes = 0; done < count; done += lanes) {
        lanes = cf_block_lanes(&group->p, count - done);
        raise_lanes(group, lanes, count - done, base + done, each, exponents + done * each,
                    powers + done * each);
    }
}
