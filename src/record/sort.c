/*
 * record/sort.c -- runs of 1, then 2, then 4, each pair merged into the other array.
 */
#include "record/sort.h"

#include <string.h>

/*
 * Merge from[left..middle) and from[middle..right) into the same places of to.  Ties go to the
 * left: stable.
 */
static void merge(uint32_t *to, const uint32_t *from, size_t left, size_t middle, size_t right,
                  cf_sort_before *before, const void *context)
{
    size_t a = left;
    size_t b = middle;
    for (size_t at = left; at < right; at++) {
        bool take_b = a == middle || (b < right && before(context, from[b], from[a]));
        to[at] = take_b ? from[b++] : from[a++];
    }
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

void cf_sort(uint32_t *numbers, uint32_t *scratch, size_t count, cf_sort_before *before,
             const void *context)
{
    uint32_t *from = numbers;
    uint32_t *to = scratch;

    /* Nothing wraps: count * 4 octets exist, so left + 2 * run, less than 3 * count, fits. */
    for (size_t run = 1; run < count; run *= 2) {
        for (size_t left = 0; left < count; left += 2 * run) {
            size_t middle = least(left + run, count);
            merge(to, from, left, middle, least(left + 2 * run, count), before, context);
        }
        uint32_t *swap = from;
        from = to;
        to = swap;
    }
    if (from != numbers) {
        memcpy(numbers, from, count * sizeof *numbers);
    }
}
