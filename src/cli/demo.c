/*
 * cli/demo.c -- counterfoil demo: a joint election with made-up voters, from manifest to record.
 */
#include "demo/demo.h"
#include "cli/command.h"
#include "cli/input.h"
#include "cli/number.h"
#include "cli/output.h"
#include "cli/show.h"

#include <argp.h>
#include <stdio.h>
#include <string.h>

enum {
    OPTION_BALLOTS = 256,
    OPTION_GUARDIANS,
    OPTION_QUORUM,
    OPTION_SEED,
    OPTION_CHAIN,
    OPTION_BINARY,
    OPTION_WRITE_HINTS,
    OPTION_MANIFEST,
    OPTION_GROUP,
    OPTION_JOBS,
    OPTION_QUIET
};

#define BALLOTS_MAX    UINT64_C(10000000)
#define MANIFEST_ARENA (UINT64_C(1) << 27)
#define MANIFEST_MAX   (UINT64_C(1) << 26)

static const struct argp_option options[] = {
    { "ballots", OPTION_BALLOTS, "N", 0, "how many voters (60)", 0 },
    { "guardians", OPTION_GUARDIANS, "N", 0, "how many guardians (5)", 0 },
    { "quorum", OPTION_QUORUM, "K", 0, "how many of them can decrypt (a majority)", 0 },
    { "seed", OPTION_SEED, "TEXT", 0,
      "draw everything from TEXT: repeatable, no secrets, and the label says DEMONSTRATION", 0 },
    { "chain", OPTION_CHAIN, NULL, 0,
      "chain the codes of each device: the record then shows the order of its voters", 0 },
    { "binary", OPTION_BINARY, NULL, 0, "write the ballots in octets instead of lines", 0 },
    { "write-hints", OPTION_WRITE_HINTS, "FILE", 0,
      "write hints as well, with which others verify the record faster", 0 },
    { "manifest", OPTION_MANIFEST, "FILE", 0, "the contests (a built-in election)", 0 },
    { "group", OPTION_GROUP, "NAME", 0, "a toy group, for tests (standard 4096)", 0 },
    { "jobs", OPTION_JOBS, "N", 0, "use N cores (all)", 0 },
    { "quiet", OPTION_QUIET, NULL, 0, "say nothing but mistakes", 0 },
    { 0 }
};

static const char doc[] =
    "Run a whole joint election with made-up voters: keys by rival guardians, encrypted ballots, a "
    "tally that a quorum decrypts.  Writes DIR/record, DIR/votes.jsonl (the plain votes) and "
    "DIR/expected.csv (their tally)."
    "\vDIR must not exist, or be empty.  Exit status: 0 the record is complete and its tally "
    "equals "
    "the plain votes, 2 something could not be done.";

typedef struct demo_arguments {
    cf_demo_options demo;
    const char *manifest; /* path */
    uint32_t quorum;      /* 0: not said */
    bool quiet;
} demo_arguments;

/* --- arguments --- */

static const cf_group *group_named(const char *name)
{
    if (strcmp(name, cf_group_name(cf_group_standard())) == 0) {
        return cf_group_standard();
    }
    for (size_t i = 0; i < cf_group_toy_count(); i++) {
        if (strcmp(name, cf_group_name(cf_group_toy(i))) == 0) {
            return cf_group_toy(i);
        }
    }
    return NULL;
}

static void take_group(demo_arguments *arguments, const char *name, struct argp_state *state)
{
    arguments->demo.group = group_named(name);
    if (arguments->demo.group == NULL) {
        argp_error(state, "there is no group \"%s\"; toy groups are \"%s\" to \"%s\"", name,
                   cf_group_name(cf_group_toy(0)),
                   cf_group_name(cf_group_toy(cf_group_toy_count() - 1)));
    }
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    demo_arguments *arguments = state->input;
    cf_demo_options *demo = &arguments->demo;
    switch (key) {
    case OPTION_BALLOTS:
        demo->ballots = cf_number_typed("--ballots", text, 1, BALLOTS_MAX, state);
        return 0;
    case OPTION_GUARDIANS:
        demo->guardians =
            (uint32_t)cf_number_typed("--guardians", text, 1, CF_DEMO_GUARDIANS_MAX, state);
        return 0;
    case OPTION_QUORUM:
        arguments->quorum =
            (uint32_t)cf_number_typed("--quorum", text, 1, CF_DEMO_GUARDIANS_MAX, state);
        return 0;
    case OPTION_SEED:
        demo->seed = text;
        return 0;
    case OPTION_CHAIN:
        demo->chain = true;
        return 0;
    case OPTION_BINARY:
        demo->binary = true;
        return 0;
    case OPTION_WRITE_HINTS:
        demo->hints = text;
        return 0;
    case OPTION_MANIFEST:
        arguments->manifest = text;
        return 0;
    case OPTION_GROUP:
        take_group(arguments, text, state);
        return 0;
    case OPTION_JOBS:
        demo->jobs = cf_number_jobs(text, state);
        return 0;
    case OPTION_QUIET:
        arguments->quiet = true;
        return 0;
    case ARGP_KEY_ARG:
        if (demo->folder != NULL) {
            argp_error(state, "one DIR at a time");
        }
        demo->folder = text;
        return 0;
    case ARGP_KEY_NO_ARGS:
        argp_error(state, "which DIR?");
        return 0;
    case ARGP_KEY_END:
        demo->quorum = arguments->quorum != 0 ? arguments->quorum : demo->guardians / 2 + 1;
        if (demo->quorum > demo->guardians) {
            argp_error(state, "a quorum of %u is more than all %u guardians", demo->quorum,
                       demo->guardians);
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* --- running it --- */

static void say(void *context, const char *sentence)
{
    (void)context;
    cf_show_text(stdout, cf_octets_of_text(sentence));
    fputc('\n', stdout);
    (void)fflush(stdout);
}

static cf_status read_manifest(const char *path, cf_arena *arena, cf_octets *out, cf_fault *fault)
{
    cf_input input;
    cf_status status = cf_input_open(&input, path, fault);
    if (status == CF_OK) {
        status = cf_file_read_whole(&input.folder, input.name, MANIFEST_MAX, arena, out, fault);
        cf_input_close(&input);
    }
    return status;
}

int cf_command_demo(int argc, char **argv)
{
    const struct argp argp = { .options = options, .parser = parse, .args_doc = "DIR", .doc = doc };
    demo_arguments arguments = {
        .demo = { .group = cf_group_standard(), .ballots = 60, .guardians = 5, .say = say },
    };
    if (argp_parse(&argp, argc, argv, 0, NULL, &arguments) != 0) {
        return CF_EXIT_COULD_NOT_TELL;
    }
    if (arguments.demo.hints != NULL && !cf_output_is_free(arguments.demo.hints, NULL)) {
        return CF_EXIT_COULD_NOT_TELL;
    }
    cf_fault fault = { 0 };
    cf_arena *arena = cf_arena_open(MANIFEST_ARENA);
    cf_status status =
        arena != NULL ? CF_OK : cf_fault_set(&fault, CF_ERR_MEMORY, "", 0, "there is no memory");
    if (status == CF_OK && arguments.manifest != NULL) {
        arguments.demo.manifest_name = arguments.manifest;
        status = read_manifest(arguments.manifest, arena, &arguments.demo.manifest, &fault);
    }
    if (arguments.quiet) {
        arguments.demo.say = NULL;
    }
    if (status == CF_OK) {
        status = cf_demo_run(&arguments.demo, &fault);
    }
    if (status == CF_OK && !arguments.quiet) {
        printf("Record: %s/record.  Check it with: counterfoil-verify %s/record\n",
               arguments.demo.folder, arguments.demo.folder);
    }
    const int exit_code = status == CF_OK ? CF_EXIT_HOLDS : cf_show_could_not(&fault);
    cf_arena_close(arena);
    return exit_code;
}
