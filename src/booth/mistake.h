/*
 * booth/mistake.h -- of all that is wrong with a plain ballot, the first, as a fault.
 *
 * For this room only.
 */
#ifndef CF_BOOTH_MISTAKE_H
#define CF_BOOTH_MISTAKE_H

#include "votes/votes.h"

/*
 * CF_ERR_SHAPE: place, what was expected, what was found, and the nearest match if there is one.  A
 * fault that says something already stays as it is.
 */
void cf_booth_mistake(const cf_votes_complaint *complaint, cf_fault *fault);

#endif
