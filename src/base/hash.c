/*
 * base/hash.c -- OpenSSL's SHA-256, carried about by value.
 *
 * A SHA256_CTX is a flat struct without pointers, so a running hash may be copied octet by octet;
 * it is moved in and out of ours with memcpy, which costs nothing beside a compression.
 *
 * The low-level functions are deprecated in OpenSSL 3 in favour of EVP.  They are wanted here: EVP
 * contexts live on the heap and cannot be plain values, and a statically linked verifier that calls
 * EVP carries the whole provider machinery where this one carries the SHA-256 object alone.
 */
#define OPENSSL_SUPPRESS_DEPRECATED

#include "base/hash.h"

#include "base/unsanitized.h"

#include <openssl/sha.h>

enum { BLOCK_OCTETS = 64 };

_Static_assert(sizeof(SHA256_CTX) <= sizeof(cf_sha256), "a running hash of OpenSSL's fits in ours");
_Static_assert(SHA256_DIGEST_LENGTH == CF_HASH_OCTETS, "SHA-256 gives 32 octets");

static SHA256_CTX unpack(const cf_sha256 *sha)
{
    SHA256_CTX inside;
    memcpy(&inside, sha->opaque, sizeof inside);
    return inside;
}

static void pack(cf_sha256 *sha, SHA256_CTX *inside)
{
    cf_unsanitized_written(inside, sizeof *inside);
    memcpy(sha->opaque, inside, sizeof *inside);
}

void cf_sha256_start(cf_sha256 *sha)
{
    SHA256_CTX inside;
    (void)SHA256_Init(&inside); /* like Update and Final below, it has nothing that can fail */
    *sha = (cf_sha256){ 0 };
    pack(sha, &inside);
}

void cf_sha256_absorb(cf_sha256 *sha, const void *octets, size_t len)
{
    if (len == 0) {
        return; /* and octets may be NULL */
    }
    SHA256_CTX inside = unpack(sha);
    (void)SHA256_Update(&inside, octets, len);
    pack(sha, &inside);
}

void cf_sha256_finish(cf_sha256 *sha, cf_hash *out)
{
    SHA256_CTX inside = unpack(sha);
    (void)SHA256_Final(out->octets, &inside);
    cf_unsanitized_written(out, sizeof *out);
}

/* A running hash that has absorbed the key block, each octet of it xored with pad. */
static void start_padded(cf_sha256 *sha, const uint8_t key[BLOCK_OCTETS], uint8_t pad)
{
    uint8_t block[BLOCK_OCTETS];
    for (size_t i = 0; i < BLOCK_OCTETS; i++) {
        block[i] = key[i] ^ pad;
    }
    cf_sha256_start(sha);
    cf_sha256_absorb(sha, block, sizeof block);
}

void cf_hmac_key_init(cf_hmac_key *key, const void *octets, size_t len)
{
    uint8_t block[BLOCK_OCTETS] = { 0 };
    if (len > BLOCK_OCTETS) {
        cf_sha256 sha;
        cf_hash hash;
        cf_sha256_start(&sha);
        cf_sha256_absorb(&sha, octets, len);
        cf_sha256_finish(&sha, &hash);
        memcpy(block, hash.octets, sizeof hash.octets);
    } else if (len > 0) {
        memcpy(block, octets, len);
    }
    start_padded(&key->inner, block, 0x36);
    start_padded(&key->outer, block, 0x5C);
}

void cf_hmac_start(cf_hmac *hmac, const cf_hmac_key *key)
{
    hmac->inner = key->inner;
    hmac->outer = key->outer;
}

void cf_hmac_absorb(cf_hmac *hmac, const void *octets, size_t len)
{
    cf_sha256_absorb(&hmac->inner, octets, len);
}

void cf_hmac_finish(cf_hmac *hmac, cf_hash *out)
{
    cf_hash inner;
    cf_sha256_finish(&hmac->inner, &inner);
    cf_sha256_absorb(&hmac->outer, inner.octets, sizeof inner.octets);
    cf_sha256_finish(&hmac->outer, out);
}

bool cf_hash_is(const cf_hash *hash, cf_octets claimed)
{
    return cf_octets_equal(cf_octets_of(hash->octets, CF_HASH_OCTETS), claimed);
}
