/*
 * rows.h -- what was measured, as a table for people and as JSON.
 */
#ifndef CF_BENCH_ROWS_H
#define CF_BENCH_ROWS_H

#include "duel.h"

#include <stdio.h>

enum { ROWS_MAX = 64, GROWTH_MAX = 64 };

typedef struct row {
    const char *name; /* "verify_exact_vs_gmp" */
    const char *what; /* one sentence: what is on either side, and what the ratio is */
    const char *unit; /* "seconds" or "octets" */
    bool is_here;     /* this processor can run it */
    double ours;
    double theirs;
    double ratio;
    double ours_spread; /* 0 where there is none */
    double theirs_spread;
} row;

/* How cost grows: one line of a little table. */
typedef struct growth {
    const char *with; /* "ballots", "selections", "cores" */
    double amount;
    double exact; /* seconds */
    double hints;
} growth;

typedef struct rows {
    size_t count;
    row row[ROWS_MAX];
    size_t growth_count;
    growth growth[GROWTH_MAX];
} rows;

/* Add a duel: ratio is theirs / ours. */
void rows_add(rows *table, const char *name, const char *what, duel_times times);

/* Add two numbers and their ratio, of which `what` says which way round it is. */
void rows_add_ratio(rows *table, const char *name, const char *what, const char *unit, double ours,
                    double theirs, double ratio);

/* Add a row that this processor cannot run. */
void rows_add_absent(rows *table, const char *name, const char *what);

void rows_add_growth(rows *table, const char *with, double amount, double exact, double hints);

/* The row that was added last, for people. */
void rows_show_last(const rows *table, FILE *out);

void rows_write_json(const rows *table, FILE *out);

#endif
