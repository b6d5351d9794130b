/*
 * record/counterfoil/format.c -- the files of the format, and which reader reads which.
 */
#include "record/counterfoil/counterfoil.h"
#include "record/document.h"
#include "record/listing.h"
#include "record/members.h"
#include "record/plain21/plain21.h"

#define ELECTION_FILE     "counterfoil.json"
#define CODES_FOLDER      "codes"
#define OPENED_DATA       "contest_data"
#define OPEN_ARENA_OCTETS ((size_t)1 << 28)

static cf_ballot ballot(cf_reading *reading, const cf_manifest *manifest, const char *folder)
{
    (void)folder;
    return cf_plain21_weighed_ballot(reading, manifest);
}

/* --- lists --- */

void cf_counterfoil_devices(cf_reading *reading, const cf_device_visitor *visitor)
{
    static const char *const names[] = { "devices" };
    static const cf_member_table table = { "the list of devices", names, .count = 1,
                                           .required = 1 };
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        cf_plain21_devices(reading, visitor);
    }
}

static cf_status visit_devices(const cf_record *record, const cf_device_visitor *visitor,
                               cf_arena *scratch, cf_fault *fault)
{
    cf_list_document list;
    cf_status status = cf_list_document_open(&list, record, "devices.json", scratch, fault);
    if (status != CF_OK) {
        return status;
    }
    cf_counterfoil_devices(&list.document->reading, visitor);
    return cf_list_document_close(&list, fault);
}

/* A visit of opened contest data under way. */
typedef struct data_walk {
    const cf_record *record;
    cf_opened_data_visit *visit;
    void *context;
    cf_arena *own;
    cf_arena *scratch;
    size_t position;
    cf_fault *fault;
} data_walk;

static cf_status visit_data_lines(data_walk *at, cf_line_list *list)
{
    for (;;) {
        bool has_line = false;
        cf_status status = cf_line_list_next(list, &has_line, at->fault);
        if (status != CF_OK || !has_line) {
            return status;
        }
        if (list->number > CF_LINES_OF_BATCH_MAX) {
            return cf_fault_set(at->fault, CF_ERR_LIMIT, list->label, 0,
                                "a batch of more than %d lines", CF_LINES_OF_BATCH_MAX);
        }
        cf_arena_reset(at->scratch);
        cf_reading *reading = &list->document->reading;
        const cf_opened_data data = cf_plain21_opened_datum(reading);
        status = cf_json_finish(reading->json, at->fault);
        if (status == CF_OK) {
            status = at->visit(at->context, at->position++, &data);
        }
        if (status != CF_OK) {
            return status;
        }
    }
}

static cf_status visit_data_batch(data_walk *at, uint32_t batch)
{
    char name[CF_BATCH_NAME_MAX];
    cf_line_list list;
    cf_batch_name(name, OPENED_DATA, CF_BATCH_LINES, batch);
    cf_arena_reset(at->own);
    cf_status status = cf_line_list_open(&list, at->record, name, OPENED_DATA, at->own, at->fault);
    if (status != CF_OK) {
        return status;
    }
    list.document->reading.arena = at->scratch;
    status = visit_data_lines(at, &list);
    cf_line_list_close(&list);
    return status;
}

static cf_status visit_opened_data(const cf_record *record, cf_opened_data_visit *visit,
                                   void *context, cf_arena *scratch, cf_fault *fault)
{
    if (record->opened_data_count == 0) {
        return cf_fault_set(fault, CF_ERR_ABSENT, OPENED_DATA, 0,
                            "there is no decrypted contest data");
    }
    data_walk at = { .record = record,
                     .visit = visit,
                     .context = context,
                     .own = cf_arena_open(CF_DOCUMENT_ARENA_OCTETS),
                     .scratch = scratch,
                     .fault = fault };
    if (at.own == NULL) {
        return cf_fault_set(fault, CF_ERR_MEMORY, OPENED_DATA, 0,
                            "there is no memory to read the file");
    }
    cf_status status = CF_OK;
    for (uint32_t i = 1; i <= record->opened_data_count && status == CF_OK; i++) {
        status = visit_data_batch(&at, i);
    }
    cf_arena_close(at.own);
    return status;
}

/* --- the format --- */

static const cf_line_file line_files[] = {
    { ELECTION_FILE, "election" },
    { "keys.json", "keys" },
    { "devices.json", "devices" },
    { "tally.json", "tally" },
};

static const cf_format format = {
    .name = "counterfoil",
    .profile = CF_PROFILE_EG21,
    .code = CF_CODE_HEX,
    .line_files = line_files,
    .line_file_count = sizeof line_files / sizeof line_files[0],
    .keys_file = "keys.json",
    .encrypted_tally_file = "tally.json",
    .encrypted_tally_octets_max = CF_TALLY_OCTETS_MAX,
    .decrypted_tally_file = "tally.json",
    .keys = cf_plain21_keys,
    .encrypted_tally = cf_plain21_encrypted_tally,
    .decrypted_tally = cf_plain21_decrypted_tally,
    .ballot = ballot,
    .opened = cf_plain21_opened,
    .manifest = cf_plain21_manifest,
    .parameters_file = ELECTION_FILE,
    .parameters = cf_plain21_parameters,
    .visit_devices = visit_devices,
    .visit_opened_data = visit_opened_data,
    .visit_codes = cf_counterfoil_visit_codes,
};

static bool detect(const cf_store *store)
{
    return cf_store_has_file(store, ELECTION_FILE);
}

/* --- opening --- */

/*
 * A version that we do not know is said before anything is read as if we did.  What else is wrong
 * with the file is told to who asks for the parameters.
 */
static cf_status check_version(const cf_record *record, cf_fault *fault)
{
    static const char *const names[] = { "spec_version" }; /* a claim, for check 1.A */
    static const cf_member_table table = { "the parameters", names, .count = 1, .required = 0 };
    cf_arena *own = cf_arena_open(OPEN_ARENA_OCTETS);
    cf_document *document;
    cf_fault found = { 0 };
    cf_status status = own == NULL ? CF_ERR_MEMORY
                                   : cf_document_open(&document, record, ELECTION_FILE,
                                                      CF_DOCUMENT_OCTETS_MAX, own, &found);
    if (status == CF_OK) {
        cf_members members = cf_members_open(&document->reading, &table);
        while (cf_members_next(&document->reading, &members)) {
            cf_json_skip(&document->json);
        }
        status = cf_document_close(document, &found);
    }
    cf_arena_close(own);
    if (status == CF_ERR_UNSUPPORTED || status == CF_ERR_MEMORY) {
        return cf_fault_set(fault, status, ELECTION_FILE, found.offset, "%s", found.what);
    }
    return CF_OK;
}

static cf_status list_codes(cf_record *record, cf_fault *fault)
{
    record->codes = (cf_names){ .arena = record->arena, .prefix = "", .suffix = ".jsonl" };
    cf_status status = cf_listing_read(record, &record->codes, CODES_FOLDER, NULL, NULL, fault);
    return status == CF_OK ? cf_names_seal(&record->codes, fault) : status;
}

static cf_status open_record(cf_record *record, cf_fault *fault)
{
    record->format = &format;
    record->ballots.object = "ballot";
    record->opened.object = "challenged";
    cf_batch_form form = CF_BATCH_LINES;
    cf_status status = check_version(record, fault);
    if (status == CF_OK) {
        status = cf_listing_batch_form(record, "ballots", &form, fault);
    }
    if (status == CF_OK) {
        status = cf_lines_read(&record->ballots.lines, record, "ballots", form, fault);
    }
    if (status == CF_OK) {
        status = cf_lines_read(&record->opened.lines, record, "challenged", CF_BATCH_LINES, fault);
    }
    if (status == CF_OK) {
        status = cf_listing_count_batches(record, OPENED_DATA, CF_BATCH_LINES,
                                          &record->opened_data_count, fault);
    }
    return status == CF_OK ? list_codes(record, fault) : status;
}

const cf_format_family cf_counterfoil_family = { .looked_for = ELECTION_FILE,
                                                 .detect = detect,
                                                 .open = open_record };
