/*
 * base/nearest.c -- edit distance with swaps, three rows of the table at a time.
 *
 * row[i][j] is the distance between the first i octets of a and the first j octets of b.  A step
 * looks at the row above and, for a swap of neighbours, at the row above that.
 */
#include "base/nearest.h"

typedef struct rows {
    size_t row[3][CF_NEAREST_WORD_MAX + 1];
} rows;

static size_t min(size_t a, size_t b)
{
    return a < b ? a : b;
}

static void fill_row(rows *table, size_t i, cf_octets a, cf_octets b)
{
    size_t *row = table->row[i % 3];
    const size_t *above = table->row[(i + 2) % 3];
    const size_t *two_above = table->row[(i + 1) % 3];
    row[0] = i;
    for (size_t j = 1; j <= b.len; j++) {
        size_t replaced = above[j - 1] + (a.at[i - 1] == b.at[j - 1] ? 0 : 1);
        row[j] = min(replaced, min(above[j], row[j - 1]) + 1);
        if (i > 1 && j > 1 && a.at[i - 1] == b.at[j - 2] && a.at[i - 2] == b.at[j - 1]) {
            row[j] = min(row[j], two_above[j - 2] + 1);
        }
    }
}

size_t cf_nearest_distance(cf_octets a, cf_octets b)
{
    if (a.len > CF_NEAREST_WORD_MAX || b.len > CF_NEAREST_WORD_MAX) {
        return SIZE_MAX;
    }
    rows table;
    for (size_t j = 0; j <= b.len; j++) {
        table.row[0][j] = j;
    }
    for (size_t i = 1; i <= a.len; i++) {
        fill_row(&table, i, a, b);
    }
    return table.row[a.len % 3][b.len];
}

const char *cf_nearest(cf_octets word, const char *const *candidates, size_t count)
{
    size_t allowed = word.len / 3;
    if (allowed == 0 && word.len == 2) {
        allowed = 1;
    }
    const char *best = NULL;
    size_t best_distance = allowed;
    for (size_t i = 0; i < count; i++) {
        size_t distance = cf_nearest_distance(word, cf_octets_of_text(candidates[i]));
        if (distance < best_distance || (best == NULL && distance == best_distance)) {
            best = candidates[i];
            best_distance = distance;
        }
    }
    return best;
}
