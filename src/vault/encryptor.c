/*
 * vault/encryptor.c -- what all ballots of an election share: tables of g, K and K'.
 *
 * The tables are powers of public elements; how they are read is what must not tell anything.
 */
#include "vault/making.h"

/* Three tables and a page: an arena places each at the next multiple of 64. */
static size_t room_for(const cf_group *group)
{
    enum { PAGE = 4096 };
    return 3 * cf_scanned_base_octets(group) + PAGE;
}

static const cf_scanned_base *make_table(cf_arena *arena, const cf_group *group,
                                         const cf_element *base)
{
    void *memory = cf_arena_take(arena, 1, cf_scanned_base_octets(group));
    return memory != NULL ? cf_scanned_base_init(group, base, memory) : NULL;
}

static cf_making_bases make_bases(cf_arena *arena, const cf_election_keys *keys)
{
    cf_element g;
    cf_group_generator(keys->group, &g);
    return (cf_making_bases){ .group = keys->group,
                              .g = make_table(arena, keys->group, &g),
                              .k = make_table(arena, keys->group, &keys->joint),
                              .k_hat = make_table(arena, keys->group, &keys->joint_hat) };
}

cf_status cf_vault_encryptor_open(const cf_election_keys *keys, const cf_manifest *manifest,
                                  cf_vault_encryptor **encryptor)
{
    cf_arena *arena = cf_arena_open(room_for(keys->group));
    cf_vault_encryptor *out = arena != NULL ? cf_arena_take(arena, 1, sizeof *out) : NULL;
    if (out == NULL) {
        cf_arena_close(arena);
        return CF_ERR_MEMORY;
    }
    *out = (cf_vault_encryptor){
        .arena = arena, .keys = keys, .manifest = manifest, .bases = make_bases(arena, keys)
    };
    if (out->bases.g == NULL || out->bases.k == NULL || out->bases.k_hat == NULL) {
        cf_arena_close(arena);
        return CF_ERR_MEMORY;
    }
    *encryptor = out;
    return CF_OK;
}

void cf_vault_encryptor_close(cf_vault_encryptor *encryptor)
{
    if (encryptor != NULL) {
        cf_arena_close(encryptor->arena);
    }
}
