/*
 * record/draft_judge.h -- the questions that make a manifest sound.
 *
 * Inside the judgement only (draft_judge.c, draft_unique.c, draft_looks.c, draft_references.c).
 * Each question is asked of a whole list at once and costs n log n whatever the file; paths name
 * positions in the file, from 0.  All give CF_OK or CF_ERR_MEMORY.
 */
#ifndef CF_RECORD_DRAFT_JUDGE_H
#define CF_RECORD_DRAFT_JUDGE_H

#include "record/manifest_draft.h"

typedef struct cf_judge {
    const cf_draft *draft;
    cf_complaints *complaints;
    cf_arena *scratch; /* reset between questions */
} cf_judge;

static inline const cf_draft_contest *cf_judge_contest(const cf_judge *at, size_t position)
{
    return (const cf_draft_contest *)at->draft->contests.items + position;
}

static inline const cf_draft_style *cf_judge_style(const cf_judge *at, size_t position)
{
    return (const cf_draft_style *)at->draft->styles.items + position;
}

/* A list and its labels: label_at is where in an item its cf_draft_text stands. */
typedef struct cf_judged_list {
    const cf_list *items;
    size_t label_at;
    const char *name;   /* "contests[3].options" */
    const char *member; /* ".object_id"; "" when items have none */
} cf_judged_list;

/*
 * Would a person see all of each label, and tell each from the others?  What is answered with no is
 * a remark: a manifest is sound all the same.
 */
CF_MUST_CHECK cf_status cf_judge_looks(const cf_judge *at, const cf_judged_list *list);

/* Does any label or index occur twice? */
CF_MUST_CHECK cf_status cf_judge_unique(const cf_judge *at);

/* Does any reference lead nowhere? */
CF_MUST_CHECK cf_status cf_judge_references(const cf_judge *at);

#endif
