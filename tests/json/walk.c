/*
 * Every call of the reader is used on whatever the document turns out to hold.
 *
 * Which of several calls takes a value is chosen by counting steps, so two walks of one document
 * make the same calls.
 */
#define _GNU_SOURCE /* memfd_create */

#include "json/walk.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static void see(walk *w, const void *octets, size_t len)
{
    const uint8_t *at = octets;
    for (size_t i = 0; i < len; i++) {
        w->seen = (w->seen ^ at[i]) * 0x100000001B3;
    }
    w->seen = (w->seen ^ len) * 0x100000001B3;
}

static void take_number(cf_json *json, walk *w)
{
    uint64_t number = 0;
    if (!w->whole_numbers) {
        cf_json_skip(json);
    } else if (w->steps % 2 == 0) {
        number = cf_json_integer(json, UINT64_MAX);
    } else {
        number = (uint64_t)cf_json_signed(json, INT64_MIN, INT64_MAX);
    }
    see(w, &number, sizeof number);
}

/* Take what comes next, or step into it. */
static void take_value(cf_json *json, walk *w)
{
    cf_octets text;
    bool truth = false;
    switch (cf_json_peek(json)) {
    case CF_JSON_OBJECT:
        if (w->steps % 16 == 15) {
            cf_json_skip(json);
        } else {
            cf_json_object(json);
        }
        break;
    case CF_JSON_ARRAY:
        cf_json_array(json);
        break;
    case CF_JSON_STRING:
        text = cf_json_string(json);
        see(w, text.at, text.len);
        break;
    case CF_JSON_NUMBER:
        take_number(json, w);
        break;
    case CF_JSON_BOOL:
        truth = cf_json_bool(json);
        see(w, &truth, sizeof truth);
        break;
    case CF_JSON_NULL:
        truth = cf_json_null(json);
        see(w, &truth, sizeof truth);
        break;
    case CF_JSON_NONE:
        break;
    }
    uint64_t offset = cf_json_offset(json);
    see(w, &offset, sizeof offset);
}

void walk_document(cf_json *json, walk *w)
{
    *w = (walk){ .whole_numbers = w->whole_numbers };
    take_value(json, w);
    while (json->depth > 0 && !cf_json_failed(json)) {
        w->steps++;
        if (json->open[json->depth - 1] == CF_JSON_ARRAY) {
            if (cf_json_element(json)) {
                take_value(json, w);
            }
            continue;
        }
        cf_octets key;
        if (cf_json_member(json, &key)) {
            see(w, key.at, key.len);
            take_value(json, w);
        }
    }
    w->fault.status = cf_json_finish(json, &w->fault);
}

static cf_json reader; /* too large for a comfortable stack frame */

void walk_memory(cf_octets document, walk *w)
{
    static uint8_t scratch[WALK_DOCUMENT_MAX];
    cf_json_open_octets(&reader, "input", document, scratch, sizeof scratch);
    walk_document(&reader, w);
}

void walk_window(cf_octets document, size_t buffer_octets, walk *w)
{
    static int descriptor = -1;
    if (descriptor < 0) {
        descriptor = memfd_create("document", 0);
    }
    if (descriptor < 0 || ftruncate(descriptor, 0) != 0
        || pwrite(descriptor, document.at, document.len, 0) != (ssize_t)document.len
        || lseek(descriptor, 0, SEEK_SET) != 0) {
        abort();
    }
    cf_file file = { .descriptor = descriptor, .size = document.len };
    uint8_t *window = malloc(buffer_octets); /* of its own, so that a write past it is seen */
    if (window == NULL) {
        abort();
    }
    cf_json_open_file(&reader, "input", &file, WALK_DOCUMENT_MAX, window, buffer_octets);
    walk_document(&reader, w);
    free(window);
}

bool walk_same(const walk *a, const walk *b)
{
    return a->seen == b->seen && a->fault.status == b->fault.status
           && a->fault.offset == b->fault.offset && strcmp(a->fault.what, b->fault.what) == 0;
}
