/*
 * SipHash against its authors' value and against OpenSSL's, for every length up to several blocks.
 */
#include "json/siphash.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

/* Key and message are 0, 1, 2.. as in the authors' vectors. */
static uint8_t counting[64];

static void ours(uint8_t out[16], const uint8_t key[16], size_t len)
{
    uint64_t key_words[2];
    uint64_t words[2];
    memcpy(key_words, key, sizeof key_words);
    cf_siphash(words, key_words, cf_octets_of(counting, len));
    memcpy(out, words, sizeof words);
}

static void theirs(uint8_t out[16], const uint8_t key[16], size_t len)
{
    size_t size = 16;
    EVP_MAC *mac = EVP_MAC_fetch(NULL, "SIPHASH", NULL);
    EVP_MAC_CTX *context = EVP_MAC_CTX_new(mac);
    const OSSL_PARAM wanted[] = { OSSL_PARAM_construct_size_t(OSSL_MAC_PARAM_SIZE, &size),
                                  OSSL_PARAM_construct_end() };
    size_t written = 0;
    assert_non_null(context);
    assert_int_equal(EVP_MAC_CTX_set_params(context, wanted), 1);
    assert_int_equal(EVP_MAC_init(context, key, 16, NULL), 1);
    assert_int_equal(EVP_MAC_update(context, counting, len), 1);
    assert_int_equal(EVP_MAC_final(context, out, &written, 16), 1);
    assert_int_equal(written, 16);
    EVP_MAC_CTX_free(context);
    EVP_MAC_free(mac);
}

static void the_authors_first_value_comes_out(void **state)
{
    (void)state;
    static const uint8_t expected[16] = { 0xa3, 0x81, 0x7f, 0x04, 0xba, 0x25, 0xa8, 0xe6,
                                          0x6d, 0xf6, 0x72, 0x14, 0xc7, 0x55, 0x02, 0x93 };
    uint8_t out[16];
    ours(out, counting, 0);
    assert_memory_equal(out, expected, sizeof expected);
}

static void every_length_agrees_with_openssl(void **state)
{
    (void)state;
    for (size_t key = 0; key < 48; key += 16) {
        for (size_t len = 0; len <= sizeof counting; len++) {
            uint8_t a[16];
            uint8_t b[16];
            ours(a, counting + key, len);
            theirs(b, counting + key, len);
            assert_memory_equal(a, b, sizeof a);
        }
    }
}

int main(void)
{
    for (size_t i = 0; i < sizeof counting; i++) {
        counting[i] = (uint8_t)i;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_authors_first_value_comes_out),
        cmocka_unit_test(every_length_agrees_with_openssl),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
