/*
 * base/hash.h -- SHA-256 and HMAC-SHA-256 as plain values.
 *
 * A running hash is a struct that may be copied: what has been absorbed so far can be shared as a
 * prefix.  A key's two compressed blocks are kept, because one H_I keys every hash of a ballot.
 *
 *   secrets  time depends on lengths alone.  A state or a key that absorbed a secret is a secret:
 *            who made it wipes it, and the stack below, where copies of it were (base/wipe.h)
 *   source   [FIPS180-4], [RFC2104]; the compression function is OpenSSL's
 */
#ifndef CF_BASE_HASH_H
#define CF_BASE_HASH_H

#include "base/octets.h"

#include <stdbool.h>
#include <stdint.h>

enum { CF_HASH_OCTETS = 32 };

typedef struct cf_hash {
    uint8_t octets[CF_HASH_OCTETS];
} cf_hash;

/* A running SHA-256.  The inside belongs to hash.c. */
typedef struct cf_sha256 {
    uint64_t opaque[14];
} cf_sha256;

void cf_sha256_start(cf_sha256 *sha);
void cf_sha256_absorb(cf_sha256 *sha, const void *octets, size_t len);
void cf_sha256_finish(cf_sha256 *sha, cf_hash *out); /* sha is spent */

/* An HMAC key after its inner and outer block were compressed. */
typedef struct cf_hmac_key {
    cf_sha256 inner;
    cf_sha256 outer;
} cf_hmac_key;

/* Keys longer than 64 octets are hashed first, as [RFC2104] says. */
void cf_hmac_key_init(cf_hmac_key *key, const void *octets, size_t len);

typedef struct cf_hmac {
    cf_sha256 inner;
    cf_sha256 outer;
} cf_hmac;

void cf_hmac_start(cf_hmac *hmac, const cf_hmac_key *key);
void cf_hmac_absorb(cf_hmac *hmac, const void *octets, size_t len);
void cf_hmac_finish(cf_hmac *hmac, cf_hash *out); /* hmac is spent */

/*
 * Whether a hash that a record claims is this one.  The claim may have any length, or at NULL.
 * For public values: may stop at the first difference.
 */
bool cf_hash_is(const cf_hash *hash, cf_octets claimed);

#endif
