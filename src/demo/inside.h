/*
 * demo/inside.h -- one demonstration while it runs.
 *
 * The parts are called in the order in which they stand here.
 */
#ifndef CF_DEMO_INSIDE_H
#define CF_DEMO_INSIDE_H

#include "combine/aggregate.h"
#include "combine/decryption.h"
#include "combine/guardians.h"
#include "demo/demo.h"
#include "demo/seeded_entropy.h"
#include "record/write.h"
#include "vault/encrypt.h"
#include "vault/guardian.h"

#include <stdio.h>

/* Of the ballots that are looked at again: challenged, or with a name written in. */
enum {
    CF_DEMO_CHALLENGED_MAX = 50,
    CF_DEMO_WRITTEN_IN_MAX = 50,
    CF_DEMO_KEPT_MAX = CF_DEMO_CHALLENGED_MAX + CF_DEMO_WRITTEN_IN_MAX
};

enum { CF_DEMO_DEVICES = 2 };

/* A ballot that is opened, or whose contest data are decrypted, after the count. */
typedef struct cf_demo_kept {
    cf_arena *arena; /* holds the ballot */
    cf_ballot ballot;
    bool is_opened;    /* it was challenged; else: */
    size_t written_in; /* the place on the ballot of the contest whose data are decrypted */
} cf_demo_kept;

/* A device, and the identifiers of its ballots in the order in which they were sealed. */
typedef struct cf_demo_device {
    cf_vault_device device;
    cf_hash *ids;
    size_t id_count;
    size_t id_room;
} cf_demo_device;

typedef struct cf_demo {
    const cf_demo_options *options;
    cf_fault *fault;
    cf_seeded_root root;
    cf_arena *arena;
    cf_arena *scratch;
    cf_record_writer *writer;

    cf_manifest manifest;
    cf_ceremony ceremony;
    cf_guardian *claims; /* n, as published */
    cf_vault_guardian **guardians;
    cf_election_keys keys;

    FILE *votes;
    uint64_t *plain_tally; /* option_total, by position */
    cf_demo_device devices[CF_DEMO_DEVICES];
    cf_aggregate sums;
    cf_unopened_ballots *unopened; /* what no opening may touch */
    size_t kept_count;
    cf_demo_kept kept[CF_DEMO_KEPT_MAX];
    size_t challenged;
    size_t written_in;
} cf_demo;

/* A sentence for who watches. */
void cf_demo_say(const cf_demo *demo, const char *format, ...) CF_PRINTF(2, 3);

/* CF_ERR_MEMORY with its sentence. */
cf_status cf_demo_no_memory(const cf_demo *demo);

/* --- manifest.c --- */
CF_MUST_CHECK cf_status cf_demo_manifest(cf_demo *demo);

/* --- ceremony.c: keys, and every guardian with its shares --- */
CF_MUST_CHECK cf_status cf_demo_ceremony(cf_demo *demo);
void cf_demo_dismiss(cf_demo *demo); /* wipe the guardians */

/* --- votes.c --- */

typedef struct cf_demo_vote {
    cf_plain_ballot plain;
    size_t device;
    bool has_written_in;
    size_t written_in; /* the place on the ballot of a contest with a name written in */
} cf_demo_vote;

/* What voter `number` marked; in a secret arena. */
CF_MUST_CHECK cf_status cf_demo_vote_make(const cf_demo *demo, uint64_t number, cf_arena *secret,
                                          cf_demo_vote *out);

/* Add to the plain tally what a ballot counts: nothing unless it is cast, no overvoted contest. */
void cf_demo_vote_count(cf_demo *demo, const cf_plain_ballot *ballot);

/* --- votes_files.c --- */
CF_MUST_CHECK cf_status cf_demo_votes_open(cf_demo *demo);
CF_MUST_CHECK cf_status cf_demo_votes_line(cf_demo *demo, const cf_plain_ballot *ballot);
CF_MUST_CHECK cf_status cf_demo_votes_close(cf_demo *demo);
CF_MUST_CHECK cf_status cf_demo_expected(const cf_demo *demo);

/* --- ballots.c: vote, encrypt, seal, write, add up --- */
CF_MUST_CHECK cf_status cf_demo_ballots(cf_demo *demo);

/* --- decryption.c --- */

/* The three rounds of a quorum that leaves out as many guardians as it can.  All lives in arena. */
CF_MUST_CHECK cf_status cf_demo_decrypt(cf_demo *demo, const char *purpose, size_t count,
                                        const cf_decryption_task *tasks,
                                        cf_decryption_rounds *rounds, cf_decryption_proof **proofs);
CF_MUST_CHECK cf_status cf_demo_tally(cf_demo *demo);

/* --- openings.c --- */
CF_MUST_CHECK cf_status cf_demo_openings(cf_demo *demo);

#endif
