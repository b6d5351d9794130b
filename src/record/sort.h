/*
 * record/sort.h -- put numbers in the order that somebody else judges.
 *
 * A merge sort from the bottom up: no recursion, n log n comparisons whatever the input, and equal
 * items keep their order, so that "the later of two" means the same before and after.
 */
#ifndef CF_RECORD_SORT_H
#define CF_RECORD_SORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whether the thing numbered a has to stand before the thing numbered b. */
typedef bool cf_sort_before(const void *context, uint32_t a, uint32_t b);

/* Sort numbers[0..count).  scratch has room for as many and ends up with nothing of worth. */
void cf_sort(uint32_t *numbers, uint32_t *scratch, size_t count, cf_sort_before *before,
             const void *context);

#endif
