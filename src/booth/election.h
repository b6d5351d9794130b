/*
 * booth/election.h -- may we encrypt for this election?
 *
 * Whoever encrypts to a key that nobody checked may encrypt to a stranger's: reading and checking
 * are two steps, so that who asks can tell what cannot be read from what does not hold.
 *
 *   memory   everything lives in the arena
 *   source   [EGDS21] verifications 1 to 4
 */
#ifndef CF_BOOTH_ELECTION_H
#define CF_BOOTH_ELECTION_H

#include "base/arena.h"
#include "base/fault.h"
#include "election/ceremony.h"
#include "election/manifest.h"

typedef struct cf_booth_election {
    cf_parameters parameters; /* as the record states them */
    cf_manifest manifest;
    cf_keys claimed;
    cf_election_keys keys; /* as they hold: only after the check */
} cf_booth_election;

/*
 * Read parameters, manifest and keys of the record at path.  What cannot be read is the fault;
 * CF_ERR_UNSUPPORTED: the record is none of ElectionGuard 2.1.
 */
CF_MUST_CHECK cf_status cf_booth_election_read(const char *path, cf_arena *arena,
                                               cf_booth_election *out, cf_fault *fault);

/*
 * Check what was read.  What does not hold is the fault, and CF_ERR_SHAPE or CF_ERR_RANGE; so is a
 * toy group, unless it is allowed.  CF_ERR_MEMORY.
 */
CF_MUST_CHECK cf_status cf_booth_election_check(cf_booth_election *election, bool allow_toy,
                                                cf_arena *arena, cf_fault *fault);

#endif
