/*
 * base/clock.c -- the system's monotonic clock, cut to milliseconds.
 */
#define _POSIX_C_SOURCE 200809L /* clock_gettime */

#include "base/clock.h"

#include <time.h>

uint64_t cf_clock_ms(void)
{
    struct timespec now = { 0 };
    (void)clock_gettime(CLOCK_MONOTONIC, &now); /* cannot fail for this clock and a valid pointer */
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}
