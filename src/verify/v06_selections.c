/*
 * verify/v06_selections.c -- does every ciphertext hold a number that may be chosen?
 *
 * First all ciphertexts and proofs of the batch are laid out in rows; then one call admits the ciphertexts and checks
 * the proofs on the same ladders; then each row is judged.  A ciphertext or a scalar that was refused
 * fails the check that refused it, and 6.D as well.
 */
#include "verify/ballot_hints.h"

static const cf_proof_checks CHECKS = {
    .a = CF_CHECK_6_A,
    .b = CF_CHECK_6_B,
    .c = CF_CHECK_6_C,
    .d = CF_CHECK_6_D,
    .name = "range proof",
    .bound_name = "R",
};

static cf_status make_tables(cf_ballot_batch *batch)
{
    const size_t rows = batch->selection_count;
    cf_arena *arena = batch->arena;
    batch->alpha_claimed = cf_arena_take(arena, rows, sizeof *batch->alpha_claimed);
    batch->beta_claimed = cf_arena_take(arena, rows, sizeof *batch->beta_claimed);
    batch->claims = cf_arena_take(arena, rows, sizeof *batch->claims);
    batch->alpha = cf_arena_take(arena, rows, sizeof *batch->alpha);
    batch->beta = cf_arena_take(arena, rows, sizeof *batch->beta);
    batch->alpha_verdict = cf_arena_take(arena, rows, sizeof *batch->alpha_verdict);
    batch->beta_verdict = cf_arena_take(arena, rows, sizeof *batch->beta_verdict);
    batch->holds = cf_arena_take(arena, rows, sizeof *batch->holds);
    batch->places = cf_arena_take(arena, rows, sizeof *batch->places);
    const bool all = batch->alpha_claimed != NULL && batch->beta_claimed != NULL
                     && batch->claims != NULL && batch->alpha != NULL && batch->beta != NULL
                     && batch->alpha_verdict != NULL && batch->beta_verdict != NULL
                     && batch->holds != NULL && batch->places != NULL;
    return all ? CF_OK : CF_ERR_MEMORY;
}

/* eg2.1: H_I; 0x24, ind_c, ind_o.  egk2.0: H_E; 0x21, K.  Then alpha, beta, a_0, b_0, .., a_R, b_R follow. */
static void start_challenge(const cf_ballot_batch *batch, const cf_spot *spot,
                            cf_transcript *challenge)
{
    if (batch->verification->profile == CF_PROFILE_EG21) {
        cf_eg21_option_challenge(challenge, &spot->look->key, spot->contest->published->index,
                                 spot->selection->index);
    } else {
        *challenge = batch->egk_challenge;
    }
}

static cf_status lay_out(cf_ballot_batch *batch, const cf_spot *spot, size_t row)
{
    cf_range_claim *claim = &batch->claims[row];
    batch->alpha_claimed[row] = spot->selection->alpha;
    batch->beta_claimed[row] = spot->selection->beta;
    start_challenge(batch, spot, &claim->challenge);
    const size_t hint = cf_hint_of_selection(
        spot->contest, (size_t)(spot->selection - spot->contest->published->selections));
    claim->hints = cf_ballot_hints_at(batch, spot->look, hint);
    claim->commitments = cf_ballot_commitments_at(batch, spot->look, hint);
    return cf_proof_admit(batch, spot, &CHECKS, &spot->selection->proof,
                          spot->contest->contest->option_limit, claim);
}

/* (6.A) alpha and beta are in Z_p^r. */
static void judge_member(const cf_ballot_batch *batch, const cf_spot *spot, const char *name,
                         cf_refusal verdict)
{
    if (verdict != CF_ADMITTED) {
        cf_proofs_fail(batch, spot, CHECKS.a, "%s %s", name, cf_refusal_phrase(verdict, false));
    }
}

/*
 * (6.D) c = (c_0 + c_1 + .. + c_R) mod q, where c = H_q(H_I; 0x24, ind_c, ind_o, alpha, beta, a_0, b_0, .., a_R, b_R),
 * a_j = g^v_j alpha^c_j, b_j = K^(v_j - j c_j) beta^c_j.
 */
static void judge_equation(const cf_ballot_batch *batch, const cf_spot *spot, size_t row)
{
    if (batch->holds[row]) {
        return;
    }
    const bool refused = batch->claims[row].c == NULL || batch->alpha_verdict[row] != CF_ADMITTED
                         || batch->beta_verdict[row] != CF_ADMITTED;
    cf_proofs_fail(batch, spot, CHECKS.d, "%s",
                   refused ? "the range proof cannot hold: part of it was refused"
                           : "the challenges of the range proof do not add up to its hash");
}

static cf_status judge(cf_ballot_batch *batch, const cf_spot *spot, size_t row)
{
    cf_proofs_count(batch, spot->look, &CHECKS, 1);
    judge_member(batch, spot, "alpha", batch->alpha_verdict[row]);
    judge_member(batch, spot, "beta", batch->beta_verdict[row]);
    judge_equation(batch, spot, row);
    return CF_OK;
}

/* Every selection that has a row, in the order of the rows, until a visit does not return CF_OK. */
static cf_status each_selection(cf_ballot_batch *batch,
                                cf_status (*visit)(cf_ballot_batch *batch, const cf_spot *spot,
                                                   size_t row))
{
    cf_status status = CF_OK;
    for (size_t b = 0; b < batch->ballot_count; b++) {
        const cf_ballot_look *look = &batch->ballots[b];
        for (size_t c = 0; c < look->ballot.contest_count; c++) {
            const cf_contest_look *contest = &look->contests[c];
            const size_t rows = contest->contest != NULL ? contest->published->selection_count : 0;
            for (size_t s = 0; s < rows && status == CF_OK; s++) {
                const cf_spot spot = { look, contest, &contest->published->selections[s] };
                status = visit(batch, &spot, contest->first + s);
            }
        }
    }
    return status;
}

static cf_status check(cf_ballot_batch *batch)
{
    if (batch->is_hinted) {
        return cf_batch_check_ciphertexts(batch->part, batch->arena, batch->selection_count,
                                          batch->alpha_claimed, batch->beta_claimed, batch->claims,
                                          batch->alpha, batch->beta, batch->alpha_verdict,
                                          batch->beta_verdict, batch->holds, batch->places);
    }
    return cf_range_check_ciphertexts(&batch->verification->bases, batch->arena,
                                      batch->selection_count, batch->alpha_claimed,
                                      batch->beta_claimed, batch->claims, batch->alpha, batch->beta,
                                      batch->alpha_verdict, batch->beta_verdict, batch->holds);
}

cf_status cf_verify_v06_selections(cf_ballot_batch *batch)
{
    for (size_t b = 0; b < batch->ballot_count; b++) {
        const cf_ballot_look *look = &batch->ballots[b];
        cf_proofs_expect(batch, look, &CHECKS, look->expected_selections);
    }
    if (make_tables(batch) != CF_OK || each_selection(batch, lay_out) != CF_OK) {
        return CF_ERR_MEMORY;
    }
    const cf_status status = check(batch);
    return status == CF_OK ? each_selection(batch, judge) : status;
}
