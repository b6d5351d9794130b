/*
 * election/plain_ballot.h -- a ballot as a voter marked it, before it is encrypted.
 *
 * The marks are secret.  Which style, how many contests and whether the ballot is cast are not.
 *
 *   secrets  marks and write-ins; who fills one wipes it with cf_plain_ballot_wipe
 */
#ifndef CF_ELECTION_PLAIN_BALLOT_H
#define CF_ELECTION_PLAIN_BALLOT_H

#include "base/arena.h"
#include "election/ballot.h"

typedef struct cf_plain_contest {
    const cf_contest *contest;
    uint32_t *marks;   /* option_count, by position: how often the voter marked the option */
    uint8_t *write_in; /* write_in_room octets, UTF-8, filled with zeros; NULL when room is 0 */
    size_t write_in_len;
    size_t write_in_room; /* public: what the contest's data can hold, or 0 */
} cf_plain_contest;

typedef struct cf_plain_ballot {
    cf_octets reference; /* what the writer calls it, public; for messages and receipts only */
    uint64_t line;       /* likewise: of the file that it was read from, from 1; or 0 */
    const cf_ballot_style *style;
    uint32_t style_number; /* its place in the manifest, from 1 */
    cf_ballot_state state;
    uint64_t weight;
    size_t contest_count; /* exactly the style's contests, ascending index */
    cf_plain_contest *contests;
} cf_plain_ballot;

/* An unmarked ballot of a style; the arena is one for secrets. */
CF_MUST_CHECK cf_status cf_plain_ballot_blank(const cf_manifest *manifest, uint32_t style_number,
                                              cf_arena *arena, cf_plain_ballot *out);

void cf_plain_ballot_wipe(cf_plain_ballot *ballot);

/*
 * How many octets of write-in the contest's data can hold: its blocks less what the layout of
 * doc/formats.md, "contest data", takes.  0 when the contest has no data.
 */
size_t cf_contest_write_in_room(const cf_contest *contest);

#endif
