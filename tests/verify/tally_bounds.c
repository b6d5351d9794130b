/*
 * X.19 on every small tally of one contest with two options, and at the ends of 64 bits.
 *
 * The reference multiplies; the code under test divides.
 */
#include "verify/tally.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { OPTIONS = 2, ITEMS = OPTIONS + 1, ARENA_OCTETS = 1 << 22 };

static const cf_option OPTION[OPTIONS] = {
    { .label = { (const uint8_t *)"a", 1 }, .index = 1 },
    { .label = { (const uint8_t *)"b", 1 }, .index = 2 },
};

/* What X.19 says of these totals: how many items fail. */
static uint64_t failures(uint64_t weight, uint32_t option_limit, uint32_t selection_limit,
                         uint64_t first, uint64_t second)
{
    const cf_contest contest = {
        .label = cf_octets_of_text("contest"),
        .index = 1,
        .selection_limit = selection_limit,
        .option_limit = option_limit,
        .option_count = OPTIONS,
        .options = OPTION,
    };
    cf_verification verification = {
        .manifest = { .contest_count = 1, .contests = &contest, .option_total = OPTIONS },
        .index = cf_ballot_index_open(1),
        .aggregate = { .weight = weight },
    };
    assert_non_null(verification.index);
    const cf_ballot_note note = { .id = cf_octets_of_text("id"), .state = CF_BALLOT_CAST };
    cf_ballot_index_put(verification.index, 0, &note);

    const cf_decrypted_total totals[OPTIONS] = { { .tally = first }, { .tally = second } };
    const cf_decrypted_tally_contest listed = { .label = contest.label, .option_count = OPTIONS };
    const cf_decrypted_tally_contest *contests[1] = { &listed };
    const cf_decrypted_total *places[OPTIONS] = { &totals[0], &totals[1] };
    const cf_tally_view view = {
        .decrypted_file = "tally.json",
        .decrypted_contests = contests,
        .decrypted_totals = places,
    };
    cf_arena *arena = cf_arena_open(ARENA_OCTETS);
    cf_report *report = cf_report_open(arena);
    assert_non_null(report);
    cf_x_tally_bounds(&verification, &view, report);
    const cf_check_result result = report->checks[CF_CHECK_X_TALLY_BOUND];
    assert_int_equal(result.expected, ITEMS);
    assert_int_equal(result.count, ITEMS);
    cf_arena_close(arena);
    cf_ballot_index_close(verification.index);
    return result.failures;
}

static void the_bound_is_reached_and_not_passed(void **state)
{
    (void)state;
    enum { TOP = 5, WEIGHTS = 3, LIMITS = 3 };
    for (uint64_t weight = 0; weight < WEIGHTS; weight++) {
        for (uint32_t r = 1; r < LIMITS; r++) {
            for (uint32_t l = 1; l < LIMITS; l++) {
                for (uint64_t pair = 0; pair < TOP * TOP; pair++) {
                    const uint64_t a = pair / TOP;
                    const uint64_t b = pair % TOP;
                    const uint64_t due =
                        (uint64_t)(a > weight * r) + (b > weight * r) + (a + b > weight * l);
                    assert_int_equal(failures(weight, r, l, a, b), due);
                }
            }
        }
    }
}

static void no_sum_wraps_around(void **state)
{
    (void)state;
    const uint64_t half = (uint64_t)1 << 63;
    assert_int_equal(failures(UINT64_MAX, 1, 1, half - 1, 0), 0);
    assert_int_equal(failures(UINT64_MAX, 1, 1, half, 0), 2); /* the option and the contest */
    assert_int_equal(failures(UINT64_MAX, 1000, 1000, half, half), 3); /* the sum would be 0 */
    assert_int_equal(failures(1, 1, 1, UINT64_MAX, 2), 3);             /* .. or 1 */
    assert_int_equal(failures(half / 1000 + 1, 1000, 1000, half - 1, 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_bound_is_reached_and_not_passed),
        cmocka_unit_test(no_sum_wraps_around),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
