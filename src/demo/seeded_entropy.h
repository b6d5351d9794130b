/*
 * demo/seeded_entropy.h -- randomness that can be repeated, for elections that say DEMONSTRATION.
 *
 * Whoever knows the seed knows every secret of the election.  Nothing but the demo uses it
 * (tools/check-entropy).  Every purpose has a stream of its own, so that ballots which are
 * encrypted on many cores come out the same on one.
 *
 *   source   HMAC-SHA-256 in counter mode, [SP800-108]
 */
#ifndef CF_DEMO_SEEDED_ENTROPY_H
#define CF_DEMO_SEEDED_ENTROPY_H

#include "base/entropy.h"
#include "base/hash.h"

/* Where randomness comes from: a seed, or the system. */
typedef struct cf_seeded_root {
    bool seeded;
    cf_hmac_key key;
} cf_seeded_root;

/* seed NULL: the system. */
void cf_seeded_root_init(cf_seeded_root *root, const char *seed);

/* One stream.  Lives as long as the source that it gives; one thread at a time. */
typedef struct cf_seeded_stream {
    const cf_seeded_root *root;
    char purpose[16];
    uint64_t number;
    uint64_t counter;
    cf_hash block;
    size_t left; /* octets of block that were not given yet, at its end */
} cf_seeded_stream;

/* The source for a purpose ("guardian") and a number; the system's where there is no seed. */
cf_entropy_source cf_seeded_source(const cf_seeded_root *root, const char *purpose, uint64_t number,
                                   cf_seeded_stream *stream);

#endif
