/*
 * record/detect.h -- which format is this?
 *
 * Inside the room only.
 */
#ifndef CF_RECORD_DETECT_H
#define CF_RECORD_DETECT_H

#include "record/inside.h"

/*
 * The one family that the folder belongs to.  CF_ERR_UNSUPPORTED: a format that we know by name
 * only, or none; the fault says which.  CF_ERR_SHAPE: more than one.
 */
CF_MUST_CHECK cf_status cf_detect(const cf_folder *folder, const cf_format_family **family,
                                  cf_fault *fault);

/* The fault of a path that is not a folder: some formats are one file. */
cf_status cf_detect_file(const char *path, cf_fault *fault);

#endif
