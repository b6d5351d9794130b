/*
 * Every ballot of up to four contests, and every contest of up to four options, against one style.
 *
 * The manifest has contests 1 to 3 with two options each and the style has 1 and 3, so a list of numbers from 1 to 4 can
 * miss one, double one, disorder them, or name one of another style or of none.  Exactly one list of each kind is the ballot.
 */
#include "judged.h"
#include "verify/ballot_batch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

enum { CONTESTS = 3, OPTIONS = 2, LENGTH_MAX = 4, VALUES = 4 };

typedef struct world {
    cf_arena *arena;
    cf_verification v;
    cf_option options[CONTESTS][OPTIONS];
    cf_contest contests[CONTESTS];
    size_t of_style[2];
    cf_ballot_style style;
    cf_ballot_batch batch;
} world;

static const char *const OPTION_LABELS[OPTIONS] = { "yes", "no" };
static const char *const CONTEST_LABELS[CONTESTS] = { "first", "second", "third" };

static world *make_world(void)
{
    cf_arena *arena = cf_arena_open((size_t)1 << 26);
    world *w = cf_arena_take(arena, 1, sizeof *w);
    w->arena = arena;
    for (size_t c = 0; c < CONTESTS; c++) {
        for (size_t o = 0; o < OPTIONS; o++) {
            w->options[c][o] = (cf_option){ .label = cf_octets_of_text(OPTION_LABELS[o]),
                                            .index = (uint32_t)o + 1 };
        }
        w->contests[c] = (cf_contest){ .label = cf_octets_of_text(CONTEST_LABELS[c]),
                                       .index = (uint32_t)c + 1,
                                       .selection_limit = 1,
                                       .option_limit = 1,
                                       .option_count = OPTIONS,
                                       .options = w->options[c],
                                       .first_option_position = c * OPTIONS };
    }
    w->of_style[0] = 0;
    w->of_style[1] = 2;
    w->style = (cf_ballot_style){ .contest_count = 2, .contests = w->of_style };
    w->v.manifest = (cf_manifest){ .contest_count = CONTESTS,
                                   .contests = w->contests,
                                   .style_count = 1,
                                   .styles = &w->style,
                                   .option_total = (size_t)CONTESTS * OPTIONS };
    w->batch =
        (cf_ballot_batch){ .verification = &w->v, .report = cf_report_open(arena), .arena = arena };
    return w;
}

/* A ballot of the listed contests, each with the listed options. */
static cf_ballot_look look_at(world *w, const uint32_t *contests, size_t contest_count,
                              const uint32_t *options, size_t option_count)
{
    cf_selection *selections = cf_arena_take(w->arena, option_count, sizeof *selections);
    for (size_t s = 0; s < option_count; s++) {
        selections[s] = (cf_selection){ .index = options[s] };
    }
    cf_encrypted_contest *listed = cf_arena_take(w->arena, contest_count, sizeof *listed);
    for (size_t c = 0; c < contest_count; c++) {
        listed[c] = (cf_encrypted_contest){ .index = contests[c],
                                            .selection_count = option_count,
                                            .selections = selections };
    }
    return (cf_ballot_look){
        .file = "ballot",
        .ballot = { .style_found = &w->style, .contest_count = contest_count, .contests = listed }
    };
}

static uint64_t failures(const world *w)
{
    return w->batch.report->checks[CF_CHECK_X_BALLOT_SHAPE].failures;
}

/* Digits of number to the base VALUES, from 1. */
static void spell(uint32_t *list, size_t length, size_t number)
{
    for (size_t i = 0; i < length; i++) {
        list[i] = (uint32_t)(number % VALUES) + 1;
        number /= VALUES;
    }
}

static size_t power_of_values(size_t exponent)
{
    size_t power = 1;
    while (exponent-- > 0) {
        power *= VALUES;
    }
    return power;
}

static void only_the_contests_of_the_style_in_order_are_the_ballot(void **state)
{
    (void)state;
    static const uint32_t BOTH[OPTIONS] = { 1, 2 };
    size_t right = 0;
    for (size_t length = 0; length <= LENGTH_MAX; length++) {
        for (size_t number = 0; number < power_of_values(length); number++) {
            uint32_t list[LENGTH_MAX];
            spell(list, length, number);
            world *w = make_world();
            cf_ballot_look look = look_at(w, list, length, BOTH, OPTIONS);
            assert_int_equal(cf_verify_x_ballot_shape(&w->batch, &look), CF_OK);
            const bool due = length == 2 && list[0] == 1 && list[1] == 3;
            assert_int_equal(failures(w) == 0, due);
            assert_int_equal(look.expected_contests, length > 2 ? length : 2);
            assert_int_equal(look.expected_selections, length > 2 ? 2 * length : 4);
            right += due ? 1 : 0;
            cf_arena_close(w->arena);
        }
    }
    assert_int_equal(right, 1);
}

static void only_the_options_of_the_contest_in_order_are_its_selections(void **state)
{
    (void)state;
    static const uint32_t STYLE[2] = { 1, 3 };
    size_t right = 0;
    for (size_t length = 0; length <= LENGTH_MAX; length++) {
        for (size_t number = 0; number < power_of_values(length); number++) {
            uint32_t list[LENGTH_MAX];
            spell(list, length, number);
            world *w = make_world();
            cf_ballot_look look = look_at(w, STYLE, 2, list, length);
            assert_int_equal(cf_verify_x_ballot_shape(&w->batch, &look), CF_OK);
            const bool due = length == OPTIONS && list[0] == 1 && list[1] == 2;
            assert_int_equal(failures(w) == 0, due);
            assert_int_equal(w->batch.selection_count, 2 * length);
            right += due ? 1 : 0;
            cf_arena_close(w->arena);
        }
    }
    assert_int_equal(right, 1);
}

static void a_contest_that_nobody_knows_has_no_rows(void **state)
{
    (void)state;
    static const uint32_t LIST[3] = { 1, 3, 4 };
    static const uint32_t BOTH[OPTIONS] = { 1, 2 };
    world *w = make_world();
    cf_ballot_look look = look_at(w, LIST, 3, BOTH, OPTIONS);
    assert_int_equal(cf_verify_x_ballot_shape(&w->batch, &look), CF_OK);
    assert_int_equal(w->batch.contest_count, 2);
    assert_int_equal(w->batch.selection_count, 4);
    assert_null(look.contests[2].contest);
    assert_int_equal(look.contests[1].first, 2);
    assert_int_equal(look.contests[1].row, 1);
    cf_arena_close(w->arena);
}

static void labels_have_to_fit_their_indices(void **state)
{
    (void)state;
    static const uint32_t STYLE[2] = { 1, 3 };
    static const uint32_t BOTH[OPTIONS] = { 1, 2 };
    static const char *const LABELS[] = { "first", "yes", "no", "", "yes " };
    for (size_t of_contest = 0; of_contest < 5; of_contest++) {
        for (size_t of_option = 0; of_option < 5; of_option++) {
            world *w = make_world();
            cf_ballot_look look = look_at(w, STYLE, 1, BOTH, OPTIONS);
            cf_selection selections[OPTIONS] = { look.ballot.contests[0].selections[0],
                                                 look.ballot.contests[0].selections[1] };
            cf_encrypted_contest contests[2] = { look.ballot.contests[0], { .index = 3 } };
            selections[0].label = cf_octets_of_text(LABELS[of_option]);
            contests[0].label = cf_octets_of_text(LABELS[of_contest]);
            contests[0].selections = selections;
            contests[1].selections = look.ballot.contests[0].selections;
            contests[1].selection_count = OPTIONS;
            look.ballot.contests = contests;
            look.ballot.contest_count = 2;
            assert_int_equal(cf_verify_x_ballot_shape(&w->batch, &look), CF_OK);
            assert_int_equal(failures(w), (of_contest != 0 ? 1 : 0) + (of_option != 1 ? 1 : 0));
            cf_arena_close(w->arena);
        }
    }
}

static void a_ballot_of_no_style_fails_once(void **state)
{
    (void)state;
    static const uint32_t STYLE[2] = { 1, 3 };
    static const uint32_t BOTH[OPTIONS] = { 1, 2 };
    world *w = make_world();
    cf_ballot_look look = look_at(w, STYLE, 2, BOTH, OPTIONS);
    look.ballot.style_found = NULL;
    assert_int_equal(cf_verify_x_ballot_shape(&w->batch, &look), CF_OK);
    assert_int_equal(failures(w), 1);
    assert_int_equal(look.expected_contests, 2);
    assert_int_equal(look.expected_selections, 4);
    cf_arena_close(w->arena);
}

/* --- weights --- */

/* q of the smallest toy group is 127: with R = 2, totals of weight 63 fit and of weight 64 do not. */
static void totals_stay_below_q_and_below_two_to_the_63(void **state)
{
    (void)state;
    static const struct {
        bool toy;
        uint64_t weight;
        bool fits;
    } CASES[] = {
        { true, 0, true },
        { true, 63, true },
        { true, 64, false },
        { true, UINT64_MAX, false },
        { false, ((uint64_t)1 << 62) - 1, true },
        { false, (uint64_t)1 << 62, false },
        { false, UINT64_MAX, false },
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        world *w = make_world();
        w->contests[1].option_limit = 2;
        w->v.group = CASES[i].toy ? cf_group_toy(0) : cf_group_standard();
        w->v.aggregate.weight = CASES[i].weight;
        cf_verify_x_total_weight(&w->v, w->batch.report);
        assert_int_equal(w->batch.report->checks[CF_CHECK_X_WEIGHT].failures,
                         CASES[i].fits ? 0 : 1);
        cf_arena_close(w->arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_the_contests_of_the_style_in_order_are_the_ballot),
        cmocka_unit_test(only_the_options_of_the_contest_in_order_are_its_selections),
        cmocka_unit_test(a_contest_that_nobody_knows_has_no_rows),
        cmocka_unit_test(labels_have_to_fit_their_indices),
        cmocka_unit_test(a_ballot_of_no_style_fails_once),
        cmocka_unit_test(totals_stay_below_q_and_below_two_to_the_63),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
