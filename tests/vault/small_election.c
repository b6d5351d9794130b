/*
 * tests/vault/small_election.c -- ciphertexts made in the open, from numbers that the test drew.
 */
#include "small_election.h"

#include "crypto/eg21_make.h"

#include <stdlib.h>

enum { TOY = 7 };

#define LABEL(TEXT)                                                                                \
    {                                                                                              \
        .at = (const uint8_t *)(TEXT), .len = sizeof(TEXT) - 1                                     \
    }

static const cf_option FIRST[] = {
    { .label = LABEL("Ann"), .index = 1 },
    { .label = LABEL("Bea"), .index = 2 },
    { .label = LABEL("Cid"), .index = 3 },
};
static const cf_option SECOND[] = {
    { .label = LABEL("Dan"), .index = 2 },
    { .label = LABEL("Eva"), .index = 7 },
};
static const cf_contest CONTESTS[] = {
    { .label = LABEL("Mayor"),
      .index = 1,
      .selection_limit = 1,
      .option_limit = 1,
      .option_count = 3,
      .options = FIRST },
    { .label = LABEL("Council"),
      .index = 4,
      .selection_limit = 5,
      .option_limit = 3,
      .data_blocks = 2,
      .option_count = 2,
      .options = SECOND,
      .first_option_position = 3 },
};
const cf_manifest SMALL_MANIFEST = { .contest_count = 2,
                                     .contests = CONTESTS,
                                     .option_total = SMALL_OPTIONS };

const small_vote SMALL_VOTES[SMALL_BALLOTS] = {
    { 1, CF_BALLOT_CAST, { 1, 0, 0, 3, 0 } }, { 2, CF_BALLOT_CAST, { 0, 1, 0, 2, 3 } },
    { 1, CF_BALLOT_CAST, { 0, 0, 0, 0, 0 } }, { 1, CF_BALLOT_SPOILED, { 1, 1, 1, 1, 1 } },
    { 7, CF_BALLOT_CAST, { 0, 1, 0, 1, 0 } }, { 1, CF_BALLOT_CHALLENGED, { 0, 0, 1, 0, 3 } },
};
const uint64_t SMALL_TOTALS[SMALL_OPTIONS] = { 1, 9, 0, 3 + 4 + 7, 6 };

const cf_group *small_group(void)
{
    return cf_group_toy(TOY);
}

cf_ballot small_ballot(decryption_world *w, const small_vote *vote)
{
    cf_selection *selections = cf_arena_take(w->arena, SMALL_OPTIONS, sizeof *selections);
    cf_encrypted_contest *published = cf_arena_take(w->arena, 2, sizeof *published);
    assert_true(selections != NULL && published != NULL);
    for (size_t i = 0; i < SMALL_OPTIONS; i++) {
        const cf_scalar xi = any_scalar(w);
        encrypt_openly(w, vote->values[i], &xi, &selections[i]);
        selections[i].index = i < 3 ? FIRST[i].index : SECOND[i - 3].index;
    }
    published[0] =
        (cf_encrypted_contest){ .index = 1, .selection_count = 3, .selections = selections };
    published[1] =
        (cf_encrypted_contest){ .index = 4, .selection_count = 2, .selections = selections + 3 };
    return (cf_ballot){
        .state = vote->state, .weight = vote->weight, .contest_count = 2, .contests = published
    };
}

cf_decryption_task *small_totals(decryption_world *w)
{
    cf_aggregate aggregate;
    cf_decryption_task *tasks = NULL;
    assert_int_equal(cf_aggregate_open(w->group, &SMALL_MANIFEST, w->arena, &aggregate), CF_OK);
    for (size_t i = 0; i < SMALL_BALLOTS; i++) {
        const cf_ballot ballot = small_ballot(w, &SMALL_VOTES[i]);
        assert_int_equal(cf_aggregate_add(&aggregate, &ballot, w->arena, NULL), CF_OK);
    }
    assert_int_equal(aggregate.total_weight, SMALL_WEIGHT);
    assert_int_equal(aggregate.cast, 4);
    assert_int_equal(cf_tasks_of_totals(&w->keys, &aggregate, w->arena, &tasks), CF_OK);
    return tasks;
}

/* --- one of each kind --- */

static cf_ballot identified(mixed *m, cf_ballot ballot, uint8_t name, cf_hash *h_i)
{
    decryption_world *w = &m->w;
    uint8_t *id = cf_arena_take(w->arena, 1, CF_HASH_OCTETS);
    assert_non_null(id);
    memset(id, name, CF_HASH_OCTETS);
    ballot.id = cf_octets_of(id, CF_HASH_OCTETS);
    cf_eg21_identifier_hash(&w->keys.h_e, ballot.id, h_i);
    ballot.h_i = cf_octets_of(h_i->octets, CF_HASH_OCTETS);
    return ballot;
}

static void make_cast(mixed *m)
{
    decryption_world *w = &m->w;
    const cf_scalar xi = any_scalar(w);
    const cf_scalar u = any_scalar(w);
    m->cast = identified(m, small_ballot(w, &SMALL_VOTES[0]), 0xca, &m->h_i[0]);
    cf_encrypted_contest *published = cf_arena_take(w->arena, 2, sizeof *published);
    assert_non_null(published);
    memcpy(published, m->cast.contests, 2 * sizeof *published);
    published[1].has_data = true;
    published[1].data = hashed_openly(w, &m->h_i[0], 4, m->plain, sizeof m->plain, &xi, &u);
    m->cast.contests = published;
}

static void make_challenged(mixed *m)
{
    decryption_world *w = &m->w;
    const cf_scalar xi = any_scalar(w);
    const cf_scalar u = any_scalar(w);
    m->challenged = identified(m, small_ballot(w, &SMALL_VOTES[5]), 0xcc, &m->h_i[1]);
    m->challenged.nonce = hashed_openly(w, &m->h_i[1], 0, m->xi_b, sizeof m->xi_b, &xi, &u);
}

mixed *mixed_open(void)
{
    mixed *m = calloc(1, sizeof *m);
    assert_non_null(m);
    decryption_world *w = &m->w;
    people_open(w, small_group(), 5, 3, 99);
    memset(m->plain, 0x61, sizeof m->plain);
    memset(m->xi_b, 0xf5, sizeof m->xi_b);
    make_cast(m);
    make_challenged(m);
    m->tasks[0] = small_totals(w)[1];
    assert_int_equal(
        cf_task_of_data(&w->keys, &SMALL_MANIFEST, &m->cast, 1, w->arena, &m->tasks[1], NULL),
        CF_OK);
    assert_int_equal(cf_task_of_nonce(&w->keys, decryption_nothing_unopened(w->arena),
                                      &m->challenged, w->arena, &m->tasks[2], NULL),
                     CF_OK);
    return m;
}

void mixed_close(mixed *m)
{
    people_close(&m->w);
    free(m);
}
