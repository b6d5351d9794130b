/*
 * tests/crypto/reference.h -- the proofs once more, with GMP and OpenSSL.
 *
 * Plain integers, one exponentiation at a time, transcripts as one array of octets.  Nothing of
 * src is used but, at the border, the door (octets to cf_element) and the stated layout of
 * cf_scalar.  The prover is honest about its algorithm and can be asked to lie about its value.
 */
#ifndef CF_TEST_CRYPTO_REFERENCE_H
#define CF_TEST_CRYPTO_REFERENCE_H

#include "group/group.h"

#include <gmp.h>

enum { REF_BRANCHES_MAX = 400 };

/* What is hashed, as octets. */
typedef struct ref_bytes {
    size_t len;
    uint8_t at[40000];
} ref_bytes;

void ref_put_octets(ref_bytes *bytes, const void *octets, size_t len);
void ref_put_u8(ref_bytes *bytes, uint8_t octet);
void ref_put_u32(ref_bytes *bytes, uint32_t value);
void ref_put_text(ref_bytes *bytes, const char *text);
void ref_put_number(ref_bytes *bytes, const mpz_t number, size_t width);

/* HMAC-SHA-256. */
void ref_hash(const uint8_t key[32], const ref_bytes *bytes, cf_hash *out);

/* A group and an election key K = g^s, K' = g^s'. */
typedef struct ref_group {
    const cf_group *group;
    mpz_t p, q, g;
    mpz_t s, s_hat;
    mpz_t k, k_hat;
    size_t width;
    gmp_randstate_t random;
} ref_group;

/* The seed of this run: the first argument of the program, or a fixed one.  Printed. */
unsigned long ref_seed(int argc, char **argv);

void ref_group_open(ref_group *ref, const cf_group *group, unsigned long seed);
void ref_group_close(ref_group *ref);

void ref_random_scalar(ref_group *ref, mpz_t out);
void ref_challenge(const ref_group *ref, const uint8_t key[32], const ref_bytes *bytes, mpz_t out);

/* --- across the border --- */

cf_scalar ref_scalar(const mpz_t number);
void ref_from_scalar(mpz_t out, const cf_scalar *scalar);
cf_element ref_element(const ref_group *ref, const mpz_t number); /* must be a member */
void ref_from_element(const ref_group *ref, mpz_t out, const cf_element *element);

/* number in exactly ref->width octets at `octets`, as a claim. */
cf_unchecked_element ref_claim(const ref_group *ref, const mpz_t number, uint8_t *octets);

/* --- proofs --- */

/* (alpha, beta) = (g^xi, K^(sigma + xi)). */
void ref_encrypt(const ref_group *ref, const mpz_t key, unsigned long sigma, const mpz_t xi,
                 mpz_t alpha, mpz_t beta);

/* A range proof: a challenge per branch and a response per branch. */
typedef struct ref_range_proof {
    size_t branches;
    mpz_t c[REF_BRANCHES_MAX];
    mpz_t v[REF_BRANCHES_MAX];
} ref_range_proof;

void ref_range_proof_open(ref_range_proof *proof);
void ref_range_proof_close(ref_range_proof *proof);

/*
 * Prove that (alpha, beta), made with nonce xi, encrypts `value`, one of 0..bound.  Whether it
 * does is not looked at.  `prefix` is everything that is hashed before alpha.
 */
void ref_range_prove(ref_group *ref, const uint8_t key[32], const ref_bytes *prefix,
                     const mpz_t alpha, const mpz_t beta, const mpz_t xi, size_t value,
                     size_t bound, ref_range_proof *out);

bool ref_range_holds(const ref_group *ref, const uint8_t key[32], const ref_bytes *prefix,
                     const mpz_t alpha, const mpz_t beta, const ref_range_proof *proof);

/* prefix || h || suffix, for one key = g^secret. */
void ref_schnorr_prove(ref_group *ref, const uint8_t key[32], const ref_bytes *prefix,
                       const ref_bytes *suffix, const mpz_t secret, mpz_t c, mpz_t v);

/* prefix || a || b || power, with a = g^v key^c and b = base^v power^c. */
bool ref_equal_logs_hold(const ref_group *ref, const uint8_t key[32], const ref_bytes *prefix,
                         const mpz_t public_key, const mpz_t base, const mpz_t power, const mpz_t c,
                         const mpz_t v);

#endif
