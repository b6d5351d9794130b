/*
 * json/siphash.c -- four words, turned twice per block and four times at each end.
 */
#include "json/siphash.h"

typedef struct sip {
    uint64_t v0, v1, v2, v3;
} sip;

static uint64_t rotate(uint64_t word, unsigned bits)
{
    return word << bits | word >> (64 - bits);
}

static void turn(sip *s, unsigned times)
{
    for (unsigned i = 0; i < times; i++) {
        s->v0 += s->v1;
        s->v2 += s->v3;
        s->v1 = rotate(s->v1, 13) ^ s->v0;
        s->v3 = rotate(s->v3, 16) ^ s->v2;
        s->v0 = rotate(s->v0, 32);
        s->v2 += s->v1;
        s->v0 += s->v3;
        s->v1 = rotate(s->v1, 17) ^ s->v2;
        s->v3 = rotate(s->v3, 21) ^ s->v0;
        s->v2 = rotate(s->v2, 32);
    }
}

static void absorb(sip *s, uint64_t word)
{
    s->v3 ^= word;
    turn(s, 2);
    s->v0 ^= word;
}

/* Up to 8 octets as a little-endian number. */
static uint64_t little_endian(const uint8_t *octets, size_t len)
{
    uint64_t word = 0;
    for (size_t i = 0; i < len; i++) {
        word |= (uint64_t)octets[i] << (8 * i);
    }
    return word;
}

static uint64_t squeeze(sip *s)
{
    turn(s, 4);
    return s->v0 ^ s->v1 ^ s->v2 ^ s->v3;
}

void cf_siphash(uint64_t out[2], const uint64_t key[2], cf_octets message)
{
    /* "somepseudorandomlygeneratedbytes", and the mark of the 128-bit variant. */
    sip s = {
        .v0 = key[0] ^ 0x736F6D6570736575,
        .v1 = key[1] ^ 0x646F72616E646F6D ^ 0xEE,
        .v2 = key[0] ^ 0x6C7967656E657261,
        .v3 = key[1] ^ 0x7465646279746573,
    };
    size_t at = 0;
    for (; message.len - at >= 8; at += 8) {
        absorb(&s, little_endian(message.at + at, 8));
    }
    uint64_t len_mark = (uint64_t)(message.len & 0xFF) << 56;
    absorb(&s, len_mark | little_endian(message.at + at, message.len - at));

    s.v2 ^= 0xEE;
    out[0] = squeeze(&s);
    s.v1 ^= 0xDD;
    out[1] = squeeze(&s);
}
