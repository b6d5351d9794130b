/*
 * SHA-256 and HMAC against published values, and every way to cut a message in two.
 *
 * A running hash has one block of memory; messages of 0 to 150 octets cut at each place run through
 * every fill of that block, and both ends of the padding rule, twice.
 */
#include "base/hash.h"
#include "base/hex.h"
#include "json/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static cf_hash sha256_of(const void *octets, size_t len)
{
    cf_sha256 sha;
    cf_hash hash;
    cf_sha256_start(&sha);
    cf_sha256_absorb(&sha, octets, len);
    cf_sha256_finish(&sha, &hash);
    return hash;
}

static cf_hash hmac_of(cf_octets key_octets, cf_octets message)
{
    cf_hmac_key key;
    cf_hmac hmac;
    cf_hash hash;
    cf_hmac_key_init(&key, key_octets.at, key_octets.len);
    cf_hmac_start(&hmac, &key);
    cf_hmac_absorb(&hmac, message.at, message.len);
    cf_hmac_finish(&hmac, &hash);
    return hash;
}

static void assert_hash(cf_hash hash, const char *expected_hex)
{
    char hex[2 * CF_HASH_OCTETS + 1];
    cf_hex_encode(hex, cf_octets_of(hash.octets, sizeof hash.octets), CF_HEX_LOWER);
    assert_string_equal(hex, expected_hex);
}

/* [FIPS180-4] by way of NIST's example values, and the empty message. */
static void published_sha256_values_come_out(void **state)
{
    (void)state;
    assert_hash(sha256_of(NULL, 0),
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_hash(sha256_of("abc", 3),
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_hash(sha256_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56),
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

static void a_million_letters_in_odd_pieces_come_out(void **state)
{
    (void)state;
    char piece[997];
    memset(piece, 'a', sizeof piece);
    cf_sha256 sha;
    cf_hash hash;
    cf_sha256_start(&sha);
    for (size_t left = 1000000; left > 0;) {
        size_t now = left < sizeof piece ? left : sizeof piece;
        cf_sha256_absorb(&sha, piece, now);
        left -= now;
    }
    cf_sha256_finish(&sha, &hash);
    assert_hash(hash, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

static void where_a_message_is_cut_does_not_matter_and_copies_go_their_own_way(void **state)
{
    (void)state;
    uint8_t message[150];
    for (size_t i = 0; i < sizeof message; i++) {
        message[i] = (uint8_t)(7 * i + 1);
    }
    for (size_t len = 0; len <= sizeof message; len++) {
        cf_hash whole = sha256_of(message, len);
        for (size_t cut = 0; cut <= len; cut++) {
            cf_sha256 prefix;
            cf_sha256_start(&prefix);
            cf_sha256_absorb(&prefix, message, cut);
            cf_sha256 copy = prefix;
            cf_sha256_absorb(&copy, "another way", 11);
            cf_sha256_absorb(&prefix, message + cut, len - cut);
            cf_hash hash;
            cf_sha256_finish(&prefix, &hash);
            assert_memory_equal(&hash, &whole, sizeof hash);
            cf_sha256_finish(&copy, &hash);
            assert_memory_not_equal(&hash, &whole, sizeof hash);
        }
    }
}

typedef struct hmac_case {
    const char *key_hex;
    const char *message_hex;
    const char *expected_hex;
} hmac_case;

/* [RFC4231] 4.2 to 4.8; 4.6 states 16 octets of its value only. */
static const hmac_case hmac_cases[] = {
    { "20*0b", "4869205468657265",
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7" },
    { "4a656665", "7768617420646f2079612077616e7420666f72206e6f7468696e673f",
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843" },
    { "20*aa", "50*dd", "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe" },
    { "0102030405060708090a0b0c0d0e0f10111213141516171819", "50*cd",
      "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b" },
    { "20*0c", "546573742057697468205472756e636174696f6e", "a3b6167473100ee06e0c796c2955552b" },
    { "131*aa",
      "54657374205573696e67204c6172676572205468616e20426c6f636b2d53697a"
      "65204b6579202d2048617368204b6579204669727374",
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54" },
    { "131*aa",
      "5468697320697320612074657374207573696e672061206c6172676572207468"
      "616e20626c6f636b2d73697a65206b657920616e642061206c61726765722074"
      "68616e20626c6f636b2d73697a6520646174612e20546865206b6579206e6565"
      "647320746f20626520686173686564206265666f7265206265696e6720757365"
      "642062792074686520484d414320616c676f726974686d2e",
      "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2" },
};

/* Hexadecimal, or a count, '*' and the octet that is repeated. */
static cf_octets from_hex(uint8_t *out, size_t room, const char *hex)
{
    const char *star = strchr(hex, '*');
    if (star != NULL) {
        size_t count = strtoul(hex, NULL, 10);
        assert_true(count <= room);
        memset(out, (int)strtoul(star + 1, NULL, 16), count);
        return cf_octets_of(out, count);
    }
    cf_octets text = cf_octets_of_text(hex);
    assert_true(text.len / 2 <= room);
    assert_int_equal(cf_hex_decode(out, text, CF_HEX_EITHER, NULL), CF_OK);
    return cf_octets_of(out, text.len / 2);
}

static void published_hmac_values_come_out(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof hmac_cases / sizeof *hmac_cases; i++) {
        const hmac_case *c = &hmac_cases[i];
        uint8_t key[256];
        uint8_t message[256];
        cf_hash hash = hmac_of(from_hex(key, sizeof key, c->key_hex),
                               from_hex(message, sizeof message, c->message_hex));
        char hex[2 * CF_HASH_OCTETS + 1];
        cf_hex_encode(hex, cf_octets_of(hash.octets, sizeof hash.octets), CF_HEX_LOWER);
        assert_memory_equal(hex, c->expected_hex, strlen(c->expected_hex));
    }
}

/* RFC 2104's limit stands at one block: 64 octets are a key, 65 are hashed into one. */
static void a_key_of_one_block_is_used_and_one_more_octet_is_hashed(void **state)
{
    (void)state;
    uint8_t key[65] = { 1, 2, 3 };
    cf_octets message = cf_octets_of_text("message");
    cf_hash hashed_key = sha256_of(key, sizeof key);
    cf_hash long_key = hmac_of(cf_octets_of(key, 65), message);
    cf_hash block_key = hmac_of(cf_octets_of(key, 64), message);
    cf_hash short_key = hmac_of(cf_octets_of(key, 3), message);
    cf_hash by_hash = hmac_of(cf_octets_of(hashed_key.octets, sizeof hashed_key.octets), message);
    assert_memory_equal(&long_key, &by_hash, sizeof long_key);
    assert_memory_equal(&block_key, &short_key, sizeof block_key); /* zeros are the padding */
    assert_memory_not_equal(&long_key, &block_key, sizeof long_key);
}

static void one_key_serves_many_messages(void **state)
{
    (void)state;
    cf_octets key_octets = cf_octets_of_text("key");
    cf_hmac_key key;
    cf_hmac_key_init(&key, key_octets.at, key_octets.len);
    for (uint8_t i = 0; i < 100; i++) {
        cf_hmac hmac;
        cf_hash hash;
        cf_hmac_start(&hmac, &key);
        cf_hmac_absorb(&hmac, &i, 1);
        cf_hmac_finish(&hmac, &hash);
        cf_hash fresh = hmac_of(key_octets, cf_octets_of(&i, 1));
        assert_memory_equal(&hash, &fresh, sizeof hash);
    }
}

static void a_claimed_hash_is_compared_with_its_length(void **state)
{
    (void)state;
    cf_hash hash = sha256_of("x", 1);
    uint8_t claim[CF_HASH_OCTETS + 1] = { 0 };
    memcpy(claim, hash.octets, sizeof hash.octets);
    assert_true(cf_hash_is(&hash, cf_octets_of(claim, CF_HASH_OCTETS)));
    assert_false(cf_hash_is(&hash, cf_octets_of(claim, CF_HASH_OCTETS + 1)));
    assert_false(cf_hash_is(&hash, cf_octets_of(claim, CF_HASH_OCTETS - 1)));
    assert_false(cf_hash_is(&hash, cf_octets_of(claim, 0)));
    assert_false(cf_hash_is(&hash, cf_octets_of(NULL, 0)));
    for (size_t i = 0; i < CF_HASH_OCTETS; i++) {
        claim[i] ^= 1;
        assert_false(cf_hash_is(&hash, cf_octets_of(claim, CF_HASH_OCTETS)));
        claim[i] ^= 1;
    }
}

typedef struct vector {
    uint8_t key[256], message[256], expected[256];
    cf_octets key_octets, message_octets, expected_octets;
} vector;

static void read_vector(cf_json *json, vector *v)
{
    cf_octets name;
    cf_json_object(json);
    while (cf_json_member(json, &name)) {
        uint8_t *out = cf_json_key_is(name, "key")  ? v->key
                       : cf_json_key_is(name, "b1") ? v->message
                       : cf_json_key_is(name, "H")  ? v->expected
                                                    : NULL;
        if (out == NULL) {
            cf_json_skip(json);
            continue;
        }
        cf_octets text = cf_json_string(json);
        assert_true(text.len <= 2 * sizeof v->key);
        assert_int_equal(cf_hex_decode(out, text, CF_HEX_UPPER, NULL), CF_OK);
        cf_octets *octets = out == v->key       ? &v->key_octets
                            : out == v->message ? &v->message_octets
                                                : &v->expected_octets;
        *octets = cf_octets_of(out, text.len / 2);
    }
}

static void electionguard_vectors_come_out(void **state)
{
    (void)state;
    static uint8_t document[1 << 16];
    static cf_json json;
    FILE *file = fopen(CF_SOURCE_DIR "/tests/vectors/electionguard/hash_primitive.json", "rb");
    assert_non_null(file);
    size_t len = fread(document, 1, sizeof document, file);
    (void)fclose(file);

    size_t count = 0;
    cf_octets name;
    cf_json_open_octets(&json, "hash_primitive.json", cf_octets_of(document, len), NULL, 0);
    cf_json_object(&json);
    while (cf_json_member(&json, &name)) {
        if (!cf_json_key_is(name, "vectors")) {
            cf_json_skip(&json);
            continue;
        }
        cf_json_array(&json);
        while (cf_json_element(&json)) {
            vector v = { 0 };
            read_vector(&json, &v);
            cf_hash hash = hmac_of(v.key_octets, v.message_octets);
            assert_true(cf_hash_is(&hash, v.expected_octets));
            count++;
        }
    }
    assert_int_equal(cf_json_finish(&json, NULL), CF_OK);
    assert_int_equal(count, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_sha256_values_come_out),
        cmocka_unit_test(a_million_letters_in_odd_pieces_come_out),
        cmocka_unit_test(where_a_message_is_cut_does_not_matter_and_copies_go_their_own_way),
        cmocka_unit_test(published_hmac_values_come_out),
        cmocka_unit_test(a_key_of_one_block_is_used_and_one_more_octet_is_hashed),
        cmocka_unit_test(one_key_serves_many_messages),
        cmocka_unit_test(a_claimed_hash_is_compared_with_its_length),
        cmocka_unit_test(electionguard_vectors_come_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
