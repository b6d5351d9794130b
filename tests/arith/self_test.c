/*
 * Every kernel that runs here passes, and one with a single defect does not, wherever it is.
 *
 * The wrong kernels are right ones in which one function was exchanged for one that calls it and
 * then spoils what came out: one bit of a row, or of one lane, in every lane in turn.  Defects
 * that show for some numbers only are made for those that the test has to ask about: the ends of
 * the range.
 */
#include "arith/self_test.h"

#include "arith/numbers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { LIMBS = CF_LIMBS_MAX, TOP = LIMBS - 1 };

static cf_arith_kernel right; /* the kernel that is spoilt */
static cf_arith_kernel wrong;
static size_t bad_lane;

/* --- what goes wrong --- */

static void multiply_wrongly(const cf_modulus *mod, cf_limb *out, const cf_limb *a,
                             const cf_limb *b)
{
    right.multiply(mod, out, a, b);
    out[TOP / 2] ^= 1;
}

/* Right for the first product of a chain only. */
static void square_wrongly(const cf_modulus *mod, cf_limb *out, const cf_limb *a, size_t times)
{
    right.square(mod, out, a, times);
    if (times > 1) {
        out[0] ^= 2;
    }
}

static void unpack_less(const cf_modulus *mod, cf_limb *row, const cf_limb *plain)
{
    cf_limb less[LIMBS];
    memcpy(less, plain, sizeof less);
    less[TOP] &= UINT64_MAX >> 1;
    right.unpack(mod, row, less);
}

/* As if the last subtraction were missing: m - 1 is packed as -1. */
static void pack_too_early(const cf_modulus *mod, cf_limb *plain, const cf_limb *row)
{
    cf_limb next[LIMBS];
    const cf_limb one[LIMBS] = { 1 };
    right.pack(mod, plain, row);
    (void)cf_limbs_add(next, plain, one, LIMBS);
    if (memcmp(next, mod->m, sizeof next) == 0) {
        memset(plain, 0xff, LIMBS * sizeof plain[0]);
    }
}

/* One bit of one lane, found by way of rows: how numbers lie in a block is the kernel's affair. */
static void spoil_lane(const cf_modulus *mod, cf_block *block)
{
    _Alignas(64) cf_limb rows[CF_LANES_MAX][CF_DOMAIN_LIMBS_MAX];
    cf_limb *places[CF_LANES_MAX];
    const cf_limb *sources[CF_LANES_MAX];
    for (size_t lane = 0; lane < CF_LANES_MAX; lane++) {
        places[lane] = rows[lane];
        sources[lane] = rows[lane];
    }
    right.scatter(mod, places, block);
    rows[bad_lane][7] ^= 1;
    right.gather(mod, block, sources);
}

static void multiply_block_wrongly(const cf_modulus *mod, cf_block *out, const cf_block *a,
                                   const cf_block *b)
{
    right.multiply_block(mod, out, a, b);
    spoil_lane(mod, out);
}

static void square_block_wrongly(const cf_modulus *mod, cf_block *out, const cf_block *a,
                                 size_t times)
{
    right.square_block(mod, out, a, times);
    spoil_lane(mod, out);
}

static void gather_wrongly(const cf_modulus *mod, cf_block *out, const cf_limb *const *rows)
{
    right.gather(mod, out, rows);
    spoil_lane(mod, out);
}

static void scatter_wrongly(const cf_modulus *mod, cf_limb *const *rows, const cf_block *a)
{
    right.scatter(mod, rows, a);
    rows[bad_lane][0] ^= 1;
}

static void put_wrongly(const cf_modulus *mod, cf_limb *table, size_t entries, size_t first,
                        const cf_block *numbers)
{
    cf_block spoilt = *numbers;
    spoil_lane(mod, &spoilt);
    right.put(mod, table, entries, first, &spoilt);
}

/* The neighbour's entry. */
static void select_wrongly(const cf_modulus *mod, cf_block *out, size_t blocks,
                           const cf_limb *table, size_t entries, const uint64_t *digits)
{
    uint64_t others[CF_LANES_MAX];
    memcpy(others, digits, sizeof others);
    others[bad_lane] = (digits[bad_lane] + 1) % entries;
    right.select(mod, out, blocks, table, entries, others);
}

static void select_lanes_wrongly(const cf_modulus *mod, cf_block *out, const cf_block *entries,
                                 size_t count, const uint64_t *digits)
{
    uint64_t others[CF_LANES_MAX];
    memcpy(others, digits, sizeof others);
    others[bad_lane] = (digits[bad_lane] + 1) % count;
    right.select_lanes(mod, out, entries, count, others);
}

/* --- and whether it is noticed --- */

static bool passes(const cf_arith_kernel *kernel)
{
    cf_modulus mod;
    assert_int_equal(cf_modulus_init_vartime(&mod, standard_p(), LIMBS, kernel), CF_OK);
    return cf_modulus_self_test(&mod);
}

static void is_noticed(const char *what)
{
    if (passes(&wrong)) {
        fail_msg("%s: %s, lane %zu, was not noticed", right.name, what, bad_lane);
    }
    wrong = right;
}

/* wrong has one function exchanged. */
#define NOTICED(FUNCTION, SPOILT)                                                                  \
    do {                                                                                           \
        wrong.FUNCTION = (SPOILT);                                                                 \
        is_noticed(#SPOILT);                                                                       \
    } while (0)

static void rows_are_asked(void)
{
    NOTICED(multiply, multiply_wrongly);
    NOTICED(square, square_wrongly);
    NOTICED(unpack, unpack_less);
    NOTICED(pack, pack_too_early);
}

static void each_lane_is_asked(void)
{
    for (bad_lane = 0; right.lanes > 1 && bad_lane < right.lanes; bad_lane++) {
        NOTICED(multiply_block, multiply_block_wrongly);
        NOTICED(square_block, square_block_wrongly);
        NOTICED(gather, gather_wrongly);
        NOTICED(scatter, scatter_wrongly);
        NOTICED(put, put_wrongly);
        NOTICED(select, select_wrongly);
        NOTICED(select_lanes, select_lanes_wrongly);
    }
}

/* Calls `test` with each kernel that runs here. */
static void with_each_kernel(void (*test)(void))
{
    size_t count;
    const cf_arith_kernel *kernels = cf_arith_kernels(&count);
    for (size_t k = 0; k < count; k++) {
        if (!kernels[k].runs_here()) {
            printf("%s does not run here\n", kernels[k].name);
            continue;
        }
        right = kernels[k];
        wrong = right;
        bad_lane = 0;
        test();
    }
}

static void it_passes(void)
{
    assert_true(passes(&right));
}

static void every_kernel_passes(void **state)
{
    (void)state;
    with_each_kernel(it_passes);
}

static void a_wrong_row_is_noticed(void **state)
{
    (void)state;
    with_each_kernel(rows_are_asked);
}

static void a_wrong_lane_is_noticed(void **state)
{
    (void)state;
    with_each_kernel(each_lane_is_asked);
}

/* What is not modulo p cannot be right. */
static void another_modulus_does_not_pass(void **state)
{
    (void)state;
    cf_limb m[LIMBS];
    memcpy(m, standard_p(), sizeof m);
    m[TOP / 2] ^= 1;
    cf_modulus mod;
    assert_int_equal(cf_modulus_init_vartime(&mod, m, LIMBS, NULL), CF_OK);
    assert_false(cf_modulus_self_test(&mod));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kernel_passes),
        cmocka_unit_test(a_wrong_row_is_noticed),
        cmocka_unit_test(a_wrong_lane_is_noticed),
        cmocka_unit_test(another_modulus_does_not_pass),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
