/*
 * Guardians' keys that must not become an election's: each part of what a guardian publishes, and
 * of what a record says of all of them, is changed alone and is then refused with the guardian's
 * name.
 *
 * In a toy group, where a changed proof holds by chance once in 2^64 times; the seed is fixed.
 * Values of polynomials are held against GMP.
 */
#include "crypto/reference.h"
#include "vault/ceremony_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { N = 4, K = 3 };

static int open_world(void **state)
{
    static ceremony_world w;
    ceremony_open(&w, cf_group_toy(7), N, K, 21);
    *state = &w;
    return 0;
}

static int close_world(void **state)
{
    ceremony_close(*state);
    return 0;
}

/* --- a guardian's claim, copied so that it can be changed --- */

typedef struct claim {
    cf_guardian guardian;
    cf_unchecked_element vote[K];
    cf_unchecked_element data[K];
    cf_unchecked_scalar vote_c;
    cf_unchecked_scalar vote_v[K + 1];
    cf_unchecked_scalar data_v[K + 1];
} claim;

static void copy_claim(const ceremony_world *w, uint32_t index, claim *out)
{
    out->guardian = w->claims[index - 1];
    memcpy(out->vote, out->guardian.vote, sizeof out->vote);
    memcpy(out->data, out->guardian.data, sizeof out->data);
    memcpy(out->vote_v, out->guardian.vote_v, sizeof out->vote_v);
    memcpy(out->data_v, out->guardian.data_v, sizeof out->data_v);
    out->vote_c = *out->guardian.vote_c;
    out->guardian.vote = out->vote;
    out->guardian.data = out->data;
    out->guardian.vote_c = &out->vote_c;
    out->guardian.vote_v = out->vote_v;
    out->guardian.data_v = out->data_v;
}

static cf_status admit(ceremony_world *w, uint32_t index, const cf_guardian *claimed,
                       cf_fault *fault)
{
    cf_guardian_key out = { .index = 77 };
    cf_arena *arena = cf_arena_open((size_t)1 << 16);
    assert_non_null(arena);
    const cf_status status = cf_guardian_admit(&w->ceremony, index, claimed, arena, &out, fault);
    assert_int_equal(out.index, status == CF_OK ? index : 77);
    cf_arena_close(arena);
    return status;
}

static void refuses(ceremony_world *w, const claim *bad, const char *what)
{
    cf_fault fault = { 0 };
    assert_int_equal(admit(w, 2, &bad->guardian, &fault), CF_ERR_SHAPE);
    assert_string_equal(fault.what, what);
    assert_int_equal(admit(w, 2, &bad->guardian, NULL), CF_ERR_SHAPE);
}

static cf_octets changed(ceremony_world *w, cf_octets octets, size_t place)
{
    uint8_t *at = cf_arena_take(w->arena, octets.len, 1);
    assert_non_null(at);
    memcpy(at, octets.at, octets.len);
    at[place] ^= 1;
    return cf_octets_of(at, octets.len);
}

/* --- one guardian --- */

static void lists_of_another_length_are_refused(void **state)
{
    ceremony_world *w = *state;
    claim bad;
    copy_claim(w, 2, &bad);
    bad.guardian.vote_count = K - 1;
    refuses(w, &bad, "guardian 2: 2 vote.commitments, expected 3");
    bad.guardian.vote_count = 0;
    refuses(w, &bad, "guardian 2: 0 vote.commitments, expected 3");
    bad.guardian.vote_count = K + 1;
    refuses(w, &bad, "guardian 2: 4 vote.commitments, expected 3");
    copy_claim(w, 2, &bad);
    bad.guardian.data_count = 0;
    refuses(w, &bad, "guardian 2: 0 data.commitments, expected 3");
    copy_claim(w, 2, &bad);
    bad.guardian.vote_c_count = 0;
    refuses(w, &bad, "guardian 2: 0 vote.c, expected 1");
    bad.guardian.vote_c_count = K;
    refuses(w, &bad, "guardian 2: 3 vote.c, expected 1");
    copy_claim(w, 2, &bad);
    bad.guardian.vote_v_count = K;
    refuses(w, &bad, "guardian 2: 3 vote.v, expected 4");
    copy_claim(w, 2, &bad);
    bad.guardian.data_v_count = K + 2;
    refuses(w, &bad, "guardian 2: 5 data.v, expected 4");
}

static void an_element_that_is_no_member_is_refused(void **state)
{
    ceremony_world *w = *state;
    const cf_octets p = cf_group_p(w->ceremony.group);
    static const uint8_t ZEROS[64];
    const struct {
        cf_octets octets;
        const char *why;
    } others[] = {
        { { NULL, 0 }, "cannot be decoded" },
        { { ZEROS, p.len - 1 }, "does not have the width of its kind" },
        { { ZEROS, p.len }, "is zero" },
        { p, "is not below p" },
        { changed(w, p, p.len - 1), "is not in the subgroup of order q" },
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        claim bad;
        char what[128];
        for (size_t j = 0; j < K; j++) {
            copy_claim(w, 2, &bad);
            bad.vote[j].octets = others[i].octets;
            (void)snprintf(what, sizeof what, "guardian 2: vote.commitments[%zu] %s", j,
                           others[i].why);
            refuses(w, &bad, what);
            copy_claim(w, 2, &bad);
            bad.data[j].octets = others[i].octets;
            (void)snprintf(what, sizeof what, "guardian 2: data.commitments[%zu] %s", j,
                           others[i].why);
            refuses(w, &bad, what);
        }
        copy_claim(w, 2, &bad);
        bad.guardian.kappa.octets = others[i].octets;
        (void)snprintf(what, sizeof what, "guardian 2: kappa %s", others[i].why);
        refuses(w, &bad, what);
    }
}

/* q, a number without end, one that is too short. */
static void a_number_that_is_no_scalar_is_refused(void **state)
{
    ceremony_world *w = *state;
    uint8_t q[CF_SCALAR_OCTETS] = { 0 };
    const cf_octets exact = cf_group_q(w->ceremony.group);
    memcpy(q + sizeof q - exact.len, exact.at, exact.len);
    const struct {
        cf_octets octets;
        const char *why;
    } others[] = {
        { { NULL, 0 }, "cannot be decoded" },
        { { q, sizeof q - 1 }, "does not have the width of its kind" },
        { { q, sizeof q }, "is not below q" },
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        claim bad;
        char what[128];
        copy_claim(w, 2, &bad);
        bad.vote_c.octets = others[i].octets;
        (void)snprintf(what, sizeof what, "guardian 2: vote.c %s", others[i].why);
        refuses(w, &bad, what);
        copy_claim(w, 2, &bad);
        bad.guardian.data_c.octets = others[i].octets;
        (void)snprintf(what, sizeof what, "guardian 2: data.c %s", others[i].why);
        refuses(w, &bad, what);
        for (size_t j = 0; j < K + 1; j++) {
            copy_claim(w, 2, &bad);
            bad.vote_v[j].octets = others[i].octets;
            (void)snprintf(what, sizeof what, "guardian 2: vote.v[%zu] %s", j, others[i].why);
            refuses(w, &bad, what);
            copy_claim(w, 2, &bad);
            bad.data_v[j].octets = others[i].octets;
            (void)snprintf(what, sizeof what, "guardian 2: data.v[%zu] %s", j, others[i].why);
            refuses(w, &bad, what);
        }
    }
}

static void a_proof_of_something_else_is_refused(void **state)
{
    ceremony_world *w = *state;
    static const char VOTE[] = "guardian 2: the proof of vote.commitments does not hold";
    static const char DATA[] = "guardian 2: the proof of data.commitments does not hold";
    const size_t last = CF_SCALAR_OCTETS - 1;
    claim bad;
    copy_claim(w, 2, &bad);
    bad.vote_c.octets = changed(w, bad.vote_c.octets, last);
    refuses(w, &bad, VOTE);
    copy_claim(w, 2, &bad);
    bad.guardian.data_c.octets = changed(w, bad.guardian.data_c.octets, last);
    refuses(w, &bad, DATA);
    for (size_t j = 0; j < K + 1; j++) {
        copy_claim(w, 2, &bad);
        bad.vote_v[j].octets = changed(w, bad.vote_v[j].octets, last);
        refuses(w, &bad, VOTE);
        copy_claim(w, 2, &bad);
        bad.data_v[j].octets = changed(w, bad.data_v[j].octets, last);
        refuses(w, &bad, DATA);
    }
    for (size_t j = 0; j < K; j++) { /* a member, but another guardian's */
        copy_claim(w, 2, &bad);
        bad.vote[j] = w->claims[0].vote[j];
        refuses(w, &bad, VOTE);
        copy_claim(w, 2, &bad);
        bad.data[j] = w->claims[0].data[j];
        refuses(w, &bad, DATA);
    }
    copy_claim(w, 2, &bad);
    bad.guardian.kappa = w->claims[0].kappa;
    refuses(w, &bad, VOTE);
}

static void vote_keys_do_not_pass_as_data_keys(void **state)
{
    ceremony_world *w = *state;
    claim bad;
    copy_claim(w, 2, &bad);
    memcpy(bad.data, bad.vote, sizeof bad.data);
    memcpy(bad.data_v, bad.vote_v, sizeof bad.data_v);
    bad.guardian.data_c = bad.vote_c;
    refuses(w, &bad, "guardian 2: the proof of data.commitments does not hold");
}

static void a_guardian_does_not_pass_as_another(void **state)
{
    ceremony_world *w = *state;
    cf_fault fault = { 0 };
    claim other;
    copy_claim(w, 1, &other);
    assert_int_equal(admit(w, 2, &other.guardian, &fault), CF_ERR_SHAPE);
    assert_string_equal(fault.what, "guardian 2: it says that its index is 1");
    other.guardian.index = 2;
    refuses(w, &other, "guardian 2: the proof of vote.commitments does not hold");
    static const uint32_t OUTSIDE[] = { 0, N + 1 };
    for (size_t i = 0; i < 2; i++) {
        other.guardian.index = OUTSIDE[i];
        assert_int_equal(admit(w, OUTSIDE[i], &other.guardian, &fault), CF_ERR_SHAPE);
    }
}

static void keys_of_another_election_are_refused(void **state)
{
    ceremony_world *w = *state;
    claim good;
    copy_claim(w, 2, &good);
    w->ceremony.h_p.octets[31] ^= 1;
    refuses(w, &good, "guardian 2: the proof of vote.commitments does not hold");
    w->ceremony.h_p.octets[31] ^= 1;
    assert_int_equal(admit(w, 2, &good.guardian, NULL), CF_OK);
}

/* --- all of them --- */

static void guardians_out_of_order_are_refused(void **state)
{
    ceremony_world *w = *state;
    cf_election_keys out = { .n = 77 };
    cf_fault fault = { 0 };
    cf_guardian_key keys[N];
    memcpy(keys, w->keys, sizeof keys);
    keys[1] = w->keys[2];
    assert_int_equal(cf_guardians_combine(&w->ceremony, keys, w->arena, &out, &fault),
                     CF_ERR_SHAPE);
    assert_string_equal(fault.what, "guardian 3 stands where guardian 2 has to be");
    assert_int_equal(out.n, 77);
}

/* The last guardian's key undoes the others': what its proof would have prevented. */
static void a_joint_key_of_1_is_refused(void **state)
{
    ceremony_world *w = *state;
    const cf_group *group = w->ceremony.group;
    ref_group ref;
    mpz_t number;
    mpz_init(number);
    ref_group_open(&ref, group, 3);
    for (int data = 0; data < 2; data++) {
        cf_guardian_key keys[N];
        cf_element undoing[K];
        cf_fault fault = { 0 };
        cf_election_keys out = { .n = 77 };
        memcpy(keys, w->keys, sizeof keys);
        memcpy(undoing, data ? keys[N - 1].data : keys[N - 1].vote, sizeof undoing);
        cf_group_identity(group, &undoing[0]);
        for (size_t i = 0; i < N - 1; i++) {
            cf_group_multiply(group, 1, &undoing[0], &undoing[0],
                              data ? &keys[i].data[0] : &keys[i].vote[0]);
        }
        ref_from_element(&ref, number, &undoing[0]);
        assert_int_not_equal(mpz_invert(number, number, ref.p), 0);
        undoing[0] = ref_element(&ref, number);
        if (data) {
            keys[N - 1].data = undoing;
        } else {
            keys[N - 1].vote = undoing;
        }
        assert_int_equal(cf_guardians_combine(&w->ceremony, keys, w->arena, &out, &fault),
                         CF_ERR_SHAPE);
        assert_non_null(strstr(fault.what, data ? "K', " : "K, "));
        assert_int_equal(out.n, 77);
    }
    ref_group_close(&ref);
    mpz_clear(number);
}

/*
 * A guardian that draws 0 where place numbers come before: a_0, a'_0 or zeta.  Its proofs hold, and
 * its key is one that everybody has.
 */
static void a_key_of_1_is_refused(void **state)
{
    ceremony_world *w = *state;
    static const struct {
        size_t place;
        const char *what;
    } cases[] = {
        { 0, "guardian 2: vote.commitments[0] is 1" },
        { K, "guardian 2: data.commitments[0] is 1" },
        { 2 * K, "guardian 2: kappa is 1" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        static scripted_entropy script;
        const cf_scalar zero = { { 0 } };
        script_start_endless(&script, 5);
        for (size_t j = 0; j <= cases[i].place; j++) {
            const cf_scalar drawn = { { 1000 + j } };
            script_add_scalar(&script, w->ceremony.group, j < cases[i].place ? &drawn : &zero);
        }
        const cf_entropy_source entropy = script_source(&script);
        cf_vault_guardian *guardian = NULL;
        cf_guardian published;
        cf_fault fault = { 0 };
        assert_int_equal(cf_vault_guardian_draw(&w->ceremony, 2, cf_octets_of_text("Zero"),
                                                &entropy, w->arena, &guardian, &published),
                         CF_OK);
        assert_int_equal(admit(w, 2, &published, &fault), CF_ERR_SHAPE);
        assert_string_equal(fault.what, cases[i].what);
        cf_vault_guardian_close(guardian);
    }
}

/* The last coefficients cancel out: the sum of the polynomials has a lower degree than it says. */
static void a_quorum_that_is_a_lie_is_refused(void **state)
{
    ceremony_world *w = *state;
    const cf_group *group = w->ceremony.group;
    for (int data = 0; data < 2; data++) {
        cf_guardian_key keys[N];
        cf_element last[N][K];
        cf_fault fault = { 0 };
        cf_election_keys out = { .n = 77 };
        memcpy(keys, w->keys, sizeof keys);
        for (size_t i = 0; i < N; i++) {
            memcpy(last[i], data ? keys[i].data : keys[i].vote, sizeof last[i]);
            cf_group_identity(group, &last[i][K - 1]);
            *(data ? &keys[i].data : &keys[i].vote) = last[i];
        }
        assert_int_equal(cf_guardians_combine(&w->ceremony, keys, w->arena, &out, &fault),
                         CF_ERR_SHAPE);
        assert_non_null(strstr(fault.what, "fewer than the quorum of 3 could decrypt"));
        assert_int_equal(out.n, 77);
    }
}

static void read_refuses(ceremony_world *w, const cf_keys *keys, const char *what)
{
    cf_election_keys out = { .n = 77 };
    cf_fault fault = { 0 };
    assert_int_equal(cf_guardians_read(&w->ceremony, keys, w->arena, &out, &fault), CF_ERR_SHAPE);
    assert_string_equal(fault.what, what);
    assert_int_equal(out.n, 77);
}

static void what_a_record_says_of_all_is_compared(void **state)
{
    ceremony_world *w = *state;
    cf_keys good;
    cf_election_keys out;
    assert_int_equal(cf_guardians_publish(&w->joint, w->claims, w->arena, &good), CF_OK);
    cf_keys bad = good;
    bad.joint = good.joint_hat;
    read_refuses(w, &bad, "K is not the product of the guardians' vote keys");
    bad.joint.octets = cf_octets_of(NULL, 0);
    read_refuses(w, &bad, "K is not the product of the guardians' vote keys");
    bad = good;
    bad.joint_hat = good.joint;
    read_refuses(w, &bad, "K' is not the product of the guardians' data keys");
    for (size_t i = 0; i < CF_HASH_OCTETS; i++) {
        bad = good;
        bad.h_e = changed(w, good.h_e, i);
        read_refuses(w, &bad, "H_E is not the hash of K and K' under H_B");
        bad = good;
        bad.h_g = changed(w, good.h_g, i);
        read_refuses(w, &bad, "H_G is not the hash of all keys under H_B");
    }
    bad = good;
    bad.h_e = cf_octets_of(NULL, 0);
    read_refuses(w, &bad, "H_E is not the hash of K and K' under H_B");
    bad = good;
    bad.has_h_g = false;
    bad.h_g = cf_octets_of(NULL, 0);
    assert_int_equal(cf_guardians_read(&w->ceremony, &bad, w->arena, &out, NULL), CF_OK);
}

static void a_record_has_every_guardian_once(void **state)
{
    ceremony_world *w = *state;
    cf_keys keys;
    cf_election_keys out;
    assert_int_equal(cf_guardians_publish(&w->joint, w->claims, w->arena, &keys), CF_OK);
    keys.guardian_count = N - 1;
    read_refuses(w, &keys, "3 guardians, expected 4");
    keys.guardian_count = 0;
    read_refuses(w, &keys, "0 guardians, expected 4");

    cf_guardian all[N + 1];
    memcpy(all, keys.guardians, N * sizeof *all);
    all[N] = all[0];
    keys.guardians = all;
    keys.guardian_count = N + 1;
    read_refuses(w, &keys, "5 guardians, expected 4");
    keys.guardian_count = N;
    all[2] = all[1];
    read_refuses(w, &keys, "no guardian has the index 3");

    memcpy(all, w->claims, N * sizeof *all); /* in another order they are the same */
    all[0] = w->claims[3];
    all[3] = w->claims[0];
    assert_int_equal(cf_guardians_read(&w->ceremony, &keys, w->arena, &out, NULL), CF_OK);
    assert_memory_equal(&out.h_g, &w->joint.h_g, sizeof out.h_g);
}

/* What was published lives as long as its arena, whatever becomes of the claims. */
static void what_is_published_stands_on_its_own(void **state)
{
    ceremony_world *w = *state;
    cf_keys keys;
    cf_election_keys out;
    assert_int_equal(cf_guardians_publish(&w->joint, w->claims, w->arena, &keys), CF_OK);
    for (size_t i = 0; i < N; i++) {
        memset((void *)(uintptr_t)w->claims[i].vote[0].octets.at, 0,
               w->claims[i].vote[0].octets.len);
        memset((void *)(uintptr_t)w->claims[i].name.at, 'x', w->claims[i].name.len);
    }
    memset(w->claims, 0, sizeof w->claims);
    assert_int_equal(cf_guardians_read(&w->ceremony, &keys, w->arena, &out, NULL), CF_OK);
    assert_true(cf_octets_equal(keys.guardians[2].name, cf_octets_of_text("guardian 3")));
}

/* --- without memory --- */

static cf_status admit_in(ceremony_world *w, cf_arena *arena)
{
    cf_guardian_key out;
    return cf_guardian_admit(&w->ceremony, 2, &w->claims[1], arena, &out, NULL);
}

static cf_status combine_in(ceremony_world *w, cf_arena *arena)
{
    cf_election_keys out;
    return cf_guardians_combine(&w->ceremony, w->keys, arena, &out, NULL);
}

static cf_status publish_in(ceremony_world *w, cf_arena *arena)
{
    cf_keys out;
    return cf_guardians_publish(&w->joint, w->claims, arena, &out);
}

/* The record stands in the world's arena. */
static cf_keys record;

static cf_status read_in(ceremony_world *w, cf_arena *arena)
{
    cf_election_keys out;
    return cf_guardians_read(&w->ceremony, &record, arena, &out, NULL);
}

static void every_function_says_when_memory_is_out(void **state)
{
    ceremony_world *w = *state;
    cf_status (*const functions[])(ceremony_world *, cf_arena *) = { admit_in, combine_in,
                                                                     publish_in, read_in };
    assert_int_equal(cf_guardians_publish(&w->joint, w->claims, w->arena, &record), CF_OK);
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        cf_status status = CF_ERR_MEMORY;
        for (size_t limit = 0; status != CF_OK; limit += 64) {
            cf_arena *arena = cf_arena_open(limit);
            assert_non_null(arena);
            status = functions[i](w, arena);
            assert_true(status == CF_OK || status == CF_ERR_MEMORY);
            assert_true(limit < 1 << 18);
            cf_arena_close(arena);
        }
    }
}

/* --- values of polynomials --- */

/* The product of commitment_j ^ (l^j), one full exponentiation each. */
static void value_of(const ref_group *ref, size_t count, const cf_element *commitments, uint32_t l,
                     mpz_t out)
{
    mpz_t base, exponent;
    mpz_inits(base, exponent, NULL);
    mpz_set_ui(out, 1);
    for (size_t j = 0; j < count; j++) {
        mpz_ui_pow_ui(exponent, l, j);
        ref_from_element(ref, base, &commitments[j]);
        mpz_powm(base, base, exponent, ref->p);
        mpz_mul(out, out, base);
        mpz_mod(out, out, ref->p);
    }
    mpz_clears(base, exponent, NULL);
}

static void assert_is(const ref_group *ref, const cf_element *found, const mpz_t due)
{
    const cf_element element = ref_element(ref, due);
    assert_true(cf_group_equal(ref->group, found, &element));
}

static void a_value_is_the_product_of_powers(void **state)
{
    ceremony_world *w = *state;
    static const uint32_t AT[] = { 1, 2, 3, 4, 5, 7, 8, 255, 256, 1000 };
    ref_group ref;
    mpz_t due, sum;
    mpz_inits(due, sum, NULL);
    ref_group_open(&ref, w->ceremony.group, 4);
    for (size_t i = 0; i < sizeof AT / sizeof *AT; i++) {
        for (int data = 0; data < 2; data++) {
            cf_element found;
            mpz_set_ui(sum, 1);
            for (size_t g = 0; g < N; g++) {
                const cf_guardian_key *key = &w->keys[g];
                value_of(&ref, K, data ? key->data : key->vote, AT[i], due);
                cf_guardian_share_value_vartime(&w->ceremony, key, AT[i], data, &found);
                assert_is(&ref, &found, due);
                mpz_mul(sum, sum, due);
                mpz_mod(sum, sum, ref.p);
            }
            cf_guardians_share_key_vartime(&w->joint, AT[i], data, &found);
            assert_is(&ref, &found, sum);
        }
    }
    ref_group_close(&ref);
    mpz_clears(due, sum, NULL);
}

int main(void)
{
#define KEYS(name) cmocka_unit_test_setup_teardown(name, open_world, close_world)
    const struct CMUnitTest tests[] = {
        KEYS(lists_of_another_length_are_refused),
        KEYS(an_element_that_is_no_member_is_refused),
        KEYS(a_number_that_is_no_scalar_is_refused),
        KEYS(a_proof_of_something_else_is_refused),
        KEYS(vote_keys_do_not_pass_as_data_keys),
        KEYS(a_guardian_does_not_pass_as_another),
        KEYS(keys_of_another_election_are_refused),
        KEYS(guardians_out_of_order_are_refused),
        KEYS(a_key_of_1_is_refused),
        KEYS(a_joint_key_of_1_is_refused),
        KEYS(a_quorum_that_is_a_lie_is_refused),
        KEYS(what_a_record_says_of_all_is_compared),
        KEYS(a_record_has_every_guardian_once),
        KEYS(what_is_published_stands_on_its_own),
        KEYS(every_function_says_when_memory_is_out),
        KEYS(a_value_is_the_product_of_powers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
