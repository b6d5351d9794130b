/*
 * json/number.c -- the grammar of [RFC8259] 6, one octet at a time.
 *
 *     number = [ minus ] int [ frac ] [ exp ]
 *
 * A number may be as long as the document: only its value is kept, and that it did not fit.
 */
#include "json/inside.h"

static bool is_digit(int octet)
{
    return octet >= '0' && octet <= '9';
}

/* At least one digit. */
static bool take_digits(cf_json *json, cf_json_number *number)
{
    int octet = cf_json_octet(json);
    if (!is_digit(octet)) {
        return cf_json_fail_here(json, "a digit");
    }
    for (; is_digit(octet); octet = cf_json_octet(json)) {
        uint64_t digit = (uint64_t)(octet - '0');
        bool overflows = __builtin_mul_overflow(number->magnitude, 10, &number->magnitude)
                         || __builtin_add_overflow(number->magnitude, digit, &number->magnitude);
        number->is_huge = number->is_huge || overflows;
        json->at++;
    }
    return true;
}

/* Take a frac or an exp, whose mark is at the cursor: no whole number has one. */
static bool take_part(cf_json *json, cf_json_number *number, bool is_exponent)
{
    cf_json_number ignored = { 0 };
    number->is_whole = false;
    json->at++;
    int sign = is_exponent ? cf_json_octet(json) : CF_JSON_NO_OCTET;
    if (sign == '+' || sign == '-') {
        json->at++;
    }
    return take_digits(json, &ignored);
}

static bool take_any(cf_json *json, cf_json_number *number)
{
    *number = (cf_json_number){ .is_whole = true };
    if (cf_json_octet(json) == '-') {
        number->is_negative = true;
        json->at++;
    }
    if (cf_json_octet(json) == '0') {
        number->is_whole = !number->is_negative;
        json->at++; /* a digit after it is no part of the number, nor of anything else */
    } else if (!take_digits(json, number)) {
        return false;
    }
    if (cf_json_octet(json) == '.' && !take_part(json, number, false)) {
        return false;
    }
    int mark = cf_json_octet(json);
    return (mark != 'e' && mark != 'E') || take_part(json, number, true);
}

bool cf_json_take_number(cf_json *json, cf_json_number *number)
{
    if (!take_any(json, number)) {
        return false;
    }
    return number->is_whole || !json->is_canonical
           || cf_json_fail(json, CF_ERR_SYNTAX, json->value_offset,
                           "the canonical form is read with whole numbers only");
}
