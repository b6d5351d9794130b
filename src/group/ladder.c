/*
 * group/ladder.c -- powers by dropping rungs into buckets.
 *
 * Write an exponent in base 4: x^e is the product over all rungs of (x^(4^i))^(e_i).  Instead of
 * raising each rung, drop it into the bucket of its digit as the climb comes by.  Two exponents
 * share one drop: the digits of both, four bits, are the name of the bucket.  A lone exponent has
 * names of four bits too, on every second rung.
 *
 * Afterwards bit b of a name says in which powers its bucket counts: with P_b the product of all
 * buckets whose name has bit b, a pair of powers is P_0 P_1^2 and P_2 P_3^2, a lone one is
 * P_0 P_1^2 P_2^4 P_3^8.  The four come from folding the upper half of the buckets onto the lower.
 *
 * All lanes climb in one block.  Their digits differ, so each has buckets of its own, which are
 * rows: a drop gathers the buckets that it needs, multiplies them by the block, and scatters them.
 *
 * Membership costs next to nothing: with gap = 2^bits - q, x^q = 1 exactly when x^(2^bits) =
 * x^gap, because x has an inverse; x = 0 would pass, and is for the caller to refuse.  Digits of
 * the gap are -1, 0, 1 or 2, and what has a negative one is multiplied to the other side: 189 is
 * 256 - 64 - 4 + 1, and x^(2^256) x^64 x^4 is held against x^256 x.
 */
#include "group/ladder.h"

enum { NAME_BITS = 4, NAMES = 1 << NAME_BITS, STORES = CF_LADDER_EACH / 2 };

typedef struct row {
    _Alignas(64) cf_limb limb[CF_DOMAIN_LIMBS_MAX];
} row;

/*
 * The buckets of one exponent, or of two: the product of what was dropped into each.  Nobody reads
 * those of name 0.  Bit `lane` of filled says whether there was anything.
 */
typedef struct store {
    size_t first; /* of the exponents */
    size_t count; /* 1 or 2 */
    row held[NAMES][CF_LANES_MAX];
    uint8_t filled[NAMES];
} store;

/* A product of rungs that may be empty so far. */
typedef struct side {
    bool filled;
    cf_block held;
} side;

typedef struct climb {
    const cf_group *group;
    const cf_modulus *p;
    size_t lanes;
    const cf_scalar *const *exponents;
    cf_element *const *powers;
    size_t rung; /* how many are below */
    cf_block x;  /* x^(4^rung) */
} climb;

/* --- dropping --- */

/* The bucket for this rung; 0 for none. */
static size_t name_at(const climb *c, const store *s, size_t lane)
{
    const size_t bits = NAME_BITS / s->count;
    const cf_scalar *exponents = c->exponents[lane] + s->first;
    size_t name = 0;
    for (size_t j = 0; j < s->count && 2 * c->rung % bits == 0; j++) {
        name |= cf_scalar_digit(&exponents[j], 2 * c->rung, bits) << (j * bits);
    }
    return name;
}

/* What a bucket holds; 1 when it is empty. */
static const cf_limb *look_into(const climb *c, const store *s, size_t name, size_t lane)
{
    return (s->filled[name] >> lane & 1) != 0 ? s->held[name][lane].limb : c->p->one;
}

/* The rung that we stand on, into a bucket of every lane. */
static void drop(const climb *c, store *s)
{
    const cf_limb *before[CF_LANES_MAX];
    cf_limb *after[CF_LANES_MAX];
    bool any_named = false;
    bool any_filled = false;
    for (size_t lane = 0; lane < c->lanes; lane++) {
        const size_t name = name_at(c, s, lane);
        before[lane] = look_into(c, s, name, lane);
        after[lane] = s->held[name][lane].limb;
        any_filled = any_filled || before[lane] == after[lane]; /* and not 1 */
        any_named = any_named || name != 0;
        s->filled[name] |= (uint8_t)((name != 0) << lane);
    }
    if (!any_named) {
        return;
    }
    if (!any_filled) {
        cf_block_scatter(c->p, c->lanes, after, &c->x);
        return;
    }
    cf_block product;
    cf_block_gather(c->p, c->lanes, &product, before);
    cf_block_multiply(c->p, c->lanes, &product, &product, &c->x);
    cf_block_scatter(c->p, c->lanes, after, &product);
}

/* --- collecting --- */

static void load(const climb *c, const store *s, cf_block *bucket)
{
    for (size_t name = 1; name < NAMES; name++) {
        const cf_limb *rows[CF_LANES_MAX];
        for (size_t lane = 0; lane < c->lanes; lane++) {
            rows[lane] = look_into(c, s, name, lane);
        }
        cf_block_gather(c->p, c->lanes, &bucket[name], rows);
    }
}

/* Leaves P_b in bucket[2^b]: names lose their topmost bit, and what had it is multiplied up. */
static void fold(const climb *c, cf_block *bucket)
{
    for (size_t half = NAMES / 2; half > 1; half /= 2) {
        for (size_t i = 1; i < half; i++) {
            const cf_block *upper = &bucket[half + i];
            cf_block_multiply(c->p, c->lanes, &bucket[i], &bucket[i], upper);
            cf_block_multiply(c->p, c->lanes, &bucket[half], &bucket[half], upper);
        }
    }
}

/* Power j of the store: the product of P_b^(2^i), where b = j bits + i, for i < bits. */
static void raise(const climb *c, const store *s, cf_block *bucket, size_t j)
{
    const size_t bits = NAME_BITS / s->count;
    cf_block *power = &bucket[(size_t)1 << (j * bits + bits - 1)];
    for (size_t i = bits - 1; i-- > 0;) {
        cf_block_square(c->p, c->lanes, power, power, 1);
        cf_block_multiply(c->p, c->lanes, power, power, &bucket[(size_t)1 << (j * bits + i)]);
    }
    cf_limb *rows[CF_LANES_MAX];
    for (size_t lane = 0; lane < c->lanes; lane++) {
        rows[lane] = c->powers[lane][s->first + j].limb;
    }
    cf_block_scatter(c->p, c->lanes, rows, power);
}

static void collect(const climb *c, const store *s)
{
    cf_block bucket[NAMES];
    load(c, s, bucket);
    fold(c, bucket);
    for (size_t j = 0; j < s->count; j++) {
        raise(c, s, bucket, j);
    }
}

/* --- membership --- */

static void multiply_up(const climb *c, side *to)
{
    if (to->filled) {
        cf_block_multiply(c->p, c->lanes, &to->held, &to->held, &c->x);
    } else {
        to->held = c->x;
        to->filled = true;
    }
}

/* The gap's digit at this rung; 3 is -1, and then one more is carried to the next: returned. */
static size_t weigh(const climb *c, size_t carried, side *left, side *right)
{
    const size_t digit = cf_scalar_digit(&c->group->gap, 2 * c->rung, 2) + carried;
    for (size_t i = 0; i < digit && digit < 3; i++) {
        multiply_up(c, right);
    }
    if (digit == 3) {
        multiply_up(c, left);
    }
    return digit >= 3;
}

static void compare(const climb *c, const side *left, const side *right, bool *is_same)
{
    row room[2][CF_LANES_MAX];
    cf_limb *rows[2][CF_LANES_MAX];
    for (size_t lane = 0; lane < c->lanes; lane++) {
        rows[0][lane] = room[0][lane].limb;
        rows[1][lane] = room[1][lane].limb;
    }
    cf_block_scatter(c->p, c->lanes, rows[0], &left->held);
    cf_block_scatter(c->p, c->lanes, rows[1], &right->held);
    for (size_t lane = 0; lane < c->lanes; lane++) {
        is_same[lane] = cf_modulus_equal(c->p, rows[0][lane], rows[1][lane]) != 0;
    }
}

/* --- climbing --- */

/* From the bottom to the top, with all stores; is_member may be NULL. */
static void run(climb *c, store *stores, size_t store_count, bool *is_member)
{
    const size_t bits = c->group->parameters->q_bits;
    const size_t rungs = (bits + 1) / 2;
    side left = { .filled = false };
    side right = { .filled = false };
    size_t carried = 0;
    for (c->rung = 0; c->rung < rungs; c->rung++) {
        for (size_t i = 0; i < store_count; i++) {
            drop(c, &stores[i]);
        }
        if (is_member != NULL) {
            carried = weigh(c, carried, &left, &right);
        }
        const bool is_last = c->rung + 1 == rungs;
        cf_block_square(c->p, c->lanes, &c->x, &c->x, is_last ? bits - 2 * c->rung : 2);
    }
    if (is_member != NULL) {
        multiply_up(c, &left);
        compare(c, &left, &right, is_member);
    }
}

static void climb_once(const cf_group *group, size_t lanes, const cf_block *x, size_t first,
                       size_t each, const cf_scalar *const *exponents, cf_element *const *powers,
                       bool *is_member)
{
    store stores[STORES];
    size_t count = 0;
    for (size_t j = 0; j < each; j += 2) {
        store *s = &stores[count++];
        s->first = first + j;
        s->count = each - j < 2 ? 1 : 2;
        memset(s->filled, 0, sizeof s->filled);
    }
    climb c = {
        .group = group,
        .p = &group->p,
        .lanes = lanes,
        .exponents = exponents,
        .powers = powers,
        .x = *x,
    };
    run(&c, stores, count, is_member);
    for (size_t i = 0; i < count; i++) {
        collect(&c, &stores[i]);
    }
}

void cf_ladder_climb(const cf_group *group, size_t lanes, const cf_block *x, size_t each,
                     const cf_scalar *const *exponents, cf_element *const *powers, bool *is_member)
{
    size_t done = 0;
    do {
        const size_t left = each - done;
        const size_t now = left < CF_LADDER_EACH ? left : CF_LADDER_EACH;
        climb_once(group, lanes, x, done, now, exponents, powers, is_member);
        done += now;
    } while (done < each);
}
