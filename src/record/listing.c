/*
 * record/listing.c -- every entry is a name, a folder that was asked for, or a stray.
 */
#include "record/listing.h"

#include "base/utf8.h"
#include "record/strays.h"

#include <string.h>

typedef struct listing {
    cf_record *record;
    cf_names *names;
    const char *path;
    const char *list;
    cf_names *folders;
    cf_fault *fault;
} listing;

/* Printable, and no longer than a name may be.  The length check keeps cf_names_add's promise. */
static bool is_plain(cf_octets stem)
{
    if (stem.len == 0 || stem.len > CF_NAME_STEM_MAX || !cf_utf8_valid(stem)) {
        return false;
    }
    for (size_t i = 0; i < stem.len; i++) {
        if (stem.at[i] < 0x20 || stem.at[i] == 0x7f) {
            return false;
        }
    }
    return true;
}

/* The stem of a name, or an empty span when it is no name of this list. */
static cf_octets stem_of(const cf_names *names, const char *name)
{
    size_t len = strlen(name);
    size_t prefix = strlen(names->prefix);
    size_t suffix = strlen(names->suffix);
    if (len <= prefix + suffix || memcmp(name, names->prefix, prefix) != 0
        || strcmp(name + len - suffix, names->suffix) != 0) {
        return cf_octets_of(name, 0);
    }
    return cf_octets_of(name + prefix, len - prefix - suffix);
}

static cf_status visit_file(listing *at, const char *name)
{
    if (at->list != NULL && strcmp(name, at->list) == 0) {
        at->names->folders[at->names->folder_count - 1].has_list = true;
        return CF_OK;
    }
    cf_octets stem = stem_of(at->names, name);
    if (is_plain(stem)) {
        return cf_names_add(at->names, stem, at->fault);
    }
    return cf_strays_add(at->record, at->path, name, "the name is not that of a ballot here",
                         at->fault);
}

static cf_status visit_folder(listing *at, const char *name)
{
    cf_octets stem = cf_octets_of_text(name);
    if (at->folders != NULL && is_plain(stem)) {
        return cf_names_add(at->folders, stem, at->fault);
    }
    return cf_strays_add(at->record, at->path, name, "a folder stands where only ballots are",
                         at->fault);
}

static cf_status visit(void *context, const char *name, char kind)
{
    listing *at = context;
    switch (kind) {
    case 'f':
        return visit_file(at, name);
    case 'd':
        return visit_folder(at, name);
    default:
        return cf_strays_add(at->record, at->path, name,
                             "a link or a device stands where only files are", at->fault);
    }
}

cf_status cf_listing_find(cf_record *record, const char *path, cf_fault *fault)
{
    cf_status status = cf_store_find_folder(&record->store, path, fault);
    if (status == CF_ERR_UNSUPPORTED) {
        status = cf_strays_add(record, "", path, "a folder of ballots is expected here", fault);
        return status == CF_OK ? CF_ERR_ABSENT : status;
    }
    return status;
}

cf_status cf_listing_read(cf_record *record, cf_names *names, const char *path, const char *list,
                          cf_names *folders, cf_fault *fault)
{
    cf_status status = cf_listing_find(record, path, fault);
    if (status != CF_OK) {
        return status == CF_ERR_ABSENT ? CF_OK : status;
    }
    listing at = { .record = record,
                   .names = names,
                   .path = path,
                   .list = list,
                   .folders = folders,
                   .fault = fault };
    status = cf_names_start_folder(names, path, fault);
    return status == CF_OK ? cf_store_list(&record->store, path, visit, &at, fault) : status;
}
