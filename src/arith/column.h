/*
 * arith/column.h -- one column of a long multiplication, added up before it is written down.
 *
 * A column is low + middle 2^64 + high 2^128.  It holds the carry from the column before and
 * any number of products of two limbs: k of them are at most k (2^64 - 1)^2 < k 2^128, so k <
 * 2^63 can never overflow.
 *
 * Both compilers make of one product what a hand would write: multiply, add, add with carry,
 * add the carry.  cf_ct_hide keeps them at it: without it clang 14.0.6 (23 November 2026)
 * collects the carries of many products in vector registers, which takes six times as long.
 * gcc 12.2 at -O0 and -Og makes a branch of the comparison of two wide numbers; the files that
 * include this one are compiled with -O2 in debug builds.
 */
#ifndef CF_ARITH_COLUMN_H
#define CF_ARITH_COLUMN_H

#include "arith/limbs.h"

#define CF_COLUMN_INLINE static inline __attribute__((always_inline))

typedef struct cf_column {
    cf_limb low;
    cf_limb middle;
    cf_limb high;
} cf_column;

CF_COLUMN_INLINE void cf_column_add_product(cf_column *column, cf_limb x, cf_limb y)
{
    cf_wide product = (cf_wide)x * y;
    cf_wide sum = ((cf_wide)column->middle << 64 | column->low) + product;
    column->high = cf_ct_hide(column->high + (sum < product));
    column->low = (cf_limb)sum;
    column->middle = (cf_limb)(sum >> 64);
}

CF_COLUMN_INLINE void cf_column_add(cf_column *column, cf_limb x)
{
    cf_wide sum = ((cf_wide)column->middle << 64 | column->low) + x;
    column->high = cf_ct_hide(column->high + (sum < x));
    column->low = (cf_limb)sum;
    column->middle = (cf_limb)(sum >> 64);
}

/* The limb of this column; what is left is the carry into the next one. */
CF_COLUMN_INLINE cf_limb cf_column_next(cf_column *column)
{
    cf_limb done = column->low;
    column->low = column->middle;
    column->middle = column->high;
    column->high = 0;
    return done;
}

/*
 * cf_dot_N adds x[0] y[0] + x[1] y[-1] + .. + x[N-1] y[-(N-1)]: one number is read upwards, the
 * other downwards.  One follows from another, so that every length is straight-line code
 * without a loop.
 */
#define CF_DOT_FROM(N, SHORTER)                                                                    \
    CF_COLUMN_INLINE void cf_dot_##N(cf_column *column, const cf_limb *x, const cf_limb *y)        \
    {                                                                                              \
        cf_dot_##SHORTER(column, x, y);                                                            \
        cf_column_add_product(column, x[SHORTER], *(y - (SHORTER)));                               \
    }

CF_COLUMN_INLINE void cf_dot_1(cf_column *column, const cf_limb *x, const cf_limb *y)
{
    cf_column_add_product(column, x[0], y[0]);
}

CF_DOT_FROM(2, 1)
CF_DOT_FROM(3, 2)
CF_DOT_FROM(4, 3)
CF_DOT_FROM(5, 4)
CF_DOT_FROM(6, 5)
CF_DOT_FROM(7, 6)
CF_DOT_FROM(8, 7)
CF_DOT_FROM(9, 8)
CF_DOT_FROM(10, 9)
CF_DOT_FROM(11, 10)
CF_DOT_FROM(12, 11)
CF_DOT_FROM(13, 12)
CF_DOT_FROM(14, 13)
CF_DOT_FROM(15, 14)
CF_DOT_FROM(16, 15)

#endif
