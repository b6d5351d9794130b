/*
 * combine/tasks.h -- what is to be decrypted, and may it be?
 *
 * The checks that the specification asks of a guardian before it touches a ciphertext are made
 * here, and nowhere else is a task made.
 *
 *   errors   CF_ERR_SHAPE: the fault says what does not hold
 *   source   [EGDS21] 3.6.4, 3.6.6 and 3.6.7
 */
#ifndef CF_COMBINE_TASKS_H
#define CF_COMBINE_TASKS_H

#include "combine/aggregate.h"
#include "election/ceremony.h"
#include "election/decryption.h"

/* One task an option, by position: option_total of them.  The sums are the caller's own. */
CF_MUST_CHECK cf_status cf_tasks_of_totals(const cf_election_keys *keys,
                                           const cf_aggregate *aggregate, cf_arena *arena,
                                           cf_decryption_task **out);

/*
 * Contest data of the contest at a position of a cast ballot's list: H_I follows from id_B, C_0 is
 * a member, C_1 is as long as the manifest says, its proof C_2 holds.
 */
CF_MUST_CHECK cf_status cf_task_of_data(const cf_election_keys *keys, const cf_manifest *manifest,
                                        const cf_ballot *ballot, size_t contest_position,
                                        cf_arena *arena, cf_decryption_task *out, cf_fault *fault);

/*
 * The ballots that must stay unopened: id_B and C_0 of every ballot that is cast or spoiled, as
 * short keyed digests (at most 16 octets of memory each).  A copy of one of them, passed off as
 * challenged, would open a vote.
 *
 * open: CF_ERR_MEMORY, or CF_ERR_IO without a generator to draw the key from.  add: CF_ERR_MEMORY;
 * a challenged ballot is passed over.  has: whether an id_B or a C_0 of that ballot was added; true
 * for a ballot without one of them, and by accident once in 2^36 even among 2^27.
 */
typedef struct cf_unopened_ballots cf_unopened_ballots;
CF_MUST_CHECK cf_status cf_unopened_ballots_open(cf_arena *arena, cf_unopened_ballots **out);
CF_MUST_CHECK cf_status cf_unopened_ballots_add(cf_unopened_ballots *unopened,
                                                const cf_ballot *ballot);
bool cf_unopened_ballots_has(const cf_unopened_ballots *unopened, const cf_ballot *ballot);

/*
 * The nonce of a challenged ballot: it is challenged, it is no copy of one that must stay unopened,
 * H_I follows from id_B, C_0 is a member, its proof holds.
 *
 *   unopened   every ballot of the record that is cast or spoiled was added
 */
CF_MUST_CHECK cf_status cf_task_of_nonce(const cf_election_keys *keys,
                                         const cf_unopened_ballots *unopened,
                                         const cf_ballot *ballot, cf_arena *arena,
                                         cf_decryption_task *out, cf_fault *fault);

#endif
