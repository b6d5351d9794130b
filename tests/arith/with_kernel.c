/*
 * with_kernel NAME PROGRAM [ARGUMENT...]: run a program with COUNTERFOIL_KERNEL=NAME, or say that
 * no such kernel runs here and exit with 77, which CTest takes for a skipped test.
 */
#define _POSIX_C_SOURCE 200809L

#include "arith/kernels.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SKIPPED = 77 };

static bool runs_here(const char *name)
{
    size_t count;
    const cf_arith_kernel *kernels = cf_arith_kernels(&count);
    bool found = false;
    for (size_t k = 0; k < count; k++) {
        found = found || (strcmp(kernels[k].name, name) == 0 && kernels[k].runs_here());
    }
    return found;
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fprintf(stderr, "usage: with_kernel NAME PROGRAM [ARGUMENT...]\n");
        return EXIT_FAILURE;
    }
    if (!runs_here(argv[1])) {
        printf("skipped: no kernel %s runs here\n", argv[1]);
        return SKIPPED;
    }
    printf("kernel %s\n", argv[1]);
    (void)fflush(stdout);
    if (setenv("COUNTERFOIL_KERNEL", argv[1], 1) == 0) {
        (void)execv(argv[2], argv + 2);
    }
    perror(argv[2]);
    return EXIT_FAILURE;
}
