/*
 * combine/blame.c -- the answers joined: v = sum v_i.  If it does not hold, whose part is wrong?
 *
 * A joint proof that holds is what a verifier will see, and nobody's part needs a look.  One that
 * does not is a product of parts, and one part at least does not satisfy its own equation: (94),
 * (95).
 */
#include "combine/guardians.h"
#include "combine/task_hashes.h"

/* Whose logarithm is proven: g and key have it, base and power have it. */
typedef struct relation {
    const cf_group *group;
    cf_element g;
    cf_element key;
    cf_element base;
    cf_element power;
} relation;

/* a = g^v key^c and b = base^v power^c. */
static void commitments_of(const relation *r, const cf_scalar *c, const cf_scalar *v, cf_element *a,
                           cf_element *b)
{
    const cf_element bases[4] = { r->g, r->base, r->key, r->power };
    const cf_scalar exponents[4] = { *v, *v, *c, *c };
    cf_element powers[4];
    cf_group_powers_vartime(r->group, 4, bases, 1, exponents, powers);
    cf_group_multiply(r->group, 1, a, &powers[0], &powers[2]);
    cf_group_multiply(r->group, 1, b, &powers[1], &powers[3]);
}

static bool is_of_data(const cf_decryption_task *task)
{
    return task->kind != CF_DECRYPT_TOTAL;
}

/* --- the door --- */

static cf_status admit_answers(const cf_decryption_rounds *rounds,
                               const cf_decryption_response *responses, cf_scalar *answers,
                               cf_decryption_blame *blamed)
{
    const cf_group *group = rounds->keys->group;
    for (size_t i = 0; i < rounds->available.count; i++) {
        for (size_t t = 0; t < rounds->count; t++) {
            const size_t at = i * rounds->count + t;
            if (cf_scalar_admit(group, responses[at].v, &answers[at]) != CF_ADMITTED) {
                *blamed = (cf_decryption_blame){ .guardian = rounds->available.indices[i],
                                                 .task = t,
                                                 .defect = CF_PART_MALFORMED };
                return CF_ERR_SHAPE;
            }
        }
    }
    return CF_OK;
}

/* --- one task --- */

/* The equation of a verifier: the challenge is the hash of a = g^v K^c, b = base^v M^c and M. */
static bool proof_holds(const cf_decryption_rounds *rounds, size_t task,
                        const cf_decryption_proof *proof)
{
    const cf_election_keys *keys = rounds->keys;
    relation r = { .group = keys->group,
                   .key = is_of_data(&rounds->tasks[task]) ? keys->joint_hat : keys->joint,
                   .base = rounds->tasks[task].base,
                   .power = rounds->m[task] };
    cf_element a;
    cf_element b;
    cf_scalar challenge;
    cf_group_generator(keys->group, &r.g);
    commitments_of(&r, &proof->c, &proof->v, &a, &b);
    cf_task_challenge(keys->group, &rounds->tasks[task], &a, &b, &r.power, &challenge);
    return cf_scalar_equal(&challenge, &proof->c);
}

/* (94) and (95) for the guardian in place i of U: a_i = g^v_i K_i^c_i, b_i = base^v_i M_i^c_i. */
static bool part_holds(const cf_decryption_rounds *rounds, size_t i, size_t task,
                       const cf_scalar *answer)
{
    const cf_election_keys *keys = rounds->keys;
    const size_t at = i * rounds->count + task;
    relation r = { .group = keys->group,
                   .base = rounds->tasks[task].base,
                   .power = rounds->m_i[at] };
    cf_element a;
    cf_element b;
    cf_scalar c_i;
    cf_group_generator(keys->group, &r.g);
    cf_guardians_share_key_vartime(keys, rounds->available.indices[i],
                                   is_of_data(&rounds->tasks[task]), &r.key);
    cf_scalar_mul(keys->group, &c_i, &rounds->challenge[task], &rounds->weights[i]);
    commitments_of(&r, &c_i, answer, &a, &b);
    return cf_group_equal(keys->group, &a, &rounds->a_i[at])
           && cf_group_equal(keys->group, &b, &rounds->b_i[at]);
}

/* The first whose part does not hold; 0 when the keys themselves do not belong together. */
static uint32_t guilty_of(const cf_decryption_rounds *rounds, size_t task, const cf_scalar *answers)
{
    for (size_t i = 0; i < rounds->available.count; i++) {
        if (!part_holds(rounds, i, task, &answers[i * rounds->count + task])) {
            return rounds->available.indices[i];
        }
    }
    return 0;
}

/* --- all tasks --- */

static void join_answers(const cf_decryption_rounds *rounds, size_t task, const cf_scalar *answers,
                         cf_decryption_proof *proof)
{
    const cf_group *group = rounds->keys->group;
    proof->c = rounds->challenge[task];
    cf_scalar_from_u64(group, 0, &proof->v);
    for (size_t i = 0; i < rounds->available.count; i++) {
        cf_scalar_add(group, &proof->v, &proof->v, &answers[i * rounds->count + task]);
    }
}

static cf_status finish_tasks(const cf_decryption_rounds *rounds, const cf_scalar *answers,
                              cf_decryption_proof *proofs, cf_decryption_blame *blamed)
{
    for (size_t t = 0; t < rounds->count; t++) {
        join_answers(rounds, t, answers, &proofs[t]);
        if (!proof_holds(rounds, t, &proofs[t])) {
            *blamed = (cf_decryption_blame){ .guardian = guilty_of(rounds, t, answers),
                                             .task = t,
                                             .defect = CF_PART_PROOF };
            return CF_ERR_SHAPE;
        }
    }
    return CF_OK;
}

cf_status cf_decryption_finish(const cf_decryption_rounds *rounds,
                               const cf_decryption_response *responses, cf_arena *scratch,
                               cf_decryption_proof *proofs, cf_decryption_blame *blamed)
{
    *blamed = (cf_decryption_blame){ 0 };
    cf_scalar *answers =
        cf_arena_take(scratch, rounds->available.count * rounds->count, sizeof *answers);
    cf_status status = CF_ERR_MEMORY;
    if (answers != NULL) {
        status = admit_answers(rounds, responses, answers, blamed);
    }
    if (status == CF_OK) {
        status = finish_tasks(rounds, answers, proofs, blamed);
    }
    if (status != CF_OK) {
        memset(proofs, 0, rounds->count * sizeof *proofs);
    }
    return status;
}
