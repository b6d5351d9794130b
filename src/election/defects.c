/*
 * election/defects.c -- what is wrong with somebody's part, in words.
 */
#include "election/ceremony.h"
#include "election/decryption.h"

const char *cf_share_defect_phrase(cf_share_defect defect)
{
    switch (defect) {
    case CF_SHARE_GOOD:
        return "is what the commitments promise";
    case CF_SHARE_ABSENT:
        return "is missing";
    case CF_SHARE_MALFORMED:
        return "is not made of an element, 64 octets and two numbers below q";
    case CF_SHARE_PROOF:
        return "has a proof that does not hold";
    case CF_SHARE_NO_SCALAR:
        return "decrypts to a number that is not below q";
    case CF_SHARE_OTHER_VALUE:
        return "is not what the commitments promise";
    }
    return "was refused";
}

const char *cf_decryption_defect_phrase(cf_decryption_defect defect)
{
    switch (defect) {
    case CF_PART_GOOD:
        return "fits";
    case CF_PART_MALFORMED:
        return "is not made of members of the group and numbers below q";
    case CF_PART_COMMITMENT:
        return "is not what was committed to";
    case CF_PART_PROOF:
        return "was not made with the guardian's key";
    }
    return "was refused";
}
