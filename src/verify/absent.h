/*
 * verify/absent.h -- what a record that stops early still owes.
 *
 * Absent means failed: a check whose items are not there is expected all the same, and shows as absent.  Where nobody
 * can know how many items there would have been, it is one.
 */
#ifndef CF_VERIFY_ABSENT_H
#define CF_VERIFY_ABSENT_H

#include "verify/report.h"

typedef struct cf_verification cf_verification;

/* Each adds `items` to what every check of its kind that the profile has expects, and counts nothing. */
void cf_absent_parameters(cf_report *report, const cf_verification *verification, uint64_t items);
void cf_absent_keys(cf_report *report, const cf_verification *verification, uint64_t items);
void cf_absent_ballots(cf_report *report, const cf_verification *verification, uint64_t items);
void cf_absent_devices(cf_report *report, const cf_verification *verification, uint64_t items);
/* X.25, where the format has an index of codes. */
void cf_absent_codes(cf_report *report, const cf_verification *verification, uint64_t items);
void cf_absent_tally(cf_report *report, const cf_verification *verification, uint64_t items);

#endif
