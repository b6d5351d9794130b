/*
 * group/scanned_base.c -- a base raised by looking everywhere.
 *
 * An exponent is its digits e_0, e_1, .. of WINDOW bits: base^e is the product over i of
 * base^(e_i 2^(i WINDOW)), one entry of each row.  Rows are short, because a row is read whole for
 * each digit; and a digit 0 costs what any other does, so a row begins with 1.
 */
#include "base/wipe.h"
#include "group/scan.h"
#include "group/secret.h"

#include <assert.h>

/*
 * In the standard group 5 bits save a sixth of the time that 4 take.  6 would save another tenth of
 * it, but the table would be 1.4 MiB instead of 0.8 and no longer lie in a core's own cache.
 */
enum { WINDOW = 5, ROW = 1 << WINDOW };

struct cf_scanned_base {
    const cf_group *group;
    size_t rows;
    _Alignas(64) cf_limb power[]; /* base^(d 2^(i WINDOW)) is number i * ROW + d */
};

static size_t rows_of(const cf_group *group)
{
    return (group->parameters->q_bits + WINDOW - 1) / WINDOW;
}

static size_t place_of(const cf_group *group, size_t row, size_t digit)
{
    return (row * ROW + digit) * cf_element_limbs(group);
}

size_t cf_scanned_base_octets(const cf_group *group)
{
    size_t limbs = rows_of(group) * ROW * cf_element_limbs(group);
    return (sizeof(cf_scanned_base) + limbs * sizeof(cf_limb) + 63) / 64 * 64;
}

/* Row i from base^(2^(i WINDOW)). */
static void fill_row(cf_scanned_base *table, size_t row, const cf_limb *first)
{
    const cf_group *group = table->group;
    size_t octets = cf_element_limbs(group) * sizeof(cf_limb);
    memcpy(table->power + place_of(group, row, 0), group->p.one, octets);
    memcpy(table->power + place_of(group, row, 1), first, octets);
    for (size_t digit = 2; digit < ROW; digit++) {
        cf_modulus_multiply(&group->p, table->power + place_of(group, row, digit),
                            table->power + place_of(group, row, digit - 1), first);
    }
}

const cf_scanned_base *cf_scanned_base_init(const cf_group *group, const cf_element *base,
                                            void *memory)
{
    assert((uintptr_t)memory % 64 == 0);
    cf_scanned_base *table = memory;
    table->group = group;
    table->rows = rows_of(group);

    cf_limb first[CF_DOMAIN_LIMBS_MAX]; /* of the row: where the last ended, times its first */
    memcpy(first, base->limb, cf_element_limbs(group) * sizeof(cf_limb));
    for (size_t row = 0; row < table->rows; row++) {
        fill_row(table, row, first);
        cf_modulus_multiply(&group->p, first, table->power + place_of(group, row, ROW - 1), first);
    }
    return table;
}

/* out[i] times the entry that exponent i wants of this row; row 0 is where out begins. */
static void multiply_by_row(const cf_scanned_base *table, size_t row, size_t count,
                            const cf_secret_scalar *exponents, cf_element *out, cf_limb *entry)
{
    const cf_group *group = table->group;
    size_t limbs = cf_element_limbs(group);
    const cf_limb *entries = table->power + place_of(group, row, 0);
    for (size_t i = 0; i < count; i++) {
        uint64_t digit = cf_scan_digit(&exponents[i].number, row * WINDOW, WINDOW);
        cf_scan_row(entry, entries, ROW, limbs, digit);
        if (row == 0) {
            cf_element_set(group, &out[i], entry);
        } else {
            cf_modulus_multiply(&group->p, out[i].limb, out[i].limb, entry);
        }
    }
}

/* Row by row and not power by power: a row then stays near while all exponents look at it. */
void cf_scanned_base_powers(const cf_scanned_base *table, size_t count,
                            const cf_secret_scalar *exponents, cf_element *out)
{
    _Alignas(64) cf_limb entry[CF_DOMAIN_LIMBS_MAX];
    for (size_t row = 0; row < table->rows; row++) {
        multiply_by_row(table, row, count, exponents, out, entry);
    }
    cf_wipe(entry, sizeof entry);
    cf_wipe_stack();
}
