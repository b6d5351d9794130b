/*
 * record/egk/constants.c -- constants.json: the group, and which dialect the record is written in.
 *
 * egk-ec nests the numbers under "constants" and says of which type the group is; egk-kmp writes
 * them flat, and knows integer groups only.
 */
#include "record/egk/egk.h"
#include "record/members.h"

enum { P, Q, R, G };

static void take_number(cf_reading *reading, int at, cf_egk_constants *out)
{
    cf_octets number = cf_reading_big_number(reading);
    switch (at) {
    case P:
        out->p = number;
        break;
    case Q:
        out->q = number;
        break;
    case R:
        out->r = number;
        break;
    default:
        out->g = number;
        break;
    }
}

/*
 * What stands under "constants".  Nothing is required: curves have other members, and the judgement
 * comes at the end.
 */
static int read_nested(cf_reading *reading, cf_egk_constants *out)
{
    static const char *const names[] = { "largePrime", "smallPrime", "cofactor", "generator" };
    static const cf_member_table table = { "constants", names, .count = 4, .required = 0 };

    int count = 0;
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        take_number(reading, members.at, out);
        count++;
    }
    return count;
}

/* What was found, and where. */
typedef struct findings {
    bool has_nested;
    int nested;
    int flat;
    bool has_type;
    cf_octets type;
} findings;

static void refuse(cf_reading *reading, const char *what)
{
    cf_json_refuse(reading->json, CF_ERR_SHAPE, "%s", what);
}

/*
 * An integer group has its four numbers in one of the two places and none in the other: else it
 * could be read as two groups.
 */
static void check_numbers(cf_reading *reading, const findings *found)
{
    if (found->has_nested && found->flat > 0) {
        refuse(reading, "the group is written twice, in \"constants\" and beside it");
    } else if (found->has_nested && found->nested != 4) {
        refuse(reading, "the group lacks one of \"largePrime\", \"smallPrime\", \"cofactor\" and "
                        "\"generator\"");
    } else if (!found->has_nested && found->flat == 0) {
        refuse(reading, "the file lacks the group, in \"constants\" or beside it");
    } else if (!found->has_nested && found->flat != 4) {
        refuse(reading, "the group lacks one of \"large_prime\", \"small_prime\", \"cofactor\" and "
                        "\"generator\"");
    }
}

cf_egk_constants cf_egk_read_constants(cf_reading *reading)
{
    enum { CONSTANTS = G + 1, TYPE, NAME, PROTOCOL_VERSION };
    static const char *const names[] = {
        "large_prime", "small_prime", "cofactor", "generator",
        "constants",   "type",        "name",     "protocolVersion"
    };
    static const cf_member_table table = { "constants.json", names, .count = 8, .required = 0 };

    cf_egk_constants out = { 0 };
    findings found = { 0 };
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        switch (members.at) {
        case CONSTANTS:
            found.has_nested = true;
            found.nested = read_nested(reading, &out);
            break;
        case TYPE:
            found.has_type = true;
            found.type = cf_reading_text(reading);
            break;
        case NAME:
            out.name = cf_reading_text(reading);
            break;
        case PROTOCOL_VERSION:
            out.version = cf_reading_text(reading);
            break;
        default:
            take_number(reading, members.at, &out);
            found.flat++;
            break;
        }
    }
    out.dialect = found.has_nested ? CF_CODE_BASE64 : CF_CODE_HEX;
    out.is_integer_group =
        !found.has_type || cf_octets_equal(found.type, cf_octets_of_text("IntegerGroup"));
    if (out.is_integer_group && !cf_json_failed(reading->json)) {
        check_numbers(reading, &found);
    }
    return out;
}
