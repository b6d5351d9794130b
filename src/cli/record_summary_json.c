/*
 * cli/record_summary_json.c -- the summary for machines; "verified" is always false.
 */
#include "base/hex.h"
#include "cli/record_summary.h"
#include "cli/show.h"

static void put_text(cf_json_out *json, const char *key, const char *text)
{
    cf_json_out_key(json, key);
    cf_json_out_text(json, text);
}

/* A text of the record, or null where it has none. */
static void put_octets(cf_json_out *json, const char *key, cf_octets text)
{
    cf_json_out_key(json, key);
    if (text.at == NULL) {
        cf_json_out_null(json);
    } else {
        cf_json_out_string(json, text);
    }
}

static void put_integer(cf_json_out *json, const char *key, uint64_t number)
{
    cf_json_out_key(json, key);
    cf_json_out_integer(json, number);
}

/*
 * A hash of any length that a record may claim, as hex; null where it has none, or one that is no
 * hash.
 */
static void put_hash(cf_json_out *json, const char *key, cf_octets hash)
{
    enum { CLAIM_MAX = 64 };
    char digits[2 * CLAIM_MAX + 1];
    cf_json_out_key(json, key);
    if (hash.at == NULL || hash.len > CLAIM_MAX) {
        cf_json_out_null(json);
        return;
    }
    cf_hex_encode(digits, hash, CF_HEX_UPPER);
    cf_json_out_text(json, digits);
}

static void put_claims(cf_json_out *json, const cf_record_summary *summary)
{
    cf_json_out_key(json, "claimed");
    cf_json_out_object(json);
    put_octets(json, "version", summary->parameters.version);
    put_hash(json, "parameter_base_hash", summary->parameters.h_p);
    put_hash(json, "base_hash", summary->parameters.h_b);
    put_hash(json, "extended_base_hash", summary->keys.h_e);
    cf_json_out_object_end(json);
}

static void put_guardians(cf_json_out *json, const cf_record_summary *summary)
{
    cf_json_out_key(json, "guardians");
    cf_json_out_object(json);
    put_integer(json, "n", summary->parameters.n);
    put_integer(json, "k", summary->parameters.k);
    cf_json_out_key(json, "names");
    cf_json_out_array(json);
    for (size_t i = 0; i < summary->keys.guardian_count; i++) {
        cf_json_out_string(json, summary->keys.guardians[i].name);
    }
    cf_json_out_array_end(json);
    cf_json_out_object_end(json);
}

static void put_contest(cf_json_out *json, const cf_contest *contest)
{
    cf_json_out_object(json);
    put_integer(json, "index", contest->index);
    put_octets(json, "label", contest->label);
    put_integer(json, "selection_limit", contest->selection_limit);
    put_integer(json, "option_limit", contest->option_limit);
    put_integer(json, "data_blocks", contest->data_blocks);
    cf_json_out_key(json, "options");
    cf_json_out_array(json);
    for (size_t i = 0; i < contest->option_count; i++) {
        cf_json_out_string(json, contest->options[i].label);
    }
    cf_json_out_array_end(json);
    cf_json_out_object_end(json);
}

static void put_style(cf_json_out *json, const cf_manifest *manifest, const cf_ballot_style *style)
{
    cf_json_out_object(json);
    put_octets(json, "label", style->label);
    cf_json_out_key(json, "contests");
    cf_json_out_array(json);
    for (size_t i = 0; i < style->contest_count; i++) {
        cf_json_out_integer(json, manifest->contests[style->contests[i]].index);
    }
    cf_json_out_array_end(json);
    cf_json_out_object_end(json);
}

static void put_manifest(cf_json_out *json, const cf_manifest *manifest)
{
    cf_json_out_key(json, "contests");
    cf_json_out_array(json);
    for (size_t i = 0; i < manifest->contest_count; i++) {
        put_contest(json, &manifest->contests[i]);
    }
    cf_json_out_array_end(json);
    cf_json_out_key(json, "ballot_styles");
    cf_json_out_array(json);
    for (size_t i = 0; i < manifest->style_count; i++) {
        put_style(json, manifest, &manifest->styles[i]);
    }
    cf_json_out_array_end(json);
}

static const char *presence(cf_status status)
{
    if (status == CF_OK) {
        return "there";
    }
    return status == CF_ERR_ABSENT ? "not there" : "unreadable";
}

static void put_pieces(cf_json_out *json, const cf_record_summary *summary)
{
    cf_json_out_key(json, "pieces");
    cf_json_out_object(json);
    for (cf_piece piece = CF_PIECE_PARAMETERS; piece < CF_PIECE_COUNT; piece++) {
        put_text(json, cf_piece_name(piece), presence(summary->status[piece]));
    }
    cf_json_out_object_end(json);
    put_integer(json, "ballot_files", summary->ballot_files);
    put_text(json, "ballot_form", summary->ballot_form);
    put_integer(json, "opened_ballot_files", summary->opened_files);
    put_integer(json, "devices", summary->device_count);
    put_integer(json, "ballots_listed_by_devices", summary->listed_ballots);
}

static void put_faults(cf_json_out *json, const cf_record_summary *summary)
{
    cf_json_out_key(json, "faults");
    cf_json_out_array(json);
    for (cf_piece piece = CF_PIECE_PARAMETERS; piece < CF_PIECE_COUNT; piece++) {
        if (summary->status[piece] != CF_OK && summary->status[piece] != CF_ERR_ABSENT) {
            cf_show_fault_json(json, &summary->fault[piece]);
        }
    }
    cf_json_out_array_end(json);
}

cf_status cf_record_summary_json(const cf_record_summary *summary, FILE *stream)
{
    cf_json_out json;
    cf_json_out_open(&json, cf_show_to_stream, stream, CF_JSON_INDENTED);
    cf_json_out_object(&json);
    cf_json_out_key(&json, "verified");
    cf_json_out_bool(&json, false);
    put_text(&json, "format", summary->format);
    put_text(&json, "profile", cf_profile_name(summary->profile));
    put_text(&json, "group", summary->group);
    put_octets(&json, "label", summary->manifest.label);
    put_claims(&json, summary);
    put_guardians(&json, summary);
    put_manifest(&json, &summary->manifest);
    put_pieces(&json, summary);
    put_faults(&json, summary);
    cf_json_out_object_end(&json);
    return cf_json_out_finish(&json);
}
