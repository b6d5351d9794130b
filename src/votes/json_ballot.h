/*
 * votes/json_ballot.h -- what does one line of JSON say?
 *
 * For this room only.
 */
#ifndef CF_VOTES_JSON_BALLOT_H
#define CF_VOTES_JSON_BALLOT_H

#include "votes/inside.h"
#include "json/reader.h"

typedef struct cf_votes_json {
    cf_votes_reading *reading;
    cf_octets line;
    uint8_t *scratch; /* line_max octets, for strings with escapes */
    cf_json reader;
} cf_votes_json;

/* Fill the draft, complaining of all that is wrong with the line. */
void cf_votes_json_ballot(cf_votes_json *json);

#endif
