/*
 * demo/decryption.c -- a quorum decrypts, in three rounds; everybody else stays away.
 *
 * What one guardian sends, every other one and the mediator get: here, the arrays.
 */
#include "demo/inside.h"

#include "vault/decryption.h"

typedef struct sitting {
    size_t count; /* tasks */
    cf_available available;
    cf_vault_session *sessions[CF_DEMO_GUARDIANS_MAX];
    cf_decryption_commitment *commitments; /* available * count, guardian by guardian */
    cf_decryption_reveal *reveals;
    cf_decryption_response *responses;
} sitting;

/* As few as suffice, spread over all sides. */
static cf_status call_quorum(const cf_demo *demo, sitting *s)
{
    const uint32_t n = demo->keys.n;
    const uint32_t k = demo->keys.k;
    uint32_t *indices = cf_arena_take(demo->arena, k, sizeof *indices);
    if (indices == NULL) {
        return cf_demo_no_memory(demo);
    }
    for (uint32_t i = 0; i < k; i++) {
        indices[i] = 1 + (k == 1 ? 0 : i * (n - 1) / (k - 1));
    }
    s->available = (cf_available){ .count = k, .indices = indices };
    return CF_OK;
}

static cf_status take_room(const cf_demo *demo, sitting *s)
{
    const size_t parts = s->count * s->available.count;
    s->commitments = cf_arena_take(demo->arena, parts, sizeof *s->commitments);
    s->reveals = cf_arena_take(demo->arena, parts, sizeof *s->reveals);
    s->responses = cf_arena_take(demo->arena, parts, sizeof *s->responses);
    return s->commitments == NULL || s->reveals == NULL || s->responses == NULL
               ? cf_demo_no_memory(demo)
               : CF_OK;
}

static const cf_vault_guardian *guardian_at(const cf_demo *demo, const sitting *s, size_t place)
{
    return demo->guardians[s->available.indices[place] - 1];
}

static cf_status commit(const cf_demo *demo, const char *purpose, const cf_decryption_task *tasks,
                        sitting *s)
{
    cf_status status = CF_OK;
    for (size_t i = 0; status == CF_OK && i < s->available.count; i++) {
        cf_seeded_stream stream;
        const cf_entropy_source entropy =
            cf_seeded_source(&demo->root, purpose, s->available.indices[i], &stream);
        status =
            cf_vault_session_begin(guardian_at(demo, s, i), &demo->keys, &s->available, s->count,
                                   tasks, &entropy, &s->commitments[i * s->count], &s->sessions[i]);
    }
    return status;
}

static cf_status reveal(const cf_demo *demo, sitting *s)
{
    cf_status status = CF_OK;
    for (size_t i = 0; status == CF_OK && i < s->available.count; i++) {
        status = cf_vault_session_reveal(s->sessions[i], s->commitments, demo->arena,
                                         &s->reveals[i * s->count]);
    }
    return status;
}

static cf_status respond(const cf_demo *demo, sitting *s, cf_decryption_blame *blamed)
{
    cf_status status = CF_OK;
    for (size_t i = 0; status == CF_OK && i < s->available.count; i++) {
        status = cf_vault_session_respond(s->sessions[i], s->reveals, demo->arena,
                                          &s->responses[i * s->count], blamed);
    }
    return status;
}

static cf_status sit(cf_demo *demo, const char *purpose, const cf_decryption_task *tasks,
                     sitting *s, cf_decryption_rounds *rounds, cf_decryption_proof *proofs,
                     cf_decryption_blame *blamed)
{
    cf_status status = commit(demo, purpose, tasks, s);
    if (status == CF_OK) {
        status = reveal(demo, s);
    }
    if (status == CF_OK) {
        status = respond(demo, s, blamed);
    }
    if (status == CF_OK) {
        status = cf_decryption_combine(&demo->keys, s->count, tasks, &s->available, s->commitments,
                                       s->reveals, demo->arena, rounds, blamed);
    }
    if (status == CF_OK) {
        status = cf_decryption_finish(rounds, s->responses, demo->scratch, proofs, blamed);
        cf_arena_reset(demo->scratch);
    }
    return status;
}

cf_status cf_demo_decrypt(cf_demo *demo, const char *purpose, size_t count,
                          const cf_decryption_task *tasks, cf_decryption_rounds *rounds,
                          cf_decryption_proof **proofs)
{
    sitting s = { .count = count };
    cf_decryption_blame blamed = { 0 };
    *proofs = cf_arena_take(demo->arena, count, sizeof **proofs);
    cf_status status = *proofs == NULL ? cf_demo_no_memory(demo) : call_quorum(demo, &s);
    if (status == CF_OK) {
        status = take_room(demo, &s);
    }
    if (status != CF_OK) {
        return status;
    }
    status = sit(demo, purpose, tasks, &s, rounds, *proofs, &blamed);
    for (size_t i = 0; i < s.available.count; i++) {
        cf_vault_session_close(s.sessions[i]);
    }
    if (status == CF_ERR_SHAPE && blamed.guardian != 0) {
        return cf_fault_set(demo->fault, status, "", 0, "the part of guardian %u %s",
                            blamed.guardian, cf_decryption_defect_phrase(blamed.defect));
    }
    return status == CF_OK
               ? status
               : cf_fault_set(demo->fault, status, "", 0, "the guardians could not decrypt");
}

/* --- the tally --- */

/* The promise of it all: the sums of ciphertexts are the sums of votes. */
static cf_status compare(const cf_demo *demo, const cf_decrypted_tally *tally)
{
    for (size_t i = 0; i < tally->contest_count; i++) {
        const cf_contest *contest = &demo->manifest.contests[i];
        for (size_t j = 0; j < tally->contests[i].option_count; j++) {
            const uint64_t plain = demo->plain_tally[contest->first_option_position + j];
            if (tally->contests[i].options[j].tally != plain) {
                return cf_fault_set(demo->fault, CF_ERR_SHAPE, "", 0,
                                    "the tally of \"%.*s\" is %llu, the plain votes are %llu",
                                    (int)contest->options[j].label.len,
                                    (const char *)contest->options[j].label.at,
                                    (unsigned long long)tally->contests[i].options[j].tally,
                                    (unsigned long long)plain);
            }
        }
    }
    return CF_OK;
}

cf_status cf_demo_tally(cf_demo *demo)
{
    const size_t count = demo->manifest.option_total;
    cf_decryption_task *tasks;
    cf_decryption_rounds rounds;
    cf_decryption_proof *proofs;
    cf_encrypted_tally encrypted;
    cf_decrypted_tally decrypted;
    cf_status status = cf_tasks_of_totals(&demo->keys, &demo->sums, demo->arena, &tasks);
    if (status == CF_OK) {
        status = cf_aggregate_publish(&demo->sums, demo->arena, &encrypted);
    }
    if (status != CF_OK) {
        return cf_demo_no_memory(demo);
    }
    status = cf_demo_decrypt(demo, "tally", count, tasks, &rounds, &proofs);
    if (status != CF_OK) {
        return status;
    }
    status = cf_totals_publish(&rounds, proofs, &demo->manifest, demo->sums.total_weight,
                               demo->arena, &decrypted);
    if (status != CF_OK) {
        return cf_fault_set(demo->fault, status, "", 0, "a total could not be found");
    }
    status = compare(demo, &decrypted);
    if (status == CF_OK) {
        cf_demo_say(
            demo,
            "Tally: decrypted by %u guardians while %u stayed away; it equals the plain votes.",
            demo->keys.k, demo->keys.n - demo->keys.k);
        status = cf_record_write_tally(demo->writer, &encrypted, &decrypted, demo->fault);
    }
    return status;
}
