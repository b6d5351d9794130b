/*
 * record/hints.c -- two entries of the index say where the hints of a ballot stand.
 *
 * Nothing of the file is kept but its head, and nothing in it is believed: an entry that leads
 * astray leads to no hints.  It is read by calls, not mapped, so that a file which shrinks
 * meanwhile is only short of octets.
 */
#define _POSIX_C_SOURCE 200809L /* posix_fadvise */

#include "record/hints.h"

#include "base/file.h"
#include "base/hex.h"
#include "record/big_endian.h"
#include "record/hints_layout.h"

#include <fcntl.h>
#include <string.h>

const uint8_t cf_hints_magic[CF_HINTS_MAGIC_OCTETS] = {
    0x89, 'C', 'F', 'H', '\r', '\n', 0x1a, '\n'
};

struct cf_hints {
    cf_arena *arena; /* holds this struct */
    cf_file file;
    size_t element_octets;
    uint64_t ballot_count;
    uint64_t index_at;
};

/* All of a piece of the file; false when it could not be had. */
static bool read_at(const cf_file *file, uint64_t offset, uint8_t *out, size_t len)
{
    cf_file window = cf_file_lend(file, offset, len);
    size_t have = 0;
    size_t got = 1;
    while (have < len && got > 0) {
        if (cf_file_read(&window, out + have, len - have, &got, NULL) != CF_OK) {
            return false;
        }
        have += got;
    }
    return have == len;
}

/* --- the head --- */

static cf_status check_form(const uint8_t *head, cf_fault *fault)
{
    if (memcmp(head, cf_hints_magic, sizeof cf_hints_magic) != 0) {
        char found[2 * CF_HINTS_MAGIC_OCTETS + 1];
        cf_hex_encode(found, cf_octets_of(head, CF_HINTS_MAGIC_OCTETS), CF_HEX_UPPER);
        return cf_fault_set(fault, CF_ERR_SHAPE, "", 0,
                            "expected 894346480D0A1A0A, with which a sidecar begins, found %s",
                            found);
    }
    const uint64_t version = cf_big_endian(head + CF_HINTS_VERSION_AT, 4);
    return version == CF_HINTS_VERSION
               ? CF_OK
               : cf_fault_set(fault, CF_ERR_UNSUPPORTED, "", CF_HINTS_VERSION_AT,
                              "the sidecar's version is %llu; version %d is read",
                              (unsigned long long)version, CF_HINTS_VERSION);
}

static cf_status check_number(uint64_t expected, uint64_t found, uint64_t offset, const char *what,
                              cf_fault *fault)
{
    return expected == found
               ? CF_OK
               : cf_fault_set(fault, CF_ERR_RANGE, "", offset, "expected %llu %s, found %llu",
                              (unsigned long long)expected, what, (unsigned long long)found);
}

static cf_status check_subject(const uint8_t *head, const cf_hints_subject *subject,
                               cf_fault *fault)
{
    const uint8_t *h_e = head + CF_HINTS_H_E_AT;
    if (memcmp(h_e, subject->h_e.octets, CF_HASH_OCTETS) != 0) {
        char expected[2 * CF_HASH_OCTETS + 1];
        char found[2 * CF_HASH_OCTETS + 1];
        cf_hex_encode(expected, cf_octets_of(subject->h_e.octets, CF_HASH_OCTETS), CF_HEX_UPPER);
        cf_hex_encode(found, cf_octets_of(h_e, CF_HASH_OCTETS), CF_HEX_UPPER);
        return cf_fault_set(fault, CF_ERR_RANGE, "", CF_HINTS_H_E_AT,
                            "the hints of another election: expected H_E %s, found %s", expected,
                            found);
    }
    const cf_status status =
        check_number(subject->element_octets, cf_big_endian(head + CF_HINTS_WIDTH_AT, 4),
                     CF_HINTS_WIDTH_AT, "octets of an element", fault);
    return status == CF_OK
               ? check_number(subject->ballot_count, cf_big_endian(head + CF_HINTS_COUNT_AT, 8),
                              CF_HINTS_COUNT_AT, "ballots", fault)
               : status;
}

/* The index goes just up to the end of the file. */
static cf_status check_index(uint64_t index_at, uint64_t count, uint64_t file_octets,
                             cf_fault *fault)
{
    const bool is_inside = index_at >= CF_HINTS_HEAD_OCTETS && index_at <= file_octets;
    const uint64_t octets = is_inside ? file_octets - index_at : 0;
    if (is_inside && octets / CF_HINTS_END_OCTETS == count && octets % CF_HINTS_END_OCTETS == 0) {
        return CF_OK;
    }
    return cf_fault_set(fault, CF_ERR_SHAPE, "", CF_HINTS_INDEX_AT,
                        "an index of %llu ballots that begins at octet %llu does not end with the "
                        "file, at %llu",
                        (unsigned long long)count, (unsigned long long)index_at,
                        (unsigned long long)file_octets);
}

static cf_status read_head(cf_hints *hints, const cf_hints_subject *subject, cf_fault *fault)
{
    uint8_t head[CF_HINTS_HEAD_OCTETS];
    if (hints->file.size < sizeof head || !read_at(&hints->file, 0, head, sizeof head)) {
        return cf_fault_set(fault, CF_ERR_SHAPE, "", 0,
                            "a sidecar begins with %d octets, found %llu", CF_HINTS_HEAD_OCTETS,
                            (unsigned long long)hints->file.size);
    }
    hints->element_octets = subject->element_octets;
    hints->ballot_count = subject->ballot_count;
    hints->index_at = cf_big_endian(head + CF_HINTS_INDEX_AT, 8);
    cf_status status = check_form(head, fault);
    if (status == CF_OK) {
        status = check_subject(head, subject, fault);
    }
    return status == CF_OK
               ? check_index(hints->index_at, hints->ballot_count, hints->file.size, fault)
               : status;
}

cf_status cf_hints_open(const char *path, const cf_hints_subject *subject, cf_hints **out,
                        cf_fault *fault)
{
    cf_arena *arena = cf_arena_open(sizeof(cf_hints));
    cf_hints *opened = arena != NULL ? cf_arena_take(arena, 1, sizeof *opened) : NULL;
    if (opened == NULL) {
        cf_arena_close(arena);
        return cf_fault_set(fault, CF_ERR_MEMORY, "", 0, "there is no memory to open the sidecar");
    }
    opened->arena = arena;
    cf_status status = cf_file_open_path(&opened->file, path, fault);
    if (status != CF_OK) {
        cf_arena_close(arena);
        return status;
    }
    status = read_head(opened, subject, fault);
    if (status != CF_OK) {
        cf_hints_close(opened);
        return status;
    }
    (void)posix_fadvise(opened->file.descriptor, 0, 0, POSIX_FADV_SEQUENTIAL);
    *out = opened;
    return CF_OK;
}

void cf_hints_close(cf_hints *hints)
{
    if (hints != NULL) {
        cf_file_close(&hints->file);
        cf_arena_close(hints->arena); /* hints itself stood in it */
    }
}

/* --- a ballot --- */

typedef struct span {
    uint64_t start;
    uint64_t end;
} span;

/* Where the hints of a ballot stand: between the head and the index. */
static bool find(const cf_hints *hints, uint64_t number, span *out)
{
    enum { ENTRY = CF_HINTS_END_OCTETS };
    if (number >= hints->ballot_count) {
        return false;
    }
    uint8_t entries[2 * ENTRY];
    const bool is_first = number == 0;
    const uint64_t at = hints->index_at + (is_first ? 0 : (number - 1) * ENTRY);
    if (!read_at(&hints->file, at, entries, is_first ? ENTRY : 2 * ENTRY)) {
        return false;
    }
    out->start = is_first ? CF_HINTS_HEAD_OCTETS : cf_big_endian(entries, ENTRY);
    out->end = cf_big_endian(is_first ? entries : entries + ENTRY, ENTRY);
    return out->start >= CF_HINTS_HEAD_OCTETS && out->start < out->end
           && out->end <= hints->index_at && (out->end - out->start) % hints->element_octets == 0;
}

cf_status cf_hints_read(const cf_hints *hints, uint64_t ballot_number, size_t octets_max,
                        cf_arena *arena, cf_octets *out)
{
    span place;
    *out = (cf_octets){ .at = NULL };
    if (!find(hints, ballot_number, &place) || place.end - place.start > octets_max) {
        return CF_OK;
    }
    const size_t len = (size_t)(place.end - place.start);
    uint8_t *octets = cf_arena_take(arena, len, 1);
    if (octets == NULL) {
        return CF_ERR_MEMORY;
    }
    if (read_at(&hints->file, place.start, octets, len)) {
        *out = cf_octets_of(octets, len);
    }
    return CF_OK;
}
