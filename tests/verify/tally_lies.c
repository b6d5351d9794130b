/*
 * Lies in the tallies, in both profiles: one changed field, and every check that has to say so.
 *
 * Rows go through each field of a tally.  Lies that were made consistent with proofs of their own
 * are told by tests/story; here are also the tallies that are missing, broken, or beside a ballot
 * that cannot be read.
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

#define TALLY     "tally.json"
#define ENCRYPTED "encrypted_tally.json"

#define NO_OPTION   "9.A 9.B 10.A 10.B 10.C X.19"
#define NO_TALLY    "9.A 9.B 10.A 10.B 10.C 11.A 11.B 11.C 11.D X.18 X.19"
#define ALL_ONES    "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"
#define FIRST_C     "000000000000000000000000000000000000000000000000BFB4E8E20C03C8F2"
#define FIRST_V     "00000000000000000000000000000000000000000000000072A613758A548DFD"
#define ALICE       "\"label\": \"Alice\""
#define COUNT(ROWS) (sizeof(ROWS) / sizeof *(ROWS))

#define MISSING "0000000000000000000000000000000000000000000000000000000000000001"
#define ZERO    "0000000000000000000000000000000000000000000000000000000000000000"

static const planted PLAIN_LIES[] = {
    FLIP("A is another", TALLY, "A", 0, "9.A", ""),
    FLIP("B is another", TALLY, "B", 0, "9.B", ""),
    MOVE("A is another option's", TALLY, "A", 2, "A", 3, "9.A", ""),
    SWAP("B is too short", TALLY, "\"B\": \"17", "\"B\": \"", "9.B", ""),
    SWAP("A is no hex", TALLY, "\"A\": \"88", "\"A\": \"XX", "9.A", ""),
    FLIP("T is outside", TALLY, "T", 0, "10.B 10.C", ""),
    MOVE("T is another option's", TALLY, "T", 0, "T", 1, "10.B 10.C", ""),
    SWAP("T is 0", TALLY, "\"T\": \"" MISSING, "\"T\": \"" ZERO, "10.B 10.C", ""),
    FLIP("c is another", TALLY, "c", 0, "10.B", ""),
    FLIP("v is another", TALLY, "v", 8, "10.B", ""),
    SWAP("c is past q", TALLY, FIRST_C, ALL_ONES, "10.A 10.B", ""),
    SWAP("v is past q", TALLY, FIRST_V, ALL_ONES, "10.A 10.B", ""),
    SWAP("v is empty", TALLY, FIRST_V, "", "10.A 10.B", ""),
    SWAP("t is one more", TALLY, "\"t\": 2", "\"t\": 3", "10.C", ""),
    SWAP("t is past the ballots", TALLY, "\"t\": 2", "\"t\": 9999", "10.C X.19", ""),
    SWAP("t is past 2^63", TALLY, "\"t\": 2", "\"t\": 9223372036854775808", "10.C X.19", ""),
    SWAP("an option is another", TALLY, ALICE, "\"label\": \"Alicf\"", "11.B 11.C", NO_OPTION),
    SWAP("an option is doubled", TALLY, ALICE, "\"label\": \"Bob\"", "9.A 9.B 10.B 11.C X.18",
         "10.A 10.C X.19"),
    SWAP("a contest is another", TALLY, "\"Mayor\"", "\"Major\"", "11.A 11.D", NO_OPTION),
    SWAP("an index is another's", TALLY, "\"index\": 1", "\"index\": 2", "X.18", ""),
    DROP("there is no tally", TALLY, "", NO_TALLY),
    DROP("a cast ballot is taken away", "ballots/0002.json", "9.A 9.B 10.B X.15", "8.D"),
};

static void each_lie_of_a_plain21_tally_is_found(void **state)
{
    (void)state;
    assert_all_found(PLAIN, PLAIN_LIES, COUNT(PLAIN_LIES));
}

static const planted EGK_LIES[] = {
    MOVE("A is another's", ENCRYPTED, "pad", 0, "pad", 1, "9.A X.18", ""),
    MOVE("B is another's", ENCRYPTED, "data", 4, "pad", 1, "9.B X.18", ""),
    MOVE("the A that is decrypted is another's", TALLY, "pad", 0, "pad", 1, "X.18", ""),
    MOVE("the B that is decrypted is another's", TALLY, "data", 5, "pad", 1, "X.18", ""),
    MOVE("T is another's", TALLY, "b_over_m", 0, "b_over_m", 1, "10.B 10.C", ""),
    MOVE("c is another's", TALLY, "challenge", 0, "challenge", 1, "10.B", ""),
    MOVE("v is another's", TALLY, "response", 0, "challenge", 1, "10.B", ""),
    MOVE("c is past q", TALLY, "challenge", 0, "pad", 0, "10.A 10.B", ""),
    SWAP("t is one more", TALLY, "\"tally\": 2", "\"tally\": 3", "10.C", ""),
    SWAP("a contest of one tally is another", ENCRYPTED, "\"contest-1\"", "\"contest-9\"", "11.A",
         "9.A 9.B"),
    SWAP("a contest of the other is another", TALLY, "\"contest-1\"", "\"contest-9\"", "11.A 11.D",
         "10.A 10.B 10.C X.19"),
    SWAP("an option of one tally is another", ENCRYPTED, "\"sel-1.1\"", "\"sel-9.1\"", "11.B",
         "9.A 9.B"),
    SWAP("an index is another's", ENCRYPTED, "\"sequence_order\": 1", "\"sequence_order\": 2",
         "X.18", ""),
    MOVE("one tally is of another election", ENCRYPTED, "election_id", 0, "pad", 0, "X.7", ""),
    MOVE("the other is of another election", TALLY, "election_id", 0, "pad", 0, "X.7", ""),
    SWAP("a cast ballot is not listed", ENCRYPTED, "\"id-6\",", "", "X.16", ""),
    SWAP("a challenged ballot is listed", ENCRYPTED, "\"id-6\"", "\"id-6\", \"id-3\"", "X.16", ""),
    SWAP("an unknown ballot is listed", ENCRYPTED, "\"id-6\"", "\"id-6\", \"id-99\"", "X.16", ""),
    SWAP("a ballot is listed twice", ENCRYPTED, "\"id-6\"", "\"id-6\", \"id-6\"", "X.16", ""),
    DROP("there is no decrypted tally", TALLY, "",
         "10.A 10.B 10.C 11.A 11.B 11.C 11.D X.7 X.18 X.19"),
    DROP("there is no encrypted tally", ENCRYPTED, "", "9.A 9.B X.7 X.16 X.18"),
};

static void each_lie_of_an_egk_tally_is_found(void **state)
{
    (void)state;
    assert_all_found(EGK, EGK_LIES, COUNT(EGK_LIES));
}

/* --- what cannot be read --- */

static void a_broken_tally_is_one_fault_and_no_finding(void **state)
{
    (void)state;
    static const planted BROKEN =
        SWAP("the tally is no JSON", TALLY, "\"t\": 2", "\"t\": two", "", NO_TALLY);
    judged j = judge_planted(PLAIN, &BROKEN);
    assert_int_equal(j.verdict, CF_VERDICT_UNREADABLE);
    assert_int_equal(j.report->fault_total, 1);
    assert_string_equal(j.report->faults[0].file, TALLY);
    assert_int_equal(j.report->tally_count, 0);
    judged_drop(&j);
}

/*
 * Nobody knows the sums then: what does not fit is not a lie yet, and the proofs are held against
 * the claimed sums.
 */
static void a_ballot_that_cannot_be_read_accuses_nobody(void **state)
{
    (void)state;
    static const planted BROKEN =
        SWAP("a ballot is no JSON", "ballots/0010.json", "\"cast\"", "cast", "",
             "5.A 5.B 6.A 6.B 6.C 6.D 7.A 7.B 7.C 7.D 8.A 8.B 8.D 9.A 9.B 12.A 12.B 12.C "
             "X.8 X.9 X.10 X.11 X.12 X.15");
    judged j = judge_planted(PLAIN, &BROKEN);
    assert_int_equal(j.verdict, CF_VERDICT_UNREADABLE);
    assert_int_equal(cf_report_check_status(j.report, CF_CHECK_10_B), CF_CHECK_PASS);
    judged_drop(&j);
}

/* --- what is shown --- */

static void assert_line(const cf_tally_line *line, const char *contest, const char *option,
                        uint64_t count)
{
    assert_true(cf_octets_equal(line->contest, cf_octets_of_text(contest)));
    assert_true(cf_octets_equal(line->option, cf_octets_of_text(option)));
    assert_int_equal(line->count, count);
}

static void totals_stand_in_the_order_of_the_manifest(void **state)
{
    (void)state;
    judged plain = judge(PLAIN);
    assert_int_equal(plain.verdict, CF_VERDICT_ACCEPT);
    assert_int_equal(plain.report->tally_count, 9);
    assert_line(&plain.report->tally[0], "Mayor", "Alice", 2);
    assert_line(&plain.report->tally[1], "Mayor", "Bob", 3);
    assert_line(&plain.report->tally[8], "Question № 7", "No", 3);
    judged_drop(&plain);

    judged egk = judge(EGK);
    assert_int_equal(egk.verdict, CF_VERDICT_ACCEPT);
    assert_int_equal(egk.report->tally_count, 9);
    assert_line(&egk.report->tally[3], "contest-2-é", "sel-2.1", 4);
    judged_drop(&egk);
}

/* The verdict says what they are worth. */
static void totals_are_shown_though_they_are_false(void **state)
{
    (void)state;
    static const planted LIE = SWAP("t is one more", TALLY, "\"t\": 2", "\"t\": 3", "10.C", "");
    judged j = judge_planted(PLAIN, &LIE);
    assert_int_equal(j.verdict, CF_VERDICT_REJECT);
    assert_line(&j.report->tally[0], "Mayor", "Alice", 3);
    judged_drop(&j);
}

/* An entry that the manifest does not have is not shown, whatever it says. */
static void only_what_the_manifest_has_is_shown(void **state)
{
    (void)state;
    static const planted LIE =
        SWAP("an option is another", TALLY, ALICE, "\"label\": \"Alicf\"", "11.B 11.C", NO_OPTION);
    judged j = judge_planted(PLAIN, &LIE);
    assert_int_equal(j.report->tally_count, 8);
    assert_line(&j.report->tally[0], "Mayor", "Bob", 3);
    judged_drop(&j);
}

static void one_core_and_four_say_the_same(void **state)
{
    (void)state;
    static const char *const RECORDS[] = { PLAIN, EGK };
    for (size_t i = 0; i < COUNT(RECORDS); i++) {
        judged one = judge_with(RECORDS[i], &(cf_verify_options){ .jobs = 1, .allow_toy = true });
        judged four = judge_with(RECORDS[i], &(cf_verify_options){ .jobs = 4, .allow_toy = true });
        assert_same_report(one.report, four.report);
        judged_drop(&four);
        judged_drop(&one);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_lie_of_a_plain21_tally_is_found),
        cmocka_unit_test(each_lie_of_an_egk_tally_is_found),
        cmocka_unit_test(a_broken_tally_is_one_fault_and_no_finding),
        cmocka_unit_test(a_ballot_that_cannot_be_read_accuses_nobody),
        cmocka_unit_test(totals_stand_in_the_order_of_the_manifest),
        cmocka_unit_test(totals_are_shown_though_they_are_false),
        cmocka_unit_test(only_what_the_manifest_has_is_shown),
        cmocka_unit_test(one_core_and_four_say_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
