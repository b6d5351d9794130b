/*
 * verify/report_text.c -- the report as lines that fit a terminal.
 */
#include "verify/report_text.h"

#include "base/hex.h"
#include "base/utf8.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

enum {
    FINDINGS_SHOWN = 5, /* under each check */
    FAULTS_SHOWN = 20,
    COLUMN_MAX = 60, /* wider labels are written whole, and their numbers stand out of the column */
    LINE_OCTETS = 2048,
};

typedef struct text_out {
    const cf_report *report;
    bool colour;
    cf_json_sink *sink;
    void *context;
    cf_status status; /* the first one that was not CF_OK sticks */
} text_out;

static void say(text_out *out, const char *format, ...) CF_PRINTF(2, 3);

static void put(text_out *out, const char *text, size_t len)
{
    if (out->status == CF_OK) {
        out->status = out->sink(out->context, text, len);
    }
}

static void say(text_out *out, const char *format, ...)
{
    char line[LINE_OCTETS];
    va_list values;
    va_start(values, format);
    int len = vsnprintf(line, sizeof line, format, values);
    va_end(values);
    if (len > 0) {
        put(out, line, (size_t)len < sizeof line ? (size_t)len : sizeof line - 1);
    }
}

/* --- colour --- */

typedef enum hue { PLAIN, GREEN, RED, YELLOW, DIM } hue;

static const char *paint(const text_out *out, hue colour)
{
    static const char *const CODES[] = {
        [PLAIN] = "\033[0m",   [GREEN] = "\033[32m", [RED] = "\033[1;31m",
        [YELLOW] = "\033[33m", [DIM] = "\033[2m",
    };
    return out->colour ? CODES[colour] : "";
}

/* --- labels --- */

/* Whole: two labels that were cut could be cut to the same text. */
static void say_label(text_out *out, cf_octets label)
{
    for (size_t at = 0; at < label.len;) {
        char shown[CF_UTF8_SHOWN_MAX];
        const size_t len = cf_utf8_show(shown, label, &at);
        put(out, shown, len);
    }
}

/*
 * Where terminals give a character two columns, and where they give it none: the large blocks, no
 * more.
 */
typedef struct block {
    uint32_t first;
    uint32_t last;
    int columns;
} block;

static const block BLOCKS[] = {
    { 0x0300, 0x036F, 0 }, /* combining marks */
    { 0x1100, 0x115F, 2 }, /* Hangul */
    { 0x2E80, 0xA4CF, 2 }, /* CJK */
    { 0xAC00, 0xD7A3, 2 }, /* Hangul syllables */
    { 0xF900, 0xFAFF, 2 }, { 0xFE30, 0xFE6F, 2 },   { 0xFF00, 0xFF60, 2 },
    { 0xFFE0, 0xFFE6, 2 }, { 0x1F300, 0x1FAFF, 2 }, { 0x20000, 0x3FFFD, 2 },
};

static int columns(uint32_t point)
{
    for (size_t i = 0; i < sizeof BLOCKS / sizeof *BLOCKS; i++) {
        if (point >= BLOCKS[i].first && point <= BLOCKS[i].last) {
            return BLOCKS[i].columns;
        }
    }
    return 1;
}

/* Of a label as say_label writes it; past COLUMN_MAX nobody counts on. */
static int width(cf_octets label)
{
    int sum = 0;
    for (size_t at = 0; at < label.len && sum <= COLUMN_MAX;) {
        char shown[CF_UTF8_SHOWN_MAX];
        const size_t len = cf_utf8_show(shown, label, &at);
        uint32_t point = 0;
        sum += cf_utf8_first(cf_octets_of(shown, len), &point) == len ? columns(point) : (int)len;
    }
    return sum;
}

/* --- what names the election --- */

/* Of a record that could not even be opened, no check and no name of an election has anything to say. */
static bool was_opened(const cf_report *report)
{
    return report->format[0] != '\0';
}

static void say_hash(text_out *out, const char *name, bool known, const cf_hash *hash)
{
    char hex[2 * CF_HASH_OCTETS + 1] = "not known";
    if (known) {
        cf_hex_encode(hex, cf_octets_of(hash->octets, CF_HASH_OCTETS), CF_HEX_UPPER);
    }
    say(out, "%-20s %s\n", name, hex);
}

static const char *or_unknown(const char *text)
{
    return text[0] != '\0' ? text : "not known";
}

static void say_election(text_out *out)
{
    const cf_report *report = out->report;
    const bool has_label = report->election_label.len > 0;
    say(out, "%-20s ", "election");
    say_label(out, has_label ? report->election_label : cf_octets_of_text("no label"));
    say(out, "\n");
    say_hash(out, "extended base hash", report->has_hashes[1], &report->extended_base_hash);
    say_hash(out, "base hash", report->has_hashes[0], &report->base_hash);
    say_hash(out, "manifest hash", report->has_hashes[2], &report->manifest_hash);
    say(out, "%-20s %s\n", "format", or_unknown(report->format));
    say(out, "%-20s %s\n", "profile", or_unknown(report->profile));
    say(out, "%-20s %s\n", "group", or_unknown(report->group));
    say(out, "%-20s %" PRIu64 " cast, %" PRIu64 " challenged, %" PRIu64 " spoiled\n", "ballots",
        report->cast, report->challenged, report->spoiled);
    if (report->weighted > 0) {
        say(out,
            "%-20s %" PRIu64
            " of the cast ballots %s another weight than 1; all together weigh %" PRIu64 "\n",
            "weights", report->weighted, report->weighted == 1 ? "has" : "have",
            report->total_weight);
    }
}

/* --- checks --- */

typedef struct mark {
    const char *word;
    hue colour;
} mark;

static mark mark_of(cf_check_status status)
{
    static const mark MARKS[] = {
        [CF_CHECK_PASS] = { "pass", GREEN },        [CF_CHECK_FAIL] = { "FAIL", RED },
        [CF_CHECK_ABSENT] = { "absent", YELLOW },   [CF_CHECK_NOT_APPLICABLE] = { "--", DIM },
        [CF_CHECK_WARNING] = { "warning", YELLOW },
    };
    return MARKS[status];
}

static void say_findings(text_out *out, const cf_check_result *result)
{
    size_t listed = result->kept < FINDINGS_SHOWN ? result->kept : FINDINGS_SHOWN;
    for (size_t i = 0; i < listed; i++) {
        say(out, "                 %s: %s\n", result->findings[i].where, result->findings[i].what);
    }
    if (result->failures > listed) {
        say(out, "                 and %" PRIu64 " more\n", result->failures - listed);
    }
}

static void say_check(text_out *out, cf_check check)
{
    const cf_check_entry *entry = cf_check_entry_of(check);
    const cf_check_result *result = &out->report->checks[check];
    const cf_check_status status = cf_report_check_status(out->report, check);
    const mark m = mark_of(status);
    say(out, "%s%-8s%s %-5s  %s", paint(out, m.colour), m.word, paint(out, PLAIN), entry->id,
        entry->title);
    if (status != CF_CHECK_NOT_APPLICABLE) {
        say(out, "  (%" PRIu64 " of %" PRIu64 ")", result->count, result->expected);
    }
    say(out, "\n");
    say_findings(out, result);
}

static void say_checks(text_out *out)
{
    say(out, "\n");
    for (cf_check check = 0; check < CF_CHECK_COUNT; check++) {
        say_check(out, check);
    }
}

/* --- faults --- */

static void say_faults(text_out *out)
{
    const cf_report *report = out->report;
    if (report->fault_total == 0) {
        return;
    }
    say(out, was_opened(report) ? "\nfaults\n" : "faults\n");
    size_t listed = report->fault_kept < FAULTS_SHOWN ? report->fault_kept : FAULTS_SHOWN;
    for (size_t i = 0; i < listed; i++) {
        const cf_fault *fault = &report->faults[i];
        say(out, "    %s", fault->file[0] != '\0' ? fault->file : "the record");
        if (fault->offset > 0) {
            say(out, ", octet %" PRIu64, fault->offset);
        }
        say(out, ": %s\n", fault->what);
    }
    if (report->fault_total > listed) {
        say(out, "    and %" PRIu64 " more\n", report->fault_total - listed);
    }
}

/* --- totals --- */

static int widest_option(const cf_report *report)
{
    int widest = 0;
    for (size_t i = 0; i < report->tally_count; i++) {
        int here = width(report->tally[i].option);
        widest = here > widest ? here : widest;
    }
    return widest < COLUMN_MAX ? widest : COLUMN_MAX;
}

static void say_tally(text_out *out)
{
    const cf_report *report = out->report;
    if (report->tally_count == 0) {
        return;
    }
    const bool accepted = cf_report_verdict(report) == CF_VERDICT_ACCEPT;
    say(out, "\ntotals%s\n", accepted ? "" : " that the record claims, NOT accepted");
    const int column = widest_option(report);
    for (size_t i = 0; i < report->tally_count; i++) {
        const cf_tally_line *line = &report->tally[i];
        if (i == 0 || !cf_octets_equal(line->contest, line[-1].contest)) {
            say(out, "    ");
            say_label(out, line->contest);
            say(out, "\n");
        }
        const int left = column - width(line->option);
        say(out, "        ");
        say_label(out, line->option);
        say(out, "%*s  %10" PRIu64 "\n", left > 0 ? left : 0, "", line->count);
    }
}

/* --- the verdict --- */

#define WHAT_IS_READ                                                                               \
    "It reads ElectionGuard records over the standard 4096-bit group as counterfoil, plain21, "    \
    "egk-ec and "                                                                                  \
    "egk-kmp write them."

static size_t checks_that_are(const cf_report *report, cf_check_status status)
{
    size_t count = 0;
    for (cf_check check = 0; check < CF_CHECK_COUNT; check++) {
        count += cf_report_check_status(report, check) == status;
    }
    return count;
}

/* "1 of 72 checks does not hold", "2 of 72 checks do not hold". */
static void say_checks_that(text_out *out, cf_check_status status, const char *one,
                            const char *many)
{
    const size_t count = checks_that_are(out->report, status);
    say(out, "%zu of %d checks %s", count, CF_CHECK_COUNT, count == 1 ? one : many);
}

static void say_accepted(text_out *out)
{
    const size_t warnings = checks_that_are(out->report, CF_CHECK_WARNING);
    say(out, ": every check that applies holds");
    if (warnings > 0) {
        say(out, ", %zu of them with a warning to read", warnings);
    }
    say(out, "; the totals follow from the cast ballots.\n");
}

static void say_verdict(text_out *out)
{
    static const struct {
        const char *word;
        hue colour;
    } VERDICTS[] = {
        [CF_VERDICT_ACCEPT] = { "ACCEPTED", GREEN },
        [CF_VERDICT_REJECT] = { "REJECTED", RED },
        [CF_VERDICT_INCOMPLETE] = { "INCOMPLETE", YELLOW },
        [CF_VERDICT_UNSUPPORTED] = { "UNSUPPORTED", YELLOW },
        [CF_VERDICT_UNREADABLE] = { "UNREADABLE", YELLOW },
    };
    const uint64_t faults = out->report->fault_total;
    const cf_verdict verdict = cf_report_verdict(out->report);
    say(out, "%s%s%s", paint(out, VERDICTS[verdict].colour), VERDICTS[verdict].word,
        paint(out, PLAIN));
    switch (verdict) {
    case CF_VERDICT_ACCEPT:
        say_accepted(out);
        break;
    case CF_VERDICT_REJECT:
        say(out, ": ");
        say_checks_that(out, CF_CHECK_FAIL, "does not hold", "do not hold");
        say(out, "; do not rely on this record.\n");
        break;
    case CF_VERDICT_INCOMPLETE:
        say(out, ": what is there holds; ");
        if (out->report->ends_before != NULL) {
            say(out, "the record ends before %s, and ", out->report->ends_before);
        }
        say_checks_that(out, CF_CHECK_ABSENT, "lacks what it needs", "lack what they need");
        say(out, ".\n");
        break;
    case CF_VERDICT_UNSUPPORTED:
        say(out, ": this program cannot tell whether the record is true.  " WHAT_IS_READ "\n");
        break;
    case CF_VERDICT_UNREADABLE:
        say(out, ": nothing failed, but not everything could be read (%" PRIu64 " fault%s).\n",
            faults, faults == 1 ? "" : "s");
        break;
    }
}

cf_status cf_report_text(const cf_report *report, const cf_report_text_options *options,
                         cf_json_sink *sink, void *context)
{
    text_out out = {
        .report = report,
        .colour = options->colour,
        .sink = sink,
        .context = context,
        .status = CF_OK,
    };
    if (report->toy) {
        say(&out, "%sTOY GROUP%s: %s\n\n", paint(&out, RED), paint(&out, PLAIN),
            CF_REPORT_TOY_WARNING);
    }
    if (was_opened(report)) {
        say_election(&out);
        say_checks(&out);
    }
    say_faults(&out);
    say_tally(&out);
    say(&out, "\n");
    say_verdict(&out);
    return out.status;
}
