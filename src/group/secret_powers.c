/*
 * group/secret_powers.c -- bases that come only once, raised by looking everywhere.
 *
 * From the top, four bits of the exponent at a time: x^(16 e + d) = (x^e)^16 x^d, and x^d is read
 * from all of x^0 .. x^15.  Both steps are taken for every digit, 0 too.
 */
#include "base/wipe.h"
#include "group/scan.h"
#include "group/secret.h"

enum { WINDOW = 4, ROW = 1 << WINDOW };

typedef struct workspace {
    _Alignas(64) cf_limb power[ROW * CF_DOMAIN_LIMBS_MAX]; /* x^d, p.width limbs each */
    _Alignas(64) cf_limb entry[CF_DOMAIN_LIMBS_MAX];
    _Alignas(64) cf_limb sofar[CF_DOMAIN_LIMBS_MAX];
} workspace;

static void fill_row(const cf_modulus *p, cf_limb *power, const cf_limb *x)
{
    memcpy(power, p->one, p->width * sizeof power[0]);
    memcpy(power + p->width, x, p->width * sizeof power[0]);
    for (size_t digit = 2; digit < ROW; digit++) {
        cf_modulus_multiply(p, power + digit * p->width, power + (digit - 1) * p->width, x);
    }
}

static void power_of_base(const cf_group *group, workspace *work, const cf_element *base,
                          const cf_secret_scalar *exponent, cf_element *out)
{
    const cf_modulus *p = &group->p;
    size_t digits = (group->parameters->q_bits + WINDOW - 1) / WINDOW;
    fill_row(p, work->power, base->limb);
    memcpy(work->sofar, p->one, p->width * sizeof p->one[0]);
    for (size_t i = digits; i > 0; i--) {
        uint64_t digit = cf_scan_digit(&exponent->number, (i - 1) * WINDOW, WINDOW);
        cf_scan_row(work->entry, work->power, ROW, p->width, digit);
        cf_modulus_square(p, work->sofar, work->sofar, WINDOW);
        cf_modulus_multiply(p, work->sofar, work->sofar, work->entry);
    }
    cf_element_set(group, out, work->sofar);
}

void cf_group_secret_powers(const cf_group *group, size_t count, const cf_element *base,
                            const cf_secret_scalar *exponents, cf_element *out)
{
    workspace work;
    for (size_t i = 0; i < count; i++) {
        power_of_base(group, &work, &base[i], &exponents[i], &out[i]);
    }
    cf_wipe(&work, sizeof work);
    cf_wipe_stack();
}
