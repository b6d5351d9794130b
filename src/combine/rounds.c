/*
 * combine/rounds.c -- what the guardians revealed, joined: M = prod M_i^w_i, and the challenge.
 *
 * Everybody does this for itself, the guardians before they answer.  M_i comes through the door
 * with w_i as exponent, so that the ladder that shows membership gives the power as well.
 */
#include "combine/task_hashes.h"

enum { HANDFUL = 16 }; /* parts that come through the door together */

/* Some parts of one guardian, from the task `first` on. */
typedef struct handful {
    size_t guardian; /* its place in U */
    size_t first;
    size_t count;
    cf_unchecked_element claimed[HANDFUL];
    cf_scalar weights[HANDFUL];
    cf_element powers[HANDFUL];
    cf_refusal a[HANDFUL];
    cf_refusal b[HANDFUL];
    cf_refusal m[HANDFUL];
} handful;

static size_t part_of(const cf_decryption_rounds *rounds, size_t guardian, size_t task)
{
    return guardian * rounds->count + task;
}

/* --- the door --- */

static void admit_commitments(cf_decryption_rounds *rounds, handful *h,
                              const cf_decryption_reveal *reveals)
{
    const size_t at = part_of(rounds, h->guardian, h->first);
    const cf_group *group = rounds->keys->group;
    for (size_t i = 0; i < h->count; i++) {
        h->claimed[i] = reveals[at + i].a;
    }
    cf_group_admit_vartime(group, h->count, h->claimed, &rounds->a_i[at], h->a);
    for (size_t i = 0; i < h->count; i++) {
        h->claimed[i] = reveals[at + i].b;
    }
    cf_group_admit_vartime(group, h->count, h->claimed, &rounds->b_i[at], h->b);
}

/* M_i, and M_i^w_i into the product M. */
static void admit_factors(cf_decryption_rounds *rounds, handful *h,
                          const cf_decryption_reveal *reveals)
{
    const size_t at = part_of(rounds, h->guardian, h->first);
    const cf_group *group = rounds->keys->group;
    for (size_t i = 0; i < h->count; i++) {
        h->claimed[i] = reveals[at + i].m;
        h->weights[i] = rounds->weights[h->guardian];
    }
    cf_group_admit_powers_vartime(group, h->count, h->claimed, 1, h->weights, &rounds->m_i[at],
                                  h->powers, h->m);
    cf_element *m = &rounds->m[h->first];
    cf_group_multiply(group, h->count, m, m, h->powers);
}

/* --- holding the two rounds against one another --- */

static cf_decryption_defect defect_of(const cf_decryption_rounds *rounds, const handful *h,
                                      size_t i, const cf_decryption_commitment *commitments)
{
    if (h->a[i] != CF_ADMITTED || h->b[i] != CF_ADMITTED || h->m[i] != CF_ADMITTED) {
        return CF_PART_MALFORMED;
    }
    const size_t at = part_of(rounds, h->guardian, h->first + i);
    cf_hash d;
    cf_decryption_commit(rounds->keys, &rounds->tasks[h->first + i],
                         rounds->available.indices[h->guardian], &rounds->available,
                         &rounds->a_i[at], &rounds->b_i[at], &rounds->m_i[at], &d);
    return memcmp(&d, &commitments[at].d, sizeof d) == 0 ? CF_PART_GOOD : CF_PART_COMMITMENT;
}

static bool take_handful(cf_decryption_rounds *rounds, handful *h,
                         const cf_decryption_commitment *commitments,
                         const cf_decryption_reveal *reveals, cf_decryption_blame *blamed)
{
    admit_commitments(rounds, h, reveals);
    admit_factors(rounds, h, reveals);
    for (size_t i = 0; i < h->count; i++) {
        const cf_decryption_defect defect = defect_of(rounds, h, i, commitments);
        if (defect != CF_PART_GOOD) {
            *blamed = (cf_decryption_blame){ .guardian = rounds->available.indices[h->guardian],
                                             .task = h->first + i,
                                             .defect = defect };
            return false;
        }
    }
    return true;
}

static bool take_guardian(cf_decryption_rounds *rounds, handful *h, size_t guardian,
                          const cf_decryption_commitment *commitments,
                          const cf_decryption_reveal *reveals, cf_decryption_blame *blamed)
{
    h->guardian = guardian;
    for (h->first = 0; h->first < rounds->count; h->first += h->count) {
        const size_t left = rounds->count - h->first;
        h->count = left < HANDFUL ? left : HANDFUL;
        if (!take_handful(rounds, h, commitments, reveals, blamed)) {
            return false;
        }
    }
    return true;
}

/* --- joining --- */

/* c over a = prod a_i and b = prod b_i: (89), (90). */
static void challenge_task(cf_decryption_rounds *rounds, size_t task)
{
    const cf_group *group = rounds->keys->group;
    cf_element a;
    cf_element b;
    cf_group_identity(group, &a);
    cf_group_identity(group, &b);
    for (size_t i = 0; i < rounds->available.count; i++) {
        cf_group_multiply(group, 1, &a, &a, &rounds->a_i[part_of(rounds, i, task)]);
        cf_group_multiply(group, 1, &b, &b, &rounds->b_i[part_of(rounds, i, task)]);
    }
    cf_task_challenge(group, &rounds->tasks[task], &a, &b, &rounds->m[task],
                      &rounds->challenge[task]);
}

static bool take_indices(cf_decryption_rounds *rounds, const cf_available *available,
                         cf_arena *arena)
{
    uint32_t *indices = cf_arena_take(arena, available->count, sizeof *indices);
    if (indices == NULL) {
        return false;
    }
    memcpy(indices, available->indices, available->count * sizeof *indices);
    rounds->available = (cf_available){ .count = available->count, .indices = indices };
    return true;
}

/* A quorum has at most CF_GUARDIANS_MAX guardians, and count tasks are in memory. */
static bool take_room(cf_decryption_rounds *rounds, const cf_available *available, cf_arena *arena)
{
    const size_t count = rounds->count;
    const size_t parts = available->count * count;
    rounds->weights = cf_arena_take(arena, available->count, sizeof *rounds->weights);
    rounds->a_i = cf_arena_take(arena, parts, sizeof *rounds->a_i);
    rounds->b_i = cf_arena_take(arena, parts, sizeof *rounds->b_i);
    rounds->m_i = cf_arena_take(arena, parts, sizeof *rounds->m_i);
    rounds->m = cf_arena_take(arena, count, sizeof *rounds->m);
    rounds->challenge = cf_arena_take(arena, count, sizeof *rounds->challenge);
    return take_indices(rounds, available, arena) && rounds->weights != NULL && rounds->a_i != NULL
           && rounds->b_i != NULL && rounds->m_i != NULL && rounds->m != NULL
           && rounds->challenge != NULL;
}

cf_status cf_decryption_combine(const cf_election_keys *keys, size_t count,
                                const cf_decryption_task *tasks, const cf_available *available,
                                const cf_decryption_commitment *commitments,
                                const cf_decryption_reveal *reveals, cf_arena *arena,
                                cf_decryption_rounds *out, cf_decryption_blame *blamed)
{
    *blamed = (cf_decryption_blame){ 0 };
    *out = (cf_decryption_rounds){ 0 };
    if (!cf_available_is_quorum(keys, available)) {
        return CF_ERR_RANGE;
    }
    cf_decryption_rounds rounds = { .keys = keys, .count = count, .tasks = tasks };
    handful *h = cf_arena_take(arena, 1, sizeof *h);
    if (h == NULL || !take_room(&rounds, available, arena)) {
        return CF_ERR_MEMORY;
    }
    cf_lagrange_weights_vartime(keys->group, &rounds.available, rounds.weights);
    for (size_t t = 0; t < count; t++) {
        cf_group_identity(keys->group, &rounds.m[t]);
    }
    for (size_t i = 0; i < available->count; i++) {
        if (!take_guardian(&rounds, h, i, commitments, reveals, blamed)) {
            return CF_ERR_SHAPE;
        }
    }
    for (size_t t = 0; t < count; t++) {
        challenge_task(&rounds, t);
    }
    *out = rounds;
    return CF_OK;
}
