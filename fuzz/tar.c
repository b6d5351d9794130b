/*
 * fuzz/tar.c -- an archive that is read holds each name once, below it, and inside the file.
 *
 * Checksums are set right first, so that a changed octet gets past them; the first octet of the input
 * says whether.  What is listed, folder by folder, is found again and is all there is.
 */
#undef NDEBUG
#define _GNU_SOURCE /* memfd_create */

#include "record/tar.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { INPUT_MAX = 1 << 16, ARENA_OCTETS = 1 << 22, NAME_OCTETS = 1024 };

typedef struct walk {
    const cf_tar *tar;
    const char *folder;
    size_t files;
} walk;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void put_sum(uint8_t *block)
{
    unsigned sum = 0;
    memset(block + 148, ' ', 8);
    for (size_t i = 0; i < CF_TAR_BLOCK; i++) {
        sum += block[i];
    }
    (void)snprintf((char *)block + 148, 8, "%06o", sum);
}

/* Wherever a header may stand. */
static void put_sums(uint8_t *octets, size_t size)
{
    for (size_t at = 0; at + CF_TAR_BLOCK <= size; at += CF_TAR_BLOCK) {
        if (memcmp(octets + at + 257, "ustar", 5) == 0) {
            put_sum(octets + at);
        }
    }
}

static void read_all(const cf_tar *tar, const cf_tar_entry *entry)
{
    cf_file window = cf_tar_open_entry(tar, entry);
    uint64_t total = 0;
    for (;;) {
        uint8_t octets[CF_TAR_BLOCK];
        size_t got = 0;
        cf_status status = cf_file_read(&window, octets, sizeof octets, &got, NULL);
        assert(status == CF_OK);
        total += got;
        if (got == 0) {
            break;
        }
    }
    assert(total == entry->size);
}

static cf_status visit(void *context, const char *name, char kind)
{
    walk *at = context;
    char path[NAME_OCTETS];
    assert(name[0] != '\0' && strchr(name, '/') == NULL && strcmp(name, ".") != 0
           && strcmp(name, "..") != 0);
    int len =
        snprintf(path, sizeof path, "%s%s%s", at->folder, at->folder[0] == '\0' ? "" : "/", name);
    assert(len > 0 && (size_t)len < sizeof path && len <= CF_TAR_NAME_MAX);
    if (kind == 'd') {
        walk below = { .tar = at->tar, .folder = path };
        assert(cf_tar_has_folder(at->tar, path));
        cf_status status = cf_tar_list(at->tar, path, visit, &below);
        assert(status == CF_OK);
        at->files += below.files;
        return CF_OK;
    }
    const cf_tar_entry *entry = cf_tar_find(at->tar, path);
    assert(kind == 'f' && entry != NULL && !cf_tar_has_folder(at->tar, path));
    read_all(at->tar, entry);
    at->files++;
    return CF_OK;
}

static size_t count_files(const cf_tar *tar)
{
    size_t files = 0;
    for (uint32_t i = 0; i < tar->count; i++) {
        files += tar->entries[i].size != CF_TAR_FOLDER;
    }
    return files;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static uint8_t octets[INPUT_MAX];
    if (size < 1 || size - 1 > sizeof octets) {
        return 0;
    }
    memcpy(octets, data + 1, size - 1);
    if ((data[0] & 1) != 0) {
        put_sums(octets, size - 1);
    }
    cf_arena *arena = cf_arena_open(ARENA_OCTETS);
    cf_file file = { .descriptor = memfd_create("archive", MFD_CLOEXEC), .size = size - 1 };
    assert(arena != NULL && file.descriptor >= 0);
    ssize_t written = pwrite(file.descriptor, octets, size - 1, 0);
    assert(written == (ssize_t)(size - 1));

    cf_tar tar;
    cf_fault fault = { .status = CF_OK };
    cf_status status = cf_tar_open(&tar, &file, arena, &fault);
    assert(status == CF_OK || (fault.status == status && strlen(fault.what) > 0));
    if (status == CF_OK) {
        walk at = { .tar = &tar, .folder = "" };
        assert(cf_tar_list(&tar, "", visit, &at) == CF_OK);
        assert(at.files == count_files(&tar));
    }
    cf_file_close(&file);
    cf_arena_close(arena);
    return 0;
}
