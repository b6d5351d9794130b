/*
 * crypto/eg21_make.h -- the hashes of ElectionGuard 2.1.0 that have a secret in them.
 *
 * In the manner of eg21.h.  Everything that is hashed here, and everything that comes out, is
 * secret until the protocol says otherwise; states of hashes are wiped.
 *
 *   uses     base group
 *   units    index   1-based, as in the manifest
 *   source   [EGDS21] 5; readings of its open points: doc/readings.md
 */
#ifndef CF_CRYPTO_EG21_MAKE_H
#define CF_CRYPTO_EG21_MAKE_H

#include "crypto/eg21.h"
#include "group/secret.h"

enum { CF_EG21_SHARE_OCTETS = 64 };

/* Octets from which everything about a ballot follows: xi_B, 32 raw octets, never reduced. */
typedef struct cf_ballot_nonce {
    uint8_t octets[CF_HASH_OCTETS];
} cf_ballot_nonce;

/*
 * k_il = H(H_P; 11, b(i,4), b(l,4), kappa_l, alpha, beta), and from it k_t = HMAC(k_il, t,
 * "share_enc_keys", 00, "share_encrypt", b(i,4), b(l,4), 02 00) for t = 1, 2: k_1 || k_2, xored in
 * place.  i sends, l receives; beta is what they agreed on.
 */
void cf_eg21_share_xor(const cf_hash *h_p, const cf_group *group, uint32_t sender,
                       uint32_t receiver, const cf_element *kappa, const cf_element *alpha,
                       const cf_secret_element *beta, uint8_t octets[CF_EG21_SHARE_OCTETS]);

/* xi_ij = H_q(H_I; 21, b(i,4), b(j,4), xi_B). */
void cf_eg21_selection_nonce(const cf_hmac_key *h_i, const cf_group *group, uint32_t contest_index,
                             uint32_t option_index, const cf_ballot_nonce *xi_b,
                             cf_secret_scalar *out);

/* Contest-data nonce: xi = H_q(H_I; 25, b(ind_c,4), xi_B). */
void cf_eg21_data_nonce(const cf_hmac_key *h_i, const cf_group *group, uint32_t contest_index,
                        const cf_ballot_nonce *xi_b, cf_secret_scalar *out);

/*
 * h = H(H_I; 22, alpha_B, beta_B), then k_1 = HMAC(h, 01, "ballot_nonce", 00,
 * "ballot_nonce_encrypt", 01 00), xored in place.
 */
void cf_eg21_nonce_xor(const cf_hmac_key *h_i, const cf_group *group, const cf_element *alpha,
                       const cf_secret_element *beta, uint8_t octets[CF_HASH_OCTETS]);

/*
 * Contest data: h = H(H_I; 26, b(ind_c,4), alpha, beta) and its key blocks, xored in place: what
 * cf_eg21_data_key and cf_eg21_data_xor do, with nothing left behind.
 */
void cf_eg21_secret_data_xor(const cf_hmac_key *h_i, const cf_group *group, uint32_t contest_index,
                             const cf_element *alpha, const cf_secret_element *beta,
                             uint8_t *octets, size_t len);

#endif
