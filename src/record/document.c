/*
 * record/document.c -- a small file is read with one call.
 */
#include "record/document.h"

/* Twice the file, so that its longest string fits half of the window. */
static size_t window_octets(uint64_t file_octets)
{
    if (file_octets >= CF_DOCUMENT_WINDOW_MAX / 2) {
        return CF_DOCUMENT_WINDOW_MAX;
    }
    size_t twice = 2 * (size_t)file_octets;
    return twice < CF_JSON_BUFFER_MIN ? CF_JSON_BUFFER_MIN : twice;
}

cf_status cf_document_open(cf_document **document, const cf_record *record, const char *name,
                           uint64_t octets_max, cf_arena *arena, cf_fault *fault)
{
    cf_file file;
    cf_status status = cf_file_open(&file, &record->folder, name, fault);
    if (status != CF_OK) {
        return status;
    }

    size_t octets = window_octets(file.size);
    cf_document *opened = cf_arena_take(arena, 1, sizeof *opened);
    uint8_t *window = cf_arena_take(arena, octets, 1);
    if (opened == NULL || window == NULL) {
        cf_file_close(&file);
        return cf_fault_set(fault, CF_ERR_MEMORY, name, 0, "there is no memory to read the file");
    }
    opened->file = file;
    cf_json_open_file(&opened->json, name, &opened->file, octets_max, window, octets);
    /* Opening an egk record reads constants.json before the dialect is known; octets there are base16. */
    opened->reading =
        (cf_reading){ .json = &opened->json,
                      .arena = arena,
                      .code = record->format == NULL ? CF_CODE_HEX : record->format->code };
    *document = opened;
    return CF_OK;
}

cf_status cf_document_close(cf_document *document, cf_fault *fault)
{
    cf_status status = cf_json_finish(&document->json, fault);
    cf_file_close(&document->file);
    return status;
}
