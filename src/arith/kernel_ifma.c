/*
 * arith/kernel_ifma.c -- eight products modulo the standard p at once.
 *
 * Let x = 2^52, R = x^79 = 2^4108 and D = 2^4096 - p, in which limbs 1 .. 3 and 74 .. 78 are 0.
 * The product T of two numbers is made by Karatsuba's method, three times over: 80 limbs are
 * eight tens.  To divide by R modulo p, find the N < R for which the lower 79 limbs of T - N p
 * vanish; as p is 2^4096 - D,
 *
 *   T / R = (T - N p) / R = (T + N D) / R - N / 2^12        modulo p
 *
 * Limb k of N is minus what stands in column k when the limbs of N before it have been multiplied
 * by D and added in, and limb k itself comes in again only four columns later: no multiplication
 * by -1/p, little waiting, and 70 limbs instead of 79.  T is kept one column up, with 0 below:
 * then N has 80 digits, two times 40, of which the first is 0.
 *
 *   a, b < 2p and 0 <= N < R give -p < (T - N p) / R < 4 p^2 / 2^4108 < 2^-10 p; p is added, and
 *   what comes out is in (0, p (1 + 2^-10)) without a comparison
 *
 * Columns have either sign, and must be in [-2^63, 2^63) when they are looked at.  u is 2^52.
 *
 *   a tile, ten limbs by ten, gives columns in [0, 20 u]
 *   where products of halves have columns in [-l, h], Karatsuba's middle columns are one of
 *   those, and one of the product of sums, [-l, h + 3 u] with its carries, minus two of those: in
 *   [-2 (l + h), 2 (l + h) + 3 u]; so
 *      20 limbs [-40 u, 43 u]     40 limbs [-166 u, 169 u]     80 limbs [-670 u, 673 u]
 *   20 digits times limbs 4 .. 33 of D bring [-40 u, 83 u] to a column, at most three times
 *   40 digits times limbs 34 .. 73 of D bring [-166 u, 169 u], at most twice
 *   in all [-1122 u, 1260 u], and a few u in the end; 2^63 is 2048 u
 *
 * Constant time: here and in ifma_product.c, ifma_square.c and ifma_reduce.c no branch and no
 * address depends on anything but counts.  Valgrind 3.19 cannot run them to show it;
 * MemorySanitizer can, and does in tests/arith/poison.c.
 */
#include "arith/kernel_ifma.h"

#if defined(__x86_64__)

#include "arith/ifma_halves.h"
#include "arith/ifma_row.h"
#include "arith/ifma_tile.h"
#include "arith/modulus.h"
#include "base/cpu.h"

enum { PLAIN = 64, LIMBS = 79, HALF = 40, ROW = 2 * HALF, TOP_BIT = 40 };

/* The divisor stands in mod->own behind what rows need. */
_Static_assert(CF_IFMA_ROW_OWN + sizeof(cf_ifma_divisor) / sizeof(cf_limb) <= CF_OWN_LIMBS_MAX,
               "own is too small");

typedef __m512i vector;

/* What a product needs on its way: nothing in it outlives the call. */
typedef struct room {
    vector columns[2 * ROW + 1];
    vector middle[ROW];
    vector a_both[HALF];
    vector b_both[HALF];
    vector digits[ROW + 1];
    vector work[CF_IFMA_WORK];
} room;

bool cf_ifma_runs_here(void)
{
    return cf_cpu_read()->has_ifma;
}

size_t cf_ifma_width(size_t n)
{
    (void)n;
    return ROW;
}

size_t cf_ifma_radix_bits(size_t n)
{
    (void)n;
    return (size_t)LIMBS * CF_IFMA_BITS;
}

static cf_ifma_divisor *own_divisor(cf_limb *own)
{
    return (void *)(own + CF_IFMA_ROW_OWN);
}

static const cf_ifma_divisor *divisor(const cf_modulus *mod)
{
    return (const void *)(mod->own + CF_IFMA_ROW_OWN);
}

/* out = a + b for n limbs of 52 bits; the carry. */
static cf_limb add_limbs(cf_limb *out, const cf_limb *a, const cf_limb *b, size_t n)
{
    cf_limb carry = 0;
    for (size_t k = 0; k < n; k++) {
        const cf_limb sum = a[k] + b[k] + carry;
        out[k] = sum & CF_IFMA_ONES;
        carry = sum >> CF_IFMA_BITS;
    }
    return carry;
}

void cf_ifma_prepare(cf_modulus *mod)
{
    cf_ifma_row_prepare(mod);
    const cf_limb zero[PLAIN] = { 0 };
    cf_limb plain[PLAIN];
    (void)cf_limbs_subtract(plain, zero, mod->m, PLAIN);
    cf_ifma_divisor *d = own_divisor(mod->own);
    cf_ifma_row_unpack(mod, d->limb, plain);
    d->near_carry = add_limbs(d->near, d->limb + 14, d->limb + 24, 10);
    d->low_carry = add_limbs(d->low, d->limb + 34, d->limb + 44, 10);
    d->high_carry = add_limbs(d->high, d->limb + 54, d->limb + 64, 10);
    d->far_carry = add_limbs(d->far, d->limb + 34, d->limb + 54, 20);
    d->far_both_carry = add_limbs(d->far_both, d->far, d->far + 10, 10);
}

/* out is the products of lower and of upper halves, side by side, and becomes that of the whole. */
CF_IFMA static void put_together(vector *out, const vector *middle, const vector *a_both,
                                 vector a_carry, const vector *b_both, vector b_carry)
{
    const __mmask8 a_lanes = cf_ifma_lanes(a_carry);
    const __mmask8 b_lanes = cf_ifma_lanes(b_carry);
    for (size_t k = 0; k < HALF; k++) {
        vector *lower = &out[HALF + k];
        vector *upper = &out[2 * HALF + k];
        const vector difference = cf_ifma_subtract(*lower, *upper);
        vector carried = cf_ifma_add_where(middle[HALF + k], a_lanes, b_both[k]);
        carried = cf_ifma_add_where(carried, b_lanes, a_both[k]);
        *lower = cf_ifma_add(cf_ifma_subtract(middle[k], out[k]), difference);
        *upper = cf_ifma_subtract(cf_ifma_subtract(carried, out[3 * HALF + k]), difference);
    }
    out[3 * HALF] = cf_ifma_add_where(out[3 * HALF], a_lanes & b_lanes, cf_ifma_all(1));
}

CF_IFMA static void product(room *in, const vector *a, const vector *b)
{
    vector *out = in->columns + 1;
    vector a_carry = cf_ifma_zero();
    vector b_carry = cf_ifma_zero();
    for (size_t k = 0; k < HALF; k++) {
        a_carry = cf_ifma_sum(in->a_both + k, a + k, a + HALF + k, a_carry);
        b_carry = cf_ifma_sum(in->b_both + k, b + k, b + HALF + k, b_carry);
    }
    cf_ifma_product_40(out, a, b, in->work);
    cf_ifma_product_40(out + ROW, a + HALF, b + HALF, in->work);
    cf_ifma_product_40(in->middle, in->a_both, in->b_both, in->work);
    put_together(out, in->middle, in->a_both, a_carry, in->b_both, b_carry);
}

CF_IFMA static void square(room *in, const vector *a)
{
    vector *out = in->columns + 1;
    vector a_carry = cf_ifma_zero();
    for (size_t k = 0; k < HALF; k++) {
        a_carry = cf_ifma_sum(in->a_both + k, a + k, a + HALF + k, a_carry);
    }
    cf_ifma_square_40(out, a, in->work);
    cf_ifma_square_40(out + ROW, a + HALF, in->work);
    cf_ifma_square_40(in->middle, in->a_both, in->work);
    put_together(out, in->middle, in->a_both, a_carry, in->a_both, a_carry);
}

/*
 * out = columns / R modulo p.  N 2^4096 is N 2^40, from limb 78 on.  Since the instructions
 * for products add and do not subtract, N (2^52 - 2^40) is added there, and N taken away a
 * limb above.
 */
CF_IFMA static void reduce(room *in, vector *out, const cf_ifma_divisor *d)
{
    const vector minus = cf_ifma_all(((cf_limb)1 << CF_IFMA_BITS) - ((cf_limb)1 << TOP_BIT));
    vector *t = in->columns;
    vector *n = in->digits;
    t[0] = cf_ifma_zero();
    vector carry = cf_ifma_reduce_40(n, t, cf_ifma_zero(), d, in->work);
    t[LIMBS] = cf_ifma_low(t[LIMBS], n[1], minus);
    carry = cf_ifma_reduce_40(n + HALF, t + HALF, carry, d, in->work);
    n[ROW] = cf_ifma_zero();
    t[ROW + LIMBS - 1] = cf_ifma_add(t[ROW + LIMBS - 1], cf_ifma_all((cf_limb)1 << TOP_BIT));
    vector next = n[1];
    for (size_t k = 0; k < LIMBS; k++) {
        const vector here = next;
        next = n[k + 2];
        vector sum = cf_ifma_subtract(t[ROW + k], cf_ifma_add(here, cf_ifma_spread(d->limb + k)));
        sum = cf_ifma_add(cf_ifma_low(cf_ifma_high(sum, here, minus), next, minus), carry);
        carry = cf_ifma_carry(sum);
        out[k] = cf_ifma_limb(sum);
    }
    out[LIMBS] = cf_ifma_zero();
}

CF_IFMA void cf_ifma_multiply_block(const cf_modulus *mod, cf_block *out, const cf_block *a,
                                    const cf_block *b)
{
    room in;
    product(&in, (const vector *)a, (const vector *)b);
    reduce(&in, (vector *)out, divisor(mod));
}

CF_IFMA void cf_ifma_square_block(const cf_modulus *mod, cf_block *out, const cf_block *a,
                                  size_t times)
{
    room in;
    for (size_t done = 0; done < times; done++) {
        square(&in, (const vector *)a);
        reduce(&in, (vector *)out, divisor(mod));
        a = out;
    }
}

#endif
