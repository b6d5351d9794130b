/*
 * json/reader.h -- strict JSON, pulled piece by piece.
 *
 * The reader never builds a tree and never holds more than its buffer, so a list of a million names
 * streams.  It accepts [RFC8259] and nothing else: no duplicate keys, no invalid UTF-8, no lone
 * surrogates, no NUL characters (\u0000) in strings, no octets after the value, no byte order mark;
 * and nothing past the limits below.  Two verifiers that read a file differently are a
 * vulnerability, so there is no lenient mode.
 *
 * The first error sticks: after it every function returns false or nothing, so a reader of a
 * document is written as if all went well and asks once, at the end, with cf_json_finish.
 *
 *     cf_json_object(json);
 *     while (cf_json_member(json, &key)) {
 *         if (cf_json_key_is(key, "label")) { label = cf_json_string(json); }
 *         else { cf_json_skip(json); }
 *     }
 *     return cf_json_finish(json, fault);
 *
 *   uses     base
 *   units    offset   octets from the start of the document
 *   memory   the caller's: a reader struct (some 90 KiB: not for a small stack) and one buffer.
 *            A string or key is valid until the next call
 *   errors   CF_ERR_SYNTAX  not JSON, a key that comes twice, the character NUL in a string,
 *                           or, where it was asked for, not the canonical form
 *            CF_ERR_SHAPE   JSON, but not the kind of value asked for; or a call out of turn
 *            CF_ERR_RANGE   a whole number past the caller's range
 *            CF_ERR_LIMIT   past a limit below, of a buffer, or of the caller
 *            CF_ERR_IO      the file could not be read, or the system gave no random octets
 *   source   [RFC8259], [RFC8785].  Keys of up to 16 octets are compared as they are, longer ones
 *            by a hash under a secret that is drawn for the document (json/siphash.h): a doubled
 *            key is always found, and nobody can prepare two different ones that pass for doubled
 */
#ifndef CF_JSON_READER_H
#define CF_JSON_READER_H

#include "base/fault.h"
#include "base/file.h"
#include "base/octets.h"

#include <stdbool.h>

enum {
    CF_JSON_DEPTH_MAX = 64,       /* arrays and objects inside one another */
    CF_JSON_MEMBERS_MAX = 1024,   /* members of one object */
    CF_JSON_KEY_MAX = 256,        /* octets of one key */
    CF_JSON_OPEN_KEYS_MAX = 4096, /* keys of all objects that are open at once */
    CF_JSON_BUFFER_MIN = 4096,
};

typedef enum cf_json_kind {
    CF_JSON_NONE, /* no value is due: after an error, at the end, before a member or element */
    CF_JSON_OBJECT,
    CF_JSON_ARRAY,
    CF_JSON_STRING,
    CF_JSON_NUMBER,
    CF_JSON_BOOL,
    CF_JSON_NULL
} cf_json_kind;

/* For people: "nothing", "an object", "a list", "a text" .. */
const char *cf_json_kind_name(cf_json_kind kind);

typedef struct cf_json cf_json; /* defined at the end; the inside belongs to json/inside.h */

/*
 * Read a document that is in memory.  name is used in faults and must outlive the reader.
 * scratch holds strings that need unescaping; one longer than it is CF_ERR_LIMIT.
 */
void cf_json_open_octets(cf_json *json, const char *name, cf_octets document, uint8_t *scratch,
                         size_t scratch_octets);

/*
 * Read a file as it streams, from where it stands.  buffer holds the window, CF_JSON_BUFFER_MIN
 * octets or more; a string that is written in more than half as many is CF_ERR_LIMIT, a file longer
 * than file_octets_max too.  The file stays the caller's to close.
 */
void cf_json_open_file(cf_json *json, const char *name, cf_file *file, uint64_t file_octets_max,
                       uint8_t *buffer, size_t buffer_octets);

/*
 * Right after opening: accept nothing but the canonical form [RFC8785], in which a value has one
 * text.  White space, members that do not ascend, escapes that need not be or are spelt otherwise,
 * and numbers that are not whole are CF_ERR_SYNTAX.
 */
void cf_json_canonical(cf_json *json);

/* Right after opening: the document begins at this octet of what faults speak of. */
void cf_json_count_from(cf_json *json, uint64_t offset);

/* What comes next, without taking it. */
cf_json_kind cf_json_peek(cf_json *json);

/* Enter an object; then whether another member follows, and its key.  Its value must be taken. */
void cf_json_object(cf_json *json);
bool cf_json_member(cf_json *json, cf_octets *key);

/* Enter an array; then whether another element follows.  It must be taken.  To skip is to take. */
void cf_json_array(cf_json *json);
bool cf_json_element(cf_json *json);

/* A string's octets, unescaped UTF-8.  An error gives an empty span. */
cf_octets cf_json_string(cf_json *json);

/* A whole number in [0, max], written without sign, point and exponent.  An error gives 0. */
uint64_t cf_json_integer(cf_json *json, uint64_t max);

/* A whole number in [min, max] that may be negative.  Minus zero is none.  An error gives 0. */
int64_t cf_json_signed(cf_json *json, int64_t min, int64_t max);

/* True or false.  An error gives false. */
bool cf_json_bool(cf_json *json);

/* Take a null if one comes next; anything else is left there, and is no error. */
bool cf_json_null(cf_json *json);

/* Take any value, as strictly as if it were wanted. */
void cf_json_skip(cf_json *json);

static inline bool cf_json_key_is(cf_octets key, const char *name)
{
    return cf_octets_equal(key, cf_octets_of_text(name));
}

/* Refuse the document for a reason of the caller's, at the value taken last. */
void cf_json_refuse(cf_json *json, cf_status status, const char *format, ...) CF_PRINTF(3, 4);

/* Whether an error has stuck. */
bool cf_json_failed(const cf_json *json);

/* Octet offset of the value or key taken last. */
uint64_t cf_json_offset(const cf_json *json);

/*
 * The end: the error that stuck, or CF_ERR_SHAPE if the value was not taken whole, or CF_ERR_SYNTAX
 * if anything but white space follows it, or CF_OK, which leaves the fault as it was.
 */
CF_MUST_CHECK cf_status cf_json_finish(cf_json *json, cf_fault *fault);

struct cf_json {
    const char *name;
    cf_file *file; /* NULL for a document in memory */
    uint64_t file_octets_left;
    uint8_t *buffer;
    size_t buffer_octets;
    const uint8_t *window; /* buffer, or the document itself */
    size_t at;             /* next octet of the window */
    size_t end;            /* octets in the window */
    bool at_end;           /* nothing comes after the window */
    uint64_t window_offset;
    uint64_t value_offset;
    uint8_t *scratch;
    size_t scratch_octets;
    size_t text_max;                 /* octets of one string as it is written */
    bool value_due;                  /* a value has to be taken before anything else */
    bool colon_due;                  /* and a colon before it */
    bool is_empty;                   /* nothing was announced yet in the innermost open thing */
    size_t depth;                    /* how many things are open */
    uint8_t open[CF_JSON_DEPTH_MAX]; /* CF_JSON_OBJECT or CF_JSON_ARRAY, outermost first */
    uint32_t first_key[CF_JSON_DEPTH_MAX]; /* where the keys of each begin in keys */
    uint32_t key_count;                    /* of all open objects */
    bool has_secret;
    uint64_t secret[2];                      /* drawn for this document alone */
    uint64_t keys[CF_JSON_OPEN_KEYS_MAX][2]; /* what stands for the keys: json/keys.c */
    bool is_canonical;
    uint16_t last_key_len[CF_JSON_DEPTH_MAX]; /* canonical: the key before, of each open object */
    uint8_t last_key[CF_JSON_DEPTH_MAX][CF_JSON_KEY_MAX];
    cf_fault fault;
};

#endif
