/*
 * arith/product.c -- one level of Karatsuba's over columns.
 *
 * With a = a_0 + a_1 X and b likewise, X = 2^2048, three products do the work of four:
 *
 *   a b = z_0 + (z_0 + z_2 + (a_0 - a_1)(b_1 - b_0)) X + z_2 X^2     z_0 = a_0 b_0, z_2 = a_1 b_1
 *
 * A product of 32 limbs is two strips, each 16 limbs of a wide; of a square only the part to
 * one side of the diagonal is added up, and doubled.  A second level would save another quarter
 * of the products and spend as much on carries (measured with gcc 12 and clang 14).
 */
#include "arith/product.h"

#include "arith/column.h"

enum { HALF = 32, WHOLE = 64 };

/* out = |a - b| of HALF limbs; all ones when a < b. */
static cf_mask distance(cf_limb *out, const cf_limb *a, const cf_limb *b)
{
    cf_mask negative = cf_ct_mask(cf_limbs_subtract(out, a, b, HALF));
    cf_limb carry = negative & 1;
    for (size_t i = 0; i < HALF; i++) {
        cf_limb sum = (out[i] ^ negative) + carry;
        carry = sum < carry;
        out[i] = sum;
    }
    return negative;
}

/*
 * out holds z_0 and z_2: add z_0 + z_2 + z_1 in the middle, where z_1 is `outer` or, under the
 * mask, -outer = (outer ^ ones) + 1 - X^2.  The middle is a_0 b_1 + a_1 b_0, never negative, so
 * the 1 that is taken from the carry for X^2 is there.  Two columns go up side by side, X
 * apart.
 */
static void add_middle(cf_limb *out, const cf_limb *outer, cf_mask negative)
{
    cf_limb low = negative & 1;
    cf_limb high = 0;
    for (size_t i = 0; i < HALF; i++) {
        cf_wide inner = (cf_wide)out[HALF + i] + out[2 * HALF + i];
        cf_wide sum = inner + out[i] + (outer[i] ^ negative) + low;
        low = (cf_limb)(sum >> 64);
        out[HALF + i] = (cf_limb)sum;
        sum = inner + out[3 * HALF + i] + (outer[HALF + i] ^ negative) + high;
        high = (cf_limb)(sum >> 64);
        out[2 * HALF + i] = (cf_limb)sum;
    }
    for (size_t i = 2 * HALF; i < 3 * HALF; i++) {
        cf_limb sum = out[i] + low;
        low = sum < low;
        out[i] = sum;
    }
    high += low - (negative & 1);
    for (size_t i = 3 * HALF; i < 4 * HALF; i++) {
        cf_limb sum = out[i] + high;
        high = sum < high;
        out[i] = sum;
    }
}

/* out = a b for 16 limbs of a and n of b, n >= 16: columns grow, stay 16 high, and shrink. */
static void write_strip(cf_limb *out, const cf_limb *a, const cf_limb *b, size_t n)
{
    cf_column column = { 0, 0, 0 };
    cf_dot_1(&column, a, b + 0);
    out[0] = cf_column_next(&column);
    cf_dot_2(&column, a, b + 1);
    out[1] = cf_column_next(&column);
    cf_dot_3(&column, a, b + 2);
    out[2] = cf_column_next(&column);
    cf_dot_4(&column, a, b + 3);
    out[3] = cf_column_next(&column);
    cf_dot_5(&column, a, b + 4);
    out[4] = cf_column_next(&column);
    cf_dot_6(&column, a, b + 5);
    out[5] = cf_column_next(&column);
    cf_dot_7(&column, a, b + 6);
    out[6] = cf_column_next(&column);
    cf_dot_8(&column, a, b + 7);
    out[7] = cf_column_next(&column);
    cf_dot_9(&column, a, b + 8);
    out[8] = cf_column_next(&column);
    cf_dot_10(&column, a, b + 9);
    out[9] = cf_column_next(&column);
    cf_dot_11(&column, a, b + 10);
    out[10] = cf_column_next(&column);
    cf_dot_12(&column, a, b + 11);
    out[11] = cf_column_next(&column);
    cf_dot_13(&column, a, b + 12);
    out[12] = cf_column_next(&column);
    cf_dot_14(&column, a, b + 13);
    out[13] = cf_column_next(&column);
    cf_dot_15(&column, a, b + 14);
    out[14] = cf_column_next(&column);
    for (size_t t = 15; t < n; t++) {
        cf_dot_16(&column, a, b + t);
        out[t] = cf_column_next(&column);
    }
    const cf_limb *last = b + n - 1;
    cf_dot_15(&column, a + 1, last);
    out[n + 0] = cf_column_next(&column);
    cf_dot_14(&column, a + 2, last);
    out[n + 1] = cf_column_next(&column);
    cf_dot_13(&column, a + 3, last);
    out[n + 2] = cf_column_next(&column);
    cf_dot_12(&column, a + 4, last);
    out[n + 3] = cf_column_next(&column);
    cf_dot_11(&column, a + 5, last);
    out[n + 4] = cf_column_next(&column);
    cf_dot_10(&column, a + 6, last);
    out[n + 5] = cf_column_next(&column);
    cf_dot_9(&column, a + 7, last);
    out[n + 6] = cf_column_next(&column);
    cf_dot_8(&column, a + 8, last);
    out[n + 7] = cf_column_next(&column);
    cf_dot_7(&column, a + 9, last);
    out[n + 8] = cf_column_next(&column);
    cf_dot_6(&column, a + 10, last);
    out[n + 9] = cf_column_next(&column);
    cf_dot_5(&column, a + 11, last);
    out[n + 10] = cf_column_next(&column);
    cf_dot_4(&column, a + 12, last);
    out[n + 11] = cf_column_next(&column);
    cf_dot_3(&column, a + 13, last);
    out[n + 12] = cf_column_next(&column);
    cf_dot_2(&column, a + 14, last);
    out[n + 13] = cf_column_next(&column);
    cf_dot_1(&column, a + 15, last);
    out[n + 14] = cf_column_next(&column);
    out[n + 15] = cf_column_next(&column);
}

/* The same on top of what out holds; only out[0 .. n) is there, what is above gets written. */
static void add_strip(cf_limb *out, const cf_limb *a, const cf_limb *b, size_t n)
{
    cf_column column = { 0, 0, 0 };
    cf_column_add(&column, out[0]);
    cf_dot_1(&column, a, b + 0);
    out[0] = cf_column_next(&column);
    cf_column_add(&column, out[1]);
    cf_dot_2(&column, a, b + 1);
    out[1] = cf_column_next(&column);
    cf_column_add(&column, out[2]);
    cf_dot_3(&column, a, b + 2);
    out[2] = cf_column_next(&column);
    cf_column_add(&column, out[3]);
    cf_dot_4(&column, a, b + 3);
    out[3] = cf_column_next(&column);
    cf_column_add(&column, out[4]);
    cf_dot_5(&column, a, b + 4);
    out[4] = cf_column_next(&column);
    cf_column_add(&column, out[5]);
    cf_dot_6(&column, a, b + 5);
    out[5] = cf_column_next(&column);
    cf_column_add(&column, out[6]);
    cf_dot_7(&column, a, b + 6);
    out[6] = cf_column_next(&column);
    cf_column_add(&column, out[7]);
    cf_dot_8(&column, a, b + 7);
    out[7] = cf_column_next(&column);
    cf_column_add(&column, out[8]);
    cf_dot_9(&column, a, b + 8);
    out[8] = cf_column_next(&column);
    cf_column_add(&column, out[9]);
    cf_dot_10(&column, a, b + 9);
    out[9] = cf_column_next(&column);
    cf_column_add(&column, out[10]);
    cf_dot_11(&column, a, b + 10);
    out[10] = cf_column_next(&column);
    cf_column_add(&column, out[11]);
    cf_dot_12(&column, a, b + 11);
    out[11] = cf_column_next(&column);
    cf_column_add(&column, out[12]);
    cf_dot_13(&column, a, b + 12);
    out[12] = cf_column_next(&column);
    cf_column_add(&column, out[13]);
    cf_dot_14(&column, a, b + 13);
    out[13] = cf_column_next(&column);
    cf_column_add(&column, out[14]);
    cf_dot_15(&column, a, b + 14);
    out[14] = cf_column_next(&column);
    for (size_t t = 15; t < n; t++) {
        cf_column_add(&column, out[t]);
        cf_dot_16(&column, a, b + t);
        out[t] = cf_column_next(&column);
    }
    const cf_limb *last = b + n - 1;
    cf_dot_15(&column, a + 1, last);
    out[n + 0] = cf_column_next(&column);
    cf_dot_14(&column, a + 2, last);
    out[n + 1] = cf_column_next(&column);
    cf_dot_13(&column, a + 3, last);
    out[n + 2] = cf_column_next(&column);
    cf_dot_12(&column, a + 4, last);
    out[n + 3] = cf_column_next(&column);
    cf_dot_11(&column, a + 5, last);
    out[n + 4] = cf_column_next(&column);
    cf_dot_10(&column, a + 6, last);
    out[n + 5] = cf_column_next(&column);
    cf_dot_9(&column, a + 7, last);
    out[n + 6] = cf_column_next(&column);
    cf_dot_8(&column, a + 8, last);
    out[n + 7] = cf_column_next(&column);
    cf_dot_7(&column, a + 9, last);
    out[n + 8] = cf_column_next(&column);
    cf_dot_6(&column, a + 10, last);
    out[n + 9] = cf_column_next(&column);
    cf_dot_5(&column, a + 11, last);
    out[n + 10] = cf_column_next(&column);
    cf_dot_4(&column, a + 12, last);
    out[n + 11] = cf_column_next(&column);
    cf_dot_3(&column, a + 13, last);
    out[n + 12] = cf_column_next(&column);
    cf_dot_2(&column, a + 14, last);
    out[n + 13] = cf_column_next(&column);
    cf_dot_1(&column, a + 15, last);
    out[n + 14] = cf_column_next(&column);
    out[n + 15] = cf_column_next(&column);
}

static void product_32(cf_limb *out, const cf_limb *a, const cf_limb *b)
{
    write_strip(out, a, b, HALF);
    add_strip(out + 16, a + 16, b, HALF);
}

void cf_product_64(cf_limb *out, const cf_limb *a, const cf_limb *b)
{
    cf_limb da[HALF];
    cf_limb db[HALF];
    cf_limb outer[WHOLE];
    cf_mask negative = distance(da, a, a + HALF);
    negative ^= distance(db, b + HALF, b);
    product_32(outer, da, db);
    product_32(out, a, b);
    product_32(out + WHOLE, a + HALF, b + HALF);
    add_middle(out, outer, negative);
}

/* out = 2 out + sum of a_i^2 2^(128 i) for 32 limbs of a. */
static void double_and_add_diagonal(cf_limb *out, const cf_limb *a)
{
    cf_limb above = 0; /* the bit that doubling pushes out of the limb below */
    cf_limb carry = 0;
    for (size_t i = 0; i < HALF; i++) {
        cf_wide diagonal = (cf_wide)a[i] * a[i];
        cf_limb low = out[2 * i];
        cf_limb high = out[2 * i + 1];
        cf_wide sum = (cf_wide)(low << 1 | above) + (cf_limb)diagonal + carry;
        out[2 * i] = (cf_limb)sum;
        sum = (cf_wide)(high << 1 | low >> 63) + (cf_limb)(diagonal >> 64) + (cf_limb)(sum >> 64);
        out[2 * i + 1] = (cf_limb)sum;
        carry = (cf_limb)(sum >> 64);
        above = high >> 63;
    }
}

/* The columns hold a_i a_j for i < j only. */
static void square_32(cf_limb *out, const cf_limb *a)
{
    cf_column column = { 0, 0, 0 };
    out[0] = 0;
    cf_dot_1(&column, a + 0, a + 1);
    out[1] = cf_column_next(&column);
    cf_dot_1(&column, a + 0, a + 2);
    out[2] = cf_column_next(&column);
    cf_dot_2(&column, a + 0, a + 3);
    out[3] = cf_column_next(&column);
    cf_dot_2(&column, a + 0, a + 4);
    out[4] = cf_column_next(&column);
    cf_dot_3(&column, a + 0, a + 5);
    out[5] = cf_column_next(&column);
    cf_dot_3(&column, a + 0, a + 6);
    out[6] = cf_column_next(&column);
    cf_dot_4(&column, a + 0, a + 7);
    out[7] = cf_column_next(&column);
    cf_dot_4(&column, a + 0, a + 8);
    out[8] = cf_column_next(&column);
    cf_dot_5(&column, a + 0, a + 9);
    out[9] = cf_column_next(&column);
    cf_dot_5(&column, a + 0, a + 10);
    out[10] = cf_column_next(&column);
    cf_dot_6(&column, a + 0, a + 11);
    out[11] = cf_column_next(&column);
    cf_dot_6(&column, a + 0, a + 12);
    out[12] = cf_column_next(&column);
    cf_dot_7(&column, a + 0, a + 13);
    out[13] = cf_column_next(&column);
    cf_dot_7(&column, a + 0, a + 14);
    out[14] = cf_column_next(&column);
    cf_dot_8(&column, a + 0, a + 15);
    out[15] = cf_column_next(&column);
    cf_dot_8(&column, a + 0, a + 16);
    out[16] = cf_column_next(&column);
    cf_dot_9(&column, a + 0, a + 17);
    out[17] = cf_column_next(&column);
    cf_dot_9(&column, a + 0, a + 18);
    out[18] = cf_column_next(&column);
    cf_dot_10(&column, a + 0, a + 19);
    out[19] = cf_column_next(&column);
    cf_dot_10(&column, a + 0, a + 20);
    out[20] = cf_column_next(&column);
    cf_dot_11(&column, a + 0, a + 21);
    out[21] = cf_column_next(&column);
    cf_dot_11(&column, a + 0, a + 22);
    out[22] = cf_column_next(&column);
    cf_dot_12(&column, a + 0, a + 23);
    out[23] = cf_column_next(&column);
    cf_dot_12(&column, a + 0, a + 24);
    out[24] = cf_column_next(&column);
    cf_dot_13(&column, a + 0, a + 25);
    out[25] = cf_column_next(&column);
    cf_dot_13(&column, a + 0, a + 26);
    out[26] = cf_column_next(&column);
    cf_dot_14(&column, a + 0, a + 27);
    out[27] = cf_column_next(&column);
    cf_dot_14(&column, a + 0, a + 28);
    out[28] = cf_column_next(&column);
    cf_dot_15(&column, a + 0, a + 29);
    out[29] = cf_column_next(&column);
    cf_dot_15(&column, a + 0, a + 30);
    out[30] = cf_column_next(&column);
    cf_dot_16(&column, a + 0, a + 31);
    out[31] = cf_column_next(&column);
    cf_dot_15(&column, a + 1, a + 31);
    out[32] = cf_column_next(&column);
    cf_dot_15(&column, a + 2, a + 31);
    out[33] = cf_column_next(&column);
    cf_dot_14(&column, a + 3, a + 31);
    out[34] = cf_column_next(&column);
    cf_dot_14(&column, a + 4, a + 31);
    out[35] = cf_column_next(&column);
    cf_dot_13(&column, a + 5, a + 31);
    out[36] = cf_column_next(&column);
    cf_dot_13(&column, a + 6, a + 31);
    out[37] = cf_column_next(&column);
    cf_dot_12(&column, a + 7, a + 31);
    out[38] = cf_column_next(&column);
    cf_dot_12(&column, a + 8, a + 31);
    out[39] = cf_column_next(&column);
    cf_dot_11(&column, a + 9, a + 31);
    out[40] = cf_column_next(&column);
    cf_dot_11(&column, a + 10, a + 31);
    out[41] = cf_column_next(&column);
    cf_dot_10(&column, a + 11, a + 31);
    out[42] = cf_column_next(&column);
    cf_dot_10(&column, a + 12, a + 31);
    out[43] = cf_column_next(&column);
    cf_dot_9(&column, a + 13, a + 31);
    out[44] = cf_column_next(&column);
    cf_dot_9(&column, a + 14, a + 31);
    out[45] = cf_column_next(&column);
    cf_dot_8(&column, a + 15, a + 31);
    out[46] = cf_column_next(&column);
    cf_dot_8(&column, a + 16, a + 31);
    out[47] = cf_column_next(&column);
    cf_dot_7(&column, a + 17, a + 31);
    out[48] = cf_column_next(&column);
    cf_dot_7(&column, a + 18, a + 31);
    out[49] = cf_column_next(&column);
    cf_dot_6(&column, a + 19, a + 31);
    out[50] = cf_column_next(&column);
    cf_dot_6(&column, a + 20, a + 31);
    out[51] = cf_column_next(&column);
    cf_dot_5(&column, a + 21, a + 31);
    out[52] = cf_column_next(&column);
    cf_dot_5(&column, a + 22, a + 31);
    out[53] = cf_column_next(&column);
    cf_dot_4(&column, a + 23, a + 31);
    out[54] = cf_column_next(&column);
    cf_dot_4(&column, a + 24, a + 31);
    out[55] = cf_column_next(&column);
    cf_dot_3(&column, a + 25, a + 31);
    out[56] = cf_column_next(&column);
    cf_dot_3(&column, a + 26, a + 31);
    out[57] = cf_column_next(&column);
    cf_dot_2(&column, a + 27, a + 31);
    out[58] = cf_column_next(&column);
    cf_dot_2(&column, a + 28, a + 31);
    out[59] = cf_column_next(&column);
    cf_dot_1(&column, a + 29, a + 31);
    out[60] = cf_column_next(&column);
    cf_dot_1(&column, a + 30, a + 31);
    out[61] = cf_column_next(&column);
    out[62] = cf_column_next(&column);
    out[63] = 0;
    double_and_add_diagonal(out, a);
}

/* (a_0 - a_1)(a_1 - a_0) is never positive. */
void cf_square_64(cf_limb *out, const cf_limb *a)
{
    cf_limb da[HALF];
    cf_limb outer[WHOLE];
    (void)distance(da, a, a + HALF);
    square_32(outer, da);
    square_32(out, a);
    square_32(out + WHOLE, a + HALF);
    add_middle(out, outer, ~(cf_mask)0);
}
