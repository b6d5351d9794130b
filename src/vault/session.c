/*
 * vault/session.c -- round 1: draw u, commit.
 *
 * v = u - c z hides z as long as u is used once: two answers under one u are two equations for z.
 * So u is drawn here and nowhere else, for tasks, U and keys that cannot be exchanged afterwards:
 * the commitment covers them.
 */
#include "vault/session.h"

enum { SPARE_OCTETS = 64 * 64 }; /* aligning, and the small things */

/* --- memory --- */

/* How much of both kinds; false when that is more than can be counted. */
static bool sizes_of(const cf_group *group, const cf_available *available, size_t count,
                     size_t *secret, size_t *open)
{
    const size_t task = CF_VAULT_TASK_ELEMENTS * cf_group_element_octets(group)
                        + available->count * sizeof(cf_decryption_commitment);
    const size_t indices = available->count * sizeof *available->indices;
    return !__builtin_mul_overflow(count, sizeof(cf_secret_scalar), secret)
           && !__builtin_add_overflow(*secret, sizeof(cf_vault_session) + SPARE_OCTETS, secret)
           && !__builtin_mul_overflow(count, task, open)
           && !__builtin_add_overflow(*open, indices + SPARE_OCTETS, open);
}

static cf_vault_session *take_session(const cf_group *group, const cf_available *available,
                                      size_t count)
{
    size_t secret = 0;
    size_t open = 0;
    if (!sizes_of(group, available, count, &secret, &open)) {
        return NULL;
    }
    cf_arena *secrets = cf_arena_open_secret(secret);
    cf_vault_session *session = secrets != NULL ? cf_arena_take(secrets, 1, sizeof *session) : NULL;
    if (session == NULL) {
        cf_arena_close(secrets);
        return NULL;
    }
    session->secrets = secrets;
    session->open = cf_arena_open(open);
    session->count = count;
    return session;
}

static bool take_room(cf_vault_session *session, const cf_available *available)
{
    const size_t width = cf_group_element_octets(session->keys.group);
    if (session->open == NULL) {
        return false;
    }
    uint32_t *indices = cf_arena_take(session->open, available->count, sizeof *indices);
    session->u = cf_arena_take(session->secrets, session->count, sizeof *session->u);
    session->revealed =
        cf_arena_take(session->open, session->count, CF_VAULT_TASK_ELEMENTS * width);
    session->commitments = cf_arena_take(session->open, available->count * session->count,
                                         sizeof *session->commitments);
    if (indices == NULL || session->u == NULL || session->revealed == NULL
        || session->commitments == NULL) {
        return false;
    }
    memcpy(indices, available->indices, available->count * sizeof *indices);
    session->available = (cf_available){ .count = available->count, .indices = indices };
    return true;
}

void cf_vault_session_close(cf_vault_session *session)
{
    if (session != NULL) {
        cf_arena_close(session->open);
        cf_arena_close(session->secrets); /* wipes u */
    }
}

/* --- round 1 --- */

/* Where the guardian stands in U, or U's size. */
static size_t place_in(const cf_available *available, uint32_t index)
{
    size_t place = 0;
    while (place < available->count && available->indices[place] != index) {
        place++;
    }
    return place;
}

/* A guardian that has finished, with these keys and no others, is one of the quorum. */
static bool may_begin(const cf_vault_guardian *guardian, const cf_election_keys *keys,
                      const cf_available *available)
{
    return guardian->has_finished && memcmp(&guardian->h_e, &keys->h_e, sizeof keys->h_e) == 0
           && memcmp(&guardian->h_g, &keys->h_g, sizeof keys->h_g) == 0
           && cf_available_is_quorum(keys, available)
           && place_in(available, guardian->index) < available->count;
}

/* a = g^u, b = base^u, M = base^z of one task. */
static void raise_task(cf_vault_session *session, size_t task, cf_element *a, cf_element *b,
                       cf_element *m)
{
    const cf_group *group = session->keys.group;
    const cf_element *base = &session->tasks[task].base;
    cf_scanned_base_powers(session->guardian->g, 1, &session->u[task], a);
    cf_group_secret_powers(group, 1, base, &session->u[task], b);
    cf_group_secret_powers(group, 1, base, cf_vault_key_share(session, task), m);
}

static void commit_task(cf_vault_session *session, size_t task)
{
    const cf_group *group = session->keys.group;
    const size_t width = cf_group_element_octets(group);
    cf_element elements[CF_VAULT_TASK_ELEMENTS];
    raise_task(session, task, &elements[0], &elements[1], &elements[2]);
    cf_group_encode(group, CF_VAULT_TASK_ELEMENTS, elements,
                    session->revealed + task * CF_VAULT_TASK_ELEMENTS * width);
    cf_decryption_commit(&session->keys, &session->tasks[task], session->guardian->index,
                         &session->available, &elements[0], &elements[1], &elements[2],
                         &cf_vault_own_commitments(session)[task].d);
}

static cf_status begin(cf_vault_session *session, const cf_available *available,
                       const cf_entropy_source *entropy, cf_decryption_commitment *commitments)
{
    if (!take_room(session, available)) {
        return CF_ERR_MEMORY;
    }
    const cf_status status =
        cf_secret_scalar_draw(session->keys.group, entropy, session->count, session->u);
    if (status != CF_OK) {
        return status;
    }
    for (size_t t = 0; t < session->count; t++) {
        commit_task(session, t);
    }
    memcpy(commitments, cf_vault_own_commitments(session), session->count * sizeof *commitments);
    return CF_OK;
}

/* A total is keyed with H_E.  What is keyed with an H_I, nobody can tell without the id_B. */
static bool are_of_election(const cf_election_keys *keys, size_t count,
                            const cf_decryption_task *tasks)
{
    for (size_t t = 0; t < count; t++) {
        if (tasks[t].kind == CF_DECRYPT_TOTAL
            && memcmp(&tasks[t].key_hash, &keys->h_e, sizeof keys->h_e) != 0) {
            return false;
        }
    }
    return true;
}

cf_status cf_vault_session_begin(const cf_vault_guardian *guardian, const cf_election_keys *keys,
                                 const cf_available *available, size_t count,
                                 const cf_decryption_task *tasks, const cf_entropy_source *entropy,
                                 cf_decryption_commitment *commitments, cf_vault_session **session)
{
    *session = NULL;
    memset(commitments, 0, count * sizeof *commitments);
    if (!may_begin(guardian, keys, available)) {
        return CF_ERR_RANGE;
    }
    if (!are_of_election(keys, count, tasks)) {
        return CF_ERR_SHAPE;
    }
    cf_vault_session *begun = take_session(keys->group, available, count);
    if (begun == NULL) {
        return CF_ERR_MEMORY;
    }
    begun->guardian = guardian;
    begun->keys = *keys;
    begun->tasks = tasks;
    begun->place = place_in(available, guardian->index);
    const cf_status status = begin(begun, available, entropy, commitments);
    if (status == CF_OK) {
        *session = begun;
    } else {
        cf_vault_session_close(begun);
    }
    cf_wipe_stack();
    return status;
}
