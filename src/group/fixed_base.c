/*
 * group/fixed_base.c -- a base raised by looking up.
 *
 * An exponent is its octets e_0, e_1, ..: base^e is the product over i of base^(e_i 256^i), and
 * all 255 powers that an octet can ask for stand in row i of a table.  An octet that is 0 asks
 * for nothing.
 */
#include "group/inside.h"

#include <assert.h>

enum { ROW = 255 };

struct cf_fixed_base {
    const cf_group *group;
    size_t rows;                  /* octets of q */
    _Alignas(64) cf_limb power[]; /* base^(d 256^i) is number i * ROW + d - 1 */
};

static size_t rows_of(const cf_group *group)
{
    return group->parameters->q.len;
}

static size_t place_of(const cf_group *group, size_t row, size_t digit)
{
    return (row * ROW + digit - 1) * cf_element_limbs(group);
}

size_t cf_fixed_base_octets(const cf_group *group)
{
    size_t limbs = rows_of(group) * ROW * cf_element_limbs(group);
    return (sizeof(cf_fixed_base) + limbs * sizeof(cf_limb) + 63) / 64 * 64;
}

/* Row i from its first number, base^(256^i). */
static void fill_row(cf_fixed_base *table, size_t row)
{
    const cf_group *group = table->group;
    const cf_limb *first = table->power + place_of(group, row, 1);
    for (size_t digit = 2; digit <= ROW; digit++) {
        cf_modulus_multiply(&group->p, table->power + place_of(group, row, digit),
                            table->power + place_of(group, row, digit - 1), first);
    }
}

const cf_fixed_base *cf_fixed_base_init(const cf_group *group, const cf_element *base, void *memory)
{
    assert((uintptr_t)memory % 64 == 0);
    cf_fixed_base *table = memory;
    table->group = group;
    table->rows = rows_of(group);

    memcpy(table->power, base->limb, cf_element_limbs(group) * sizeof(cf_limb));
    for (size_t row = 0; row < table->rows; row++) {
        if (row != 0) {
            cf_modulus_square(&group->p, table->power + place_of(group, row, 1),
                              table->power + place_of(group, row - 1, 1), 8);
        }
        fill_row(table, row);
    }
    return table;
}

static void power_of_table(const cf_fixed_base *table, const cf_scalar *exponent, cf_element *out)
{
    const cf_group *group = table->group;
    const cf_limb *product = NULL; /* nothing yet, or one entry, or out */
    for (size_t row = 0; row < table->rows; row++) {
        size_t digit = exponent->limb[row / 8] >> (8 * (row % 8)) & 0xff;
        if (digit == 0) {
            continue;
        }
        const cf_limb *entry = table->power + place_of(group, row, digit);
        if (product == NULL) {
            product = entry;
        } else {
            cf_modulus_multiply(&group->p, out->limb, product, entry);
            product = out->limb;
        }
    }
    cf_element_set(group, out, product != NULL ? product : group->p.one);
}

void cf_fixed_base_powers_vartime(const cf_fixed_base *table, size_t count,
                                  const cf_scalar *exponents, cf_element *out)
{
    for (size_t i = 0; i < count; i++) {
        power_of_table(table, &exponents[i], &out[i]);
    }
}
