/*
 * claims.h -- the proofs of many ballots, laid out as the verifier lays them out, and checked.
 */
#ifndef CF_BENCH_CLAIMS_H
#define CF_BENCH_CLAIMS_H

#include "world.h"

typedef struct claims {
    const world *of;
    size_t ballots;
    size_t options; /* of each ballot */

    size_t selections;
    cf_unchecked_element *alpha_claimed;
    cf_unchecked_element *beta_claimed;
    cf_range_claim *claims;
    cf_element *alpha;
    cf_element *beta;
    cf_refusal *alpha_verdict;
    cf_refusal *beta_verdict;
    bool *holds;
    cf_batch_place *places;

    cf_range_claim *limits; /* a ballot each */
    cf_element *alpha_products;
    cf_element *beta_products;
    bool *limit_holds;
    cf_batch_place *spans;

    cf_unchecked_element *nonces; /* C_0 of the ballot nonce */
    cf_schnorr_claim *nonce_claims;
    cf_element *nonce_keys;
    cf_refusal *nonce_verdicts;
    bool *nonce_holds;
} claims;

/* Claims of these ballots, which outlive them; scalars are admitted, challenges started. */
void claims_open(claims *p, const world *w, cf_arena *arena, size_t ballots,
                 const cf_ballot *ballot);

/* Check the selections first .. first + count, exactly; how many hold. */
size_t claims_check_selections(claims *p, cf_arena *scratch, size_t first, size_t count);

/*
 * Everything that ballots first .. first + count prove: exactly where part is NULL, else into the
 * part.  Whether it holds, so far.
 */
bool claims_check_ballots(claims *p, cf_arena *scratch, cf_batch_part *part, size_t first,
                          size_t count);

/* Whether everything in a batch holds, by one thread. */
bool claims_conclude(cf_batch *batch);

/* One selection as octets, for the naive side. */
naive_selection claims_naive(const cf_ballot *ballot, size_t option);

#endif
