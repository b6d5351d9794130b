/*
 * base/clock.h -- how long did it take?
 *
 * For progress on a terminal and for benchmarks.  No verdict and no report may depend on it.
 */
#ifndef CF_BASE_CLOCK_H
#define CF_BASE_CLOCK_H

#include <stdint.h>

/* Milliseconds since a moment that stays the same while the process lives; never runs backwards. */
uint64_t cf_clock_ms(void);

#endif
