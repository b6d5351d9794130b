/*
 * vault/guardian_finish.c -- from n shares to the two key shares that decrypt.
 *
 * Every share was held against its sender's commitments when it came.  The sums are held against
 * all commitments of the keys that the election will use: had somebody published one thing to us
 * and another to the rest, it shows here, before there is a ballot.
 */
#include "combine/guardians.h"
#include "vault/inside.h"

/* --- are these the keys of our ceremony? --- */

static bool same_elements(const cf_group *group, size_t count, const cf_element *a,
                          const cf_element *b)
{
    for (size_t j = 0; j < count; j++) {
        if (!cf_group_equal(group, &a[j], &b[j])) {
            return false;
        }
    }
    return true;
}

static bool is_own_key(const cf_vault_guardian *guardian, const cf_guardian_key *key)
{
    const cf_group *group = guardian->ceremony.group;
    const size_t k = guardian->ceremony.k;
    return key->index == guardian->index && same_elements(group, k, key->vote, guardian->vote)
           && same_elements(group, k, key->data, guardian->data)
           && cf_group_equal(group, &key->kappa, &guardian->kappa);
}

static cf_status check_keys(const cf_vault_guardian *guardian, const cf_election_keys *keys,
                            cf_fault *fault)
{
    const cf_ceremony *ceremony = &guardian->ceremony;
    if (keys->group != ceremony->group || keys->n != ceremony->n || keys->k != ceremony->k
        || memcmp(&keys->h_b, &ceremony->h_b, sizeof keys->h_b) != 0) {
        return cf_fault_set(fault, CF_ERR_SHAPE, "", 0,
                            "the keys are not those of the election that guardian %u is of",
                            guardian->index);
    }
    if (!is_own_key(guardian, &keys->guardians[guardian->index - 1])) {
        return cf_fault_set(fault, CF_ERR_SHAPE, "", 0,
                            "the key of guardian %u is not the one that it published",
                            guardian->index);
    }
    return CF_OK;
}

static cf_status check_shares(const cf_vault_guardian *guardian, cf_fault *fault)
{
    for (uint32_t j = 0; j < guardian->ceremony.n; j++) {
        if (!guardian->has_share[j]) {
            return cf_fault_set(fault, CF_ERR_ABSENT, "", 0,
                                "guardian %u has no share from guardian %u", guardian->index,
                                j + 1);
        }
    }
    return CF_OK;
}

/* --- the sums --- */

static void add_up(const cf_vault_guardian *guardian, const cf_secret_scalar *shares,
                   cf_secret_scalar *sum)
{
    const cf_group *group = guardian->ceremony.group;
    cf_secret_scalar_from_u64(group, 0, sum);
    for (size_t j = 0; j < guardian->ceremony.n; j++) {
        cf_secret_scalar_add(group, sum, sum, &shares[j]);
    }
}

static bool sums_fit(const cf_vault_guardian *guardian, const cf_election_keys *keys)
{
    cf_element vote;
    cf_element data;
    cf_guardians_share_key_vartime(keys, guardian->index, false, &vote);
    cf_guardians_share_key_vartime(keys, guardian->index, true, &data);
    return cf_vault_tell(cf_vault_fits(guardian, &guardian->z, &vote)
                         & cf_vault_fits(guardian, &guardian->z_hat, &data));
}

/*
 * After the sums did not fit: whose key is not the one of its share?  There is one, for were all
 * shares right, so would their sum be.
 */
static uint32_t odd_one(const cf_vault_guardian *guardian, const cf_election_keys *keys)
{
    for (uint32_t j = 0; j < guardian->ceremony.n; j++) {
        cf_element vote;
        cf_element data;
        const cf_guardian_key *sender = &keys->guardians[j];
        cf_guardian_share_value_vartime(&guardian->ceremony, sender, guardian->index, false, &vote);
        cf_guardian_share_value_vartime(&guardian->ceremony, sender, guardian->index, true, &data);
        if (!cf_vault_tell(cf_vault_fits(guardian, &guardian->vote_shares[j], &vote)
                           & cf_vault_fits(guardian, &guardian->data_shares[j], &data))) {
            return j + 1;
        }
    }
    return 0;
}

static void forget_sums(cf_vault_guardian *guardian)
{
    cf_wipe(&guardian->z, sizeof guardian->z);
    cf_wipe(&guardian->z_hat, sizeof guardian->z_hat);
}

/* All but the sums. */
static void forget_the_rest(cf_vault_guardian *guardian)
{
    const size_t n = guardian->ceremony.n;
    const size_t k = guardian->ceremony.k;
    cf_wipe(guardian->vote_polynomial, k * sizeof *guardian->vote_polynomial);
    cf_wipe(guardian->data_polynomial, k * sizeof *guardian->data_polynomial);
    cf_wipe(guardian->vote_shares, n * sizeof *guardian->vote_shares);
    cf_wipe(guardian->data_shares, n * sizeof *guardian->data_shares);
    cf_wipe(&guardian->zeta, sizeof guardian->zeta);
}

static cf_status finish(cf_vault_guardian *guardian, const cf_election_keys *keys, cf_fault *fault)
{
    cf_status status = check_keys(guardian, keys, fault);
    if (status == CF_OK) {
        status = check_shares(guardian, fault);
    }
    if (status != CF_OK) {
        return status;
    }
    add_up(guardian, guardian->vote_shares, &guardian->z);
    add_up(guardian, guardian->data_shares, &guardian->z_hat);
    if (!sums_fit(guardian, keys)) {
        forget_sums(guardian);
        return cf_fault_set(
            fault, CF_ERR_SHAPE, "", 0,
            "the key of guardian %u is not the one that guardian %u had its share of",
            odd_one(guardian, keys), guardian->index);
    }
    forget_the_rest(guardian);
    guardian->h_e = keys->h_e;
    guardian->h_g = keys->h_g;
    guardian->has_finished = true;
    return CF_OK;
}

cf_status cf_vault_guardian_finish(cf_vault_guardian *guardian, const cf_election_keys *keys,
                                   cf_fault *fault)
{
    const cf_status status = guardian->has_finished
                                 ? cf_fault_set(fault, CF_ERR_RANGE, "", 0,
                                                "guardian %u has finished before", guardian->index)
                                 : finish(guardian, keys, fault);
    cf_wipe_stack();
    return status;
}
