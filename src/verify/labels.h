/*
 * verify/labels.h -- where in the manifest is this, and how do we say so?
 *
 * Inside the room only.  Tallies and opened ballots name contests and options by label, in any
 * order; the checks loop over the manifest.
 *
 *   units    position   as in election/manifest.h
 */
#ifndef CF_VERIFY_LABELS_H
#define CF_VERIFY_LABELS_H

#include "election/ballot.h"
#include "election/manifest.h"
#include "verify/say.h"

#define CF_NOWHERE SIZE_MAX

/* Position of the contest (option) with this label, or CF_NOWHERE.  guess is looked at first. */
size_t cf_contest_position(const cf_manifest *manifest, cf_octets label, size_t guess);
size_t cf_option_position(const cf_contest *contest, cf_octets label, size_t guess);

/*
 * The part of a ballot that belongs to a contest (an option) of the manifest, or NULL.  guess
 * likewise.
 */
const cf_encrypted_contest *cf_contest_on_ballot(const cf_ballot *ballot, const cf_contest *contest,
                                                 size_t guess);
const cf_selection *cf_selection_of_option(const cf_encrypted_contest *on_ballot,
                                           const cf_option *option, size_t guess);

/* `FILE: contest "LABEL", option "LABEL"`.  A label that is NULL is left out; long ones are cut. */
cf_saying cf_where(const char *file, const cf_octets *contest, const cf_octets *option);

/* One item of check, looked at there; complaint is what is wrong with it, or NULL. */
void cf_say_label(cf_report *report, cf_check check, const char *complaint, const char *file,
                  const cf_octets *contest, const cf_octets *option);

#endif
