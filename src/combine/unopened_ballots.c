/*
 * combine/unopened_ballots.c -- eight octets of a keyed digest for each thing not to open.
 *
 * An arena gives nothing back, so the table never moves: when it is full another one is begun, half
 * as large as all so far.  Each is filled to three quarters, so at any time at least half of all
 * slots are used.  The key is drawn for this run: nobody can prepare a collision.
 */
#include "combine/tasks.h"

#include "base/entropy.h"
#include "base/wipe.h"

enum {
    FIRST_SLOTS = 1024,
    TABLES_MAX = 64, /* 1024 * 1.5^63 slots are past any memory */
    KEY_OCTETS = 32,

    /* What is hashed begins with what it is. */
    TAG_IDENTIFIER = 1,
    TAG_NONCE = 2
};

/* A digest; 0 for an empty slot. */
typedef uint64_t slot;

typedef struct table {
    slot *slots;
    size_t slot_count;
    size_t used;
} table;

struct cf_unopened_ballots {
    cf_arena *arena;
    cf_hmac_key key;
    size_t table_count;
    size_t slot_total;
    table tables[TABLES_MAX];
};

/* --- tables --- */

static cf_status begin_table(cf_unopened_ballots *unopened, size_t slot_count)
{
    if (unopened->table_count == TABLES_MAX) {
        return CF_ERR_MEMORY;
    }
    slot *slots = cf_arena_take(unopened->arena, slot_count, sizeof *slots);
    if (slots == NULL) {
        return CF_ERR_MEMORY;
    }
    unopened->tables[unopened->table_count++] = (table){ .slots = slots, .slot_count = slot_count };
    unopened->slot_total += slot_count;
    return CF_OK;
}

/* Where a digest is in a table, or the empty slot where it would be. */
static slot *place_in(const table *t, slot digest)
{
    size_t at = (size_t)(digest % t->slot_count);
    while (t->slots[at] != 0 && t->slots[at] != digest) {
        at = at + 1 < t->slot_count ? at + 1 : 0;
    }
    return &t->slots[at];
}

static bool has(const cf_unopened_ballots *unopened, slot digest)
{
    for (size_t i = 0; i < unopened->table_count; i++) {
        if (*place_in(&unopened->tables[i], digest) == digest) {
            return true;
        }
    }
    return false;
}

static cf_status put(cf_unopened_ballots *unopened, slot digest)
{
    table *last = &unopened->tables[unopened->table_count - 1];
    if (last->used >= last->slot_count / 4 * 3) {
        const cf_status status = begin_table(unopened, unopened->slot_total / 2);
        if (status != CF_OK) {
            return status;
        }
        last = &unopened->tables[unopened->table_count - 1];
    }
    slot *place = place_in(last, digest);
    last->used += *place == 0;
    *place = digest;
    return CF_OK;
}

/* --- digests --- */

static slot digest_of(const cf_unopened_ballots *unopened, uint8_t tag, cf_octets octets)
{
    cf_hmac hmac;
    cf_hash hash;
    cf_hmac_start(&hmac, &unopened->key);
    cf_hmac_absorb(&hmac, &tag, 1);
    cf_hmac_absorb(&hmac, octets.at, octets.len);
    cf_hmac_finish(&hmac, &hash);
    slot digest = 0;
    memcpy(&digest, hash.octets, sizeof digest);
    return digest != 0 ? digest : 1;
}

static cf_status draw_key(cf_hmac_key *key)
{
    uint8_t octets[KEY_OCTETS];
    const cf_status status = cf_entropy(octets, sizeof octets);
    if (status == CF_OK) {
        cf_hmac_key_init(key, octets, sizeof octets);
    }
    cf_wipe(octets, sizeof octets);
    return status;
}

/* --- ballots --- */

cf_status cf_unopened_ballots_open(cf_arena *arena, cf_unopened_ballots **out)
{
    *out = NULL;
    cf_unopened_ballots *unopened = cf_arena_take(arena, 1, sizeof *unopened);
    if (unopened == NULL) {
        return CF_ERR_MEMORY;
    }
    unopened->arena = arena;
    cf_status status = draw_key(&unopened->key);
    if (status == CF_OK) {
        status = begin_table(unopened, FIRST_SLOTS);
    }
    if (status == CF_OK) {
        *out = unopened;
    }
    return status;
}

cf_status cf_unopened_ballots_add(cf_unopened_ballots *unopened, const cf_ballot *ballot)
{
    if (ballot->state == CF_BALLOT_CHALLENGED) {
        return CF_OK;
    }
    cf_status status = CF_OK;
    if (ballot->id.at != NULL) {
        status = put(unopened, digest_of(unopened, TAG_IDENTIFIER, ballot->id));
    }
    if (status == CF_OK && ballot->nonce.c0.octets.at != NULL) {
        status = put(unopened, digest_of(unopened, TAG_NONCE, ballot->nonce.c0.octets));
    }
    return status;
}

bool cf_unopened_ballots_has(const cf_unopened_ballots *unopened, const cf_ballot *ballot)
{
    const cf_octets c0 = ballot->nonce.c0.octets;
    return ballot->id.at == NULL || c0.at == NULL
           || has(unopened, digest_of(unopened, TAG_IDENTIFIER, ballot->id))
           || has(unopened, digest_of(unopened, TAG_NONCE, c0));
}
