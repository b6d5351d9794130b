/*
 * record/document.c -- a small file is read with one call.
 */
#include "record/document.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* A piece of a file that is one document. */
typedef struct piece {
    const char *label;  /* for faults */
    cf_file *file;      /* narrowed to it; the document's to close when all went well */
    uint64_t offset;    /* of the piece in the file */
    const char *object; /* a line that says that it is one; NULL: plain JSON */
    uint64_t octets_max;
} piece;

/* Twice the file, so that its longest string fits half of the window. */
static size_t window_octets(uint64_t file_octets)
{
    if (file_octets >= CF_DOCUMENT_WINDOW_MAX / 2) {
        return CF_DOCUMENT_WINDOW_MAX;
    }
    size_t twice = 2 * (size_t)file_octets;
    return twice < CF_JSON_BUFFER_MIN ? CF_JSON_BUFFER_MIN : twice;
}

/* Begin to read: from document->file, through a window. */
static void start(cf_document *document, const cf_record *record, const piece *of, uint8_t *window,
                  size_t octets, cf_arena *arena)
{
    cf_json_open_file(&document->json, of->label, &document->file, of->octets_max, window, octets);
    if (of->object != NULL) {
        cf_json_canonical(&document->json);
        cf_json_count_from(&document->json, of->offset);
    }
    /* Opening an egk record reads constants.json before the dialect is known; octets there are base16. */
    document->reading =
        (cf_reading){ .json = &document->json,
                      .arena = arena,
                      .code = record->format == NULL ? CF_CODE_HEX : record->format->code,
                      .object = of->object };
}

static cf_status open_piece(cf_document **document, const cf_record *record, const piece *of,
                            cf_arena *arena, cf_fault *fault)
{
    size_t octets = window_octets(of->file->size);
    cf_document *opened = cf_arena_take_unset(arena, 1, sizeof *opened);
    uint8_t *window = cf_arena_take_unset(arena, octets, 1);
    if (opened == NULL || window == NULL) {
        return cf_fault_set(fault, CF_ERR_MEMORY, of->label, 0,
                            "there is no memory to read the file");
    }
    opened->file = *of->file;
    start(opened, record, of, window, octets, arena);
    *document = opened;
    return CF_OK;
}

/* What the only line of a file of this name says that it is; NULL: it is no such file. */
static const char *object_in(const cf_record *record, const char *name)
{
    const cf_format *format = record->format;
    for (size_t i = 0; format != NULL && i < format->line_file_count; i++) {
        if (strcmp(format->line_files[i].name, name) == 0) {
            return format->line_files[i].object;
        }
    }
    return NULL;
}

/* Leave the line feed at the end of a file out of its only line. */
static cf_status narrow_to_line(cf_file *file, const char *name, cf_fault *fault)
{
    uint8_t last = 0;
    size_t got = 0;
    if (file->size > 0) {
        cf_file end = cf_file_lend(file, file->size - 1, 1);
        cf_fault read;
        cf_status status = cf_file_read(&end, &last, 1, &got, &read);
        if (status != CF_OK) {
            return cf_fault_set(fault, status, name, 0, "%s", read.what);
        }
    }
    if (last != '\n') {
        return cf_fault_set(fault, CF_ERR_SHAPE, name, file->size,
                            "the file does not end in a line feed");
    }
    cf_file_narrow(file, 0, file->size - 1);
    return CF_OK;
}

cf_status cf_document_open(cf_document **document, const cf_record *record, const char *name,
                           uint64_t octets_max, cf_arena *arena, cf_fault *fault)
{
    cf_file file;
    cf_status status = cf_store_open_file(&record->store, name, &file, fault);
    if (status != CF_OK) {
        return status;
    }
    piece of = {
        .label = name, .file = &file, .object = object_in(record, name), .octets_max = octets_max
    };
    if (of.object != NULL) {
        status = narrow_to_line(&file, name, fault);
    }
    if (status == CF_OK) {
        status = open_piece(document, record, &of, arena, fault);
    }
    if (status != CF_OK) {
        cf_file_close(&file);
    }
    return status;
}

/*
 * The file may have changed since its lines were found; and what stands last in it has no line feed
 * after it.
 */
static cf_status narrow_to(cf_file *file, const cf_lines_place *place, const char *label,
                           cf_fault *fault)
{
    cf_line line = place->at;
    if (line.offset > file->size || line.octets > file->size - line.offset) {
        return cf_fault_set(fault, CF_ERR_IO, label, line.offset,
                            "the file changed while it was read");
    }
    if (place->line > CF_LINES_OF_BATCH_MAX) {
        return cf_fault_set(fault, CF_ERR_LIMIT, label, line.offset,
                            "a batch of more than %d lines", CF_LINES_OF_BATCH_MAX);
    }
    line.is_ended = line.octets < file->size - line.offset;
    cf_status status = cf_line_check(&line, label, fault);
    if (status == CF_OK) {
        cf_file_narrow(file, line.offset, line.octets);
    }
    return status;
}

static cf_status open_line(cf_document **document, const cf_record *record, const cf_series *series,
                           uint32_t number, const char *label, cf_arena *arena, cf_fault *fault)
{
    const cf_lines_place place = cf_lines_find(&series->lines, number);
    cf_file file;
    cf_status status =
        cf_lines_open_batch(&series->lines, &record->store, place.batch, &file, fault);
    if (status != CF_OK) {
        return status;
    }
    const piece of = { .label = label,
                       .file = &file,
                       .offset = place.at.offset,
                       .object = series->object,
                       .octets_max = CF_LINE_OCTETS_MAX };
    status = narrow_to(&file, &place, label, fault);
    if (status == CF_OK) {
        status = open_piece(document, record, &of, arena, fault);
    }
    if (status != CF_OK) {
        cf_file_close(&file);
    }
    return status;
}

cf_status cf_document_open_number(cf_document **document, const cf_record *record,
                                  const cf_series *series, uint32_t number, cf_arena *arena,
                                  cf_fault *fault)
{
    const char *label = cf_series_file(series, number, arena);
    if (label == NULL) {
        return cf_fault_set(fault, CF_ERR_MEMORY, "", 0,
                            "there is no memory for the name of a file");
    }
    return series->object == NULL
               ? cf_document_open(document, record, label, CF_DOCUMENT_OCTETS_MAX, arena, fault)
               : open_line(document, record, series, number, label, arena, fault);
}

cf_status cf_document_close(cf_document *document, cf_fault *fault)
{
    cf_status status = cf_json_finish(&document->json, fault);
    cf_file_close(&document->file);
    return status;
}

/* --- a list --- */

cf_status cf_list_document_open(cf_list_document *list, const cf_record *record, const char *name,
                                cf_arena *scratch, cf_fault *fault)
{
    list->own = cf_arena_open(CF_DOCUMENT_ARENA_OCTETS);
    if (list->own == NULL) {
        return cf_fault_set(fault, CF_ERR_MEMORY, name, 0, "there is no memory to read the file");
    }
    cf_status status =
        cf_document_open(&list->document, record, name, CF_LIST_OCTETS_MAX, list->own, fault);
    if (status != CF_OK) {
        cf_arena_close(list->own);
        return status;
    }
    list->document->reading.arena = scratch;
    return CF_OK;
}

cf_status cf_list_document_close(cf_list_document *list, cf_fault *fault)
{
    cf_status status = cf_document_close(list->document, fault);
    cf_arena_close(list->own);
    return status;
}

/* --- files of lines --- */

cf_status cf_line_list_open(cf_line_list *list, const cf_record *record, const char *name,
                            const char *object, cf_arena *arena, cf_fault *fault)
{
    *list = (cf_line_list){ .record = record, .object = object };
    list->document = cf_arena_take(arena, 1, sizeof *list->document);
    list->window = cf_arena_take_unset(arena, CF_DOCUMENT_WINDOW_MAX, 1);
    uint8_t *buffer = cf_arena_take_unset(arena, CF_LINES_BUFFER, 1);
    if (list->document == NULL || list->window == NULL || buffer == NULL) {
        return cf_fault_set(fault, CF_ERR_MEMORY, name, 0, "there is no memory to read the file");
    }
    cf_status status = cf_store_open_file(&record->store, name, &list->file, fault);
    if (status == CF_OK) {
        list->document->reading.arena = arena;
        cf_line_walk_start(&list->walk, name, &list->file, buffer);
    }
    return status;
}

cf_status cf_line_list_next(cf_line_list *list, bool *has_line, cf_fault *fault)
{
    cf_line line;
    cf_status status = cf_line_walk_next(&list->walk, &line, has_line, fault);
    if (status != CF_OK || !*has_line) {
        return status;
    }
    list->number++;
    (void)snprintf(list->label, sizeof list->label, "%s:%" PRIu64, list->walk.name, list->number);
    status = cf_line_check(&line, list->label, fault);
    if (status != CF_OK) {
        return status;
    }
    const piece of = { .label = list->label,
                       .offset = line.offset,
                       .object = list->object,
                       .octets_max = CF_LINE_OCTETS_MAX };
    cf_document *document = list->document;
    document->file = cf_file_lend(&list->file, line.offset, line.octets);
    start(document, list->record, &of, list->window, CF_DOCUMENT_WINDOW_MAX,
          document->reading.arena);
    return CF_OK;
}

void cf_line_list_close(cf_line_list *list)
{
    cf_file_close(&list->file);
}
