/*
 * What a guardian refuses, and what is left behind when it cannot go on.
 *
 * Every act is stopped by its randomness at each draw and by its memory at each size from none to
 * enough: outputs stay as they were and the act can be tried again.  In a toy group.
 */
#include "vault/ceremony_world.h"
#include "vault/inside.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { N = 3, QUORUM = 2 };

static int open_world(void **state)
{
    static ceremony_world w;
    ceremony_open(&w, cf_group_toy(7), N, QUORUM, 11);
    *state = &w;
    return 0;
}

static int close_world(void **state)
{
    ceremony_close(*state);
    return 0;
}

/* --- who is meant --- */

static void an_index_outside_of_the_ceremony_is_refused(void **state)
{
    ceremony_world *w = *state;
    static const uint32_t OUTSIDE[] = { 0, N + 1, UINT32_MAX };
    for (size_t i = 0; i < sizeof OUTSIDE / sizeof *OUTSIDE; i++) {
        cf_vault_guardian *guardian = NULL;
        cf_guardian published = { .index = 77 };
        assert_int_equal(cf_vault_guardian_draw(&w->ceremony, OUTSIDE[i], cf_octets_of("", 0),
                                                &w->entropy, w->arena, &guardian, &published),
                         CF_ERR_RANGE);
        assert_null(guardian);
        assert_int_equal(published.index, 77);

        cf_guardian_key nobody = w->keys[1];
        nobody.index = OUTSIDE[i];
        cf_encrypted_share share = { .sender = 77 };
        assert_int_equal(
            cf_vault_share_make(w->guardians[0], &nobody, &w->entropy, w->arena, &share),
            CF_ERR_RANGE);
        assert_int_equal(share.sender, 77);
    }
}

static void a_ceremony_without_sense_is_refused(void **state)
{
    ceremony_world *w = *state;
    static const uint32_t SENSELESS[][2] = {
        { 0, 0 }, { 3, 0 }, { 3, 4 }, { CF_GUARDIANS_MAX + 1, 1 }
    };
    for (size_t i = 0; i < sizeof SENSELESS / sizeof *SENSELESS; i++) {
        cf_ceremony ceremony = w->ceremony;
        ceremony.n = SENSELESS[i][0];
        ceremony.k = SENSELESS[i][1];
        cf_vault_guardian *guardian = NULL;
        cf_guardian published;
        assert_int_equal(cf_vault_guardian_draw(&ceremony, 1, cf_octets_of("", 0), &w->entropy,
                                                w->arena, &guardian, &published),
                         CF_ERR_RANGE);
    }
}

static void nobody_sends_a_share_to_itself(void **state)
{
    ceremony_world *w = *state;
    cf_encrypted_share share = { 0 };
    cf_share_defect defect = CF_SHARE_PROOF;
    cf_share_complaint complaint;
    assert_int_equal(
        cf_vault_share_make(w->guardians[1], &w->keys[1], &w->entropy, w->arena, &share),
        CF_ERR_RANGE);
    assert_int_equal(cf_vault_share_accept(w->guardians[1], &w->keys[1], &share, &w->entropy,
                                           w->arena, &defect, &complaint),
                     CF_ERR_RANGE);
    assert_int_equal(defect, CF_SHARE_PROOF);
}

/* The limits of election/parameters.h are those of a guardian's memory too. */
static void the_largest_ceremony_has_room(void **state)
{
    ceremony_world *w = *state;
    cf_ceremony largest;
    cf_vault_guardian *guardian = NULL;
    cf_guardian published;
    cf_guardian_key key;
    assert_int_equal(cf_ceremony_init(w->ceremony.group, CF_GUARDIANS_MAX, CF_GUARDIANS_MAX,
                                      w->manifest_file, &largest, NULL),
                     CF_OK);
    assert_int_equal(cf_vault_guardian_draw(&largest, CF_GUARDIANS_MAX, cf_octets_of("", 0),
                                            &w->entropy, w->arena, &guardian, &published),
                     CF_OK);
    assert_int_equal(
        cf_guardian_admit(&largest, CF_GUARDIANS_MAX, &published, w->arena, &key, NULL), CF_OK);
    cf_vault_guardian_close(guardian);
}

static void closing_nobody_is_allowed(void **state)
{
    (void)state;
    cf_vault_guardian_close(NULL);
}

/* --- finishing --- */

static void a_missing_share_is_named(void **state)
{
    ceremony_world *w = *state;
    cf_fault fault = { 0 };
    const cf_encrypted_share share = ceremony_share(w, 1, 2);
    assert_int_equal(cf_vault_guardian_finish(w->guardians[1], &w->joint, &fault), CF_ERR_ABSENT);
    assert_string_equal(fault.what, "guardian 2 has no share from guardian 1");
    assert_int_equal(ceremony_accept(w, 1, 2, &share, NULL), CF_SHARE_GOOD);
    assert_int_equal(cf_vault_guardian_finish(w->guardians[1], &w->joint, &fault), CF_ERR_ABSENT);
    assert_string_equal(fault.what, "guardian 2 has no share from guardian 3");
    assert_int_equal(cf_vault_guardian_finish(w->guardians[1], &w->joint, NULL), CF_ERR_ABSENT);
}

/* Keys in which one element of one guardian is another one. */
typedef struct changed_keys {
    cf_election_keys keys;
    cf_guardian_key guardians[N];
    cf_element elements[QUORUM];
} changed_keys;

static void change(const ceremony_world *w, uint32_t index, bool data, size_t j, changed_keys *out)
{
    out->keys = w->joint;
    memcpy(out->guardians, w->joint.guardians, sizeof out->guardians);
    out->keys.guardians = out->guardians;
    cf_guardian_key *guardian = &out->guardians[index - 1];
    memcpy(out->elements, data ? guardian->data : guardian->vote, sizeof out->elements);
    cf_group_multiply(w->ceremony.group, 1, &out->elements[j], &out->elements[j], &guardian->kappa);
    if (data) {
        guardian->data = out->elements;
    } else {
        guardian->vote = out->elements;
    }
}

static void finish_refuses(ceremony_world *w, uint32_t index, const cf_election_keys *keys,
                           const char *what)
{
    static const cf_secret_scalar zero;
    cf_fault fault = { 0 };
    cf_vault_guardian *guardian = w->guardians[index - 1];
    assert_int_equal(cf_vault_guardian_finish(guardian, keys, &fault), CF_ERR_SHAPE);
    assert_string_equal(fault.what, what);
    assert_false(guardian->has_finished);
    assert_memory_equal(&guardian->z, &zero, sizeof zero);
    assert_memory_equal(&guardian->z_hat, &zero, sizeof zero);
}

static void a_guardian_does_not_finish_with_another_key_for_its_own(void **state)
{
    ceremony_world *w = *state;
    changed_keys changed;
    ceremony_exchange(w);
    for (int data = 0; data < 2; data++) {
        for (size_t j = 0; j < QUORUM; j++) {
            change(w, 2, data, j, &changed);
            finish_refuses(w, 2, &changed.keys,
                           "the key of guardian 2 is not the one that it published");
        }
    }
    change(w, 2, false, 0, &changed);
    changed.guardians[1] = w->joint.guardians[1];
    changed.guardians[1].kappa = w->keys[0].kappa;
    finish_refuses(w, 2, &changed.keys, "the key of guardian 2 is not the one that it published");
    changed.guardians[1] = w->joint.guardians[1];
    changed.guardians[1].index = 3;
    finish_refuses(w, 2, &changed.keys, "the key of guardian 2 is not the one that it published");
    ceremony_finish(w);
}

/* Somebody who publishes one key to a guardian and another to the rest. */
static void a_guardian_does_not_finish_with_another_key_for_somebody_else(void **state)
{
    ceremony_world *w = *state;
    changed_keys changed;
    ceremony_exchange(w);
    for (int data = 0; data < 2; data++) {
        for (size_t j = 0; j < QUORUM; j++) {
            change(w, 3, data, j, &changed);
            finish_refuses(w, 1, &changed.keys,
                           "the key of guardian 3 is not the one that guardian 1 had its share of");
        }
    }
    ceremony_finish(w);
}

static void a_guardian_does_not_finish_another_election(void **state)
{
    ceremony_world *w = *state;
    static const char OTHER[] = "the keys are not those of the election that guardian 1 is of";
    ceremony_exchange(w);
    cf_election_keys keys = w->joint;
    keys.h_b.octets[0] ^= 1;
    finish_refuses(w, 1, &keys, OTHER);
    keys = w->joint;
    keys.n--;
    finish_refuses(w, 1, &keys, OTHER);
    keys = w->joint;
    keys.k--;
    finish_refuses(w, 1, &keys, OTHER);
    keys = w->joint;
    keys.group = cf_group_toy(6);
    finish_refuses(w, 1, &keys, OTHER);
    ceremony_finish(w);
}

static void who_has_finished_does_not_go_back(void **state)
{
    ceremony_world *w = *state;
    cf_encrypted_share share = ceremony_share(w, 2, 1);
    cf_share_defect defect;
    cf_share_complaint complaint;
    cf_fault fault = { 0 };
    ceremony_exchange(w);
    ceremony_finish(w);
    assert_int_equal(cf_vault_share_accept(w->guardians[0], &w->keys[1], &share, &w->entropy,
                                           w->arena, &defect, &complaint),
                     CF_ERR_RANGE);
    assert_int_equal(
        cf_vault_share_make(w->guardians[0], &w->keys[1], &w->entropy, w->arena, &share),
        CF_ERR_RANGE);
    assert_int_equal(cf_vault_guardian_finish(w->guardians[0], &w->joint, &fault), CF_ERR_RANGE);
    assert_string_equal(fault.what, "guardian 1 has finished before");
}

/* --- without randomness, without memory --- */

enum { Q_OCTETS = 8, SHARE_DRAWS = 2, GUARDIAN_DRAWS = 2 * QUORUM + 1 + 2 * (QUORUM + 1) };

/* A script of so many octets that are 1, the rest of whose draws fail. */
static void script_ones(ceremony_world *w, size_t octets)
{
    script_start(&w->script);
    for (size_t i = 0; i < octets; i++) {
        const uint8_t one = 1;
        script_add(&w->script, &one, 1);
    }
}

static void drawing_fails_with_its_randomness(void **state)
{
    ceremony_world *w = *state;
    assert_int_equal(cf_group_q(w->ceremony.group).len, Q_OCTETS);
    for (size_t octets = 0; octets < GUARDIAN_DRAWS * Q_OCTETS; octets++) {
        cf_vault_guardian *guardian = NULL;
        cf_guardian published = { .index = 77 };
        script_ones(w, octets);
        assert_int_equal(cf_vault_guardian_draw(&w->ceremony, 1, cf_octets_of("", 0), &w->entropy,
                                                w->arena, &guardian, &published),
                         CF_ERR_IO);
        assert_null(guardian);
        assert_int_equal(published.index, 77);
    }
    cf_vault_guardian *guardian = NULL;
    cf_guardian published;
    script_ones(w, GUARDIAN_DRAWS * Q_OCTETS);
    assert_int_equal(cf_vault_guardian_draw(&w->ceremony, 1, cf_octets_of("", 0), &w->entropy,
                                            w->arena, &guardian, &published),
                     CF_OK);
    assert_true(script_is_used_up(&w->script));
    cf_vault_guardian_close(guardian);
}

static void making_a_share_fails_with_its_randomness(void **state)
{
    ceremony_world *w = *state;
    for (size_t octets = 0; octets < SHARE_DRAWS * Q_OCTETS; octets++) {
        cf_encrypted_share share = { .sender = 77 };
        script_ones(w, octets);
        assert_int_equal(
            cf_vault_share_make(w->guardians[0], &w->keys[1], &w->entropy, w->arena, &share),
            CF_ERR_IO);
        assert_int_equal(share.sender, 77);
    }
    script_ones(w, SHARE_DRAWS * Q_OCTETS);
    (void)ceremony_share(w, 1, 2);
    assert_true(script_is_used_up(&w->script));
}

/* Made with other commitments than the receiver is told, so that it complains. */
static cf_status complain(ceremony_world *w, cf_arena *arena, cf_share_defect *defect,
                          cf_share_complaint *complaint, const cf_encrypted_share *share)
{
    cf_guardian_key other = w->keys[0];
    other.vote = w->keys[2].vote;
    return cf_vault_share_accept(w->guardians[1], &other, share, &w->entropy, arena, defect,
                                 complaint);
}

static void complaining_fails_with_its_randomness(void **state)
{
    ceremony_world *w = *state;
    const cf_encrypted_share share = ceremony_share(w, 1, 2);
    for (size_t octets = 0; octets <= Q_OCTETS; octets++) {
        cf_share_defect defect = CF_SHARE_ABSENT;
        cf_share_complaint complaint = { .accuser = 77 };
        const bool enough = octets == Q_OCTETS;
        script_ones(w, octets);
        assert_int_equal(complain(w, w->arena, &defect, &complaint, &share),
                         enough ? CF_OK : CF_ERR_IO);
        assert_int_equal(defect, enough ? CF_SHARE_OTHER_VALUE : CF_SHARE_ABSENT);
        assert_int_equal(complaint.accuser, enough ? 2 : 77);
    }
    assert_true(script_is_used_up(&w->script));
}

static cf_status draw_in(ceremony_world *w, cf_arena *arena)
{
    cf_vault_guardian *guardian = NULL;
    cf_guardian published = { .index = 77 };
    const cf_status status = cf_vault_guardian_draw(&w->ceremony, 1, cf_octets_of_text("Ada"),
                                                    &w->entropy, arena, &guardian, &published);
    assert_int_equal(guardian != NULL, status == CF_OK);
    assert_int_equal(published.index, status == CF_OK ? 1 : 77);
    cf_vault_guardian_close(guardian);
    return status;
}

static cf_status share_in(ceremony_world *w, cf_arena *arena)
{
    cf_encrypted_share share = { .sender = 77 };
    const cf_status status =
        cf_vault_share_make(w->guardians[0], &w->keys[1], &w->entropy, arena, &share);
    assert_int_equal(share.sender, status == CF_OK ? 1 : 77);
    return status;
}

static cf_status complain_in(ceremony_world *w, cf_arena *arena)
{
    const cf_encrypted_share share = ceremony_share(w, 1, 2);
    cf_share_defect defect = CF_SHARE_ABSENT;
    cf_share_complaint complaint = { .accuser = 77 };
    const cf_status status = complain(w, arena, &defect, &complaint, &share);
    assert_int_equal(complaint.accuser, status == CF_OK ? 2 : 77);
    return status;
}

static void every_act_says_when_memory_is_out(void **state)
{
    ceremony_world *w = *state;
    cf_status (*const acts[])(ceremony_world *, cf_arena *) = { draw_in, share_in, complain_in };
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
        cf_status status = CF_ERR_MEMORY;
        for (size_t limit = 0; status != CF_OK; limit += 16) {
            cf_arena *arena = cf_arena_open(limit);
            assert_non_null(arena);
            status = acts[i](w, arena);
            assert_true(status == CF_OK || status == CF_ERR_MEMORY);
            assert_true(limit < 1 << 16);
            cf_arena_close(arena);
        }
    }
}

int main(void)
{
#define ACT(name) cmocka_unit_test_setup_teardown(name, open_world, close_world)
    const struct CMUnitTest tests[] = {
        ACT(an_index_outside_of_the_ceremony_is_refused),
        ACT(a_ceremony_without_sense_is_refused),
        ACT(nobody_sends_a_share_to_itself),
        ACT(the_largest_ceremony_has_room),
        ACT(closing_nobody_is_allowed),
        ACT(a_missing_share_is_named),
        ACT(a_guardian_does_not_finish_with_another_key_for_its_own),
        ACT(a_guardian_does_not_finish_with_another_key_for_somebody_else),
        ACT(a_guardian_does_not_finish_another_election),
        ACT(who_has_finished_does_not_go_back),
        ACT(drawing_fails_with_its_randomness),
        ACT(making_a_share_fails_with_its_randomness),
        ACT(complaining_fails_with_its_randomness),
        ACT(every_act_says_when_memory_is_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
