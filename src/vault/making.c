/*
 * vault/making.c -- room for the secrets of a ballot, and places for what is published of it.
 */
#include "vault/making.h"

/* What the largest contest of a ballot needs. */
typedef struct need {
    size_t options;
    size_t bound;
    size_t blocks;
} need;

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static need most_of(const cf_plain_ballot *plain)
{
    need out = { .options = 1, .bound = 1, .blocks = 1 };
    for (size_t i = 0; i < plain->contest_count; i++) {
        const cf_contest *contest = plain->contests[i].contest;
        out.options = larger(out.options, contest->option_count);
        out.bound = larger(out.bound, larger(contest->option_limit, contest->selection_limit));
        out.blocks = larger(out.blocks, contest->data_blocks);
    }
    return out;
}

cf_status cf_vault_making_open(const cf_vault_encryptor *encryptor, const cf_plain_ballot *plain,
                               cf_arena *secrets, cf_vault_making **making)
{
    cf_vault_making *out = cf_arena_take(secrets, 1, sizeof *out);
    if (out == NULL) {
        return CF_ERR_MEMORY;
    }
    const need most = most_of(plain);
    out->encryptor = encryptor;
    out->selections = cf_arena_take(secrets, most.options, sizeof *out->selections);
    out->values = cf_arena_take(secrets, most.options, sizeof *out->values);
    out->nonces = cf_arena_take(secrets, most.options, sizeof *out->nonces);
    out->alpha = cf_arena_take(secrets, most.options, sizeof *out->alpha);
    out->beta = cf_arena_take(secrets, most.options, sizeof *out->beta);
    out->c = cf_arena_take(secrets, most.bound + 1, sizeof *out->c);
    out->v = cf_arena_take(secrets, most.bound + 1, sizeof *out->v);
    out->range_scratch = cf_arena_take(secrets, 1, cf_range_make_scratch_octets(most.bound));
    out->data = cf_arena_take(secrets, most.blocks, CF_EG21_BLOCK_OCTETS);
    const bool all = out->selections != NULL && out->values != NULL && out->nonces != NULL
                     && out->alpha != NULL && out->beta != NULL && out->c != NULL && out->v != NULL
                     && out->range_scratch != NULL && out->data != NULL;
    if (!all) {
        return CF_ERR_MEMORY;
    }
    *making = out;
    return CF_OK;
}

cf_status cf_vault_publish_octets(cf_vault_making *making, const void *octets, size_t len,
                                  cf_octets *out)
{
    *out = cf_arena_copy(making->published, cf_octets_of(octets, len));
    return out->at != NULL ? CF_OK : CF_ERR_MEMORY;
}

cf_status cf_vault_publish_range_proof(cf_vault_making *making, size_t bound, cf_range_proof *out)
{
    const cf_group *group = making->encryptor->keys->group;
    cf_arena *arena = making->published;
    *out = (cf_range_proof){ .count = bound + 1,
                             .c = cf_encoded_scalars(group, bound + 1, making->c, arena),
                             .v = cf_encoded_scalars(group, bound + 1, making->v, arena) };
    return out->c != NULL && out->v != NULL ? CF_OK : CF_ERR_MEMORY;
}
