/*
 * record/counterfoil/codes.c -- codes/: from a confirmation code to the place of its ballot.
 */
#include "record/counterfoil/counterfoil.h"
#include "record/document.h"
#include "record/members.h"

cf_code_entry cf_counterfoil_code(cf_reading *reading, uint8_t room[CF_READING_ID_MAX])
{
    enum { BATCH, CODE, LINE };
    static const char *const names[] = { "batch", "code", "line" };
    static const cf_member_table table = { "an entry of the index", names, .count = 3,
                                           .required = 3 };

    cf_code_entry out = { 0 };
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        switch (members.at) {
        case BATCH:
            out.place.batch = cf_json_integer(reading->json, UINT64_MAX);
            break;
        case CODE:
            out.code = cf_reading_id(reading, room);
            break;
        default:
            out.place.line = cf_json_integer(reading->json, UINT64_MAX);
            break;
        }
    }
    return out;
}

/* A visit under way: of one file after another, in an arena that is emptied between them. */
typedef struct walk {
    const cf_record *record;
    cf_code_visit *visit;
    void *context;
    cf_arena *arena;
    cf_fault *fault;
} walk;

static cf_status visit_line(const walk *at, cf_line_list *list, const char *stem)
{
    uint8_t room[CF_READING_ID_MAX];
    cf_reading *reading = &list->document->reading;
    cf_code_entry entry = cf_counterfoil_code(reading, room);
    entry.file = list->label;
    entry.stem = stem;
    cf_status status = cf_json_finish(reading->json, at->fault);
    return status == CF_OK ? at->visit(at->context, &entry) : status;
}

static cf_status visit_lines(const walk *at, cf_line_list *list, const char *stem)
{
    for (;;) {
        bool has_line = false;
        cf_status status = cf_line_list_next(list, &has_line, at->fault);
        if (status != CF_OK || !has_line) {
            return status;
        }
        status = visit_line(at, list, stem);
        if (status != CF_OK) {
            return status;
        }
    }
}

static cf_status visit_file(const walk *at, uint32_t number)
{
    cf_arena_reset(at->arena);
    const char *name = cf_names_path(&at->record->codes, number, at->arena);
    cf_line_list list;
    if (name == NULL) {
        return cf_fault_set(at->fault, CF_ERR_MEMORY, "codes", 0,
                            "there is no memory for the name of a file");
    }
    cf_status status = cf_line_list_open(&list, at->record, name, "code", at->arena, at->fault);
    if (status != CF_OK) {
        return status;
    }
    status = visit_lines(at, &list, cf_names_stem(&at->record->codes, number));
    if (status == CF_OK && list.number == 0) {
        status =
            cf_fault_set(at->fault, CF_ERR_SHAPE, name, 0, "a file of the index without a line");
    }
    cf_line_list_close(&list);
    return status;
}

static cf_status visit_all(const walk *at)
{
    for (uint32_t i = 0; i < at->record->codes.count; i++) {
        cf_status status = visit_file(at, i);
        if (status != CF_OK) {
            return status;
        }
    }
    return CF_OK;
}

cf_status cf_counterfoil_visit_codes(const cf_record *record, cf_code_visit *visit, void *context,
                                     cf_fault *fault)
{
    if (record->codes.folder_count == 0) {
        return cf_fault_set(fault, CF_ERR_ABSENT, "codes", 0, "there is no index of codes");
    }
    walk at = { .record = record, .visit = visit, .context = context, .fault = fault };
    at.arena = cf_arena_open(CF_DOCUMENT_ARENA_OCTETS);
    if (at.arena == NULL) {
        return cf_fault_set(fault, CF_ERR_MEMORY, "codes", 0,
                            "there is no memory to read the index");
    }
    cf_status status = visit_all(&at);
    cf_arena_close(at.arena);
    return status;
}
