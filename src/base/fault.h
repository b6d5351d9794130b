/*
 * base/fault.h -- where did it go wrong, and with what?
 *
 * A fault is a status with a place and one sentence.  It is a plain value: whoever reads or writes
 * a file takes one as its last argument, fills it on failure, and may be given NULL.
 *
 *   units    offset   octets from the start of the file, counted from 0
 */
#ifndef CF_BASE_FAULT_H
#define CF_BASE_FAULT_H

#include "base/status.h"

#include <stdarg.h>
#include <stdint.h>

enum { CF_FAULT_FILE_MAX = 256, CF_FAULT_WHAT_MAX = 512 };

typedef struct cf_fault {
    cf_status status;
    uint64_t offset;
    char file[CF_FAULT_FILE_MAX]; /* below what the caller opened, never a path of the machine */
    char what[CF_FAULT_WHAT_MAX]; /* a sentence without full stop: expected, found, nearest match */
} cf_fault;

/*
 * Fill a fault and hand its status back, so that a reader can `return cf_fault_set(...)`.
 *
 *   fault    may be NULL; longer texts are cut at a character boundary and end in "..."
 *
 * The texts are shown as cf_utf8_for_people shows them: a hostile record must not be able to write
 * to the terminal of the person who reads the fault.
 */
cf_status cf_fault_set(cf_fault *fault, cf_status status, const char *file, uint64_t offset,
                       const char *format, ...) CF_PRINTF(5, 6);

/* The same for who has such a function of its own. */
cf_status cf_fault_set_list(cf_fault *fault, cf_status status, const char *file, uint64_t offset,
                            const char *format, va_list values) CF_PRINTF(5, 0);

#endif
