/*
 * cli/record_show.c -- what is in this record?
 *
 * For whoever was handed one and wants to know which election it is before spending an hour on it.
 * It believes what it reads and says so first.
 */
#include "cli/command.h"
#include "cli/record_summary.h"
#include "cli/show.h"

#include <argp.h>

enum { SUMMARY_OCTETS_MAX = 1 << 30 };

enum { OPTION_JSON = 256 };

static const struct argp_option options[] = { { "json", OPTION_JSON, NULL, 0, "write JSON", 0 },
                                              { 0 } };

static const char doc[] =
    "Say what is in an election record, without verifying anything: format, hashes as claimed, "
    "guardians, contests, styles, how many ballots and devices, and how far the record goes."
    "\vExit status: 0 it was read, 2 something in it could not be read, or output not written.";

typedef struct show_arguments {
    const char *record;
    bool json;
} show_arguments;

static error_t parse(int key, char *text, struct argp_state *state)
{
    show_arguments *arguments = state->input;
    switch (key) {
    case OPTION_JSON:
        arguments->json = true;
        return 0;
    case ARGP_KEY_ARG:
        if (arguments->record != NULL) {
            argp_error(state, "one RECORD at a time");
        }
        arguments->record = text;
        return 0;
    case ARGP_KEY_NO_ARGS:
        argp_error(state, "which RECORD?");
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static int show(const cf_record *record, cf_arena *arena, bool as_json)
{
    cf_record_summary *summary = arena != NULL ? cf_arena_take(arena, 1, sizeof *summary) : NULL;
    if (summary == NULL) {
        fprintf(stderr, "counterfoil: out of memory\n");
        return CF_EXIT_COULD_NOT_TELL;
    }
    cf_record_summary_read(record, arena, summary);
    cf_status written = CF_OK;
    if (as_json) {
        written = cf_record_summary_json(summary, stdout);
    } else {
        cf_record_summary_text(summary, stdout);
    }
    bool all_well = written == CF_OK && !cf_record_summary_has_fault(summary);
    return all_well ? CF_EXIT_HOLDS : CF_EXIT_COULD_NOT_TELL;
}

/* A machine that asked for JSON gets JSON here too. */
static int could_not_open(const cf_fault *fault, bool as_json)
{
    if (!as_json) {
        return cf_show_could_not(fault);
    }
    cf_json_out json;
    cf_json_out_open(&json, cf_show_to_stream, stdout, CF_JSON_INDENTED);
    cf_json_out_object(&json);
    cf_json_out_key(&json, "verified");
    cf_json_out_bool(&json, false);
    cf_json_out_key(&json, "faults");
    cf_json_out_array(&json);
    cf_show_fault_json(&json, fault);
    cf_json_out_array_end(&json);
    cf_json_out_object_end(&json);
    cf_status written = cf_json_out_finish(&json);
    (void)written; /* the exit code is the same */
    return CF_EXIT_COULD_NOT_TELL;
}

int cf_command_record_show(int argc, char **argv)
{
    const struct argp argp = {
        .options = options, .parser = parse, .args_doc = "RECORD", .doc = doc
    };
    show_arguments arguments = { 0 };
    if (argp_parse(&argp, argc, argv, 0, NULL, &arguments) != 0) {
        return CF_EXIT_COULD_NOT_TELL;
    }
    cf_fault fault;
    cf_record *record = NULL;
    if (cf_record_open(arguments.record, &record, &fault) != CF_OK) {
        return could_not_open(&fault, arguments.json);
    }
    cf_arena *arena = cf_arena_open(SUMMARY_OCTETS_MAX);
    int exit_code = show(record, arena, arguments.json);
    cf_arena_close(arena);
    cf_record_close(record);
    return exit_code;
}
