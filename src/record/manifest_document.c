/*
 * record/manifest_document.c -- from the octets of a manifest to complaints, and to a manifest if
 * there are none that are grave.
 *
 * The file is held whole, because its exact octets are hashed.
 */
#include "record/document.h"
#include "record/manifest_draft.h"

enum { SCRATCH_OCTETS = 1 << 16 }; /* the longest text with escapes in it */

static cf_status no_memory(cf_fault *fault, const char *file)
{
    return cf_fault_set(fault, CF_ERR_MEMORY, file, 0, "there is no memory for the manifest");
}

static cf_status read_draft(cf_octets file, cf_draft_read *read, cf_arena *arena,
                            cf_complaints *complaints, cf_draft *draft, cf_fault *fault)
{
    cf_json *json = cf_arena_take(arena, 1, sizeof *json);
    uint8_t *scratch = cf_arena_take(arena, SCRATCH_OCTETS, 1);
    if (json == NULL || scratch == NULL) {
        return no_memory(fault, complaints->file);
    }
    cf_json_open_octets(json, complaints->file, file, scratch, SCRATCH_OCTETS);
    cf_reading reading = { .json = json, .arena = arena, .complaints = complaints };
    complaints->json = json;
    complaints->document = file;
    read(&reading, draft);
    complaints->json = NULL;
    return cf_json_finish(json, fault);
}

static cf_status first_grave(const cf_complaints *complaints, cf_fault *fault)
{
    if (fault != NULL) {
        *fault = complaints->first;
    }
    return complaints->first.status;
}

cf_status cf_manifest_document(cf_octets file, cf_draft_read *read, cf_arena *arena,
                               cf_complaints *complaints, cf_manifest *manifest, cf_fault *fault)
{
    cf_draft draft = { 0 };
    cf_status status = read_draft(file, read, arena, complaints, &draft, fault);
    if (status == CF_OK && !cf_complaints_full(complaints)) {
        complaints->path[0] = '\0';
        status = cf_draft_judge(&draft, complaints);
        if (status != CF_OK) {
            return no_memory(fault, complaints->file);
        }
    }
    if (manifest == NULL) {
        return status;
    }
    if (complaints->grave) {
        return first_grave(complaints, fault);
    }
    if (status == CF_OK && cf_draft_build(&draft, file, arena, manifest) != CF_OK) {
        return no_memory(fault, complaints->file);
    }
    return status;
}

cf_status cf_manifest_read_file(const cf_store *store, const char *name, cf_draft_read *read,
                                cf_arena *arena, cf_manifest *manifest, cf_fault *fault)
{
    cf_octets file;
    cf_status status =
        cf_store_read_whole(store, name, CF_DOCUMENT_OCTETS_MAX, arena, &file, fault);
    if (status != CF_OK) {
        return status;
    }
    cf_complaints complaints = { .file = name };
    return cf_manifest_document(file, read, arena, &complaints, manifest, fault);
}
