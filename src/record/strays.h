/*
 * record/strays.h -- remember what stands among the ballots and is no ballot.
 *
 * Inside the room only.  A record with a million strays costs no more than one with CF_STRAYS_KEPT.
 */
#ifndef CF_RECORD_STRAYS_H
#define CF_RECORD_STRAYS_H

#include "record/inside.h"

/*
 * folder "" is the record itself.  what: the sentence of the fault, "a folder stands where only
 * ballots are".  CF_ERR_MEMORY.
 */
CF_MUST_CHECK cf_status cf_strays_add(cf_record *record, const char *folder, const char *name,
                                      const char *what, cf_fault *fault);

/* The same of a file whose fault is known. */
CF_MUST_CHECK cf_status cf_strays_add_fault(cf_record *record, const cf_fault *stray,
                                            cf_fault *fault);

#endif
