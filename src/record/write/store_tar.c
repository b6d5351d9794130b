/*
 * record/write/store_tar.c -- a record as one tar: 512 octets of header, the file, zeros up to the
 * next 512.
 *
 * A header says how long its file is, which is known only at the end of the file.  So its place is
 * left empty, and filled when the file ends.
 */
#define _POSIX_C_SOURCE 200809L /* openat, pwrite, fsync */

#include "record/write/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK = 512 };

/* Eleven octal digits. */
static const uint64_t SIZE_MAX_OCTETS = (UINT64_C(1) << 33) - 1;

/* Fields of a ustar header; a number is octal digits and a zero. */
typedef struct header {
    char name[100];
    char mode[8];
    char uid[8];
    char gid[8];
    char size[12];
    char mtime[12];
    char checksum[8];
    char kind;
    char link[100];
    char magic[6];
    char version[2];
    char owner[32];
    char group[32];
    char major[8];
    char minor[8];
    char prefix[155];
    char rest[12];
} header;

_Static_assert(sizeof(header) == BLOCK, "a header is one block");

/* The sum of all octets, those of the sum itself taken for spaces. */
static unsigned sum_of(const header *made)
{
    const uint8_t *octets = (const uint8_t *)made;
    unsigned sum = 0;
    for (size_t i = 0; i < sizeof *made; i++) {
        sum += octets[i];
    }
    return sum;
}

static void fill(header *made, const char *name, uint64_t octets)
{
    memset(made, 0, sizeof *made);
    memcpy(made->name, name, strlen(name)); /* CF_WRITE_NAME_MAX is less than 100 */
    memcpy(made->mode, "0000644", 8);
    memcpy(made->uid, "0000000", 8);
    memcpy(made->gid, "0000000", 8);
    (void)snprintf(made->size, sizeof made->size, "%011llo", (unsigned long long)octets);
    memcpy(made->mtime, "00000000000", 12);
    memset(made->checksum, ' ', sizeof made->checksum);
    made->kind = '0';
    memcpy(made->magic, "ustar", 6);
    memcpy(made->version, "00", 2);
    memcpy(made->major, "0000000", 8);
    memcpy(made->minor, "0000000", 8);
    (void)snprintf(made->checksum, sizeof made->checksum, "%06o", sum_of(made));
    made->checksum[7] = ' ';
}

_Static_assert(CF_WRITE_NAME_MAX <= sizeof((header){ 0 }.name), "every name fits");

static const uint8_t zeros[2 * BLOCK];

static cf_status put_zeros(cf_write_store *store, size_t len)
{
    const cf_status status = cf_write_store_put(store, zeros, len);
    return status == CF_OK ? cf_write_store_flush(store) : status;
}

static cf_status begin(cf_write_store *store)
{
    store->file = store->root;
    const cf_status status = put_zeros(store, BLOCK);
    store->octets = 0;
    return status;
}

static cf_status write_header(cf_write_store *store, const header *made)
{
    const uint8_t *octets = (const uint8_t *)made;
    size_t done = 0;
    while (done < sizeof *made) {
        const off_t at = (off_t)(store->header_at + done);
        const ssize_t count = pwrite(store->root, octets + done, sizeof *made - done, at);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count <= 0) {
            return cf_write_store_fail(store, "write the header of the file");
        }
        done += (size_t)count;
    }
    return CF_OK;
}

static cf_status end(cf_write_store *store)
{
    const uint64_t octets = store->octets;
    if (octets > SIZE_MAX_OCTETS) {
        return cf_write_fail(store->fault, CF_ERR_LIMIT, store->name, octets,
                             "a file in a tar has less than 8 GiB; write a folder instead");
    }
    cf_status status = put_zeros(store, (size_t)(-octets % BLOCK));
    if (status == CF_OK) {
        header made;
        fill(&made, store->name, octets);
        status = write_header(store, &made);
    }
    store->header_at += BLOCK + store->octets;
    store->file = -1;
    return status;
}

/* Two empty blocks are the end. */
static cf_status close_record(cf_write_store *store)
{
    store->file = store->root;
    store->name[0] = '\0';
    cf_status status = put_zeros(store, 2 * BLOCK);
    if (status == CF_OK && fsync(store->root) != 0) {
        status = cf_write_store_fail(store, "bring the file to the disk");
    }
    if (close(store->root) != 0 && status == CF_OK) {
        status = cf_write_store_fail(store, "close the file");
    }
    store->root = store->file = -1;
    return status;
}

static const cf_write_store_kind tar_kind = { .begin = begin, .end = end, .close = close_record };

cf_status cf_write_store_open_tar(cf_write_store *store, const char *name)
{
    store->kind = &tar_kind;
    store->root =
        openat(store->parent, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    return store->root >= 0 ? CF_OK : cf_write_store_fail(store, "make the file");
}
