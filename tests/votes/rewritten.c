/*
 * Ballots are read from one format, written in both and read again; then each text is read with one
 * octet changed, at every place: whatever is still a sound ballot is written again too.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "votes/rewrite.h"
#include "votes/town.h"

#include <stdio.h>
#include <string.h>

static const char JSON[] = "{\"style\": \"Full\", \"reference\": \"A \\\"1\\\"\", \"contests\": "
                           "{\"Mayor\": {\"Alice\": 1}, "
                           "\"Council\": {\"Ahmed\": 1, \"Chlo\\u00e9\": 2}}, \"write_ins\": "
                           "{\"Mayor\": \"Zoë\"}, \"weight\": 12}\n"
                           "{\"style\": \"Short\", \"state\": \"spoiled\", \"contests\": {}}\n";

static const char CSV[] = "style,reference,weight,state,Mayor/Alice,Mayor/Bob,Mayor/write-in,"
                          "Council/Ahmed,Council/Bo,Council/Chloé,Dog/Cat/Yes,Dog/Cat/No\r\n"
                          "Full,\"A \"\"1\"\"\",12,,1,,Zoë,1,,2,,\r\n"
                          "Short,,,spoiled,,,,,,,,\r\n";

static void what_was_written_is_read(void **state)
{
    (void)state;
    rewrite_counts counts;
    assert_int_equal(
        rewrite_check(town_manifest(), CF_VOTES_JSON_LINES, cf_octets_of_text(JSON), &counts),
        CF_OK);
    assert_int_equal(counts.sound, 2);
    assert_int_equal(counts.complaints, 0);
    assert_int_equal(rewrite_check(town_manifest(), CF_VOTES_CSV, cf_octets_of_text(CSV), &counts),
                     CF_OK);
    assert_int_equal(counts.sound, 2);
    assert_int_equal(counts.complaints, 0);
}

/* How many of the changed texts were answered by a complaint or a fault. */
static size_t change_each_octet(cf_votes_format format, const char *text)
{
    static const char changes[] = "\"\\,\n1\xC3";
    char changed[1024];
    size_t answered = 0;
    for (size_t at = 0; at < strlen(text); at++) {
        for (size_t i = 0; i < sizeof changes - 1; i++) {
            rewrite_counts counts;
            memcpy(changed, text, strlen(text));
            changed[at] = changes[i];
            const cf_status status = rewrite_check(town_manifest(), format,
                                                   cf_octets_of(changed, strlen(text)), &counts);
            answered += status != CF_OK || counts.complaints > 0;
        }
    }
    return answered;
}

static void one_octet_changed_is_answered_or_read_as_it_stands(void **state)
{
    (void)state;
    const size_t changes = 6;
    assert_true(change_each_octet(CF_VOTES_JSON_LINES, JSON) > changes * strlen(JSON) / 2);
    assert_true(change_each_octet(CF_VOTES_CSV, CSV) > changes * strlen(CSV) / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_written_is_read),
        cmocka_unit_test(one_octet_changed_is_answered_or_read_as_it_stands),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
