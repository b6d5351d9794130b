/*
 * fuzz/record_file.c -- read twice, and the two digests compared.
 */
#undef NDEBUG

#include "record_file.h"

#include "record/window.h"

#include <assert.h>
#include <string.h>

enum { ARENA_OCTETS = 1 << 24 };

/* A text may be too long for the window alone, and memory is out sooner in one of the two. */
static bool is_limit(cf_status status)
{
    return status == CF_ERR_LIMIT || status == CF_ERR_MEMORY;
}

static void check_window(const cf_kind *kind, cf_octets document, size_t space, cf_arena *arena,
                         cf_status status, uint64_t digest)
{
    cf_fault fault = { .status = CF_OK };
    uint64_t again = 0;
    cf_arena_reset(arena);
    cf_status through = cf_kind_read_window(kind, document, space, arena, &again, &fault);
    if (!is_limit(status) && !is_limit(through)) {
        assert(through == status);
        assert(status != CF_OK || again == digest);
    }
}

void fuzz_record_file(const cf_kind *kinds, size_t count, cf_octets input)
{
    static cf_arena *arena;
    if (arena == NULL) {
        arena = cf_arena_open(ARENA_OCTETS);
        assert(arena != NULL);
    }
    if (input.len < 2) {
        return;
    }
    const cf_kind *kind = &kinds[input.at[0] % count];
    cf_octets document = cf_octets_of(input.at + 2, input.len - 2);

    cf_fault fault = { .status = CF_OK };
    uint64_t digest = 0;
    cf_arena_reset(arena);
    cf_status status = cf_kind_read(kind, document, arena, &digest, &fault);
    assert(status == CF_OK || (fault.status == status && strlen(fault.what) > 0));
    if (!kind->is_manifest) {
        /* So many blanks that the first window ends anywhere in a small document. */
        size_t space = CF_JSON_BUFFER_MIN - 1 - (size_t)input.at[1] * 4;
        check_window(kind, document, space, arena, status, digest);
    }
}
