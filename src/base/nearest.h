/*
 * base/nearest.h -- did you mean?
 *
 * For a word that is not on a list: the word of the list that a slip of the hand turned into it.
 */
#ifndef CF_BASE_NEAREST_H
#define CF_BASE_NEAREST_H

#include "base/octets.h"

#include <stddef.h>

/* Longer words are nobody's slip: they have no distance to anything. */
enum { CF_NEAREST_WORD_MAX = 64 };

/*
 * How many single changes make b of a: an octet put in, left out, replaced, or swapped with its
 * neighbour. SIZE_MAX when either is longer than CF_NEAREST_WORD_MAX.
 */
size_t cf_nearest_distance(cf_octets a, cf_octets b);

/*
 * The candidate nearest to word, the first of several that are equally near; NULL when none is so
 * near that it is worth naming: at most one change for each three octets of the word, and at least
 * one is always allowed when the word has two octets or more.  Costs count * CF_NEAREST_WORD_MAX^2
 * steps and no heap.
 */
const char *cf_nearest(cf_octets word, const char *const *candidates, size_t count);

#endif
