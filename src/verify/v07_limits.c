/*
 * verify/v07_limits.c -- does no contest hold more than may be chosen?
 *
 * The products of a contest's ciphertexts encrypt the sum of its selections, and a range proof of 0..L is held
 * against them.  They are made of what verification 6 admitted; a contest with a refused ciphertext has no
 * products and fails.
 */
#include "verify/ballot_hints.h"

static const cf_proof_checks CHECKS = {
    .a = CF_CHECK_7_A,
    .b = CF_CHECK_7_B,
    .c = CF_CHECK_7_C,
    .d = CF_CHECK_7_D,
    .name = "limit proof",
    .bound_name = "L",
};

static cf_status make_tables(cf_ballot_batch *batch)
{
    const size_t rows = batch->contest_count;
    batch->limit_claims = cf_arena_take(batch->arena, rows, sizeof *batch->limit_claims);
    batch->alpha_products = cf_arena_take(batch->arena, rows, sizeof *batch->alpha_products);
    batch->beta_products = cf_arena_take(batch->arena, rows, sizeof *batch->beta_products);
    batch->limit_holds = cf_arena_take(batch->arena, rows, sizeof *batch->limit_holds);
    batch->spans = cf_arena_take(batch->arena, rows, sizeof *batch->spans);
    const bool all = batch->limit_claims != NULL && batch->alpha_products != NULL
                     && batch->beta_products != NULL && batch->limit_holds != NULL
                     && batch->spans != NULL;
    return all ? CF_OK : CF_ERR_MEMORY;
}

/* eg2.1: H_I; 0x24, ind_c.  egk2.0: H_E; 0x21, K.  Then the products, a_0, b_0, .., a_L, b_L follow. */
static void start_challenge(const cf_ballot_batch *batch, const cf_spot *spot,
                            cf_transcript *challenge)
{
    if (batch->verification->profile == CF_PROFILE_EG21) {
        cf_eg21_limit_challenge(challenge, &spot->look->key, spot->contest->published->index);
    } else {
        *challenge = batch->egk_challenge;
    }
}

static bool all_admitted(const cf_ballot_batch *batch, const cf_contest_look *contest)
{
    for (size_t s = 0; s < contest->published->selection_count; s++) {
        if (batch->alpha_verdict[contest->first + s] != CF_ADMITTED
            || batch->beta_verdict[contest->first + s] != CF_ADMITTED) {
            return false;
        }
    }
    return true;
}

static cf_status lay_out(cf_ballot_batch *batch, const cf_spot *spot)
{
    const cf_contest_look *contest = spot->contest;
    cf_range_claim *claim = &batch->limit_claims[contest->row];
    const size_t hint = cf_hint_of_limit(contest);
    claim->hints = cf_ballot_hints_at(batch, spot->look, hint);
    claim->commitments = cf_ballot_commitments_at(batch, spot->look, hint);
    batch->spans[contest->row] =
        cf_batch_join(contest->published->selection_count, &batch->places[contest->first]);
    start_challenge(batch, spot, &claim->challenge);
    const cf_status status = cf_proof_admit(batch, spot, &CHECKS, &contest->published->limit_proof,
                                            contest->contest->selection_limit, claim);
    if (!all_admitted(batch, contest)) {
        claim->c = NULL;
        claim->v = NULL;
    }
    return status;
}

/* (7.A) alpha_i and beta_i are in Z_p^r: each of them, so that the products are. */
static void judge_members(const cf_ballot_batch *batch, const cf_spot *spot)
{
    if (!all_admitted(batch, spot->contest)) {
        cf_proofs_fail(batch, spot, CHECKS.a, "a ciphertext of the contest was refused (see 6.A)");
    }
}

/*
 * (7.D) c = (c_0 + c_1 + .. + c_L) mod q, where c = H_q(H_I; 0x24, ind_c, alpha-bar, beta-bar, a_0, b_0, .., a_L, b_L),
 * a_j = g^v_j alpha-bar^c_j, b_j = K^(v_j - j c_j) beta-bar^c_j.
 */
static void judge_equation(const cf_ballot_batch *batch, const cf_spot *spot)
{
    const size_t row = spot->contest->row;
    if (!batch->limit_holds[row]) {
        cf_proofs_fail(batch, spot, CHECKS.d, "%s",
                       batch->limit_claims[row].c == NULL
                           ? "the limit proof cannot hold: part of it was refused"
                           : "the challenges of the limit proof do not add up to its hash");
    }
}

static cf_status judge(cf_ballot_batch *batch, const cf_spot *spot)
{
    cf_proofs_count(batch, spot->look, &CHECKS, 1);
    judge_members(batch, spot);
    judge_equation(batch, spot);
    return CF_OK;
}

/* Every contest that has a row, in the order of the rows, until a visit does not return CF_OK. */
static cf_status each_contest(cf_ballot_batch *batch,
                              cf_status (*visit)(cf_ballot_batch *batch, const cf_spot *spot))
{
    cf_status status = CF_OK;
    for (size_t b = 0; b < batch->ballot_count; b++) {
        const cf_ballot_look *look = &batch->ballots[b];
        for (size_t c = 0; c < look->ballot.contest_count && status == CF_OK; c++) {
            const cf_spot spot = { look, &look->contests[c], NULL };
            if (spot.contest->contest != NULL) {
                status = visit(batch, &spot);
            }
        }
    }
    return status;
}

static cf_status check(cf_ballot_batch *batch)
{
    if (batch->is_hinted) {
        return cf_batch_check_elements(batch->part, batch->arena, batch->contest_count,
                                       batch->alpha_products, batch->beta_products,
                                       batch->limit_claims, batch->spans, batch->limit_holds);
    }
    return cf_range_check_elements(&batch->verification->bases, batch->arena, batch->contest_count,
                                   batch->alpha_products, batch->beta_products, batch->limit_claims,
                                   batch->limit_holds);
}

cf_status cf_verify_v07_limits(cf_ballot_batch *batch)
{
    for (size_t b = 0; b < batch->ballot_count; b++) {
        const cf_ballot_look *look = &batch->ballots[b];
        cf_proofs_expect(batch, look, &CHECKS, look->expected_contests);
    }
    if (make_tables(batch) != CF_OK || cf_contest_products(batch) != CF_OK
        || each_contest(batch, lay_out) != CF_OK) {
        return CF_ERR_MEMORY;
    }
    const cf_status status = check(batch);
    return status == CF_OK ? each_contest(batch, judge) : status;
}
