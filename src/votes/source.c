/*
 * votes/source.c -- a window that slides over the file.
 */
#include "votes/inside.h"

#include <stdarg.h>
#include <string.h>

static void fail(cf_votes_source *source, cf_status status)
{
    source->status = status;
    source->end = source->at;
    source->at_end = true;
}

void cf_votes_source_fill(cf_votes_source *source)
{
    memmove(source->window, source->window + source->at, source->end - source->at);
    source->window_offset += source->at;
    source->end -= source->at;
    source->at = 0;
    while (source->end < CF_VOTES_WINDOW_OCTETS && !source->at_end) {
        size_t got = 0;
        cf_fault fault = { .status = CF_OK };
        const cf_status status = cf_file_read(source->file, source->window + source->end,
                                              CF_VOTES_WINDOW_OCTETS - source->end, &got, &fault);
        source->end += got;
        source->at_end = got == 0;
        if (status != CF_OK) {
            fail(source, cf_fault_set(source->fault, status, source->name, source->window_offset,
                                      "%s", fault.what));
        }
    }
}

bool cf_votes_pass_byte_order_mark(cf_votes_source *source)
{
    static const uint8_t mark[] = { 0xEF, 0xBB, 0xBF };
    cf_votes_source_fill(source);
    const bool stands = source->end - source->at >= sizeof mark
                        && memcmp(source->window + source->at, mark, sizeof mark) == 0;
    source->at += stands ? sizeof mark : 0;
    return stands;
}

cf_status cf_votes_refuse(cf_votes_source *source, cf_status status, const char *format, ...)
{
    va_list values;
    if (source->status != CF_OK) {
        return source->status;
    }
    va_start(values, format);
    (void)cf_fault_set_list(source->fault, status, source->name, source->window_offset + source->at,
                            format, values);
    va_end(values);
    fail(source, status);
    return status;
}
