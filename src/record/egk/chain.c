/*
 * record/egk/chain.c -- ballot_chain.json: the ballots of one device in the order of their codes.
 */
#include "record/egk/egk.h"
#include "record/members.h"

static size_t visit_ids(cf_reading *reading, const cf_device_visitor *visitor, size_t device_number)
{
    size_t position = 0;
    cf_json_array(reading->json);
    while (cf_json_element(reading->json)) {
        cf_octets id = cf_json_string(reading->json);
        if (cf_json_failed(reading->json)) {
            break;
        }
        cf_status status = visitor->ballot(visitor->context, device_number, position, id);
        cf_reading_stop_unless_ok(reading, status);
        position++;
    }
    return position;
}

static void take_closing_hash(cf_reading *reading, cf_device *out)
{
    if (!cf_json_null(reading->json)) {
        out->has_closing_hash = true;
        out->closing_hash = cf_reading_octets(reading);
    }
}

cf_device cf_egk_read_chain(cf_reading *reading, const cf_device_visitor *visitor,
                            size_t device_number)
{
    enum { DEVICE, ELECTION, IDS, BAUX_0, LAST_CODE, CLOSING_HASH };
    static const char *const names[] = {
        "encrypting_device",      "election_base_hash", "ballot_ids", "baux0",
        "last_confirmation_code", "closing_hash"
    };
    static const cf_member_table table = { "ballot_chain.json", names, .count = 6, .required = 3 };

    cf_device out = { .chaining = 1, .baux_0 = cf_octets_of_text("") };
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        switch (members.at) {
        case DEVICE:
            out.name = cf_reading_text(reading);
            break;
        case ELECTION:
            out.election_id = cf_reading_octets(reading);
            break;
        case IDS:
            out.ballot_count = visit_ids(reading, visitor, device_number);
            break;
        case BAUX_0:
            out.baux_0 = cf_egk_read_baux(reading);
            break;
        case LAST_CODE:
            if (!cf_json_null(reading->json)) {
                out.last_code = cf_reading_octets(reading);
            }
            break;
        default:
            take_closing_hash(reading, &out);
            break;
        }
    }
    return out;
}
