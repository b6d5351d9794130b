/*
 * record/egk/pieces.c -- ciphertexts and proofs, as several files write them.
 */
#include "record/egk/egk.h"
#include "record/members.h"

void cf_egk_read_ciphertext(cf_reading *reading, cf_unchecked_element *pad,
                            cf_unchecked_element *data)
{
    static const char *const names[] = { "pad", "data" };
    static const cf_member_table table = { "a ciphertext", names, .count = 2, .required = 2 };

    cf_members_pair(reading, &table, &pad->octets, &data->octets);
}

static const char *const proof_names[] = { "challenge", "response" };
static const cf_member_table proof_table = { "a proof", proof_names, .count = 2, .required = 2 };

void cf_egk_read_proof(cf_reading *reading, cf_unchecked_scalar *challenge,
                       cf_unchecked_scalar *response)
{
    cf_members_pair(reading, &proof_table, &challenge->octets, &response->octets);
}

/* {"proofs": [..]} */
cf_range_proof cf_egk_read_range_proof(cf_reading *reading)
{
    static const char *const names[] = { "proofs" };
    static const cf_member_table table = { "a range proof", names, .count = 1, .required = 1 };

    cf_range_proof out = { 0 };
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        out = cf_members_range_proof(reading, &proof_table);
    }
    return out;
}

cf_hashed_ciphertext cf_egk_read_hashed_ciphertext(cf_reading *reading)
{
    enum { C0, C1, C2, NUM_BYTES };
    static const char *const names[] = { "c0", "c1", "c2", "numBytes" };
    static const cf_member_table table = { "a hashed ciphertext", names, .count = 4,
                                           .required = 4 };

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
        case C2:
            out.mac = cf_reading_octets(reading);
            break;
        default:
            out.plain_octets = cf_reading_u32(reading);
            break;
        }
    }
    return out;
}

/* Writers whose octets are signed write 200 as -56. */
static cf_octets read_octet_list(cf_reading *reading)
{
    cf_list list = { .item_octets = 1 };
    cf_json_array(reading->json);
    while (cf_json_element(reading->json)) {
        uint8_t octet = (uint8_t)cf_json_signed(reading->json, -128, 255);
        cf_list_append(reading, &list, &octet);
        cf_reading_check_count(reading, list.count, 1 << 16, "octets of baux0");
    }
    if (list.items == NULL) {
        list.items = cf_reading_room(reading, 0, 1); /* empty is not the same as undecodable */
    }
    return cf_octets_of(list.items, list.count);
}

cf_octets cf_egk_read_baux(cf_reading *reading)
{
    if (cf_json_peek(reading->json) == CF_JSON_STRING) {
        return cf_reading_base64(reading);
    }
    return read_octet_list(reading);
}
