/*
 * tests/record/window.c -- a file without a disk.
 */
#define _GNU_SOURCE /* memfd_create */
#undef NDEBUG

#include "record/window.h"

#include <assert.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static void put(int file, const void *octets, size_t len)
{
    ssize_t written = len == 0 ? 0 : write(file, octets, len);
    assert(written == (ssize_t)len);
}

cf_status cf_kind_read_window(const cf_kind *kind, cf_octets document, size_t space,
                              cf_arena *arena, uint64_t *digest, cf_fault *fault)
{
    char blanks[2 * CF_JSON_BUFFER_MIN];
    assert(!kind->is_manifest && space <= sizeof blanks);
    memset(blanks, ' ', space);
    cf_file file = { .descriptor = memfd_create("document", MFD_CLOEXEC),
                     .size = space + document.len };
    assert(file.descriptor >= 0);
    put(file.descriptor, blanks, space);
    put(file.descriptor, document.at, document.len);
    off_t start = lseek(file.descriptor, 0, SEEK_SET);
    assert(start == 0);

    cf_json *json = cf_arena_take(arena, 1, sizeof *json);
    uint8_t *window = cf_arena_take(arena, CF_JSON_BUFFER_MIN, 1);
    assert(json != NULL && window != NULL);
    cf_json_open_file(json, kind->name, &file, UINT32_MAX, window, CF_JSON_BUFFER_MIN);
    *digest = 0xcbf29ce484222325;
    cf_status status = kind->read(json, document, arena, digest, fault);
    cf_file_close(&file);
    return status;
}
