/*
 * tests/crypto/proof_world.h -- two elections of 2.1.0 in the standard group, with their proofs.
 *
 * One is made from our own fixed randomness, the other is out of another program's record.
 */
#ifndef CF_TEST_CRYPTO_PROOF_WORLD_H
#define CF_TEST_CRYPTO_PROOF_WORLD_H

#include "fixture.h"

typedef struct proof_world {
    fixture fx; /* of our own */
    json_t *own;
    json_t *third;
} proof_world;

/* For cmocka: *state is the world. */
int proof_world_open(void **state);
int proof_world_close(void **state);

#endif
