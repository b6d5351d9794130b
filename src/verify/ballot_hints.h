/*
 * verify/ballot_hints.h -- which hint belongs to which proof of a ballot.
 *
 * Inside the room only.  The shape of a ballot says how many hints it has and in which order they stand
 * (record/hints.h).  A ballot whose proofs have not the lengths that the manifest calls for has
 * none, and neither has one that finds another number of them in the sidecar.  What is read and what is written
 * stand at the same places.
 */
#ifndef CF_VERIFY_BALLOT_HINTS_H
#define CF_VERIFY_BALLOT_HINTS_H

#include "verify/ballot_batch.h"

/* Count the hints of a ballot and give each contest its place among them; after X.8. */
void cf_ballot_hints_lay_out(const cf_ballot_batch *batch, cf_ballot_look *look);

/* Read the hints, or take room for commitments, as the batch wants it.  CF_ERR_MEMORY only. */
CF_MUST_CHECK cf_status cf_ballot_hints_fetch(const cf_ballot_batch *batch, cf_ballot_look *look);

/* What the claims of the largest ballot of the manifest take in a batch proof. */
size_t cf_manifest_claim_octets(const cf_verification *verification);

/* Keep the commitments of every ballot of which each proof holds, for the sidecar that is written. */
void cf_ballot_hints_keep(const cf_ballot_batch *batch);

/* --- places: the number of the first hint of a proof --- */

size_t cf_hint_of_selection(const cf_contest_look *look, size_t selection);
size_t cf_hint_of_limit(const cf_contest_look *look);
size_t cf_hint_of_data(const cf_contest_look *look);
size_t cf_hint_of_nonce(const cf_ballot_look *look);

/* The hints from this number on, and where their commitments are to be written; NULL where there are none. */
const uint8_t *cf_ballot_hints_at(const cf_ballot_batch *batch, const cf_ballot_look *look,
                                  size_t number);
uint8_t *cf_ballot_commitments_at(const cf_ballot_batch *batch, const cf_ballot_look *look,
                                  size_t number);

#endif
