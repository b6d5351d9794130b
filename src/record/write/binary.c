/*
 * record/write/binary.c -- a ballot in octets, in the order in which record/binary_ballot.c takes
 * them.
 *
 * Written twice, as a line is: once to learn how long it is, once into just that much room.  It
 * could be written as a line before, so everything has a place and every number is small enough;
 * what is left to refuse is a width that the form does not have.
 */
#include "record/binary.h"
#include "record/big_endian.h"
#include "record/write/objects.h"

typedef struct giving {
    cf_writing *writing;
    size_t element_octets;
    uint8_t *at;
    size_t room; /* 0: it is only measured */
    size_t len;
} giving;

/* --- values --- */

static void give(giving *g, cf_octets octets)
{
    if (octets.len <= g->room && g->len <= g->room - octets.len && octets.len > 0) {
        memcpy(g->at + g->len, octets.at, octets.len);
    }
    g->len += octets.len;
}

static void give_number(giving *g, size_t octets, uint64_t number)
{
    uint8_t digits[CF_BINARY_LARGE_OCTETS];
    cf_put_big_endian(digits, octets, number);
    give(g, cf_octets_of(digits, octets));
}

static void give_fixed(giving *g, const char *key, cf_octets octets, size_t width)
{
    if (octets.len != width) {
        cf_writing_refuse(g->writing, CF_ERR_UNSUPPORTED,
                          "\"%s\" has %zu octets; in a binary ballot of this record it has %zu",
                          key, octets.len, width);
    }
    give(g, octets);
}

static void give_hash(giving *g, const char *key, cf_octets hash)
{
    give_fixed(g, key, hash, CF_BINARY_HASH_OCTETS);
}

static void give_element(giving *g, const char *key, cf_unchecked_element element)
{
    give_fixed(g, key, element.octets, g->element_octets);
}

static void give_pair(giving *g, cf_unchecked_scalar c, cf_unchecked_scalar v)
{
    give_fixed(g, "c", c.octets, CF_BINARY_SCALAR_OCTETS);
    give_fixed(g, "v", v.octets, CF_BINARY_SCALAR_OCTETS);
}

static void give_span(giving *g, cf_octets span)
{
    give_number(g, CF_BINARY_NUMBER_OCTETS, span.len);
    give(g, span);
}

static void give_proof(giving *g, const cf_range_proof *proof)
{
    give_number(g, CF_BINARY_NUMBER_OCTETS, proof->count);
    for (size_t i = 0; i < proof->count; i++) {
        give_pair(g, proof->c[i], proof->v[i]);
    }
}

static void give_hashed(giving *g, const cf_hashed_ciphertext *hashed)
{
    give_element(g, "c0", hashed->c0);
    give_span(g, hashed->c1);
    give_pair(g, hashed->c, hashed->v);
}

/* --- the ballot --- */

static void give_contest(giving *g, const cf_encrypted_contest *contest)
{
    const bool has_chi = contest->contest_hash.at != NULL;
    give_number(g, CF_BINARY_NUMBER_OCTETS, contest->index);
    give_number(g, 1,
                (has_chi ? CF_BINARY_HAS_CHI : 0U) | (contest->has_data ? CF_BINARY_HAS_DATA : 0U));
    if (has_chi) {
        give_hash(g, "chi", contest->contest_hash);
    }
    give_number(g, CF_BINARY_NUMBER_OCTETS, contest->selection_count);
    for (size_t i = 0; i < contest->selection_count; i++) {
        give_element(g, "alpha", contest->selections[i].alpha);
        give_element(g, "beta", contest->selections[i].beta);
        give_proof(g, &contest->selections[i].proof);
    }
    give_proof(g, &contest->limit_proof);
    if (contest->has_data) {
        give_hashed(g, &contest->data);
    }
}

static void give_ballot(giving *g, const cf_ballot *ballot)
{
    give_hash(g, "id_b", ballot->id);
    give_hash(g, "h_i", ballot->h_i);
    give_hash(g, "h_c", ballot->code);
    give_span(g, ballot->chaining_field);
    give_number(g, CF_BINARY_LARGE_OCTETS, cf_write_style_number(g->writing, ballot->style));
    give_number(g, CF_BINARY_LARGE_OCTETS, ballot->weight);
    give_number(g, 1, ballot->state);
    give_hashed(g, &ballot->nonce);
    give_number(g, CF_BINARY_NUMBER_OCTETS, ballot->contest_count);
    for (size_t i = 0; i < ballot->contest_count; i++) {
        give_contest(g, &ballot->contests[i]);
    }
}

cf_status cf_write_binary_measure(cf_writing *writing, const cf_ballot *ballot,
                                  size_t element_octets, size_t *octets)
{
    giving g = { .writing = writing, .element_octets = element_octets };
    if (element_octets == 0) {
        cf_writing_refuse(writing, CF_ERR_UNSUPPORTED, "\"c0\" is empty");
    }
    give_ballot(&g, ballot);
    *octets = g.len;
    return writing->fault->status;
}

cf_status cf_write_binary_ballot(cf_writing *writing, const cf_ballot *ballot,
                                 size_t element_octets, uint8_t *at, size_t len)
{
    giving g = { .writing = writing, .element_octets = element_octets, .at = at, .room = len };
    give_ballot(&g, ballot);
    return writing->fault->status == CF_OK && g.len != len ? CF_ERR_SHAPE : writing->fault->status;
}
