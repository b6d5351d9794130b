/*
 * cli/program.c -- a verdict that could not be written was not given.
 *
 * The last thing that a program does is to close stdout and look.  Only there, since buffered text
 * may fail as late as that: on a full disk each printf before it went well.
 */
#include "cli/program.h"

#include "cli/command.h"
#include "group/group.h"

#include <argp.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void close_stdout(void)
{
    bool failed = ferror(stdout) != 0;
    errno = 0;
    if (fclose(stdout) != 0) {
        failed = true;
    }
    if (failed) {
        fprintf(stderr, "counterfoil: cannot write to standard output: %s\n",
                errno != 0 ? strerror(errno) : "an earlier write failed");
        _exit(CF_EXIT_COULD_NOT_TELL);
    }
}

/* A closed one is opened for reading only: writing to it still fails. */
static void open_standard_descriptors(void)
{
    int descriptor = 0;
    while (descriptor >= 0 && descriptor <= STDERR_FILENO) {
        descriptor = open("/dev/null", O_RDONLY);
    }
    if (descriptor > STDERR_FILENO) {
        close(descriptor);
    }
}

void cf_program_begin(const char *version_line)
{
    open_standard_descriptors();
    signal(SIGPIPE, SIG_IGN);
    argp_err_exit_status = CF_EXIT_COULD_NOT_TELL;
    argp_program_version = version_line;
    if (atexit(close_stdout) != 0) {
        _exit(CF_EXIT_COULD_NOT_TELL);
    }
}

bool cf_program_can_calculate(void)
{
    const char *reason = cf_group_self_test();
    if (reason != NULL) {
        fprintf(stderr, "counterfoil: %s\n", reason);
    }
    return reason == NULL;
}

bool cf_program_is_set(const char *variable)
{
    const char *value = getenv(variable);
    return value != NULL && value[0] != '\0';
}

bool cf_program_may_colour(void)
{
    return isatty(STDOUT_FILENO) == 1 && !cf_program_is_set("NO_COLOR") && !cf_program_is_set("CI");
}
