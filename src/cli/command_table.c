/*
 * cli/command_table.c -- the commands, in the order in which help lists them.
 *
 * A line here is all that dispatch, help and the nearest match need.
 */
#include "cli/command.h"

#include "base/nearest.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

const cf_command cf_command_table[] = {
    { "verify", cf_command_verify, "do every check of an election record and say what holds" },
    { "record show", cf_command_record_show, "say what is in a record, without verifying it" },
    { "record convert", cf_command_record_convert, "write a record in another format" },
    { "manifest check", cf_command_manifest_check, "list everything that is wrong in a manifest" },
    { "encrypt", cf_command_encrypt, "encrypt a file of plain ballots" },
    { "demo", cf_command_demo, "run a whole joint election with made-up voters" },
    { "bench", cf_command_bench, "measure this machine against GMP and OpenSSL" },
    { "help", cf_command_help, "list the commands, or explain one" },
};
const size_t cf_command_table_count = sizeof cf_command_table / sizeof cf_command_table[0];

enum { TYPED_MAX = 64 };

/* The first one or two words with a space between; false when they are too long to be a name. */
static bool join(char out[TYPED_MAX], int words, char **argv)
{
    const char *second = words == 2 ? argv[1] : "";
    int len = snprintf(out, TYPED_MAX, "%s%s%s", argv[0], words == 2 ? " " : "", second);
    return len >= 0 && len < TYPED_MAX;
}

static const cf_command *find_exactly(const char *name)
{
    for (size_t i = 0; i < cf_command_table_count; i++) {
        if (strcmp(cf_command_table[i].name, name) == 0) {
            return &cf_command_table[i];
        }
    }
    return NULL;
}

const cf_command *cf_command_find(int argc, char **argv, int *words)
{
    for (*words = 1; *words <= 2 && *words <= argc; ++*words) {
        char typed[TYPED_MAX];
        const cf_command *found = join(typed, *words, argv) ? find_exactly(typed) : NULL;
        if (found != NULL) {
            return found;
        }
    }
    return NULL;
}

int cf_command_run(const cf_command *command, int argc, char **argv)
{
    char *typed = argv[0];
    char full_name[TYPED_MAX];
    snprintf(full_name, sizeof full_name, "counterfoil %s", command->name);
    argv[0] = full_name;
    int exit_code = command->run(argc, argv);
    argv[0] = typed;
    return exit_code;
}

/*
 * The names themselves, or the first word of each: who mistypes one word may not know the second.
 */
static const char *nearest_name(const char *typed, bool first_words)
{
    static char words[sizeof cf_command_table / sizeof cf_command_table[0]][TYPED_MAX];
    const char *candidates[sizeof cf_command_table / sizeof cf_command_table[0]];
    for (size_t i = 0; i < cf_command_table_count; i++) {
        const char *name = cf_command_table[i].name;
        int len = (int)(first_words ? strcspn(name, " ") : strlen(name));
        snprintf(words[i], TYPED_MAX, "%.*s", len, name);
        candidates[i] = words[i];
    }
    const char *nearest = cf_nearest(cf_octets_of_text(typed), candidates, cf_command_table_count);
    for (size_t i = 0; nearest != NULL && i < cf_command_table_count; i++) {
        if (nearest == candidates[i]) {
            return cf_command_table[i].name;
        }
    }
    return NULL;
}

static const char *nearest_to(int argc, char **argv)
{
    char typed[TYPED_MAX];
    const char *nearest = NULL;
    if (argc >= 2 && join(typed, 2, argv)) {
        nearest = nearest_name(typed, false);
    }
    if (nearest == NULL && join(typed, 1, argv)) {
        nearest = nearest_name(typed, false);
        nearest = nearest != NULL ? nearest : nearest_name(typed, true);
    }
    return nearest;
}

int cf_command_refuse(int argc, char **argv)
{
    fprintf(stderr, "counterfoil: there is no command \"%s\"", argv[0]);
    const char *nearest = nearest_to(argc, argv);
    if (nearest != NULL) {
        fprintf(stderr, "; the nearest is \"%s\"", nearest);
    }
    fprintf(stderr, "\nTry 'counterfoil help'.\n");
    return CF_EXIT_COULD_NOT_TELL;
}
