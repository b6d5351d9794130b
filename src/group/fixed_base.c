/*
 * group/fixed_base.c -- a base raised by looking up.
 *
 * The bits of an exponent are cut into digits e_0, e_1, ..: base^e is the product over i of
 * base^(e_i 2^(a_i)), where digit i begins at bit a_i, and all powers that a digit can ask for
 * stand in row i of a table.  A digit 0 asks for nothing.
 *
 * Fewer digits make longer rows: what building costs more is saved in use.  The digits of one
 * table differ by one bit at most, the longer ones below.
 *
 * A row is filled by running products, as many as there are lanes at a time; the next after its
 * last is the first of the next row: base^(2^bits 2^(a_i)) = base^(2^(a_i+1)).
 */
#include "group/lanes.h"

#include <assert.h>

/*
 * Of a digit.  With 12 bits a table of the standard group has 47 MB; 13 would save a twelfth of the
 * products of a power, and cost twice the memory.  Below 3 bits a row would not fill a block.
 */
enum { BITS_MIN = 3, BITS_MAX = 12 };

_Static_assert((1 << BITS_MIN) % CF_LANES_MAX == 0, "a row is whole blocks, whatever its digit");

/* How the bits of an exponent are cut into digits, one for each row. */
typedef struct cut {
    size_t rows;
    size_t bits;   /* of a short digit */
    size_t longer; /* so many have one bit more, those of the first rows */
} cut;

struct cf_fixed_base {
    const cf_group *group;
    cut cut;
    _Alignas(64) cf_limb power[]; /* row after row; base^(d 2^(a_i)) is number d - 1 of row i */
};

/* --- how an exponent is cut --- */

static cut cut_into(const cf_group *group, size_t rows)
{
    const size_t bits = group->parameters->q_bits;
    return (cut){ .rows = rows, .bits = bits / rows, .longer = bits % rows };
}

static size_t digit_bits(const cut *of, size_t row)
{
    return of->bits + (row < of->longer ? 1 : 0);
}

static size_t longer_before(const cut *of, size_t row)
{
    return row < of->longer ? row : of->longer;
}

static size_t digit_at(const cut *of, size_t row)
{
    return row * of->bits + longer_before(of, row);
}

/* Powers that stand before this row; of->rows: in the whole table. */
static size_t powers_before(const cut *of, size_t row)
{
    const size_t longer = longer_before(of, row);
    return longer * (((size_t)2 << of->bits) - 1) + (row - longer) * (((size_t)1 << of->bits) - 1);
}

/* The cut with which building and so many uses together take the fewest products. */
static cut cheapest_cut(const cf_group *group, uint64_t uses)
{
    const size_t bits = group->parameters->q_bits;
    const uint64_t enough = (uint64_t)1 << 32; /* the longest digits long before, and no overflow */
    const uint64_t counted = uses < enough ? uses : enough;
    cut best = cut_into(group, (bits + BITS_MAX - 1) / BITS_MAX);
    uint64_t least = powers_before(&best, best.rows) + counted * best.rows;
    for (size_t rows = best.rows + 1; rows <= bits / BITS_MIN; rows++) {
        const cut next = cut_into(group, rows);
        const uint64_t products = powers_before(&next, rows) + counted * rows;
        if (products < least) {
            least = products;
            best = next;
        }
    }
    return best;
}

/* --- building --- */

size_t cf_fixed_base_octets(const cf_group *group, uint64_t uses)
{
    const cut of = cheapest_cut(group, uses);
    const size_t numbers = powers_before(&of, of.rows) + 1; /* and what follows the last row */
    const size_t limbs = numbers * cf_element_limbs(group);
    return (sizeof(cf_fixed_base) + limbs * sizeof(cf_limb) + 63) / 64 * 64;
}

static cf_limb *number_at(cf_fixed_base *table, size_t number)
{
    return table->power + number * cf_element_limbs(table->group);
}

/* From number `first`, which stands there, the count - 1 powers of it that follow, and one more. */
static void fill_row(cf_fixed_base *table, size_t first, size_t count)
{
    const cf_modulus *p = &table->group->p;
    const size_t lanes = cf_block_lanes(p, count + 1);
    const cf_limb *begun[CF_LANES_MAX];
    cf_limb *next[CF_LANES_MAX];
    for (size_t lane = 0; lane < lanes; lane++) {
        if (lane > 0) {
            cf_modulus_multiply(p, number_at(table, first + lane),
                                number_at(table, first + lane - 1), number_at(table, first));
        }
        begun[lane] = number_at(table, first + lane);
    }
    cf_block powers;
    cf_block step;
    cf_block_gather(p, lanes, &powers, begun);
    cf_block_fill(p, lanes, &step, number_at(table, first + lanes - 1));
    for (size_t done = lanes; done <= count; done += lanes) {
        for (size_t lane = 0; lane < lanes; lane++) {
            next[lane] = number_at(table, first + done + lane);
        }
        cf_block_multiply(p, lanes, &powers, &powers, &step);
        cf_block_scatter(p, lanes, next, &powers);
    }
}

const cf_fixed_base *cf_fixed_base_init(const cf_group *group, const cf_element *base,
                                        uint64_t uses, void *memory)
{
    assert((uintptr_t)memory % 64 == 0);
    cf_fixed_base *table = memory;
    table->group = group;
    table->cut = cheapest_cut(group, uses);
    memcpy(table->power, base->limb, cf_element_limbs(group) * sizeof(cf_limb));
    for (size_t row = 0; row < table->cut.rows; row++) {
        const size_t first = powers_before(&table->cut, row);
        fill_row(table, first, powers_before(&table->cut, row + 1) - first);
    }
    return table;
}

/* --- raising --- */

/* What the lanes want of one row. */
typedef struct wish {
    bool any;                           /* whether any lane wants more than 1 */
    const cf_limb *entry[CF_LANES_MAX]; /* 1 where a digit is 0 */
} wish;

/*
 * What a block of exponents wants of this row; nothing past the last row.  A table is larger than a
 * core's caches, so what is wanted is asked for while the row before is multiplied.
 */
static void look_up(const cf_fixed_base *table, size_t row, size_t lanes,
                    const cf_scalar *const *exponents, wish *out)
{
    out->any = false;
    if (row == table->cut.rows) {
        return;
    }
    const size_t limbs = cf_element_limbs(table->group);
    const cf_limb *first = table->power + powers_before(&table->cut, row) * limbs;
    const size_t at = digit_at(&table->cut, row);
    const size_t bits = digit_bits(&table->cut, row);
    for (size_t lane = 0; lane < lanes; lane++) {
        const size_t digit = cf_scalar_digit(exponents[lane], at, bits);
        out->any = out->any || digit != 0;
        out->entry[lane] = digit != 0 ? first + (digit - 1) * limbs : table->group->p.one;
        cf_element_fetch(table->group, out->entry[lane]);
    }
}

static void raise(const cf_fixed_base *table, size_t lanes, const cf_scalar *const *exponents,
                  cf_block *out)
{
    const cf_modulus *p = &table->group->p;
    cf_block factor;
    bool is_begun = false;
    wish wishes[2]; /* of this row and of the next */
    look_up(table, 0, lanes, exponents, &wishes[0]);
    for (size_t row = 0; row < table->cut.rows; row++) {
        const wish *now = &wishes[row % 2];
        look_up(table, row + 1, lanes, exponents, &wishes[(row + 1) % 2]);
        if (!now->any) {
            continue;
        }
        cf_block_gather(p, lanes, is_begun ? &factor : out, now->entry);
        if (is_begun) {
            cf_block_multiply(p, lanes, out, out, &factor);
        }
        is_begun = true;
    }
    if (!is_begun) {
        cf_block_fill(p, lanes, out, p->one);
    }
}

void cf_fixed_base_powers_vartime(const cf_fixed_base *table, size_t count,
                                  const cf_scalar *exponents, cf_element *out)
{
    const cf_group *group = table->group;
    for (size_t done = 0, lanes = 0; done < count; done += lanes) {
        lanes = cf_block_lanes(&group->p, count - done);
        const cf_scalar *wanted[CF_LANES_MAX];
        for (size_t lane = 0; lane < lanes; lane++) {
            wanted[lane] = &exponents[done + cf_lane_holds(lane, count - done)];
        }
        cf_block powers;
        raise(table, lanes, wanted, &powers);
        cf_elements_scatter(group, lanes, count - done, out + done, &powers);
    }
}
