/*
 * tests/record/kinds.h -- every kind of file that the room reads, one after another.
 *
 * For the tests and the fuzz targets that ask the same of all of them.
 */
#ifndef CF_TEST_RECORD_KINDS_H
#define CF_TEST_RECORD_KINDS_H

#include "base/arena.h"
#include "base/fault.h"
#include "json/reader.h"

typedef struct cf_kind {
    const char *name;     /* "plain21 ballot" */
    const char *sample;   /* a small document with every member that is known */
    const char *optional; /* names of members that may be left out, each between blanks */

    /*
     * Read a document from a reader that was opened on it, to its end, and look at every octet that
     * was read; *digest tells two different readings apart.
     */
    cf_status (*read)(cf_json *json, cf_octets document, cf_arena *arena, uint64_t *digest,
                      cf_fault *fault);
    bool is_manifest;  /* read wants the document, and takes no json */
    bool is_canonical; /* read takes nothing but the canonical form, after blanks */
} cf_kind;

extern const cf_kind cf_plain21_kinds[];
extern const size_t cf_plain21_kind_count;
extern const cf_kind cf_counterfoil_kinds[];
extern const size_t cf_counterfoil_kind_count;
extern const cf_kind cf_egk_kinds[];
extern const size_t cf_egk_kind_count;

/* Read a document that is in memory. */
cf_status cf_kind_read(const cf_kind *kind, cf_octets document, cf_arena *arena, uint64_t *digest,
                       cf_fault *fault);

#endif
