/*
 * json/writer.h -- JSON that every reader reads the same way.
 *
 * Pieces are written in the order in which they stand in the text; commas, colons, escapes and
 * indentation are the writer's.  The first error sticks, as in json/reader.h: write as if all went
 * well and ask once, at the end, with cf_json_out_finish.
 *
 *     cf_json_out_object(out);
 *     cf_json_out_key(out, "verdict");
 *     cf_json_out_text(out, "accept");
 *     cf_json_out_object_end(out);
 *     return cf_json_out_finish(out);
 *
 *   uses     base
 *   memory   the caller's: one struct; nothing that is handed in is kept past the call
 *   source   [RFC8259]; strings are escaped as in [RFC8785] 3.2.2.2, so a string has one text
 */
#ifndef CF_JSON_WRITER_H
#define CF_JSON_WRITER_H

#include "base/octets.h"
#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CF_JSON_OUT_DEPTH_MAX = 64, CF_JSON_OUT_BUFFER = 1024 };

/* Where the text goes.  Anything but CF_OK ends the writing and is what finish returns. */
typedef cf_status cf_json_sink(void *context, const void *octets, size_t len);

/*
 * A sink that keeps the text: at has room for `room` octets, and len counts all, kept or not.  With
 * room 0 it measures.
 */
typedef struct cf_json_memory {
    uint8_t *at;
    size_t room;
    size_t len;
} cf_json_memory;
cf_status cf_json_to_memory(void *memory, const void *octets, size_t len);

typedef enum cf_json_look {
    CF_JSON_COMPACT, /* no white space at all: the canonical form */
    CF_JSON_INDENTED /* for people: one item a line, two spaces a level, a line end at the end */
} cf_json_look;

typedef struct cf_json_out cf_json_out; /* defined at the end; the inside belongs to writer.c */

void cf_json_out_open(cf_json_out *out, cf_json_sink *sink, void *context, cf_json_look look);

/*
 * Begin and end what holds other values.  A value where a key has to be, a key in an array, an end
 * that does not fit its beginning or a second value beside the outermost is CF_ERR_SHAPE; more than
 * CF_JSON_OUT_DEPTH_MAX inside one another is CF_ERR_LIMIT.
 */
void cf_json_out_object(cf_json_out *out);
void cf_json_out_object_end(cf_json_out *out);
void cf_json_out_array(cf_json_out *out);
void cf_json_out_array_end(cf_json_out *out);

/* A member's key.  Keys are not compared: the caller sees to it that they differ. */
void cf_json_out_key(cf_json_out *out, const char *key);
void cf_json_out_key_octets(cf_json_out *out, cf_octets key);

/*
 * A string.  Each octet that is not part of well-formed UTF-8 is written as U+FFFD, so the text is
 * always valid.  A span that is NULL is CF_ERR_SHAPE.
 */
void cf_json_out_text(cf_json_out *out, const char *text);
void cf_json_out_string(cf_json_out *out, cf_octets string);

/* A whole number in decimal.  Readers that use floating point are exact up to 2^53 only. */
void cf_json_out_integer(cf_json_out *out, uint64_t number);

void cf_json_out_bool(cf_json_out *out, bool value);
void cf_json_out_null(cf_json_out *out);

/*
 * Hand the rest to the sink.  The error that stuck, or CF_ERR_SHAPE if the value is missing or
 * something is still open, or CF_OK.
 */
CF_MUST_CHECK cf_status cf_json_out_finish(cf_json_out *out);

struct cf_json_out {
    cf_json_sink *sink;
    void *context;
    cf_json_look look;
    cf_status status;
    uint64_t is_object; /* bit d: what is open at depth d is an object */
    size_t depth;
    bool has_key;   /* a key was written and waits for its value */
    bool has_items; /* the innermost open thing holds something already */
    bool is_done;   /* the outermost value is complete */
    size_t used;
    uint8_t buffer[CF_JSON_OUT_BUFFER];
};

#endif
