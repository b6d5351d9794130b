/*
 * verify/verify.h -- is this election record true?
 *
 * Reads a record once, streaming, on all cores, and fills a report.  It trusts nobody: parameters are pinned,
 * every group value passes the door, everything that can be counted is counted.
 *
 *   uses     everything below; never vault, never a *_make.c
 *   memory   bounded, but for at most 64 octets a ballot (more only where stems of file names exceed 13 octets)
 *   source   [EGDS21] verifications 1 to 14, doc/checks.md
 */
#ifndef CF_VERIFY_VERIFY_H
#define CF_VERIFY_VERIFY_H

#include "record/hints.h"
#include "verify/report.h"

/* Told now and then, from one thread at a time, while ballots are checked. */
typedef void cf_verify_progress(void *context, uint64_t done, uint64_t total);

/* A sidecar of the record (record/hints.h), to be used or to be written, not both. */
typedef struct cf_verify_hints {
    const char *path;        /* to be used, or NULL */
    cf_hints_writer *writer; /* to be written, or NULL; whatever happens it is gone afterwards */
    size_t claim_octets_max; /* for tests: memory of one batch proof; 0 for what is right */
    cf_fault fault; /* written: why it was not used, or not written; status CF_OK when it was */
} cf_verify_hints;

typedef struct cf_verify_options {
    size_t jobs;    /* 0: one per core */
    bool allow_toy; /* accept a toy group, and say so first */
    bool has_expected;
    cf_hash expected_h_e;         /* --expect */
    cf_verify_progress *progress; /* may be NULL */
    void *progress_context;
    cf_verify_hints *hints; /* may be NULL; the report does not depend on it */
} cf_verify_options;

/*
 * Verify the record at path and fill the report.  CF_OK whatever the verdict; CF_ERR_MEMORY when the machine gave
 * out, and then the report says nothing.
 */
CF_MUST_CHECK cf_status cf_verify_record(const char *path, const cf_verify_options *options,
                                         cf_report *report);

#endif
