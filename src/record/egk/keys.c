/*
 * record/egk/keys.c -- election_initialized.json: one Schnorr proof for each coefficient of each
 * guardian.
 */
#include "record/egk/egk.h"
#include "record/members.h"

typedef struct coefficient {
    cf_unchecked_element key;
    cf_unchecked_scalar c;
    cf_unchecked_scalar v;
} coefficient;

static coefficient read_coefficient(cf_reading *reading)
{
    enum { PUBLIC_KEY, CHALLENGE, RESPONSE };
    static const char *const names[] = { "public_key", "challenge", "response" };
    static const cf_member_table table = { "a coefficient's proof", names, .count = 3,
                                           .required = 3 };

    coefficient out = { 0 };
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        switch (members.at) {
        case PUBLIC_KEY:
            out.key = cf_reading_element(reading);
            break;
        case CHALLENGE:
            out.c = cf_reading_scalar(reading);
            break;
        default:
            out.v = cf_reading_scalar(reading);
            break;
        }
    }
    return out;
}

static void read_coefficients(cf_reading *reading, cf_guardian *guardian)
{
    cf_list keys = { .item_octets = sizeof(cf_unchecked_element) };
    cf_list c = { .item_octets = sizeof(cf_unchecked_scalar) };
    cf_list v = { .item_octets = sizeof(cf_unchecked_scalar) };
    cf_json_array(reading->json);
    while (cf_json_element(reading->json)) {
        coefficient next = read_coefficient(reading);
        cf_list_append(reading, &keys, &next.key);
        cf_list_append(reading, &c, &next.c);
        cf_list_append(reading, &v, &next.v);
        cf_reading_check_count(reading, v.count, CF_GUARDIANS_MAX, "coefficients of one guardian");
    }
    guardian->vote = keys.items;
    guardian->vote_count = keys.count;
    guardian->vote_c = c.items;
    guardian->vote_c_count = c.count;
    guardian->vote_v = v.items;
    guardian->vote_v_count = v.count;
}

static cf_guardian read_guardian(cf_reading *reading)
{
    enum { ID, X_COORDINATE, PROOFS };
    static const char *const names[] = { "guardian_id", "x_coordinate", "coefficient_proofs" };
    static const cf_member_table table = { "a guardian", names, .count = 3, .required = 3 };

    cf_guardian out = { 0 };
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        switch (members.at) {
        case ID:
            out.name = cf_reading_text(reading);
            break;
        case X_COORDINATE:
            out.index = cf_reading_u32(reading);
            break;
        default:
            read_coefficients(reading, &out);
            break;
        }
    }
    return out;
}

static void read_guardians(cf_reading *reading, cf_keys *out)
{
    cf_list list = { .item_octets = sizeof(cf_guardian) };
    cf_json_array(reading->json);
    while (cf_json_element(reading->json)) {
        cf_guardian guardian = read_guardian(reading);
        cf_list_append(reading, &list, &guardian);
        cf_reading_check_count(reading, list.count, CF_GUARDIANS_MAX, "guardians");
    }
    out->guardians = list.items;
    out->guardian_count = list.count;
}

cf_keys cf_egk_read_keys(cf_reading *reading)
{
    enum { JOINT, H_E, GUARDIANS };
    static const char *const names[] = { "joint_public_key", "extended_base_hash", "guardians" };
    static const cf_member_table table = { "election_initialized.json", names, .count = 3,
                                           .required = 3 };

    cf_keys out = { 0 };
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        switch (members.at) {
        case JOINT:
            out.joint = cf_reading_element(reading);
            break;
        case H_E:
            out.h_e = cf_reading_octets(reading);
            break;
        default:
            read_guardians(reading, &out);
            break;
        }
    }
    return out;
}
