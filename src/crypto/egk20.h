/*
 * crypto/egk20.h -- the hashes of profile egk2.0, one function each.
 *
 * The records of egk-ec and egk-kmp call themselves 2.0 or 2.1 and hash by specification 2.0.0 with
 * details of their own.  This file is the byte layout that verifies them, in the manner of eg21.h.
 *
 *   uses     base group
 *   units    index   sequence_order of the manifest
 *   source   doc/readings.md, "egk2.0"
 */
#ifndef CF_CRYPTO_EGK20_H
#define CF_CRYPTO_EGK20_H

#include "crypto/transcript.h"

/* H_P = H("v2.0.0" padded to 32; 00, b(p), b(q), b(g)). */
void cf_egk20_parameter_base_hash(const cf_group *group, cf_hash *out);

/* H_M = H(H_P; 01, b(len,4), manifest): start, absorb the file, close. */
void cf_egk20_manifest_hash_start(cf_transcript *transcript, const cf_hash *h_p,
                                  uint32_t manifest_len);

/* H_B = H(H_P; 02, H_M, b(n,4), b(k,4)). */
void cf_egk20_base_hash(const cf_hash *h_p, const cf_hash *h_m, uint32_t n, uint32_t k,
                        cf_hash *out);

/* Key proof, one per coefficient j = 0..k-1: H_P; 10, b(i,4), b(j,4), K_ij  [then h]. */
void cf_egk20_coefficient_challenge(cf_transcript *transcript, const cf_hash *h_p,
                                    const cf_group *group, uint32_t guardian_index, uint32_t j,
                                    const cf_element *commitment);

/* H_E = H(H_B; 12, K). */
void cf_egk20_extended_base_hash(const cf_hash *h_b, const cf_group *group, const cf_element *k,
                                 cf_hash *out);

/* Everything below is keyed with H_E. */

/* Range and limit proofs alike: 21, K  [then alpha, beta, a_0, b_0, ..]. */
void cf_egk20_range_challenge(cf_transcript *transcript, const cf_hmac_key *h_e,
                              const cf_group *group, const cf_element *k);

/* chi = H(H_E; 23, b(ind_c,4), K, alpha_1, beta_1, ..) without data: start, pairs, close. */
void cf_egk20_contest_hash_start(cf_transcript *transcript, const cf_hmac_key *h_e,
                                 uint32_t contest_index, const cf_group *group,
                                 const cf_element *k);

/* Code = H(H_E; 24, chi_1 .. chi_m, Baux); H_0 and the closing hash are the same with no chi. */
void cf_egk20_confirmation_code(const cf_hmac_key *h_e, size_t contest_count, const cf_hash *chi,
                                cf_octets baux, cf_hash *out);

/* Decryption of a tally or of a challenged ballot: 30, K, A, B  [then a, b, M]. */
void cf_egk20_tally_challenge(cf_transcript *transcript, const cf_hmac_key *h_e,
                              const cf_group *group, const cf_element *k, const cf_element *a,
                              const cf_element *b);

/* Decryption of contest data: 31, K, C_0, upper-case hex of C_1 as text, C_2  [then a, b, beta]. */
void cf_egk20_data_decryption_challenge(cf_transcript *transcript, const cf_hmac_key *h_e,
                                        const cf_group *group, const cf_element *k, cf_octets c0,
                                        cf_octets c1, cf_octets c2);

/* Contest-data key k = H(H_E; 22, K, C_0, beta). */
void cf_egk20_data_key(const cf_hmac_key *h_e, const cf_group *group, const cf_element *k,
                       const cf_element *c0, const cf_element *beta, cf_hash *out);

/*
 * k_t = HMAC(k, b(t,4), "share_enc_keys", 00, "contest_data", contest id, b(8 * plain_octets,4)).
 * The MAC is HMAC(k_0, C_0, C_1); the blocks k_1, k_2, .. are xored over C_1.
 */
void cf_egk20_data_mac(const cf_hash *key, cf_octets contest_id, uint32_t plain_octets,
                       cf_octets c0, cf_octets c1, cf_hash *out);
void cf_egk20_data_xor(const cf_hash *key, cf_octets contest_id, uint32_t plain_octets,
                       uint8_t *octets, size_t len);

#endif
