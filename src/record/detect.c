/*
 * record/detect.c -- formats are told by the names of their files.
 *
 * A new format is one line in `families`, its part of the two faults that say what was looked for,
 * and one folder; one that is only known by name is one line in `others`.
 */
#include "record/detect.h"

#include "record/counterfoil/counterfoil.h"
#include "record/egk/egk.h"
#include "record/plain21/plain21.h"

#include <string.h>

static const cf_format_family *const families[] = { &cf_counterfoil_family, &cf_plain21_family,
                                                    &cf_egk_family };
enum { FAMILIES = sizeof families / sizeof families[0] };
_Static_assert(FAMILIES == 3, "none_known and cf_detect_file name every family");

enum { SIGNS_MAX = 3 };

/*
 * Formats that we can name and do not read.  A folder is of that format when all of its signs are
 * there.
 */
typedef struct other_format {
    const char *name;
    const char *signs[SIGNS_MAX];
} other_format;

static const other_format others[] = {
    { "electionguard-rust", { "election_parameters.json", "election_manifest.json" } },
    { "electionguard-rust", { "public/election_parameters.json" } },
    { "ElectionGuard 1.91", { "constants.json", "context.json", "coefficients.json" } },
    { "ElectionGuard 1.91", { "sample/constants.json", "sample/context.json" } },
    { "EGRF", { "setup/header.binpb" } },
    { "EGRF", { "setup/header.jsonl" } },
    { "Helios", { "election.json", "trustees.json", "voters.json" } },
};
enum { OTHERS = sizeof others / sizeof others[0] };

static bool has_signs(const cf_store *store, const other_format *other)
{
    for (size_t i = 0; i < SIGNS_MAX && other->signs[i] != NULL; i++) {
        if (!cf_store_has_file(store, other->signs[i])) {
            return false;
        }
    }
    return true;
}

static bool ends_in(const char *name, const char *suffix)
{
    size_t len = strlen(name);
    size_t suffix_len = strlen(suffix);
    return len >= suffix_len && strcmp(name + len - suffix_len, suffix) == 0;
}

static cf_status look_for_archive(void *context, const char *name, char kind)
{
    bool *found = context;
    *found = *found || (kind == 'f' && ends_in(name, ".bel"));
    return CF_OK;
}

static bool has_belenios_archive(const cf_store *store)
{
    bool found = false;
    return cf_store_list(store, "", look_for_archive, &found, NULL) == CF_OK && found;
}

static const char *name_of_other(const cf_store *store)
{
    for (size_t i = 0; i < OTHERS; i++) {
        if (has_signs(store, &others[i])) {
            return others[i].name;
        }
    }
    return has_belenios_archive(store) ? "Belenios" : NULL;
}

static cf_status not_read(const char *name, cf_fault *fault)
{
    return cf_fault_set(fault, CF_ERR_UNSUPPORTED, "", 0,
                        "the record is in format %s, which is recognised but not supported", name);
}

static cf_status none_known(cf_fault *fault)
{
    return cf_fault_set(fault, CF_ERR_UNSUPPORTED, "", 0,
                        "no record of a known format is here: looked for %s, for %s, and for %s",
                        families[0]->looked_for, families[1]->looked_for, families[2]->looked_for);
}

cf_status cf_detect(const cf_store *store, const cf_format_family **family, cf_fault *fault)
{
    const char *other = name_of_other(store);
    if (other != NULL) {
        return not_read(other, fault);
    }
    const cf_format_family *found = NULL;
    for (size_t i = 0; i < FAMILIES; i++) {
        if (!families[i]->detect(store)) {
            continue;
        }
        if (found != NULL) {
            return cf_fault_set(fault, CF_ERR_SHAPE, "", 0,
                                "the record could be read in two ways: it has %s, and it has %s",
                                found->looked_for, families[i]->looked_for);
        }
        found = families[i];
    }
    if (found == NULL) {
        return none_known(fault);
    }
    *family = found;
    return CF_OK;
}

bool cf_detect_archive(const char *path, const cf_file *file)
{
    return !ends_in(path, ".bel") && (ends_in(path, ".tar") || cf_tar_looks_like(file));
}

cf_status cf_detect_file(const char *path, cf_fault *fault)
{
    if (ends_in(path, ".bel")) {
        return not_read("Belenios", fault);
    }
    return cf_fault_set(
        fault, CF_ERR_UNSUPPORTED, "", 0,
        "a record of a known format is a folder or a .tar with %s, with %s, or with %s",
        families[0]->looked_for, families[1]->looked_for, families[2]->looked_for);
}
