/*
 * selections.h -- something to verify: an election key and encrypted 0/1 selections with their
 * range proofs.
 *
 * Made with GMP and with nonces that are no secret, so that neither side of the comparison
 * checks its own work.
 *
 *   source   [EGDS21] 3.3.5 for the proof
 */
#ifndef CF_BENCH_SELECTIONS_H
#define CF_BENCH_SELECTIONS_H

#include <gmp.h>
#include <stddef.h>
#include <stdint.h>

enum { ELEMENT_OCTETS = 512, SCALAR_OCTETS = 32 };

/* One selection as a record writes it. */
typedef struct selection {
    uint8_t alpha[ELEMENT_OCTETS];
    uint8_t beta[ELEMENT_OCTETS];
    uint8_t c[2][SCALAR_OCTETS];
    uint8_t v[2][SCALAR_OCTETS];
} selection;

/* The standard group, the election key, and H_I of the one ballot that all selections are on. */
typedef struct election {
    mpz_t p, q, g, key;
    uint8_t h_i[32];
} election;

void election_open(election *of);
void election_close(election *of);

/* A selection of contest 1, option 1, of 0 or of 1. */
void selection_make(const election *of, gmp_randstate_t random, unsigned value, selection *out);

/* H_q(H_I; 24, 1, 1, alpha, beta, a_0, b_0, a_1, b_1). */
void selection_challenge(const election *of, const uint8_t *alpha, const uint8_t *beta,
                         mpz_t commitments[4], mpz_t out);

/* A number in exactly so many octets, big-endian, and back. */
void number_write(uint8_t *out, size_t octets, const mpz_t number);
void number_read(mpz_t out, const uint8_t *octets, size_t len);

#endif
