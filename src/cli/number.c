/*
 * cli/number.c -- digits, and not one more than fit.
 */
#include "cli/number.h"

#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

uint64_t cf_number_typed(const char *option, const char *text, uint64_t min, uint64_t max,
                         struct argp_state *state)
{
    errno = 0;
    const bool is_digits = *text != '\0' && strspn(text, "0123456789") == strlen(text);
    const uint64_t number = is_digits ? strtoull(text, NULL, 10) : 0;
    if (!is_digits || errno != 0 || number < min || number > max) {
        argp_error(state, "%s: expected a number from %" PRIu64 " to %" PRIu64 ", found \"%s\"",
                   option, min, max, text);
    }
    return number;
}

enum { JOBS_MAX = 1024 };

size_t cf_number_jobs(const char *text, struct argp_state *state)
{
    return (size_t)cf_number_typed("--jobs", text, 1, JOBS_MAX, state);
}
