/*
 * verify/report.h -- is the claim true?
 *
 * A report holds, for each numbered check, how many items there had to be, how many were looked
 * at, and what was found.  It is folded from parts in the order of the record, so that the same
 * record gives the same report on every machine and any number of cores, octet for octet.  It
 * holds no times, no paths of the machine and no names of kernels.
 *
 *   law      absent means failed: a check that saw fewer items than it had to is not a pass
 *   units    expected, count   items, such as "selections of cast ballots"; what an item is: check_table.h
 *   memory   bounded: of each check's findings, and of the faults, the first CF_FINDINGS_KEPT are kept and all counted
 */
#ifndef CF_VERIFY_REPORT_H
#define CF_VERIFY_REPORT_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/hash.h"
#include "election/manifest.h"
#include "verify/check_table.h"

#include <stdbool.h>

enum { CF_FINDINGS_KEPT = 100 };

/* One thing that is not so.  Texts are UTF-8 without control characters. */
typedef struct cf_finding {
    const char *where; /* "ballots/0042.json: contests[1].selections[3]" */
    const char *what;  /* "alpha is p or more" */
} cf_finding;

typedef struct cf_check_result {
    uint64_t expected;
    uint64_t count;
    uint64_t failures; /* findings, kept or not */
    uint64_t warnings; /* of these, how many do not make it fail */
    size_t kept;
    cf_finding findings[CF_FINDINGS_KEPT];
} cf_check_result;

typedef enum cf_check_status {
    CF_CHECK_PASS,
    CF_CHECK_FAIL,           /* at least one failure */
    CF_CHECK_ABSENT,         /* no failure, but not as many seen as there had to be */
    CF_CHECK_NOT_APPLICABLE, /* nothing expected, nothing seen */
    CF_CHECK_WARNING         /* would pass, but there are warnings */
} cf_check_status;

const char *cf_check_status_name(
    cf_check_status status); /* "pass", "fail", "absent", "not applicable", "warning" */

typedef enum cf_verdict {
    CF_VERDICT_ACCEPT,
    CF_VERDICT_REJECT,      /* some check failed */
    CF_VERDICT_INCOMPLETE,  /* nothing failed, but something is absent: what is there holds */
    CF_VERDICT_UNSUPPORTED, /* a format, profile or group that this build does not verify */
    CF_VERDICT_UNREADABLE   /* nothing failed, but some file could not be read */
} cf_verdict;

const char *cf_verdict_name(cf_verdict verdict); /* "accept" .. */

/* 0 accept, 1 reject, 2 otherwise. */
int cf_verdict_exit_code(cf_verdict verdict);

/* Said before anything else when the group is a toy. */
#define CF_REPORT_TOY_WARNING                                                                      \
    "this record is over a toy group that anyone can break; it proves nothing about any election"

typedef struct cf_tally_line {
    cf_octets contest;
    cf_octets option;
    uint64_t count;
} cf_tally_line;

typedef struct cf_report {
    cf_arena *arena; /* owner of every text below */

    const char *format; /* "" until known */
    const char *profile;
    const char *group;
    bool toy; /* --allow-toy was needed: said before anything else */
    cf_octets election_label;
    bool has_hashes[3]; /* base, extended base, manifest: computed by the verifier, not claimed */
    cf_hash base_hash;
    cf_hash extended_base_hash;
    cf_hash manifest_hash; /* SHA-256 of the manifest file (eg2.1), H_M (egk2.0) */

    uint64_t cast;
    uint64_t challenged;
    uint64_t spoiled;
    uint64_t weighted; /* cast ballots whose weight is not 1: they count as more than one vote */
    uint64_t total_weight; /* of all cast ballots, at most UINT64_MAX; shown where any is not 1 */

    cf_check_result checks[CF_CHECK_COUNT];

    bool unsupported; /* a fault of status CF_ERR_UNSUPPORTED was met */
    uint64_t fault_total;
    size_t fault_kept;
    cf_fault faults[CF_FINDINGS_KEPT];

    const char
        *ends_before; /* the first stage that the record does not reach: "its tally"; or NULL */

    size_t tally_count; /* filled when the decrypted tally was read; shown only with the verdict */
    const cf_tally_line *tally;
} cf_report;

/* An empty report that lives, with its texts, in arena.  NULL when memory is out. */
CF_MUST_CHECK cf_report *cf_report_open(cf_arena *arena);

/* There had to be, and there were looked at, so many more items. */
void cf_report_expect(cf_report *report, cf_check check, uint64_t items);
void cf_report_count(cf_report *report, cf_check check, uint64_t items);

/*
 * What is not so.  where and what are copied as cf_utf8_for_people shows them, and cut at
 * CF_FAULT_WHAT_MAX octets.  When the arena is full a finding is still counted, without its words.
 */
void cf_report_fail(cf_report *report, cf_check check, const char *where, const char *what);
void cf_report_warn(cf_report *report, cf_check check, const char *where, const char *what);

/* A file that could not be read.  CF_ERR_UNSUPPORTED also sets `unsupported`. */
void cf_report_fault(cf_report *report, const cf_fault *fault);

/*
 * Fold part, which came next in the record, into whole: checks, faults and counts of ballots;
 * part's texts are copied.  What names the election, the weights and the tally stay as whole has
 * them.
 */
void cf_report_fold(cf_report *whole, const cf_report *part);

cf_check_status cf_report_check_status(const cf_report *report, cf_check check);
cf_verdict cf_report_verdict(const cf_report *report);

#endif
