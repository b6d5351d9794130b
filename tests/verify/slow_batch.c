/*
 * crypto/batch.h without its mathematics, for a group of any size: programs that are linked with this
 * file have no other.
 *
 * It keeps the promise of the header and nothing else.  A claim goes into the batch when the hash of its hints is its
 * challenge, and whether it holds is found out by checking it exactly, at once; but nobody is told before the end.  So
 * the small records of these tests, whose groups have no batches, go through all that the verifier does with hints.
 */
#include "crypto/batch.h"

#include "slow_batch.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

slow_batch_counts slow_batch_seen;
bool slow_batch_cannot_draw;
size_t slow_batch_calls_without_memory;

struct cf_batch_part {
    cf_batch *batch;
    size_t octets_max;
    size_t numbers;
    bool is_false;
};

struct cf_batch {
    const cf_election_bases *bases;
    size_t parts_max;
    size_t part_count;
    cf_batch_part *parts;
    bool is_drawn;
    size_t pieces_done;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void count(size_t *counter, size_t more)
{
    pthread_mutex_lock(&lock);
    *counter += more;
    pthread_mutex_unlock(&lock);
}

cf_status cf_batch_open(const cf_election_bases *bases, size_t parts, cf_batch **out)
{
    cf_batch *batch = calloc(1, sizeof *batch);
    assert_non_null(batch);
    batch->bases = bases;
    batch->parts_max = parts;
    batch->parts = calloc(parts, sizeof *batch->parts);
    assert_non_null(batch->parts);
    *out = batch;
    slow_batch_seen.opened++;
    return CF_OK;
}

void cf_batch_close(cf_batch *batch)
{
    free(batch->parts);
    free(batch);
}

cf_status cf_batch_part_open(cf_batch *batch, size_t octets_max, cf_batch_part **out)
{
    assert_true(batch->part_count < batch->parts_max);
    *out = &batch->parts[batch->part_count++];
    **out = (cf_batch_part){ .batch = batch, .octets_max = octets_max };
    return CF_OK;
}

/* --- claims --- */

enum { NUMBER_OCTETS = 640, CLAIM_OCTETS = 300 };

static bool has_room(const cf_batch_part *part, size_t numbers)
{
    return (part->numbers + numbers) * NUMBER_OCTETS + CLAIM_OCTETS <= part->octets_max;
}

/* Whether what was hashed so far, the hints and the rest are the challenge. */
static bool hash_is(const cf_group *group, cf_transcript hashed, cf_octets hints, cf_octets suffix,
                    const cf_scalar *challenge)
{
    cf_scalar found;
    cf_transcript_octets(&hashed, hints);
    cf_transcript_octets(&hashed, suffix);
    cf_transcript_close_scalar(&hashed, group, &found);
    return cf_scalar_equal(&found, challenge);
}

static bool hints_fit(const cf_group *group, cf_transcript hashed, const cf_range_claim *claim)
{
    cf_scalar sum = { { 0 } };
    const size_t octets = 2 * (claim->bound + 1) * cf_group_element_octets(group);
    for (size_t j = 0; j <= claim->bound; j++) {
        cf_scalar_add(group, &sum, &sum, &claim->c[j]);
    }
    return hash_is(group, hashed, cf_octets_of(claim->hints, octets), cf_octets_of("", 0), &sum);
}

/* The claim goes in: nobody hears whether it holds. */
static void put(cf_batch_part *part, size_t numbers, bool *holds)
{
    part->numbers += numbers;
    part->is_false = part->is_false || !*holds;
    *holds = true;
    count(&slow_batch_seen.claims, 1);
}

/* A number of the right width below p and not 0: more is not looked at before the end. */
static bool is_candidate(const cf_group *group, cf_refusal verdict, cf_octets octets)
{
    return (verdict == CF_ADMITTED || verdict == CF_REFUSED_SUBGROUP)
           && octets.len == cf_group_element_octets(group);
}

cf_status cf_batch_check_ciphertexts(cf_batch_part *part, cf_arena *scratch, size_t claim_count,
                                     const cf_unchecked_element *alpha_claimed,
                                     const cf_unchecked_element *beta_claimed,
                                     const cf_range_claim *claims, cf_element *alpha,
                                     cf_element *beta, cf_refusal *alpha_verdict,
                                     cf_refusal *beta_verdict, bool *holds, cf_batch_place *places)
{
    const cf_group *group = part->batch->bases->group;
    const cf_status status = cf_range_check_ciphertexts(part->batch->bases, scratch, claim_count,
                                                        alpha_claimed, beta_claimed, claims, alpha,
                                                        beta, alpha_verdict, beta_verdict, holds);
    for (size_t i = 0; status == CF_OK && i < claim_count; i++) {
        const size_t numbers = 2 + 2 * (claims[i].bound + 1);
        places[i] = (cf_batch_place){ part->numbers, 0 };
        if (claims[i].hints == NULL || claims[i].c == NULL || !has_room(part, numbers)
            || !is_candidate(group, alpha_verdict[i], alpha_claimed[i].octets)
            || !is_candidate(group, beta_verdict[i], beta_claimed[i].octets)) {
            continue;
        }
        cf_transcript hashed = claims[i].challenge;
        cf_transcript_octets(&hashed, alpha_claimed[i].octets);
        cf_transcript_octets(&hashed, beta_claimed[i].octets);
        if (hints_fit(group, hashed, &claims[i])) {
            alpha_verdict[i] = beta_verdict[i] = CF_ADMITTED;
            places[i].count = numbers;
            put(part, numbers, &holds[i]);
        }
    }
    return status;
}

cf_status cf_batch_check_elements(cf_batch_part *part, cf_arena *scratch, size_t claim_count,
                                  const cf_element *alpha, const cf_element *beta,
                                  const cf_range_claim *claims, const cf_batch_place *spans,
                                  bool *holds)
{
    const cf_group *group = part->batch->bases->group;
    const cf_status status = cf_range_check_elements(part->batch->bases, scratch, claim_count,
                                                     alpha, beta, claims, holds);
    for (size_t i = 0; status == CF_OK && i < claim_count; i++) {
        const size_t numbers = 2 * (claims[i].bound + 1);
        if (claims[i].hints == NULL || claims[i].c == NULL || spans[i].count == 0
            || !has_room(part, numbers)) {
            continue;
        }
        cf_transcript hashed = claims[i].challenge;
        cf_transcript_pairs(&hashed, group, 1, &alpha[i], &beta[i]);
        if (hints_fit(group, hashed, &claims[i])) {
            put(part, numbers, &holds[i]);
        }
    }
    return status;
}

cf_batch_place cf_batch_join(size_t place_count, const cf_batch_place *places)
{
    cf_batch_place span = { place_count > 0 ? places[0].first : 0, 0 };
    for (size_t i = 0; i < place_count; i++) {
        if (places[i].count == 0 || places[i].first != span.first + span.count) {
            return (cf_batch_place){ 0, 0 };
        }
        span.count += places[i].count;
    }
    return span;
}

cf_status cf_batch_check_keys(cf_batch_part *part, cf_arena *scratch, size_t claim_count,
                              const cf_unchecked_element *claimed, const cf_schnorr_claim *claims,
                              cf_element *keys, cf_refusal *verdict, bool *holds)
{
    const cf_group *group = part->batch->bases->group;
    if (slow_batch_calls_without_memory > 0) {
        slow_batch_calls_without_memory--;
        return CF_ERR_MEMORY;
    }
    const cf_status status = cf_schnorr_check_keys(part->batch->bases, scratch, claim_count,
                                                   claimed, claims, keys, verdict, holds);
    for (size_t i = 0; status == CF_OK && i < claim_count; i++) {
        if (claims[i].hint == NULL || claims[i].c == NULL || !has_room(part, 2)
            || !is_candidate(group, verdict[i], claimed[i].octets)) {
            continue;
        }
        if (hash_is(group, claims[i].prefix,
                    cf_octets_of(claims[i].hint, cf_group_element_octets(group)), claims[i].suffix,
                    claims[i].c)) {
            verdict[i] = CF_ADMITTED;
            put(part, 2, &holds[i]);
        }
    }
    return status;
}

/* --- the verdict --- */

size_t cf_batch_count(const cf_batch *batch)
{
    size_t numbers = 0;
    for (size_t i = 0; i < batch->part_count; i++) {
        numbers += batch->parts[i].numbers;
    }
    return numbers;
}

cf_status cf_batch_draw(cf_batch *batch)
{
    assert_false(batch->is_drawn);
    slow_batch_seen.batches++;
    if (slow_batch_cannot_draw) {
        return CF_ERR_IO;
    }
    batch->is_drawn = true;
    batch->pieces_done = 0;
    return CF_OK;
}

enum { PIECES = 5 };

size_t cf_batch_pieces(const cf_batch *batch, size_t phase)
{
    (void)batch;
    return phase == 0 ? PIECES : 1;
}

size_t cf_batch_piece_octets(const cf_batch *batch)
{
    (void)batch;
    return 1000;
}

void cf_batch_do_piece(cf_batch *batch, size_t phase, size_t piece, void *memory)
{
    assert_true(batch->is_drawn);
    assert_int_equal((uintptr_t)memory % 64, 0);
    assert_true(piece < cf_batch_pieces(batch, phase));
    assert_true(phase == 0 || batch->pieces_done == PIECES);
    count(&batch->pieces_done, 1);
}

bool cf_batch_holds(const cf_batch *batch)
{
    assert_true(batch->is_drawn);
    assert_int_equal(batch->pieces_done, PIECES + 1);
    for (size_t i = 0; i < batch->part_count; i++) {
        if (batch->parts[i].is_false) {
            slow_batch_seen.false_batches++;
            return false;
        }
    }
    return true;
}

void cf_batch_empty(cf_batch *batch)
{
    batch->is_drawn = false;
    for (size_t i = 0; i < batch->part_count; i++) {
        batch->parts[i].numbers = 0;
        batch->parts[i].is_false = false;
    }
}
