/*
 * arith/numbers.h -- what the tests of arith and group share: numbers to try, and GMP as the
 * other opinion.
 */
#ifndef CF_TEST_ARITH_NUMBERS_H
#define CF_TEST_ARITH_NUMBERS_H

#include "arith/modulus.h"

#include <gmp.h>

/* The seed is the first argument or the time; it is printed, so that a failure can be had again. */
void numbers_seed(int argc, char **argv);

uint64_t draw(void);
uint64_t draw_below(uint64_t limit);

/* n limbs: random, or made of what carries dislike: ones, zeros, long runs of either. */
void draw_limbs(cf_limb *out, size_t n);

/* The same, below m. */
void draw_residue(cf_limb *out, const cf_limb *m, size_t n);

void to_mpz(mpz_t out, const cf_limb *limbs, size_t n);
void from_mpz(cf_limb *out, size_t n, const mpz_t value);

/* The standard p; 64 limbs. */
const cf_limb *standard_p(void);

#endif
