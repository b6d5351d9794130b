/*
 * demo/demo.h -- a whole joint election in one process, with made-up voters.
 *
 * Real cryptography, and every guardian an object of its own that is told only what it would be
 * told; but one program plays all parts.  Writes below a folder:
 *
 *     record/         the election record, format counterfoil
 *     votes.jsonl     the plain ballots (doc/formats.md, "plain ballots")
 *     expected.csv    the tally of the plain votes, as `counterfoil-verify --csv` writes one
 *
 *   uses     everything but verify
 *   memory   bounded, but for 96 octets a ballot (lists of the devices, index of codes, what must
 *            stay sealed)
 *   source   [EGDS21] 3
 */
#ifndef CF_DEMO_DEMO_H
#define CF_DEMO_DEMO_H

#include "base/fault.h"
#include "base/octets.h"
#include "group/group.h"

enum { CF_DEMO_GUARDIANS_MAX = 32 };

typedef struct cf_demo_options {
    const char *folder; /* is made; must not exist or be empty */
    const cf_group *group;
    uint64_t ballots;   /* 1 or more */
    uint32_t guardians; /* 1..CF_DEMO_GUARDIANS_MAX */
    uint32_t quorum;    /* 1..guardians */
    const char *seed;   /* repeatable, and the manifest's label says DEMONSTRATION; NULL: not */
    bool chain;         /* codes are chained on every device */
    bool binary;        /* ballots in binary batches */
    const char *hints;  /* where a sidecar of hints goes; NULL: nowhere */
    cf_octets manifest; /* a manifest of eg2.1; at NULL: a built-in one */
    const char *manifest_name; /* for faults */
    size_t jobs;               /* 0: one per core */

    /* Told what happens, a sentence at a time.  May be NULL. */
    void (*say)(void *context, const char *sentence);
    void *context;
} cf_demo_options;

/*
 * CF_OK: the record is complete, and its tally is that of the plain votes.  CF_ERR_RANGE: guardians
 * or quorum are not as said above.  Else the fault says what could not be done.
 */
CF_MUST_CHECK cf_status cf_demo_run(const cf_demo_options *options, cf_fault *fault);

#endif
