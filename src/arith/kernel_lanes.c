/*
 * arith/kernel_lanes.c -- out of the block, once through the plain kernel, into the block.
 */
#include "arith/kernel_lanes.h"

#include "arith/kernel_portable.h"
#include "arith/modulus.h"

#include <string.h>

enum { LANES = CF_LANES_MAX };

static void take_lane(const cf_modulus *mod, cf_limb *row, const cf_block *a, size_t lane)
{
    for (size_t k = 0; k < mod->width; k++) {
        row[k] = a->limb[k * LANES + lane];
    }
}

static void put_lane(const cf_modulus *mod, cf_block *out, const cf_limb *row, size_t lane)
{
    for (size_t k = 0; k < mod->width; k++) {
        out->limb[k * LANES + lane] = row[k];
    }
}

void cf_lanes_gather(const cf_modulus *mod, cf_block *out, const cf_limb *const *rows)
{
    for (size_t lane = 0; lane < LANES; lane++) {
        put_lane(mod, out, rows[lane], lane);
    }
}

void cf_lanes_scatter(const cf_modulus *mod, cf_limb *const *rows, const cf_block *a)
{
    for (size_t lane = 0; lane < LANES; lane++) {
        take_lane(mod, rows[lane], a, lane);
    }
}

void cf_lanes_multiply_block(const cf_modulus *mod, cf_block *out, const cf_block *a,
                             const cf_block *b)
{
    for (size_t lane = 0; lane < LANES; lane++) {
        cf_limb x[CF_DOMAIN_LIMBS_MAX];
        cf_limb y[CF_DOMAIN_LIMBS_MAX];
        take_lane(mod, x, a, lane);
        take_lane(mod, y, b, lane);
        cf_portable_multiply(mod, x, x, y);
        put_lane(mod, out, x, lane);
    }
}

void cf_lanes_square_block(const cf_modulus *mod, cf_block *out, const cf_block *a, size_t times)
{
    for (size_t lane = 0; lane < LANES; lane++) {
        cf_limb x[CF_DOMAIN_LIMBS_MAX];
        take_lane(mod, x, a, lane);
        cf_portable_square(mod, x, x, times);
        put_lane(mod, out, x, lane);
    }
}

/* A limb of all entries stands together. */
void cf_lanes_put(const cf_modulus *mod, cf_limb *table, size_t entries, size_t first,
                  const cf_block *numbers)
{
    for (size_t k = 0; k < mod->width; k++) {
        memcpy(table + k * entries + first, numbers->limb + k * LANES, LANES * sizeof table[0]);
    }
}

void cf_lanes_select(const cf_modulus *mod, cf_block *out, size_t blocks, const cf_limb *table,
                     size_t entries, const uint64_t *digits)
{
    for (size_t i = 0; i < blocks * LANES; i++) {
        cf_limb row[CF_DOMAIN_LIMBS_MAX] = { 0 };
        for (size_t entry = 0; entry < entries; entry++) {
            const cf_mask wanted = cf_ct_is_zero(digits[i] ^ entry);
            for (size_t k = 0; k < mod->width; k++) {
                row[k] |= table[k * entries + entry] & wanted;
            }
        }
        put_lane(mod, &out[i / LANES], row, i % LANES);
    }
}

void cf_lanes_select_lanes(const cf_modulus *mod, cf_block *out, const cf_block *entries,
                           size_t count, const uint64_t *digits)
{
    memset(out, 0, sizeof *out);
    for (size_t entry = 0; entry < count; entry++) {
        for (size_t i = 0; i < LANES * mod->width; i++) {
            out->limb[i] |= entries[entry].limb[i] & cf_ct_is_zero(digits[i % LANES] ^ entry);
        }
    }
}
