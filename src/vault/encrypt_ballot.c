/*
 * vault/encrypt_ballot.c -- from a voter's marks to a ballot that only a quorum can open.
 *
 * Everything follows from two strings of 32 octets: id_B, which is published and makes every hash
 * this ballot's own, and xi_B, from which the nonces of all ciphertexts are derived.
 */
#include "vault/making.h"

#include "base/wipe.h"

#include <assert.h>

/* id_B and H_I, and xi_B. */
static cf_status draw(cf_vault_making *making, cf_ballot *out)
{
    uint8_t id[CF_HASH_OCTETS];
    cf_hash h_i;
    cf_status status = cf_entropy_fill(making->entropy, id, sizeof id);
    if (status == CF_OK) {
        status = cf_entropy_fill(making->entropy, making->xi_b.octets, sizeof making->xi_b.octets);
    }
    if (status == CF_OK) {
        status = cf_vault_publish_octets(making, id, sizeof id, &out->id);
    }
    if (status == CF_OK) {
        cf_eg21_identifier_hash(&making->encryptor->keys->h_e, out->id, &h_i);
        cf_hmac_key_init(&making->h_i, h_i.octets, sizeof h_i.octets);
        status = cf_vault_publish_octets(making, h_i.octets, sizeof h_i.octets, &out->h_i);
    }
    return status;
}

/* --- steps --- */

static cf_status plan(cf_vault_making *making)
{
    switch (making->planned.step) {
    case CF_VAULT_OPTION:
        return cf_vault_option_plan(making);
    case CF_VAULT_LIMIT:
        return cf_vault_limit_plan(making);
    case CF_VAULT_DATA:
        return cf_vault_data_plan(making);
    case CF_VAULT_NONCE:
        return cf_vault_nonce_plan(making);
    case CF_VAULT_BEGINNING:
    case CF_VAULT_END:
    case CF_VAULT_ARRIVED:
        break;
    }
    return CF_OK;
}

static cf_status finish(cf_vault_making *making, cf_encrypted_contest *contests, cf_ballot *out)
{
    cf_encrypted_contest *contest = &contests[making->finished.position];
    switch (making->finished.step) {
    case CF_VAULT_BEGINNING:
        return cf_vault_contest_begin(making, contest);
    case CF_VAULT_OPTION:
        return cf_vault_option_finish(making);
    case CF_VAULT_LIMIT:
        return cf_vault_limit_finish(making, contest);
    case CF_VAULT_DATA:
        return cf_vault_data_finish(making, contest);
    case CF_VAULT_END:
        return cf_vault_contest_end(making, contest);
    case CF_VAULT_NONCE:
        return cf_vault_nonce_finish(making, &out->nonce);
    case CF_VAULT_ARRIVED:
        break;
    }
    return CF_OK;
}

static cf_status plan_trayful(cf_vault_making *making)
{
    cf_vault_walk *walk = &making->planned;
    cf_status status = CF_OK;
    cf_vault_tray_clear(&making->tray);
    while (status == CF_OK && walk->step != CF_VAULT_ARRIVED) {
        const cf_vault_counts wanted = cf_vault_walk_wants(walk);
        if (!cf_vault_tray_has_room(&making->tray, &wanted)) {
            break;
        }
        status = plan(making);
        cf_vault_walk_on(walk);
    }
    return status;
}

static cf_status finish_trayful(cf_vault_making *making, cf_encrypted_contest *contests,
                                cf_ballot *out)
{
    cf_status status = CF_OK;
    while (status == CF_OK && !cf_vault_walk_is_with(&making->finished, &making->planned)) {
        status = finish(making, contests, out);
        cf_vault_walk_on(&making->finished);
    }
    return status;
}

static cf_status take_steps(cf_vault_making *making, cf_encrypted_contest *contests, cf_ballot *out)
{
    cf_status status = CF_OK;
    while (status == CF_OK && making->finished.step != CF_VAULT_ARRIVED) {
        status = plan_trayful(making);
        /* The tray has room for any step alone. */
        assert(!cf_vault_walk_is_with(&making->finished, &making->planned));
        if (status == CF_OK) {
            cf_vault_tray_raise(&making->tray);
            status = finish_trayful(making, contests, out);
        }
    }
    return status;
}

/* --- the ballot --- */

/* A place for all hints at once. */
static cf_status open_hints(cf_vault_making *making, cf_ballot *out)
{
    if (!making->encryptor->gives_hints) {
        return CF_OK;
    }
    const size_t width = cf_group_element_octets(making->tray.group);
    making->next_hint = cf_arena_take_unset(making->published, making->hint_count, width);
    out->hints = cf_octets_of(making->next_hint, making->hint_count * width);
    return making->next_hint != NULL ? CF_OK : CF_ERR_MEMORY;
}

static cf_status make(cf_vault_making *making, const cf_plain_ballot *plain, cf_ballot *out)
{
    const char *style = cf_arena_print(making->published, "%u", (unsigned)plain->style_number);
    cf_encrypted_contest *contests =
        cf_arena_take(making->published, plain->contest_count, sizeof *contests);
    if (style == NULL || contests == NULL) {
        return CF_ERR_MEMORY;
    }
    out->style = cf_octets_of_text(style);
    out->style_found = plain->style;
    out->state = plain->state;
    out->weight = plain->weight;
    out->contest_count = plain->contest_count;
    out->contests = contests;
    cf_status status = draw(making, out);
    if (status == CF_OK) {
        status = open_hints(making, out);
    }
    return status == CF_OK ? take_steps(making, contests, out) : status;
}

cf_status cf_vault_ballot_encrypt(const cf_vault_encryptor *encryptor, const cf_plain_ballot *plain,
                                  const cf_entropy_source *entropy, cf_arena *secrets,
                                  cf_arena *arena, cf_ballot *out)
{
    cf_vault_making *making = NULL;
    memset(out, 0, sizeof *out);
    cf_status status = cf_vault_making_open(encryptor, plain, secrets, &making);
    if (status == CF_OK) {
        making->published = arena;
        making->entropy = entropy;
        status = make(making, plain, out);
    }
    if (status != CF_OK) {
        memset(out, 0, sizeof *out);
    }
    cf_arena_reset(secrets);
    cf_wipe_stack();
    return status;
}
