/*
 * verify/report_json.h -- a report for machines.
 *
 * The members and their order are the contract of counterfoil-verify.  A toy group adds "warning"
 * before everything else; "findings_total" and "faults_total" stand only where more were found
 * than are listed, "weighted" and "total_weight" only where a cast ballot's weight is not 1. Hashes
 * are upper-case hex, null where the record did not get so far.  Labels are written exactly.
 *
 *   uses     json
 */
#ifndef CF_VERIFY_REPORT_JSON_H
#define CF_VERIFY_REPORT_JSON_H

#include "verify/report.h"
#include "json/writer.h"

/* CF_OK, or what the sink said. */
CF_MUST_CHECK cf_status cf_report_json(const cf_report *report, cf_json_sink *sink, void *context);

#endif
