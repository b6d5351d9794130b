/*
 * election/manifest.h -- which contests, options and ballot styles are there?
 *
 * A manifest that was read is sound: indices and labels are unique where they must be, limits are
 * at least 1, styles name contests that exist.  The readers in `record` refuse any other.
 *
 *   units    index      1-based number that is hashed (sequence_order in egk records)
 *            position   0-based place in the arrays below
 *            by_label   all positions, in the order of their labels (cf_octets_order)
 */
#ifndef CF_ELECTION_MANIFEST_H
#define CF_ELECTION_MANIFEST_H

#include "base/octets.h"

#include <stdint.h>

enum {
    CF_CONTESTS_MAX = 10000,
    CF_OPTIONS_MAX = 10000,       /* of one contest */
    CF_OPTION_TOTAL_MAX = 100000, /* of all contests */
    CF_STYLES_MAX = 100000,
    CF_SELECTION_LIMIT_MAX = 1000, /* L and R: a proof has one branch more */
    CF_DATA_BLOCKS_MAX = 1024
};

typedef struct cf_option {
    cf_octets label; /* label (2.1) or object id (egk) */
    uint32_t index;
} cf_option;

typedef struct cf_contest {
    cf_octets label;
    uint32_t index;
    uint32_t selection_limit; /* L >= 1 */
    uint32_t option_limit;    /* R >= 1 */
    uint32_t data_blocks;     /* b, 0 for none; egk2.0 does not say: 0 */
    size_t option_count;
    const cf_option *options; /* ascending index */
    const uint32_t *options_by_label;
    /* options of all contests before this one: places it in tables over all options */
    size_t first_option_position;
} cf_contest;

typedef struct cf_ballot_style {
    cf_octets label;
    size_t contest_count;
    const size_t *contests; /* positions, ascending index */
} cf_ballot_style;

typedef struct cf_manifest {
    cf_octets file;  /* the exact octets that are hashed */
    cf_octets label; /* what names the election; may be empty */
    size_t contest_count;
    const cf_contest *contests; /* ascending index */
    const uint32_t *contests_by_label;
    size_t style_count;
    const cf_ballot_style *styles;
    const uint32_t *styles_by_label;
    size_t option_total; /* options of all contests */
} cf_manifest;

/* What is looked for, or NULL.  Each costs a binary search. */
const cf_contest *cf_manifest_contest_at_index(const cf_manifest *manifest, uint32_t index);
const cf_contest *cf_manifest_contest_labelled(const cf_manifest *manifest, cf_octets label);
const cf_option *cf_contest_option_at_index(const cf_contest *contest, uint32_t index);
const cf_option *cf_contest_option_labelled(const cf_contest *contest, cf_octets label);
const cf_ballot_style *cf_manifest_style_labelled(const cf_manifest *manifest, cf_octets label);

/* Whether the style has the contest at this position of the manifest. */
bool cf_ballot_style_has(const cf_ballot_style *style, size_t contest_position);

#endif
