/*
 * crypto/batch_coefficients.c -- a random number for each number, and what follows from it.
 *
 * Coefficients are SHA-256 of the seed and of where a number stands: two from one digest.  They
 * have no sign and may be 0; what stands twice has two.
 *
 * A claim j gives every commitment a_j a coefficient s_j, every b_j another, t_j.  Multiplied up,
 *
 *     product of a_j^s_j b_j^t_j = g^(sum of s_j v_j) K^(sum of t_j (v_j - j c_j))
 *                                  alpha^(sum of s_j c_j) beta^(sum of t_j c_j)
 *
 * and alpha and beta go to the other side.  If the claim is about a product, that is about each of
 * its factors: they share the exponent.
 */
#include "crypto/batch_inside.h"

/* --- drawing --- */

enum { OF_ELEMENTS = 0, OF_HINTS = 1, PAIR = 2, LIMB_OCTETS = 8 };

static uint64_t limb_of(const uint8_t *octets)
{
    uint64_t limb = 0;
    for (size_t i = 0; i < LIMB_OCTETS; i++) {
        limb = limb << 8 | octets[i];
    }
    return limb;
}

static void put_u64(uint8_t *octets, uint64_t value)
{
    for (size_t i = 0; i < LIMB_OCTETS; i++) {
        octets[i] = (uint8_t)(value >> (8 * (LIMB_OCTETS - 1 - i)));
    }
}

/* Coefficients of the numbers 2 index and 2 index + 1 of a list; they stand side by side. */
static void draw_pair(uint64_t *out, const cf_hash *seed, size_t part, unsigned list, size_t index)
{
    uint8_t place[3 * LIMB_OCTETS];
    put_u64(place, part);
    put_u64(place + LIMB_OCTETS, list);
    put_u64(place + 2 * LIMB_OCTETS, index);
    cf_sha256 sha;
    cf_hash digest;
    cf_sha256_start(&sha);
    cf_sha256_absorb(&sha, seed->octets, sizeof seed->octets);
    cf_sha256_absorb(&sha, place, sizeof place);
    cf_sha256_finish(&sha, &digest);
    for (size_t i = 0; i < PAIR * CF_COEFFICIENT_LIMBS; i++) {
        out[i] = limb_of(digest.octets + i * LIMB_OCTETS);
    }
}

_Static_assert(PAIR *CF_BATCH_BITS == 8 * CF_HASH_OCTETS, "a digest is two coefficients");
_Static_assert(CF_CHUNK % PAIR == 0, "two that come from one digest stand in one chunk");

static void draw_all(const cf_batch_part *part, const cf_hash *seed, unsigned list,
                     const cf_chunks *coefficients, size_t count)
{
    for (size_t i = 0; i < count; i += PAIR) {
        draw_pair(cf_chunks_at(coefficients, i), seed, part->number, list, i / PAIR);
    }
}

/* --- weighing --- */

/* Where the next hint's coefficient and the next claim's scalars stand. */
typedef struct place {
    size_t hint;
    size_t scalar;
} place;

static cf_scalar next_coefficient(const cf_batch_part *part, place *at)
{
    const uint64_t *limb = cf_chunks_at(&part->s, at->hint++);
    return (cf_scalar){ { limb[0], limb[1] } };
}

static cf_scalar next_scalar(const cf_batch_part *part, place *at)
{
    return *(const cf_scalar *)cf_chunks_at(&part->scalars, at->scalar++);
}

/* sum += a b; the product, too. */
static cf_scalar add_product(const cf_group *group, cf_scalar *sum, const cf_scalar *a,
                             const cf_scalar *b)
{
    cf_scalar product;
    cf_scalar_mul(group, &product, a, b);
    cf_scalar_add(group, sum, sum, &product);
    return product;
}

/* number ^ exponent goes to the other side. */
static void take_from(const cf_batch_part *part, size_t element, const cf_scalar *exponent)
{
    cf_scalar *e = cf_chunks_at(&part->e, element);
    cf_scalar_sub(part->bases->group, e, e, exponent);
}

static void weigh_schnorr(cf_batch_part *part, const cf_batch_claim *claim, place *at)
{
    const cf_group *group = part->bases->group;
    const cf_scalar s = next_coefficient(part, at);
    const cf_scalar c = next_scalar(part, at);
    const cf_scalar v = next_scalar(part, at);
    cf_scalar exponent = { { 0 } };
    (void)add_product(group, &exponent, &s, &c);
    (void)add_product(group, &part->g_exponent, &s, &v);
    take_from(part, claim->element, &exponent);
}

static void weigh_range(cf_batch_part *part, const cf_batch_claim *claim, place *at)
{
    const cf_group *group = part->bases->group;
    cf_scalar alpha = { { 0 } };
    cf_scalar beta = { { 0 } };
    for (size_t j = 0; j < claim->branches; j++) {
        const cf_scalar s = next_coefficient(part, at);
        const cf_scalar t = next_coefficient(part, at);
        const cf_scalar c = next_scalar(part, at);
        const cf_scalar v = next_scalar(part, at);
        (void)add_product(group, &alpha, &s, &c);
        (void)add_product(group, &part->g_exponent, &s, &v);
        (void)add_product(group, &part->k_exponent, &t, &v);
        cf_scalar shift = add_product(group, &beta, &t, &c);
        cf_scalar number;
        cf_scalar_from_u64(group, j, &number);
        cf_scalar_mul(group, &shift, &shift, &number);
        cf_scalar_sub(group, &part->k_exponent, &part->k_exponent, &shift);
    }
    for (size_t i = 0; i < claim->factors; i++) {
        take_from(part, claim->element + 2 * i, &alpha);
        take_from(part, claim->element + 2 * i + 1, &beta);
    }
}

static void weigh_claims(cf_batch_part *part)
{
    place at = { 0 };
    for (size_t i = 0; i < part->level.claims; i++) {
        const cf_batch_claim *claim = cf_chunks_at(&part->claims, i);
        if (claim->is_schnorr) {
            weigh_schnorr(part, claim, &at);
        } else {
            weigh_range(part, claim, &at);
        }
    }
}

void cf_batch_weigh(cf_batch_part *part, const cf_hash *seed)
{
    part->g_exponent = part->k_exponent = (cf_scalar){ { 0 } };
    for (size_t i = 0; i < part->level.elements; i++) {
        *(cf_scalar *)cf_chunks_at(&part->e, i) = (cf_scalar){ { 0 } };
    }
    draw_all(part, seed, OF_ELEMENTS, &part->u, part->level.elements);
    draw_all(part, seed, OF_HINTS, &part->s, part->level.hints);
    weigh_claims(part);
}
