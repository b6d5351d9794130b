/*
 * machine.h -- what is measured on: processor, compiler, libraries, kernel, day.
 */
#ifndef CF_BENCH_MACHINE_H
#define CF_BENCH_MACHINE_H

#include <stdio.h>

/* One line for people. */
void machine_show(FILE *out);

/* Members of a JSON object, each with a comma after it. */
void machine_write_json(FILE *out);

/* Cores that this process may run on. */
size_t machine_cores(void);

#endif
