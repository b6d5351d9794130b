/*
 * base/file.h -- files from outside, opened so that nothing surprises.
 *
 * A record is a folder that a stranger packed.  Every name is opened relative to the folder that
 * was opened first; symbolic links, devices, pipes and names that leave the folder are refused.
 *
 * A file may be narrowed to a window: a piece of it, with no octet before and none after.  A window
 * has a place of its own, so that many read from one descriptor at once.
 *
 *   units    octets
 */
#ifndef CF_BASE_FILE_H
#define CF_BASE_FILE_H

#include "base/arena.h"
#include "base/fault.h"

#include <stdbool.h>
#include <stdint.h>

/* An open regular file, or a window of one, read from start to end. */
typedef struct cf_file {
    int descriptor;
    uint64_t size;
    bool is_window;
    bool is_lent;    /* the descriptor is somebody else's: to close is to forget it */
    uint64_t start;  /* a window: where it begins */
    uint64_t passed; /* and how many of its octets were read */
} cf_file;

/* An open folder. */
typedef struct cf_folder {
    int descriptor;
} cf_folder;

/* CF_ERR_ABSENT: nothing has that name.  CF_ERR_UNSUPPORTED: it is no folder.  Else CF_ERR_IO. */
CF_MUST_CHECK cf_status cf_folder_open(cf_folder *folder, const char *path, cf_fault *fault);

/*
 * name: one or more parts with '/' between them, below the folder.  Links are not followed.
 * CF_ERR_UNSUPPORTED also for a part "", "." or ".."; so for a name that starts or ends with '/'.
 */
CF_MUST_CHECK cf_status cf_folder_open_below(cf_folder *below, const cf_folder *folder,
                                             const char *name, cf_fault *fault);
void cf_folder_close(cf_folder *folder);

/* Whether a regular file of this name is there. */
bool cf_folder_has_file(const cf_folder *folder, const char *name);

/*
 * Call visit for each entry, in the order of the file system, without "." and "..".  kind is 'f'
 * for a regular file, 'd' for a folder, '?' for anything else.  What a visit returns, if it is not
 * CF_OK, ends the walk and is handed back; the fault is the visitor's to fill then.
 */
typedef cf_status cf_folder_visit(void *context, const char *name, char kind);
CF_MUST_CHECK cf_status cf_folder_list(const cf_folder *folder, cf_folder_visit *visit,
                                       void *context, cf_fault *fault);

/* CF_ERR_ABSENT, CF_ERR_UNSUPPORTED (not a regular file) or CF_ERR_IO; fault->file is name. */
CF_MUST_CHECK cf_status cf_file_open(cf_file *file, const cf_folder *folder, const char *name,
                                     cf_fault *fault);
void cf_file_close(cf_file *file);

/*
 * Open an open file once more, as a window of all of it with a descriptor of its own; one that is
 * lent is lent again.  CF_ERR_IO; name for the fault.
 */
CF_MUST_CHECK cf_status cf_file_open_again(cf_file *again, const cf_file *file, const char *name,
                                           cf_fault *fault);

/*
 * The file at a path of the machine, which somebody named: here links are followed.  CF_ERR as
 * before.
 */
CF_MUST_CHECK cf_status cf_file_open_path(cf_file *file, const char *path, cf_fault *fault);

/* Narrow a file to size octets from offset on, which lie in it; reading starts anew. */
void cf_file_narrow(cf_file *file, uint64_t offset, uint64_t size);

/* A window of a file that stays somebody else's to close, and open as long as the window. */
cf_file cf_file_lend(const cf_file *file, uint64_t offset, uint64_t size);

/*
 * Up to len octets; *got is 0 only at the end.  Retries when interrupted.  A window that ends
 * before its size is CF_ERR_IO: the file changed.  fault->file is left empty: the caller knows the
 * name.
 */
CF_MUST_CHECK cf_status cf_file_read(cf_file *file, void *out, size_t len, size_t *got,
                                     cf_fault *fault);

/*
 * All of a file that nothing was read of into the arena; name for faults.  CF_ERR_LIMIT when it is
 * larger than octets_max.
 */
CF_MUST_CHECK cf_status cf_file_read_all(cf_file *file, const char *name, uint64_t octets_max,
                                         cf_arena *arena, cf_octets *out, cf_fault *fault);

/* Open a file, read all of it, close it. */
CF_MUST_CHECK cf_status cf_file_read_whole(const cf_folder *folder, const char *name,
                                           uint64_t octets_max, cf_arena *arena, cf_octets *out,
                                           cf_fault *fault);

#endif
