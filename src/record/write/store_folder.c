/*
 * record/write/store_folder.c -- a record as a folder: each file its own.
 *
 * A file is made with O_EXCL below descriptors that we hold, so nobody's file is written over and
 * no link is followed.  Each is brought to the disk when it ends, each folder when it is left.
 */
#define _POSIX_C_SOURCE 200809L /* openat, mkdirat, fsync */

#include "record/write/store.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int make_file(int folder, const char *name)
{
    return openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
}

static int open_folder(int folder, const char *name)
{
    return openat(folder, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

static cf_status leave_below(cf_write_store *store)
{
    cf_status status = CF_OK;
    if (store->below >= 0) {
        status = cf_write_store_sync_folder(store, store->below);
        cf_write_store_close_descriptor(&store->below);
    }
    return status;
}

static cf_status enter_below(cf_write_store *store, const char *name)
{
    if (store->below >= 0 && strcmp(store->below_name, name) == 0) {
        return CF_OK;
    }
    const cf_status status = leave_below(store);
    if (status != CF_OK) {
        return status;
    }
    (void)snprintf(store->below_name, sizeof store->below_name, "%s", name);
    if (mkdirat(store->root, name, 0777) == 0) {
        store->below = open_folder(store->root, name);
    }
    return store->below >= 0 ? CF_OK : cf_write_store_fail(store, "make its folder");
}

static cf_status begin(cf_write_store *store)
{
    const char *slash = strchr(store->name, '/');
    int folder = store->root;
    const char *name = store->name;
    if (slash != NULL) {
        char below[CF_WRITE_NAME_MAX];
        (void)snprintf(below, sizeof below, "%.*s", (int)(slash - name), name);
        const cf_status status = enter_below(store, below);
        if (status != CF_OK) {
            return status;
        }
        folder = store->below;
        name = slash + 1;
    }
    store->file = make_file(folder, name);
    return store->file >= 0 ? CF_OK : cf_write_store_fail(store, "make the file");
}

static cf_status end(cf_write_store *store)
{
    bool kept = fsync(store->file) == 0;
    kept = close(store->file) == 0 && kept;
    store->file = -1;
    return kept ? CF_OK : cf_write_store_fail(store, "bring the file to the disk");
}

static cf_status close_record(cf_write_store *store)
{
    const cf_status status = leave_below(store);
    return status == CF_OK ? cf_write_store_sync_folder(store, store->root) : status;
}

static const cf_write_store_kind folder_kind = { .begin = begin,
                                                 .end = end,
                                                 .close = close_record };

static cf_status not_empty(void *context, const char *name, char kind)
{
    (void)kind;
    return cf_write_fail(context, CF_ERR_IO, "", 0,
                         "the folder is not empty: it holds \"%s\", and nothing is written over",
                         name);
}

cf_status cf_write_store_open_folder(cf_write_store *store, const char *name)
{
    store->kind = &folder_kind;
    const bool made = mkdirat(store->parent, name, 0777) == 0;
    if (!made && errno != EEXIST) {
        return cf_write_store_fail(store, "make the folder");
    }
    store->root = open_folder(store->parent, name);
    if (store->root < 0) {
        return cf_write_store_fail(store, "open the folder");
    }
    if (made) {
        return CF_OK;
    }
    const cf_folder folder = { .descriptor = store->root };
    cf_fault fault = { 0 };
    cf_status status = cf_folder_list(&folder, not_empty, store->fault, &fault);
    return status == CF_OK ? CF_OK : cf_write_fail(store->fault, status, "", 0, "%s", fault.what);
}
