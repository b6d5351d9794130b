/*
 * arith/kernels.h -- who multiplies on this machine?
 *
 * One const table of const structs, the most special kernel first and the plain one last.  A
 * kernel keeps numbers in a domain of its own, some limbs of some bits times some power of two,
 * which nobody else looks into.  It takes lists of products, so that one which keeps several
 * numbers in vector lanes fits in beside those that do one after another.  Every test of
 * arithmetic walks the table, and says aloud what it skips.
 *
 *   units    n      limbs of the modulus;  width   limbs of a number in the domain
 *   secrets  kernels are constant time: what they do depends on the modulus and on counts
 *   aliasing within one product, out may be a or b; no product's out is an operand of another
 */
#ifndef CF_ARITH_KERNELS_H
#define CF_ARITH_KERNELS_H

#include "arith/limbs.h"

#include <stdbool.h>

struct cf_modulus;

/* One product to form, or one number to turn into another. */
typedef struct cf_product {
    cf_limb *out;
    const cf_limb *a;
    const cf_limb *b; /* products only */
} cf_product;

typedef struct cf_arith_kernel {
    const char *name;
    size_t lanes; /* numbers that it likes to be given at once */
    size_t (*width)(size_t n);

    /* Whether this processor has what it needs. */
    bool (*runs_here)(void);

    /* Whether it can calculate modulo m, odd, of n limbs. */
    bool (*takes)(const cf_limb *m, size_t n);

    /* Fill in what belongs to the domain: `one` and `base`.  n, width and m are there. */
    void (*prepare)(struct cf_modulus *mod);

    /* out = a, from n limbs of any number into the domain, modulo m. */
    void (*enter)(const struct cf_modulus *mod, size_t count, const cf_product *products);

    /* out = a out of the domain: n limbs in [0, m). */
    void (*leave)(const struct cf_modulus *mod, size_t count, const cf_product *products);

    /* out = a b, all in the domain. */
    void (*multiply)(const struct cf_modulus *mod, size_t count, const cf_product *products);

    /* out = a^(2^times), all in the domain; times >= 1. */
    void (*square)(const struct cf_modulus *mod, size_t count, const cf_product *products,
                   size_t times);
} cf_arith_kernel;

/* The table; *count is its length, at least 1. */
const cf_arith_kernel *cf_arith_kernels(size_t *count);

#endif
