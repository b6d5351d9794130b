/*
 * record/draft_build.c -- a sound draft becomes a manifest: everything in the order of its index.
 */
#include "record/manifest_draft.h"
#include "record/sort.h"
#include "record/text_set.h"

#include <stddef.h>
#include <string.h>

typedef struct builder {
    const cf_draft *draft;
    cf_arena *arena;
    uint32_t *order;    /* manifest position -> file position */
    uint32_t *position; /* file position -> manifest position */
    uint32_t *gathered; /* positions of one style's contests, each once */
    uint32_t *spare;
    uint32_t *last_style; /* by position: the number of the last style that has gathered it */
    cf_text_set districts;
} builder;

static const cf_draft_contest *contest_at(const builder *at, size_t file_position)
{
    return (const cf_draft_contest *)at->draft->contests.items + file_position;
}

static bool contest_before(const void *context, uint32_t a, uint32_t b)
{
    const builder *at = context;
    return contest_at(at, a)->index.value < contest_at(at, b)->index.value;
}

static bool option_before(const void *context, uint32_t a, uint32_t b)
{
    const cf_draft_option *options = context;
    return options[a].index.value < options[b].index.value;
}

static bool number_before(const void *context, uint32_t a, uint32_t b)
{
    (void)context;
    return a < b;
}

/* 0, 1, .. count - 1, with as much spare room behind it; NULL when memory is out. */
static uint32_t *take_order(cf_arena *arena, size_t count)
{
    uint32_t *order = cf_arena_take(arena, 2 * count, sizeof *order);
    for (uint32_t i = 0; order != NULL && i < count; i++) {
        order[i] = i;
    }
    return order;
}

/* Items whose first member is their label, as in all three arrays of a manifest. */
typedef struct labelled {
    const uint8_t *items;
    size_t item_octets;
} labelled;

_Static_assert(offsetof(cf_contest, label) == 0 && offsetof(cf_option, label) == 0
                   && offsetof(cf_ballot_style, label) == 0,
               "a label comes first");

static cf_octets label_at(const labelled *list, uint32_t position)
{
    cf_octets label;
    memcpy(&label, list->items + position * list->item_octets, sizeof label);
    return label;
}

static bool label_before(const void *context, uint32_t a, uint32_t b)
{
    return cf_octets_order(label_at(context, a), label_at(context, b)) < 0;
}

/* All positions in the order of their labels; NULL when memory is out. */
static const uint32_t *order_by_label(cf_arena *arena, const void *items, size_t item_octets,
                                      size_t count)
{
    const labelled list = { .items = items, .item_octets = item_octets };
    uint32_t *order = take_order(arena, count);
    if (order != NULL) {
        cf_sort(order, order + count, count, label_before, &list);
    }
    return order;
}

static cf_status build_options(const builder *at, const cf_draft_contest *from, cf_contest *to)
{
    const cf_draft_option *drafts = from->options.items;
    size_t count = from->options.count;
    cf_option *options = cf_arena_take(at->arena, count, sizeof *options);
    uint32_t *order = take_order(at->arena, count);
    if (options == NULL || order == NULL) {
        return CF_ERR_MEMORY;
    }
    cf_sort(order, order + count, count, option_before, drafts);
    for (size_t i = 0; i < count; i++) {
        const cf_draft_option *draft = &drafts[order[i]];
        options[i] =
            (cf_option){ .label = draft->label.text, .index = (uint32_t)draft->index.value };
    }
    to->options = options;
    to->options_by_label = order_by_label(at->arena, options, sizeof *options, count);
    to->option_count = count;
    return to->options_by_label != NULL ? CF_OK : CF_ERR_MEMORY;
}

static cf_status build_contests(const builder *at, cf_manifest *out)
{
    size_t count = at->draft->contests.count;
    cf_contest *contests = cf_arena_take(at->arena, count, sizeof *contests);
    if (contests == NULL) {
        return CF_ERR_MEMORY;
    }
    for (size_t i = 0; i < count; i++) {
        const cf_draft_contest *draft = contest_at(at, at->order[i]);
        contests[i] = (cf_contest){ .label = draft->label.text,
                                    .index = (uint32_t)draft->index.value,
                                    .selection_limit = draft->selection_limit,
                                    .option_limit = draft->option_limit,
                                    .data_blocks = draft->data_blocks,
                                    .first_option_position = out->option_total };
        if (build_options(at, draft, &contests[i]) != CF_OK) {
            return CF_ERR_MEMORY;
        }
        out->option_total += contests[i].option_count;
    }
    out->contests = contests;
    out->contests_by_label = order_by_label(at->arena, contests, sizeof *contests, count);
    out->contest_count = count;
    return out->contests_by_label != NULL ? CF_OK : CF_ERR_MEMORY;
}

static void gather(builder *at, uint32_t style_number, uint32_t file_position, size_t *count)
{
    uint32_t position = at->position[file_position];
    if (at->last_style[position] != style_number) {
        at->last_style[position] = style_number;
        at->gathered[(*count)++] = position;
    }
}

/* Whether a place of the districts holds a contest of this unit that the style has already. */
static bool is_gathered(const builder *at, uint32_t style_number, size_t place, cf_octets unit)
{
    return cf_text_set_is_at(&at->districts, place, unit)
           && at->last_style[at->position[at->districts.order[place]]] == style_number;
}

/* All contests of a unit.  A style that names a unit again costs one look: a hostile one does so a million times. */
static void gather_unit(builder *at, uint32_t style_number, cf_octets unit, size_t *count)
{
    size_t place = cf_text_set_place(&at->districts, unit);
    if (is_gathered(at, style_number, place, unit)) {
        return;
    }
    for (; cf_text_set_is_at(&at->districts, place, unit); place++) {
        gather(at, style_number, at->districts.order[place], count);
    }
}

static size_t gather_style(builder *at, uint32_t style_number, const cf_draft_style *style)
{
    size_t count = 0;
    for (size_t i = 0; i < style->contests.count; i++) {
        const cf_draft_number *number = (const cf_draft_number *)style->contests.items + i;
        gather(at, style_number, (uint32_t)(number->value - 1), &count);
    }
    for (size_t i = 0; i < style->units.count; i++) {
        const cf_draft_text *unit = (const cf_draft_text *)style->units.items + i;
        gather_unit(at, style_number, unit->text, &count);
    }
    cf_sort(at->gathered, at->spare, count, number_before, NULL);
    return count;
}

static cf_status build_style(builder *at, uint32_t number, const cf_draft_style *draft,
                             cf_ballot_style *out)
{
    size_t count = gather_style(at, number, draft);
    size_t *contests = cf_arena_take(at->arena, count, sizeof *contests);
    if (contests == NULL) {
        return CF_ERR_MEMORY;
    }
    for (size_t i = 0; i < count; i++) {
        contests[i] = at->gathered[i];
    }
    *out = (cf_ballot_style){ .label = draft->label.text,
                              .contest_count = count,
                              .contests = contests };
    return CF_OK;
}

static cf_status build_styles(builder *at, cf_manifest *out)
{
    size_t count = at->draft->styles.count;
    cf_ballot_style *styles = cf_arena_take(at->arena, count, sizeof *styles);
    if (styles == NULL) {
        return CF_ERR_MEMORY;
    }
    for (size_t i = 0; i < count; i++) {
        const cf_draft_style *draft = (const cf_draft_style *)at->draft->styles.items + i;
        if (build_style(at, (uint32_t)i + 1, draft, &styles[i]) != CF_OK) {
            return CF_ERR_MEMORY;
        }
    }
    out->styles = styles;
    out->styles_by_label = order_by_label(at->arena, styles, sizeof *styles, count);
    out->style_count = count;
    return out->styles_by_label != NULL ? CF_OK : CF_ERR_MEMORY;
}

static cf_status prepare(builder *at)
{
    size_t count = at->draft->contests.count;
    at->order = take_order(at->arena, count);
    at->position = cf_arena_take(at->arena, count, sizeof *at->position);
    at->gathered = cf_arena_take(at->arena, count, sizeof *at->gathered);
    at->last_style = cf_arena_take(at->arena, count, sizeof *at->last_style);
    if (at->order == NULL || at->position == NULL || at->gathered == NULL
        || at->last_style == NULL) {
        return CF_ERR_MEMORY;
    }
    at->spare = at->order + count;
    cf_sort(at->order, at->spare, count, contest_before, at);
    for (uint32_t i = 0; i < count; i++) {
        at->position[at->order[i]] = i;
    }
    return cf_text_set_make(&at->districts, &at->draft->contests,
                            offsetof(cf_draft_contest, district.text), at->arena);
}

cf_status cf_draft_build(const cf_draft *draft, cf_octets file, cf_arena *arena, cf_manifest *out)
{
    builder at = { .draft = draft, .arena = arena };
    cf_manifest manifest = { .file = file, .label = draft->label.text };
    if (prepare(&at) != CF_OK || build_contests(&at, &manifest) != CF_OK
        || build_styles(&at, &manifest) != CF_OK) {
        return CF_ERR_MEMORY;
    }
    *out = manifest;
    return CF_OK;
}
