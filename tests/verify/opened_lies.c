/*
 * Lies in opened ballots and in decrypted contest data, in both profiles: one changed field, and
 * every check that has to say so.
 *
 * Rows go through each field of an opening.  Besides: openings that are missing, broken, doubled,
 * of ballots that were cast or that nobody has.
 */
#include "tally_half.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char PLAIN[] = CF_SOURCE_DIR "/tests/vectors/records/made-plain21";
static const char EGK[] = CF_SOURCE_DIR "/tests/vectors/records/made-egk-ec";

/* Ballot 3 has all three contests, two of them with data. */
#define OPENED "challenged/0003.json"
#define DATA   "contest_data.json"

#define COUNT(ROWS) (sizeof(ROWS) / sizeof *(ROWS))

#define Q_PLUS(DIGITS)         "00000000000000000000000000000000000000000000000" DIGITS
#define ALICES_NONCE           Q_PLUS("0D461196AB0265492")
#define ALICES_NONCE_PLUS_1    Q_PLUS("0D461196AB0265493")
#define QUESTION(INDEX, LABEL) "\"index\": " INDEX ",\n   \"label\": \"" LABEL "\""
#define PAST_Q                 "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"
#define CAST_ID                "6A242823C369BD7F8E87E8CC7C29AC94A693E5B7942FDDFA1D0F771C40DBDBA6"
#define CHALLENGED_ID          "DBF1C5403906FC3A5E16C64AF95B5B07EB1AA2216DAEE0CF50ED557610DE0B1D"
#define SPOILED_ID             "AE96A353340D964E014E7382084295505E42C053388F550E96C95D0D50EDCBE0"
#define UNKNOWN_ID             "0000000000000000000000000000000000000000000000000000000000000000"
#define FIRST_DATA             "000000176E6F726D616C205B5D2077726974652D696E203320C3A90000000000"

/* --- eg2.1: 13, 14, X.20, X.21 --- */

static const planted PLAIN_LIES[] = {
    SWAP("a vote is not what was encrypted", OPENED, "\"value\": 1", "\"value\": 0", "13.B X.21",
         ""),
    SWAP("a vote is past R", OPENED, "\"value\": 0", "\"value\": 2", "13.B 14.E 14.F X.21", ""),
    SWAP("a vote is past L", OPENED, "\"value\": 0", "\"value\": 1", "13.B 14.F X.21", ""),
    SWAP("a vote is huge", OPENED, "\"value\": 0", "\"value\": 9223372036854775807",
         "13.B 14.E 14.F X.21", ""),
    FLIP("a nonce is another", OPENED, "nonce", 0, "13.B X.21", ""),
    SWAP("a nonce is past q", OPENED, ALICES_NONCE, PAST_Q, "13.B X.21", ""),
    SWAP("a nonce is too short", OPENED, "\"nonce\": \"00", "\"nonce\": \"", "13.B X.21", ""),
    FLIP("a data nonce is another", OPENED, "data_nonce", 0, "13.A X.21", ""),
    FLIP("data are other data", OPENED, "data", 0, "13.A", ""),
    SWAP("data are too long", OPENED, FIRST_DATA, FIRST_DATA FIRST_DATA, "13.A", ""),
    SWAP("data are too short", OPENED, FIRST_DATA, "", "13.A", ""),
    SWAP("data have half a block", OPENED, "0000000000\"", "\"", "13.A", ""),
    SWAP("a contest is another", OPENED, "\"Mayor\"", "\"Major\"", "14.A 14.B", "13.A 13.B X.21"),
    SWAP("an option is another", OPENED, "\"Alice\"", "\"Alicf\"", "14.C 14.D", "13.B X.21"),
    SWAP("an option is doubled", OPENED, "\"Alice\"", "\"Bob\"", "14.C 14.D X.21", "13.B"),
    SWAP("a vote and a nonce make the same beta", OPENED,
         "\"value\": 1,\n     \"nonce\": \"" ALICES_NONCE,
         "\"value\": 0,\n     \"nonce\": \"" ALICES_NONCE_PLUS_1, "13.B X.21", ""),
    SWAP("a contest is not on the style", "challenged/0008.json", QUESTION("3", "Question № 7"),
         QUESTION("2", "Council — Größe"), "14.A 14.B 14.C 14.D", "13.A 13.B X.21"),
    SWAP("a contest is opened twice", OPENED, QUESTION("3", "Question № 7"), QUESTION("1", "Mayor"),
         "14.A 14.B 14.C 14.D", "13.A 13.B X.21"),
    SWAP("a contest has another's index", OPENED, "\"index\": 1", "\"index\": 2", "14.A", ""),
    SWAP("nobody has the ballot", OPENED, CHALLENGED_ID, UNKNOWN_ID, "X.20", "13.A 13.B"),
    COPY("a ballot is opened twice", OPENED, "challenged/0004.json", "X.20", ""),
    DROP("a ballot is not opened", OPENED, "", "13.A 13.B X.20"),
    SWAP("the opened ballot is made a spoiled one", "ballots/0003.json", "challenged", "spoiled",
         "X.20", ""),
    SWAP("a spoiled ballot is made a challenged one", "ballots/0005.json", "spoiled", "challenged",
         "", "13.A 13.B X.20"),
};

static void each_lie_of_a_plain21_opening_is_found(void **state)
{
    (void)state;
    assert_all_found(PLAIN, PLAIN_LIES, COUNT(PLAIN_LIES));
}

/* The votes of a cast ballot are shown: worse than a lie. */
static void a_cast_ballot_must_not_be_opened(void **state)
{
    (void)state;
    static const planted CAST =
        SWAP("a cast ballot is opened", OPENED, CHALLENGED_ID, CAST_ID, "13.A 13.B X.20 X.21", "");
    judged j = judge_planted(PLAIN, &CAST);
    assert_non_null(strstr(j.report->checks[CF_CHECK_X_ALL_OPENED].findings[0].what, "was cast"));
    judged_drop(&j);
}

static void what_is_not_opened_is_named(void **state)
{
    (void)state;
    static const planted GONE = DROP("a ballot is not opened", OPENED, "", "13.A 13.B X.20");
    judged j = judge_planted(PLAIN, &GONE);
    assert_int_equal(j.verdict, CF_VERDICT_INCOMPLETE);
    assert_string_equal(first_finding(&j, CF_CHECK_X_ALL_OPENED)->where, "ballots/0003.json");
    judged_drop(&j);
}

static void a_broken_opening_is_a_fault_and_its_ballot_not_opened(void **state)
{
    (void)state;
    static const planted BROKEN = SWAP("an opening is no JSON", OPENED, "\"value\": 1",
                                       "\"value\": one", "", "13.A 13.B X.20");
    judged j = judge_planted(PLAIN, &BROKEN);
    assert_int_equal(j.verdict, CF_VERDICT_UNREADABLE);
    assert_int_equal(j.report->fault_total, 1);
    assert_string_equal(j.report->faults[0].file, OPENED);
    judged_drop(&j);
}

/* The opening of a ballot that cannot be read is nobody's lie. */
static void an_opening_of_an_unreadable_ballot_accuses_nobody(void **state)
{
    (void)state;
    record_copy copy = record_copy_of(PLAIN);
    record_copy_replace(&copy, "ballots/0003.json", "\"challenged\"", "challenged", 0);
    judged j = judge(copy.path);
    record_copy_drop(&copy);
    assert_int_equal(j.verdict, CF_VERDICT_UNREADABLE);
    assert_string_equal(ids_that_are(j.report, CF_CHECK_FAIL).text, "");
    judged_drop(&j);
}

/* --- eg2.1: 12 --- */

static const planted DATA_LIES[] = {
    FLIP("c is another", DATA, "c", 0, "12.B", ""),
    FLIP("v is another", DATA, "v", 3, "12.B", ""),
    SWAP("c is past q", DATA, "\"c\": \"0", "\"c\": \"F", "12.A 12.B", ""),
    SWAP("v is past q", DATA, "\"v\": \"0", "\"v\": \"F", "12.A 12.B", ""),
    FLIP("beta is outside", DATA, "beta", 0, "12.B", "12.C"),
    MOVE("beta is another's", DATA, "beta", 0, "beta", 1, "12.B 12.C", ""),
    FLIP("D is another", DATA, "data", 1, "12.C", ""),
    SWAP("D has half a block", DATA, "0000000000\"", "\"", "12.C", ""),
    SWAP("nobody has the ballot", DATA, CAST_ID, UNKNOWN_ID, "12.C", "12.A 12.B"),
    SWAP("the ballot was challenged", DATA, CAST_ID, CHALLENGED_ID, "12.C", "12.A 12.B"),
    SWAP("the ballot was spoiled", DATA, CAST_ID, SPOILED_ID, "12.C", "12.A 12.B"),
    SWAP("the contest has no data", DATA, "\"contest_index\": 1", "\"contest_index\": 2", "12.C",
         "12.A 12.B"),
    SWAP("nobody has the contest", DATA, "\"contest_index\": 1", "\"contest_index\": 9", "12.C",
         "12.A 12.B"),
    SWAP("another contest's data", DATA, "\"contest_index\": 1", "\"contest_index\": 3",
         "12.B 12.C", ""),
};

static void each_lie_of_decrypted_contest_data_is_found(void **state)
{
    (void)state;
    assert_all_found(PLAIN, DATA_LIES, COUNT(DATA_LIES));
}

static bool any_finding_says(const cf_check_result *result, const char *what)
{
    for (size_t i = 0; i < result->kept; i++) {
        if (strstr(result->findings[i].what, what) != NULL) {
            return true;
        }
    }
    return false;
}

static void data_that_are_decrypted_twice_are_found(void **state)
{
    (void)state;
    static const planted TWICE =
        SWAP("the second entry speaks of the contest of the first", DATA, "\"contest_index\": 3",
             "\"contest_index\": 1", "12.B 12.C", "");
    judged j = judge_planted(PLAIN, &TWICE);
    assert_true(any_finding_says(&j.report->checks[CF_CHECK_12_C], "an earlier entry decrypts"));
    judged_drop(&j);
}

static void a_broken_list_of_data_is_a_fault(void **state)
{
    (void)state;
    static const planted BROKEN =
        SWAP("the list is no JSON", DATA, "\"contest_index\": 3", "\"contest_index\": -3", "", "");
    judged j = judge_planted(PLAIN, &BROKEN);
    assert_int_equal(j.verdict, CF_VERDICT_UNREADABLE);
    assert_string_equal(j.report->faults[0].file, DATA);
    judged_drop(&j);
}

/* --- egk2.0: 10, 12, 14, X.7, X.20, X.22, X.23 --- */

#define EGK_OPENED "challenged_ballots/dballot-id-3.json"

static const planted EGK_LIES[] = {
    MOVE("alpha is another's", EGK_OPENED, "pad", 0, "pad", 1, "X.22", ""),
    MOVE("beta is another's", EGK_OPENED, "data", 0, "pad", 1, "X.22", ""),
    MOVE("T is another's", EGK_OPENED, "b_over_m", 0, "b_over_m", 1, "10.B 10.C", ""),
    MOVE("c is another's", EGK_OPENED, "challenge", 0, "challenge", 1, "10.B", ""),
    MOVE("v is another's", EGK_OPENED, "response", 0, "challenge", 1, "10.B", ""),
    MOVE("c is past q", EGK_OPENED, "challenge", 0, "pad", 0, "10.A 10.B", ""),
    SWAP("a vote is not what was decrypted", EGK_OPENED, "\"tally\": 1", "\"tally\": 0", "10.C",
         ""),
    SWAP("a vote is past L", EGK_OPENED, "\"tally\": 0", "\"tally\": 1", "10.C 14.F", ""),
    SWAP("a vote is past R", EGK_OPENED, "\"tally\": 1", "\"tally\": 2", "10.C 14.E 14.F", ""),
    SWAP("a contest is another", EGK_OPENED, "\"contest-1\"", "\"contest-9\"", "14.A 14.B",
         "10.A 10.B 10.C 12.A 12.B 12.C X.22 X.23"),
    SWAP("an option is another", EGK_OPENED, "\"sel-1.1\"", "\"sel-9.1\"", "14.C 14.D",
         "10.A 10.B 10.C X.22"),
    MOVE("the election is another", EGK_OPENED, "election_id", 0, "pad", 0, "X.7", ""),
    MOVE("C_0 is another's", EGK_OPENED, "c0", 0, "pad", 0, "X.22", ""),
    MOVE("C_2 is another's", EGK_OPENED, "c2", 0, "pad", 0, "X.22", ""),
    SWAP("the data are longer", EGK_OPENED, "\"numBytes\": 62", "\"numBytes\": 63", "X.22", ""),
    MOVE("the data's beta is another's", EGK_OPENED, "beta", 0, "pad", 0, "12.B 12.C X.23", ""),
    MOVE("the data's c is another's", EGK_OPENED, "challenge", 3, "challenge", 0, "12.B", ""),
    MOVE("the data's v is another's", EGK_OPENED, "response", 3, "challenge", 0, "12.B", ""),
    MOVE("the data's v is past q", EGK_OPENED, "response", 3, "pad", 0, "12.A 12.B", ""),
    SWAP("the data are other data", EGK_OPENED, "\"write-in 3", "\"write-in 4", "12.C", ""),
    SWAP("the data are not opened", EGK_OPENED, "\"decrypted_contest_data\"", "\"something_else\"",
         "", "12.A 12.B 12.C X.22 X.23"),
    DROP("a ballot is not opened", EGK_OPENED, "", "X.20"),
    COPY("a ballot is opened twice", EGK_OPENED, "challenged_ballots/dballot-id-4.json", "X.20",
         ""),
};

static void each_lie_of_an_egk_opening_is_found(void **state)
{
    (void)state;
    assert_all_found(EGK, EGK_LIES, COUNT(EGK_LIES));
}

/*
 * The last octet of C_1 is padding.  Changed in the ballot and in the opening alike, it decrypts
 * to something else.
 */
static void padding_that_is_not_zero_is_content_that_nobody_claims(void **state)
{
    (void)state;
    record_copy copy = record_copy_of(EGK);
    record_copy_replace(&copy, "encrypted_ballots/Device-1-7/eballot-id-3.json",
                        "DJzyhA==", "DJzyhQ==", 0);
    record_copy_replace(&copy, EGK_OPENED, "DJzyhA==", "DJzyhQ==", 0);
    judged j = judge(copy.path);
    record_copy_drop(&copy);
    assert_string_equal(ids_that_are(j.report, CF_CHECK_FAIL).text, "12.B 12.C X.23");
    judged_drop(&j);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_lie_of_a_plain21_opening_is_found),
        cmocka_unit_test(a_cast_ballot_must_not_be_opened),
        cmocka_unit_test(what_is_not_opened_is_named),
        cmocka_unit_test(a_broken_opening_is_a_fault_and_its_ballot_not_opened),
        cmocka_unit_test(an_opening_of_an_unreadable_ballot_accuses_nobody),
        cmocka_unit_test(each_lie_of_decrypted_contest_data_is_found),
        cmocka_unit_test(data_that_are_decrypted_twice_are_found),
        cmocka_unit_test(a_broken_list_of_data_is_a_fault),
        cmocka_unit_test(each_lie_of_an_egk_opening_is_found),
        cmocka_unit_test(padding_that_is_not_zero_is_content_that_nobody_claims),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
