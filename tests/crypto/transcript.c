/*
 * Transcripts against OpenSSL's HMAC over the octets laid out by hand: the primitive's vectors,
 * every entry of the hash-chain vectors that is given in full, and element counts 0 to 20, which
 * pass the handful that is encoded at a time twice.
 */
#include "fixture.h"
#include "reference.h"

static unsigned long seed;

static void hash_of(const char *key_hex, const char *octets_hex, fixture *fx, cf_hash *out)
{
    const cf_hmac_key key = hex_key(fx, key_hex);
    const cf_octets octets = hex_octets(fx, octets_hex);
    cf_transcript transcript;
    cf_transcript_start(&transcript, &key, octets.at[0]);
    cf_transcript_octets(&transcript, cf_octets_of(octets.at + 1, octets.len - 1));
    cf_transcript_close(&transcript, out);
}

static void open_standard(fixture *fx)
{
    cf_element g;
    cf_group_generator(cf_group_standard(), &g);
    fixture_open(fx, cf_group_standard(), &g, &g);
}

static void primitive_vectors_hash_to_what_they_say(void **state)
{
    (void)state;
    fixture fx;
    open_standard(&fx);
    json_t *root = vectors_load(VECTORS "hash_primitive.json");
    size_t hashed = 0;
    size_t place;
    const json_t *entry;
    json_array_foreach(member(root, "vectors"), place, entry)
    {
        const char *octets = text_of(entry, "b1");
        if (octets[0] == '\0') {
            continue; /* a transcript always has a separator */
        }
        cf_hash digest;
        hash_of(text_of(entry, "key"), octets, &fx, &digest);
        assert_hash_is(&fx, &digest, text_of(entry, "H"));
        cf_scalar reduced;
        cf_scalar_from_hash(fx.group, &digest, &reduced);
        const cf_scalar expected = hex_scalar(&fx, text_of(entry, "Hq"));
        assert_true(cf_scalar_equal(&reduced, &expected));
        hashed++;
    }
    assert_int_equal(hashed, 2);
    json_decref(root);
    fixture_close(&fx);
}

static void chain_entries_hash_to_what_they_say(void **state)
{
    (void)state;
    fixture fx;
    open_standard(&fx);
    json_t *root = vectors_load(VECTORS "v21_hash_chain.json");
    size_t hashed = 0;
    size_t place;
    const json_t *entry;
    json_array_foreach(member(root, "vectors"), place, entry)
    {
        if (json_object_get(entry, "b1") == NULL) {
            continue; /* only its digest is given */
        }
        cf_hash digest;
        hash_of(text_of(entry, "key"), text_of(entry, "b1"), &fx, &digest);
        assert_hash_is(&fx, &digest, text_of(entry, "H"));
        hashed++;
    }
    assert_true(hashed > 20);
    json_decref(root);
    fixture_close(&fx);
}

static const uint8_t KEY[32] = { 1, 2, 3 };

static cf_hmac_key test_key(void)
{
    cf_hmac_key key;
    cf_hmac_key_init(&key, KEY, sizeof KEY);
    return key;
}

static void assert_closes_to(cf_transcript *transcript, const ref_bytes *bytes)
{
    cf_hash found;
    cf_hash expected;
    cf_transcript_close(transcript, &found);
    ref_hash(KEY, bytes, &expected);
    assert_memory_equal(&found, &expected, sizeof found);
}

static void fields_are_written_at_their_widths(void **state)
{
    (void)state;
    const cf_hmac_key key = test_key();
    const cf_hash hash = { .octets = { 9, 8, 7 } };
    cf_transcript transcript;
    cf_transcript_start(&transcript, &key, 0xA5);
    cf_transcript_u32(&transcript, 0x01020304);
    cf_transcript_text(&transcript, "pk_vote");
    cf_transcript_counted(&transcript, cf_octets_of_text("abc"));
    cf_transcript_counted(&transcript, cf_octets_of("", 0));
    cf_transcript_hash(&transcript, &hash);

    ref_bytes bytes = { .len = 0 };
    ref_put_octets(&bytes,
                   "\xA5\x01\x02\x03\x04pk_vote\x00\x00\x00\x03"
                   "abc\x00\x00\x00\x00",
                   1 + 4 + 7 + 4 + 3 + 4);
    ref_put_octets(&bytes, hash.octets, sizeof hash.octets);
    assert_closes_to(&transcript, &bytes);
}

static void a_key_used_once_is_the_same_key(void **state)
{
    (void)state;
    const cf_hmac_key key = test_key();
    cf_hash as_hash;
    memcpy(as_hash.octets, KEY, sizeof KEY);
    cf_transcript one;
    cf_transcript other;
    cf_hash first;
    cf_hash second;
    cf_transcript_start(&one, &key, 0x20);
    cf_transcript_start_under(&other, &as_hash, 0x20);
    cf_transcript_close(&one, &first);
    cf_transcript_close(&other, &second);
    assert_memory_equal(&first, &second, sizeof first);
}

static void a_copy_goes_its_own_way(void **state)
{
    (void)state;
    const cf_hmac_key key = test_key();
    cf_transcript trunk;
    cf_transcript_start(&trunk, &key, 0x24);
    cf_transcript_u32(&trunk, 7);
    cf_transcript left = trunk;
    cf_transcript right = trunk;
    cf_transcript_text(&left, "left");
    cf_transcript_text(&right, "right");

    ref_bytes bytes = { .len = 0 };
    ref_put_u8(&bytes, 0x24);
    ref_put_u32(&bytes, 7);
    ref_bytes left_bytes = bytes;
    ref_put_text(&left_bytes, "left");
    assert_closes_to(&left, &left_bytes);
    ref_put_text(&bytes, "right");
    assert_closes_to(&right, &bytes);
}

static void octets_that_are_none_hash_like_an_empty_span(void **state)
{
    (void)state;
    const cf_hmac_key key = test_key();
    cf_transcript transcript;
    cf_transcript_start(&transcript, &key, 0x01);
    cf_transcript_octets(&transcript, (cf_octets){ .at = NULL, .len = 0 });
    cf_transcript_counted(&transcript, (cf_octets){ .at = NULL, .len = 5 });
    ref_bytes bytes = { .len = 0 };
    ref_put_octets(&bytes, "\x01\x00\x00\x00\x00", 5);
    assert_closes_to(&transcript, &bytes);
}

enum { MANY = 20 };

static void any_number_of_elements_is_hashed_in_order(void **state)
{
    (void)state;
    ref_group ref;
    ref_group_open(&ref, cf_group_toy(cf_group_toy_count() - 1), seed);
    const cf_hmac_key key = test_key();
    cf_element a[MANY];
    cf_element b[MANY];
    mpz_t number[2 * MANY];
    for (size_t i = 0; i < 2 * MANY; i++) {
        mpz_init(number[i]);
        ref_random_scalar(&ref, number[i]);
        mpz_powm(number[i], ref.g, number[i], ref.p);
        *(i % 2 == 0 ? &a[i / 2] : &b[i / 2]) = ref_element(&ref, number[i]);
    }

    for (size_t count = 0; count <= MANY; count++) {
        cf_transcript transcript;
        cf_transcript_start(&transcript, &key, 0x28);
        cf_transcript_elements(&transcript, ref.group, count, a);
        cf_transcript_pairs(&transcript, ref.group, count, a, b);
        ref_bytes bytes = { .len = 0 };
        ref_put_u8(&bytes, 0x28);
        for (size_t i = 0; i < count; i++) {
            ref_put_number(&bytes, number[2 * i], ref.width);
        }
        for (size_t i = 0; i < 2 * count; i++) {
            ref_put_number(&bytes, number[i], ref.width);
        }
        assert_closes_to(&transcript, &bytes);
    }
    for (size_t i = 0; i < 2 * MANY; i++) {
        mpz_clear(number[i]);
    }
    ref_group_close(&ref);
}

static void a_challenge_is_the_digest_modulo_q(void **state)
{
    (void)state;
    for (size_t which = 0; which < cf_group_toy_count(); which++) {
        ref_group ref;
        ref_group_open(&ref, cf_group_toy(which), seed);
        const cf_hmac_key key = test_key();
        mpz_t expected;
        mpz_init(expected);
        for (uint32_t i = 0; i < 100; i++) {
            cf_transcript transcript;
            cf_transcript_start(&transcript, &key, 0x24);
            cf_transcript_u32(&transcript, i);
            cf_scalar found;
            cf_transcript_close_scalar(&transcript, ref.group, &found);
            ref_bytes bytes = { .len = 0 };
            ref_put_u8(&bytes, 0x24);
            ref_put_u32(&bytes, i);
            ref_challenge(&ref, KEY, &bytes, expected);
            const cf_scalar expected_scalar = ref_scalar(expected);
            assert_true(cf_scalar_equal(&found, &expected_scalar));
        }
        mpz_clear(expected);
        ref_group_close(&ref);
    }
}

int main(int argc, char **argv)
{
    seed = ref_seed(argc, argv);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(primitive_vectors_hash_to_what_they_say),
        cmocka_unit_test(chain_entries_hash_to_what_they_say),
        cmocka_unit_test(fields_are_written_at_their_widths),
        cmocka_unit_test(a_key_used_once_is_the_same_key),
        cmocka_unit_test(a_copy_goes_its_own_way),
        cmocka_unit_test(octets_that_are_none_hash_like_an_empty_span),
        cmocka_unit_test(any_number_of_elements_is_hashed_in_order),
        cmocka_unit_test(a_challenge_is_the_digest_modulo_q),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
