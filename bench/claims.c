/*
 * claims.c -- what crypto is asked about a ballot: its selections, its limit, its nonce.
 */
#include "claims.h"

#include "die.h"

#include "crypto/eg21.h"

#include <string.h>

static void lay_out_rows(claims *p, cf_arena *arena)
{
    const size_t n = p->selections;
    p->alpha_claimed = world_take(arena, n, sizeof *p->alpha_claimed);
    p->beta_claimed = world_take(arena, n, sizeof *p->beta_claimed);
    p->claims = world_take(arena, n, sizeof *p->claims);
    p->alpha = world_take(arena, n, sizeof *p->alpha);
    p->beta = world_take(arena, n, sizeof *p->beta);
    p->alpha_verdict = world_take(arena, n, sizeof *p->alpha_verdict);
    p->beta_verdict = world_take(arena, n, sizeof *p->beta_verdict);
    p->holds = world_take(arena, n, sizeof *p->holds);
    p->places = world_take(arena, n, sizeof *p->places);

    p->limits = world_take(arena, p->ballots, sizeof *p->limits);
    p->alpha_products = world_take(arena, p->ballots, sizeof *p->alpha_products);
    p->beta_products = world_take(arena, p->ballots, sizeof *p->beta_products);
    p->limit_holds = world_take(arena, p->ballots, sizeof *p->limit_holds);
    p->spans = world_take(arena, p->ballots, sizeof *p->spans);

    p->nonces = world_take(arena, p->ballots, sizeof *p->nonces);
    p->nonce_claims = world_take(arena, p->ballots, sizeof *p->nonce_claims);
    p->nonce_keys = world_take(arena, p->ballots, sizeof *p->nonce_keys);
    p->nonce_verdicts = world_take(arena, p->ballots, sizeof *p->nonce_verdicts);
    p->nonce_holds = world_take(arena, p->ballots, sizeof *p->nonce_holds);
}

static const cf_scalar *admit(const cf_group *group, cf_arena *arena, size_t count,
                              const cf_unchecked_scalar *claimed)
{
    cf_scalar *scalars = world_take(arena, count, sizeof *scalars);
    for (size_t j = 0; j < count; j++) {
        if (cf_scalar_admit(group, claimed[j], &scalars[j]) != CF_ADMITTED) {
            die("a scalar was refused");
        }
    }
    return scalars;
}

static void lay_out_proof(const claims *p, cf_arena *arena, const cf_range_proof *proof,
                          const uint8_t *hints, cf_range_claim *claim)
{
    const cf_group *group = p->of->keys.group;
    claim->bound = 1;
    claim->c = admit(group, arena, 2, proof->c);
    claim->v = admit(group, arena, 2, proof->v);
    claim->hints = hints;
}

static void lay_out_nonce(const claims *p, cf_arena *arena, size_t i, const cf_ballot *ballot,
                          const cf_hmac_key *h_i, const uint8_t *hint)
{
    const cf_group *group = p->of->keys.group;
    const cf_hashed_ciphertext *nonce = &ballot->nonce;
    cf_schnorr_claim *claim = &p->nonce_claims[i];
    uint8_t *suffix = world_take(arena, 1, nonce->c0.octets.len + nonce->c1.len);
    memcpy(suffix, nonce->c0.octets.at, nonce->c0.octets.len);
    memcpy(suffix + nonce->c0.octets.len, nonce->c1.at, nonce->c1.len);
    p->nonces[i] = nonce->c0;
    cf_eg21_nonce_challenge(&claim->prefix, h_i);
    claim->suffix = cf_octets_of(suffix, nonce->c0.octets.len + nonce->c1.len);
    claim->c = admit(group, arena, 1, &nonce->c);
    claim->v = admit(group, arena, 1, &nonce->v);
    claim->hint = hint;
}

static void lay_out_ballot(const claims *p, cf_arena *arena, size_t i, const cf_ballot *ballot)
{
    enum { RANGE_HINTS = 4 * NAIVE_ELEMENT };
    const cf_encrypted_contest *contest = &ballot->contests[0];
    cf_hmac_key h_i;
    cf_hmac_key_init(&h_i, ballot->h_i.at, ballot->h_i.len);
    const uint8_t *hint = ballot->hints.at;
    if (ballot->hints.len != (p->options + 1) * RANGE_HINTS + NAIVE_ELEMENT) {
        die("a ballot came without its hints");
    }
    for (size_t s = 0; s < p->options; s++, hint += RANGE_HINTS) {
        const cf_selection *selection = &contest->selections[s];
        const size_t row = i * p->options + s;
        p->alpha_claimed[row] = selection->alpha;
        p->beta_claimed[row] = selection->beta;
        cf_eg21_option_challenge(&p->claims[row].challenge, &h_i, 1, selection->index);
        lay_out_proof(p, arena, &selection->proof, hint, &p->claims[row]);
    }
    cf_eg21_limit_challenge(&p->limits[i].challenge, &h_i, 1);
    lay_out_proof(p, arena, &contest->limit_proof, hint, &p->limits[i]);
    lay_out_nonce(p, arena, i, ballot, &h_i, hint + RANGE_HINTS);
}

void claims_open(claims *p, const world *w, cf_arena *arena, size_t ballots,
                 const cf_ballot *ballot)
{
    *p = (claims){ .of = w,
                   .ballots = ballots,
                   .options = w->contest.option_count,
                   .selections = ballots * w->contest.option_count };
    lay_out_rows(p, arena);
    for (size_t i = 0; i < ballots; i++) {
        lay_out_ballot(p, arena, i, &ballot[i]);
    }
}

size_t claims_check_selections(claims *p, cf_arena *scratch, size_t first, size_t count)
{
    cf_arena_reset(scratch);
    const cf_status status = cf_range_check_ciphertexts(
        &p->of->bases, scratch, count, p->alpha_claimed + first, p->beta_claimed + first,
        p->claims + first, p->alpha + first, p->beta + first, p->alpha_verdict + first,
        p->beta_verdict + first, p->holds + first);
    size_t good = 0;
    for (size_t i = first; status == CF_OK && i < first + count; i++) {
        good += p->holds[i];
    }
    return good;
}

/* Column by column, so that each step is one long batch. */
static void multiply_contests(claims *p, size_t first, size_t count)
{
    const cf_group *group = p->of->keys.group;
    cf_element column[64];
    for (size_t done = 0; done < count; done += 64) {
        const size_t taken = count - done < 64 ? count - done : 64;
        for (size_t half = 0; half < 2; half++) {
            const cf_element *from = half == 0 ? p->alpha : p->beta;
            cf_element *product = (half == 0 ? p->alpha_products : p->beta_products) + first + done;
            for (size_t s = 0; s < p->options; s++) {
                for (size_t i = 0; i < taken; i++) {
                    column[i] = from[(first + done + i) * p->options + s];
                }
                if (s == 0) {
                    memcpy(product, column, taken * sizeof column[0]);
                } else {
                    cf_group_multiply(group, taken, product, product, column);
                }
            }
        }
    }
}

static cf_status check_into_part(claims *p, cf_arena *scratch, cf_batch_part *part, size_t first,
                                 size_t count)
{
    const size_t n = p->options;
    cf_status status = cf_batch_check_ciphertexts(
        part, scratch, count * n, p->alpha_claimed + first * n, p->beta_claimed + first * n,
        p->claims + first * n, p->alpha + first * n, p->beta + first * n,
        p->alpha_verdict + first * n, p->beta_verdict + first * n, p->holds + first * n,
        p->places + first * n);
    multiply_contests(p, first, count);
    for (size_t i = first; i < first + count; i++) {
        p->spans[i] = cf_batch_join(n, p->places + i * n);
    }
    if (status == CF_OK) {
        status = cf_batch_check_elements(part, scratch, count, p->alpha_products + first,
                                         p->beta_products + first, p->limits + first,
                                         p->spans + first, p->limit_holds + first);
    }
    if (status == CF_OK) {
        status = cf_batch_check_keys(part, scratch, count, p->nonces + first,
                                     p->nonce_claims + first, p->nonce_keys + first,
                                     p->nonce_verdicts + first, p->nonce_holds + first);
    }
    return status;
}

static cf_status check_exactly(claims *p, cf_arena *scratch, size_t first, size_t count)
{
    if (claims_check_selections(p, scratch, first * p->options, count * p->options)
        != count * p->options) {
        return CF_ERR_RANGE;
    }
    multiply_contests(p, first, count);
    cf_status status = cf_range_check_elements(&p->of->bases, scratch, count,
                                               p->alpha_products + first, p->beta_products + first,
                                               p->limits + first, p->limit_holds + first);
    if (status == CF_OK) {
        status = cf_schnorr_check_keys(&p->of->bases, scratch, count, p->nonces + first,
                                       p->nonce_claims + first, p->nonce_keys + first,
                                       p->nonce_verdicts + first, p->nonce_holds + first);
    }
    return status;
}

bool claims_check_ballots(claims *p, cf_arena *scratch, cf_batch_part *part, size_t first,
                          size_t count)
{
    cf_arena_reset(scratch);
    cf_status status = part != NULL ? check_into_part(p, scratch, part, first, count)
                                    : check_exactly(p, scratch, first, count);
    bool all = status == CF_OK;
    for (size_t i = first; i < first + count; i++) {
        all = all && p->limit_holds[i] && p->nonce_holds[i];
    }
    return all;
}

bool claims_conclude(cf_batch *batch)
{
    cf_arena *room = cf_arena_open((size_t)1 << 30);
    if (room == NULL || cf_batch_draw(batch) != CF_OK) {
        die("a batch could not be concluded");
    }
    void *memory = cf_arena_take(room, 1, cf_batch_piece_octets(batch));
    if (memory == NULL) {
        die("out of memory");
    }
    for (size_t phase = 0; phase < CF_BATCH_PHASES; phase++) {
        for (size_t piece = 0; piece < cf_batch_pieces(batch, phase); piece++) {
            cf_batch_do_piece(batch, phase, piece, memory);
        }
    }
    const bool holds = cf_batch_holds(batch);
    cf_arena_close(room);
    return holds;
}

naive_selection claims_naive(const cf_ballot *ballot, size_t option)
{
    const cf_selection *selection = &ballot->contests[0].selections[option];
    return (naive_selection){
        .contest = 1,
        .option = selection->index,
        .h_i = ballot->h_i.at,
        .alpha = selection->alpha.octets.at,
        .beta = selection->beta.octets.at,
        .c = { selection->proof.c[0].octets.at, selection->proof.c[1].octets.at },
        .v = { selection->proof.v[0].octets.at, selection->proof.v[1].octets.at }
    };
}
