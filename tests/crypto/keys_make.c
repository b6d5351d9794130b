/*
 * Making Schnorr proofs and proofs of equal logarithms: they hold, in every group, for every
 * number of keys on either side of a handful, and nowhere but where they were made.
 */
#include "making.h"
#include "reference.h"

enum { KEYS = 20 };

static const uint8_t KEY[32] = { 0x23 };
static unsigned long seed;

typedef struct world {
    ref_group ref;
    fixture fx;
    making mk;
    cf_transcript prefix;
    ref_bytes prefix_bytes;
    cf_scalar x[KEYS];
    cf_secret_scalar secret[KEYS];
    cf_element key[KEYS];
} world;

static void open_world(world *w, const cf_group *group)
{
    ref_group_open(&w->ref, group, seed);
    const cf_element k = ref_element(&w->ref, w->ref.k);
    const cf_element k_hat = ref_element(&w->ref, w->ref.k_hat);
    fixture_open(&w->fx, group, &k, &k_hat);
    making_open(&w->mk, &w->fx);
    script_start_endless(&w->mk.script, ++seed);
    cf_hmac_key key;
    cf_hmac_key_init(&key, KEY, sizeof KEY);
    cf_transcript_start(&w->prefix, &key, 0x23);
    w->prefix_bytes.len = 0;
    ref_put_u8(&w->prefix_bytes, 0x23);

    mpz_t number;
    mpz_init(number);
    for (size_t j = 0; j < KEYS; j++) {
        ref_random_scalar(&w->ref, number);
        w->x[j] = ref_scalar(number);
        w->secret[j] = secret_of(&w->x[j]);
        w->key[j] = power_of_g(&w->fx, &w->x[j]);
    }
    mpz_clear(number);
}

static void close_world(world *w)
{
    making_close(&w->mk);
    fixture_close(&w->fx);
    ref_group_close(&w->ref);
}

static const cf_group *largest_toy(void)
{
    return cf_group_toy(cf_group_toy_count() - 1);
}

/* --- Schnorr --- */

typedef struct schnorr_proof {
    size_t count;
    cf_octets suffix;
    cf_scalar c;
    cf_scalar v[KEYS];
} schnorr_proof;

static cf_status make_schnorr(world *w, schnorr_proof *proof)
{
    cf_secret_scalar u[KEYS];
    memset(u, 0xa5, sizeof u);
    memset(&proof->c, 0xa5, sizeof proof->c);
    memset(proof->v, 0xa5, sizeof proof->v);
    const cf_status status = cf_schnorr_make(&w->mk.bases, &w->prefix, proof->suffix, proof->count,
                                             w->secret, &w->mk.entropy, u, &proof->c, proof->v);
    assert_true(is_all_zero(u, proof->count * sizeof *u));
    return status;
}

static bool schnorr_holds(world *w, const schnorr_proof *proof)
{
    bool found = false;
    cf_arena_reset(w->fx.arena);
    assert_int_equal(cf_schnorr_check(&w->fx.bases, w->fx.arena, &w->prefix, proof->suffix,
                                      proof->count, w->key, &proof->c, proof->v, &found),
                     CF_OK);
    return found;
}

static void any_number_of_keys_is_proven_under_one_challenge(void **state)
{
    (void)state;
    static world w;
    for (size_t which = 0; which < cf_group_toy_count(); which++) {
        open_world(&w, cf_group_toy(which));
        for (size_t count = 1; count <= KEYS; count++) {
            schnorr_proof proof = { .count = count, .suffix = cf_octets_of("suffix", count % 7) };
            assert_int_equal(make_schnorr(&w, &proof), CF_OK);
            assert_true(schnorr_holds(&w, &proof));
        }
        close_world(&w);
    }
}

static void a_schnorr_proof_stays_where_it_was_made(void **state)
{
    (void)state;
    static world w;
    open_world(&w, largest_toy());
    schnorr_proof proof = { .count = 3, .suffix = cf_octets_of("abc", 3) };
    assert_int_equal(make_schnorr(&w, &proof), CF_OK);
    assert_true(schnorr_holds(&w, &proof));
    proof.suffix = cf_octets_of("abd", 3);
    assert_false(schnorr_holds(&w, &proof));
    proof.suffix = cf_octets_of("abc", 3);
    const cf_transcript here = w.prefix;
    cf_transcript_u32(&w.prefix, 1);
    assert_false(schnorr_holds(&w, &proof));
    w.prefix = here;
    for (size_t j = 0; j < 3; j++) {
        const cf_element key = w.key[j];
        w.key[j] = w.key[3];
        assert_false(schnorr_holds(&w, &proof)); /* a key whose logarithm was not proven */
        w.key[j] = key;
    }

    /* Another secret than that of the key. */
    w.secret[1] = w.secret[3];
    assert_int_equal(make_schnorr(&w, &proof), CF_OK);
    assert_false(schnorr_holds(&w, &proof));
    close_world(&w);
}

/* v = u - c x for the u of the script, in the order of the keys. */
static void nonces_are_drawn_in_order_and_answered(void **state)
{
    (void)state;
    static world w;
    open_world(&w, largest_toy());
    cf_scalar u[KEYS];
    script_start(&w.mk.script);
    for (size_t j = 0; j < KEYS; j++) {
        cf_scalar_from_u64(w.fx.group, 1000 + j, &u[j]);
        script_add_scalar(&w.mk.script, w.fx.group, &u[j]);
    }
    schnorr_proof proof = { .count = KEYS, .suffix = cf_octets_of("", 0) };
    assert_int_equal(make_schnorr(&w, &proof), CF_OK);
    assert_true(script_is_used_up(&w.mk.script));
    for (size_t j = 0; j < KEYS; j++) {
        cf_scalar expected;
        cf_scalar_mul(w.fx.group, &expected, &proof.c, &w.x[j]);
        cf_scalar_sub(w.fx.group, &expected, &u[j], &expected);
        assert_true(cf_scalar_equal(&proof.v[j], &expected));
    }
    close_world(&w);
}

/* --- equal logarithms --- */

typedef struct equal_logs_proof {
    cf_element base, power;
    cf_scalar c, v;
} equal_logs_proof;

static cf_status make_equal_logs(world *w, const cf_secret_scalar *x, equal_logs_proof *proof)
{
    memset(&proof->c, 0xa5, sizeof proof->c);
    memset(&proof->v, 0xa5, sizeof proof->v);
    return cf_equal_logs_make(&w->mk.bases, &w->prefix, &proof->base, &proof->power, x,
                              &w->mk.entropy, &proof->c, &proof->v);
}

/* Our check and the reference, under the key K = g^s. */
static bool equal_logs_hold(world *w, const equal_logs_proof *proof)
{
    bool found = false;
    cf_arena_reset(w->fx.arena);
    assert_int_equal(cf_equal_logs_check(&w->fx.bases, w->fx.arena, w->fx.bases.k, &w->prefix,
                                         &proof->base, &proof->power, &proof->c, &proof->v, &found),
                     CF_OK);
    mpz_t base, power, c, v;
    mpz_inits(base, power, c, v, NULL);
    ref_from_element(&w->ref, base, &proof->base);
    ref_from_element(&w->ref, power, &proof->power);
    ref_from_scalar(c, &proof->c);
    ref_from_scalar(v, &proof->v);
    assert_int_equal(
        found, ref_equal_logs_hold(&w->ref, KEY, &w->prefix_bytes, w->ref.k, base, power, c, v));
    mpz_clears(base, power, c, v, NULL);
    return found;
}

/* base = g^x_j of the world, power = base^s. */
static equal_logs_proof equal_logs_of(world *w, size_t j, const cf_scalar *s)
{
    equal_logs_proof proof = { .base = w->key[j] };
    cf_group_powers_vartime(w->fx.group, 1, &proof.base, 1, s, &proof.power);
    return proof;
}

static void equal_logarithms_are_proven(void **state)
{
    (void)state;
    static world w;
    for (size_t which = 0; which <= cf_group_toy_count(); which++) {
        const bool standard = which == cf_group_toy_count();
        open_world(&w, standard ? cf_group_standard() : cf_group_toy(which));
        const cf_scalar s = ref_scalar(w.ref.s);
        const cf_secret_scalar secret = secret_of(&s);
        for (size_t j = 0; j < (standard ? 2 : KEYS); j++) {
            equal_logs_proof proof = equal_logs_of(&w, j, &s);
            assert_int_equal(make_equal_logs(&w, &secret, &proof), CF_OK);
            assert_true(equal_logs_hold(&w, &proof));
        }
        close_world(&w);
    }
}

static void what_is_not_equal_is_not_proven(void **state)
{
    (void)state;
    static world w;
    open_world(&w, largest_toy());
    const cf_scalar s = ref_scalar(w.ref.s);
    const cf_secret_scalar secret = secret_of(&s);
    equal_logs_proof proof = equal_logs_of(&w, 0, &s);
    assert_int_equal(make_equal_logs(&w, &secret, &proof), CF_OK);
    equal_logs_proof other = proof;
    other.base = w.key[1];
    assert_false(equal_logs_hold(&w, &other));
    other = proof;
    other.power = w.key[1];
    assert_false(equal_logs_hold(&w, &other));

    assert_int_equal(make_equal_logs(&w, &w.secret[2], &proof), CF_OK); /* not the key's secret */
    assert_false(equal_logs_hold(&w, &proof));
    proof = equal_logs_of(&w, 0, &w.x[2]);
    assert_int_equal(make_equal_logs(&w, &secret, &proof), CF_OK); /* not the power's */
    assert_false(equal_logs_hold(&w, &proof));
    assert_int_equal(make_equal_logs(&w, &w.secret[2], &proof), CF_OK);
    assert_false(equal_logs_hold(&w, &proof));
    close_world(&w);
}

/* --- both --- */

static void without_randomness_nothing_is_said(void **state)
{
    (void)state;
    static world w;
    open_world(&w, largest_toy());
    for (size_t len = 0; len < 3 * cf_group_q(w.fx.group).len; len++) {
        const uint8_t octets[CF_SCALAR_OCTETS * 3] = { 1 };
        schnorr_proof proof = { .count = 3, .suffix = cf_octets_of("", 0) };
        script_start(&w.mk.script);
        script_add(&w.mk.script, octets, len);
        assert_int_equal(make_schnorr(&w, &proof), CF_ERR_IO);
        assert_true(is_all_zero(&proof.c, sizeof proof.c));
        assert_true(is_all_zero(proof.v, 3 * sizeof *proof.v));
    }
    equal_logs_proof proof = equal_logs_of(&w, 0, &w.x[1]);
    script_start(&w.mk.script);
    assert_int_equal(make_equal_logs(&w, &w.secret[1], &proof), CF_ERR_IO);
    assert_true(is_all_zero(&proof.c, sizeof proof.c) && is_all_zero(&proof.v, sizeof proof.v));
    close_world(&w);
}

int main(int argc, char **argv)
{
    seed = ref_seed(argc, argv);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_number_of_keys_is_proven_under_one_challenge),
        cmocka_unit_test(a_schnorr_proof_stays_where_it_was_made),
        cmocka_unit_test(nonces_are_drawn_in_order_and_answered),
        cmocka_unit_test(equal_logarithms_are_proven),
        cmocka_unit_test(what_is_not_equal_is_not_proven),
        cmocka_unit_test(without_randomness_nothing_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
