/*
 * record/egk/lists.c -- what may be as long as the record: the devices' chains, and the ids of the
 * ballots in the tally.
 *
 * Each is read in an arena of its own, so that nothing of it is left when it is over.
 */
#include "record/egk/files.h"

#include <string.h>

static cf_status no_memory(cf_fault *fault, const char *file)
{
    return cf_fault_set(fault, CF_ERR_MEMORY, file, 0, "there is no memory to read the file");
}

bool cf_egk_lists_devices(const cf_record *record)
{
    return record->chained != CF_CHAINED_NO;
}

static cf_status no_chain_file(const char *file, cf_fault *fault)
{
    return cf_fault_set(fault, CF_ERR_ABSENT, file, 0,
                        "codes are chained, but the list of this device's ballots is not there");
}

/*
 * A visit under way.  It stands between the reader and the visitor, to know when the latter wants
 * no more.
 */
typedef struct walk {
    const cf_record *record;
    const cf_device_visitor *visitor;
    cf_arena *own;
    cf_arena *scratch;
    cf_status stop; /* what the visitor returned that was not CF_OK */
} walk;

static cf_status pass_ballot(void *context, size_t device, size_t position, cf_octets id)
{
    walk *at = context;
    at->stop = at->visitor->ballot(at->visitor->context, device, position, id);
    return at->stop;
}

static cf_status visit_chain(walk *at, const cf_name_folder *folder, size_t number,
                             const char *file, cf_fault *fault)
{
    cf_document *document;
    cf_status status =
        cf_document_open(&document, at->record, file, CF_LIST_OCTETS_MAX, at->own, fault);
    if (status != CF_OK) {
        return status;
    }
    document->reading.arena = at->scratch;
    const cf_device_visitor passing = { .context = at, .ballot = pass_ballot };
    cf_device device = cf_egk_read_chain(&document->reading, &passing, number);
    device.folder = cf_egk_device_folder(folder->path);
    device.file = file;
    status = cf_document_close(document, fault);
    if (status == CF_OK) {
        at->stop = at->visitor->device(at->visitor->context, number, &device);
    }
    return status;
}

/* A folder of ballots is a device, and so is one that holds only a list. */
static bool is_device(const cf_name_folder *folder)
{
    return folder->count > 0 || folder->has_list
           || strcmp(folder->path, CF_EGK_BALLOTS_FOLDER) != 0;
}

static cf_status visit_device(walk *at, const cf_name_folder *folder, size_t number,
                              cf_fault *fault)
{
    cf_arena_reset(at->own);
    const char *file = cf_arena_print(at->scratch, "%s/%s", folder->path, CF_EGK_CHAIN_FILE);
    if (file == NULL) {
        return no_memory(fault, folder->path);
    }
    return folder->has_list ? visit_chain(at, folder, number, file, fault)
                            : no_chain_file(file, fault);
}

/* What is wrong with one device's list does not keep the others from being visited. */
static cf_status visit_all(walk *at, cf_fault *fault)
{
    cf_status first = CF_OK;
    size_t number = 0;
    for (size_t i = 0; i < at->record->ballots.names.folder_count; i++) {
        const cf_name_folder *folder = &at->record->ballots.names.folders[i];
        if (!is_device(folder)) {
            continue;
        }
        cf_status status = visit_device(at, folder, number, first == CF_OK ? fault : NULL);
        if (at->stop != CF_OK) {
            return cf_fault_set(fault, at->stop, folder->path, 0,
                                "who was told this stopped the reading");
        }
        if (first == CF_OK) {
            first = status;
        }
        number++;
    }
    return first;
}

static cf_status check_chained(const cf_record *record, cf_arena *own, cf_fault *fault)
{
    if (record->chained == CF_CHAINED_UNKNOWN) {
        cf_parameters ignored = { 0 };
        cf_status status = cf_egk_read_config_file(record, own, &ignored, fault);
        return status != CF_OK ? status
                               : cf_fault_set(fault, CF_ERR_IO, CF_EGK_CONFIG_FILE, 0,
                                              "the file changed while the record was read");
    }
    if (record->chained == CF_CHAINED_NO) {
        return cf_fault_set(fault, CF_ERR_ABSENT, CF_EGK_CONFIG_FILE, 0,
                            "codes are not chained, so no device lists its ballots");
    }
    return CF_OK;
}

cf_status cf_egk_visit_devices(const cf_record *record, const cf_device_visitor *visitor,
                               cf_arena *scratch, cf_fault *fault)
{
    cf_arena *own = cf_arena_open(CF_DOCUMENT_ARENA_OCTETS);
    if (own == NULL) {
        return no_memory(fault, CF_EGK_CHAIN_FILE);
    }
    cf_status status = check_chained(record, own, fault);
    if (status == CF_OK) {
        walk at = { .record = record, .visitor = visitor, .own = own, .scratch = scratch };
        status = visit_all(&at, fault);
    }
    cf_arena_close(own);
    return status;
}

static cf_status visit_ids(const cf_record *record, cf_ballot_id_visit *visit, void *context,
                           cf_arena *own, cf_fault *fault)
{
    cf_document *document;
    cf_status status = cf_document_open(&document, record, CF_EGK_ENCRYPTED_TALLY_FILE,
                                        CF_LIST_OCTETS_MAX, own, fault);
    if (status != CF_OK) {
        return status;
    }
    bool has_list = false;
    cf_egk_read_cast_ids(&document->reading, visit, context, &has_list);
    status = cf_document_close(document, fault);
    if (status == CF_OK && !has_list) {
        status = cf_fault_set(fault, CF_ERR_ABSENT, CF_EGK_ENCRYPTED_TALLY_FILE, 0,
                              "the tally does not list its ballots (\"cast_ballot_ids\")");
    }
    return status;
}

cf_status cf_egk_visit_cast_ids(const cf_record *record, cf_ballot_id_visit *visit, void *context,
                                cf_fault *fault)
{
    cf_arena *own = cf_arena_open(CF_DOCUMENT_ARENA_OCTETS);
    if (own == NULL) {
        return no_memory(fault, CF_EGK_ENCRYPTED_TALLY_FILE);
    }
    cf_status status = visit_ids(record, visit, context, own, fault);
    cf_arena_close(own);
    return status;
}
