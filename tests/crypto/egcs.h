/*
 * tests/crypto/egcs.h -- the election that the egcs vectors speak of.
 *
 * Three guardians, quorum 2, K = g^5, K' = g^7 and a manifest of 18 octets; two ballots, one of
 * which has an identifier of q + 5.
 */
#ifndef CF_TEST_CRYPTO_EGCS_H
#define CF_TEST_CRYPTO_EGCS_H

#include "fixture.h"

#include "crypto/eg21.h"

#define BALLOT_1 "0102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F20"
#define BALLOT_2 "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF48"
#define XI_B     "A0A1A2A3A4A5A6A7A8A9AAABACADAEAFB0B1B2B3B4B5B6B7B8B9BABBBCBDBEBF"

typedef struct election {
    fixture fx;
    cf_hash h_p;
    cf_hash h_b;
    cf_hash h_e;
} election;

void open_election(election *el);

void base_hash(const cf_hash *h_p, cf_octets manifest, cf_hash *out);

/* g^exponent. */
cf_element small_power(const cf_group *group, uint64_t exponent);

/* H_I of a ballot, and the key that it is. */
void identifier(election *el, const char *id_b, cf_hash *h_i, cf_hmac_key *key);

/* xi_ij of a ballot: H_q(H_I; 21, i, j, xi_B).  Encrypting has this step, the product has not. */
cf_scalar option_nonce(election *el, const cf_hash *h_i, uint32_t i, uint32_t j, cf_octets xi_b);

/* chi of a contest with these votes; data is C_0, C_1, c and v, or NULL where there are none. */
void contest_hash(election *el, const cf_hash *h_i, uint32_t index, const json_t *votes,
                  cf_octets xi_b, const cf_octets *data, cf_hash *chi);

/* chi of a contest with one ciphertext (g^a, g^b). */
void single_option_hash(election *el, const cf_hash *h_i, uint32_t index, uint64_t a, uint64_t b,
                        cf_hash *chi);

#endif
