/*
 * vault/device.c -- codes, one ballot after another.
 *
 * Without chaining every chaining field of a device is the same and names it; with chaining it is
 * the code before, and H_0 before the first.
 */
#include "crypto/eg21.h"
#include "vault/encrypt.h"

enum { MODE_NONE = 0, MODE_SIMPLE = 1 };

void cf_vault_device_open(const cf_election_keys *keys, cf_octets name, bool chained,
                          cf_vault_device *device)
{
    *device = (cf_vault_device){ .name = name, .chained = chained, .h_e = keys->h_e };
    cf_eg21_device_hash(&device->h_e, name, &device->h_di);
    if (chained) {
        cf_eg21_chain_start(&device->h_e, &device->h_di, &device->h_0);
        device->previous = device->h_0;
    }
}

static void make_code(const cf_ballot *ballot, cf_hash *chi, cf_octets field, cf_hash *code)
{
    cf_hmac_key h_i;
    cf_hmac_key_init(&h_i, ballot->h_i.at, ballot->h_i.len);
    for (size_t i = 0; i < ballot->contest_count; i++) {
        memcpy(chi[i].octets, ballot->contests[i].contest_hash.at, CF_HASH_OCTETS);
    }
    cf_eg21_confirmation_code(&h_i, ballot->contest_count, chi, field, code);
}

cf_status cf_vault_device_seal(cf_vault_device *device, cf_ballot *ballot, cf_arena *arena)
{
    cf_hash *chi = cf_arena_take(arena, ballot->contest_count, sizeof *chi);
    uint8_t *field = cf_arena_take(arena, 1, CF_EG21_CHAIN_FIELD_OCTETS);
    cf_hash *code = cf_arena_take(arena, 1, sizeof *code);
    if (chi == NULL || field == NULL || code == NULL) {
        return CF_ERR_MEMORY;
    }
    cf_eg21_chaining_field(device->chained ? MODE_SIMPLE : MODE_NONE,
                           device->chained ? &device->previous : &device->h_di, field);
    ballot->chaining_field = cf_octets_of(field, CF_EG21_CHAIN_FIELD_OCTETS);
    make_code(ballot, chi, ballot->chaining_field, code);
    ballot->code = cf_octets_of(code->octets, sizeof code->octets);
    device->previous = *code;
    device->sealed++;
    return CF_OK;
}

cf_status cf_vault_device_close(const cf_vault_device *device, cf_hash *closing)
{
    if (!device->chained || device->sealed == 0) {
        return CF_ERR_RANGE;
    }
    cf_eg21_chain_close(&device->h_e, &device->h_di, &device->previous, closing);
    return CF_OK;
}
