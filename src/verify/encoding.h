/*
 * verify/encoding.h -- is this claim the one encoding of that element?
 *
 * Inside the room only.  Two members of the group are the same exactly when their encodings are, so a
 * claim that is compared with a computed element needs no door.
 */
#ifndef CF_VERIFY_ENCODING_H
#define CF_VERIFY_ENCODING_H

#include "group/group.h"

static inline bool cf_is_encoding_of(const cf_group *group, const cf_element *element,
                                     cf_unchecked_element claimed)
{
    uint8_t octets[CF_ELEMENT_OCTETS_MAX];
    cf_group_encode(group, 1, element, octets);
    return cf_octets_equal(claimed.octets, cf_octets_of(octets, cf_group_element_octets(group)));
}

#endif
