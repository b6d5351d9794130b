/*
 * base/utf8.h -- is this text, and may a person be shown it?
 *
 * Well-formed means exactly what [RFC3629] allows: shortest form, no surrogates, nothing past
 * U+10FFFF. A text from a stranger may still hold characters that move the cursor, hide what
 * follows, turn it around or cannot be seen at all; they are shown by number, so that two texts
 * that differ only in them do not look the same.
 *
 *   units    octets
 *   source   [RFC3629] 4; [UNICODE] table 3-7
 */
#ifndef CF_BASE_UTF8_H
#define CF_BASE_UTF8_H

#include "base/octets.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * How many octets the first character takes, 1 to 4; 0 when the span is empty or starts with
 * something ill-formed.  *point (may be NULL) is written unless 0 is returned.
 */
size_t cf_utf8_first(cf_octets text, uint32_t *point);

/* How many octets from the start are well-formed; text.len when all are. */
size_t cf_utf8_valid_len(cf_octets text);

static inline bool cf_utf8_valid(cf_octets text)
{
    return cf_utf8_valid_len(text) == text.len;
}

/* Write a character and give its octets, 1 to 4.  point is at most U+10FFFF and no surrogate. */
size_t cf_utf8_encode(uint8_t out[4], uint32_t point);

/*
 * Whether a person may be shown it wherever it stands: no control, no line separator, nothing that
 * turns text around or is invisible.
 */
bool cf_utf8_is_showable(uint32_t point);

enum { CF_UTF8_SHOWN_MAX = 12 }; /* octets: "\u{10FFFF}" and a zero */

/*
 * Write the character at text[*at], *at < text.len, as a person may be shown it, with a zero behind
 * it, and step over it.  What is not showable becomes \u{200B}, an ill-formed octet \x{FF}.  The
 * two joiners U+200C and U+200D stay between two letters of scripts that spell with them.  A
 * backslash stays.  Gives the octets written, without the zero.
 */
size_t cf_utf8_show(char out[CF_UTF8_SHOWN_MAX], cf_octets text, size_t *at);

/*
 * Copy a text as cf_utf8_show shows it.  out_octets is at least 4 and counts the zero that is
 * always written at the end.  A text that does not fit is cut between characters and ends in "...".
 * Gives the length without the zero.
 */
size_t cf_utf8_for_people(char *out, size_t out_octets, cf_octets text);

#endif
