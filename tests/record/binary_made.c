/*
 * tests/record/binary_made.c -- octet after octet, as the page has them.
 */
#undef NDEBUG

#include "record/binary_made.h"

#include <assert.h>
#include <string.h>

static void put(binary_made *made, cf_octets octets)
{
    assert(made->len + octets.len <= sizeof made->octets);
    if (octets.len > 0) {
        memcpy(made->octets + made->len, octets.at, octets.len);
    }
    made->len += octets.len;
}

void binary_made_number(binary_made *made, size_t octets, uint64_t number)
{
    uint8_t digits[8];
    for (size_t i = 0; i < octets; i++) {
        digits[i] = (uint8_t)(number >> 8 * (octets - 1 - i));
    }
    put(made, cf_octets_of(digits, octets));
}

static void put_long(binary_made *made, cf_octets octets)
{
    binary_made_number(made, 4, octets.len);
    put(made, octets);
}

static void put_proof(binary_made *made, const cf_range_proof *proof)
{
    binary_made_number(made, 4, proof->count);
    for (size_t i = 0; i < proof->count; i++) {
        put(made, proof->c[i].octets);
        put(made, proof->v[i].octets);
    }
}

static void put_hashed(binary_made *made, const cf_hashed_ciphertext *hashed)
{
    put(made, hashed->c0.octets);
    put_long(made, hashed->c1);
    put(made, hashed->c.octets);
    put(made, hashed->v.octets);
}

static void put_contest(binary_made *made, const cf_encrypted_contest *contest)
{
    const bool has_chi = contest->contest_hash.at != NULL;
    binary_made_number(made, 4, contest->index);
    binary_made_number(made, 1, (has_chi ? 1U : 0U) + (contest->has_data ? 2U : 0U));
    if (has_chi) {
        put(made, contest->contest_hash);
    }
    binary_made_number(made, 4, contest->selection_count);
    for (size_t i = 0; i < contest->selection_count; i++) {
        put(made, contest->selections[i].alpha.octets);
        put(made, contest->selections[i].beta.octets);
        put_proof(made, &contest->selections[i].proof);
    }
    put_proof(made, &contest->limit_proof);
    if (contest->has_data) {
        put_hashed(made, &contest->data);
    }
}

/* A style is written in decimal, and here short enough for this. */
static uint64_t number_of(cf_octets style)
{
    uint64_t number = 0;
    for (size_t i = 0; i < style.len; i++) {
        number = number * 10 + (uint64_t)(style.at[i] - '0');
    }
    return number;
}

void binary_made_ballot(binary_made *made, const cf_ballot *ballot)
{
    put(made, ballot->id);
    put(made, ballot->h_i);
    put(made, ballot->code);
    put_long(made, ballot->chaining_field);
    binary_made_number(made, 8, number_of(ballot->style));
    binary_made_number(made, 8, ballot->weight);
    binary_made_number(made, 1, ballot->state);
    put_hashed(made, &ballot->nonce);
    binary_made_number(made, 4, ballot->contest_count);
    for (size_t i = 0; i < ballot->contest_count; i++) {
        put_contest(made, &ballot->contests[i]);
    }
}

void binary_made_batch(binary_made *made, const cf_ballot *ballots, uint32_t count)
{
    put(made, cf_octets_of("\x89"
                           "CFB\r\n\x1a\n",
                           8));
    binary_made_number(made, 4, 1);
    binary_made_number(made, 4, BINARY_MADE_WIDTH);
    binary_made_number(made, 4, count);
    const size_t lengths = made->len;
    for (uint32_t i = 0; i < count; i++) {
        binary_made_number(made, 4, 0);
    }
    for (uint32_t i = 0; i < count; i++) {
        const size_t begin = made->len;
        binary_made_ballot(made, &ballots[i]);
        const size_t end = made->len;
        made->len = lengths + (size_t)4 * i;
        binary_made_number(made, 4, end - begin);
        made->len = end;
    }
}

/* --- shapes --- */

static cf_range_proof many_branches(cf_arena *arena, size_t count)
{
    cf_unchecked_scalar *scalars = cf_arena_take(arena, 2 * count, sizeof *scalars);
    assert(scalars != NULL);
    for (size_t i = 0; i < 2 * count; i++) {
        scalars[i].octets = cf_made_octets(arena, 31 + i, 32);
    }
    return (cf_range_proof){ .count = count, .c = scalars, .v = scalars + count };
}

/* A contest without anything that may be absent or empty. */
static void strip(cf_encrypted_contest *contest)
{
    contest->contest_hash.at = NULL;
    contest->contest_hash.len = 0;
    contest->selection_count = 0;
    contest->limit_proof = (cf_range_proof){ 0 };
    contest->has_data = false;
}

static void use_many_branches(cf_arena *arena, cf_encrypted_contest *contest)
{
    cf_selection *selections = cf_arena_take(arena, 2, sizeof *selections);
    assert(selections != NULL);
    memcpy(selections, contest->selections, 2 * sizeof *selections);
    selections[1].proof = many_branches(arena, 20);
    contest->selections = selections;
    contest->limit_proof = many_branches(arena, 7);
}

cf_ballot binary_made_shape(cf_arena *arena, uint32_t shape)
{
    cf_ballot ballot = cf_made_ballot(arena, shape);
    cf_encrypted_contest *contests = cf_arena_take(arena, 2, sizeof *contests);
    assert(contests != NULL);
    memcpy(contests, ballot.contests, 2 * sizeof *contests);
    ballot.contests = contests;
    switch (shape) {
    case 1:
        strip(&contests[0]);
        break;
    case 2:
        ballot.contest_count = 0;
        break;
    case 3:
        ballot.style = cf_octets_of_text("9007199254740992");
        ballot.weight = UINT64_C(1) << 53;
        contests[1].index = UINT32_MAX;
        break;
    case 4:
        use_many_branches(arena, &contests[1]);
        break;
    case 5:
        ballot.chaining_field.len = 0;
        ballot.nonce.c1.len = 0;
        contests[1].data.c1 = cf_made_octets(arena, 5, 1000);
        break;
    case 6:
        ballot.style = cf_octets_of_text("0");
        ballot.weight = 0;
        contests[0].index = 0;
        contests[0].contest_hash = (cf_octets){ .at = NULL };
        contests[0].has_data = true;
        contests[0].data = contests[1].data;
        break;
    default:
        break;
    }
    return ballot;
}
