/*
 * alone.h -- the arithmetic alone: what crypto does for the ballots of a record, and nothing else.
 *
 * The same number of the same ballots, on as many cores, from claims that lie ready in memory: no
 * file, no text, no report, no tables to build.
 */
#ifndef CF_BENCH_ALONE_H
#define CF_BENCH_ALONE_H

#include <stdbool.h>
#include <stddef.h>

typedef struct alone alone;

/* Encrypt that many ballots, with so many options each, and lay out what they claim. */
alone *alone_open(size_t ballots, size_t options);
void alone_close(alone *a);

/* Check all of it on all cores, exactly or with hints; seconds for one selection. */
double alone_time(alone *a, bool hints);

#endif
