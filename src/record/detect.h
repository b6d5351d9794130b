/*
 * record/detect.h -- which format is this?
 *
 * Inside the room only.
 */
#ifndef CF_RECORD_DETECT_H
#define CF_RECORD_DETECT_H

#include "record/inside.h"

/*
 * The one family that the record belongs to.  CF_ERR_UNSUPPORTED: a format that we know by name
 * only, or none; the fault says which.  CF_ERR_SHAPE: more than one.
 */
CF_MUST_CHECK cf_status cf_detect(const cf_store *store, const cf_format_family **family,
                                  cf_fault *fault);

/* Whether a file is an archive of a record, by its first octets or by its name. */
bool cf_detect_archive(const char *path, const cf_file *file);

/* The fault of a path that is neither a folder nor such an archive. */
cf_status cf_detect_file(const char *path, cf_fault *fault);

#endif
