/*
 * record/plain21/devices.c -- devices.json: which device made which ballots, in which order.
 *
 * The list may be as long as the record, so each id is handed over as it is read and then
 * forgotten.
 */
#include "record/members.h"
#include "record/plain21/plain21.h"

static size_t read_ballots(cf_reading *reading, const cf_device_visitor *visitor,
                           size_t device_number)
{
    size_t position = 0;
    cf_json_array(reading->json);
    while (cf_json_element(reading->json)) {
        uint8_t id[CF_READING_ID_MAX];
        cf_octets decoded = cf_reading_id(reading, id);
        if (cf_json_failed(reading->json)) {
            break;
        }
        cf_status status = visitor->ballot(visitor->context, device_number, position, decoded);
        cf_reading_stop_unless_ok(reading, status);
        position++;
    }
    return position;
}

static cf_device read_device(cf_reading *reading, const cf_device_visitor *visitor,
                             size_t device_number)
{
    enum { S_DEVICE, CHAINING, BALLOTS, H_DI, H_0, H_CLOSE };
    static const char *const names[] = {
        "s_device", "chaining", "ballots", "h_di", "h_0", "h_close"
    };
    static const cf_member_table table = { "a device", names, .count = 6, .required = 3 };

    cf_device out = { .file = "devices.json" };
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        switch (members.at) {
        case S_DEVICE:
            out.name = cf_reading_text(reading);
            break;
        case CHAINING:
            out.chaining = cf_reading_u32(reading);
            break;
        case BALLOTS:
            out.ballot_count = read_ballots(reading, visitor, device_number);
            break;
        case H_DI:
            out.h_di = cf_reading_octets(reading);
            break;
        case H_0:
            out.has_h_0 = true;
            out.h_0 = cf_reading_octets(reading);
            break;
        default:
            out.has_closing_hash = true;
            out.closing_hash = cf_reading_octets(reading);
            break;
        }
    }
    return out;
}

void cf_plain21_devices(cf_reading *reading, const cf_device_visitor *visitor)
{
    size_t number = 0;
    cf_json_array(reading->json);
    while (cf_json_element(reading->json)) {
        cf_device device = read_device(reading, visitor, number);
        if (cf_json_failed(reading->json)) {
            break;
        }
        cf_reading_stop_unless_ok(reading, visitor->device(visitor->context, number, &device));
        number++;
    }
}
