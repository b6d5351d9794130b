/*
 * record/tar.c -- walked twice, to count and to keep; then put in order.
 *
 * '/' counts as the least of all octets, so that a folder stands right before what is in it and
 * everything in it stands together.
 */
#include "record/tar.h"

#include "record/sort.h"
#include "record/tar_header.h"

#include <string.h>

/* --- the walk --- */

typedef struct tally {
    uint64_t count;
    uint64_t name_octets;
} tally;

typedef struct walk {
    const cf_file *file;
    cf_tar *keep; /* NULL: only count */
    tally seen;
    tally room; /* what the first walk counted */
    cf_fault *fault;
} walk;

/* len octets from offset; fewer only at the end of the file. */
static cf_status read_at(const cf_file *file, uint64_t offset, uint8_t *out, size_t len,
                         size_t *have, cf_fault *fault)
{
    *have = 0;
    if (offset >= file->size) {
        return CF_OK;
    }
    const uint64_t left = file->size - offset;
    cf_file window = cf_file_lend(file, offset, left < len ? left : len);
    for (;;) {
        size_t got = 0;
        cf_status status = cf_file_read(&window, out + *have, len - *have, &got, fault);
        if (status != CF_OK || got == 0) {
            return status;
        }
        *have += got;
    }
}

static cf_status read_block(const walk *at, uint64_t offset, uint8_t block[CF_TAR_BLOCK])
{
    size_t have = 0;
    cf_status status = read_at(at->file, offset, block, CF_TAR_BLOCK, &have, at->fault);
    if (status == CF_OK && have < CF_TAR_BLOCK) {
        status = cf_fault_set(at->fault, CF_ERR_SHAPE, "", offset,
                              "the archive ends without its two blocks of zeros");
    }
    return status;
}

static cf_status changed(const walk *at)
{
    return cf_fault_set(at->fault, CF_ERR_IO, "", 0, "the archive changed while it was read");
}

static cf_status take(walk *at, const cf_tar_header *header, uint64_t offset)
{
    const size_t octets = strlen(header->name) + 1;
    if (at->seen.count == CF_TAR_ENTRIES_MAX) {
        return cf_fault_set(at->fault, CF_ERR_LIMIT, "", offset,
                            "the archive has more than %d entries", CF_TAR_ENTRIES_MAX);
    }
    if (at->keep != NULL) {
        if (at->seen.count == at->room.count
            || octets > at->room.name_octets - at->seen.name_octets) {
            return changed(at);
        }
        memcpy(at->keep->names + at->seen.name_octets, header->name, octets);
        at->keep->entries[at->seen.count] =
            (cf_tar_entry){ .name = at->seen.name_octets,
                            .offset = offset + CF_TAR_BLOCK,
                            .size = header->is_folder ? CF_TAR_FOLDER : header->size };
    }
    at->seen.count++;
    at->seen.name_octets += octets;
    return CF_OK;
}

/* After the first block of zeros: another, and nothing but zeros. */
static cf_status check_end(const walk *at, uint64_t offset)
{
    uint8_t block[CF_TAR_BLOCK];
    cf_status status = read_block(at, offset, block);
    if (status != CF_OK) {
        return status;
    }
    if (at->file->size - offset > CF_TAR_AFTER_MAX) {
        return cf_fault_set(at->fault, CF_ERR_LIMIT, "", offset,
                            "more than %d octets follow the end of the archive", CF_TAR_AFTER_MAX);
    }
    for (size_t have = CF_TAR_BLOCK; have > 0; offset += have) {
        if (!cf_tar_is_zero(block, have)) {
            return cf_fault_set(at->fault, CF_ERR_SHAPE, "", offset,
                                "something follows the end of the archive");
        }
        status = read_at(at->file, offset + have, block, CF_TAR_BLOCK, &have, at->fault);
        if (status != CF_OK) {
            return status;
        }
    }
    return CF_OK;
}

/* Where the next header stands.  A size has 36 bits and a file's offset 63, so nothing wraps. */
static uint64_t past(uint64_t offset, uint64_t size)
{
    return offset + CF_TAR_BLOCK + (size + CF_TAR_BLOCK - 1) / CF_TAR_BLOCK * CF_TAR_BLOCK;
}

static cf_status walk_all(walk *at)
{
    uint8_t block[CF_TAR_BLOCK];
    cf_tar_header header;
    for (uint64_t offset = 0;; offset = past(offset, header.size)) {
        cf_status status = read_block(at, offset, block);
        if (status != CF_OK) {
            return status;
        }
        if (cf_tar_is_zero(block, sizeof block)) {
            return check_end(at, offset + CF_TAR_BLOCK);
        }
        status = cf_tar_header_read(block, offset, &header, at->fault);
        if (status == CF_OK && header.size > at->file->size - offset - CF_TAR_BLOCK) {
            status = cf_fault_set(at->fault, CF_ERR_SHAPE, header.name, offset,
                                  "the file is larger than what is left of the archive");
        }
        if (status == CF_OK && header.name[0] != '\0') {
            status = take(at, &header, offset);
        }
        if (status != CF_OK) {
            return status;
        }
    }
}

/* --- order --- */

static const char *name_of(const cf_tar *tar, uint32_t place)
{
    return tar->names + tar->entries[place].name;
}

static int weight(char octet)
{
    return octet == '/' ? 1 : octet == '\0' ? 0 : (uint8_t)octet + 1;
}

static int compare(const char *a, const char *b)
{
    while (*a != '\0' && *a == *b) {
        a++;
        b++;
    }
    return weight(*a) - weight(*b);
}

static bool before(const void *context, uint32_t a, uint32_t b)
{
    return compare(name_of(context, a), name_of(context, b)) < 0;
}

/* Whether a name is that of a folder and something in it. */
static bool is_in(const char *name, const char *folder)
{
    const size_t len = strlen(folder);
    return strncmp(name, folder, len) == 0 && name[len] == '/';
}

/* What must not stand twice, or below a file, stands side by side now. */
static cf_status check_neighbours(const cf_tar *tar, cf_fault *fault)
{
    for (uint32_t i = 1; i < tar->count; i++) {
        const cf_tar_entry *entry = &tar->entries[tar->order[i - 1]];
        const char *name = name_of(tar, tar->order[i - 1]);
        const char *next = name_of(tar, tar->order[i]);
        const uint64_t header = tar->entries[tar->order[i]].offset - CF_TAR_BLOCK;
        if (strcmp(name, next) == 0) {
            return cf_fault_set(fault, CF_ERR_SHAPE, next, header,
                                "the name stands in the archive twice");
        }
        if (entry->size != CF_TAR_FOLDER && is_in(next, name)) {
            return cf_fault_set(fault, CF_ERR_SHAPE, next, header,
                                "the name lies in a file of the archive");
        }
    }
    return CF_OK;
}

static cf_status no_memory(cf_fault *fault)
{
    return cf_fault_set(fault, CF_ERR_MEMORY, "", 0,
                        "there is no memory for the names in the archive");
}

static cf_status put_in_order(cf_tar *tar, cf_fault *fault)
{
    const size_t octets = tar->count * sizeof(uint32_t);
    cf_arena *own = cf_arena_open(octets + 4096);
    uint32_t *scratch = own == NULL ? NULL : cf_arena_take(own, tar->count, sizeof *scratch);
    if (scratch == NULL) {
        cf_arena_close(own);
        return no_memory(fault);
    }
    for (uint32_t i = 0; i < tar->count; i++) {
        tar->order[i] = i;
    }
    cf_sort(tar->order, scratch, tar->count, before, tar);
    cf_arena_close(own);
    return check_neighbours(tar, fault);
}

/* --- opening --- */

bool cf_tar_looks_like(const cf_file *file)
{
    uint8_t block[CF_TAR_BLOCK];
    size_t have = 0;
    cf_status status = read_at(file, 0, block, sizeof block, &have, NULL);
    return status == CF_OK && have == sizeof block && cf_tar_has_magic(block);
}

static cf_status keep_all(walk *at, cf_tar *tar, cf_arena *arena)
{
    tar->names = cf_arena_take(arena, at->room.name_octets, 1);
    tar->entries = cf_arena_take(arena, at->room.count, sizeof *tar->entries);
    tar->order = cf_arena_take(arena, at->room.count, sizeof *tar->order);
    if (tar->names == NULL || tar->entries == NULL || tar->order == NULL) {
        return no_memory(at->fault);
    }
    at->keep = tar;
    cf_status status = walk_all(at);
    if (status == CF_OK && at->seen.count != at->room.count) {
        status = changed(at);
    }
    tar->count = (uint32_t)at->seen.count;
    return status;
}

cf_status cf_tar_open(cf_tar *tar, const cf_file *file, cf_arena *arena, cf_fault *fault)
{
    cf_tar opened = { .file = *file };
    walk at = { .file = file, .fault = fault };
    cf_status status = walk_all(&at);
    if (status != CF_OK) {
        return status;
    }
    at.room = at.seen;
    at.seen = (tally){ 0 };
    status = keep_all(&at, &opened, arena);
    if (status == CF_OK) {
        status = put_in_order(&opened, fault);
    }
    if (status == CF_OK) {
        *tar = opened;
    }
    return status;
}

/* --- questions --- */

/* The first place in the order whose name is not before this one. */
static uint32_t place_of(const cf_tar *tar, const char *name)
{
    uint32_t low = 0;
    uint32_t high = tar->count;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (compare(name_of(tar, tar->order[middle]), name) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

const cf_tar_entry *cf_tar_find(const cf_tar *tar, const char *name)
{
    const uint32_t place = place_of(tar, name);
    const bool is_there = place < tar->count && strcmp(name_of(tar, tar->order[place]), name) == 0;
    return is_there ? &tar->entries[tar->order[place]] : NULL;
}

bool cf_tar_has_folder(const cf_tar *tar, const char *name)
{
    if (name[0] == '\0') {
        return true;
    }
    const uint32_t place = place_of(tar, name);
    if (place == tar->count) {
        return false;
    }
    const char *found = name_of(tar, tar->order[place]);
    const bool is_it = strcmp(found, name) == 0;
    return is_it ? tar->entries[tar->order[place]].size == CF_TAR_FOLDER : is_in(found, name);
}

/* The part of a name that stands right in the folder, "a" of "a/b", and whether more follows. */
static bool first_part(const char *rest, char part[CF_TAR_NAME_MAX + 1])
{
    const size_t len = strcspn(rest, "/");
    memcpy(part, rest, len);
    part[len] = '\0';
    return rest[len] == '/';
}

cf_status cf_tar_list(const cf_tar *tar, const char *folder, cf_folder_visit *visit, void *context)
{
    char last[CF_TAR_NAME_MAX + 1] = "";
    const size_t skipped = folder[0] == '\0' ? 0 : strlen(folder) + 1;
    for (uint32_t i = place_of(tar, folder); i < tar->count; i++) {
        const char *name = name_of(tar, tar->order[i]);
        if (strcmp(name, folder) == 0) {
            continue;
        }
        if (skipped > 0 && !is_in(name, folder)) {
            break;
        }
        char part[CF_TAR_NAME_MAX + 1];
        const bool is_deep = first_part(name + skipped, part);
        if (strcmp(part, last) == 0) {
            continue; /* in a folder that was visited */
        }
        memcpy(last, part, sizeof last);
        const bool is_folder = is_deep || tar->entries[tar->order[i]].size == CF_TAR_FOLDER;
        cf_status status = visit(context, part, is_folder ? 'd' : 'f');
        if (status != CF_OK) {
            return status;
        }
    }
    return CF_OK;
}

cf_file cf_tar_open_entry(const cf_tar *tar, const cf_tar_entry *entry)
{
    return cf_file_lend(&tar->file, entry->offset, entry->size);
}
