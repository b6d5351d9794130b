/*
 * record/write/store.h -- where the files of a record go: a folder, or one tar.
 *
 * Inside the room only.  One file is open at a time, and its octets come in order.  Nothing that
 * exists is written over: every file and folder is made here or the writing fails.
 *
 *   memory   the caller's: one struct
 *   source   [POSIX] pax, "ustar interchange format"
 */
#ifndef CF_RECORD_WRITE_STORE_H
#define CF_RECORD_WRITE_STORE_H

#include "record/write/fail.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum { CF_WRITE_NAME_MAX = 64, CF_WRITE_BUFFER = 1 << 16 };

typedef struct cf_write_store cf_write_store;

/* What a folder and a tar do differently.  begin sets store->file. */
typedef struct cf_write_store_kind {
    cf_status (*begin)(cf_write_store *store);
    cf_status (*end)(cf_write_store *store);
    cf_status (*close)(cf_write_store *store);
} cf_write_store_kind;

struct cf_write_store {
    cf_fault *fault; /* the writer's */
    const cf_write_store_kind *kind;
    int parent; /* the folder that the record stands in */
    int root;   /* the record: a folder, or the tar */
    int below;  /* folder: the open one of its folders, or -1 */
    int file;   /* what is written to, or -1; the root where that is a tar */
    char below_name[CF_WRITE_NAME_MAX];
    char name[CF_WRITE_NAME_MAX]; /* of the open file, in the record */
    uint64_t octets;              /* of the open file, so far */
    uint64_t header_at;           /* tar: where the header of the open file goes */
    size_t used;
    uint8_t buffer[CF_WRITE_BUFFER];
};

/*
 * Make the folder, or take an empty one; for a path that ends in ".tar" make the file.  fault
 * outlives the store.  Unless CF_OK there is nothing to close.
 */
CF_MUST_CHECK cf_status cf_write_store_open(cf_write_store *store, const char *path,
                                            cf_fault *fault);

/* name: "keys.json" or "ballots/00000001.jsonl".  Files of one folder come one after the other. */
CF_MUST_CHECK cf_status cf_write_store_begin(cf_write_store *store, const char *name);
CF_MUST_CHECK cf_status cf_write_store_put(cf_write_store *store, const void *octets, size_t len);

/* The file is on disk then. */
CF_MUST_CHECK cf_status cf_write_store_end(cf_write_store *store);

/* A file without a name beside what is written, for reading and writing.  The caller closes it. */
CF_MUST_CHECK cf_status cf_write_store_temporary(cf_write_store *store, int *descriptor);

/* Everything is on disk then.  The store is gone, whatever is returned. */
CF_MUST_CHECK cf_status cf_write_store_close(cf_write_store *store);
void cf_write_store_abandon(cf_write_store *store);

/* --- for a file that belongs to no record --- */

/*
 * An empty store, whose caller sets store->file and says what it is; and one that knows the folder
 * of path (CF_ERR_IO).  It is flushed and abandoned, not closed.
 */
void cf_write_store_init(cf_write_store *store, cf_fault *fault);
CF_MUST_CHECK cf_status cf_write_store_open_parent(cf_write_store *store, const char *path,
                                                   cf_fault *fault);

/* A new file in that folder, for reading and writing, under a name that nobody had. */
CF_MUST_CHECK cf_status cf_write_store_make_beside(cf_write_store *store, mode_t mode,
                                                   char name[CF_WRITE_NAME_MAX], int *descriptor);

/* --- for the kinds --- */

CF_MUST_CHECK cf_status cf_write_store_open_folder(cf_write_store *store, const char *name);
CF_MUST_CHECK cf_status cf_write_store_open_tar(cf_write_store *store, const char *name);

/* Write out the buffer. */
CF_MUST_CHECK cf_status cf_write_store_flush(cf_write_store *store);

/* fsync a folder; where the file system knows no such thing, that is no error. */
CF_MUST_CHECK cf_status cf_write_store_sync_folder(cf_write_store *store, int folder);

/* "cannot DOING: why", of the open file. */
cf_status cf_write_store_fail(cf_write_store *store, const char *doing);

void cf_write_store_close_descriptor(int *descriptor);

#endif
