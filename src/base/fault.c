/*
 * base/fault.c -- format first, then make it fit to be shown.
 *
 * The sentence is formatted into room for twice what a fault keeps, so that even a text cut here is
 * longer than the fault and cf_utf8_for_people marks the cut.
 */
#include "base/fault.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

cf_status cf_fault_set_list(cf_fault *fault, cf_status status, const char *file, uint64_t offset,
                            const char *format, va_list values)
{
    if (fault == NULL) {
        return status;
    }
    char what[2 * CF_FAULT_WHAT_MAX];
    if (vsnprintf(what, sizeof what, format, values) < 0) {
        what[0] = '\0';
    }

    fault->status = status;
    fault->offset = offset;
    cf_utf8_for_people(fault->file, sizeof fault->file,
                       cf_octets_of_text(file != NULL ? file : ""));
    cf_utf8_for_people(fault->what, sizeof fault->what, cf_octets_of_text(what));
    return status;
}

cf_status cf_fault_set(cf_fault *fault, cf_status status, const char *file, uint64_t offset,
                       const char *format, ...)
{
    va_list values;
    va_start(values, format);
    (void)cf_fault_set_list(fault, status, file, offset, format, values);
    va_end(values);
    return status;
}
