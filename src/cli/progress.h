/*
 * cli/progress.h -- how far is it, and how long will it take?
 *
 * One line on stderr that is written over and gone at the end.  Nothing at all where stderr is no
 * terminal, in CI, or when quiet was asked for.
 *
 *   threads  tell is called from one thread at a time
 */
#ifndef CF_CLI_PROGRESS_H
#define CF_CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct cf_progress {
    bool shown;
    uint64_t begun_ms;
    uint64_t told_ms; /* when the line was last written; 0 for never */
} cf_progress;

void cf_progress_begin(cf_progress *progress, bool quiet);

/* A cf_verify_progress; context is the cf_progress. */
void cf_progress_tell(void *context, uint64_t done, uint64_t total);

void cf_progress_end(cf_progress *progress);

enum { CF_PROGRESS_LINE_MAX = 80 };

/*
 * The line itself: "120 of 4000 ballots, about 3 minutes left".  The time left supposes that the
 * rest goes as fast as what is done did, and is left out before that means anything: in the first
 * two seconds, or before one part in two hundred is done.
 */
void cf_progress_line(char line[CF_PROGRESS_LINE_MAX], uint64_t done, uint64_t total,
                      uint64_t elapsed_ms);

#endif
