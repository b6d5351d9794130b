/*
 * crypto/batch_join.c -- who may join.
 *
 * A claim joins when all that can be said of it exactly and soon is true: its scalars are there,
 * its numbers and its hints are numbers as the group writes them, and the hash of numbers and hints
 * is its challenge.  What is left is the batch's: that the numbers are members, and the hints the
 * commitments.
 */
#include "crypto/batch_inside.h"

#include <assert.h>

/* --- joining --- */

static bool reserve(cf_batch_part *part, const cf_batch_level *more)
{
    const cf_batch_level *level = &part->level;
    cf_arena *arena = part->arena;
    const size_t elements = level->elements + more->elements;
    const size_t hints = level->hints + more->hints;
    return cf_chunks_reserve(&part->elements, arena, elements)
           && cf_chunks_reserve(&part->u, arena, elements)
           && cf_chunks_reserve(&part->e, arena, elements)
           && cf_chunks_reserve(&part->hints, arena, hints)
           && cf_chunks_reserve(&part->s, arena, hints)
           && cf_chunks_reserve(&part->scalars, arena, level->scalars + more->scalars)
           && cf_chunks_reserve(&part->claims, arena, level->claims + 1);
}

/* Item `index` of a list is the number that is written there, if one is. */
static bool read_number(const cf_batch_part *part, const cf_chunks *list, size_t index,
                        cf_octets octets)
{
    const cf_unchecked_element claimed = { octets };
    cf_refusal verdict;
    cf_group_candidates_vartime(part->bases->group, 1, &claimed, cf_chunks_at(list, index),
                                &verdict);
    return verdict == CF_ADMITTED;
}

static bool read_hints(const cf_batch_part *part, size_t count, const uint8_t *hints)
{
    const size_t width = cf_group_element_octets(part->bases->group);
    for (size_t i = 0; i < count; i++) {
        if (!read_number(part, &part->hints, part->level.hints + i,
                         cf_octets_of(hints + i * width, width))) {
            return false;
        }
    }
    return true;
}

static void put_scalars(cf_batch_part *part, size_t branches, const cf_scalar *c,
                        const cf_scalar *v)
{
    cf_batch_level *level = &part->level;
    for (size_t j = 0; j < branches; j++) {
        const cf_scalar *both[2] = { &c[j], &v[j] };
        for (size_t i = 0; i < 2; i++) {
            *(cf_scalar *)cf_chunks_at(&part->scalars, level->scalars++) = *both[i];
            cf_sha256_absorb(&level->digest, both[i], sizeof *both[i]);
        }
    }
}

static void put_claim(cf_batch_part *part, cf_batch_claim claim, const cf_batch_level *more)
{
    cf_batch_level *level = &part->level;
    *(cf_batch_claim *)cf_chunks_at(&part->claims, level->claims++) = claim;
    level->elements += more->elements;
    level->hints += more->hints;
}

static void hand_over_hints(const cf_batch_part *part, size_t count, const uint8_t *hints,
                            uint8_t *commitments)
{
    if (commitments != NULL) {
        memmove(commitments, hints, count * cf_group_element_octets(part->bases->group));
    }
}

/* --- range proofs --- */

/* c_0 + .. + c_R is the hash of all that `transcript` has absorbed, and of the hints. */
static bool sum_is_challenge(const cf_group *group, cf_transcript *transcript,
                             const cf_range_claim *claim)
{
    const size_t hints = 2 * (claim->bound + 1);
    cf_scalar challenge;
    cf_transcript_octets(transcript,
                         cf_octets_of(claim->hints, hints * cf_group_element_octets(group)));
    cf_transcript_close_scalar(transcript, group, &challenge);
    cf_scalar sum = { { 0 } };
    for (size_t j = 0; j <= claim->bound; j++) {
        cf_scalar_add(group, &sum, &sum, &claim->c[j]);
    }
    return cf_scalar_equal(&challenge, &sum);
}

static bool is_complete(const cf_range_claim *claim)
{
    return claim->c != NULL && claim->v != NULL && claim->hints != NULL;
}

/* What a range claim adds, but for elements. */
static cf_batch_level room_for(const cf_range_claim *claim)
{
    const size_t branches = claim->bound + 1;
    return (cf_batch_level){ .hints = 2 * branches, .scalars = 2 * branches };
}

static void put_range(cf_batch_part *part, const cf_range_claim *claim, const cf_batch_level *more,
                      size_t element, size_t factors)
{
    put_scalars(part, claim->bound + 1, claim->c, claim->v);
    put_claim(
        part,
        (cf_batch_claim){ .branches = claim->bound + 1, .element = element, .factors = factors },
        more);
    hand_over_hints(part, more->hints, claim->hints, claim->commitments);
}

bool cf_batch_join_ciphertext(cf_batch_part *part, cf_octets alpha, cf_octets beta,
                              const cf_range_claim *claim)
{
    if (!is_complete(claim)) {
        return false;
    }
    cf_batch_level more = room_for(claim);
    more.elements = 2;
    const size_t element = part->level.elements;
    if (!reserve(part, &more) || !read_number(part, &part->elements, element, alpha)
        || !read_number(part, &part->elements, element + 1, beta)
        || !read_hints(part, more.hints, claim->hints)) {
        return false;
    }
    cf_transcript transcript = claim->challenge;
    cf_transcript_octets(&transcript, alpha);
    cf_transcript_octets(&transcript, beta);
    if (!sum_is_challenge(part->bases->group, &transcript, claim)) {
        return false;
    }
    put_range(part, claim, &more, element, 1);
    return true;
}

bool cf_batch_join_product(cf_batch_part *part, const cf_element *alpha, const cf_element *beta,
                           const cf_range_claim *claim, const cf_batch_place *span)
{
    if (span->count == 0 || !is_complete(claim)) {
        return false;
    }
    assert(span->first + 2 * span->count <= part->level.elements);
    const cf_batch_level more = room_for(claim);
    if (!reserve(part, &more) || !read_hints(part, more.hints, claim->hints)) {
        return false;
    }
    cf_transcript transcript = claim->challenge;
    cf_transcript_pairs(&transcript, part->bases->group, 1, alpha, beta);
    if (!sum_is_challenge(part->bases->group, &transcript, claim)) {
        return false;
    }
    put_range(part, claim, &more, span->first, span->count);
    return true;
}

/* --- Schnorr proofs --- */

bool cf_batch_join_key(cf_batch_part *part, cf_octets key, const cf_schnorr_claim *claim)
{
    const cf_group *group = part->bases->group;
    const cf_batch_level more = { .elements = 1, .hints = 1, .scalars = 2 };
    const size_t element = part->level.elements;
    if (claim->c == NULL || claim->v == NULL || claim->hint == NULL || !reserve(part, &more)
        || !read_number(part, &part->elements, element, key)
        || !read_hints(part, more.hints, claim->hint)) {
        return false;
    }
    cf_transcript transcript = claim->prefix;
    cf_scalar challenge;
    cf_transcript_octets(&transcript, cf_octets_of(claim->hint, cf_group_element_octets(group)));
    cf_transcript_octets(&transcript, claim->suffix);
    cf_transcript_close_scalar(&transcript, group, &challenge);
    if (!cf_scalar_equal(&challenge, claim->c)) {
        return false;
    }
    cf_sha256_absorb(&part->level.digest, key.at, key.len);
    put_scalars(part, 1, claim->c, claim->v);
    put_claim(
        part,
        (cf_batch_claim){ .is_schnorr = true, .branches = 1, .element = element, .factors = 1 },
        &more);
    hand_over_hints(part, more.hints, claim->hint, claim->commitment);
    return true;
}
