/*
 * record/write/devices.c -- which device made which ballots.
 *
 * The list streams: each device is an object that begins with its ballots, as they come, and ends
 * with what is said of it.
 */
#include "record/write/inside.h"

cf_status cf_write_devices_begin(cf_record_writer *writer)
{
    cf_status status = cf_write_reach(writer, CF_WRITE_DEVICES);
    if (status != CF_OK || writer->devices.is_list_open) {
        return status;
    }
    const char *file = cf_write_stage_file(writer, CF_WRITE_DEVICES);
    status = cf_write_store_begin(&writer->store, file);
    if (status != CF_OK) {
        return status;
    }
    writer->devices.is_list_open = true;
    cf_write_text_begin(writer, file);
    cf_json_out *json = &writer->writing.json;
    if (cf_write_is_counterfoil(writer)) {
        cf_json_out_object(json);
        cf_json_out_key(json, "devices");
    }
    cf_json_out_array(json);
    return CF_OK;
}

cf_status cf_write_devices_end(cf_record_writer *writer)
{
    if (writer->fault.status != CF_OK || !writer->devices.is_list_open) {
        return writer->fault.status;
    }
    if (writer->devices.is_device_open) {
        return cf_write_fail(&writer->fault, CF_ERR_SHAPE, writer->writing.file, 0,
                             "the last ballots belong to no device");
    }
    writer->devices.is_list_open = false;
    cf_writing *writing = &writer->writing;
    cf_json_out_array_end(&writing->json);
    if (cf_write_is_counterfoil(writer)) {
        cf_writing_format_version(writing);
        cf_writing_object(writing, "devices");
        cf_writing_spec_version(writing);
        cf_json_out_object_end(&writing->json);
    }
    return cf_write_text_end(writer);
}

/* The device that is described next, whose ballots may have come before. */
static cf_status begin_device(cf_record_writer *writer)
{
    const cf_status status = cf_write_devices_begin(writer);
    if (status != CF_OK || writer->devices.is_device_open) {
        return status;
    }
    writer->devices.is_device_open = true;
    writer->devices.is_ascending = true;
    writer->devices.last_len = 0;
    cf_json_out *json = &writer->writing.json;
    cf_json_out_object(json);
    cf_json_out_key(json, "ballots");
    cf_json_out_array(json);
    return CF_OK;
}

static void compare_with_last(cf_record_writer *writer, cf_octets id)
{
    const cf_octets last = cf_octets_of(writer->devices.last, writer->devices.last_len);
    if (cf_octets_order(last, id) > 0) {
        writer->devices.is_ascending = false;
    }
    memcpy(writer->devices.last, id.at, id.len);
    writer->devices.last_len = id.len;
}

static cf_status put_ballot(cf_record_writer *writer, cf_octets id)
{
    const cf_status status = begin_device(writer);
    if (status != CF_OK) {
        return status;
    }
    cf_writing_octets_item(&writer->writing, "ballots", id);
    if (id.len > CF_WRITE_DEVICE_ID_MAX) {
        cf_writing_refuse(&writer->writing, CF_ERR_LIMIT,
                          "an identifier has %zu octets; readers take %d", id.len,
                          CF_WRITE_DEVICE_ID_MAX);
    }
    if (writer->fault.status == CF_OK) {
        compare_with_last(writer, id);
    }
    return writer->fault.status;
}

static cf_status put_device(cf_record_writer *writer, const cf_device *device)
{
    const cf_status status = begin_device(writer);
    if (status != CF_OK) {
        return status;
    }
    cf_writing *writing = &writer->writing;
    cf_json_out_array_end(&writing->json);
    cf_writing_number(writing, "chaining", device->chaining);
    if (device->has_h_0) {
        cf_writing_octets(writing, "h_0", device->h_0);
    }
    if (device->has_closing_hash) {
        cf_writing_octets(writing, "h_close", device->closing_hash);
    }
    if (device->h_di.at != NULL) {
        cf_writing_octets(writing, "h_di", device->h_di);
    }
    cf_writing_text(writing, "s_device", device->name);
    cf_json_out_object_end(&writing->json);
    writer->devices.is_device_open = false;
    if (device->chaining == 0 && !writer->devices.is_ascending) {
        cf_writing_refuse(writing, CF_ERR_SHAPE,
                          "the ballots of a device that does not chain have to be ascending");
    }
    return writer->fault.status;
}

cf_status cf_record_write_device_ballot(cf_record_writer *writer, cf_octets ballot_id,
                                        cf_fault *fault)
{
    return cf_write_done(writer, put_ballot(writer, ballot_id), fault);
}

cf_status cf_record_write_device(cf_record_writer *writer, const cf_device *device, cf_fault *fault)
{
    return cf_write_done(writer, put_device(writer, device), fault);
}
