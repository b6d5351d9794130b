/*
 * group/elements.c -- elements one by one, without exponents.
 */
#include "group/inside.h"

void cf_element_set(const cf_group *group, cf_element *out, const cf_limb *limbs)
{
    size_t n = cf_element_limbs(group);
    memmove(out->limb, limbs, n * sizeof limbs[0]);
    memset(out->limb + n, 0, (CF_ELEMENT_LIMBS - n) * sizeof limbs[0]);
}

void cf_group_identity(const cf_group *group, cf_element *out)
{
    cf_element_set(group, out, group->p.one);
}

bool cf_group_is_identity(const cf_group *group, const cf_element *element)
{
    return cf_modulus_equal(&group->p, element->limb, group->p.one) != 0;
}

void cf_group_multiply(const cf_group *group, size_t count, cf_element *out, const cf_element *a,
                       const cf_element *b)
{
    for (size_t i = 0; i < count; i++) {
        cf_modulus_multiply(&group->p, out[i].limb, a[i].limb, b[i].limb);
        cf_element_set(group, &out[i], out[i].limb);
    }
}

bool cf_group_equal(const cf_group *group, const cf_element *a, const cf_element *b)
{
    return cf_modulus_equal(&group->p, a->limb, b->limb) != 0;
}

void cf_group_encode(const cf_group *group, size_t count, const cf_element *elements, uint8_t *out)
{
    size_t width = cf_group_element_octets(group);
    for (size_t i = 0; i < count; i++) {
        cf_limb number[CF_LIMBS_MAX];
        cf_modulus_leave(&group->p, number, elements[i].limb);
        cf_limbs_to_octets(out + i * width, width, number, group->p.n);
    }
}
