/*
 * Ballots in CSV: what is accepted, and every mistake of the first row, of the grammar and of the
 * cells with the exact complaint that answers it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "votes/town.h"

#include <string.h>

static town_reading reading;

static void read_text(const char *text)
{
    town_read(&reading, town_manifest(), CF_VOTES_CSV, cf_octets_of_text(text));
    assert_int_equal(reading.status, CF_OK);
}

static void accepts(const char *text, const char *ballots)
{
    read_text(text);
    assert_string_equal(reading.complaints, "");
    assert_string_equal(reading.ballots, ballots);
}

static void refuses(const char *text, const char *complaints)
{
    read_text(text);
    assert_string_equal(reading.complaints, complaints);
    assert_string_equal(reading.ballots, "");
}

#define COUNCIL "style,Council/Ahmed,Council/Bo,Council/Chloé\n"
#define ALL                                                                                        \
    "style,reference,state,weight,Mayor/Alice,Mayor/Bob,Mayor/write-in,Council/Ahmed,Council/Bo,"  \
    "Council/Chloé,Dog/Cat/Yes,Dog/Cat/No\r\n"
#define WHOLE "a whole number from 0 to 4294967295"

/* --- what is accepted --- */

static void a_row_says_what_it_holds(void **state)
{
    (void)state;
    accepts(ALL "Full,A-17,,,1,,Zoë,1,1,,,\r\nShort,\"B, \"\"1\"\"\",spoiled,2,,,,,,2,,\r\n",
            "0 Full [A-17] cast x1 Mayor:1,0=Zoë Council:1,1,0 Dog/Cat:0,0\n"
            "1 Short [B, \"1\"] spoiled x2 Council:0,0,2\n");
}

static void columns_come_in_any_order_and_some_may_be_missing(void **state)
{
    (void)state;
    accepts("Council/Chloé,weight,Council/Ahmed,style,Council/Bo\n1,7,2,Short,3",
            "0 Short [] cast x7 Council:2,3,1\n");
}

static void ends_of_lines_and_byte_order_marks_are_as_programs_write_them(void **state)
{
    (void)state;
    accepts("\xEF\xBB\xBF" COUNCIL "\n\r\nShort,0,1,0\r\n\n\nShort,1,,\r",
            "0 Short [] cast x1 Council:0,1,0\n1 Short [] cast x1 Council:1,0,0\n");
    assert_int_equal(reading.last_line, 7);
    accepts(
        "\"style\",\"Council/Ahmed\",\"Council/Bo\",\"Council/Chloé\"\r\n\"Short\",\"1\",\"\",\"\"",
        "0 Short [] cast x1 Council:1,0,0\n");
}

static void an_overvote_is_no_mistake(void **state)
{
    (void)state;
    accepts(COUNCIL "Short,9,4294967295,1\n", "0 Short [] cast x1 Council:9,4294967295,1\n");
}

/* --- columns --- */

static void a_column_names_something(void **state)
{
    (void)state;
    refuses("style,Council/Ahmde,Council/Bo,Council/Chloé\nShort,1,,\n",
            "1|column 2|an option of contest \"Council\", which has no data for "
            "write-ins|\"Council/Ahmde\"|Council/Ahmed\n");
    refuses("style,Counsil/Ahmed\nShort,1\n",
            "1|column 2|a contest of the manifest, '/' and one of its "
            "options|\"Counsil/Ahmed\"|Council/Ahmed\n");
    refuses("style,wait\nShort,1\n",
            "1|column 2|style, reference, state, weight or CONTEST/OPTION|\"wait\"|\n");
    refuses("stile,\nShort,1\n",
            "1|column 1|style, reference, state, weight or CONTEST/OPTION|\"stile\"|style\n"
            "1|column 2|style, reference, state, weight or CONTEST/OPTION|\"\"|\n");
    refuses("style,Mayor/Alice,Mayor/Bob,Mayor/write in\nFull,,,\n",
            "1|column 4|an option of contest \"Mayor\" or write-in|\"Mayor/write in\"|\n");
    refuses("style,Council/write-in\nShort,x\n",
            "1|column 2|an option of contest \"Council\", which has no data for "
            "write-ins|\"Council/write-in\"|\n");
    refuses("style,Dog/Cat\nShort,\n", "1|column 2|a contest of the manifest, '/' and one of its "
                                       "options|\"Dog/Cat\"|\n");
}

static void a_column_comes_once(void **state)
{
    (void)state;
    refuses("style,style,Council/Bo,Council/Bo\nShort,Short,1,1\n",
            "1|column 2|a name that column 1 has not yet|\"style\" again|\n"
            "1|column 4|a name that column 3 has not yet|\"Council/Bo\" again|\n");
}

static void a_column_names_one_thing_only(void **state)
{
    (void)state;
    const cf_manifest *manifest = town_parse(
        "{\"label\":\"\",\"contests\":["
        "{\"label\":\"A\",\"selection_limit\":1,\"option_limit\":1,\"data_blocks\":1,"
        "\"options\":[\"B/C\",\"write-in\"]},"
        "{\"label\":\"A/B\",\"selection_limit\":1,\"option_limit\":1,\"data_blocks\":0,"
        "\"options\":[\"C\"]}],\"ballot_styles\":[{\"label\":\"S\",\"contests\":[1,2]}]}");
    const char *text = "style,A/B/C,A/write-in\nS,1,x\n";
    town_read(&reading, manifest, CF_VOTES_CSV, cf_octets_of_text(text));
    assert_int_equal(reading.status, CF_OK);
    assert_string_equal(
        reading.complaints,
        "1|column 2|a name of one thing|\"A/B/C\", which could be parted in two ways|\n"
        "1|column 3|a name of one thing|\"A/write-in\", which could be parted in two ways|\n");
    assert_int_equal(reading.visits, 0);
}

/* A vote is not lost because there is no column for it. */
static void columns_that_are_needed_are_there(void **state)
{
    (void)state;
    refuses("Council/Ahmed,Council/Chloé\n1,\n", "1|the first row|a column \"style\"|none|\n"
                                                 "1|contest \"Council\", option \"Bo\"|a column, "
                                                 "as other options of the contest have|none|\n");
    refuses("style,Mayor/write-in\nFull,\n", "1|contest \"Mayor\", option \"Alice\"|a column, as "
                                             "other options of the contest have|none|\n"
                                             "1|contest \"Mayor\", option \"Bob\"|a column, as "
                                             "other options of the contest have|none|\n");
    refuses(COUNCIL "Full,1,,\n",
            "2|contest \"Mayor\"|columns for a contest of the ballot's style|none|\n"
            "2|contest \"Dog/Cat\"|columns for a contest of the ballot's style|none|\n");
}

static void with_a_wrong_column_rows_are_judged_and_none_is_shown(void **state)
{
    (void)state;
    refuses("style,Council/Ahmed,Council/Bo,Council/Chloé,weights\nShort,1,,,1\nshort,1,-1,,\n",
            "1|column 5|style, reference, state, weight or CONTEST/OPTION|\"weights\"|weight\n"
            "3|style|a ballot style of the manifest|\"short\"|Short\n"
            "3|contest \"Council\", option \"Bo\"|" WHOLE "|a negative number|\n");
    assert_int_equal(reading.counts.ballots, 2);
}

/* --- grammar --- */

static void a_row_has_as_many_cells_as_the_first(void **state)
{
    (void)state;
    refuses(COUNCIL "Short,1,,,\nShort,1,\n\"\"\n",
            "2||4 cells, as in the first row|5|\n3||4 cells, as in the first row|3|\n"
            "4||4 cells, as in the first row|1|\n");
}

static void quotes_stand_around_cells(void **state)
{
    (void)state;
    refuses(COUNCIL "Short,\"1\"2,,\nShort,1\"\",,\nShort,1,\r,\n",
            "2|column 2|a cell of CSV|something after the closing quote|\n"
            "3|column 2|a cell of CSV|a quote within a cell that does not begin with one|\n"
            "4|column 3|a cell of CSV|a carriage return without a line feed|\n");
    refuses("style,\"Council\"/Bo\nShort,1\n",
            "1|column 2|a cell of CSV|something after the closing quote|\n");
}

static void an_open_quote_ends_the_reading(void **state)
{
    (void)state;
    const char *text = COUNCIL "Short,1,,\n\nShort,\"1,,\nShort,1,,\n";
    town_read(&reading, town_manifest(), CF_VOTES_CSV, cf_octets_of_text(text));
    assert_int_equal(reading.status, CF_ERR_SYNTAX);
    assert_string_equal(reading.fault.what,
                        "the file ends within quotes, in the row that begins on line 4");
    assert_string_equal(reading.fault.file, "ballots");
    assert_int_equal(reading.fault.offset, strlen(text));
    assert_int_equal(reading.visits, 1);
    assert_int_equal(reading.counts.ballots, 0); /* outputs are left alone */
}

static void lines_are_counted_through_quotes_and_empty_lines(void **state)
{
    (void)state;
    refuses("\n" ALL "\r\n\nFull,\"a\nb\nc\",,,x,,,,,,,\nFull,,,,x,,,,,,,\n",
            "5|reference|a text in UTF-8 without control characters|a control character|\n"
            "5|contest \"Mayor\", option \"Alice\"|" WHOLE "|a text|\n"
            "8|contest \"Mayor\", option \"Alice\"|" WHOLE "|a text|\n");
}

/* --- cells --- */

static void a_ballot_needs_a_style_that_is_known(void **state)
{
    (void)state;
    refuses(COUNCIL ",1,,\nShrot,1,,\nSh\xF6rt,1,,\n",
            "2|style|a ballot style of the manifest|an empty cell|\n"
            "3|style|a ballot style of the manifest|\"Shrot\"|Short\n"
            "4|style|a ballot style of the manifest|\"Sh\\x{F6}rt\"|Short\n");
}

static void cells_are_of_their_kind_and_marks_are_not_repeated(void **state)
{
    (void)state;
    refuses(ALL "Full,r\xFF,Cast,0,73x,-73,a\tb,7300000000,73.5,073,73 , 73\n",
            "2|reference|a text in UTF-8 without control characters|an octet that is not UTF-8|\n"
            "2|state|cast, challenged or spoiled|\"Cast\"|cast\n"
            "2|weight|a whole number from 1 to 4294967295|a smaller number|\n"
            "2|contest \"Mayor\", option \"Alice\"|" WHOLE "|a text|\n"
            "2|contest \"Mayor\", option \"Bob\"|" WHOLE "|a negative number|\n"
            "2|contest \"Mayor\", write-in|a text in UTF-8 without control characters|a control "
            "character|\n"
            "2|contest \"Council\", option \"Ahmed\"|" WHOLE "|a larger number|\n"
            "2|contest \"Council\", option \"Bo\"|" WHOLE "|a number with a point or an exponent|\n"
            "2|contest \"Council\", option \"Chloé\"|" WHOLE "|a number that begins with 0|\n"
            "2|contest \"Dog/Cat\", option \"Yes\"|" WHOLE "|a text|\n"
            "2|contest \"Dog/Cat\", option \"No\"|" WHOLE "|a text|\n");
    assert_null(strstr(reading.complaints, "73"));
}

static void a_write_in_fits_its_contest(void **state)
{
    (void)state;
    refuses(
        ALL "Full,,,,,,1234567890123456789012345,,,,,\nFull,,,,,,Zo\xEB,,,,,\n",
        "2|contest \"Mayor\", write-in|at most 24 octets of write-in|25 octets|\n"
        "3|contest \"Mayor\", write-in|a text in UTF-8 without control characters|an octet that "
        "is not UTF-8|\n");
}

static void contests_of_other_styles_stay_empty(void **state)
{
    (void)state;
    refuses(ALL "Short,,,,0,1,x,,,,,1\n",
            "2|contest \"Mayor\"|a contest of style \"Short\"|one that the style has not|\n"
            "2|contest \"Dog/Cat\"|a contest of style \"Short\"|one that the style has not|\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_says_what_it_holds),
        cmocka_unit_test(columns_come_in_any_order_and_some_may_be_missing),
        cmocka_unit_test(ends_of_lines_and_byte_order_marks_are_as_programs_write_them),
        cmocka_unit_test(an_overvote_is_no_mistake),
        cmocka_unit_test(a_column_names_something),
        cmocka_unit_test(a_column_comes_once),
        cmocka_unit_test(a_column_names_one_thing_only),
        cmocka_unit_test(columns_that_are_needed_are_there),
        cmocka_unit_test(with_a_wrong_column_rows_are_judged_and_none_is_shown),
        cmocka_unit_test(a_row_has_as_many_cells_as_the_first),
        cmocka_unit_test(quotes_stand_around_cells),
        cmocka_unit_test(an_open_quote_ends_the_reading),
        cmocka_unit_test(lines_are_counted_through_quotes_and_empty_lines),
        cmocka_unit_test(a_ballot_needs_a_style_that_is_known),
        cmocka_unit_test(cells_are_of_their_kind_and_marks_are_not_repeated),
        cmocka_unit_test(a_write_in_fits_its_contest),
        cmocka_unit_test(contests_of_other_styles_stay_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
