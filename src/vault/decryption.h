/*
 * vault/decryption.h -- one guardian's part in decrypting together.
 *
 *     begin    commit to a_i, b_i, M_i of every task              -> commitments (round 1)
 *     reveal   when every guardian's commitments are in           -> a_i, b_i, M_i (round 2)
 *     respond  when all that was revealed fits its commitments    -> v_i (round 3)
 *
 * The random u_i of a session is bound to its tasks, its U and its election, and answers once: a
 * second response to another challenge would give z_i away.  respond wipes every u_i before it
 * returns, whatever it returns; after that a session only closes.
 *
 *   memory   the session owns its secrets and wipes them; what is published lives in the arena
 *   secrets  z_i, z'_i, u_i.  Tasks, U and all that is sent are public
 *   source   [EGDS21] 3.6.3 to 3.6.7
 */
#ifndef CF_VAULT_DECRYPTION_H
#define CF_VAULT_DECRYPTION_H

#include "combine/decryption.h"
#include "vault/guardian.h"

typedef struct cf_vault_session cf_vault_session;

/*
 * Round 1.  guardian has finished its ceremony and outlives the session, as tasks do; keys and U
 * are copied.  Draws u_i of each task in order.  commitments: count, written.  CF_ERR_RANGE: U is
 * no quorum or lacks this guardian, or the guardian has not finished with these keys.
 * CF_ERR_SHAPE: a total of another election.
 */
CF_MUST_CHECK cf_status cf_vault_session_begin(
    const cf_vault_guardian *guardian, const cf_election_keys *keys, const cf_available *available,
    size_t count, const cf_decryption_task *tasks, const cf_entropy_source *entropy,
    cf_decryption_commitment *commitments, cf_vault_session **session);

/*
 * Round 2.  commitments: all of them, U * count, guardian by guardian; they are kept, and no other
 * will be accepted.  CF_ERR_SHAPE: this guardian's own are not among them as it made them.  A
 * second call is CF_ERR_RANGE.  reveals: count, written.
 */
CF_MUST_CHECK cf_status cf_vault_session_reveal(cf_vault_session *session,
                                                const cf_decryption_commitment *commitments,
                                                cf_arena *arena, cf_decryption_reveal *reveals);

/*
 * Round 3.  reveals: all, U * count.  Checks every one against its commitment; CF_ERR_SHAPE blames
 * the first that does not fit, and nothing is answered.  responses: count, written.  A second call,
 * or one before reveal, is CF_ERR_RANGE.
 */
CF_MUST_CHECK cf_status cf_vault_session_respond(cf_vault_session *session,
                                                 const cf_decryption_reveal *reveals,
                                                 cf_arena *arena, cf_decryption_response *responses,
                                                 cf_decryption_blame *blamed);

/* Wipe it.  NULL is allowed. */
void cf_vault_session_close(cf_vault_session *session);

/*
 * Open a challenged ballot whose nonce the guardians decrypted: beta_B is rounds->m[task].  Derives
 * every nonce from xi_B, finds each value (K^value = beta / K^nonce, at most R or L), decrypts the
 * contest data, encrypts everything again and compares, up to the confirmation code.  xi_B itself
 * is wiped and not published; neither may the rounds of a nonce be, which open it.  Labels are the
 * manifest's.
 *
 * CF_ERR_SHAPE: the ballot is not the encryption that its nonce says; the fault names contest and
 * option.
 */
CF_MUST_CHECK cf_status cf_vault_ballot_open(const cf_decryption_rounds *rounds, size_t task,
                                             const cf_manifest *manifest, const cf_ballot *ballot,
                                             cf_arena *arena, cf_opened_ballot *out,
                                             cf_fault *fault);

#endif
