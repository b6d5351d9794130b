/*
 * record/write/fail.c -- the first error sticks.
 */
#include "record/write/fail.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

cf_status cf_write_fail_list(cf_fault *fault, cf_status status, const char *file, uint64_t offset,
                             const char *format, va_list values)
{
    return fault->status != CF_OK ? fault->status
                                  : cf_fault_set_list(fault, status, file, offset, format, values);
}

cf_status cf_write_fail(cf_fault *fault, cf_status status, const char *file, uint64_t offset,
                        const char *format, ...)
{
    va_list values;
    va_start(values, format);
    const cf_status first = cf_write_fail_list(fault, status, file, offset, format, values);
    va_end(values);
    return first;
}

cf_status cf_write_fail_io(cf_fault *fault, const char *file, uint64_t offset, const char *doing)
{
    return cf_write_fail(fault, CF_ERR_IO, file, offset, "cannot %s: %s", doing, strerror(errno));
}
