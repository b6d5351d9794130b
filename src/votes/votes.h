/*
 * votes/votes.h -- plain ballots from files that officers and vendors write.
 *
 * JSON Lines, one ballot a line, or CSV, one a row (doc/formats.md, "plain ballots"); or one ballot
 * of JSON in memory.  Every mistake of every ballot is reported: file, line, what was expected,
 * what was found, the nearest match.  An overvote is no mistake: it is encrypted as the
 * specification says.
 *
 *   uses     base json election
 *   memory   a ballot lives in an arena that is wiped after the visit
 *   secrets  what the files hold.  A complaint names contests, options and what nobody knows, and
 *            the kind and size of what is wrong; it repeats neither a mark nor a write-in
 */
#ifndef CF_VOTES_VOTES_H
#define CF_VOTES_VOTES_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/file.h"
#include "election/plain_ballot.h"

enum { CF_VOTES_LINE_MAX = 1 << 22 }; /* octets of a line, or of a row of CSV */

typedef enum cf_votes_format { CF_VOTES_JSON_LINES, CF_VOTES_CSV } cf_votes_format;

/* Mistakes of the ballots, one call each; line counts from 1. */
typedef struct cf_votes_complaint {
    uint64_t line;
    const char *where; /* "contest \"Mayor\"", "column 3", or "" for the line as a whole */
    const char *expected;
    const char *found;
    const char *nearest; /* "" when nothing is near */
} cf_votes_complaint;
typedef void cf_votes_complain(void *context, const cf_votes_complaint *complaint);

/*
 * A sound ballot, and its number among those of the file from 0.  What a visit returns, if it is
 * not CF_OK, ends the reading and is handed back.
 */
typedef cf_status cf_votes_visit(void *context, uint64_t number, cf_plain_ballot *ballot);

typedef struct cf_votes_counts {
    uint64_t ballots; /* lines that hold one, sound or not */
    uint64_t complaints;
} cf_votes_counts;

/*
 * Read a file of ballots from where it stands to its end, streaming.  visit and complain may be
 * NULL. counts is written on CF_OK.  A file without any ballot is one complaint: nothing read is no
 * success. When a column of CSV is wrong, every row is judged but none is visited.
 *
 * CF_ERR_LIMIT (a line too long), CF_ERR_SYNTAX (CSV that ends within quotes), CF_ERR_IO,
 * CF_ERR_MEMORY: the file cannot be read on, and the fault says where.  Ballots were visited by
 * then.
 */
CF_MUST_CHECK cf_status cf_votes_read(cf_file *file, const char *name, cf_votes_format format,
                                      const cf_manifest *manifest, cf_votes_visit *visit,
                                      cf_votes_complain *complain, void *context,
                                      cf_votes_counts *counts, cf_fault *fault);

/*
 * The same for one ballot of JSON, as a line holds it; here a line may end within it.  It is line 1
 * in complaints.  The octets stay the caller's, to wipe too.
 */
CF_MUST_CHECK cf_status cf_votes_read_json(cf_octets json, const cf_manifest *manifest,
                                           cf_votes_visit *visit, cf_votes_complain *complain,
                                           void *context, cf_votes_counts *counts, cf_fault *fault);

#endif
