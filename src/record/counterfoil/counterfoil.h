/*
 * record/counterfoil/counterfoil.h -- "counterfoil": our own format, canonical and in batches.
 *
 * Inside the room only.  Its objects have the members of plain21's files and are read by
 * plain21.h's readers; here is what is not there.  As there, the caller asks cf_json_finish.
 *
 *   source   doc/formats.md, "counterfoil"
 */
#ifndef CF_RECORD_COUNTERFOIL_COUNTERFOIL_H
#define CF_RECORD_COUNTERFOIL_COUNTERFOIL_H

#include "record/inside.h"

extern const cf_format_family cf_counterfoil_family;

/* devices.json: plain21's list as a member of an object. */
void cf_counterfoil_devices(cf_reading *reading, const cf_device_visitor *visitor);

/* One line of codes/: all but file and stem.  The code's octets stand in `room`. */
cf_code_entry cf_counterfoil_code(cf_reading *reading, uint8_t room[CF_READING_ID_MAX]);

/* codes.c */
cf_status cf_counterfoil_visit_codes(const cf_record *record, cf_code_visit *visit, void *context,
                                     cf_fault *fault);

#endif
