/*
 * record/plain21/format.c -- the files of the format, and which reader reads which.
 */
#include "record/document.h"
#include "record/listing.h"
#include "record/plain21/plain21.h"

static cf_status open_document(cf_document **document, cf_reading *reading, const cf_record *record,
                               const char *name, uint64_t octets_max, cf_arena *arena,
                               cf_fault *fault)
{
    cf_status status = cf_document_open(document, &record->folder, name, octets_max, arena, fault);
    if (status == CF_OK) {
        *reading = (cf_reading){ .json = &(*document)->json, .arena = arena, .code = CF_CODE_HEX };
    }
    return status;
}

static cf_status read_parameters(const cf_record *record, cf_arena *arena, cf_parameters *out,
                                 cf_fault *fault)
{
    cf_document *document;
    cf_reading reading;
    cf_status status = open_document(&document, &reading, record, "election_parameters.json",
                                     CF_DOCUMENT_OCTETS_MAX, arena, fault);
    if (status != CF_OK) {
        return status;
    }
    cf_parameters parameters = cf_plain21_parameters(&reading);
    status = cf_document_close(document, fault);
    if (status == CF_OK) {
        *out = parameters;
    }
    return status;
}

static cf_status read_manifest(const cf_record *record, cf_arena *arena, cf_manifest *out,
                               cf_fault *fault)
{
    return cf_manifest_read_file(&record->folder, "manifest.json", cf_plain21_manifest, arena, out,
                                 fault);
}

static cf_status read_keys(const cf_record *record, cf_arena *arena, cf_keys *out, cf_fault *fault)
{
    cf_document *document;
    cf_reading reading;
    cf_status status = open_document(&document, &reading, record, "election_keys.json",
                                     CF_DOCUMENT_OCTETS_MAX, arena, fault);
    if (status != CF_OK) {
        return status;
    }
    cf_keys keys = cf_plain21_keys(&reading);
    status = cf_document_close(document, fault);
    if (status == CF_OK) {
        *out = keys;
    }
    return status;
}

static cf_status read_tally(const cf_record *record, cf_arena *arena, cf_encrypted_tally *encrypted,
                            cf_decrypted_tally *decrypted, cf_fault *fault)
{
    cf_document *document;
    cf_reading reading;
    cf_status status =
        open_document(&document, &reading, record, "tally.json", CF_TALLY_OCTETS_MAX, arena, fault);
    if (status != CF_OK) {
        return status;
    }
    cf_plain21_tally(&reading, encrypted, decrypted);
    return cf_document_close(document, fault);
}

static cf_status read_encrypted_tally(const cf_record *record, cf_arena *arena,
                                      cf_encrypted_tally *out, cf_fault *fault)
{
    cf_encrypted_tally encrypted;
    cf_decrypted_tally decrypted;
    cf_status status = read_tally(record, arena, &encrypted, &decrypted, fault);
    if (status == CF_OK) {
        *out = encrypted;
    }
    return status;
}

static cf_status read_decrypted_tally(const cf_record *record, cf_arena *arena,
                                      cf_decrypted_tally *out, cf_fault *fault)
{
    cf_encrypted_tally encrypted;
    cf_decrypted_tally decrypted;
    cf_status status = read_tally(record, arena, &encrypted, &decrypted, fault);
    if (status == CF_OK) {
        *out = decrypted;
    }
    return status;
}

static cf_status read_ballot(const cf_record *record, const char *file, uint32_t number,
                             const cf_manifest *manifest, cf_arena *arena, cf_ballot *out,
                             cf_fault *fault)
{
    (void)number;
    cf_document *document;
    cf_reading reading;
    cf_status status =
        open_document(&document, &reading, record, file, CF_DOCUMENT_OCTETS_MAX, arena, fault);
    if (status != CF_OK) {
        return status;
    }
    cf_ballot ballot = cf_plain21_ballot(&reading, manifest);
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
    cf_status status =
        open_document(&document, &reading, record, file, CF_DOCUMENT_OCTETS_MAX, arena, fault);
    if (status != CF_OK) {
        return status;
    }
    cf_opened_ballot opened = cf_plain21_opened(&reading);
    status = cf_document_close(document, fault);
    if (status == CF_OK) {
        *out = opened;
    }
    return status;
}

static bool lists_devices(const cf_record *record)
{
    (void)record;
    return true;
}

/* Lists are read in an arena of their own, because the caller's is reset as they stream. */
static cf_status open_list(cf_document **document, cf_reading *reading, const cf_record *record,
                           const char *name, cf_arena **own, cf_arena *scratch, cf_fault *fault)
{
    *own = cf_arena_open(CF_DOCUMENT_ARENA_OCTETS);
    if (*own == NULL) {
        return cf_fault_set(fault, CF_ERR_MEMORY, name, 0, "there is no memory to read the file");
    }
    cf_status status =
        open_document(document, reading, record, name, CF_LIST_OCTETS_MAX, *own, fault);
    if (status != CF_OK) {
        cf_arena_close(*own);
        return status;
    }
    reading->arena = scratch;
    return CF_OK;
}

static cf_status visit_devices(const cf_record *record, const cf_device_visitor *visitor,
                               cf_arena *scratch, cf_fault *fault)
{
    cf_arena *own;
    cf_document *document;
    cf_reading reading;
    cf_status status = open_list(&document, &reading, record, "devices.json", &own, scratch, fault);
    if (status != CF_OK) {
        return status;
    }
    cf_plain21_devices(&reading, visitor);
    status = cf_document_close(document, fault);
    cf_arena_close(own);
    return status;
}

static cf_status visit_opened_data(const cf_record *record, cf_opened_data_visit *visit,
                                   void *context, cf_arena *scratch, cf_fault *fault)
{
    cf_arena *own;
    cf_document *document;
    cf_reading reading;
    cf_status status =
        open_list(&document, &reading, record, "contest_data.json", &own, scratch, fault);
    if (status != CF_OK) {
        return status;
    }
    cf_plain21_opened_data(&reading, visit, context);
    status = cf_document_close(document, fault);
    cf_arena_close(own);
    return status;
}

static const cf_format format = {
    .name = "plain21",
    .profile = CF_PROFILE_EG21,
    .code = CF_CODE_HEX,
    .read_parameters = read_parameters,
    .read_manifest = read_manifest,
    .read_keys = read_keys,
    .read_encrypted_tally = read_encrypted_tally,
    .read_decrypted_tally = read_decrypted_tally,
    .read_ballot = read_ballot,
    .read_opened = read_opened,
    .lists_devices = lists_devices,
    .visit_devices = visit_devices,
    .visit_opened_data = visit_opened_data,
};

static bool detect(const cf_folder *folder)
{
    return cf_folder_has_file(folder, "election_parameters.json");
}

static cf_status open_record(cf_record *record, cf_fault *fault)
{
    record->format = &format;
    record->ballots = (cf_names){ .arena = record->arena, .prefix = "", .suffix = ".json" };
    record->opened = record->ballots;

    cf_status status = cf_listing_read(record, &record->ballots, "ballots", NULL, NULL, fault);
    if (status == CF_OK) {
        status = cf_listing_read(record, &record->opened, "challenged", NULL, NULL, fault);
    }
    return status;
}

const cf_format_family cf_plain21_family = { .looked_for = "election_parameters.json",
                                             .detect = detect,
                                             .open = open_record };
