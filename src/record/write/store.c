/*
 * record/write/store.c -- one buffer in front of one open file.
 */
#define _POSIX_C_SOURCE 200809L /* openat, fsync */

#include "record/write/store.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void cf_write_store_close_descriptor(int *descriptor)
{
    if (*descriptor >= 0) {
        (void)close(*descriptor);
    }
    *descriptor = -1;
}

cf_status cf_write_store_fail(cf_write_store *store, const char *doing)
{
    return cf_write_fail_io(store->fault, store->name, store->octets, doing);
}

static bool ends_in_tar(const char *path)
{
    const size_t len = strlen(path);
    return len > 4 && strcmp(path + len - 4, ".tar") == 0;
}

void cf_write_store_init(cf_write_store *store, cf_fault *fault)
{
    *store = (cf_write_store){ .fault = fault, .parent = -1, .root = -1, .below = -1, .file = -1 };
}

/* dirname and basename write into what they are given. */
cf_status cf_write_store_open_parent(cf_write_store *store, const char *path, cf_fault *fault)
{
    cf_write_store_init(store, fault);
    char own[PATH_MAX];
    const int len = snprintf(own, sizeof own, "%s", path);
    errno = ENAMETOOLONG;
    if (len >= 0 && (size_t)len < sizeof own) {
        store->parent = open(dirname(own), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    }
    return store->parent >= 0 ? CF_OK
                              : cf_write_store_fail(store, "open the folder that it goes into");
}

cf_status cf_write_store_open(cf_write_store *store, const char *path, cf_fault *fault)
{
    cf_status status = cf_write_store_open_parent(store, path, fault);
    if (status == CF_OK) {
        char own[PATH_MAX];
        (void)snprintf(own, sizeof own, "%s", path);
        const char *name = basename(own);
        status = ends_in_tar(path) ? cf_write_store_open_tar(store, name)
                                   : cf_write_store_open_folder(store, name);
    }
    if (status != CF_OK) {
        cf_write_store_abandon(store);
    }
    return status;
}

static cf_status write_all(cf_write_store *store, const uint8_t *octets, size_t len)
{
    while (len > 0) {
        const ssize_t count = write(store->file, octets, len);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count <= 0) {
            return cf_write_store_fail(store, "write the file");
        }
        octets += count;
        len -= (size_t)count;
        store->octets += (size_t)count;
    }
    return CF_OK;
}

cf_status cf_write_store_flush(cf_write_store *store)
{
    const size_t used = store->used;
    store->used = 0;
    return write_all(store, store->buffer, used);
}

cf_status cf_write_store_begin(cf_write_store *store, const char *name)
{
    if (store->fault->status != CF_OK) {
        return store->fault->status;
    }
    (void)snprintf(store->name, sizeof store->name, "%s", name);
    store->octets = 0;
    store->used = 0;
    return store->kind->begin(store);
}

cf_status cf_write_store_put(cf_write_store *store, const void *octets, size_t len)
{
    if (store->fault->status != CF_OK) {
        return store->fault->status;
    }
    if (len > sizeof store->buffer - store->used) {
        const cf_status status = cf_write_store_flush(store);
        if (status != CF_OK || len >= sizeof store->buffer) {
            return status != CF_OK ? status : write_all(store, octets, len);
        }
    }
    memcpy(store->buffer + store->used, octets, len);
    store->used += len;
    return CF_OK;
}

cf_status cf_write_store_end(cf_write_store *store)
{
    if (store->fault->status != CF_OK) {
        return store->fault->status;
    }
    const cf_status status = cf_write_store_flush(store);
    return status == CF_OK ? store->kind->end(store) : status;
}

cf_status cf_write_store_make_beside(cf_write_store *store, mode_t mode,
                                     char name[CF_WRITE_NAME_MAX], int *descriptor)
{
    enum { TRIES = 100 };
    int made = -1;
    for (int attempt = 0; attempt < TRIES && made < 0; attempt++) {
        (void)snprintf(name, CF_WRITE_NAME_MAX, ".counterfoil-%ld-%d", (long)getpid(), attempt);
        made = openat(store->parent, name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode);
        if (made < 0 && errno != EEXIST) {
            break;
        }
    }
    if (made < 0) {
        name[0] = '\0';
        return cf_write_store_fail(store, "make a temporary file");
    }
    *descriptor = made;
    return CF_OK;
}

/* Its name is gone before anything stands in it. */
cf_status cf_write_store_temporary(cf_write_store *store, int *descriptor)
{
    int made = -1;
    char name[CF_WRITE_NAME_MAX];
    cf_status status = cf_write_store_make_beside(store, 0600, name, &made);
    if (status != CF_OK) {
        return status;
    }
    if (unlinkat(store->parent, name, 0) != 0) {
        status = cf_write_store_fail(store, "make a temporary file");
        cf_write_store_close_descriptor(&made);
        return status;
    }
    *descriptor = made;
    return CF_OK;
}

cf_status cf_write_store_sync_folder(cf_write_store *store, int folder)
{
    const bool synced = fsync(folder) == 0 || errno == EINVAL;
    return synced ? CF_OK : cf_write_store_fail(store, "bring the folder to the disk");
}

cf_status cf_write_store_close(cf_write_store *store)
{
    cf_status status = store->fault->status;
    if (status == CF_OK) {
        status = store->kind->close(store);
    }
    if (status == CF_OK) {
        status = cf_write_store_sync_folder(store, store->parent);
    }
    cf_write_store_abandon(store);
    return status;
}

void cf_write_store_abandon(cf_write_store *store)
{
    if (store->file != store->root) {
        cf_write_store_close_descriptor(&store->file);
    }
    store->file = -1;
    cf_write_store_close_descriptor(&store->below);
    cf_write_store_close_descriptor(&store->root);
    cf_write_store_close_descriptor(&store->parent);
}
