/*
 * verify/labels.c -- look where it ought to be, then search.
 *
 * Honest records list things in the order of the manifest, so nearly every look-up ends with the
 * first comparison.
 */
#include "verify/labels.h"

#include "base/utf8.h"

size_t cf_contest_position(const cf_manifest *manifest, cf_octets label, size_t guess)
{
    if (guess < manifest->contest_count
        && cf_octets_equal(manifest->contests[guess].label, label)) {
        return guess;
    }
    const cf_contest *contest = cf_manifest_contest_labelled(manifest, label);
    return contest != NULL ? (size_t)(contest - manifest->contests) : CF_NOWHERE;
}

size_t cf_option_position(const cf_contest *contest, cf_octets label, size_t guess)
{
    if (guess < contest->option_count && cf_octets_equal(contest->options[guess].label, label)) {
        return guess;
    }
    const cf_option *option = cf_contest_option_labelled(contest, label);
    return option != NULL ? (size_t)(option - contest->options) : CF_NOWHERE;
}

const cf_encrypted_contest *cf_contest_on_ballot(const cf_ballot *ballot, const cf_contest *contest,
                                                 size_t guess)
{
    if (guess < ballot->contest_count && ballot->contests[guess].index == contest->index) {
        return &ballot->contests[guess];
    }
    for (size_t i = 0; i < ballot->contest_count; i++) {
        if (ballot->contests[i].index == contest->index) {
            return &ballot->contests[i];
        }
    }
    return NULL;
}

const cf_selection *cf_selection_of_option(const cf_encrypted_contest *on_ballot,
                                           const cf_option *option, size_t guess)
{
    if (guess < on_ballot->selection_count && on_ballot->selections[guess].index == option->index) {
        return &on_ballot->selections[guess];
    }
    for (size_t i = 0; i < on_ballot->selection_count; i++) {
        if (on_ballot->selections[i].index == option->index) {
            return &on_ballot->selections[i];
        }
    }
    return NULL;
}

/* A label as a person may be shown it, cut to fit a line. */
typedef struct shown_label {
    char text[100];
} shown_label;

static shown_label show(const cf_octets *label)
{
    shown_label shown;
    cf_utf8_for_people(shown.text, sizeof shown.text, *label);
    return shown;
}

cf_saying cf_where(const char *file, const cf_octets *contest, const cf_octets *option)
{
    if (contest == NULL) {
        return cf_saying_of("%s", file);
    }
    if (option == NULL) {
        return cf_saying_of("%s: contest \"%s\"", file, show(contest).text);
    }
    return cf_saying_of("%s: contest \"%s\", option \"%s\"", file, show(contest).text,
                        show(option).text);
}

void cf_say_label(cf_report *report, cf_check check, const char *complaint, const char *file,
                  const cf_octets *contest, const cf_octets *option)
{
    cf_say_looked(report, check);
    if (complaint != NULL) {
        const cf_saying where = cf_where(file, contest, option);
        cf_report_fail(report, check, where.text, complaint);
    }
}
