/*
 * json/inside.h -- what the parts of the reader share.
 *
 * For the files of this room only.  window.c feeds octets, text.c and number.c take tokens,
 * reader.c knows what may follow what, keys.c which keys an object may have, scalar.c what a caller
 * may want of a value.
 */
#ifndef CF_JSON_INSIDE_H
#define CF_JSON_INSIDE_H

#include "json/reader.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CF_JSON_NO_OCTET = -1 }; /* at the end, or after an error */

/* Make the first error stick, and leave nothing to be read.  Always false, to be returned. */
bool cf_json_fail(cf_json *json, cf_status status, uint64_t offset, const char *format, ...)
    CF_PRINTF(4, 5);

/* The same, at the cursor: what was expected there and not found. */
bool cf_json_fail_here(cf_json *json, const char *expected);

/* Octets from the start of the document to the cursor. */
static inline uint64_t cf_json_here(const cf_json *json)
{
    return json->window_offset + json->at;
}

/*
 * How many octets stand in the window from the cursor on, after trying to have `want` of them;
 * fewer only where the document ends.  The window may slide: *keep (NULL: the cursor) is the index
 * of the first octet that must stay, and is moved with it.
 */
size_t cf_json_have_more(cf_json *json, size_t want, size_t *keep);

static inline size_t cf_json_have(cf_json *json, size_t want, size_t *keep)
{
    const size_t here = json->end - json->at;
    return here >= want ? here : cf_json_have_more(json, want, keep);
}

/* The octet at the cursor, left there. */
static inline int cf_json_octet(cf_json *json)
{
    return cf_json_have(json, 1, NULL) > 0 ? json->window[json->at] : CF_JSON_NO_OCTET;
}

/* The octet at the cursor after white space; canonical: white space is an error. */
int cf_json_pass_space(cf_json *json);

static inline int cf_json_octet_past_space(cf_json *json)
{
    if (json->at < json->end && json->window[json->at] > ' ') {
        return json->window[json->at];
    }
    return cf_json_pass_space(json);
}

/*
 * Whether a value of this kind is due and comes next; then its place is noted and it has to be
 * taken.  False, and an error, otherwise.
 */
bool cf_json_begin(cf_json *json, cf_json_kind kind);

/*
 * Note a key of the innermost object.  False, and an error, if it was there before; canonical: if
 * it does not come after the one before it.
 */
bool cf_json_note_key(cf_json *json, cf_octets key);

/* Take the string whose opening quote is at the cursor.  False, and an empty span, on error. */
bool cf_json_take_text(cf_json *json, cf_octets *text);

/* What a number token says. */
typedef struct cf_json_number {
    bool is_whole;    /* written without point and exponent, and not as minus zero */
    bool is_negative; /* written with a minus */
    bool is_huge;     /* the magnitude does not fit; it is unspecified then */
    uint64_t magnitude;
} cf_json_number;

/* Take the number whose first character is at the cursor.  False on error. */
bool cf_json_take_number(cf_json *json, cf_json_number *number);

#endif
