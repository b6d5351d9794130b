/*
 * Does time or an address depend on a secret where valgrind cannot look?  Version 3.19 knows
 * nothing of AVX-512.  clang's MemorySanitizer does: it follows poison through vector
 * instructions, and complains when a branch or an address is made from it.
 *
 * Every function of the kernel "ifma" but the last step out of its domain, which is the same
 * in all kernels, with poison for numbers and digits.  What comes out has to be poison as
 * well, or nothing was seen.  With the argument "planted" one branch is made on a product: a
 * watchdog has to be heard barking.
 */
#include "arith/block.h"

#include <sanitizer/msan_interface.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LIMBS = CF_LIMBS_MAX, LANES = CF_LANES_MAX, ROW = CF_DOMAIN_LIMBS_MAX };
enum { ENTRIES = 32, BLOCKS = 4, SKIPPED = 77 };

static cf_limb plain[LANES][LIMBS];
static cf_limb rows[LANES][ROW];
static cf_block a, b, out[BLOCKS], entries[ENTRIES];
_Alignas(64) static cf_limb table[ENTRIES * ROW];
static uint64_t digits[BLOCKS * LANES];

/* Of a block or a row, at least its first limb. */
static void expect_poison(const cf_limb *at)
{
    if (__msan_test_shadow(at, sizeof at[0]) < 0) {
        puts("a secret came out clean: nothing is seen of what becomes of it");
        exit(EXIT_FAILURE);
    }
}

static void walk_blocks(const cf_modulus *mod)
{
    const cf_limb *from[LANES];
    cf_limb *to[LANES];
    for (size_t i = 0; i < LANES; i++) {
        from[i] = plain[i];
        to[i] = rows[i];
    }
    cf_block_enter(mod, LANES, &a, from);
    cf_block_square(mod, LANES, &b, &a, 2);
    cf_block_multiply(mod, LANES, &b, &a, &b);
    expect_poison(b.limb);
    for (size_t i = 0; i < ENTRIES; i++) {
        entries[i] = b;
    }
    for (size_t i = 0; i < ENTRIES; i += LANES) {
        cf_block_put(mod, table, ENTRIES, i, &b);
    }
    cf_block_select(mod, LANES, out, BLOCKS, table, ENTRIES, digits);
    expect_poison(out[BLOCKS - 1].limb);
    cf_block_select_lanes(mod, LANES, &a, entries, ENTRIES, digits);
    cf_block_scatter(mod, LANES, to, &a);
    expect_poison(rows[LANES - 1]);
}

static void walk_rows(const cf_modulus *mod)
{
    cf_modulus_enter(mod, rows[0], plain[0]);
    cf_modulus_square(mod, rows[1], rows[0], 3);
    cf_modulus_multiply(mod, rows[2], rows[0], rows[1]);
    expect_poison(rows[2]);
}

static const cf_arith_kernel *find_kernel(const char *name)
{
    size_t count;
    const cf_arith_kernel *kernels = cf_arith_kernels(&count);
    for (size_t k = 0; k < count; k++) {
        if (strcmp(kernels[k].name, name) == 0 && kernels[k].runs_here()) {
            return &kernels[k];
        }
    }
    return NULL;
}

int main(int argc, char **argv)
{
    cf_limb m[LIMBS]; /* of the shape of the standard p */
    for (size_t i = 0; i < LIMBS; i++) {
        m[i] = i < 4 || i >= LIMBS - 4 ? UINT64_MAX : 0x9E3779B97F4A7C15 * i;
    }
    cf_modulus mod;
    const cf_arith_kernel *kernel = find_kernel("ifma");
    if (kernel == NULL || cf_modulus_init_vartime(&mod, m, LIMBS, kernel) != CF_OK) {
        puts("ifma does not run here");
        return SKIPPED;
    }
    __msan_poison(plain, sizeof plain);
    __msan_poison(digits, sizeof digits);
    walk_blocks(&mod);
    walk_rows(&mod);
    if (argc > 1 && strcmp(argv[1], "planted") == 0 && a.limb[0] > 1) {
        puts("more than 1");
    }
    puts("silent");
    return 0;
}
