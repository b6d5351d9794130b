/*
 * election/manifest.c -- finding things in a manifest.
 *
 * Everything that has an index stands in ascending order of it, and in nearly every election
 * index i stands at position i - 1: that place is tried first, then the array is halved.  Labels
 * are looked up by halving the list of positions that stands in their order.
 */
#include "election/manifest.h"

/* The number of the item at a position of an ascending array. */
typedef uint64_t number_at(const void *array, size_t position);

enum { NOWHERE = -1 };

static int64_t halve(const void *array, size_t count, number_at *at, uint64_t number)
{
    size_t start = 0;
    size_t end = count;
    while (start < end) {
        const size_t middle = start + (end - start) / 2;
        const uint64_t found = at(array, middle);
        if (found == number) {
            return (int64_t)middle;
        }
        if (found < number) {
            start = middle + 1;
        } else {
            end = middle;
        }
    }
    return NOWHERE;
}

static int64_t find_index(const void *array, size_t count, number_at *at, uint32_t index)
{
    const size_t likely = (size_t)index - 1; /* index 0 wraps past every count */
    if (likely < count && at(array, likely) == index) {
        return (int64_t)likely;
    }
    return halve(array, count, at, index);
}

/* The label of the item at a position. */
typedef cf_octets label_at(const void *array, size_t position);

static int64_t find_label(const void *array, size_t count, label_at *at, const uint32_t *by_label,
                          cf_octets label)
{
    size_t start = 0;
    size_t end = count;
    while (start < end) {
        const size_t middle = start + (end - start) / 2;
        if (cf_octets_order(at(array, by_label[middle]), label) < 0) {
            start = middle + 1;
        } else {
            end = middle;
        }
    }
    const bool found = start < count && cf_octets_equal(at(array, by_label[start]), label);
    return found ? (int64_t)by_label[start] : NOWHERE;
}

static uint64_t contest_index(const void *contests, size_t position)
{
    return ((const cf_contest *)contests)[position].index;
}

static uint64_t option_index(const void *options, size_t position)
{
    return ((const cf_option *)options)[position].index;
}

static cf_octets contest_label(const void *contests, size_t position)
{
    return ((const cf_contest *)contests)[position].label;
}

static cf_octets option_label(const void *options, size_t position)
{
    return ((const cf_option *)options)[position].label;
}

static cf_octets style_label(const void *styles, size_t position)
{
    return ((const cf_ballot_style *)styles)[position].label;
}

static uint64_t contest_position(const void *positions, size_t place)
{
    return ((const size_t *)positions)[place];
}

const cf_contest *cf_manifest_contest_at_index(const cf_manifest *manifest, uint32_t index)
{
    const int64_t at =
        find_index(manifest->contests, manifest->contest_count, contest_index, index);
    return at == NOWHERE ? NULL : &manifest->contests[at];
}

const cf_contest *cf_manifest_contest_labelled(const cf_manifest *manifest, cf_octets label)
{
    const int64_t at = find_label(manifest->contests, manifest->contest_count, contest_label,
                                  manifest->contests_by_label, label);
    return at == NOWHERE ? NULL : &manifest->contests[at];
}

const cf_option *cf_contest_option_at_index(const cf_contest *contest, uint32_t index)
{
    const int64_t at = find_index(contest->options, contest->option_count, option_index, index);
    return at == NOWHERE ? NULL : &contest->options[at];
}

const cf_option *cf_contest_option_labelled(const cf_contest *contest, cf_octets label)
{
    const int64_t at = find_label(contest->options, contest->option_count, option_label,
                                  contest->options_by_label, label);
    return at == NOWHERE ? NULL : &contest->options[at];
}

const cf_ballot_style *cf_manifest_style_labelled(const cf_manifest *manifest, cf_octets label)
{
    const int64_t at = find_label(manifest->styles, manifest->style_count, style_label,
                                  manifest->styles_by_label, label);
    return at == NOWHERE ? NULL : &manifest->styles[at];
}

bool cf_ballot_style_has(const cf_ballot_style *style, size_t position)
{
    return halve(style->contests, style->contest_count, contest_position, position) != NOWHERE;
}
