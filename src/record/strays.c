/*
 * record/strays.c -- the first hundred by name, the rest by number.
 *
 * A folder lists its entries in an order of its own.  The kept ones are in the order of their
 * names, and one that comes before the last of a hundred takes that one's room: what is kept
 * depends on the names alone.
 */
#include "record/strays.h"

#include <stdio.h>

enum { FILE_OCTETS = 1024 }; /* a folder and a name in it are shorter */

static int order(const cf_fault *a, const cf_fault *b)
{
    const int files = strcmp(a->file, b->file);
    return files != 0 ? files : strcmp(a->what, b->what);
}

/* Room for one more; when there is none, that of the last. */
static cf_fault *take_room(cf_record *record)
{
    cf_strays *strays = &record->strays;
    if (strays->kept == CF_STRAYS_KEPT) {
        return strays->faults[--strays->kept];
    }
    return cf_arena_take(record->arena, 1, sizeof(cf_fault));
}

cf_status cf_strays_add_fault(cf_record *record, const cf_fault *stray, cf_fault *fault)
{
    cf_strays *strays = &record->strays;
    strays->count++;
    if (strays->kept == CF_STRAYS_KEPT && order(stray, strays->faults[strays->kept - 1]) >= 0) {
        return CF_OK;
    }
    cf_fault *room = take_room(record);
    if (room == NULL) {
        return cf_fault_set(fault, CF_ERR_MEMORY, stray->file, 0,
                            "there is no memory to list the folder");
    }
    *room = *stray;
    size_t place = strays->kept++;
    for (; place > 0 && order(room, strays->faults[place - 1]) < 0; place--) {
        strays->faults[place] = strays->faults[place - 1];
    }
    strays->faults[place] = room;
    return CF_OK;
}

cf_status cf_strays_add(cf_record *record, const char *folder, const char *name, const char *what,
                        cf_fault *fault)
{
    char file[FILE_OCTETS];
    cf_fault stray;
    (void)snprintf(file, sizeof file, "%s%s%s", folder, folder[0] == '\0' ? "" : "/", name);
    (void)cf_fault_set(&stray, CF_ERR_SHAPE, file, 0, "%s", what);
    return cf_strays_add_fault(record, &stray, fault);
}

cf_status cf_record_visit_strays(const cf_record *record, cf_stray_visit *visit, void *context)
{
    const cf_strays *strays = &record->strays;
    for (size_t i = 0; i < strays->kept; i++) {
        cf_status status = visit(context, strays->faults[i]);
        if (status != CF_OK) {
            return status;
        }
    }
    if (strays->count == strays->kept) {
        return CF_OK;
    }
    cf_fault rest;
    (void)cf_fault_set(
        &rest, CF_ERR_SHAPE, "", 0,
        "there are %zu entries among the ballots that are not understood, of which %zu "
        "were named",
        strays->count, strays->kept);
    return visit(context, &rest);
}
