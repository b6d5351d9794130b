/*
 * stopwatch.h -- how long did it take, usually?
 *
 *   units    microseconds
 */
#ifndef CF_BENCH_STOPWATCH_H
#define CF_BENCH_STOPWATCH_H

#include <stddef.h>

enum { STOPWATCH_ROUNDS_MAX = 101 };

/* The times of one piece of work, a round each. */
typedef struct stopwatch {
    size_t rounds;
    double started_us;
    double time_us[STOPWATCH_ROUNDS_MAX];
} stopwatch;

void stopwatch_start(stopwatch *watch);

/* Divide what has passed by the pieces of work in the block, and keep it. */
void stopwatch_stop(stopwatch *watch, size_t pieces);

double stopwatch_median_us(const stopwatch *watch);

double stopwatch_fastest_us(const stopwatch *watch);

/* (slowest - fastest) / median, in percent. */
double stopwatch_spread_percent(const stopwatch *watch);

#endif
