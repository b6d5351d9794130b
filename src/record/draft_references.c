/*
 * record/draft_references.c -- what leads nowhere?
 *
 * A style that leads nowhere is grave: nobody could say which contests its ballots have.
 * Candidates, parties and the districts of contests are for people, so there it is a remark.
 */
#include "record/draft_judge.h"
#include "record/text_set.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>

static const cf_draft_option *option_at(const cf_draft_contest *contest, size_t position)
{
    return (const cf_draft_option *)contest->options.items + position;
}

static const cf_draft_text *text_at(const cf_list *texts, size_t position)
{
    return (const cf_draft_text *)texts->items + position;
}

/* Contests of a style in plain21: numbers from 1, each once. */
static void judge_style_contests(const cf_judge *at, size_t position, uint32_t *last_style)
{
    const cf_draft_style *style = cf_judge_style(at, position);
    for (size_t i = 0; i < style->contests.count && !cf_complaints_full(at->complaints); i++) {
        const cf_draft_number *number = (const cf_draft_number *)style->contests.items + i;
        char path[CF_COMPLAINT_TEXT_MAX];
        char found[24];
        (void)snprintf(path, sizeof path, "ballot_styles[%zu].contests[%zu]", position, i);
        (void)snprintf(found, sizeof found, "%" PRIu64, number->value);
        if (number->value == 0) {
            continue; /* complained about when it was read */
        }
        if (number->value > at->draft->contests.count) {
            cf_complain(at->complaints, CF_GRAVE, number->offset, path,
                        "the number of a contest, from 1", cf_octets_of_text(found), "");
        } else if (last_style[number->value - 1] == position + 1) {
            cf_complain(at->complaints, CF_GRAVE, number->offset, path, "each contest at most once",
                        cf_octets_of_text(found), "");
        } else {
            last_style[number->value - 1] = (uint32_t)position + 1;
        }
    }
}

static cf_status judge_styles_by_contest(const cf_judge *at)
{
    cf_arena_reset(at->scratch);
    uint32_t *last_style =
        cf_arena_take(at->scratch, at->draft->contests.count, sizeof *last_style);
    if (last_style == NULL) {
        return CF_ERR_MEMORY;
    }
    for (size_t i = 0; i < at->draft->styles.count; i++) {
        judge_style_contests(at, i, last_style);
    }
    return CF_OK;
}

static void judge_reference(const cf_judge *at, cf_gravity gravity, const cf_text_set *known,
                            const cf_draft_text *reference, const char *path, const char *expected)
{
    if (reference->text.at == NULL || !cf_complaints_hear(at->complaints, gravity)
        || cf_text_set_has(known, reference->text)) {
        return;
    }
    const char *nearest = NULL;
    if (cf_complaints_want_nearest(at->complaints)) {
        nearest = cf_text_set_nearest(known, reference->text);
    }
    cf_complain(at->complaints, gravity, reference->offset, path, expected, reference->text,
                nearest == NULL ? "" : nearest);
}

/* A list of references inside a style; the member is ".geopolitical_unit_ids" or ".party_ids". */
static void judge_style_references(const cf_judge *at, cf_gravity gravity, const cf_text_set *known,
                                   size_t position, const cf_list *references, const char *member,
                                   const char *expected)
{
    for (size_t i = 0; i < references->count && !cf_complaints_full(at->complaints); i++) {
        char path[CF_COMPLAINT_TEXT_MAX];
        (void)snprintf(path, sizeof path, "ballot_styles[%zu].%s[%zu]", position, member, i);
        judge_reference(at, gravity, known, text_at(references, i), path, expected);
    }
}

static cf_status judge_units(const cf_judge *at)
{
    static const char expected[] = "a geopolitical unit of this manifest";
    cf_text_set units;
    cf_arena_reset(at->scratch);
    cf_status status =
        cf_text_set_make(&units, &at->draft->units, offsetof(cf_draft_text, text), at->scratch);
    if (status != CF_OK) {
        return status;
    }
    for (size_t i = 0; i < at->draft->contests.count && !cf_complaints_full(at->complaints); i++) {
        char path[CF_COMPLAINT_TEXT_MAX];
        (void)snprintf(path, sizeof path, "contests[%zu].electoral_district_id", i);
        judge_reference(at, CF_REMARK, &units, &cf_judge_contest(at, i)->district, path, expected);
    }
    for (size_t i = 0; i < at->draft->styles.count; i++) {
        judge_style_references(at, CF_GRAVE, &units, i, &cf_judge_style(at, i)->units,
                               "geopolitical_unit_ids", expected);
    }
    return CF_OK;
}

static cf_status judge_parties(const cf_judge *at)
{
    cf_text_set parties;
    cf_arena_reset(at->scratch);
    cf_status status =
        cf_text_set_make(&parties, &at->draft->parties, offsetof(cf_draft_text, text), at->scratch);
    for (size_t i = 0; i < at->draft->styles.count && status == CF_OK; i++) {
        judge_style_references(at, CF_REMARK, &parties, i, &cf_judge_style(at, i)->parties,
                               "party_ids", "a party of this manifest");
    }
    return status;
}

static void judge_candidates_of(const cf_judge *at, const cf_text_set *candidates, size_t position)
{
    const cf_draft_contest *contest = cf_judge_contest(at, position);
    for (size_t i = 0; i < contest->options.count && !cf_complaints_full(at->complaints); i++) {
        char path[CF_COMPLAINT_TEXT_MAX];
        (void)snprintf(path, sizeof path, "contests[%zu].ballot_selections[%zu].candidate_id",
                       position, i);
        judge_reference(at, CF_REMARK, candidates, &option_at(contest, i)->candidate, path,
                        "a candidate of this manifest");
    }
}

static cf_status judge_candidates(const cf_judge *at)
{
    cf_text_set candidates;
    cf_arena_reset(at->scratch);
    cf_status status = cf_text_set_make(&candidates, &at->draft->candidates,
                                        offsetof(cf_draft_text, text), at->scratch);
    for (size_t i = 0; i < at->draft->contests.count && status == CF_OK; i++) {
        judge_candidates_of(at, &candidates, i);
    }
    return status;
}

cf_status cf_judge_references(const cf_judge *at)
{
    cf_status status = judge_styles_by_contest(at);
    if (status == CF_OK) {
        status = judge_units(at);
    }
    if (status == CF_OK) {
        status = judge_parties(at);
    }
    return status == CF_OK ? judge_candidates(at) : status;
}
