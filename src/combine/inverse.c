/*
 * combine/inverse.c -- q is prime, so x^(q-1) is 1 / x for an element, x^(q-2) for a number.
 */
#include "combine/inverse.h"

/* q - less. */
static void below_q(const cf_group *group, uint64_t less, cf_scalar *out)
{
    cf_scalar zero;
    cf_scalar_from_u64(group, 0, &zero);
    cf_scalar_from_u64(group, less, out);
    cf_scalar_sub(group, out, &zero, out);
}

void cf_element_inverse_vartime(const cf_group *group, const cf_element *x, cf_element *out)
{
    cf_scalar exponent;
    below_q(group, 1, &exponent);
    cf_group_powers_vartime(group, 1, x, 1, &exponent, out);
}

void cf_scalar_inverse_vartime(const cf_group *group, const cf_scalar *x, cf_scalar *out)
{
    cf_scalar exponent;
    cf_scalar power;
    below_q(group, 2, &exponent);
    cf_scalar_from_u64(group, 1, &power);
    for (size_t bit = (size_t)CF_SCALAR_LIMBS * 64; bit-- > 0;) {
        cf_scalar_mul(group, &power, &power, &power);
        if ((exponent.limb[bit / 64] >> (bit % 64) & 1) != 0) {
            cf_scalar_mul(group, &power, &power, x);
        }
    }
    *out = power;
}
