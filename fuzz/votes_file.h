/*
 * fuzz/votes_file.h -- do ballots that are read say the same when they are written again?
 *
 * The manifest has labels with quotes, commas and slashes; tests/votes/rewrite.h has the property.
 */
#ifndef CF_FUZZ_VOTES_FILE_H
#define CF_FUZZ_VOTES_FILE_H

#include "votes/votes.h"

/* Says no by abort(). */
void fuzz_votes_file(cf_votes_format format, cf_octets input);

#endif
