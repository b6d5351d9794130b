/*
 * record/egk/format.c -- which reader reads which file.
 */
#include "record/egk/files.h"

#include <string.h>

cf_status cf_egk_open_document(cf_document **document, cf_reading *reading, const cf_record *record,
                               const char *name, uint64_t octets_max, cf_arena *arena,
                               cf_fault *fault)
{
    cf_status status = cf_document_open(document, &record->folder, name, octets_max, arena, fault);
    if (status == CF_OK) {
        cf_text_code code = record->format == NULL ? CF_CODE_HEX : record->format->code;
        *reading = (cf_reading){ .json = &(*document)->json, .arena = arena, .code = code };
    }
    return status;
}

/* --- parameters: two files --- */

cf_status cf_egk_read_constants_file(const cf_record *record, cf_arena *arena,
                                     cf_egk_constants *out, cf_fault *fault)
{
    cf_document *document;
    cf_reading reading;
    cf_status status = cf_egk_open_document(&document, &reading, record, CF_EGK_CONSTANTS_FILE,
                                            CF_DOCUMENT_OCTETS_MAX, arena, fault);
    if (status != CF_OK) {
        return status;
    }
    cf_egk_constants constants = cf_egk_read_constants(&reading);
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
    cf_reading reading;
    cf_status status = cf_egk_open_document(&document, &reading, record, CF_EGK_CONFIG_FILE,
                                            CF_DOCUMENT_OCTETS_MAX, arena, fault);
    if (status != CF_OK) {
        return status;
    }
    cf_egk_read_config(&reading, parameters);
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

/* --- one file each --- */

static cf_status read_manifest(const cf_record *record, cf_arena *arena, cf_manifest *out,
                               cf_fault *fault)
{
    return cf_manifest_read_file(&record->folder, "manifest.json", cf_egk_read_manifest, arena, out,
                                 fault);
}

static cf_status read_keys(const cf_record *record, cf_arena *arena, cf_keys *out, cf_fault *fault)
{
    cf_document *document;
    cf_reading reading;
    cf_status status = cf_egk_open_document(&document, &reading, record, CF_EGK_KEYS_FILE,
                                            CF_DOCUMENT_OCTETS_MAX, arena, fault);
    if (status != CF_OK) {
        return status;
    }
    cf_keys keys = cf_egk_read_keys(&reading);
    status = cf_document_close(document, fault);
    if (status == CF_OK) {
        *out = keys;
    }
    return status;
}

/* The sums are few, but the list of ids in the same file may be long. */
static cf_status read_encrypted_tally(const cf_record *record, cf_arena *arena,
                                      cf_encrypted_tally *out, cf_fault *fault)
{
    cf_document *document;
    cf_reading reading;
    cf_status status = cf_egk_open_document(
        &document, &reading, record, CF_EGK_ENCRYPTED_TALLY_FILE, CF_LIST_OCTETS_MAX, arena, fault);
    if (status != CF_OK) {
        return status;
    }
    cf_encrypted_tally tally = cf_egk_read_encrypted_tally(&reading);
    status = cf_document_close(document, fault);
    if (status == CF_OK) {
        *out = tally;
    }
    return status;
}

static cf_status read_decrypted_tally(const cf_record *record, cf_arena *arena,
                                      cf_decrypted_tally *out, cf_fault *fault)
{
    cf_document *document;
    cf_reading reading;
    cf_status status = cf_egk_open_document(&document, &reading, record, "tally.json",
                                            CF_TALLY_OCTETS_MAX, arena, fault);
    if (status != CF_OK) {
        return status;
    }
    cf_decrypted_tally tally = cf_egk_read_decrypted_tally(&reading);
    status = cf_document_close(document, fault);
    if (status == CF_OK) {
        *out = tally;
    }
    return status;
}

cf_octets cf_egk_device_folder(const char *path)
{
    const char *slash = strchr(path, '/');
    return cf_octets_of_text(slash == NULL ? "" : slash + 1);
}

static cf_status read_ballot(const cf_record *record, const char *file, uint32_t number,
                             const cf_manifest *manifest, cf_arena *arena, cf_ballot *out,
                             cf_fault *fault)
{
    cf_document *document;
    cf_reading reading;
    cf_status status = cf_egk_open_document(&document, &reading, record, file,
                                            CF_DOCUMENT_OCTETS_MAX, arena, fault);
    if (status != CF_OK) {
        return status;
    }
    cf_ballot ballot = cf_egk_read_ballot(&reading, manifest);
    ballot.device_folder = cf_egk_device_folder(cf_names_folder(&record->ballots, number)->path);
    status = cf_document_close(document, fault);
    if (status == CF_OK) {
        *out = ballot;
    }
    return status;
}

static cf_status read_opened(const cf_record *record, const char *file, cf_arena *arena,
                             cf_opened_ballot *out, cf_fault *fault)
{
    cf_document *document;
    cf_reading reading;
    cf_status status = cf_egk_open_document(&document, &reading, record, file,
                                            CF_DOCUMENT_OCTETS_MAX, arena, fault);
    if (status != CF_OK) {
        return status;
    }
    cf_opened_ballot opened = cf_egk_read_opened(&reading);
    status = cf_document_close(document, fault);
    if (status == CF_OK) {
        *out = opened;
    }
    return status;
}

/* --- the two formats --- */

#define EGK_FORMAT(NAME, CODE)                                                                     \
    {                                                                                              \
        .name = (NAME), .profile = CF_PROFILE_EGK20, .code = (CODE),                               \
        .read_parameters = read_parameters, .read_manifest = read_manifest,                        \
        .read_keys = read_keys, .read_encrypted_tally = read_encrypted_tally,                      \
        .read_decrypted_tally = read_decrypted_tally, .read_ballot = read_ballot,                  \
        .read_opened = read_opened, .lists_devices = cf_egk_lists_devices,                         \
        .visit_devices = cf_egk_visit_devices, .visit_cast_ids = cf_egk_visit_cast_ids             \
    }

const cf_format cf_egk_ec_format = EGK_FORMAT("egk-ec", CF_CODE_BASE64);
const cf_format cf_egk_kmp_format = EGK_FORMAT("egk-kmp", CF_CODE_HEX);
