/*
 * record/document.h -- one file of a record as a JSON document.
 *
 *     cf_document *document;
 *     cf_status status = cf_document_open(&document, record, name, octets_max, arena, fault);
 *     if (status != CF_OK) { return status; }
 *     .. read from &document->reading ..
 *     return cf_document_close(document, fault);
 *
 *   memory   the document and its window (twice the file, 256 KiB at most) live in the arena.  A
 *            string longer than half of the window is CF_ERR_LIMIT
 */
#ifndef CF_RECORD_DOCUMENT_H
#define CF_RECORD_DOCUMENT_H

#include "record/inside.h"

/*
 * How large a file may be.  Lists stream; everything else is also bound by the arena that it goes
 * to.
 */
#define CF_DOCUMENT_OCTETS_MAX                                                                     \
    (UINT64_C(1) << 26) /* 64 MiB: a ballot, a manifest, parameters, keys */
#define CF_TALLY_OCTETS_MAX (UINT64_C(1) << 30)
#define CF_LIST_OCTETS_MAX  (UINT64_C(1) << 40)

enum {
    CF_DOCUMENT_WINDOW_MAX = 1 << 18,
    CF_DOCUMENT_ARENA_OCTETS = 1 << 20 /* enough for one document and its window */
};

typedef struct cf_document {
    cf_file file;
    cf_json json;
    cf_reading reading; /* into the arena that it was opened with, in the record's way of writing */
} cf_document;

/*
 * name has to outlive the document.  CF_ERR_ABSENT, CF_ERR_UNSUPPORTED (not a regular file),
 * CF_ERR_IO, CF_ERR_LIMIT or CF_ERR_MEMORY.
 */
CF_MUST_CHECK cf_status cf_document_open(cf_document **document, const cf_record *record,
                                         const char *name, uint64_t octets_max, cf_arena *arena,
                                         cf_fault *fault);

/* Close the file and say how the reading went: cf_json_finish. */
CF_MUST_CHECK cf_status cf_document_close(cf_document *document, cf_fault *fault);

#endif
