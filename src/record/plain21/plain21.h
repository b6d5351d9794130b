/*
 * record/plain21/plain21.h -- "plain21": ElectionGuard 2.1.0 in plain JSON files.
 *
 * Inside the room only.  The format "counterfoil" has the same members.  Each file of the format
 * has a reader that takes a JSON document from wherever it comes, so that tests and fuzzers need no
 * disk.  After a reader, the caller asks cf_json_finish; unless that is CF_OK, what was given is
 * worth nothing.
 *
 *   source   doc/formats.md, "plain21"
 */
#ifndef CF_RECORD_PLAIN21_PLAIN21_H
#define CF_RECORD_PLAIN21_PLAIN21_H

#include "record/complaints.h"
#include "record/inside.h"
#include "record/manifest_draft.h"

extern const cf_format_family cf_plain21_family;

cf_parameters cf_plain21_parameters(cf_reading *reading);
cf_keys cf_plain21_keys(cf_reading *reading);

/* manifest: gives the style its meaning; may be NULL. */
cf_ballot cf_plain21_ballot(cf_reading *reading, const cf_manifest *manifest);

/* The same where the weight has to be written. */
cf_ballot cf_plain21_weighed_ballot(cf_reading *reading, const cf_manifest *manifest);
cf_opened_ballot cf_plain21_opened(cf_reading *reading);

/*
 * Give a ballot its style: a number from 1, its place in the manifest, which may be NULL.  One that
 * the manifest has not is kept as it is written.  False: there is no memory.
 */
bool cf_plain21_style(uint64_t number, const cf_manifest *manifest, cf_arena *arena,
                      cf_ballot *ballot);

/* tally.json holds both halves. */
void cf_plain21_tally(cf_reading *reading, cf_encrypted_tally *encrypted,
                      cf_decrypted_tally *decrypted);
cf_encrypted_tally cf_plain21_encrypted_tally(cf_reading *reading);
cf_decrypted_tally cf_plain21_decrypted_tally(cf_reading *reading);

void cf_plain21_devices(cf_reading *reading, const cf_device_visitor *visitor);

cf_opened_data cf_plain21_opened_datum(cf_reading *reading);

/* A list of them.  The arena of the reading is reset before each visit. */
void cf_plain21_opened_data(cf_reading *reading, cf_opened_data_visit *visit, void *context);

/* Members of the manifest, errors of shape to reading->complaints (never NULL here). */
void cf_plain21_manifest(cf_reading *reading, cf_draft *draft);

/* Pieces that several files share. */
cf_range_proof cf_plain21_proof(cf_reading *reading);
cf_hashed_ciphertext cf_plain21_hashed_ciphertext(cf_reading *reading);

#endif
