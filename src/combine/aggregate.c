/*
 * combine/aggregate.c -- A = prod alpha^w and B = prod beta^w over what was cast.
 *
 * A ballot is looked at as a whole before the first product: it is multiplied in or it is not.  Its
 * weight is the exponent on the ladder that shows membership.
 */
#include "combine/aggregate.h"

#include "combine/ballot_name.h"
#include "combine/encoded.h"

/* Two such sums, of two threads, do not pass 2^64 unnoticed. */
static const uint64_t WEIGHTS_MAX = (uint64_t)1 << 63;

cf_status cf_aggregate_open(const cf_group *group, const cf_manifest *manifest, cf_arena *arena,
                            cf_aggregate *out)
{
    *out = (cf_aggregate){ 0 };
    cf_element *a = cf_arena_take(arena, manifest->option_total, sizeof *a);
    cf_element *b = cf_arena_take(arena, manifest->option_total, sizeof *b);
    if (a == NULL || b == NULL) {
        return CF_ERR_MEMORY;
    }
    for (size_t i = 0; i < manifest->option_total; i++) {
        cf_group_identity(group, &a[i]);
        cf_group_identity(group, &b[i]);
    }
    *out = (cf_aggregate){ .group = group, .manifest = manifest, .a = a, .b = b };
    return CF_OK;
}

/* --- one ballot --- */

/* The ciphertexts of a ballot: count alphas, then as many betas. */
typedef struct look {
    const cf_aggregate *aggregate;
    const cf_ballot *ballot;
    cf_fault *fault;
    size_t count;
    size_t *positions; /* where each belongs */
    cf_unchecked_element *claimed;
    cf_element *elements;
    cf_element *powers; /* to the weight; the elements themselves where it is 1 */
    cf_refusal *verdicts;
} look;

static cf_status refuse(const look *l, cf_status status, const char *what)
{
    const cf_ballot_name name = cf_ballot_name_of(l->ballot);
    return cf_fault_set(l->fault, status, "", 0, "ballot %s %s", name.text, what);
}

static cf_status refuse_index(const look *l, const char *what, uint32_t contest, uint32_t option)
{
    const cf_ballot_name name = cf_ballot_name_of(l->ballot);
    return cf_fault_set(l->fault, CF_ERR_SHAPE, "", 0, "ballot %s: contest %u, option %u %s",
                        name.text, (unsigned)contest, (unsigned)option, what);
}

static cf_status check_weight(const look *l)
{
    if (l->ballot->weight == 0) {
        return refuse(l, CF_ERR_RANGE, "has the weight 0");
    }
    const uint64_t so_far = l->aggregate->total_weight;
    return so_far <= WEIGHTS_MAX && l->ballot->weight <= WEIGHTS_MAX - so_far
               ? CF_OK
               : refuse(l, CF_ERR_RANGE, "takes the sum of all weights past 2^63");
}

static bool take_room(look *l, cf_arena *scratch)
{
    size_t count = 0;
    for (size_t c = 0; c < l->ballot->contest_count; c++) {
        count += l->ballot->contests[c].selection_count; /* all are in memory */
    }
    l->count = 0;
    l->positions = cf_arena_take(scratch, count, sizeof *l->positions);
    l->claimed = cf_arena_take(scratch, 2 * count, sizeof *l->claimed);
    l->elements = cf_arena_take(scratch, 2 * count, sizeof *l->elements);
    l->verdicts = cf_arena_take(scratch, 2 * count, sizeof *l->verdicts);
    l->powers = l->elements;
    if (l->ballot->weight != 1) {
        l->powers = cf_arena_take(scratch, 2 * count, sizeof *l->powers);
    }
    return l->positions != NULL && l->claimed != NULL && l->elements != NULL && l->powers != NULL
           && l->verdicts != NULL;
}

/* Positions ascend over the whole ballot, so that nothing counts twice. */
static cf_status gather_contest(look *l, const cf_encrypted_contest *published)
{
    const cf_contest *contest =
        cf_manifest_contest_at_index(l->aggregate->manifest, published->index);
    for (size_t s = 0; s < published->selection_count; s++) {
        const cf_selection *selection = &published->selections[s];
        const cf_option *option =
            contest != NULL ? cf_contest_option_at_index(contest, selection->index) : NULL;
        if (option == NULL) {
            return refuse_index(l, "is not in the manifest", published->index, selection->index);
        }
        const size_t at = contest->first_option_position + (size_t)(option - contest->options);
        if (l->count > 0 && at <= l->positions[l->count - 1]) {
            return refuse_index(l, "stands twice or out of order", published->index,
                                selection->index);
        }
        l->positions[l->count] = at;
        l->claimed[2 * l->count] = selection->alpha;
        l->claimed[2 * l->count + 1] = selection->beta;
        l->count++;
    }
    return CF_OK;
}

static cf_status admit(look *l, cf_arena *scratch)
{
    const cf_group *group = l->aggregate->group;
    if (l->ballot->weight == 1) {
        cf_group_admit_vartime(group, 2 * l->count, l->claimed, l->elements, l->verdicts);
        return CF_OK;
    }
    cf_scalar *weights = cf_arena_take(scratch, 2 * l->count, sizeof *weights);
    if (weights == NULL) {
        return CF_ERR_MEMORY;
    }
    for (size_t i = 0; i < 2 * l->count; i++) {
        cf_scalar_from_u64(group, l->ballot->weight, &weights[i]);
    }
    cf_group_admit_powers_vartime(group, 2 * l->count, l->claimed, 1, weights, l->elements,
                                  l->powers, l->verdicts);
    return CF_OK;
}

static cf_status check_verdicts(const look *l)
{
    for (size_t i = 0; i < 2 * l->count; i++) {
        if (l->verdicts[i] != CF_ADMITTED) {
            const cf_ballot_name name = cf_ballot_name_of(l->ballot);
            return cf_fault_set(l->fault, CF_ERR_SHAPE, "", 0, "ballot %s: %s of selection %zu %s",
                                name.text, i % 2 == 0 ? "alpha" : "beta", i / 2 + 1,
                                cf_refusal_phrase(l->verdicts[i], false));
        }
    }
    return CF_OK;
}

static void multiply(cf_aggregate *aggregate, const look *l)
{
    for (size_t i = 0; i < l->count; i++) {
        cf_element *a = &aggregate->a[l->positions[i]];
        cf_element *b = &aggregate->b[l->positions[i]];
        cf_group_multiply(aggregate->group, 1, a, a, &l->powers[2 * i]);
        cf_group_multiply(aggregate->group, 1, b, b, &l->powers[2 * i + 1]);
    }
    aggregate->cast++;
    aggregate->total_weight += l->ballot->weight;
}

cf_status cf_aggregate_add(cf_aggregate *aggregate, const cf_ballot *ballot, cf_arena *scratch,
                           cf_fault *fault)
{
    if (ballot->state != CF_BALLOT_CAST) {
        return CF_OK;
    }
    look l = { .aggregate = aggregate, .ballot = ballot, .fault = fault };
    cf_status status = check_weight(&l);
    if (status == CF_OK && !take_room(&l, scratch)) {
        status = refuse(&l, CF_ERR_MEMORY, "does not fit into memory");
    }
    for (size_t c = 0; c < ballot->contest_count && status == CF_OK; c++) {
        status = gather_contest(&l, &ballot->contests[c]);
    }
    if (status == CF_OK && admit(&l, scratch) != CF_OK) {
        status = refuse(&l, CF_ERR_MEMORY, "does not fit into memory");
    }
    if (status == CF_OK) {
        status = check_verdicts(&l);
    }
    if (status == CF_OK) {
        multiply(aggregate, &l);
    }
    return status;
}

/* --- all of them --- */

void cf_aggregate_fold(cf_aggregate *into, const cf_aggregate *from)
{
    const size_t count = into->manifest->option_total;
    cf_group_multiply(into->group, count, into->a, into->a, from->a);
    cf_group_multiply(into->group, count, into->b, into->b, from->b);
    into->cast += from->cast;
    if (__builtin_add_overflow(into->total_weight, from->total_weight, &into->total_weight)) {
        into->total_weight = UINT64_MAX;
    }
}

static cf_status publish_contest(const cf_aggregate *aggregate, const cf_contest *contest,
                                 cf_arena *arena, cf_encrypted_tally_contest *out)
{
    const cf_group *group = aggregate->group;
    const size_t count = contest->option_count;
    const size_t first = contest->first_option_position;
    cf_encrypted_total *options = cf_arena_take(arena, count, sizeof *options);
    const cf_unchecked_element *a = cf_encoded_elements(group, count, &aggregate->a[first], arena);
    const cf_unchecked_element *b = cf_encoded_elements(group, count, &aggregate->b[first], arena);
    *out = (cf_encrypted_tally_contest){ .label = cf_arena_copy(arena, contest->label),
                                         .index = contest->index,
                                         .option_count = count,
                                         .options = options };
    if (options == NULL || a == NULL || b == NULL || out->label.at == NULL) {
        return CF_ERR_MEMORY;
    }
    for (size_t o = 0; o < count; o++) {
        options[o] = (cf_encrypted_total){ .label = cf_arena_copy(arena, contest->options[o].label),
                                           .index = contest->options[o].index,
                                           .a = a[o],
                                           .b = b[o] };
        if (options[o].label.at == NULL) {
            return CF_ERR_MEMORY;
        }
    }
    return CF_OK;
}

cf_status cf_aggregate_publish(const cf_aggregate *aggregate, cf_arena *arena,
                               cf_encrypted_tally *out)
{
    *out = (cf_encrypted_tally){ 0 };
    const size_t count = aggregate->manifest->contest_count;
    cf_encrypted_tally_contest *contests = cf_arena_take(arena, count, sizeof *contests);
    cf_status status = contests != NULL ? CF_OK : CF_ERR_MEMORY;
    for (size_t c = 0; c < count && status == CF_OK; c++) {
        status = publish_contest(aggregate, &aggregate->manifest->contests[c], arena, &contests[c]);
    }
    if (status == CF_OK) {
        out->contest_count = count;
        out->contests = contests;
    }
    return status;
}
