/*
 * record/write/series.c -- 00000001, 00000002, and so on.
 */
#include "record/write/inside.h"

#include <stdio.h>

bool cf_write_is_full(size_t lines, uint64_t octets, uint64_t len)
{
    return lines > 0 && (lines >= CF_WRITE_BATCH_LINES || octets + len > CF_WRITE_BATCH_OCTETS);
}

cf_status cf_write_series_next(cf_record_writer *writer, const char *folder, const char *suffix)
{
    cf_write_series *series = &writer->series;
    if (series->number >= CF_WRITE_FILES_MAX) {
        return cf_write_fail(&writer->fault, CF_ERR_LIMIT, folder, 0,
                             "a folder of a record has at most %d files", CF_WRITE_FILES_MAX);
    }
    series->number++;
    series->lines = 0;
    series->octets = 0;
    series->is_open = true;
    (void)snprintf(series->name, sizeof series->name, "%s/%08u%s", folder, (unsigned)series->number,
                   suffix);
    return cf_write_store_begin(&writer->store, series->name);
}

cf_status cf_write_series_end(cf_record_writer *writer)
{
    if (!writer->series.is_open) {
        return writer->fault.status;
    }
    writer->series.is_open = false;
    return cf_write_store_end(&writer->store);
}
