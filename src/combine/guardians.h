/*
 * combine/guardians.h -- from what guardians publish to the keys of an election.
 *
 * Anybody may do this, and every guardian does it for itself.  Nothing here knows a secret.
 *
 *   uses     base group crypto election
 *   memory   what is written lives in the arena
 *   errors   CF_ERR_SHAPE: the fault names the guardian and what is wrong; CF_ERR_MEMORY
 *   source   [EGDS21] 3.2.2, verifications 2 and 3
 */
#ifndef CF_COMBINE_GUARDIANS_H
#define CF_COMBINE_GUARDIANS_H

#include "base/arena.h"
#include "base/fault.h"
#include "election/ceremony.h"

/*
 * H_P and H_B of an election: n guardians, quorum k, the exact octets of its manifest.
 * CF_ERR_RANGE: n is not one of 1..CF_GUARDIANS_MAX, or k not one of 1..n.
 */
CF_MUST_CHECK cf_status cf_ceremony_init(const cf_group *group, uint32_t n, uint32_t k,
                                         cf_octets manifest_file, cf_ceremony *out,
                                         cf_fault *fault);

/* The election as a record states it; spans live in arena. */
CF_MUST_CHECK cf_status cf_ceremony_publish(const cf_ceremony *ceremony, cf_arena *arena,
                                            cf_parameters *out);

/*
 * The other way: a record's parameters, all checked (verification 1), with its manifest's octets.
 * A toy group is known like any other: whether one will do is for the caller to say.
 */
CF_MUST_CHECK cf_status cf_ceremony_read(const cf_parameters *claimed, cf_octets manifest_file,
                                         cf_ceremony *out, cf_fault *fault);

/*
 * Admit what a guardian says of itself: k commitments of each kind and kappa are members, both
 * proofs hold, its index is `index`, and none of K_i0, K'_i0 and kappa is 1.
 */
CF_MUST_CHECK cf_status cf_guardian_admit(const cf_ceremony *ceremony, uint32_t index,
                                          const cf_guardian *claimed, cf_arena *arena,
                                          cf_guardian_key *out, cf_fault *fault);

/*
 * All n, in the order of their indices: K, K', H_G, H_E.  Refuses a K or K' that is 1, and last
 * commitments whose product is 1: fewer than k could decrypt.
 */
CF_MUST_CHECK cf_status cf_guardians_combine(const cf_ceremony *ceremony,
                                             const cf_guardian_key *guardians, cf_arena *arena,
                                             cf_election_keys *out, cf_fault *fault);

/*
 * g^P(l), where P is the sum of every guardian's polynomial: what a guardian's key share has to be
 * the logarithm of.  data: of P'.
 */
void cf_guardians_share_key_vartime(const cf_election_keys *keys, uint32_t index, bool data,
                                    cf_element *out);

/* g^P_i(l) of one guardian, for a share. */
void cf_guardian_share_value_vartime(const cf_ceremony *ceremony, const cf_guardian_key *sender,
                                     uint32_t receiver, bool data, cf_element *out);

/*
 * Who lies, the accuser or the sender of the share?  *guilty is an index.  A share that is absent
 * from its complaint is held against the sender, who can send one.  The complaint itself, and the
 * share in it, have to be authentic and of this ceremony: that is for whoever carries them.  A
 * share that the sender made in another ceremony of the same n and k looks sound, does not fit, and
 * would be held against it.
 *
 * guardians: n, in the order of their indices.  CF_ERR_SHAPE: the share is not one that a guardian
 * sent to the accuser, so that there is nothing to judge.
 */
CF_MUST_CHECK cf_status cf_complaint_judge(const cf_ceremony *ceremony,
                                           const cf_guardian_key *guardians,
                                           const cf_share_complaint *complaint, cf_arena *scratch,
                                           uint32_t *guilty);

/* The keys as a record states them; spans live in arena.  claims: n, as they were admitted. */
CF_MUST_CHECK cf_status cf_guardians_publish(const cf_election_keys *keys,
                                             const cf_guardian *claims, cf_arena *arena,
                                             cf_keys *out);

/* The other way: a record's keys, all checked (verifications 2 to 4; H_G where it is claimed). */
CF_MUST_CHECK cf_status cf_guardians_read(const cf_ceremony *ceremony, const cf_keys *claimed,
                                          cf_arena *arena, cf_election_keys *out, cf_fault *fault);

#endif
