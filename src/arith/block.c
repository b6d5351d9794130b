/*
 * arith/block.c -- one lane is a row; more are the kernel's.
 */
#include "arith/block.h"

#include <string.h>

static size_t row_octets(const cf_modulus *mod)
{
    return mod->width * sizeof(cf_limb);
}

size_t cf_block_lanes(const cf_modulus *mod, size_t left)
{
    return left >= mod->kernel->worth ? mod->kernel->lanes : 1;
}

void cf_block_gather(const cf_modulus *mod, size_t lanes, cf_block *out, const cf_limb *const *rows)
{
    if (lanes == 1) {
        memcpy(out->limb, rows[0], row_octets(mod));
    } else {
        mod->kernel->gather(mod, out, rows);
    }
}

void cf_block_scatter(const cf_modulus *mod, size_t lanes, cf_limb *const *rows, const cf_block *a)
{
    if (lanes == 1) {
        memcpy(rows[0], a->limb, row_octets(mod));
    } else {
        mod->kernel->scatter(mod, rows, a);
    }
}

void cf_block_fill(const cf_modulus *mod, size_t lanes, cf_block *out, const cf_limb *row)
{
    const cf_limb *rows[CF_LANES_MAX] = { row };
    for (size_t i = 1; i < lanes; i++) {
        rows[i] = row;
    }
    cf_block_gather(mod, lanes, out, rows);
}

/* Unpacking and packing are done row by row, the products between are not. */
void cf_block_enter(const cf_modulus *mod, size_t lanes, cf_block *out, const cf_limb *const *plain)
{
    _Alignas(64) cf_limb room[CF_LANES_MAX][CF_DOMAIN_LIMBS_MAX];
    const cf_limb *rows[CF_LANES_MAX];
    for (size_t i = 0; i < lanes; i++) {
        mod->kernel->unpack(mod, room[i], plain[i]);
        rows[i] = room[i];
    }
    cf_block entrance;
    cf_block_fill(mod, lanes, &entrance, mod->entrance);
    cf_block_gather(mod, lanes, out, rows);
    cf_block_multiply(mod, lanes, out, out, &entrance);
}

void cf_block_leave(const cf_modulus *mod, size_t lanes, cf_limb *const *plain, const cf_block *a)
{
    _Alignas(64) cf_limb room[CF_LANES_MAX][CF_DOMAIN_LIMBS_MAX];
    cf_limb *rows[CF_LANES_MAX];
    for (size_t i = 0; i < lanes; i++) {
        rows[i] = room[i];
    }
    cf_block left;
    cf_block_fill(mod, lanes, &left, mod->exit);
    cf_block_multiply(mod, lanes, &left, a, &left);
    cf_block_scatter(mod, lanes, rows, &left);
    for (size_t i = 0; i < lanes; i++) {
        mod->kernel->pack(mod, plain[i], room[i]);
    }
}

void cf_block_multiply(const cf_modulus *mod, size_t lanes, cf_block *out, const cf_block *a,
                       const cf_block *b)
{
    if (lanes == 1) {
        mod->kernel->multiply(mod, out->limb, a->limb, b->limb);
    } else {
        mod->kernel->multiply_block(mod, out, a, b);
    }
}

void cf_block_square(const cf_modulus *mod, size_t lanes, cf_block *out, const cf_block *a,
                     size_t times)
{
    if (times == 0) {
        memmove(out->limb, a->limb, lanes * row_octets(mod));
    } else if (lanes == 1) {
        mod->kernel->square(mod, out->limb, a->limb, times);
    } else {
        mod->kernel->square_block(mod, out, a, times);
    }
}

/* out = entry number `digit` of so many, `stride` limbs apart. */
static void select_row(const cf_modulus *mod, cf_limb *out, const cf_limb *rows, size_t entries,
                       size_t stride, uint64_t digit)
{
    memset(out, 0, row_octets(mod));
    for (size_t i = 0; i < entries; i++) {
        const cf_mask wanted = cf_ct_is_zero(digit ^ i);
        for (size_t k = 0; k < mod->width; k++) {
            out[k] |= rows[i * stride + k] & wanted;
        }
    }
}

void cf_block_put(const cf_modulus *mod, cf_limb *table, size_t entries, size_t first,
                  const cf_block *numbers)
{
    if (mod->kernel->lanes != 1) {
        mod->kernel->put(mod, table, entries, first, numbers);
    } else {
        memcpy(table + first * mod->width, numbers->limb, row_octets(mod));
    }
}

/* Rows of a kernel that has lanes too: they are found in the lanes of a block. */
static void select_rows(const cf_modulus *mod, cf_block *out, size_t rows, const cf_limb *table,
                        size_t entries, const uint64_t *digits)
{
    const size_t lanes = mod->kernel->lanes;
    cf_block found;
    for (size_t done = 0; done < rows; done += lanes) {
        uint64_t digit[CF_LANES_MAX];
        cf_limb *row[CF_LANES_MAX];
        for (size_t i = 0; i < lanes; i++) {
            const size_t number = done + i < rows ? done + i : rows - 1;
            digit[i] = digits[number];
            row[i] = out[number].limb;
        }
        mod->kernel->select(mod, &found, 1, table, entries, digit);
        mod->kernel->scatter(mod, row, &found);
    }
}

void cf_block_select(const cf_modulus *mod, size_t lanes, cf_block *out, size_t blocks,
                     const cf_limb *table, size_t entries, const uint64_t *digits)
{
    if (lanes != 1) {
        mod->kernel->select(mod, out, blocks, table, entries, digits);
    } else if (mod->kernel->lanes != 1) {
        select_rows(mod, out, blocks, table, entries, digits);
    } else {
        for (size_t i = 0; i < blocks; i++) {
            select_row(mod, out[i].limb, table, entries, mod->width, digits[i]);
        }
    }
}

void cf_block_select_lanes(const cf_modulus *mod, size_t lanes, cf_block *out,
                           const cf_block *entries, size_t count, const uint64_t *digits)
{
    if (lanes != 1) {
        mod->kernel->select_lanes(mod, out, entries, count, digits);
        return;
    }
    select_row(mod, out->limb, entries[0].limb, count, CF_LANES_MAX * CF_DOMAIN_LIMBS_MAX,
               digits[0]);
}
