/*
 * election/names.c -- words that files and reports have for profiles and states.
 */
#include "election/ballot.h"
#include "election/parameters.h"

const char *const cf_ballot_state_names[CF_BALLOT_STATES] = { [CF_BALLOT_CAST] = "cast",
                                                              [CF_BALLOT_CHALLENGED] = "challenged",
                                                              [CF_BALLOT_SPOILED] = "spoiled" };

const char *cf_profile_name(cf_profile profile)
{
    switch (profile) {
    case CF_PROFILE_EG21:
        return "eg2.1";
    case CF_PROFILE_EGK20:
        return "egk2.0";
    }
    return "unknown";
}
