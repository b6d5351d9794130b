/*
 * record/names.c -- chunks of stems, then an index over them.
 *
 * While names come in, only chunks grow.  When all are there the index is made by walking the
 * chunks (a zero where a stem should start, or the end, says that the next chunk goes on) and each
 * folder's piece of it is sorted.
 */
#include "record/names.h"

#include "record/sort.h"

#include <string.h>

enum { UNIT = 2, UNITS_PER_CHUNK = CF_NAME_CHUNK_OCTETS / UNIT, CHUNK_STEP = 64 };

static cf_status no_memory(cf_fault *fault)
{
    return cf_fault_set(fault, CF_ERR_MEMORY, "", 0,
                        "there is no memory for the names of the ballots");
}

cf_status cf_names_start_folder(cf_names *names, const char *path, cf_fault *fault)
{
    if (names->folder_count == CF_NAME_FOLDERS_MAX) {
        return cf_fault_set(fault, CF_ERR_LIMIT, path, 0,
                            "there are more than %d folders of ballots", CF_NAME_FOLDERS_MAX);
    }
    if (names->folder_count == names->folder_room) {
        size_t room = names->folder_room == 0 ? 4 : 2 * names->folder_room;
        cf_name_folder *folders = cf_arena_take(names->arena, room, sizeof *folders);
        if (folders == NULL) {
            return no_memory(fault);
        }
        if (names->folder_count > 0) {
            memcpy(folders, names->folders, names->folder_count * sizeof *folders);
        }
        names->folders = folders;
        names->folder_room = room;
    }
    names->folders[names->folder_count++] =
        (cf_name_folder){ .path = path, .first = names->count, .count = 0 };
    return CF_OK;
}

static cf_status start_chunk(cf_names *names, cf_fault *fault)
{
    if (names->chunk_count == CF_NAME_CHUNKS_MAX) {
        return cf_fault_set(fault, CF_ERR_LIMIT, "", 0,
                            "the names of the ballots take more than 8 GiB");
    }
    if (names->chunk_count % CHUNK_STEP == 0) {
        uint8_t **chunks =
            cf_arena_take(names->arena, names->chunk_count + CHUNK_STEP, sizeof *chunks);
        if (chunks == NULL) {
            return no_memory(fault);
        }
        if (names->chunk_count > 0) {
            memcpy(chunks, names->chunks, names->chunk_count * sizeof *chunks);
        }
        names->chunks = chunks;
    }
    uint8_t *chunk = cf_arena_take(names->arena, CF_NAME_CHUNK_OCTETS, 1);
    if (chunk == NULL) {
        return no_memory(fault);
    }
    names->chunks[names->chunk_count++] = chunk;
    names->used = 0;
    return CF_OK;
}

/* Octets that a stem takes in its chunk, the zero after it included. */
static size_t padded(size_t stem_len)
{
    return (stem_len + 1 + UNIT - 1) / UNIT * UNIT;
}

cf_status cf_names_add(cf_names *names, cf_octets stem, cf_fault *fault)
{
    if (names->count == CF_NAMES_MAX) {
        return cf_fault_set(fault, CF_ERR_LIMIT, "", 0, "there are more than 2^31 ballots");
    }
    size_t octets = padded(stem.len);
    if (names->chunk_count == 0 || names->used + octets > CF_NAME_CHUNK_OCTETS) {
        cf_status status = start_chunk(names, fault);
        if (status != CF_OK) {
            return status;
        }
    }
    memcpy(names->chunks[names->chunk_count - 1] + names->used, stem.at, stem.len);
    names->used += octets;
    names->count++;
    names->folders[names->folder_count - 1].count++;
    return CF_OK;
}

static const char *stem_at(const cf_names *names, uint32_t place)
{
    return (const char *)names->chunks[place / UNITS_PER_CHUNK]
           + (size_t)(place % UNITS_PER_CHUNK) * UNIT;
}

static void index_all(cf_names *names, uint32_t *order)
{
    uint32_t place = 0;
    for (uint32_t number = 0; number < names->count; number++) {
        if (place % UNITS_PER_CHUNK != 0 && stem_at(names, place)[0] == '\0') {
            place = (place / UNITS_PER_CHUNK + 1) * UNITS_PER_CHUNK;
        }
        order[number] = place;
        place += (uint32_t)(padded(strlen(stem_at(names, place))) / UNIT);
    }
}

static bool stem_before(const void *context, uint32_t a, uint32_t b)
{
    return strcmp(stem_at(context, a), stem_at(context, b)) < 0;
}

cf_status cf_names_seal(cf_names *names, cf_fault *fault)
{
    uint32_t *order = cf_arena_take(names->arena, names->count, sizeof *order);
    cf_arena *scratch_arena = cf_arena_open(names->count * sizeof *order + CF_NAME_CHUNK_OCTETS);
    uint32_t *scratch =
        scratch_arena == NULL ? NULL : cf_arena_take(scratch_arena, names->count, sizeof *scratch);
    if (order == NULL || scratch == NULL) {
        cf_arena_close(scratch_arena);
        return no_memory(fault);
    }

    index_all(names, order);
    for (size_t i = 0; i < names->folder_count; i++) {
        const cf_name_folder *folder = &names->folders[i];
        cf_sort(order + folder->first, scratch, folder->count, stem_before, names);
    }
    names->order = order;
    cf_arena_close(scratch_arena);
    return CF_OK;
}

const char *cf_names_stem(const cf_names *names, uint32_t number)
{
    return stem_at(names, names->order[number]);
}

const cf_name_folder *cf_names_folder(const cf_names *names, uint32_t number)
{
    size_t low = 0;
    size_t high = names->folder_count;

    /*
     * The last folder that starts at or before number; of empty ones, which start where the next
     * does, the last.
     */
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (names->folders[middle].first <= number) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return &names->folders[low];
}

const char *cf_names_path(const cf_names *names, uint32_t number, cf_arena *arena)
{
    const cf_name_folder *folder = cf_names_folder(names, number);
    return cf_arena_print(arena, "%s/%s%s%s", folder->path, names->prefix,
                          cf_names_stem(names, number), names->suffix);
}
