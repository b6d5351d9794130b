/*
 * combine/checking.c -- a table of g for a few checks, and the memory that they want.
 */
#include "combine/inside.h"

/* Keys, powers, room and verdicts of a check, with what aligning them takes. */
static size_t scratch_octets(size_t keys)
{
    return (keys + 4) * (4 * sizeof(cf_element) + 4 * sizeof(cf_scalar));
}

const cf_fixed_base *cf_checking_table(const cf_checking *checking, const cf_element *base)
{
    const cf_group *group = checking->bases.group;
    void *memory = cf_arena_take(checking->tables, 1, cf_fixed_base_octets(group, checking->uses));
    return memory != NULL ? cf_fixed_base_init(group, base, checking->uses, memory) : NULL;
}

cf_status cf_checking_open(const cf_group *group, size_t keys, size_t checks, cf_checking *out)
{
    *out = (cf_checking){ .uses = (uint64_t)keys * checks, .bases.group = group };
    if (keys > CF_GUARDIANS_MAX + 1) {
        return CF_ERR_MEMORY;
    }
    out->tables = cf_arena_open(2 * cf_fixed_base_octets(group, out->uses) + 64);
    out->scratch = cf_arena_open(scratch_octets(keys));
    if (out->tables == NULL || out->scratch == NULL) {
        return CF_ERR_MEMORY;
    }
    cf_element g;
    cf_group_generator(group, &g);
    out->bases.g = cf_checking_table(out, &g);
    return out->bases.g != NULL ? CF_OK : CF_ERR_MEMORY;
}

void cf_checking_close(cf_checking *checking)
{
    cf_arena_close(checking->tables);
    cf_arena_close(checking->scratch);
    *checking = (cf_checking){ 0 };
}
