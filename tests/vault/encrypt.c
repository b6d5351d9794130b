/*
 * Encrypted ballots hold for a verifier and decrypt to their marks.
 *
 * Every shape of a contest with R in 1..3, L in 1..4, one to four options, with and without data,
 * in one manifest whose indices have gaps; marks are drawn so that overvotes of both kinds, full,
 * partial and empty contests all come.  A toy group; one small ballot in the standard group.
 */
#include "ballot_world.h"

enum { TOY = 7, BALLOTS = 12 };

static ballot_world w;

static size_t all_shapes(contest_shape *out)
{
    size_t count = 0;
    for (uint32_t r = 1; r <= 3; r++) {
        for (uint32_t l = 1; l <= 4; l++) {
            for (uint32_t options = 1; options <= 4; options++) {
                out[count] = (contest_shape){ options, l, r, (uint32_t)count % 3 };
                count++;
            }
        }
    }
    return count;
}

static void open_all_shapes(void)
{
    contest_shape shapes[WORLD_CONTESTS_MAX];
    const size_t count = all_shapes(shapes);
    world_open(&w, cf_group_toy(TOY), count, shapes);
}

/* Mostly small, sometimes one more than R, sometimes everything a mark can be. */
static uint32_t some_marks(uint32_t r)
{
    const unsigned long what = gmp_urandomm_ui(w.ref.random, 12);
    if (what < 6) {
        return 0;
    }
    if (what == 11) {
        return gmp_urandomb_ui(w.ref.random, 1) == 1 ? UINT32_MAX : r + 1;
    }
    return (uint32_t)gmp_urandomm_ui(w.ref.random, r + 1);
}

static cf_plain_ballot draw_ballot(uint32_t style)
{
    cf_plain_ballot plain = world_blank(&w, style);
    for (size_t i = 0; i < plain.contest_count; i++) {
        const cf_contest *contest = plain.contests[i].contest;
        for (size_t j = 0; j < contest->option_count; j++) {
            world_mark(&plain, i, j, some_marks(contest->option_limit));
        }
        if (plain.contests[i].write_in_room > 0 && i % 2 == 0) {
            world_write_in(&plain, i, "Zo\xc3\xab");
        }
    }
    return plain;
}

static void ballots_of_all_shapes_hold_and_decrypt(void **state)
{
    (void)state;
    open_all_shapes();
    for (uint32_t b = 0; b < BALLOTS; b++) {
        cf_plain_ballot plain = draw_ballot(1 + b % 2);
        plain.state = (cf_ballot_state)(b % 3);
        plain.weight = b % 4 == 3 ? UINT64_MAX : 1 + b;
        const cf_ballot ballot = world_encrypt(&w, &plain);
        assert_ballot_holds(&w, &plain, &ballot);
        assert_ballot_decrypts(&w, &plain, &ballot);
        assert_true(ballot.code.at == NULL && ballot.chaining_field.at == NULL);
        world_reset(&w);
    }
    world_close(&w);
}

static void standard_group_ballot_holds_and_decrypts(void **state)
{
    (void)state;
    const contest_shape shapes[] = { { 2, 1, 1, 1 }, { 2, 2, 2, 0 } };
    world_open(&w, cf_group_standard(), 2, shapes);
    cf_plain_ballot plain = world_blank(&w, 1);
    world_mark(&plain, 0, 1, 1);
    world_mark(&plain, 1, 0, 2);
    const cf_ballot ballot = world_encrypt(&w, &plain);
    assert_ballot_holds(&w, &plain, &ballot);
    assert_ballot_decrypts(&w, &plain, &ballot);
    world_close(&w);
}

/* The largest bound that a manifest may have. */
static void proofs_of_a_thousand_and_one_branches_hold(void **state)
{
    (void)state;
    const contest_shape shapes[] = { { 2, CF_SELECTION_LIMIT_MAX, CF_SELECTION_LIMIT_MAX, 1 } };
    world_open(&w, cf_group_toy(TOY), 1, shapes);
    const uint32_t marks[][2] = {
        { 0, CF_SELECTION_LIMIT_MAX }, { 499, 501 }, { 500, 501 }, { CF_SELECTION_LIMIT_MAX + 1, 0 }
    };
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        cf_plain_ballot plain = world_blank(&w, 1);
        world_mark(&plain, 0, 0, marks[i][0]);
        world_mark(&plain, 0, 1, marks[i][1]);
        const cf_ballot ballot = world_encrypt(&w, &plain);
        assert_ballot_holds(&w, &plain, &ballot);
        assert_ballot_decrypts(&w, &plain, &ballot);
        world_reset(&w);
    }
    world_close(&w);
}

/*
 * More steps than fit on one tray, which is full at an option, before a limit proof or before
 * contest data.
 */
static void ballots_of_any_size_hold_and_decrypt(void **state)
{
    (void)state;
    for (uint32_t options = 125; options < 131; options++) {
        const contest_shape shapes[] = { { options, 3, 1, 1 },
                                         { options, 2, 1, 0 },
                                         { 3, 1, 1, 1 } };
        world_open(&w, cf_group_toy(TOY), 3, shapes);
        cf_plain_ballot plain = world_blank(&w, 1);
        world_mark(&plain, 0, options - 1, 1);
        world_mark(&plain, 0, 0, 1);
        world_mark(&plain, 1, options - 2, 1);
        world_mark(&plain, 2, 0, options % 2 == 0 ? 2 : 1);
        const cf_ballot ballot = world_encrypt(&w, &plain);
        assert_ballot_holds(&w, &plain, &ballot);
        assert_ballot_decrypts(&w, &plain, &ballot);
        world_close(&w);
    }
}

/* One contest of three options, all marks of 0..3 and some that would wrap a narrow sum. */
static void exactly_the_overvotes_become_zeros(void **state)
{
    (void)state;
    const contest_shape shapes[] = { { 3, 3, 2, 0 } };
    world_open(&w, cf_group_toy(TOY), 1, shapes);
    const uint32_t values[] = { 0, 1, 2, 3, 1u << 31, UINT32_MAX };
    for (size_t i = 0; i < 6 * 6 * 6; i++) {
        cf_plain_ballot plain = world_blank(&w, 1);
        world_mark(&plain, 0, 0, values[i % 6]);
        world_mark(&plain, 0, 1, values[i / 6 % 6]);
        world_mark(&plain, 0, 2, values[i / 36]);
        const cf_ballot ballot = world_encrypt(&w, &plain);
        assert_ballot_holds(&w, &plain, &ballot);
        assert_ballot_decrypts(&w, &plain, &ballot);
        world_reset(&w);
    }
    world_close(&w);
}

/*
 * The ballot is not changed by encrypting it, and what is left of the arena of secrets is the
 * caller's.
 */
static void plain_ballot_is_left_as_it_was(void **state)
{
    (void)state;
    open_all_shapes();
    cf_plain_ballot plain = draw_ballot(1);
    uint32_t before[WORLD_OPTIONS_MAX];
    size_t count = 0;
    for (size_t i = 0; i < plain.contest_count; i++) {
        for (size_t j = 0; j < plain.contests[i].contest->option_count; j++) {
            before[count++] = plain.contests[i].marks[j];
        }
    }
    (void)world_encrypt(&w, &plain);
    count = 0;
    for (size_t i = 0; i < plain.contest_count; i++) {
        for (size_t j = 0; j < plain.contests[i].contest->option_count; j++) {
            assert_int_equal(plain.contests[i].marks[j], before[count++]);
        }
    }
    world_close(&w);
}

/* --- no two alike --- */

static bool shares_an_element(const cf_ballot *a, const cf_ballot *b)
{
    for (size_t i = 0; i < a->contest_count; i++) {
        const cf_encrypted_contest *x = &a->contests[i];
        const cf_encrypted_contest *y = &b->contests[i];
        if (x->has_data && cf_octets_equal(x->data.c0.octets, y->data.c0.octets)) {
            return true;
        }
        for (size_t j = 0; j < x->selection_count; j++) {
            if (cf_octets_equal(x->selections[j].alpha.octets, y->selections[j].alpha.octets)) {
                return true;
            }
        }
    }
    return cf_octets_equal(a->nonce.c0.octets, b->nonce.c0.octets);
}

static void no_two_ballots_share_an_identifier_or_a_nonce(void **state)
{
    (void)state;
    const contest_shape shapes[] = { { 3, 1, 1, 1 }, { 2, 2, 1, 0 } };
    enum { COUNT = 20 };
    world_open(&w, cf_group_toy(TOY), 2, shapes);
    w.entropy = cf_entropy_system;
    const cf_plain_ballot plain = world_blank(&w, 1);
    cf_ballot ballots[COUNT];
    uint8_t xi_b[COUNT][32];
    for (size_t i = 0; i < COUNT; i++) {
        ballots[i] = world_encrypt(&w, &plain);
        world_open_nonce(&w, &ballots[i], xi_b[i]);
        for (size_t j = 0; j < i; j++) {
            assert_false(cf_octets_equal(ballots[i].id, ballots[j].id));
            assert_memory_not_equal(xi_b[i], xi_b[j], 32);
            assert_false(shares_an_element(&ballots[i], &ballots[j]));
        }
    }
    world_close(&w);
}

/* Contests and options of one ballot have nonces of their own. */
static void no_two_ciphertexts_of_a_ballot_are_alike(void **state)
{
    (void)state;
    open_all_shapes();
    const cf_plain_ballot plain = world_blank(&w, 1);
    const cf_ballot ballot = world_encrypt(&w, &plain);
    cf_octets seen[WORLD_OPTIONS_MAX + WORLD_CONTESTS_MAX];
    size_t count = 0;
    for (size_t i = 0; i < ballot.contest_count; i++) {
        const cf_encrypted_contest *contest = &ballot.contests[i];
        for (size_t j = 0; j < contest->selection_count; j++) {
            seen[count++] = contest->selections[j].alpha.octets;
        }
        if (contest->has_data) {
            seen[count++] = contest->data.c0.octets;
        }
    }
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < i; j++) {
            assert_false(cf_octets_equal(seen[i], seen[j]));
        }
    }
    world_close(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ballots_of_all_shapes_hold_and_decrypt),
        cmocka_unit_test(standard_group_ballot_holds_and_decrypts),
        cmocka_unit_test(proofs_of_a_thousand_and_one_branches_hold),
        cmocka_unit_test(ballots_of_any_size_hold_and_decrypt),
        cmocka_unit_test(exactly_the_overvotes_become_zeros),
        cmocka_unit_test(plain_ballot_is_left_as_it_was),
        cmocka_unit_test(no_two_ballots_share_an_identifier_or_a_nonce),
        cmocka_unit_test(no_two_ciphertexts_of_a_ballot_are_alike),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
