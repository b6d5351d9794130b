/*
 * verify/aggregate.c -- the products that the encrypted tally has to be.
 *
 * Every worker multiplies what it sees into sums of its own; multiplication commutes, so who saw what does not
 * matter.  When what they saw is certain, all sums go into the whole, some options at a time on each core.
 */
#include "verify/aggregate.h"

#include "work/job.h"

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

/* Some options of a sum: the products of nothing. */
static void empty(const cf_group *group, const cf_sums *sums, size_t first, size_t count)
{
    for (size_t i = first; i < first + count; i++) {
        cf_group_identity(group, &sums->a[i]);
        cf_group_identity(group, &sums->b[i]);
    }
}

/* All that is not counted by option. */
static void empty_rest(cf_sums *sums, const cf_verification *v)
{
    sums->weight = 0;
    sums->weighted = 0;
    memset(sums->contest_seen, 0, v->manifest.contest_count * sizeof *sums->contest_seen);
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
    empty(v->group, sums, 0, options);
    return CF_OK;
}

void cf_sums_clear(cf_sums *sums, const cf_verification *v)
{
    empty(v->group, sums, 0, v->manifest.option_total);
    empty_rest(sums, v);
}

/* --- the sums of all workers --- */

enum { OPTIONS_PER_PIECE = 64 };

typedef struct settling {
    cf_verification *v;
    cf_sums *const *parts;
    size_t count;
} settling;

/* A range of options: every part's products go into the whole, and leave 1 behind. */
static void settle_options(void *context, void *worker, size_t piece, void *result)
{
    (void)worker;
    (void)result;
    const settling *s = context;
    const cf_group *group = s->v->group;
    const cf_sums *whole = &s->v->aggregate;
    const size_t first = piece * OPTIONS_PER_PIECE;
    const size_t rest = s->v->manifest.option_total - first;
    const size_t count = rest < OPTIONS_PER_PIECE ? rest : OPTIONS_PER_PIECE;
    for (size_t i = 0; i < s->count; i++) {
        const cf_sums *part = s->parts[i];
        cf_group_multiply(group, count, whole->a + first, whole->a + first, part->a + first);
        cf_group_multiply(group, count, whole->b + first, whole->b + first, part->b + first);
        empty(group, part, first, count);
    }
}

static void settle_rest(cf_verification *v, cf_sums *part)
{
    cf_sums *whole = &v->aggregate;
    whole->weight = cf_add_saturating(whole->weight, part->weight);
    whole->weighted += part->weighted;
    for (size_t i = 0; i < v->manifest.contest_count; i++) {
        whole->contest_seen[i] = whole->contest_seen[i] || part->contest_seen[i];
    }
    empty_rest(part, v);
}

static void take_nothing(void *context, size_t piece, void *result)
{
    (void)context;
    (void)piece;
    (void)result;
}

cf_status cf_sums_settle(cf_verification *v, size_t count, cf_sums *const *parts)
{
    settling context = { .v = v, .parts = parts, .count = count };
    const cf_job job = {
        .piece_count = (v->manifest.option_total + OPTIONS_PER_PIECE - 1) / OPTIONS_PER_PIECE,
        .context = &context,
        .do_piece = settle_options,
        .take_result = take_nothing,
    };
    const cf_status status = cf_job_run(&job, cf_job_workers(v->options->jobs));
    for (size_t i = 0; i < count && status == CF_OK; i++) {
        settle_rest(v, parts[i]);
    }
    return status;
}
