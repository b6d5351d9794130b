/*
 * group/ladder.c -- powers by putting rungs into buckets.
 *
 * Write an exponent in base 4: x^e is the product over all rungs of (x^(4^i))^(e_i).  Instead
 * of raising each rung, drop it into the bucket of its digit; at the end x^e = B_1 B_2^2 B_3^3.
 * Two exponents a and b share one drop: the bucket is then named by the pair (a_i, b_i), and
 * rows and columns of the 4 x 4 buckets give the two powers.  A lone exponent plays both parts:
 * its digits in base 16 are pairs (a_i, b_i) over every second rung.
 *
 * Membership costs next to nothing: with gap = 2^bits - q, x^q = 1 exactly when x^(2^bits) =
 * x^gap, because x has an inverse; x = 0 would pass, and is for the caller to refuse.  A gap of
 * four digits is cheapest as one half of a pair: five products.
 */
#include "group/ladder.h"

enum { DIGITS = 4, BUCKETS = DIGITS * DIGITS };

typedef struct number {
    _Alignas(64) cf_limb limb[CF_DOMAIN_LIMBS_MAX];
} number;

/* Bucket [a + 4 b] holds the product of what was dropped there; an empty one holds not even 1. */
typedef struct buckets {
    const cf_modulus *p;
    bool filled[BUCKETS];
    number held[BUCKETS];
} buckets;

/* A product that may be empty so far. */
typedef struct product {
    bool filled;
    number held;
} product;

static const cf_limb *rung_at(const cf_ladder *ladder, size_t i)
{
    return ladder->rung + i * cf_element_limbs(ladder->group);
}

void cf_ladder_climb(cf_ladder *ladder, const cf_group *group, const cf_limb *x)
{
    const cf_modulus *p = &group->p;
    size_t bits = group->parameters->q_bits;
    ladder->group = group;
    ladder->rungs = (bits + 1) / 2;

    memcpy(ladder->rung, x, p->width * sizeof x[0]);
    for (size_t i = 1; i < ladder->rungs; i++) {
        cf_modulus_square(p, ladder->rung + i * p->width, rung_at(ladder, i - 1), 2);
    }
    cf_modulus_square(p, ladder->top, rung_at(ladder, ladder->rungs - 1),
                      bits - 2 * (ladder->rungs - 1));
}

/* Two bits of an exponent, at 4^i; nothing is there past the last limb. */
static size_t digit_at(const cf_scalar *exponent, size_t i)
{
    return i < 32 * CF_SCALAR_LIMBS ? exponent->limb[i / 32] >> (2 * (i % 32)) & 3 : 0;
}

static void drop(const cf_modulus *p, bool *filled, number *held, const cf_limb *factor)
{
    if (*filled) {
        cf_modulus_multiply(p, held->limb, held->limb, factor);
    } else {
        memcpy(held->limb, factor, p->width * sizeof factor[0]);
        *filled = true;
    }
}

static void product_take(const cf_modulus *p, product *taker, bool filled, const number *factor)
{
    if (filled) {
        drop(p, &taker->filled, &taker->held, factor->limb);
    }
}

/* Digit a of the first exponent and b of the second name the bucket. */
static void fill_pair(buckets *all, const cf_ladder *ladder, const cf_scalar *first,
                      const cf_scalar *second)
{
    for (size_t i = 0; i < ladder->rungs; i++) {
        size_t name = digit_at(first, i) + DIGITS * digit_at(second, i);
        if (name != 0) {
            drop(all->p, &all->filled[name], &all->held[name], rung_at(ladder, i));
        }
    }
}

/* Two digits of one exponent name the bucket, on every second rung. */
static void fill_single(buckets *all, const cf_ladder *ladder, const cf_scalar *exponent)
{
    for (size_t i = 0; i < ladder->rungs; i += 2) {
        size_t name = digit_at(exponent, i) + DIGITS * digit_at(exponent, i + 1);
        if (name != 0) {
            drop(all->p, &all->filled[name], &all->held[name], rung_at(ladder, i));
        }
    }
}

/*
 * The product of line_d^d, d = 1 .. 3, where line_d is the product of four buckets: `along`
 * apart, the first at d * across.  By running products: with s_3 = line_3, s_2 = line_3 line_2,
 * s_1 = line_3 line_2 line_1, it is s_3 s_2 s_1.
 */
static void collect(product *out, const buckets *all, size_t across, size_t along)
{
    product running = { .filled = false };
    out->filled = false;
    for (size_t d = DIGITS - 1; d >= 1; d--) {
        for (size_t k = 0; k < DIGITS; k++) {
            size_t name = d * across + k * along;
            product_take(all->p, &running, all->filled[name], &all->held[name]);
        }
        product_take(all->p, out, running.filled, &running.held);
    }
}

static void set_power(const cf_group *group, cf_element *power, const product *value)
{
    cf_element_set(group, power, value->filled ? value->held.limb : group->p.one);
}

static void pair_of_powers(const cf_ladder *ladder, const cf_scalar *exponents, cf_element *powers)
{
    buckets all = { .p = &ladder->group->p, .filled = { false } };
    product value;
    fill_pair(&all, ladder, &exponents[0], &exponents[1]);
    collect(&value, &all, 1, DIGITS);
    set_power(ladder->group, &powers[0], &value);
    collect(&value, &all, DIGITS, 1);
    set_power(ladder->group, &powers[1], &value);
}

/* The low and the high halves of the digits give two powers; x^e = low high^4. */
static void single_power(const cf_ladder *ladder, const cf_scalar *exponent, cf_element *power)
{
    const cf_modulus *p = &ladder->group->p;
    buckets all = { .p = p, .filled = { false } };
    product low;
    product high;
    fill_single(&all, ladder, exponent);
    collect(&low, &all, 1, DIGITS);
    collect(&high, &all, DIGITS, 1);
    if (high.filled) {
        cf_modulus_square(p, high.held.limb, high.held.limb, 2);
        product_take(p, &low, true, &high.held);
    }
    set_power(ladder->group, power, &low);
}

void cf_ladder_powers(const cf_ladder *ladder, size_t each, const cf_scalar *exponents,
                      cf_element *powers)
{
    size_t done = 0;
    for (; done + 2 <= each; done += 2) {
        pair_of_powers(ladder, exponents + done, powers + done);
    }
    if (done < each) {
        single_power(ladder, exponents + done, powers + done);
    }
}

bool cf_ladder_is_member(const cf_ladder *ladder)
{
    const cf_scalar gap_and_nothing[2] = { ladder->group->gap, { { 0 } } };
    cf_element powers[2];
    pair_of_powers(ladder, gap_and_nothing, powers);
    return cf_modulus_equal(&ladder->group->p, powers[0].limb, ladder->top) != 0;
}
