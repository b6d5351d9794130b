/*
 * votes/nearest.c -- the label that was meant.
 *
 * A file of nothing but slips would cost a comparison with every label for each: a reading has so
 * many tries, and names no neighbours after that.
 */
#include "votes/inside.h"

#include "base/nearest.h"

/* The distance of a label that is worth naming; SIZE_MAX for any other. */
static size_t distance(cf_octets word, cf_octets label)
{
    char text[CF_NEAREST_WORD_MAX + 1] = "";
    const char *candidate = text;
    if (label.len > CF_NEAREST_WORD_MAX) {
        return SIZE_MAX;
    }
    memcpy(text, label.at, label.len);
    return cf_nearest(word, &candidate, 1) != NULL ? cf_nearest_distance(word, label) : SIZE_MAX;
}

typedef cf_octets label_of(const void *items, size_t position);

/* Of the labels of count items. */
static cf_octets nearest(cf_votes_reading *reading, cf_octets word, const void *items, size_t count,
                         label_of *label_at)
{
    cf_octets best = { .at = NULL };
    size_t best_distance = SIZE_MAX;
    for (size_t i = 0; i < count && reading->nearest_tries > 0 && reading->complain != NULL; i++) {
        const cf_octets label = label_at(items, i);
        const size_t here = distance(word, label);
        reading->nearest_tries--;
        if (here < best_distance) {
            best = label;
            best_distance = here;
        }
    }
    return best;
}

static cf_octets style_label(const void *styles, size_t position)
{
    return ((const cf_ballot_style *)styles)[position].label;
}

static cf_octets contest_label(const void *contests, size_t position)
{
    return ((const cf_contest *)contests)[position].label;
}

static cf_octets option_label(const void *options, size_t position)
{
    return ((const cf_option *)options)[position].label;
}

static cf_octets word_at(const void *words, size_t position)
{
    return cf_octets_of_text(((const char *const *)words)[position]);
}

cf_octets cf_votes_nearest_style(cf_votes_reading *reading, cf_octets word)
{
    const cf_manifest *manifest = reading->manifest;
    return nearest(reading, word, manifest->styles, manifest->style_count, style_label);
}

cf_octets cf_votes_nearest_contest(cf_votes_reading *reading, cf_octets word)
{
    const cf_manifest *manifest = reading->manifest;
    return nearest(reading, word, manifest->contests, manifest->contest_count, contest_label);
}

cf_octets cf_votes_nearest_option(cf_votes_reading *reading, const cf_contest *contest,
                                  cf_octets word)
{
    return nearest(reading, word, contest->options, contest->option_count, option_label);
}

cf_octets cf_votes_nearest_word(cf_votes_reading *reading, cf_octets word, const char *const *words,
                                size_t count)
{
    return nearest(reading, word, words, count, word_at);
}
