/*
 * vault/opening.h -- a challenged ballot while it is opened.  For this room only.
 */
#ifndef CF_VAULT_OPENING_H
#define CF_VAULT_OPENING_H

#include "base/wipe.h"
#include "combine/ballot_name.h"
#include "crypto/eg21_make.h"
#include "vault/decryption.h"

/* A ballot while it is opened. */
typedef struct cf_vault_opening {
    const cf_election_keys *keys;
    const cf_manifest *manifest;
    const cf_ballot *ballot;
    cf_arena *arena;
    cf_fault *fault;
    cf_hmac_key h_i;
    cf_ballot_nonce xi_b; /* secret */

    /* What will be published, one block of each, so that it can be wiped. */
    size_t option_count;
    cf_opened_option *options;
    cf_opened_option *next_option;
    size_t nonce_octets;
    uint8_t *nonces;
    uint8_t *next_nonce;
    size_t data_octets;
    uint8_t *data;
    uint8_t *next_data;

    const cf_contest *contest; /* at hand */
    cf_transcript chi;         /* of it */
    cf_hash *contest_hashes;
} cf_vault_opening;

/* CF_ERR_SHAPE, and the fault names ballot and contest. */
cf_status cf_vault_opening_refuse(const cf_vault_opening *o, const char *what);

/* Open the ballot's contest in place i, and hash what it was encrypted to. */
CF_MUST_CHECK cf_status cf_vault_opening_contest(cf_vault_opening *o, size_t i,
                                                 cf_opened_contest *out);

#endif
