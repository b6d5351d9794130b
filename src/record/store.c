/*
 * record/store.c -- each question goes to the folder or to the archive.
 */
#include "record/store.h"

#include "record/detect.h"

static cf_status open_archive(cf_store *store, const char *path, cf_arena *arena, cf_fault *fault)
{
    cf_file file;
    cf_status status = cf_file_open_path(&file, path, fault);
    if (status != CF_OK) {
        return status == CF_ERR_UNSUPPORTED ? cf_detect_file(path, fault) : status;
    }
    status = cf_detect_archive(path, &file) ? cf_tar_open(&store->tar, &file, arena, fault)
                                            : cf_detect_file(path, fault);
    if (status != CF_OK) {
        cf_file_close(&file);
    }
    return status;
}

cf_status cf_store_open(cf_store *store, const char *path, cf_arena *arena, cf_fault *fault)
{
    cf_store opened = { .is_tar = false };
    cf_status status = cf_folder_open(&opened.folder, path, fault);
    if (status == CF_ERR_UNSUPPORTED) {
        opened.is_tar = true;
        status = open_archive(&opened, path, arena, fault);
    }
    if (status == CF_OK) {
        *store = opened;
    }
    return status;
}

void cf_store_close(cf_store *store)
{
    if (store->is_tar) {
        cf_file_close(&store->tar.file);
    } else {
        cf_folder_close(&store->folder);
    }
}

bool cf_store_has_file(const cf_store *store, const char *name)
{
    if (!store->is_tar) {
        return cf_folder_has_file(&store->folder, name);
    }
    const cf_tar_entry *entry = cf_tar_find(&store->tar, name);
    return entry != NULL && entry->size != CF_TAR_FOLDER;
}

static cf_status nothing_there(const char *name, cf_fault *fault)
{
    return cf_fault_set(fault, CF_ERR_ABSENT, name, 0, "the archive has nothing of this name");
}

cf_status cf_store_open_file(const cf_store *store, const char *name, cf_file *file,
                             cf_fault *fault)
{
    if (!store->is_tar) {
        return cf_file_open(file, &store->folder, name, fault);
    }
    const cf_tar_entry *entry = cf_tar_find(&store->tar, name);
    if (cf_tar_has_folder(&store->tar, name)) {
        return cf_fault_set(fault, CF_ERR_UNSUPPORTED, name, 0, "not a regular file");
    }
    if (entry == NULL) {
        return nothing_there(name, fault);
    }
    *file = cf_tar_open_entry(&store->tar, entry);
    return CF_OK;
}

cf_status cf_store_read_whole(const cf_store *store, const char *name, uint64_t octets_max,
                              cf_arena *arena, cf_octets *out, cf_fault *fault)
{
    cf_file file;
    cf_status status = cf_store_open_file(store, name, &file, fault);
    if (status == CF_OK) {
        status = cf_file_read_all(&file, name, octets_max, arena, out, fault);
        cf_file_close(&file);
    }
    return status;
}

static cf_status find_in_tar(const cf_tar *tar, const char *name, cf_fault *fault)
{
    if (cf_tar_has_folder(tar, name)) {
        return CF_OK;
    }
    return cf_tar_find(tar, name) == NULL
               ? nothing_there(name, fault)
               : cf_fault_set(fault, CF_ERR_UNSUPPORTED, name, 0, "not a folder");
}

cf_status cf_store_find_folder(const cf_store *store, const char *name, cf_fault *fault)
{
    if (store->is_tar) {
        return find_in_tar(&store->tar, name, fault);
    }
    cf_folder folder;
    cf_status status = cf_folder_open_below(&folder, &store->folder, name, fault);
    if (status == CF_OK) {
        cf_folder_close(&folder);
    }
    return status;
}

static cf_status list_below(const cf_folder *top, const char *path, cf_folder_visit *visit,
                            void *context, cf_fault *fault)
{
    cf_folder folder;
    cf_status status = cf_folder_open_below(&folder, top, path, fault);
    if (status == CF_OK) {
        status = cf_folder_list(&folder, visit, context, fault);
        cf_folder_close(&folder);
    }
    return status;
}

cf_status cf_store_list(const cf_store *store, const char *folder, cf_folder_visit *visit,
                        void *context, cf_fault *fault)
{
    if (!store->is_tar) {
        return folder[0] == '\0' ? cf_folder_list(&store->folder, visit, context, fault)
                                 : list_below(&store->folder, folder, visit, context, fault);
    }
    cf_status status = find_in_tar(&store->tar, folder, fault);
    return status == CF_OK ? cf_tar_list(&store->tar, folder, visit, context) : status;
}
