/*
 * combine/guardians_combine.c -- from n guardians' keys to one key.
 *
 * The keys are laid out as H_G hashes them, guardian by guardian, and that is where they stay.
 */
#include "combine/guardians.h"
#include "crypto/eg21.h"

typedef struct layout {
    cf_guardian_key *guardians; /* n */
    cf_element *vote;           /* n * k */
    cf_element *data;           /* n * k */
    cf_element *kappa;          /* n */
} layout;

static cf_status check_order(const cf_ceremony *ceremony, const cf_guardian_key *guardians,
                             cf_fault *fault)
{
    for (uint32_t i = 0; i < ceremony->n; i++) {
        if (guardians[i].index != i + 1) {
            return cf_fault_set(fault, CF_ERR_SHAPE, "", 0,
                                "guardian %u stands where guardian %u has to be",
                                guardians[i].index, i + 1);
        }
    }
    return CF_OK;
}

static bool lay_out(const cf_ceremony *ceremony, const cf_guardian_key *guardians, cf_arena *arena,
                    layout *out)
{
    const size_t n = ceremony->n;
    const size_t k = ceremony->k;
    out->guardians = cf_arena_take(arena, n, sizeof *out->guardians);
    out->vote = cf_arena_take(arena, n * k, sizeof *out->vote);
    out->data = cf_arena_take(arena, n * k, sizeof *out->data);
    out->kappa = cf_arena_take(arena, n, sizeof *out->kappa);
    if (out->guardians == NULL || out->vote == NULL || out->data == NULL || out->kappa == NULL) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        memcpy(out->vote + i * k, guardians[i].vote, k * sizeof *out->vote);
        memcpy(out->data + i * k, guardians[i].data, k * sizeof *out->data);
        out->kappa[i] = guardians[i].kappa;
        out->guardians[i] = (cf_guardian_key){ .index = guardians[i].index,
                                               .vote = out->vote + i * k,
                                               .data = out->data + i * k,
                                               .kappa = guardians[i].kappa };
    }
    return true;
}

/*
 * The product of all guardians' commitments to their coefficients of degree j; j = 0: of their
 * keys.
 */
static cf_element product(const cf_ceremony *ceremony, const cf_element *commitments, size_t j)
{
    cf_element out;
    cf_group_identity(ceremony->group, &out);
    for (size_t i = 0; i < ceremony->n; i++) {
        cf_group_multiply(ceremony->group, 1, &out, &out, &commitments[i * ceremony->k + j]);
    }
    return out;
}

static cf_status check_not_one(const cf_group *group, const cf_element *key, const char *name,
                               cf_fault *fault)
{
    if (cf_group_is_identity(group, key)) {
        return cf_fault_set(fault, CF_ERR_SHAPE, "", 0,
                            "%s, the product of the guardians' keys, is 1: it hides nothing", name);
    }
    return CF_OK;
}

/* Leading coefficients that cancel out let fewer than k guardians decrypt. */
static cf_status check_degree(const cf_ceremony *ceremony, const layout *laid, cf_fault *fault)
{
    const cf_element vote = product(ceremony, laid->vote, ceremony->k - 1);
    const cf_element data = product(ceremony, laid->data, ceremony->k - 1);
    if (cf_group_is_identity(ceremony->group, &vote)
        || cf_group_is_identity(ceremony->group, &data)) {
        return cf_fault_set(fault, CF_ERR_SHAPE, "", 0,
                            "the product of the guardians' last commitments is 1: fewer than the "
                            "quorum of %u could decrypt",
                            ceremony->k);
    }
    return CF_OK;
}

static cf_election_keys keys_of(const cf_ceremony *ceremony, const layout *laid)
{
    cf_election_keys keys = { .group = ceremony->group,
                              .n = ceremony->n,
                              .k = ceremony->k,
                              .h_b = ceremony->h_b,
                              .joint = product(ceremony, laid->vote, 0),
                              .joint_hat = product(ceremony, laid->data, 0),
                              .guardians = laid->guardians };
    cf_eg21_extended_base_hash(&keys.h_b, keys.group, &keys.joint, &keys.joint_hat, &keys.h_e);
    cf_eg21_guardian_record_hash(&keys.h_b, keys.group, keys.n, keys.k, &keys.joint,
                                 &keys.joint_hat, laid->vote, laid->data, laid->kappa, &keys.h_g);
    return keys;
}

cf_status cf_guardians_combine(const cf_ceremony *ceremony, const cf_guardian_key *guardians,
                               cf_arena *arena, cf_election_keys *out, cf_fault *fault)
{
    cf_status status = check_order(ceremony, guardians, fault);
    if (status != CF_OK) {
        return status;
    }
    layout laid;
    if (!lay_out(ceremony, guardians, arena, &laid)) {
        return cf_fault_set(fault, CF_ERR_MEMORY, "", 0,
                            "there is no memory for the guardians' keys");
    }
    const cf_election_keys keys = keys_of(ceremony, &laid);
    status = check_not_one(keys.group, &keys.joint, "K", fault);
    if (status == CF_OK) {
        status = check_not_one(keys.group, &keys.joint_hat, "K'", fault);
    }
    if (status == CF_OK) {
        status = check_degree(ceremony, &laid, fault);
    }
    if (status == CF_OK) {
        *out = keys;
    }
    return status;
}
