/*
 * How far a string goes without an octet that needs a thought: every way against one octet
 * after another.
 *
 * Lengths 0 to 100 pass the widest step several times and end in every rest.  What is looked at
 * stands right before a page that nobody may touch.
 */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */

#include "json/plain.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

enum { LEN_MAX = 100 };

typedef size_t way(const uint8_t *octets, size_t len);

static way *const ways[] = {
    cf_json_plain_len_words,
#if defined(__SSE2__)
    cf_json_plain_len_sse2,
#endif
};
enum { WAYS = sizeof ways / sizeof ways[0] };

static uint8_t *page_end; /* before a page that nobody may touch */

static int open_page(void **state)
{
    (void)state;
    const size_t page = (size_t)sysconf(_SC_PAGESIZE);
    uint8_t *pages =
        mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED || mprotect(pages + page, page, PROT_NONE) != 0) {
        return -1;
    }
    page_end = pages + page;
    srand(2026);
    return 0;
}

/* [RFC8259] 7: unescaped = %x20-21 / %x23-5B / %x5D-10FFFF, of which ASCII alone is plain. */
static bool is_plain(unsigned octet)
{
    return octet == 0x20 || octet == 0x21 || (octet >= 0x23 && octet <= 0x5B)
           || (octet >= 0x5D && octet <= 0x7F);
}

static uint8_t draw_plain(void)
{
    for (;;) {
        const int octet = rand() % 128;
        if (is_plain((unsigned)octet)) {
            return (uint8_t)octet;
        }
    }
}

static void every_octet_at_every_place_of_every_length_is_judged(void **state)
{
    (void)state;
    for (size_t w = 0; w < WAYS; w++) {
        for (size_t len = 0; len <= LEN_MAX; len++) {
            uint8_t *text = page_end - len;
            for (size_t i = 0; i < len; i++) {
                text[i] = draw_plain();
            }
            assert_int_equal(ways[w](text, len), len);
            for (size_t place = 0; place < len; place++) {
                const uint8_t kept = text[place];
                for (unsigned octet = 0; octet < 256; octet++) {
                    text[place] = (uint8_t)octet;
                    assert_int_equal(ways[w](text, len), is_plain(octet) ? len : place);
                }
                text[place] = kept;
            }
        }
    }
}

/* Where one octet borrows from the next, what comes first is still the first. */
static void of_many_the_first_is_told(void **state)
{
    (void)state;
    for (size_t w = 0; w < WAYS; w++) {
        for (int round = 0; round < 200000; round++) {
            const size_t len = (size_t)rand() % 40;
            uint8_t *text = page_end - len;
            size_t expected = len;
            for (size_t i = len; i > 0; i--) {
                text[i - 1] = rand() % 8 != 0 ? draw_plain() : (uint8_t)rand();
                expected = is_plain(text[i - 1]) ? expected : i - 1;
            }
            assert_int_equal(ways[w](text, len), expected);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_octet_at_every_place_of_every_length_is_judged),
        cmocka_unit_test(of_many_the_first_is_told),
    };
    return cmocka_run_group_tests(tests, open_page, NULL);
}
