/*
 * cli/record_convert.c -- the same record in another format.
 *
 * Nothing is judged: what a record claims is claimed by its copy, and gets the same verdict.  What
 * the other format cannot hold is said on stderr.
 */
#include "cli/command.h"
#include "cli/output.h"
#include "cli/show.h"
#include "record/write.h"

#include <argp.h>
#include <string.h>

enum { OPTION_TO = 256 };

#define FORMATS "plain21, counterfoil or counterfoil-binary"

static const struct argp_option options[] = {
    { "to", OPTION_TO, "FORMAT", 0, FORMATS "; has to be given", 0 }, { 0 }
};

static const char doc[] =
    "Read the election record IN and write it as OUT in another format.  counterfoil-binary is "
    "counterfoil with its ballots in octets instead of lines: half as large, and nothing is lost "
    "in "
    "either direction.  OUT is a folder, or one file when it ends in \".tar\"; it must not exist.  "
    "What the format cannot hold is said on stderr."
    "\vExit status: 0 it was written, 2 it could not be.";

typedef struct convert_arguments {
    const char *in;
    const char *out;
    const char *to; /* as it was typed; NULL: not at all */
    cf_write_format format;
} convert_arguments;

static void parse_format(const char *text, convert_arguments *arguments, struct argp_state *state)
{
    static const char *const names[] = { [CF_WRITE_PLAIN21] = "plain21",
                                         [CF_WRITE_COUNTERFOIL] = "counterfoil",
                                         [CF_WRITE_COUNTERFOIL_BINARY] = "counterfoil-binary" };
    arguments->to = text;
    for (cf_write_format i = CF_WRITE_PLAIN21; i <= CF_WRITE_COUNTERFOIL_BINARY; i++) {
        if (strcmp(text, names[i]) == 0) {
            arguments->format = i;
            return;
        }
    }
    argp_error(state, "--to: expected " FORMATS ", found \"%s\"", text);
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    convert_arguments *arguments = state->input;
    switch (key) {
    case OPTION_TO:
        parse_format(text, arguments, state);
        return 0;
    case ARGP_KEY_ARG:
        if (arguments->out != NULL) {
            argp_error(state, "one record IN and one OUT");
        }
        *(arguments->in == NULL ? &arguments->in : &arguments->out) = text;
        return 0;
    case ARGP_KEY_END:
        if (arguments->out == NULL) {
            argp_error(state,
                       arguments->in == NULL ? "which record IN, and where to?" : "where to?");
        }
        if (arguments->to == NULL) {
            argp_error(state, "--to plain21 or --to counterfoil?");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static void say_left_behind(void *context, const char *sentence)
{
    (void)context;
    fputs("counterfoil: not kept: ", stderr);
    cf_show_text(stderr, cf_octets_of_text(sentence));
    fputc('\n', stderr);
}

static int complain(const cf_fault *fault, const char *what)
{
    fprintf(stderr, "counterfoil: %s", what);
    cf_show_fault(stderr, fault);
    return CF_EXIT_COULD_NOT_TELL;
}

static int convert(const cf_record *record, const convert_arguments *arguments)
{
    cf_fault fault = { 0 };
    cf_record_writer *writer = NULL;
    cf_status status = cf_record_convertible(record, &fault);
    if (status != CF_OK) {
        return complain(&fault, "");
    }
    status = cf_record_writer_open(arguments->out, arguments->format, &writer, &fault);
    if (status != CF_OK) {
        return complain(&fault, "cannot write OUT: ");
    }
    status = cf_record_convert(record, writer, say_left_behind, NULL, &fault);
    if (status == CF_OK) {
        status = cf_record_writer_close(writer, &fault);
    } else {
        cf_record_writer_abandon(writer);
    }
    if (status != CF_OK) {
        (void)complain(&fault, "");
        fprintf(stderr, "counterfoil: %s is not complete\n", arguments->out);
    }
    return status == CF_OK ? CF_EXIT_HOLDS : CF_EXIT_COULD_NOT_TELL;
}

int cf_command_record_convert(int argc, char **argv)
{
    const struct argp argp = {
        .options = options, .parser = parse, .args_doc = "IN OUT", .doc = doc
    };
    convert_arguments arguments = { 0 };
    if (argp_parse(&argp, argc, argv, 0, NULL, &arguments) != 0) {
        return CF_EXIT_COULD_NOT_TELL;
    }
    cf_fault fault;
    cf_record *record = NULL;
    if (cf_record_open(arguments.in, &record, &fault) != CF_OK) {
        return complain(&fault, "cannot read IN: ");
    }
    const int exit_code = cf_output_is_free(arguments.out, arguments.in)
                              ? convert(record, &arguments)
                              : CF_EXIT_COULD_NOT_TELL;
    cf_record_close(record);
    return exit_code;
}
