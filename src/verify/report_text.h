/*
 * verify/report_text.h -- a report for people.
 *
 * It opens with what names the election and ends with one sentence that says the verdict.  Every
 * check is a line with a mark word; colour, where asked for, only repeats what the word says.  Of a
 * record that could not be opened only the fault and the verdict are shown.
 *
 *   uses     json
 */
#ifndef CF_VERIFY_REPORT_TEXT_H
#define CF_VERIFY_REPORT_TEXT_H

#include "verify/report.h"
#include "json/writer.h"

typedef struct cf_report_text_options {
    bool colour;
} cf_report_text_options;

/* CF_OK, or what the sink said. */
CF_MUST_CHECK cf_status cf_report_text(const cf_report *report,
                                       const cf_report_text_options *options, cf_json_sink *sink,
                                       void *context);

#endif
