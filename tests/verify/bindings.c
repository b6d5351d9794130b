/*
 * What ties a ballot of egk2.0 to its election, where no proof hashes its identifier.
 *
 * One change at a time in a chained record: a vote that is there twice under two names, a ballot in the folder of another
 * device, contest data that nobody could decrypt.  Each names its check.
 */
#include "judged.h"
#include "record_copy.h"
#include "verify/aggregate.h"
#include "verify/ballot_batch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char EGK[] = CF_SOURCE_DIR "/tests/vectors/records/made-egk-ec";

#define ONE    "encrypted_ballots/Device-2/eballot-id-2.json"
#define CLONE  "encrypted_ballots/Device-2/eballot-id-99.json"
#define MOVED  "encrypted_ballots/Device-1-7/eballot-id-2.json"
#define CHAIN  "encrypted_ballots/Device-2/ballot_chain.json"
#define DEVICE "\"encrypting_device\": \"Device-2\""

static void assert_says(const record_copy *copy, cf_check check, const char *where,
                        const char *what)
{
    judged j = judge(copy->path);
    assert_int_equal(j.verdict, CF_VERDICT_REJECT);
    assert_string_equal(first_finding(&j, check)->where, where);
    assert_string_equal(first_finding(&j, check)->what, what);
    judged_drop(&j);
    record_copy_drop(copy);
}

static void the_record_is_true_before_anybody_lies(void **state)
{
    (void)state;
    judged j = judge(EGK);
    assert_string_equal(j.failed, "");
    assert_string_equal(j.absent, "");
    assert_int_equal(j.report->checks[CF_CHECK_X_DATA_SHAPE].failures, 0);
    assert_int_not_equal(j.report->checks[CF_CHECK_X_DATA_SHAPE].count, 0);
    judged_drop(&j);
}

static void a_vote_under_another_identifier_and_code_is_named_with_its_twin(void **state)
{
    (void)state;
    const record_copy copy = record_copy_of(EGK);
    record_copy_duplicate(&copy, ONE, CLONE);
    record_copy_replace(&copy, CLONE, "\"ballot_id\": \"id-2\"", "\"ballot_id\": \"id-99\"", 0);
    record_copy_replace(&copy, CLONE, "\"confirmation_code\": \"e", "\"confirmation_code\": \"f",
                        0);
    assert_says(&copy, CF_CHECK_5_A, CLONE, "has the same ciphertexts as " ONE);
}

static void a_ballot_in_the_folder_of_another_device_is_found(void **state)
{
    (void)state;
    const record_copy copy = record_copy_of(EGK);
    record_copy_rename(&copy, ONE, MOVED);
    judged j = judge(copy.path);
    assert_string_equal(j.failed, "X.15");
    judged_drop(&j);
    assert_says(&copy, CF_CHECK_X_DEVICE_LISTS, MOVED,
                "the ballot stands in the folder of another device");
}

static void a_ballot_that_names_another_device_is_found_and_breaks_its_chain(void **state)
{
    (void)state;
    const record_copy copy = record_copy_of(EGK);
    record_copy_replace(&copy, ONE, DEVICE, "\"encrypting_device\": \"Device 2\"", 0);
    judged j = judge(copy.path);
    assert_non_null(strstr(j.failed, "8.E"));
    judged_drop(&j);
    assert_says(&copy, CF_CHECK_X_DEVICE_LISTS, ONE,
                "the ballot stands in the folder of another device");
}

static void a_chain_in_the_folder_of_another_device_is_found(void **state)
{
    (void)state;
    const record_copy copy = record_copy_of(EGK);
    record_copy_replace(&copy, CHAIN, DEVICE, "\"encrypting_device\": \"Device-3\"", 0);
    assert_says(&copy, CF_CHECK_X_DEVICE_LISTS, CHAIN,
                "the chain stands in the folder of another device");
}

static void folders_are_named_after_devices(void **state)
{
    (void)state;
    static const struct {
        const char *folder;
        const char *device;
        bool same;
    } PAIRS[] = {
        { "a", "a", true },      { "a_b", "a b", true },  { "a_b", "a_b", true },
        { "a b", "a b", false }, { "a", "b", false },     { "a", "aa", false },
        { "aa", "a", false },    { "a_b", "a-b", false }, { "", "", true },
    };
    for (size_t i = 0; i < sizeof PAIRS / sizeof PAIRS[0]; i++) {
        assert_int_equal(cf_is_device_folder(cf_octets_of_text(PAIRS[i].folder),
                                             cf_octets_of_text(PAIRS[i].device)),
                         PAIRS[i].same);
    }
    assert_false(cf_is_device_folder(cf_octets_of_text("a"), cf_octets_of(NULL, 0)));
    assert_false(cf_is_device_folder(cf_octets_of_text(""), cf_octets_of(NULL, 0)));
}

/* --- contest data --- */

static void contest_data_that_do_not_fit_are_found(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *replacement;
        const char *what;
    } LIES[] = {
        { "\"numBytes\": 62", "\"numBytes\": 65",
          "C_1 of the contest data is not numBytes in whole blocks of 32 octets" },
        { "\"numBytes\": 62", "\"numBytes\": 32",
          "C_1 of the contest data is not numBytes in whole blocks of 32 octets" },
        { "\"numBytes\": 62", "\"numBytes\": 4294967295",
          "C_1 of the contest data is not numBytes in whole blocks of 32 octets" },
        { "\"c0\": \"", "\"c0\": \"!", "C_0 of the contest data could not be decoded" },
        { "\"c1\": \"", "\"c1\": \"!",
          "C_1 of the contest data is not numBytes in whole blocks of 32 octets" },
        { "\"c2\": \"", "\"c2\": \"!", "C_2 of the contest data is not 32 octets" },
        { "\"c2\": \"", "\"c2\": \"AAAA", "C_2 of the contest data is not 32 octets" },
        { "\"encrypted_contest_data\"", "\"no_data\"",
          "the contest data are missing, the ballot's other contests have some" },
    };
    for (size_t i = 0; i < sizeof LIES / sizeof LIES[0]; i++) {
        const record_copy copy = record_copy_of(EGK);
        record_copy_replace(&copy, ONE, LIES[i].text, LIES[i].replacement, 0);
        assert_says(&copy, CF_CHECK_X_DATA_SHAPE, ONE ": contests[0]", LIES[i].what);
    }
}

static void contest_data_may_fill_any_number_of_their_last_block(void **state)
{
    (void)state;
    for (unsigned octets = 33; octets <= 64; octets++) {
        char replacement[32];
        (void)snprintf(replacement, sizeof replacement, "\"numBytes\": %u", octets);
        const record_copy copy = record_copy_of(EGK);
        record_copy_replace(&copy, ONE, "\"numBytes\": 62", replacement, 0);
        judged j = judge(copy.path);
        assert_string_equal(j.failed, "");
        judged_drop(&j);
        record_copy_drop(&copy);
    }
}

/* --- bounds --- */

static bool admits(const cf_group *group, size_t bound)
{
    cf_arena *arena = cf_arena_open((size_t)1 << 26);
    cf_verification v = { .group = group };
    const cf_ballot_batch batch = { .verification = &v,
                                    .report = cf_report_open(arena),
                                    .arena = arena };
    const cf_ballot_look look = { .file = "ballot" };
    const cf_spot spot = { .look = &look };
    const cf_proof_checks checks = { .a = CF_CHECK_6_A,
                                     .b = CF_CHECK_6_B,
                                     .c = CF_CHECK_6_C,
                                     .d = CF_CHECK_6_D,
                                     .name = "range proof",
                                     .bound_name = "R" };
    static const uint8_t ZERO[CF_SCALAR_OCTETS];
    cf_unchecked_scalar *zeros = cf_arena_take(arena, bound + 1, sizeof *zeros);
    for (size_t j = 0; j <= bound; j++) {
        zeros[j].octets = cf_octets_of(ZERO, sizeof ZERO);
    }
    const cf_range_proof proof = { .count = bound + 1, .c = zeros, .v = zeros };
    cf_range_claim claim = { 0 };
    assert_int_equal(cf_proof_admit(&batch, &spot, &checks, &proof, bound, &claim), CF_OK);
    const bool usable = claim.c != NULL;
    assert_int_equal(batch.report->checks[CF_CHECK_X_PROOF_LENGTH].failures, usable ? 0 : 1);
    cf_arena_close(arena);
    return usable;
}

static void a_range_that_holds_every_number_below_q_proves_nothing(void **state)
{
    (void)state;
    for (size_t g = 0; g < cf_group_toy_count(); g++) {
        const cf_octets q = cf_group_q(cf_group_toy(g));
        if (q.len != 1) {
            continue;
        }
        assert_true(admits(cf_group_toy(g), q.at[0] - 1U));
        assert_false(admits(cf_group_toy(g), q.at[0]));
        assert_false(admits(cf_group_toy(g), q.at[0] + 1U));
    }
    assert_true(admits(cf_group_standard(), CF_SELECTION_LIMIT_MAX));
}

static void sums_of_all_workers_stay_within_half_a_gibioctet(void **state)
{
    (void)state;
    static const size_t OPTIONS[] = { 0, 1, 100, 5000, 50000, CF_OPTION_TOTAL_MAX };
    for (size_t i = 0; i < sizeof OPTIONS / sizeof OPTIONS[0]; i++) {
        const cf_verification v = { .manifest = { .option_total = OPTIONS[i] } };
        for (size_t wanted = 1; wanted <= 1024; wanted *= 2) {
            const size_t workers = cf_sums_workers(&v, wanted);
            assert_in_range(workers, 1, wanted);
            assert_true(workers * OPTIONS[i] * 2 * sizeof(cf_element) <= (size_t)1 << 29);
        }
        assert_int_equal(cf_sums_workers(&v, 4), 4);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_record_is_true_before_anybody_lies),
        cmocka_unit_test(a_vote_under_another_identifier_and_code_is_named_with_its_twin),
        cmocka_unit_test(a_ballot_in_the_folder_of_another_device_is_found),
        cmocka_unit_test(a_ballot_that_names_another_device_is_found_and_breaks_its_chain),
        cmocka_unit_test(a_chain_in_the_folder_of_another_device_is_found),
        cmocka_unit_test(folders_are_named_after_devices),
        cmocka_unit_test(contest_data_that_do_not_fit_are_found),
        cmocka_unit_test(contest_data_may_fill_any_number_of_their_last_block),
        cmocka_unit_test(a_range_that_holds_every_number_below_q_proves_nothing),
        cmocka_unit_test(sums_of_all_workers_stay_within_half_a_gibioctet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
