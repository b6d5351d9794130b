/*
 * cli/bench.c -- how fast is it on this machine?
 *
 * What it is measured against (GMP, OpenSSL's big numbers) is no part of the product: a program of its
 * own links them, and stands beside this one where it was built.
 */
#include "cli/command.h"

#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char PROGRAM[] = "counterfoil-bench";

/* The path of that program; false when the system does not say where this one is. */
static bool find_program(char path[PATH_MAX])
{
    const ssize_t len = readlink("/proc/self/exe", path, PATH_MAX - sizeof PROGRAM - 1);
    char *slash = NULL;
    if (len > 0) {
        path[len] = '\0';
        slash = strrchr(path, '/');
    }
    if (slash != NULL) {
        memcpy(slash + 1, PROGRAM, sizeof PROGRAM);
    }
    return slash != NULL;
}

int cf_command_bench(int argc, char **argv)
{
    (void)argc;
    char path[PATH_MAX];
    if (!find_program(path)) {
        fprintf(stderr, "counterfoil: cannot tell where %s is\n", PROGRAM);
        return CF_EXIT_COULD_NOT_TELL;
    }
    (void)execv(path, argv);
    fprintf(stderr,
            "counterfoil: cannot run %s: %s (it is built where GMP's headers are installed)\n",
            path, strerror(errno));
    return CF_EXIT_COULD_NOT_TELL;
}
