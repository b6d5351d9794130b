/*
 * duel.h -- two ways to do the same, in turns.
 *
 * A *turn* is what is timed as one.  The sides take theirs one after the other, so that a neighbour
 * on the machine disturbs both; reported are medians.  Where one side is so slow that it is only
 * sampled, its turns are shorter.
 *
 *   units    seconds, for one piece of work
 */
#ifndef CF_BENCH_DUEL_H
#define CF_BENCH_DUEL_H

#include <stdbool.h>
#include <stddef.h>

enum { DUEL_ROUNDS_MAX = 64 };

typedef struct duel_side {
    void (*take_turn)(void *context);
    void *context;
    double pieces; /* of work in one turn */
} duel_side;

typedef struct duel_times {
    double ours; /* medians */
    double theirs;
    double ours_spread; /* (slowest - fastest) / median */
    double theirs_spread;
} duel_times;

/* One turn of each to get warm, then `rounds` of each. */
duel_times duel_fight(size_t rounds, const duel_side *ours, const duel_side *theirs);

/* Seconds since some moment. */
double duel_now(void);

/* The median of count numbers, which are put in order. */
double duel_median(double *numbers, size_t count);

#endif
