/*
 * Range proofs in small worlds, complete where they are small enough.
 *
 * With q = 127 every value is tried against every branch of proofs for R = 1, 2, 3, and every
 * pair (c_0, v_0) against a fixed rest.  There chance lets false claims through, so each verdict
 * is compared with the reference's, and the counts with what theory gives.  A prover who takes
 * sigma for another value l gets every b_j wrong by K^((sigma - l) c_j); it is believed when the
 * hash of what the verifier recomputes is the sum of its challenges all the same, 1 in q (all c_j
 * being 0, 1 in q^(R+1), adds nothing to speak of). With q of 64 bits no false claim of some
 * hundreds may pass at all.
 */
#include "fixture.h"
#include "reference.h"

#include <stdio.h>
#include <stdlib.h>

static const uint8_t KEY[32] = { 0x42 };
static unsigned long seed;

typedef struct world {
    ref_group ref;
    fixture fx;
    ref_bytes prefix;        /* separator 24, contest 1, option 2 */
    cf_transcript challenge; /* the same, started */
    mpz_t xi, alpha, beta;
    ref_range_proof proof;
} world;

static void open_world(world *w, const cf_group *group)
{
    ref_group_open(&w->ref, group, seed);
    const cf_element k = ref_element(&w->ref, w->ref.k);
    const cf_element k_hat = ref_element(&w->ref, w->ref.k_hat);
    fixture_open(&w->fx, group, &k, &k_hat);

    w->prefix.len = 0;
    ref_put_u8(&w->prefix, 0x24);
    ref_put_u32(&w->prefix, 1);
    ref_put_u32(&w->prefix, 2);
    cf_hmac_key key;
    cf_hmac_key_init(&key, KEY, sizeof KEY);
    cf_transcript_start(&w->challenge, &key, 0x24);
    cf_transcript_u32(&w->challenge, 1);
    cf_transcript_u32(&w->challenge, 2);

    mpz_inits(w->xi, w->alpha, w->beta, NULL);
    ref_range_proof_open(&w->proof);
}

static void close_world(world *w)
{
    ref_range_proof_close(&w->proof);
    mpz_clears(w->xi, w->alpha, w->beta, NULL);
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

/* Encrypt sigma under a fresh nonce and prove that it is `value`, in range or not. */
static void prove(world *w, unsigned long sigma, size_t value, size_t bound)
{
    ref_random_scalar(&w->ref, w->xi);
    ref_encrypt(&w->ref, w->ref.k, sigma, w->xi, w->alpha, w->beta);
    ref_range_prove(&w->ref, KEY, &w->prefix, w->alpha, w->beta, w->xi, value, bound, &w->proof);
}

static bool reference_holds(const world *w)
{
    return ref_range_holds(&w->ref, KEY, &w->prefix, w->alpha, w->beta, &w->proof);
}

static void scalars_of(const ref_range_proof *proof, cf_scalar *c, cf_scalar *v)
{
    for (size_t j = 0; j < proof->branches; j++) {
        c[j] = ref_scalar(proof->c[j]);
        v[j] = ref_scalar(proof->v[j]);
    }
}

static bool holds(world *w)
{
    cf_scalar c[REF_BRANCHES_MAX];
    cf_scalar v[REF_BRANCHES_MAX];
    scalars_of(&w->proof, c, v);
    const cf_element alpha = ref_element(&w->ref, w->alpha);
    const cf_element beta = ref_element(&w->ref, w->beta);
    cf_arena_reset(w->fx.arena);
    return range_holds(&w->fx, &w->challenge, &alpha, &beta, w->proof.branches - 1, c, v);
}

enum { TRIALS = 4 };

static void every_value_against_every_branch(void **state)
{
    (void)state;
    static world w;
    open_world(&w, smallest());
    const unsigned long q = mpz_get_ui(w.ref.q);
    assert_int_equal(q, 127);
    size_t lies = 0;
    size_t believed = 0;
    for (size_t bound = 1; bound <= 3; bound++) {
        for (unsigned long sigma = 0; sigma < q; sigma++) {
            for (size_t value = 0; value <= bound; value++) {
                for (size_t trial = 0; trial < TRIALS; trial++) {
                    prove(&w, sigma, value, bound);
                    const bool found = holds(&w);
                    assert_int_equal(found, reference_holds(&w));
                    if (sigma == value) {
                        assert_true(found);
                    } else {
                        lies++;
                        believed += found;
                    }
                }
            }
        }
    }
    /* mean lies / 127, deviation below its root: five deviations either way */
    const double mean = (double)lies / 127;
    printf("%zu false claims, %zu believed by chance, about %.0f expected\n", lies, believed, mean);
    assert_true(((double)believed - mean) * ((double)believed - mean) < 25 * mean);
    close_world(&w);
}

static void no_false_claim_passes_where_q_is_large(void **state)
{
    (void)state;
    static world w;
    open_world(&w, largest_toy());
    for (size_t bound = 1; bound <= 4; bound++) {
        for (unsigned long sigma = 0; sigma <= bound + 20; sigma++) {
            for (size_t value = 0; value <= bound; value++) {
                prove(&w, sigma, value, bound);
                assert_int_equal(holds(&w), sigma == value);
            }
        }
        /* q - 1 is a vote of minus one */
        mpz_t minus_one;
        mpz_init(minus_one);
        mpz_sub_ui(minus_one, w.ref.q, 1);
        prove(&w, mpz_get_ui(minus_one), 0, bound);
        assert_false(holds(&w));
        mpz_clear(minus_one);
    }
    close_world(&w);
}

/* Every (c_0, v_0) of the smallest world with the rest of a proof fixed.  Returns how many hold. */
static size_t count_first_branches(world *w)
{
    static cf_scalar c[127][2];
    static cf_scalar v[127][2];
    static cf_range_claim claims[127];
    static cf_element alpha[127];
    static cf_element beta[127];
    bool found[127];
    size_t holding = 0;
    for (unsigned long c_0 = 0; c_0 < 127; c_0++) {
        for (unsigned long v_0 = 0; v_0 < 127; v_0++) {
            mpz_set_ui(w->proof.c[0], c_0);
            mpz_set_ui(w->proof.v[0], v_0);
            scalars_of(&w->proof, c[v_0], v[v_0]);
            alpha[v_0] = ref_element(&w->ref, w->alpha);
            beta[v_0] = ref_element(&w->ref, w->beta);
            claims[v_0] =
                (cf_range_claim){ .challenge = w->challenge, .bound = 1, .c = c[v_0], .v = v[v_0] };
        }
        cf_arena_reset(w->fx.arena);
        assert_int_equal(
            cf_range_check_elements(&w->fx.bases, w->fx.arena, 127, alpha, beta, claims, found),
            CF_OK);
        for (unsigned long v_0 = 0; v_0 < 127; v_0++) {
            mpz_set_ui(w->proof.v[0], v_0);
            assert_int_equal(found[v_0], reference_holds(w));
            holding += found[v_0];
        }
    }
    return holding;
}

/*
 * For an encryption of 0 the pair (c_0, v_0) gives (g^w, K^w) with w = v_0 + xi c_0, so each of
 * the q values of w asks for one c_0: exactly q pairs hold, whatever the other branch is.  For an
 * encryption of 1 the pairs give q^2 different commitments, and each holds with chance 1 / q.
 */
static void exactly_q_first_branches_hold_for_a_zero(void **state)
{
    (void)state;
    static world w;
    open_world(&w, smallest());
    prove(&w, 0, 0, 1);
    assert_int_equal(count_first_branches(&w), 127);
    prove(&w, 0, 1, 1); /* a rest that was made for another value changes nothing */
    assert_int_equal(count_first_branches(&w), 127);

    prove(&w, 1, 1, 1);
    const size_t by_chance = count_first_branches(&w);
    assert_true(by_chance > 127 - 5 * 12 && by_chance < 127 + 5 * 12);
    close_world(&w);
}

/* --- batches through the door --- */

typedef struct batch {
    size_t count;
    cf_unchecked_element *alpha_claimed, *beta_claimed;
    cf_range_claim *claims;
    cf_element *alpha, *beta;
    cf_refusal *alpha_verdict, *beta_verdict;
    bool *holds;
    uint8_t *octets; /* of all claimed elements, 2 * width a claim */
} batch;

static void *take(size_t count, size_t each)
{
    void *memory = aligned_alloc(64, (count * each + 63) / 64 * 64);
    assert_non_null(memory);
    memset(memory, 0, count * each);
    return memory;
}

static batch batch_open(const world *w, size_t count)
{
    return (batch){ .count = count,
                    .alpha_claimed = take(count, sizeof(cf_unchecked_element)),
                    .beta_claimed = take(count, sizeof(cf_unchecked_element)),
                    .claims = take(count, sizeof(cf_range_claim)),
                    .alpha = take(count, sizeof(cf_element)),
                    .beta = take(count, sizeof(cf_element)),
                    .alpha_verdict = take(count, sizeof(cf_refusal)),
                    .beta_verdict = take(count, sizeof(cf_refusal)),
                    .holds = take(count, sizeof(bool)),
                    .octets = take(count, 2 * w->ref.width) };
}

static void batch_close(batch *b)
{
    for (size_t i = 0; i < b->count; i++) {
        union {
            const cf_scalar *given;
            void *owned;
        } c = { b->claims[i].c }, v = { b->claims[i].v };
        free(c.owned);
        free(v.owned);
    }
    free(b->alpha_claimed);
    free(b->beta_claimed);
    free(b->claims);
    free(b->alpha);
    free(b->beta);
    free(b->alpha_verdict);
    free(b->beta_verdict);
    free(b->holds);
    free(b->octets);
}

/* Claim i of the batch: an honest proof of sigma. */
static void batch_set(world *w, batch *b, size_t i, size_t sigma, size_t bound)
{
    prove(w, sigma, sigma, bound);
    cf_scalar *c = take(bound + 1, sizeof *c);
    cf_scalar *v = take(bound + 1, sizeof *v);
    scalars_of(&w->proof, c, v);
    uint8_t *octets = b->octets + i * 2 * w->ref.width;
    b->alpha_claimed[i] = ref_claim(&w->ref, w->alpha, octets);
    b->beta_claimed[i] = ref_claim(&w->ref, w->beta, octets + w->ref.width);
    b->claims[i] = (cf_range_claim){ .challenge = w->challenge, .bound = bound, .c = c, .v = v };
}

static void batch_run(world *w, batch *b)
{
    cf_arena_reset(w->fx.arena);
    assert_int_equal(cf_range_check_ciphertexts(
                         &w->fx.bases, w->fx.arena, b->count, b->alpha_claimed, b->beta_claimed,
                         b->claims, b->alpha, b->beta, b->alpha_verdict, b->beta_verdict, b->holds),
                     CF_OK);
}

static void assert_is_claimed(world *w, const cf_element *element, cf_unchecked_element claimed)
{
    uint8_t octets[CF_ELEMENT_OCTETS_MAX];
    cf_group_encode(w->ref.group, 1, element, octets);
    assert_memory_equal(octets, claimed.octets.at, w->ref.width);
}

/* Bounds from 1 to 5 and one past a handful, more claims than a handful holds, in mixed order. */
static void claims_of_any_bounds_are_kept_apart(void **state)
{
    (void)state;
    static world w;
    open_world(&w, largest_toy());
    batch b = batch_open(&w, 400);
    for (size_t i = 0; i < b.count; i++) {
        const size_t bound = i == 200 ? 300 : 1 + i * i % 5;
        batch_set(&w, &b, i, i % (bound + 1), bound);
    }
    batch_run(&w, &b);
    for (size_t i = 0; i < b.count; i++) {
        assert_true(b.holds[i]);
        assert_int_equal(b.alpha_verdict[i], CF_ADMITTED);
        assert_int_equal(b.beta_verdict[i], CF_ADMITTED);
        assert_is_claimed(&w, &b.alpha[i], b.alpha_claimed[i]);
        assert_is_claimed(&w, &b.beta[i], b.beta_claimed[i]);
    }

    /* One claim in ten is hashed with an octet more before it: these and no others fail. */
    for (size_t i = 0; i < b.count; i += 10) {
        b.claims[i].challenge = w.challenge;
        cf_transcript_octets(&b.claims[i].challenge, cf_octets_of("", 1));
    }
    batch_run(&w, &b);
    for (size_t i = 0; i < b.count; i++) {
        assert_int_equal(b.holds[i], i % 10 != 0);
    }
    batch_close(&b);
    close_world(&w);
}

/* Every way in which octets can be no element. */
typedef enum way {
    WAY_NOT_DECODED,
    WAY_SHORT,
    WAY_LONG,
    WAY_P,
    WAY_ZERO,
    WAY_SIGN,  /* -x: order 2 q */
    WAY_OTHER, /* 2, which generates far more than the subgroup */
    WAYS
} way;

static const cf_refusal REFUSALS[WAYS] = {
    [WAY_NOT_DECODED] = CF_REFUSED_ENCODING,
    [WAY_SHORT] = CF_REFUSED_WIDTH,
    [WAY_LONG] = CF_REFUSED_WIDTH,
    [WAY_P] = CF_REFUSED_RANGE,
    [WAY_ZERO] = CF_REFUSED_ZERO,
    [WAY_SIGN] = CF_REFUSED_SUBGROUP,
    [WAY_OTHER] = CF_REFUSED_SUBGROUP,
};

/* The claim spoilt in one way; octets holds an element and one octet more. */
static cf_unchecked_element spoilt(const world *w, cf_unchecked_element claim, way how,
                                   uint8_t *octets)
{
    const size_t width = w->ref.width;
    mpz_t number;
    mpz_init(number);
    mpz_import(number, width, 1, 1, 1, 0, claim.octets.at);
    memset(octets, 0, width + 1);
    switch (how) {
    case WAY_NOT_DECODED:
        claim.octets = (cf_octets){ .at = NULL, .len = 0 };
        break;
    case WAY_SHORT:
        claim.octets.len--;
        break;
    case WAY_LONG: /* the same number */
        memcpy(octets + 1, claim.octets.at, width);
        claim.octets = cf_octets_of(octets, width + 1);
        break;
    case WAY_P:
        claim = ref_claim(&w->ref, w->ref.p, octets);
        break;
    case WAY_ZERO:
        claim.octets = cf_octets_of(octets, width);
        break;
    case WAY_SIGN:
        mpz_sub(number, w->ref.p, number);
        claim = ref_claim(&w->ref, number, octets);
        break;
    case WAY_OTHER:
    case WAYS:
        mpz_set_ui(number, 2);
        claim = ref_claim(&w->ref, number, octets);
        break;
    }
    mpz_clear(number);
    return claim;
}

enum { NEIGHBOURS = 5, VICTIM = 2 };

/* The victim's alpha (or beta) is refused and stands for 1; nothing else of the batch suffers. */
static void only_the_victim_is_refused(world *w, way how, bool second)
{
    batch b = batch_open(w, NEIGHBOURS);
    for (size_t i = 0; i < NEIGHBOURS; i++) {
        batch_set(w, &b, i, i % 2, 1);
    }
    uint8_t octets[CF_ELEMENT_OCTETS_MAX + 1];
    cf_unchecked_element *victim = second ? &b.beta_claimed[VICTIM] : &b.alpha_claimed[VICTIM];
    *victim = spoilt(w, *victim, how, octets);
    batch_run(w, &b);

    const cf_refusal *hit = second ? b.beta_verdict : b.alpha_verdict;
    const cf_refusal *missed = second ? b.alpha_verdict : b.beta_verdict;
    for (size_t i = 0; i < NEIGHBOURS; i++) {
        assert_int_equal(b.holds[i], i != VICTIM);
        assert_int_equal(hit[i], i == VICTIM ? REFUSALS[how] : CF_ADMITTED);
        assert_int_equal(missed[i], CF_ADMITTED);
    }
    cf_element identity;
    cf_group_identity(w->ref.group, &identity);
    assert_true(
        cf_group_equal(w->ref.group, second ? &b.beta[VICTIM] : &b.alpha[VICTIM], &identity));
    assert_is_claimed(w, second ? &b.alpha[VICTIM] : &b.beta[VICTIM],
                      second ? b.alpha_claimed[VICTIM] : b.beta_claimed[VICTIM]);
    batch_close(&b);
}

static void what_is_no_element_is_refused_alone(void **state)
{
    (void)state;
    static world w;
    open_world(&w, largest_toy());
    for (way how = 0; how < WAYS; how++) {
        only_the_victim_is_refused(&w, how, false);
        only_the_victim_is_refused(&w, how, true);
    }
    close_world(&w);
}

/*
 * What is refused is computed with as if it were 1.  An attacker who knows that proves the truth
 * about 1 and sends something else in its place: the equation holds, the claim must not.
 */
static void a_proof_about_one_does_not_save_what_was_refused(void **state)
{
    (void)state;
    static world w;
    open_world(&w, largest_toy());
    for (size_t second = 0; second < 2; second++) {
        batch b = batch_open(&w, 3);
        for (size_t i = 0; i < b.count; i++) {
            batch_set(&w, &b, i, 0, 1);
        }
        mpz_set_ui(w.alpha, 1); /* nonce 0, value 0 */
        mpz_set_ui(w.beta, 1);
        mpz_set_ui(w.xi, 0);
        ref_range_prove(&w.ref, KEY, &w.prefix, w.alpha, w.beta, w.xi, 0, 1, &w.proof);
        cf_scalar c[2];
        cf_scalar v[2];
        scalars_of(&w.proof, c, v);
        b.alpha_claimed[1] = ref_claim(&w.ref, w.alpha, b.octets);
        b.beta_claimed[1] = b.alpha_claimed[1];
        const cf_range_claim honest = b.claims[1];
        b.claims[1].c = c;
        b.claims[1].v = v;
        batch_run(&w, &b);
        assert_true(b.holds[1]);

        cf_unchecked_element *victim = second ? &b.beta_claimed[1] : &b.alpha_claimed[1];
        *victim = (cf_unchecked_element){ { .at = NULL, .len = 0 } };
        batch_run(&w, &b);
        assert_false(b.holds[1]);
        b.claims[1] = honest;
        batch_close(&b);
    }
    close_world(&w);
}

/*
 * An attacker who sends alpha = p - alpha' hopes that even challenges hide the sign.  The door
 * says no even where the equation would hold.
 */
static void a_flipped_sign_is_refused_whatever_the_challenges(void **state)
{
    (void)state;
    static world w;
    open_world(&w, smallest());
    for (size_t trial = 0; trial < 100; trial++) {
        batch b = batch_open(&w, 1);
        batch_set(&w, &b, 0, trial % 2, 1);
        uint8_t octets[CF_ELEMENT_OCTETS_MAX];
        mpz_sub(w.alpha, w.ref.p, w.alpha);
        b.alpha_claimed[0] = ref_claim(&w.ref, w.alpha, octets);
        batch_run(&w, &b);
        assert_int_equal(b.alpha_verdict[0], CF_REFUSED_SUBGROUP);
        assert_false(b.holds[0]);
        batch_close(&b);
    }
    close_world(&w);
}

static void a_claim_without_scalars_is_only_admitted(void **state)
{
    (void)state;
    static world w;
    open_world(&w, largest_toy());
    batch b = batch_open(&w, 6);
    for (size_t i = 0; i < b.count; i++) {
        batch_set(&w, &b, i, 1, 2);
    }
    const cf_scalar *kept[] = { b.claims[1].c, b.claims[3].v };
    b.claims[1].c = NULL;
    b.claims[3].v = NULL;
    b.claims[3].bound = (size_t)-1; /* nobody knows it */
    batch_run(&w, &b);
    for (size_t i = 0; i < b.count; i++) {
        assert_int_equal(b.holds[i], i != 1 && i != 3);
        assert_int_equal(b.alpha_verdict[i], CF_ADMITTED);
        assert_is_claimed(&w, &b.alpha[i], b.alpha_claimed[i]);
        assert_is_claimed(&w, &b.beta[i], b.beta_claimed[i]);
    }
    bool found[6];
    cf_arena_reset(w.fx.arena);
    assert_int_equal(
        cf_range_check_elements(&w.fx.bases, w.fx.arena, b.count, b.alpha, b.beta, b.claims, found),
        CF_OK);
    assert_memory_equal(found, b.holds, sizeof found);
    b.claims[1].c = kept[0];
    b.claims[3].v = kept[1];
    batch_close(&b);
    close_world(&w);
}

/* c + q would pass every equation; it cannot be written as a scalar. */
static void a_scalar_of_q_or_more_does_not_come_through(void **state)
{
    (void)state;
    for (size_t which = 0; which < cf_group_toy_count(); which++) {
        static world w;
        open_world(&w, cf_group_toy(which));
        prove(&w, 0, 0, 1);
        for (size_t j = 0; j < 2; j++) {
            mpz_t *scalars[] = { &w.proof.c[j], &w.proof.v[j] };
            for (size_t i = 0; i < 2; i++) {
                uint8_t octets[CF_SCALAR_OCTETS] = { 0 };
                mpz_add(*scalars[i], *scalars[i], w.ref.q);
                const size_t len = (mpz_sizeinbase(*scalars[i], 2) + 7) / 8;
                mpz_export(octets + sizeof octets - len, NULL, 1, 1, 1, 0, *scalars[i]);
                const cf_unchecked_scalar claimed = { cf_octets_of(octets, sizeof octets) };
                cf_scalar out;
                assert_int_equal(cf_scalar_admit(w.ref.group, claimed, &out), CF_REFUSED_RANGE);
            }
        }
        close_world(&w);
    }
}

static void no_claims_need_nothing(void **state)
{
    (void)state;
    static world w;
    open_world(&w, smallest());
    assert_int_equal(cf_range_check_elements(&w.fx.bases, w.fx.arena, 0, NULL, NULL, NULL, NULL),
                     CF_OK);
    assert_int_equal(cf_range_check_ciphertexts(&w.fx.bases, w.fx.arena, 0, NULL, NULL, NULL, NULL,
                                                NULL, NULL, NULL, NULL),
                     CF_OK);
    close_world(&w);
}

/* Arenas of every size up to what is needed: out of memory, and not an output touched. */
static void a_full_arena_decides_nothing(void **state)
{
    (void)state;
    static world w;
    open_world(&w, largest_toy());
    batch b = batch_open(&w, 3);
    for (size_t i = 0; i < b.count; i++) {
        batch_set(&w, &b, i, 0, 1);
    }
    memset(b.alpha, 0x5a, b.count * sizeof *b.alpha);
    memset(b.holds, 0x5a, b.count);
    cf_element untouched[3];
    memset(untouched, 0x5a, sizeof untouched);
    size_t refusals = 0;
    cf_status status = CF_ERR_MEMORY;
    for (size_t limit = 0; status != CF_OK; limit += 256) {
        assert_true(limit < 1 << 20);
        cf_arena *small = cf_arena_open(limit);
        assert_non_null(small);
        status = cf_range_check_ciphertexts(&w.fx.bases, small, b.count, b.alpha_claimed,
                                            b.beta_claimed, b.claims, b.alpha, b.beta,
                                            b.alpha_verdict, b.beta_verdict, b.holds);
        cf_arena_close(small);
        if (status != CF_OK) {
            assert_int_equal(status, CF_ERR_MEMORY);
            assert_memory_equal(b.alpha, untouched, sizeof untouched);
            assert_memory_equal(b.holds, untouched, b.count);
            refusals++;
        }
    }
    assert_true(refusals > 10 && b.holds[0] && b.holds[1] && b.holds[2]);
    batch_close(&b);
    close_world(&w);
}

int main(int argc, char **argv)
{
    seed = ref_seed(argc, argv);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_value_against_every_branch),
        cmocka_unit_test(no_false_claim_passes_where_q_is_large),
        cmocka_unit_test(exactly_q_first_branches_hold_for_a_zero),
        cmocka_unit_test(claims_of_any_bounds_are_kept_apart),
        cmocka_unit_test(what_is_no_element_is_refused_alone),
        cmocka_unit_test(a_proof_about_one_does_not_save_what_was_refused),
        cmocka_unit_test(a_flipped_sign_is_refused_whatever_the_challenges),
        cmocka_unit_test(a_claim_without_scalars_is_only_admitted),
        cmocka_unit_test(a_scalar_of_q_or_more_does_not_come_through),
        cmocka_unit_test(no_claims_need_nothing),
        cmocka_unit_test(a_full_arena_decides_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
