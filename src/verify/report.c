/*
 * verify/report.c -- counting everything, keeping the first hundred.
 *
 * A part keeps the first CF_FINDINGS_KEPT findings of each check, in the order in which they were
 * made.  So the first CF_FINDINGS_KEPT of a whole are among those that its parts kept, whichever
 * way the parts are grouped: folding is associative, and only the order of the record matters.
 */
#include "verify/report.h"

#include "base/utf8.h"

static const char NO_ROOM[] = "(no memory for this text)";

const char *cf_check_status_name(cf_check_status status)
{
    static const char *const NAMES[] = {
        [CF_CHECK_PASS] = "pass",       [CF_CHECK_FAIL] = "fail",
        [CF_CHECK_ABSENT] = "absent",   [CF_CHECK_NOT_APPLICABLE] = "not applicable",
        [CF_CHECK_WARNING] = "warning",
    };
    return (size_t)status < sizeof NAMES / sizeof *NAMES ? NAMES[status] : "unknown";
}

const char *cf_verdict_name(cf_verdict verdict)
{
    static const char *const NAMES[] = {
        [CF_VERDICT_ACCEPT] = "accept",         [CF_VERDICT_REJECT] = "reject",
        [CF_VERDICT_INCOMPLETE] = "incomplete", [CF_VERDICT_UNSUPPORTED] = "unsupported",
        [CF_VERDICT_UNREADABLE] = "unreadable",
    };
    return (size_t)verdict < sizeof NAMES / sizeof *NAMES ? NAMES[verdict] : "unknown";
}

int cf_verdict_exit_code(cf_verdict verdict)
{
    if (verdict == CF_VERDICT_ACCEPT) {
        return 0;
    }
    return verdict == CF_VERDICT_REJECT ? 1 : 2;
}

/* --- making one --- */

cf_report *cf_report_open(cf_arena *arena)
{
    cf_report *report = cf_arena_take(arena, 1, sizeof *report);
    if (report != NULL) {
        report->arena = arena;
        report->format = "";
        report->profile = "";
        report->group = "";
        report->election_label = cf_octets_of("", 0);
    }
    return report;
}

/* --- appending --- */

void cf_report_expect(cf_report *report, cf_check check, uint64_t items)
{
    report->checks[check].expected += items;
}

void cf_report_count(cf_report *report, cf_check check, uint64_t items)
{
    report->checks[check].count += items;
}

static const char *keep_text(cf_arena *arena, const char *text)
{
    char shown[CF_FAULT_WHAT_MAX];
    size_t len = cf_utf8_for_people(shown, sizeof shown, cf_octets_of_text(text));
    cf_octets kept = cf_arena_copy(arena, cf_octets_of(shown, len));
    return kept.at != NULL ? (const char *)kept.at : NO_ROOM;
}

static void keep_finding(cf_report *report, cf_check check, const char *where, const char *what)
{
    cf_check_result *result = &report->checks[check];
    if (result->kept == CF_FINDINGS_KEPT) {
        return;
    }
    result->findings[result->kept++] = (cf_finding){
        .where = keep_text(report->arena, where),
        .what = keep_text(report->arena, what),
    };
}

void cf_report_fail(cf_report *report, cf_check check, const char *where, const char *what)
{
    report->checks[check].failures++;
    keep_finding(report, check, where, what);
}

void cf_report_warn(cf_report *report, cf_check check, const char *where, const char *what)
{
    report->checks[check].failures++;
    report->checks[check].warnings++;
    keep_finding(report, check, where, what);
}

void cf_report_fault(cf_report *report, const cf_fault *fault)
{
    report->fault_total++;
    if (fault->status == CF_ERR_UNSUPPORTED) {
        report->unsupported = true;
    }
    if (report->fault_kept < CF_FINDINGS_KEPT) {
        report->faults[report->fault_kept++] = *fault;
    }
}

/* --- folding --- */

static void fold_check(cf_report *whole, const cf_check_result *part, cf_check check)
{
    cf_check_result *result = &whole->checks[check];
    result->expected += part->expected;
    result->count += part->count;
    result->failures += part->failures;
    result->warnings += part->warnings;
    for (size_t i = 0; i < part->kept; i++) {
        keep_finding(whole, check, part->findings[i].where, part->findings[i].what);
    }
}

static void fold_faults(cf_report *whole, const cf_report *part)
{
    for (size_t i = 0; i < part->fault_kept; i++) {
        cf_report_fault(whole, &part->faults[i]);
    }
    whole->fault_total += part->fault_total - part->fault_kept;
    whole->unsupported = whole->unsupported || part->unsupported;
}

void cf_report_fold(cf_report *whole, const cf_report *part)
{
    for (cf_check check = 0; check < CF_CHECK_COUNT; check++) {
        fold_check(whole, &part->checks[check], check);
    }
    fold_faults(whole, part);
    whole->cast += part->cast;
    whole->challenged += part->challenged;
    whole->spoiled += part->spoiled;
}

/* --- judging --- */

cf_check_status cf_report_check_status(const cf_report *report, cf_check check)
{
    const cf_check_result *result = &report->checks[check];
    if (result->failures > result->warnings) {
        return CF_CHECK_FAIL;
    }
    if (result->count != result->expected) {
        return CF_CHECK_ABSENT;
    }
    if (result->warnings > 0) {
        return CF_CHECK_WARNING;
    }
    return result->expected > 0 ? CF_CHECK_PASS : CF_CHECK_NOT_APPLICABLE;
}

static bool any_check_is(const cf_report *report, cf_check_status status)
{
    for (cf_check check = 0; check < CF_CHECK_COUNT; check++) {
        if (cf_report_check_status(report, check) == status) {
            return true;
        }
    }
    return false;
}

static bool anything_was_expected(const cf_report *report)
{
    for (cf_check check = 0; check < CF_CHECK_COUNT; check++) {
        if (report->checks[check].expected > 0) {
            return true;
        }
    }
    return false;
}

cf_verdict cf_report_verdict(const cf_report *report)
{
    if (any_check_is(report, CF_CHECK_FAIL)) {
        return CF_VERDICT_REJECT;
    }
    if (report->unsupported) {
        return CF_VERDICT_UNSUPPORTED;
    }
    if (report->fault_total > 0) {
        return CF_VERDICT_UNREADABLE;
    }
    if (any_check_is(report, CF_CHECK_ABSENT) || !anything_was_expected(report)) {
        return CF_VERDICT_INCOMPLETE;
    }
    return CF_VERDICT_ACCEPT;
}
