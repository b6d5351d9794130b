/*
 * record/plain21/pieces.c -- proofs and hashed ciphertexts, as ballots and other files write them.
 */
#include "record/members.h"
#include "record/plain21/plain21.h"

/* A challenge and a response. */
static const char *const pair_names[] = { "c", "v" };
static const cf_member_table pair_table = { "a proof", pair_names, .count = 2, .required = 2 };

cf_range_proof cf_plain21_proof(cf_reading *reading)
{
    return cf_members_range_proof(reading, &pair_table);
}

cf_hashed_ciphertext cf_plain21_hashed_ciphertext(cf_reading *reading)
{
    enum { C0, C1, C2 };
    static const char *const names[] = { "c0", "c1", "c2" };
    static const cf_member_table table = { "a hashed ciphertext", names, .count = 3,
                                           .required = 3 };

    cf_hashed_ciphertext out = { 0 };
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        switch (members.at) {
        case C0:
            out.c0 = cf_reading_element(reading);
            break;
        case C1:
            out.c1 = cf_reading_octets(reading);
            break;
        default:
            cf_members_pair(reading, &pair_table, &out.c.octets, &out.v.octets);
            break;
        }
    }
    return out;
}
