/*
 * combine/encoded.h -- elements and numbers as others read them.
 *
 *   memory   everything lives in the arena; NULL when that is out
 */
#ifndef CF_COMBINE_ENCODED_H
#define CF_COMBINE_ENCODED_H

#include "base/arena.h"
#include "group/group.h"

/* count of them; the octets stand one after another, so those of all are a span too. */
CF_MUST_CHECK const cf_unchecked_element *cf_encoded_elements(const cf_group *group, size_t count,
                                                              const cf_element *elements,
                                                              cf_arena *arena);
CF_MUST_CHECK const cf_unchecked_scalar *
cf_encoded_scalars(const cf_group *group, size_t count, const cf_scalar *scalars, cf_arena *arena);

#endif
