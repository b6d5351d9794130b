/*
 * Randomness from a seed: the same again, and nothing shared between seeds, purposes or numbers.
 */
#include "demo/seeded_entropy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <openssl/hmac.h>
#include <string.h>

enum { LEN = 100 };

static void drawn(const char *seed, const char *purpose, uint64_t number, uint8_t out[LEN])
{
    cf_seeded_root root;
    cf_seeded_stream stream;
    cf_seeded_root_init(&root, seed);
    const cf_entropy_source source = cf_seeded_source(&root, purpose, number, &stream);
    assert_int_equal(cf_entropy_fill(&source, out, LEN), CF_OK);
}

static void the_same_seed_gives_the_same(void **state)
{
    (void)state;
    uint8_t one[LEN], two[LEN];
    drawn("seed", "ballot", 7, one);
    drawn("seed", "ballot", 7, two);
    assert_memory_equal(one, two, LEN);
}

static void every_stream_is_its_own(void **state)
{
    (void)state;
    uint8_t one[LEN], other[LEN];
    drawn("seed", "ballot", 7, one);
    drawn("seeds", "ballot", 7, other);
    assert_memory_not_equal(one, other, LEN);
    drawn("seed", "ballots", 7, other);
    assert_memory_not_equal(one, other, LEN);
    drawn("seed", "ballot", 8, other);
    assert_memory_not_equal(one, other, LEN);
}

/* However it is asked for, the octets are those of the counter mode. */
static void pieces_are_the_whole(void **state)
{
    (void)state;
    uint8_t expected[128];
    for (uint8_t t = 0; t < 4; t++) {
        const uint8_t message[] = { 'v', 'o', 't', 'e', 0, 0, 0, 0, 0, 0, 0,
                                    1,   2,   0,   0,   0, 0, 0, 0, 0, t };
        assert_non_null(
            HMAC(EVP_sha256(), "s", 1, message, sizeof message, expected + 32 * t, NULL));
    }
    cf_seeded_root root;
    cf_seeded_stream stream;
    cf_seeded_root_init(&root, "s");
    const cf_entropy_source source = cf_seeded_source(&root, "vote", 258, &stream);
    uint8_t found[128];
    size_t at = 0;
    for (size_t piece = 1; at + piece <= sizeof found; piece += 7) {
        assert_int_equal(cf_entropy_fill(&source, found + at, piece), CF_OK);
        at += piece;
    }
    assert_memory_equal(found, expected, at);
}

static void without_a_seed_it_is_the_system(void **state)
{
    (void)state;
    uint8_t one[LEN], two[LEN];
    drawn(NULL, "ballot", 7, one);
    drawn(NULL, "ballot", 7, two);
    assert_memory_not_equal(one, two, LEN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_seed_gives_the_same),
        cmocka_unit_test(every_stream_is_its_own),
        cmocka_unit_test(pieces_are_the_whole),
        cmocka_unit_test(without_a_seed_it_is_the_system),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
