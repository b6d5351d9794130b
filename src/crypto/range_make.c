/*
 * crypto/range_make.c -- showing that a ciphertext holds one of 0..R, and not which.
 *
 * One branch is true and the others are made up: their c_j come first and the commitments are
 * chosen to fit.  With c_j drawn for the true branch too, the line
 *
 *     b_j = K^(u_j + (value - j) c_j)
 *
 * is right for every j: for the true one the second term is 0 whatever c_j is.  So all branches
 * cost the same steps at the same addresses, and only the last c, which is what the others leave of
 * the challenge, is put in its place with masks.
 */
#include "crypto/proofs_make.h"

#include "base/ct.h"
#include "base/wipe.h"

#include <string.h>

/* The scratch of one proof: an entry of each a branch. */
typedef struct branches {
    size_t count;
    cf_element *a;
    cf_element *b;
    cf_secret_scalar *u; /* one row with c: both are drawn at once */
    cf_secret_scalar *c;
    cf_secret_scalar *exponents; /* of K */
} branches;

enum { ALIGNMENT = 64 };
static const size_t BRANCH_OCTETS = 2 * sizeof(cf_element) + 3 * sizeof(cf_secret_scalar);

size_t cf_range_make_scratch_octets(size_t bound)
{
    return ((bound + 1) * BRANCH_OCTETS + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

static branches lay_out(void *scratch, size_t bound)
{
    branches all = { .count = bound + 1 };
    all.a = scratch;
    all.b = all.a + all.count;
    all.u = (cf_secret_scalar *)(all.b + all.count);
    all.c = all.u + all.count;
    all.exponents = all.c + all.count;
    return all;
}

/* All a_j, then all b_j. */
static void commit(const cf_making_bases *bases, const branches *all, const cf_secret_scalar *value)
{
    const cf_group *group = bases->group;
    for (size_t j = 0; j < all->count; j++) {
        cf_secret_scalar *exponent = &all->exponents[j];
        cf_secret_scalar_from_u64(group, j, exponent);
        cf_secret_scalar_sub(group, exponent, value, exponent);
        cf_secret_scalar_mul(group, exponent, exponent, &all->c[j]);
        cf_secret_scalar_add(group, exponent, exponent, &all->u[j]);
    }
    cf_scanned_base_powers(bases->g, all->count, all->u, all->a);
    cf_scanned_base_powers(bases->k, all->count, all->exponents, all->b);
}

static void close_challenge(const cf_group *group, const cf_transcript *challenge,
                            const cf_element *alpha, const cf_element *beta, const branches *all,
                            cf_secret_scalar *out)
{
    cf_transcript transcript = *challenge;
    cf_transcript_pairs(&transcript, group, 1, alpha, beta);
    cf_transcript_pairs(&transcript, group, all->count, all->a, all->b);
    cf_transcript_close_scalar(&transcript, group, &out->number);
}

/* The true branch's c becomes what the others leave of the challenge. */
static void place_last(const cf_group *group, const branches *all, uint64_t value,
                       cf_secret_scalar *left)
{
    const cf_secret_scalar nothing = { { { 0 } } };
    for (size_t j = 0; j < all->count; j++) {
        cf_secret_scalar other;
        cf_secret_scalar_pick(&other, cf_ct_is_zero(value ^ j), &nothing, &all->c[j]);
        cf_secret_scalar_sub(group, left, left, &other);
    }
    for (size_t j = 0; j < all->count; j++) {
        cf_secret_scalar_pick(&all->c[j], cf_ct_is_zero(value ^ j), left, &all->c[j]);
    }
}

/* What is published: every c_j, and v_j = u_j - c_j nonce. */
static void answer(const cf_group *group, const branches *all, const cf_secret_scalar *nonce,
                   cf_scalar *c, cf_scalar *v)
{
    for (size_t j = 0; j < all->count; j++) {
        c[j] = all->c[j].number;
        cf_secret_scalar_answer(group, &v[j], &all->u[j], &c[j], nonce);
    }
}

cf_status cf_range_make(const cf_making_bases *bases, const cf_transcript *challenge,
                        const cf_element *alpha, const cf_element *beta, size_t bound,
                        uint64_t value, const cf_secret_scalar *nonce,
                        const cf_entropy_source *entropy, void *scratch, cf_scalar *c, cf_scalar *v)
{
    const cf_group *group = bases->group;
    const branches all = lay_out(scratch, bound);
    cf_secret_scalar number;
    cf_secret_scalar left;
    memset(c, 0, all.count * sizeof *c);
    memset(v, 0, all.count * sizeof *v);

    const cf_status status = cf_secret_scalar_draw(group, entropy, 2 * all.count, all.u);
    if (status != CF_OK) {
        goto done;
    }
    cf_secret_scalar_from_u64(group, value, &number);
    commit(bases, &all, &number);
    close_challenge(group, challenge, alpha, beta, &all, &left);
    place_last(group, &all, value, &left);
    answer(group, &all, nonce, c, v);
done:
    cf_wipe(scratch, cf_range_make_scratch_octets(bound));
    cf_wipe(&number, sizeof number);
    cf_wipe(&left, sizeof left);
    cf_wipe_stack();
    return status;
}
