/*
 * tests/record/binary_made.h -- ballots of every shape, and what they have to be in octets.
 *
 * The octets are put together here as doc/formats.md says, by nothing of the room.
 */
#ifndef CF_TEST_RECORD_BINARY_MADE_H
#define CF_TEST_RECORD_BINARY_MADE_H

#include "record/made.h"

enum { BINARY_SHAPES = 7, BINARY_MADE_MAX = 1 << 16, BINARY_MADE_WIDTH = 24 };

/* Nothing left out, everything left out, the largest numbers, a proof of many branches .. */
cf_ballot binary_made_shape(cf_arena *arena, uint32_t shape);

typedef struct binary_made {
    size_t len;
    uint8_t octets[BINARY_MADE_MAX];
} binary_made;

void binary_made_number(binary_made *made, size_t octets, uint64_t number);
void binary_made_ballot(binary_made *made, const cf_ballot *ballot);

/* A batch of so many ballots, in this order. */
void binary_made_batch(binary_made *made, const cf_ballot *ballots, uint32_t count);

#endif
