/*
 * json/window.c -- the part of the document that can be seen, and the error that sticks.
 *
 * A document in memory is a window that never moves.  For a file, what has been taken is shifted
 * out at the front and the rest of the buffer is filled anew:
 *
 *     0        keep         at                end            buffer_octets
 *     | taken  | in a token | not yet looked at | free        |
 */
#include "json/inside.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void open_any(cf_json *json, const char *name)
{
    json->name = name;
    json->file = NULL;
    json->file_octets_left = 0;
    json->buffer = NULL;
    json->buffer_octets = 0;
    json->window = NULL;
    json->at = 0;
    json->end = 0;
    json->window_offset = 0;
    json->value_offset = 0;
    json->at_end = false;
    json->scratch = NULL;
    json->scratch_octets = 0;
    json->text_max = 0;
    json->value_due = true;
    json->colon_due = false;
    json->is_empty = false;
    json->depth = 0;
    json->key_count = 0;
    json->is_canonical = false;
    json->has_secret = false;
    json->fault.status = CF_OK; /* its texts, and keys, are long and written before read */
}

void cf_json_open_octets(cf_json *json, const char *name, cf_octets document, uint8_t *scratch,
                         size_t scratch_octets)
{
    open_any(json, name);
    json->window = document.at;
    json->end = document.len;
    json->at_end = true;
    json->scratch = scratch;
    json->scratch_octets = scratch_octets;
    json->text_max = document.len;
}

void cf_json_open_file(cf_json *json, const char *name, cf_file *file, uint64_t file_octets_max,
                       uint8_t *buffer, size_t buffer_octets)
{
    open_any(json, name);
    json->file = file;
    json->file_octets_left = file_octets_max;
    json->buffer = buffer;
    json->buffer_octets = buffer_octets;
    json->window = buffer;
    json->text_max = buffer_octets / 2;
    if (buffer_octets < CF_JSON_BUFFER_MIN) {
        cf_json_fail(json, CF_ERR_LIMIT, 0, "the reader needs a buffer of %d octets",
                     CF_JSON_BUFFER_MIN);
    } else if (file->size > file_octets_max) {
        cf_json_fail(json, CF_ERR_LIMIT, 0, "the file has %llu octets; at most %llu are read",
                     (unsigned long long)file->size, (unsigned long long)file_octets_max);
    }
}

void cf_json_canonical(cf_json *json)
{
    json->is_canonical = true;
}

void cf_json_count_from(cf_json *json, uint64_t offset)
{
    json->window_offset = offset;
}

CF_PRINTF(4, 0)
static bool stick(cf_json *json, cf_status status, uint64_t offset, const char *format,
                  va_list values)
{
    if (!cf_json_failed(json)) {
        char what[2 * CF_FAULT_WHAT_MAX];
        if (vsnprintf(what, sizeof what, format, values) < 0) {
            what[0] = '\0';
        }
        (void)cf_fault_set(&json->fault, status, json->name, offset, "%s", what);
        json->end = json->at;
        json->at_end = true;
        json->value_due = false;
    }
    return false;
}

bool cf_json_fail(cf_json *json, cf_status status, uint64_t offset, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    stick(json, status, offset, format, values);
    va_end(values);
    return false;
}

void cf_json_refuse(cf_json *json, cf_status status, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    stick(json, status, json->value_offset, format, values);
    va_end(values);
}

bool cf_json_failed(const cf_json *json)
{
    return json->fault.status != CF_OK;
}

uint64_t cf_json_offset(const cf_json *json)
{
    return json->value_offset;
}

/* Shift out what stands before keep. */
static void slide(cf_json *json, size_t *keep)
{
    size_t from = keep != NULL ? *keep : json->at;
    if (from > 0) {
        memmove(json->buffer, json->buffer + from, json->end - from);
        json->window_offset += from;
        json->at -= from;
        json->end -= from;
    }
    if (keep != NULL) {
        *keep = 0;
    }
}

/* How many octets were read, want at most.  An error sticks. */
static size_t read_some(cf_json *json, uint8_t *out, size_t want)
{
    size_t got = 0;
    cf_fault fault;
    cf_status status = cf_file_read(json->file, out, want, &got, &fault);
    if (status != CF_OK) {
        cf_json_fail(json, CF_ERR_IO, json->window_offset + json->end, "%s", fault.what);
    }
    return got;
}

/* The file was no longer than allowed when it was opened, but files grow. */
static void expect_end(cf_json *json)
{
    uint8_t spare = 0;
    if (read_some(json, &spare, 1) > 0) {
        cf_json_fail(json, CF_ERR_LIMIT, json->window_offset + json->end,
                     "the file is longer than it may be");
    }
    json->at_end = true;
}

/* Read on after what is in the window.  There is room: a token that stays is half a buffer at most. */
static void fill(cf_json *json)
{
    if (json->file_octets_left == 0) {
        expect_end(json);
        return;
    }
    size_t want = json->buffer_octets - json->end;
    if (want > json->file_octets_left) {
        want = (size_t)json->file_octets_left;
    }
    size_t got = read_some(json, json->buffer + json->end, want);
    json->file_octets_left -= got;
    json->end += got;
    json->at_end = got == 0;
}

size_t cf_json_have_more(cf_json *json, size_t want, size_t *keep)
{
    while (json->end - json->at < want && !json->at_end) {
        slide(json, keep);
        fill(json);
    }
    return json->end - json->at;
}

static bool is_space(int octet)
{
    return octet == ' ' || octet == '\n' || octet == '\r' || octet == '\t';
}

int cf_json_pass_space(cf_json *json)
{
    while (is_space(cf_json_octet(json))) {
        if (json->is_canonical) {
            cf_json_fail(json, CF_ERR_SYNTAX, cf_json_here(json),
                         "white space, which the canonical form has not");
            return CF_JSON_NO_OCTET;
        }
        json->at++;
    }
    return cf_json_octet(json);
}
