/*
 * Whole key ceremonies of every n up to 5 and every quorum, in a toy group: every k of the n key
 * shares give the secret of each joint key, k - 1 do not, and what was published is what a record
 * needs.  Interpolation and powers are GMP's.
 */
#include "crypto/reference.h"
#include "vault/ceremony_world.h"
#include "vault/inside.h"
#include "verify/verification.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { N_MAX = 5 };

static const cf_group *toy(void)
{
    return cf_group_toy(7);
}

/* --- interpolation --- */

/* value at 0 of the polynomial through (i, share of i) for the guardians whose bit is in set. */
static void interpolate(const ref_group *ref, const ceremony_world *w, unsigned set, bool data,
                        mpz_t out)
{
    mpz_t term, factor;
    mpz_inits(term, factor, NULL);
    mpz_set_ui(out, 0);
    for (long i = 1; i <= (long)w->ceremony.n; i++) {
        if ((set >> i & 1) == 0) {
            continue;
        }
        const cf_vault_guardian *guardian = w->guardians[i - 1];
        ref_from_scalar(term, data ? &guardian->z_hat.number : &guardian->z.number);
        for (long l = 1; l <= (long)w->ceremony.n; l++) {
            if ((set >> l & 1) != 0 && l != i) {
                mpz_set_si(factor, l - i);
                assert_int_not_equal(mpz_invert(factor, factor, ref->q), 0);
                mpz_mul(term, term, factor);
                mpz_mul_si(term, term, l);
            }
        }
        mpz_add(out, out, term);
    }
    mpz_mod(out, out, ref->q);
    mpz_clears(term, factor, NULL);
}

static bool is_logarithm(const ref_group *ref, const mpz_t exponent, const cf_element *key)
{
    mpz_t power, number;
    mpz_inits(power, number, NULL);
    mpz_powm(power, ref->g, exponent, ref->p);
    ref_from_element(ref, number, key);
    const bool same = mpz_cmp(power, number) == 0;
    mpz_clears(power, number, NULL);
    return same;
}

static unsigned size_of(unsigned set)
{
    unsigned size = 0;
    for (; set != 0; set &= set - 1) {
        size++;
    }
    return size;
}

static void check_every_set(const ref_group *ref, const ceremony_world *w)
{
    mpz_t secret;
    mpz_init(secret);
    for (unsigned set = 2; set < 1u << (w->ceremony.n + 1); set += 2) {
        const bool enough = size_of(set) >= w->ceremony.k;
        interpolate(ref, w, set, false, secret);
        assert_int_equal(is_logarithm(ref, secret, &w->joint.joint), enough);
        interpolate(ref, w, set, true, secret);
        assert_int_equal(is_logarithm(ref, secret, &w->joint.joint_hat), enough);
    }
    mpz_clear(secret);
}

/* --- what was published --- */

static void check_ceremony_is_read_back(ceremony_world *w, cf_parameters *parameters)
{
    cf_ceremony again;
    cf_fault fault = { 0 };
    assert_int_equal(cf_ceremony_publish(&w->ceremony, w->arena, parameters), CF_OK);
    assert_int_equal(cf_ceremony_read(parameters, w->manifest_file, &again, &fault), CF_OK);
    assert_ptr_equal(again.group, w->ceremony.group);
    assert_int_equal(again.n, w->ceremony.n);
    assert_int_equal(again.k, w->ceremony.k);
    assert_memory_equal(&again.h_p, &w->ceremony.h_p, sizeof again.h_p);
    assert_memory_equal(&again.h_b, &w->ceremony.h_b, sizeof again.h_b);
}

static void check_keys_are_read_back(ceremony_world *w, cf_keys *keys)
{
    cf_election_keys again;
    cf_fault fault = { 0 };
    assert_int_equal(cf_guardians_publish(&w->joint, w->claims, w->arena, keys), CF_OK);
    assert_int_equal(cf_guardians_read(&w->ceremony, keys, w->arena, &again, &fault), CF_OK);
    assert_int_equal(again.n, w->ceremony.n);
    assert_int_equal(again.k, w->ceremony.k);
    assert_true(cf_group_equal(again.group, &again.joint, &w->joint.joint));
    assert_true(cf_group_equal(again.group, &again.joint_hat, &w->joint.joint_hat));
    assert_memory_equal(&again.h_b, &w->joint.h_b, sizeof again.h_b);
    assert_memory_equal(&again.h_e, &w->joint.h_e, sizeof again.h_e);
    assert_memory_equal(&again.h_g, &w->joint.h_g, sizeof again.h_g);
    for (uint32_t i = 0; i < again.n; i++) {
        assert_int_equal(again.guardians[i].index, i + 1);
        for (uint32_t j = 0; j < again.k; j++) {
            assert_true(cf_group_equal(again.group, &again.guardians[i].vote[j],
                                       &w->joint.guardians[i].vote[j]));
            assert_true(cf_group_equal(again.group, &again.guardians[i].data[j],
                                       &w->joint.guardians[i].data[j]));
        }
        assert_true(cf_group_equal(again.group, &again.guardians[i].kappa, &w->keys[i].kappa));
    }
}

static void run_setup_checks(cf_verification *v, cf_report *report)
{
    cf_element g;
    cf_verify_v01_parameters(v, report);
    assert_non_null(v->group);
    cf_group_generator(v->group, &g);
    const uint64_t uses = 20;
    void *memory = cf_arena_take(v->tables, 1, cf_fixed_base_octets(v->group, uses));
    assert_non_null(memory);
    v->bases = (cf_election_bases){ .group = v->group,
                                    .g = cf_fixed_base_init(v->group, &g, uses, memory) };
    cf_verify_v02_guardians(v, report);
    cf_verify_x_guardians(v, report);
    cf_verify_v03_joint_keys(v, report);
    cf_verify_v04_extended_base_hash(v, report);
    cf_verify_x_guardian_record(v, report);
    assert_false(v->out_of_memory);
}

static const cf_check SETUP_CHECKS[] = {
    CF_CHECK_1_A,
    CF_CHECK_1_B,
    CF_CHECK_1_C,
    CF_CHECK_1_D,
    CF_CHECK_1_E,
    CF_CHECK_1_F,
    CF_CHECK_2_A,
    CF_CHECK_2_B,
    CF_CHECK_2_C,
    CF_CHECK_3_A,
    CF_CHECK_3_B,
    CF_CHECK_4_A,
    CF_CHECK_X_COFACTOR,
    CF_CHECK_X_GUARDIANS,
    CF_CHECK_X_KEY_IDENTITY,
    CF_CHECK_X_GUARDIAN_RECORD,
};

static void check_verifier_accepts(const ceremony_world *w, const cf_parameters *parameters,
                                   const cf_keys *keys)
{
    const cf_verify_options options = { .allow_toy = true };
    cf_verification v = { .options = &options,
                          .places = cf_setup_places_of("plain21"),
                          .profile = CF_PROFILE_EG21,
                          .arena = cf_arena_open((size_t)1 << 24),
                          .tables = cf_arena_open((size_t)1 << 24),
                          .parameters = *parameters,
                          .manifest.file = w->manifest_file,
                          .has_keys = true,
                          .keys = *keys };
    cf_arena *report_arena = cf_arena_open((size_t)1 << 24);
    assert_non_null(v.places);
    assert_non_null(v.arena);
    assert_non_null(v.tables);
    assert_non_null(report_arena);
    cf_report *report = cf_report_open(report_arena);
    assert_non_null(report);
    run_setup_checks(&v, report);
    for (size_t i = 0; i < sizeof SETUP_CHECKS / sizeof *SETUP_CHECKS; i++) {
        assert_int_equal(cf_report_check_status(report, SETUP_CHECKS[i]), CF_CHECK_PASS);
    }
    assert_memory_equal(&v.h_e, &w->joint.h_e, sizeof v.h_e);
    cf_arena_close(v.arena);
    cf_arena_close(v.tables);
    cf_arena_close(report_arena);
}

/* --- the tests --- */

static void every_quorum_has_the_secret_and_nobody_less(void **state)
{
    (void)state;
    static ceremony_world w;
    ref_group ref;
    ref_group_open(&ref, toy(), 1);
    for (uint32_t n = 1; n <= N_MAX; n++) {
        for (uint32_t k = 1; k <= n; k++) {
            ceremony_open(&w, toy(), n, k, 100 * n + k);
            ceremony_exchange(&w);
            ceremony_finish(&w);
            check_every_set(&ref, &w);
            ceremony_close(&w);
        }
    }
    ref_group_close(&ref);
}

static void what_is_published_is_read_back_and_verified(void **state)
{
    (void)state;
    static ceremony_world w;
    for (uint32_t n = 1; n <= N_MAX; n++) {
        for (uint32_t k = 1; k <= n; k++) {
            cf_parameters parameters;
            cf_keys keys;
            ceremony_open(&w, toy(), n, k, 200 * n + k);
            check_ceremony_is_read_back(&w, &parameters);
            check_keys_are_read_back(&w, &keys);
            check_verifier_accepts(&w, &parameters, &keys);
            ceremony_close(&w);
        }
    }
}

/* The joint secrets are the sums of the constant terms, which finish wipes. */
static void finishing_leaves_nothing_but_the_key_shares(void **state)
{
    (void)state;
    static const cf_secret_scalar zero;
    static ceremony_world w;
    ceremony_open(&w, toy(), 4, 3, 400);
    ceremony_exchange(&w);
    ceremony_finish(&w);
    for (size_t i = 0; i < 4; i++) {
        const cf_vault_guardian *guardian = w.guardians[i];
        assert_true(guardian->has_finished);
        assert_memory_equal(&guardian->h_e, &w.joint.h_e, sizeof guardian->h_e);
        assert_memory_equal(&guardian->zeta, &zero, sizeof zero);
        for (size_t j = 0; j < 3; j++) {
            assert_memory_equal(&guardian->vote_polynomial[j], &zero, sizeof zero);
            assert_memory_equal(&guardian->data_polynomial[j], &zero, sizeof zero);
        }
        for (size_t j = 0; j < 4; j++) {
            assert_memory_equal(&guardian->vote_shares[j], &zero, sizeof zero);
            assert_memory_equal(&guardian->data_shares[j], &zero, sizeof zero);
        }
    }
    ceremony_close(&w);
}

static void a_ceremony_in_the_standard_group(void **state)
{
    (void)state;
    static ceremony_world w;
    ref_group ref;
    ref_group_open(&ref, cf_group_standard(), 2);
    ceremony_open(&w, cf_group_standard(), 3, 2, 500);
    ceremony_exchange(&w);
    ceremony_finish(&w);
    check_every_set(&ref, &w);
    ceremony_close(&w);
    ref_group_close(&ref);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_quorum_has_the_secret_and_nobody_less),
        cmocka_unit_test(what_is_published_is_read_back_and_verified),
        cmocka_unit_test(finishing_leaves_nothing_but_the_key_shares),
        cmocka_unit_test(a_ceremony_in_the_standard_group),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
