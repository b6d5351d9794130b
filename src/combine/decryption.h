/*
 * combine/decryption.h -- putting the guardians' parts together, and saying whose part is wrong.
 *
 * For count tasks and the available guardians U; parts are laid out guardian by guardian in the
 * order of U: part[i * count + t] is guardian i's part of task t.
 *
 *   uses     base group crypto election
 *   memory   what is written lives in the arena
 *   source   [EGDS21] 3.6.2 to 3.6.6
 */
#ifndef CF_COMBINE_DECRYPTION_H
#define CF_COMBINE_DECRYPTION_H

#include "combine/tasks.h"

/* w_i for every i in U: the product over l in U, l != i, of l / (l - i) mod q. */
void cf_lagrange_weights_vartime(const cf_group *group, const cf_available *available,
                                 cf_scalar *out);

/* Whether U is one: ascending, within 1..n, at least k of them. */
bool cf_available_is_quorum(const cf_election_keys *keys, const cf_available *available);

/* What guardian `index` commits to: d_i of (88) or (99); for a nonce, the same as for data. */
void cf_decryption_commit(const cf_election_keys *keys, const cf_decryption_task *task,
                          uint32_t index, const cf_available *available, const cf_element *a_i,
                          const cf_element *b_i, const cf_element *m_i, cf_hash *d);

/* The first two rounds of all guardians, admitted and held against one another. */
typedef struct cf_decryption_rounds {
    const cf_election_keys *keys;
    size_t count;
    const cf_decryption_task *tasks;
    cf_available available;
    cf_scalar *weights; /* U */
    cf_element *a_i;    /* U * count, as above */
    cf_element *b_i;
    cf_element *m_i;
    cf_element *m;        /* count: the combined decryption, M or beta */
    cf_scalar *challenge; /* count: c */
} cf_decryption_rounds;

/*
 * Hold what was revealed against what was committed to.  CF_ERR_SHAPE: *blamed says whose part is
 * wrong (the first found); the others go on without that guardian, with a new U.  CF_ERR_RANGE:
 * U is no quorum.
 */
CF_MUST_CHECK cf_status cf_decryption_combine(const cf_election_keys *keys, size_t count,
                                              const cf_decryption_task *tasks,
                                              const cf_available *available,
                                              const cf_decryption_commitment *commitments,
                                              const cf_decryption_reveal *reveals, cf_arena *arena,
                                              cf_decryption_rounds *out,
                                              cf_decryption_blame *blamed);

/* One finished decryption: the proof (c, v). */
typedef struct cf_decryption_proof {
    cf_scalar c;
    cf_scalar v;
} cf_decryption_proof;

/*
 * The third round.  Each task's proof is checked; if one does not hold, each guardian's part of it
 * is, and CF_ERR_SHAPE blames the first whose part is wrong: a_i = g^v_i K_i^c_i and b_i = base^v_i
 * M_i^c_i, with K_i from the commitments of the ceremony; guardian 0 when all parts hold and yet
 * the whole does not, because the keys are not those of one ceremony.  proofs: count, written.
 */
CF_MUST_CHECK cf_status cf_decryption_finish(const cf_decryption_rounds *rounds,
                                             const cf_decryption_response *responses,
                                             cf_arena *scratch, cf_decryption_proof *proofs,
                                             cf_decryption_blame *blamed);

/* --- what the decryptions say --- */

/*
 * The totals as a record states them: T = B / M, t with K^t = T, the proof.  t is searched for up
 * to t_max (weights times R) in about 2 sqrt(t_max) products.  CF_ERR_RANGE: there is none, so some
 * ballot's proof was not checked.  CF_ERR_LIMIT: t_max is past 2^44.  CF_ERR_SHAPE: the tasks are
 * not those of cf_tasks_of_totals.
 */
CF_MUST_CHECK cf_status cf_totals_publish(const cf_decryption_rounds *rounds,
                                          const cf_decryption_proof *proofs,
                                          const cf_manifest *manifest, uint64_t total_weight,
                                          cf_arena *arena, cf_decrypted_tally *out);

/*
 * Contest data: D = C_1 xor keys of beta = M, and the proof.  id_b: of the ballot.  CF_ERR_SHAPE:
 * the task is not one of contest data of that ballot.
 */
CF_MUST_CHECK cf_status cf_data_publish(const cf_decryption_rounds *rounds, size_t task,
                                        const cf_decryption_proof *proof, cf_octets id_b,
                                        cf_arena *arena, cf_opened_data *out);

#endif
