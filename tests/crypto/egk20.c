/*
 * Profile egk2.0: every hash against the layout of doc/readings.md written out octet by octet, in
 * the standard group, and its proofs made by the reference in the largest toy group.  Records of
 * other people's programs are in egk_vectors.c and egk_record.c.
 */
#include "fixture.h"
#include "reference.h"

#include "crypto/egk20.h"

static unsigned long seed;

static const uint8_t H_E[32] = { 0xE0, 0xE1 };

typedef struct world {
    ref_group ref;
    fixture fx;
    cf_hash hash; /* H_E as a hash */
    cf_hmac_key key;
    mpz_t x, y;
    cf_element x_element, y_element;
} world;

static void open_world(world *w, const cf_group *group)
{
    ref_group_open(&w->ref, group, seed);
    const cf_element k = ref_element(&w->ref, w->ref.k);
    fixture_open(&w->fx, group, &k, &k);
    memcpy(w->hash.octets, H_E, sizeof H_E);
    cf_hmac_key_init(&w->key, H_E, sizeof H_E);
    mpz_inits(w->x, w->y, NULL);
    mpz_powm_ui(w->x, w->ref.g, 1234567, w->ref.p);
    mpz_powm_ui(w->y, w->ref.g, 7654321, w->ref.p);
    w->x_element = ref_element(&w->ref, w->x);
    w->y_element = ref_element(&w->ref, w->y);
}

static void close_world(world *w)
{
    mpz_clears(w->x, w->y, NULL);
    fixture_close(&w->fx);
    ref_group_close(&w->ref);
}

static void put(const world *w, ref_bytes *bytes, const mpz_t element)
{
    ref_put_number(bytes, element, w->ref.width);
}

static ref_bytes starting(uint8_t separator)
{
    ref_bytes bytes = { .len = 0 };
    ref_put_u8(&bytes, separator);
    return bytes;
}

static void assert_is_hash_of(const cf_hash *found, const uint8_t key[32], const ref_bytes *bytes)
{
    cf_hash expected;
    ref_hash(key, bytes, &expected);
    assert_memory_equal(found, &expected, sizeof expected);
}

static void assert_closes_to(cf_transcript *transcript, const ref_bytes *bytes)
{
    cf_hash found;
    cf_transcript_close(transcript, &found);
    assert_is_hash_of(&found, H_E, bytes);
}

/* The value that every record of the standard group has. */
static void parameter_base_hash_is_the_known_one(void **state)
{
    (void)state;
    static world w;
    open_world(&w, cf_group_standard());
    cf_hash found;
    cf_egk20_parameter_base_hash(w.ref.group, &found);
    assert_hash_is(&w.fx, &found,
                   "2B3B025E50E09C119CBA7E9448ACD1CABC9447EF39BF06327D81C665CDD86296");
    close_world(&w);
}

static void base_hashes_are_laid_out_as_written(void **state)
{
    (void)state;
    static world w;
    open_world(&w, cf_group_standard());
    cf_transcript transcript;
    ref_bytes bytes = starting(0x01);
    ref_put_octets(&bytes, "\0\0\0\3abc", 7);
    cf_egk20_manifest_hash_start(&transcript, &w.hash, 3);
    cf_transcript_text(&transcript, "abc");
    assert_closes_to(&transcript, &bytes);

    bytes = starting(0x02);
    const cf_hash h_m = { .octets = { 5, 6 } };
    ref_put_octets(&bytes, h_m.octets, 32);
    ref_put_u32(&bytes, 5);
    ref_put_u32(&bytes, 3);
    cf_hash found;
    cf_egk20_base_hash(&w.hash, &h_m, 5, 3, &found);
    assert_is_hash_of(&found, H_E, &bytes);

    bytes = starting(0x12);
    put(&w, &bytes, w.ref.k);
    cf_egk20_extended_base_hash(&w.hash, w.ref.group, &w.fx.k, &found);
    assert_is_hash_of(&found, H_E, &bytes);

    bytes = starting(0x10);
    ref_put_u32(&bytes, 2);
    ref_put_u32(&bytes, 1);
    put(&w, &bytes, w.x);
    cf_egk20_coefficient_challenge(&transcript, &w.hash, w.ref.group, 2, 1, &w.x_element);
    assert_closes_to(&transcript, &bytes);
    close_world(&w);
}

static void ballot_hashes_are_laid_out_as_written(void **state)
{
    (void)state;
    static world w;
    open_world(&w, cf_group_standard());
    cf_transcript transcript;
    ref_bytes bytes = starting(0x21);
    put(&w, &bytes, w.ref.k);
    cf_egk20_range_challenge(&transcript, &w.key, w.ref.group, &w.fx.k);
    assert_closes_to(&transcript, &bytes);

    bytes = starting(0x23);
    ref_put_u32(&bytes, 17);
    put(&w, &bytes, w.ref.k);
    cf_egk20_contest_hash_start(&transcript, &w.key, 17, w.ref.group, &w.fx.k);
    assert_closes_to(&transcript, &bytes);

    const cf_hash chi[2] = { { .octets = { 1 } }, { .octets = { 2 } } };
    for (size_t count = 0; count <= 2; count++) {
        bytes = starting(0x24);
        ref_put_octets(&bytes, chi, 32 * count);
        ref_put_text(&bytes, "device");
        cf_hash found;
        cf_egk20_confirmation_code(&w.key, count, chi, cf_octets_of_text("device"), &found);
        assert_is_hash_of(&found, H_E, &bytes);
    }
    close_world(&w);
}

/* C_1 is hashed as upper-case text; lengths around the block that is written at a time. */
static void decryption_hashes_are_laid_out_as_written(void **state)
{
    (void)state;
    static world w;
    open_world(&w, cf_group_standard());
    cf_transcript transcript;
    ref_bytes bytes = starting(0x30);
    put(&w, &bytes, w.ref.k);
    put(&w, &bytes, w.x);
    put(&w, &bytes, w.y);
    cf_egk20_tally_challenge(&transcript, &w.key, w.ref.group, &w.fx.k, &w.x_element, &w.y_element);
    assert_closes_to(&transcript, &bytes);

    uint8_t c_1[100];
    for (size_t i = 0; i < sizeof c_1; i++) {
        c_1[i] = (uint8_t)(0xA0 + i * 7);
    }
    for (size_t len = 0; len <= sizeof c_1; len++) {
        bytes = starting(0x31);
        put(&w, &bytes, w.ref.k);
        ref_put_text(&bytes, "c zero");
        for (size_t i = 0; i < len; i++) {
            ref_put_u8(&bytes, (uint8_t) "0123456789ABCDEF"[c_1[i] >> 4]);
            ref_put_u8(&bytes, (uint8_t) "0123456789ABCDEF"[c_1[i] & 15]);
        }
        ref_put_text(&bytes, "c two");
        cf_egk20_data_decryption_challenge(&transcript, &w.key, w.ref.group, &w.fx.k,
                                           cf_octets_of_text("c zero"), cf_octets_of(c_1, len),
                                           cf_octets_of_text("c two"));
        assert_closes_to(&transcript, &bytes);
    }
    close_world(&w);
}

static void data_block(const cf_hash *key, uint32_t t, uint32_t octets, cf_hash *out)
{
    ref_bytes bytes = { .len = 0 };
    ref_put_u32(&bytes, t);
    ref_put_octets(&bytes, "share_enc_keys\0contest_datacontest1", 35);
    ref_put_u32(&bytes, 8 * octets);
    ref_hash(key->octets, &bytes, out);
}

static void contest_data_keys_and_mac_are_laid_out_as_written(void **state)
{
    (void)state;
    static world w;
    open_world(&w, cf_group_standard());
    ref_bytes bytes = starting(0x22);
    put(&w, &bytes, w.ref.k);
    put(&w, &bytes, w.x);
    put(&w, &bytes, w.y);
    cf_hash key;
    cf_egk20_data_key(&w.key, w.ref.group, &w.fx.k, &w.x_element, &w.y_element, &key);
    assert_is_hash_of(&key, H_E, &bytes);

    const cf_octets contest = cf_octets_of_text("contest1");
    for (uint32_t octets = 1; octets < 100; octets += 31) { /* 1, 32, 63, 94 */
        uint8_t data[100] = { 0 };
        cf_egk20_data_xor(&key, contest, octets, data, octets);
        cf_hash block;
        for (uint32_t i = 0; i < octets; i++) {
            data_block(&key, i / 32 + 1, octets, &block);
            assert_int_equal(data[i], block.octets[i % 32]);
        }
        assert_int_equal(data[octets], 0);

        data_block(&key, 0, octets, &block);
        ref_bytes mac = { .len = 0 };
        ref_put_text(&mac, "c zero");
        ref_put_octets(&mac, data, octets);
        cf_hash found;
        cf_egk20_data_mac(&key, contest, octets, cf_octets_of_text("c zero"),
                          cf_octets_of(data, octets), &found);
        assert_is_hash_of(&found, block.octets, &mac);
    }
    close_world(&w);
}

/* The reference proves with this profile's prefix: values 0..bound, and one that is a lie. */
static void range_proofs_hold_under_the_hash_of_this_profile(void **state)
{
    (void)state;
    static world w;
    open_world(&w, cf_group_toy(cf_group_toy_count() - 1));
    ref_bytes prefix = starting(0x21);
    put(&w, &prefix, w.ref.k);
    cf_transcript challenge;
    cf_egk20_range_challenge(&challenge, &w.key, w.ref.group, &w.fx.k);
    static ref_range_proof proof;
    ref_range_proof_open(&proof);
    mpz_t xi, alpha, beta;
    mpz_inits(xi, alpha, beta, NULL);
    for (size_t bound = 1; bound <= 4; bound++) {
        for (size_t value = 0; value <= bound; value++) {
            for (unsigned long lie = 0; lie < 2; lie++) {
                ref_random_scalar(&w.ref, xi);
                ref_encrypt(&w.ref, w.ref.k, value + lie, xi, alpha, beta);
                ref_range_prove(&w.ref, H_E, &prefix, alpha, beta, xi, value, bound, &proof);
                cf_scalar c[5];
                cf_scalar v[5];
                for (size_t j = 0; j <= bound; j++) {
                    c[j] = ref_scalar(proof.c[j]);
                    v[j] = ref_scalar(proof.v[j]);
                }
                const cf_element a = ref_element(&w.ref, alpha);
                const cf_element b = ref_element(&w.ref, beta);
                assert_int_equal(range_holds(&w.fx, &challenge, &a, &b, bound, c, v), lie == 0);
            }
        }
    }
    mpz_clears(xi, alpha, beta, NULL);
    ref_range_proof_close(&proof);
    close_world(&w);
}

int main(int argc, char **argv)
{
    seed = ref_seed(argc, argv);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parameter_base_hash_is_the_known_one),
        cmocka_unit_test(base_hashes_are_laid_out_as_written),
        cmocka_unit_test(ballot_hashes_are_laid_out_as_written),
        cmocka_unit_test(decryption_hashes_are_laid_out_as_written),
        cmocka_unit_test(contest_data_keys_and_mac_are_laid_out_as_written),
        cmocka_unit_test(range_proofs_hold_under_the_hash_of_this_profile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
