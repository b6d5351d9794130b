/*
 * cli/input.h -- a file that a person names.
 *
 * A person may name it by a link; below the folder that it really lies in, links are not followed.
 */
#ifndef CF_CLI_INPUT_H
#define CF_CLI_INPUT_H

#include "base/file.h"

typedef struct cf_input {
    cf_folder folder; /* that the file lies in */
    const char *name; /* of the file in it */
    char *real;       /* the whole path; the input's */
} cf_input;

/* The fault's file is path. */
CF_MUST_CHECK cf_status cf_input_open(cf_input *input, const char *path, cf_fault *fault);
void cf_input_close(cf_input *input);

#endif
