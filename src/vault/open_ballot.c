/*
 * vault/open_ballot.c -- everything about a challenged ballot from its decrypted nonce.
 *
 * xi_B is wiped; the nonces that follow from it are what opening publishes.  They are published if
 * they make the ballot again, all of it, and wiped with the rest if they do not: then they are not
 * this ballot's, and might be another's.
 */
#include "vault/opening.h"

static cf_status refuse(const cf_vault_opening *o, const char *what)
{
    const cf_ballot_name name = cf_ballot_name_of(o->ballot);
    return cf_fault_set(o->fault, CF_ERR_SHAPE, "", 0, "ballot %s: %s", name.text, what);
}

/* --- the ballot --- */

/* The task is the nonce of this ballot, and no other. */
static bool is_nonce_of(const cf_decryption_task *task, const cf_election_keys *keys,
                        const cf_ballot *ballot)
{
    if (task->kind != CF_DECRYPT_NONCE || ballot->state != CF_BALLOT_CHALLENGED
        || ballot->id.at == NULL) {
        return false;
    }
    cf_hash h_i;
    cf_eg21_identifier_hash(&keys->h_e, ballot->id, &h_i);
    return memcmp(&h_i, &task->key_hash, sizeof h_i) == 0
           && cf_octets_equal(task->c0, ballot->nonce.c0.octets)
           && cf_octets_equal(task->c1, ballot->nonce.c1) && task->c1.len == CF_HASH_OCTETS;
}

/* Contests and options as the manifest has them, each once; counts what will be published. */
static cf_status check_shape(cf_vault_opening *o)
{
    uint32_t last = 0;
    for (size_t i = 0; i < o->ballot->contest_count; i++) {
        const cf_encrypted_contest *published = &o->ballot->contests[i];
        o->contest = cf_manifest_contest_at_index(o->manifest, published->index);
        if (o->contest == NULL || published->index <= last) {
            return refuse(o, "a contest is not in the manifest, stands twice or out of order");
        }
        if (published->selection_count != o->contest->option_count) {
            return cf_vault_opening_refuse(o, "it has not the options of the manifest");
        }
        if (published->has_data != (o->contest->data_blocks > 0)) {
            return cf_vault_opening_refuse(o, "it has data and should not, or should and has not");
        }
        last = published->index;
        o->option_count += published->selection_count;
        o->nonce_octets +=
            (published->selection_count + published->has_data) * (size_t)CF_SCALAR_OCTETS;
        o->data_octets += (size_t)o->contest->data_blocks * CF_EG21_BLOCK_OCTETS;
    }
    return CF_OK;
}

static cf_status refuse_memory(const cf_vault_opening *o)
{
    const cf_ballot_name name = cf_ballot_name_of(o->ballot);
    return cf_fault_set(o->fault, CF_ERR_MEMORY, "", 0, "ballot %s does not fit into memory",
                        name.text);
}

static cf_status take_room(cf_vault_opening *o, cf_opened_contest **contests)
{
    const size_t count = o->ballot->contest_count;
    *contests = cf_arena_take(o->arena, count, sizeof **contests);
    o->contest_hashes = cf_arena_take(o->arena, count, sizeof *o->contest_hashes);
    o->options = cf_arena_take(o->arena, o->option_count, sizeof *o->options);
    o->nonces = cf_arena_take(o->arena, 1, o->nonce_octets);
    o->data = cf_arena_take(o->arena, 1, o->data_octets);
    o->next_option = o->options;
    o->next_nonce = o->nonces;
    o->next_data = o->data;
    return *contests != NULL && o->contest_hashes != NULL && o->options != NULL && o->nonces != NULL
                   && o->data != NULL
               ? CF_OK
               : refuse_memory(o);
}

/* xi_B = C_1 xor k_1 of (C_0, beta_B). */
static void open_nonce(cf_vault_opening *o, const cf_decryption_task *task,
                       const cf_element *beta_b)
{
    cf_secret_element beta = { .element = *beta_b };
    memcpy(o->xi_b.octets, task->c1.at, CF_HASH_OCTETS);
    cf_eg21_nonce_xor(&o->h_i, o->keys->group, &task->base, &beta, o->xi_b.octets);
    cf_wipe(&beta, sizeof beta);
}

static cf_status check_code(const cf_vault_opening *o)
{
    const cf_ballot *ballot = o->ballot;
    cf_hash code;
    cf_eg21_confirmation_code(&o->h_i, ballot->contest_count, o->contest_hashes,
                              ballot->chaining_field, &code);
    return cf_hash_is(&code, ballot->code)
               ? CF_OK
               : refuse(o, "its confirmation code is not that of its contests");
}

static cf_status open_contests(cf_vault_opening *o, cf_opened_contest *contests)
{
    cf_status status = CF_OK;
    for (size_t i = 0; i < o->ballot->contest_count && status == CF_OK; i++) {
        status = cf_vault_opening_contest(o, i, &contests[i]);
    }
    return status == CF_OK ? check_code(o) : status;
}

/* Not only what failed: whatever stands in the blocks followed from xi_B. */
static void wipe_blocks(cf_vault_opening *o)
{
    if (o->options != NULL) {
        cf_wipe(o->options, o->option_count * sizeof *o->options);
    }
    if (o->nonces != NULL) {
        cf_wipe(o->nonces, o->nonce_octets);
    }
    if (o->data != NULL) {
        cf_wipe(o->data, o->data_octets);
    }
}

cf_status cf_vault_ballot_open(const cf_decryption_rounds *rounds, size_t task,
                               const cf_manifest *manifest, const cf_ballot *ballot,
                               cf_arena *arena, cf_opened_ballot *out, cf_fault *fault)
{
    *out = (cf_opened_ballot){ 0 };
    cf_vault_opening o = {
        .keys = rounds->keys, .manifest = manifest, .ballot = ballot, .arena = arena, .fault = fault
    };
    if (task >= rounds->count || !is_nonce_of(&rounds->tasks[task], rounds->keys, ballot)) {
        return refuse(&o, "what was decrypted is not its nonce");
    }
    cf_opened_contest *contests = NULL;
    cf_status status = check_shape(&o);
    if (status == CF_OK) {
        status = take_room(&o, &contests);
    }
    if (status == CF_OK) {
        cf_hmac_key_init(&o.h_i, rounds->tasks[task].key_hash.octets, CF_HASH_OCTETS);
        open_nonce(&o, &rounds->tasks[task], &rounds->m[task]);
        status = open_contests(&o, contests);
    }
    const cf_octets id = cf_arena_copy(arena, ballot->id);
    if (status == CF_OK && id.at == NULL) {
        status = refuse_memory(&o);
    }
    if (status == CF_OK) {
        *out = (cf_opened_ballot){ .id = id,
                                   .contest_count = ballot->contest_count,
                                   .contests = contests };
    } else {
        wipe_blocks(&o);
    }
    cf_wipe(&o, sizeof o);
    cf_wipe_stack();
    return status;
}
