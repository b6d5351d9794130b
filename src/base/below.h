/*
 * base/below.h -- what does a name below a folder stand for?
 *
 * The part of base/file.h that walks; for base/file.c alone.  Folders are descriptors here.
 */
#ifndef CF_BASE_BELOW_H
#define CF_BASE_BELOW_H

#include "base/fault.h"

#include <stdbool.h>
#include <sys/types.h>

/* A fault in the words of the system, "cannot DOING: why".  errno gives the why and the status. */
cf_status cf_below_fail(cf_fault *fault, const char *name, const char *doing);

/* Whether a part of a name is "." or "..". */
bool cf_below_is_dots(const char *part);

/* S_IFREG, S_IFLNK.. of what a name stands for, no link followed; 0 when it cannot be told. */
mode_t cf_below_kind(int folder, const char *name);

/* Open it, as a folder or as anything else.  *descriptor is the caller's to close on CF_OK. */
CF_MUST_CHECK cf_status cf_below_open(int folder, const char *name, bool is_folder, int *descriptor,
                                      cf_fault *fault);

#endif
