/*
 * cli/counterfoil.c -- everything, by subcommand.
 *
 * The words that name a command are taken off, and the command sees the rest as if it were a
 * program of its own.
 */
#include "cli/command.h"
#include "cli/program.h"

#include <stdio.h>
#include <string.h>

static int run_command(int argc, char **argv)
{
    int words = 0;
    const cf_command *command = cf_command_find(argc, argv, &words);
    if (command == NULL) {
        return cf_command_refuse(argc, argv);
    }
    if (!cf_program_can_calculate()) {
        return CF_EXIT_COULD_NOT_TELL;
    }
    int before = words - 1;
    return cf_command_run(command, argc - before, argv + before);
}

static int print_version(void)
{
    puts("counterfoil " CF_VERSION);
    return CF_EXIT_HOLDS;
}

int main(int argc, char **argv)
{
    cf_program_begin("counterfoil " CF_VERSION);
    if (argc < 2) {
        fprintf(stderr, "counterfoil: which command?  Try 'counterfoil help'.\n");
        return CF_EXIT_COULD_NOT_TELL;
    }
    if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0) {
        return print_version();
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-?") == 0) {
        return cf_command_help(1, argv);
    }
    return run_command(argc - 1, argv + 1);
}
