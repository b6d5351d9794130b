/*
 * cli/program.h -- what both programs do before anything else.
 */
#ifndef CF_CLI_PROGRAM_H
#define CF_CLI_PROGRAM_H

#include <stdbool.h>

/*
 * Make a program keep the contract of its exit codes: usage errors exit 2; a closed pipe is a write
 * error and not a signal; what stdout could not take makes the exit 2 whatever the verdict was; the
 * three standard descriptors are open, so that no file of the record is mistaken for one.
 *
 *   version_line   "counterfoil 0.1.0", for --version; must live as long as the program
 */
void cf_program_begin(const char *version_line);

/*
 * Whether products can be trusted on this machine (group/group.h); if not, it is said on stderr, and
 * the program has to end with CF_EXIT_COULD_NOT_TELL.
 */
bool cf_program_can_calculate(void);

/* Whether this variable of the environment is set and not empty. */
bool cf_program_is_set(const char *variable);

/* Whether text on stdout may be coloured: it is a terminal, and neither NO_COLOR nor CI is set. */
bool cf_program_may_colour(void);

#endif
