/*
 * verify/x_codes.h -- can a voter find the ballot of a code, and does its place tell nothing?
 *
 * Inside the room only.  Records whose ballots stand in batches: X.24, batches are sorted by code, so
 * that a ballot's place says nothing of when it was cast; X.25, the index of codes.
 */
#ifndef CF_VERIFY_X_CODES_H
#define CF_VERIFY_X_CODES_H

#include "verify/verification.h"

enum { CF_CODE_KEPT = 64 }; /* of a code that is longer than it may be */

/* A ballot whose code another one has to follow. */
typedef struct cf_code_edge {
    bool is_there;
    size_t ballot_number;
    size_t len;
    uint8_t code[CF_CODE_KEPT];
} cf_code_edge;

/* The first and the last ballot of a piece that have a code. */
typedef struct cf_code_run {
    cf_code_edge first;
    cf_code_edge last;
} cf_code_run;

/* The next ballot of a piece: X.24 against the ones before it, if they stand in its batch. */
void cf_verify_x_code_order(const cf_verification *verification, cf_report *report,
                            cf_code_run *run, size_t ballot_number, const char *file,
                            cf_octets code);

/* The piece that follows: X.24 of its first ballot; run then ends where the piece does.  CF_ERR_MEMORY only. */
CF_MUST_CHECK cf_status cf_verify_x_code_order_join(const cf_verification *verification,
                                                    cf_report *report, cf_code_run *run,
                                                    const cf_code_run *piece);

#endif
