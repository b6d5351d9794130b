/*
 * verify/report_csv.c -- two labels in quotes and a number; a quote inside quotes is doubled.
 */
#include "verify/report_csv.h"

#include "base/utf8.h"

#include <inttypes.h>
#include <stdio.h>

typedef struct csv_out {
    cf_json_sink *sink;
    void *context;
    cf_status status; /* the first one that was not CF_OK sticks */
} csv_out;

static void put(csv_out *out, const void *octets, size_t len)
{
    if (out->status == CF_OK && len > 0) {
        out->status = out->sink(out->context, octets, len);
    }
}

static void put_text(csv_out *out, const char *text)
{
    put(out, text, strlen(text));
}

static void put_label(csv_out *out, cf_octets label)
{
    put_text(out, "\"");
    for (size_t at = 0; at < label.len;) {
        char shown[CF_UTF8_SHOWN_MAX];
        const size_t len = cf_utf8_show(shown, label, &at);
        put(out, shown[0] == '"' ? "\"\"" : shown, shown[0] == '"' ? 2 : len);
    }
    put_text(out, "\"");
}

cf_status cf_report_csv(const cf_report *report, cf_json_sink *sink, void *context)
{
    csv_out out = { .sink = sink, .context = context, .status = CF_OK };
    put_text(&out, "contest,option,count\r\n");
    for (size_t i = 0; i < report->tally_count; i++) {
        const cf_tally_line *line = &report->tally[i];
        char count[32];
        (void)snprintf(count, sizeof count, ",%" PRIu64 "\r\n", line->count);
        put_label(&out, line->contest);
        put_text(&out, ",");
        put_label(&out, line->option);
        put_text(&out, count);
    }
    return out.status;
}
