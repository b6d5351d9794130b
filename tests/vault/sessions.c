/*
 * A session answers once, under one U, for the tasks, commitments and keys that it began with.
 *
 * Every order of calls that is not begin, reveal, respond, close; every part of what a session is
 * bound to, changed once.  Toy group: nothing here depends on the size of numbers.
 */
#include "small_election.h"

static const unsigned MEMBERS = 0x1b; /* 1, 2, 4, 5 */

static void open_sitting(sitting *s, mixed *m)
{
    sitting_open(s, &m->w, MEMBERS, 3, m->tasks);
    sitting_begin(s);
}

static void assert_no_answer(const sitting *s, const cf_decryption_response *responses)
{
    for (size_t t = 0; t < s->count; t++) {
        assert_null(responses[t].v.octets.at);
    }
}

/* The first guardian's answer is refused with this status, and every later one too. */
static void assert_refuses_to_respond(sitting *s, cf_status expected)
{
    cf_decryption_response responses[3];
    cf_decryption_blame blame;
    memset(responses, 0x5a, sizeof responses);
    assert_int_equal(
        cf_vault_session_respond(s->sessions[0], s->reveals, s->w->arena, responses, &blame),
        expected);
    assert_no_answer(s, responses);
    assert_int_equal(
        cf_vault_session_respond(s->sessions[0], s->reveals, s->w->arena, responses, &blame),
        CF_ERR_RANGE);
    assert_no_answer(s, responses);
}

static void a_session_never_answers_twice(void **state)
{
    (void)state;
    mixed *m = mixed_open();
    sitting s;
    open_sitting(&s, m);
    sitting_reveal(&s);
    assert_int_equal(sitting_respond(&s), CF_OK);
    assert_refuses_to_respond(&s, CF_ERR_RANGE);
    assert_int_equal(cf_vault_session_reveal(s.sessions[0], s.commitments, m->w.arena, s.reveals),
                     CF_ERR_RANGE);
    assert_int_equal(
        cf_vault_session_respond(s.sessions[0], s.reveals, m->w.arena, s.responses, &s.blame),
        CF_ERR_RANGE);
    sitting_close(&s);
    mixed_close(m);
}

static void a_refusal_spends_the_session(void **state)
{
    (void)state;
    mixed *m = mixed_open();
    sitting s;
    open_sitting(&s, m);
    sitting_reveal(&s);
    const cf_unchecked_element good = s.reveals[4].m;
    s.reveals[4].m.octets = octets_with(&m->w, good.octets, 31, 1);
    cf_decryption_response responses[3];
    assert_int_equal(
        cf_vault_session_respond(s.sessions[0], s.reveals, m->w.arena, responses, &s.blame),
        CF_ERR_SHAPE);
    assert_no_answer(&s, responses);
    assert_int_equal(s.blame.guardian, 2);
    assert_int_equal(s.blame.task, 1);
    s.reveals[4].m = good; /* too late: the next sitting has another u */
    assert_refuses_to_respond(&s, CF_ERR_RANGE);
    sitting_close(&s);
    mixed_close(m);
}

static void rounds_come_in_their_order(void **state)
{
    (void)state;
    mixed *m = mixed_open();
    sitting s;
    open_sitting(&s, m);
    assert_refuses_to_respond(&s, CF_ERR_RANGE); /* nothing was revealed */
    assert_int_equal(cf_vault_session_reveal(s.sessions[0], s.commitments, m->w.arena, s.reveals),
                     CF_ERR_RANGE);
    assert_null(s.reveals[0].a.octets.at);

    assert_int_equal(
        cf_vault_session_reveal(s.sessions[1], s.commitments, m->w.arena, &s.reveals[3]), CF_OK);
    cf_decryption_reveal again[3];
    assert_int_equal(cf_vault_session_reveal(s.sessions[1], s.commitments, m->w.arena, again),
                     CF_ERR_RANGE);
    assert_null(again[0].a.octets.at);
    sitting_close(&s);
    cf_vault_session_close(NULL);
    mixed_close(m);
}

static void its_own_commitments_have_to_be_there(void **state)
{
    (void)state;
    mixed *m = mixed_open();
    sitting s;
    open_sitting(&s, m);
    for (size_t t = 0; t < 3; t++) { /* guardian 4 is at place 2 */
        s.commitments[2 * 3 + t].d.octets[31] ^= 0x80;
        assert_int_equal(
            cf_vault_session_reveal(s.sessions[2], s.commitments, m->w.arena, &s.reveals[6]),
            CF_ERR_SHAPE);
        assert_null(s.reveals[6].a.octets.at);
        s.commitments[2 * 3 + t].d.octets[31] ^= 0x80;
    }
    sitting_reveal(&s); /* nothing was given away, so the right ones are still taken */
    assert_int_equal(sitting_respond(&s), CF_OK);
    assert_int_equal(sitting_finish(&s), CF_OK);
    sitting_close(&s);
    mixed_close(m);
}

static void swap(cf_decryption_commitment *a, cf_decryption_commitment *b)
{
    const cf_decryption_commitment c = *a;
    *a = *b;
    *b = c;
}

static void commitments_that_changed_places_are_refused(void **state)
{
    (void)state;
    mixed *m = mixed_open();
    const struct {
        size_t a;
        size_t b;
        uint32_t guardian;
        size_t task;
    } swaps[] = {
        { 3 * 3 + 0, 3 * 3 + 2, 5, 0 }, /* two tasks of guardian 5 */
        { 3 * 3 + 1, 3 * 3 + 2, 5, 1 }, /* both of its z' */
        { 1 * 3 + 1, 3 * 3 + 1, 2, 1 }, /* one task, guardians 2 and 5 */
    };
    for (size_t i = 0; i < sizeof swaps / sizeof swaps[0]; i++) {
        sitting s;
        open_sitting(&s, m);
        /* Guardian 4 hears the truth and the first hears something else. */
        swap(&s.commitments[swaps[i].a], &s.commitments[swaps[i].b]);
        assert_int_equal(
            cf_vault_session_reveal(s.sessions[0], s.commitments, m->w.arena, s.reveals), CF_OK);
        swap(&s.commitments[swaps[i].a], &s.commitments[swaps[i].b]);
        for (size_t other = 1; other < 4; other++) {
            assert_int_equal(cf_vault_session_reveal(s.sessions[other], s.commitments, m->w.arena,
                                                     &s.reveals[3 * other]),
                             CF_OK);
        }
        cf_decryption_response responses[3];
        assert_int_equal(
            cf_vault_session_respond(s.sessions[0], s.reveals, m->w.arena, responses, &s.blame),
            CF_ERR_SHAPE);
        assert_int_equal(s.blame.guardian, swaps[i].guardian);
        assert_int_equal(s.blame.task, swaps[i].task);
        assert_int_equal(s.blame.defect, CF_PART_COMMITMENT);
        assert_no_answer(&s, responses);
        sitting_close(&s);
    }
    mixed_close(m);
}

/* What a guardian committed to for one U says nothing under another. */
static void commitments_are_for_one_quorum(void **state)
{
    (void)state;
    mixed *m = mixed_open();
    sitting s;
    open_sitting(&s, m);
    sitting_reveal(&s);
    const uint32_t fewer[] = { 1, 2, 4 };
    const cf_available available = { .count = 3, .indices = fewer };
    assert_int_equal(cf_decryption_combine(&m->w.keys, 3, m->tasks, &available, s.commitments,
                                           s.reveals, m->w.arena, &s.rounds, &s.blame),
                     CF_ERR_SHAPE);
    assert_int_equal(s.blame.guardian, 1);
    assert_int_equal(s.blame.defect, CF_PART_COMMITMENT);
    assert_null(s.rounds.m);
    sitting_close(&s);
    mixed_close(m);
}

/* Whoever changes a task between the rounds gets no answer for it. */
static void tasks_are_bound(void **state)
{
    (void)state;
    mixed *m = mixed_open();
    for (size_t t = 0; t < 3; t++) {
        const cf_decryption_task good = m->tasks[t];
        sitting s;
        open_sitting(&s, m);
        sitting_reveal(&s);
        cf_group_generator(m->w.group, &m->tasks[t].masked);
        m->tasks[t].contest_index += m->tasks[t].kind != CF_DECRYPT_TOTAL;
        assert_int_equal(sitting_respond(&s), CF_ERR_SHAPE);
        assert_int_equal(s.blame.task, t);
        assert_int_equal(s.blame.defect, CF_PART_COMMITMENT);
        sitting_close(&s);
        m->tasks[t] = good;
    }
    mixed_close(m);
}

/* --- who may begin --- */

static cf_status try_begin(mixed *m, const cf_vault_guardian *guardian,
                           const cf_election_keys *keys, size_t count, const uint32_t *indices)
{
    const cf_available available = { .count = count, .indices = indices };
    cf_decryption_commitment commitments[3];
    cf_vault_session *session = NULL;
    memset(commitments, 0x5a, sizeof commitments);
    const cf_status status = cf_vault_session_begin(guardian, keys, &available, 3, m->tasks,
                                                    &m->w.entropy, commitments, &session);
    const cf_hash zeros = { { 0 } };
    if (status != CF_OK) {
        assert_null(session);
        assert_memory_equal(&commitments[0].d, &zeros, sizeof zeros);
        assert_memory_equal(&commitments[2].d, &zeros, sizeof zeros);
    }
    cf_vault_session_close(session);
    return status;
}

static void only_a_member_of_a_quorum_may_begin(void **state)
{
    (void)state;
    mixed *m = mixed_open();
    const cf_vault_guardian *second = &m->w.guardians[1];
    const struct {
        cf_status expected;
        size_t count;
        uint32_t indices[6];
    } cases[] = {
        { CF_OK, 3, { 1, 2, 3 } },
        { CF_OK, 5, { 1, 2, 3, 4, 5 } },
        { CF_ERR_RANGE, 3, { 1, 3, 4 } }, /* not in it */
        { CF_ERR_RANGE, 2, { 1, 2 } },    /* too few */
        { CF_ERR_RANGE, 3, { 2, 1, 3 } }, /* out of order */
        { CF_ERR_RANGE, 3, { 1, 2, 2 } }, /* twice */
        { CF_ERR_RANGE, 3, { 0, 1, 2 } }, /* nobody's index: the secret itself */
        { CF_ERR_RANGE, 3, { 1, 2, 6 } }, /* past n */
        { CF_ERR_RANGE, 6, { 1, 2, 3, 4, 5, 6 } },
        { CF_ERR_RANGE, 0, { 0 } },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(try_begin(m, second, &m->w.keys, cases[i].count, cases[i].indices),
                         cases[i].expected);
    }
    mixed_close(m);
}

static void only_with_the_keys_that_it_finished_with(void **state)
{
    (void)state;
    mixed *m = mixed_open();
    const uint32_t all[] = { 1, 2, 3, 4, 5 };
    cf_vault_guardian unfinished = m->w.guardians[0];
    unfinished.has_finished = false;
    assert_int_equal(try_begin(m, &unfinished, &m->w.keys, 5, all), CF_ERR_RANGE);

    cf_election_keys others = m->w.keys;
    others.h_e.octets[0] ^= 1;
    assert_int_equal(try_begin(m, &m->w.guardians[0], &others, 5, all), CF_ERR_RANGE);

    /* K and K' are the same, coefficients are not: parts would be held against wrong keys. */
    others = m->w.keys;
    others.h_g.octets[31] ^= 1;
    assert_int_equal(try_begin(m, &m->w.guardians[0], &others, 5, all), CF_ERR_RANGE);

    m->tasks[0].key_hash.octets[0] ^= 1;
    assert_int_equal(try_begin(m, &m->w.guardians[0], &m->w.keys, 5, all), CF_ERR_SHAPE);
    mixed_close(m);
}

static void without_entropy_nothing_begins(void **state)
{
    (void)state;
    mixed *m = mixed_open();
    const uint32_t all[] = { 1, 2, 3, 4, 5 };
    const uint8_t octets[8] = { 1 };
    script_start(&m->w.script);
    for (size_t draws = 0; draws < 3; draws++) {
        assert_int_equal(try_begin(m, &m->w.guardians[0], &m->w.keys, 5, all), CF_ERR_IO);
        m->w.script.drawn = 0;
        script_add(&m->w.script, octets, sizeof octets);
    }
    assert_int_equal(try_begin(m, &m->w.guardians[0], &m->w.keys, 5, all), CF_OK);
    assert_true(script_is_used_up(&m->w.script)); /* one u a task */
    mixed_close(m);
}

/* Nothing to do is done. */
static void no_tasks_are_decrypted_at_once(void **state)
{
    (void)state;
    mixed *m = mixed_open();
    sitting s;
    sitting_open(&s, &m->w, MEMBERS, 0, m->tasks);
    sitting_run(&s);
    mixed_close(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_session_never_answers_twice),
        cmocka_unit_test(a_refusal_spends_the_session),
        cmocka_unit_test(rounds_come_in_their_order),
        cmocka_unit_test(its_own_commitments_have_to_be_there),
        cmocka_unit_test(commitments_that_changed_places_are_refused),
        cmocka_unit_test(commitments_are_for_one_quorum),
        cmocka_unit_test(tasks_are_bound),
        cmocka_unit_test(only_a_member_of_a_quorum_may_begin),
        cmocka_unit_test(only_with_the_keys_that_it_finished_with),
        cmocka_unit_test(without_entropy_nothing_begins),
        cmocka_unit_test(no_tasks_are_decrypted_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
