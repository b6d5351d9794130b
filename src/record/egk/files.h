/*
 * record/egk/files.h -- which file of a record holds what.
 *
 * Inside egk only: what its opening (open.c), its pieces (format.c) and its lists (lists.c) share.
 */
#ifndef CF_RECORD_EGK_FILES_H
#define CF_RECORD_EGK_FILES_H

#include "record/document.h"
#include "record/egk/egk.h"

#define CF_EGK_CONSTANTS_FILE       "constants.json"
#define CF_EGK_CONFIG_FILE          "election_config.json"
#define CF_EGK_KEYS_FILE            "election_initialized.json"
#define CF_EGK_ENCRYPTED_TALLY_FILE "encrypted_tally.json"
#define CF_EGK_CHAIN_FILE           "ballot_chain.json"
#define CF_EGK_BALLOTS_FOLDER       "encrypted_ballots"

extern const cf_format cf_egk_ec_format;
extern const cf_format cf_egk_kmp_format;

CF_MUST_CHECK cf_status cf_egk_read_constants_file(const cf_record *record, cf_arena *arena,
                                                   cf_egk_constants *out, cf_fault *fault);

/* parameters: what the constants say already. */
CF_MUST_CHECK cf_status cf_egk_read_config_file(const cf_record *record, cf_arena *arena,
                                                cf_parameters *parameters, cf_fault *fault);

/* "device1" of "encrypted_ballots/device1", empty for "encrypted_ballots". */
cf_octets cf_egk_device_folder(const char *path);

/* --- lists.c --- */

bool cf_egk_lists_devices(const cf_record *record);
cf_status cf_egk_visit_devices(const cf_record *record, const cf_device_visitor *visitor,
                               cf_arena *scratch, cf_fault *fault);
cf_status cf_egk_visit_cast_ids(const cf_record *record, cf_ballot_id_visit *visit, void *context,
                                cf_fault *fault);

#endif
