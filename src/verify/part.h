/*
 * verify/part.h -- the report of one piece of a job, until its turn to be folded.
 *
 * Inside the room only.  Pieces are done in any order; each writes to a report of its own, and the
 * reports are folded in the order of the record.
 */
#ifndef CF_VERIFY_PART_H
#define CF_VERIFY_PART_H

#include "verify/report.h"

typedef struct cf_part {
    cf_arena *arena;
    cf_report *report;
} cf_part;

/* CF_ERR_MEMORY leaves the part empty; folding an empty one does nothing. */
CF_MUST_CHECK cf_status cf_part_open(cf_part *part);

/* Fold the part into whole and give its memory back. */
void cf_part_fold(cf_part *part, cf_report *whole);

/* Give the memory back of a part that nobody wants. */
void cf_part_drop(cf_part *part);

/* What a worker keeps between pieces: an arena that each piece resets.  For cf_job. */
CF_MUST_CHECK cf_status cf_scratch_open(void *context, size_t worker_index, void **worker);
void cf_scratch_close(void *context, void *worker);

#endif
