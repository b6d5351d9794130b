/*
 * combine/inside.h -- what checking needs for as long as one call.  For this room only.
 */
#ifndef CF_COMBINE_INSIDE_H
#define CF_COMBINE_INSIDE_H

#include "crypto/proofs_check.h"
#include "election/ceremony.h"

/* A table of g, and memory that is reset between one check and the next. */
typedef struct cf_checking {
    cf_arena *tables;
    cf_arena *scratch;
    uint64_t uses;           /* of a table, roughly */
    cf_election_bases bases; /* g only */
} cf_checking;

/*
 * keys: how many elements one check is about at most; checks: how many there will be, roughly.
 * CF_ERR_MEMORY; close it in any case.
 */
CF_MUST_CHECK cf_status cf_checking_open(const cf_group *group, size_t keys, size_t checks,
                                         cf_checking *out);
void cf_checking_close(cf_checking *checking);

/* One more table, or NULL: there is room for one. */
CF_MUST_CHECK const cf_fixed_base *cf_checking_table(const cf_checking *checking,
                                                     const cf_element *base);

#endif
