/*
 * record/draft_looks.c -- which labels would a person take for one another?
 *
 * A label's look is what is left of it without characters that cannot be seen, with one blank for
 * any white space and none at its ends.  Looks are sorted; then equals stand side by side.
 */
#include "record/draft_judge.h"
#include "record/text_set.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

static cf_draft_text text_of(const cf_list *items, size_t label_at, size_t position)
{
    cf_draft_text label;
    memcpy(&label, (const uint8_t *)items->items + position * items->item_octets + label_at,
           sizeof label);
    return label;
}

static bool is_blank(uint32_t point)
{
    return point == ' ' || point == '\t' || point == 0xA0 || point == 0x1680
           || (point >= 0x2000 && point <= 0x200A) || point == 0x202F || point == 0x205F
           || point == 0x3000;
}

/* Whether every character is shown as it is. */
static bool is_visible(cf_octets text)
{
    for (size_t at = 0; at < text.len;) {
        char shown[CF_UTF8_SHOWN_MAX];
        const uint8_t first = text.at[at];
        (void)cf_utf8_show(shown, text, &at);
        if (shown[0] == '\\' && first != '\\') {
            return false;
        }
    }
    return true;
}

/* The look of a text; at NULL when memory is out. */
static cf_octets look_of(cf_octets text, cf_arena *scratch)
{
    uint8_t *out = cf_arena_take(scratch, text.len + 1, 1);
    size_t len = 0;
    bool blank = false;
    for (size_t at = 0; at < text.len && out != NULL;) {
        uint32_t point = 0;
        const size_t taken = cf_utf8_first(cf_octets_of(text.at + at, text.len - at), &point);
        if (taken == 0) {
            break; /* the reader lets none of these through */
        }
        if (is_blank(point)) {
            blank = len > 0;
        } else if (cf_utf8_is_showable(point)) {
            if (blank) {
                out[len++] = ' ';
            }
            blank = false;
            memcpy(out + len, text.at + at, taken);
            len += taken;
        }
        at += taken;
    }
    return cf_octets_of(out, out != NULL ? len : 0);
}

static void complain(const cf_judge *at, const cf_judged_list *list, size_t position,
                     const cf_draft_text *label, const char *expected)
{
    char path[CF_COMPLAINT_TEXT_MAX];
    (void)snprintf(path, sizeof path, "%s[%zu]%s", list->name, position, list->member);
    cf_complain(at->complaints, CF_REMARK, label->offset, path, expected, label->text, "");
}

static void complain_of_twins(const cf_judge *at, const cf_judged_list *list,
                              const cf_text_set *looks)
{
    size_t first = 0;
    for (size_t i = 1; i < looks->count && !cf_complaints_full(at->complaints); i++) {
        const size_t one = looks->order[first];
        const size_t other = looks->order[i];
        if (!cf_octets_equal(looks->texts[one], looks->texts[other])) {
            first = i;
            continue;
        }
        const cf_draft_text a = text_of(list->items, list->label_at, one);
        const cf_draft_text b = text_of(list->items, list->label_at, other);
        if (!cf_octets_equal(a.text, b.text)) {
            char expected[CF_COMPLAINT_TEXT_MAX];
            (void)snprintf(expected, sizeof expected, "a text that looks unlike that of %s[%zu]",
                           list->name, one);
            complain(at, list, other, &b, expected);
        }
    }
}

cf_status cf_judge_looks(const cf_judge *at, const cf_judged_list *list)
{
    const size_t count = list->items->count;
    if (!cf_complaints_hear(at->complaints, CF_REMARK)) {
        return CF_OK;
    }
    cf_octets *looks = cf_arena_take(at->scratch, count, sizeof *looks);
    if (looks == NULL) {
        return CF_ERR_MEMORY;
    }
    for (size_t i = 0; i < count && !cf_complaints_full(at->complaints); i++) {
        const cf_draft_text label = text_of(list->items, list->label_at, i);
        if (label.text.at == NULL) {
            continue;
        }
        if (!is_visible(label.text)) {
            complain(at, list, i, &label, "a text of characters that can be seen");
        }
        looks[i] = look_of(label.text, at->scratch);
        if (looks[i].at == NULL) {
            return CF_ERR_MEMORY;
        }
    }
    const cf_list as_list = { .items = looks, .count = count, .item_octets = sizeof *looks };
    cf_text_set set;
    const cf_status status = cf_text_set_make(&set, &as_list, 0, at->scratch);
    if (status == CF_OK) {
        complain_of_twins(at, list, &set);
    }
    return status;
}
