/*
 * duel.c -- taking turns.
 */
#include "duel.h"

#include <stdlib.h>
#include <time.h>

double duel_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static int by_size(const void *a, const void *b)
{
    const double x = *(const double *)a;
    const double y = *(const double *)b;
    return (x > y) - (x < y);
}

double duel_median(double *numbers, size_t count)
{
    qsort(numbers, count, sizeof numbers[0], by_size);
    return count % 2 == 1 ? numbers[count / 2] : (numbers[count / 2 - 1] + numbers[count / 2]) / 2;
}

static double time_turn(const duel_side *side)
{
    const double begun = duel_now();
    side->take_turn(side->context);
    return (duel_now() - begun) / side->pieces;
}

static double spread(const double *ordered, size_t count, double median)
{
    return (ordered[count - 1] - ordered[0]) / median;
}

duel_times duel_fight(size_t rounds, const duel_side *ours, const duel_side *theirs)
{
    double times[2][DUEL_ROUNDS_MAX];
    (void)time_turn(ours);
    (void)time_turn(theirs);
    for (size_t round = 0; round < rounds; round++) {
        times[0][round] = time_turn(ours);
        times[1][round] = time_turn(theirs);
    }
    duel_times result = { .ours = duel_median(times[0], rounds),
                          .theirs = duel_median(times[1], rounds) };
    result.ours_spread = spread(times[0], rounds, result.ours);
    result.theirs_spread = spread(times[1], rounds, result.theirs);
    return result;
}
