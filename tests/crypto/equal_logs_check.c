/*
 * Proofs of decryption in the smallest group, complete: every pair (c, v) for true and for false
 * decryption factors, against the reference; and re-encryption for every value and nonce.
 */
#include "fixture.h"
#include "reference.h"

enum { Q = 127 };

static const uint8_t KEY[32] = { 0x31 };
static unsigned long seed;

typedef struct world {
    ref_group ref;
    fixture fx;
    cf_transcript prefix;
    ref_bytes prefix_bytes;
    mpz_t base, power;
} world;

static void open_world(world *w)
{
    ref_group_open(&w->ref, cf_group_toy(0), seed);
    assert_int_equal(mpz_get_ui(w->ref.q), Q);
    const cf_element k = ref_element(&w->ref, w->ref.k);
    const cf_element k_hat = ref_element(&w->ref, w->ref.k_hat);
    fixture_open(&w->fx, w->ref.group, &k, &k_hat);
    cf_hmac_key key;
    cf_hmac_key_init(&key, KEY, sizeof KEY);
    cf_transcript_start(&w->prefix, &key, 0x31);
    w->prefix_bytes.len = 0;
    ref_put_u8(&w->prefix_bytes, 0x31);
    mpz_inits(w->base, w->power, NULL);
}

static void close_world(world *w)
{
    mpz_clears(w->base, w->power, NULL);
    fixture_close(&w->fx);
    ref_group_close(&w->ref);
}

/* How many of the q^2 pairs hold, each as the reference says. */
static size_t count_pairs(world *w, const cf_fixed_base *table, const mpz_t key)
{
    const cf_element base = ref_element(&w->ref, w->base);
    const cf_element power = ref_element(&w->ref, w->power);
    mpz_t c_number, v_number;
    mpz_inits(c_number, v_number, NULL);
    size_t holding = 0;
    for (uint64_t c = 0; c < Q; c++) {
        for (uint64_t v = 0; v < Q; v++) {
            cf_scalar c_scalar;
            cf_scalar v_scalar;
            cf_scalar_from_u64(w->ref.group, c, &c_scalar);
            cf_scalar_from_u64(w->ref.group, v, &v_scalar);
            bool holds = false;
            cf_arena_reset(w->fx.arena);
            assert_int_equal(cf_equal_logs_check(&w->fx.bases, w->fx.arena, table, &w->prefix,
                                                 &base, &power, &c_scalar, &v_scalar, &holds),
                             CF_OK);
            mpz_set_ui(c_number, c);
            mpz_set_ui(v_number, v);
            assert_int_equal(holds, ref_equal_logs_hold(&w->ref, KEY, &w->prefix_bytes, key,
                                                        w->base, w->power, c_number, v_number));
            holding += holds;
        }
    }
    mpz_clears(c_number, v_number, NULL);
    return holding;
}

/*
 * When power = base^s the pair stands for (g^w, base^w) with w = v + s c: each of q values of w
 * asks for one c, so q pairs hold.  When it is not, the pairs stand for q^2 different
 * commitments, each right with chance 1 / q: q on average, and root q of deviation.
 */
static void exactly_q_pairs_hold_for_a_true_factor(void **state)
{
    (void)state;
    static world w;
    open_world(&w);
    mpz_powm_ui(w.base, w.ref.g, 17, w.ref.p);
    mpz_powm(w.power, w.base, w.ref.s, w.ref.p);
    assert_int_equal(count_pairs(&w, w.fx.bases.k, w.ref.k), Q);
    mpz_powm(w.power, w.base, w.ref.s_hat, w.ref.p);
    assert_int_equal(count_pairs(&w, w.fx.bases.k_hat, w.ref.k_hat), Q);

    mpz_mul(w.power, w.power, w.ref.g);
    mpz_mod(w.power, w.power, w.ref.p);
    const size_t by_chance = count_pairs(&w, w.fx.bases.k_hat, w.ref.k_hat);
    assert_true(by_chance > Q - 5 * 12 && by_chance < Q + 5 * 12);
    close_world(&w);
}

/* Nobody voted for an option: A = 1 and M = 1, and the proof is still due. */
static void a_base_of_one_opens_to_one(void **state)
{
    (void)state;
    static world w;
    open_world(&w);
    mpz_set_ui(w.base, 1);
    mpz_set_ui(w.power, 1);
    assert_int_equal(count_pairs(&w, w.fx.bases.k, w.ref.k), Q);
    close_world(&w);
}

static void every_value_and_nonce_encrypts_as_written(void **state)
{
    (void)state;
    static world w;
    open_world(&w);
    static cf_scalar values[Q];
    static cf_scalar nonces[Q];
    static cf_element alpha[Q];
    static cf_element beta[Q];
    mpz_t xi, expected_alpha, expected_beta;
    mpz_inits(xi, expected_alpha, expected_beta, NULL);
    for (uint64_t sigma = 0; sigma < Q; sigma++) {
        for (uint64_t i = 0; i < Q; i++) {
            cf_scalar_from_u64(w.ref.group, (sigma + i) % Q, &values[i]);
            cf_scalar_from_u64(w.ref.group, i, &nonces[i]);
        }
        cf_elgamal_reencrypt_vartime(&w.fx.bases, w.fx.bases.k_hat, Q, values, nonces, alpha, beta);
        for (uint64_t i = 0; i < Q; i++) {
            mpz_set_ui(xi, i);
            ref_encrypt(&w.ref, w.ref.k_hat, (sigma + i) % Q, xi, expected_alpha, expected_beta);
            const cf_element a = ref_element(&w.ref, expected_alpha);
            const cf_element b = ref_element(&w.ref, expected_beta);
            assert_true(cf_group_equal(w.ref.group, &a, &alpha[i]));
            assert_true(cf_group_equal(w.ref.group, &b, &beta[i]));
        }
    }
    mpz_clears(xi, expected_alpha, expected_beta, NULL);
    close_world(&w);
}

static void a_full_arena_decides_nothing(void **state)
{
    (void)state;
    static world w;
    open_world(&w);
    cf_arena *empty = cf_arena_open(0);
    assert_non_null(empty);
    const cf_scalar zero = { { 0 } };
    bool holds = true;
    assert_int_equal(cf_equal_logs_check(&w.fx.bases, empty, w.fx.bases.k, &w.prefix, &w.fx.k,
                                         &w.fx.k, &zero, &zero, &holds),
                     CF_ERR_MEMORY);
    assert_true(holds);
    cf_arena_close(empty);
    close_world(&w);
}

int main(int argc, char **argv)
{
    seed = ref_seed(argc, argv);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exactly_q_pairs_hold_for_a_true_factor),
        cmocka_unit_test(a_base_of_one_opens_to_one),
        cmocka_unit_test(every_value_and_nonce_encrypts_as_written),
        cmocka_unit_test(a_full_arena_decides_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
