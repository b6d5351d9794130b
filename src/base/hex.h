/*
 * base/hex.h -- base16 and base64, strictly.
 *
 * A text has one decoding and octets have one text: fixed alphabet, no white space, no sloppy
 * padding ([RFC4648] 3.5: unused bits are zero).
 */
#ifndef CF_BASE_HEX_H
#define CF_BASE_HEX_H

#include "base/octets.h"
#include "base/status.h"

typedef enum cf_hex_case { CF_HEX_UPPER, CF_HEX_LOWER, CF_HEX_EITHER } cf_hex_case;

/*
 * Decode an even number of digits of the stated case.  out holds text.len / 2 octets; out and text
 * may be the same place.  CF_ERR_SYNTAX: another character, whose index is *bad (may be NULL), or
 * an odd count, and *bad is text.len.
 */
CF_MUST_CHECK cf_status cf_hex_decode(uint8_t *out, cf_octets text, cf_hex_case letters,
                                      size_t *bad);

/* Write 2 * octets.len digits and a terminating zero.  CF_HEX_EITHER writes upper case. */
void cf_hex_encode(char *out, cf_octets octets, cf_hex_case letters);

/* Octets that a base64 text of this length can hold at most. */
static inline size_t cf_base64_decoded_max(size_t text_len)
{
    return text_len / 4 * 3;
}

/*
 * Decode padded standard base64 (alphabet with + and /).  *out_len is the count of octets; out and
 * text may be the same place.  CF_ERR_SYNTAX: length not a multiple of 4, another character,
 * misplaced '=', unused bits not zero; *bad (may be NULL) is where, as above.
 */
CF_MUST_CHECK cf_status cf_base64_decode(uint8_t *out, size_t *out_len, cf_octets text,
                                         size_t *bad);

#endif
