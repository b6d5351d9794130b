/*
 * record/hints_layout.h -- where does what stand in a sidecar?
 *
 *      0       8    89 "CFH" 0D 0A 1A 0A
 *      8       4    the version of the form, 1
 *     12       4    E, octets of an element
 *     16      32    H_E of the election
 *     48       8    n, how many ballots
 *     56       8    where the index begins
 *     64            the hints, ballot after ballot
 *                   the index, up to the end of the file: for each ballot, in 8 octets, where its
 *                   hints end
 *
 * Inside the room only.  The hints of a ballot begin where those before it end.  Whole numbers are
 * big-endian.  The index stands last so that a writer keeps nothing and a reader nothing but this.
 *
 *   source   doc/formats.md, "hints"
 */
#ifndef CF_RECORD_HINTS_LAYOUT_H
#define CF_RECORD_HINTS_LAYOUT_H

#include "base/hash.h"

#include <stdint.h>

enum {
    CF_HINTS_VERSION = 1,
    CF_HINTS_MAGIC_OCTETS = 8,
    CF_HINTS_VERSION_AT = CF_HINTS_MAGIC_OCTETS,
    CF_HINTS_WIDTH_AT = CF_HINTS_VERSION_AT + 4,
    CF_HINTS_H_E_AT = CF_HINTS_WIDTH_AT + 4,
    CF_HINTS_COUNT_AT = CF_HINTS_H_E_AT + CF_HASH_OCTETS,
    CF_HINTS_INDEX_AT = CF_HINTS_COUNT_AT + 8,
    CF_HINTS_HEAD_OCTETS = CF_HINTS_INDEX_AT + 8,
    CF_HINTS_END_OCTETS = 8 /* of an entry of the index */
};

_Static_assert(CF_HINTS_HEAD_OCTETS == 64, "doc/formats.md");

extern const uint8_t cf_hints_magic[CF_HINTS_MAGIC_OCTETS];

#endif
