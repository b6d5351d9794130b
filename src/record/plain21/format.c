/*
 * record/plain21/format.c -- the files of the format, and which reader reads which.
 */
#include "record/document.h"
#include "record/listing.h"
#include "record/plain21/plain21.h"

static cf_status read_parameters(const cf_record *record, cf_arena *arena, cf_parameters *out,
                                 cf_fault *fault)
{
    cf_document *document;
    cf_status status = cf_document_open(&document, record, "election_parameters.json",
                                        CF_DOCUMENT_OCTETS_MAX, arena, fault);
    if (status != CF_OK) {
        return status;
    }
    const cf_parameters parameters = cf_plain21_parameters(&document->reading);
    status = cf_document_close(document, fault);
    if (status == CF_OK) {
        *out = parameters;
    }
    return status;
}

/* Both tallies stand in one file. */
static cf_encrypted_tally encrypted_tally(cf_reading *reading)
{
    cf_encrypted_tally encrypted = { 0 };
    cf_decrypted_tally decrypted;
    cf_plain21_tally(reading, &encrypted, &decrypted);
    return encrypted;
}

static cf_decrypted_tally decrypted_tally(cf_reading *reading)
{
    cf_encrypted_tally encrypted;
    cf_decrypted_tally decrypted = { 0 };
    cf_plain21_tally(reading, &encrypted, &decrypted);
    return decrypted;
}

/* A folder says nothing: ballots name their devices nowhere, devices name their ballots. */
static cf_ballot ballot(cf_reading *reading, const cf_manifest *manifest, const char *folder)
{
    (void)folder;
    return cf_plain21_ballot(reading, manifest);
}

static bool lists_devices(const cf_record *record)
{
    (void)record;
    return true;
}

/* Lists are read in an arena of their own, because the caller's is reset as they stream. */
static cf_status open_list(cf_document **document, const cf_record *record, const char *name,
                           cf_arena **own, cf_arena *scratch, cf_fault *fault)
{
    *own = cf_arena_open(CF_DOCUMENT_ARENA_OCTETS);
    if (*own == NULL) {
        return cf_fault_set(fault, CF_ERR_MEMORY, name, 0, "there is no memory to read the file");
    }
    cf_status status = cf_document_open(document, record, name, CF_LIST_OCTETS_MAX, *own, fault);
    if (status != CF_OK) {
        cf_arena_close(*own);
        return status;
    }
    (*document)->reading.arena = scratch;
    return CF_OK;
}

static cf_status visit_devices(const cf_record *record, const cf_device_visitor *visitor,
                               cf_arena *scratch, cf_fault *fault)
{
    cf_arena *own;
    cf_document *document;
    cf_status status = open_list(&document, record, "devices.json", &own, scratch, fault);
    if (status != CF_OK) {
        return status;
    }
    cf_plain21_devices(&document->reading, visitor);
    status = cf_document_close(document, fault);
    cf_arena_close(own);
    return status;
}

static cf_status visit_opened_data(const cf_record *record, cf_opened_data_visit *visit,
                                   void *context, cf_arena *scratch, cf_fault *fault)
{
    cf_arena *own;
    cf_document *document;
    cf_status status = open_list(&document, record, "contest_data.json", &own, scratch, fault);
    if (status != CF_OK) {
        return status;
    }
    cf_plain21_opened_data(&document->reading, visit, context);
    status = cf_document_close(document, fault);
    cf_arena_close(own);
    return status;
}

static const cf_format format = {
    .name = "plain21",
    .profile = CF_PROFILE_EG21,
    .code = CF_CODE_HEX,
    .keys_file = "election_keys.json",
    .encrypted_tally_file = "tally.json",
    .encrypted_tally_octets_max = CF_TALLY_OCTETS_MAX,
    .decrypted_tally_file = "tally.json",
    .keys = cf_plain21_keys,
    .encrypted_tally = encrypted_tally,
    .decrypted_tally = decrypted_tally,
    .ballot = ballot,
    .opened = cf_plain21_opened,
    .manifest = cf_plain21_manifest,
    .read_parameters = read_parameters,
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
