/*
 * record/draft_judge.c -- is this manifest sound?
 */
#include "record/draft_judge.h"

#include <stdio.h>

/* Room for the texts and orders of the longest list, three times. */
#define SCRATCH_OCTETS_MAX (UINT64_C(1) << 30)

/* The contest with which all options together become too many. */
static void judge_total(const cf_judge *at, const cf_draft_contest *contest, size_t position)
{
    char path[CF_COMPLAINT_TEXT_MAX];
    char most[CF_COMPLAINT_TEXT_MAX];
    (void)snprintf(path, sizeof path, "contests[%zu].%s", position, at->draft->words->options);
    (void)snprintf(most, sizeof most, "at most %d options in all contests together",
                   CF_OPTION_TOTAL_MAX);
    cf_complain(at->complaints, CF_GRAVE, contest->options_offset, path, most,
                cf_octets_of_text("more"), "");
}

/* Lists that may not be empty, and all options together. */
static void judge_counts(const cf_judge *at)
{
    const cf_draft *draft = at->draft;
    if (draft->has_contests && draft->contests.count == 0) {
        cf_complain(at->complaints, CF_GRAVE, draft->contests_offset, "contests",
                    "at least one contest", cf_octets_of_text("none"), "");
    }
    size_t total = 0;
    for (size_t i = 0; i < draft->contests.count && !cf_complaints_full(at->complaints); i++) {
        const cf_draft_contest *contest = cf_judge_contest(at, i);
        const bool fitted = total <= CF_OPTION_TOTAL_MAX;
        total += contest->options.count;
        if (fitted && total > CF_OPTION_TOTAL_MAX) {
            judge_total(at, contest, i);
        }
        if (contest->has_options && contest->options.count == 0) {
            char path[CF_COMPLAINT_TEXT_MAX];
            (void)snprintf(path, sizeof path, "contests[%zu].%s", i, draft->words->options);
            cf_complain(at->complaints, CF_GRAVE, contest->options_offset, path,
                        "at least one option", cf_octets_of_text("none"), "");
        }
    }
}

cf_status cf_draft_judge(const cf_draft *draft, cf_complaints *complaints)
{
    cf_arena *scratch = cf_arena_open(SCRATCH_OCTETS_MAX);
    if (scratch == NULL) {
        return CF_ERR_MEMORY;
    }
    cf_judge at = { .draft = draft, .complaints = complaints, .scratch = scratch };
    judge_counts(&at);
    cf_status status = cf_judge_unique(&at);
    if (status == CF_OK) {
        status = cf_judge_references(&at);
    }
    cf_arena_close(scratch);
    return status;
}
