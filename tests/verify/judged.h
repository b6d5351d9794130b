/*
 * A record, and what verifying it says, in short words.
 *
 * Every record is verified in many ways, and the reports are one: exactly, and with hints on several numbers of cores, in
 * short stretches; with hints that were made from this record and, where there is one, from a record that is true.
 */
#ifndef CF_TEST_VERIFY_JUDGED_H
#define CF_TEST_VERIFY_JUDGED_H

#include "verify/verify.h"

enum { JUDGED_WORDS_MAX = 1024 };

typedef struct judged {
    cf_arena *arena;
    const cf_report *report;
    cf_verdict verdict;
    char failed[JUDGED_WORDS_MAX]; /* ids of 1 to 8, X.1 to X.15 and X.17 that failed: "6.A 6.D" */
    char absent[JUDGED_WORDS_MAX];
} judged;

/* The hints of this record, as it is now, stand by when others are judged. */
void judged_keep_hints(const char *path);
void judged_drop_hints(void);

/* Verify with these options; the tests of the tally's half look at the rest of the report. */
judged judge_with(const char *path, const cf_verify_options *options);

/* With toy groups allowed. */
judged judge(const char *path);

/* In one way only: with these options, hints included. */
judged judge_once(const char *path, const cf_verify_options *options);

void judged_drop(judged *j);

/* Ends the test unless two reports are the same, octet for octet. */
void assert_same_report(const cf_report *a, const cf_report *b);

/* The first finding of a check; fails when there is none. */
const cf_finding *first_finding(const judged *j, cf_check check);

#endif
