/*
 * record/egk/open.c -- is it egk, in which dialect, and which ballots are there?
 *
 * Opening reads two small files: constants.json tells the dialect and the group, and
 * election_config.json whether each device has to list its ballots.
 */
#include "record/egk/files.h"
#include "record/listing.h"

/* Two small files, and the names of the devices' folders. */
#define OPEN_ARENA_OCTETS (UINT64_C(1) << 28)

static cf_status no_memory(cf_fault *fault, const char *file)
{
    return cf_fault_set(fault, CF_ERR_MEMORY, file, 0, "there is no memory to read the file");
}

static bool detect(const cf_store *store)
{
    return cf_store_has_file(store, CF_EGK_CONSTANTS_FILE)
           && (cf_store_has_file(store, CF_EGK_CONFIG_FILE)
               || cf_store_has_file(store, CF_EGK_KEYS_FILE));
}

static cf_status tell_dialect(cf_record *record, cf_arena *scratch, cf_fault *fault)
{
    cf_egk_constants constants;
    cf_status status = cf_egk_read_constants_file(record, scratch, &constants, fault);
    if (status != CF_OK) {
        return status;
    }
    if (!constants.is_integer_group) {
        return cf_fault_set(fault, CF_ERR_UNSUPPORTED, CF_EGK_CONSTANTS_FILE, 0,
                            "the record is in format egk-ec over the group %.*s, which is not "
                            "supported",
                            constants.name.at == NULL ? 1 : (int)constants.name.len,
                            constants.name.at == NULL ? "?" : (const char *)constants.name.at);
    }
    record->format = constants.dialect == CF_CODE_BASE64 ? &cf_egk_ec_format : &cf_egk_kmp_format;
    return CF_OK;
}

/*
 * A configuration that cannot be read is told to who asks for the parameters, or for the devices.
 */
static void tell_chained(cf_record *record, cf_arena *scratch)
{
    cf_parameters parameters = { 0 };
    if (cf_egk_read_config_file(record, scratch, &parameters, NULL) == CF_OK) {
        record->chained = parameters.chaining ? CF_CHAINED_YES : CF_CHAINED_NO;
    }
}

/*
 * In the byte order of their names, after the older layout's ballots, which stand beside the
 * folders.
 */
static cf_status list_device_folders(cf_record *record, const cf_names *folders, const char *list,
                                     cf_fault *fault)
{
    for (uint32_t i = 0; i < folders->count; i++) {
        const char *path = cf_arena_print(record->arena, "%s/%s", CF_EGK_BALLOTS_FOLDER,
                                          cf_names_stem(folders, i));
        if (path == NULL) {
            return no_memory(fault, CF_EGK_BALLOTS_FOLDER);
        }
        cf_status status = cf_listing_read(record, &record->ballots.names, path, list, NULL, fault);
        if (status != CF_OK) {
            return status;
        }
    }
    return CF_OK;
}

static cf_status list_ballots(cf_record *record, cf_arena *scratch, cf_fault *fault)
{
    /* Where codes are not chained, a list of a chain is nothing that we understand. */
    const char *list = record->chained == CF_CHAINED_NO ? NULL : CF_EGK_CHAIN_FILE;
    cf_names folders = { .arena = scratch, .prefix = "", .suffix = "" };
    cf_status status = cf_names_start_folder(&folders, "", fault);
    if (status == CF_OK) {
        status = cf_listing_read(record, &record->ballots.names, CF_EGK_BALLOTS_FOLDER, list,
                                 &folders, fault);
    }
    if (status == CF_OK) {
        status = cf_names_seal(&folders, fault);
    }
    return status == CF_OK ? list_device_folders(record, &folders, list, fault) : status;
}

static cf_status open_with(cf_record *record, cf_arena *scratch, cf_fault *fault)
{
    cf_status status = tell_dialect(record, scratch, fault);
    if (status != CF_OK) {
        return status;
    }
    tell_chained(record, scratch);
    status = list_ballots(record, scratch, fault);
    if (status == CF_OK) {
        status =
            cf_listing_read(record, &record->opened.names, "challenged_ballots", NULL, NULL, fault);
    }
    return status;
}

static cf_status open_record(cf_record *record, cf_fault *fault)
{
    record->ballots.names =
        (cf_names){ .arena = record->arena, .prefix = "eballot-", .suffix = ".json" };
    record->opened.names =
        (cf_names){ .arena = record->arena, .prefix = "dballot-", .suffix = ".json" };

    cf_arena *scratch = cf_arena_open(OPEN_ARENA_OCTETS);
    if (scratch == NULL) {
        return no_memory(fault, CF_EGK_CONSTANTS_FILE);
    }
    cf_status status = open_with(record, scratch, fault);
    cf_arena_close(scratch);
    return status;
}

const cf_format_family cf_egk_family = {
    .looked_for = "constants.json with election_config.json or election_initialized.json",
    .detect = detect,
    .open = open_record
};
