/*
 * group/jacobi.c -- halve, exchange, subtract; and sixty-two halvings in one go.
 *
 * For f odd and g not negative, (g / f) is carried from pair to pair:
 *
 *     g even      (g / f) = (2 / f) (g/2 / f),   (2 / f) = -1 when f is 3 or 5 modulo 8
 *     both odd    (g / f) = (f / g), but for -1 when both are 3 modulo 4
 *     always      (g / f) = (g - f / f) = (g + f / f)
 *
 * until g is 0 or f is 1.  A step is that with subtraction: f + g falls, so that steps alone end.
 * For 4096 bits they would go over all limbs some three thousand times.  A leap does many at once:
 * when f is always added and never subtracted, which rule comes next depends on the lowest bits
 * alone and on a guess at which of the two is longer.  A wrong guess costs time, not truth, and
 * sums never become negative.  So the lowest limbs are followed for 62 halvings, as two rows of a
 * matrix,
 *
 *     2^62 f' = u f + v g        2^62 g' = s f + t g        u + v, s + t <= 2^62
 *
 * and the whole numbers are multiplied once.
 */
#include "group/jacobi.h"

#include "arith/kernels.h"

#include <string.h>

enum { LEAP = 62 };

typedef struct pair {
    size_t n; /* limbs that are not 0 in both */
    cf_limb f[CF_LIMBS_MAX];
    cf_limb g[CF_LIMBS_MAX];
    cf_limb flips; /* the lowest bit: how often the sign changed */
} pair;

typedef struct matrix {
    cf_limb u, v;
    cf_limb s, t;
} matrix;

/* Only the lowest bit counts: 1 when (2 / f) = -1, and when exchanging f and g changes the sign. */
static cf_limb two_flips(cf_limb f)
{
    return f >> 1 ^ f >> 2;
}

static cf_limb exchange_flips(cf_limb f, cf_limb g)
{
    return f >> 1 & g >> 1;
}

static unsigned zeros_below(cf_limb x)
{
    return (unsigned)__builtin_ctzll(x);
}

static void exchange(cf_limb *a, cf_limb *b)
{
    const cf_limb old = *a;
    *a = *b;
    *b = old;
}

/* --- a step --- */

/* g without its factors 2; it is not 0. */
static void make_odd(pair *p)
{
    size_t limbs = 0;
    while (p->g[limbs] == 0) {
        limbs++;
    }
    const unsigned bits = zeros_below(p->g[limbs]);
    for (size_t i = 0; i < p->n; i++) {
        const cf_limb low = i + limbs < p->n ? p->g[i + limbs] : 0;
        const cf_limb high = i + limbs + 1 < p->n ? p->g[i + limbs + 1] : 0;
        p->g[i] = bits == 0 ? low : low >> bits | high << (64 - bits);
    }
    p->flips ^= bits & two_flips(p->f[0]);
}

static bool is_below(const cf_limb *a, const cf_limb *b, size_t n)
{
    while (n > 1 && a[n - 1] == b[n - 1]) {
        n--;
    }
    return a[n - 1] < b[n - 1];
}

static void step(pair *p)
{
    make_odd(p);
    if (is_below(p->g, p->f, p->n)) {
        p->flips ^= exchange_flips(p->f[0], p->g[0]);
        for (size_t i = 0; i < p->n; i++) {
            exchange(&p->f[i], &p->g[i]);
        }
    }
    (void)cf_limbs_subtract(p->g, p->g, p->f, p->n);
}

/* --- a leap --- */

static long bits_of(const cf_limb *x, size_t n)
{
    while (n > 0 && x[n - 1] == 0) {
        n--;
    }
    return n == 0 ? 0 : (long)(64 * n) - __builtin_clzll(x[n - 1]);
}

/*
 * `lead`: by how many bits g is thought to be longer than f.  With `left` halvings to come, the
 * lowest left + 2 bits of f and g are right: three where a halving asks for them, two where an
 * exchange does.
 */
static void follow(pair *p, matrix *m, long lead)
{
    cf_limb f = p->f[0];
    cf_limb g = p->g[0];
    unsigned left = LEAP;
    *m = (matrix){ .u = 1, .t = 1 };
    for (;;) {
        const unsigned zeros = zeros_below(g | UINT64_MAX << left);
        g >>= zeros;
        m->u <<= zeros;
        m->v <<= zeros;
        lead -= (long)zeros;
        left -= zeros;
        p->flips ^= zeros & two_flips(f);
        if (left == 0) {
            return;
        }
        if (lead < 0) {
            p->flips ^= exchange_flips(f, g);
            exchange(&f, &g);
            exchange(&m->u, &m->s);
            exchange(&m->v, &m->t);
            lead = -lead;
        }
        g += f;
        m->s += m->u;
        m->t += m->v;
    }
}

/* (u f + v g) / 2^62, limb by limb. */
typedef struct quotient {
    cf_limb low; /* the limb of the sum before */
    cf_limb carry;
} quotient;

/* The next limb.  u x + v y + carry < 2^62 2^64 + 2^62: there is room in 128 bits. */
static cf_limb divide_next(quotient *q, cf_limb u, cf_limb x, cf_limb v, cf_limb y)
{
    const cf_wide sum = (cf_wide)u * x + (cf_wide)v * y + q->carry;
    const cf_limb out = q->low >> LEAP | (cf_limb)sum << (64 - LEAP);
    q->low = (cf_limb)sum;
    q->carry = (cf_limb)(sum >> 64);
    return out;
}

static void leap(pair *p)
{
    matrix m;
    follow(p, &m, bits_of(p->g, p->n) - bits_of(p->f, p->n));
    quotient f = { 0 };
    quotient g = { 0 };
    for (size_t i = 0; i < p->n; i++) {
        const cf_limb f_limb = divide_next(&f, m.u, p->f[i], m.v, p->g[i]);
        const cf_limb g_limb = divide_next(&g, m.s, p->f[i], m.t, p->g[i]);
        if (i > 0) {
            p->f[i - 1] = f_limb;
            p->g[i - 1] = g_limb;
        }
    }
    p->f[p->n - 1] = divide_next(&f, 0, 0, 0, 0);
    p->g[p->n - 1] = divide_next(&g, 0, 0, 0, 0);
}

/* --- */

static void shorten(pair *p)
{
    while (p->n > 1 && p->f[p->n - 1] == 0 && p->g[p->n - 1] == 0) {
        p->n--;
    }
}

static bool is_small(const cf_limb *x, size_t n, cf_limb value)
{
    return x[0] == value && bits_of(x, n) <= 1;
}

int cf_jacobi_vartime(const cf_limb *x, const cf_limb *m, size_t n)
{
    pair p = { .n = n };
    memcpy(p.f, m, n * sizeof m[0]);
    memcpy(p.g, x, n * sizeof x[0]);
    while (!is_small(p.f, p.n, 1)) {
        if (is_small(p.g, p.n, 0)) {
            return 0;
        }
        step(&p);
        shorten(&p);
        if (p.n > 1) {
            leap(&p);
            shorten(&p);
        }
    }
    return (p.flips & 1) != 0 ? -1 : 1;
}
