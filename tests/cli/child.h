/*
 * tests/cli/child.h -- run a program and keep what it said.
 *
 * The programs are run as a person or a script would run them: by their arguments, with pipes,
 * files or a terminal for what they write.
 */
#ifndef CF_TESTS_CLI_CHILD_H
#define CF_TESTS_CLI_CHILD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h> /* wants the four above */

enum { CHILD_KEPT_MAX = 1 << 20, CHILD_ARGUMENTS_MAX = 12 };

/* What stands where stdout should be. */
typedef enum child_stdout {
    STDOUT_KEPT,   /* a pipe that is read to its end */
    STDOUT_FULL,   /* a disk without room */
    STDOUT_BROKEN, /* a pipe that nobody reads */
    STDOUT_CLOSED, /* nothing at all */
    STDOUT_TERMINAL
} child_stdout;

typedef struct child_run {
    /* what is asked for */
    const char *arguments[CHILD_ARGUMENTS_MAX]; /* the program first; the rest NULL */
    child_stdout where;
    int stderr_is_terminal;
    const char *ci;       /* the value of CI, NULL for unset */
    const char *no_color; /* of NO_COLOR */

    /* what came of it */
    int exit_code; /* -1 when a signal ended it */
    size_t out_len;
    size_t err_len;
    char out[CHILD_KEPT_MAX]; /* zero-terminated */
    char err[CHILD_KEPT_MAX];
} child_run;

/* Run it; fails the test when it cannot be run.  A child_run is big: keep it static. */
void child_do(child_run *run);

/* Make *run ask for PROGRAM with these arguments, NULL last, and nothing else, and run it. */
void child_do_plainly(child_run *run, const char *program, ...);

#endif
