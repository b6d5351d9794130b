/*
 * record/write/convert.c -- a record read in one format and written in another, piece by piece.
 *
 * What is not there is passed over, so a record that stops early becomes one that stops early.
 * What is there and cannot be read, understood or held ends the conversion: it would make something
 * sound of something that is not.
 */
#include "record/write/inside.h"

#include <stdio.h>

/* Addresses for the largest piece; memory is taken as it is needed. */
#define ARENA_OCTETS ((size_t)1 << 33)

typedef struct conversion {
    const cf_record *record;
    cf_record_writer *writer;
    cf_convert_note *note;
    void *context;
    cf_arena *election; /* the manifest, for as long as ballots are read */
    cf_arena *scratch;  /* the piece that is copied */
    cf_pile ids;        /* the ballots of one device */
    size_t devices;
    uint8_t code[CF_WRITE_KEY_OCTETS]; /* of the ballot before in its batch, or zeros */
    bool is_unsorted;                  /* some ballot stood after one of a greater code */
    bool has_same_places;              /* ballots keep their batches and lines, as the index says */
    cf_status failed; /* in a callback: this, and the fault below, is what counts */
    cf_fault *fault;
} conversion;

static void say(const conversion *of, const char *sentence)
{
    if (of->note != NULL) {
        of->note(of->context, sentence);
    }
}

/* What is wrong with a piece is said of the file that it was read from. */
static cf_status name_source(const conversion *of, cf_status status, const char *file)
{
    if ((status == CF_ERR_SHAPE || status == CF_ERR_UNSUPPORTED || status == CF_ERR_LIMIT)
        && of->fault != NULL && file != NULL) {
        char what[CF_FAULT_WHAT_MAX];
        (void)snprintf(what, sizeof what, "%s", of->fault->what);
        return cf_fault_set(of->fault, status, file, 0, "%s", what);
    }
    return status;
}

static cf_status or_none(cf_status status)
{
    return status == CF_ERR_ABSENT ? CF_OK : status;
}

static cf_status copy_parameters(conversion *of)
{
    cf_parameters parameters;
    const cf_status status =
        cf_record_read_parameters(of->record, of->scratch, &parameters, of->fault);
    return status == CF_OK ? cf_record_write_parameters(of->writer, &parameters, of->fault)
                           : status;
}

static cf_status copy_manifest(conversion *of, cf_manifest *manifest, bool *is_there)
{
    const cf_status status = cf_record_read_manifest(of->record, of->election, manifest, of->fault);
    *is_there = status == CF_OK;
    return *is_there ? cf_record_write_manifest(of->writer, manifest->file, of->fault)
                     : or_none(status);
}

static cf_status copy_keys(conversion *of)
{
    cf_keys keys;
    const cf_status status = cf_record_read_keys(of->record, of->scratch, &keys, of->fault);
    return status == CF_OK ? cf_record_write_keys(of->writer, &keys, of->fault) : or_none(status);
}

/* Batches are sorted when they are written: was there something to sort? */
static void watch_order(conversion *of, cf_octets code)
{
    if (code.at != NULL && code.len == sizeof of->code) {
        of->is_unsorted = of->is_unsorted || memcmp(of->code, code.at, code.len) > 0;
        memcpy(of->code, code.at, code.len);
    }
}

static cf_status copy_ballot(conversion *of, size_t number, const cf_manifest *manifest)
{
    cf_arena_reset(of->scratch);
    cf_ballot ballot;
    cf_status status =
        cf_record_read_ballot(of->record, number, manifest, of->scratch, &ballot, of->fault);
    if (status == CF_OK) {
        watch_order(of, ballot.code);
        status = cf_record_write_ballot(of->writer, &ballot, of->fault);
        status = name_source(of, status, cf_record_ballot_file(of->record, number, of->scratch));
    }
    return status;
}

/* The last ballot of a batch that the copy has too. */
static bool ends_batch(const conversion *of, size_t number)
{
    return cf_record_has_batches(of->record) && cf_write_is_counterfoil(of->writer)
           && (number + 1 == cf_record_ballot_count(of->record)
               || cf_record_ballot_place(of->record, number).batch
                      != cf_record_ballot_place(of->record, number + 1).batch);
}

static cf_status copy_ballots(conversion *of, const cf_manifest *manifest)
{
    const size_t count = cf_record_ballot_count(of->record);
    cf_status status = CF_OK;
    for (size_t number = 0; number < count && status == CF_OK; number++) {
        status = copy_ballot(of, number, manifest);
        if (status == CF_OK && ends_batch(of, number)) {
            memset(of->code, 0, sizeof of->code);
            status = cf_record_write_batch_end(of->writer, of->fault);
        }
    }
    if (status != CF_OK || count == 0 || !ends_batch(of, count - 1)) {
        return status;
    }
    status = cf_write_codes_compare(of->writer, of->record, &of->has_same_places);
    of->has_same_places = of->has_same_places && !of->is_unsorted;
    return cf_write_done(of->writer, status, of->fault);
}

/* --- devices: what is said of one comes after its ballots, and decides their order --- */

static cf_status fail_inside(conversion *of, cf_status status)
{
    of->failed = status;
    return status;
}

static cf_status take_id(void *context, size_t device_number, size_t position, cf_octets id)
{
    (void)device_number;
    conversion *of = context;
    if (id.at == NULL || id.len != CF_WRITE_KEY_OCTETS) {
        return fail_inside(of, cf_fault_set(of->fault, CF_ERR_UNSUPPORTED, "devices.json", 0,
                                            "ballot %zu of device %zu has no identifier of %d "
                                            "octets",
                                            position + 1, of->devices + 1, CF_WRITE_KEY_OCTETS));
    }
    const cf_status status = cf_pile_put(&of->ids, id.at);
    return status == CF_OK ? CF_OK
                           : fail_inside(of, cf_fault_set(of->fault, status, "devices.json", 0,
                                                          "there is no memory for the list"));
}

static void say_if_moved(const conversion *of, const uint32_t *order, const cf_device *device)
{
    size_t at = 0;
    while (at < of->ids.count && order[at] == at) {
        at++;
    }
    if (at < of->ids.count) {
        char sentence[CF_FAULT_WHAT_MAX];
        (void)snprintf(sentence, sizeof sentence,
                       "the order in which %.*s lists its ballots: it does not chain them, so "
                       "they are listed in ascending order",
                       device->name.len < 100 ? (int)device->name.len : 100,
                       device->name.at != NULL ? (const char *)device->name.at : "");
        say(of, sentence);
    }
}

static cf_status copy_ids(conversion *of, const cf_device *device)
{
    const uint32_t *order = NULL;
    if (device->chaining == 0 && of->ids.count > 0) {
        order = cf_pile_order(&of->ids, CF_WRITE_KEY_OCTETS);
        if (order == NULL) {
            return cf_fault_set(of->fault, CF_ERR_MEMORY, "devices.json", 0,
                                "there is no memory to sort the list");
        }
        say_if_moved(of, order, device);
    }
    cf_status status = CF_OK;
    for (size_t i = 0; i < of->ids.count && status == CF_OK; i++) {
        const void *id = cf_pile_at(&of->ids, order != NULL ? order[i] : i);
        status = cf_record_write_device_ballot(of->writer, cf_octets_of(id, CF_WRITE_KEY_OCTETS),
                                               of->fault);
    }
    return status;
}

static cf_status copy_device(void *context, size_t device_number, const cf_device *device)
{
    (void)device_number;
    conversion *of = context;
    cf_status status = copy_ids(of, device);
    if (status == CF_OK) {
        status = cf_record_write_device(of->writer, device, of->fault);
    }
    cf_pile_clear(&of->ids);
    of->devices++;
    return status == CF_OK ? CF_OK : fail_inside(of, status);
}

/* A visit that a callback ended says nothing better than the callback did. */
static cf_status after_visit(const conversion *of, cf_status status, const cf_fault *of_visit)
{
    if (of->failed != CF_OK) {
        return of->failed;
    }
    if (status != CF_OK && status != CF_ERR_ABSENT && of->fault != NULL) {
        *of->fault = *of_visit;
    }
    return or_none(status);
}

static cf_status copy_devices(conversion *of)
{
    const cf_device_visitor visitor = { .context = of, .ballot = take_id, .device = copy_device };
    cf_fault of_visit = { 0 };
    cf_arena_reset(of->scratch);
    cf_status status = cf_record_visit_devices(of->record, &visitor, of->scratch, &of_visit);
    if (status == CF_OK && of->devices == 0) {
        return cf_write_done(of->writer, cf_write_devices_begin(of->writer), of->fault);
    }
    return after_visit(of, status, &of_visit);
}

/* --- what comes after the vote --- */

static cf_status copy_tally(conversion *of)
{
    cf_encrypted_tally encrypted;
    cf_decrypted_tally decrypted;
    cf_arena_reset(of->scratch);
    cf_status status =
        cf_record_read_encrypted_tally(of->record, of->scratch, &encrypted, of->fault);
    if (status == CF_OK) {
        status = cf_record_read_decrypted_tally(of->record, of->scratch, &decrypted, of->fault);
    }
    return status == CF_OK ? cf_record_write_tally(of->writer, &encrypted, &decrypted, of->fault)
                           : or_none(status);
}

static cf_status copy_openings(conversion *of)
{
    const size_t count = cf_record_opened_count(of->record);
    cf_status status = CF_OK;
    for (size_t number = 0; number < count && status == CF_OK; number++) {
        cf_opened_ballot opened;
        cf_arena_reset(of->scratch);
        status = cf_record_read_opened(of->record, number, of->scratch, &opened, of->fault);
        if (status == CF_OK) {
            status = cf_record_write_opened(of->writer, &opened, of->fault);
            status =
                name_source(of, status, cf_record_opened_file(of->record, number, of->scratch));
        }
    }
    return status;
}

static cf_status copy_data_item(void *context, size_t position, const cf_opened_data *data)
{
    (void)position;
    conversion *of = context;
    const cf_status status = cf_record_write_opened_data(of->writer, data, of->fault);
    return status == CF_OK ? CF_OK : fail_inside(of, status);
}

static cf_status copy_opened_data(conversion *of)
{
    cf_fault of_visit = { 0 };
    cf_arena_reset(of->scratch);
    const cf_status status =
        cf_record_visit_opened_data(of->record, copy_data_item, of, of->scratch, &of_visit);
    return after_visit(of, status, &of_visit);
}

/* --- what is not copied --- */

/* An entry that nobody understands may be a ballot: a record without it would look sound. */
static cf_status refuse_stray(void *context, const cf_fault *stray)
{
    const conversion *of = context;
    return cf_fault_set(of->fault, stray->status, stray->file, stray->offset, "%s", stray->what);
}

static const char *what_is_left_behind(bool from_counterfoil, bool to_counterfoil)
{
    if (from_counterfoil) {
        return to_counterfoil ? "the index of confirmation codes, or which batch and line a ballot "
                                "was in: they were not as this program makes them"
                              : "the index of confirmation codes, and which batch a ballot was in";
    }
    return to_counterfoil
               ? "the names of the ballots' files: ballots stand in batches, sorted by code"
               : "the names of the ballots' files: they are numbered anew";
}

static void say_left_behind(const conversion *of)
{
    if (cf_record_ballot_count(of->record) > 0 && !of->has_same_places) {
        const bool from_counterfoil = cf_record_has_batches(of->record);
        say(of, what_is_left_behind(from_counterfoil, cf_write_is_counterfoil(of->writer)));
    }
}

static cf_status convert(conversion *of)
{
    cf_manifest manifest;
    bool has_manifest = false;
    cf_status status = cf_record_visit_strays(of->record, refuse_stray, of);
    if (status == CF_OK) {
        status = copy_parameters(of);
    }
    if (status == CF_OK) {
        status = copy_manifest(of, &manifest, &has_manifest);
    }
    if (status == CF_OK) {
        status = copy_keys(of);
    }
    if (status == CF_OK) {
        status = copy_ballots(of, has_manifest ? &manifest : NULL);
    }
    if (status == CF_OK) {
        status = copy_devices(of);
    }
    if (status == CF_OK) {
        status = copy_tally(of);
    }
    if (status == CF_OK) {
        status = copy_openings(of);
    }
    if (status == CF_OK) {
        status = copy_opened_data(of);
    }
    if (status == CF_OK) {
        say_left_behind(of);
    }
    return status;
}

cf_status cf_record_convertible(const cf_record *record, cf_fault *fault)
{
    const cf_profile profile = cf_record_profile(record);
    return profile == CF_PROFILE_EG21
               ? CF_OK
               : cf_fault_set(fault, CF_ERR_UNSUPPORTED, "", 0,
                              "the record is of profile %s (%s); plain21 and counterfoil hold %s",
                              cf_profile_name(profile), cf_record_format(record),
                              cf_profile_name(CF_PROFILE_EG21));
}

cf_status cf_record_convert(const cf_record *record, cf_record_writer *writer,
                            cf_convert_note *note, void *context, cf_fault *fault)
{
    cf_status status = cf_record_convertible(record, fault);
    if (status != CF_OK) {
        return status;
    }
    conversion of = { .record = record,
                      .writer = writer,
                      .note = note,
                      .context = context,
                      .election = cf_arena_open(ARENA_OCTETS),
                      .scratch = cf_arena_open(ARENA_OCTETS),
                      .fault = fault };
    cf_pile_open(&of.ids, CF_WRITE_KEY_OCTETS);
    status =
        of.election != NULL && of.scratch != NULL
            ? convert(&of)
            : cf_fault_set(fault, CF_ERR_MEMORY, "", 0, "there is no memory to convert a record");
    cf_pile_close(&of.ids);
    cf_arena_close(of.election);
    cf_arena_close(of.scratch);
    return status;
}
