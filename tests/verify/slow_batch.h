/*
 * What went through slow_batch.c, so that a test knows that it tested something.
 */
#ifndef CF_TEST_VERIFY_SLOW_BATCH_H
#define CF_TEST_VERIFY_SLOW_BATCH_H

#include <stdbool.h>
#include <stddef.h>

typedef struct slow_batch_counts {
    size_t opened;
    size_t claims;
    size_t batches;
    size_t false_batches;
} slow_batch_counts;

extern slow_batch_counts slow_batch_seen;

/* As when the system gives no random octets. */
extern bool slow_batch_cannot_draw;

/* So many calls about keys find no memory. */
extern size_t slow_batch_calls_without_memory;

#endif
