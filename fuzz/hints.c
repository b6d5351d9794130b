/*
 * fuzz/hints.c -- whatever a sidecar holds, the hints of a ballot are whole elements of it, between
 * its head and its index, and are what is written there.
 *
 * The first octet of an input says whether the sidecar is taken for whatever it says that it
 * belongs to, or (odd) for that of one ballot of another election.
 */
#undef NDEBUG
#define _GNU_SOURCE /* memfd_create */

#include "record/hints.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { ARENA_OCTETS = 1 << 22, HEAD = 64, INDEX_AT = 56, BALLOTS_TRIED = 64, OCTETS_MAX = 1 << 16 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint64_t number_at(cf_octets file, size_t at, size_t octets)
{
    uint64_t number = 0;
    for (size_t i = 0; i < octets; i++) {
        number = number * 256 + file.at[at + i];
    }
    return number;
}

static cf_hints_subject subject_of(cf_octets file)
{
    cf_hints_subject subject = { .element_octets = (size_t)number_at(file, 12, 4),
                                 .ballot_count = number_at(file, 48, 8) };
    memcpy(subject.h_e.octets, file.at + 16, sizeof subject.h_e.octets);
    return subject;
}

static void check_ballot(const cf_hints *hints, cf_octets file, uint64_t ballot, size_t width,
                         cf_arena *arena)
{
    cf_octets read = { .at = NULL };
    cf_arena_reset(arena);
    const cf_status status = cf_hints_read(hints, ballot, OCTETS_MAX, arena, &read);
    assert(status == CF_OK);
    if (read.at == NULL) {
        return;
    }
    const uint64_t index = number_at(file, INDEX_AT, 8);
    const uint64_t end = number_at(file, index + 8 * ballot, 8);
    assert(read.len > 0 && read.len <= OCTETS_MAX && read.len % width == 0);
    assert(end <= index && end >= HEAD + read.len);
    assert(memcmp(read.at, file.at + end - read.len, read.len) == 0);
}

static void check_sidecar(cf_octets file, const char *path, cf_hints_subject subject,
                          cf_arena *arena)
{
    cf_hints *hints = NULL;
    cf_fault fault = { .status = CF_OK };
    const cf_status status = cf_hints_open(path, &subject, &hints, &fault);
    if (status != CF_OK) {
        assert(fault.status == status && strlen(fault.what) > 0);
        return;
    }
    assert(file.len >= HEAD);
    for (uint64_t i = 0; i < BALLOTS_TRIED && i <= subject.ballot_count; i++) {
        check_ballot(hints, file, i, subject.element_octets, arena);
    }
    cf_hints_close(hints);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static cf_arena *arena;
    if (size < 1) {
        return 0;
    }
    if (arena == NULL) {
        arena = cf_arena_open(ARENA_OCTETS);
        assert(arena != NULL);
    }
    const cf_octets file = cf_octets_of(data + 1, size - 1);
    const int descriptor = memfd_create("hints", MFD_CLOEXEC);
    assert(descriptor >= 0);
    assert(pwrite(descriptor, file.at, file.len, 0) == (ssize_t)file.len);
    char path[64];
    (void)snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
    const cf_hints_subject other = { .element_octets = 8, .ballot_count = 1 };
    const bool is_its_own =
        data[0] % 2 == 0 && file.len >= HEAD && subject_of(file).element_octets > 0;
    check_sidecar(file, path, is_its_own ? subject_of(file) : other, arena);
    (void)close(descriptor);
    return 0;
}
