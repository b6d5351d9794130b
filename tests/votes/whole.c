/*
 * Whole numbers as texts: every text of up to four octets over an alphabet of what numbers are
 * written with, against strtoull where the grammar holds, and the edges of the range.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "votes/inside.h"

#include <regex.h>
#include <stdlib.h>
#include <string.h>

static void every_short_text_is_judged_as_the_grammar_says(void **state)
{
    (void)state;
    static const char alphabet[] = "0129.-+eE x";
    const size_t letters = sizeof alphabet - 1;
    regex_t grammar;
    assert_int_equal(regcomp(&grammar, "^(0|[1-9][0-9]*)$", REG_EXTENDED | REG_NOSUB), 0);
    for (size_t number = 0; number < letters * letters * letters * letters; number++) {
        char text[5] = "";
        size_t rest = number;
        for (size_t i = 0; i < 1 + number % 4; i++, rest /= letters) {
            text[i] = alphabet[rest % letters];
        }
        uint64_t value = 77;
        const char *found = cf_votes_whole(cf_octets_of_text(text), 0, UINT32_MAX, &value);
        if (regexec(&grammar, text, 0, NULL, 0) == 0) {
            assert_null(found);
            assert_int_equal(value, strtoull(text, NULL, 10));
        } else {
            assert_non_null(found);
            assert_int_equal(value, 77);
        }
    }
    regfree(&grammar);
}

static const char *judge(const char *text, uint64_t min, uint64_t max)
{
    uint64_t value = 0;
    const char *found = cf_votes_whole(cf_octets_of_text(text), min, max, &value);
    return found != NULL ? found : "whole";
}

static void kinds_are_told_without_the_value(void **state)
{
    (void)state;
    assert_string_equal(judge("", 0, 9), "nothing");
    assert_string_equal(judge("one", 0, 9), "a text");
    assert_string_equal(judge(" 1", 0, 9), "a text");
    assert_string_equal(judge("-", 0, 9), "a text");
    assert_string_equal(judge("-5", 0, 9), "a negative number");
    assert_string_equal(judge("0.5", 0, 9), "a number with a point or an exponent");
    assert_string_equal(judge("-1e3", 0, 9), "a number with a point or an exponent");
    assert_string_equal(judge("007", 0, 9), "a number that begins with 0");
    assert_string_equal(judge("0", 1, 9), "a smaller number");
    assert_string_equal(judge("10", 0, 9), "a larger number");
}

static void ranges_are_exact(void **state)
{
    (void)state;
    assert_string_equal(judge("4294967295", 0, UINT32_MAX), "whole");
    assert_string_equal(judge("4294967296", 0, UINT32_MAX), "a larger number");
    assert_string_equal(judge("18446744073709551615", 0, UINT64_MAX), "whole");
    assert_string_equal(judge("18446744073709551616", 0, UINT64_MAX), "a larger number");
    assert_string_equal(judge("99999999999999999999999999", 0, UINT64_MAX), "a larger number");
    assert_string_equal(judge("3", 3, 5), "whole");
    assert_string_equal(judge("5", 3, 5), "whole");
    assert_string_equal(judge("9", 0, 5), "a larger number");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_short_text_is_judged_as_the_grammar_says),
        cmocka_unit_test(kinds_are_told_without_the_value),
        cmocka_unit_test(ranges_are_exact),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
