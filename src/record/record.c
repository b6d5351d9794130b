/*
 * record/record.c -- open a record, and read each piece with the reader of its format.
 */
#include "record/record.h"

#include "record/binary.h"
#include "record/detect.h"
#include "record/document.h"

#include <assert.h>

/* Room for the names of 2^31 ballots.  Only what is used takes memory. */
#define RECORD_ARENA_OCTETS (UINT64_C(1) << 36)

static cf_status fill(cf_record *record, cf_fault *fault)
{
    const cf_format_family *family;
    cf_status status = cf_detect(&record->store, &family, fault);
    if (status == CF_OK) {
        status = family->open(record, fault);
    }
    if (status == CF_OK) {
        status = cf_series_seal(&record->ballots, fault);
    }
    if (status == CF_OK) {
        status = cf_series_seal(&record->opened, fault);
    }
    return status;
}

cf_status cf_record_open(const char *path, cf_record **record, cf_fault *fault)
{
    cf_arena *arena = cf_arena_open(RECORD_ARENA_OCTETS);
    cf_record *opened = arena == NULL ? NULL : cf_arena_take(arena, 1, sizeof *opened);
    if (opened == NULL) {
        cf_arena_close(arena);
        return cf_fault_set(fault, CF_ERR_MEMORY, "", 0, "there is no memory to open the record");
    }
    opened->arena = arena;
    cf_status status = cf_store_open(&opened->store, path, arena, fault);
    if (status != CF_OK) {
        cf_arena_close(arena);
        return status;
    }

    status = fill(opened, fault);
    if (status != CF_OK) {
        cf_record_close(opened);
        return status;
    }
    *record = opened;
    return CF_OK;
}

void cf_record_close(cf_record *record)
{
    if (record != NULL) {
        cf_lines_close(&record->ballots.lines);
        cf_lines_close(&record->opened.lines);
        cf_store_close(&record->store);
        cf_arena_close(record->arena); /* record itself stood in it */
    }
}

const char *cf_record_format(const cf_record *record)
{
    return record->format->name;
}

cf_profile cf_record_profile(const cf_record *record)
{
    return record->format->profile;
}

cf_status cf_record_read_parameters(const cf_record *record, cf_arena *arena, cf_parameters *out,
                                    cf_fault *fault)
{
    if (record->format->read_parameters != NULL) {
        return record->format->read_parameters(record, arena, out, fault);
    }
    cf_document *document;
    cf_status status = cf_document_open(&document, record, record->format->parameters_file,
                                        CF_DOCUMENT_OCTETS_MAX, arena, fault);
    if (status != CF_OK) {
        return status;
    }
    const cf_parameters parameters = record->format->parameters(&document->reading);
    status = cf_document_close(document, fault);
    if (status == CF_OK) {
        *out = parameters;
    }
    return status;
}

cf_status cf_record_read_manifest(const cf_record *record, cf_arena *arena, cf_manifest *out,
                                  cf_fault *fault)
{
    return cf_manifest_read_file(&record->store, "manifest.json", record->format->manifest, arena,
                                 out, fault);
}

cf_status cf_record_read_keys(const cf_record *record, cf_arena *arena, cf_keys *out,
                              cf_fault *fault)
{
    cf_document *document;
    cf_status status = cf_document_open(&document, record, record->format->keys_file,
                                        CF_DOCUMENT_OCTETS_MAX, arena, fault);
    if (status != CF_OK) {
        return status;
    }
    const cf_keys keys = record->format->keys(&document->reading);
    status = cf_document_close(document, fault);
    if (status == CF_OK) {
        *out = keys;
    }
    return status;
}

cf_status cf_record_read_encrypted_tally(const cf_record *record, cf_arena *arena,
                                         cf_encrypted_tally *out, cf_fault *fault)
{
    cf_document *document;
    cf_status status = cf_document_open(&document, record, record->format->encrypted_tally_file,
                                        record->format->encrypted_tally_octets_max, arena, fault);
    if (status != CF_OK) {
        return status;
    }
    const cf_encrypted_tally tally = record->format->encrypted_tally(&document->reading);
    status = cf_document_close(document, fault);
    if (status == CF_OK) {
        *out = tally;
    }
    return status;
}

cf_status cf_record_read_decrypted_tally(const cf_record *record, cf_arena *arena,
                                         cf_decrypted_tally *out, cf_fault *fault)
{
    cf_document *document;
    cf_status status = cf_document_open(&document, record, record->format->decrypted_tally_file,
                                        CF_TALLY_OCTETS_MAX, arena, fault);
    if (status != CF_OK) {
        return status;
    }
    const cf_decrypted_tally tally = record->format->decrypted_tally(&document->reading);
    status = cf_document_close(document, fault);
    if (status == CF_OK) {
        *out = tally;
    }
    return status;
}

static uint32_t number_in(const cf_series *series, size_t number)
{
    assert(number < cf_series_count(series));
    return (uint32_t)number;
}

size_t cf_record_ballot_count(const cf_record *record)
{
    return cf_series_count(&record->ballots);
}

const char *cf_record_ballot_file(const cf_record *record, size_t ballot_number, cf_arena *arena)
{
    return cf_series_file(&record->ballots, number_in(&record->ballots, ballot_number), arena);
}

cf_status cf_record_read_ballot(const cf_record *record, size_t ballot_number,
                                const cf_manifest *manifest, cf_arena *arena, cf_ballot *out,
                                cf_fault *fault)
{
    const uint32_t number = number_in(&record->ballots, ballot_number);
    if (record->ballots.lines.form == CF_BATCH_BINARY) {
        return cf_binary_ballot_read(record, number, manifest, arena, out, fault);
    }
    cf_document *document;
    cf_status status =
        cf_document_open_number(&document, record, &record->ballots, number, arena, fault);
    if (status != CF_OK) {
        return status;
    }
    const char *folder = cf_series_folder(&record->ballots, number);
    const cf_ballot ballot = record->format->ballot(&document->reading, manifest, folder);
    status = cf_document_close(document, fault);
    if (status == CF_OK) {
        *out = ballot;
    }
    return status;
}

bool cf_record_has_batches(const cf_record *record)
{
    return record->ballots.object != NULL;
}

const char *cf_record_ballot_form(const cf_record *record)
{
    if (record->ballots.object == NULL) {
        return "files";
    }
    return record->ballots.lines.form == CF_BATCH_BINARY ? "binary" : "lines";
}

cf_ballot_place cf_record_ballot_place(const cf_record *record, size_t ballot_number)
{
    const cf_lines_place place =
        cf_lines_find(&record->ballots.lines, number_in(&record->ballots, ballot_number));
    return (cf_ballot_place){ .batch = place.batch, .line = place.line };
}

bool cf_record_ballot_at(const cf_record *record, cf_ballot_place place, size_t *ballot_number)
{
    uint32_t number = 0;
    if (!cf_lines_number(&record->ballots.lines, place.batch, place.line, &number)) {
        return false;
    }
    *ballot_number = number;
    return true;
}

size_t cf_record_opened_count(const cf_record *record)
{
    return cf_series_count(&record->opened);
}

const char *cf_record_opened_file(const cf_record *record, size_t opened_number, cf_arena *arena)
{
    return cf_series_file(&record->opened, number_in(&record->opened, opened_number), arena);
}

cf_status cf_record_read_opened(const cf_record *record, size_t opened_number, cf_arena *arena,
                                cf_opened_ballot *out, cf_fault *fault)
{
    const uint32_t number = number_in(&record->opened, opened_number);
    cf_document *document;
    cf_status status =
        cf_document_open_number(&document, record, &record->opened, number, arena, fault);
    if (status != CF_OK) {
        return status;
    }
    const cf_opened_ballot opened = record->format->opened(&document->reading);
    status = cf_document_close(document, fault);
    if (status == CF_OK) {
        *out = opened;
    }
    return status;
}

bool cf_record_lists_devices(const cf_record *record)
{
    return record->format->lists_devices == NULL || record->format->lists_devices(record);
}

cf_status cf_record_visit_devices(const cf_record *record, const cf_device_visitor *visitor,
                                  cf_arena *scratch, cf_fault *fault)
{
    return record->format->visit_devices(record, visitor, scratch, fault);
}

cf_status cf_record_visit_cast_ids(const cf_record *record, cf_ballot_id_visit *visit,
                                   void *context, cf_fault *fault)
{
    if (record->format->visit_cast_ids == NULL) {
        return cf_fault_set(fault, CF_ERR_ABSENT, "", 0,
                            "the format does not list the ballots of the tally");
    }
    return record->format->visit_cast_ids(record, visit, context, fault);
}

cf_status cf_record_visit_opened_data(const cf_record *record, cf_opened_data_visit *visit,
                                      void *context, cf_arena *scratch, cf_fault *fault)
{
    if (record->format->visit_opened_data == NULL) {
        return cf_fault_set(fault, CF_ERR_ABSENT, "", 0,
                            "the format has no decrypted contest data of cast ballots");
    }
    return record->format->visit_opened_data(record, visit, context, scratch, fault);
}

cf_status cf_record_visit_codes(const cf_record *record, cf_code_visit *visit, void *context,
                                cf_fault *fault)
{
    if (record->format->visit_codes == NULL) {
        return cf_fault_set(fault, CF_ERR_ABSENT, "", 0, "the format has no index of codes");
    }
    return record->format->visit_codes(record, visit, context, fault);
}
