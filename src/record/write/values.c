/*
 * record/write/values.c -- octets become upper-case digits, texts stay what they are.
 *
 * What cannot be written is refused and stands as null, so that the text keeps its shape until
 * somebody asks.
 */
#include "record/write/values.h"

#include "base/hex.h"
#include "base/utf8.h"

#include <stdarg.h>

void cf_writing_begin(cf_writing *writing, cf_json_sink *sink, void *context)
{
    writing->sink = sink;
    writing->sink_context = context;
    cf_json_out_open(&writing->json, sink, context, CF_JSON_COMPACT);
}

cf_status cf_writing_end(cf_writing *writing)
{
    cf_status status = cf_json_out_finish(&writing->json);
    if (status == CF_OK) {
        status = writing->sink(writing->sink_context, "\n", 1);
    }
    if (status != CF_OK) {
        return cf_write_fail(writing->fault, status, writing->file, 0, "it cannot be written");
    }
    return writing->fault->status;
}

void cf_writing_refuse(cf_writing *writing, cf_status status, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    (void)cf_write_fail_list(writing->fault, status, writing->file, 0, format, values);
    va_end(values);
}

static bool is_writable(cf_writing *writing, const char *what, cf_octets octets)
{
    if (octets.at == NULL) {
        cf_writing_refuse(writing, CF_ERR_SHAPE, "\"%s\" holds no octets that could be written",
                          what);
        return false;
    }
    if (octets.len > CF_WRITING_OCTETS_MAX) {
        cf_writing_refuse(writing, CF_ERR_LIMIT, "\"%s\" has %zu octets; readers take %d", what,
                          octets.len, CF_WRITING_OCTETS_MAX);
        return false;
    }
    return true;
}

void cf_writing_octets_item(cf_writing *writing, const char *what, cf_octets octets)
{
    if (is_writable(writing, what, octets)) {
        cf_hex_encode(writing->digits, octets, CF_HEX_UPPER);
        cf_json_out_string(&writing->json, cf_octets_of(writing->digits, 2 * octets.len));
    } else {
        cf_json_out_null(&writing->json);
    }
}

void cf_writing_octets(cf_writing *writing, const char *key, cf_octets octets)
{
    cf_json_out_key(&writing->json, key);
    cf_writing_octets_item(writing, key, octets);
}

void cf_writing_big_number(cf_writing *writing, const char *key, cf_octets octets)
{
    static const uint8_t zero[1];
    while (octets.at != NULL && octets.len > 0 && octets.at[0] == 0) {
        octets = cf_octets_of(octets.at + 1, octets.len - 1);
    }
    const bool is_zero = octets.at != NULL && octets.len == 0;
    cf_writing_octets(writing, key, is_zero ? cf_octets_of(zero, sizeof zero) : octets);
}

/* Octets that are no text would be replaced in silence. */
void cf_writing_text(cf_writing *writing, const char *key, cf_octets text)
{
    cf_json_out_key(&writing->json, key);
    if (!is_writable(writing, key, text)) {
        cf_json_out_null(&writing->json);
        return;
    }
    if (!cf_utf8_valid(text)) {
        cf_writing_refuse(writing, CF_ERR_SHAPE, "\"%s\" is not UTF-8", key);
    }
    cf_json_out_string(&writing->json, text);
}

void cf_writing_number(cf_writing *writing, const char *key, uint64_t number)
{
    cf_json_out_key(&writing->json, key);
    if (writing->is_canonical && number > CF_WRITING_NUMBER_MAX) {
        cf_writing_refuse(writing, CF_ERR_UNSUPPORTED,
                          "\"%s\" is %llu; canonical JSON holds numbers up to 2^53", key,
                          (unsigned long long)number);
    }
    cf_json_out_integer(&writing->json, number);
}

void cf_writing_index(cf_writing *writing, uint32_t index)
{
    if (index == 0) {
        cf_writing_refuse(writing, CF_ERR_SHAPE, "\"index\" is missing; indices count from 1");
    }
    cf_writing_number(writing, "index", index);
}

static void put_pair(cf_writing *writing, cf_octets c, cf_octets v)
{
    cf_json_out_object(&writing->json);
    cf_writing_octets(writing, "c", c);
    cf_writing_octets(writing, "v", v);
    cf_json_out_object_end(&writing->json);
}

void cf_writing_proof(cf_writing *writing, const char *key, const cf_range_proof *proof)
{
    cf_json_out_key(&writing->json, key);
    cf_json_out_array(&writing->json);
    for (size_t i = 0; i < proof->count; i++) {
        put_pair(writing, proof->c[i].octets, proof->v[i].octets);
    }
    cf_json_out_array_end(&writing->json);
}

void cf_writing_hashed(cf_writing *writing, const char *key, const cf_hashed_ciphertext *hashed)
{
    cf_json_out_key(&writing->json, key);
    cf_json_out_object(&writing->json);
    cf_writing_octets(writing, "c0", hashed->c0.octets);
    cf_writing_octets(writing, "c1", hashed->c1);
    cf_json_out_key(&writing->json, "c2");
    put_pair(writing, hashed->c.octets, hashed->v.octets);
    cf_json_out_object_end(&writing->json);
}

void cf_writing_format_version(cf_writing *writing)
{
    if (writing->is_canonical) {
        cf_writing_number(writing, "format_version", CF_WRITING_FORMAT_VERSION);
    }
}

void cf_writing_object(cf_writing *writing, const char *object)
{
    if (writing->is_canonical) {
        cf_writing_text(writing, "object", cf_octets_of_text(object));
    }
}

void cf_writing_spec_version(cf_writing *writing)
{
    if (writing->is_canonical) {
        cf_writing_text(writing, "spec_version", cf_octets_of_text("v2.1.0"));
    }
}
