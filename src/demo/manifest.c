/*
 * demo/manifest.c -- the built-in manifest, and a label that says what a seeded election is.
 */
#include "demo/inside.h"

#include "json/writer.h"

/* One line in canonical form. */
static const char built_in[] =
    "{\"ballot_styles\":["
    "{\"contests\":[1,2,3],\"label\":\"Mainland\"},"
    "{\"contests\":[1,3],\"label\":\"Islands\"}],"
    "\"contests\":["
    "{\"data_blocks\":2,\"label\":\"Mayor\",\"option_limit\":1,"
    "\"options\":[\"Åsa Lindqvist\",\"Бруно Ковач\",\"陳小雨\",\"Niamh O'Dea\"],"
    "\"selection_limit\":1},"
    "{\"data_blocks\":0,\"label\":\"Council, two seats\",\"option_limit\":1,"
    "\"options\":[\"Dörte Ünal\",\"Émile Façade\",\"Frida Ñandú\",\"Γιώργος Νίκας\","
    "\"Hana Šťastná\"],\"selection_limit\":2},"
    "{\"data_blocks\":0,\"label\":\"Budget, three points\",\"option_limit\":3,"
    "\"options\":[\"Schools\",\"Harbour\",\"Parks\"],\"selection_limit\":3}],"
    "\"format_version\":1,\"label\":\"Joint election of Nordhavn and Südstadt\","
    "\"object\":\"manifest\",\"spec_version\":\"v2.1.0\"}\n";

#define MARK "DEMONSTRATION"

/* --- the manifest once more, with another label, in canonical form --- */

static void write_style(cf_json_out *out, const cf_manifest *manifest, const cf_ballot_style *style)
{
    cf_json_out_object(out);
    cf_json_out_key(out, "contests");
    cf_json_out_array(out);
    for (size_t i = 0; i < style->contest_count; i++) {
        cf_json_out_integer(out, manifest->contests[style->contests[i]].index);
    }
    cf_json_out_array_end(out);
    cf_json_out_key(out, "label");
    cf_json_out_string(out, style->label);
    cf_json_out_object_end(out);
}

static void write_contest(cf_json_out *out, const cf_contest *contest)
{
    cf_json_out_object(out);
    cf_json_out_key(out, "data_blocks");
    cf_json_out_integer(out, contest->data_blocks);
    cf_json_out_key(out, "label");
    cf_json_out_string(out, contest->label);
    cf_json_out_key(out, "option_limit");
    cf_json_out_integer(out, contest->option_limit);
    cf_json_out_key(out, "options");
    cf_json_out_array(out);
    for (size_t i = 0; i < contest->option_count; i++) {
        cf_json_out_string(out, contest->options[i].label);
    }
    cf_json_out_array_end(out);
    cf_json_out_key(out, "selection_limit");
    cf_json_out_integer(out, contest->selection_limit);
    cf_json_out_object_end(out);
}

static void write_manifest(cf_json_out *out, const cf_manifest *manifest, const char *label)
{
    cf_json_out_object(out);
    cf_json_out_key(out, "ballot_styles");
    cf_json_out_array(out);
    for (size_t i = 0; i < manifest->style_count; i++) {
        write_style(out, manifest, &manifest->styles[i]);
    }
    cf_json_out_array_end(out);
    cf_json_out_key(out, "contests");
    cf_json_out_array(out);
    for (size_t i = 0; i < manifest->contest_count; i++) {
        write_contest(out, &manifest->contests[i]);
    }
    cf_json_out_array_end(out);
    cf_json_out_key(out, "format_version");
    cf_json_out_integer(out, 1);
    cf_json_out_key(out, "label");
    cf_json_out_text(out, label);
    cf_json_out_key(out, "object");
    cf_json_out_text(out, "manifest");
    cf_json_out_key(out, "spec_version");
    cf_json_out_text(out, "v2.1.0");
    cf_json_out_object_end(out);
}

static cf_status written(const cf_manifest *manifest, const char *label, cf_json_memory *out)
{
    cf_json_out json;
    out->len = 0;
    cf_json_out_open(&json, cf_json_to_memory, out, CF_JSON_COMPACT);
    write_manifest(&json, manifest, label);
    cf_status status = cf_json_out_finish(&json);
    return status == CF_OK ? cf_json_to_memory(out, "\n", 1) : status;
}

static bool is_marked(cf_octets label)
{
    return label.len >= strlen(MARK) && memcmp(label.at, MARK, strlen(MARK)) == 0;
}

static cf_status relabel(cf_demo *demo, cf_octets *file)
{
    const cf_octets label = demo->manifest.label;
    const char *marked = cf_arena_print(demo->arena, "%s%.*s", is_marked(label) ? "" : MARK ": ",
                                        (int)label.len, (const char *)label.at);
    cf_json_memory out = { .room = 0 }; /* octets are counted first, then kept */
    if (marked == NULL || written(&demo->manifest, marked, &out) != CF_OK) {
        return cf_demo_no_memory(demo);
    }
    out.room = out.len;
    out.at = cf_arena_take(demo->arena, out.room, 1);
    if (out.at == NULL || written(&demo->manifest, marked, &out) != CF_OK) {
        return cf_demo_no_memory(demo);
    }
    *file = cf_octets_of(out.at, out.len);
    return CF_OK;
}

cf_status cf_demo_manifest(cf_demo *demo)
{
    cf_octets file = demo->options->manifest;
    const char *name = demo->options->manifest_name;
    if (file.at == NULL) {
        file = cf_octets_of_text(built_in);
        name = "manifest.json";
    }
    cf_status status = cf_manifest_parse(file, name, demo->arena, &demo->manifest, demo->fault);
    if (status == CF_OK && demo->options->seed != NULL) {
        status = relabel(demo, &file);
        if (status == CF_OK) {
            status = cf_manifest_parse(file, name, demo->arena, &demo->manifest, demo->fault);
        }
    }
    if (status == CF_OK) {
        cf_demo_say(demo, "Manifest: %.*s; %zu contests, %zu options, %zu ballot styles.",
                    (int)demo->manifest.label.len, (const char *)demo->manifest.label.at,
                    demo->manifest.contest_count, demo->manifest.option_total,
                    demo->manifest.style_count);
    }
    return status;
}
