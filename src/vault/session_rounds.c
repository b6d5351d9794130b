/*
 * vault/session_rounds.c -- rounds 2 and 3: reveal, respond, each once.
 *
 * What the others revealed is held against commitments that were kept before this guardian revealed
 * anything.  The first thing that respond does is to leave the state in which it may answer, the
 * last is to wipe every u.
 */
#include "vault/session.h"

enum { SPARE_OCTETS = 1 << 16 }; /* for combining: a handful of parts, and aligning */

/* --- round 2 --- */

/* All that was revealed of one task, as it was committed to. */
static void reveal_task(const cf_vault_session *session, const uint8_t *octets,
                        cf_decryption_reveal *out)
{
    const size_t width = cf_group_element_octets(session->keys.group);
    out->a.octets = cf_octets_of(octets, width);
    out->b.octets = cf_octets_of(octets + width, width);
    out->m.octets = cf_octets_of(octets + 2 * width, width);
}

cf_status cf_vault_session_reveal(cf_vault_session *session,
                                  const cf_decryption_commitment *commitments, cf_arena *arena,
                                  cf_decryption_reveal *reveals)
{
    const size_t count = session->count;
    const size_t task_octets =
        CF_VAULT_TASK_ELEMENTS * cf_group_element_octets(session->keys.group);
    memset(reveals, 0, count * sizeof *reveals);
    if (session->stage != CF_VAULT_COMMITTED) {
        return CF_ERR_RANGE;
    }
    if (memcmp(&commitments[session->place * count], cf_vault_own_commitments(session),
               count * sizeof *commitments)
        != 0) {
        return CF_ERR_SHAPE;
    }
    uint8_t *octets = cf_arena_take(arena, count, task_octets);
    if (octets == NULL) {
        return CF_ERR_MEMORY;
    }
    memcpy(session->commitments, commitments,
           session->available.count * count * sizeof *commitments);
    memcpy(octets, session->revealed, count * task_octets);
    for (size_t t = 0; t < count; t++) {
        reveal_task(session, octets + t * task_octets, &reveals[t]);
    }
    session->stage = CF_VAULT_REVEALED;
    return CF_OK;
}

/* --- round 3 --- */

/* Room for the parts of all guardians while they are looked at.  NULL without memory. */
static cf_arena *open_rounds(const cf_vault_session *session)
{
    const size_t guardians = session->available.count;
    const size_t task =
        (CF_VAULT_TASK_ELEMENTS * guardians + 1) * sizeof(cf_element) + sizeof(cf_scalar);
    const size_t weights = guardians * (sizeof(cf_scalar) + sizeof(uint32_t));
    size_t octets = 0;
    return !__builtin_mul_overflow(session->count, task, &octets)
                   && !__builtin_add_overflow(octets, weights + SPARE_OCTETS, &octets)
               ? cf_arena_open(octets)
               : NULL;
}

/* v_i = u_i - c w_i z_i: (91), (92). */
static void answer_task(const cf_vault_session *session, const cf_decryption_rounds *rounds,
                        size_t task, uint8_t *octets)
{
    const cf_group *group = session->keys.group;
    cf_scalar c_i;
    cf_scalar v_i;
    cf_scalar_mul(group, &c_i, &rounds->challenge[task], &rounds->weights[session->place]);
    cf_secret_scalar_answer(group, &v_i, &session->u[task], &c_i,
                            cf_vault_key_share(session, task));
    cf_scalar_encode(group, &v_i, octets);
}

static cf_status respond(const cf_vault_session *session, const cf_decryption_reveal *reveals,
                         cf_arena *scratch, cf_arena *arena, cf_decryption_response *responses,
                         cf_decryption_blame *blamed)
{
    cf_decryption_rounds rounds;
    uint8_t *octets = cf_arena_take(arena, session->count, CF_SCALAR_OCTETS);
    if (octets == NULL) {
        return CF_ERR_MEMORY;
    }
    const cf_status status =
        cf_decryption_combine(&session->keys, session->count, session->tasks, &session->available,
                              session->commitments, reveals, scratch, &rounds, blamed);
    for (size_t t = 0; t < session->count && status == CF_OK; t++) {
        answer_task(session, &rounds, t, octets + t * CF_SCALAR_OCTETS);
        responses[t].v.octets = cf_octets_of(octets + t * CF_SCALAR_OCTETS, CF_SCALAR_OCTETS);
    }
    return status;
}

cf_status cf_vault_session_respond(cf_vault_session *session, const cf_decryption_reveal *reveals,
                                   cf_arena *arena, cf_decryption_response *responses,
                                   cf_decryption_blame *blamed)
{
    *blamed = (cf_decryption_blame){ 0 };
    memset(responses, 0, session->count * sizeof *responses);
    const bool may_answer = session->stage == CF_VAULT_REVEALED;
    session->stage = CF_VAULT_SPENT;
    cf_status status = CF_ERR_RANGE;
    if (may_answer) {
        cf_arena *scratch = open_rounds(session);
        status = scratch != NULL ? respond(session, reveals, scratch, arena, responses, blamed)
                                 : CF_ERR_MEMORY;
        cf_arena_close(scratch);
    }
    cf_wipe(session->u, session->count * sizeof *session->u);
    cf_wipe_stack();
    return status;
}
