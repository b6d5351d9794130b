/*
 * A report counts everything, keeps the first hundred, and judges by the worst.
 *
 * Folding is tried on every way to cut a random sequence of events in two and in three: the result
 * must be the one of appending the events one by one.  The verdict table is complete: each way to
 * be imperfect, alone and beside each worse.
 */
#include "judged.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { ARENA_OCTETS = 1 << 26 };

static cf_report *fresh(void)
{
    cf_arena *arena = cf_arena_open(ARENA_OCTETS);
    assert_non_null(arena);
    cf_report *report = cf_report_open(arena);
    assert_non_null(report);
    return report;
}

static void done(cf_report *report)
{
    cf_arena_close(report->arena);
}

static cf_fault fault_of(cf_status status, uint64_t offset)
{
    cf_fault fault;
    (void)cf_fault_set(&fault, status, "file.json", offset, "number %u", (unsigned)offset);
    return fault;
}

/* --- statuses --- */

static void one_status(uint64_t expected, uint64_t count, unsigned failures, unsigned warnings,
                       cf_check_status due)
{
    cf_report *report = fresh();
    cf_report_expect(report, CF_CHECK_6_D, expected);
    cf_report_count(report, CF_CHECK_6_D, count);
    for (unsigned i = 0; i < failures; i++) {
        cf_report_fail(report, CF_CHECK_6_D, "there", "is wrong");
    }
    for (unsigned i = 0; i < warnings; i++) {
        cf_report_warn(report, CF_CHECK_6_D, "there", "is odd");
    }
    assert_int_equal(cf_report_check_status(report, CF_CHECK_6_D), due);
    done(report);
}

static void absent_is_not_a_pass(void **state)
{
    (void)state;
    one_status(3, 3, 0, 0, CF_CHECK_PASS);
    one_status(3, 2, 0, 0, CF_CHECK_ABSENT);
    one_status(3, 0, 0, 0, CF_CHECK_ABSENT);
    one_status(3, 4, 0, 0, CF_CHECK_ABSENT); /* an item too many hides one that is missing */
    one_status(0, 0, 0, 0, CF_CHECK_NOT_APPLICABLE);
    one_status(3, 3, 1, 0, CF_CHECK_FAIL);
    one_status(3, 2, 1, 0, CF_CHECK_FAIL);
    one_status(0, 0, 1, 0, CF_CHECK_FAIL);
    one_status(3, 3, 0, 1, CF_CHECK_WARNING);
    one_status(3, 2, 0, 1, CF_CHECK_ABSENT);
    one_status(3, 3, 1, 5, CF_CHECK_FAIL);
}

/* --- verdicts --- */

static void add_pass(cf_report *report)
{
    cf_report_expect(report, CF_CHECK_1_A, 1);
    cf_report_count(report, CF_CHECK_1_A, 1);
}

static void add_warning(cf_report *report)
{
    cf_report_warn(report, CF_CHECK_1_A, "there", "is odd");
}

static void add_absence(cf_report *report)
{
    cf_report_expect(report, CF_CHECK_9_A, 1);
}

static void add_fault(cf_report *report)
{
    const cf_fault fault = fault_of(CF_ERR_SYNTAX, 7);
    cf_report_fault(report, &fault);
}

static void add_unsupported(cf_report *report)
{
    const cf_fault fault = fault_of(CF_ERR_UNSUPPORTED, 8);
    cf_report_fault(report, &fault);
}

static void add_failure(cf_report *report)
{
    cf_report_fail(report, CF_CHECK_2_A, "there", "is wrong");
}

static void verdict_is_that_of_the_worst(void **state)
{
    (void)state;
    /* From the best to the worst; a set of these is judged by its last. */
    static const struct {
        void (*add)(cf_report *);
        cf_verdict verdict;
        int exit_code;
    } STEPS[] = {
        { add_pass, CF_VERDICT_ACCEPT, 0 },
        { add_warning, CF_VERDICT_ACCEPT, 0 },
        { add_absence, CF_VERDICT_INCOMPLETE, 2 },
        { add_fault, CF_VERDICT_UNREADABLE, 2 },
        { add_unsupported, CF_VERDICT_UNSUPPORTED, 2 },
        { add_failure, CF_VERDICT_REJECT, 1 },
    };
    enum { STEP_COUNT = sizeof STEPS / sizeof *STEPS };
    for (unsigned set = 1; set < 1U << STEP_COUNT; set += 2) { /* always with a pass */
        cf_report *report = fresh();
        unsigned worst = 0;
        for (unsigned i = 0; i < STEP_COUNT; i++) {
            if ((set >> i & 1) != 0) {
                STEPS[i].add(report);
                worst = i;
            }
        }
        assert_int_equal(cf_report_verdict(report), STEPS[worst].verdict);
        assert_int_equal(cf_verdict_exit_code(cf_report_verdict(report)), STEPS[worst].exit_code);
        done(report);
    }
}

static void nothing_expected_is_never_accepted(void **state)
{
    (void)state;
    cf_report *report = fresh();
    assert_int_equal(cf_report_verdict(report), CF_VERDICT_INCOMPLETE);
    done(report);
}

static void names_are_those_of_the_contract(void **state)
{
    (void)state;
    static const char *const VERDICTS[] = { "accept", "reject", "incomplete", "unsupported",
                                            "unreadable" };
    for (int i = 0; i < 5; i++) {
        assert_string_equal(cf_verdict_name((cf_verdict)i), VERDICTS[i]);
    }
    static const char *const STATUSES[] = { "pass", "fail", "absent", "not applicable", "warning" };
    for (int i = 0; i < 5; i++) {
        assert_string_equal(cf_check_status_name((cf_check_status)i), STATUSES[i]);
    }
}

/* --- keeping and folding --- */

static void the_first_hundred_are_kept_and_all_are_counted(void **state)
{
    (void)state;
    cf_report *report = fresh();
    for (int i = 0; i < 3 * CF_FINDINGS_KEPT; i++) {
        char where[32];
        (void)snprintf(where, sizeof where, "item %d", i);
        cf_report_fail(report, CF_CHECK_8_A, where, "is wrong");
        const cf_fault fault = fault_of(CF_ERR_IO, (uint64_t)i);
        cf_report_fault(report, &fault);
    }
    const cf_check_result *result = &report->checks[CF_CHECK_8_A];
    assert_int_equal(result->failures, 3 * CF_FINDINGS_KEPT);
    assert_int_equal(result->kept, CF_FINDINGS_KEPT);
    assert_string_equal(result->findings[0].where, "item 0");
    assert_string_equal(result->findings[CF_FINDINGS_KEPT - 1].where, "item 99");
    assert_int_equal(report->fault_total, 3 * CF_FINDINGS_KEPT);
    assert_int_equal(report->fault_kept, CF_FINDINGS_KEPT);
    assert_int_equal(report->faults[CF_FINDINGS_KEPT - 1].offset, CF_FINDINGS_KEPT - 1);
    done(report);
}

/* Event i of the sequence of a seed. */
static void happen(cf_report *report, uint32_t seed, uint32_t i)
{
    uint32_t mixed = (seed + i) * 2654435761U;
    const cf_check check = mixed >> 8 & 1 ? CF_CHECK_6_A : CF_CHECK_X_WEIGHT;
    char where[32];
    (void)snprintf(where, sizeof where, "event %u", (unsigned)i);
    switch (mixed >> 16 & 7) {
    case 0:
        cf_report_expect(report, check, 2);
        break;
    case 1:
        cf_report_count(report, check, 2);
        break;
    case 2:
        cf_report_warn(report, check, where, "is odd");
        break;
    case 3: {
        const cf_fault fault = fault_of(i % 50 == 0 ? CF_ERR_UNSUPPORTED : CF_ERR_IO, i);
        cf_report_fault(report, &fault);
        break;
    }
    default:
        cf_report_fail(report, check, where, "is wrong");
        break;
    }
    report->cast += i % 3 == 0;
    report->spoiled += i % 5 == 0;
}

static cf_report *run_of(uint32_t seed, uint32_t from, uint32_t to)
{
    cf_report *report = fresh();
    for (uint32_t i = from; i < to; i++) {
        happen(report, seed, i);
    }
    return report;
}

static void folding_is_appending_however_it_is_cut(void **state)
{
    (void)state;
    enum { EVENTS = 1200, STRIDE = 173 };
    for (uint32_t seed = 1; seed <= 3; seed++) {
        cf_report *due = run_of(seed, 0, EVENTS);
        for (uint32_t one = 0; one <= EVENTS; one += STRIDE) {
            for (uint32_t two = one; two <= EVENTS; two += STRIDE) {
                cf_report *left = run_of(seed, 0, one);
                cf_report *middle = run_of(seed, one, two);
                cf_report *right = run_of(seed, two, EVENTS);
                cf_report *grouped = fresh();
                if ((one + two) % 2 == 0) { /* (left middle) right */
                    cf_report_fold(left, middle);
                    cf_report_fold(left, right);
                } else { /* left (middle right) */
                    cf_report_fold(middle, right);
                    cf_report_fold(left, middle);
                }
                cf_report_fold(grouped, left);
                assert_same_report(due, grouped);
                done(grouped);
                done(right);
                done(middle);
                done(left);
            }
        }
        done(due);
    }
}

static void folded_texts_outlive_the_part(void **state)
{
    (void)state;
    cf_report *whole = fresh();
    cf_report *part = fresh();
    cf_report_fail(part, CF_CHECK_9_B, "here", "is wrong");
    cf_report_fold(whole, part);
    done(part);
    assert_string_equal(whole->checks[CF_CHECK_9_B].findings[0].where, "here");
    assert_string_equal(whole->checks[CF_CHECK_9_B].findings[0].what, "is wrong");
    done(whole);
}

/* --- hostile texts --- */

static void texts_cannot_write_to_the_terminal(void **state)
{
    (void)state;
    cf_report *report = fresh();
    cf_report_fail(report, CF_CHECK_1_A, "a\033[2Jb",
                   "c\xff"
                   "d\nD\xc3\xb6rte");
    assert_string_equal(report->checks[CF_CHECK_1_A].findings[0].where, "a\\u{001B}[2Jb");
    assert_string_equal(report->checks[CF_CHECK_1_A].findings[0].what,
                        "c\\x{FF}d\\u{000A}D\xc3\xb6rte");
    done(report);
}

static void a_full_arena_loses_words_and_no_findings(void **state)
{
    (void)state;
    cf_arena *arena = cf_arena_open(sizeof(cf_report) + 100);
    cf_report *report = cf_report_open(arena);
    assert_non_null(report);
    for (int i = 0; i < CF_FINDINGS_KEPT; i++) {
        cf_report_fail(report, CF_CHECK_1_A, "a place that takes some room", "is wrong");
    }
    const cf_check_result *result = &report->checks[CF_CHECK_1_A];
    assert_int_equal(result->failures, CF_FINDINGS_KEPT);
    for (size_t i = 0; i < result->kept; i++) {
        assert_non_null(result->findings[i].where);
        assert_non_null(result->findings[i].what);
    }
    assert_int_equal(cf_report_verdict(report), CF_VERDICT_REJECT);
    cf_arena_close(arena);
}

static void no_room_for_a_report_is_said(void **state)
{
    (void)state;
    cf_arena *arena = cf_arena_open(sizeof(cf_report) - 1);
    assert_null(cf_report_open(arena));
    cf_arena_close(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(absent_is_not_a_pass),
        cmocka_unit_test(verdict_is_that_of_the_worst),
        cmocka_unit_test(nothing_expected_is_never_accepted),
        cmocka_unit_test(names_are_those_of_the_contract),
        cmocka_unit_test(the_first_hundred_are_kept_and_all_are_counted),
        cmocka_unit_test(folding_is_appending_however_it_is_cut),
        cmocka_unit_test(folded_texts_outlive_the_part),
        cmocka_unit_test(texts_cannot_write_to_the_terminal),
        cmocka_unit_test(a_full_arena_loses_words_and_no_findings),
        cmocka_unit_test(no_room_for_a_report_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
