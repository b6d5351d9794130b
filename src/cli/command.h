/*
 * cli/command.h -- what can be typed after `counterfoil`?
 *
 * One table from which dispatch, help and the nearest match of a mistyped name are made.  A command
 * is a function with the arguments of main: argv[0] is its full name ("counterfoil record show"),
 * what it returns is the exit code of the program.
 *
 *   uses     every other room
 *   law      exit codes are 0 it holds, 1 it does not hold, 2 could not tell (a fault, something
 *            absent, usage)
 */
#ifndef CF_CLI_COMMAND_H
#define CF_CLI_COMMAND_H

#include <stddef.h>

enum { CF_EXIT_HOLDS = 0, CF_EXIT_DOES_NOT_HOLD = 1, CF_EXIT_COULD_NOT_TELL = 2 };

typedef struct cf_command {
    const char *name; /* one word, or two with a space between */
    int (*run)(int argc, char **argv);
    const char *sentence; /* what it does, without a full stop */
} cf_command;

extern const cf_command cf_command_table[];
extern const size_t cf_command_table_count;

/*
 * The command that the words argv[0..argc) begin with, or NULL; *words is how many of them are its
 * name.
 */
const cf_command *cf_command_find(int argc, char **argv, int *words);

/*
 * Run a command whose name ends at argv[0], with the arguments after it: argv[0] becomes its full
 * name for the time of the call.
 */
int cf_command_run(const cf_command *command, int argc, char **argv);

/*
 * Say on stderr that no command begins with the words argv[0..argc), and which is nearest.  The
 * exit code.
 */
int cf_command_refuse(int argc, char **argv);

/* The commands, each in the file of its name. */
int cf_command_verify(int argc, char **argv);
int cf_command_record_show(int argc, char **argv);
int cf_command_record_convert(int argc, char **argv);
int cf_command_manifest_check(int argc, char **argv);
int cf_command_encrypt(int argc, char **argv);
int cf_command_demo(int argc, char **argv);
int cf_command_bench(int argc, char **argv);
int cf_command_help(int argc, char **argv);

#endif
