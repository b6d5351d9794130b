/*
 * record/tar.h -- which files stand in this archive, and where?
 *
 * Inside the room only.  A record may be one plain ustar archive: regular files and folders, read
 * where they lie.  What one reader of archives understands and another does not is refused by name:
 * extensions of any kind (pax, GNU: long names, sparse files, sizes in base 256), links, devices,
 * names that are absolute, have a part "", "." or ".." or stand there twice, names below a file, a
 * false checksum, an archive without its two zero blocks or with anything but zeros after them.  A
 * "./" before all of a name may be there.
 *
 *   units    octets
 *   memory   28 octets and its name for each entry, in the arena that it is opened with
 *   threads  after opening nothing changes
 *   source   [POSIX] pax, "ustar Interchange Format"; doc/formats.md
 */
#ifndef CF_RECORD_TAR_H
#define CF_RECORD_TAR_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/file.h"

enum {
    CF_TAR_BLOCK = 512,
    CF_TAR_NAME_MAX = 256,        /* a prefix of 155, a slash, a name of 100 */
    CF_TAR_ENTRIES_MAX = 1 << 24, /* half a gigabyte of index, besides the names */
    CF_TAR_AFTER_MAX = 1 << 20    /* zeros that may follow the end: writers fill up their records */
};

typedef struct cf_tar_entry {
    uint64_t name; /* where in the names */
    uint64_t offset;
    uint64_t size; /* CF_TAR_FOLDER: a folder */
} cf_tar_entry;

#define CF_TAR_FOLDER UINT64_MAX

typedef struct cf_tar {
    cf_file file;
    char *names; /* each ended by a zero */
    cf_tar_entry *entries;
    uint32_t *order; /* by name, a folder right before what is in it */
    uint32_t count;
} cf_tar;

/* Whether a file looks like a tar archive of some kind: then cf_tar_open says what is wrong with it. */
bool cf_tar_looks_like(const cf_file *file);

/*
 * Index an archive.  CF_ERR_UNSUPPORTED (an extension, a kind of entry), CF_ERR_SHAPE (a name, a
 * checksum, the end), CF_ERR_LIMIT, CF_ERR_MEMORY, CF_ERR_IO; the fault has the offset of the header.
 * The file stays the caller's to close, after the archive's last use.
 */
CF_MUST_CHECK cf_status cf_tar_open(cf_tar *tar, const cf_file *file, cf_arena *arena,
                                    cf_fault *fault);

/* The entry of this name, or NULL.  A folder may be there without an entry of its own. */
const cf_tar_entry *cf_tar_find(const cf_tar *tar, const char *name);

/* Whether something stands in a folder of this name, or it has an entry.  "" is the archive. */
bool cf_tar_has_folder(const cf_tar *tar, const char *name);

/* As cf_folder_list: 'f' and 'd'. */
CF_MUST_CHECK cf_status cf_tar_list(const cf_tar *tar, const char *folder, cf_folder_visit *visit,
                                    void *context);

/* A window of the archive. */
cf_file cf_tar_open_entry(const cf_tar *tar, const cf_tar_entry *entry);

#endif
