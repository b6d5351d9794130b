/*
 * record/plain21/parameters.c -- election_parameters.json.
 */
#include "record/members.h"
#include "record/plain21/plain21.h"

enum { SPEC_VERSION, N, K, P, Q, R, G, H_P, H_B, TOY };

static const char *const names[] = { "spec_version", "n",   "k",  "p", "q", "r", "g",
                                     "h_p",          "h_b", "toy" };
static const cf_member_table table = { "the parameters", names, .count = 10, .required = 9 };

cf_parameters cf_plain21_parameters(cf_reading *reading)
{
    cf_parameters out = { 0 };
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        switch (members.at) {
        case SPEC_VERSION:
            out.version = cf_reading_text(reading);
            break;
        case N:
            out.n = cf_reading_u32(reading);
            break;
        case K:
            out.k = cf_reading_u32(reading);
            break;
        case P:
            out.p = cf_reading_big_number(reading);
            break;
        case Q:
            out.q = cf_reading_big_number(reading);
            break;
        case R:
            out.r = cf_reading_big_number(reading);
            break;
        case G:
            out.g = cf_reading_big_number(reading);
            break;
        case H_P:
            out.h_p = cf_reading_octets(reading);
            break;
        case H_B:
            out.h_b = cf_reading_octets(reading);
            break;
        default: /* toy: the group itself tells, and whoever runs the verifier allows it */
            (void)cf_json_bool(reading->json);
            break;
        }
    }
    cf_reading_check_quorum(reading, out.n, out.k);
    return out;
}
