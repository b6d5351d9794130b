#include "judged.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

/* What the first half of the room is answerable for. */
static bool is_ours(cf_check check)
{
    return check < CF_CHECK_9_A || check == CF_CHECK_X_SERIAL
           || (check >= CF_CHECK_X_EXPECTED && check <= CF_CHECK_X_DEVICE_LISTS);
}

static void gather(const cf_report *report, cf_check_status status, char out[JUDGED_WORDS_MAX])
{
    size_t len = 0;
    out[0] = '\0';
    for (cf_check check = 0; check < CF_CHECK_COUNT; check++) {
        if (is_ours(check) && cf_report_check_status(report, check) == status) {
            len += (size_t)snprintf(out + len, JUDGED_WORDS_MAX - len, "%s%s", len == 0 ? "" : " ",
                                    cf_check_entry_of(check)->id);
            assert_true(len < JUDGED_WORDS_MAX);
        }
    }
}

judged judge_with(const char *path, const cf_verify_options *options)
{
    judged j = { .arena = cf_arena_open((size_t)1 << 26) };
    assert_non_null(j.arena);
    cf_report *report = cf_report_open(j.arena);
    assert_non_null(report);
    assert_int_equal(cf_verify_record(path, options, report), CF_OK);
    j.report = report;
    j.verdict = cf_report_verdict(report);
    gather(report, CF_CHECK_FAIL, j.failed);
    gather(report, CF_CHECK_ABSENT, j.absent);
    return j;
}

judged judge(const char *path)
{
    return judge_with(path, &(cf_verify_options){ .jobs = 1, .allow_toy = true });
}

void judged_drop(judged *j)
{
    cf_arena_close(j->arena);
    *j = (judged){ 0 };
}

const cf_finding *first_finding(const judged *j, cf_check check)
{
    const cf_check_result *result = &j->report->checks[check];
    assert_true(result->kept > 0);
    return &result->findings[0];
}

static void assert_same_check(const cf_check_result *a, const cf_check_result *b)
{
    assert_int_equal(a->expected, b->expected);
    assert_int_equal(a->count, b->count);
    assert_int_equal(a->failures, b->failures);
    assert_int_equal(a->warnings, b->warnings);
    assert_int_equal(a->kept, b->kept);
    for (size_t i = 0; i < a->kept; i++) {
        assert_string_equal(a->findings[i].where, b->findings[i].where);
        assert_string_equal(a->findings[i].what, b->findings[i].what);
    }
}

void assert_same_report(const cf_report *a, const cf_report *b)
{
    for (cf_check check = 0; check < CF_CHECK_COUNT; check++) {
        assert_same_check(&a->checks[check], &b->checks[check]);
    }
    assert_int_equal(a->cast, b->cast);
    assert_int_equal(a->challenged, b->challenged);
    assert_int_equal(a->spoiled, b->spoiled);
    assert_int_equal(a->unsupported, b->unsupported);
    assert_int_equal(a->fault_total, b->fault_total);
    assert_int_equal(a->fault_kept, b->fault_kept);
    for (size_t i = 0; i < a->fault_kept; i++) {
        assert_string_equal(a->faults[i].file, b->faults[i].file);
        assert_int_equal(a->faults[i].offset, b->faults[i].offset);
        assert_string_equal(a->faults[i].what, b->faults[i].what);
    }
    assert_int_equal(a->tally_count, b->tally_count);
    for (size_t i = 0; i < a->tally_count; i++) {
        assert_int_equal(a->tally[i].count, b->tally[i].count);
    }
}
