/*
 * combine/ballot_name.h -- what a fault calls a ballot: the first digits of its identifier.
 */
#ifndef CF_COMBINE_BALLOT_NAME_H
#define CF_COMBINE_BALLOT_NAME_H

#include "base/hex.h"
#include "election/ballot.h"

enum { CF_BALLOT_NAME_OCTETS = 8 };

typedef struct cf_ballot_name {
    char text[2 * CF_BALLOT_NAME_OCTETS + 3]; /* "E2650A1B98F00D44.." */
} cf_ballot_name;

static inline cf_ballot_name cf_ballot_name_of(const cf_ballot *ballot)
{
    cf_ballot_name name = { .text = "?" };
    if (ballot->id.at != NULL && ballot->id.len >= CF_BALLOT_NAME_OCTETS) {
        cf_hex_encode(name.text, cf_octets_of(ballot->id.at, CF_BALLOT_NAME_OCTETS), CF_HEX_UPPER);
        memcpy(name.text + (size_t)2 * CF_BALLOT_NAME_OCTETS, "..", sizeof "..");
    }
    return name;
}

#endif
