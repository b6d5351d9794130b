/*
 * vault/tray.c -- piles of exponents, and what becomes of them.
 */
#include "vault/tray.h"

#include <assert.h>

static cf_status open_pile(cf_vault_pile *pile, const cf_scanned_base *base, size_t room,
                           size_t width, cf_arena *secrets)
{
    *pile = (cf_vault_pile){ .base = base,
                             .room = room,
                             .exponents = cf_arena_take(secrets, room, sizeof *pile->exponents),
                             .powers = cf_arena_take(secrets, room, sizeof *pile->powers),
                             .octets = cf_arena_take(secrets, room, width) };
    const bool all = pile->exponents != NULL && pile->powers != NULL && pile->octets != NULL;
    return all ? CF_OK : CF_ERR_MEMORY;
}

cf_status cf_vault_tray_open(const cf_making_bases *bases, const cf_vault_counts *room,
                             cf_arena *secrets, cf_vault_tray *tray)
{
    const size_t width = cf_group_element_octets(bases->group);
    tray->group = bases->group;
    cf_status status = open_pile(&tray->g, bases->g, room->g, width, secrets);
    if (status == CF_OK) {
        status = open_pile(&tray->k, bases->k, room->k, width, secrets);
    }
    return status == CF_OK ? open_pile(&tray->k_hat, bases->k_hat, room->k_hat, width, secrets)
                           : status;
}

static bool has_room(const cf_vault_pile *pile, size_t count)
{
    return count <= pile->room - pile->put;
}

bool cf_vault_tray_has_room(const cf_vault_tray *tray, const cf_vault_counts *wanted)
{
    return has_room(&tray->g, wanted->g) && has_room(&tray->k, wanted->k)
           && has_room(&tray->k_hat, wanted->k_hat);
}

size_t cf_vault_pile_put(cf_vault_pile *pile, size_t count)
{
    assert(has_room(pile, count));
    const size_t first = pile->put;
    pile->put += count;
    return first;
}

size_t cf_vault_pile_take(cf_vault_pile *pile, size_t count)
{
    assert(count <= pile->put - pile->taken);
    const size_t first = pile->taken;
    pile->taken += count;
    return first;
}

static void raise(const cf_group *group, const cf_vault_pile *pile)
{
    cf_scanned_base_powers(pile->base, pile->put, pile->exponents, pile->powers);
    cf_group_encode(group, pile->put, pile->powers, pile->octets);
}

void cf_vault_tray_raise(cf_vault_tray *tray)
{
    raise(tray->group, &tray->g);
    raise(tray->group, &tray->k);
    raise(tray->group, &tray->k_hat);
}

void cf_vault_tray_clear(cf_vault_tray *tray)
{
    tray->g.put = tray->g.taken = 0;
    tray->k.put = tray->k.taken = 0;
    tray->k_hat.put = tray->k_hat.taken = 0;
}
