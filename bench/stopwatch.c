/*
 * stopwatch.c -- the monotonic clock, and the middle one of its answers.
 */
#define _POSIX_C_SOURCE 200809L
#include "stopwatch.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now_us(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return 1e6 * (double)time.tv_sec + 1e-3 * (double)time.tv_nsec;
}

void stopwatch_start(stopwatch *watch)
{
    watch->started_us = now_us();
}

void stopwatch_stop(stopwatch *watch, size_t pieces)
{
    double passed_us = now_us() - watch->started_us;
    if (watch->rounds < STOPWATCH_ROUNDS_MAX) {
        watch->time_us[watch->rounds++] = passed_us / (double)pieces;
    }
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

static void sort_into(double *sorted, const stopwatch *watch)
{
    memcpy(sorted, watch->time_us, watch->rounds * sizeof sorted[0]);
    qsort(sorted, watch->rounds, sizeof sorted[0], by_size);
}

double stopwatch_median_us(const stopwatch *watch)
{
    double sorted[STOPWATCH_ROUNDS_MAX];
    if (watch->rounds == 0) {
        return 0;
    }
    sort_into(sorted, watch);
    return sorted[watch->rounds / 2];
}

double stopwatch_fastest_us(const stopwatch *watch)
{
    double sorted[STOPWATCH_ROUNDS_MAX];
    if (watch->rounds == 0) {
        return 0;
    }
    sort_into(sorted, watch);
    return sorted[0];
}

double stopwatch_spread_percent(const stopwatch *watch)
{
    double sorted[STOPWATCH_ROUNDS_MAX];
    if (watch->rounds == 0) {
        return 0;
    }
    sort_into(sorted, watch);
    return 100 * (sorted[watch->rounds - 1] - sorted[0]) / sorted[watch->rounds / 2];
}
