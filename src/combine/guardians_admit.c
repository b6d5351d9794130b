/*
 * combine/guardians_admit.c -- may this guardian's keys become part of the election's?
 *
 * The two proofs show that the guardian knows what its commitments commit to.  Without them the
 * last one to publish could choose its key as the quotient of one it likes and all others.
 */
#include "combine/guardians_admit.h"
#include "crypto/eg21.h"

#include <stdio.h>

typedef struct look {
    const cf_ceremony *ceremony;
    const cf_checking *checking;
    const cf_guardian *claimed;
    cf_fault *fault;
} look;

static cf_status out_of_memory(cf_fault *fault)
{
    return cf_fault_set(fault, CF_ERR_MEMORY, "", 0, "there is no memory for a guardian's keys");
}

/* --- the door --- */

static cf_status check_count(const look *l, const char *things, size_t found, size_t due)
{
    if (found != due) {
        return cf_fault_set(l->fault, CF_ERR_SHAPE, "", 0, "guardian %u: %zu %s, expected %zu",
                            l->claimed->index, found, things, due);
    }
    return CF_OK;
}

/* A member of the guardian's JSON object, or one of a list there. */
static cf_status refuse(const look *l, const char *name, bool listed, size_t j, cf_refusal verdict,
                        bool scalar)
{
    char number[sizeof "[4294967295]"];
    (void)snprintf(number, sizeof number, "[%u]", (unsigned)j);
    return cf_fault_set(l->fault, CF_ERR_SHAPE, "", 0, "guardian %u: %s%s %s", l->claimed->index,
                        name, listed ? number : "", cf_refusal_phrase(verdict, scalar));
}

static cf_status admit_elements(const look *l, const char *name, bool listed, size_t count,
                                const cf_unchecked_element *claimed, cf_element *out)
{
    cf_refusal *verdict = cf_arena_take(l->checking->scratch, count, sizeof *verdict);
    if (verdict == NULL) {
        return out_of_memory(l->fault);
    }
    cf_group_admit_vartime(l->ceremony->group, count, claimed, out, verdict);
    for (size_t j = 0; j < count; j++) {
        if (verdict[j] != CF_ADMITTED) {
            return refuse(l, name, listed, j, verdict[j], false);
        }
    }
    return CF_OK;
}

static cf_status admit_scalars(const look *l, const char *name, bool listed, size_t count,
                               const cf_unchecked_scalar *claimed, cf_scalar *out)
{
    for (size_t j = 0; j < count; j++) {
        const cf_refusal verdict = cf_scalar_admit(l->ceremony->group, claimed[j], &out[j]);
        if (verdict != CF_ADMITTED) {
            return refuse(l, name, listed, j, verdict, true);
        }
    }
    return CF_OK;
}

/* --- vote keys or data keys, as they lie in a cf_guardian --- */

typedef struct half {
    bool data;
    const char *commitments_name;
    const char *c_name;
    const char *v_name;
    size_t count;
    const cf_unchecked_element *commitments;
    size_t c_count;
    const cf_unchecked_scalar *c;
    size_t v_count;
    const cf_unchecked_scalar *v;
} half;

static half vote_half(const cf_guardian *claimed)
{
    return (half){ .data = false,
                   .commitments_name = "vote.commitments",
                   .c_name = "vote.c",
                   .v_name = "vote.v",
                   .count = claimed->vote_count,
                   .commitments = claimed->vote,
                   .c_count = claimed->vote_c_count,
                   .c = claimed->vote_c,
                   .v_count = claimed->vote_v_count,
                   .v = claimed->vote_v };
}

static half data_half(const cf_guardian *claimed)
{
    return (half){ .data = true,
                   .commitments_name = "data.commitments",
                   .c_name = "data.c",
                   .v_name = "data.v",
                   .count = claimed->data_count,
                   .commitments = claimed->data,
                   .c_count = 1,
                   .c = &claimed->data_c,
                   .v_count = claimed->data_v_count,
                   .v = claimed->data_v };
}

static cf_status check_counts(const look *l, const half *h)
{
    const size_t k = l->ceremony->k;
    cf_status status = check_count(l, h->commitments_name, h->count, k);
    if (status == CF_OK) {
        status = check_count(l, h->c_name, h->c_count, 1);
    }
    return status == CF_OK ? check_count(l, h->v_name, h->v_count, k + 1) : status;
}

/* keys: k commitments, then kappa. */
static cf_status check_proof(const look *l, const half *h, const cf_element *keys,
                             const cf_scalar *c, const cf_scalar *v)
{
    const size_t k = l->ceremony->k;
    cf_transcript prefix;
    cf_eg21_guardian_challenge(&prefix, &l->ceremony->h_p, l->ceremony->group, h->data,
                               l->claimed->index, k, keys, &keys[k]);
    bool holds = false;
    if (cf_schnorr_check(&l->checking->bases, l->checking->scratch, &prefix, cf_octets_of("", 0),
                         k + 1, keys, c, v, &holds)
        != CF_OK) {
        return out_of_memory(l->fault);
    }
    if (!holds) {
        return cf_fault_set(l->fault, CF_ERR_SHAPE, "", 0,
                            "guardian %u: the proof of %s does not hold", l->claimed->index,
                            h->commitments_name);
    }
    return CF_OK;
}

/* keys: room for k commitments, and kappa after it. */
static cf_status look_at_half(const look *l, const half *h, cf_element *keys)
{
    cf_arena_reset(l->checking->scratch);
    cf_status status = check_counts(l, h);
    if (status != CF_OK) {
        return status;
    }
    cf_scalar c;
    cf_scalar *v = cf_arena_take(l->checking->scratch, h->v_count, sizeof *v);
    if (v == NULL) {
        return out_of_memory(l->fault);
    }
    status = admit_elements(l, h->commitments_name, true, h->count, h->commitments, keys);
    if (status == CF_OK) {
        status = admit_scalars(l, h->c_name, false, 1, h->c, &c);
    }
    if (status == CF_OK) {
        status = admit_scalars(l, h->v_name, true, h->v_count, h->v, v);
    }
    return status == CF_OK ? check_proof(l, h, keys, &c, v) : status;
}

/* --- one guardian --- */

/* 1 is a member and a key that everybody has; the verifier refuses it too (doc/readings.md 2.2). */
static cf_status check_not_one(const look *l, const char *name, const cf_element *key)
{
    return !cf_group_is_identity(l->ceremony->group, key)
               ? CF_OK
               : cf_fault_set(l->fault, CF_ERR_SHAPE, "", 0, "guardian %u: %s is 1",
                              l->claimed->index, name);
}

static cf_status check_keys(const look *l, const cf_element *vote, const cf_element *data,
                            const cf_element *kappa)
{
    cf_status status = check_not_one(l, "vote.commitments[0]", vote);
    if (status == CF_OK) {
        status = check_not_one(l, "data.commitments[0]", data);
    }
    return status == CF_OK ? check_not_one(l, "kappa", kappa) : status;
}

static cf_status check_index(const cf_ceremony *ceremony, uint32_t index,
                             const cf_guardian *claimed, cf_fault *fault)
{
    if (index < 1 || index > ceremony->n) {
        return cf_fault_set(fault, CF_ERR_SHAPE, "", 0,
                            "guardian %u: the index has to be a number from 1 to n = %u", index,
                            ceremony->n);
    }
    if (claimed->index != index) {
        return cf_fault_set(fault, CF_ERR_SHAPE, "", 0, "guardian %u: it says that its index is %u",
                            index, claimed->index);
    }
    return CF_OK;
}

cf_status cf_guardian_admit_with(const cf_ceremony *ceremony, const cf_checking *checking,
                                 uint32_t index, const cf_guardian *claimed, cf_arena *arena,
                                 cf_guardian_key *out, cf_fault *fault)
{
    cf_status status = check_index(ceremony, index, claimed, fault);
    if (status != CF_OK) {
        return status;
    }
    const size_t k = ceremony->k;
    cf_element *vote = cf_arena_take(arena, k + 1, sizeof *vote);
    cf_element *data = cf_arena_take(arena, k + 1, sizeof *data);
    if (vote == NULL || data == NULL) {
        return out_of_memory(fault);
    }
    const look l = {
        .ceremony = ceremony, .checking = checking, .claimed = claimed, .fault = fault
    };
    const half halves[2] = { vote_half(claimed), data_half(claimed) };
    cf_arena_reset(checking->scratch);
    status = admit_elements(&l, "kappa", false, 1, &claimed->kappa, &vote[k]);
    data[k] = vote[k];
    if (status == CF_OK) {
        status = look_at_half(&l, &halves[0], vote);
    }
    if (status == CF_OK) {
        status = look_at_half(&l, &halves[1], data);
    }
    if (status == CF_OK) {
        status = check_keys(&l, vote, data, &vote[k]);
    }
    if (status == CF_OK) {
        *out = (cf_guardian_key){ .index = index, .vote = vote, .data = data, .kappa = vote[k] };
    }
    return status;
}

cf_status cf_guardian_admit(const cf_ceremony *ceremony, uint32_t index, const cf_guardian *claimed,
                            cf_arena *arena, cf_guardian_key *out, cf_fault *fault)
{
    cf_checking checking;
    const cf_status opened = cf_checking_open(ceremony->group, ceremony->k + 1, 2, &checking);
    const cf_status status = opened == CF_OK ? cf_guardian_admit_with(ceremony, &checking, index,
                                                                      claimed, arena, out, fault)
                                             : out_of_memory(fault);
    cf_checking_close(&checking);
    return status;
}
