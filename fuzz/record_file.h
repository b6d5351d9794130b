/*
 * fuzz/record_file.h -- does a file of a record read the same from memory and through a window?
 *
 * The first octet of the input chooses the kind of file, the second where the window slides.  What
 * was read is looked at to its last octet, and a manifest that is given is sound
 * (tests/record/touch.h).
 */
#ifndef CF_FUZZ_RECORD_FILE_H
#define CF_FUZZ_RECORD_FILE_H

#include "record/kinds.h"

/* Says no by abort(). */
void fuzz_record_file(const cf_kind *kinds, size_t count, cf_octets input);

#endif
