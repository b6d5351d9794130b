/*
 * arithmetic.h -- rows about single numbers: products and powers.
 */
#ifndef CF_BENCH_ARITHMETIC_H
#define CF_BENCH_ARITHMETIC_H

#include "rows.h"
#include "scale.h"

/* The kernel that the product chooses for the standard group. */
const char *arithmetic_kernel(void);

/* modmul_*, fallback_modmul_vs_gmp, modexp_*. */
void arithmetic_rows(rows *table, const scale *size, FILE *progress);

#endif
