/*
 * record/draft_unique.c -- what occurs twice?
 *
 * A list is sorted by what has to be unique; then equals stand side by side, the earlier one first.
 */
#include "record/draft_judge.h"
#include "record/sort.h"
#include "record/text_set.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

/* What has to be unique in which list: "contests[3].options" and ".object_id". */
typedef struct unique {
    const char *list;
    const char *member; /* "" when items have none */
} unique;

static void complain_twice(const cf_judge *at, const unique *what, size_t first, size_t again,
                           uint64_t offset, cf_octets found)
{
    char path[CF_COMPLAINT_TEXT_MAX];
    char expected[CF_COMPLAINT_TEXT_MAX];
    (void)snprintf(path, sizeof path, "%s[%zu]%s", what->list, again, what->member);
    (void)snprintf(expected, sizeof expected, "another one than that of %s[%zu]", what->list,
                   first);
    cf_complain(at->complaints, CF_GRAVE, offset, path, expected, found, "");
}

/* label_at: where in an item its cf_draft_text stands. */
static cf_status judge_labels(const cf_judge *at, const cf_list *items, size_t label_at,
                              const unique *what)
{
    cf_text_set set;
    cf_arena_reset(at->scratch);
    cf_status status =
        cf_text_set_make(&set, items, label_at + offsetof(cf_draft_text, text), at->scratch);
    if (status != CF_OK) {
        return status;
    }
    size_t first = 0;
    for (size_t i = 1; i < set.count && !cf_complaints_full(at->complaints); i++) {
        size_t again = set.order[i];
        if (!cf_octets_equal(set.texts[set.order[first]], set.texts[again])) {
            first = i;
            continue;
        }
        cf_draft_text label;
        memcpy(&label, (const uint8_t *)items->items + again * items->item_octets + label_at,
               sizeof label);
        complain_twice(at, what, set.order[first], again, label.offset, label.text);
    }
    const cf_judged_list list = {
        .items = items, .label_at = label_at, .name = what->list, .member = what->member
    };
    return cf_judge_looks(at, &list);
}

static bool number_before(const void *context, uint32_t a, uint32_t b)
{
    const cf_draft_number *numbers = context;
    return numbers[a].value < numbers[b].value;
}

/* index_at: where in an item its cf_draft_number stands. */
static cf_status judge_indices(const cf_judge *at, const cf_list *items, size_t index_at,
                               const unique *what)
{
    cf_arena_reset(at->scratch);
    cf_draft_number *numbers = cf_arena_take(at->scratch, items->count, sizeof *numbers);
    uint32_t *order = cf_arena_take(at->scratch, items->count, sizeof *order);
    uint32_t *spare = cf_arena_take(at->scratch, items->count, sizeof *spare);
    if (numbers == NULL || order == NULL || spare == NULL) {
        return CF_ERR_MEMORY;
    }
    for (uint32_t i = 0; i < items->count; i++) {
        memcpy(&numbers[i], (const uint8_t *)items->items + i * items->item_octets + index_at,
               sizeof numbers[i]);
        order[i] = i;
    }
    cf_sort(order, spare, items->count, number_before, numbers);

    size_t first = 0;
    for (size_t i = 1; i < items->count && !cf_complaints_full(at->complaints); i++) {
        const cf_draft_number *number = &numbers[order[i]];
        if (numbers[order[first]].value != number->value) {
            first = i;
        } else if (number->value != 0) {
            char found[24];
            (void)snprintf(found, sizeof found, "%" PRIu64, number->value);
            complain_twice(at, what, order[first], order[i], number->offset,
                           cf_octets_of_text(found));
        }
    }
    return CF_OK;
}

static cf_status judge_unique_options(const cf_judge *at, size_t position)
{
    const cf_draft_words *words = at->draft->words;
    const cf_draft_contest *contest = cf_judge_contest(at, position);
    char list[CF_COMPLAINT_TEXT_MAX];
    (void)snprintf(list, sizeof list, "contests[%zu].%s", position, words->options);

    unique label = { .list = list, .member = "" };
    char member[CF_COMPLAINT_TEXT_MAX];
    if (!words->plain_options) {
        (void)snprintf(member, sizeof member, ".%s", words->label);
        label.member = member;
    }
    cf_status status =
        judge_labels(at, &contest->options, offsetof(cf_draft_option, label), &label);
    if (status != CF_OK) {
        return status;
    }
    const unique index = { .list = list, .member = ".sequence_order" };
    return judge_indices(at, &contest->options, offsetof(cf_draft_option, index), &index);
}

cf_status cf_judge_unique(const cf_judge *at)
{
    char member[CF_COMPLAINT_TEXT_MAX];
    (void)snprintf(member, sizeof member, ".%s", at->draft->words->label);
    const unique contest_label = { .list = "contests", .member = member };
    const unique contest_index = { .list = "contests", .member = ".sequence_order" };
    const unique style_label = { .list = "ballot_styles", .member = member };

    const cf_draft *draft = at->draft;
    cf_status status =
        judge_labels(at, &draft->contests, offsetof(cf_draft_contest, label), &contest_label);
    if (status == CF_OK) {
        status =
            judge_indices(at, &draft->contests, offsetof(cf_draft_contest, index), &contest_index);
    }
    if (status == CF_OK) {
        status = judge_labels(at, &draft->styles, offsetof(cf_draft_style, label), &style_label);
    }
    for (size_t i = 0; i < draft->contests.count && status == CF_OK; i++) {
        status = judge_unique_options(at, i);
    }
    return status;
}
