/*
 * verify/report_json.c -- the report in the order in which a person would ask.
 */
#include "verify/report_json.h"

#include "base/hex.h"

static void text(cf_json_out *out, const char *key, const char *value)
{
    cf_json_out_key(out, key);
    cf_json_out_text(out, value);
}

static void number(cf_json_out *out, const char *key, uint64_t value)
{
    cf_json_out_key(out, key);
    cf_json_out_integer(out, value);
}

static void hash(cf_json_out *out, const char *key, bool known, const cf_hash *value)
{
    char hex[2 * CF_HASH_OCTETS + 1];
    cf_json_out_key(out, key);
    if (!known) {
        cf_json_out_null(out);
        return;
    }
    cf_hex_encode(hex, cf_octets_of(value->octets, CF_HASH_OCTETS), CF_HEX_UPPER);
    cf_json_out_text(out, hex);
}

static void election(cf_json_out *out, const cf_report *report)
{
    cf_json_out_key(out, "election");
    cf_json_out_object(out);
    cf_json_out_key(out, "label");
    cf_json_out_string(out, report->election_label);
    hash(out, "base_hash", report->has_hashes[0], &report->base_hash);
    hash(out, "extended_base_hash", report->has_hashes[1], &report->extended_base_hash);
    hash(out, "manifest_hash", report->has_hashes[2], &report->manifest_hash);
    cf_json_out_object_end(out);
}

static void ballots(cf_json_out *out, const cf_report *report)
{
    cf_json_out_key(out, "ballots");
    cf_json_out_object(out);
    number(out, "cast", report->cast);
    number(out, "challenged", report->challenged);
    number(out, "spoiled", report->spoiled);
    cf_json_out_object_end(out);
}

/* Only where some cast ballot weighs other than 1. */
static void weights(cf_json_out *out, const cf_report *report)
{
    if (report->weighted == 0) {
        return;
    }
    cf_json_out_key(out, "weights");
    cf_json_out_object(out);
    number(out, "ballots", report->weighted);
    number(out, "total", report->total_weight);
    cf_json_out_object_end(out);
}

static void findings(cf_json_out *out, const cf_check_result *result)
{
    cf_json_out_key(out, "findings");
    cf_json_out_array(out);
    for (size_t i = 0; i < result->kept; i++) {
        cf_json_out_object(out);
        text(out, "where", result->findings[i].where);
        text(out, "what", result->findings[i].what);
        cf_json_out_object_end(out);
    }
    cf_json_out_array_end(out);
    if (result->failures > result->kept) {
        number(out, "findings_total", result->failures);
    }
}

static void checks(cf_json_out *out, const cf_report *report)
{
    cf_json_out_key(out, "checks");
    cf_json_out_array(out);
    for (cf_check check = 0; check < CF_CHECK_COUNT; check++) {
        const cf_check_entry *entry = cf_check_entry_of(check);
        const cf_check_result *result = &report->checks[check];
        cf_json_out_object(out);
        text(out, "id", entry->id);
        text(out, "title", entry->title);
        text(out, "status", cf_check_status_name(cf_report_check_status(report, check)));
        number(out, "expected", result->expected);
        number(out, "count", result->count);
        findings(out, result);
        cf_json_out_object_end(out);
    }
    cf_json_out_array_end(out);
}

static void faults(cf_json_out *out, const cf_report *report)
{
    cf_json_out_key(out, "faults");
    cf_json_out_array(out);
    for (size_t i = 0; i < report->fault_kept; i++) {
        cf_json_out_object(out);
        text(out, "file", report->faults[i].file);
        number(out, "offset", report->faults[i].offset);
        text(out, "what", report->faults[i].what);
        cf_json_out_object_end(out);
    }
    cf_json_out_array_end(out);
    if (report->fault_total > report->fault_kept) {
        number(out, "faults_total", report->fault_total);
    }
}

/* Lines of one contest stand together, in the order of the manifest. */
static void tally(cf_json_out *out, const cf_report *report)
{
    cf_json_out_key(out, "tally");
    cf_json_out_object(out);
    for (size_t i = 0; i < report->tally_count; i++) {
        const cf_tally_line *line = &report->tally[i];
        const bool first = i == 0 || !cf_octets_equal(line->contest, line[-1].contest);
        if (first && i > 0) {
            cf_json_out_object_end(out);
        }
        if (first) {
            cf_json_out_key_octets(out, line->contest);
            cf_json_out_object(out);
        }
        cf_json_out_key_octets(out, line->option);
        cf_json_out_integer(out, line->count);
    }
    if (report->tally_count > 0) {
        cf_json_out_object_end(out);
    }
    cf_json_out_object_end(out);
}

cf_status cf_report_json(const cf_report *report, cf_json_sink *sink, void *context)
{
    cf_json_out out;
    cf_json_out_open(&out, sink, context, CF_JSON_INDENTED);
    cf_json_out_object(&out);
    if (report->toy) {
        text(&out, "warning", CF_REPORT_TOY_WARNING);
    }
    text(&out, "verdict", cf_verdict_name(cf_report_verdict(report)));
    text(&out, "format", report->format);
    text(&out, "profile", report->profile);
    text(&out, "group", report->group);
    election(&out, report);
    ballots(&out, report);
    weights(&out, report);
    checks(&out, report);
    faults(&out, report);
    tally(&out, report);
    cf_json_out_object_end(&out);
    return cf_json_out_finish(&out);
}
