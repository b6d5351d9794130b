/*
 * A record in a folder of its own, to be lied in.
 *
 * Every function ends the test when it cannot do what it says.
 */
#ifndef CF_TEST_VERIFY_RECORD_COPY_H
#define CF_TEST_VERIFY_RECORD_COPY_H

#include <stdbool.h>
#include <stddef.h>

enum { RECORD_COPY_PATH_MAX = 512 };

typedef struct record_copy {
    char path[RECORD_COPY_PATH_MAX];
} record_copy;

/* Whether a folder is there. */
bool folder_exists(const char *path);

/* Copy the folder at source, with all that is in it, to a new place; and take it away again. */
record_copy record_copy_of(const char *source);
void record_copy_drop(const record_copy *copy);

/* The string after the nth (from 0) occurrence of a text gets another last hex digit: 0 for 1, 1 for 0, 2 for 3 .. */
void record_copy_flip_after(const record_copy *copy, const char *file, const char *text,
                            size_t nth);

/* The nth (from 0) occurrence of a text is replaced. */
void record_copy_replace(const record_copy *copy, const char *file, const char *text,
                         const char *replacement, size_t nth);

void record_copy_remove(const record_copy *copy, const char *file);
void record_copy_rename(const record_copy *copy, const char *from, const char *to);
void record_copy_link(const record_copy *copy, const char *from, const char *to);
void record_copy_duplicate(const record_copy *copy, const char *from, const char *to);

#endif
