/*
 * vault/making.c -- room for the secrets of a ballot, and places for what is published of it.
 */
#include "vault/making.h"

#include "base/wipe.h"

/*
 * Exponents of one base that are raised together: the more, the more of them share the reading of a
 * table.  About 1,200 octets each.
 */
enum { PUT_MAX = 384 };

/* What a ballot needs, all steps together, and its largest step. */
typedef struct need {
    cf_vault_counts all;
    cf_vault_counts largest;
    size_t blocks;
    size_t hints;
} need;

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

static void add_step(need *to, const cf_vault_walk *walk)
{
    const cf_vault_counts wants = cf_vault_walk_wants(walk);
    to->all.g += wants.g;
    to->all.k += wants.k;
    to->all.k_hat += wants.k_hat;
    to->largest.g = larger(to->largest.g, wants.g);
    to->largest.k = larger(to->largest.k, wants.k);
    to->largest.k_hat = larger(to->largest.k_hat, wants.k_hat);
    to->hints += cf_vault_walk_hints(walk);
    if (walk->step == CF_VAULT_DATA) {
        to->blocks = larger(to->blocks, walk->plain->contest->data_blocks);
    }
}

/* What it is does not depend on marks, but a walk reads them. */
static need need_of(const cf_plain_ballot *plain)
{
    need out = { .blocks = 0 };
    cf_vault_walk walk;
    for (cf_vault_walk_begin(&walk, plain); walk.step != CF_VAULT_ARRIVED;
         cf_vault_walk_on(&walk)) {
        add_step(&out, &walk);
    }
    cf_wipe(&walk, sizeof walk);
    return out;
}

static size_t room_for(size_t all, size_t largest)
{
    return smaller(all, larger(largest, PUT_MAX));
}

static cf_status take_room(cf_vault_making *making, const need *of, cf_arena *secrets)
{
    const cf_vault_counts room = { .g = room_for(of->all.g, of->largest.g),
                                   .k = room_for(of->all.k, of->largest.k),
                                   .k_hat = room_for(of->all.k_hat, of->largest.k_hat) };
    making->drawn = cf_arena_take(secrets, room.k, sizeof *making->drawn);
    making->c = cf_arena_take(secrets, of->largest.k, sizeof *making->c);
    making->v = cf_arena_take(secrets, of->largest.k, sizeof *making->v);
    making->data = cf_arena_take(secrets, of->blocks, CF_EG21_BLOCK_OCTETS);
    const bool all =
        making->drawn != NULL && making->c != NULL && making->v != NULL && making->data != NULL;
    return all ? cf_vault_tray_open(&making->encryptor->bases, &room, secrets, &making->tray)
               : CF_ERR_MEMORY;
}

cf_status cf_vault_making_open(const cf_vault_encryptor *encryptor, const cf_plain_ballot *plain,
                               cf_arena *secrets, cf_vault_making **making)
{
    cf_vault_making *out = cf_arena_take(secrets, 1, sizeof *out);
    if (out == NULL) {
        return CF_ERR_MEMORY;
    }
    const need of = need_of(plain);
    out->encryptor = encryptor;
    out->hint_count = of.hints;
    cf_vault_walk_begin(&out->planned, plain);
    cf_vault_walk_begin(&out->finished, plain);
    *making = out;
    return take_room(out, &of, secrets);
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

void cf_vault_publish_hints(cf_vault_making *making, const uint8_t *octets, size_t count)
{
    const size_t len = count * cf_group_element_octets(making->tray.group);
    if (making->next_hint != NULL) {
        memcpy(making->next_hint, octets, len);
        making->next_hint += len;
    }
}
