/*
 * verify/aggregate.h -- sums over ballots, each worker's and of all.
 *
 * Inside the room only.  A sum begins with the products of nothing.  What a worker adds to its own is settled, or
 * cleared away, when it is known whether the ballots have to be read again.
 */
#ifndef CF_VERIFY_AGGREGATE_H
#define CF_VERIFY_AGGREGATE_H

#include "verify/verification.h"

/* How many of the wanted workers may have sums of their own: with very many options fewer, and at least one. */
size_t cf_sums_workers(const cf_verification *verification, size_t wanted);

/* An empty sum over the options of the manifest.  CF_ERR_MEMORY only. */
CF_MUST_CHECK cf_status cf_sums_start(cf_sums *sums, const cf_verification *verification,
                                      cf_arena *arena);
void cf_sums_clear(cf_sums *sums, const cf_verification *verification);

/*
 * All parts go into verification->aggregate, on all cores, and are empty then.  CF_ERR_MEMORY: nothing
 * was done.
 */
CF_MUST_CHECK cf_status cf_sums_settle(cf_verification *verification, size_t count,
                                       cf_sums *const *parts);

/* UINT64_MAX where it would be more. */
static inline uint64_t cf_add_saturating(uint64_t a, uint64_t b)
{
    uint64_t sum = 0;
    return __builtin_add_overflow(a, b, &sum) ? UINT64_MAX : sum;
}

#endif
