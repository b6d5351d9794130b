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
    naive_election naive;
} world;

/* uses: how often the tables of g and K will be asked. */
void world_open(world *w, size_t options, uint64_t uses);
void world_close(world *w);

/* Room in an arena, or the end of the program. */
void *world_take(cf_arena *arena, size_t count, size_t octets);

/* What one thread encrypts with: arenas for marks and for what a ballot is made of. */
typedef struct world_pen {
    cf_arena *plain;
    cf_arena *secrets;
} world_pen;

world_pen world_pen_open(void);
void world_pen_close(world_pen *pen);

/* An encrypted ballot, in arena. */
void world_encrypt(const world *w, const world_pen *pen, cf_arena *arena, cf_ballot *out);

#endif
