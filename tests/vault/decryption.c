/*
 * Decrypting together: every quorum of every (n, k) with n <= 5 in a toy group, and a rogue of
 * every kind at every place of U and in every kind of task.
 *
 * What is decrypted was encrypted here from votes that the test knows; what comes out is held
 * against those votes and against the verifier's equation.
 */
#include "small_election.h"

/* --- quorums --- */

static void assert_totals(sitting *s)
{
    cf_decrypted_tally tally;
    assert_int_equal(cf_totals_publish(&s->rounds, s->proofs, &SMALL_MANIFEST, SMALL_WEIGHT,
                                       s->w->arena, &tally),
                     CF_OK);
    assert_int_equal(tally.contest_count, 2);
    for (size_t t = 0; t < SMALL_OPTIONS; t++) {
        const size_t c = t >= 3;
        const cf_decrypted_total *total = &tally.contests[c].options[t - 3 * c];
        const cf_scalar value = small_scalar(s->w, SMALL_TOTALS[t]);
        const cf_element power = power_of(s->w, &s->w->keys.joint, &value);
        assert_int_equal(total->tally, SMALL_TOTALS[t]);
        assert_int_equal(total->index, s->tasks[t].option_index);
        assert_true(cf_octets_equal(total->power.octets, claim_of(s->w, &power).octets));
        assert_true(
            cf_octets_equal(total->c.octets, scalar_claim_of(s->w, &s->proofs[t].c).octets));
        assert_true(
            cf_octets_equal(total->v.octets, scalar_claim_of(s->w, &s->proofs[t].v).octets));
        assert_true(decryption_holds(s, t));
    }
}

/* A^(sum of w_i z_i) over too few is not A^s. */
static void assert_too_few_interpolate_wrongly(sitting *s)
{
    decryption_world *w = s->w;
    cf_scalar weights[PEOPLE_MAX];
    cf_scalar sum = small_scalar(w, 0);
    cf_lagrange_weights_vartime(w->group, &s->available, weights);
    for (size_t i = 0; i < s->available.count; i++) {
        cf_scalar product;
        cf_scalar_mul(w->group, &product, &weights[i], &w->guardians[s->indices[i] - 1].z.number);
        cf_scalar_add(w->group, &sum, &sum, &product);
    }
    assert_false(cf_scalar_equal(&sum, &w->secret));
}

static void assert_too_few_are_refused(sitting *s)
{
    decryption_world *w = s->w;
    for (size_t i = 0; i < s->available.count; i++) {
        assert_int_equal(cf_vault_session_begin(&w->guardians[s->indices[i] - 1], &w->keys,
                                                &s->available, s->count, s->tasks, &w->entropy,
                                                s->commitments, &s->sessions[i]),
                         CF_ERR_RANGE);
        assert_null(s->sessions[i]);
    }
    assert_int_equal(cf_decryption_combine(&w->keys, s->count, s->tasks, &s->available,
                                           s->commitments, s->reveals, w->arena, &s->rounds,
                                           &s->blame),
                     CF_ERR_RANGE);
}

static void try_members(decryption_world *w, const cf_decryption_task *tasks, unsigned members)
{
    sitting s;
    sitting_open(&s, w, members, SMALL_OPTIONS, tasks);
    if (s.available.count >= w->keys.k) {
        sitting_run(&s);
        assert_totals(&s);
    } else {
        assert_too_few_are_refused(&s);
        assert_too_few_interpolate_wrongly(&s);
    }
}

static void every_quorum_gives_the_same_tally_and_fewer_give_none(void **state)
{
    (void)state;
    for (uint32_t n = 1; n <= PEOPLE_MAX; n++) {
        for (uint32_t k = 1; k <= n; k++) {
            decryption_world w;
            people_open(&w, small_group(), n, k, n * 16 + k);
            const cf_decryption_task *tasks = small_totals(&w);
            for (unsigned members = 1; members < 1u << n; members++) {
                try_members(&w, tasks, members);
            }
            people_close(&w);
        }
    }
}

/* --- rogues --- */

static void others_finish(mixed *m, unsigned without)
{
    sitting s;
    sitting_open(&s, &m->w, 0x1f & ~(1u << (without - 1)), 3, m->tasks);
    sitting_run(&s);
    for (size_t t = 0; t < 3; t++) {
        assert_true(decryption_holds(&s, t));
    }
}

/* What a rogue of this kind is found out by, and when. */
static cf_decryption_defect defect_of(deviation kind)
{
    switch ((int)kind) {
    case CHANGED_COMMITMENT:
    case CHANGED_REVEAL:
        return CF_PART_COMMITMENT;
    case OTHER_M:
    case OTHER_A:
    case OTHER_B:
    case OTHER_ANSWER:
        return CF_PART_PROOF;
    default:
        return CF_PART_MALFORMED;
    }
}

static bool is_found_in_second_round(deviation kind)
{
    return kind >= CHANGED_COMMITMENT;
}

static void assert_blame(const cf_decryption_blame *blame, uint32_t guardian, size_t task,
                         deviation kind)
{
    assert_int_equal(blame->guardian, guardian);
    assert_int_equal(blame->task, task);
    assert_int_equal(blame->defect, defect_of(kind));
}

static void try_rogue(mixed *m, size_t place, size_t task, deviation kind)
{
    sitting s;
    sitting_open(&s, &m->w, 0x1b, 3, m->tasks); /* U = 1, 2, 4, 5 */
    sitting_plant(&s, place, task, kind);
    sitting_begin(&s);
    sitting_reveal(&s);
    const bool early = is_found_in_second_round(kind);
    assert_int_equal(sitting_respond(&s), early ? CF_ERR_SHAPE : CF_OK);
    if (early) { /* an honest guardian sees it, names it and answers nothing */
        assert_blame(&s.blame, s.indices[place], task, kind);
        const size_t honest = place == 0 ? 1 : 0;
        assert_null(s.responses[honest * 3].v.octets.at);
    }
    assert_int_equal(sitting_finish(&s), CF_ERR_SHAPE);
    assert_blame(&s.blame, s.indices[place], task, kind);
    assert_true(cf_scalar_equal(&s.proofs[0].v, &(cf_scalar){ { 0 } }));
    sitting_close(&s);
    others_finish(m, s.indices[place]);
}

static void a_rogue_of_any_kind_is_named_and_the_others_finish(void **state)
{
    (void)state;
    mixed *m = mixed_open();
    for (deviation kind = OTHER_M; kind < DEVIATIONS; kind++) {
        for (size_t place = 0; place < 4; place++) {
            for (size_t task = 0; task < 3; task++) {
                try_rogue(m, place, task, kind);
            }
        }
    }
    mixed_close(m);
}

static void a_rogue_that_does_nothing_wrong_is_none(void **state)
{
    (void)state;
    mixed *m = mixed_open();
    sitting s;
    sitting_open(&s, &m->w, 0x1b, 3, m->tasks);
    sitting_plant(&s, 2, 1, NOTHING);
    sitting_run(&s);
    assert_int_equal(s.blame.guardian, 0);
    for (size_t t = 0; t < 3; t++) {
        assert_true(decryption_holds(&s, t));
    }
    mixed_close(m);
}

/* A guardian whose key share is not that of the ceremony: all its sums fit but the key. */
static void a_guardian_with_a_wrong_share_is_named(void **state)
{
    (void)state;
    mixed *m = mixed_open();
    const cf_secret_scalar good[2] = { m->w.guardians[3].z, m->w.guardians[3].z_hat };
    for (size_t kind = 0; kind < 2; kind++) {
        const cf_scalar one = small_scalar(&m->w, 1);
        cf_secret_scalar *bad = kind == 0 ? &m->w.guardians[3].z : &m->w.guardians[3].z_hat;
        cf_scalar_add(m->w.group, &bad->number, &bad->number, &one);
        sitting s;
        sitting_open(&s, &m->w, 0x1b, 3, m->tasks);
        sitting_begin(&s);
        sitting_reveal(&s);
        assert_int_equal(sitting_respond(&s), CF_OK);
        assert_int_equal(sitting_finish(&s), CF_ERR_SHAPE);
        assert_blame(&s.blame, 4, kind, OTHER_M);
        sitting_close(&s);
        others_finish(m, 4);
        m->w.guardians[3].z = good[0];
        m->w.guardians[3].z_hat = good[1];
    }
    mixed_close(m);
}

/* The keys are not those of one ceremony: nobody's part is wrong. */
static void keys_that_do_not_belong_together_blame_nobody(void **state)
{
    (void)state;
    mixed *m = mixed_open();
    cf_group_generator(m->w.group, &m->w.keys.joint);
    sitting s;
    sitting_open(&s, &m->w, 0x1b, 1, m->tasks);
    sitting_begin(&s);
    sitting_reveal(&s);
    assert_int_equal(sitting_respond(&s), CF_OK);
    assert_int_equal(sitting_finish(&s), CF_ERR_SHAPE);
    assert_int_equal(s.blame.guardian, 0);
    sitting_close(&s);
    mixed_close(m);
}

/* --- what is published --- */

static void contest_data_come_out_and_nothing_else_is_published_as_such(void **state)
{
    (void)state;
    mixed *m = mixed_open();
    sitting s;
    sitting_open(&s, &m->w, 0x07, 3, m->tasks);
    sitting_run(&s);
    cf_opened_data data;
    assert_int_equal(cf_data_publish(&s.rounds, 1, &s.proofs[1], m->cast.id, m->w.arena, &data),
                     CF_OK);
    assert_int_equal(data.contest_index, 4);
    assert_true(cf_octets_equal(data.data, cf_octets_of(m->plain, sizeof m->plain)));
    assert_true(cf_octets_equal(data.ballot_id, m->cast.id));
    assert_true(cf_octets_equal(data.beta.octets, claim_of(&m->w, &s.rounds.m[1]).octets));

    const struct {
        size_t task;
        cf_octets id;
    } refused[] = {
        { 0, m->cast.id },       /* a total */
        { 2, m->challenged.id }, /* a nonce: its beta opens a ballot */
        { 3, m->cast.id },       /* no task */
        { 1, m->challenged.id }, /* another ballot's */
        { 1, { 0 } },
    };
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        assert_int_equal(cf_data_publish(&s.rounds, refused[i].task, &s.proofs[1], refused[i].id,
                                         m->w.arena, &data),
                         CF_ERR_SHAPE);
        assert_null(data.beta.octets.at);
    }
    mixed_close(m);
}

static void totals_that_cannot_be_are_refused(void **state)
{
    (void)state;
    decryption_world w;
    people_open(&w, small_group(), 2, 2, 5);
    cf_decryption_task *tasks = small_totals(&w);
    sitting s;
    sitting_open(&s, &w, 3, SMALL_OPTIONS, tasks);
    sitting_run(&s);
    cf_decrypted_tally tally;

    /* 9 is past 8 ballots of weight 1 with R = 1; 14 is not past 8 * 3. */
    assert_int_equal(cf_totals_publish(&s.rounds, s.proofs, &SMALL_MANIFEST, 8, w.arena, &tally),
                     CF_ERR_RANGE);
    assert_null(tally.contests);
    assert_int_equal(cf_totals_publish(&s.rounds, s.proofs, &SMALL_MANIFEST, 9, w.arena, &tally),
                     CF_OK);
    assert_int_equal(
        cf_totals_publish(&s.rounds, s.proofs, &SMALL_MANIFEST, UINT64_MAX, w.arena, &tally),
        CF_ERR_LIMIT);
    assert_int_equal(
        cf_totals_publish(&s.rounds, s.proofs, &SMALL_MANIFEST, (uint64_t)1 << 44, w.arena, &tally),
        CF_ERR_LIMIT);
    cf_manifest shorter = SMALL_MANIFEST;
    shorter.contest_count = 1;
    shorter.option_total = 3;
    assert_int_equal(cf_totals_publish(&s.rounds, s.proofs, &shorter, 11, w.arena, &tally),
                     CF_ERR_SHAPE);
    tasks[2].option_index++;
    assert_int_equal(cf_totals_publish(&s.rounds, s.proofs, &SMALL_MANIFEST, 11, w.arena, &tally),
                     CF_ERR_SHAPE);
    people_close(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_quorum_gives_the_same_tally_and_fewer_give_none),
        cmocka_unit_test(a_rogue_of_any_kind_is_named_and_the_others_finish),
        cmocka_unit_test(a_rogue_that_does_nothing_wrong_is_none),
        cmocka_unit_test(a_guardian_with_a_wrong_share_is_named),
        cmocka_unit_test(keys_that_do_not_belong_together_blame_nobody),
        cmocka_unit_test(contest_data_come_out_and_nothing_else_is_published_as_such),
        cmocka_unit_test(totals_that_cannot_be_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
