/*
 * base/octets.h -- some octets that someone else owns.
 *
 * `at` NULL means that there are none to speak of: the text that should have held them could not be
 * decoded.  An empty span has a place and length 0.  The two are never equal.
 */
#ifndef CF_BASE_OCTETS_H
#define CF_BASE_OCTETS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct cf_octets {
    const uint8_t *at;
    size_t len;
} cf_octets;

static inline cf_octets cf_octets_of(const void *at, size_t len)
{
    return (cf_octets){ .at = at, .len = len };
}

/* The octets of a C string, without its terminator. */
static inline cf_octets cf_octets_of_text(const char *text)
{
    return cf_octets_of(text, strlen(text));
}

/* Same octets.  Not constant time: for public data only.  NULL equals nothing, not even NULL. */
static inline bool cf_octets_equal(cf_octets a, cf_octets b)
{
    return a.at != NULL && b.at != NULL && a.len == b.len && memcmp(a.at, b.at, a.len) == 0;
}

/*
 * Below, at or above 0 as a stands before, with or after b, octet by octet; of two that agree as
 * far as they go the shorter is first.  What is NULL stands with the empty ones.
 */
static inline int cf_octets_order(cf_octets a, cf_octets b)
{
    const size_t a_len = a.at != NULL ? a.len : 0;
    const size_t b_len = b.at != NULL ? b.len : 0;
    const size_t shared = a_len < b_len ? a_len : b_len;
    const int order = shared > 0 ? memcmp(a.at, b.at, shared) : 0;
    return order != 0 ? order : (a_len > b_len) - (a_len < b_len);
}

#endif
