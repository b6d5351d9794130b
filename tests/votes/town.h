/*
 * tests/votes/town.h -- a town with two styles, and readings of texts as files of its ballots.
 *
 *     Mayor (L 1, R 1, 1 block of data): Alice, Bob        style Full: Mayor, Council, Dog/Cat
 *     Council (L 2, R 2, no data): Ahmed, Bo, Chloé        style Short: Council
 *     Dog/Cat (L 1, R 1, 2 blocks): Yes, No
 */
#ifndef CF_TEST_VOTES_TOWN_H
#define CF_TEST_VOTES_TOWN_H

#include "votes/votes.h"

enum { TOWN_TEXT_MAX = 1 << 16 };

typedef struct town_reading {
    cf_status status;
    cf_fault fault;
    cf_votes_counts counts;
    size_t visits;
    uint64_t last_line;             /* where the last of them begins */
    char ballots[TOWN_TEXT_MAX];    /* a line for each ballot that was visited */
    char complaints[TOWN_TEXT_MAX]; /* a line for each: line|where|expected|found|nearest */
    cf_status visit_returns;
} town_reading;

const cf_manifest *town_manifest(void);

/* A manifest of one's own, in plain21. */
const cf_manifest *town_parse(const char *json);

/* A file in memory that holds these octets. */
cf_file town_file(cf_octets octets);

/* Read a text; what was read before is forgotten, visit_returns is not. */
void town_read(town_reading *reading, const cf_manifest *manifest, cf_votes_format format,
               cf_octets text);

#endif
