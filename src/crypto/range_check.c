/*
 * crypto/range_check.c -- one of 0..bound, without saying which.
 *
 * Claims of the same bound are checked together in handfuls, so that every step is one long batch
 * for the group below.  A handful of m claims with n branches each lives in flat arrays: alpha's
 * things first (m of them, or m * n), then beta's, branches of one claim side by side.
 *
 *     exponents   c_0 .. c_n-1 for each alpha, the same again for each beta
 *     powers      alpha^c_j ..                 beta^c_j ..            one ladder per element
 *     times       g^v_j ..                     K^(v_j - j c_j) ..     tables
 *     gives       a_j ..                       b_j ..
 *
 * The exponent of K carries the whole proof: branch j holds for a ciphertext of j and no other.
 */
#include "crypto/proofs_check.h"

/*
 * Branches of one handful: enough to fill any number of lanes; 4 * 256 elements of 640 octets
 * stay in a cache.
 */
enum { HANDFUL_BRANCHES = 256 };

typedef struct handful {
    const cf_election_bases *bases;
    const cf_range_claim *claims; /* all there are, not only those of this handful */
    size_t claim_count;
    bool *is_done; /* claim_count: was in this handful or in one before */

    size_t branches; /* n: of each claim */
    size_t count;    /* m: claims */
    size_t *number;  /* which claims: m */

    cf_unchecked_element *claimed; /* 2 m */
    cf_element *elements;          /* 2 m */
    cf_refusal *verdicts;          /* 2 m */
    cf_scalar *exponents;          /* 2 m n */
    cf_element *powers;            /* 2 m n */
    cf_scalar *fixed_exponents;    /* 2 m n */
    cf_element *commitments;       /* 2 m n */
} handful;

/* A claim without scalars takes part with one branch of exponent 0: its elements are admitted. */
static bool has_scalars(const cf_range_claim *claim)
{
    return claim->c != NULL && claim->v != NULL;
}

static size_t branches_of(const cf_range_claim *claim)
{
    return has_scalars(claim) ? claim->bound + 1 : 1;
}

/* Claims of n branches that one handful may hold: always at least one. */
static size_t capacity(size_t branches)
{
    return branches < HANDFUL_BRANCHES ? HANDFUL_BRANCHES / branches : 1;
}

static size_t most_branches(const handful *h)
{
    size_t most = 1;
    for (size_t i = 0; i < h->claim_count; i++) {
        const size_t n = branches_of(&h->claims[i]);
        most = n > most ? n : most;
    }
    return most;
}

/* Room for any handful of the claims: max(HANDFUL_BRANCHES, most branches) branches at most. */
static bool make_room(handful *h, cf_arena *scratch)
{
    const size_t most = most_branches(h);
    const size_t total = most > HANDFUL_BRANCHES ? most : HANDFUL_BRANCHES;
    const size_t fitting = h->claim_count < HANDFUL_BRANCHES ? h->claim_count : HANDFUL_BRANCHES;
    const size_t branches = most * fitting < total ? most * fitting : total;

    h->is_done = cf_arena_take(scratch, h->claim_count, sizeof *h->is_done);
    h->number = cf_arena_take(scratch, fitting, sizeof *h->number);
    h->claimed = cf_arena_take(scratch, 2 * fitting, sizeof *h->claimed);
    h->elements = cf_arena_take(scratch, 2 * fitting, sizeof *h->elements);
    h->verdicts = cf_arena_take(scratch, 2 * fitting, sizeof *h->verdicts);
    h->exponents = cf_arena_take(scratch, 2 * branches, sizeof *h->exponents);
    h->powers = cf_arena_take(scratch, 2 * branches, sizeof *h->powers);
    h->fixed_exponents = cf_arena_take(scratch, 2 * branches, sizeof *h->fixed_exponents);
    h->commitments = cf_arena_take(scratch, 2 * branches, sizeof *h->commitments);
    return h->is_done != NULL && h->number != NULL && h->claimed != NULL && h->elements != NULL
           && h->verdicts != NULL && h->exponents != NULL && h->powers != NULL
           && h->fixed_exponents != NULL && h->commitments != NULL;
}

/* Gather the first claim that is not done and the next of its shape.  False when all are done. */
static bool gather(handful *h)
{
    h->count = 0;
    for (size_t i = 0; i < h->claim_count; i++) {
        if (h->is_done[i]) {
            continue;
        }
        if (h->count == 0) {
            h->branches = branches_of(&h->claims[i]);
        } else if (branches_of(&h->claims[i]) != h->branches) {
            continue;
        }
        h->is_done[i] = true;
        h->number[h->count++] = i;
        if (h->count == capacity(h->branches)) {
            break;
        }
    }
    return h->count > 0;
}

/* c_j for alpha and beta alike, v_j for g, v_j - j c_j for K. */
static void lay_out_exponents(handful *h)
{
    const cf_group *group = h->bases->group;
    const size_t half = h->count * h->branches;
    memset(h->exponents, 0, 2 * half * sizeof *h->exponents);
    memset(h->fixed_exponents, 0, 2 * half * sizeof *h->fixed_exponents);

    for (size_t i = 0; i < h->count; i++) {
        const cf_range_claim *claim = &h->claims[h->number[i]];
        for (size_t j = 0; has_scalars(claim) && j < h->branches; j++) {
            const size_t place = i * h->branches + j;
            h->exponents[place] = claim->c[j];
            h->exponents[half + place] = claim->c[j];
            h->fixed_exponents[place] = claim->v[j];

            cf_scalar shift;
            cf_scalar_from_u64(group, j, &shift);
            cf_scalar_mul(group, &shift, &shift, &claim->c[j]);
            cf_scalar_sub(group, &h->fixed_exponents[half + place], &claim->v[j], &shift);
        }
    }
}

/* All a_j, then all b_j, from the powers of alpha and beta. */
static void compute_commitments(handful *h)
{
    const size_t half = h->count * h->branches;
    cf_fixed_base_powers_vartime(h->bases->g, half, h->fixed_exponents, h->commitments);
    cf_fixed_base_powers_vartime(h->bases->k, half, h->fixed_exponents + half,
                                 h->commitments + half);
    cf_group_multiply(h->bases->group, 2 * half, h->commitments, h->commitments, h->powers);
}

/*
 * c = c_0 + .. + c_R, where c hashes the ciphertext and every commitment of the handful's claim i.
 */
static bool challenge_is_the_sum(const handful *h, size_t i, const cf_range_claim *claim)
{
    const cf_group *group = h->bases->group;
    const cf_element *a = h->commitments + i * h->branches;
    const cf_element *b = a + h->count * h->branches;

    cf_transcript transcript = claim->challenge;
    cf_transcript_pairs(&transcript, group, 1, &h->elements[i], &h->elements[h->count + i]);
    cf_transcript_pairs(&transcript, group, h->branches, a, b);
    cf_scalar challenge;
    cf_transcript_close_scalar(&transcript, group, &challenge);

    cf_scalar sum = { { 0 } };
    for (size_t j = 0; j < h->branches; j++) {
        cf_scalar_add(group, &sum, &sum, &claim->c[j]);
    }
    return cf_scalar_equal(&challenge, &sum);
}

/* a_0, b_0, a_1, .. of the handful's claim i, for whoever wants to have them. */
static void hand_over_commitments(const handful *h, size_t i, uint8_t *out)
{
    const cf_group *group = h->bases->group;
    const size_t width = cf_group_element_octets(group);
    const cf_element *a = h->commitments + i * h->branches;
    const cf_element *b = a + h->count * h->branches;
    for (size_t j = 0; j < h->branches; j++) {
        cf_group_encode(group, 1, &a[j], out + 2 * j * width);
        cf_group_encode(group, 1, &b[j], out + (2 * j + 1) * width);
    }
}

/* The equation for every claim of a handful whose elements, powers and verdicts are there. */
static void decide(handful *h, bool *holds)
{
    compute_commitments(h);
    for (size_t i = 0; i < h->count; i++) {
        const cf_range_claim *claim = &h->claims[h->number[i]];
        const bool admitted =
            h->verdicts[i] == CF_ADMITTED && h->verdicts[h->count + i] == CF_ADMITTED;
        const bool held = admitted && has_scalars(claim) && challenge_is_the_sum(h, i, claim);
        holds[h->number[i]] = held;
        if (held && claim->commitments != NULL) {
            hand_over_commitments(h, i, claim->commitments);
        }
    }
}

cf_status cf_range_check_ciphertexts(const cf_election_bases *bases, cf_arena *scratch,
                                     size_t count, const cf_unchecked_element *alpha_claimed,
                                     const cf_unchecked_element *beta_claimed,
                                     const cf_range_claim *claims, cf_element *alpha,
                                     cf_element *beta, cf_refusal *alpha_verdict,
                                     cf_refusal *beta_verdict, bool *holds)
{
    handful h = { .bases = bases, .claims = claims, .claim_count = count };
    if (!make_room(&h, scratch)) {
        return CF_ERR_MEMORY;
    }

    while (gather(&h)) {
        for (size_t i = 0; i < h.count; i++) {
            h.claimed[i] = alpha_claimed[h.number[i]];
            h.claimed[h.count + i] = beta_claimed[h.number[i]];
        }
        lay_out_exponents(&h);
        cf_group_admit_powers_vartime(bases->group, 2 * h.count, h.claimed, h.branches, h.exponents,
                                      h.elements, h.powers, h.verdicts);
        for (size_t i = 0; i < h.count; i++) {
            const size_t number = h.number[i];
            alpha[number] = h.elements[i];
            beta[number] = h.elements[h.count + i];
            alpha_verdict[number] = h.verdicts[i];
            beta_verdict[number] = h.verdicts[h.count + i];
        }
        decide(&h, holds);
    }
    return CF_OK;
}

cf_status cf_range_check_elements(const cf_election_bases *bases, cf_arena *scratch, size_t count,
                                  const cf_element *alpha, const cf_element *beta,
                                  const cf_range_claim *claims, bool *holds)
{
    handful h = { .bases = bases, .claims = claims, .claim_count = count };
    if (!make_room(&h, scratch)) {
        return CF_ERR_MEMORY;
    }

    while (gather(&h)) {
        for (size_t i = 0; i < h.count; i++) {
            h.elements[i] = alpha[h.number[i]];
            h.elements[h.count + i] = beta[h.number[i]];
            h.verdicts[i] = h.verdicts[h.count + i] = CF_ADMITTED;
        }
        lay_out_exponents(&h);
        cf_group_powers_vartime(bases->group, 2 * h.count, h.elements, h.branches, h.exponents,
                                h.powers);
        decide(&h, holds);
    }
    return CF_OK;
}
