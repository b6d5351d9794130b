/*
 * cli/progress.c -- one line, written over with blanks and a carriage return.
 *
 * No escape codes: every terminal knows these two characters.
 */
#include "cli/progress.h"

#include "base/clock.h"
#include "cli/program.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

enum { TELL_EVERY_MS = 250, ESTIMATE_AFTER_MS = 2000, ESTIMATE_AFTER_PART = 200 };

void cf_progress_begin(cf_progress *progress, bool quiet)
{
    bool shown = !quiet && isatty(STDERR_FILENO) == 1 && !cf_program_is_set("CI");
    *progress = (cf_progress){ .shown = shown, .begun_ms = cf_clock_ms() };
}

/* Rounded up and coarse: a guess that is wrong by a few percent should not look exact. */
static void print_time_left(char *out, size_t room, uint64_t left_ms)
{
    uint64_t seconds = left_ms / 1000 + 1;
    if (seconds < 90) {
        snprintf(out, room, ", about %" PRIu64 " seconds left", (seconds + 4) / 5 * 5);
    } else if (seconds < (uint64_t)90 * 60) {
        snprintf(out, room, ", about %" PRIu64 " minutes left", (seconds + 59) / 60);
    } else {
        snprintf(out, room, ", about %" PRIu64 " hours left", (seconds + 3599) / 3600);
    }
}

static bool estimate_means_something(uint64_t done, uint64_t total, uint64_t elapsed_ms)
{
    return done > 0 && done < total && elapsed_ms >= ESTIMATE_AFTER_MS
           && done >= total / ESTIMATE_AFTER_PART;
}

void cf_progress_line(char line[CF_PROGRESS_LINE_MAX], uint64_t done, uint64_t total,
                      uint64_t elapsed_ms)
{
    char left[40] = "";
    if (estimate_means_something(done, total, elapsed_ms)) {
        double rest = (double)(total - done) / (double)done;
        print_time_left(left, sizeof left, (uint64_t)((double)elapsed_ms * rest));
    }
    snprintf(line, CF_PROGRESS_LINE_MAX, "%" PRIu64 " of %" PRIu64 " ballots%s", done, total, left);
}

void cf_progress_tell(void *context, uint64_t done, uint64_t total)
{
    cf_progress *progress = context;
    uint64_t now = cf_clock_ms();
    if (!progress->shown || now - progress->told_ms < TELL_EVERY_MS) {
        return;
    }
    progress->told_ms = now;
    char line[CF_PROGRESS_LINE_MAX];
    cf_progress_line(line, done, total, now - progress->begun_ms);
    fprintf(stderr, "\r%-*s", CF_PROGRESS_LINE_MAX - 1, line);
}

void cf_progress_end(cf_progress *progress)
{
    if (progress->told_ms != 0) {
        fprintf(stderr, "\r%*s\r", CF_PROGRESS_LINE_MAX - 1, "");
    }
    progress->shown = false;
}
