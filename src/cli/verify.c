/*
 * cli/verify.c -- the verifier's contract: one record in, a verdict out, in words, JSON and CSV.
 *
 * Both programs run this file: `counterfoil-verify RECORD` is it alone, `counterfoil verify RECORD`
 * the same. Everything that could go wrong before the work (arguments, places to write to) is tried
 * before it.
 */
#include "verify/verify.h"
#include "base/hex.h"
#include "cli/command.h"
#include "cli/number.h"
#include "cli/output.h"
#include "cli/program.h"
#include "cli/progress.h"
#include "cli/show.h"
#include "verify/report_csv.h"
#include "verify/report_json.h"
#include "verify/report_text.h"

#include <argp.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/*
 * All texts of a report: 100 findings for each of the 72 checks, the faults, and a tally of many
 * contests.
 */
enum { REPORT_OCTETS_MAX = 1 << 30 };

enum {
    OPTION_JSON = 256,
    OPTION_CSV,
    OPTION_JOBS,
    OPTION_QUIET,
    OPTION_EXPECT,
    OPTION_ALLOW_TOY,
    OPTION_HINTS,
    OPTION_WRITE_HINTS,
    OPTION_EXACT
};

static const struct argp_option options[] = {
    { "json", OPTION_JSON, "FILE", 0, "write the report as JSON to FILE, - for standard output",
      0 },
    { "csv", OPTION_CSV, "FILE", 0, "write the tally as CSV to FILE, - for standard output", 0 },
    { "jobs", OPTION_JOBS, "N", 0, "use N cores (as many as there are)", 0 },
    { "quiet", OPTION_QUIET, NULL, 0, "write no text and no progress; the exit status tells", 0 },
    { "expect", OPTION_EXPECT, "H_E", 0,
      "reject any record but the one with this extended base hash, 64 hex digits", 0 },
    { "allow-toy", OPTION_ALLOW_TOY, NULL, 0,
      "accept a group so small that it protects nothing, for tests", 0 },
    { "hints", OPTION_HINTS, "FILE", 0,
      "verify faster with the hints in FILE, which need not be trusted", 0 },
    { "write-hints", OPTION_WRITE_HINTS, "FILE", 0,
      "verify exactly, and write hints for others to FILE, which must not exist", 0 },
    { "exact", OPTION_EXACT, NULL, 0, "use no hints, as without --hints", 0 },
    { 0 }
};

static const char doc[] =
    "Verify an election record: do every check that anybody can do, and say what holds."
    "\vRECORD is a folder; its format is detected.  Exit status: 0 accepted, 1 some check failed, "
    "2 could not tell (something is absent, unreadable or unsupported, the command was used "
    "wrongly, or the report could not be written).";

typedef struct verify_arguments {
    const char *record;
    cf_output json;
    cf_output csv;
    bool quiet;
    bool exact;
    const char *write_hints;
    cf_verify_hints hints;
    cf_verify_options options;
} verify_arguments;

static void parse_expected(const char *text, cf_verify_options *out, struct argp_state *state)
{
    cf_octets digits = cf_octets_of_text(text);
    if (digits.len != 2 * sizeof out->expected_h_e.octets) {
        argp_error(state, "--expect: expected 64 hex digits, found %zu characters", digits.len);
        return;
    }
    size_t bad = 0;
    if (cf_hex_decode(out->expected_h_e.octets, digits, CF_HEX_EITHER, &bad) != CF_OK) {
        argp_error(state, "--expect: character %zu is not a hex digit", bad + 1);
        return;
    }
    out->has_expected = true;
}

static void parse_record(const char *path, verify_arguments *arguments, struct argp_state *state)
{
    if (arguments->record != NULL) {
        argp_error(state, "one RECORD at a time; found \"%s\" and \"%s\"", arguments->record, path);
    }
    arguments->record = path;
}

static void check_hints(const verify_arguments *arguments, struct argp_state *state)
{
    if (arguments->hints.path != NULL && arguments->exact) {
        argp_error(state, "--exact uses no hints: --hints or --exact, one or the other");
    }
    if (arguments->hints.path != NULL && arguments->write_hints != NULL) {
        argp_error(state, "hints are written by an exact verification: --hints or --write-hints, "
                          "one or the other");
    }
}

static void check_arguments(const verify_arguments *arguments, struct argp_state *state)
{
    if (arguments->record == NULL) {
        argp_error(state, "which RECORD?");
    }
    if (cf_output_is_stdout(&arguments->json) && cf_output_is_stdout(&arguments->csv)) {
        argp_error(state, "--json - and --csv - cannot both have standard output");
    }
    check_hints(arguments, state);
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    verify_arguments *arguments = state->input;
    switch (key) {
    case OPTION_JSON:
        arguments->json.path = text;
        return 0;
    case OPTION_CSV:
        arguments->csv.path = text;
        return 0;
    case OPTION_JOBS:
        arguments->options.jobs = cf_number_jobs(text, state);
        return 0;
    case OPTION_QUIET:
        arguments->quiet = true;
        return 0;
    case OPTION_EXPECT:
        parse_expected(text, &arguments->options, state);
        return 0;
    case OPTION_ALLOW_TOY:
        arguments->options.allow_toy = true;
        return 0;
    case OPTION_HINTS:
        arguments->hints.path = text;
        return 0;
    case OPTION_WRITE_HINTS:
        arguments->write_hints = text;
        return 0;
    case OPTION_EXACT:
        arguments->exact = true;
        return 0;
    case ARGP_KEY_ARG:
        parse_record(text, arguments, state);
        return 0;
    case ARGP_KEY_END:
        check_arguments(arguments, state);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static bool open_outputs(verify_arguments *arguments)
{
    if (!cf_output_open(&arguments->json, arguments->record)
        || !cf_output_open(&arguments->csv, arguments->record)) {
        return false;
    }
    if (cf_output_is_same(&arguments->json, &arguments->csv)) {
        fprintf(stderr, "counterfoil: --json and --csv name the same file\n");
        return false;
    }
    const char *hints = arguments->hints.path;
    if (cf_output_is_file(&arguments->json, hints) || cf_output_is_file(&arguments->csv, hints)) {
        fprintf(stderr, "counterfoil: %s has the hints; a report would take their place\n", hints);
        return false;
    }
    return true;
}

/* A sidecar of the name that was given must be there; what it is worth is seen later. */
static bool find_hints(const verify_arguments *arguments)
{
    if (arguments->hints.path == NULL || access(arguments->hints.path, R_OK) == 0) {
        return true;
    }
    fprintf(stderr, "counterfoil: cannot read %s: %s\n", arguments->hints.path, strerror(errno));
    return false;
}

static bool open_writer(verify_arguments *arguments)
{
    const char *path = arguments->write_hints;
    if (path == NULL) {
        return true;
    }
    if (!cf_output_is_free(path, arguments->record)) {
        return false;
    }
    cf_fault fault = { 0 };
    if (cf_hints_writer_open(path, &arguments->hints.writer, &fault) == CF_OK) {
        return true;
    }
    fprintf(stderr, "counterfoil: cannot write %s: %s\n", path, fault.what);
    return false;
}

/* Hints that could not be used cost time and nothing else; that they were not written is a failure. */
static bool report_hints(const verify_arguments *arguments)
{
    const cf_fault *fault = &arguments->hints.fault;
    if (fault->status == CF_OK) {
        return true;
    }
    if (arguments->write_hints != NULL) {
        fprintf(stderr, "counterfoil: %s was not written: %s\n", arguments->write_hints,
                fault->what);
        return fault->status == CF_ERR_ABSENT;
    }
    fprintf(stderr, "counterfoil: %s is not used: %s; everything was verified exactly\n",
            arguments->hints.path, fault->what);
    return true;
}

static bool wants_text(const verify_arguments *arguments)
{
    return !arguments->quiet && !cf_output_is_stdout(&arguments->json)
           && !cf_output_is_stdout(&arguments->csv);
}

/* false, and said on stderr, when not all of it could be written. */
static bool write_report(verify_arguments *arguments, const cf_report *report)
{
    bool written = cf_output_begin(&arguments->json) && cf_output_begin(&arguments->csv);
    if (wants_text(arguments)) {
        const cf_report_text_options look = { .colour = cf_program_may_colour() };
        written &= cf_report_text(report, &look, cf_show_to_stream, stdout) == CF_OK;
    }
    if (arguments->json.stream != NULL) {
        written &= cf_report_json(report, cf_show_to_stream, arguments->json.stream) == CF_OK;
    }
    if (arguments->csv.stream != NULL) {
        written &= cf_report_csv(report, cf_show_to_stream, arguments->csv.stream) == CF_OK;
    }
    written &= cf_output_close(&arguments->json);
    written &= cf_output_close(&arguments->csv);
    return written;
}

static int out_of_memory(void)
{
    fprintf(stderr, "counterfoil: out of memory; nothing can be said about the record\n");
    return CF_EXIT_COULD_NOT_TELL;
}

static int verify_into(verify_arguments *arguments, cf_report *report)
{
    cf_progress progress;
    cf_progress_begin(&progress, arguments->quiet);
    arguments->options.progress = cf_progress_tell;
    arguments->options.progress_context = &progress;
    arguments->options.hints = &arguments->hints;
    cf_status status = cf_verify_record(arguments->record, &arguments->options, report);
    cf_progress_end(&progress);
    if (status != CF_OK) {
        return out_of_memory();
    }
    const bool has_hints = report_hints(arguments);
    if (!write_report(arguments, report) || !has_hints) {
        return CF_EXIT_COULD_NOT_TELL;
    }
    return cf_verdict_exit_code(cf_report_verdict(report));
}

int cf_command_verify(int argc, char **argv)
{
    const struct argp argp = {
        .options = options, .parser = parse, .args_doc = "RECORD", .doc = doc
    };
    verify_arguments arguments = { 0 };
    if (argp_parse(&argp, argc, argv, 0, NULL, &arguments) != 0 || !find_hints(&arguments)
        || !open_outputs(&arguments) || !open_writer(&arguments)) {
        return CF_EXIT_COULD_NOT_TELL;
    }
    cf_arena *arena = cf_arena_open(REPORT_OCTETS_MAX);
    cf_report *report = arena != NULL ? cf_report_open(arena) : NULL;
    int exit_code = report != NULL ? verify_into(&arguments, report) : out_of_memory();
    cf_arena_close(arena);
    return exit_code;
}
