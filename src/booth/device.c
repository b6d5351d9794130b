/*
 * booth/device.c -- what a record says of the device that made its ballots.
 */
#include "booth/device.h"

#include "base/utf8.h"

#include <stdlib.h>

cf_status cf_booth_name_check(cf_octets name, cf_fault *fault)
{
    if (name.at == NULL || name.len == 0 || name.len > CF_BOOTH_NAME_OCTETS_MAX) {
        return cf_fault_set(fault, CF_ERR_RANGE, "", 0,
                            "expected a device's name of 1 to %d octets, found %zu",
                            (int)CF_BOOTH_NAME_OCTETS_MAX, name.at != NULL ? name.len : 0);
    }
    if (!cf_utf8_valid(name)) {
        return cf_fault_set(fault, CF_ERR_SYNTAX, "", 0, "the device's name is not UTF-8");
    }
    return CF_OK;
}

cf_status cf_booth_device_state(const cf_vault_device *device, cf_hash *closing, cf_device *out,
                                cf_fault *fault)
{
    cf_device state = { .name = device->name,
                        .chaining = device->chained ? 1 : 0,
                        .ballot_count = (size_t)device->sealed,
                        .h_di = cf_octets_of(device->h_di.octets, CF_HASH_OCTETS) };
    if (device->chained) {
        const cf_status status = cf_vault_device_close(device, closing);
        if (status != CF_OK) {
            return cf_fault_set(fault, status, "", 0,
                                "a chain of no ballots has no end, and its device no place in a "
                                "record");
        }
        state.has_h_0 = true;
        state.h_0 = cf_octets_of(device->h_0.octets, CF_HASH_OCTETS);
        state.has_closing_hash = true;
        state.closing_hash = cf_octets_of(closing->octets, CF_HASH_OCTETS);
    }
    *out = state;
    return CF_OK;
}

static int by_octets(const void *a, const void *b)
{
    return memcmp(a, b, CF_HASH_OCTETS);
}

cf_status cf_booth_device_write(const cf_vault_device *device, cf_hash *ids, size_t count,
                                cf_record_writer *writer, cf_fault *fault)
{
    cf_device state;
    cf_hash closing;
    cf_status status = cf_booth_device_state(device, &closing, &state, fault);
    if (status == CF_OK && !device->chained) {
        qsort(ids, count, sizeof *ids, by_octets);
    }
    for (size_t i = 0; i < count && status == CF_OK; i++) {
        const cf_octets id = cf_octets_of(ids[i].octets, CF_HASH_OCTETS);
        status = cf_record_write_device_ballot(writer, id, fault);
    }
    return status == CF_OK ? cf_record_write_device(writer, &state, fault) : status;
}
