/*
 * cli/input.c -- where a named file really lies.
 */
#include "cli/input.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

cf_status cf_input_open(cf_input *input, const char *path, cf_fault *fault)
{
    char *real = realpath(path, NULL);
    if (real == NULL) {
        const cf_status status = errno == ENOENT ? CF_ERR_ABSENT : CF_ERR_IO;
        return cf_fault_set(fault, status, path, 0, "cannot be read: %s", strerror(errno));
    }
    char *slash = strrchr(real, '/');
    *slash = '\0';
    cf_status status = cf_folder_open(&input->folder, slash == real ? "/" : real, fault);
    if (status != CF_OK) {
        free(real);
        return status;
    }
    input->name = slash + 1;
    input->real = real;
    return CF_OK;
}

void cf_input_close(cf_input *input)
{
    cf_folder_close(&input->folder);
    free(input->real);
}
