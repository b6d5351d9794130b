/*
 * scale.c -- the sizes that the rows promise, and the smallest that still do everything.
 */
#include "scale.h"

const scale scale_full = {
    .rounds = 15,
    .long_rounds = 5,
    .batch_passes = 8, /* 820 ballots of 10, eight times over: 65,600 selections */
    .batch_ballots = 820,
    .record_ballots = 5000,
    .memory_small = 20000,
    .memory_large = 50000,
    .growth_ballots = 1000,
};

const scale scale_quick = {
    .rounds = 1,
    .long_rounds = 1,
    .batch_passes = 1,
    .batch_ballots = 16,
    .record_ballots = 16,
    .memory_small = 8,
    .memory_large = 16,
    .growth_ballots = 8,
};
