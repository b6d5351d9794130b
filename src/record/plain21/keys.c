/*
 * record/plain21/keys.c -- election_keys.json: the guardians' keys and proofs, and what they
 * multiply to.
 */
#include "record/members.h"
#include "record/plain21/plain21.h"

/* Commitments, challenge and responses of one of a guardian's two keys. */
typedef struct half {
    cf_list commitments;
    cf_unchecked_scalar c;
    cf_list v;
} half;

static cf_list read_octets_list(cf_reading *reading)
{
    cf_list list = { .item_octets = sizeof(cf_octets) };
    cf_json_array(reading->json);
    while (cf_json_element(reading->json)) {
        cf_octets octets = cf_reading_octets(reading);
        cf_list_append(reading, &list, &octets);
        cf_reading_check_count(reading, list.count, CF_GUARDIANS_MAX + 1, "values of one guardian");
    }
    return list;
}

static half read_half(cf_reading *reading)
{
    enum { COMMITMENTS, C, V };
    static const char *const names[] = { "commitments", "c", "v" };
    static const cf_member_table table = { "a guardian's key", names, .count = 3, .required = 3 };

    half out = { 0 };
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        switch (members.at) {
        case COMMITMENTS:
            out.commitments = read_octets_list(reading);
            break;
        case C:
            out.c = cf_reading_scalar(reading);
            break;
        default:
            out.v = read_octets_list(reading);
            break;
        }
    }
    return out;
}

static void take_vote_half(cf_reading *reading, cf_guardian *guardian)
{
    half vote = read_half(reading);
    guardian->vote = vote.commitments.items;
    guardian->vote_count = vote.commitments.count;
    guardian->vote_v = vote.v.items;
    guardian->vote_v_count = vote.v.count;

    cf_list c = { .item_octets = sizeof vote.c };
    cf_list_append(reading, &c, &vote.c);
    guardian->vote_c = c.items;
    guardian->vote_c_count = c.count;
}

static void take_data_half(cf_reading *reading, cf_guardian *guardian)
{
    half data = read_half(reading);
    guardian->data = data.commitments.items;
    guardian->data_count = data.commitments.count;
    guardian->data_c = data.c;
    guardian->data_v = data.v.items;
    guardian->data_v_count = data.v.count;
}

static cf_guardian read_guardian(cf_reading *reading)
{
    enum { INDEX, KAPPA, VOTE, DATA, NAME };
    static const char *const names[] = { "i", "kappa", "vote", "data", "name" };
    static const cf_member_table table = { "a guardian", names, .count = 5, .required = 4 };

    cf_guardian out = { 0 };
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        switch (members.at) {
        case INDEX:
            out.index = cf_reading_u32(reading);
            break;
        case KAPPA:
            out.kappa = cf_reading_element(reading);
            break;
        case VOTE:
            take_vote_half(reading, &out);
            break;
        case DATA:
            take_data_half(reading, &out);
            break;
        default:
            out.name = cf_reading_text(reading);
            break;
        }
    }
    return out;
}

static cf_list read_guardians(cf_reading *reading)
{
    cf_list list = { .item_octets = sizeof(cf_guardian) };
    cf_json_array(reading->json);
    while (cf_json_element(reading->json)) {
        cf_guardian guardian = read_guardian(reading);
        cf_list_append(reading, &list, &guardian);
        cf_reading_check_count(reading, list.count, CF_GUARDIANS_MAX, "guardians");
    }
    return list;
}

cf_keys cf_plain21_keys(cf_reading *reading)
{
    enum { JOINT, JOINT_HAT, H_E, GUARDIANS, H_G };
    static const char *const names[] = { "K", "K_hat", "h_e", "guardians", "h_g" };
    static const cf_member_table table = { "the keys", names, .count = 5, .required = 4 };

    cf_keys out = { 0 };
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        switch (members.at) {
        case JOINT:
            out.joint = cf_reading_element(reading);
            break;
        case JOINT_HAT:
            out.joint_hat = cf_reading_element(reading);
            break;
        case H_E:
            out.h_e = cf_reading_octets(reading);
            break;
        case GUARDIANS: {
            cf_list guardians = read_guardians(reading);
            out.guardians = guardians.items;
            out.guardian_count = guardians.count;
            break;
        }
        default:
            out.has_h_g = true;
            out.h_g = cf_reading_octets(reading);
            break;
        }
    }
    return out;
}
