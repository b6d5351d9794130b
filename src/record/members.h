/*
 * record/members.h -- the members of an object, by a table of their names.
 *
 * Readers of all formats walk their objects in the same way:
 *
 *     enum { ALPHA, BETA, PROOF };
 *     static const char *const names[] = { "alpha", "beta", "proof" };
 *     static const cf_member_table table = { "a selection", names, .count = 3, .required = 3 };
 *
 *     cf_members members = cf_members_open(reading, &table);
 *     while (cf_members_next(reading, &members)) {
 *         switch (members.at) {
 *         case ALPHA: selection.alpha = cf_reading_element(reading); break;
 *         ..
 *
 * A member that is not in the table is skipped, as strictly as if it were wanted.  One that is
 * required and does not come is an error that names it and, where there is one, the unknown member
 * nearest to it.
 *
 * Where the reading asks for it (cf_reading.object), the first object that is opened also has to say
 * what it is: "format_version", "object" and "spec_version" are seen to here (record/stamp.c).
 */
#ifndef CF_RECORD_MEMBERS_H
#define CF_RECORD_MEMBERS_H

#include "election/ballot.h"
#include "record/values.h"

enum {
    CF_MEMBERS_MAX = 32,         /* of one table: `seen` has a bit each */
    CF_MEMBERS_UNKNOWN_KEPT = 4, /* unknown members that are remembered for the error */
    CF_FORMAT_VERSION = 1        /* of the format "counterfoil" */
};

typedef struct cf_member_table {
    const char *what; /* "a selection" */
    const char *const *names;
    int count;
    int required; /* the first so many have to be there */
} cf_member_table;

typedef struct cf_members {
    const cf_member_table *table;
    int at; /* place in the table of the member whose value comes next */
    uint32_t seen;
    int unknown_count;
    char unknown[CF_MEMBERS_UNKNOWN_KEPT][65];
    bool is_closed;
    uint64_t offset;    /* where the object starts */
    const char *object; /* what it has to say that it is, or NULL */
    unsigned stamped;   /* one bit for each member that says it and has come */
    size_t path_mark;   /* manifests: the path of the object */
} cf_members;

/*
 * Enter an object.  In a manifest (reading->complaints), something else is a complaint and an
 * object without members.
 */
cf_members cf_members_open(cf_reading *reading, const cf_member_table *table);

/*
 * Go on to the next member of the table; false after the last or on error.  Its value must be
 * taken.
 */
bool cf_members_next(cf_reading *reading, cf_members *members);

/*
 * An object of two required members that are octets, by a table of their names: {"pad", "data"},
 * {"c", "v"}.
 */
void cf_members_pair(cf_reading *reading, const cf_member_table *table, cf_octets *first,
                     cf_octets *second);

/* A list of such objects: the challenge and the response of each branch. */
cf_range_proof cf_members_range_proof(cf_reading *reading, const cf_member_table *table);

/*
 * For members.c, from record/stamp.c.  Take the value of a member that says what the object is; false when
 * the key is none of them.
 */
bool cf_stamp_take(cf_reading *reading, cf_members *members, cf_octets key);

/* At the end of the object: the first of them that has not come and no table asks for, or NULL. */
const char *cf_stamp_missing(const cf_members *members);

/* Whether a member has come. */
static inline bool cf_members_has(const cf_members *members, int at)
{
    return (members->seen >> at & 1) != 0;
}

#endif
