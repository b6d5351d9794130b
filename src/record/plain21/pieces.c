/*
 * record/plain21/pieces.c -- proofs and hashed ciphertexts, as ballots and other files write them.
 */
#include "record/members.h"
#include "record/plain21/plain21.h"

typedef struct pair {
    cf_unchecked_scalar c;
    cf_unchecked_scalar v;
} pair;

static pair read_pair(cf_reading *reading)
{
    enum { C, V };
    static const char *const names[] = { "c", "v" };
    static const cf_member_table table = { "a proof", names, .count = 2, .required = 2 };

    pair out = { 0 };
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        if (members.at == C) {
            out.c = cf_reading_scalar(reading);
        } else {
            out.v = cf_reading_scalar(reading);
        }
    }
    return out;
}

cf_range_proof cf_plain21_proof(cf_reading *reading)
{
    cf_list c = { .item_octets = sizeof(cf_unchecked_scalar) };
    cf_list v = { .item_octets = sizeof(cf_unchecked_scalar) };
    cf_json_array(reading->json);
    while (cf_json_element(reading->json)) {
        pair branch = read_pair(reading);
        cf_list_append(reading, &c, &branch.c);
        cf_list_append(reading, &v, &branch.v);
    }
    return (cf_range_proof){ .count = v.count, .c = c.items, .v = v.items };
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
        default: {
            pair c2 = read_pair(reading);
            out.c = c2.c;
            out.v = c2.v;
            break;
        }
        }
    }
    return out;
}
