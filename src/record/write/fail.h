/*
 * record/write/fail.h -- the first thing that went wrong in a record that is written.
 *
 * Inside the room only.  The parts of a writer share one fault.  Its status is CF_OK until
 * something fails; what fails later says nothing new.
 */
#ifndef CF_RECORD_WRITE_FAIL_H
#define CF_RECORD_WRITE_FAIL_H

#include "base/fault.h"

/* Fill the fault if it is the first one.  The status that sticks. */
cf_status cf_write_fail(cf_fault *fault, cf_status status, const char *file, uint64_t offset,
                        const char *format, ...) CF_PRINTF(5, 6);
cf_status cf_write_fail_list(cf_fault *fault, cf_status status, const char *file, uint64_t offset,
                             const char *format, va_list values) CF_PRINTF(5, 0);

/* CF_ERR_IO in the words of the system, "cannot DOING: why". */
cf_status cf_write_fail_io(cf_fault *fault, const char *file, uint64_t offset, const char *doing);

#endif
