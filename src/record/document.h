/*
 * record/document.h -- one file of a record, or one line of it, as a JSON document.
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
 * A file that is a line (cf_format.line_files) has to be in canonical form and to end in one line
 * feed, and its object has to say what it is.
 *
 * name has to outlive the document.  CF_ERR_ABSENT, CF_ERR_UNSUPPORTED (not a regular file),
 * CF_ERR_IO, CF_ERR_LIMIT or CF_ERR_MEMORY.
 */
CF_MUST_CHECK cf_status cf_document_open(cf_document **document, const cf_record *record,
                                         const char *name, uint64_t octets_max, cf_arena *arena,
                                         cf_fault *fault);

/* A document of a series: a file, or a line of one. */
CF_MUST_CHECK cf_status cf_document_open_number(cf_document **document, const cf_record *record,
                                                const cf_series *series, uint32_t number,
                                                cf_arena *arena, cf_fault *fault);

/* Close the file and say how the reading went: cf_json_finish. */
CF_MUST_CHECK cf_status cf_document_close(cf_document *document, cf_fault *fault);

/* --- a list that streams, in an arena of its own: the caller's is reset as it goes --- */

typedef struct cf_list_document {
    cf_document *document; /* what is read goes to the caller's scratch */
    cf_arena *own;
} cf_list_document;

CF_MUST_CHECK cf_status cf_list_document_open(cf_list_document *list, const cf_record *record,
                                              const char *name, cf_arena *scratch, cf_fault *fault);
CF_MUST_CHECK cf_status cf_list_document_close(cf_list_document *list, cf_fault *fault);

/* --- a file of lines, one document after another --- */

typedef struct cf_line_list {
    const cf_record *record;
    cf_document *document;
    cf_file file; /* of which the document is a window */
    cf_line_walk walk;
    const char *object; /* what each line has to say that it is */
    uint8_t *window;
    uint64_t number; /* of the line, from 1 */
    char label[CF_FAULT_FILE_MAX];
} cf_line_list;

/*
 * Open a file to read its lines.  name outlives the list; what is read goes to the arena of
 * list->document->reading, which the caller may change.
 */
CF_MUST_CHECK cf_status cf_line_list_open(cf_line_list *list, const cf_record *record,
                                          const char *name, const char *object, cf_arena *arena,
                                          cf_fault *fault);

/*
 * Go to the next line: read it from list->document->reading, then ask cf_json_finish.  *has_line is
 * false after the last.
 */
CF_MUST_CHECK cf_status cf_line_list_next(cf_line_list *list, bool *has_line, cf_fault *fault);
void cf_line_list_close(cf_line_list *list);

#endif
