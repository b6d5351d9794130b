/*
 * Records that stop early, that miss pieces, or that nobody can read.
 *
 * For each stage of an election: what is there is checked, what is not there is absent, and only a false claim
 * rejects.  One report is compared on one core and on four.
 */
#include "judged.h"
#include "record_copy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char TOY[] = CF_SOURCE_DIR "/tests/vectors/records/cs21-toy";
static const char STANDARD[] = CF_SOURCE_DIR "/tests/vectors/records/cs21-small";

static const char BALLOT_CHECKS[] = "6.A 6.B 6.C 6.D 7.A 7.B 7.C 7.D 8.A 8.B";

enum { TOY_BALLOTS = 40 };

static void assert_judged(judged *j, cf_verdict verdict, const char *failed, const char *absent)
{
    assert_string_equal(j->failed, failed);
    assert_string_equal(j->absent, absent);
    assert_string_equal(cf_verdict_name(j->verdict), cf_verdict_name(verdict));
    judged_drop(j);
}

/* --- whole records --- */

static void true_records_are_accepted(void **state)
{
    (void)state;
    judged toy = judge(TOY);
    assert_int_equal(toy.report->cast, 28);
    assert_int_equal(toy.report->challenged, 8);
    assert_int_equal(toy.report->spoiled, 4);
    assert_true(toy.report->toy);
    assert_judged(&toy, CF_VERDICT_ACCEPT, "", "");

    judged standard = judge_with(STANDARD, &(cf_verify_options){ .jobs = 2 });
    assert_false(standard.report->toy);
    assert_judged(&standard, CF_VERDICT_ACCEPT, "", "");
}

static void every_check_of_a_whole_record_counts_what_the_manifest_calls_for(void **state)
{
    (void)state;
    static const struct {
        cf_check check;
        uint64_t items;
    } DUE[] = {
        { CF_CHECK_2_A, 15 },
        { CF_CHECK_2_B, 24 },
        { CF_CHECK_2_C, 6 },
        { CF_CHECK_5_A, 40 },
        { CF_CHECK_5_B, 40 },
        { CF_CHECK_6_A, 164 },
        { CF_CHECK_6_D, 164 },
        { CF_CHECK_7_A, 48 },
        { CF_CHECK_7_D, 48 },
        { CF_CHECK_8_A, 70 },
        { CF_CHECK_8_B, 40 },
        { CF_CHECK_8_C, 2 },
        { CF_CHECK_8_D, 20 },
        { CF_CHECK_8_E, 20 },
        { CF_CHECK_8_F, 1 },
        { CF_CHECK_8_G, 1 },
        { CF_CHECK_X_GUARDIANS, 3 },
        { CF_CHECK_X_KEY_IDENTITY, 13 },
        { CF_CHECK_X_BALLOT_SHAPE, 40 },
        { CF_CHECK_X_PROOF_LENGTH, 310 },
        { CF_CHECK_X_NONCE_PROOF, 40 },
        { CF_CHECK_X_DATA_SHAPE, 70 },
        { CF_CHECK_X_DATA_PROOF, 40 },
        { CF_CHECK_X_UNCAST_PROOFS, 98 },
        { CF_CHECK_X_DEVICE_LISTS, 80 },
    };
    judged j = judge(TOY);
    for (size_t i = 0; i < sizeof DUE / sizeof DUE[0]; i++) {
        assert_int_equal(j.report->checks[DUE[i].check].expected, DUE[i].items);
        assert_int_equal(j.report->checks[DUE[i].check].count, DUE[i].items);
    }
    judged_drop(&j);
}

static void a_toy_group_is_rejected_and_the_rest_checked_unless_it_is_allowed(void **state)
{
    (void)state;
    judged j = judge_with(TOY, &(cf_verify_options){ .jobs = 1 });
    assert_int_equal(j.report->checks[CF_CHECK_6_D].count, 164);
    assert_judged(&j, CF_VERDICT_REJECT, "1.B 1.C 1.D", "");
}

static void nothing_is_computed_in_a_group_that_nobody_knows(void **state)
{
    (void)state;
    const record_copy copy = record_copy_of(TOY);
    record_copy_flip_after(&copy, "election_parameters.json", "\"p\": ", 0);
    record_copy_flip_after(&copy, "election_parameters.json", "\"g\": ", 0);
    judged j = judge(copy.path);
    assert_string_equal(j.failed, "1.B 1.C 1.D X.2");
    assert_int_equal(j.report->checks[CF_CHECK_6_D].count, 0);
    assert_int_equal(j.report->checks[CF_CHECK_6_D].expected, 1);
    assert_int_equal(cf_report_check_status(j.report, CF_CHECK_10_B), CF_CHECK_ABSENT);
    assert_int_equal(j.verdict, CF_VERDICT_REJECT);
    judged_drop(&j);
    record_copy_drop(&copy);
}

/* A toy group that is not whole is not guessed where toys are not allowed. */
static void a_broken_toy_group_is_unknown_unless_toys_are_allowed(void **state)
{
    (void)state;
    const record_copy copy = record_copy_of(TOY);
    record_copy_flip_after(&copy, "election_parameters.json", "\"g\": ", 0);
    judged j = judge_with(copy.path, &(cf_verify_options){ .jobs = 1 });
    assert_string_equal(j.failed, "1.B 1.C 1.D X.2");
    assert_string_equal(j.report->group, "");
    judged_drop(&j);
    record_copy_drop(&copy);
}

static void one_false_number_of_three_still_names_the_standard_group(void **state)
{
    (void)state;
    static const char *const NUMBERS[] = { "\"p\": ", "\"q\": ", "\"g\": " };
    static const char *const FAILED[] = { "1.B", "1.C", "1.D" };
    static const char *const FAILED_TWO[] = { "1.B 1.C", "1.C 1.D", "1.B 1.D" };
    for (size_t i = 0; i < 3; i++) {
        const record_copy copy = record_copy_of(STANDARD);
        record_copy_remove(&copy, "election_keys.json");
        record_copy_flip_after(&copy, "election_parameters.json", NUMBERS[i], 0);
        judged j = judge(copy.path);
        assert_string_equal(j.failed, FAILED[i]);
        assert_string_equal(j.report->group, "standard 4096");
        judged_drop(&j);

        record_copy_flip_after(&copy, "election_parameters.json", NUMBERS[(i + 1) % 3], 0);
        j = judge(copy.path);
        assert_string_equal(j.failed, FAILED_TWO[i]);
        assert_string_equal(j.report->group, "");
        judged_drop(&j);
        record_copy_drop(&copy);
    }
}

/* --- guardians --- */

static void what_n_and_k_call_for_is_expected(void **state)
{
    (void)state;
    const record_copy copy = record_copy_of(TOY);
    record_copy_replace(&copy, "election_parameters.json", "\"n\": 3", "\"n\": 4", 0);
    judged j = judge(copy.path);
    assert_int_equal(j.report->checks[CF_CHECK_2_A].expected, 20);
    assert_int_equal(j.report->checks[CF_CHECK_2_A].count, 15);
    assert_int_equal(j.report->checks[CF_CHECK_2_B].expected, 32);
    assert_int_equal(j.report->checks[CF_CHECK_2_B].count, 24);
    assert_int_equal(j.report->checks[CF_CHECK_2_C].expected, 8);
    assert_int_equal(j.report->checks[CF_CHECK_2_C].count, 6);
    assert_string_equal(first_finding(&j, CF_CHECK_X_GUARDIANS)->what,
                        "no guardian has the index 4");
    judged_drop(&j);
    record_copy_drop(&copy);
}

static void false_indices_of_guardians_are_named(void **state)
{
    (void)state;
    static const char *const FALSE_INDICES[] = { "\"i\": 0", "\"i\": 4", "\"i\": 2" };
    static const char *const WHAT[] = {
        "the index is 0, expected a number from 1 to n = 3",
        "the index is 4, expected a number from 1 to n = 3",
        "the index 2 was given to a guardian before",
    };
    for (size_t i = 0; i < 3; i++) {
        const record_copy copy = record_copy_of(TOY);
        record_copy_replace(&copy, "election_keys.json", "\"i\": 3", FALSE_INDICES[i], 0);
        judged j = judge(copy.path);
        const cf_finding *finding = first_finding(&j, CF_CHECK_X_GUARDIANS);
        assert_string_equal(finding->where, "election_keys.json: guardians[2]");
        assert_string_equal(finding->what, WHAT[i]);
        assert_int_equal(j.report->checks[CF_CHECK_X_GUARDIANS].failures, 2);
        judged_drop(&j);
        record_copy_drop(&copy);
    }
}

#define ONE "0000000000000000000000000000000000000000000000000000000000000001"

/* K_i0 and K_i1 of the toy record. */
static const char *const VOTE_KEYS[3][2] = {
    { "53B0040CB9CD4382D2097C7CF3B84CB9346EF8CE6D2A0AFF4986A18945347ACD",
      "9C21C3DFB7361B1E486DF3F7F845CEF9D9FCA9CCF70808B02C7409DBD1842EBD" },
    { "79BF3ED461E7208EA0E7F2C6216A66994449DDD15C525BD1D792C2D92C9E401F",
      "86149015E6C1306A4D74B646FA18E3D5556991E0D0A5EC8479508F2C1ED82E3D" },
    { "206439BAF5739005CD5AE12BBC6E00B5F4FFC0B71C718735179BA9582D784DAE",
      "F989695186EE70172F1B958E7836FF44036C2614A99A3B0CB4A67D3BD915465B" },
};

/* Guardian 2 takes the first key of guardian 1 for its own; its proof and K are false then, too. */
static void guardians_with_one_key_between_them_are_named(void **state)
{
    (void)state;
    const record_copy copy = record_copy_of(TOY);
    record_copy_replace(&copy, "election_keys.json", VOTE_KEYS[1][0], VOTE_KEYS[0][0], 0);
    judged j = judge(copy.path);
    const cf_finding *finding = first_finding(&j, CF_CHECK_X_KEY_IDENTITY);
    assert_string_equal(finding->where, "election_keys.json: guardians[1]");
    assert_string_equal(finding->what, "guardians 1 and 2 have the same key");
    assert_int_equal(cf_report_check_status(j.report, CF_CHECK_X_KEY_IDENTITY), CF_CHECK_WARNING);
    judged_drop(&j);
    record_copy_drop(&copy);
}

/* With k = 2 the last key of each guardian is K_i1. */
static void leading_keys_that_cancel_out_lower_the_quorum(void **state)
{
    (void)state;
    const record_copy copy = record_copy_of(TOY);
    for (int i = 0; i < 3; i++) {
        record_copy_replace(&copy, "election_keys.json", VOTE_KEYS[i][1], ONE, 0);
    }
    judged j = judge(copy.path);
    const cf_finding *finding = first_finding(&j, CF_CHECK_X_KEY_IDENTITY);
    assert_string_equal(finding->where, "election_keys.json: guardians");
    assert_string_equal(finding->what, "the product of all K_i,k-1 is 1");
    assert_int_equal(j.report->checks[CF_CHECK_X_KEY_IDENTITY].failures, 1);
    judged_drop(&j);
    record_copy_drop(&copy);
}

/* --- --expect --- */

static void the_expected_election_is_told_from_another(void **state)
{
    (void)state;
    judged j = judge(TOY);
    cf_verify_options options = { .jobs = 1, .allow_toy = true, .has_expected = true };
    options.expected_h_e = j.report->extended_base_hash;
    judged_drop(&j);

    j = judge_with(TOY, &options);
    assert_int_equal(j.report->checks[CF_CHECK_X_EXPECTED].count, 1);
    assert_judged(&j, CF_VERDICT_ACCEPT, "", "");

    options.expected_h_e.octets[31] ^= 1;
    j = judge_with(TOY, &options);
    assert_judged(&j, CF_VERDICT_REJECT, "X.1", "");
}

/* --- stages --- */

static void a_record_before_its_key_ceremony_is_incomplete(void **state)
{
    (void)state;
    const record_copy copy = record_copy_of(TOY);
    record_copy_remove(&copy, "election_keys.json");
    judged j = judge(copy.path);
    char absent[JUDGED_WORDS_MAX];
    (void)snprintf(absent, sizeof absent,
                   "2.A 2.B 2.C 3.A 3.B 4.A 5.A 5.B %s 8.C 8.D X.4 X.5 X.8 X.9 X.10 X.11 X.12 X.15",
                   BALLOT_CHECKS);
    assert_int_equal(cf_report_check_status(j.report, CF_CHECK_9_A), CF_CHECK_ABSENT);
    assert_judged(&j, CF_VERDICT_INCOMPLETE, "", absent);
    record_copy_drop(&copy);
}

static void a_record_before_its_first_ballot_is_incomplete(void **state)
{
    (void)state;
    const record_copy copy = record_copy_of(TOY);
    record_copy_remove(&copy, "ballots");
    record_copy_remove(&copy, "challenged");
    record_copy_remove(&copy, "devices.json");
    record_copy_remove(&copy, "tally.json");
    judged j = judge(copy.path);
    char absent[JUDGED_WORDS_MAX];
    (void)snprintf(absent, sizeof absent, "5.A 5.B %s 8.C 8.D X.8 X.9 X.10 X.11 X.12 X.15",
                   BALLOT_CHECKS);
    assert_judged(&j, CF_VERDICT_INCOMPLETE, "", absent);
    record_copy_drop(&copy);
}

static void ballots_that_devices_list_and_nobody_has_are_a_lie(void **state)
{
    (void)state;
    const record_copy copy = record_copy_of(TOY);
    record_copy_remove(&copy, "ballots");
    judged j = judge(copy.path);
    assert_string_equal(j.failed, "X.15");
    assert_int_equal(j.verdict, CF_VERDICT_REJECT);
    judged_drop(&j);
    record_copy_drop(&copy);
}

static void a_record_before_its_tally_is_incomplete(void **state)
{
    (void)state;
    const record_copy copy = record_copy_of(TOY);
    record_copy_remove(&copy, "tally.json");
    judged j = judge(copy.path);
    assert_judged(&j, CF_VERDICT_INCOMPLETE, "", "");
    record_copy_drop(&copy);
}

static void a_record_without_device_lists_is_incomplete(void **state)
{
    (void)state;
    const record_copy copy = record_copy_of(TOY);
    record_copy_remove(&copy, "devices.json");
    judged j = judge(copy.path);
    assert_judged(&j, CF_VERDICT_INCOMPLETE, "", "8.C 8.D X.15");
    record_copy_drop(&copy);
}

/* --- ballots that are missing, doubled, or no ballots --- */

static void a_doubled_ballot_is_named_with_its_twin(void **state)
{
    (void)state;
    const record_copy copy = record_copy_of(TOY);
    record_copy_duplicate(&copy, "ballots/0001.json", "ballots/0099.json");
    judged j = judge(copy.path);
    assert_string_equal(j.failed, "5.A X.15");
    const cf_finding *finding = first_finding(&j, CF_CHECK_5_A);
    assert_string_equal(finding->where, "ballots/0099.json");
    assert_string_equal(finding->what, "the identifier is that of ballots/0001.json");
    assert_string_equal(first_finding(&j, CF_CHECK_X_DEVICE_LISTS)->where, "ballots/0099.json");
    judged_drop(&j);
    record_copy_drop(&copy);
}

static void a_ballot_cut_from_the_middle_of_a_chain_leaves_a_gap(void **state)
{
    (void)state;
    const record_copy copy = record_copy_of(TOY);
    record_copy_remove(&copy, "ballots/0003.json");
    judged j = judge(copy.path);
    assert_string_equal(j.failed, "X.15");
    assert_string_equal(j.absent, "8.E");
    assert_int_equal(j.report->checks[CF_CHECK_8_E].expected, 20);
    assert_int_equal(j.report->checks[CF_CHECK_8_E].count, 18);
    judged_drop(&j);
    record_copy_drop(&copy);
}

static void a_ballot_cut_from_ballots_and_list_breaks_the_chain(void **state)
{
    (void)state;
    const record_copy copy = record_copy_of(TOY);
    record_copy_replace(
        &copy, "devices.json",
        "   \"01800C232C5CFD8BB8F75BCAE18DCDA9463E02B01A3CC6B6EABAC9F658832EFE\",\n", "", 0);
    judged j = judge(copy.path);
    assert_string_equal(j.failed, "8.E X.15");
    assert_string_equal(first_finding(&j, CF_CHECK_X_DEVICE_LISTS)->what,
                        "the ballot is listed by no device");
    assert_string_equal(first_finding(&j, CF_CHECK_8_E)->where, "devices.json: [0].ballots[1]");
    judged_drop(&j);
    record_copy_drop(&copy);
}

static void a_ballot_listed_twice_is_found(void **state)
{
    (void)state;
    const record_copy copy = record_copy_of(TOY);
    record_copy_replace(&copy, "devices.json",
                        "86539E19592E368FF07FE1776FD89D9245FA5091A65B6814944428B7F027FAD0",
                        "BBCAE66D807A5FBCAE12C4368CF2856DEC57106F2003BA5B573C95806A0CC3E1", 0);
    judged j = judge(copy.path);
    assert_string_equal(j.failed, "X.15");
    assert_int_equal(j.report->checks[CF_CHECK_X_DEVICE_LISTS].failures, 2);
    const cf_finding *finding = first_finding(&j, CF_CHECK_X_DEVICE_LISTS);
    assert_string_equal(finding->where, "devices.json: [1].ballots[1]");
    assert_string_equal(finding->what, "the ballot was listed before");
    judged_drop(&j);
    record_copy_drop(&copy);
}

static void an_empty_chain_is_refused(void **state)
{
    (void)state;
    const record_copy copy = record_copy_of(TOY);
    record_copy_replace(&copy, "devices.json", "[\n {\n  \"s_device\"",
                        "[\n {\"s_device\": \"Device-3\", \"chaining\": 1, \"ballots\": [],"
                        " \"h_di\": \"\"},\n {\n  \"s_device\"",
                        0);
    judged j = judge(copy.path);
    assert_string_equal(j.failed, "8.C 8.G");
    assert_string_equal(j.absent, "8.F");
    judged_drop(&j);
    record_copy_drop(&copy);
}

static void a_ballot_that_cannot_be_read_is_a_fault_and_no_lie(void **state)
{
    (void)state;
    const record_copy copy = record_copy_of(TOY);
    record_copy_replace(&copy, "ballots/0004.json", "\"h_i\":", "\"h_i\"", 0);
    judged j = judge(copy.path);
    assert_string_equal(j.failed, "");
    assert_int_equal(j.report->fault_total, 1);
    assert_string_equal(j.report->faults[0].file, "ballots/0004.json");
    assert_int_equal(j.report->checks[CF_CHECK_5_A].count, TOY_BALLOTS - 1);
    assert_int_equal(j.report->checks[CF_CHECK_X_DEVICE_LISTS].count, 2 * (TOY_BALLOTS - 1));
    assert_int_equal(j.report->checks[CF_CHECK_X_DEVICE_LISTS].failures, 0);
    assert_int_equal(j.verdict, CF_VERDICT_UNREADABLE);
    judged_drop(&j);
    record_copy_drop(&copy);
}

static void what_lies_among_the_ballots_and_is_none_is_a_fault(void **state)
{
    (void)state;
    const record_copy copy = record_copy_of(TOY);
    record_copy_duplicate(&copy, "ballots/0004.json", "ballots/0004.json.orig");
    judged j = judge(copy.path);
    assert_int_equal(j.report->fault_total, 1);
    assert_judged(&j, CF_VERDICT_UNREADABLE, "", "");
    record_copy_drop(&copy);
}

static void a_text_that_does_not_decode_fails_its_check_and_what_needs_it(void **state)
{
    (void)state;
    const record_copy copy = record_copy_of(TOY);
    record_copy_replace(&copy, "ballots/0001.json", "\"alpha\": \"", "\"alpha\": \"x", 1);
    judged j = judge(copy.path);
    assert_string_equal(j.failed, "6.A 6.D 7.A 7.D 8.A");
    assert_string_equal(first_finding(&j, CF_CHECK_6_A)->where,
                        "ballots/0001.json: contests[0].selections[1]");
    judged_drop(&j);
    record_copy_drop(&copy);
}

static void an_identifier_that_does_not_decode_is_nobody_s(void **state)
{
    (void)state;
    const record_copy copy = record_copy_of(TOY);
    record_copy_replace(&copy, "ballots/0004.json", "\"id_b\": \"", "\"id_b\": \"x", 0);
    judged j = judge(copy.path);
    assert_string_equal(j.failed, "5.B X.15");
    judged_drop(&j);
    record_copy_drop(&copy);
}

static void a_proof_of_one_branch_too_few_has_the_wrong_length(void **state)
{
    (void)state;
    const record_copy copy = record_copy_of(TOY);
    record_copy_replace(&copy, "manifest.json", "\"option_limit\":1", "\"option_limit\":2", 1);
    judged j = judge(copy.path);
    assert_non_null(strstr(j.failed, "X.9"));
    assert_string_equal(first_finding(&j, CF_CHECK_X_PROOF_LENGTH)->what,
                        "the range proof has 2 branches, expected R + 1 = 3");
    judged_drop(&j);
    record_copy_drop(&copy);
}

static void an_equation_with_a_refused_part_says_so(void **state)
{
    (void)state;
    const record_copy copy = record_copy_of(TOY);
    record_copy_replace(&copy, "ballots/0001.json", "\"c\": \"0", "\"c\": \"F", 0);
    record_copy_replace(&copy, "election_keys.json", "\"c\": \"0", "\"c\": \"F", 0);
    judged j = judge(copy.path);
    assert_string_equal(j.failed, "2.B 2.C 6.B 6.D");
    assert_string_equal(first_finding(&j, CF_CHECK_6_D)->what,
                        "the range proof cannot hold: part of it was refused");
    assert_string_equal(first_finding(&j, CF_CHECK_2_C)->what,
                        "the proof cannot hold: part of it was refused");
    judged_drop(&j);
    record_copy_drop(&copy);
}

static void a_nonce_of_more_than_one_block_has_the_wrong_shape(void **state)
{
    (void)state;
    const record_copy copy = record_copy_of(TOY);
    record_copy_replace(&copy, "ballots/0001.json", "\"c1\": \"", "\"c1\": \"00", 1);
    judged j = judge(copy.path);
    assert_string_equal(j.failed, "X.11");
    assert_string_equal(first_finding(&j, CF_CHECK_X_NONCE_PROOF)->what,
                        "C_1 of the ballot nonce has 33 octets, expected 32");
    assert_int_equal(j.report->checks[CF_CHECK_X_NONCE_PROOF].failures, 2);
    judged_drop(&j);
    record_copy_drop(&copy);
}

static void contest_data_of_another_length_have_the_wrong_shape(void **state)
{
    (void)state;
    const record_copy copy = record_copy_of(TOY);
    record_copy_replace(&copy, "ballots/0001.json", "\"c1\": \"", "\"c1\": \"00", 0);
    judged j = judge(copy.path);
    assert_string_equal(j.failed, "8.A X.12 X.13");
    assert_string_equal(first_finding(&j, CF_CHECK_X_DATA_SHAPE)->what,
                        "C_1 of the contest data has 33 octets, expected 32");
    judged_drop(&j);
    record_copy_drop(&copy);
}

static void missing_contest_data_are_missed(void **state)
{
    (void)state;
    const record_copy copy = record_copy_of(TOY);
    record_copy_replace(&copy, "ballots/0001.json", "\"data\": ", "\"other\": ", 0);
    judged j = judge(copy.path);
    assert_string_equal(j.failed, "8.A X.12");
    assert_string_equal(j.absent, "X.13");
    judged_drop(&j);
    record_copy_drop(&copy);
}

static void a_folder_that_is_no_record_is_unsupported(void **state)
{
    (void)state;
    judged j = judge(CF_SOURCE_DIR "/tests/verify");
    assert_judged(&j, CF_VERDICT_UNSUPPORTED, "", "");
}

static void assert_only_parameters_are_checked(const record_copy *copy, cf_verdict verdict,
                                               const char *failed)
{
    judged j = judge(copy->path);
    assert_string_equal(j.failed, failed);
    assert_int_equal(j.verdict, verdict);
    assert_int_equal(cf_report_check_status(j.report, CF_CHECK_1_F), CF_CHECK_ABSENT);
    assert_int_equal(cf_report_check_status(j.report, CF_CHECK_2_A), CF_CHECK_ABSENT);
    assert_int_equal(j.report->fault_total, 1);
    assert_string_equal(j.report->faults[0].file, "manifest.json");
    judged_drop(&j);
}

static void a_record_without_a_manifest_is_unreadable_and_its_parameters_are_checked(void **state)
{
    (void)state;
    const record_copy copy = record_copy_of(TOY);
    record_copy_replace(&copy, "manifest.json", "{", "[", 0);
    assert_only_parameters_are_checked(&copy, CF_VERDICT_UNREADABLE, "");
    record_copy_remove(&copy, "manifest.json");
    assert_only_parameters_are_checked(&copy, CF_VERDICT_UNREADABLE, "");
    record_copy_flip_after(&copy, "election_parameters.json", "\"h_p\": ", 0);
    assert_only_parameters_are_checked(&copy, CF_VERDICT_REJECT, "1.E");
    record_copy_drop(&copy);
}

/* --- the same report on any number of cores --- */

static void tell_some_lies(const record_copy *copy)
{
    record_copy_flip_after(copy, "ballots/0001.json", "\"alpha\": ", 0);
    record_copy_flip_after(copy, "ballots/0002.json", "\"h_i\": ", 0);
    record_copy_flip_after(copy, "ballots/0017.json", "\"v\": ", 3);
    record_copy_flip_after(copy, "ballots/0033.json", "\"beta\": ", 2);
    record_copy_flip_after(copy, "ballots/0039.json", "\"h_c\": ", 0);
    record_copy_replace(copy, "ballots/0020.json", "{", "{{", 0);
    record_copy_duplicate(copy, "ballots/0005.json", "ballots/0050.json");
    record_copy_duplicate(copy, "ballots/0006.json", "ballots/0051.json");
}

static void one_core_and_four_say_the_same(void **state)
{
    (void)state;
    const record_copy copy = record_copy_of(TOY);
    tell_some_lies(&copy);
    judged one = judge_with(copy.path, &(cf_verify_options){ .jobs = 1, .allow_toy = true });
    for (size_t jobs = 2; jobs <= 7; jobs += 1) {
        judged many =
            judge_with(copy.path, &(cf_verify_options){ .jobs = jobs, .allow_toy = true });
        assert_same_report(one.report, many.report);
        judged_drop(&many);
    }
    judged_drop(&one);
    record_copy_drop(&copy);
}

typedef struct seen {
    uint64_t done;
    uint64_t calls;
} seen;

static void watch(void *context, uint64_t done, uint64_t total)
{
    seen *s = context;
    assert_int_equal(total, TOY_BALLOTS);
    assert_true(done > s->done);
    s->done = done;
    s->calls++;
}

static void progress_grows_to_the_end(void **state)
{
    (void)state;
    seen s = { 0 };
    const cf_verify_options options = {
        .jobs = 3, .allow_toy = true, .progress = watch, .progress_context = &s
    };
    judged j = judge_with(TOY, &options);
    assert_int_equal(s.done, TOY_BALLOTS);
    assert_true(s.calls > 1);
    judged_drop(&j);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(true_records_are_accepted),
        cmocka_unit_test(every_check_of_a_whole_record_counts_what_the_manifest_calls_for),
        cmocka_unit_test(a_toy_group_is_rejected_and_the_rest_checked_unless_it_is_allowed),
        cmocka_unit_test(nothing_is_computed_in_a_group_that_nobody_knows),
        cmocka_unit_test(a_broken_toy_group_is_unknown_unless_toys_are_allowed),
        cmocka_unit_test(one_false_number_of_three_still_names_the_standard_group),
        cmocka_unit_test(what_n_and_k_call_for_is_expected),
        cmocka_unit_test(false_indices_of_guardians_are_named),
        cmocka_unit_test(guardians_with_one_key_between_them_are_named),
        cmocka_unit_test(leading_keys_that_cancel_out_lower_the_quorum),
        cmocka_unit_test(the_expected_election_is_told_from_another),
        cmocka_unit_test(a_record_before_its_key_ceremony_is_incomplete),
        cmocka_unit_test(a_record_before_its_first_ballot_is_incomplete),
        cmocka_unit_test(ballots_that_devices_list_and_nobody_has_are_a_lie),
        cmocka_unit_test(a_record_before_its_tally_is_incomplete),
        cmocka_unit_test(a_record_without_device_lists_is_incomplete),
        cmocka_unit_test(a_doubled_ballot_is_named_with_its_twin),
        cmocka_unit_test(a_ballot_cut_from_the_middle_of_a_chain_leaves_a_gap),
        cmocka_unit_test(a_ballot_cut_from_ballots_and_list_breaks_the_chain),
        cmocka_unit_test(a_ballot_listed_twice_is_found),
        cmocka_unit_test(an_empty_chain_is_refused),
        cmocka_unit_test(a_ballot_that_cannot_be_read_is_a_fault_and_no_lie),
        cmocka_unit_test(what_lies_among_the_ballots_and_is_none_is_a_fault),
        cmocka_unit_test(a_text_that_does_not_decode_fails_its_check_and_what_needs_it),
        cmocka_unit_test(an_identifier_that_does_not_decode_is_nobody_s),
        cmocka_unit_test(a_proof_of_one_branch_too_few_has_the_wrong_length),
        cmocka_unit_test(an_equation_with_a_refused_part_says_so),
        cmocka_unit_test(a_nonce_of_more_than_one_block_has_the_wrong_shape),
        cmocka_unit_test(contest_data_of_another_length_have_the_wrong_shape),
        cmocka_unit_test(missing_contest_data_are_missed),
        cmocka_unit_test(a_folder_that_is_no_record_is_unsupported),
        cmocka_unit_test(a_record_without_a_manifest_is_unreadable_and_its_parameters_are_checked),
        cmocka_unit_test(one_core_and_four_say_the_same),
        cmocka_unit_test(progress_grows_to_the_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
