/*
 * verify/aggregate.c -- the products that the encrypted tally has to be.
 *
 * Every worker multiplies what it sees into sums of its own; multiplication commutes, so who saw what does not
 * matter.  Whatever stands on a cast ballot takes part as often as it stands there: a doubled
 * entry is X.8's finding, and it also shows in 9.
 */
#include "verify/ballot_batch.h"

/* What the sums of all workers may hold together. */
static const size_t SUMS_OCTETS_MAX = (size_t)1 << 29;

size_t cf_sums_workers(const cf_verification *v, size_t wanted)
{
    const size_t options = v->manifest.option_total;
    const size_t most = SUMS_OCTETS_MAX / ((options > 0 ? options : 1) * 2 * sizeof(cf_element));
    if (wanted <= most) {
        return wanted;
    }
    return most > 0 ? most : 1;
}

cf_status cf_sums_start(cf_sums *sums, const cf_verification *v, cf_arena *arena)
{
    const size_t options = v->manifest.option_total;
    *sums = (cf_sums){
        .a = cf_arena_take(arena, options, sizeof *sums->a),
        .b = cf_arena_take(arena, options, sizeof *sums->b),
        .contest_seen = cf_arena_take(arena, v->manifest.contest_count, sizeof(bool)),
    };
    if (sums->a == NULL || sums->b == NULL || sums->contest_seen == NULL) {
        return CF_ERR_MEMORY;
    }
    for (size_t i = 0; i < options; i++) {
        cf_group_identity(v->group, &sums->a[i]);
        cf_group_identity(v->group, &sums->b[i]);
    }
    return CF_OK;
}

static uint64_t add_saturating(uint64_t a, uint64_t b)
{
    uint64_t sum = 0;
    return __builtin_add_overflow(a, b, &sum) ? UINT64_MAX : sum;
}

/* powers[i] = base[i] ^ exponent, by squaring from the top bit: weights are short.  base is used up. */
static void raise_to(const cf_group *group, size_t count, cf_element *base, uint64_t exponent,
                     cf_element *powers)
{
    for (size_t i = 0; i < count; i++) {
        cf_group_identity(group, &powers[i]);
    }
    for (; exponent > 0; exponent >>= 1) {
        if ((exponent & 1) != 0) {
            cf_group_multiply(group, count, powers, powers, base);
        }
        cf_group_multiply(group, count, base, base, base);
    }
}

/* The ciphertexts of a contest, each to the ballot's weight.  NULL when memory is out. */
static const cf_element *weighted(const cf_ballot_batch *batch, const cf_element *elements,
                                  size_t count, uint64_t weight)
{
    if (weight == 1) {
        return elements;
    }
    cf_element *base = cf_arena_take(batch->arena, count, sizeof *base);
    cf_element *powers = cf_arena_take(batch->arena, count, sizeof *powers);
    if (base == NULL || powers == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < count; i++) {
        base[i] = elements[i];
    }
    raise_to(batch->verification->group, count, base, weight, powers);
    return powers;
}

/* A = prod alpha^w, B = prod beta^w, each option at its place. */
static cf_status add_contest(cf_ballot_batch *batch, const cf_contest_look *look, uint64_t weight)
{
    const cf_group *group = batch->verification->group;
    const cf_contest *contest = look->contest;
    const size_t count = look->published->selection_count;
    const cf_element *alpha = weighted(batch, &batch->alpha[look->first], count, weight);
    const cf_element *beta = weighted(batch, &batch->beta[look->first], count, weight);
    if (alpha == NULL || beta == NULL) {
        return CF_ERR_MEMORY;
    }
    for (size_t s = 0; s < count; s++) {
        const cf_option *option =
            cf_contest_option_at_index(contest, look->published->selections[s].index);
        if (option != NULL) {
            const size_t place =
                contest->first_option_position + (size_t)(option - contest->options);
            cf_element *a = &batch->sums->a[place];
            cf_element *b = &batch->sums->b[place];
            cf_group_multiply(group, 1, a, a, &alpha[s]);
            cf_group_multiply(group, 1, b, b, &beta[s]);
        }
    }
    return CF_OK;
}

cf_status cf_sums_add(cf_ballot_batch *batch, const cf_ballot_look *look)
{
    const bool cast = look->ballot.state == CF_BALLOT_CAST;
    if (cast) {
        batch->sums->weight = add_saturating(batch->sums->weight, look->ballot.weight);
        batch->sums->weighted += look->ballot.weight != 1;
    }
    cf_status status = CF_OK;
    for (size_t i = 0; i < look->ballot.contest_count && status == CF_OK; i++) {
        const cf_contest_look *contest = &look->contests[i];
        if (contest->contest == NULL) {
            continue;
        }
        batch->sums->contest_seen[contest->contest - batch->verification->manifest.contests] = true;
        if (cast) {
            status = add_contest(batch, contest, look->ballot.weight);
        }
    }
    return status;
}

void cf_sums_fold(cf_sums *whole, const cf_sums *part, const cf_verification *v)
{
    const size_t options = v->manifest.option_total;
    cf_group_multiply(v->group, options, whole->a, whole->a, part->a);
    cf_group_multiply(v->group, options, whole->b, whole->b, part->b);
    whole->weight = add_saturating(whole->weight, part->weight);
    whole->weighted += part->weighted;
    for (size_t i = 0; i < v->manifest.contest_count; i++) {
        whole->contest_seen[i] = whole->contest_seen[i] || part->contest_seen[i];
    }
}
