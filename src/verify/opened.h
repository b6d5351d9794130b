/*
 * verify/opened.h -- an opened ballot beside the ballot that it opens.
 *
 * Inside the room only.  opened.c reads both and calls the checks; each check loops over the
 * ballot, so that nothing is passed over because the opening does not mention it.
 */
#ifndef CF_VERIFY_OPENED_H
#define CF_VERIFY_OPENED_H

#include "verify/verification.h"

typedef struct cf_opening {
    const cf_verification *verification;
    cf_arena *arena;  /* scratch that lives until the opening is done with */
    const char *file; /* of the opening */
    const cf_opened_ballot *opened;
    const cf_ballot *ballot;
    const cf_opened_contest **contests; /* by position in the manifest; NULL where not opened */
    cf_report *report;
} cf_opening;

/* A contest of the ballot that the manifest has, and its opening. */
typedef struct cf_opening_contest {
    const cf_contest *contest;
    const cf_encrypted_contest *on_ballot;
    const cf_opened_contest *opened;  /* NULL: not opened */
    const cf_opened_option **options; /* by position in the contest; NULL where not opened */
} cf_opening_contest;

/*
 * The contest at position i on the ballot; *known is false when the manifest has none of its index (X.8).
 * CF_ERR_MEMORY.
 */
CF_MUST_CHECK cf_status cf_opening_contest_at(const cf_opening *opening, size_t i,
                                              cf_opening_contest *out, bool *known);

/* Every contest of the ballot that the manifest has, until a visit does not return CF_OK. */
CF_MUST_CHECK cf_status cf_opening_each_contest(const cf_opening *opening,
                                                cf_status (*visit)(const cf_opening *opening,
                                                                   const cf_opening_contest *both));

/* 13.A and X.21 on the data of one contest (eg2.1); h_i keys the ballot's hashes. */
CF_MUST_CHECK cf_status cf_v13_opened_data(const cf_opening *opening, const cf_hmac_key *h_i,
                                           const cf_opening_contest *both);

/* Each returns CF_ERR_MEMORY or CF_OK. */
CF_MUST_CHECK cf_status cf_v13_opened_ballot(const cf_opening *opening);    /* eg2.1: 13, X.21 */
CF_MUST_CHECK cf_status cf_x_opened_ciphertexts(const cf_opening *opening); /* egk2.0: 10, X.22 */
CF_MUST_CHECK cf_status
cf_v12_data_of_opened_ballot(const cf_opening *opening); /* egk2.0: 12, X.22, X.23 */
CF_MUST_CHECK cf_status cf_v14_opened_labels(const cf_opening *opening);

/* X.20, when all openings were read: ballot_of holds a ballot number for each, or one of these. */
enum { CF_OPENING_UNKNOWN = CF_NO_BALLOT, CF_OPENING_UNREAD = -2 };
CF_MUST_CHECK cf_status cf_x_all_opened(const cf_verification *verification, size_t count,
                                        const int64_t *ballot_of, cf_report *report);

#endif
