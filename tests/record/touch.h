/*
 * tests/record/touch.h -- look at everything that was read.
 *
 * Each function folds every octet of a value into a digest, so that a sanitizer sees each span used
 * and two readings can be compared.
 */
#ifndef CF_TEST_RECORD_TOUCH_H
#define CF_TEST_RECORD_TOUCH_H

#include "record/record.h"

void cf_touch_number(uint64_t *digest, uint64_t number);
void cf_touch_octets(uint64_t *digest, cf_octets octets);

void cf_touch_parameters(uint64_t *digest, const cf_parameters *parameters);
void cf_touch_keys(uint64_t *digest, const cf_keys *keys);

/* Also asserts what election/manifest.h promises of a manifest that was read. */
void cf_touch_manifest(uint64_t *digest, const cf_manifest *manifest);
void cf_touch_ballot(uint64_t *digest, const cf_ballot *ballot);
void cf_touch_opened(uint64_t *digest, const cf_opened_ballot *opened);
void cf_touch_opened_data(uint64_t *digest, const cf_opened_data *data);
void cf_touch_encrypted_tally(uint64_t *digest, const cf_encrypted_tally *tally);
void cf_touch_decrypted_tally(uint64_t *digest, const cf_decrypted_tally *tally);
void cf_touch_device(uint64_t *digest, const cf_device *device);

#endif
