/*
 * record/lines.c -- of each line only its end is kept: it begins where the one before ended.
 */
#include "record/lines.h"

#include "record/binary.h"
#include "record/inside.h"
#include "record/listing.h"
#include "record/strays.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

const char *cf_batch_suffix(cf_batch_form form)
{
    return form == CF_BATCH_BINARY ? ".cfb" : ".jsonl";
}

void cf_batch_name(char out[CF_BATCH_NAME_MAX], const char *folder, cf_batch_form form,
                   uint32_t batch)
{
    (void)snprintf(out, CF_BATCH_NAME_MAX, "%s/%08" PRIu32 "%s", folder, batch,
                   cf_batch_suffix(form));
}

/* --- one file --- */

void cf_line_walk_start(cf_line_walk *walk, const char *name, const cf_file *file, uint8_t *buffer)
{
    *walk =
        (cf_line_walk){ .name = name, .file = cf_file_lend(file, 0, file->size), .buffer = buffer };
}

/* Have something in the buffer; *got is 0 only at the end of the file. */
static cf_status refill(cf_line_walk *walk, size_t *got, cf_fault *fault)
{
    *got = walk->end - walk->at;
    if (*got > 0) {
        return CF_OK;
    }
    walk->at = 0;
    walk->end = 0;
    cf_fault read;
    cf_status status = cf_file_read(&walk->file, walk->buffer, CF_LINES_BUFFER, got, &read);
    if (status != CF_OK) {
        return cf_fault_set(fault, status, walk->name, walk->offset, "%s", read.what);
    }
    walk->end = *got;
    return CF_OK;
}

/* Pass octets up to a line feed, or to the end of the buffer. */
static bool pass(cf_line_walk *walk, uint64_t *octets)
{
    const uint8_t *from = walk->buffer + walk->at;
    const uint8_t *feed = memchr(from, '\n', walk->end - walk->at);
    const size_t len = feed == NULL ? walk->end - walk->at : (size_t)(feed - from);
    *octets += len;
    walk->at += len + (feed != NULL ? 1 : 0);
    walk->offset += len + (feed != NULL ? 1 : 0);
    return feed != NULL;
}

cf_status cf_line_walk_next(cf_line_walk *walk, cf_line *line, bool *has_line, cf_fault *fault)
{
    *line = (cf_line){ .offset = walk->offset };
    while (!line->is_ended) {
        size_t got = 0;
        cf_status status = refill(walk, &got, fault);
        if (status != CF_OK) {
            return status;
        }
        if (got == 0) {
            break;
        }
        line->is_ended = pass(walk, &line->octets);
    }
    *has_line = line->is_ended || line->octets > 0;
    return CF_OK;
}

cf_status cf_line_check(const cf_line *line, const char *label, cf_fault *fault)
{
    if (line->octets == 0) {
        return cf_fault_set(fault, CF_ERR_SHAPE, label, line->offset, "an empty line");
    }
    if (!line->is_ended) {
        return cf_fault_set(fault, CF_ERR_SHAPE, label, line->offset + line->octets,
                            "the last line does not end in a line feed");
    }
    if (line->octets > CF_LINE_OCTETS_MAX) {
        return cf_fault_set(fault, CF_ERR_LIMIT, label, line->offset,
                            "a line of more than %d octets", (int)CF_LINE_OCTETS_MAX);
    }
    return CF_OK;
}

/* --- the table --- */

enum { CHUNK_STEP = 64 };

typedef struct scan {
    cf_lines *lines;
    cf_record *record;
    uint8_t *buffer;
    cf_fault *fault;
} scan;

static cf_status no_memory(cf_fault *fault)
{
    return cf_fault_set(fault, CF_ERR_MEMORY, "", 0,
                        "there is no memory for the places of the ballots");
}

/* Room for one more chunk. */
static cf_status start_chunk(cf_lines *lines, cf_arena *arena, size_t chunk, cf_fault *fault)
{
    if (chunk == lines->chunk_room) {
        const size_t room = chunk + CHUNK_STEP;
        uint64_t **chunks = cf_arena_take(arena, room, sizeof *chunks);
        if (chunks == NULL) {
            return no_memory(fault);
        }
        if (chunk > 0) {
            memcpy(chunks, lines->chunks, chunk * sizeof *chunks);
        }
        lines->chunks = chunks;
        lines->chunk_room = room;
    }
    lines->chunks[chunk] = cf_arena_take(arena, CF_LINES_CHUNK, sizeof(uint64_t));
    return lines->chunks[chunk] != NULL ? CF_OK : no_memory(fault);
}

cf_status cf_lines_keep(cf_lines *lines, cf_record *record, uint64_t end, cf_fault *fault)
{
    const size_t chunk = lines->count / CF_LINES_CHUNK;
    const size_t place = lines->count % CF_LINES_CHUNK;
    if (lines->count == CF_NAMES_MAX) {
        return cf_fault_set(fault, CF_ERR_LIMIT, "", 0, "there are more than 2^31 ballots");
    }
    if (place == 0) {
        cf_status status = start_chunk(lines, record->arena, chunk, fault);
        if (status != CF_OK) {
            return status;
        }
    }
    lines->chunks[chunk][place] = end;
    lines->count++;
    return CF_OK;
}

static cf_status scan_lines(const scan *at, const char *name, const cf_file *file)
{
    const uint32_t before = at->lines->count;
    cf_line_walk walk;
    cf_line_walk_start(&walk, name, file, at->buffer);
    for (;;) {
        cf_line line;
        bool has_line = false;
        cf_status status = cf_line_walk_next(&walk, &line, &has_line, at->fault);
        if (status == CF_OK && has_line) {
            status = cf_lines_keep(at->lines, at->record, line.offset + line.octets, at->fault);
        }
        if (status != CF_OK) {
            return status;
        }
        if (at->lines->count - before > CF_LINES_OF_BATCH_MAX) {
            return CF_OK; /* the last one is refused, and tells of the rest */
        }
        if (!has_line) {
            return at->lines->count > before
                       ? CF_OK
                       : cf_strays_add(at->record, "", name, "a batch without a line", at->fault);
        }
    }
}

static cf_status scan_batch(const scan *at, uint32_t batch)
{
    char name[CF_BATCH_NAME_MAX];
    cf_file file;
    cf_batch_name(name, at->lines->folder, at->lines->form, batch + 1);
    cf_status status = cf_store_open_file(&at->record->store, name, &file, at->fault);
    if (status != CF_OK) {
        return status;
    }
    status = at->lines->form == CF_BATCH_BINARY
                 ? cf_binary_scan(at->lines, at->record, name, &file, at->buffer, at->fault)
                 : scan_lines(at, name, &file);
    cf_file_close(&file);
    return status;
}

static cf_status scan_all(const scan *at)
{
    cf_lines *lines = at->lines;
    for (uint32_t i = 0; i < lines->batch_count; i++) {
        lines->first[i] = lines->count;
        cf_status status = scan_batch(at, i);
        if (status != CF_OK) {
            return status;
        }
    }
    lines->first[lines->batch_count] = lines->count;
    return CF_OK;
}

cf_status cf_lines_read(cf_lines *lines, cf_record *record, const char *folder, cf_batch_form form,
                        cf_fault *fault)
{
    *lines = (cf_lines){ .folder = folder, .form = form };
    cf_status status = cf_listing_count_batches(record, folder, form, &lines->batch_count, fault);
    if (status != CF_OK) {
        return status;
    }
    cf_arena *own = cf_arena_open(2 * CF_LINES_BUFFER);
    scan at = { .lines = lines, .record = record, .fault = fault };
    at.buffer = own == NULL ? NULL : cf_arena_take(own, CF_LINES_BUFFER, 1);
    lines->first =
        cf_arena_take(record->arena, (size_t)lines->batch_count + 1, sizeof *lines->first);
    lines->held = cf_held_file_open(record->arena);
    status = at.buffer == NULL || lines->first == NULL || lines->held == NULL ? no_memory(fault)
                                                                              : scan_all(&at);
    cf_arena_close(own);
    return status;
}

void cf_lines_close(cf_lines *lines)
{
    cf_held_file_close(lines->held);
}

cf_status cf_lines_open_batch(const cf_lines *lines, const cf_store *store, uint32_t batch,
                              cf_file *file, cf_fault *fault)
{
    char name[CF_BATCH_NAME_MAX];
    cf_batch_name(name, lines->folder, lines->form, batch);
    return cf_held_file_get(lines->held, store, batch, name, file, fault);
}

/* --- questions --- */

static uint64_t end_of(const cf_lines *lines, uint32_t number)
{
    return lines->chunks[number / CF_LINES_CHUNK][number % CF_LINES_CHUNK];
}

/* The last batch that starts at or before number: an empty one starts where the next does. */
static uint32_t batch_of(const cf_lines *lines, uint32_t number)
{
    uint32_t low = 0;
    uint32_t high = lines->batch_count;
    while (high - low > 1) {
        const uint32_t middle = low + (high - low) / 2;
        if (lines->first[middle] <= number) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

/*
 * A line begins after the line feed of the one before, a binary ballot where the one before ends.
 */
static uint64_t begin_of(const cf_lines *lines, uint32_t batch, uint32_t number)
{
    const bool is_binary = lines->form == CF_BATCH_BINARY;
    const uint32_t first = lines->first[batch];
    if (number == first) {
        return is_binary ? cf_binary_first_octet(lines->first[batch + 1] - first) : 0;
    }
    return end_of(lines, number - 1) + (is_binary ? 0 : 1);
}

cf_lines_place cf_lines_find(const cf_lines *lines, uint32_t number)
{
    const uint32_t batch = batch_of(lines, number);
    const uint32_t line = number - lines->first[batch];
    const uint64_t offset = begin_of(lines, batch, number);
    return (cf_lines_place){ .batch = batch + 1,
                             .line = line + 1,
                             .at = { .offset = offset, .octets = end_of(lines, number) - offset } };
}

bool cf_lines_number(const cf_lines *lines, uint64_t batch, uint64_t line, uint32_t *number)
{
    if (batch == 0 || batch > lines->batch_count || line == 0) {
        return false;
    }
    const uint32_t first = lines->first[batch - 1];
    if (line > lines->first[batch] - first) {
        return false;
    }
    *number = first + (uint32_t)(line - 1);
    return true;
}
