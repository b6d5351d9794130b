/*
 * combine/lagrange.c -- the value at 0 of a polynomial that is known at the places of U.
 *
 * P(0) is the sum of w_i P(i).
 */
#include "combine/decryption.h"
#include "combine/inverse.h"

bool cf_available_is_quorum(const cf_election_keys *keys, const cf_available *available)
{
    uint32_t last = 0;
    for (size_t i = 0; i < available->count; i++) {
        if (available->indices[i] <= last || available->indices[i] > keys->n) {
            return false;
        }
        last = available->indices[i];
    }
    return available->count >= keys->k;
}

/* w_i, the product over l in U, l != i, of l / (l - i): (85). */
static void weight_vartime(const cf_group *group, const cf_available *available, uint32_t i,
                           cf_scalar *out)
{
    cf_scalar own;
    cf_scalar above;
    cf_scalar below;
    cf_scalar_from_u64(group, i, &own);
    cf_scalar_from_u64(group, 1, &above);
    cf_scalar_from_u64(group, 1, &below);
    for (size_t j = 0; j < available->count; j++) {
        if (available->indices[j] != i) {
            cf_scalar other;
            cf_scalar_from_u64(group, available->indices[j], &other);
            cf_scalar_mul(group, &above, &above, &other);
            cf_scalar_sub(group, &other, &other, &own);
            cf_scalar_mul(group, &below, &below, &other);
        }
    }
    cf_scalar_inverse_vartime(group, &below, &below);
    cf_scalar_mul(group, out, &above, &below);
}

void cf_lagrange_weights_vartime(const cf_group *group, const cf_available *available,
                                 cf_scalar *out)
{
    for (size_t i = 0; i < available->count; i++) {
        weight_vartime(group, available, available->indices[i], &out[i]);
    }
}
