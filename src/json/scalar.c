/*
 * json/scalar.c -- values that hold no others, as the caller wants them.
 *
 * The grammar is settled by text.c and number.c; what is decided here is whether a value that is
 * good JSON is also the whole number, within the range, that was asked for.
 */
#include "json/inside.h"

#include <inttypes.h>

cf_octets cf_json_string(cf_json *json)
{
    cf_octets text = cf_octets_of("", 0);
    if (cf_json_begin(json, CF_JSON_STRING)) {
        (void)cf_json_take_text(json, &text);
    }
    return text;
}

static bool take_whole(cf_json *json, cf_json_number *number)
{
    if (!cf_json_begin(json, CF_JSON_NUMBER) || !cf_json_take_number(json, number)) {
        return false;
    }
    return number->is_whole
           || cf_json_fail(json, CF_ERR_SHAPE, json->value_offset,
                           "expected a whole number, without point, exponent and minus zero");
}

uint64_t cf_json_integer(cf_json *json, uint64_t max)
{
    cf_json_number number;
    if (!take_whole(json, &number)) {
        return 0;
    }
    if (number.is_negative || number.is_huge || number.magnitude > max) {
        cf_json_fail(json, CF_ERR_RANGE, json->value_offset, "expected a number from 0 to %" PRIu64,
                     max);
        return 0;
    }
    return number.magnitude;
}

/* The value of a whole number; false when it does not fit.  -2^63 fits, 2^63 does not. */
static bool signed_value(const cf_json_number *number, int64_t *value)
{
    uint64_t limit = (uint64_t)INT64_MAX + (number->is_negative ? 1 : 0);
    if (number->is_huge || number->magnitude > limit) {
        return false;
    }
    *value =
        number->is_negative ? -(int64_t)(number->magnitude - 1) - 1 : (int64_t)number->magnitude;
    return true;
}

int64_t cf_json_signed(cf_json *json, int64_t min, int64_t max)
{
    cf_json_number number;
    if (!take_whole(json, &number)) {
        return 0;
    }
    int64_t value = 0;
    if (!signed_value(&number, &value) || value < min || value > max) {
        cf_json_fail(json, CF_ERR_RANGE, json->value_offset,
                     "expected a number from %" PRId64 " to %" PRId64, min, max);
        return 0;
    }
    return value;
}

static bool take_word(cf_json *json, const char *word)
{
    for (const char *letter = word; *letter != '\0'; letter++) {
        if (cf_json_octet(json) != *letter) {
            return cf_json_fail_here(json, word);
        }
        json->at++;
    }
    return true;
}

bool cf_json_bool(cf_json *json)
{
    if (!cf_json_begin(json, CF_JSON_BOOL)) {
        return false;
    }
    return cf_json_octet(json) == 't' ? take_word(json, "true") : take_word(json, "false") && false;
}

bool cf_json_null(cf_json *json)
{
    return cf_json_peek(json) == CF_JSON_NULL && cf_json_begin(json, CF_JSON_NULL)
           && take_word(json, "null");
}
