/*
 * process.h -- the programs themselves, run and waited for.
 */
#ifndef CF_BENCH_PROCESS_H
#define CF_BENCH_PROCESS_H

#include <stddef.h>

typedef struct process_cost {
    double seconds; /* from start to end */
    double octets;  /* the most memory that it held */
} process_cost;

enum { PROCESS_WORDS_MAX = 24, PROCESSES_MAX = 256 };

/*
 * Run a program that stands beside this one; words end with NULL.  Its output is thrown away, and
 * anything but exit status 0 ends this program.
 */
process_cost process_run(const char *program, const char *const *words);

/* Run several at once; seconds until the last of them has ended. */
double process_run_together(size_t count, const char *program,
                            const char *const words[][PROCESS_WORDS_MAX]);

/* A folder for a while; remove it and all in it.  path has PATH_MAX octets. */
void scratch_make(char *path);
void scratch_remove(const char *path);

#endif
