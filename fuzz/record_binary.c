/*
 * fuzz/record_binary.c -- a ballot that is read from octets is written as the same octets, and a
 * batch that is understood is its ballots to the last octet.
 *
 * The first octet of an input is how wide an element is, and whether a batch follows (its highest
 * bit) or one ballot.
 */
#undef NDEBUG
#define _GNU_SOURCE /* memfd_create */

#include "record/binary.h"
#include "record/touch.h"
#include "record/write/objects.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { ARENA_OCTETS = 1 << 24, INPUT_MAX = 1 << 16, WIDTHS = 64 };

static cf_arena *arena;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void *room(size_t count, size_t item_octets)
{
    void *taken = cf_arena_take(arena, count, item_octets);
    assert(taken != NULL);
    return taken;
}

/* A style of 20 digits is more than a writer takes. */
static void check_written(const cf_ballot *ballot, const cf_binary_ballot *from)
{
    cf_fault fault = { .status = CF_OK };
    cf_writing *writing = room(1, sizeof *writing);
    size_t len = 0;
    writing->fault = &fault;
    writing->file = "";
    if (cf_write_binary_measure(writing, ballot, from->element_octets, &len) != CF_OK) {
        assert(ballot->style.len == 20);
        return;
    }
    assert(len == from->octets.len);
    uint8_t *octets = room(len, 1);
    assert(cf_write_binary_ballot(writing, ballot, from->element_octets, octets, len) == CF_OK);
    assert(memcmp(octets, from->octets.at, len) == 0);
}

static void check_ballot(const cf_binary_ballot *from)
{
    cf_ballot ballot;
    cf_fault fault = { .status = CF_OK };
    const cf_status status = cf_binary_ballot_take(from, NULL, arena, &ballot, &fault);
    if (status != CF_OK) {
        assert(fault.status == status && strlen(fault.what) > 0);
        assert(fault.offset >= from->offset && fault.offset <= from->offset + from->octets.len);
        return;
    }
    uint64_t digest = 0;
    cf_touch_ballot(&digest, &ballot);
    check_written(&ballot, from);
}

/* The ballots of a batch follow one another from its start to its end. */
static void check_batch(cf_octets octets)
{
    cf_file file = { .descriptor = memfd_create("batch", MFD_CLOEXEC), .size = octets.len };
    assert(file.descriptor >= 0);
    assert(pwrite(file.descriptor, octets.at, octets.len, 0) == (ssize_t)octets.len);
    cf_record *record = room(1, sizeof *record);
    uint32_t first[] = { 0, 0 };
    cf_lines lines = { .folder = "", .form = CF_BATCH_BINARY, .batch_count = 1, .first = first };
    record->arena = arena;
    cf_status status =
        cf_binary_scan(&lines, record, "batch", &file, room(CF_LINES_BUFFER, 1), NULL);
    assert(status == CF_OK && (lines.count > 0) != (record->strays.count == 1));
    first[1] = lines.count;
    uint64_t end = cf_binary_first_octet(lines.count);
    for (uint32_t i = 0; i < lines.count; i++) {
        const cf_line at = cf_lines_find(&lines, i).at;
        assert(at.offset == end);
        end += at.octets;
        const cf_binary_ballot from = { .octets = cf_octets_of(octets.at + at.offset, at.octets),
                                        .offset = at.offset,
                                        .element_octets = lines.element_octets,
                                        .label = "batch" };
        check_ballot(&from);
    }
    assert(lines.count == 0 || end == octets.len);
    cf_file_close(&file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1 || size > INPUT_MAX) {
        return 0;
    }
    if (arena == NULL) {
        arena = cf_arena_open(ARENA_OCTETS);
        assert(arena != NULL);
    }
    cf_arena_reset(arena);
    const cf_octets octets = cf_octets_of(data + 1, size - 1);
    if ((data[0] & 0x80) != 0) {
        check_batch(octets);
        return 0;
    }
    const cf_binary_ballot from = {
        .octets = octets, .offset = 20, .element_octets = 1 + data[0] % WIDTHS, .label = "ballot"
    };
    check_ballot(&from);
    return 0;
}
