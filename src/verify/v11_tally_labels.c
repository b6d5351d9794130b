/*
 * verify/v11_tally_labels.c -- 11.A to 11.D: the tally is of the manifest, and of all of it.
 *
 * Without a tally everything that the manifest has was expected, and nothing was seen.
 */
#include "verify/labels.h"
#include "verify/tally.h"

/* (11.A) A listed contest is the manifest's: gives it, or NULL. */
static const cf_contest *find_contest(const cf_manifest *manifest, cf_report *report,
                                      const char *file, const cf_octets *label, size_t guess)
{
    size_t position = cf_contest_position(manifest, *label, guess);
    cf_say_label(report, CF_CHECK_11_A,
                 position == CF_NOWHERE ? "the manifest has no contest of this label" : NULL, file,
                 label, NULL);
    return position == CF_NOWHERE ? NULL : &manifest->contests[position];
}

/* (11.B) A listed option is the contest's. */
static void find_option(const cf_contest *contest, cf_report *report, const char *file,
                        const cf_octets *label, size_t guess)
{
    cf_say_label(report, CF_CHECK_11_B,
                 cf_option_position(contest, *label, guess) == CF_NOWHERE
                     ? "the contest has no option of this label in the manifest"
                     : NULL,
                 file, &contest->label, label);
}

static void find_decrypted(const cf_manifest *manifest, const cf_tally_view *view,
                           cf_report *report)
{
    for (size_t c = 0; c < view->decrypted.contest_count; c++) {
        const cf_decrypted_tally_contest *listed = &view->decrypted.contests[c];
        const cf_contest *contest =
            find_contest(manifest, report, view->decrypted_file, &listed->label, c);
        for (size_t o = 0; contest != NULL && o < listed->option_count; o++) {
            find_option(contest, report, view->decrypted_file, &listed->options[o].label, o);
        }
    }
}

static void find_encrypted(const cf_manifest *manifest, const cf_tally_view *view,
                           cf_report *report)
{
    for (size_t c = 0; c < view->encrypted.contest_count; c++) {
        const cf_encrypted_tally_contest *listed = &view->encrypted.contests[c];
        const cf_contest *contest =
            find_contest(manifest, report, view->encrypted_file, &listed->label, c);
        for (size_t o = 0; contest != NULL && o < listed->option_count; o++) {
            find_option(contest, report, view->encrypted_file, &listed->options[o].label, o);
        }
    }
}

/* (11.C) What the manifest has of a contest, the tally lists. */
static void contest_is_whole(const cf_tally_view *view, const cf_contest *contest,
                             cf_report *report)
{
    for (size_t o = 0; o < contest->option_count; o++) {
        size_t place = contest->first_option_position + o;
        cf_say_label(report, CF_CHECK_11_C,
                     view->decrypted_totals[place] == NULL
                         ? "the option is in the manifest and not in the tally"
                         : NULL,
                     view->decrypted_file, &contest->label, &contest->options[o].label);
    }
}

static void contests_are_whole(const cf_manifest *manifest, const cf_tally_view *view,
                               cf_report *report)
{
    for (size_t c = 0; c < manifest->contest_count; c++) {
        if (view->decrypted_contests[c] != NULL) {
            contest_is_whole(view, &manifest->contests[c], report);
        }
    }
}

/* (11.D) Each contest that some submitted ballot has is in the tally. */
static void contests_due(const cf_verification *verification, const cf_tally_view *view,
                         cf_report *report)
{
    for (size_t c = 0; c < verification->manifest.contest_count; c++) {
        if (!verification->aggregate.contest_seen[c]) {
            continue;
        }
        if (!view->has_decrypted) {
            cf_report_expect(report, CF_CHECK_11_D, 1);
            continue;
        }
        cf_say_label(report, CF_CHECK_11_D,
                     view->decrypted_contests[c] == NULL
                         ? "the contest is on a submitted ballot and not in the tally"
                         : NULL,
                     view->decrypted_file, &verification->manifest.contests[c].label, NULL);
    }
}

void cf_v11_tally_labels(const cf_verification *verification, const cf_tally_view *view,
                         cf_report *report)
{
    const cf_manifest *manifest = &verification->manifest;
    if (view->has_decrypted) {
        find_decrypted(manifest, view, report);
        contests_are_whole(manifest, view, report);
    } else {
        cf_report_expect(report, CF_CHECK_11_A, manifest->contest_count);
        cf_report_expect(report, CF_CHECK_11_B, manifest->option_total);
        cf_report_expect(report, CF_CHECK_11_C, manifest->option_total);
    }
    if (!view->one_list) {
        find_encrypted(manifest, view, report);
    }
    contests_due(verification, view, report);
}
