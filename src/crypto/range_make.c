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

/* t_j = u_j + (value - j) c_j, from value down by one. */
static void choose_exponents(const cf_group *group, uint64_t value, const cf_range_secrets *secrets)
{
    cf_secret_scalar one;
    cf_secret_scalar difference;
    cf_secret_scalar_from_u64(group, 1, &one);
    cf_secret_scalar_from_u64(group, value, &difference);
    for (size_t j = 0; j <= secrets->bound; j++) {
        cf_secret_scalar *t = &secrets->t[j];
        cf_secret_scalar_mul(group, t, &difference, &secrets->drawn[j]);
        cf_secret_scalar_add(group, t, t, &secrets->u[j]);
        cf_secret_scalar_sub(group, &difference, &difference, &one);
    }
    cf_wipe(&difference, sizeof difference);
}

cf_status cf_range_commit(const cf_group *group, uint64_t value, const cf_entropy_source *entropy,
                          const cf_range_secrets *secrets)
{
    const size_t branches = secrets->bound + 1;
    cf_status status = cf_secret_scalar_draw(group, entropy, branches, secrets->u);
    if (status == CF_OK) {
        status = cf_secret_scalar_draw(group, entropy, branches, secrets->drawn);
    }
    if (status == CF_OK) {
        choose_exponents(group, value, secrets);
    }
    cf_wipe_stack_top();
    return status;
}

static void close_challenge(const cf_group *group, const cf_transcript *challenge, size_t branches,
                            const uint8_t *a, const uint8_t *b, cf_secret_scalar *out)
{
    const size_t width = cf_group_element_octets(group);
    cf_transcript transcript = *challenge;
    for (size_t j = 0; j < branches; j++) {
        cf_transcript_octets(&transcript, cf_octets_of(a + j * width, width));
        cf_transcript_octets(&transcript, cf_octets_of(b + j * width, width));
    }
    cf_transcript_close_scalar(&transcript, group, &out->number);
}

/* Every c_j as it was drawn; the true branch's becomes what the others leave of the challenge. */
static void place_last(const cf_group *group, uint64_t value, const cf_range_secrets *secrets,
                       cf_secret_scalar *left, cf_scalar *c)
{
    const cf_secret_scalar nothing = { { { 0 } } };
    cf_secret_scalar chosen;
    for (size_t j = 0; j <= secrets->bound; j++) {
        cf_secret_scalar_pick(&chosen, cf_ct_is_zero(value ^ j), &nothing, &secrets->drawn[j]);
        cf_secret_scalar_sub(group, left, left, &chosen);
    }
    for (size_t j = 0; j <= secrets->bound; j++) {
        cf_secret_scalar_pick(&chosen, cf_ct_is_zero(value ^ j), left, &secrets->drawn[j]);
        c[j] = chosen.number;
    }
}

void cf_range_answer(const cf_group *group, const cf_transcript *challenge, const uint8_t *a,
                     const uint8_t *b, uint64_t value, const cf_secret_scalar *nonce,
                     const cf_range_secrets *secrets, cf_scalar *c, cf_scalar *v)
{
    cf_secret_scalar left;
    close_challenge(group, challenge, secrets->bound + 1, a, b, &left);
    place_last(group, value, secrets, &left, c);
    for (size_t j = 0; j <= secrets->bound; j++) {
        cf_secret_scalar_answer(group, &v[j], &secrets->u[j], &c[j], nonce);
    }
    cf_wipe_stack_top();
}

/* --- one proof alone --- */

typedef struct workspace {
    cf_element *powers; /* all a_j, then all b_j */
    uint8_t *octets;    /* the same, encoded */
    cf_range_secrets secrets;
} workspace;

size_t cf_range_make_scratch_octets(size_t bound)
{
    enum { ALIGNMENT = 64 };
    const size_t power = sizeof(cf_element) + CF_ELEMENT_OCTETS_MAX;
    const size_t branch = 2 * power + 3 * sizeof(cf_secret_scalar);
    return ((bound + 1) * branch + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

static workspace lay_out(void *scratch, size_t bound)
{
    const size_t branches = bound + 1;
    workspace out = { .powers = scratch, .secrets = { .bound = bound } };
    out.secrets.u = (cf_secret_scalar *)(out.powers + 2 * branches);
    out.secrets.t = out.secrets.u + branches;
    out.secrets.drawn = out.secrets.t + branches;
    out.octets = (uint8_t *)(out.secrets.drawn + branches);
    return out;
}

static void raise(const cf_making_bases *bases, const workspace *work)
{
    const size_t branches = work->secrets.bound + 1;
    cf_scanned_base_powers(bases->g, branches, work->secrets.u, work->powers);
    cf_scanned_base_powers(bases->k, branches, work->secrets.t, work->powers + branches);
    cf_group_encode(bases->group, 2 * branches, work->powers, work->octets);
}

cf_status cf_range_make(const cf_making_bases *bases, const cf_transcript *challenge,
                        const cf_element *alpha, const cf_element *beta, size_t bound,
                        uint64_t value, const cf_secret_scalar *nonce,
                        const cf_entropy_source *entropy, void *scratch, cf_scalar *c, cf_scalar *v)
{
    const cf_group *group = bases->group;
    const workspace work = lay_out(scratch, bound);
    memset(c, 0, (bound + 1) * sizeof *c);
    memset(v, 0, (bound + 1) * sizeof *v);

    const cf_status status = cf_range_commit(group, value, entropy, &work.secrets);
    if (status == CF_OK) {
        const uint8_t *b = work.octets + (bound + 1) * cf_group_element_octets(group);
        cf_transcript whole = *challenge;
        cf_transcript_pairs(&whole, group, 1, alpha, beta);
        raise(bases, &work);
        cf_range_answer(group, &whole, work.octets, b, value, nonce, &work.secrets, c, v);
    }
    cf_wipe(scratch, cf_range_make_scratch_octets(bound));
    cf_wipe_stack();
    return status;
}
