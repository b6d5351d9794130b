/*
 * cli/manifest_check.c -- everything that is wrong in a manifest, and what was probably meant.
 *
 * For the election officer who writes one: all complaints at once, each with its place, what was
 * expected, what was found and the nearest match.  As JSON they are an array that grows while the
 * file is read.
 */
#include "cli/command.h"
#include "cli/input.h"
#include "cli/show.h"
#include "record/record.h"

#include <argp.h>
#include <inttypes.h>
#include <stdio.h>

enum { MANIFEST_OCTETS_MAX = 1 << 30 };

enum { OPTION_JSON = 256 };

static const struct argp_option options[] = { { "json", OPTION_JSON, NULL, 0, "write JSON", 0 },
                                              { 0 } };

static const char doc[] =
    "List everything that is wrong in a manifest file: where, what was expected, what was found, "
    "and what was probably meant."
    "\vExit status: 0 nothing is wrong, 1 something is, 2 the file could not be read as JSON.";

typedef struct check_arguments {
    const char *path;
    bool json;
} check_arguments;

static error_t parse(int key, char *text, struct argp_state *state)
{
    check_arguments *arguments = state->input;
    switch (key) {
    case OPTION_JSON:
        arguments->json = true;
        return 0;
    case ARGP_KEY_ARG:
        if (arguments->path != NULL) {
            argp_error(state, "one FILE at a time");
        }
        arguments->path = text;
        return 0;
    case ARGP_KEY_NO_ARGS:
        argp_error(state, "which FILE?");
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* --- complaints --- */

static void complain_text(void *context, const cf_manifest_complaint *complaint)
{
    (void)context;
    cf_show_text(stdout, cf_octets_of_text(complaint->path));
    printf(" (octet %" PRIu64 "): ", complaint->offset);
    cf_show_expected(stdout, complaint->expected, complaint->found, complaint->nearest);
}

static void complain_json(void *context, const cf_manifest_complaint *complaint)
{
    cf_json_out *json = context;
    cf_json_out_object(json);
    cf_json_out_key(json, "path");
    cf_json_out_text(json, complaint->path);
    cf_json_out_key(json, "offset");
    cf_json_out_integer(json, complaint->offset);
    cf_json_out_key(json, "expected");
    cf_json_out_text(json, complaint->expected);
    cf_json_out_key(json, "found");
    cf_json_out_text(json, complaint->found);
    cf_json_out_key(json, "nearest");
    cf_json_out_text(json, complaint->nearest);
    cf_json_out_object_end(json);
}

/* --- one examination, shown in either way --- */

typedef struct examination {
    const cf_folder *folder;
    const char *name;
    cf_arena *arena;
    size_t complaints;
    const char *format;
    cf_fault fault;
} examination;

static cf_status examine(examination *of, cf_manifest_complain *complain, void *context)
{
    of->format = "";
    return cf_manifest_examine(of->folder, of->name, of->arena, complain, context, &of->complaints,
                               &of->format, &of->fault);
}

static int exit_code_of(const examination *of, cf_status status)
{
    if (status != CF_OK) {
        return CF_EXIT_COULD_NOT_TELL;
    }
    return of->complaints == 0 ? CF_EXIT_HOLDS : CF_EXIT_DOES_NOT_HOLD;
}

static int check_as_text(examination *of)
{
    cf_status status = examine(of, complain_text, NULL);
    if (status != CF_OK) {
        fputs("could not be read: ", stdout);
        cf_show_fault(stdout, &of->fault);
    } else if (of->complaints == 0) {
        printf("a sound manifest (%s)\n", of->format);
    } else {
        printf("%zu thing%s wrong (%s)\n", of->complaints, of->complaints == 1 ? " is" : "s are",
               of->format);
    }
    return exit_code_of(of, status);
}

static int check_as_json(examination *of)
{
    cf_json_out json;
    cf_json_out_open(&json, cf_show_to_stream, stdout, CF_JSON_INDENTED);
    cf_json_out_object(&json);
    cf_json_out_key(&json, "complaints");
    cf_json_out_array(&json);
    cf_status status = examine(of, complain_json, &json);
    cf_json_out_array_end(&json);
    cf_json_out_key(&json, "format");
    cf_json_out_text(&json, of->format);
    cf_json_out_key(&json, "faults");
    cf_json_out_array(&json);
    if (status != CF_OK) {
        cf_show_fault_json(&json, &of->fault);
    }
    cf_json_out_array_end(&json);
    cf_json_out_object_end(&json);
    return cf_json_out_finish(&json) == CF_OK ? exit_code_of(of, status) : CF_EXIT_COULD_NOT_TELL;
}

/* --- the file --- */

static int check_in(const cf_input *input, bool as_json)
{
    examination of = { .folder = &input->folder,
                       .name = input->name,
                       .arena = cf_arena_open(MANIFEST_OCTETS_MAX) };
    if (of.arena == NULL) {
        fprintf(stderr, "counterfoil: out of memory\n");
        return CF_EXIT_COULD_NOT_TELL;
    }
    int exit_code = as_json ? check_as_json(&of) : check_as_text(&of);
    cf_arena_close(of.arena);
    return exit_code;
}

int cf_command_manifest_check(int argc, char **argv)
{
    const struct argp argp = {
        .options = options, .parser = parse, .args_doc = "FILE", .doc = doc
    };
    check_arguments arguments = { 0 };
    if (argp_parse(&argp, argc, argv, 0, NULL, &arguments) != 0) {
        return CF_EXIT_COULD_NOT_TELL;
    }
    cf_input input;
    cf_fault fault;
    if (cf_input_open(&input, arguments.path, &fault) != CF_OK) {
        return cf_show_could_not(&fault);
    }
    const int exit_code = check_in(&input, arguments.json);
    cf_input_close(&input);
    return exit_code;
}
