/*
 * group/secret_powers.c -- bases that come only once, raised by looking everywhere.
 *
 * From the top, four bits of the exponent at a time: x^(16 e + d) = (x^e)^16 x^d, and x^d is read
 * from all of x^0 .. x^15.  Both steps are taken for every digit, 0 too.  Each lane has a base and
 * an exponent of its own.
 */
#include "base/wipe.h"
#include "group/scan.h"

enum { WINDOW = 4, ROW = 1 << WINDOW, DIGITS_MAX = 64 * CF_SCALAR_LIMBS / WINDOW };

typedef struct workspace {
    cf_block power[ROW]; /* x^d */
    cf_block entry;
    cf_block sofar;
    uint64_t digits[DIGITS_MAX * CF_LANES_MAX];
} workspace;

static void fill_row(const cf_modulus *p, size_t lanes, cf_block *power)
{
    cf_block_fill(p, lanes, &power[0], p->one);
    for (size_t digit = 2; digit < ROW; digit++) {
        cf_block_multiply(p, lanes, &power[digit], &power[digit - 1], &power[1]);
    }
}

/* From the top digit down. */
static void raise(const cf_modulus *p, size_t lanes, size_t digit_count, workspace *work)
{
    const uint64_t *digits = work->digits + (digit_count - 1) * lanes;
    cf_block_select_lanes(p, lanes, &work->sofar, work->power, ROW, digits);
    while (digits != work->digits) {
        digits -= lanes;
        cf_block_select_lanes(p, lanes, &work->entry, work->power, ROW, digits);
        cf_block_square(p, lanes, &work->sofar, &work->sofar, WINDOW);
        cf_block_multiply(p, lanes, &work->sofar, &work->sofar, &work->entry);
    }
}

static void powers_of_lanes(const cf_group *group, size_t lanes, size_t count,
                            const cf_element *base, const cf_secret_scalar *exponents,
                            cf_element *out, workspace *work)
{
    const size_t digits = (group->parameters->q_bits + WINDOW - 1) / WINDOW;
    cf_elements_gather(group, lanes, &work->power[1], count, base);
    fill_row(&group->p, lanes, work->power);
    for (size_t i = 0; i < digits; i++) {
        cf_scan_digits(work->digits + i * lanes, lanes, count, exponents, i * WINDOW, WINDOW);
    }
    raise(&group->p, lanes, digits, work);
    cf_elements_scatter(group, lanes, count, out, &work->sofar);
}

void cf_group_secret_powers(const cf_group *group, size_t count, const cf_element *base,
                            const cf_secret_scalar *exponents, cf_element *out)
{
    workspace work;
    for (size_t done = 0, lanes = 0; done < count; done += lanes) {
        lanes = cf_block_lanes(&group->p, count - done);
        powers_of_lanes(group, lanes, count - done, base + done, exponents + done, out + done,
                        &work);
    }
    cf_wipe(&work, sizeof work);
    cf_wipe_stack();
}
