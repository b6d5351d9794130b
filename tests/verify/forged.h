/*
 * Proofs that hash what a sidecar says and are false.
 *
 * Whoever makes a record and its sidecar can take any numbers for commitments, hash them, and choose
 * the challenges of the proof so that they add up.  Then the hints fit, and only the equations say that
 * nothing holds: a batch proof fails, and not before its end.
 */
#ifndef CF_TEST_VERIFY_FORGED_H
#define CF_TEST_VERIFY_FORGED_H

#include "record_copy.h"
#include "sidecar.h"

typedef enum forged_proof {
    FORGED_SELECTION, /* of the first selection of the first contest */
    FORGED_LIMIT,     /* of the first contest */
    FORGED_DATA,      /* of its contest data */
    FORGED_NONCE,
    FORGED_KINDS
} forged_proof;

/*
 * Forge one proof of a ballot of a plain21 record, in the copy and in its sidecar.  The ballot number i stands in
 * ballots/(i + 1).json.
 */
void forge(const record_copy *copy, sidecar *hints, size_t ballot, forged_proof which);

/* alpha of the first selection becomes p - alpha, which is no member, and the hash of its proof fits the hints. */
void forge_sign(const record_copy *copy, sidecar *hints, size_t ballot);

#endif
