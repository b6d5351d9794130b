/*
 * What may be decrypted, and what may not: aggregation, tasks and unopened ballots.
 *
 * For each thing that makes a task, the same ballot with that one thing changed.  Ballots are made
 * in the open (small_election.h); the products are taken once more with the votes that the test
 * knows.
 */
#include "small_election.h"

#include "crypto/eg21.h"

/* --- aggregation --- */

static cf_status add(decryption_world *w, cf_aggregate *aggregate, const cf_ballot *ballot)
{
    cf_fault fault = { 0 };
    const cf_status status = cf_aggregate_add(aggregate, ballot, w->arena, &fault);
    assert_int_equal(fault.status, status);
    assert_true(status == CF_OK || strncmp(fault.what, "ballot ", 7) == 0);
    return status;
}

/* B / A^s = K^t. */
static bool decrypts_to(decryption_world *w, const cf_aggregate *aggregate, size_t option,
                        uint64_t total)
{
    const cf_element m = power_of(w, &aggregate->a[option], &w->secret);
    const cf_scalar t = small_scalar(w, total);
    cf_element b = power_of(w, &w->keys.joint, &t);
    cf_group_multiply(w->group, 1, &b, &b, &m);
    return cf_group_equal(w->group, &b, &aggregate->b[option]);
}

static void only_cast_ballots_count_as_often_as_they_weigh(void **state)
{
    (void)state;
    decryption_world w;
    people_open(&w, small_group(), 3, 2, 17);
    cf_aggregate one;
    cf_aggregate parts[2];
    assert_int_equal(cf_aggregate_open(w.group, &SMALL_MANIFEST, w.arena, &one), CF_OK);
    assert_int_equal(cf_aggregate_open(w.group, &SMALL_MANIFEST, w.arena, &parts[0]), CF_OK);
    assert_int_equal(cf_aggregate_open(w.group, &SMALL_MANIFEST, w.arena, &parts[1]), CF_OK);
    for (size_t o = 0; o < SMALL_OPTIONS; o++) {
        assert_true(decrypts_to(&w, &one, o, 0)); /* 1 and 1 */
    }
    for (size_t i = 0; i < SMALL_BALLOTS; i++) {
        const cf_ballot ballot = small_ballot(&w, &SMALL_VOTES[i]);
        assert_int_equal(add(&w, &one, &ballot), CF_OK);
        assert_int_equal(add(&w, &parts[i % 2], &ballot), CF_OK);
    }
    cf_aggregate_fold(&parts[1], &parts[0]);
    for (size_t o = 0; o < SMALL_OPTIONS; o++) {
        assert_true(decrypts_to(&w, &one, o, SMALL_TOTALS[o]));
        assert_true(cf_group_equal(w.group, &one.a[o], &parts[1].a[o]));
        assert_true(cf_group_equal(w.group, &one.b[o], &parts[1].b[o]));
    }
    assert_int_equal(parts[1].cast, 4);
    assert_int_equal(parts[1].total_weight, SMALL_WEIGHT);

    cf_encrypted_tally tally;
    assert_int_equal(cf_aggregate_publish(&one, w.arena, &tally), CF_OK);
    assert_int_equal(tally.contest_count, 2);
    assert_int_equal(tally.contests[1].index, 4);
    const cf_encrypted_total *last = &tally.contests[1].options[1];
    assert_int_equal(last->index, 7);
    assert_true(cf_octets_equal(last->label, cf_octets_of_text("Eva")));
    assert_true(cf_octets_equal(last->a.octets, claim_of(&w, &one.a[4]).octets));
    assert_true(cf_octets_equal(last->b.octets, claim_of(&w, &one.b[4]).octets));
    people_close(&w);
}

typedef struct spoiling {
    cf_ballot ballot;
    cf_encrypted_contest contests[2];
    cf_selection selections[SMALL_OPTIONS];
} spoiling;

/* The same ballot, in places that can be changed. */
static void copy_ballot(spoiling *out, const cf_ballot *ballot)
{
    out->ballot = *ballot;
    memcpy(out->contests, ballot->contests, sizeof out->contests);
    memcpy(out->selections, ballot->contests[0].selections, 3 * sizeof out->selections[0]);
    memcpy(out->selections + 3, ballot->contests[1].selections, 2 * sizeof out->selections[0]);
    out->contests[0].selections = out->selections;
    out->contests[1].selections = out->selections + 3;
    out->ballot.contests = out->contests;
}

static void spoil(decryption_world *w, spoiling *s, size_t how)
{
    cf_octets stray = octets_with(w, cf_group_p(w->group), 31, 1); /* p - 1 */
    switch (how) {
    case 0: /* of the last option only: what came before it must not count either */
        s->selections[4].beta.octets = stray;
        break;
    case 1:
        s->selections[0].alpha.octets = cf_octets_of(NULL, 0);
        break;
    case 2:
        s->selections[3].alpha.octets.len--;
        break;
    case 3:
        s->contests[1].index = 3;
        break;
    case 4:
        s->selections[4].index = 3;
        break;
    case 5: /* one option twice, the other not at all */
        s->selections[4].index = 2;
        break;
    case 6:
        s->contests[1] = s->contests[0];
        break;
    case 7:
        s->contests[1] = s->contests[0];
        copy_ballot(s, &s->ballot);
        break;
    default: /* out of order */
        s->selections[1].index = 3;
        s->selections[2].index = 2;
        break;
    }
}

static void what_does_not_belong_is_refused_as_a_whole(void **state)
{
    (void)state;
    decryption_world w;
    people_open(&w, small_group(), 3, 2, 18);
    for (size_t weight = 1; weight <= 2; weight++) { /* two ways through the door */
        for (size_t how = 0; how <= 8; how++) {
            cf_aggregate aggregate;
            const cf_ballot good = small_ballot(&w, &SMALL_VOTES[weight - 1]);
            spoiling bad;
            copy_ballot(&bad, &good);
            spoil(&w, &bad, how);
            assert_int_equal(cf_aggregate_open(w.group, &SMALL_MANIFEST, w.arena, &aggregate),
                             CF_OK);
            assert_int_equal(add(&w, &aggregate, &bad.ballot), CF_ERR_SHAPE);
            cf_element identity;
            cf_group_identity(w.group, &identity);
            for (size_t o = 0; o < SMALL_OPTIONS; o++) {
                assert_true(cf_group_equal(w.group, &identity, &aggregate.a[o]));
                assert_true(cf_group_equal(w.group, &identity, &aggregate.b[o]));
            }
            assert_int_equal(aggregate.cast, 0);
            assert_int_equal(aggregate.total_weight, 0);
            assert_int_equal(add(&w, &aggregate, &good), CF_OK);
        }
    }
    people_close(&w);
}

static void weights_have_a_bound(void **state)
{
    (void)state;
    const uint64_t most = (uint64_t)1 << 63;
    decryption_world w;
    people_open(&w, small_group(), 3, 2, 19);
    cf_aggregate aggregate;
    assert_int_equal(cf_aggregate_open(w.group, &SMALL_MANIFEST, w.arena, &aggregate), CF_OK);
    cf_ballot ballot = small_ballot(&w, &SMALL_VOTES[0]);
    ballot.weight = 0;
    assert_int_equal(add(&w, &aggregate, &ballot), CF_ERR_RANGE);
    ballot.weight = most + 1;
    assert_int_equal(add(&w, &aggregate, &ballot), CF_ERR_RANGE);
    ballot.weight = most - 1;
    assert_int_equal(add(&w, &aggregate, &ballot), CF_OK);
    ballot.weight = 2;
    assert_int_equal(add(&w, &aggregate, &ballot), CF_ERR_RANGE);
    ballot.weight = 1;
    assert_int_equal(add(&w, &aggregate, &ballot), CF_OK);
    assert_int_equal(add(&w, &aggregate, &ballot), CF_ERR_RANGE);
    assert_int_equal(aggregate.cast, 2);
    assert_int_equal(aggregate.total_weight, most);

    cf_aggregate_fold(&aggregate, &aggregate); /* past 2^64: stays where it is refused */
    assert_true(aggregate.total_weight == UINT64_MAX);
    assert_int_equal(add(&w, &aggregate, &ballot), CF_ERR_RANGE);
    people_close(&w);
}

static void an_aggregate_without_memory_is_none(void **state)
{
    (void)state;
    cf_arena *small = cf_arena_open(1000);
    cf_aggregate aggregate;
    assert_int_equal(cf_aggregate_open(small_group(), &SMALL_MANIFEST, small, &aggregate),
                     CF_ERR_MEMORY);
    assert_null(aggregate.a);

    decryption_world w;
    people_open(&w, small_group(), 3, 2, 20);
    const cf_ballot ballot = small_ballot(&w, &SMALL_VOTES[1]);
    assert_int_equal(cf_aggregate_open(w.group, &SMALL_MANIFEST, w.arena, &aggregate), CF_OK);
    cf_arena_reset(small);
    assert_int_equal(cf_aggregate_add(&aggregate, &ballot, small, NULL), CF_ERR_MEMORY);
    assert_int_equal(aggregate.cast, 0);
    people_close(&w);
    cf_arena_close(small);
}

/* --- contest data and nonces --- */

/* The fault names the part of the ciphertext. */
static const char *part;

static cf_status try_data(mixed *m, const cf_ballot *ballot, size_t position)
{
    cf_decryption_task task;
    cf_fault fault = { 0 };
    memset(&task, 0x5a, sizeof task);
    const cf_status status =
        cf_task_of_data(&m->w.keys, &SMALL_MANIFEST, ballot, position, m->w.arena, &task, &fault);
    assert_int_equal(fault.status, status);
    assert_true((status == CF_OK) == (task.c0.at != NULL));
    assert_true(part == NULL || strstr(fault.what, part) != NULL);
    part = NULL;
    return status;
}

static cf_status try_nonce(mixed *m, const cf_ballot *ballot)
{
    cf_decryption_task task;
    cf_fault fault = { 0 };
    memset(&task, 0x5a, sizeof task);
    const cf_status status = cf_task_of_nonce(&m->w.keys, decryption_nothing_unopened(m->w.arena),
                                              ballot, m->w.arena, &task, &fault);
    assert_int_equal(fault.status, status);
    assert_true((status == CF_OK) == (task.c0.at != NULL));
    assert_true(part == NULL || strstr(fault.what, part) != NULL);
    part = NULL;
    return status;
}

enum { CIPHERTEXT_CHANGES = 13 };
static const char *const PARTS[CIPHERTEXT_CHANGES] = {
    "C_0", "C_2", "C_0", "C_2", "C_1", "C_1", "C_2", "C_2", "C_2", "C_2", "C_2", "C_2", "C_1",
};

/* One thing about a ciphertext that is not as it was; each must be noticed. */
static void change_ciphertext(mixed *m, cf_hashed_ciphertext *data, size_t how)
{
    decryption_world *w = &m->w;
    const cf_octets q = cf_group_q(w->group);
    uint8_t *large = cf_arena_take(w->arena, 1, CF_SCALAR_OCTETS);
    assert_non_null(large);
    memcpy(large + CF_SCALAR_OCTETS - q.len, q.at, q.len);
    cf_element g;
    cf_group_generator(w->group, &g);
    switch (how) {
    case 0:
        data->c0.octets = octets_with(w, cf_group_p(w->group), 31, 1); /* p - 1 */
        break;
    case 1:
        data->c0 = claim_of(w, &g);
        break;
    case 2:
        data->c0.octets.at = NULL;
        break;
    case 3:
        data->c1 = octets_with(w, data->c1, 5, 0x10);
        break;
    case 4:
        data->c1.len -= 32;
        break;
    case 5:
        data->c1.at = NULL;
        break;
    case 6:
        data->c.octets = octets_with(w, data->c.octets, 31, 1);
        break;
    case 7:
        data->c.octets = cf_octets_of(large, CF_SCALAR_OCTETS);
        break;
    case 8:
        data->c.octets.at = NULL;
        break;
    case 9:
        data->v.octets = octets_with(w, data->v.octets, 31, 1);
        break;
    case 10:
        data->v.octets = cf_octets_of(large, CF_SCALAR_OCTETS);
        break;
    case 11:
        data->v.octets.at = NULL;
        break;
    default:
        *data = how == 12 ? m->challenged.nonce : *data; /* another's */
        break;
    }
}

static void contest_data_of_cast_ballots_only(void **state)
{
    (void)state;
    mixed *m = mixed_open();
    assert_int_equal(try_data(m, &m->cast, 1), CF_OK);
    assert_int_equal(try_data(m, &m->cast, 0), CF_ERR_SHAPE); /* has none */
    assert_int_equal(try_data(m, &m->cast, 2), CF_ERR_SHAPE);

    cf_ballot other = m->cast;
    other.state = CF_BALLOT_SPOILED;
    assert_int_equal(try_data(m, &other, 1), CF_ERR_SHAPE);
    other.state = CF_BALLOT_CHALLENGED;
    assert_int_equal(try_data(m, &other, 1), CF_ERR_SHAPE);

    other = m->cast;
    other.id = octets_with(&m->w, other.id, 0, 1); /* H_I stays */
    assert_int_equal(try_data(m, &other, 1), CF_ERR_SHAPE);
    other.id = m->cast.id;
    other.h_i = octets_with(&m->w, m->cast.h_i, 31, 1);
    assert_int_equal(try_data(m, &other, 1), CF_ERR_SHAPE);
    other.h_i = cf_octets_of(NULL, 0);
    assert_int_equal(try_data(m, &other, 1), CF_ERR_SHAPE);
    other.id = cf_octets_of(NULL, 0);
    assert_int_equal(try_data(m, &other, 1), CF_ERR_SHAPE);

    spoiling changed;
    for (size_t how = 0; how < CIPHERTEXT_CHANGES; how++) {
        copy_ballot(&changed, &m->cast);
        change_ciphertext(m, &changed.contests[1].data, how);
        part = PARTS[how];
        assert_int_equal(try_data(m, &changed.ballot, 1), CF_ERR_SHAPE);
    }
    copy_ballot(&changed, &m->cast); /* proven, and a block too short */
    const cf_scalar xi = any_scalar(&m->w);
    const cf_scalar u = any_scalar(&m->w);
    changed.contests[1].data = hashed_openly(&m->w, &m->h_i[0], 4, m->plain, 32, &xi, &u);
    part = "C_1";
    assert_int_equal(try_data(m, &changed.ballot, 1), CF_ERR_SHAPE);
    copy_ballot(&changed, &m->cast); /* the manifest wants none here */
    changed.contests[1].index = 1;
    assert_int_equal(try_data(m, &changed.ballot, 1), CF_ERR_SHAPE);
    changed.contests[1].index = 9;
    assert_int_equal(try_data(m, &changed.ballot, 1), CF_ERR_SHAPE);
    mixed_close(m);
}

/* The same data, identifier and all, by another name: the proof is bound to H_I. */
static void a_copy_under_another_identifier_is_refused(void **state)
{
    (void)state;
    mixed *m = mixed_open();
    cf_hash h_i;
    cf_ballot copy = m->cast;
    copy.id = octets_with(&m->w, copy.id, 3, 1);
    cf_eg21_identifier_hash(&m->w.keys.h_e, copy.id, &h_i);
    copy.h_i = cf_octets_of(h_i.octets, sizeof h_i.octets);
    assert_int_equal(try_data(m, &copy, 1), CF_ERR_SHAPE);

    copy = m->challenged;
    copy.id = octets_with(&m->w, copy.id, 3, 1);
    cf_eg21_identifier_hash(&m->w.keys.h_e, copy.id, &h_i);
    copy.h_i = cf_octets_of(h_i.octets, sizeof h_i.octets);
    assert_int_equal(try_nonce(m, &copy), CF_ERR_SHAPE);
    mixed_close(m);
}

static void nonces_of_challenged_ballots_only(void **state)
{
    (void)state;
    mixed *m = mixed_open();
    assert_int_equal(try_nonce(m, &m->challenged), CF_OK);
    cf_ballot other = m->challenged;
    other.state = CF_BALLOT_CAST;
    assert_int_equal(try_nonce(m, &other), CF_ERR_SHAPE);
    other.state = CF_BALLOT_SPOILED;
    assert_int_equal(try_nonce(m, &other), CF_ERR_SHAPE);
    for (size_t how = 0; how < CIPHERTEXT_CHANGES - 1; how++) {
        other = m->challenged;
        change_ciphertext(m, &other.nonce, how);
        part = PARTS[how];
        assert_int_equal(try_nonce(m, &other), CF_ERR_SHAPE);
    }
    other = m->challenged;
    other.nonce = m->cast.contests[1].data;
    assert_int_equal(try_nonce(m, &other), CF_ERR_SHAPE);
    mixed_close(m);
}

/* --- ballots that stay unopened --- */

static void name_ballot(cf_ballot *ballot, uint64_t *name, uint64_t number)
{
    name[0] = number;
    name[1] = number * 7 + 1;
    ballot->id = cf_octets_of(&name[0], sizeof name[0]);
    ballot->nonce.c0.octets = cf_octets_of(&name[1], sizeof name[1]);
}

static void every_sealed_ballot_is_known_again_by_either_name(void **state)
{
    (void)state;
    enum { COUNT = 24600 }; /* tables that double would just be too large */
    cf_arena *arena = cf_arena_open(COUNT * 2 * 16 + 16384 + 4096); /* 16 octets each */
    cf_unopened_ballots *unopened = NULL;
    assert_int_equal(cf_unopened_ballots_open(arena, &unopened), CF_OK);
    uint64_t name[2];
    uint64_t other[2];
    cf_ballot ballot = { .state = CF_BALLOT_CAST };
    for (uint64_t i = 0; i < COUNT; i++) {
        ballot.state = i % 2 == 0 ? CF_BALLOT_CAST : CF_BALLOT_SPOILED;
        name_ballot(&ballot, name, i);
        assert_int_equal(cf_unopened_ballots_add(unopened, &ballot), CF_OK);
    }
    cf_ballot copy = { .state = CF_BALLOT_CHALLENGED };
    for (uint64_t i = 0; i < 2 * COUNT; i++) {
        name_ballot(&ballot, name, i);
        name_ballot(&copy, other, UINT64_MAX / 8 - i);
        assert_false(cf_unopened_ballots_has(unopened, &copy));
        assert_int_equal(cf_unopened_ballots_has(unopened, &ballot), i < COUNT);
        copy.id = ballot.id; /* one of the two is enough */
        assert_int_equal(cf_unopened_ballots_has(unopened, &copy), i < COUNT);
        name_ballot(&copy, other, UINT64_MAX / 8 - i);
        copy.nonce = ballot.nonce;
        assert_int_equal(cf_unopened_ballots_has(unopened, &copy), i < COUNT);
    }
    cf_arena_close(arena);
}

static void challenged_ballots_do_not_seal_themselves(void **state)
{
    (void)state;
    mixed *m = mixed_open();
    cf_unopened_ballots *unopened = NULL;
    assert_int_equal(cf_unopened_ballots_open(m->w.arena, &unopened), CF_OK);
    assert_int_equal(cf_unopened_ballots_add(unopened, &m->challenged), CF_OK);
    assert_false(cf_unopened_ballots_has(unopened, &m->challenged));

    cf_ballot copy = m->challenged; /* of a ballot that was spoiled */
    copy.state = CF_BALLOT_SPOILED;
    assert_int_equal(cf_unopened_ballots_add(unopened, &copy), CF_OK);
    assert_true(cf_unopened_ballots_has(unopened, &m->challenged));

    cf_decryption_task task; /* a unopened ballot that is passed off as challenged stays unopened */
    cf_fault fault = { 0 };
    assert_int_equal(
        cf_task_of_nonce(&m->w.keys, unopened, &m->challenged, m->w.arena, &task, &fault),
        CF_ERR_SHAPE);
    assert_non_null(strstr(fault.what, "of a ballot that stays unopened"));
    assert_null(task.c0.at);

    copy.id = octets_with(&m->w, m->challenged.id, 0, 1);
    copy.nonce.c0.octets = octets_with(&m->w, m->challenged.nonce.c0.octets, 0, 1);
    assert_false(cf_unopened_ballots_has(unopened, &copy));
    const cf_ballot nameless = { .nonce = copy.nonce }; /* what has no name might be any */
    assert_true(cf_unopened_ballots_has(unopened, &nameless));
    copy.nonce.c0.octets.at = NULL;
    assert_true(cf_unopened_ballots_has(unopened, &copy));
    cf_arena *none = cf_arena_open(100);
    assert_int_equal(cf_unopened_ballots_open(none, &unopened), CF_ERR_MEMORY);
    assert_null(unopened);
    cf_arena_close(none);
    mixed_close(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_cast_ballots_count_as_often_as_they_weigh),
        cmocka_unit_test(what_does_not_belong_is_refused_as_a_whole),
        cmocka_unit_test(weights_have_a_bound),
        cmocka_unit_test(an_aggregate_without_memory_is_none),
        cmocka_unit_test(contest_data_of_cast_ballots_only),
        cmocka_unit_test(a_copy_under_another_identifier_is_refused),
        cmocka_unit_test(nonces_of_challenged_ballots_only),
        cmocka_unit_test(every_sealed_ballot_is_known_again_by_either_name),
        cmocka_unit_test(challenged_ballots_do_not_seal_themselves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
