/*
 * tests/crypto/batch_world.h -- claims for batches, made with GMP by a prover who may lie.
 *
 * The standard group, because no other has batches.  A prover follows the specification up to
 * factors: whatever it publishes may be multiplied by a number before it is hashed, so that the
 * challenge is that of the lie and the claim joins the batch.
 */
#ifndef CF_TEST_CRYPTO_BATCH_WORLD_H
#define CF_TEST_CRYPTO_BATCH_WORLD_H

#include "fixture.h"
#include "reference.h"

#include "crypto/batch.h"

enum { POSED_BRANCHES_MAX = 5, NOWHERE = 2 + 2 * POSED_BRANCHES_MAX, WORLD_PARTS = 3 };

/*
 * What is multiplied to what is published; all are 1 in an honest proof.  Only a small number plus
 * p is still as wide as p: where p is added, nothing is drawn, so that alpha and all a_j are 1.
 */
typedef struct lie {
    mpz_t alpha;
    mpz_t beta;
    mpz_t hint[2 * POSED_BRANCHES_MAX]; /* a_0, b_0, a_1, .. */

    size_t past; /* this one is written with p added; NOWHERE in an honest proof */
} lie;

void lie_open(lie *l);
void lie_close(lie *l);
void lie_reset(lie *l);

/* A number of a lie, by position: alpha, beta, a_0, b_0, a_1, .. */
mpz_ptr lie_at(lie *l, size_t position);

/* A range claim with everything that belongs to it. */
typedef struct posed {
    size_t bound;
    unsigned long value;
    mpz_t nonce;
    mpz_t alpha; /* as published */
    mpz_t beta;
    uint8_t ciphertext[2 * CF_ELEMENT_OCTETS_MAX];
    uint8_t hints[2 * POSED_BRANCHES_MAX * CF_ELEMENT_OCTETS_MAX];
    cf_scalar c[POSED_BRANCHES_MAX];
    cf_scalar v[POSED_BRANCHES_MAX];
    cf_range_claim claim;
} posed;

/* A Schnorr claim, likewise. */
typedef struct posed_key {
    uint8_t key[CF_ELEMENT_OCTETS_MAX];
    uint8_t hint[CF_ELEMENT_OCTETS_MAX];
    cf_scalar c;
    cf_scalar v;
    cf_schnorr_claim claim;
} posed_key;

typedef struct batch_world {
    ref_group ref;
    fixture fx;
    ref_bytes prefix;        /* of every challenge */
    cf_transcript challenge; /* the same, started */
    cf_batch *batch;
    cf_batch_part *parts[WORLD_PARTS];
    cf_arena *scratch;
    void *memory; /* for pieces */
    size_t memory_octets;
} batch_world;

void posed_open(posed *p);
void posed_close(posed *p);

/* Encrypt `sigma` and claim that it is `value`, one of 0..bound.  told NULL: honestly. */
void pose(batch_world *w, posed *p, unsigned long sigma, unsigned long value, size_t bound,
          lie *told);

/* A claim about the product of others, honest but for `told`. */
void pose_product(batch_world *w, posed *p, size_t count, const posed *factors, size_t bound,
                  lie *told);

/* key = g^x key_factor, a = g^u hint_factor; each NULL for 1. */
void pose_key(batch_world *w, posed_key *p, mpz_srcptr key_factor, mpz_srcptr hint_factor);

/* --- numbers that do not belong --- */

void set_minus_one(const batch_world *w, mpz_t out);

/* Of order (p - 1) / 2q, which is prime. */
void draw_of_large_order(batch_world *w, mpz_t out);

/* --- running --- */

/* One call of cf_batch_check_ciphertexts: which claims hold so far, and where they are. */
void put_ciphertexts(batch_world *w, size_t part, size_t count, posed *const *claims, bool *holds,
                     cf_batch_place *places);

/* A product whose factors have the places; whether it holds so far. */
bool put_product(batch_world *w, size_t part, const posed *p, size_t count,
                 const cf_batch_place *places);
bool put_key(batch_world *w, size_t part, const posed_key *p);

/* Draw, do all pieces in some order, and empty the batch: whether it held. */
bool run_batch(batch_world *w);

/* What the exact check says of a claim about a ciphertext of its own, and of a key. */
bool holds_exactly(batch_world *w, const posed *p);
bool key_holds_exactly(batch_world *w, const posed_key *p);

/* --- honest claims that every test has at hand --- */

enum { MANY = 6 };

/* MANY 0/1 claims, one of them of 1; a claim about their product; a key. */
typedef struct hall {
    batch_world *w;
    posed claims[MANY];
    posed *all[MANY];
    posed product;
    posed_key key;

    lie told; /* for whoever lies */
    mpz_t wrong;
    bool holds[MANY]; /* of the last put */
    cf_batch_place places[MANY];
} hall;

/* For cmocka: *state is the hall. */
int hall_open(void **state);
int hall_close(void **state);

/* put_ciphertexts in part 0, with the hall's holds and places. */
void put(hall *h, size_t count, posed *const *claims);

/* All of them join, which is asserted; whether the batch holds. */
bool batch_of(hall *h, size_t count, posed *const *claims);

/* The same of one claim between two honest ones. */
bool batch_with(hall *h, posed *one);

#endif
