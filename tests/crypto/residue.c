/*
 * Nothing that was drawn, derived or agreed outlives the making of a proof or a key stream.
 *
 * Each function of proofs_make.h and eg21_make.h is called once in the standard group with secrets
 * that lie on a stage, and nowhere else; afterwards all memory beside the stage is searched for
 * them and for what the function made of them on its way.  Hashes and what they absorb are also
 * looked for in words of four octets the other way round, as SHA-256 keeps them.
 */
#include "making.h"

#include "base/wipe.h"
#include "crypto/eg21_make.h"
#include "residue.h"

enum { BOUND = 2, BRANCHES = BOUND + 1, KEYS = 3, WORD = 4, LEAST = 64 };

/* Everything that may be known while the test runs. */
typedef struct stage {
    scripted_entropy script;
    uint64_t value;
    cf_scalar u[KEYS], drawn[BRANCHES];
    cf_secret_scalar x[KEYS];
    cf_secret_scalar values[KEYS];
    cf_ballot_nonce xi_b;
    cf_secret_element beta;
    cf_secret_scalar derived;
    uint8_t stream[CF_EG21_SHARE_OCTETS]; /* key blocks, when xored over zeros */
    cf_hash stream_key;
    cf_secret_scalar half_u[BRANCHES], half_t[BRANCHES], half_drawn[BRANCHES];
} stage;

static stage secret;

/* What is public, and what functions scribble on. */
static struct {
    fixture fx;
    making mk;
    cf_entropy_source entropy;
    cf_transcript prefix;
    cf_hash h_p;
    cf_hmac_key h_i;
    cf_element alpha[KEYS], beta[KEYS];
    cf_scalar c[BRANCHES], v[BRANCHES];
    cf_secret_scalar room[KEYS];
    _Alignas(64) uint8_t scratch[1 << 14];
} public;

static int open_public(void **state)
{
    (void)state;
    cf_element g;
    cf_group_generator(cf_group_standard(), &g);
    fixture_open(&public.fx, cf_group_standard(), &g, &g);
    making_open(&public.mk, &public.fx);
    memset(&public.h_p, 0x11, sizeof public.h_p);
    cf_hmac_key_init(&public.h_i, public.h_p.octets, CF_HASH_OCTETS);
    cf_transcript_start(&public.prefix, &public.h_i, 0x24);
    public.entropy = script_source(&secret.script);
    return 0;
}

static int close_public(void **state)
{
    (void)state;
    making_close(&public.mk);
    fixture_close(&public.fx);
    return 0;
}

/* --- making secrets, below the stack of the test --- */

static cf_scalar fresh(scripted_entropy *source)
{
    const cf_entropy_source entropy = script_source(source);
    cf_secret_scalar out;
    assert_int_equal(cf_secret_scalar_draw(public.fx.group, &entropy, 1, &out), CF_OK);
    return out.number;
}

static void prepare(void *seed)
{
    static scripted_entropy source;
    const cf_group *group = public.fx.group;
    script_start_endless(&source, *(const uint64_t *)seed);
    script_start(&secret.script);
    for (size_t j = 0; j < KEYS; j++) {
        secret.u[j] = fresh(&source);
        script_add_scalar(&secret.script, group, &secret.u[j]);
        secret.x[j].number = fresh(&source);
        secret.values[j].number = fresh(&source);
    }
    for (size_t j = 0; j < BRANCHES; j++) {
        secret.drawn[j] = fresh(&source);
        script_add_scalar(&secret.script, group, &secret.drawn[j]);
    }
    const cf_scalar octets = fresh(&source);
    const cf_scalar exponent = fresh(&source);
    cf_scalar_encode(group, &octets, secret.xi_b.octets);
    secret.beta = agreed(public.fx.bases.k_hat, &exponent);
    secret.value = 1;
    memset(secret.stream, 0, sizeof secret.stream);
    memset(&source, 0, sizeof source);
}

static void set_stage(uint64_t seed)
{
    residue_run(prepare, &seed);
    cf_wipe_stack();
    residue_forget();
    residue_allow(&secret, sizeof secret);
}

static void watch(const char *name, const uint8_t octets[CF_HASH_OCTETS])
{
    uint8_t words[CF_HASH_OCTETS];
    for (size_t i = 0; i < sizeof words; i++) {
        words[i] = octets[i - i % WORD + (WORD - 1 - i % WORD)];
    }
    residue_watch(name, octets, CF_HASH_OCTETS);
    residue_watch(name, words, sizeof words);
    cf_wipe(words, sizeof words);
}

static void watch_scalar(const char *name, const cf_scalar *scalar)
{
    uint8_t octets[CF_SCALAR_OCTETS];
    cf_scalar_encode(public.fx.group, scalar, octets);
    residue_watch(name, octets, sizeof octets);
    cf_wipe(octets, sizeof octets);
}

/* As it is hashed, and as it lies in the domain; any 64 octets stand for all. */
static void watch_element(const char *name, const cf_element *element)
{
    uint8_t octets[CF_ELEMENT_OCTETS_MAX];
    cf_group_encode(public.fx.group, 1, element, octets);
    residue_watch(name, octets, LEAST);
    residue_watch(name, octets + CF_ELEMENT_OCTETS_MAX - LEAST, LEAST);
    residue_watch(name, element->limb, LEAST);
    cf_wipe(octets, sizeof octets);
}

static void nothing_is_left_of(void (*act)(void *))
{
    cf_wipe_stack();
    residue_run(act, NULL);
    assert_int_equal(residue_search(), 0);
}

/* --- the acts --- */

static void encrypt_values(void *context)
{
    (void)context;
    cf_elgamal_encrypt(&public.mk.bases, public.mk.bases.k, KEYS, secret.values, secret.x,
                       public.alpha, public.beta);
}

static void nothing_is_left_of_encrypting(void **state)
{
    (void)state;
    set_stage(1);
    for (size_t i = 0; i < KEYS; i++) {
        cf_scalar sum;
        cf_scalar_add(public.fx.group, &sum, &secret.values[i].number, &secret.x[i].number);
        watch_scalar("nonce", &secret.x[i].number);
        watch_scalar("value", &secret.values[i].number);
        watch_scalar("value + nonce", &sum);
        cf_wipe(&sum, sizeof sum);
    }
    nothing_is_left_of(encrypt_values);
}

static void prove_range(void *context)
{
    (void)context;
    assert_int_equal(cf_range_make(&public.mk.bases, &public.prefix, &public.alpha[0],
                                   &public.beta[0], BOUND, secret.value, &secret.x[0],
                                   &public.entropy, public.scratch, public.c, public.v),
                     CF_OK);
}

/* u_j + (value - j) c_j: beside v_j it would give the nonce. */
static void watch_exponent_of_k(uint64_t j)
{
    const cf_group *group = public.fx.group;
    cf_scalar exponent;
    cf_scalar branch;
    cf_scalar_from_u64(group, secret.value, &exponent);
    cf_scalar_from_u64(group, j, &branch);
    cf_scalar_sub(group, &exponent, &exponent, &branch);
    cf_scalar_mul(group, &exponent, &exponent, &secret.drawn[j]);
    cf_scalar_add(group, &exponent, &exponent, &secret.u[j]);
    watch_scalar("exponent of K", &exponent);
    cf_wipe(&exponent, sizeof exponent);
}

static void nothing_is_left_of_a_range_proof(void **state)
{
    (void)state;
    for (uint64_t value = 0; value <= BOUND; value++) {
        set_stage(2 + value);
        secret.value = value;
        assert_true(cf_range_make_scratch_octets(BOUND) <= sizeof public.scratch);
        watch_scalar("nonce", &secret.x[0].number);
        watch_scalar("c that was thrown away", &secret.drawn[value]);
        for (size_t j = 0; j < BRANCHES; j++) {
            watch_scalar("u", &secret.u[j]);
            watch_exponent_of_k(j);
        }
        nothing_is_left_of(prove_range);
    }
}

/* The two halves of a proof, whose secrets stand where their maker wants them. */
static cf_range_secrets secrets_on_stage(void)
{
    return (cf_range_secrets){
        .bound = BOUND, .u = secret.half_u, .t = secret.half_t, .drawn = secret.half_drawn
    };
}

static void commit(void *context)
{
    (void)context;
    const cf_range_secrets secrets = secrets_on_stage();
    assert_int_equal(cf_range_commit(public.fx.group, secret.value, &public.entropy, &secrets),
                     CF_OK);
}

static void answer(void *context)
{
    (void)context;
    const cf_range_secrets secrets = secrets_on_stage();
    cf_range_answer(public.fx.group, &public.prefix, public.scratch, public.scratch, secret.value,
                    &secret.x[0], &secrets, public.c, public.v);
}

static void nothing_is_left_of_the_halves_of_a_range_proof(void **state)
{
    (void)state;
    for (uint64_t value = 0; value <= BOUND; value++) {
        set_stage(30 + value);
        secret.value = value;
        watch_scalar("nonce", &secret.x[0].number);
        watch_scalar("c that was thrown away", &secret.drawn[value]);
        for (size_t j = 0; j < BRANCHES; j++) {
            watch_scalar("u", &secret.u[j]);
            watch_exponent_of_k(j);
        }
        nothing_is_left_of(commit);
        nothing_is_left_of(answer);
    }
}

static void prove_range_without_enough_randomness(void *context)
{
    (void)context;
    assert_int_equal(cf_range_make(&public.mk.bases, &public.prefix, &public.alpha[0],
                                   &public.beta[0], BOUND, secret.value, &secret.x[0],
                                   &public.entropy, public.scratch, public.c, public.v),
                     CF_ERR_IO);
}

static void nothing_is_left_of_a_range_proof_that_failed(void **state)
{
    (void)state;
    set_stage(5);
    secret.script.len -= CF_SCALAR_OCTETS;
    for (size_t j = 0; j < BRANCHES; j++) {
        watch_scalar("u", &secret.u[j]);
        watch_scalar("drawn c", &secret.drawn[j]);
    }
    nothing_is_left_of(prove_range_without_enough_randomness);
}

static void prove_keys(void *context)
{
    (void)context;
    assert_int_equal(cf_schnorr_make(&public.mk.bases, &public.prefix, cf_octets_of("", 0), KEYS,
                                     secret.x, &public.entropy, public.room, public.c, public.v),
                     CF_OK);
}

static void watch_keys_and_nonces(size_t count)
{
    for (size_t j = 0; j < count; j++) {
        watch_scalar("u", &secret.u[j]);
        watch_scalar("secret of a key", &secret.x[j].number);
    }
}

static void nothing_is_left_of_a_schnorr_proof(void **state)
{
    (void)state;
    set_stage(6);
    watch_keys_and_nonces(KEYS);
    nothing_is_left_of(prove_keys);
}

static void prove_equal_logarithms(void *context)
{
    (void)context;
    assert_int_equal(cf_equal_logs_make(&public.mk.bases, &public.prefix, &public.alpha[0],
                                        &public.beta[0], &secret.x[0], &public.entropy, public.c,
                                        public.v),
                     CF_OK);
}

static void nothing_is_left_of_a_proof_of_equal_logarithms(void **state)
{
    (void)state;
    set_stage(7);
    watch_keys_and_nonces(1);
    nothing_is_left_of(prove_equal_logarithms);
}

/* --- hashes --- */

static void derive_selection(void *context)
{
    (void)context;
    cf_eg21_selection_nonce(&public.h_i, public.fx.group, 1, 2, &secret.xi_b, &secret.derived);
}

static void derive_data(void *context)
{
    (void)context;
    cf_eg21_data_nonce(&public.h_i, public.fx.group, 1, &secret.xi_b, &secret.derived);
}

/* In the standard group a digest is its scalar, but for one in 2^248. */
static void watch_derived(void)
{
    uint8_t octets[CF_SCALAR_OCTETS];
    cf_scalar_encode(public.fx.group, &secret.derived.number, octets);
    watch("nonce that was derived", octets);
    watch("nonce of the ballot", secret.xi_b.octets);
    cf_wipe(octets, sizeof octets);
}

static void nothing_is_left_of_deriving_nonces(void **state)
{
    (void)state;
    void (*const derivations[])(void *) = { derive_selection, derive_data };
    for (size_t i = 0; i < 2; i++) {
        set_stage(8 + i);
        residue_run(derivations[i], NULL);
        watch_derived();
        nothing_is_left_of(derivations[i]);
    }
}

static void xor_share(void *context)
{
    (void)context;
    cf_eg21_share_xor(&public.h_p, public.fx.group, 1, 2, &public.alpha[0], &public.alpha[1],
                      &secret.beta, secret.stream);
}

static void xor_nonce(void *context)
{
    (void)context;
    cf_eg21_nonce_xor(&public.h_i, public.fx.group, &public.alpha[1], &secret.beta, secret.stream);
}

static void xor_data(void *context)
{
    (void)context;
    cf_eg21_secret_data_xor(&public.h_i, public.fx.group, 1, &public.alpha[1], &secret.beta,
                            secret.stream, sizeof secret.stream);
}

/* The key from which a stream's blocks come: H(..; separator, numbers, [kappa,] alpha, beta). */
static void hash_stream_key(void *context)
{
    const uint8_t separator = *(const uint8_t *)context;
    cf_transcript transcript;
    cf_transcript_start(&transcript, &public.h_i, separator);
    if (separator != 0x22) {
        cf_transcript_u32(&transcript, 1);
    }
    if (separator == 0x11) {
        cf_transcript_u32(&transcript, 2);
        cf_transcript_elements(&transcript, public.fx.group, 1, &public.alpha[0]);
    }
    cf_transcript_elements(&transcript, public.fx.group, 1, &public.alpha[1]);
    cf_transcript_elements(&transcript, public.fx.group, 1, &secret.beta.element);
    cf_transcript_close(&transcript, &secret.stream_key);
}

static void nothing_is_left_of_key_streams(void **state)
{
    (void)state;
    void (*const xors[])(void *) = { xor_share, xor_nonce, xor_data };
    uint8_t separators[] = { 0x11, 0x22, 0x26 };
    for (size_t i = 0; i < 3; i++) {
        set_stage(10 + i);
        residue_run(encrypt_values, NULL); /* alpha[0] and [1] are elements of some sort */
        residue_run(xors[i], NULL);
        residue_run(hash_stream_key, &separators[i]);
        watch_element("agreed element", &secret.beta.element);
        watch("key of the stream", secret.stream_key.octets);
        watch("first block", secret.stream);
        if (xors[i] != xor_nonce) {
            watch("second block", secret.stream + CF_HASH_OCTETS);
        }
        memset(secret.stream, 0, sizeof secret.stream);
        nothing_is_left_of(xors[i]);
    }
}

/* What the search would find if somebody forgot: here a nonce in the scratch of a proof. */
static void a_forgotten_nonce_is_found(void **state)
{
    (void)state;
    set_stage(20);
    watch_scalar("u", &secret.u[0]);
    memcpy(public.scratch + 100, &secret.u[0], sizeof secret.u[0]);
    assert_int_equal(residue_search(), 1);
    cf_wipe(public.scratch, sizeof public.scratch);
    assert_int_equal(residue_search(), 0);
}

int main(void)
{
    if (!residue_can_search()) {
        return 77;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_left_of_encrypting),
        cmocka_unit_test(nothing_is_left_of_a_range_proof),
        cmocka_unit_test(nothing_is_left_of_the_halves_of_a_range_proof),
        cmocka_unit_test(nothing_is_left_of_a_range_proof_that_failed),
        cmocka_unit_test(nothing_is_left_of_a_schnorr_proof),
        cmocka_unit_test(nothing_is_left_of_a_proof_of_equal_logarithms),
        cmocka_unit_test(nothing_is_left_of_deriving_nonces),
        cmocka_unit_test(nothing_is_left_of_key_streams),
        cmocka_unit_test(a_forgotten_nonce_is_found),
    };
    return cmocka_run_group_tests(tests, open_public, close_public);
}
