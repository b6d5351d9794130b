/*
 * combine/shares.h -- what anybody can say about an encrypted share.
 *
 * Its receiver asks this before it decrypts, and whoever judges a complaint asks it again.
 *
 *   uses     base crypto election
 *   source   [EGDS21] 3.2.2; the complaint's proof is ours: doc/readings.md, "Our own additions"
 */
#ifndef CF_COMBINE_SHARES_H
#define CF_COMBINE_SHARES_H

#include "crypto/proofs_check.h"
#include "election/ceremony.h"

/*
 * Whether share is one from sender to receiver that can be decrypted: there, well formed, its proof
 * holds.  *defect is CF_SHARE_GOOD then, and *c0 is C_0; else one of the first three defects, and
 * *c0 the identity.  A share that names another sender or receiver is absent.  CF_ERR_MEMORY.
 */
CF_MUST_CHECK cf_status cf_share_check(const cf_ceremony *ceremony, const cf_election_bases *bases,
                                       uint32_t sender, uint32_t receiver,
                                       const cf_encrypted_share *share, cf_element *c0,
                                       cf_share_defect *defect);

/* Whether only who decrypts the share can see the defect: a complaint of it carries a proof. */
bool cf_share_defect_is_hidden(cf_share_defect defect);

/*
 * The challenge of a complaint's proof that kappa_l = g^zeta and beta = C_0^zeta: H_P; C0,
 * "share complaint", b(i,4), b(l,4), kappa_l, C_0  [then a, b, beta].  i sent, l complains.
 */
void cf_share_complaint_challenge(cf_transcript *transcript, const cf_ceremony *ceremony,
                                  uint32_t sender, uint32_t receiver, const cf_element *kappa,
                                  const cf_element *c0);

#endif
