/*
 * record/complaints.c -- everything that leaves here has been made showable once.
 */
#include "record/complaints.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

static void keep_as_fault(cf_complaints *complaints, const cf_manifest_complaint *complaint)
{
    complaints->grave = true;
    (void)cf_fault_set(&complaints->first, CF_ERR_SHAPE, complaints->file, complaint->offset,
                       "%s: expected %s, found %s%s%s%s", complaint->path, complaint->expected,
                       complaint->found,
                       complaint->nearest[0] == '\0' ? "" : " (near: ", complaint->nearest,
                       complaint->nearest[0] == '\0' ? "" : ")");
}

bool cf_complaints_hear(const cf_complaints *complaints, cf_gravity gravity)
{
    return gravity == CF_GRAVE || complaints->complain != NULL;
}

bool cf_complaints_full(const cf_complaints *complaints)
{
    return complaints->complain == NULL ? complaints->grave
                                        : complaints->count >= CF_COMPLAINTS_MAX;
}

bool cf_complaints_want_nearest(const cf_complaints *complaints)
{
    return complaints->count < CF_COMPLAINT_NEAREST_MAX;
}

static void refuse_when_full(cf_complaints *complaints)
{
    if (complaints->json != NULL && cf_complaints_full(complaints)) {
        cf_json_refuse(complaints->json, CF_ERR_LIMIT, "there are more than %d complaints",
                       CF_COMPLAINTS_MAX);
    }
}

void cf_complain(cf_complaints *complaints, cf_gravity gravity, uint64_t offset, const char *tail,
                 const char *expected, cf_octets found, const char *nearest)
{
    if (!cf_complaints_hear(complaints, gravity)) {
        return;
    }
    char path[CF_COMPLAINT_PATH_MAX + CF_COMPLAINT_TEXT_MAX];
    (void)snprintf(path, sizeof path, "%s%s", complaints->path, tail);

    char shown_path[CF_COMPLAINT_PATH_MAX];
    char shown_found[CF_COMPLAINT_TEXT_MAX];
    char shown_nearest[CF_COMPLAINT_TEXT_MAX];
    cf_utf8_for_people(shown_path, sizeof shown_path, cf_octets_of_text(path));
    cf_utf8_for_people(shown_found, sizeof shown_found, found);
    cf_utf8_for_people(shown_nearest, sizeof shown_nearest, cf_octets_of_text(nearest));

    cf_manifest_complaint complaint = { .offset = offset,
                                        .path = shown_path[0] == '\0' ? "the manifest" : shown_path,
                                        .expected = expected,
                                        .found = shown_found,
                                        .nearest = shown_nearest };
    complaints->count++;
    if (gravity == CF_GRAVE && !complaints->grave) {
        keep_as_fault(complaints, &complaint);
    }
    if (complaints->complain != NULL) {
        complaints->complain(complaints->context, &complaint);
    }
    refuse_when_full(complaints);
}

size_t cf_path_mark(const cf_complaints *complaints)
{
    return strlen(complaints->path);
}

void cf_path_member(cf_complaints *complaints, const char *name)
{
    size_t mark = cf_path_mark(complaints);
    (void)snprintf(complaints->path + mark, sizeof complaints->path - mark, "%s%s",
                   mark == 0 ? "" : ".", name);
}

void cf_path_element(cf_complaints *complaints, size_t position)
{
    size_t mark = cf_path_mark(complaints);
    (void)snprintf(complaints->path + mark, sizeof complaints->path - mark, "[%zu]", position);
}

void cf_path_back(cf_complaints *complaints, size_t mark)
{
    complaints->path[mark] = '\0';
}
