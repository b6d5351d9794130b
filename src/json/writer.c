/*
 * json/writer.c -- everything goes through one small buffer, and commas come before what follows.
 *
 * Whoever writes a value or a key first calls `separate`, which alone knows whether a comma, a line
 * end or nothing has to stand there.
 */
#include "json/writer.h"

#include "base/utf8.h"

#include <inttypes.h>
#include <stdio.h>

static void fail(cf_json_out *out, cf_status status)
{
    if (out->status == CF_OK) {
        out->status = status;
    }
}

static void flush(cf_json_out *out)
{
    if (out->status == CF_OK && out->used > 0) {
        fail(out, out->sink(out->context, out->buffer, out->used));
    }
    out->used = 0;
}

static void put(cf_json_out *out, const void *octets, size_t len)
{
    const uint8_t *from = octets;
    while (len > 0) {
        size_t room = CF_JSON_OUT_BUFFER - out->used;
        size_t now = len < room ? len : room;
        memcpy(out->buffer + out->used, from, now);
        out->used += now;
        from += now;
        len -= now;
        if (out->used == CF_JSON_OUT_BUFFER) {
            flush(out);
        }
    }
}

static void put_text(cf_json_out *out, const char *text)
{
    put(out, text, strlen(text));
}

static void put_line_end(cf_json_out *out)
{
    if (out->look == CF_JSON_INDENTED) {
        put_text(out, "\n");
        for (size_t level = 0; level < out->depth; level++) {
            put_text(out, "  ");
        }
    }
}

static bool in_object(const cf_json_out *out)
{
    return out->depth > 0 && (out->is_object >> (out->depth - 1) & 1) != 0;
}

/* What stands between the item before and the next one. */
static void separate(cf_json_out *out)
{
    if (out->has_items) {
        put_text(out, ",");
    }
    if (out->depth > 0) {
        put_line_end(out);
    }
    out->has_items = true;
}

/* Whether a value may stand here; if so, all that comes before it is written. */
static bool begin_value(cf_json_out *out)
{
    if (out->status != CF_OK) {
        return false;
    }
    if (out->is_done || (in_object(out) && !out->has_key)) {
        fail(out, CF_ERR_SHAPE);
        return false;
    }
    if (!out->has_key) {
        separate(out);
    }
    out->has_key = false;
    out->is_done = out->depth == 0;
    return true;
}

void cf_json_out_open(cf_json_out *out, cf_json_sink *sink, void *context, cf_json_look look)
{
    out->sink = sink;
    out->context = context;
    out->look = look;
    out->status = CF_OK;
    out->is_object = 0;
    out->depth = 0;
    out->has_key = false;
    out->has_items = false;
    out->is_done = false;
    out->used = 0;
}

static void open_thing(cf_json_out *out, bool is_object)
{
    if (!begin_value(out)) {
        return;
    }
    if (out->depth == CF_JSON_OUT_DEPTH_MAX) {
        fail(out, CF_ERR_LIMIT);
        return;
    }
    uint64_t bit = (uint64_t)1 << out->depth;
    out->is_object = is_object ? out->is_object | bit : out->is_object & ~bit;
    out->depth++;
    out->has_items = false;
    out->is_done = false;
    put_text(out, is_object ? "{" : "[");
}

static void close_thing(cf_json_out *out, bool is_object)
{
    if (out->status != CF_OK) {
        return;
    }
    if (out->depth == 0 || out->has_key || in_object(out) != is_object) {
        fail(out, CF_ERR_SHAPE);
        return;
    }
    bool had_items = out->has_items;
    out->depth--;
    out->has_items = true;
    out->is_done = out->depth == 0;
    if (had_items) {
        put_line_end(out);
    }
    put_text(out, is_object ? "}" : "]");
}

void cf_json_out_object(cf_json_out *out)
{
    open_thing(out, true);
}

void cf_json_out_object_end(cf_json_out *out)
{
    close_thing(out, true);
}

void cf_json_out_array(cf_json_out *out)
{
    open_thing(out, false);
}

void cf_json_out_array_end(cf_json_out *out)
{
    close_thing(out, false);
}

/* A character below U+0020: by its letter where JSON has one, else by its number. */
static void put_control(cf_json_out *out, uint8_t octet)
{
    static const char letter_of[0x20] = {
        ['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r'
    };
    char text[8];
    if (letter_of[octet] != 0) {
        (void)snprintf(text, sizeof text, "\\%c", letter_of[octet]);
    } else {
        (void)snprintf(text, sizeof text, "\\u%04x", octet);
    }
    put_text(out, text);
}

/* The first character or broken octet of text, which is not empty; its length is handed back. */
static size_t put_character(cf_json_out *out, cf_octets text)
{
    uint8_t octet = text.at[0];
    size_t len = cf_utf8_first(text, NULL);
    if (len == 0) {
        put_text(out, "\xEF\xBF\xBD"); /* U+FFFD */
        return 1;
    }
    if (octet < 0x20) {
        put_control(out, octet);
        return 1;
    }
    if (octet == '"' || octet == '\\') {
        put_text(out, "\\");
    }
    put(out, text.at, len);
    return len;
}

static void put_string(cf_json_out *out, cf_octets string)
{
    put_text(out, "\"");
    for (size_t at = 0; at < string.len && out->status == CF_OK;) {
        at += put_character(out, cf_octets_of(string.at + at, string.len - at));
    }
    put_text(out, "\"");
}

void cf_json_out_key_octets(cf_json_out *out, cf_octets key)
{
    if (out->status != CF_OK) {
        return;
    }
    if (!in_object(out) || out->has_key || key.at == NULL) {
        fail(out, CF_ERR_SHAPE);
        return;
    }
    separate(out);
    put_string(out, key);
    put_text(out, out->look == CF_JSON_INDENTED ? ": " : ":");
    out->has_key = true;
}

void cf_json_out_key(cf_json_out *out, const char *key)
{
    cf_json_out_key_octets(out, cf_octets_of_text(key));
}

void cf_json_out_string(cf_json_out *out, cf_octets string)
{
    if (string.at == NULL) {
        fail(out, CF_ERR_SHAPE);
    } else if (begin_value(out)) {
        put_string(out, string);
    }
}

void cf_json_out_text(cf_json_out *out, const char *text)
{
    cf_json_out_string(out, cf_octets_of_text(text));
}

static void put_word(cf_json_out *out, const char *word)
{
    if (begin_value(out)) {
        put_text(out, word);
    }
}

void cf_json_out_integer(cf_json_out *out, uint64_t number)
{
    char text[24];
    (void)snprintf(text, sizeof text, "%" PRIu64, number);
    put_word(out, text);
}

void cf_json_out_bool(cf_json_out *out, bool value)
{
    put_word(out, value ? "true" : "false");
}

void cf_json_out_null(cf_json_out *out)
{
    put_word(out, "null");
}

cf_status cf_json_out_finish(cf_json_out *out)
{
    if (!out->is_done) {
        fail(out, CF_ERR_SHAPE);
    }
    if (out->look == CF_JSON_INDENTED) {
        put_text(out, "\n");
    }
    flush(out);
    return out->status;
}

cf_status cf_json_to_memory(void *memory, const void *octets, size_t len)
{
    cf_json_memory *out = memory;
    if (len > 0 && out->len <= out->room && len <= out->room - out->len) {
        memcpy(out->at + out->len, octets, len);
    }
    out->len += len;
    return CF_OK;
}
