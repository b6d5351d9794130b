/*
 * What is left of a guardian's secrets in the memory of the process: while it lives, nothing
 * outside of its block; when it is closed, nothing at all.
 *
 * In the standard group, where a scalar is 32 octets that stand nowhere by chance.  All secrets
 * that a ceremony has are watched: coefficients, zeta, the randomness of proofs and of shares, the
 * values of the polynomials, z.
 */
#include "base/wipe.h"
#include "residue.h"
#include "vault/ceremony_world.h"
#include "vault/inside.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { N = 2, K = 2, DRAWN = 2 * K + 1 + 2 * (K + 1), SHARE_DRAWN = 2, ROOM = DRAWN + 2 };

/* The test's own copies, which are allowed. */
static struct {
    cf_scalar drawn[ROOM];
    scripted_entropy script;
} mine;

static struct {
    ceremony_world w;
    cf_encrypted_share share;
} public;

/* --- secrets that are known beforehand --- */

static void prepare(void *context)
{
    const size_t count = *(const size_t *)context;
    scripted_entropy source;
    script_start_endless(&source, 5 + count);
    const cf_entropy_source entropy = script_source(&source);
    script_start(&mine.script);
    for (size_t j = 0; j < count; j++) {
        cf_secret_scalar scalar;
        assert_int_equal(cf_secret_scalar_draw(cf_group_standard(), &entropy, 1, &scalar), CF_OK);
        mine.drawn[j] = scalar.number;
        script_add_scalar(&mine.script, cf_group_standard(), &scalar.number);
        cf_wipe(&scalar, sizeof scalar);
    }
    cf_wipe(&source, sizeof source);
}

static void watch_scalar(const char *name, const cf_scalar *scalar)
{
    uint8_t octets[CF_SCALAR_OCTETS];
    cf_scalar_encode(cf_group_standard(), scalar, octets);
    residue_watch(name, octets, sizeof octets);
    cf_wipe(octets, sizeof octets);
}

static void watch_guardian(const cf_vault_guardian *guardian)
{
    for (size_t j = 0; j < K; j++) {
        watch_scalar("coefficient", &guardian->vote_polynomial[j].number);
        watch_scalar("coefficient of data", &guardian->data_polynomial[j].number);
    }
    for (size_t j = 0; j < N; j++) {
        if (guardian->has_share[j]) {
            watch_scalar("share", &guardian->vote_shares[j].number);
            watch_scalar("share of data", &guardian->data_shares[j].number);
        }
    }
    watch_scalar("zeta", &guardian->zeta.number);
}

static void allow_guardian(const cf_vault_guardian *guardian)
{
    residue_allow(guardian, sizeof *guardian);
    residue_allow(guardian->vote_polynomial, K * sizeof *guardian->vote_polynomial);
    residue_allow(guardian->data_polynomial, K * sizeof *guardian->data_polynomial);
    residue_allow(guardian->vote_shares, N * sizeof *guardian->vote_shares);
    residue_allow(guardian->data_shares, N * sizeof *guardian->data_shares);
}

/* --- the acts --- */

static void draw_first(void *context)
{
    (void)context;
    const cf_entropy_source entropy = script_source(&mine.script);
    assert_int_equal(cf_vault_guardian_draw(&public.w.ceremony, 1, cf_octets_of_text("Ada"),
                                            &entropy, public.w.arena, &public.w.guardians[0],
                                            &public.w.claims[0]),
                     CF_OK);
}

static void draw_first_without_enough(void *context)
{
    (void)context;
    const cf_entropy_source entropy = script_source(&mine.script);
    cf_vault_guardian *none = NULL;
    assert_int_equal(cf_vault_guardian_draw(&public.w.ceremony, 1, cf_octets_of_text("Ada"),
                                            &entropy, public.w.arena, &none, &public.w.claims[0]),
                     CF_ERR_IO);
    assert_null(none);
}

static void make_share(void *context)
{
    (void)context;
    const cf_entropy_source entropy = script_source(&mine.script);
    assert_int_equal(cf_vault_share_make(public.w.guardians[0], &public.w.keys[1], &entropy,
                                         public.w.arena, &public.share),
                     CF_OK);
}

static void accept_share(void *context)
{
    (void)context;
    assert_int_equal(ceremony_accept(&public.w, 1, 2, &public.share, NULL), CF_SHARE_GOOD);
}

static void finish_second(void *context)
{
    (void)context;
    assert_int_equal(cf_vault_guardian_finish(public.w.guardians[1], &public.w.joint, NULL), CF_OK);
}

/* Secrets that will be drawn, and only they are watched. */
static void script_secrets(size_t count)
{
    residue_run(prepare, &count);
    cf_wipe_stack();
    residue_forget();
    residue_allow(&mine, sizeof mine);
    for (size_t j = 0; j < count; j++) {
        watch_scalar("what was drawn", &mine.drawn[j]);
    }
}

static void set_stage(size_t drawn)
{
    ceremony_open(&public.w, cf_group_standard(), N, K, 1);
    cf_vault_guardian_close(public.w.guardians[0]);
    public.w.guardians[0] = NULL;
    script_secrets(drawn);
}

static void nothing_is_left_of(void (*act)(void *))
{
    cf_wipe_stack();
    residue_run(act, NULL);
    assert_int_equal(residue_search(), 0);
}

/* --- the tests --- */

static void close_first(void *context)
{
    (void)context;
    cf_vault_guardian_close(public.w.guardians[0]);
    public.w.guardians[0] = NULL;
}

static void draw_and_allow(void *context)
{
    draw_first(context);
    allow_guardian(public.w.guardians[0]);
}

static void drawing_leaves_secrets_in_the_block_only(void **state)
{
    (void)state;
    set_stage(DRAWN);
    nothing_is_left_of(draw_and_allow);
    ceremony_close(&public.w);
}

static void draw_watch_and_close(void *context)
{
    draw_first(context);
    watch_guardian(public.w.guardians[0]);
    close_first(context);
    cf_wipe_stack();
}

static void closing_leaves_nothing(void **state)
{
    (void)state;
    set_stage(DRAWN);
    nothing_is_left_of(draw_watch_and_close);
    ceremony_close(&public.w);
}

static void failing_to_draw_leaves_nothing(void **state)
{
    (void)state;
    set_stage(DRAWN);
    mine.script.len -= CF_SCALAR_OCTETS;
    nothing_is_left_of(draw_first_without_enough);
    ceremony_close(&public.w);
}

/* Guardian 1 as the world knows it is replaced by one with secrets that are known here. */
static void admit_first(void)
{
    cf_fault fault = { 0 };
    assert_int_equal(cf_guardian_admit(&public.w.ceremony, 1, &public.w.claims[0], public.w.arena,
                                       &public.w.keys[0], &fault),
                     CF_OK);
    assert_int_equal(cf_guardians_combine(&public.w.ceremony, public.w.keys, public.w.arena,
                                          &public.w.joint, &fault),
                     CF_OK);
}

/* The value that guardian 1 sends to guardian 2. */
static void watch_value(void *context)
{
    (void)context;
    cf_secret_scalar value;
    for (int data = 0; data < 2; data++) {
        cf_vault_own_value(public.w.guardians[0], 2, data, &value);
        watch_scalar("value", &value.number);
    }
    cf_wipe(&value, sizeof value);
}

/* What guardian 2 will have as z: the share that it has and the one that comes. */
static void watch_sum(void *context)
{
    (void)context;
    cf_secret_scalar sum;
    cf_vault_own_value(public.w.guardians[0], 2, false, &sum);
    cf_secret_scalar_add(cf_group_standard(), &sum, &sum, &public.w.guardians[1]->vote_shares[1]);
    watch_scalar("z", &sum.number);
    cf_wipe(&sum, sizeof sum);
}

static void a_share_leaves_nothing_of_its_sender_or_receiver(void **state)
{
    (void)state;
    set_stage(DRAWN);
    residue_run(draw_first, NULL);
    admit_first();

    script_secrets(SHARE_DRAWN);
    allow_guardian(public.w.guardians[0]);
    allow_guardian(public.w.guardians[1]);
    watch_guardian(public.w.guardians[0]);
    watch_guardian(public.w.guardians[1]);
    residue_run(watch_value, NULL);
    residue_run(watch_sum, NULL);
    nothing_is_left_of(make_share);
    nothing_is_left_of(accept_share);
    nothing_is_left_of(finish_second);
    ceremony_close(&public.w);
}

int main(void)
{
    if (!residue_can_search()) {
        return 77;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(drawing_leaves_secrets_in_the_block_only),
        cmocka_unit_test(closing_leaves_nothing),
        cmocka_unit_test(failing_to_draw_leaves_nothing),
        cmocka_unit_test(a_share_leaves_nothing_of_its_sender_or_receiver),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
