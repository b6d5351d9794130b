/*
 * Products over handfuls of ballots: those of each contest, and those of each option over the cast ballots.
 *
 * Ballots are drawn at random: any state and weight, contests of a style or of none, doubled, unknown, options out of
 * order; and often enough many alike in a row, so that runs of every length from 1 to 16 come up.  Every ciphertext is a
 * known power of g, so what a product has to be is a sum of exponents, and no product is needed to know it.
 */
#include "judged.h"
#include "verify/aggregate.h"
#include "verify/ballot_batch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum {
    CONTESTS = 4,
    OPTIONS_MAX = 5,
    OPTIONS = 1 + 3 + 2 + OPTIONS_MAX,
    LISTED_MAX = 3, /* contests on a ballot */
    ROWS_MAX = CF_BATCH_BALLOTS_MAX * LISTED_MAX * OPTIONS_MAX,
    PARTS = 3
};

static const size_t COUNTS[CONTESTS] = { 1, 3, 2, OPTIONS_MAX };

typedef struct world {
    cf_arena *arena; /* of the manifest and the sums */
    const cf_group *group;
    cf_option options[OPTIONS];
    cf_contest contests[CONTESTS];
    cf_verify_options verify_options;
    cf_verification v;
    cf_ballot_batch batch;
    cf_sums sums[PARTS];

    cf_scalar exponents[2][ROWS_MAX]; /* alpha and beta of each row */
    cf_scalar due[2][OPTIONS];        /* what the sums of all parts are a power of */
    uint64_t weight;
} world;

static void lay_out_manifest(world *w)
{
    size_t position = 0;
    for (size_t c = 0; c < CONTESTS; c++) {
        w->contests[c] = (cf_contest){ .index = (uint32_t)c + 1,
                                       .option_count = COUNTS[c],
                                       .options = &w->options[position],
                                       .first_option_position = position };
        for (size_t o = 0; o < COUNTS[c]; o++) {
            w->options[position++] = (cf_option){ .index = (uint32_t)o + 1 };
        }
    }
    w->v.manifest = (cf_manifest){ .contest_count = CONTESTS,
                                   .contests = w->contests,
                                   .option_total = OPTIONS };
}

static world *make_world(unsigned seed)
{
    srand(seed);
    cf_arena *arena = cf_arena_open((size_t)1 << 26);
    world *w = cf_arena_take(arena, 1, sizeof *w);
    assert_non_null(w);
    w->arena = arena;
    w->group = w->v.group = cf_group_toy(0);
    w->v.options = &w->verify_options;
    w->verify_options.jobs = 1 + seed % 3;
    lay_out_manifest(w);
    assert_int_equal(cf_sums_start(&w->v.aggregate, &w->v, arena), CF_OK);
    for (size_t i = 0; i < PARTS; i++) {
        assert_int_equal(cf_sums_start(&w->sums[i], &w->v, arena), CF_OK);
    }
    w->batch = (cf_ballot_batch){ .verification = &w->v, .arena = cf_arena_open((size_t)1 << 26) };
    assert_non_null(w->batch.arena);
    return w;
}

static void drop_world(world *w)
{
    cf_arena_close(w->batch.arena);
    cf_arena_close(w->arena);
}

static bool one_in(int n)
{
    return rand() % n == 0;
}

/* --- ballots --- */

static cf_encrypted_contest draw_contest(world *w, uint32_t index)
{
    const bool known = index <= CONTESTS;
    const bool regular = known && !one_in(8);
    const size_t count = regular ? COUNTS[index - 1] : (size_t)rand() % (OPTIONS_MAX + 1);
    cf_selection *selections = cf_arena_take(w->batch.arena, count, sizeof *selections);
    for (size_t s = 0; s < count; s++) {
        selections[s].index = regular ? (uint32_t)s + 1 : (uint32_t)rand() % (OPTIONS_MAX + 1U) + 1;
    }
    return (
        cf_encrypted_contest){ .index = index, .selection_count = count, .selections = selections };
}

static void draw_ballot(world *w, cf_ballot_look *look)
{
    static const cf_ballot_state STATES[] = { CF_BALLOT_CAST,       CF_BALLOT_CAST,
                                              CF_BALLOT_CHALLENGED, CF_BALLOT_CAST,
                                              CF_BALLOT_SPOILED,    CF_BALLOT_CAST };
    const size_t count = (size_t)rand() % (LISTED_MAX + 1);
    cf_encrypted_contest *listed = cf_arena_take(w->batch.arena, count, sizeof *listed);
    for (size_t c = 0; c < count; c++) {
        listed[c] = draw_contest(w, (uint32_t)rand() % (CONTESTS + (one_in(9) ? 1U : 0U)) + 1);
    }
    *look = (cf_ballot_look){
        .ballot = { .state = STATES[rand() % 6],
                    .weight = one_in(6) ? (uint64_t)rand() % 5 : 1,
                    .contest_count = count,
                    .contests = listed },
    };
}

/* As X.8 gives rows. */
static void give_rows(world *w, cf_ballot_look *look)
{
    cf_ballot_batch *batch = &w->batch;
    look->contests =
        cf_arena_take(batch->arena, look->ballot.contest_count, sizeof *look->contests);
    for (size_t c = 0; c < look->ballot.contest_count; c++) {
        cf_contest_look *contest = &look->contests[c];
        contest->published = &look->ballot.contests[c];
        contest->contest = cf_manifest_contest_at_index(&w->v.manifest, contest->published->index);
        if (contest->contest != NULL) {
            contest->row = batch->contest_count++;
            contest->first = batch->selection_count;
            batch->selection_count += contest->published->selection_count;
        }
    }
}

static void draw_elements(world *w)
{
    cf_ballot_batch *batch = &w->batch;
    const size_t rows = batch->selection_count;
    cf_element g;
    cf_group_generator(w->group, &g);
    cf_element *sides[2] = { cf_arena_take(batch->arena, rows, sizeof g),
                             cf_arena_take(batch->arena, rows, sizeof g) };
    assert_true(rows <= ROWS_MAX);
    for (size_t i = 0; i < 2 * rows; i++) {
        cf_scalar *exponent = &w->exponents[i % 2][i / 2];
        cf_scalar_from_u64(w->group, (uint64_t)rand(), exponent);
        cf_group_powers_vartime(w->group, 1, &g, 1, exponent, &sides[i % 2][i / 2]);
    }
    batch->alpha = sides[0];
    batch->beta = sides[1];
    batch->alpha_products = cf_arena_take(batch->arena, batch->contest_count, sizeof g);
    batch->beta_products = cf_arena_take(batch->arena, batch->contest_count, sizeof g);
}

/* Neighbours are often alike. */
static void draw_handful(world *w)
{
    cf_ballot_batch *batch = &w->batch;
    cf_arena_reset(batch->arena);
    batch->selection_count = 0;
    batch->contest_count = 0;
    batch->ballot_count = 1 + (size_t)rand() % CF_BATCH_BALLOTS_MAX;
    const int change = 1 + rand() % 20;
    for (size_t i = 0; i < batch->ballot_count; i++) {
        if (i == 0 || one_in(change)) {
            draw_ballot(w, &batch->ballots[i]);
        } else {
            batch->ballots[i] = (cf_ballot_look){ .ballot = batch->ballots[i - 1].ballot };
        }
        give_rows(w, &batch->ballots[i]);
    }
    draw_elements(w);
}

/* --- what is due --- */

static bool is_power_of_g(const world *w, const cf_element *element, const cf_scalar *exponent)
{
    cf_element g;
    cf_element power;
    cf_group_generator(w->group, &g);
    cf_group_powers_vartime(w->group, 1, &g, 1, exponent, &power);
    return cf_group_equal(w->group, &power, element);
}

static void assert_contest_products(const world *w)
{
    for (size_t b = 0; b < w->batch.ballot_count; b++) {
        const cf_ballot_look *look = &w->batch.ballots[b];
        for (size_t c = 0; c < look->ballot.contest_count; c++) {
            const cf_contest_look *contest = &look->contests[c];
            cf_scalar sums[2] = { { { 0 } }, { { 0 } } };
            if (contest->contest == NULL) {
                continue;
            }
            for (size_t i = 0; i < 2 * contest->published->selection_count; i++) {
                cf_scalar_add(w->group, &sums[i % 2], &sums[i % 2],
                              &w->exponents[i % 2][contest->first + i / 2]);
            }
            assert_true(is_power_of_g(w, &w->batch.alpha_products[contest->row], &sums[0]));
            assert_true(is_power_of_g(w, &w->batch.beta_products[contest->row], &sums[1]));
        }
    }
}

static void add_due(world *w, const cf_contest_look *contest, size_t s, uint64_t weight)
{
    const uint32_t index = contest->published->selections[s].index;
    if (contest->contest == NULL || index > contest->contest->option_count) {
        return;
    }
    const size_t place = contest->contest->first_option_position + index - 1;
    for (size_t side = 0; side < 2; side++) {
        cf_scalar term;
        cf_scalar_from_u64(w->group, weight, &term);
        cf_scalar_mul(w->group, &term, &term, &w->exponents[side][contest->first + s]);
        cf_scalar_add(w->group, &w->due[side][place], &w->due[side][place], &term);
    }
}

static void note_due(world *w)
{
    for (size_t b = 0; b < w->batch.ballot_count; b++) {
        const cf_ballot_look *look = &w->batch.ballots[b];
        if (look->ballot.state != CF_BALLOT_CAST) {
            continue;
        }
        w->weight += look->ballot.weight;
        for (size_t c = 0; c < look->ballot.contest_count; c++) {
            for (size_t s = 0; s < look->contests[c].published->selection_count; s++) {
                add_due(w, &look->contests[c], s, look->ballot.weight);
            }
        }
    }
}

static void assert_aggregate(const world *w)
{
    assert_int_equal(w->v.aggregate.weight, w->weight);
    for (size_t place = 0; place < OPTIONS; place++) {
        assert_true(is_power_of_g(w, &w->v.aggregate.a[place], &w->due[0][place]));
        assert_true(is_power_of_g(w, &w->v.aggregate.b[place], &w->due[1][place]));
    }
}

/* --- claims --- */

static void products_of_contests_are_those_of_their_selections(void **state)
{
    (void)state;
    world *w = make_world(1);
    for (int i = 0; i < 200; i++) {
        draw_handful(w);
        assert_int_equal(cf_contest_products(&w->batch), CF_OK);
        assert_contest_products(w);
    }
    drop_world(w);
}

static void sums_are_over_the_cast_ballots_as_often_as_they_weigh(void **state)
{
    (void)state;
    for (unsigned seed = 2; seed < 8; seed++) {
        world *w = make_world(seed);
        for (size_t i = 0; i < 60; i++) {
            draw_handful(w);
            note_due(w);
            w->batch.sums = &w->sums[i % PARTS];
            assert_int_equal(cf_sums_add(&w->batch), CF_OK);
        }
        cf_sums *parts[PARTS] = { &w->sums[0], &w->sums[1], &w->sums[2] };
        assert_int_equal(cf_sums_settle(&w->v, PARTS, parts), CF_OK);
        assert_aggregate(w);
        assert_int_equal(cf_sums_settle(&w->v, PARTS, parts), CF_OK); /* they are empty now */
        assert_aggregate(w);
        drop_world(w);
    }
}

static void what_was_cleared_does_not_count(void **state)
{
    (void)state;
    world *w = make_world(9);
    cf_sums *parts[1] = { &w->sums[0] };
    w->batch.sums = &w->sums[0];
    draw_handful(w);
    assert_int_equal(cf_sums_add(&w->batch), CF_OK);
    cf_sums_clear(&w->sums[0], &w->v);
    assert_int_equal(cf_sums_settle(&w->v, 1, parts), CF_OK);
    assert_aggregate(w);
    for (size_t c = 0; c < CONTESTS; c++) {
        assert_false(w->v.aggregate.contest_seen[c]);
    }
    drop_world(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(products_of_contests_are_those_of_their_selections),
        cmocka_unit_test(sums_are_over_the_cast_ballots_as_often_as_they_weigh),
        cmocka_unit_test(what_was_cleared_does_not_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
