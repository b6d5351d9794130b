/*
 * crypto/proofs_make.h -- making the proofs that proofs_check.h checks.
 *
 * The caller starts the transcript of the challenge (eg21.h); these functions append what they
 * committed to and publish answers that tell nothing but that the claim is true.  Which of several
 * branches is the true one is secret: all are computed alike.
 *
 *   uses     base group
 *   memory   no heap; scratch comes from the caller and is wiped before return where nothing else
 *            is said, as is the stack
 *   errors   what the entropy source returns, and nothing was proven then: outputs are zeroed
 *   secrets  values, nonces, everything drawn; counts, bounds and groups are public
 *   source   [EGDS21] 3.3.7 and 3.3.8 (range), 3.2.2 and 3.3.4 (Schnorr), 3.6.5 (equal logarithms)
 */
#ifndef CF_CRYPTO_PROOFS_MAKE_H
#define CF_CRYPTO_PROOFS_MAKE_H

#include "crypto/transcript.h"
#include "group/secret.h"

/* The bases that serve a whole election, for secret exponents. */
typedef struct cf_making_bases {
    const cf_group *group;
    const cf_scanned_base *g;
    const cf_scanned_base *k;     /* NULL before the key ceremony is complete */
    const cf_scanned_base *k_hat; /* likewise */
} cf_making_bases;

/* --- ciphertexts --- */

/*
 * Exponential ElGamal to the base of the key ([EGDS21] 3.3.1): alpha = g^nonce, beta = key^t,
 * t = value + nonce.
 */
void cf_elgamal_exponent(const cf_group *group, const cf_secret_scalar *value,
                         const cf_secret_scalar *nonce, cf_secret_scalar *t);

/* The same with its powers, count of each. */
void cf_elgamal_encrypt(const cf_making_bases *bases, const cf_scanned_base *key, size_t count,
                        const cf_secret_scalar *values, const cf_secret_scalar *nonces,
                        cf_element *alpha, cf_element *beta);

/* --- range proofs --- */

/*
 * What a range proof keeps to itself between its two halves.  The first commits, and says which
 * powers it wants; who makes many proofs calculates the powers of all of them at once; the second
 * answers.
 *
 *   bound   in 1..CF_SELECTION_LIMIT_MAX; bound + 1 places in each of the others:
 *   u       drawn: a_j = g^u[j]
 *   t       b_j = K^t[j], t[j] = u[j] + (value - j) drawn[j]
 *   drawn   a c_j for every j; that of the true branch is thrown away, so that the count of draws
 *           tells nothing
 *
 * The places are the caller's, who wipes them when the proof is answered or given up.
 */
typedef struct cf_range_secrets {
    size_t bound;
    cf_secret_scalar *u;
    cf_secret_scalar *t;
    cf_secret_scalar *drawn;
} cf_range_secrets;

/*
 * Commit to value, an integer in [0, bound]; with another a proof is made and does not hold.
 * Draws u_0 .. u_bound, then a c_j for every j in 0..bound.
 */
CF_MUST_CHECK cf_status cf_range_commit(const cf_group *group, uint64_t value,
                                        const cf_entropy_source *entropy,
                                        const cf_range_secrets *secrets);

/*
 * Answer: c_value = c - the sum of the other c_j; v_j = u_j - c_j nonce.
 *
 *   challenge   started; everything before a_0, which is alpha and beta at last
 *   a, b        bound + 1 encoded elements each, one after another
 *   value       that was committed to; nonce   of (alpha, beta)
 *   c, v        bound + 1 each, written
 */
void cf_range_answer(const cf_group *group, const cf_transcript *challenge, const uint8_t *a,
                     const uint8_t *b, uint64_t value, const cf_secret_scalar *nonce,
                     const cf_range_secrets *secrets, cf_scalar *c, cf_scalar *v);

/* What one proof of this bound, made alone, needs as scratch: octets, aligned to 64. */
size_t cf_range_make_scratch_octets(size_t bound);

/*
 * Both halves and the 2 (bound + 1) powers between them: prove that (alpha, beta) under `nonce`
 * and K encrypts value.  challenge is started; everything before alpha.
 */
CF_MUST_CHECK cf_status cf_range_make(const cf_making_bases *bases, const cf_transcript *challenge,
                                      const cf_element *alpha, const cf_element *beta, size_t bound,
                                      uint64_t value, const cf_secret_scalar *nonce,
                                      const cf_entropy_source *entropy, void *scratch, cf_scalar *c,
                                      cf_scalar *v);

/* --- knowledge of logarithms --- */

/*
 * Prove that the logarithms x_j of count public keys g^x_j are known, under one challenge.
 *
 *   prefix   started; everything before the commitments
 *   suffix   octets after them; an empty span for none
 *   u        count, scratch; drawn in the order j = 0, 1, .. and wiped
 *   c, v     one challenge, count answers, written
 */
CF_MUST_CHECK cf_status cf_schnorr_make(const cf_making_bases *bases, const cf_transcript *prefix,
                                        cf_octets suffix, size_t count, const cf_secret_scalar *x,
                                        const cf_entropy_source *entropy, cf_secret_scalar *u,
                                        cf_scalar *c, cf_scalar *v);

/* The same for one key when a = g^u is there already, encoded.  u is the caller's. */
void cf_schnorr_answer(const cf_group *group, const cf_transcript *prefix, const uint8_t *a,
                       cf_octets suffix, const cf_secret_scalar *u, const cf_secret_scalar *x,
                       cf_scalar *c, cf_scalar *v);

/*
 * Prove that power = base^x and key = g^x have the same x.  The challenge is H_q of
 * prefix || a || b || power; one u is drawn.
 */
CF_MUST_CHECK cf_status cf_equal_logs_make(const cf_making_bases *bases,
                                           const cf_transcript *prefix, const cf_element *base,
                                           const cf_element *power, const cf_secret_scalar *x,
                                           const cf_entropy_source *entropy, cf_scalar *c,
                                           cf_scalar *v);

#endif
