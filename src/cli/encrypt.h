/*
 * cli/encrypt.h -- the parts of `counterfoil encrypt`.
 *
 * A file of ballots is read twice.  The first time only its mistakes are looked for, of all
 * ballots; the second time ballots are encrypted and written.  So a mistake in the last line is
 * known before anything is written, however many ballots there are.
 *
 *   law      what goes wrong is said on stderr by the part that finds it; its exit code is returned
 */
#ifndef CF_CLI_ENCRYPT_H
#define CF_CLI_ENCRYPT_H

#include "booth/election.h"
#include "cli/input.h"
#include "votes/votes.h"

typedef struct cf_encryption {
    /* as it was asked for */
    const char *record; /* of the election */
    const char *ballots;
    const char *out;
    cf_votes_format format;
    cf_octets device;
    bool chained;
    bool binary;
    const char *hints; /* where the sidecar goes; NULL: none is wanted */
    bool allow_toy;
    size_t jobs;

    /* checked; everything lives in the arena */
    cf_arena *arena;
    cf_booth_election election;

    /* the file of ballots */
    cf_input input;
    uint64_t ballot_count;
} cf_encryption;

/* Read the election and check all that ballots depend on. */
int cf_encrypt_read_election(cf_encryption *of);

/* The first pass: every mistake of every ballot. */
int cf_encrypt_examine_ballots(cf_encryption *of);

/* The second pass: encrypt, write, and print the codes. */
int cf_encrypt_write_record(cf_encryption *of);

#endif
