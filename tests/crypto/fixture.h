/*
 * tests/crypto/fixture.h -- what these tests share: an election's bases, and vectors as values.
 */
#ifndef CF_TEST_CRYPTO_FIXTURE_H
#define CF_TEST_CRYPTO_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "crypto/proofs_check.h"

#include <jansson.h>

/* The folder of this repository's vectors, and of vectors that may lie beside it. */
#define VECTORS        CF_SOURCE_DIR "/tests/vectors/electionguard/"
#define SHARED_VECTORS CF_SOURCE_DIR "/../shared/vectors/electionguard/"

typedef struct fixture {
    const cf_group *group;
    cf_arena *arena; /* decoded vectors and scratch alike */
    cf_element k;
    cf_element k_hat;
    cf_election_bases bases;
    void *tables[3];
} fixture;

/* Tables for g, K and K'. */
void fixture_open(fixture *fx, const cf_group *group, const cf_element *k, const cf_element *k_hat);

/* The same in the standard group, for keys in hexadecimal. */
void fixture_open_hex(fixture *fx, const char *k_hex, const char *k_hat_hex);
void fixture_close(fixture *fx);

/* The JSON of a file, or NULL when there is none.  A file that is there must be JSON. */
json_t *vectors_load(const char *path);

/* A member that has to be there. */
const json_t *member(const json_t *object, const char *name);
const json_t *item(const json_t *array, size_t position);
const char *text_of(const json_t *object, const char *name);
uint32_t number_of(const json_t *object, const char *name);

/* Hexadecimal text of either case to octets, a hash, a scalar, a claim, a member. */
cf_octets hex_octets(fixture *fx, const char *text);
cf_hash hex_hash(fixture *fx, const char *text);
cf_hmac_key hex_key(fixture *fx, const char *text);
cf_scalar hex_scalar(fixture *fx, const char *text);
cf_unchecked_element hex_claim(fixture *fx, const char *text);
cf_element hex_element(fixture *fx, const char *text);

/* "17", "q-1", "g^17" or hexadecimal of 64 digits: an exponent as the egcs files write it. */
cf_scalar egcs_scalar(fixture *fx, const json_t *value);

/* g to the power of an exponent. */
cf_element power_of_g(fixture *fx, const cf_scalar *exponent);

/* b / t; the inverse of t is t^(q - 1). */
cf_element quotient(fixture *fx, const cf_element *b, const cf_element *t);

/* What makes a true scalar a false one. */
void add_one(const cf_group *group, cf_scalar *scalar);
void swap(cf_scalar *a, cf_scalar *b);

/* (g^xi, K^(sigma + xi)). */
void encrypt(fixture *fx, uint64_t sigma, const cf_scalar *xi, cf_element *alpha, cf_element *beta);

void assert_hash_is(fixture *fx, const cf_hash *hash, const char *expected_hex);

/* The challenges and responses [{c, v}, ..] of a range proof. */
typedef struct range_vector {
    size_t count;
    cf_scalar *c;
    cf_scalar *v;
} range_vector;

range_vector range_of(fixture *fx, const json_t *pairs, const char *c_name, const char *v_name);

/* Whether one range proof holds over one ciphertext that is admitted; CF_OK is asserted. */
bool range_holds(fixture *fx, const cf_transcript *challenge, const cf_element *alpha,
                 const cf_element *beta, size_t bound, const cf_scalar *c, const cf_scalar *v);

#endif
