/*
 * json/reader.c -- what may follow what.
 *
 * Between any two calls the reader is in one of two states: a value is due (at the start, after a
 * key, after an announced element), or it is not, and only the innermost open thing may go on or
 * close.  That, the stack of open things, and whether the innermost is still empty, is the whole
 * grammar.
 */
#include "json/inside.h"

static const char *kind_name(cf_json_kind kind)
{
    static const char *const names[] = {
        [CF_JSON_NONE] = "nothing",    [CF_JSON_OBJECT] = "an object",
        [CF_JSON_ARRAY] = "an array",  [CF_JSON_STRING] = "a string",
        [CF_JSON_NUMBER] = "a number", [CF_JSON_BOOL] = "true or false",
        [CF_JSON_NULL] = "null",
    };
    return names[kind];
}

static cf_json_kind kind_of(int octet)
{
    switch (octet) {
    case '{':
        return CF_JSON_OBJECT;
    case '[':
        return CF_JSON_ARRAY;
    case '"':
        return CF_JSON_STRING;
    case 't':
    case 'f':
        return CF_JSON_BOOL;
    case 'n':
        return CF_JSON_NULL;
    default:
        return octet == '-' || (octet >= '0' && octet <= '9') ? CF_JSON_NUMBER : CF_JSON_NONE;
    }
}

bool cf_json_fail_here(cf_json *json, const char *expected)
{
    bool is_end = cf_json_octet(json) == CF_JSON_NO_OCTET;
    return cf_json_fail(json, CF_ERR_SYNTAX, cf_json_here(json), "expected %s%s", expected,
                        is_end ? ", found the end of the document" : "");
}

static bool pass_colon(cf_json *json)
{
    if (json->colon_due) {
        if (cf_json_octet_past_space(json) != ':') {
            return cf_json_fail_here(json, "':'");
        }
        json->colon_due = false;
        json->at++;
    }
    return true;
}

cf_json_kind cf_json_peek(cf_json *json)
{
    if (!json->value_due || !pass_colon(json)) {
        return CF_JSON_NONE;
    }
    cf_json_kind kind = kind_of(cf_json_octet_past_space(json));
    if (kind == CF_JSON_NONE) {
        cf_json_fail_here(json, "a value");
    }
    return kind;
}

bool cf_json_begin(cf_json *json, cf_json_kind kind)
{
    if (!json->value_due && !cf_json_failed(json)) {
        return cf_json_fail(json, CF_ERR_SHAPE, cf_json_here(json),
                            "no value is due here, %s was asked for", kind_name(kind));
    }
    cf_json_kind next = cf_json_peek(json);
    if (next == CF_JSON_NONE) {
        return false;
    }
    json->value_offset = cf_json_here(json);
    if (next != kind) {
        return cf_json_fail(json, CF_ERR_SHAPE, json->value_offset, "expected %s, found %s",
                            kind_name(kind), kind_name(next));
    }
    json->value_due = false;
    return true;
}

static bool is_open(const cf_json *json, cf_json_kind kind)
{
    return json->depth > 0 && json->open[json->depth - 1] == kind;
}

static void enter(cf_json *json, cf_json_kind kind)
{
    if (!cf_json_begin(json, kind)) {
        return;
    }
    if (json->depth == CF_JSON_DEPTH_MAX) {
        cf_json_fail(json, CF_ERR_LIMIT, json->value_offset, "more than %d levels",
                     CF_JSON_DEPTH_MAX);
        return;
    }
    json->open[json->depth] = (uint8_t)kind;
    json->first_key[json->depth] = json->key_count;
    json->depth++;
    json->is_empty = true;
    json->at++;
}

static void leave(cf_json *json)
{
    json->depth--;
    json->key_count = json->first_key[json->depth];
    json->is_empty = false;
    json->at++;
}

/*
 * Whether the innermost open thing, which is of this kind, goes on; the cursor is then past the
 * comma.  A misuse (something else is open, or a value was announced and not taken) fails too.
 */
static bool goes_on(cf_json *json, cf_json_kind kind, char closing, const char *expected)
{
    if (cf_json_failed(json)) {
        return false;
    }
    if (json->value_due || !is_open(json, kind)) {
        return cf_json_fail(json, CF_ERR_SHAPE, cf_json_here(json), "asked to go on in %s, but %s",
                            kind_name(kind),
                            json->value_due ? "a value was not taken" : "none is open");
    }
    int octet = cf_json_octet_past_space(json);
    if (octet == closing) {
        leave(json);
        return false;
    }
    if (!json->is_empty) {
        if (octet != ',') {
            return cf_json_fail_here(json, expected);
        }
        json->at++;
    }
    json->is_empty = false;
    return true;
}

void cf_json_object(cf_json *json)
{
    enter(json, CF_JSON_OBJECT);
}

void cf_json_array(cf_json *json)
{
    enter(json, CF_JSON_ARRAY);
}

bool cf_json_element(cf_json *json)
{
    if (!goes_on(json, CF_JSON_ARRAY, ']', "',' or ']'")) {
        return false;
    }
    json->value_due = true;
    return true;
}

static bool take_key(cf_json *json, cf_octets *key)
{
    if (cf_json_octet_past_space(json) != '"') {
        return cf_json_fail_here(json, "a key");
    }
    json->value_offset = cf_json_here(json);
    return cf_json_take_text(json, key) && cf_json_note_key(json, *key);
}

bool cf_json_member(cf_json *json, cf_octets *key)
{
    cf_octets taken = cf_octets_of("", 0);
    *key = taken;
    if (!goes_on(json, CF_JSON_OBJECT, '}', "',' or '}'") || !take_key(json, &taken)) {
        return false;
    }
    *key = taken;
    json->colon_due = true; /* looked for later, because looking may slide the key away */
    json->value_due = true;
    return true;
}

/* Take a value whole, or its first octet if other values are in it. */
static void skip_or_enter(cf_json *json)
{
    cf_json_number number;
    switch (cf_json_peek(json)) {
    case CF_JSON_OBJECT:
        cf_json_object(json);
        break;
    case CF_JSON_ARRAY:
        cf_json_array(json);
        break;
    case CF_JSON_STRING:
        (void)cf_json_string(json);
        break;
    case CF_JSON_NUMBER:
        (void)(cf_json_begin(json, CF_JSON_NUMBER) && cf_json_take_number(json, &number));
        break;
    case CF_JSON_BOOL:
        (void)cf_json_bool(json);
        break;
    case CF_JSON_NULL:
        (void)cf_json_null(json);
        break;
    case CF_JSON_NONE:
        cf_json_fail(json, CF_ERR_SHAPE, cf_json_here(json), "no value is due here to skip");
        break;
    }
}

void cf_json_skip(cf_json *json)
{
    size_t outside = json->depth;
    skip_or_enter(json);
    uint64_t offset = json->value_offset;
    while (json->depth > outside && !cf_json_failed(json)) {
        cf_octets key;
        bool more =
            is_open(json, CF_JSON_OBJECT) ? cf_json_member(json, &key) : cf_json_element(json);
        if (more) {
            skip_or_enter(json);
        }
    }
    json->value_offset = offset;
}

cf_status cf_json_finish(cf_json *json, cf_fault *fault)
{
    if (!cf_json_failed(json)) {
        if (json->value_due || json->depth > 0) {
            cf_json_fail(json, CF_ERR_SHAPE, cf_json_here(json), "not read to its end");
        } else if (cf_json_octet_past_space(json) != CF_JSON_NO_OCTET) {
            cf_json_fail(json, CF_ERR_SYNTAX, cf_json_here(json), "something follows the value");
        }
    }
    if (cf_json_failed(json) && fault != NULL) {
        *fault = json->fault;
    }
    return json->fault.status;
}

const char *cf_json_kind_name(cf_json_kind kind)
{
    static const char *const names[] = {
        [CF_JSON_NONE] = "nothing",    [CF_JSON_OBJECT] = "an object",
        [CF_JSON_ARRAY] = "a list",    [CF_JSON_STRING] = "a text",
        [CF_JSON_NUMBER] = "a number", [CF_JSON_BOOL] = "true or false",
        [CF_JSON_NULL] = "null",
    };
    return names[kind];
}
