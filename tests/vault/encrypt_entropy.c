/*
 * A source of randomness that fails at any draw leaves nothing of a ballot, and says why.
 *
 * Every draw of a ballot that has all kinds of proof is made the failing one.  The same octets give
 * the same ballot, so a draw more or less, or in another order, would show in the known answers
 * too.
 */
#include "ballot_world.h"

enum { TOY = 7, MANY = 1 << 20 };

static ballot_world w;

/* Fails at one draw, with a status that nothing else gives, and is well again after it. */
typedef struct failing {
    cf_entropy_source from;
    size_t left;
} failing;

static cf_status fail_when_none_is_left(void *context, void *out, size_t len)
{
    failing *source = context;
    if (source->left == 0) {
        memset(out, 0, len);
        source->left = MANY;
        return CF_ERR_UNSUPPORTED;
    }
    source->left--;
    return cf_entropy_fill(&source->from, out, len);
}

static cf_status encrypt_with(size_t draws, const cf_plain_ballot *plain, cf_ballot *out,
                              size_t *left)
{
    script_start_endless(&w.script, 9);
    failing source = { .from = w.entropy, .left = draws };
    const cf_entropy_source entropy = { fail_when_none_is_left, &source };
    const cf_status status =
        cf_vault_ballot_encrypt(w.encryptor, plain, &entropy, w.secrets, w.arena, out);
    *left = source.left;
    return status;
}

static bool is_zero(const cf_ballot *ballot)
{
    const cf_ballot nothing = { 0 };
    return memcmp(ballot, &nothing, sizeof nothing) == 0;
}

static void failing_at_any_draw_leaves_nothing(void **state)
{
    (void)state;
    const contest_shape shapes[] = { { 2, 2, 1, 1 }, { 1, 1, 2, 0 } };
    world_open(&w, cf_group_toy(TOY), 2, shapes);
    cf_plain_ballot plain = world_blank(&w, 1);
    world_mark(&plain, 0, 0, 1);
    cf_ballot ballot;
    size_t left = 0;
    assert_int_equal(encrypt_with(MANY, &plain, &ballot, &left), CF_OK);
    const size_t draws = MANY - left;
    assert_true(draws >= 6);
    for (size_t i = 0; i < draws; i++) {
        memset(&ballot, 0xa5, sizeof ballot);
        assert_int_equal(encrypt_with(i, &plain, &ballot, &left), CF_ERR_UNSUPPORTED);
        assert_true(is_zero(&ballot));
    }
    assert_int_equal(encrypt_with(draws, &plain, &ballot, &left), CF_OK);
    world_close(&w);
}

/* An arena that is too small, by any amount. */
static void lack_of_memory_leaves_nothing(void **state)
{
    (void)state;
    const contest_shape shapes[] = { { 2, 2, 1, 1 } };
    enum { STEP = 61, ENOUGH = 16 * 1024 };
    world_open(&w, cf_group_toy(TOY), 1, shapes);
    const cf_plain_ballot plain = world_blank(&w, 1);
    bool was_enough = false;
    for (size_t limit = 0; limit <= ENOUGH && !was_enough; limit += STEP) {
        cf_arena *arena = cf_arena_open(limit);
        cf_ballot ballot;
        memset(&ballot, 0xa5, sizeof ballot);
        const cf_status status =
            cf_vault_ballot_encrypt(w.encryptor, &plain, &w.entropy, w.secrets, arena, &ballot);
        was_enough = status == CF_OK;
        assert_true(was_enough || (status == CF_ERR_MEMORY && is_zero(&ballot)));
        cf_arena_close(arena);
    }
    assert_true(was_enough);
    world_close(&w);
}

/* And an arena for secrets that is too small, by any amount; that of others is not looked into. */
static void lack_of_secret_memory_leaves_nothing(void **state)
{
    (void)state;
    const contest_shape shapes[] = { { 2, 2, 1, 1 } };
    enum { STEP = 997, ENOUGH = 128 * 1024 };
    world_open(&w, cf_group_toy(TOY), 1, shapes);
    const cf_plain_ballot plain = world_blank(&w, 1);
    bool was_enough = false;
    for (size_t limit = 0; limit <= ENOUGH && !was_enough; limit += STEP) {
        cf_arena *secrets = cf_arena_open_secret(limit);
        cf_ballot ballot;
        memset(&ballot, 0xa5, sizeof ballot);
        const cf_status status =
            cf_vault_ballot_encrypt(w.encryptor, &plain, &w.entropy, secrets, w.arena, &ballot);
        was_enough = status == CF_OK;
        assert_true(was_enough || (status == CF_ERR_MEMORY && is_zero(&ballot)));
        cf_arena_close(secrets);
    }
    assert_true(was_enough);
    world_close(&w);
}

/* What is marked decides neither how much is drawn nor in what portions. */
static void marks_do_not_change_what_is_drawn(void **state)
{
    (void)state;
    const contest_shape shapes[] = { { 2, 2, 1, 1 }, { 2, 3, 2, 0 } };
    world_open(&w, cf_group_toy(TOY), 2, shapes);
    size_t draws = 0;
    size_t octets = 0;
    for (uint32_t marks = 0; marks < 81; marks++) {
        cf_plain_ballot plain = world_blank(&w, 1);
        world_mark(&plain, 0, 0, marks % 3);
        world_mark(&plain, 0, 1, marks / 3 % 3);
        world_mark(&plain, 1, 0, marks / 9 % 3);
        world_mark(&plain, 1, 1, marks / 27);
        cf_ballot ballot;
        size_t left = 0;
        assert_int_equal(encrypt_with(MANY, &plain, &ballot, &left), CF_OK);
        assert_true(marks == 0 || (MANY - left == draws && w.script.drawn == octets));
        draws = MANY - left;
        octets = w.script.drawn;
    }
    world_close(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(failing_at_any_draw_leaves_nothing),
        cmocka_unit_test(lack_of_memory_leaves_nothing),
        cmocka_unit_test(lack_of_secret_memory_leaves_nothing),
        cmocka_unit_test(marks_do_not_change_what_is_drawn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
