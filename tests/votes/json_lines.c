/*
 * Ballots in JSON Lines: what is accepted, and every mistake with the exact complaint that answers
 * it.  The town is small enough that each kind of mistake is made wherever it can be made.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "votes/town.h"

#include <stdio.h>
#include <string.h>

static town_reading reading;

static void read_text(const char *text)
{
    town_read(&reading, town_manifest(), CF_VOTES_JSON_LINES, cf_octets_of_text(text));
    assert_int_equal(reading.status, CF_OK);
}

static void accepts(const char *text, const char *ballots)
{
    read_text(text);
    assert_string_equal(reading.complaints, "");
    assert_string_equal(reading.ballots, ballots);
    assert_int_equal(reading.counts.complaints, 0);
}

/* One ballot, complained of so, and not shown. */
static void refuses(const char *text, const char *complaints)
{
    read_text(text);
    assert_string_equal(reading.complaints, complaints);
    assert_string_equal(reading.ballots, "");
    assert_int_equal(reading.counts.ballots, 1);
    assert_true(reading.counts.complaints > 0);
}

/* --- what is accepted --- */

static void a_ballot_says_what_it_holds(void **state)
{
    (void)state;
    accepts(
        "{\"style\": \"Full\", \"reference\": \"A-17\", \"contests\": {\"Mayor\": {\"Alice\": 1}, "
        "\"Council\": {\"Ahmed\": 1, \"Bo\": 1}}, \"write_ins\": {\"Mayor\": \"Zoë\"}}\n",
        "0 Full [A-17] cast x1 Mayor:1,0=Zoë Council:1,1,0 Dog/Cat:0,0\n");
}

static void what_may_be_left_out_has_its_default(void **state)
{
    (void)state;
    accepts("{\"style\":\"Short\",\"contests\":{}}", "0 Short [] cast x1 Council:0,0,0\n");
    accepts("{\"style\":\"Short\",\"contests\":{\"Council\":{}},\"write_ins\":{}}",
            "0 Short [] cast x1 Council:0,0,0\n");
}

static void members_come_in_any_order(void **state)
{
    (void)state;
    accepts(
        "{\"write_ins\":{\"Dog/Cat\":\"Fish\"},\"contests\":{\"Dog/Cat\":{\"No\":1}},\"weight\":3,"
        "\"state\":\"challenged\",\"reference\":\"r\",\"style\":\"Full\"}",
        "0 Full [r] challenged x3 Mayor:0,0 Council:0,0,0 Dog/Cat:0,1=Fish\n");
}

static void states_and_weights_are_taken(void **state)
{
    (void)state;
    accepts("{\"style\":\"Short\",\"contests\":{},\"state\":\"spoiled\"}\n"
            "{\"style\":\"Short\",\"contests\":{},\"state\":\"cast\",\"weight\":4294967295}\n",
            "0 Short [] spoiled x1 Council:0,0,0\n"
            "1 Short [] cast x4294967295 Council:0,0,0\n");
}

static void an_overvote_is_no_mistake(void **state)
{
    (void)state;
    accepts("{\"style\":\"Full\",\"contests\":{\"Mayor\":{\"Alice\":1,\"Bob\":4294967295}}}",
            "0 Full [] cast x1 Mayor:1,4294967295 Council:0,0,0 Dog/Cat:0,0\n");
}

static void escapes_are_read(void **state)
{
    (void)state;
    accepts("{\"st\\u0079le\":\"Short\",\"contests\":{\"Council\":{\"Chlo\\u00e9\":2}},"
            "\"reference\":\"a\\\"b\"}",
            "0 Short [a\"b] cast x1 Council:0,0,2\n");
}

static void blank_lines_hold_no_ballot(void **state)
{
    (void)state;
    accepts("\n "
            "\t\r\n{\"style\":\"Short\",\"contests\":{}}\r\n\n\n{\"style\":\"Short\",\"contests\":{"
            "}}\n \n",
            "0 Short [] cast x1 Council:0,0,0\n1 Short [] cast x1 Council:0,0,0\n");
    assert_int_equal(reading.counts.ballots, 2);
    assert_int_equal(reading.last_line, 6);
}

/* 32 - 6 - 2 octets of room for Mayor; 64 - 6 - 2 for Dog/Cat. */
static void a_write_in_fills_its_room(void **state)
{
    (void)state;
    accepts("{\"style\":\"Full\",\"contests\":{},\"write_ins\":{\"Mayor\":"
            "\"123456789012345678901234\"}}",
            "0 Full [] cast x1 Mayor:0,0=123456789012345678901234 Council:0,0,0 Dog/Cat:0,0\n");
    accepts("{\"style\":\"Full\",\"contests\":{},\"write_ins\":{\"Mayor\":\"\",\"Council\":\"\"}}",
            "0 Full [] cast x1 Mayor:0,0 Council:0,0,0 Dog/Cat:0,0\n");
}

/* --- what is refused --- */

#define WHOLE     "a whole number from 0 to 4294967295"
#define OF_BALLOT "style, reference, state, weight, contests or write_ins"

static void a_line_has_to_be_one_object(void **state)
{
    (void)state;
    refuses("[]", "1||one ballot, an object|a list|\n");
    refuses("\"Full\"", "1||one ballot, an object|a text|\n");
    refuses("null", "1||one ballot, an object|null|\n");
    refuses("{\"style\":\"Full\",", "1|octet 17|one ballot in JSON|a line that cannot be read: "
                                    "expected a key, found the end of "
                                    "the document|\n");
    refuses(
        "{\"style\":\"Full\",\"contests\":{}} {}",
        "1|octet 32|one ballot in JSON|a line that cannot be read: something follows the value|\n");
    refuses("style,contests", "1|octet 1|one ballot in JSON|a line that cannot be read: expected a "
                              "value|\n");
    refuses("{\"style\":\"Full\",\"contests\":{\"Mayor\":{\"Alice\":01}}}",
            "1|octet 47|one ballot in JSON|a line that cannot be read: expected ',' or '}'|\n");
}

static void a_byte_order_mark_is_refused_and_the_rest_judged(void **state)
{
    (void)state;
    refuses("\xEF\xBB\xBF{\"style\":\"Ful\",\"contests\":{}}",
            "1||a line of JSON|a byte order mark before it|\n"
            "1|style|a ballot style of the manifest|\"Ful\"|Full\n");
    read_text("\xEF\xBB\xBF\n{\"style\":\"Short\",\"contests\":{}}\n{\"style\":\"Short\","
              "\"contests\":{}}\n");
    assert_string_equal(reading.complaints, "2||a line of JSON|a byte order mark before it|\n");
    assert_int_equal(reading.visits, 1);
}

static void what_is_doubled_is_refused(void **state)
{
    (void)state;
    refuses("{\"style\":\"Full\",\"style\":\"Short\",\"contests\":{}}",
            "1|octet 17|one ballot in JSON|a line that cannot be read: the key \"style\" comes "
            "twice|\n");
    refuses("{\"style\":\"Full\",\"contests\":{\"Mayor\":{},\"May\\u006fr\":{}}}",
            "1|octet 40|one ballot in JSON|a line that cannot be read: the key \"Mayor\" comes "
            "twice|\n");
    refuses("{\"style\":\"Full\",\"contests\":{\"Mayor\":{\"Bob\":1,\"Bob\":1}}}",
            "1|octet 46|one ballot in JSON|a line that cannot be read: the key \"Bob\" comes "
            "twice|\n");
    refuses("{\"style\":\"Full\",\"contests\":{},\"write_ins\":{\"Mayor\":\"a\",\"Mayor\":\"b\"}}",
            "1|octet 56|one ballot in JSON|a line that cannot be read: the key \"Mayor\" comes "
            "twice|\n");
}

static void members_are_needed_and_known(void **state)
{
    (void)state;
    refuses("{}", "1|style|that every ballot has it|none|\n"
                  "1|contests|that every ballot has it|none|\n");
    refuses("{\"style\":\"Short\",\"contest\":{}}",
            "1||" OF_BALLOT "|\"contest\"|contests\n1|contests|that every ballot has it|none|\n");
    refuses("{\"style\":\"Short\",\"contests\":{},\"write-ins\":{},\"precinct\":[1,{\"x\":2}]}",
            "1||" OF_BALLOT "|\"write-ins\"|write_ins\n1||" OF_BALLOT "|\"precinct\"|\n");
}

static void members_are_of_their_kind(void **state)
{
    (void)state;
    refuses(
        "{\"style\":1,\"reference\":2,\"state\":true,\"weight\":\"1\",\"contests\":[],\"write_"
        "ins\":null}",
        "1|style|a text|a number|\n1|reference|a text|a number|\n1|state|a text|true or false|\n"
        "1|weight|a whole number from 1 to 4294967295|a text|\n1|contests|an object|a list|\n"
        "1|write_ins|an object|null|\n");
    refuses("{\"style\":\"Full\",\"contests\":{\"Mayor\":\"Alice\",\"Council\":[\"Bo\"]},"
            "\"write_ins\":{\"Mayor\":7}}",
            "1|contest \"Mayor\"|an object of options and marks|a text|\n"
            "1|contest \"Council\"|an object of options and marks|a list|\n"
            "1|contest \"Mayor\"|a write-in, a text|a number|\n");
}

static void style_and_state_are_known(void **state)
{
    (void)state;
    refuses("{\"style\":\"full\",\"state\":\"casts\",\"contests\":{}}",
            "1|style|a ballot style of the manifest|\"full\"|Full\n"
            "1|state|cast, challenged or spoiled|\"casts\"|cast\n");
    refuses("{\"style\":\"\",\"state\":\"opened\",\"contests\":{}}",
            "1|style|a ballot style of the manifest|\"\"|\n"
            "1|state|cast, challenged or spoiled|\"opened\"|\n");
}

static void a_weight_is_a_whole_number_from_1(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        { "0", "a smaller number" },
        { "-1", "a negative number" },
        { "1.5", "a number with a point or an exponent" },
        { "1e2", "a number with a point or an exponent" },
        { "4294967296", "a larger number" },
        { "true", "true or false" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[128];
        char complaint[128];
        snprintf(text, sizeof text, "{\"style\":\"Short\",\"contests\":{},\"weight\":%s}",
                 cases[i][0]);
        snprintf(complaint, sizeof complaint, "1|weight|a whole number from 1 to 4294967295|%s|\n",
                 cases[i][1]);
        refuses(text, complaint);
    }
}

static void contests_and_options_are_known(void **state)
{
    (void)state;
    refuses("{\"style\":\"Full\",\"contests\":{\"Mayr\":{\"Alice\":1},\"Council\":{\"Ahmd\":1,"
            "\"Zed\":1}},"
            "\"write_ins\":{\"Dog/Kat\":\"x\"}}",
            "1|contests|a contest of the manifest|\"Mayr\"|Mayor\n"
            "1|contest \"Council\"|an option of the contest|\"Ahmd\"|Ahmed\n"
            "1|contest \"Council\"|an option of the contest|\"Zed\"|\n"
            "1|write_ins|a contest of the manifest|\"Dog/Kat\"|Dog/Cat\n");
}

/* "Rob" is one letter from "Bob" and "Roc" alike. */
static void the_first_of_equally_near_labels_is_named(void **state)
{
    (void)state;
    const cf_manifest *manifest = town_parse(
        "{\"label\":\"\",\"contests\":[{\"label\":\"A\",\"selection_limit\":1,\"option_limit\":1,"
        "\"data_blocks\":0,\"options\":[\"Kim\",\"Bob\",\"Roc\"]}],"
        "\"ballot_styles\":[{\"label\":\"S\",\"contests\":[1]}]}");
    town_read(&reading, manifest, CF_VOTES_JSON_LINES,
              cf_octets_of_text("{\"style\":\"S\",\"contests\":{\"A\":{\"Rob\":1}}}"));
    assert_string_equal(reading.complaints,
                        "1|contest \"A\"|an option of the contest|\"Rob\"|Bob\n");
}

static void contests_are_of_the_style(void **state)
{
    (void)state;
    refuses("{\"style\":\"Short\",\"contests\":{\"Mayor\":{\"Alice\":1}},\"write_ins\":{\"Dog/"
            "Cat\":\"x\"}}",
            "1|contest \"Mayor\"|a contest of style \"Short\"|one that the style has not|\n"
            "1|contest \"Dog/Cat\"|a contest of style \"Short\"|one that the style has not|\n");
}

/* The kind of value is told, the value is not. */
static void a_mark_is_a_whole_number_and_is_not_repeated(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        { "-73", "a negative number" },
        { "73.25", "a number with a point or an exponent" },
        { "73e5", "a number with a point or an exponent" },
        { "-0", "a negative number" },
        { "7300000000", "a larger number" },
        { "\"73\"", "a text" },
        { "true", "true or false" },
        { "null", "null" },
        { "[73]", "a list" },
        { "{\"73\":73}", "an object" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[128];
        char complaint[128];
        snprintf(text, sizeof text, "{\"style\":\"Full\",\"contests\":{\"Council\":{\"Bo\":%s}}}",
                 cases[i][0]);
        snprintf(complaint, sizeof complaint,
                 "1|contest \"Council\", option \"Bo\"|" WHOLE "|%s|\n", cases[i][1]);
        refuses(text, complaint);
        assert_null(strstr(reading.complaints, "73"));
    }
}

static void texts_are_texts_and_write_ins_fit_their_contest(void **state)
{
    (void)state;
    refuses("{\"style\":\"Full\",\"contests\":{},\"write_ins\":{\"Mayor\":"
            "\"1234567890123456789012345\","
            "\"Council\":\"x\"}}",
            "1|contest \"Mayor\", write-in|at most 24 octets of write-in|25 octets|\n"
            "1|contest \"Council\", write-in|no write-in: the contest has no data|1 octets|\n");
    refuses(
        "{\"style\":\"Full\",\"contests\":{},\"write_ins\":{\"Mayor\":\"a\\u0007b\",\"Dog/Cat\":"
        "\"\\u0085\"}}",
        "1|contest \"Mayor\", write-in|a text in UTF-8 without control characters|a control "
        "character|\n"
        "1|contest \"Dog/Cat\", write-in|a text in UTF-8 without control characters|a control "
        "character|\n");
    refuses("{\"style\":\"Full\",\"contests\":{},\"reference\":\"a\\nb\"}",
            "1|reference|a text in UTF-8 without control characters|a control character|\n");
    refuses("{\"style\":\"Full\",\"contests\":{},\"write_ins\":{\"Mayor\":\"Zo\xEB\"}}",
            "1|octet 55|one ballot in JSON|a line that cannot be read: not UTF-8|\n");
}

/* Every mistake of a ballot whose style is not known, but those that hang on the style. */
static void without_a_style_the_rest_is_judged(void **state)
{
    (void)state;
    refuses("{\"contests\":{\"Mayor\":{\"Bbo\":1,\"Alice\":-1},\"Senate\":{}},\"write_ins\":{"
            "\"Council\":\"x\"}}",
            "1|style|that every ballot has it|none|\n"
            "1|contest \"Mayor\"|an option of the contest|\"Bbo\"|Bob\n"
            "1|contest \"Mayor\", option \"Alice\"|" WHOLE "|a negative number|\n"
            "1|contests|a contest of the manifest|\"Senate\"|\n"
            "1|contest \"Council\", write-in|no write-in: the contest has no data|1 octets|\n");
}

static void strangers_texts_are_made_showable(void **state)
{
    (void)state;
    refuses("{\"style\":\"\\u001b[2J\",\"contests\":{\"\\u202eroyaM\":{}}}",
            "1|style|a ballot style of the manifest|\"\\u{001B}[2J\"|\n"
            "1|contests|a contest of the manifest|\"\\u{202E}royaM\"|\n");
}

static void a_mistake_spoils_its_own_ballot_only(void **state)
{
    (void)state;
    read_text("{\"style\":\"Short\",\"contests\":{\"Council\":{\"Bo\":1}}}\n"
              "{\"style\":\"Short\",\"contests\":{\"Council\":{\"Bo\":x}}}\n"
              "\n"
              "{\"style\":\"Short\",\"contests\":{\"Council\":{\"Bob\":1}}}\n"
              "{\"style\":\"Short\",\"contests\":{\"Council\":{\"Ahmed\":1}}}");
    assert_string_equal(reading.ballots, "0 Short [] cast x1 Council:0,1,0\n"
                                         "3 Short [] cast x1 Council:1,0,0\n");
    assert_string_equal(
        reading.complaints,
        "2|octet 46|one ballot in JSON|a line that cannot be read: expected a value|\n"
        "4|contest \"Council\"|an option of the contest|\"Bob\"|Bo\n");
    assert_int_equal(reading.counts.ballots, 4);
    assert_int_equal(reading.counts.complaints, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_ballot_says_what_it_holds),
        cmocka_unit_test(what_may_be_left_out_has_its_default),
        cmocka_unit_test(members_come_in_any_order),
        cmocka_unit_test(states_and_weights_are_taken),
        cmocka_unit_test(an_overvote_is_no_mistake),
        cmocka_unit_test(escapes_are_read),
        cmocka_unit_test(blank_lines_hold_no_ballot),
        cmocka_unit_test(a_write_in_fills_its_room),
        cmocka_unit_test(a_line_has_to_be_one_object),
        cmocka_unit_test(a_byte_order_mark_is_refused_and_the_rest_judged),
        cmocka_unit_test(what_is_doubled_is_refused),
        cmocka_unit_test(members_are_needed_and_known),
        cmocka_unit_test(members_are_of_their_kind),
        cmocka_unit_test(style_and_state_are_known),
        cmocka_unit_test(a_weight_is_a_whole_number_from_1),
        cmocka_unit_test(contests_and_options_are_known),
        cmocka_unit_test(the_first_of_equally_near_labels_is_named),
        cmocka_unit_test(contests_are_of_the_style),
        cmocka_unit_test(a_mark_is_a_whole_number_and_is_not_repeated),
        cmocka_unit_test(texts_are_texts_and_write_ins_fit_their_contest),
        cmocka_unit_test(without_a_style_the_rest_is_judged),
        cmocka_unit_test(strangers_texts_are_made_showable),
        cmocka_unit_test(a_mistake_spoils_its_own_ballot_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
