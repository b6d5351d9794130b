/*
 * The progress line: what it says, and when it keeps quiet about the time left.
 */
#include "cli/progress.h"
#include "cli/child.h"

static void reads(uint64_t done, uint64_t total, uint64_t elapsed_ms, const char *expected)
{
    char line[CF_PROGRESS_LINE_MAX];
    cf_progress_line(line, done, total, elapsed_ms);
    assert_string_equal(line, expected);
}

static void rest_is_supposed_to_go_as_fast(void **state)
{
    (void)state;
    reads(1000, 4000, 10 * 1000, "1000 of 4000 ballots, about 35 seconds left");
    reads(1000, 4000, 60 * 1000, "1000 of 4000 ballots, about 4 minutes left");
    reads(1000, 4000, 3600 * 1000, "1000 of 4000 ballots, about 4 hours left");
}

static void no_estimate_before_it_means_something(void **state)
{
    (void)state;
    reads(0, 4000, 60 * 1000, "0 of 4000 ballots");
    reads(1000, 4000, 1999, "1000 of 4000 ballots");
    reads(19, 4000, 60 * 1000, "19 of 4000 ballots");
    reads(4000, 4000, 60 * 1000, "4000 of 4000 ballots");
}

static void largest_numbers_fit(void **state)
{
    (void)state;
    reads(UINT64_MAX - 1, UINT64_MAX, 5000,
          "18446744073709551614 of 18446744073709551615 ballots, about 5 seconds left");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rest_is_supposed_to_go_as_fast),
        cmocka_unit_test(no_estimate_before_it_means_something),
        cmocka_unit_test(largest_numbers_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
