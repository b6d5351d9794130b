/*
 * crypto/batch_check.c -- join, or be checked exactly.
 *
 * Those who may not join are gathered, so that they still fill the lanes of the exact check.
 */
#include "crypto/batch_inside.h"

/* --- those who joined --- */

enum { HANDFUL = 32 };

/* Candidates, and where they go as elements: enough at once for any lanes. */
typedef struct presumed {
    const cf_batch_part *part;
    size_t count;
    cf_candidate from[HANDFUL];
    cf_element elements[HANDFUL];
    cf_element *to[HANDFUL];
} presumed;

static void presume_waiting(presumed *p)
{
    cf_group_presume(p->part->bases->group, p->count, p->from, p->elements);
    for (size_t i = 0; i < p->count; i++) {
        *p->to[i] = p->elements[i];
    }
    p->count = 0;
}

static void presume(presumed *p, size_t element, cf_element *to)
{
    if (p->count == HANDFUL) {
        presume_waiting(p);
    }
    p->from[p->count] = *(const cf_candidate *)cf_chunks_at(&p->part->elements, element);
    p->to[p->count++] = to;
}

/* --- the rest --- */

typedef struct rest {
    cf_arena *scratch;
    bool *joined; /* of all claims */
    size_t count; /* of those who did not */
    size_t *number;
} rest;

static bool open_rest(rest *r, cf_arena *scratch, size_t count)
{
    *r = (rest){ .scratch = scratch };
    r->joined = cf_arena_take(scratch, count, sizeof *r->joined);
    r->number = cf_arena_take(scratch, count, sizeof *r->number);
    return r->joined != NULL && r->number != NULL;
}

static void note(rest *r, size_t number, bool joined)
{
    r->joined[number] = joined;
    if (!joined) {
        r->number[r->count++] = number;
    }
}

/* Room for something of each; NULL when memory is out. */
static void *room(const rest *r, size_t item_octets)
{
    return cf_arena_take(r->scratch, r->count, item_octets);
}

/* What the rest has of a list of all; NULL when memory is out. */
static void *gather(const rest *r, const void *all, size_t item_octets)
{
    uint8_t *some = room(r, item_octets);
    for (size_t i = 0; i < r->count && some != NULL; i++) {
        memcpy(some + i * item_octets, (const uint8_t *)all + r->number[i] * item_octets,
               item_octets);
    }
    return some;
}

/* And back. */
static void scatter(const rest *r, void *all, const void *some, size_t item_octets)
{
    for (size_t i = 0; i < r->count; i++) {
        memcpy((uint8_t *)all + r->number[i] * item_octets, (const uint8_t *)some + i * item_octets,
               item_octets);
    }
}

/* --- ciphertexts --- */

typedef struct ciphertexts {
    const cf_unchecked_element *alpha_claimed;
    const cf_unchecked_element *beta_claimed;
    const cf_range_claim *claims;
    cf_element *alpha;
    cf_element *beta;
    cf_refusal *alpha_verdict;
    cf_refusal *beta_verdict;
    bool *holds;
} ciphertexts;

static bool gather_ciphertexts(const rest *r, const ciphertexts *all, ciphertexts *some)
{
    *some = (ciphertexts){
        .alpha_claimed = gather(r, all->alpha_claimed, sizeof *all->alpha_claimed),
        .beta_claimed = gather(r, all->beta_claimed, sizeof *all->beta_claimed),
        .claims = gather(r, all->claims, sizeof *all->claims),
        .alpha = room(r, sizeof *all->alpha),
        .beta = room(r, sizeof *all->beta),
        .alpha_verdict = room(r, sizeof *all->alpha_verdict),
        .beta_verdict = room(r, sizeof *all->beta_verdict),
        .holds = room(r, sizeof *all->holds),
    };
    return some->alpha_claimed != NULL && some->beta_claimed != NULL && some->claims != NULL
           && some->alpha != NULL && some->beta != NULL && some->alpha_verdict != NULL
           && some->beta_verdict != NULL && some->holds != NULL;
}

static cf_status check_ciphertexts(const cf_election_bases *bases, const rest *r,
                                   const ciphertexts *all)
{
    ciphertexts some;
    if (!gather_ciphertexts(r, all, &some)) {
        return CF_ERR_MEMORY;
    }
    const cf_status status = cf_range_check_ciphertexts(
        bases, r->scratch, r->count, some.alpha_claimed, some.beta_claimed, some.claims, some.alpha,
        some.beta, some.alpha_verdict, some.beta_verdict, some.holds);
    if (status == CF_OK) {
        scatter(r, all->alpha, some.alpha, sizeof *all->alpha);
        scatter(r, all->beta, some.beta, sizeof *all->beta);
        scatter(r, all->alpha_verdict, some.alpha_verdict, sizeof *all->alpha_verdict);
        scatter(r, all->beta_verdict, some.beta_verdict, sizeof *all->beta_verdict);
        scatter(r, all->holds, some.holds, sizeof *all->holds);
    }
    return status;
}

/* Those who joined have the elements from `first` on. */
static void presume_ciphertexts(const cf_batch_part *part, const rest *r, size_t count,
                                size_t first, const ciphertexts *all, cf_batch_place *places)
{
    presumed p = { .part = part };
    for (size_t i = 0; i < count; i++) {
        places[i] = (cf_batch_place){ 0 };
        if (r->joined[i]) {
            places[i] = (cf_batch_place){ .first = first, .count = 1 };
            presume(&p, first++, &all->alpha[i]);
            presume(&p, first++, &all->beta[i]);
            all->alpha_verdict[i] = all->beta_verdict[i] = CF_ADMITTED;
            all->holds[i] = true;
        }
    }
    presume_waiting(&p);
}

cf_status cf_batch_check_ciphertexts(cf_batch_part *part, cf_arena *scratch, size_t count,
                                     const cf_unchecked_element *alpha_claimed,
                                     const cf_unchecked_element *beta_claimed,
                                     const cf_range_claim *claims, cf_element *alpha,
                                     cf_element *beta, cf_refusal *alpha_verdict,
                                     cf_refusal *beta_verdict, bool *holds, cf_batch_place *places)
{
    const ciphertexts all = { alpha_claimed, beta_claimed,  claims,       alpha,
                              beta,          alpha_verdict, beta_verdict, holds };
    const cf_batch_level before = part->level;
    rest r;
    if (!open_rest(&r, scratch, count)) {
        return CF_ERR_MEMORY;
    }
    for (size_t i = 0; i < count; i++) {
        note(&r, i,
             cf_batch_join_ciphertext(part, alpha_claimed[i].octets, beta_claimed[i].octets,
                                      &claims[i]));
    }
    const cf_status status = check_ciphertexts(part->bases, &r, &all);
    if (status != CF_OK) {
        part->level = before;
        return status;
    }
    presume_ciphertexts(part, &r, count, before.elements, &all, places);
    return CF_OK;
}

/* --- products --- */

static cf_status check_products(const cf_election_bases *bases, const rest *r,
                                const cf_element *alpha, const cf_element *beta,
                                const cf_range_claim *claims, bool *holds)
{
    const cf_element *some_alpha = gather(r, alpha, sizeof *alpha);
    const cf_element *some_beta = gather(r, beta, sizeof *beta);
    const cf_range_claim *some_claims = gather(r, claims, sizeof *claims);
    bool *some_hold = room(r, sizeof *holds);
    if (some_alpha == NULL || some_beta == NULL || some_claims == NULL || some_hold == NULL) {
        return CF_ERR_MEMORY;
    }
    const cf_status status = cf_range_check_elements(bases, r->scratch, r->count, some_alpha,
                                                     some_beta, some_claims, some_hold);
    if (status == CF_OK) {
        scatter(r, holds, some_hold, sizeof *holds);
    }
    return status;
}

cf_status cf_batch_check_elements(cf_batch_part *part, cf_arena *scratch, size_t count,
                                  const cf_element *alpha, const cf_element *beta,
                                  const cf_range_claim *claims, const cf_batch_place *spans,
                                  bool *holds)
{
    const cf_batch_level before = part->level;
    rest r;
    if (!open_rest(&r, scratch, count)) {
        return CF_ERR_MEMORY;
    }
    for (size_t i = 0; i < count; i++) {
        note(&r, i, cf_batch_join_product(part, &alpha[i], &beta[i], &claims[i], &spans[i]));
    }
    const cf_status status = check_products(part->bases, &r, alpha, beta, claims, holds);
    if (status != CF_OK) {
        part->level = before;
        return status;
    }
    for (size_t i = 0; i < count; i++) {
        holds[i] = r.joined[i] || holds[i];
    }
    return CF_OK;
}

cf_batch_place cf_batch_join(size_t count, const cf_batch_place *places)
{
    cf_batch_place span = { 0 };
    for (size_t i = 0; i < count; i++) {
        const size_t next = span.first + 2 * span.count;
        if (places[i].count == 0 || (i > 0 && places[i].first != next)) {
            return (cf_batch_place){ 0 };
        }
        span.first = i == 0 ? places[i].first : span.first;
        span.count += places[i].count;
    }
    return span;
}

/* --- keys --- */

static cf_status check_keys(const cf_election_bases *bases, const rest *r,
                            const cf_unchecked_element *claimed, const cf_schnorr_claim *claims,
                            cf_element *keys, cf_refusal *verdict, bool *holds)
{
    const cf_unchecked_element *some_claimed = gather(r, claimed, sizeof *claimed);
    const cf_schnorr_claim *some_claims = gather(r, claims, sizeof *claims);
    cf_element *some_keys = room(r, sizeof *keys);
    cf_refusal *some_verdicts = room(r, sizeof *verdict);
    bool *some_hold = room(r, sizeof *holds);
    if (some_claimed == NULL || some_claims == NULL || some_keys == NULL || some_verdicts == NULL
        || some_hold == NULL) {
        return CF_ERR_MEMORY;
    }
    const cf_status status =
        cf_schnorr_check_keys(bases, r->scratch, r->count, some_claimed, some_claims, some_keys,
                              some_verdicts, some_hold);
    if (status == CF_OK) {
        scatter(r, keys, some_keys, sizeof *keys);
        scatter(r, verdict, some_verdicts, sizeof *verdict);
        scatter(r, holds, some_hold, sizeof *holds);
    }
    return status;
}

cf_status cf_batch_check_keys(cf_batch_part *part, cf_arena *scratch, size_t count,
                              const cf_unchecked_element *claimed, const cf_schnorr_claim *claims,
                              cf_element *keys, cf_refusal *verdict, bool *holds)
{
    const cf_batch_level before = part->level;
    rest r;
    if (!open_rest(&r, scratch, count)) {
        return CF_ERR_MEMORY;
    }
    for (size_t i = 0; i < count; i++) {
        note(&r, i, cf_batch_join_key(part, claimed[i].octets, &claims[i]));
    }
    const cf_status status = check_keys(part->bases, &r, claimed, claims, keys, verdict, holds);
    if (status != CF_OK) {
        part->level = before;
        return status;
    }
    presumed p = { .part = part };
    for (size_t i = 0, element = before.elements; i < count; i++) {
        if (r.joined[i]) {
            presume(&p, element++, &keys[i]);
            verdict[i] = CF_ADMITTED;
            holds[i] = true;
        }
    }
    presume_waiting(&p);
    return CF_OK;
}
