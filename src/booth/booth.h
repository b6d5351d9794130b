/*
 * booth/booth.h -- a voting machine: an election is opened, ballots are encrypted.
 *
 *     cf_booth_options options = { .election = "election", .device = "Booth 1" };
 *     cf_booth_open(&options, &booth, &fault)
 *     for each voter:
 *         cf_booth_encrypt(booth, marks, &ballot, &fault)
 *         ballot.code is for the voter, ballot.line for the record
 *     cf_booth_device(booth, &device, &fault)
 *     cf_booth_close(booth)
 *
 * Whoever wants other steps than these, or many cores, has vault/encrypt.h.
 *
 *   uses     base election votes combine vault record
 *   memory   the booth's own: the election, and the ballot at hand
 *   threads  one at a time; ballots get their codes in the order of the calls
 *   secrets  the marks that are handed in stay the caller's to wipe; the booth's copy stands in
 *            arenas for secrets and is wiped before return
 *   errors   the fault says in one sentence what is wrong, and where; may be NULL
 */
#ifndef CF_BOOTH_BOOTH_H
#define CF_BOOTH_BOOTH_H

#include "base/entropy.h"
#include "booth/election.h"
#include "record/record.h"

typedef struct cf_booth cf_booth;

typedef struct cf_booth_options {
    const char *election; /* a record with parameters, manifest and keys */
    const char *device;   /* the name that its codes cover, 1 to 1024 octets of UTF-8 */
    bool chained;   /* each code covers the one before: the record shows the order of voting */
    bool allow_toy; /* groups that protect nothing, for tests */
    const cf_entropy_source *entropy; /* NULL: the system's; else it outlives the booth */
} cf_booth_options;

/*
 * Read the election and check all that ballots depend on.  Every status of a record; CF_ERR_SHAPE
 * and CF_ERR_RANGE: it does not hold, or is a toy.  CF_ERR_RANGE and CF_ERR_SYNTAX: the name is
 * none.
 */
CF_MUST_CHECK cf_status cf_booth_open(const cf_booth_options *options, cf_booth **booth,
                                      cf_fault *fault);

/* NULL is allowed. */
void cf_booth_close(cf_booth *booth);

/* What was opened; as long as the booth. */
const cf_booth_election *cf_booth_election_of(const cf_booth *booth);

/* Everything in it is valid until the next ballot or close. */
typedef struct cf_booth_ballot {
    cf_ballot ballot;
    const char *code; /* the confirmation code, 64 digits of upper-case base16 */
    const char *line; /* the ballot as format counterfoil has it: canonical JSON and a line feed */
} cf_booth_ballot;

/*
 * Encrypt one plain ballot of JSON (doc/formats.md, "Plain ballots") and give it its code.
 *
 * CF_ERR_SHAPE: the ballot has a mistake, and the fault says place, expected, found and nearest
 * match of the first.  CF_ERR_LIMIT: it is too long.  CF_ERR_MEMORY, or what the source of
 * randomness returns.  Unless CF_OK no code was given, and the chain stands where it stood.
 */
CF_MUST_CHECK cf_status cf_booth_encrypt(cf_booth *booth, cf_octets json, cf_booth_ballot *out,
                                         cf_fault *fault);

/*
 * The device as a record states it after the ballots so far, with the closing hash of a chain.
 * Spans are valid until the next call.  CF_ERR_RANGE: a chain without a ballot has no end.
 */
CF_MUST_CHECK cf_status cf_booth_device(cf_booth *booth, cf_device *out, cf_fault *fault);

#endif
