/*
 * verify/aggregate_ballots.c -- a handful of ballots is added to the sums of its worker.
 *
 * Neighbours of one style stand in the tables of the batch row for row.  So half of them is multiplied onto the other
 * half, in one long call and in place, until one ballot is left, and only that one goes to the places of the manifest:
 *
 *     rows of ballot 1 | 2 | 3 | 4     ->     1*3 | 2*4     ->     1*3*2*4
 *
 * Whatever stands on a cast ballot takes part as often as it stands there: a doubled entry is X.8's finding, and it
 * also shows in 9.
 */
#include "verify/aggregate.h"
#include "verify/ballot_batch.h"

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

/* The rows of a ballot, in the order of the record. */
typedef struct rows {
    size_t first;
    size_t count;
} rows;

static rows rows_of(const cf_ballot_look *look)
{
    rows out = { 0, 0 };
    for (size_t i = 0; i < look->ballot.contest_count; i++) {
        const cf_contest_look *contest = &look->contests[i];
        if (contest->contest != NULL) {
            out.first = out.count == 0 ? contest->first : out.first;
            out.count += contest->published->selection_count;
        }
    }
    return out;
}

/* Every ciphertext of a ballot to its weight, in its place. */
static cf_status weigh(cf_ballot_batch *batch, const cf_ballot_look *look)
{
    const rows r = rows_of(look);
    if (look->ballot.weight == 1) {
        return CF_OK;
    }
    cf_element *powers = cf_arena_take(batch->arena, r.count, sizeof *powers);
    if (powers == NULL) {
        return CF_ERR_MEMORY;
    }
    cf_element *halves[2] = { &batch->alpha[r.first], &batch->beta[r.first] };
    for (size_t side = 0; side < 2 && r.count > 0; side++) {
        raise_to(batch->verification->group, r.count, halves[side], look->ballot.weight, powers);
        memcpy(halves[side], powers, r.count * sizeof *powers);
    }
    return CF_OK;
}

/* The option that a selection is for, or NULL. */
static const cf_option *option_of(const cf_contest_look *look, size_t selection)
{
    return cf_contest_option_at_index(look->contest, look->published->selections[selection].index);
}

/* Whether the rows of a contest are the options of the manifest, all of them and in their order. */
static bool is_regular_contest(const cf_contest_look *look)
{
    if (look->contest == NULL || look->published->selection_count != look->contest->option_count) {
        return false;
    }
    for (size_t s = 0; s < look->published->selection_count; s++) {
        if (option_of(look, s) != &look->contest->options[s]) {
            return false;
        }
    }
    return true;
}

static bool is_regular(const cf_ballot_look *look)
{
    for (size_t i = 0; i < look->ballot.contest_count; i++) {
        if (!is_regular_contest(&look->contests[i])) {
            return false;
        }
    }
    return true;
}

/* Whether two regular ballots agree, row by row, on what the rows are for. */
static bool is_alike(const cf_ballot_look *a, const cf_ballot_look *b)
{
    if (a->ballot.contest_count != b->ballot.contest_count) {
        return false;
    }
    for (size_t i = 0; i < a->ballot.contest_count; i++) {
        if (a->contests[i].contest != b->contests[i].contest) {
            return false;
        }
    }
    return true;
}

static bool is_cast(const cf_ballot_look *look)
{
    return look->ballot.state == CF_BALLOT_CAST;
}

/* How many neighbours from this ballot on are cast, regular and alike: their rows are one table. */
static size_t run_length(const cf_ballot_batch *batch, size_t first)
{
    const cf_ballot_look *look = &batch->ballots[first];
    size_t end = first + 1;
    if (!is_regular(look)) {
        return 1;
    }
    while (end < batch->ballot_count && is_cast(&batch->ballots[end])
           && is_alike(look, &batch->ballots[end]) && is_regular(&batch->ballots[end])) {
        end++;
    }
    return end - first;
}

/* The product of `count` ballots of `each` rows, row by row, in place of the first of them. */
static void fold_run(const cf_group *group, size_t count, size_t each, cf_element *x)
{
    while (count > 1) {
        const size_t half = count / 2;
        cf_group_multiply(group, half * each, x, x, x + (count - half) * each);
        count -= half;
    }
}

/* --- into the sums --- */

/* One row at its place; the manifest may have no such option. */
static void add_row(cf_ballot_batch *batch, const cf_contest_look *look, size_t s)
{
    const cf_option *option = option_of(look, s);
    if (option == NULL) {
        return;
    }
    const cf_group *group = batch->verification->group;
    const size_t place =
        look->contest->first_option_position + (size_t)(option - look->contest->options);
    cf_element *a = &batch->sums->a[place];
    cf_element *b = &batch->sums->b[place];
    cf_group_multiply(group, 1, a, a, &batch->alpha[look->first + s]);
    cf_group_multiply(group, 1, b, b, &batch->beta[look->first + s]);
}

static void add_irregular(cf_ballot_batch *batch, const cf_contest_look *look)
{
    const size_t count = look->contest != NULL ? look->published->selection_count : 0;
    for (size_t s = 0; s < count; s++) {
        add_row(batch, look, s);
    }
}

/* From contest i on, those whose rows and whose places in the manifest follow each other: the end. */
static size_t adjoining(const cf_ballot_look *look, size_t i, size_t *rows_seen)
{
    const cf_contest *first = look->contests[i].contest;
    *rows_seen = 0;
    while (i < look->ballot.contest_count && is_regular_contest(&look->contests[i])
           && look->contests[i].contest->first_option_position
                  == first->first_option_position + *rows_seen) {
        *rows_seen += look->contests[i].published->selection_count;
        i++;
    }
    return i;
}

/* A = prod alpha, B = prod beta, each option at its place. */
static void add_rows(cf_ballot_batch *batch, const cf_ballot_look *look)
{
    const cf_group *group = batch->verification->group;
    for (size_t i = 0; i < look->ballot.contest_count;) {
        const cf_contest_look *contest = &look->contests[i];
        size_t count = 0;
        const size_t end = adjoining(look, i, &count);
        if (end == i) {
            add_irregular(batch, contest);
            i++;
            continue;
        }
        cf_element *a = &batch->sums->a[contest->contest->first_option_position];
        cf_element *b = &batch->sums->b[contest->contest->first_option_position];
        cf_group_multiply(group, count, a, a, &batch->alpha[contest->first]);
        cf_group_multiply(group, count, b, b, &batch->beta[contest->first]);
        i = end;
    }
}

static cf_status add_run(cf_ballot_batch *batch, size_t first, size_t length)
{
    const cf_group *group = batch->verification->group;
    const cf_ballot_look *look = &batch->ballots[first];
    const rows r = rows_of(look);
    for (size_t i = first; i < first + length; i++) {
        if (weigh(batch, &batch->ballots[i]) != CF_OK) {
            return CF_ERR_MEMORY;
        }
    }
    fold_run(group, length, r.count, &batch->alpha[r.first]);
    fold_run(group, length, r.count, &batch->beta[r.first]);
    add_rows(batch, look);
    return CF_OK;
}

/* What a ballot adds besides its ciphertexts. */
static void note(cf_ballot_batch *batch, const cf_ballot_look *look)
{
    cf_sums *sums = batch->sums;
    if (is_cast(look)) {
        sums->weight = cf_add_saturating(sums->weight, look->ballot.weight);
        sums->weighted += look->ballot.weight != 1;
    }
    for (size_t i = 0; i < look->ballot.contest_count; i++) {
        const cf_contest *contest = look->contests[i].contest;
        if (contest != NULL) {
            sums->contest_seen[contest - batch->verification->manifest.contests] = true;
        }
    }
}

cf_status cf_sums_add(cf_ballot_batch *batch)
{
    cf_status status = CF_OK;
    for (size_t i = 0; i < batch->ballot_count; i++) {
        note(batch, &batch->ballots[i]);
    }
    for (size_t i = 0; i < batch->ballot_count && status == CF_OK;) {
        const size_t length = is_cast(&batch->ballots[i]) ? run_length(batch, i) : 0;
        if (length > 0) {
            status = add_run(batch, i, length);
        }
        i += length > 0 ? length : 1;
    }
    return status;
}
