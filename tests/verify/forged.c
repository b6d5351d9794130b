#include "forged.h"

#include "base/hex.h"
#include "crypto/eg21.h"
#include "record/record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { ARENA_OCTETS = 1 << 26, HEX_MAX = 2 * CF_ELEMENT_OCTETS_MAX + 1 };

/* A ballot as it stands in the copy. */
typedef struct scene {
    cf_arena *arena;
    cf_record *record;
    const cf_group *group;
    cf_manifest manifest;
    cf_ballot ballot;
    cf_hmac_key h_i;
    char file[64];
} scene;

static scene scene_of(const record_copy *copy, size_t ballot)
{
    scene s = { .arena = cf_arena_open(ARENA_OCTETS) };
    cf_parameters parameters;
    cf_fault fault;
    assert_non_null(s.arena);
    assert_int_equal(cf_record_open(copy->path, &s.record, &fault), CF_OK);
    assert_int_equal(cf_record_read_parameters(s.record, s.arena, &parameters, &fault), CF_OK);
    assert_int_equal(cf_record_read_manifest(s.record, s.arena, &s.manifest, &fault), CF_OK);
    assert_int_equal(
        cf_record_read_ballot(s.record, ballot, &s.manifest, s.arena, &s.ballot, &fault), CF_OK);
    s.group = cf_group_find(parameters.p, parameters.q, parameters.g);
    assert_non_null(s.group);
    cf_hmac_key_init(&s.h_i, s.ballot.h_i.at, s.ballot.h_i.len);
    (void)snprintf(s.file, sizeof s.file, "ballots/%04zu.json", ballot + 1);
    return s;
}

static void scene_end(scene *s)
{
    cf_record_close(s->record);
    cf_arena_close(s->arena);
}

/* Octets become others wherever they stand first in the file: none stand twice. */
static void rewrite(const record_copy *copy, const scene *s, cf_octets before, const uint8_t *after)
{
    char old[HEX_MAX];
    char new[HEX_MAX];
    cf_hex_encode(old, before, CF_HEX_UPPER);
    cf_hex_encode(new, cf_octets_of(after, before.len), CF_HEX_UPPER);
    record_copy_replace(copy, s->file, old, new, 0);
}

static cf_scalar admitted(const scene *s, cf_unchecked_scalar claimed)
{
    cf_scalar out;
    assert_int_equal(cf_scalar_admit(s->group, claimed, &out), CF_ADMITTED);
    return out;
}

/* The first challenge of a range proof, so that all of them add up to the hash. */
static void fit_range(const record_copy *copy, const scene *s, const cf_range_proof *proof,
                      cf_transcript *hashed)
{
    cf_scalar c;
    uint8_t octets[CF_SCALAR_OCTETS];
    cf_transcript_close_scalar(hashed, s->group, &c);
    for (size_t j = 1; j < proof->count; j++) {
        const cf_scalar other = admitted(s, proof->c[j]);
        cf_scalar_sub(s->group, &c, &c, &other);
    }
    cf_scalar_encode(s->group, &c, octets);
    rewrite(copy, s, proof->c[0].octets, octets);
}

/* --- hints --- */

static size_t hints_of_contest(const cf_encrypted_contest *contest)
{
    size_t count = 2 * contest->limit_proof.count + (contest->has_data ? 1 : 0);
    for (size_t i = 0; i < contest->selection_count; i++) {
        count += 2 * contest->selections[i].proof.count;
    }
    return count;
}

static size_t limit_hint(const cf_encrypted_contest *contest)
{
    return hints_of_contest(contest) - 2 * contest->limit_proof.count - (contest->has_data ? 1 : 0);
}

static size_t nonce_hint(const cf_ballot *ballot)
{
    size_t count = 0;
    for (size_t i = 0; i < ballot->contest_count; i++) {
        count += hints_of_contest(&ballot->contests[i]);
    }
    return count;
}

/* Another member stands in for the first commitment of a proof: the hash does not fit any more. */
static cf_octets spoil(sidecar *hints, size_t ballot, size_t first, size_t count)
{
    memcpy(sidecar_hint(hints, ballot, first), sidecar_hint(hints, ballot, first + count - 1),
           hints->element_octets);
    return cf_octets_of(sidecar_hint(hints, ballot, first), count * hints->element_octets);
}

/* --- one proof each --- */

static void absorb_pair(const scene *s, cf_transcript *hashed, const cf_selection *selection)
{
    (void)s;
    cf_transcript_octets(hashed, selection->alpha.octets);
    cf_transcript_octets(hashed, selection->beta.octets);
}

static void forge_selection(const record_copy *copy, const scene *s, sidecar *hints, size_t ballot)
{
    const cf_encrypted_contest *contest = &s->ballot.contests[0];
    const cf_selection *selection = &contest->selections[0];
    cf_transcript hashed;
    cf_eg21_option_challenge(&hashed, &s->h_i, contest->index, selection->index);
    absorb_pair(s, &hashed, selection);
    cf_transcript_octets(&hashed, spoil(hints, ballot, 0, 2 * selection->proof.count));
    fit_range(copy, s, &selection->proof, &hashed);
}

static void absorb_products(const scene *s, cf_transcript *hashed)
{
    const cf_encrypted_contest *contest = &s->ballot.contests[0];
    cf_element product[2];
    cf_group_identity(s->group, &product[0]);
    cf_group_identity(s->group, &product[1]);
    for (size_t i = 0; i < contest->selection_count; i++) {
        const cf_unchecked_element claimed[2] = { contest->selections[i].alpha,
                                                  contest->selections[i].beta };
        cf_element pair[2];
        cf_refusal refusals[2];
        cf_group_admit_vartime(s->group, 2, claimed, pair, refusals);
        assert_true(refusals[0] == CF_ADMITTED && refusals[1] == CF_ADMITTED);
        cf_group_multiply(s->group, 2, product, product, pair);
    }
    cf_transcript_pairs(hashed, s->group, 1, &product[0], &product[1]);
}

static void forge_limit(const record_copy *copy, const scene *s, sidecar *hints, size_t ballot)
{
    const cf_encrypted_contest *contest = &s->ballot.contests[0];
    cf_transcript hashed;
    cf_eg21_limit_challenge(&hashed, &s->h_i, contest->index);
    absorb_products(s, &hashed);
    cf_transcript_octets(&hashed,
                         spoil(hints, ballot, limit_hint(contest), 2 * contest->limit_proof.count));
    fit_range(copy, s, &contest->limit_proof, &hashed);
}

/* Any other commitment does: that of the first proof of the ballot. */
static void forge_key(const record_copy *copy, const scene *s, sidecar *hints, size_t ballot,
                      cf_transcript *hashed, size_t hint, const cf_hashed_ciphertext *data)
{
    cf_scalar c;
    uint8_t octets[CF_SCALAR_OCTETS];
    uint8_t *commitment = sidecar_hint(hints, ballot, hint);
    memcpy(commitment, sidecar_hint(hints, ballot, 0), hints->element_octets);
    cf_transcript_octets(hashed, cf_octets_of(commitment, hints->element_octets));
    cf_transcript_octets(hashed, data->c0.octets);
    cf_transcript_octets(hashed, data->c1);
    cf_transcript_close_scalar(hashed, s->group, &c);
    cf_scalar_encode(s->group, &c, octets);
    rewrite(copy, s, data->c.octets, octets);
}

static void forge_data(const record_copy *copy, const scene *s, sidecar *hints, size_t ballot)
{
    const cf_encrypted_contest *contest = &s->ballot.contests[0];
    cf_transcript hashed;
    assert_true(contest->has_data);
    cf_eg21_data_challenge(&hashed, &s->h_i, contest->index);
    forge_key(copy, s, hints, ballot, &hashed, hints_of_contest(contest) - 1, &contest->data);
}

static void forge_nonce(const record_copy *copy, const scene *s, sidecar *hints, size_t ballot)
{
    cf_transcript hashed;
    cf_eg21_nonce_challenge(&hashed, &s->h_i);
    forge_key(copy, s, hints, ballot, &hashed, nonce_hint(&s->ballot), &s->ballot.nonce);
}

void forge(const record_copy *copy, sidecar *hints, size_t ballot, forged_proof which)
{
    typedef void forger(const record_copy *copy, const scene *s, sidecar *hints, size_t ballot);
    static forger *const FORGERS[FORGED_KINDS] = {
        [FORGED_SELECTION] = forge_selection,
        [FORGED_LIMIT] = forge_limit,
        [FORGED_DATA] = forge_data,
        [FORGED_NONCE] = forge_nonce,
    };
    scene s = scene_of(copy, ballot);
    FORGERS[which](copy, &s, hints, ballot);
    scene_end(&s);
}

/* --- a ciphertext --- */

/* p - x, both as wide as the group writes them. */
static void negate(const cf_group *group, cf_octets x, uint8_t *out)
{
    const cf_octets p = cf_group_p(group);
    unsigned borrow = 0;
    assert_int_equal(p.len, x.len);
    for (size_t i = p.len; i > 0; i--) {
        const unsigned wanted = x.at[i - 1] + borrow;
        borrow = p.at[i - 1] < wanted ? 1 : 0;
        out[i - 1] = (uint8_t)(p.at[i - 1] + (borrow << 8) - wanted);
    }
}

/* The hints stay what they are: they hold up to a sign.  Only the hash is made to fit. */
static void fit_first_selection(const record_copy *copy, const sidecar *hints, size_t ballot)
{
    scene s = scene_of(copy, ballot);
    const cf_encrypted_contest *contest = &s.ballot.contests[0];
    const cf_selection *selection = &contest->selections[0];
    cf_transcript hashed;
    cf_eg21_option_challenge(&hashed, &s.h_i, contest->index, selection->index);
    absorb_pair(&s, &hashed, selection);
    cf_transcript_octets(&hashed, cf_octets_of(sidecar_hint(hints, ballot, 0),
                                               2 * selection->proof.count * hints->element_octets));
    fit_range(copy, &s, &selection->proof, &hashed);
    scene_end(&s);
}

void forge_sign(const record_copy *copy, sidecar *hints, size_t ballot)
{
    uint8_t negative[CF_ELEMENT_OCTETS_MAX];
    scene s = scene_of(copy, ballot);
    const cf_octets alpha = s.ballot.contests[0].selections[0].alpha.octets;
    negate(s.group, alpha, negative);
    rewrite(copy, &s, alpha, negative);
    scene_end(&s);
    fit_first_selection(copy, hints, ballot);
}
