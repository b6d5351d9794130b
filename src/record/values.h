/*
 * record/values.h -- the values that every format is made of, and lists of them.
 *
 * A reading is a JSON document, the arena that what is read goes to, and the way in which the
 * format writes octets.  Like json/reader.h, everything here may be called after an error: it does
 * nothing and gives something empty, so that a reader of a document is written as if all went well.
 *
 *   law      a text that does not decode is not an error: the span's `at` is NULL, and the numbered
 *            check that looks at it says what that means.  A value of another JSON type is an error
 *   memory   what is read lives in the reading's arena
 */
#ifndef CF_RECORD_VALUES_H
#define CF_RECORD_VALUES_H

#include "base/arena.h"
#include "base/hex.h"
#include "election/parameters.h"
#include "group/group.h"
#include "json/reader.h"

struct cf_complaints; /* record/complaints.h */

/* How a format writes octets. */
typedef enum cf_text_code {
    CF_CODE_HEX,   /* base16, upper case */
    CF_CODE_BASE64 /* the standard alphabet, padded */
} cf_text_code;

typedef struct cf_reading {
    cf_json *json;
    cf_arena *arena;
    cf_text_code code;
    struct cf_complaints
        *complaints; /* manifests only: where errors of shape go instead of ending the reading */
    const char
        *object; /* what the object that is entered next has to say that it is; NULL: nothing */
} cf_reading;

/* A text, as it is. */
cf_octets cf_reading_text(cf_reading *reading);

/* Octets in the format's own way of writing them. */
cf_octets cf_reading_octets(cf_reading *reading);
cf_unchecked_element cf_reading_element(cf_reading *reading);
cf_unchecked_scalar cf_reading_scalar(cf_reading *reading);

/* Octets in upper-case base16, or in base64, whatever the format's own way is. */
cf_octets cf_reading_hex(cf_reading *reading);
cf_octets cf_reading_base64(cf_reading *reading);

/* A number in base16 of either case and any count of digits, without its leading zeros. */
cf_octets cf_reading_big_number(cf_reading *reading);

/* A whole number in [0, 2^32). */
uint32_t cf_reading_u32(cf_reading *reading);

/*
 * An index that a tally or an opened ballot repeats, 1 or more: in memory 0 says that none was
 * given.
 */
uint32_t cf_reading_index(cf_reading *reading);

/* Any value, which is taken; gives the offset where it starts. */
uint64_t cf_reading_skip(cf_reading *reading);

/* One of some words: its place.  Any other is an error that names the nearest; then 0. */
size_t cf_reading_word(cf_reading *reading, const char *what, const char *const *words,
                       size_t count);

/*
 * The octets of an identifier, decoded into room that is used again for the next: for lists that
 * are not kept.
 */
enum { CF_READING_ID_MAX = 1024 };
cf_octets cf_reading_id(cf_reading *reading, uint8_t room[CF_READING_ID_MAX]);

/* --- checks; what does not pass is an error of the document --- */

/* At most max of them: "guardians", "options of one contest".  CF_ERR_LIMIT. */
void cf_reading_check_count(cf_reading *reading, size_t count, size_t max, const char *what);

/* n guardians in 1..CF_GUARDIANS_MAX and a quorum k in 1..n.  CF_ERR_RANGE. */
void cf_reading_check_quorum(cf_reading *reading, uint32_t n, uint32_t k);

/* End the reading with what a visitor returned, unless that is CF_OK. */
void cf_reading_stop_unless_ok(cf_reading *reading, cf_status status);

/*
 * Room for count items, zeroed; the document is refused with CF_ERR_MEMORY and NULL given when
 * there is none.
 */
void *cf_reading_room(cf_reading *reading, size_t count, size_t item_octets);

/* Items whose number is known only at the end.  Start from { .item_octets = sizeof(..) }. */
typedef struct cf_list {
    void *items;
    size_t count;
    size_t room;
    size_t item_octets;
} cf_list;

/* Put a copy of one item at the end. */
void cf_list_append(cf_reading *reading, cf_list *list, const void *item);

#endif
