/*
 * crypto/schnorr_check.c -- does someone know the logarithm of this key?
 *
 * h = g^v key^c, and c must be the hash of what was to be proven and of h.  Two shapes share that
 * line: a guardian proves all of its keys under one challenge, a ballot one key at a time but
 * many at once, straight from the octets of the record.
 */
#include "crypto/proofs_check.h"

/* h[i] = g^v[i] * powers[i], in place of powers; both have count entries. */
static void multiply_by_g(const cf_election_bases *bases, size_t count, const cf_scalar *v,
                          cf_element *powers, cf_element *room)
{
    cf_fixed_base_powers_vartime(bases->g, count, v, room);
    cf_group_multiply(bases->group, count, powers, powers, room);
}

static bool challenge_is(const cf_group *group, const cf_transcript *prefix, size_t count,
                         const cf_element *commitments, cf_octets suffix, const cf_scalar *c)
{
    cf_transcript transcript = *prefix;
    cf_transcript_elements(&transcript, group, count, commitments);
    cf_transcript_octets(&transcript, suffix);
    cf_scalar challenge;
    cf_transcript_close_scalar(&transcript, group, &challenge);
    return cf_scalar_equal(&challenge, c);
}

cf_status cf_schnorr_check(const cf_election_bases *bases, cf_arena *scratch,
                           const cf_transcript *prefix, cf_octets suffix, size_t count,
                           const cf_element *keys, const cf_scalar *c, const cf_scalar *v,
                           bool *holds)
{
    cf_scalar *exponents = cf_arena_take(scratch, count, sizeof *exponents);
    cf_element *powers = cf_arena_take(scratch, count, sizeof *powers);
    cf_element *room = cf_arena_take(scratch, count, sizeof *room);
    if (exponents == NULL || powers == NULL || room == NULL) {
        return CF_ERR_MEMORY;
    }

    for (size_t j = 0; j < count; j++) {
        exponents[j] = *c;
    }
    cf_group_powers_vartime(bases->group, count, keys, 1, exponents, powers);
    multiply_by_g(bases, count, v, powers, room);
    *holds = challenge_is(bases->group, prefix, count, powers, suffix, c);
    return CF_OK;
}

static bool has_scalars(const cf_schnorr_claim *claim)
{
    return claim->c != NULL && claim->v != NULL;
}

cf_status cf_schnorr_check_keys(const cf_election_bases *bases, cf_arena *scratch, size_t count,
                                const cf_unchecked_element *claimed, const cf_schnorr_claim *claims,
                                cf_element *keys, cf_refusal *verdict, bool *holds)
{
    cf_scalar *c = cf_arena_take(scratch, count, sizeof *c);
    cf_scalar *v = cf_arena_take(scratch, count, sizeof *v);
    cf_element *powers = cf_arena_take(scratch, count, sizeof *powers);
    cf_element *room = cf_arena_take(scratch, count, sizeof *room);
    if (c == NULL || v == NULL || powers == NULL || room == NULL) {
        return CF_ERR_MEMORY;
    }

    /* Where scalars were refused, the zeros of the arena stand in: the key is still admitted. */
    for (size_t i = 0; i < count; i++) {
        if (has_scalars(&claims[i])) {
            c[i] = *claims[i].c;
            v[i] = *claims[i].v;
        }
    }
    cf_group_admit_powers_vartime(bases->group, count, claimed, 1, c, keys, powers, verdict);
    multiply_by_g(bases, count, v, powers, room);
    for (size_t i = 0; i < count; i++) {
        holds[i] = verdict[i] == CF_ADMITTED && has_scalars(&claims[i])
                   && challenge_is(bases->group, &claims[i].prefix, 1, &powers[i], claims[i].suffix,
                                   claims[i].c);
        if (holds[i] && claims[i].commitment != NULL) {
            cf_group_encode(bases->group, 1, &powers[i], claims[i].commitment);
        }
    }
    return CF_OK;
}
