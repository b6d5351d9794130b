/*
 * tests/vault/ceremony_world.h -- a key ceremony that can be stopped, looked into and disturbed.
 *
 * Every guardian has its own secrets; the world carries what they publish.  The randomness is a
 * seeded generator's.
 */
#ifndef CF_TEST_VAULT_CEREMONY_WORLD_H
#define CF_TEST_VAULT_CEREMONY_WORLD_H

#include "combine/guardians.h"
#include "scripted_entropy.h"
#include "vault/guardian.h"

enum { CEREMONY_GUARDIANS_MAX = 6 };

typedef struct ceremony_world {
    cf_arena *arena;
    scripted_entropy script;
    cf_entropy_source entropy;
    cf_octets manifest_file;
    cf_ceremony ceremony;
    cf_vault_guardian *guardians[CEREMONY_GUARDIANS_MAX]; /* guardian i in place i - 1 */
    cf_guardian claims[CEREMONY_GUARDIANS_MAX];
    cf_guardian_key keys[CEREMONY_GUARDIANS_MAX];
    cf_election_keys joint;
} ceremony_world;

/* All have drawn, and all were admitted; the joint keys are there too. */
void ceremony_open(ceremony_world *w, const cf_group *group, uint32_t n, uint32_t k, uint64_t seed);
void ceremony_close(ceremony_world *w);

cf_encrypted_share ceremony_share(ceremony_world *w, uint32_t sender, uint32_t receiver);

/* What receiver says to this share; complaint may be NULL. */
cf_share_defect ceremony_accept(ceremony_world *w, uint32_t sender, uint32_t receiver,
                                const cf_encrypted_share *share, cf_share_complaint *complaint);

/* Make and accept the share of every pair. */
void ceremony_exchange(ceremony_world *w);
void ceremony_finish(ceremony_world *w);

#endif
