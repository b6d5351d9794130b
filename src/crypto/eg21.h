/*
 * crypto/eg21.h -- the hashes of ElectionGuard 2.1.0, one function each.
 *
 * Each function's comment is its formula: key; separator, then the fields in order.  K' is K-hat.
 * Functions that return void and take a transcript start a challenge; the proof that continues it
 * (proofs_check.h) says what follows.
 *
 *   uses     base group
 *   units    index     1-based, as in the manifest;  b(x, n) is x in n octets, big-endian
 *   source   [EGDS21] 5 (tables of hash inputs); readings of its open points: doc/readings.md
 */
#ifndef CF_CRYPTO_EG21_H
#define CF_CRYPTO_EG21_H

#include "crypto/transcript.h"

enum { CF_EG21_CHAIN_FIELD_OCTETS = 36, CF_EG21_BLOCK_OCTETS = 32 };

/*
 * H_P = H(ver; 00, b(p), b(q), b(g), b(n,4), b(k,4)); ver is "v2.1.0" padded with zeros to 32;
 * widths of p and q are the group's.
 */
void cf_eg21_parameter_base_hash(const cf_group *group, uint32_t n, uint32_t k, cf_hash *out);

/* H_B = H(H_P; 01, b(len,4), manifest): start, absorb the file, close. */
void cf_eg21_base_hash_start(cf_transcript *transcript, const cf_hash *h_p, uint32_t manifest_len);

/* c_i: H_P; 10, "pk_vote" or "pk_data", b(i,4), K_i0 .. K_i,k-1, kappa_i  [then h_i0 .. h_ik]. */
void cf_eg21_guardian_challenge(cf_transcript *transcript, const cf_hash *h_p,
                                const cf_group *group, bool data_key, uint32_t guardian_index,
                                size_t quorum, const cf_element *commitments,
                                const cf_element *kappa);

/* H_E = H(H_B; 14, K, K'). */
void cf_eg21_extended_base_hash(const cf_hash *h_b, const cf_group *group, const cf_element *k,
                                const cf_element *k_hat, cf_hash *out);

/*
 * H_G = H(H_B; 13, K, K', K_10 .. K_1,k-1, .. K_n,k-1, K'_10 .. K'_n,k-1, kappa_1 .. kappa_n).
 * vote, data: n * k, guardian by guardian; kappa: n.
 */
void cf_eg21_guardian_record_hash(const cf_hash *h_b, const cf_group *group, size_t n, size_t k,
                                  const cf_element *joint, const cf_element *joint_hat,
                                  const cf_element *vote, const cf_element *data,
                                  const cf_element *kappa, cf_hash *out);

/* H_I = H(H_E; 20, id_B): id_B is 32 raw octets, never reduced. */
void cf_eg21_identifier_hash(const cf_hash *h_e, cf_octets id_b, cf_hash *out);

/* Everything below until the device hashes is keyed with H_I, compressed once per ballot. */

/* Range proof of an option: 24, b(ind_c,4), b(ind_o,4)  [then alpha, beta, a_0, b_0, ..]. */
void cf_eg21_option_challenge(cf_transcript *transcript, const cf_hmac_key *h_i,
                              uint32_t contest_index, uint32_t option_index);

/* Limit proof of a contest: 24, b(ind_c,4)  [then the products, a_0, b_0, ..]. */
void cf_eg21_limit_challenge(cf_transcript *transcript, const cf_hmac_key *h_i,
                             uint32_t contest_index);

/* Proof of the ballot nonce: 23  [then a_B, then the suffix C_0, C_1]. */
void cf_eg21_nonce_challenge(cf_transcript *transcript, const cf_hmac_key *h_i);

/* Proof of the contest data: 27, b(ind_c,4)  [then a, then the suffix C_0, C_1]. */
void cf_eg21_data_challenge(cf_transcript *transcript, const cf_hmac_key *h_i,
                            uint32_t contest_index);

/* Contest-data key: h = H(H_I; 26, b(ind_c,4), alpha, beta). */
void cf_eg21_data_key(const cf_hmac_key *h_i, uint32_t contest_index, const cf_group *group,
                      const cf_element *alpha, const cf_element *beta, cf_hash *h);

/*
 * Key block t = 1..b: HMAC(h, b(t,4), "data_enc_keys", 00, "contest_data", b(ind_c,4),
 * b(b*256,4)), xored in place over len octets; len is a multiple of 32 and b = len / 32.
 */
void cf_eg21_data_xor(const cf_hash *h, uint32_t contest_index, uint8_t *octets, size_t len);

/* Proof of a contest-data decryption: 33, b(ind_c,4), C_0, C_1, c, v of C_2  [then a, b, beta]. */
void cf_eg21_data_decryption_challenge(cf_transcript *transcript, const cf_hmac_key *h_i,
                                       uint32_t contest_index, cf_octets c0, cf_octets c1,
                                       cf_octets c2_c, cf_octets c2_v);

/*
 * chi = H(H_I; 28, b(ind_c,4), alpha_1, beta_1, .. [, C_0, C_1, C_2]): start, pairs, octets, close.
 */
void cf_eg21_contest_hash_start(cf_transcript *transcript, const cf_hmac_key *h_i,
                                uint32_t contest_index);

/* H_C = H(H_I; 29, chi_1 .. chi_m, B_C). */
void cf_eg21_confirmation_code(const cf_hmac_key *h_i, size_t contest_count, const cf_hash *chi,
                               cf_octets chaining_field, cf_hash *out);

/* H_DI = H(H_E; 2A, b(len,4), S_device). */
void cf_eg21_device_hash(const cf_hash *h_e, cf_octets s_device, cf_hash *out);

/*
 * b(mode,4) || tail: mode 0 (no chaining, tail H_DI), mode 1 (simple chaining, tail the previous
 * code; H_DI in B_C,0).
 */
void cf_eg21_chaining_field(uint32_t mode, const cf_hash *tail,
                            uint8_t out[CF_EG21_CHAIN_FIELD_OCTETS]);

/* H_0 = H(H_E; 29, B_C,0). */
void cf_eg21_chain_start(const cf_hash *h_e, const cf_hash *h_di, cf_hash *out);

/* H = H(H_E; 29, 00000001 || H(H_E; 2B, H_l, B_C,0)). */
void cf_eg21_chain_close(const cf_hash *h_e, const cf_hash *h_di, const cf_hash *last_code,
                         cf_hash *out);

/* Proof of a tally: 31, b(ind_c,4), b(ind_o,4), A, B  [then a, b, M]; keyed with H_E. */
void cf_eg21_tally_challenge(cf_transcript *transcript, const cf_hash *h_e, uint32_t contest_index,
                             uint32_t option_index, const cf_group *group, const cf_element *a,
                             const cf_element *b);

/*
 * Proof of an encrypted share: 12, b(i,4), b(l,4)  [then gamma, the suffix C_0, C_1]; keyed with
 * H_P.  i sends, l receives.
 */
void cf_eg21_share_challenge(cf_transcript *transcript, const cf_hash *h_p, uint32_t sender,
                             uint32_t receiver);

/*
 * A guardian's commitment before a tally is decrypted: d_i = H(H_E; 30, b(ind_c,4), b(ind_o,4),
 * b(i,4), A, B, a_i, b_i, M_i, b(#U,4), b(j,4) for j in U).  available: U, ascending.
 */
void cf_eg21_tally_commitment(const cf_hash *h_e, const cf_group *group, uint32_t contest_index,
                              uint32_t option_index, uint32_t guardian_index, const cf_element *a,
                              const cf_element *b, const cf_element *a_i, const cf_element *b_i,
                              const cf_element *m_i, size_t available_count,
                              const uint32_t *available, cf_hash *out);

/*
 * The same for contest data: d_i = H(H_I; 32, b(ind_c,4), b(i,4), C_0, C_1, c, v of C_2, a_i, b_i,
 * m_i, b(#U,4), U).
 */
void cf_eg21_data_commitment(const cf_hmac_key *h_i, const cf_group *group, uint32_t contest_index,
                             uint32_t guardian_index, cf_octets c0, cf_octets c1, cf_octets c2_c,
                             cf_octets c2_v, const cf_element *a_i, const cf_element *b_i,
                             const cf_element *m_i, size_t available_count,
                             const uint32_t *available, cf_hash *out);

#endif
