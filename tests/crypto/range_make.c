/*
 * Making range proofs: what is true can be proven and what is false cannot, for every value of
 * every bound that is tried, in small worlds; a few in the standard group.
 *
 * Whether a proof holds is asked of our check and of the reference, which share no code.  What a
 * proof tells of its value is counted in the smallest group: challenges and responses of every
 * branch have to be uniform, whichever branch is the true one.
 */
#include "making.h"
#include "reference.h"

#include <stdlib.h>

enum { BRANCHES = 64 };

static const uint8_t KEY[32] = { 0x42 };
static unsigned long seed;

typedef struct world {
    ref_group ref;
    fixture fx;
    making mk;
    ref_bytes prefix;        /* separator 24, contest 1, option 2 */
    cf_transcript challenge; /* the same, started */
    cf_scalar xi;
    cf_element alpha, beta;
    size_t bound;
    cf_scalar c[BRANCHES], v[BRANCHES];
} world;

static void open_world(world *w, const cf_group *group)
{
    ref_group_open(&w->ref, group, seed);
    const cf_element k = ref_element(&w->ref, w->ref.k);
    const cf_element k_hat = ref_element(&w->ref, w->ref.k_hat);
    fixture_open(&w->fx, group, &k, &k_hat);
    making_open(&w->mk, &w->fx);

    w->prefix.len = 0;
    ref_put_u8(&w->prefix, 0x24);
    ref_put_u32(&w->prefix, 1);
    ref_put_u32(&w->prefix, 2);
    cf_hmac_key key;
    cf_hmac_key_init(&key, KEY, sizeof KEY);
    cf_transcript_start(&w->challenge, &key, 0x24);
    cf_transcript_u32(&w->challenge, 1);
    cf_transcript_u32(&w->challenge, 2);
}

static void close_world(world *w)
{
    making_close(&w->mk);
    fixture_close(&w->fx);
    ref_group_close(&w->ref);
}

static const cf_group *smallest(void)
{
    return cf_group_toy(0);
}

static const cf_group *largest_toy(void)
{
    return cf_group_toy(cf_group_toy_count() - 1);
}

/* With randomness that no other proof of this run has. */
static void draw_anew(world *w)
{
    script_start_endless(&w->mk.script, ++seed);
}

static cf_scalar random_scalar(world *w)
{
    mpz_t number;
    mpz_init(number);
    ref_random_scalar(&w->ref, number);
    const cf_scalar out = ref_scalar(number);
    mpz_clear(number);
    return out;
}

/* Encrypt sigma with what we make, and prove that it is `value`. */
static void prove(world *w, uint64_t sigma, uint64_t value, size_t bound)
{
    cf_secret_scalar number;
    cf_secret_scalar nonce;
    w->xi = random_scalar(w);
    nonce = secret_of(&w->xi);
    cf_secret_scalar_from_u64(w->fx.group, sigma, &number);
    cf_elgamal_encrypt(&w->mk.bases, w->mk.bases.k, 1, &number, &nonce, &w->alpha, &w->beta);
    w->bound = bound;
    assert_int_equal(
        make_range(&w->mk, &w->challenge, &w->alpha, &w->beta, bound, value, &w->xi, w->c, w->v),
        CF_OK);
}

static bool holds(world *w)
{
    cf_arena_reset(w->fx.arena);
    return range_holds(&w->fx, &w->challenge, &w->alpha, &w->beta, w->bound, w->c, w->v);
}

static bool reference_holds(world *w)
{
    static ref_range_proof proof;
    mpz_t alpha, beta;
    mpz_inits(alpha, beta, NULL);
    ref_range_proof_open(&proof);
    ref_from_element(&w->ref, alpha, &w->alpha);
    ref_from_element(&w->ref, beta, &w->beta);
    proof.branches = w->bound + 1;
    for (size_t j = 0; j <= w->bound; j++) {
        ref_from_scalar(proof.c[j], &w->c[j]);
        ref_from_scalar(proof.v[j], &w->v[j]);
    }
    const bool found = ref_range_holds(&w->ref, KEY, &w->prefix, alpha, beta, &proof);
    ref_range_proof_close(&proof);
    mpz_clears(alpha, beta, NULL);
    return found;
}

static void every_value_of_every_bound_is_proven(void **state)
{
    (void)state;
    static world w;
    for (size_t which = 0; which < cf_group_toy_count(); which++) {
        open_world(&w, cf_group_toy(which));
        draw_anew(&w);
        for (size_t bound = 1; bound <= 9; bound++) {
            for (uint64_t value = 0; value <= bound; value++) {
                prove(&w, value, value, bound);
                assert_true(holds(&w));
                assert_true(reference_holds(&w));
            }
        }
        prove(&w, 41, 41, BRANCHES - 1); /* more branches than any handful */
        assert_true(holds(&w));
        assert_true(reference_holds(&w));
        close_world(&w);
    }
}

static void the_standard_group_is_no_different(void **state)
{
    (void)state;
    static world w;
    open_world(&w, cf_group_standard());
    draw_anew(&w);
    const struct {
        size_t bound;
        uint64_t sigma, value;
    } cases[] = { { 1, 0, 0 }, { 1, 1, 1 }, { 3, 2, 2 }, { 1, 2, 2 }, { 1, 0, 1 } };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        prove(&w, cases[i].sigma, cases[i].value, cases[i].bound);
        assert_int_equal(holds(&w), i < 3);
        assert_int_equal(reference_holds(&w), i < 3);
    }
    close_world(&w);
}

/* q of 64 bits: no false claim of some hundreds may pass. */
static void another_value_is_not_proven(void **state)
{
    (void)state;
    static world w;
    open_world(&w, largest_toy());
    draw_anew(&w);
    for (size_t bound = 1; bound <= 4; bound++) {
        for (uint64_t sigma = 0; sigma <= bound + 3; sigma++) {
            for (uint64_t value = 0; value <= bound + 3; value++) {
                prove(&w, sigma, value, bound);
                assert_int_equal(holds(&w), sigma == value && value <= bound);
            }
        }
        const uint64_t far[] = { UINT64_MAX, UINT64_MAX - 1, UINT64_C(1) << 63, UINT64_C(1) << 32 };
        for (size_t i = 0; i < sizeof far / sizeof far[0]; i++) {
            prove(&w, far[i], far[i], bound);
            assert_false(holds(&w));
        }
    }
    close_world(&w);
}

static void a_proof_stays_where_it_was_made(void **state)
{
    (void)state;
    static world w;
    open_world(&w, largest_toy());
    draw_anew(&w);
    for (uint64_t value = 0; value <= 2; value++) {
        prove(&w, value, value, 2);
        assert_true(holds(&w));
        const cf_transcript here = w.challenge;
        cf_hmac_key key;
        cf_hmac_key_init(&key, KEY, sizeof KEY);
        cf_transcript_start(&w.challenge, &key, 0x24);
        cf_transcript_u32(&w.challenge, 1);
        cf_transcript_u32(&w.challenge, 3);
        assert_false(holds(&w)); /* the next option */
        w.challenge = here;

        static cf_scalar c[BRANCHES];
        static cf_scalar v[BRANCHES];
        memcpy(c, w.c, sizeof c);
        memcpy(v, w.v, sizeof v);
        prove(&w, value, value, 2); /* the same vote again */
        assert_true(holds(&w));
        memcpy(w.c, c, sizeof c);
        memcpy(w.v, v, sizeof v);
        assert_false(holds(&w));
    }
    close_world(&w);
}

/* A script of u_0 .. u_R, c_0 .. c_R: every value draws all of it and nothing more. */
static void write_script(world *w, const cf_scalar *u, const cf_scalar *c)
{
    script_start(&w->mk.script);
    for (size_t j = 0; j <= w->bound; j++) {
        script_add_scalar(&w->mk.script, w->fx.group, &u[j]);
    }
    for (size_t j = 0; j <= w->bound; j++) {
        script_add_scalar(&w->mk.script, w->fx.group, &c[j]);
    }
}

static void every_value_draws_alike_and_throws_one_away(void **state)
{
    (void)state;
    static world w;
    open_world(&w, largest_toy());
    enum { BOUND = 3 };
    cf_scalar u[BOUND + 1];
    cf_scalar drawn[BOUND + 1];
    for (uint64_t value = 0; value <= BOUND; value++) {
        w.bound = BOUND;
        for (size_t j = 0; j <= BOUND; j++) {
            u[j] = random_scalar(&w);
            drawn[j] = random_scalar(&w);
        }
        write_script(&w, u, drawn);
        prove(&w, value, value, BOUND);
        assert_true(script_is_used_up(&w.mk.script));
        assert_true(holds(&w));
        for (size_t j = 0; j <= BOUND; j++) {
            assert_int_equal(cf_scalar_equal(&w.c[j], &drawn[j]), j != value);
        }

        /* What is thrown away changes nothing. */
        cf_scalar c[BOUND + 1];
        cf_scalar v[BOUND + 1];
        drawn[value] = random_scalar(&w);
        write_script(&w, u, drawn);
        assert_int_equal(
            make_range(&w.mk, &w.challenge, &w.alpha, &w.beta, BOUND, value, &w.xi, c, v), CF_OK);
        assert_memory_equal(c, w.c, sizeof c);
        assert_memory_equal(v, w.v, sizeof v);
    }
    close_world(&w);
}

static void without_randomness_nothing_is_said(void **state)
{
    (void)state;
    static world w;
    open_world(&w, largest_toy());
    draw_anew(&w);
    prove(&w, 1, 1, 2);
    const size_t needed = 6 * cf_group_q(w.fx.group).len;
    for (size_t len = 0; len < needed; len++) {
        const uint8_t octet = 7;
        script_start(&w.mk.script);
        for (size_t i = 0; i < len; i++) {
            script_add(&w.mk.script, &octet, 1);
        }
        assert_int_equal(make_range(&w.mk, &w.challenge, &w.alpha, &w.beta, 2, 1, &w.xi, w.c, w.v),
                         CF_ERR_IO);
        assert_true(is_all_zero(w.c, 3 * sizeof *w.c) && is_all_zero(w.v, 3 * sizeof *w.v));
    }
    close_world(&w);
}

/* The sum over all numbers below q of (count - expected)^2 / expected. */
static double chi_square(const size_t *count, size_t q, double expected)
{
    double sum = 0;
    for (size_t i = 0; i < q; i++) {
        const double off = (double)count[i] - expected;
        sum += off * off / expected;
    }
    return sum;
}

/*
 * q = 127: 126 degrees of freedom, so the sum has mean 126 and deviation root 252.  Six deviations
 * either way; a scalar that stands still, or leaves one number out in ten, is far outside.
 */
static void what_is_published_is_uniform_whatever_is_true(void **state)
{
    (void)state;
    static world w;
    open_world(&w, smallest());
    draw_anew(&w);
    enum { Q = 127, EACH = 20 };
    for (uint64_t value = 0; value <= 1; value++) {
        size_t count[4][Q] = { { 0 } };
        prove(&w, value, value, 1);
        for (size_t trial = 0; trial < (size_t)Q * EACH; trial++) {
            assert_int_equal(
                make_range(&w.mk, &w.challenge, &w.alpha, &w.beta, 1, value, &w.xi, w.c, w.v),
                CF_OK);
            for (size_t j = 0; j < 2; j++) {
                count[j][w.c[j].limb[0]]++;
                count[2 + j][w.v[j].limb[0]]++;
            }
        }
        for (size_t i = 0; i < 4; i++) {
            const double off = chi_square(count[i], Q, EACH) - 126;
            assert_true(off * off < 36 * 252);
        }
    }
    close_world(&w);
}

/* Every value and nonce of the smallest group, under both keys, in batches past a handful. */
static void every_encryption_is_what_opening_makes_again(void **state)
{
    (void)state;
    static world w;
    open_world(&w, smallest());
    enum { Q = 127 };
    static cf_secret_scalar values[Q], nonces[Q];
    static cf_scalar open_values[Q], open_nonces[Q];
    static cf_element alpha[Q], beta[Q], again_alpha[Q], again_beta[Q];
    for (uint64_t value = 0; value < Q; value++) {
        for (uint64_t i = 0; i < Q; i++) {
            cf_scalar_from_u64(w.fx.group, value, &open_values[i]);
            cf_scalar_from_u64(w.fx.group, i, &open_nonces[i]);
            values[i] = secret_of(&open_values[i]);
            nonces[i] = secret_of(&open_nonces[i]);
        }
        const bool hat = value % 2 != 0;
        const size_t count = value % 3 == 0 ? Q : 1 + value % 40;
        cf_elgamal_encrypt(&w.mk.bases, hat ? w.mk.bases.k_hat : w.mk.bases.k, count, values,
                           nonces, alpha, beta);
        cf_elgamal_reencrypt_vartime(&w.fx.bases, hat ? w.fx.bases.k_hat : w.fx.bases.k, count,
                                     open_values, open_nonces, again_alpha, again_beta);
        for (size_t i = 0; i < count; i++) {
            assert_true(cf_group_equal(w.fx.group, &alpha[i], &again_alpha[i]));
            assert_true(cf_group_equal(w.fx.group, &beta[i], &again_beta[i]));
        }
    }
    close_world(&w);
}

int main(int argc, char **argv)
{
    seed = ref_seed(argc, argv);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_value_of_every_bound_is_proven),
        cmocka_unit_test(the_standard_group_is_no_different),
        cmocka_unit_test(another_value_is_not_proven),
        cmocka_unit_test(a_proof_stays_where_it_was_made),
        cmocka_unit_test(every_value_draws_alike_and_throws_one_away),
        cmocka_unit_test(without_randomness_nothing_is_said),
        cmocka_unit_test(what_is_published_is_uniform_whatever_is_true),
        cmocka_unit_test(every_encryption_is_what_opening_makes_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
