/*
 * cli/number.h -- a whole number that somebody typed.
 */
#ifndef CF_CLI_NUMBER_H
#define CF_CLI_NUMBER_H

#include <argp.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The number in [min, max] that text is: decimal digits and nothing else.  Any other text ends the
 * program with a usage error that names the option.
 */
uint64_t cf_number_typed(const char *option, const char *text, uint64_t min, uint64_t max,
                         struct argp_state *state);

/* What --jobs says: how many cores. */
size_t cf_number_jobs(const char *text, struct argp_state *state);

#endif
