/*
 * record/write/fail.c -- the first error sticks.
 */
#include "record/write/fail.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

cf_status cf_write_fail(cf_fault *fault, cf_status status, const char *file, uint64_t offset,
                        const char *format, ...)
{
    if (fault->status != CF_OK) {
        return fault->status;
    }
    char what[CF_FAULT_WHAT_MAX];
    va_list values;
    va_start(values, format);
    (void)vsnprintf(what, sizeof what, format, values);
    va_end(values);
    return cf_fault_set(fault, status, file, offset, "%s", what);
}

cf_status cf_write_fail_io(cf_fault *fault, const char *file, uint64_t offset, const char *doing)
{
    return cf_write_fail(fault, CF_ERR_IO, file, offset, "cannot %s: %s", doing, strerror(errno));
}
