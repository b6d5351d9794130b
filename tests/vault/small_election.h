/*
 * tests/vault/small_election.h -- two contests, six ballots, and one task of each kind.
 *
 * Contest 1 has three options, contest 4 the options 2 and 7, each worth up to 3, and two blocks of
 * data.
 */
#ifndef CF_TEST_VAULT_SMALL_ELECTION_H
#define CF_TEST_VAULT_SMALL_ELECTION_H

#include "decryption_world.h"

enum { SMALL_OPTIONS = 5, SMALL_BALLOTS = 6, SMALL_WEIGHT = 11 };

typedef struct small_vote {
    uint64_t weight;
    cf_ballot_state state;
    uint64_t values[SMALL_OPTIONS];
} small_vote;

extern const cf_manifest SMALL_MANIFEST;
extern const small_vote SMALL_VOTES[SMALL_BALLOTS];
extern const uint64_t SMALL_TOTALS[SMALL_OPTIONS];

/* Toy, 64 bits of q and 256 of p. */
const cf_group *small_group(void);

/* The ciphertexts of a ballot, and no proofs. */
cf_ballot small_ballot(decryption_world *w, const small_vote *vote);

/* The totals of all of them, by position. */
cf_decryption_task *small_totals(decryption_world *w);

/* --- one task of each kind, and the ballots that they are of --- */

typedef struct mixed {
    decryption_world w;          /* n = 5, k = 3 */
    cf_decryption_task tasks[3]; /* a total, contest data, a nonce */
    cf_ballot cast;              /* its second contest has data */
    cf_ballot challenged;
    uint8_t plain[64];
    uint8_t xi_b[32];
    cf_hash h_i[2];
} mixed;

mixed *mixed_open(void);
void mixed_close(mixed *m);

#endif
