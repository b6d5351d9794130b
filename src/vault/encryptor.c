/*
 * vault/encryptor.c -- what all ballots of an election share: tables of g, K and K'.
 *
 * The tables are powers of public elements; how they are read is what must not tell anything.
 */
#include "vault/making.h"

/* Powers of g and of K that a ballot asks for at once: six for two options and their contest. */
enum { MANY = 64 };

/* Powers of K' that it may ask for at once: of each contest with data, and for the nonce. */
static size_t powers_of_k_hat(const cf_manifest *manifest)
{
    size_t count = 1;
    for (size_t i = 0; i < manifest->contest_count; i++) {
        count += manifest->contests[i].data_blocks > 0 ? 1 : 0;
    }
    return count;
}

/* Three tables and a page: an arena places each at the next multiple of 64. */
static size_t room_for(const cf_group *group, const cf_manifest *manifest)
{
    enum { PAGE = 4096 };
    return 2 * cf_scanned_base_octets(group, MANY)
           + cf_scanned_base_octets(group, powers_of_k_hat(manifest)) + PAGE;
}

static const cf_scanned_base *make_table(cf_arena *arena, const cf_group *group,
                                         const cf_element *base, size_t together)
{
    void *memory = cf_arena_take(arena, 1, cf_scanned_base_octets(group, together));
    return memory != NULL ? cf_scanned_base_init(group, base, together, memory) : NULL;
}

static cf_making_bases make_bases(cf_arena *arena, const cf_election_keys *keys,
                                  const cf_manifest *manifest)
{
    cf_element g;
    cf_group_generator(keys->group, &g);
    return (cf_making_bases){ .group = keys->group,
                              .g = make_table(arena, keys->group, &g, MANY),
                              .k = make_table(arena, keys->group, &keys->joint, MANY),
                              .k_hat = make_table(arena, keys->group, &keys->joint_hat,
                                                  powers_of_k_hat(manifest)) };
}

cf_status cf_vault_encryptor_open(const cf_election_keys *keys, const cf_manifest *manifest,
                                  cf_vault_encryptor **encryptor)
{
    cf_arena *arena = cf_arena_open(room_for(keys->group, manifest));
    cf_vault_encryptor *out = arena != NULL ? cf_arena_take(arena, 1, sizeof *out) : NULL;
    if (out == NULL) {
        cf_arena_close(arena);
        return CF_ERR_MEMORY;
    }
    *out = (cf_vault_encryptor){ .arena = arena,
                                 .keys = keys,
                                 .manifest = manifest,
                                 .bases = make_bases(arena, keys, manifest) };
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

void cf_vault_encryptor_give_hints(cf_vault_encryptor *encryptor)
{
    encryptor->gives_hints = true;
}
