/*
 * cli/help.c -- the list of commands, or what one of them says about itself.
 */
#include "cli/command.h"

#include <stdio.h>

static int list_commands(void)
{
    puts("usage: counterfoil COMMAND [ARGUMENT...]\n");
    for (size_t i = 0; i < cf_command_table_count; i++) {
        printf("  %-16s %s\n", cf_command_table[i].name, cf_command_table[i].sentence);
    }
    puts("\n'counterfoil help COMMAND' explains one; 'counterfoil --version' names this version.\n"
         "Exit status: 0 it holds, 1 it does not hold, 2 could not tell.");
    return CF_EXIT_HOLDS;
}

int cf_command_help(int argc, char **argv)
{
    if (argc < 2) {
        return list_commands();
    }
    int words = 0;
    const cf_command *command = cf_command_find(argc - 1, argv + 1, &words);
    if (command == NULL) {
        return cf_command_refuse(argc - 1, argv + 1);
    }
    if (command->run == cf_command_help) {
        return list_commands();
    }
    char name[] = "";
    char option[] = "--help";
    char *arguments[] = { name, option, NULL };
    return cf_command_run(command, 2, arguments);
}
