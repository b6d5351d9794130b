/*
 * combine/guardians_record.c -- the keys of an election as a record states them, and back.
 *
 * What is read is computed again from the guardians' commitments; a claim is only ever compared.
 */
#include "combine/encoded.h"
#include "combine/guardians_admit.h"

/* --- to a record --- */

/* Copies to an arena; runs on after memory is out and says so at the end. */
typedef struct copying {
    cf_arena *arena;
    bool incomplete;
} copying;

static cf_octets copy(copying *to, cf_octets octets)
{
    if (octets.at == NULL) {
        return octets;
    }
    const cf_octets copied = cf_arena_copy(to->arena, octets);
    to->incomplete = to->incomplete || copied.at == NULL;
    return copied;
}

static const cf_unchecked_element *copy_elements(copying *to, size_t count,
                                                 const cf_unchecked_element *from)
{
    cf_unchecked_element *out = cf_arena_take(to->arena, count, sizeof *out);
    to->incomplete = to->incomplete || out == NULL;
    for (size_t j = 0; out != NULL && j < count; j++) {
        out[j].octets = copy(to, from[j].octets);
    }
    return out;
}

static const cf_unchecked_scalar *copy_scalars(copying *to, size_t count,
                                               const cf_unchecked_scalar *from)
{
    cf_unchecked_scalar *out = cf_arena_take(to->arena, count, sizeof *out);
    to->incomplete = to->incomplete || out == NULL;
    for (size_t j = 0; out != NULL && j < count; j++) {
        out[j].octets = copy(to, from[j].octets);
    }
    return out;
}

static cf_guardian copy_guardian(copying *to, const cf_guardian *claim)
{
    cf_guardian out = *claim;
    out.name = copy(to, claim->name);
    out.vote = copy_elements(to, claim->vote_count, claim->vote);
    out.data = copy_elements(to, claim->data_count, claim->data);
    out.kappa.octets = copy(to, claim->kappa.octets);
    out.vote_c = copy_scalars(to, claim->vote_c_count, claim->vote_c);
    out.vote_v = copy_scalars(to, claim->vote_v_count, claim->vote_v);
    out.data_c.octets = copy(to, claim->data_c.octets);
    out.data_v = copy_scalars(to, claim->data_v_count, claim->data_v);
    return out;
}

static cf_unchecked_element encode(copying *to, const cf_group *group, const cf_element *element)
{
    const cf_unchecked_element *encoded = cf_encoded_elements(group, 1, element, to->arena);
    to->incomplete = to->incomplete || encoded == NULL;
    return encoded != NULL ? *encoded : (cf_unchecked_element){ { NULL, 0 } };
}

cf_status cf_guardians_publish(const cf_election_keys *keys, const cf_guardian *claims,
                               cf_arena *arena, cf_keys *out)
{
    copying to = { .arena = arena };
    cf_guardian *guardians = cf_arena_take(arena, keys->n, sizeof *guardians);
    if (guardians == NULL) {
        return CF_ERR_MEMORY;
    }
    for (size_t i = 0; i < keys->n; i++) {
        guardians[i] = copy_guardian(&to, &claims[i]);
    }
    const cf_keys published = {
        .joint = encode(&to, keys->group, &keys->joint),
        .joint_hat = encode(&to, keys->group, &keys->joint_hat),
        .h_e = copy(&to, cf_octets_of(keys->h_e.octets, CF_HASH_OCTETS)),
        .has_h_g = true,
        .h_g = copy(&to, cf_octets_of(keys->h_g.octets, CF_HASH_OCTETS)),
        .guardian_count = keys->n,
        .guardians = guardians,
    };
    if (to.incomplete) {
        return CF_ERR_MEMORY;
    }
    *out = published;
    return CF_OK;
}

/* --- from a record --- */

static cf_status refuse(cf_fault *fault, const char *what)
{
    return cf_fault_set(fault, CF_ERR_SHAPE, "", 0, "%s", what);
}

/* A record may list guardians in any order. */
static const cf_guardian *find(const cf_keys *claimed, uint32_t index)
{
    for (size_t i = 0; i < claimed->guardian_count; i++) {
        if (claimed->guardians[i].index == index) {
            return &claimed->guardians[i];
        }
    }
    return NULL;
}

/* With n guardians in the list, each index found at all is found once. */
static cf_status admit_all(const cf_ceremony *ceremony, const cf_checking *checking,
                           const cf_keys *claimed, cf_arena *arena, cf_guardian_key *out,
                           cf_fault *fault)
{
    for (uint32_t index = 1; index <= ceremony->n; index++) {
        const cf_guardian *guardian = find(claimed, index);
        if (guardian == NULL) {
            return cf_fault_set(fault, CF_ERR_SHAPE, "", 0, "no guardian has the index %u", index);
        }
        const cf_status status = cf_guardian_admit_with(ceremony, checking, index, guardian, arena,
                                                        &out[index - 1], fault);
        if (status != CF_OK) {
            return status;
        }
    }
    return CF_OK;
}

/* Membership of K is in this too: what equals the encoding of a member is one. */
static bool is_encoding_of(const cf_group *group, cf_unchecked_element claimed,
                           const cf_element *element)
{
    uint8_t octets[CF_ELEMENT_OCTETS_MAX];
    cf_group_encode(group, 1, element, octets);
    return cf_octets_equal(claimed.octets, cf_octets_of(octets, cf_group_element_octets(group)));
}

static cf_status compare(const cf_keys *claimed, const cf_election_keys *computed, cf_fault *fault)
{
    if (!is_encoding_of(computed->group, claimed->joint, &computed->joint)) {
        return refuse(fault, "K is not the product of the guardians' vote keys");
    }
    if (!is_encoding_of(computed->group, claimed->joint_hat, &computed->joint_hat)) {
        return refuse(fault, "K' is not the product of the guardians' data keys");
    }
    if (!cf_hash_is(&computed->h_e, claimed->h_e)) {
        return refuse(fault, "H_E is not the hash of K and K' under H_B");
    }
    if (claimed->has_h_g && !cf_hash_is(&computed->h_g, claimed->h_g)) {
        return refuse(fault, "H_G is not the hash of all keys under H_B");
    }
    return CF_OK;
}

/* admitted: room for n. */
static cf_status read_with(const cf_ceremony *ceremony, const cf_checking *checking,
                           const cf_keys *claimed, cf_guardian_key *admitted, cf_arena *arena,
                           cf_election_keys *out, cf_fault *fault)
{
    cf_election_keys computed;
    cf_status status = admit_all(ceremony, checking, claimed, arena, admitted, fault);
    if (status == CF_OK) {
        status = cf_guardians_combine(ceremony, admitted, arena, &computed, fault);
    }
    if (status == CF_OK) {
        status = compare(claimed, &computed, fault);
    }
    if (status == CF_OK) {
        *out = computed;
    }
    return status;
}

cf_status cf_guardians_read(const cf_ceremony *ceremony, const cf_keys *claimed, cf_arena *arena,
                            cf_election_keys *out, cf_fault *fault)
{
    if (claimed->guardian_count != ceremony->n) {
        return cf_fault_set(fault, CF_ERR_SHAPE, "", 0, "%zu guardians, expected %u",
                            claimed->guardian_count, ceremony->n);
    }
    cf_checking checking;
    const cf_status opened =
        cf_checking_open(ceremony->group, ceremony->k + 1, 2 * (size_t)ceremony->n, &checking);
    cf_guardian_key *admitted = cf_arena_take(arena, ceremony->n, sizeof *admitted);
    const cf_status status =
        opened == CF_OK && admitted != NULL
            ? read_with(ceremony, &checking, claimed, admitted, arena, out, fault)
            : cf_fault_set(fault, CF_ERR_MEMORY, "", 0,
                           "there is no memory for the guardians' keys");
    cf_checking_close(&checking);
    return status;
}
