/*
 * booth/mistake.c -- place: expected, found; did you mean?
 */
#include "booth/mistake.h"

void cf_booth_mistake(const cf_votes_complaint *complaint, cf_fault *fault)
{
    const bool has_place = complaint->where[0] != '\0';
    const bool has_nearest = complaint->nearest[0] != '\0';
    if (fault->status != CF_OK) {
        return;
    }
    (void)cf_fault_set(fault, CF_ERR_SHAPE, "", 0, "%s%sexpected %s, found %s%s%s%s",
                       complaint->where, has_place ? ": " : "", complaint->expected,
                       complaint->found, has_nearest ? "; did you mean \"" : "", complaint->nearest,
                       has_nearest ? "\"?" : "");
}
