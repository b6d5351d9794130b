/*
 * votes/whole.c -- a whole number, or what stands there instead.
 *
 * The words for what stands there say its kind and nothing of its value: it may be a mark.
 */
#include "votes/inside.h"

static bool is_digit(uint8_t octet)
{
    return octet >= '0' && octet <= '9';
}

/* What a text that is not all digits is. */
static const char *not_whole(cf_octets text)
{
    const bool signed_number = text.len > 1 && text.at[0] == '-' && is_digit(text.at[1]);
    bool numeric = text.len > 0 && (is_digit(text.at[0]) || signed_number);
    for (size_t i = 1; i < text.len; i++) {
        numeric = numeric && (is_digit(text.at[i]) || cf_votes_is_one_of(text.at[i], ".eE+-"));
    }
    if (!numeric) {
        return text.len == 0 ? "nothing" : "a text";
    }
    const bool fraction = memchr(text.at, '.', text.len) != NULL
                          || memchr(text.at, 'e', text.len) != NULL
                          || memchr(text.at, 'E', text.len) != NULL;
    return fraction ? "a number with a point or an exponent" : "a negative number";
}

static bool is_all_digits(cf_octets text)
{
    size_t at = 0;
    while (at < text.len && is_digit(text.at[at])) {
        at++;
    }
    return at > 0 && at == text.len;
}

/* False when the digits say more than max. */
static bool add_up(cf_octets digits, uint64_t max, uint64_t *value)
{
    *value = 0;
    for (size_t i = 0; i < digits.len; i++) {
        const uint64_t digit = (uint64_t)(digits.at[i] - '0');
        if (digit > max || *value > (max - digit) / 10) {
            return false;
        }
        *value = *value * 10 + digit;
    }
    return true;
}

const char *cf_votes_whole(cf_octets text, uint64_t min, uint64_t max, uint64_t *value)
{
    uint64_t found = 0;
    if (!is_all_digits(text)) {
        return not_whole(text);
    }
    if (text.len > 1 && text.at[0] == '0') {
        return "a number that begins with 0";
    }
    if (!add_up(text, max, &found)) {
        return "a larger number";
    }
    if (found < min) {
        return "a smaller number";
    }
    *value = found;
    return NULL;
}
