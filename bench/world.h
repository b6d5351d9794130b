/*
 * world.h -- an election in memory, and ballots of it: what the rows about proofs work on.
 *
 * One contest of some options, of which one may be chosen; every ballot chooses.  Ballots come from
 * `vault`, with hints, as from any encrypting device, and all sides are given the same octets.
 */
#ifndef CF_BENCH_WORLD_H
#define CF_BENCH_WORLD_H

#include "naive.h"

#include "crypto/batch.h"
#include "vault/encrypt.h"

enum { WORLD_OPTIONS_MAX = 64 };

typedef struct world {
    cf_arena *arena;
    cf_option options[WORLD_OPTIONS_MAX];
    cf_contest contest;
    size_t contest_position;
    cf_ballot_style style;
    cf_manifest manifest;
    cf_election_keys keys;
    cf_election_bases bases;
    cf_vault_encryptor *encryptor;
    cf_arena *secrets; /* what a ballot is made of */
    naive_election naive;
} world;

/* uses: how often the tables of g and K will be asked. */
void world_open(world *w, size_t options, uint64_t uses);
void world_close(world *w);

/* Room in an arena, or the end of the program. */
void *world_take(cf_arena *arena, size_t count, size_t octets);

/* An encrypted ballot, in arena; plain is an arena for secrets, which is emptied. */
void world_encrypt(const world *w, cf_arena *plain, cf_arena *arena, cf_ballot *out);

#endif
