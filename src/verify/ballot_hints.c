/*
 * verify/ballot_hints.c -- the hints of a ballot are a row of elements; its shape cuts them.
 *
 *     contest 1                                           contest 2 ..    nonce
 *     selection 1  selection 2  ..  limit        data
 *     a_0 b_0 ..   a_0 b_0 ..       a_0 b_0 ..   a        ..              a
 */
#include "verify/ballot_hints.h"

/* More than any ballot for people has: some 8,000 selections. */
enum { OCTETS_MAX = 1 << 24 };

/* What crypto/batch.h says of its memory. */
enum { NUMBER_OCTETS = sizeof(cf_element), CLAIM_OCTETS = 300 };

/* --- shape --- */

/* Of a range proof of 0..bound. */
static size_t hints_of_range(size_t bound)
{
    return 2 * (bound + 1);
}

static bool is_eg21(const cf_verification *v)
{
    return v->profile == CF_PROFILE_EG21;
}

static bool has_right_lengths(const cf_contest_look *look)
{
    const cf_encrypted_contest *published = look->published;
    if (look->contest == NULL
        || published->limit_proof.count != (size_t)look->contest->selection_limit + 1) {
        return false;
    }
    for (size_t s = 0; s < published->selection_count; s++) {
        if (published->selections[s].proof.count != (size_t)look->contest->option_limit + 1) {
            return false;
        }
    }
    return true;
}

size_t cf_hint_of_selection(const cf_contest_look *look, size_t selection)
{
    return look->hint_first + selection * hints_of_range(look->contest->option_limit);
}

size_t cf_hint_of_limit(const cf_contest_look *look)
{
    return cf_hint_of_selection(look, look->published->selection_count);
}

size_t cf_hint_of_data(const cf_contest_look *look)
{
    return cf_hint_of_limit(look) + hints_of_range(look->contest->selection_limit);
}

size_t cf_hint_of_nonce(const cf_ballot_look *look)
{
    return look->hint_count - 1;
}

/* --- memory --- */

static size_t claim_octets(size_t numbers)
{
    return numbers * NUMBER_OCTETS + CLAIM_OCTETS;
}

/* C_0 and a. */
static size_t key_octets(void)
{
    return claim_octets(2);
}

/* Hints, and alpha and beta of each selection; the products of a limit proof are no new numbers. */
static size_t contest_octets(const cf_contest *contest, size_t selections, bool has_data)
{
    return selections * claim_octets(hints_of_range(contest->option_limit) + 2)
           + claim_octets(hints_of_range(contest->selection_limit)) + (has_data ? key_octets() : 0);
}

static size_t style_octets(const cf_manifest *manifest, const cf_ballot_style *style)
{
    size_t octets = key_octets();
    for (size_t i = 0; i < style->contest_count; i++) {
        const cf_contest *contest = &manifest->contests[style->contests[i]];
        octets += contest_octets(contest, contest->option_count, contest->data_blocks > 0);
    }
    return octets;
}

size_t cf_manifest_claim_octets(const cf_verification *v)
{
    size_t most = key_octets();
    for (size_t i = 0; i < v->manifest.style_count; i++) {
        const size_t octets = style_octets(&v->manifest, &v->manifest.styles[i]);
        most = octets > most ? octets : most;
    }
    return most;
}

/* --- laying out --- */

void cf_ballot_hints_lay_out(const cf_ballot_batch *batch, cf_ballot_look *look)
{
    const bool eg21 = is_eg21(batch->verification);
    const size_t most = OCTETS_MAX / cf_group_element_octets(batch->verification->group);
    size_t count = 0;
    look->claim_octets = key_octets();
    for (size_t i = 0; i < look->ballot.contest_count; i++) {
        cf_contest_look *contest = &look->contests[i];
        if (!has_right_lengths(contest)) {
            return;
        }
        contest->hint_first = count;
        count = cf_hint_of_data(contest) + (eg21 && contest->published->has_data ? 1 : 0);
        look->claim_octets += contest_octets(contest->contest, contest->published->selection_count,
                                             contest->published->has_data);
    }
    count += eg21 ? 1 : 0;
    look->hint_count = count <= most ? count : 0;
}

/* --- reading and writing --- */

static size_t width(const cf_ballot_batch *batch)
{
    return cf_group_element_octets(batch->verification->group);
}

/* A ballot whose hints are not exactly as many as its shape calls for has none. */
static cf_status read_hints(const cf_ballot_batch *batch, cf_ballot_look *look)
{
    const size_t due = look->hint_count * width(batch);
    cf_octets hints;
    const cf_status status = cf_hints_read(batch->hints, look->number, due, batch->arena, &hints);
    if (status == CF_OK && hints.at != NULL && hints.len == due) {
        look->hints = hints.at;
    }
    return status;
}

cf_status cf_ballot_hints_fetch(const cf_ballot_batch *batch, cf_ballot_look *look)
{
    if (look->hint_count == 0) {
        return CF_OK;
    }
    if (batch->kept != NULL) {
        look->commitments = cf_arena_take(batch->arena, look->hint_count, width(batch));
        return look->commitments != NULL ? CF_OK : CF_ERR_MEMORY;
    }
    return batch->hints != NULL ? read_hints(batch, look) : CF_OK;
}

const uint8_t *cf_ballot_hints_at(const cf_ballot_batch *batch, const cf_ballot_look *look,
                                  size_t number)
{
    return look->hints != NULL ? look->hints + number * width(batch) : NULL;
}

uint8_t *cf_ballot_commitments_at(const cf_ballot_batch *batch, const cf_ballot_look *look,
                                  size_t number)
{
    return look->commitments != NULL ? look->commitments + number * width(batch) : NULL;
}

/* --- keeping --- */

static bool every_proof_holds(const cf_ballot_batch *batch, const cf_ballot_look *look)
{
    for (size_t i = 0; i < look->ballot.contest_count; i++) {
        const cf_contest_look *contest = &look->contests[i];
        for (size_t s = 0; s < contest->published->selection_count; s++) {
            if (!batch->holds[contest->first + s]) {
                return false;
            }
        }
        if (!batch->limit_holds[contest->row]) {
            return false;
        }
    }
    return look->keys_hold;
}

void cf_ballot_hints_keep(const cf_ballot_batch *batch)
{
    cf_kept_hints *kept = batch->kept;
    for (size_t i = 0; kept != NULL && i < batch->ballot_count; i++) {
        const cf_ballot_look *look = &batch->ballots[i];
        if (look->commitments != NULL && every_proof_holds(batch, look)) {
            kept->of[look->number - kept->first] = cf_arena_copy(
                kept->arena, cf_octets_of(look->commitments, look->hint_count * width(batch)));
        }
    }
}
