/*
 * record/plain21/format.c -- the files of the format, and which reader reads which.
 */
#include "record/document.h"
#include "record/listing.h"
#include "record/plain21/plain21.h"

/* A folder says nothing: ballots name their devices nowhere, devices name their ballots. */
static cf_ballot ballot(cf_reading *reading, const cf_manifest *manifest, const char *folder)
{
    (void)folder;
    return cf_plain21_ballot(reading, manifest);
}

static cf_status visit_devices(const cf_record *record, const cf_device_visitor *visitor,
                               cf_arena *scratch, cf_fault *fault)
{
    cf_list_document list;
    cf_status status = cf_list_document_open(&list, record, "devices.json", scratch, fault);
    if (status != CF_OK) {
        return status;
    }
    cf_plain21_devices(&list.document->reading, visitor);
    return cf_list_document_close(&list, fault);
}

static cf_status visit_opened_data(const cf_record *record, cf_opened_data_visit *visit,
                                   void *context, cf_arena *scratch, cf_fault *fault)
{
    cf_list_document list;
    cf_status status = cf_list_document_open(&list, record, "contest_data.json", scratch, fault);
    if (status != CF_OK) {
        return status;
    }
    cf_plain21_opened_data(&list.document->reading, visit, context);
    return cf_list_document_close(&list, fault);
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
    .encrypted_tally = cf_plain21_encrypted_tally,
    .decrypted_tally = cf_plain21_decrypted_tally,
    .ballot = ballot,
    .opened = cf_plain21_opened,
    .manifest = cf_plain21_manifest,
    .parameters_file = "election_parameters.json",
    .parameters = cf_plain21_parameters,
    .visit_devices = visit_devices,
    .visit_opened_data = visit_opened_data,
};

static bool detect(const cf_store *store)
{
    return cf_store_has_file(store, "election_parameters.json");
}

static cf_status open_record(cf_record *record, cf_fault *fault)
{
    record->format = &format;
    cf_names *ballots = &record->ballots.names;
    cf_names *opened = &record->opened.names;
    *ballots = (cf_names){ .arena = record->arena, .prefix = "", .suffix = ".json" };
    *opened = *ballots;

    cf_status status = cf_listing_read(record, ballots, "ballots", NULL, NULL, fault);
    if (status == CF_OK) {
        status = cf_listing_read(record, opened, "challenged", NULL, NULL, fault);
    }
    return status;
}

const cf_format_family cf_plain21_family = { .looked_for = "election_parameters.json",
                                             .detect = detect,
                                             .open = open_record };
