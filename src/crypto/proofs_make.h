/*
 * crypto/proofs_make.h -- making the proofs that proofs_check.h checks.
 *
 * The caller starts the transcript of the challenge (eg21.h); these functions append what they
 * committed to and publish answers that tell nothing but that the claim is true.  Which of several
 * branches is the true one is secret: all are computed alike.
 *
 *   uses     base group
 *   memory   no heap; scratch comes from the caller and is wiped before return, as is the stack
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

/*
 * Exponential ElGamal to the base of the key ([EGDS21] 3.3.1): alpha = g^nonce,
 * beta = key^(value + nonce).  count of each.
 */
void cf_elgamal_encrypt(const cf_making_bases *bases, const cf_scanned_base *key, size_t count,
                        const cf_secret_scalar *values, const cf_secret_scalar *nonces,
                        cf_element *alpha, cf_element *beta);

/* What one range proof of this bound needs as scratch: octets, aligned to 64. */
size_t cf_range_make_scratch_octets(size_t bound);

/*
 * Prove that (alpha, beta) under `nonce` and K encrypts value, one of 0..bound, bound in
 * 1..CF_SELECTION_LIMIT_MAX.
 *
 *   challenge   started; everything before alpha
 *   value       an integer in [0, bound]; with another the proof is made and does not hold
 *   c, v        bound + 1 each, written
 *   draws       u_0 .. u_bound, then a c_j for every j in 0..bound; the drawn c of the true branch
 *               is thrown away, so that the count of draws tells nothing
 *
 * For every j: a_j = g^u_j, b_j = K^(u_j + (value - j) c_j); c_value = c - the sum of the other
 * c_j; v_j = u_j - c_j nonce.  Costs 2 (bound + 1) powers.
 */
CF_MUST_CHECK cf_status cf_range_make(const cf_making_bases *bases, const cf_transcript *challenge,
                                      const cf_element *alpha, const cf_element *beta, size_t bound,
                                      uint64_t value, const cf_secret_scalar *nonce,
                                      const cf_entropy_source *entropy, void *scratch, cf_scalar *c,
                                      cf_scalar *v);

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
