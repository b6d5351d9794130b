/*
 * group/planes.c -- buckets for the digits of coefficients, folded until only their bits are left.
 *
 * Bucket d takes the product of all numbers whose digit is d.  Then the buckets are folded.  Those
 * whose name has the topmost bit are half of them: their product is that bit's plane, and each is
 * multiplied into the bucket of the same name without the bit.  Half as many buckets are left, and
 * one bit less.  So a number costs one product (the first in a bucket none), and 2^bits buckets
 * cost twice their number.
 *
 * What has to be multiplied waits in a queue, while the processor fetches it, until a block of it
 * can be made in which no bucket stands twice.
 *
 * A candidate x is not in the domain: to the kernel its limbs are x / R there.  So a product of k
 * of them lacks R^k.  Every bucket counts what was dropped in it, counts are folded like buckets,
 * and what a plane lacks is multiplied to it at the end.
 *
 *   source   [PIP76]
 */
#include "group/candidates.h"
#include "group/lanes.h"

#include <assert.h>

/*
 * With so many waiting, what is multiplied next was asked for some 50 products ago, longer than the
 * slowest memory takes; twice 64 rows still stand in a second-level cache.
 */
enum { WAITING_MAX = 64 };

typedef struct drop {
    const cf_limb *x;
    size_t bucket;
} drop;

typedef struct buckets {
    const cf_group *group;
    size_t count;      /* 2^bits */
    cf_element *held;  /* what is not filled holds nothing, not even 1 */
    size_t *drops;     /* how many numbers are in it; 0: not filled */
    size_t *last_turn; /* the block in which it was multiplied last */
    size_t turn;
    size_t waiting_count;
    drop waiting[WAITING_MAX];
} buckets;

/* --- memory --- */

size_t cf_group_plane_bits(size_t count)
{
    size_t best = 1;
    for (size_t bits = 2; bits <= CF_PLANE_BITS_MAX; bits++) {
        /* products for each bit of a coefficient, crosswise */
        if ((count + ((size_t)1 << bits)) * best < (count + ((size_t)1 << best)) * bits) {
            best = bits;
        }
    }
    return best;
}

size_t cf_group_planes_octets(const cf_group *group, size_t bits)
{
    (void)group;
    const size_t octets = (sizeof(cf_element) + 2 * sizeof(size_t)) << bits;
    return (octets + 63) / 64 * 64;
}

static void lay_out(buckets *b, const cf_group *group, size_t bits, void *memory)
{
    assert((uintptr_t)memory % 64 == 0);
    *b = (buckets){ .group = group, .count = (size_t)1 << bits, .held = memory };
    b->drops = (size_t *)(void *)(b->held + b->count);
    b->last_turn = b->drops + b->count;
    memset(b->drops, 0, 2 * b->count * sizeof b->drops[0]);
}

/* --- dropping --- */

/* Take up to `lanes` from those who wait, the oldest first, no bucket twice.  How many. */
static size_t pick(buckets *b, size_t lanes, drop *picked)
{
    size_t count = 0;
    size_t left = 0;
    b->turn++;
    for (size_t i = 0; i < b->waiting_count; i++) {
        const drop next = b->waiting[i];
        if (count < lanes && b->last_turn[next.bucket] != b->turn) {
            b->last_turn[next.bucket] = b->turn;
            picked[count++] = next;
        } else {
            b->waiting[left++] = next;
        }
    }
    b->waiting_count = left;
    return count;
}

static void multiply_lanes(buckets *b, size_t lanes, size_t count, const drop *picked)
{
    const cf_modulus *p = &b->group->p;
    const cf_limb *numbers[CF_LANES_MAX];
    const cf_limb *before[CF_LANES_MAX];
    cf_limb *after[CF_LANES_MAX];
    for (size_t lane = 0; lane < lanes; lane++) {
        const drop *d = &picked[cf_lane_holds(lane, count)];
        numbers[lane] = d->x;
        before[lane] = after[lane] = b->held[d->bucket].limb;
    }
    cf_block x;
    cf_block held;
    cf_block_gather(p, lanes, &x, numbers);
    cf_block_gather(p, lanes, &held, before);
    cf_block_multiply(p, lanes, &held, &x, &held);
    cf_block_scatter(p, lanes, after, &held);
}

static void multiply_some(buckets *b)
{
    const cf_modulus *p = &b->group->p;
    drop picked[CF_LANES_MAX];
    const size_t count = pick(b, p->kernel->lanes, picked);
    for (size_t done = 0, lanes = 0; done < count; done += lanes) {
        lanes = cf_block_lanes(p, count - done);
        multiply_lanes(b, lanes, lanes < count - done ? lanes : count - done, picked + done);
    }
}

static void put(buckets *b, const cf_limb *x, size_t bucket)
{
    if (b->drops[bucket]++ == 0) {
        cf_element_set(b->group, &b->held[bucket], x);
        return;
    }
    cf_element_fetch(b->group, x);
    cf_element_fetch(b->group, b->held[bucket].limb);
    if (b->waiting_count == WAITING_MAX) {
        multiply_some(b);
    }
    b->waiting[b->waiting_count++] = (drop){ .x = x, .bucket = bucket };
}

static void put_run(buckets *b, const cf_plane_run *run, size_t at, size_t bits)
{
    for (size_t i = 0; i < run->count; i++) {
        const size_t digit = cf_digit(run->coefficients + i * run->limbs, run->limbs, at, bits);
        if (digit != 0) {
            put(b, run->x[i].limb, digit);
        }
    }
}

/* --- folding --- */

static void fill_empty(buckets *b)
{
    for (size_t i = 0; i < b->count; i++) {
        if (b->drops[i] == 0) {
            cf_group_identity(b->group, &b->held[i]);
        }
    }
}

/* out = the product of the numbers in all lanes. */
static void multiply_across(const cf_group *group, size_t lanes, const cf_block *a, cf_element *out)
{
    cf_element lane[CF_LANES_MAX];
    cf_elements_scatter(group, lanes, lanes, lane, a);
    for (size_t i = 1; i < lanes; i++) {
        cf_modulus_multiply(&group->p, lane[0].limb, lane[0].limb, lane[i].limb);
    }
    *out = lane[0];
}

/* The upper half of 2 half buckets onto the lower, and its product. */
static void fold(buckets *b, size_t half, cf_element *product)
{
    const cf_modulus *p = &b->group->p;
    const size_t lanes = half < p->kernel->lanes ? 1 : p->kernel->lanes;
    cf_element *lower = b->held;
    const cf_element *upper = b->held + half;
    cf_block all;
    cf_block x;
    cf_block y;
    for (size_t i = 0; i < half; i += lanes) {
        cf_elements_gather(b->group, lanes, &x, lanes, upper + i);
        cf_elements_gather(b->group, lanes, &y, lanes, lower + i);
        cf_block_multiply(p, lanes, &y, &y, &x);
        cf_elements_scatter(b->group, lanes, lanes, lower + i, &y);
        if (i == 0) {
            all = x;
        } else {
            cf_block_multiply(p, lanes, &all, &all, &x);
        }
    }
    multiply_across(b->group, lanes, &all, product);
}

/* The same with counts. */
static size_t fold_drops(buckets *b, size_t half)
{
    size_t sum = 0;
    for (size_t i = 0; i < half; i++) {
        b->drops[i] += b->drops[half + i];
        sum += b->drops[half + i];
    }
    return sum;
}

/* x = x R^times.  R^2, where a number enters the domain, is R when it is there. */
static void multiply_by_radix(const cf_modulus *p, cf_limb *x, size_t times)
{
    _Alignas(64) cf_limb power[CF_DOMAIN_LIMBS_MAX];
    memcpy(power, p->entrance, sizeof power);
    while (times != 0) {
        if ((times & 1) != 0) {
            cf_modulus_multiply(p, x, x, power);
        }
        times >>= 1;
        if (times != 0) {
            cf_modulus_square(p, power, power, 1);
        }
    }
}

void cf_group_planes_vartime(const cf_group *group, size_t run_count, const cf_plane_run *runs,
                             size_t at, size_t bits, void *memory, cf_element *planes)
{
    assert(bits >= 1 && bits <= CF_PLANE_BITS_MAX);
    buckets b;
    lay_out(&b, group, bits, memory);
    for (size_t i = 0; i < run_count; i++) {
        put_run(&b, &runs[i], at, bits);
    }
    while (b.waiting_count > 0) {
        multiply_some(&b);
    }
    fill_empty(&b);
    for (size_t bit = bits; bit-- > 0;) {
        fold(&b, (size_t)1 << bit, &planes[bit]);
        multiply_by_radix(&group->p, planes[bit].limb, fold_drops(&b, (size_t)1 << bit));
    }
}
