/*
 * cli/encrypt_read.c -- is this an election to encrypt for, and are these ballots of it?
 *
 * Whoever encrypts to a key that nobody checked may encrypt to a stranger's.
 */
#include "cli/command.h"
#include "cli/encrypt.h"
#include "cli/show.h"

#include <inttypes.h>
#include <stdio.h>

/* --- the election --- */

int cf_encrypt_read_election(cf_encryption *of)
{
    cf_fault fault = { 0 };
    cf_status status = cf_booth_election_read(of->record, of->arena, &of->election, &fault);
    if (status != CF_OK) {
        return cf_show_could_not(&fault);
    }
    status = cf_booth_election_check(&of->election, of->allow_toy, of->arena, &fault);
    if (status == CF_OK) {
        return CF_EXIT_HOLDS;
    }
    const int could_not = cf_show_could_not(&fault);
    return status == CF_ERR_MEMORY ? could_not : CF_EXIT_DOES_NOT_HOLD;
}

/* --- mistakes of ballots --- */

static void complain(void *context, const cf_votes_complaint *complaint)
{
    const cf_encryption *of = context;
    cf_show_text(stderr, cf_octets_of_text(of->ballots));
    fprintf(stderr, ":%" PRIu64 ": ", complaint->line);
    if (complaint->where[0] != '\0') {
        cf_show_text(stderr, cf_octets_of_text(complaint->where));
        fputs(": ", stderr);
    }
    cf_show_expected(stderr, complaint->expected, complaint->found, complaint->nearest);
}

int cf_encrypt_examine_ballots(cf_encryption *of)
{
    cf_fault fault = { 0 };
    cf_file file;
    cf_votes_counts counts = { 0 };
    cf_status status = cf_file_open(&file, &of->input.folder, of->input.name, &fault);
    if (status != CF_OK) {
        return cf_show_could_not(&fault);
    }
    status = cf_votes_read(&file, of->input.name, of->format, &of->election.manifest, NULL,
                           complain, of, &counts, &fault);
    cf_file_close(&file);
    if (status != CF_OK) {
        return cf_show_could_not(&fault);
    }
    of->ballot_count = counts.ballots;
    if (counts.complaints > 0) {
        fprintf(stderr,
                "counterfoil: %" PRIu64 " mistake%s in %" PRIu64 " ballot%s; nothing was written\n",
                counts.complaints, counts.complaints == 1 ? "" : "s", counts.ballots,
                counts.ballots == 1 ? "" : "s");
        return CF_EXIT_DOES_NOT_HOLD;
    }
    return CF_EXIT_HOLDS;
}
