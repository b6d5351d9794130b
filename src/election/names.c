/*
 * election/names.c -- the word for a profile, as reports print it.
 */
#include "election/parameters.h"

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
