/*
 * record/names.h -- the names of all ballots, in little memory.
 *
 * The one thing that grows with a record.  Of each name only the stem is kept ("0042" of
 * "ballots/0042.json"), ended by a zero, at an even octet of a chunk that never moves, and 4 octets
 * say where.
 *
 *   units    number   0..count-1: folder by folder, and in the byte order of the stems within each
 *   memory   of the arena that it was opened with
 *   threads  after cf_names_seal nothing changes
 */
#ifndef CF_RECORD_NAMES_H
#define CF_RECORD_NAMES_H

#include "base/arena.h"
#include "base/fault.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    CF_NAME_STEM_MAX = 255,         /* no file system that we know has longer names */
    CF_NAME_CHUNK_OCTETS = 1 << 20, /* 8,192 of them: 8 GiB of names */
    CF_NAME_CHUNKS_MAX = 1 << 13,
    CF_NAME_FOLDERS_MAX = 1 << 16
};

#define CF_NAMES_MAX (UINT32_C(1) << 31)

/* Names that stand in the same folder of the record. */
typedef struct cf_name_folder {
    const char *path; /* "encrypted_ballots/device1" */
    uint32_t first;
    uint32_t count;
    bool has_list; /* a file that lists its ballots stands beside them (egk: ballot_chain.json) */
} cf_name_folder;

typedef struct cf_names {
    cf_arena *arena;
    const char *prefix; /* of every name: "eballot-" */
    const char *suffix; /* ".json" */
    uint8_t **chunks;
    size_t chunk_count;
    size_t used; /* octets of the last chunk */
    uint32_t count;
    uint32_t *order; /* places, in units of 2 octets; NULL until sealed */
    cf_name_folder *folders;
    size_t folder_count;
    size_t folder_room;
} cf_names;

/* Names go to the folder that was started last.  CF_ERR_LIMIT or CF_ERR_MEMORY. */
CF_MUST_CHECK cf_status cf_names_start_folder(cf_names *names, const char *path, cf_fault *fault);

/* stem: 1..CF_NAME_STEM_MAX octets without zeros. */
CF_MUST_CHECK cf_status cf_names_add(cf_names *names, cf_octets stem, cf_fault *fault);

/* No more names: put them in order. */
CF_MUST_CHECK cf_status cf_names_seal(cf_names *names, cf_fault *fault);

const char *cf_names_stem(const cf_names *names, uint32_t number);
const cf_name_folder *cf_names_folder(const cf_names *names, uint32_t number);

/* "encrypted_ballots/device1/eballot-7.json"; NULL when memory is out. */
const char *cf_names_path(const cf_names *names, uint32_t number, cf_arena *arena);

#endif
