/*
 * scale.h -- how much is measured.
 */
#ifndef CF_BENCH_SCALE_H
#define CF_BENCH_SCALE_H

#include <stddef.h>
#include <stdint.h>

typedef struct scale {
    size_t rounds;       /* of short turns */
    size_t long_rounds;  /* of turns that take seconds */
    size_t batch_passes; /* how often the ballots in memory stand in the batch */
    size_t batch_ballots;
    uint64_t record_ballots; /* of the record that is verified whole */
    uint64_t memory_small;
    uint64_t memory_large;
    uint64_t growth_ballots; /* of the records that show how cost grows */
} scale;

/* What figures are made of. */
extern const scale scale_full;

/* Everything once, in seconds: shows that the rows can be made, and says nothing about speed. */
extern const scale scale_quick;

#endif
