/*
 * json/walk.h -- all that can be seen of a document, in one number and one fault.
 *
 * Two ways to read one document have read it alike when their walks are the same.
 */
#ifndef CF_TESTS_JSON_WALK_H
#define CF_TESTS_JSON_WALK_H

#include "json/reader.h"

enum { WALK_DOCUMENT_MAX = 1 << 16 };

typedef struct walk {
    bool whole_numbers; /* set before the walk: others are refused; else numbers are skipped */
    uint64_t seen;      /* values, keys and offsets, folded in order */
    uint64_t steps;
    cf_fault fault; /* as finish gave it; all zeros when the document holds */
} walk;

/* Walk what a reader was opened on. */
void walk_document(cf_json *json, walk *w);

/* Walk a document in memory, and through a window of this size. */
void walk_memory(cf_octets document, walk *w);
void walk_window(cf_octets document, size_t buffer_octets, walk *w);

bool walk_same(const walk *a, const walk *b);

#endif
