/*
 * combine/publish.c -- decryptions as a record states them.
 *
 * T = B / M.  What a nonce task decrypts to is published by nobody.
 */
#include "combine/decryption.h"
#include "combine/encoded.h"
#include "combine/inverse.h"
#include "combine/logarithm.h"
#include "crypto/eg21.h"

/* --- octets in the arena --- */

static bool publish_element(const cf_group *group, const cf_element *element, cf_arena *arena,
                            cf_unchecked_element *out)
{
    const cf_unchecked_element *published = cf_encoded_elements(group, 1, element, arena);
    if (published == NULL) {
        return false;
    }
    *out = *published;
    return true;
}

static bool publish_proof(const cf_group *group, const cf_decryption_proof *proof, cf_arena *arena,
                          cf_unchecked_scalar *c, cf_unchecked_scalar *v)
{
    const cf_scalar scalars[2] = { proof->c, proof->v };
    const cf_unchecked_scalar *published = cf_encoded_scalars(group, 2, scalars, arena);
    if (published == NULL) {
        return false;
    }
    *c = published[0];
    *v = published[1];
    return true;
}

/* --- totals --- */

typedef struct totals {
    const cf_decryption_rounds *rounds;
    const cf_decryption_proof *proofs;
    uint64_t total_weight;
    cf_logarithms logarithms; /* to the base K */
    cf_arena *arena;
} totals;

/* What a total can be at most; past CF_LOGARITHM_MAX where it does not fit. */
static uint64_t most_of(uint64_t total_weight, uint32_t option_limit)
{
    uint64_t most = 0;
    return __builtin_mul_overflow(total_weight, (uint64_t)option_limit, &most) ? UINT64_MAX : most;
}

static uint64_t most_of_all(const cf_manifest *manifest, uint64_t total_weight)
{
    uint32_t limit = 0;
    for (size_t c = 0; c < manifest->contest_count; c++) {
        const uint32_t own = manifest->contests[c].option_limit;
        limit = own > limit ? own : limit;
    }
    return most_of(total_weight, limit);
}

static cf_status publish_total(const totals *t, size_t task, const cf_contest *contest,
                               const cf_option *option, cf_decrypted_total *out)
{
    const cf_group *group = t->rounds->keys->group;
    cf_element power;
    cf_element_inverse_vartime(group, &t->rounds->m[task], &power);
    cf_group_multiply(group, 1, &power, &power, &t->rounds->tasks[task].masked);
    if (!cf_logarithm_find_vartime(&t->logarithms, &power,
                                   most_of(t->total_weight, contest->option_limit), &out->tally)) {
        return CF_ERR_RANGE;
    }
    out->index = option->index;
    out->label = cf_arena_copy(t->arena, option->label);
    return out->label.at != NULL && publish_element(group, &power, t->arena, &out->power)
                   && publish_proof(group, &t->proofs[task], t->arena, &out->c, &out->v)
               ? CF_OK
               : CF_ERR_MEMORY;
}

static cf_status publish_contest(const totals *t, const cf_contest *contest,
                                 cf_decrypted_tally_contest *out)
{
    cf_decrypted_total *options = cf_arena_take(t->arena, contest->option_count, sizeof *options);
    out->label = cf_arena_copy(t->arena, contest->label);
    if (options == NULL || out->label.at == NULL) {
        return CF_ERR_MEMORY;
    }
    out->index = contest->index;
    out->option_count = contest->option_count;
    out->options = options;
    cf_status status = CF_OK;
    for (size_t o = 0; o < contest->option_count && status == CF_OK; o++) {
        status = publish_total(t, contest->first_option_position + o, contest, &contest->options[o],
                               &options[o]);
    }
    return status;
}

/* Whether the tasks are the manifest's options, in order. */
static bool are_totals_of(const cf_decryption_rounds *rounds, const cf_manifest *manifest)
{
    size_t task = 0;
    if (rounds->count != manifest->option_total) {
        return false;
    }
    for (size_t c = 0; c < manifest->contest_count; c++) {
        for (size_t o = 0; o < manifest->contests[c].option_count; o++, task++) {
            if (rounds->tasks[task].kind != CF_DECRYPT_TOTAL
                || rounds->tasks[task].contest_index != manifest->contests[c].index
                || rounds->tasks[task].option_index != manifest->contests[c].options[o].index) {
                return false;
            }
        }
    }
    return true;
}

cf_status cf_totals_publish(const cf_decryption_rounds *rounds, const cf_decryption_proof *proofs,
                            const cf_manifest *manifest, uint64_t total_weight, cf_arena *arena,
                            cf_decrypted_tally *out)
{
    *out = (cf_decrypted_tally){ 0 };
    if (!are_totals_of(rounds, manifest)) {
        return CF_ERR_SHAPE;
    }
    totals t = { .rounds = rounds, .proofs = proofs, .total_weight = total_weight, .arena = arena };
    cf_status status =
        cf_logarithms_open(rounds->keys->group, &rounds->keys->joint,
                           most_of_all(manifest, total_weight), arena, &t.logarithms);
    cf_decrypted_tally_contest *contests =
        cf_arena_take(arena, manifest->contest_count, sizeof *contests);
    if (status == CF_OK && contests == NULL) {
        status = CF_ERR_MEMORY;
    }
    for (size_t c = 0; c < manifest->contest_count && status == CF_OK; c++) {
        status = publish_contest(&t, &manifest->contests[c], &contests[c]);
    }
    if (status == CF_OK) {
        out->contest_count = manifest->contest_count;
        out->contests = contests;
    }
    return status;
}

/* --- contest data --- */

/* The task is the contest data of a ballot with this identifier. */
static bool is_data_of(const cf_election_keys *keys, const cf_decryption_task *task, cf_octets id_b)
{
    if (task->kind != CF_DECRYPT_DATA || id_b.at == NULL) {
        return false;
    }
    cf_hash h_i;
    cf_eg21_identifier_hash(&keys->h_e, id_b, &h_i);
    return memcmp(&h_i, &task->key_hash, sizeof h_i) == 0;
}

/* D = C_1 xor the keys of (C_0, beta): (106). */
static bool open_data(const cf_group *group, const cf_decryption_task *task, const cf_element *beta,
                      cf_arena *arena, cf_octets *out)
{
    uint8_t *data = cf_arena_take(arena, 1, task->c1.len);
    if (data == NULL) {
        return false;
    }
    memcpy(data, task->c1.at, task->c1.len);
    cf_hmac_key h_i;
    cf_hash h;
    cf_hmac_key_init(&h_i, task->key_hash.octets, CF_HASH_OCTETS);
    cf_eg21_data_key(&h_i, task->contest_index, group, &task->base, beta, &h);
    cf_eg21_data_xor(&h, task->contest_index, data, task->c1.len);
    *out = cf_octets_of(data, task->c1.len);
    return true;
}

cf_status cf_data_publish(const cf_decryption_rounds *rounds, size_t task,
                          const cf_decryption_proof *proof, cf_octets id_b, cf_arena *arena,
                          cf_opened_data *out)
{
    *out = (cf_opened_data){ 0 };
    if (task >= rounds->count || !is_data_of(rounds->keys, &rounds->tasks[task], id_b)) {
        return CF_ERR_SHAPE;
    }
    const cf_group *group = rounds->keys->group;
    const cf_decryption_task *of = &rounds->tasks[task];
    cf_opened_data opened = { .ballot_id = cf_arena_copy(arena, id_b),
                              .contest_index = of->contest_index };
    if (opened.ballot_id.at == NULL || !open_data(group, of, &rounds->m[task], arena, &opened.data)
        || !publish_element(group, &rounds->m[task], arena, &opened.beta)
        || !publish_proof(group, proof, arena, &opened.c, &opened.v)) {
        return CF_ERR_MEMORY;
    }
    *out = opened;
    return CF_OK;
}
