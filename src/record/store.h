/*
 * record/store.h -- where the files of a record lie: in a folder, or in one archive.
 *
 * Inside the room only.  Whoever reads a record asks for files by name and need not know.
 *
 *   threads  after opening nothing changes
 */
#ifndef CF_RECORD_STORE_H
#define CF_RECORD_STORE_H

#include "base/file.h"
#include "record/tar.h"

typedef struct cf_store {
    bool is_tar;
    cf_folder folder;
    cf_tar tar;
} cf_store;

/* The folder, or the archive, that stands at path.  Any other file: cf_detect_file's fault. */
CF_MUST_CHECK cf_status cf_store_open(cf_store *store, const char *path, cf_arena *arena,
                                      cf_fault *fault);
void cf_store_close(cf_store *store);

/* Whether a regular file of this name is there. */
bool cf_store_has_file(const cf_store *store, const char *name);

/* As cf_file_open. */
CF_MUST_CHECK cf_status cf_store_open_file(const cf_store *store, const char *name, cf_file *file,
                                           cf_fault *fault);

/* As cf_file_read_whole. */
CF_MUST_CHECK cf_status cf_store_read_whole(const cf_store *store, const char *name,
                                            uint64_t octets_max, cf_arena *arena, cf_octets *out,
                                            cf_fault *fault);

/* Whether a folder of this name is there: CF_OK, CF_ERR_ABSENT, CF_ERR_UNSUPPORTED (no folder). */
CF_MUST_CHECK cf_status cf_store_find_folder(const cf_store *store, const char *name,
                                             cf_fault *fault);

/* Visit the entries of a folder; "" is the record.  Else as cf_store_find_folder. */
CF_MUST_CHECK cf_status cf_store_list(const cf_store *store, const char *folder,
                                      cf_folder_visit *visit, void *context, cf_fault *fault);

#endif
