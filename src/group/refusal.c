/*
 * group/refusal.c -- refusals in words.
 */
#include "group/group.h"

const char *cf_refusal_phrase(cf_refusal refusal, bool scalar)
{
    switch (refusal) {
    case CF_ADMITTED:
        return scalar ? "is below q" : "is in the group";
    case CF_REFUSED_ENCODING:
        return "cannot be decoded";
    case CF_REFUSED_WIDTH:
        return "does not have the width of its kind";
    case CF_REFUSED_RANGE:
        return scalar ? "is not below q" : "is not below p";
    case CF_REFUSED_ZERO:
        return "is zero";
    case CF_REFUSED_SUBGROUP:
        return "is not in the subgroup of order q";
    }
    return "was refused";
}
