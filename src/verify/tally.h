/*
 * verify/tally.h -- the two tallies, laid beside the manifest.
 *
 * Inside the room only.  What a tally lists is put at its place in the manifest once, with X.18;
 * the numbered checks then loop over the manifest, so that nothing is passed over because a tally
 * does not mention it.
 */
#ifndef CF_VERIFY_TALLY_H
#define CF_VERIFY_TALLY_H

#include "verify/verification.h"

typedef struct cf_tally_view {
    const char *encrypted_file; /* as findings say it */
    const char *decrypted_file;
    bool one_list;      /* eg2.1: one list of one file holds both tallies */
    bool has_encrypted; /* could be read */
    bool has_decrypted;
    cf_encrypted_tally encrypted;
    cf_decrypted_tally decrypted;

    /*
     * By place in the manifest; NULL where the tally has nothing there.  Of doubled entries the
     * first.
     */
    const cf_encrypted_tally_contest **encrypted_contests; /* contest_count of each */
    const cf_decrypted_tally_contest **decrypted_contests;
    const cf_encrypted_total **encrypted_totals; /* option_total of each */
    const cf_decrypted_total **decrypted_totals;
} cf_tally_view;

/* Whether a ballot could not be read: then nobody knows the sums. */
bool cf_tally_sums_unknown(const cf_verification *verification);

/* X.18 of what was read, and of what was not: fills the places of the view. */
CF_MUST_CHECK cf_status cf_x_tally_places(const cf_verification *verification, cf_tally_view *view,
                                          cf_report *report);

void cf_v09_aggregation(const cf_verification *verification, const cf_tally_view *view,
                        cf_report *report);
CF_MUST_CHECK cf_status cf_v10_tally(const cf_verification *verification, const cf_tally_view *view,
                                     cf_report *report);
void cf_v11_tally_labels(const cf_verification *verification, const cf_tally_view *view,
                         cf_report *report);

/* X.7 of the tallies (egk2.0), X.16 (egk2.0) and X.19. */
void cf_x_tally_elections(const cf_verification *verification, const cf_tally_view *view,
                          cf_report *report);
CF_MUST_CHECK cf_status cf_x_tally_cast_list(const cf_verification *verification,
                                             const cf_tally_view *view, cf_report *report);
void cf_x_tally_bounds(const cf_verification *verification, const cf_tally_view *view,
                       cf_report *report);

#endif
