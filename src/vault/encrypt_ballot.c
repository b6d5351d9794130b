/*
 * vault/encrypt_ballot.c -- from a voter's marks to a ballot that only a quorum can open.
 *
 * Everything follows from two strings of 32 octets: id_B, which is published and makes every hash
 * this ballot's own, and xi_B, from which the nonces of all ciphertexts are derived.
 */
#include "vault/making.h"

#include "base/wipe.h"

/* The largest contest has 10,000 options or proofs of 1,001 branches: about 20 MiB. */
enum { SECRETS_OCTETS_MAX = 1 << 26 };

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

static cf_status encrypt_contests(cf_vault_making *making, const cf_plain_ballot *plain,
                                  cf_ballot *out)
{
    cf_encrypted_contest *contests =
        cf_arena_take(making->published, plain->contest_count, sizeof *contests);
    if (contests == NULL) {
        return CF_ERR_MEMORY;
    }
    cf_status status = CF_OK;
    for (size_t i = 0; i < plain->contest_count && status == CF_OK; i++) {
        status = cf_vault_contest_encrypt(making, &plain->contests[i], &contests[i]);
    }
    out->contest_count = plain->contest_count;
    out->contests = contests;
    return status;
}

static cf_status make(cf_vault_making *making, const cf_plain_ballot *plain, cf_ballot *out)
{
    const char *style = cf_arena_print(making->published, "%u", (unsigned)plain->style_number);
    if (style == NULL) {
        return CF_ERR_MEMORY;
    }
    out->style = cf_octets_of_text(style);
    out->style_found = plain->style;
    out->state = plain->state;
    out->weight = plain->weight;
    cf_status status = draw(making, out);
    if (status == CF_OK) {
        status = encrypt_contests(making, plain, out);
    }
    return status == CF_OK ? cf_vault_nonce_encrypt(making, &out->nonce) : status;
}

cf_status cf_vault_ballot_encrypt(const cf_vault_encryptor *encryptor, const cf_plain_ballot *plain,
                                  const cf_entropy_source *entropy, cf_arena *arena, cf_ballot *out)
{
    cf_vault_making *making = NULL;
    memset(out, 0, sizeof *out);
    cf_arena *secrets = cf_arena_open_secret(SECRETS_OCTETS_MAX);
    cf_status status = secrets != NULL ? CF_OK : CF_ERR_MEMORY;
    if (status == CF_OK) {
        status = cf_vault_making_open(encryptor, plain, secrets, &making);
    }
    if (status == CF_OK) {
        making->published = arena;
        making->entropy = entropy;
        status = make(making, plain, out);
    }
    if (status != CF_OK) {
        memset(out, 0, sizeof *out);
    }
    cf_arena_close(secrets);
    cf_wipe_stack();
    return status;
}
