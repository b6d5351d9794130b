/*
 * The reader walks the document while the tree is walked beside it.
 *
 * An array or object is left where the reader says that it ends; then the tree must have no more
 * either.  Recursive, because the reader's own limit on depth bounds it.
 */
#include "json/jansson_twin.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

static bool same_value(cf_json *json, const json_t *twin);

static bool same_text(cf_octets ours, const json_t *twin)
{
    return json_is_string(twin)
           && cf_octets_equal(ours,
                              cf_octets_of(json_string_value(twin), json_string_length(twin)));
}

/* jansson has whole numbers in 63 bits and the others as doubles, which we only pass over. */
static bool same_number(cf_json *json, const json_t *twin)
{
    if (json_is_integer(twin) && json_integer_value(twin) != 0) {
        return cf_json_signed(json, INT64_MIN, INT64_MAX) == json_integer_value(twin);
    }
    cf_json_skip(json); /* 0 and -0 are one to jansson */
    return json_is_number(twin);
}

static bool same_array(cf_json *json, const json_t *twin)
{
    size_t count = 0;
    cf_json_array(json);
    while (cf_json_element(json)) {
        if (!same_value(json, json_array_get(twin, count))) {
            return false;
        }
        count++;
    }
    return json_is_array(twin) && count == json_array_size(twin);
}

static bool same_object(cf_json *json, const json_t *twin)
{
    size_t count = 0;
    cf_octets key;
    cf_json_object(json);
    while (cf_json_member(json, &key)) {
        char name[CF_JSON_KEY_MAX + 1];
        memcpy(name, key.at, key.len);
        name[key.len] = '\0';
        if (!same_value(json, json_object_get(twin, name))) {
            return false;
        }
        count++;
    }
    return json_is_object(twin) && count == json_object_size(twin);
}

static bool same_value(cf_json *json, const json_t *twin)
{
    switch (cf_json_peek(json)) {
    case CF_JSON_OBJECT:
        return same_object(json, twin);
    case CF_JSON_ARRAY:
        return same_array(json, twin);
    case CF_JSON_STRING:
        return same_text(cf_json_string(json), twin);
    case CF_JSON_NUMBER:
        return same_number(json, twin);
    case CF_JSON_BOOL:
        return json_is_boolean(twin) && cf_json_bool(json) == json_is_true(twin);
    case CF_JSON_NULL:
        return cf_json_null(json) && json_is_null(twin);
    case CF_JSON_NONE:
        return false;
    }
    return false;
}

static cf_json reader; /* too large for a comfortable stack frame */
static uint8_t scratch[1 << 16];

static cf_status our_verdict(cf_octets document, cf_fault *fault)
{
    cf_json_open_octets(&reader, "twin", document, scratch, sizeof scratch);
    cf_json_skip(&reader);
    return cf_json_finish(&reader, fault);
}

static bool disagree(char why[TWIN_WHY_MAX], const char *how, const char *what)
{
    (void)snprintf(why, TWIN_WHY_MAX, "%s: %s", how, what);
    return false;
}

bool twin_agrees(cf_octets document, char why[TWIN_WHY_MAX])
{
    cf_fault fault = { .status = CF_OK };
    json_error_t error;
    cf_status ours = our_verdict(document, &fault);
    json_t *twin = json_loadb((const char *)document.at, document.len,
                              JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
    bool agrees = true;
    if (ours == CF_OK && twin == NULL) {
        agrees = json_error_code(&error) == json_error_numeric_overflow
                 || disagree(why, "accepted by us, by jansson", error.text);
    } else if (ours == CF_OK) {
        cf_json_open_octets(&reader, "twin", document, scratch, sizeof scratch);
        agrees = same_value(&reader, twin) && cf_json_finish(&reader, NULL) == CF_OK;
        agrees = agrees || disagree(why, "accepted by both", "read with other values");
    } else if (ours != CF_ERR_LIMIT && twin != NULL) {
        agrees = document.at[fault.offset] == 0
                 || disagree(why, "accepted by jansson, by us", fault.what);
    }
    json_decref(twin);
    return agrees;
}
