/*
 * vault/guardian.h -- one guardian's acts in the key ceremony.
 *
 * A guardian knows its own secrets and what all others published, nothing else: each act is a call
 * that could run on a machine of its own.
 *
 *   draw      polynomials P, P' and zeta; publish commitments and two proofs
 *   share     encrypt P_i(l), P'_i(l) for guardian l
 *   accept    decrypt a share, hold it against its sender's commitments; complain if it differs
 *   finish    z_i and z'_i from all n shares, checked; polynomials, shares and zeta are wiped
 *
 *   memory   a guardian is one block that is locked in memory where the system allows, left out of
 *            core dumps, and wiped by close; what is published lives in the caller's arena
 *   secrets  everything inside a cf_vault_guardian.  Which share was refused, and why, is public
 *   source   [EGDS21] 3.2.1, 3.2.2
 */
#ifndef CF_VAULT_GUARDIAN_H
#define CF_VAULT_GUARDIAN_H

#include "base/arena.h"
#include "base/entropy.h"
#include "base/fault.h"
#include "election/ceremony.h"

typedef struct cf_vault_guardian cf_vault_guardian;

/*
 * Draw a guardian's secrets and say what it publishes (name is copied).  The ceremony is copied.
 *
 *   draws   a_i0 .. a_i,k-1, a'_i0 .. a'_i,k-1, zeta_i, then u of the vote proof (k + 1), then u of
 *           the data proof (k + 1)
 *
 * CF_ERR_RANGE: index outside 1..n; CF_ERR_MEMORY; what the entropy source returns.
 */
CF_MUST_CHECK cf_status cf_vault_guardian_draw(const cf_ceremony *ceremony, uint32_t index,
                                               cf_octets name, const cf_entropy_source *entropy,
                                               cf_arena *arena, cf_vault_guardian **guardian,
                                               cf_guardian *published);

/* Wipe it.  NULL is allowed. */
void cf_vault_guardian_close(cf_vault_guardian *guardian);

/*
 * Encrypt this guardian's share for another: draws xi, then u of its proof.  CF_ERR_RANGE: the
 * receiver is the guardian itself, or finish was called (the polynomials are gone).
 */
CF_MUST_CHECK cf_status cf_vault_share_make(const cf_vault_guardian *guardian,
                                            const cf_guardian_key *receiver,
                                            const cf_entropy_source *entropy, cf_arena *arena,
                                            cf_encrypted_share *out);

/*
 * Take the share that sender made for this guardian; NULL if none came.  *defect says why it is
 * refused, if it is; then complaint is filled (draws one u where it carries a proof).  A good share
 * is kept; a second good one from the same sender replaces it.  CF_OK whatever the defect.
 * CF_ERR_RANGE: the sender is the guardian itself, or finish was called (zeta is gone).
 */
CF_MUST_CHECK cf_status cf_vault_share_accept(cf_vault_guardian *guardian,
                                              const cf_guardian_key *sender,
                                              const cf_encrypted_share *share,
                                              const cf_entropy_source *entropy, cf_arena *arena,
                                              cf_share_defect *defect,
                                              cf_share_complaint *complaint);

/*
 * z_i and z'_i, the sums of all n shares, held against the guardians' commitments once more.
 * CF_ERR_ABSENT: the share of a guardian is missing, and the fault names it.  CF_ERR_SHAPE: the sum
 * does not fit, or this guardian's own key is not among the keys as it published it.  CF_ERR_RANGE:
 * it finished before.  After a failure shares may still be accepted and finish called again.
 */
CF_MUST_CHECK cf_status cf_vault_guardian_finish(cf_vault_guardian *guardian,
                                                 const cf_election_keys *keys, cf_fault *fault);

#endif
