/*
 * tests/vault/ballot_world.h -- what the tests of encrypting share: an election whose secrets are
 * known, ballots with marks, and everything of [EGDS21] that an encrypted ballot has to fulfil.
 *
 * What is checked is checked with the verifier's halves; what is decrypted is decrypted with GMP
 * and OpenSSL from the known secret keys.  Nothing of vault is used for either.
 */
#ifndef CF_TEST_VAULT_BALLOT_WORLD_H
#define CF_TEST_VAULT_BALLOT_WORLD_H

#include "crypto/fixture.h"
#include "crypto/reference.h"
#include "scripted_entropy.h"
#include "vault/encrypt.h"

/* One contest of a manifest that is built here. */
typedef struct contest_shape {
    uint32_t options;
    uint32_t l;
    uint32_t r;
    uint32_t blocks;
} contest_shape;

enum { WORLD_CONTESTS_MAX = 100, WORLD_OPTIONS_MAX = 400 };

typedef struct ballot_world {
    ref_group ref; /* s and s' are known */
    fixture fx;    /* the verifier's tables */
    cf_election_keys keys;
    cf_manifest manifest;
    cf_contest contests[WORLD_CONTESTS_MAX];
    cf_option options[WORLD_OPTIONS_MAX];
    size_t positions[WORLD_CONTESTS_MAX];
    cf_ballot_style styles[2]; /* all contests; every second */
    cf_arena *plain_arena;     /* for secrets */
    cf_arena *secrets;         /* what a ballot is made of */
    cf_arena *arena;           /* encrypted ballots */
    cf_vault_encryptor *encryptor;
    scripted_entropy script;
    cf_entropy_source entropy; /* endless */
} ballot_world;

/* Indices of contests and options have gaps: 2, 4, 6 .. and 3, 6, 9 .. */
void world_open(ballot_world *w, const cf_group *group, size_t count, const contest_shape *shapes);
void world_close(ballot_world *w);

/* Forget the ballots made so far. */
void world_reset(ballot_world *w);

cf_plain_ballot world_blank(ballot_world *w, uint32_t style);
void world_mark(cf_plain_ballot *plain, size_t contest, size_t option, uint32_t marks);
void world_write_in(cf_plain_ballot *plain, size_t contest, const char *text);

/* CF_OK is asserted; the ballot has no code yet. */
cf_ballot world_encrypt(ballot_world *w, const cf_plain_ballot *plain);

/* Every equation that a verifier can hold a ballot against, but the code. */
void assert_ballot_holds(ballot_world *w, const cf_plain_ballot *plain, const cf_ballot *ballot);

/* The code, for this chaining field. */
void assert_code_is(ballot_world *w, const cf_ballot *ballot, const uint8_t field[36]);

/* The marks come out with the secret keys; an overvoted contest gives zeros. */
void assert_ballot_decrypts(ballot_world *w, const cf_plain_ballot *plain, const cf_ballot *ballot);

/* D of a contest, decrypted with s'; as long as C_1. */
void world_open_data(ballot_world *w, const cf_ballot *ballot, size_t contest, uint8_t *d);

/* xi_B, decrypted with s'. */
void world_open_nonce(ballot_world *w, const cf_ballot *ballot, uint8_t xi_b[32]);

#endif
