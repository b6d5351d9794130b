/*
 * group/scanned_base.c -- a base raised by looking everywhere.
 *
 * An exponent is its digits e_0, e_1, .. of w bits: base^e is the product over i of
 * base^(e_i 2^(i w)), one entry of each row.  A row is read whole for each digit; and a digit 0
 * costs what any other does, so a row begins with 1.  Many powers are calculated together, so that
 * they share the reading.
 */
#include "base/wipe.h"
#include "group/scan.h"

#include <assert.h>

/*
 * Bits of a digit.  Long rows save products and cost reading, which many powers share, and lanes
 * most of all.  A table of the standard group has 1.1, 1.8 or 3.0 MB.
 */
enum { BITS_OF_FEW = 5, BITS_OF_MANY = 6, BITS_IN_LANES = 7, BLOCKS_MAX = 6 };

struct cf_scanned_base {
    const cf_group *group;
    size_t bits; /* of a digit */
    size_t rows;
    _Alignas(64) cf_limb power[]; /* base^(d 2^(i bits)) is entry d of row i */
};

/* --- building --- */

static size_t bits_for(const cf_group *group, size_t together)
{
    const size_t of_many = group->p.kernel->lanes > 1 ? BITS_IN_LANES : BITS_OF_MANY;
    return together < CF_LANES_MAX ? BITS_OF_FEW : of_many;
}

static size_t rows_of(const cf_group *group, size_t bits)
{
    return (group->parameters->q_bits + bits - 1) / bits;
}

static size_t row_limbs(const cf_group *group, size_t bits)
{
    return cf_element_limbs(group) << bits;
}

size_t cf_scanned_base_octets(const cf_group *group, size_t together)
{
    const size_t bits = bits_for(group, together);
    const size_t limbs = rows_of(group, bits) * row_limbs(group, bits);
    return (sizeof(cf_scanned_base) + limbs * sizeof(cf_limb) + 63) / 64 * 64;
}

/* x^0 .. x^(lanes - 1), and x^lanes in every lane to go on with. */
static void begin_row(const cf_modulus *p, size_t lanes, const cf_limb *x, cf_block *powers,
                      cf_block *step)
{
    _Alignas(64) cf_limb power[CF_LANES_MAX + 1][CF_DOMAIN_LIMBS_MAX];
    const cf_limb *rows[CF_LANES_MAX];
    memcpy(power[0], p->one, p->width * sizeof x[0]);
    for (size_t i = 0; i < lanes; i++) {
        rows[i] = power[i];
        cf_modulus_multiply(p, power[i + 1], power[i], x);
    }
    cf_block_gather(p, lanes, powers, rows);
    cf_block_fill(p, lanes, step, power[lanes]);
}

/* All entries of a row that begins with `first`, which becomes that of the next row. */
static void fill_row(const cf_modulus *p, size_t entries, cf_limb *row, cf_element *first)
{
    const size_t lanes = cf_block_lanes(p, entries);
    cf_block powers;
    cf_block step;
    cf_element last[CF_LANES_MAX];
    cf_limb *rows[CF_LANES_MAX];
    begin_row(p, lanes, first->limb, &powers, &step);
    for (size_t done = 0; done < entries; done += lanes) {
        cf_block_put(p, row, entries, done, &powers);
        cf_block_multiply(p, lanes, &powers, &powers, &step);
    }
    for (size_t i = 0; i < lanes; i++) {
        rows[i] = last[i].limb;
    }
    cf_block_scatter(p, lanes, rows, &powers);
    *first = last[0];
}

const cf_scanned_base *cf_scanned_base_init(const cf_group *group, const cf_element *base,
                                            size_t together, void *memory)
{
    assert((uintptr_t)memory % 64 == 0);
    cf_scanned_base *table = memory;
    table->group = group;
    table->bits = bits_for(group, together);
    table->rows = rows_of(group, table->bits);

    cf_element first = *base;
    for (size_t row = 0; row < table->rows; row++) {
        fill_row(&group->p, (size_t)1 << table->bits,
                 table->power + row * row_limbs(group, table->bits), &first);
    }
    return table;
}

/* --- raising --- */

/* Powers that are calculated together: in so many blocks of so many lanes. */
typedef struct helping {
    size_t blocks;
    size_t lanes; /* of one block */
} helping;

typedef struct workspace {
    cf_block sofar[BLOCKS_MAX];
    cf_block entry[BLOCKS_MAX];
    uint64_t digits[BLOCKS_MAX * CF_LANES_MAX];
} workspace;

/* As many blocks of the size that comes next as there are. */
static helping help(const cf_group *group, size_t left)
{
    helping out = { .lanes = cf_block_lanes(&group->p, left) };
    do {
        out.blocks++;
        left -= out.lanes < left ? out.lanes : left;
    } while (out.blocks < BLOCKS_MAX && left > 0 && cf_block_lanes(&group->p, left) == out.lanes);
    return out;
}

/* All that the digits in one row ask for; what was calculated so far begins with row 0. */
static void multiply_by_row(const cf_scanned_base *table, size_t row, const helping *of,
                            workspace *work)
{
    const cf_modulus *p = &table->group->p;
    const cf_limb *entries = table->power + row * row_limbs(table->group, table->bits);
    cf_block_select(p, of->lanes, row == 0 ? work->sofar : work->entry, of->blocks, entries,
                    (size_t)1 << table->bits, work->digits);
    for (size_t b = 0; b < of->blocks && row != 0; b++) {
        cf_block_multiply(p, of->lanes, &work->sofar[b], &work->sofar[b], &work->entry[b]);
    }
}

static void raise(const cf_scanned_base *table, const helping *of, size_t count,
                  const cf_secret_scalar *exponents, cf_element *out, workspace *work)
{
    for (size_t row = 0; row < table->rows; row++) {
        cf_scan_digits(work->digits, of->blocks * of->lanes, count, exponents, row * table->bits,
                       table->bits);
        multiply_by_row(table, row, of, work);
    }
    for (size_t b = 0; b < of->blocks; b++) {
        const size_t before = b * of->lanes;
        cf_elements_scatter(table->group, of->lanes, count - before, out + before, &work->sofar[b]);
    }
}

void cf_scanned_base_powers(const cf_scanned_base *table, size_t count,
                            const cf_secret_scalar *exponents, cf_element *out)
{
    workspace work;
    helping of;
    for (size_t done = 0; done < count; done += of.blocks * of.lanes) {
        of = help(table->group, count - done);
        raise(table, &of, count - done, exponents + done, out + done, &work);
    }
    cf_wipe(&work, sizeof work);
    cf_wipe_stack();
}
