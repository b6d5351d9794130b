/*
 * verify/v10_decryption.h -- was (A, B) decrypted to t?
 *
 * Inside the room only.  The three checks of verification 10 on one ciphertext, in the two halves
 * that a job on many cores needs: deciding, which touches no report, and reporting, which happens
 * in the order of the record.
 */
#ifndef CF_VERIFY_V10_DECRYPTION_H
#define CF_VERIFY_V10_DECRYPTION_H

#include "verify/verification.h"

typedef struct cf_decryption_claim {
    uint32_t contest_index; /* hashed in eg2.1 only */
    uint32_t option_index;
    const cf_element *a; /* the ciphertext, admitted */
    const cf_element *b;
    cf_unchecked_element power; /* T */
    uint64_t value;             /* t */
    cf_unchecked_scalar c;
    cf_unchecked_scalar v;
} cf_decryption_claim;

typedef struct cf_decryption_verdict {
    cf_refusal c;
    cf_refusal v;
    cf_refusal power;
    bool proof_holds; /* 10.B; says nothing where anything was refused */
    bool value_holds; /* 10.C; false where the power was refused */
} cf_decryption_verdict;

/* So many claims at once: enough to fill the lanes of any kernel. */
enum { CF_DECRYPTIONS_AT_ONCE = 32 };

/* A verdict on each claim.  CF_ERR_MEMORY when scratch is full. */
CF_MUST_CHECK cf_status cf_v10_decide(const cf_verification *verification, cf_arena *scratch,
                                      size_t count, const cf_decryption_claim *claims,
                                      cf_decryption_verdict *verdicts);

/* Count 10.A to 10.C once each, with their findings.  What was expected is the caller's to say. */
void cf_v10_report(cf_report *report, const char *where, const cf_decryption_verdict *verdict);

#endif
