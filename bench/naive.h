/*
 * naive.h -- how a careful person would encrypt and verify with GMP on a first afternoon.
 *
 * The equations of [EGDS21] 3.3 one after another, with mpz_powm where everything is public and
 * mpz_powm_sec where it is not.  One contest, options that may be chosen once.
 *
 *   units    elements have 512 octets, scalars 32, big-endian
 */
#ifndef CF_BENCH_NAIVE_H
#define CF_BENCH_NAIVE_H

#include <gmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { NAIVE_ELEMENT = 512, NAIVE_SCALAR = 32 };

typedef struct naive_election {
    mpz_t p, q, g;
    mpz_t key;     /* K */
    mpz_t key_hat; /* K' */
} naive_election;

/* One selection as a record writes it; the numbers stay the caller's. */
typedef struct naive_selection {
    uint32_t contest;
    uint32_t option;
    const uint8_t *h_i; /* 32 octets: keys the hashes of its ballot */
    const uint8_t *alpha;
    const uint8_t *beta;
    const uint8_t *c[2];
    const uint8_t *v[2];
} naive_selection;

void naive_open(naive_election *of, const uint8_t key[NAIVE_ELEMENT],
                const uint8_t key_hat[NAIVE_ELEMENT]);
void naive_close(naive_election *of);

/* Ten exponentiations, a hash, and the sum of the challenges. */
bool naive_holds(const naive_election *of, const naive_selection *claimed);

/*
 * Encrypt a contest in which the first of `options` is chosen, with a proof of each selection, a
 * proof of the limit 1, and the proof of a ballot nonce: 6 options + 4 + 3 exponentiations.  What
 * is made is written to out: alpha, beta, c_0, v_0, c_1, v_1 of each option.
 */
size_t naive_made_octets(size_t options);
void naive_encrypt(const naive_election *of, gmp_randstate_t random, const uint8_t *h_i,
                   size_t options, uint8_t *out);

#endif
