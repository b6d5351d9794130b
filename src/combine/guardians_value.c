/*
 * combine/guardians_value.c -- a polynomial's value, seen through the commitments to its
 * coefficients.
 *
 * g^P(l) is the product of K_j^(l^j).  By Horner's rule only powers with the short exponent l are
 * needed: ((K_k-1)^l K_k-2)^l .. K_0.
 */
#include "combine/guardians.h"

/* base^exponent, exponent >= 1: a doubling a bit. */
static cf_element short_power(const cf_group *group, const cf_element *base, uint32_t exponent)
{
    cf_element power = *base;
    uint32_t top = 1;
    while (exponent / 2 >= top) {
        top *= 2;
    }
    for (uint32_t bit = top / 2; bit > 0; bit /= 2) {
        cf_group_multiply(group, 1, &power, &power, &power);
        if ((exponent & bit) != 0) {
            cf_group_multiply(group, 1, &power, &power, base);
        }
    }
    return power;
}

void cf_guardian_share_value_vartime(const cf_ceremony *ceremony, const cf_guardian_key *sender,
                                     uint32_t receiver, bool data, cf_element *out)
{
    const cf_element *commitments = data ? sender->data : sender->vote;
    cf_group_identity(ceremony->group, out);
    for (size_t j = ceremony->k; j-- > 0;) {
        *out = short_power(ceremony->group, out, receiver);
        cf_group_multiply(ceremony->group, 1, out, out, &commitments[j]);
    }
}

/* The commitment to coefficient j of the sum of all polynomials. */
static cf_element joint_commitment(const cf_election_keys *keys, size_t j, bool data)
{
    cf_element product;
    cf_group_identity(keys->group, &product);
    for (size_t i = 0; i < keys->n; i++) {
        const cf_guardian_key *guardian = &keys->guardians[i];
        cf_group_multiply(keys->group, 1, &product, &product,
                          data ? &guardian->data[j] : &guardian->vote[j]);
    }
    return product;
}

void cf_guardians_share_key_vartime(const cf_election_keys *keys, uint32_t index, bool data,
                                    cf_element *out)
{
    cf_group_identity(keys->group, out);
    for (size_t j = keys->k; j-- > 0;) {
        const cf_element commitment = joint_commitment(keys, j, data);
        *out = short_power(keys->group, out, index);
        cf_group_multiply(keys->group, 1, out, out, &commitment);
    }
}
