/*
 * Every way of reading many digits at once, against one digit after another.
 *
 * Lengths 0 to 200 pass the widest step several times and end in every rest.  Each text stands
 * right before a page that nobody may touch, and its octets right before another: a step too
 * far ends the program.
 */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */

#include "base/hex_ways.h"
#include "base/word.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

enum { LEN_MAX = 200 };

static const cf_hex_way *const ways[] = {
    &cf_hex_words,
#if defined(__SSE2__)
    &cf_hex_sse2,
#endif
};
enum { WAYS = sizeof ways / sizeof ways[0] };

static const char *const digits_of[] = {
    [CF_HEX_UPPER] = "0123456789ABCDEF",
    [CF_HEX_LOWER] = "0123456789abcdef",
    [CF_HEX_EITHER] = "0123456789abcdefABCDEF",
};

/* The ends of two pages, each before one that nobody may touch. */
static uint8_t *text_end;
static uint8_t *octets_end;

static uint8_t *page_end(void)
{
    const size_t page = (size_t)sysconf(_SC_PAGESIZE);
    uint8_t *pages =
        mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    assert_true(pages != MAP_FAILED && page >= LEN_MAX);
    assert_int_equal(mprotect(pages + page, page, PROT_NONE), 0);
    return pages + page;
}

static int open_pages(void **state)
{
    (void)state;
    text_end = page_end();
    octets_end = page_end();
    srand(2026);
    return 0;
}

static bool is_digit(uint8_t character, cf_hex_case letters)
{
    return character != 0 && strchr(digits_of[letters], character) != NULL;
}

static unsigned value_of(uint8_t character)
{
    const char digit[2] = { (char)character, '\0' };
    return (unsigned)strtoul(digit, NULL, 16);
}

/* len digits of a case, each drawn; they end where the page ends. */
static uint8_t *draw_digits(size_t len, cf_hex_case letters)
{
    uint8_t *text = text_end - len;
    for (size_t i = 0; i < len; i++) {
        text[i] = (uint8_t)digits_of[letters][(size_t)rand() % strlen(digits_of[letters])];
    }
    return text;
}

static void every_length_is_joined_and_nothing_past_it(void **state)
{
    (void)state;
    for (size_t way = 0; way < WAYS; way++) {
        for (size_t octets = 0; octets <= LEN_MAX / 2; octets++) {
            const uint8_t *text = draw_digits(2 * octets, CF_HEX_EITHER);
            uint8_t *out = octets_end - octets;
            out[-1] = 0xA5;
            ways[way]->join(out, text, octets);
            assert_int_equal(out[-1], 0xA5);
            for (size_t i = 0; i < octets; i++) {
                assert_int_equal(out[i], 16 * value_of(text[2 * i]) + value_of(text[2 * i + 1]));
            }
        }
    }
}

static void every_two_digits_are_joined_at_every_place(void **state)
{
    (void)state;
    static const char any[] = "0123456789abcdefABCDEF";
    enum { OCTETS = 40 };
    for (size_t way = 0; way < WAYS; way++) {
        for (size_t place = 0; place < OCTETS; place++) {
            uint8_t *text = draw_digits((size_t)2 * OCTETS, CF_HEX_EITHER);
            for (size_t pair = 0; pair < 22 * 22; pair++) {
                uint8_t out[OCTETS];
                text[2 * place] = (uint8_t)any[pair / 22];
                text[2 * place + 1] = (uint8_t)any[pair % 22];
                ways[way]->join(out, text, OCTETS);
                assert_int_equal(out[place],
                                 16 * value_of(text[2 * place]) + value_of(text[2 * place + 1]));
            }
        }
    }
}

static void digits_may_be_joined_over_themselves(void **state)
{
    (void)state;
    for (size_t way = 0; way < WAYS; way++) {
        for (size_t octets = 0; octets <= LEN_MAX / 2; octets++) {
            uint8_t apart[LEN_MAX / 2 + 1];
            uint8_t *text = draw_digits(2 * octets, CF_HEX_UPPER);
            ways[way]->join(apart, text, octets);
            ways[way]->join(text, text, octets);
            assert_memory_equal(text, apart, octets);
        }
    }
}

static void every_length_of_digits_is_counted_whole(void **state)
{
    (void)state;
    for (size_t way = 0; way < WAYS; way++) {
        for (size_t len = 0; len <= LEN_MAX; len++) {
            for (int letters = CF_HEX_UPPER; letters <= CF_HEX_EITHER; letters++) {
                const uint8_t *text = draw_digits(len, (cf_hex_case)letters);
                assert_int_equal(ways[way]->digits_len(text, len, (cf_hex_case)letters), len);
            }
        }
    }
}

/* Each of 256 characters at each place of each length. */
static void every_other_character_ends_the_count_where_it_stands(void **state)
{
    (void)state;
    for (size_t way = 0; way < WAYS; way++) {
        for (size_t len = 1; len <= LEN_MAX; len += len < 70 ? 1 : 13) {
            uint8_t *text = draw_digits(len, CF_HEX_UPPER);
            for (size_t place = 0; place < len; place++) {
                const uint8_t kept = text[place];
                for (unsigned character = 0; character < 256; character++) {
                    text[place] = (uint8_t)character;
                    const size_t expected = is_digit(text[place], CF_HEX_UPPER) ? len : place;
                    assert_int_equal(ways[way]->digits_len(text, len, CF_HEX_UPPER), expected);
                }
                text[place] = kept;
            }
        }
    }
}

static void a_character_is_judged_by_the_case_that_was_asked_for(void **state)
{
    (void)state;
    enum { LEN = 33 };
    for (size_t way = 0; way < WAYS; way++) {
        for (int letters = CF_HEX_UPPER; letters <= CF_HEX_EITHER; letters++) {
            for (size_t place = 0; place < LEN; place++) {
                uint8_t *text = draw_digits(LEN, (cf_hex_case)letters);
                for (unsigned character = 0; character < 256; character++) {
                    text[place] = (uint8_t)character;
                    const size_t expected =
                        is_digit(text[place], (cf_hex_case)letters) ? LEN : place;
                    assert_int_equal(ways[way]->digits_len(text, LEN, (cf_hex_case)letters),
                                     expected);
                }
            }
        }
    }
}

/* Where a sum could carry from one octet to the next, what comes first is still the first. */
static void of_many_bad_characters_the_first_is_told(void **state)
{
    (void)state;
    for (size_t way = 0; way < WAYS; way++) {
        for (int round = 0; round < 200000; round++) {
            const size_t len = (size_t)rand() % 70;
            uint8_t *text = text_end - len;
            size_t expected = len;
            for (size_t i = len; i > 0; i--) {
                const bool is_good = rand() % 8 != 0;
                text[i - 1] = (uint8_t)(is_good ? digits_of[CF_HEX_UPPER][rand() % 16] : rand());
                expected = is_digit(text[i - 1], CF_HEX_UPPER) ? expected : i - 1;
            }
            assert_int_equal(ways[way]->digits_len(text, len, CF_HEX_UPPER), expected);
        }
    }
}

/* --- words --- */

static void a_word_holds_its_first_octet_lowest(void **state)
{
    (void)state;
    const uint8_t octets[] = { 1, 2, 3, 4, 5, 6, 7, 8 };
    assert_true(cf_word_load(octets) == UINT64_C(0x0807060504030201));
    for (size_t len = 0; len <= 8; len++) {
        uint8_t out[9] = { 0xA5, 0xA5, 0xA5, 0xA5, 0xA5, 0xA5, 0xA5, 0xA5, 0xA5 };
        const uint64_t part = cf_word_load_part(octets, len);
        cf_word_store(out, part, len);
        assert_memory_equal(out, octets, len);
        assert_int_equal(out[len], 0xA5);
        assert_true(len == 8 || part >> (8 * len) == 0);
    }
}

static void the_first_flag_is_the_lowest(void **state)
{
    (void)state;
    for (size_t first = 0; first < 8; first++) {
        const uint64_t higher = CF_WORD_TOPS << (8 * first);
        assert_int_equal(cf_word_first(higher), first);
        assert_int_equal(cf_word_first(UINT64_C(0x80) << (8 * first)), first);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_length_is_joined_and_nothing_past_it),
        cmocka_unit_test(every_two_digits_are_joined_at_every_place),
        cmocka_unit_test(digits_may_be_joined_over_themselves),
        cmocka_unit_test(every_length_of_digits_is_counted_whole),
        cmocka_unit_test(every_other_character_ends_the_count_where_it_stands),
        cmocka_unit_test(a_character_is_judged_by_the_case_that_was_asked_for),
        cmocka_unit_test(of_many_bad_characters_the_first_is_told),
        cmocka_unit_test(a_word_holds_its_first_octet_lowest),
        cmocka_unit_test(the_first_flag_is_the_lowest),
    };
    return cmocka_run_group_tests(tests, open_pages, NULL);
}
