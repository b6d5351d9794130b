/*
 * tests/record/window.h -- a document through the smallest window, which slides where one wants it
 * to.
 */
#ifndef CF_TEST_RECORD_WINDOW_H
#define CF_TEST_RECORD_WINDOW_H

#include "record/kinds.h"

/*
 * Read a document from a file that has `space` blanks before it.  Not for manifests, which are read
 * from memory only.
 */
cf_status cf_kind_read_window(const cf_kind *kind, cf_octets document, size_t space,
                              cf_arena *arena, uint64_t *digest, cf_fault *fault);

#endif
