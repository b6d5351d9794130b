/*
 * verify/part.c -- one arena a part: the findings of different pieces share nothing.
 */
#include "verify/part.h"

/*
 * A report and the texts of every finding that it keeps: 72 checks, 100 findings, two texts of 512
 * octets.
 */
enum { PART_OCTETS = 1 << 24 };

/* The ballot that is read, what is recomputed of it, and the scratch of its proofs. */
enum { SCRATCH_OCTETS = 1 << 28 };

_Static_assert(sizeof(cf_report) + (size_t)CF_CHECK_COUNT * CF_FINDINGS_KEPT * 2 * CF_FAULT_WHAT_MAX
                   < PART_OCTETS,
               "no finding of a part loses its words");

cf_status cf_part_open(cf_part *part)
{
    part->arena = cf_arena_open(PART_OCTETS);
    part->report = part->arena != NULL ? cf_report_open(part->arena) : NULL;
    return part->report != NULL ? CF_OK : CF_ERR_MEMORY;
}

void cf_part_fold(cf_part *part, cf_report *whole)
{
    if (part->report != NULL) {
        cf_report_fold(whole, part->report);
    }
    cf_part_drop(part);
}

void cf_part_drop(cf_part *part)
{
    cf_arena_close(part->arena);
    *part = (cf_part){ 0 };
}

cf_status cf_scratch_open(void *context, size_t worker_index, void **worker)
{
    (void)context;
    (void)worker_index;
    *worker = cf_arena_open(SCRATCH_OCTETS);
    return *worker != NULL ? CF_OK : CF_ERR_MEMORY;
}

void cf_scratch_close(void *context, void *worker)
{
    (void)context;
    cf_arena_close(worker);
}
