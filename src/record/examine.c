/*
 * record/examine.c -- a manifest by itself: which format is it, and what is wrong with it?
 *
 * The format is told by the members at the top, by majority, so that one slip does not make it
 * another format.
 */
#include "record/document.h"
#include "record/egk/egk.h"
#include "record/manifest_draft.h"
#include "record/plain21/plain21.h"

enum { SCRATCH_OCTETS = 1 << 16 };

/* Members that only egk has.  Both have contests and ballot_styles; plain21 alone has a label. */
static int egk_weight(cf_octets key)
{
    static const char *const egk[] = { "election_scope_id", "geopolitical_units", "candidates",
                                       "parties",           "spec_version",       "start_date",
                                       "end_date",          "contact_information" };
    for (size_t i = 0; i < sizeof egk / sizeof egk[0]; i++) {
        if (cf_json_key_is(key, egk[i])) {
            return 1;
        }
    }
    return cf_json_key_is(key, "label") ? -1 : 0;
}

/* What cannot be read as JSON is reported when it is read in earnest. */
static bool is_egk(cf_octets file, const char *name, cf_json *json, uint8_t *scratch)
{
    int weight = 0;
    cf_octets key;
    cf_json_open_octets(json, name, file, scratch, SCRATCH_OCTETS);
    cf_json_object(json);
    while (cf_json_member(json, &key)) {
        weight += egk_weight(key);
        cf_json_skip(json);
    }
    return weight > 0;
}

cf_status cf_manifest_examine(const cf_folder *folder, const char *name, cf_arena *arena,
                              cf_manifest_complain *complain, void *context, size_t *complaints,
                              const char **format, cf_fault *fault)
{
    cf_octets file;
    cf_status status =
        cf_file_read_whole(folder, name, CF_DOCUMENT_OCTETS_MAX, arena, &file, fault);
    if (status != CF_OK) {
        return status;
    }
    cf_json *json = cf_arena_take(arena, 1, sizeof *json);
    uint8_t *scratch = cf_arena_take(arena, SCRATCH_OCTETS, 1);
    if (json == NULL || scratch == NULL) {
        return cf_fault_set(fault, CF_ERR_MEMORY, name, 0, "there is no memory for the manifest");
    }

    bool egk = is_egk(file, name, json, scratch);
    cf_complaints heard = { .file = name, .complain = complain, .context = context };
    status = cf_manifest_document(file, egk ? cf_egk_read_manifest : cf_plain21_manifest, arena,
                                  &heard, NULL, fault);
    if (status == CF_OK) {
        *complaints = heard.count;
        *format = egk ? "egk" : "plain21";
    }
    return status;
}

cf_status cf_manifest_parse(cf_octets file, const char *name, cf_arena *arena, cf_manifest *out,
                            cf_fault *fault)
{
    cf_complaints complaints = { .file = name };
    return cf_manifest_document(file, cf_plain21_manifest, arena, &complaints, out, fault);
}
