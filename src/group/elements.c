/*
 * group/elements.c -- elements without exponents: as many at a time as there are lanes.
 */
#include "group/lanes.h"

void cf_element_set(const cf_group *group, cf_element *out, const cf_limb *limbs)
{
    memmove(out->limb, limbs, cf_element_limbs(group) * sizeof limbs[0]);
}

void cf_group_identity(const cf_group *group, cf_element *out)
{
    cf_element_set(group, out, group->p.one);
}

bool cf_group_is_identity(const cf_group *group, const cf_element *element)
{
    return cf_modulus_equal(&group->p, element->limb, group->p.one) != 0;
}

bool cf_group_equal(const cf_group *group, const cf_element *a, const cf_element *b)
{
    return cf_modulus_equal(&group->p, a->limb, b->limb) != 0;
}

void cf_group_multiply(const cf_group *group, size_t count, cf_element *out, const cf_element *a,
                       const cf_element *b)
{
    for (size_t done = 0, lanes = 0; done < count; done += lanes) {
        lanes = cf_block_lanes(&group->p, count - done);
        cf_block x;
        cf_block y;
        cf_elements_gather(group, lanes, &x, count - done, a + done);
        cf_elements_gather(group, lanes, &y, count - done, b + done);
        cf_block_multiply(&group->p, lanes, &x, &x, &y);
        cf_elements_scatter(group, lanes, count - done, out + done, &x);
    }
}

void cf_group_encode(const cf_group *group, size_t count, const cf_element *elements, uint8_t *out)
{
    const size_t width = cf_group_element_octets(group);
    cf_limb plain[CF_LANES_MAX][CF_LIMBS_MAX];
    cf_limb *rows[CF_LANES_MAX];
    for (size_t lane = 0; lane < CF_LANES_MAX; lane++) {
        rows[lane] = plain[lane];
    }
    for (size_t done = 0, lanes = 0; done < count; done += lanes) {
        lanes = cf_block_lanes(&group->p, count - done);
        cf_block x;
        cf_elements_gather(group, lanes, &x, count - done, elements + done);
        cf_block_leave(&group->p, lanes, rows, &x);
        for (size_t i = done; i < count && i < done + lanes; i++) {
            cf_limbs_to_octets(out + i * width, width, plain[i - done], group->p.n);
        }
    }
}
