/*
 * vault/making.h -- one ballot while it is encrypted: where its secrets stand, and the steps.
 *
 * Inside the room only.  Everything secret stands in one arena for secrets, as large as the largest
 * contest of the ballot needs and used again by each; closing that arena wipes it.  What the steps
 * leave on the stack is burnt by cf_vault_ballot_encrypt.
 *
 *   law      a step that does not return CF_OK ends the ballot
 */
#ifndef CF_VAULT_MAKING_H
#define CF_VAULT_MAKING_H

#include "combine/encoded.h"
#include "crypto/eg21_make.h"
#include "crypto/proofs_make.h"
#include "vault/encrypt.h"

struct cf_vault_encryptor {
    cf_arena *arena; /* holds this struct and the tables */
    const cf_election_keys *keys;
    const cf_manifest *manifest;
    cf_making_bases bases;
};

typedef struct cf_vault_making {
    const cf_vault_encryptor *encryptor;
    const cf_entropy_source *entropy;
    cf_arena *published;
    cf_hmac_key h_i;
    cf_ballot_nonce xi_b;

    /* the contest at hand */
    cf_mask overvoted;
    uint64_t mark_sum;
    uint64_t selection_sum; /* as encrypted: 0 where overvoted */
    cf_secret_scalar nonce_sum;

    /* room for the largest contest */
    uint64_t *selections;
    cf_secret_scalar *values; /* the same as scalars */
    cf_secret_scalar *nonces;
    cf_element *alpha;
    cf_element *beta;
    cf_scalar *c; /* of the largest range proof */
    cf_scalar *v;
    void *range_scratch;
    uint8_t *data;

    /* hashed ElGamal */
    cf_secret_scalar xi;
    cf_secret_scalar u;
    cf_element shared_alpha;
    cf_secret_element shared_beta;
} cf_vault_making;

/*
 * All ones where a is above b; both are below 2^63.  Both are hidden, or a compiler may count a
 * loop by the difference: gcc 12 was seen to make addresses of a secret length so.
 */
static inline cf_mask cf_vault_above(uint64_t a, uint64_t b)
{
    return cf_ct_mask((cf_ct_hide(b) - cf_ct_hide(a)) >> 63);
}

/* --- steps --- */

/* Take the room that a ballot of these contests needs.  CF_ERR_MEMORY. */
CF_MUST_CHECK cf_status cf_vault_making_open(const cf_vault_encryptor *encryptor,
                                             const cf_plain_ballot *plain, cf_arena *secrets,
                                             cf_vault_making **making);

/* A contest with its proofs, its data and its hash. */
CF_MUST_CHECK cf_status cf_vault_contest_encrypt(cf_vault_making *making,
                                                 const cf_plain_contest *plain,
                                                 cf_encrypted_contest *out);

/* D of a contest in the layout of doc/formats.md, into making->data: 32 octets a block. */
void cf_vault_data_lay_out(cf_vault_making *making, const cf_plain_contest *plain);

/* Encrypt what stands in making->data, blocks of it, which become C_1 ([EGDS21] 3.3.10). */
CF_MUST_CHECK cf_status cf_vault_data_encrypt(cf_vault_making *making, uint32_t contest_index,
                                              size_t blocks, cf_hashed_ciphertext *out);

/* Encrypt xi_B for the guardians ([EGDS21] 3.3.4). */
CF_MUST_CHECK cf_status cf_vault_nonce_encrypt(cf_vault_making *making, cf_hashed_ciphertext *out);

/* --- what is published, in the arena of the ballot; CF_ERR_MEMORY --- */

CF_MUST_CHECK cf_status cf_vault_publish_octets(cf_vault_making *making, const void *octets,
                                                size_t len, cf_octets *out);
CF_MUST_CHECK cf_status cf_vault_publish_range_proof(cf_vault_making *making, size_t bound,
                                                     cf_range_proof *out);

#endif
