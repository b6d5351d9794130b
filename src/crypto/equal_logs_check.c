/*
 * crypto/equal_logs_check.c -- was this ciphertext opened with the key of the election?
 *
 * The key is g^s and the decryption factor is base^s: the same s, says the proof, and shows (c,
 * v) with a = g^v key^c and b = base^v power^c.  Were the two exponents s and s' different, (a,
 * b) would fix c before it is hashed, and only one value in q would do.
 */
#include "crypto/proofs_check.h"

/* The first half of each array belongs to a, the second to b. */
typedef struct work {
    cf_element *commitments; /* g^v, then base^v; in the end a, then b */
    cf_element *factors;     /* key^c, then power^c */
    cf_element *moving;      /* base, then power */
    cf_scalar *exponents;    /* v, then c */
} work;

static bool make_room(work *w, cf_arena *scratch, size_t count)
{
    w->commitments = cf_arena_take(scratch, 2 * count, sizeof *w->commitments);
    w->factors = cf_arena_take(scratch, 2 * count, sizeof *w->factors);
    w->moving = cf_arena_take(scratch, 2 * count, sizeof *w->moving);
    w->exponents = cf_arena_take(scratch, 2 * count, sizeof *w->exponents);
    return w->commitments != NULL && w->factors != NULL && w->moving != NULL
           && w->exponents != NULL;
}

/* a = g^v key^c, b = base^v power^c. */
static void compute_commitments(const work *w, const cf_election_bases *bases,
                                const cf_fixed_base *key_table, size_t count, const cf_scalar *c,
                                const cf_scalar *v)
{
    cf_group_powers_vartime(bases->group, 2 * count, w->moving, 1, w->exponents, w->moving);
    memcpy(w->commitments + count, w->moving, count * sizeof *w->moving);
    memcpy(w->factors + count, w->moving + count, count * sizeof *w->moving);
    cf_fixed_base_powers_vartime(bases->g, count, v, w->commitments);
    cf_fixed_base_powers_vartime(key_table, count, c, w->factors);
    cf_group_multiply(bases->group, 2 * count, w->commitments, w->commitments, w->factors);
}

static bool challenge_is(const cf_group *group, const cf_transcript *prefix, const cf_element *a,
                         const cf_element *b, const cf_element *power, const cf_scalar *c)
{
    cf_transcript transcript = *prefix;
    cf_transcript_elements(&transcript, group, 1, a);
    cf_transcript_elements(&transcript, group, 1, b);
    cf_transcript_elements(&transcript, group, 1, power);
    cf_scalar challenge;
    cf_transcript_close_scalar(&transcript, group, &challenge);
    return cf_scalar_equal(&challenge, c);
}

cf_status cf_equal_logs_check_all(const cf_election_bases *bases, cf_arena *scratch,
                                  const cf_fixed_base *key_table, size_t count,
                                  const cf_transcript *prefixes, const cf_element *base,
                                  const cf_element *power, const cf_scalar *c, const cf_scalar *v,
                                  bool *holds)
{
    work w;
    if (count == 0) {
        return CF_OK;
    }
    if (!make_room(&w, scratch, count)) {
        return CF_ERR_MEMORY;
    }
    memcpy(w.moving, base, count * sizeof *base);
    memcpy(w.moving + count, power, count * sizeof *power);
    memcpy(w.exponents, v, count * sizeof *v);
    memcpy(w.exponents + count, c, count * sizeof *c);
    compute_commitments(&w, bases, key_table, count, c, v);
    for (size_t i = 0; i < count; i++) {
        holds[i] = challenge_is(bases->group, &prefixes[i], &w.commitments[i],
                                &w.commitments[count + i], &power[i], &c[i]);
    }
    return CF_OK;
}

cf_status cf_equal_logs_check(const cf_election_bases *bases, cf_arena *scratch,
                              const cf_fixed_base *key_table, const cf_transcript *prefix,
                              const cf_element *base, const cf_element *power, const cf_scalar *c,
                              const cf_scalar *v, bool *holds)
{
    return cf_equal_logs_check_all(bases, scratch, key_table, 1, prefix, base, power, c, v, holds);
}
