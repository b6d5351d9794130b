/*
 * booth/device.h -- the encrypting device, by name and as the record states it.
 *
 *   source   [EGDS21] 3.4; doc/formats.md, "devices.json"
 */
#ifndef CF_BOOTH_DEVICE_H
#define CF_BOOTH_DEVICE_H

#include "record/write.h"
#include "vault/encrypt.h"

enum { CF_BOOTH_NAME_OCTETS_MAX = 1024 };

/* A name has 1 to 1024 octets of UTF-8.  CF_ERR_RANGE, CF_ERR_SYNTAX. */
CF_MUST_CHECK cf_status cf_booth_name_check(cf_octets name, cf_fault *fault);

/*
 * What the list of devices says of it, and its closing hash where codes are chained.  Spans are of
 * device and closing.  CF_ERR_RANGE: a chain without a ballot has no end.
 */
CF_MUST_CHECK cf_status cf_booth_device_state(const cf_vault_device *device, cf_hash *closing,
                                              cf_device *out, cf_fault *fault);

/*
 * Write the device into a record, after its ballots: ids, count of them in the order of sealing.
 * Where codes are not chained that order is nobody's business, and ids are sorted.
 */
CF_MUST_CHECK cf_status cf_booth_device_write(const cf_vault_device *device, cf_hash *ids,
                                              size_t count, cf_record_writer *writer,
                                              cf_fault *fault);

#endif
