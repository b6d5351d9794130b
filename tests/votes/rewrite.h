/*
 * tests/votes/rewrite.h -- does a ballot that was read say the same when it is written again?
 *
 * Every sound ballot of an input is written as JSON and as CSV by a writer that shares nothing with
 * the reader, and read from there: the same ballot, and no complaint.
 */
#ifndef CF_TEST_VOTES_REWRITE_H
#define CF_TEST_VOTES_REWRITE_H

#include "votes/votes.h"

typedef struct rewrite_counts {
    uint64_t ballots;
    uint64_t complaints;
    uint64_t sound; /* ballots that were read again */
} rewrite_counts;

/* Says no by abort().  The status of the first reading. */
cf_status rewrite_check(const cf_manifest *manifest, cf_votes_format format, cf_octets input,
                        rewrite_counts *counts);

#endif
