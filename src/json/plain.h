/*
 * json/plain.h -- how far does a string go without an octet that needs a thought?
 *
 * For text.c and its tests only.  A *plain* octet is ASCII, no control character, no quote and
 * no backslash.  Both ways give the same.
 */
#ifndef CF_JSON_PLAIN_H
#define CF_JSON_PLAIN_H

#include <stddef.h>
#include <stdint.h>

/* How many octets from the start are plain; no octet past len is read. */
size_t cf_json_plain_len_words(const uint8_t *octets, size_t len);

#if defined(__SSE2__)
size_t cf_json_plain_len_sse2(const uint8_t *octets, size_t len);
#define cf_json_plain_len cf_json_plain_len_sse2
#else
#define cf_json_plain_len cf_json_plain_len_words
#endif

#endif
