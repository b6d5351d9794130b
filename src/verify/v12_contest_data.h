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
    const cf_fixed_base *key_table; /* of K' (eg2.1) or K (egk2.0) */
    cf_unchecked_element c0;
    cf_unchecked_element beta;
    cf_unchecked_scalar c;
    cf_unchecked_scalar v;
    cf_transcript challenge; /* started */
} cf_data_claim;

/*
 * 12.A and 12.B, counted once each; what was expected is the caller's to say.  *admitted says
 * whether c0 and beta hold the elements.  CF_ERR_MEMORY when scratch is full.
 */
CF_MUST_CHECK cf_status cf_v12_check_proof(const cf_verification *verification, cf_arena *scratch,
                                           const char *where, const cf_data_claim *claim,
                                           cf_report *report, cf_element *c0, cf_element *beta,
                                           bool *admitted);

/*
 * One entry of the list of decrypted contest data: expected, checked and counted.  *ballot_number is
 * that of the ballot that it speaks of, or CF_NO_BALLOT.  CF_ERR_MEMORY when scratch is full.
 */
CF_MUST_CHECK cf_status cf_v12_check_entry(const cf_verification *verification, cf_arena *scratch,
                                           const char *where, const cf_opened_data *opened,
                                           cf_report *report, int64_t *ballot_number);

#endif
