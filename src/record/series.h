/*
 * record/series.h -- the documents that a record has many of: ballots, opened ballots.
 *
 * Inside the room only.  Each is a file of its own (record/names.h) or a line of a batch
 * (record/lines.h); whoever wants number n need not know.
 *
 *   units    number   0..count-1
 */
#ifndef CF_RECORD_SERIES_H
#define CF_RECORD_SERIES_H

#include "record/lines.h"
#include "record/names.h"

typedef struct cf_series {
    const char *object; /* what each line says that it is; NULL: they are files */
    cf_names names;
    cf_lines lines;
} cf_series;

static inline uint32_t cf_series_count(const cf_series *series)
{
    return series->object == NULL ? series->names.count : series->lines.count;
}

/* No more of them.  CF_ERR_MEMORY. */
CF_MUST_CHECK cf_status cf_series_seal(cf_series *series, cf_fault *fault);

/* "ballots/0042.json", "ballots/00000001.jsonl:17"; NULL when memory is out. */
const char *cf_series_file(const cf_series *series, uint32_t number, cf_arena *arena);

/* "ballots", "encrypted_ballots/device1" */
const char *cf_series_folder(const cf_series *series, uint32_t number);

#endif
