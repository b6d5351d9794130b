/*
 * demo/seeded_entropy.c -- block t of a stream is HMAC(seed; purpose, 00, b(number,8), b(t,8)).
 */
#include "demo/seeded_entropy.h"

#include <assert.h>
#include <string.h>

void cf_seeded_root_init(cf_seeded_root *root, const char *seed)
{
    *root = (cf_seeded_root){ .seeded = seed != NULL };
    if (seed != NULL) {
        cf_hmac_key_init(&root->key, seed, strlen(seed));
    }
}

static void absorb_u64(cf_hmac *hmac, uint64_t value)
{
    uint8_t octets[8];
    for (size_t i = 0; i < sizeof octets; i++) {
        octets[i] = (uint8_t)(value >> (56 - 8 * i));
    }
    cf_hmac_absorb(hmac, octets, sizeof octets);
}

static void next_block(cf_seeded_stream *stream)
{
    cf_hmac hmac;
    cf_hmac_start(&hmac, &stream->root->key);
    cf_hmac_absorb(&hmac, stream->purpose, strlen(stream->purpose) + 1);
    absorb_u64(&hmac, stream->number);
    absorb_u64(&hmac, stream->counter++);
    cf_hmac_finish(&hmac, &stream->block);
    stream->left = CF_HASH_OCTETS;
}

static cf_status fill(void *context, void *out, size_t len)
{
    cf_seeded_stream *stream = context;
    uint8_t *at = out;
    while (len > 0) {
        if (stream->left == 0) {
            next_block(stream);
        }
        const size_t now = len < stream->left ? len : stream->left;
        memcpy(at, stream->block.octets + CF_HASH_OCTETS - stream->left, now);
        stream->left -= now;
        at += now;
        len -= now;
    }
    return CF_OK;
}

cf_entropy_source cf_seeded_source(const cf_seeded_root *root, const char *purpose, uint64_t number,
                                   cf_seeded_stream *stream)
{
    if (!root->seeded) {
        return cf_entropy_system;
    }
    *stream = (cf_seeded_stream){ .root = root, .number = number };
    assert(strlen(purpose) < sizeof stream->purpose);
    strcpy(stream->purpose, purpose);
    return (cf_entropy_source){ .fill = fill, .context = stream };
}
