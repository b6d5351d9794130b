/*
 * Schnorr proofs: complete in the smallest group, where every key is tried with every pair (c,
 * v), and through the door with everything that is no key.
 */
#include "fixture.h"
#include "reference.h"

static const uint8_t KEY[32] = { 0x23 };
static unsigned long seed;

typedef struct world {
    ref_group ref;
    fixture fx;
    cf_transcript prefix; /* separator 23 */
    ref_bytes prefix_bytes;
} world;

static void open_world(world *w, const cf_group *group)
{
    ref_group_open(&w->ref, group, seed);
    const cf_element k = ref_element(&w->ref, w->ref.k);
    fixture_open(&w->fx, group, &k, &k);
    cf_hmac_key key;
    cf_hmac_key_init(&key, KEY, sizeof KEY);
    cf_transcript_start(&w->prefix, &key, 0x23);
    w->prefix_bytes.len = 0;
    ref_put_u8(&w->prefix_bytes, 0x23);
}

static void close_world(world *w)
{
    fixture_close(&w->fx);
    ref_group_close(&w->ref);
}

/*
 * (c, v) stands for h = g^v key^c.  Each of the q elements h asks for one c, and with it one v is
 * left: whatever the key, exactly q of the q^2 pairs hold.
 */
static void exactly_q_pairs_hold_for_every_key(void **state)
{
    (void)state;
    static world w;
    open_world(&w, cf_group_toy(0));
    enum { Q = 127 };
    static cf_schnorr_claim claims[Q];
    static cf_unchecked_element claimed[Q];
    static cf_element keys[Q];
    static cf_scalar scalars[Q];
    cf_refusal verdicts[Q];
    bool holds[Q];
    mpz_t key;
    mpz_init_set_ui(key, 1);
    for (uint64_t i = 0; i < Q; i++) {
        cf_scalar_from_u64(w.ref.group, i, &scalars[i]);
    }

    for (size_t logarithm = 0; logarithm < Q; logarithm++) {
        mpz_powm_ui(key, w.ref.g, logarithm, w.ref.p);
        uint8_t octets[CF_ELEMENT_OCTETS_MAX];
        size_t holding = 0;
        for (size_t c = 0; c < Q; c++) {
            for (size_t v = 0; v < Q; v++) {
                claimed[v] = ref_claim(&w.ref, key, octets);
                claims[v] = (cf_schnorr_claim){ .prefix = w.prefix,
                                                .suffix = cf_octets_of("abc", 3),
                                                .c = &scalars[c],
                                                .v = &scalars[v] };
            }
            cf_arena_reset(w.fx.arena);
            assert_int_equal(cf_schnorr_check_keys(&w.fx.bases, w.fx.arena, Q, claimed, claims,
                                                   keys, verdicts, holds),
                             CF_OK);
            for (size_t v = 0; v < Q; v++) {
                holding += holds[v];
            }
        }
        assert_int_equal(holding, Q);
    }
    mpz_clear(key);
    close_world(&w);
}

static void honest_proofs_hold_with_and_without_suffix(void **state)
{
    (void)state;
    for (size_t which = 0; which < cf_group_toy_count(); which++) {
        static world w;
        open_world(&w, cf_group_toy(which));
        mpz_t secret, key, c, v;
        mpz_inits(secret, key, c, v, NULL);
        for (size_t len = 0; len < 70; len += 23) {
            ref_bytes suffix = { .len = 0 };
            for (size_t i = 0; i < len; i++) {
                ref_put_u8(&suffix, (uint8_t)i);
            }
            ref_random_scalar(&w.ref, secret);
            mpz_powm(key, w.ref.g, secret, w.ref.p);
            ref_schnorr_prove(&w.ref, KEY, &w.prefix_bytes, &suffix, secret, c, v);
            const cf_element element = ref_element(&w.ref, key);
            const cf_scalar c_scalar = ref_scalar(c);
            const cf_scalar v_scalar = ref_scalar(v);
            bool holds = false;
            assert_int_equal(cf_schnorr_check(&w.fx.bases, w.fx.arena, &w.prefix,
                                              cf_octets_of(suffix.at, len), 1, &element, &c_scalar,
                                              &v_scalar, &holds),
                             CF_OK);
            assert_true(holds);
        }
        mpz_clears(secret, key, c, v, NULL);
        close_world(&w);
    }
}

static void what_is_no_key_is_refused_alone(void **state)
{
    (void)state;
    static world w;
    open_world(&w, cf_group_toy(cf_group_toy_count() - 1));
    enum { COUNT = 7 };
    static const cf_refusal expected[COUNT] = { CF_ADMITTED,      CF_REFUSED_ENCODING,
                                                CF_REFUSED_WIDTH, CF_REFUSED_RANGE,
                                                CF_REFUSED_ZERO,  CF_REFUSED_SUBGROUP,
                                                CF_ADMITTED };
    cf_schnorr_claim claims[COUNT];
    cf_unchecked_element claimed[COUNT];
    cf_scalar c[COUNT];
    cf_scalar v[COUNT];
    uint8_t octets[COUNT][CF_ELEMENT_OCTETS_MAX];
    mpz_t secret, key, c_number, v_number;
    mpz_inits(secret, key, c_number, v_number, NULL);
    const ref_bytes no_suffix = { .len = 0 };
    for (size_t i = 0; i < COUNT; i++) {
        ref_random_scalar(&w.ref, secret);
        mpz_powm(key, w.ref.g, secret, w.ref.p);
        ref_schnorr_prove(&w.ref, KEY, &w.prefix_bytes, &no_suffix, secret, c_number, v_number);
        c[i] = ref_scalar(c_number);
        v[i] = ref_scalar(v_number);
        if (i == 3) {
            mpz_set(key, w.ref.p);
        } else if (i == 4) {
            mpz_set_ui(key, 0);
        } else if (i == 5) {
            mpz_sub(key, w.ref.p, key); /* the other sign */
        }
        claimed[i] = ref_claim(&w.ref, key, octets[i]);
        claims[i] = (cf_schnorr_claim){
            .prefix = w.prefix, .suffix = cf_octets_of("", 0), .c = &c[i], .v = &v[i]
        };
    }
    claimed[1].octets.at = NULL;
    claimed[2].octets.len--;

    cf_element keys[COUNT];
    cf_element identity;
    cf_group_identity(w.ref.group, &identity);
    cf_refusal verdicts[COUNT];
    bool holds[COUNT];
    assert_int_equal(cf_schnorr_check_keys(&w.fx.bases, w.fx.arena, COUNT, claimed, claims, keys,
                                           verdicts, holds),
                     CF_OK);
    for (size_t i = 0; i < COUNT; i++) {
        assert_int_equal(verdicts[i], expected[i]);
        assert_int_equal(holds[i], expected[i] == CF_ADMITTED);
        assert_int_equal(cf_group_equal(w.ref.group, &keys[i], &identity),
                         expected[i] != CF_ADMITTED);
    }
    mpz_clears(secret, key, c_number, v_number, NULL);
    close_world(&w);
}

/* What is refused is computed with as if it were 1, whose logarithm everyone knows. */
static void a_proof_about_one_does_not_save_what_was_refused(void **state)
{
    (void)state;
    static world w;
    open_world(&w, cf_group_toy(cf_group_toy_count() - 1));
    mpz_t zero, c_number, v_number;
    mpz_inits(zero, c_number, v_number, NULL);
    const ref_bytes no_suffix = { .len = 0 };
    ref_schnorr_prove(&w.ref, KEY, &w.prefix_bytes, &no_suffix, zero, c_number, v_number);
    const cf_scalar c = ref_scalar(c_number);
    const cf_scalar v = ref_scalar(v_number);
    uint8_t octets[CF_ELEMENT_OCTETS_MAX];
    const cf_schnorr_claim claim = {
        .prefix = w.prefix, .suffix = cf_octets_of("", 0), .c = &c, .v = &v
    };
    for (unsigned long key = 0; key < 2; key++) { /* 0 is refused, 1 is not */
        mpz_set_ui(zero, key);
        const cf_unchecked_element claimed = ref_claim(&w.ref, zero, octets);
        cf_element admitted;
        cf_refusal verdict;
        bool holds = false;
        assert_int_equal(cf_schnorr_check_keys(&w.fx.bases, w.fx.arena, 1, &claimed, &claim,
                                               &admitted, &verdict, &holds),
                         CF_OK);
        assert_int_equal(holds, key == 1);
    }
    mpz_clears(zero, c_number, v_number, NULL);
    close_world(&w);
}

static void a_key_without_scalars_is_only_admitted(void **state)
{
    (void)state;
    static world w;
    open_world(&w, cf_group_toy(0));
    uint8_t octets[CF_ELEMENT_OCTETS_MAX];
    const cf_scalar zero = { { 0 } };
    const cf_unchecked_element claimed[3] = { ref_claim(&w.ref, w.ref.k, octets),
                                              ref_claim(&w.ref, w.ref.k, octets),
                                              ref_claim(&w.ref, w.ref.k, octets) };
    const cf_schnorr_claim claims[3] = { { .prefix = w.prefix, .suffix = cf_octets_of("", 0) },
                                         { .prefix = w.prefix, .c = &zero },
                                         { .prefix = w.prefix, .v = &zero } };
    cf_element keys[3];
    cf_refusal verdicts[3];
    bool holds[3] = { true, true, true };
    assert_int_equal(
        cf_schnorr_check_keys(&w.fx.bases, w.fx.arena, 3, claimed, claims, keys, verdicts, holds),
        CF_OK);
    const cf_element k = ref_element(&w.ref, w.ref.k);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(verdicts[i], CF_ADMITTED);
        assert_true(cf_group_equal(w.ref.group, &keys[i], &k));
        assert_false(holds[i]);
    }
    close_world(&w);
}

static void a_full_arena_decides_nothing(void **state)
{
    (void)state;
    static world w;
    open_world(&w, cf_group_toy(0));
    cf_arena *empty = cf_arena_open(0);
    assert_non_null(empty);
    uint8_t octets[CF_ELEMENT_OCTETS_MAX];
    const cf_scalar zero = { { 0 } };
    const cf_unchecked_element claimed = ref_claim(&w.ref, w.ref.k, octets);
    const cf_schnorr_claim claim = { .prefix = w.prefix, .c = &zero, .v = &zero };
    cf_element key;
    memset(&key, 0x5a, sizeof key);
    const cf_element untouched = key;
    cf_refusal verdict = CF_REFUSED_ZERO;
    bool holds = true;
    assert_int_equal(
        cf_schnorr_check_keys(&w.fx.bases, empty, 1, &claimed, &claim, &key, &verdict, &holds),
        CF_ERR_MEMORY);
    assert_memory_equal(&key, &untouched, sizeof key);
    assert_int_equal(verdict, CF_REFUSED_ZERO);
    const cf_element k = ref_element(&w.ref, w.ref.k);
    assert_int_equal(cf_schnorr_check(&w.fx.bases, empty, &w.prefix, cf_octets_of("", 0), 1, &k,
                                      &zero, &zero, &holds),
                     CF_ERR_MEMORY);
    assert_true(holds);
    cf_arena_close(empty);
    close_world(&w);
}

int main(int argc, char **argv)
{
    seed = ref_seed(argc, argv);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exactly_q_pairs_hold_for_every_key),
        cmocka_unit_test(honest_proofs_hold_with_and_without_suffix),
        cmocka_unit_test(what_is_no_key_is_refused_alone),
        cmocka_unit_test(a_proof_about_one_does_not_save_what_was_refused),
        cmocka_unit_test(a_key_without_scalars_is_only_admitted),
        cmocka_unit_test(a_full_arena_decides_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
