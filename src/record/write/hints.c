/*
 * record/write/hints.c -- a sidecar as it is written: hints into the file, where they end into
 * another.
 *
 * The other file has no name; what it holds becomes the index when the sidecar is closed.  The head
 * is filled last, and then the file is given its name, so that nobody meets half a sidecar.
 */
#define _POSIX_C_SOURCE 200809L /* linkat, pread, pwrite, fsync */

#include "record/hints.h"

#include "record/big_endian.h"
#include "record/hints_layout.h"
#include "record/write/store.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

struct cf_hints_writer {
    cf_arena *arena; /* holds this struct */
    cf_fault fault;
    cf_write_store hints;
    cf_write_store ends;
    uint64_t count;
    uint64_t end;                      /* of the hints so far */
    char name[PATH_MAX];               /* that the file is given */
    char temporary[CF_WRITE_NAME_MAX]; /* that it has until then; "" when there is none */
};

static cf_status done(const cf_hints_writer *writer, cf_status status, cf_fault *fault)
{
    if (status != CF_OK && fault != NULL) {
        *fault = writer->fault;
    }
    return status;
}

/* --- open --- */

/* Nothing is written over; linkat sees to it again. */
static cf_status check_free(cf_hints_writer *writer)
{
    struct stat found;
    if (fstatat(writer->hints.parent, writer->name, &found, AT_SYMLINK_NOFOLLOW) == 0) {
        errno = EEXIST;
    }
    return errno == ENOENT ? CF_OK : cf_write_store_fail(&writer->hints, "make the file");
}

/* basename writes into what it is given. */
static void take_name(cf_hints_writer *writer, const char *path)
{
    char own[PATH_MAX];
    (void)snprintf(own, sizeof own, "%s", path);
    (void)snprintf(writer->name, sizeof writer->name, "%s", basename(own));
    (void)snprintf(writer->hints.name, sizeof writer->hints.name, "%.*s", CF_WRITE_NAME_MAX - 1,
                   writer->name);
}

static cf_status open_files(cf_hints_writer *writer, const char *path)
{
    cf_write_store *hints = &writer->hints;
    cf_write_store_init(&writer->ends, &writer->fault);
    cf_status status = cf_write_store_open_parent(hints, path, &writer->fault);
    if (status == CF_OK) {
        take_name(writer, path);
        status = check_free(writer);
    }
    if (status == CF_OK) {
        status = cf_write_store_make_beside(hints, 0666, writer->temporary, &hints->file);
    }
    return status == CF_OK ? cf_write_store_temporary(hints, &writer->ends.file) : status;
}

cf_status cf_hints_writer_open(const char *path, cf_hints_writer **writer, cf_fault *fault)
{
    static const uint8_t empty_head[CF_HINTS_HEAD_OCTETS];
    cf_arena *arena = cf_arena_open(sizeof(cf_hints_writer));
    cf_hints_writer *made = arena != NULL ? cf_arena_take(arena, 1, sizeof *made) : NULL;
    if (made == NULL) {
        cf_arena_close(arena);
        return cf_fault_set(fault, CF_ERR_MEMORY, "", 0, "there is no memory to write hints");
    }
    made->arena = arena;
    made->end = CF_HINTS_HEAD_OCTETS;
    cf_status status = open_files(made, path);
    if (status == CF_OK) {
        status = cf_write_store_put(&made->hints, empty_head, sizeof empty_head);
    }
    if (status != CF_OK) {
        (void)done(made, status, fault);
        cf_hints_writer_abandon(made);
        return status;
    }
    *writer = made;
    return CF_OK;
}

/* --- ballots --- */

cf_status cf_hints_write(cf_hints_writer *writer, cf_octets hints, cf_fault *fault)
{
    uint8_t end[CF_HINTS_END_OCTETS];
    cf_status status = CF_OK;
    if (hints.at != NULL) {
        status = cf_write_store_put(&writer->hints, hints.at, hints.len);
        writer->end += hints.len;
    }
    writer->count++;
    cf_put_big_endian(end, sizeof end, writer->end);
    if (status == CF_OK) {
        status = cf_write_store_put(&writer->ends, end, sizeof end);
    }
    return done(writer, status, fault);
}

/* --- close --- */

static cf_status put_index(cf_hints_writer *writer)
{
    cf_write_store *ends = &writer->ends;
    cf_status status = cf_write_store_flush(ends);
    const uint64_t octets = writer->count * CF_HINTS_END_OCTETS;
    for (uint64_t at = 0; at < octets && status == CF_OK;) {
        const ssize_t got = pread(ends->file, ends->buffer, sizeof ends->buffer, (off_t)at);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return cf_write_store_fail(&writer->hints, "read where hints end");
        }
        status = cf_write_store_put(&writer->hints, ends->buffer, (size_t)got);
        at += (uint64_t)got;
    }
    return status == CF_OK ? cf_write_store_flush(&writer->hints) : status;
}

static cf_status put_head(cf_hints_writer *writer, const cf_hash *h_e, size_t element_octets)
{
    uint8_t head[CF_HINTS_HEAD_OCTETS];
    memcpy(head, cf_hints_magic, sizeof cf_hints_magic);
    cf_put_big_endian(head + CF_HINTS_VERSION_AT, 4, CF_HINTS_VERSION);
    cf_put_big_endian(head + CF_HINTS_WIDTH_AT, 4, element_octets);
    memcpy(head + CF_HINTS_H_E_AT, h_e->octets, CF_HASH_OCTETS);
    cf_put_big_endian(head + CF_HINTS_COUNT_AT, 8, writer->count);
    cf_put_big_endian(head + CF_HINTS_INDEX_AT, 8, writer->end);
    const bool is_written = pwrite(writer->hints.file, head, sizeof head, 0) == sizeof head;
    return is_written ? CF_OK : cf_write_store_fail(&writer->hints, "write the start of the file");
}

/* A second name and then the first one away, since to rename would write over what is there. */
static cf_status give_name(cf_hints_writer *writer)
{
    const int folder = writer->hints.parent;
    if (fsync(writer->hints.file) != 0) {
        return cf_write_store_fail(&writer->hints, "bring the file to the disk");
    }
    bool is_named = linkat(folder, writer->temporary, folder, writer->name, 0) == 0;
    if (!is_named && errno != EEXIST) { /* a file system without second names */
        if (check_free(writer) != CF_OK) {
            return writer->fault.status;
        }
        is_named = renameat(folder, writer->temporary, folder, writer->name) == 0;
    }
    return is_named ? cf_write_store_sync_folder(&writer->hints, folder)
                    : cf_write_store_fail(&writer->hints, "give the file its name");
}

cf_status cf_hints_writer_close(cf_hints_writer *writer, const cf_hash *h_e, size_t element_octets,
                                cf_fault *fault)
{
    cf_status status = writer->fault.status;
    if (status == CF_OK) {
        status = put_index(writer);
    }
    if (status == CF_OK) {
        status = put_head(writer, h_e, element_octets);
    }
    if (status == CF_OK) {
        status = give_name(writer);
    }
    (void)done(writer, status, fault);
    cf_hints_writer_abandon(writer);
    return status;
}

void cf_hints_writer_abandon(cf_hints_writer *writer)
{
    if (writer == NULL) {
        return;
    }
    if (writer->temporary[0] != '\0') {
        (void)unlinkat(writer->hints.parent, writer->temporary, 0);
    }
    cf_write_store_abandon(&writer->ends);
    cf_write_store_abandon(&writer->hints);
    cf_arena_close(writer->arena); /* writer itself stood in it */
}
