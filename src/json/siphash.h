/*
 * json/siphash.h -- which of many short texts are the same, asked by someone who chooses them all?
 *
 * A keyed hash whose values nobody can steer who does not know the key.  The reader keeps one value
 * for a key that is too long to be kept; two different ones meet with probability 2^-128.
 *
 *   source   [SIPHASH] SipHash-2-4 with 128 bits of output
 */
#ifndef CF_JSON_SIPHASH_H
#define CF_JSON_SIPHASH_H

#include "base/octets.h"

#include <stdint.h>

/* key and out are the 16 octets each of the source, read as two little-endian words. */
void cf_siphash(uint64_t out[2], const uint64_t key[2], cf_octets message);

#endif
