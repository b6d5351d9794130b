/*
 * crypto/proofs_check.h -- do these proofs hold?
 *
 * The three equations under every proof of ElectionGuard, apart from what each profile hashes: the
 * caller starts the transcript of the challenge (eg21.h, egk20.h) and these functions append the
 * commitments that they recompute.  All data are public.
 *
 *   uses     base group
 *   memory   scratch comes from the caller's arena and is dead after the call; a range check takes
 *            about 1 MiB at most while bounds stay below 256, however many claims there are
 *   errors   CF_ERR_MEMORY when the arena is full: nothing was decided then
 *   source   [EGDS21] 3.3.7 and 3.3.8 (range), 3.2.2 and 3.3.4 (Schnorr), 3.6.5 (equal logarithms)
 */
#ifndef CF_CRYPTO_PROOFS_CHECK_H
#define CF_CRYPTO_PROOFS_CHECK_H

#include "base/arena.h"
#include "crypto/transcript.h"

/* The bases that serve a whole election: g, K and (2.1 only, else NULL) K-hat. */
typedef struct cf_election_bases {
    const cf_group *group;
    const cf_fixed_base *g;
    const cf_fixed_base *k;
    const cf_fixed_base *k_hat;
} cf_election_bases;

/*
 * A range proof: (alpha, beta) encrypts one of 0..bound, without saying which.
 *
 * For j = 0..bound: a_j = g^v_j alpha^c_j, b_j = K^(v_j - j c_j) beta^c_j, and the challenge that
 * hashes them all equals the sum of the c_j modulo q.
 */
typedef struct cf_range_claim {
    cf_transcript challenge; /* started; everything before alpha */
    size_t bound;            /* R or L, >= 1 */
    const cf_scalar *c;      /* bound + 1 */
    const cf_scalar *v;      /* bound + 1 */

    /*
     * Commitments a_0, b_0, .., a_bound, b_bound, encoded one after another: 2 (bound + 1) elements.
     * hints, or NULL: somebody's claim of what they are, for crypto/batch.h.  commitments, or NULL:
     * where an exact check that holds writes them.
     */
    const uint8_t *hints;
    uint8_t *commitments;
} cf_range_claim;

/*
 * Admit ciphertexts and check a range proof on each, sharing one ladder per element.
 *
 *   alpha_claimed, beta_claimed   count of each, one pair per claim
 *   alpha, beta                   written: the elements, or identities where refused
 *   alpha_verdict, beta_verdict   written: why, when refused
 *   holds                         written: the equation; false where an element was refused
 *
 * Claims may have different bounds.  A claim with c NULL (its scalars were refused) is only
 * admitted; holds is false.
 */
CF_MUST_CHECK cf_status cf_range_check_ciphertexts(const cf_election_bases *bases,
                                                   cf_arena *scratch, size_t count,
                                                   const cf_unchecked_element *alpha_claimed,
                                                   const cf_unchecked_element *beta_claimed,
                                                   const cf_range_claim *claims, cf_element *alpha,
                                                   cf_element *beta, cf_refusal *alpha_verdict,
                                                   cf_refusal *beta_verdict, bool *holds);

/* The same equation over elements that are already admitted, such as a contest's products. */
CF_MUST_CHECK cf_status cf_range_check_elements(const cf_election_bases *bases, cf_arena *scratch,
                                                size_t count, const cf_element *alpha,
                                                const cf_element *beta,
                                                const cf_range_claim *claims, bool *holds);

/*
 * A Schnorr proof that the logarithms of `count` public keys are known, under one challenge.
 *
 * h_j = g^v_j key_j^c for every j; the challenge is H_q of prefix || h_0 .. h_(count-1) || suffix.
 *
 *   suffix   octets after the commitments; an empty span for none (at not NULL)
 */
CF_MUST_CHECK cf_status cf_schnorr_check(const cf_election_bases *bases, cf_arena *scratch,
                                         const cf_transcript *prefix, cf_octets suffix,
                                         size_t count, const cf_element *keys, const cf_scalar *c,
                                         const cf_scalar *v, bool *holds);

/* A Schnorr proof of one key: its challenge is prefix || a || suffix. */
typedef struct cf_schnorr_claim {
    cf_transcript prefix; /* started */
    cf_octets suffix;     /* as above */
    const cf_scalar *c;   /* NULL when it was refused: the key is only admitted then */
    const cf_scalar *v;
    const uint8_t *hint; /* one encoded element; as in a range claim, or NULL */
    uint8_t *commitment; /* likewise, or NULL */
} cf_schnorr_claim;

/*
 * Admit keys and check a Schnorr proof on each, sharing one ladder per key.  keys and verdict as
 * cf_group_admit_vartime writes them; holds is false where a key or scalar was refused.
 */
CF_MUST_CHECK cf_status cf_schnorr_check_keys(const cf_election_bases *bases, cf_arena *scratch,
                                              size_t count, const cf_unchecked_element *claimed,
                                              const cf_schnorr_claim *claims, cf_element *keys,
                                              cf_refusal *verdict, bool *holds);

/*
 * A Chaum-Pedersen proof that log_g(key) = log_base(power), used for every decryption.
 *
 * a = g^v key^c, b = base^v power^c; the challenge is H_q of prefix || a || b || power.
 *
 *   key_table   the fixed base of the public key (K, or K-hat)
 */
CF_MUST_CHECK cf_status cf_equal_logs_check(const cf_election_bases *bases, cf_arena *scratch,
                                            const cf_fixed_base *key_table,
                                            const cf_transcript *prefix, const cf_element *base,
                                            const cf_element *power, const cf_scalar *c,
                                            const cf_scalar *v, bool *holds);

/* The same of many proofs with one key: count of each. */
CF_MUST_CHECK cf_status cf_equal_logs_check_all(const cf_election_bases *bases, cf_arena *scratch,
                                                const cf_fixed_base *key_table, size_t count,
                                                const cf_transcript *prefixes,
                                                const cf_element *base, const cf_element *power,
                                                const cf_scalar *c, const cf_scalar *v,
                                                bool *holds);

/*
 * Encrypt value under nonce again, as an opened ballot is checked: alpha = g^nonce,
 * beta = key^(value + nonce).  count of each.  Public values: everything was published.
 */
void cf_elgamal_reencrypt_vartime(const cf_election_bases *bases, const cf_fixed_base *key_table,
                                  size_t count, const cf_scalar *values, const cf_scalar *nonces,
                                  cf_element *alpha, cf_element *beta);

#endif
