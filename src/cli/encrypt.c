/*
 * cli/encrypt.c -- counterfoil encrypt: plain ballots in, a record of encrypted ballots out.
 */
#include "cli/encrypt.h"

#include "booth/device.h"
#include "cli/command.h"
#include "cli/number.h"
#include "cli/output.h"
#include "cli/show.h"

#include <argp.h>
#include <string.h>
#include <strings.h>

#define ELECTION_OCTETS_MAX (UINT64_C(1) << 30)

enum {
    OPTION_DEVICE = 256,
    OPTION_CHAIN,
    OPTION_FORMAT,
    OPTION_BINARY,
    OPTION_WRITE_HINTS,
    OPTION_JOBS,
    OPTION_ALLOW_TOY
};

static const struct argp_option options[] = {
    { "device", OPTION_DEVICE, "NAME", 0, "the name of the encrypting device; has to be given", 0 },
    { "chain", OPTION_CHAIN, NULL, 0,
      "chain the codes: the record then shows the order of the ballots", 0 },
    { "format", OPTION_FORMAT, "FORMAT", 0, "jsonl or csv (as the name of BALLOTS ends)", 0 },
    { "binary", OPTION_BINARY, NULL, 0, "write the ballots in octets instead of lines", 0 },
    { "write-hints", OPTION_WRITE_HINTS, "FILE", 0,
      "write hints as well, with which others verify the record faster", 0 },
    { "jobs", OPTION_JOBS, "N", 0, "use N cores (as many as there are)", 0 },
    { "allow-toy", OPTION_ALLOW_TOY, NULL, 0,
      "accept a group so small that it protects nothing, for tests", 0 },
    { 0 }
};

static const char doc[] =
    "Encrypt the plain ballots of a file for an election whose keys are made.  ELECTION is a "
    "record that has parameters, a manifest and keys; they are checked.  BALLOTS holds a ballot a "
    "line, as JSON or CSV.  OUT is a folder, or one file when it ends in \".tar\"; it must not "
    "exist, or be an empty folder.  The codes go to standard output: reference, line and "
    "confirmation code, as CSV."
    "\vIf any ballot has a mistake, all mistakes are listed and nothing is written.  An overvote "
    "is no mistake.  Exit status: 0 all ballots were encrypted, 1 a ballot has a mistake or the "
    "election's keys do not hold, 2 something could not be read or written.";

/* --- arguments --- */

static bool ends_in(const char *text, const char *end)
{
    const size_t len = strlen(text);
    return len >= strlen(end) && strcasecmp(text + len - strlen(end), end) == 0;
}

static bool is_format(const char *text, cf_votes_format *out)
{
    const bool is_csv = strcmp(text, "csv") == 0;
    *out = is_csv ? CF_VOTES_CSV : CF_VOTES_JSON_LINES;
    return is_csv || strcmp(text, "jsonl") == 0;
}

static void choose_format(const char *asked, cf_encryption *of, struct argp_state *state)
{
    const char *by_name = ends_in(of->ballots, ".csv")     ? "csv"
                          : ends_in(of->ballots, ".jsonl") ? "jsonl"
                                                           : NULL;
    if (asked == NULL && by_name == NULL) {
        argp_error(state, "%s ends neither in .jsonl nor in .csv: --format jsonl or --format csv?",
                   of->ballots);
    } else if (!is_format(asked != NULL ? asked : by_name, &of->format)) {
        argp_error(state, "--format: expected jsonl or csv, found \"%s\"", asked);
    }
}

static void take_device(const char *name, cf_encryption *of, struct argp_state *state)
{
    cf_fault fault;
    of->device = cf_octets_of_text(name);
    if (cf_booth_name_check(of->device, &fault) != CF_OK) {
        argp_error(state, "--device: %s", fault.what);
    }
}

static void take_path(const char *path, cf_encryption *of, struct argp_state *state)
{
    const char **places[] = { &of->record, &of->ballots, &of->out };
    for (size_t i = 0; i < 3; i++) {
        if (*places[i] == NULL) {
            *places[i] = path;
            return;
        }
    }
    argp_error(state, "three at most: ELECTION, BALLOTS and OUT; found \"%s\" too", path);
}

typedef struct encrypt_arguments {
    cf_encryption *of;
    const char *format; /* as it was typed */
} encrypt_arguments;

static void check_arguments(const encrypt_arguments *arguments, struct argp_state *state)
{
    cf_encryption *of = arguments->of;
    if (of->out == NULL) {
        argp_error(state, "which ELECTION, which BALLOTS, and where to?");
    } else if (of->device.at == NULL) {
        argp_error(state, "which --device encrypts?");
    } else {
        choose_format(arguments->format, of, state);
    }
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    encrypt_arguments *arguments = state->input;
    cf_encryption *of = arguments->of;
    switch (key) {
    case OPTION_DEVICE:
        take_device(text, of, state);
        return 0;
    case OPTION_CHAIN:
        of->chained = true;
        return 0;
    case OPTION_FORMAT:
        arguments->format = text;
        return 0;
    case OPTION_BINARY:
        of->binary = true;
        return 0;
    case OPTION_WRITE_HINTS:
        of->hints = text;
        return 0;
    case OPTION_JOBS:
        of->jobs = cf_number_jobs(text, state);
        return 0;
    case OPTION_ALLOW_TOY:
        of->allow_toy = true;
        return 0;
    case ARGP_KEY_ARG:
        take_path(text, of, state);
        return 0;
    case ARGP_KEY_END:
        check_arguments(arguments, state);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* --- one after the other --- */

static int with_ballots(cf_encryption *of)
{
    cf_fault fault;
    if (cf_input_open(&of->input, of->ballots, &fault) != CF_OK) {
        return cf_show_could_not(&fault);
    }
    int exit_code = cf_encrypt_examine_ballots(of);
    if (exit_code == CF_EXIT_HOLDS) {
        exit_code = cf_encrypt_write_record(of);
    }
    cf_input_close(&of->input);
    return exit_code;
}

static int with_election(cf_encryption *of)
{
    if (cf_output_stands_below(of->out, of->record)) {
        fprintf(stderr, "counterfoil: %s would stand in the record, which is only read\n", of->out);
        return CF_EXIT_COULD_NOT_TELL;
    }
    if (of->hints != NULL && !cf_output_is_free(of->hints, of->record)) {
        return CF_EXIT_COULD_NOT_TELL;
    }
    const int exit_code = cf_encrypt_read_election(of);
    return exit_code == CF_EXIT_HOLDS ? with_ballots(of) : exit_code;
}

int cf_command_encrypt(int argc, char **argv)
{
    const struct argp argp = {
        .options = options, .parser = parse, .args_doc = "ELECTION BALLOTS OUT", .doc = doc
    };
    cf_encryption of = { 0 };
    encrypt_arguments arguments = { .of = &of };
    if (argp_parse(&argp, argc, argv, 0, NULL, &arguments) != 0) {
        return CF_EXIT_COULD_NOT_TELL;
    }
    of.arena = cf_arena_open(ELECTION_OCTETS_MAX);
    if (of.arena == NULL) {
        fputs("counterfoil: out of memory\n", stderr);
        return CF_EXIT_COULD_NOT_TELL;
    }
    const int exit_code = with_election(&of);
    cf_arena_close(of.arena);
    return exit_code;
}
