/*
 * fuzz/json_reader.c -- a document reads the same from memory and through a window.
 *
 * The first octet of the input says how much white space goes before the rest, so that the end of
 * the first window falls on any of its first 256 octets.  The document is then walked twice with
 * every call of the reader; both walks must see the same values at the same places and end with the
 * same fault.  Strings may be longer in memory than through a window: LIMIT ends the comparison.
 */
#include "json/walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static uint8_t document[WALK_DOCUMENT_MAX];
    if (size == 0 || size > WALK_DOCUMENT_MAX - CF_JSON_BUFFER_MIN) {
        return 0;
    }
    size_t space = CF_JSON_BUFFER_MIN - (size_t)data[0];
    memset(document, ' ', space);
    memcpy(document + space, data + 1, size - 1);
    cf_octets whole = cf_octets_of(document, space + size - 1);

    walk memory = { .whole_numbers = size % 2 == 0 };
    walk window = { .whole_numbers = size % 2 == 0 };
    walk_memory(whole, &memory);
    walk_window(whole, CF_JSON_BUFFER_MIN, &window);
    bool is_past_limit = window.fault.status == CF_ERR_LIMIT || memory.fault.status == CF_ERR_LIMIT;
    if (!is_past_limit && !walk_same(&memory, &window)) {
        fprintf(stderr, "memory: %s\nwindow: %s\n", memory.fault.what, window.fault.what);
        abort();
    }
    return 0;
}
