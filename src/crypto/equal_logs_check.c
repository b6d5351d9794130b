/*
 * crypto/equal_logs_check.c -- was this ciphertext opened with the key of the election?
 *
 * The key is g^s and the decryption factor is base^s: the same s, says the proof, and shows (c,
 * v) with a = g^v key^c and b = base^v power^c.  Were the two exponents s and s' different, (a,
 * b) would fix c before it is hashed, and only one value in q would do.
 */
#include "crypto/proofs_check.h"

cf_status cf_equal_logs_check(const cf_election_bases *bases, cf_arena *scratch,
                              const cf_fixed_base *key_table, const cf_transcript *prefix,
                              const cf_element *base, const cf_element *power, const cf_scalar *c,
                              const cf_scalar *v, bool *holds)
{
    const cf_group *group = bases->group;
    cf_element *commitments = cf_arena_take(scratch, 2, sizeof *commitments);
    cf_element *factors = cf_arena_take(scratch, 2, sizeof *factors);
    cf_element *moving = cf_arena_take(scratch, 2, sizeof *moving);
    if (commitments == NULL || factors == NULL || moving == NULL) {
        return CF_ERR_MEMORY;
    }

    /* commitments = (g^v, base^v) * (key^c, power^c) */
    moving[0] = *base;
    moving[1] = *power;
    const cf_scalar exponents[2] = { *v, *c };
    cf_group_powers_vartime(group, 2, moving, 1, exponents, moving);
    cf_fixed_base_powers_vartime(bases->g, 1, v, &commitments[0]);
    cf_fixed_base_powers_vartime(key_table, 1, c, &factors[0]);
    commitments[1] = moving[0];
    factors[1] = moving[1];
    cf_group_multiply(group, 2, commitments, commitments, factors);

    cf_transcript transcript = *prefix;
    cf_transcript_elements(&transcript, group, 2, commitments);
    cf_transcript_elements(&transcript, group, 1, power);
    cf_scalar challenge;
    cf_transcript_close_scalar(&transcript, group, &challenge);
    *holds = cf_scalar_equal(&challenge, c);
    return CF_OK;
}
