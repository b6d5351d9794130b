/*
 * base/file.c -- asked what it is, opened, and asked again.
 *
 * The question before keeps us from opening a device, which can do something; the question after is
 * the one that counts, because between the two a stranger may have put something else there.
 */
#define _DEFAULT_SOURCE /* d_type */

#include "base/file.h"

#include "base/below.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool cf_folder_has_file(const cf_folder *folder, const char *name)
{
    return cf_below_kind(folder->descriptor, name) == S_IFREG;
}

cf_status cf_folder_open(cf_folder *folder, const char *path, cf_fault *fault)
{
    int descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) {
        return cf_below_fail(fault, "", "open the folder");
    }
    folder->descriptor = descriptor;
    return CF_OK;
}

cf_status cf_folder_open_below(cf_folder *below, const cf_folder *folder, const char *name,
                               cf_fault *fault)
{
    return cf_below_open(folder->descriptor, name, true, &below->descriptor, fault);
}

void cf_folder_close(cf_folder *folder)
{
    if (folder->descriptor >= 0) {
        (void)close(folder->descriptor);
    }
    folder->descriptor = -1;
}

static char kind_of_mode(mode_t mode)
{
    return S_ISREG(mode) ? 'f' : S_ISDIR(mode) ? 'd' : '?';
}

/* Not every file system tells kinds while listing; then each entry is asked. */
static char kind_of_entry(int folder, const struct dirent *entry)
{
    if (entry->d_type == DT_UNKNOWN) {
        struct stat found = { 0 };
        int rc = fstatat(folder, entry->d_name, &found, AT_SYMLINK_NOFOLLOW);
        return rc == 0 ? kind_of_mode(found.st_mode) : '?';
    }
    return entry->d_type == DT_REG ? 'f' : entry->d_type == DT_DIR ? 'd' : '?';
}

static cf_status visit_entries(DIR *entries, cf_folder_visit *visit, void *context, cf_fault *fault)
{
    for (;;) {
        errno = 0;
        const struct dirent *entry = readdir(entries); /* threads each hold a DIR of their own */
        if (entry == NULL) {
            return errno == 0 ? CF_OK : cf_below_fail(fault, ".", "list the folder");
        }
        if (cf_below_is_dots(entry->d_name)) {
            continue;
        }
        cf_status status = visit(context, entry->d_name, kind_of_entry(dirfd(entries), entry));
        if (status != CF_OK) {
            return status;
        }
    }
}

cf_status cf_folder_list(const cf_folder *folder, cf_folder_visit *visit, void *context,
                         cf_fault *fault)
{
    /* Opened anew, because a duplicate would share and move the place in the listing. */
    int again = openat(folder->descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *entries = again < 0 ? NULL : fdopendir(again);
    if (entries == NULL) {
        cf_status status = cf_below_fail(fault, ".", "list the folder");
        if (again >= 0) {
            (void)close(again);
        }
        return status;
    }
    cf_status status = visit_entries(entries, visit, context, fault);
    (void)closedir(entries);
    return status;
}

static cf_status not_a_file(cf_fault *fault, const char *name)
{
    return cf_fault_set(fault, CF_ERR_UNSUPPORTED, name, 0, "not a regular file");
}

/* What was opened has to be a regular file; else it is closed again. */
static cf_status take_file(cf_file *file, int descriptor, const char *name, cf_fault *fault)
{
    cf_status status = CF_OK;
    struct stat found = { 0 };
    if (fstat(descriptor, &found) != 0) {
        status = cf_below_fail(fault, name, "look at the file");
    } else if (!S_ISREG(found.st_mode) || found.st_size < 0) {
        status = not_a_file(fault, name);
    }
    if (status != CF_OK) {
        (void)close(descriptor);
        return status;
    }
    *file = (cf_file){ .descriptor = descriptor, .size = (uint64_t)found.st_size };
    return CF_OK;
}

cf_status cf_file_open_path(cf_file *file, const char *path, cf_fault *fault)
{
    struct stat found = { 0 };
    if (stat(path, &found) == 0 && !S_ISREG(found.st_mode)) {
        return not_a_file(fault, "");
    }
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    return descriptor < 0 ? cf_below_fail(fault, "", "open the file")
                          : take_file(file, descriptor, "", fault);
}

cf_status cf_file_open(cf_file *file, const cf_folder *folder, const char *name, cf_fault *fault)
{
    mode_t kind = cf_below_kind(folder->descriptor, name);
    if (kind != 0 && !S_ISREG(kind)) {
        return not_a_file(fault, name);
    }
    int descriptor = -1;
    cf_status status = cf_below_open(folder->descriptor, name, false, &descriptor, fault);
    return status == CF_OK ? take_file(file, descriptor, name, fault) : status;
}

void cf_file_close(cf_file *file)
{
    if (file->descriptor >= 0 && !file->is_lent) {
        (void)close(file->descriptor);
    }
    file->descriptor = -1;
}

cf_status cf_file_open_again(cf_file *again, const cf_file *file, const char *name, cf_fault *fault)
{
    cf_file window = cf_file_lend(file, 0, file->size);
    if (!file->is_lent) {
        window.is_lent = false;
        window.descriptor = fcntl(file->descriptor, F_DUPFD_CLOEXEC, 0);
        if (window.descriptor < 0) {
            return cf_below_fail(fault, name, "open the file");
        }
    }
    *again = window;
    return CF_OK;
}

void cf_file_narrow(cf_file *file, uint64_t offset, uint64_t size)
{
    assert(offset <= file->size && size <= file->size - offset);
    file->start = file->is_window ? file->start + offset : offset;
    file->size = size;
    file->is_window = true;
    file->passed = 0;
}

cf_file cf_file_lend(const cf_file *file, uint64_t offset, uint64_t size)
{
    cf_file window = *file;
    cf_file_narrow(&window, offset, size);
    window.is_lent = true;
    return window;
}

static cf_status changed(cf_fault *fault, uint64_t offset)
{
    return cf_fault_set(fault, CF_ERR_IO, "", offset, "the file changed while it was read");
}

/* start + size is at most what a file had for its size, so the offset fits an off_t. */
static ssize_t read_window(cf_file *file, void *out, size_t len)
{
    ssize_t count = pread(file->descriptor, out, len, (off_t)(file->start + file->passed));
    file->passed += count > 0 ? (uint64_t)count : 0;
    return count;
}

cf_status cf_file_read(cf_file *file, void *out, size_t len, size_t *got, cf_fault *fault)
{
    const uint64_t left = file->is_window ? file->size - file->passed : len;
    const size_t want = len < left ? len : (size_t)left;
    *got = 0;
    if (want == 0) {
        return CF_OK;
    }
    for (;;) {
        ssize_t count =
            file->is_window ? read_window(file, out, want) : read(file->descriptor, out, want);
        if (count == 0 && file->is_window) {
            return changed(fault, file->start + file->passed);
        }
        if (count >= 0) {
            *got = (size_t)count;
            return CF_OK;
        }
        if (errno != EINTR) {
            return cf_below_fail(fault, "", "read the file");
        }
    }
}

/* The same fault, said of the file of this name. */
static cf_status name_fault(cf_fault *fault, cf_status status, const char *name)
{
    return fault == NULL ? status
                         : cf_fault_set(fault, status, name, fault->offset, "%s", fault->what);
}

/* All octets that the file had when it was opened.  One that changes meanwhile is refused. */
static cf_status fill_from(cf_file *file, uint8_t *out, cf_fault *fault)
{
    uint64_t have = 0;
    for (;;) {
        uint8_t spare = 0;
        bool is_full = have == file->size;
        size_t got = 0;
        cf_status status = is_full ? cf_file_read(file, &spare, 1, &got, fault)
                                   : cf_file_read(file, out + have, file->size - have, &got, fault);
        if (status != CF_OK) {
            return status;
        }
        if (got == 0 && is_full) {
            return CF_OK;
        }
        if (got == 0 || is_full) {
            return changed(fault, have);
        }
        have += got;
    }
}

cf_status cf_file_read_all(cf_file *file, const char *name, uint64_t octets_max, cf_arena *arena,
                           cf_octets *out, cf_fault *fault)
{
    if (file->size > octets_max) {
        return cf_fault_set(fault, CF_ERR_LIMIT, name, octets_max,
                            "the file has %llu octets; at most %llu are read",
                            (unsigned long long)file->size, (unsigned long long)octets_max);
    }
    uint8_t *octets = cf_arena_take(arena, 1, file->size);
    if (octets == NULL) {
        return cf_fault_set(fault, CF_ERR_MEMORY, name, 0, "no memory for the file");
    }
    cf_status status = fill_from(file, octets, fault);
    if (status != CF_OK) {
        return name_fault(fault, status, name);
    }
    *out = cf_octets_of(octets, file->size);
    return CF_OK;
}

cf_status cf_file_read_whole(const cf_folder *folder, const char *name, uint64_t octets_max,
                             cf_arena *arena, cf_octets *out, cf_fault *fault)
{
    cf_file file;
    cf_status status = cf_file_open(&file, folder, name, fault);
    if (status == CF_OK) {
        status = cf_file_read_all(&file, name, octets_max, arena, out, fault);
        cf_file_close(&file);
    }
    return status;
}
