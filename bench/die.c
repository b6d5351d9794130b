/*
 * die.c -- one line for people.
 */
#include "die.h"

#include <stdio.h>
#include <stdlib.h>

_Noreturn void die(const char *what)
{
    fprintf(stderr, "counterfoil-bench: %s\n", what);
    exit(2);
}
