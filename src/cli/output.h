/*
 * cli/output.h -- a file that a report is written to.
 *
 * Opened before the work begins, so that a place where nothing can be written is known before an
 * hour of verifying and not after; emptied only when there is something to write.  "-" is standard
 * output.
 */
#ifndef CF_CLI_OUTPUT_H
#define CF_CLI_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

typedef struct cf_output {
    const char *path; /* NULL: not asked for; the caller's */
    FILE *stream;
} cf_output;

/*
 * Whether the file would stand in the folder or in one below it, or is a link that leads nowhere.
 */
bool cf_output_stands_below(const char *path, const char *folder);

/*
 * Whether something new may be made at path: nothing is there, and it is not in the record that is
 * only read (or NULL).  If not, why is said on stderr.
 */
bool cf_output_is_free(const char *path, const char *record);

/* Whether it goes to standard output. */
bool cf_output_is_stdout(const cf_output *output);

/*
 * Open output->path if there is one.  On failure says why on stderr and returns false.
 *
 *   record   a folder that is about to be read: nothing is written into it
 */
bool cf_output_open(cf_output *output, const char *record);

/* Whether both were opened and are one file. */
bool cf_output_is_same(const cf_output *a, const cf_output *b);

/* Whether it was opened and is the file at this path, links followed; NULL is no file. */
bool cf_output_is_file(const cf_output *output, const char *path);

/* Empty the file: what follows is written from its start.  As cf_output_open on failure. */
bool cf_output_begin(cf_output *output);

/* Close what was opened.  false, and said on stderr, when not everything could be written. */
bool cf_output_close(cf_output *output);

#endif
