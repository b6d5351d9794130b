/*
 * verify/ballot_index.h -- what has to be remembered of every ballot, and no more.
 *
 * Whether two ballots share an identifier, which one a device lists at which place, and whether each code is
 * chained to the one before it can only be told when all are read.  Per ballot this keeps 40 octets and 1.25 slots
 * of a hash table, 5 octets: digests of its identifier and of its ciphertexts, tags of the code that it is
 * chained to and of its own code, two octets of a check of the rest, and a few flags.
 *
 * All are cut from HMAC-SHA-256 under a key drawn for this run, so that nobody can prepare a collision.  Digests,
 * of which any two are compared, have 10 octets: among 2^20 ballots two are equal by accident with
 * probability below 2^-40, among 2^27 below 2^-26.  Tags are compared one with one and have 8: a false link looks
 * true with probability 2^-64.
 *
 *   uses     base election
 *   units    ballot_number   as in record/record.h
 *   threads  put may run on many threads for different ballots; everything else after the last put
 */
#ifndef CF_VERIFY_BALLOT_INDEX_H
#define CF_VERIFY_BALLOT_INDEX_H

#include "base/hash.h"
#include "base/status.h"
#include "election/ballot.h"

typedef struct cf_ballot_index cf_ballot_index;

/* What the chaining field of a ballot looks like. */
typedef enum cf_chain_form {
    CF_CHAIN_NONE,     /* no chaining: eg2.1 mode 0 with 32 octets after it; egk2.0 Baux_0 alone */
    CF_CHAIN_LINKED,   /* eg2.1 mode 1 with 32 octets after it; egk2.0 32 octets and then Baux_0 */
    CF_CHAIN_ALONE,    /* egk2.0: 32 octets and nothing more, as egk-kmp writes its first */
    CF_CHAIN_MALFORMED /* anything else */
} cf_chain_form;

typedef struct cf_ballot_note {
    cf_octets id; /* at NULL when it could not be decoded: such a ballot is never found */
    cf_chain_form form;
    cf_octets
        link; /* the 32 octets of the chaining field: H_DI or the previous code; at NULL when there are none */
    cf_octets code; /* the confirmation code as published; at NULL when it could not be decoded */
    cf_octets
        device; /* egk2.0: a hash of the device's name, to which link and code belong; else empty */
    cf_octets content; /* the contest hashes as computed; at NULL when one of them is not defined */
    cf_hash rest;      /* of whatever else a second reading of the ballot is asked for */
    cf_ballot_state state;
} cf_ballot_note;

enum { CF_NO_BALLOT = -1 };

/* Room for count ballots.  NULL when there is no memory or no randomness. */
CF_MUST_CHECK cf_ballot_index *cf_ballot_index_open(size_t count);
void cf_ballot_index_close(cf_ballot_index *index);

/* Remember a ballot that could be read.  Ballots never put are "unread". */
void cf_ballot_index_put(cf_ballot_index *index, size_t ballot_number, const cf_ballot_note *note);

/* As if these had never been put: they are read again.  Not beside any put. */
void cf_ballot_index_forget(cf_ballot_index *index, size_t first, size_t count);

/* Told of every ballot that has what an earlier one, the first of its kind, has already. */
typedef void cf_ballot_duplicate(void *context, size_t first, size_t second);

/*
 * Once, after the last put: build the table that finds ballots, and tell whose identifier an earlier one has.
 * Counts and finding are right from here on.
 */
void cf_ballot_index_build(cf_ballot_index *index, cf_ballot_duplicate *duplicate, void *context);

/* After build: tell whose content an earlier one has.  The table is lent for it, so nobody may look for a ballot meanwhile. */
void cf_ballot_index_same_contents(cf_ballot_index *index, cf_ballot_duplicate *duplicate,
                                   void *context);

/*
 * Whether this is what was put: a ballot that was read again has to be the same ballot.  A difference in the rest alone
 * goes unnoticed once in 2^16 keys.
 */
bool cf_ballot_index_is(const cf_ballot_index *index, size_t ballot_number,
                        const cf_ballot_note *note);

size_t cf_ballot_index_count(const cf_ballot_index *index,
                             cf_ballot_state state); /* of those read */
size_t cf_ballot_index_unread(const cf_ballot_index *index);

/* The number of the (first) ballot with this identifier, or CF_NO_BALLOT. */
int64_t cf_ballot_index_find(const cf_ballot_index *index, cf_octets id);

bool cf_ballot_index_was_read(const cf_ballot_index *index, size_t ballot_number);
cf_ballot_state cf_ballot_index_state(const cf_ballot_index *index, size_t ballot_number);
cf_chain_form cf_ballot_index_form(const cf_ballot_index *index, size_t ballot_number);

/* Whether the ballot's chaining field holds these 32 octets of this device, or the code of another ballot of its own. */
bool cf_ballot_index_links_to(const cf_ballot_index *index, size_t ballot_number, cf_octets link,
                              cf_octets device);
bool cf_ballot_index_links_to_code_of(const cf_ballot_index *index, size_t ballot_number,
                                      size_t earlier);

/* Whether this is the ballot's published code, and this its device. */
bool cf_ballot_index_code_is(const cf_ballot_index *index, size_t ballot_number, cf_octets code,
                             cf_octets device);

/*
 * Marks, one bit each per ballot.  mark returns false when the ballot had the mark already.
 */
typedef enum cf_ballot_mark {
    CF_MARK_LISTED,      /* by a device */
    CF_MARK_CAST_LISTED, /* egk2.0: by the tally */
    CF_MARK_OPENED,      /* a decryption of it was found */
    CF_MARK_CODE_LISTED =
        CF_MARK_CAST_LISTED /* counterfoil: by the index of codes; no record has both lists */
} cf_ballot_mark;

bool cf_ballot_index_mark(cf_ballot_index *index, size_t ballot_number, cf_ballot_mark mark);
bool cf_ballot_index_has_mark(const cf_ballot_index *index, size_t ballot_number,
                              cf_ballot_mark mark);

#endif
