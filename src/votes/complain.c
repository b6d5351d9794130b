/*
 * votes/complain.c -- everything that leaves here has been made showable.
 */
#include "votes/inside.h"

#include "base/utf8.h"

#include <stdio.h>

const char *cf_votes_quote(cf_votes_text out, cf_octets label)
{
    char shown[CF_VOTES_LABEL_SHOWN];
    (void)cf_utf8_for_people(shown, sizeof shown, label);
    (void)snprintf(out, CF_VOTES_TEXT_SHOWN, "\"%s\"", shown);
    return out;
}

const char *cf_votes_place(cf_votes_text out, const cf_contest *contest, const cf_option *option)
{
    char of_contest[CF_VOTES_LABEL_SHOWN];
    char of_option[CF_VOTES_LABEL_SHOWN];
    (void)cf_utf8_for_people(of_contest, sizeof of_contest, contest->label);
    if (option == NULL) {
        (void)snprintf(out, CF_VOTES_TEXT_SHOWN, "contest \"%s\"", of_contest);
        return out;
    }
    (void)cf_utf8_for_people(of_option, sizeof of_option, option->label);
    (void)snprintf(out, CF_VOTES_TEXT_SHOWN, "contest \"%s\", option \"%s\"", of_contest,
                   of_option);
    return out;
}

void cf_votes_complain_of(cf_votes_reading *reading, const char *where, const char *expected,
                          const char *found, cf_octets near)
{
    reading->draft.is_sound = false;
    reading->counts.complaints++;
    if (reading->complain == NULL) {
        return;
    }
    char nearest[CF_VOTES_LABEL_SHOWN] = "";
    if (near.at != NULL) {
        (void)cf_utf8_for_people(nearest, sizeof nearest, near);
    }
    reading->complain(reading->context, &(cf_votes_complaint){ .line = reading->line,
                                                               .where = where,
                                                               .expected = expected,
                                                               .found = found,
                                                               .nearest = nearest });
}

void cf_votes_wrong(cf_votes_reading *reading, const char *where, const char *expected,
                    const char *found)
{
    cf_votes_complain_of(reading, where, expected, found, (cf_octets){ .at = NULL });
}
