/*
 * verify/v14_opened_labels.c -- 14.A to 14.F: a voter could have filled in this ballot.
 *
 * Labels agree both ways: what is opened is on the ballot style, and what is on the style is
 * opened.
 */
#include "verify/labels.h"
#include "verify/opened.h"

#include <inttypes.h>

/* (14.E) 0 <= sigma <= R. */
static void check_value(const cf_opening *opening, const cf_contest *contest,
                        const cf_opened_option *option)
{
    cf_say_looked(opening->report, CF_CHECK_14_E);
    if (option->value > contest->option_limit) {
        const cf_saying where = cf_where(opening->file, &contest->label, &option->label);
        cf_say_fail(opening->report, CF_CHECK_14_E, where.text,
                    "the value %" PRIu64 " is more than the %" PRIu32 " allowed", option->value,
                    contest->option_limit);
    }
}

/* (14.F) The sum of sigma is at most L. */
static void check_sum(const cf_opening *opening, const cf_contest *contest, uint64_t sum)
{
    cf_say_looked(opening->report, CF_CHECK_14_F);
    if (sum > contest->selection_limit) {
        const cf_saying where = cf_where(opening->file, &contest->label, NULL);
        cf_say_fail(opening->report, CF_CHECK_14_F, where.text,
                    "%" PRIu64 " selections are more than the %" PRIu32 " allowed", sum,
                    contest->selection_limit);
    }
}

/* (14.C) What is wrong with this option, or NULL; a good one is noted in seen. */
static const char *option_complaint(const cf_contest *contest, cf_octets label, size_t guess,
                                    bool *seen)
{
    size_t position = cf_option_position(contest, label, guess);
    if (position == CF_NOWHERE) {
        return "the contest has no option of this label in the manifest";
    }
    if (seen[position]) {
        return "the option is opened twice";
    }
    seen[position] = true;
    return NULL;
}

static void check_opened_options(const cf_opening *opening, const cf_contest *contest,
                                 const cf_opened_contest *opened, bool *seen)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < opened->option_count; i++) {
        const cf_opened_option *option = &opened->options[i];
        const char *complaint = option_complaint(contest, option->label, i, seen);
        cf_say_label(opening->report, CF_CHECK_14_C, complaint, opening->file, &contest->label,
                     &option->label);
        if (complaint == NULL) {
            check_value(opening, contest, option);
            sum = sum > UINT64_MAX - option->value ? UINT64_MAX : sum + option->value;
        }
    }
    check_sum(opening, contest, sum);
}

/* 14.C, 14.E and 14.F of what is opened; (14.D) each of the manifest's options is. */
static cf_status check_contest(const cf_opening *opening, const cf_contest *contest,
                               const cf_opened_contest *opened)
{
    bool *seen = cf_arena_take(opening->arena, contest->option_count, sizeof *seen);
    if (seen == NULL) {
        return CF_ERR_MEMORY;
    }
    check_opened_options(opening, contest, opened, seen);
    for (size_t o = 0; o < contest->option_count; o++) {
        cf_say_label(opening->report, CF_CHECK_14_D,
                     seen[o] ? NULL : "the option is in the manifest and not opened", opening->file,
                     &contest->label, &contest->options[o].label);
    }
    return CF_OK;
}

/* (14.A) What is wrong with opening this contest, or NULL. */
static const char *contest_complaint(const cf_opening *opening, const cf_opened_contest *opened,
                                     size_t position)
{
    const cf_ballot_style *style = opening->ballot->style_found;
    if (position == CF_NOWHERE) {
        return "the manifest has no contest of this label";
    }
    if (opened->index != 0
        && opened->index != opening->verification->manifest.contests[position].index) {
        return "the index is that of another contest";
    }
    if (opening->contests[position] != opened) {
        return "the contest is opened twice";
    }
    if (style == NULL) {
        return "the ballot's style is not in the manifest";
    }
    return cf_ballot_style_has(style, position) ? NULL : "the contest is not on the ballot's style";
}

/* (14.B) Each contest of the style is opened. */
static void check_style(const cf_opening *opening)
{
    const cf_ballot_style *style = opening->ballot->style_found;
    if (style == NULL) {
        cf_report_expect(opening->report, CF_CHECK_14_B, 1); /* of what, nobody can say */
        return;
    }
    for (size_t i = 0; i < style->contest_count; i++) {
        size_t position = style->contests[i];
        cf_say_label(opening->report, CF_CHECK_14_B,
                     opening->contests[position] != NULL
                         ? NULL
                         : "the contest is on the ballot's style and not opened",
                     opening->file, &opening->verification->manifest.contests[position].label,
                     NULL);
    }
}

cf_status cf_v14_opened_labels(const cf_opening *opening)
{
    const cf_manifest *manifest = &opening->verification->manifest;
    for (size_t i = 0; i < opening->opened->contest_count; i++) {
        const cf_opened_contest *opened = &opening->opened->contests[i];
        size_t position = cf_contest_position(manifest, opened->label, i);
        cf_say_label(opening->report, CF_CHECK_14_A, contest_complaint(opening, opened, position),
                     opening->file, &opened->label, NULL);
        if (position != CF_NOWHERE
            && check_contest(opening, &manifest->contests[position], opened) != CF_OK) {
            return CF_ERR_MEMORY;
        }
    }
    check_style(opening);
    return CF_OK;
}
