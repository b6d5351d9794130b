/*
 * verify/v12_contest_data.h -- was (C_0, C_1, C_2) decrypted with the election's key?
 *
 * Inside the room only.  Both profiles publish beta and prove that it is C_0 to the secret key;
 * they differ in which key and in what is hashed.
 */
#ifndef CF_VERIFY_V12_CONTEST_DATA_H
#define CF_VERIFY_V12_CONTEST_DATA_H

#include "verify/verification.h"

typedef struct cf_data_claim {
    const char *where;
    cf_report *report;
    cf_unchecked_element c0;
    cf_unchecked_element beta;
    cf_unchecked_scalar c;
    cf_unchecked_scalar v;
    cf_transcript challenge; /* started */

    bool admitted; /* written: whether these are the elements */
    cf_element c0_admitted;
    cf_element beta_admitted;
} cf_data_claim;

/*
 * 12.A and 12.B of each claim, counted once each in its report; what was expected is the caller's to say.
 * CF_ERR_MEMORY when scratch is full.
 *
 *   key_table   of K' (eg2.1) or K (egk2.0)
 */
CF_MUST_CHECK cf_status cf_v12_check_proofs(const cf_verification *verification, cf_arena *scratch,
                                            const cf_fixed_base *key_table, size_t count,
                                            cf_data_claim *claims);

/* Entries of the list of decrypted contest data that are checked together. */
enum { CF_DATA_ENTRIES = 8 };

typedef struct cf_data_entry {
    const char *where;
    const cf_opened_data *opened;
    cf_report *report;
    int64_t ballot_number; /* written: of the ballot that it speaks of, or CF_NO_BALLOT */
} cf_data_entry;

/* At most CF_DATA_ENTRIES: expected, checked and counted.  CF_ERR_MEMORY when scratch is full. */
CF_MUST_CHECK cf_status cf_v12_check_entries(const cf_verification *verification, cf_arena *scratch,
                                             size_t count, cf_data_entry *entries);

#endif
