/*
 * record/egk/format.c -- which reader reads which file.
 */
#include "record/egk/files.h"

#include <string.h>

/* --- parameters: two files --- */

cf_status cf_egk_read_constants_file(const cf_record *record, cf_arena *arena,
                                     cf_egk_constants *out, cf_fault *fault)
{
    cf_document *document;
    cf_status status = cf_document_open(&document, record, CF_EGK_CONSTANTS_FILE,
                                        CF_DOCUMENT_OCTETS_MAX, arena, fault);
    if (status != CF_OK) {
        return status;
    }
    cf_egk_constants constants = cf_egk_read_constants(&document->reading);
    status = cf_document_close(document, fault);
    if (status == CF_OK) {
        *out = constants;
    }
    return status;
}

cf_status cf_egk_read_config_file(const cf_record *record, cf_arena *arena,
                                  cf_parameters *parameters, cf_fault *fault)
{
    cf_document *document;
    cf_status status = cf_document_open(&document, record, CF_EGK_CONFIG_FILE,
                                        CF_DOCUMENT_OCTETS_MAX, arena, fault);
    if (status != CF_OK) {
        return status;
    }
    cf_egk_read_config(&document->reading, parameters);
    return cf_document_close(document, fault);
}

static cf_status read_parameters(const cf_record *record, cf_arena *arena, cf_parameters *out,
                                 cf_fault *fault)
{
    cf_egk_constants constants;
    cf_status status = cf_egk_read_constants_file(record, arena, &constants, fault);
    if (status != CF_OK) {
        return status;
    }
    cf_parameters parameters = { .version = constants.version,
                                 .p = constants.p,
                                 .q = constants.q,
                                 .r = constants.r,
                                 .g = constants.g };
    status = cf_egk_read_config_file(record, arena, &parameters, fault);
    if (status == CF_OK) {
        *out = parameters;
    }
    return status;
}

/* --- ballots --- */

cf_octets cf_egk_device_folder(const char *path)
{
    const char *slash = strchr(path, '/');
    return cf_octets_of_text(slash == NULL ? "" : slash + 1);
}

static cf_ballot ballot(cf_reading *reading, const cf_manifest *manifest, const char *folder)
{
    cf_ballot out = cf_egk_read_ballot(reading, manifest);
    out.device_folder = cf_egk_device_folder(folder);
    return out;
}

/* --- the two formats --- */

/* The sums are few, but the list of ids in the same file may be long. */
#define EGK_FORMAT(NAME, CODE)                                                                     \
    {                                                                                              \
        .name = (NAME), .profile = CF_PROFILE_EGK20, .code = (CODE),                               \
        .keys_file = CF_EGK_KEYS_FILE, .encrypted_tally_file = CF_EGK_ENCRYPTED_TALLY_FILE,        \
        .encrypted_tally_octets_max = CF_LIST_OCTETS_MAX, .decrypted_tally_file = "tally.json",    \
        .keys = cf_egk_read_keys, .encrypted_tally = cf_egk_read_encrypted_tally,                  \
        .decrypted_tally = cf_egk_read_decrypted_tally, .ballot = ballot,                          \
        .opened = cf_egk_read_opened, .manifest = cf_egk_read_manifest,                            \
        .read_parameters = read_parameters, .lists_devices = cf_egk_lists_devices,                 \
        .visit_devices = cf_egk_visit_devices, .visit_cast_ids = cf_egk_visit_cast_ids             \
    }

const cf_format cf_egk_ec_format = EGK_FORMAT("egk-ec", CF_CODE_BASE64);
const cf_format cf_egk_kmp_format = EGK_FORMAT("egk-kmp", CF_CODE_HEX);
