/*
 * record/plain21/opened_data.c -- contest_data.json: contest data of cast ballots, decrypted with
 * proofs.
 *
 * The format does not fix how the contest's index is called; three names are in use, and an item
 * may use one of them.
 */
#include "record/members.h"
#include "record/plain21/plain21.h"

static void take_index(cf_reading *reading, cf_opened_data *out, int *indices)
{
    out->contest_index = cf_reading_u32(reading);
    *indices += 1;
}

static void check_one_index(cf_reading *reading, int indices)
{
    if (!cf_json_failed(reading->json) && indices != 1) {
        cf_json_refuse(reading->json, CF_ERR_SHAPE,
                       "an opened contest has one of the members \"contest_index\", \"index\" and "
                       "\"contest\", found %d of them",
                       indices);
    }
}

cf_opened_data cf_plain21_opened_datum(cf_reading *reading)
{
    enum { ID_B, BETA, C, V, DATA, CONTEST_INDEX, INDEX, CONTEST };
    static const char *const names[] = { "id_b", "beta",          "c",     "v",
                                         "data", "contest_index", "index", "contest" };
    static const cf_member_table table = { "an opened contest", names, .count = 8, .required = 5 };

    cf_opened_data out = { 0 };
    int indices = 0;
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        switch (members.at) {
        case ID_B:
            out.ballot_id = cf_reading_octets(reading);
            break;
        case BETA:
            out.beta = cf_reading_element(reading);
            break;
        case C:
            out.c = cf_reading_scalar(reading);
            break;
        case V:
            out.v = cf_reading_scalar(reading);
            break;
        case DATA:
            out.data = cf_reading_octets(reading);
            break;
        default:
            take_index(reading, &out, &indices);
            break;
        }
    }
    check_one_index(reading, indices);
    return out;
}

void cf_plain21_opened_data(cf_reading *reading, cf_opened_data_visit *visit, void *context)
{
    size_t position = 0;
    cf_json_array(reading->json);
    while (cf_json_element(reading->json)) {
        cf_arena_reset(reading->arena);
        cf_opened_data item = cf_plain21_opened_datum(reading);
        if (cf_json_failed(reading->json)) {
            break;
        }
        cf_reading_stop_unless_ok(reading, visit(context, position, &item));
        position++;
    }
}
