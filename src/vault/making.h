/*
 * vault/making.h -- one ballot while it is encrypted: where its secrets stand, and the steps.
 *
 * Inside the room only.  Everything secret stands in one arena for secrets; resetting it wipes it.
 * What the steps leave on the stack is burnt by cf_vault_ballot_encrypt.
 *
 *   law      a step that does not return CF_OK ends the ballot
 */
#ifndef CF_VAULT_MAKING_H
#define CF_VAULT_MAKING_H

#include "combine/encoded.h"
#include "crypto/eg21_make.h"
#include "crypto/proofs_make.h"
#include "vault/encrypt.h"
#include "vault/walk.h"

struct cf_vault_encryptor {
    cf_arena *arena; /* holds this struct and the tables */
    const cf_election_keys *keys;
    const cf_manifest *manifest;
    cf_making_bases bases;
    bool gives_hints;
};

typedef struct cf_vault_making {
    const cf_vault_encryptor *encryptor;
    const cf_entropy_source *entropy;
    cf_arena *published;
    cf_hmac_key h_i;
    cf_ballot_nonce xi_b;

    cf_vault_walk planned;  /* the next step to plan */
    cf_vault_walk finished; /* the next to finish: it follows */
    cf_vault_tray tray;
    cf_secret_scalar *drawn; /* c_j, in the place of its t_j on the pile of K */

    /* of the contest that is being finished */
    cf_selection *selections; /* published */
    cf_secret_scalar nonce_sum;
    cf_element alpha_product;
    cf_element beta_product;

    /* room for the largest */
    cf_scalar *c;
    cf_scalar *v;
    uint8_t *data;
    cf_secret_element shared;

    size_t hint_count;
    uint8_t *next_hint; /* published, or NULL */
} cf_vault_making;

/*
 * Take the room that a ballot of these contests needs.  published and entropy are the caller's to
 * set.  CF_ERR_MEMORY.
 */
CF_MUST_CHECK cf_status cf_vault_making_open(const cf_vault_encryptor *encryptor,
                                             const cf_plain_ballot *plain, cf_arena *secrets,
                                             cf_vault_making **making);

/* --- the steps: planned where making->planned stands, finished where making->finished does --- */

CF_MUST_CHECK cf_status cf_vault_option_plan(cf_vault_making *making);
CF_MUST_CHECK cf_status cf_vault_limit_plan(cf_vault_making *making);
CF_MUST_CHECK cf_status cf_vault_data_plan(cf_vault_making *making);
CF_MUST_CHECK cf_status cf_vault_nonce_plan(cf_vault_making *making);

CF_MUST_CHECK cf_status cf_vault_contest_begin(cf_vault_making *making, cf_encrypted_contest *out);
CF_MUST_CHECK cf_status cf_vault_option_finish(cf_vault_making *making);
CF_MUST_CHECK cf_status cf_vault_limit_finish(cf_vault_making *making, cf_encrypted_contest *out);
CF_MUST_CHECK cf_status cf_vault_data_finish(cf_vault_making *making, cf_encrypted_contest *out);
CF_MUST_CHECK cf_status cf_vault_contest_end(cf_vault_making *making, cf_encrypted_contest *out);
CF_MUST_CHECK cf_status cf_vault_nonce_finish(cf_vault_making *making, cf_hashed_ciphertext *out);

/* Encrypt what stands in making->data, blocks of it, which become C_1 ([EGDS21] 3.3.10). */
CF_MUST_CHECK cf_status cf_vault_data_encrypt(cf_vault_making *making, uint32_t contest_index,
                                              size_t blocks, cf_hashed_ciphertext *out);

/* --- what is published, in the arena of the ballot; CF_ERR_MEMORY --- */

CF_MUST_CHECK cf_status cf_vault_publish_octets(cf_vault_making *making, const void *octets,
                                                size_t len, cf_octets *out);
CF_MUST_CHECK cf_status cf_vault_publish_range_proof(cf_vault_making *making, size_t bound,
                                                     cf_range_proof *out);

/* Commitments become hints, where they are wanted: so many encoded elements. */
void cf_vault_publish_hints(cf_vault_making *making, const uint8_t *octets, size_t count);

#endif
