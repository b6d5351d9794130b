/*
 * arith/kernels.h -- who multiplies on this machine?
 *
 * One const table of const structs, the most special kernel first and the plain one last.  A
 * kernel keeps numbers in a domain of its own, some limbs of some bits times R = 2^radix_bits,
 * which nobody else looks into.  It multiplies one number, a row, or as many as it has lanes, a
 * block; both are in one domain, so that a row may go into a block and come out again.  Every test
 * of arithmetic walks the table, and says aloud what it skips.
 *
 *   units    n      limbs of the modulus;  width   limbs of a row;  lanes   numbers in a block
 *   ranges   a row that multiply, square or unpack made stands for a number below 2 m, not always
 *            the least one.  multiply and square take such rows (and what unpack made of any n
 *            limbs as `a`); limbs past those that a kernel uses, up to `width`, are 0
 *   align    blocks stand at multiples of 64 octets; rows anywhere, there they are sooner read
 *   aliasing out may be the same row or block as any input, never overlap it otherwise
 *   secrets  kernels are constant time: what they do depends on the modulus and on counts alone
 */
#ifndef CF_ARITH_KERNELS_H
#define CF_ARITH_KERNELS_H

#include "arith/limbs.h"

#include <stdbool.h>

enum {
    CF_LIMBS_MAX = 64,        /* plain */
    CF_DOMAIN_LIMBS_MAX = 80, /* a row, in any domain */
    CF_LANES_MAX = 8,
    CF_OWN_LIMBS_MAX = 264,
};

struct cf_modulus;

/* Numbers side by side; how they lie in it is the kernel's affair. */
typedef struct cf_block {
    _Alignas(64) cf_limb limb[CF_LANES_MAX * CF_DOMAIN_LIMBS_MAX];
} cf_block;

typedef struct cf_arith_kernel {
    const char *name;
    size_t lanes;
    size_t worth; /* so many numbers are done sooner as a block, the rest filled up, than as rows */

    bool by_name_only; /* for tests: never chosen but by COUNTERFOIL_KERNEL */

    /* Whether this processor has what it needs. */
    bool (*runs_here)(void);

    /* Whether it can calculate modulo m, odd, of n limbs. */
    bool (*takes)(const cf_limb *m, size_t n);

    size_t (*width)(size_t n);
    size_t (*radix_bits)(size_t n);

    /* Writes mod->own, once for each modulus, before anything else; NULL if nothing is wanted. */
    void (*prepare)(struct cf_modulus *mod);

    /* From n limbs, any number of them, to limbs as the kernel cuts them: no factor R comes in. */
    void (*unpack)(const struct cf_modulus *mod, cf_limb *row, const cf_limb *plain);

    /* And back, modulo m: n limbs in [0, m).  row is below 2 m. */
    void (*pack)(const struct cf_modulus *mod, cf_limb *plain, const cf_limb *row);

    /* out = a b / R and out = a^(2^times) with a division by R for each product; times >= 1. */
    void (*multiply)(const struct cf_modulus *mod, cf_limb *out, const cf_limb *a,
                     const cf_limb *b);
    void (*square)(const struct cf_modulus *mod, cf_limb *out, const cf_limb *a, size_t times);

    /* The same for a block. */
    void (*multiply_block)(const struct cf_modulus *mod, cf_block *out, const cf_block *a,
                           const cf_block *b);
    void (*square_block)(const struct cf_modulus *mod, cf_block *out, const cf_block *a,
                         size_t times);

    /* rows[i] to lane i and back, for i < lanes.  scatter writes `width` limbs of each. */
    void (*gather)(const struct cf_modulus *mod, cf_block *out, const cf_limb *const *rows);
    void (*scatter)(const struct cf_modulus *mod, cf_limb *const *rows, const cf_block *a);

    /*
     * Looking up without telling.  A table holds `entries` numbers, a multiple of 16, in entries *
     * width limbs that only the kernel understands, at a multiple of 64 octets; put makes the numbers
     * of a block its entries first .. first + lanes - 1, first a multiple of lanes.  select reads all
     * of it, in order, once for all blocks if the kernel can: lane i of block b becomes entry number
     * digits[b * lanes + i].  A digit is below entries.
     *
     * put and select are for kernels with lanes; block.c has those of rows.
     */
    void (*put)(const struct cf_modulus *mod, cf_limb *table, size_t entries, size_t first,
                const cf_block *numbers);
    void (*select)(const struct cf_modulus *mod, cf_block *out, size_t blocks, const cf_limb *table,
                   size_t entries, const uint64_t *digits);

    /* The same, where each lane has entries of its own: lane i becomes lane i of entry digits[i]. */
    void (*select_lanes)(const struct cf_modulus *mod, cf_block *out, const cf_block *entries,
                         size_t count, const uint64_t *digits);
} cf_arith_kernel;

/* The table; *count is its length, at least 1. */
const cf_arith_kernel *cf_arith_kernels(size_t *count);

/* Whether COUNTERFOIL_KERNEL asks for nothing, or for a kernel of the table that runs here. */
bool cf_arith_wish_is_granted(void);

#endif
