/*
 * record/text_set.h -- which of these texts are the same, and is this one of them?
 *
 * The texts of a list in order, so that questions cost a binary search however the file was
 * prepared.
 */
#ifndef CF_RECORD_TEXT_SET_H
#define CF_RECORD_TEXT_SET_H

#include "record/manifest_draft.h"

typedef struct cf_text_set {
    cf_octets *texts; /* in the order of the list */
    uint32_t *order;  /* positions, by their texts; of equal texts the earlier position first */
    size_t count;
} cf_text_set;

/*
 * The texts that stand at offset `text_at` of each item of the list, such as
 * offsetof(cf_draft_contest, label.text). Texts whose `at` is NULL are left out.  CF_ERR_MEMORY.
 */
CF_MUST_CHECK cf_status cf_text_set_make(cf_text_set *set, const cf_list *list, size_t text_at,
                                         cf_arena *arena);

/* The first place in the order whose text is not before this one; set->count when all are. */
size_t cf_text_set_place(const cf_text_set *set, cf_octets text);

/* Whether the text at a place of the order is this one; false past the end. */
bool cf_text_set_is_at(const cf_text_set *set, size_t place, cf_octets text);

bool cf_text_set_has(const cf_text_set *set, cf_octets text);

/* The text that is nearest (base/nearest.h), or NULL.  Looks at a thousand texts at most. */
const char *cf_text_set_nearest(const cf_text_set *set, cf_octets text);

#endif
