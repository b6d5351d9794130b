/*
 * verify/report_csv.h -- the totals for spreadsheets.
 *
 * A header line "contest,option,count", then one line for each option of the manifest whose total
 * could be read, in the manifest's order; lines end in CR LF and every label is quoted ([RFC4180]).
 *
 * Control and invisible characters are shown as in the text (base/utf8.h), so that no label writes
 * to a terminal and none looks like another.  All other characters are written exactly, also = + -
 * and @ at the start: cells are data.  A spreadsheet that is told to open the file rather than to
 * import it as text may take such a label for a formula.
 *
 *   uses     json
 *   source   [RFC4180] 2
 */
#ifndef CF_VERIFY_REPORT_CSV_H
#define CF_VERIFY_REPORT_CSV_H

#include "verify/report.h"
#include "json/writer.h"

/* CF_OK, or what the sink said. */
CF_MUST_CHECK cf_status cf_report_csv(const cf_report *report, cf_json_sink *sink, void *context);

#endif
