/*
 * combine/aggregate.h -- the product of all cast ballots.
 *
 * Sums of several threads are folded into one; the order does not matter.
 *
 *   units    position   0-based, of an option among all options of the manifest
 *   source   [EGDS21] 3.5, verification 9
 */
#ifndef CF_COMBINE_AGGREGATE_H
#define CF_COMBINE_AGGREGATE_H

#include "base/arena.h"
#include "base/fault.h"
#include "election/ballot.h"
#include "election/tally.h"

typedef struct cf_aggregate {
    const cf_group *group;
    const cf_manifest *manifest;
    cf_element *a; /* option_total of each */
    cf_element *b;
    uint64_t cast;         /* ballots */
    uint64_t total_weight; /* of them: no total exceeds weight times R */
} cf_aggregate;

/* All products 1.  CF_ERR_MEMORY. */
CF_MUST_CHECK cf_status cf_aggregate_open(const cf_group *group, const cf_manifest *manifest,
                                          cf_arena *arena, cf_aggregate *out);

/*
 * Multiply a ballot in, to the power of its weight, if it is cast; pass over any other.
 * CF_ERR_SHAPE, and nothing was multiplied in: an element that is no member, a contest or option
 * that the manifest lacks or that stands twice or out of order; CF_ERR_RANGE: a weight of 0, or a
 * sum of weights past 2^63.  Whether the ballot's proofs hold, and whether the same was added
 * before, is not asked here.
 */
CF_MUST_CHECK cf_status cf_aggregate_add(cf_aggregate *aggregate, const cf_ballot *ballot,
                                         cf_arena *scratch, cf_fault *fault);

/*
 * Multiply the sums of another thread in: same group, same manifest.  A total weight past 2^64
 * stays at 2^64 - 1, which cf_totals_publish refuses.
 */
void cf_aggregate_fold(cf_aggregate *into, const cf_aggregate *from);

/* As a record states it; spans live in arena. */
CF_MUST_CHECK cf_status cf_aggregate_publish(const cf_aggregate *aggregate, cf_arena *arena,
                                             cf_encrypted_tally *out);

#endif
