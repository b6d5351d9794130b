/*
 * Every pair of residues of every odd modulus 3 .. 63, by every kernel that takes it.
 *
 * Moduli this small leave nothing out: each product, each sum, each number on its way in and
 * out is compared with the remainder that the machine divides out.  Moduli of more limbs are
 * the affair of kernels.c.
 */
#include "arith/modulus.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

enum { MODULUS_MAX = 63 };

static void products_and_sums_are_remainders(const cf_modulus *mod, cf_limb m)
{
    for (cf_limb a = 0; a < m; a++) {
        for (cf_limb b = 0; b < m; b++) {
            cf_limb x[CF_DOMAIN_LIMBS_MAX];
            cf_limb y[CF_DOMAIN_LIMBS_MAX];
            cf_limb out;
            cf_modulus_enter(mod, x, &a);
            cf_modulus_enter(mod, y, &b);
            assert_true(cf_modulus_equal(mod, x, y) == (a == b ? UINT64_MAX : 0));
            cf_modulus_multiply(mod, x, x, y);
            cf_modulus_leave(mod, &out, x);
            assert_int_equal(out, a * b % m);
            cf_modulus_add(mod, &out, &a, &b);
            assert_int_equal(out, (a + b) % m);
            cf_modulus_subtract(mod, &out, &a, &b);
            assert_int_equal(out, (a + m - b) % m);
        }
    }
}

static void squares_are_repeated_products(const cf_modulus *mod, cf_limb m)
{
    for (cf_limb a = 0; a < m; a++) {
        cf_limb expected = a;
        for (size_t times = 0; times < 6; times++) {
            cf_limb x[CF_DOMAIN_LIMBS_MAX];
            cf_limb out;
            cf_modulus_enter(mod, x, &a);
            cf_modulus_square(mod, x, x, times);
            cf_modulus_leave(mod, &out, x);
            assert_int_equal(out, expected);
            expected = expected * expected % m;
        }
    }
}

static void anything_enters_as_its_remainder(const cf_modulus *mod, cf_limb m)
{
    const cf_limb any[] = { m, m + 1, 2 * m, UINT64_MAX, UINT64_MAX - 1, (cf_limb)1 << 63 };
    for (size_t i = 0; i < sizeof any / sizeof any[0]; i++) {
        cf_limb x[CF_DOMAIN_LIMBS_MAX];
        cf_limb out;
        cf_modulus_enter(mod, x, &any[i]);
        cf_modulus_leave(mod, &out, x);
        assert_int_equal(out, any[i] % m);
    }
}

static void every_small_modulus_is_complete(void **state)
{
    (void)state;
    size_t count;
    const cf_arith_kernel *kernels = cf_arith_kernels(&count);
    for (size_t k = 0; k < count; k++) {
        for (cf_limb m = 3; m <= MODULUS_MAX; m += 2) {
            if (!kernels[k].runs_here() || !kernels[k].takes(&m, 1)) {
                printf("%s is not asked about %llu\n", kernels[k].name, (unsigned long long)m);
                continue;
            }
            cf_modulus mod;
            assert_int_equal(cf_modulus_init_vartime(&mod, &m, 1, &kernels[k]), CF_OK);
            products_and_sums_are_remainders(&mod, m);
            squares_are_repeated_products(&mod, m);
            anything_enters_as_its_remainder(&mod, m);
        }
    }
}

static void what_is_no_modulus_is_refused(void **state)
{
    (void)state;
    static const cf_limb limbs[CF_LIMBS_MAX + 1] = { [0] = 7, [CF_LIMBS_MAX] = 1 };
    const cf_limb even[] = { 8 };
    const cf_limb one[] = { 1 };
    const cf_limb short_of_top[] = { 7, 0 };
    cf_modulus mod;
    assert_int_equal(cf_modulus_init_vartime(&mod, limbs, 0, NULL), CF_ERR_RANGE);
    assert_int_equal(cf_modulus_init_vartime(&mod, limbs, CF_LIMBS_MAX + 1, NULL), CF_ERR_RANGE);
    assert_int_equal(cf_modulus_init_vartime(&mod, even, 1, NULL), CF_ERR_RANGE);
    assert_int_equal(cf_modulus_init_vartime(&mod, one, 1, NULL), CF_ERR_RANGE);
    assert_int_equal(cf_modulus_init_vartime(&mod, short_of_top, 2, NULL), CF_ERR_RANGE);
}

static void a_kernel_is_not_forced_on_what_it_does_not_take(void **state)
{
    (void)state;
    size_t count;
    const cf_arith_kernel *kernels = cf_arith_kernels(&count);
    const cf_limb seven = 7;
    bool found = false;
    for (size_t k = 0; k < count; k++) {
        cf_modulus mod;
        cf_status status = cf_modulus_init_vartime(&mod, &seven, 1, &kernels[k]);
        assert_int_equal(status, kernels[k].takes(&seven, 1) ? CF_OK : CF_ERR_UNSUPPORTED);
        found = found || status == CF_ERR_UNSUPPORTED;
    }
    assert_true(found);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_small_modulus_is_complete),
        cmocka_unit_test(what_is_no_modulus_is_refused),
        cmocka_unit_test(a_kernel_is_not_forced_on_what_it_does_not_take),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
