/*
 * Stretch by stretch with hints: the report is that of the exact verification, whatever goes wrong where.
 *
 * The group is a toy and the batch proof is slow_batch.c, so that a record of 40 ballots has several stretches and each
 * way of ending one comes up: the proof holds, it is false, nobody knows.  One proof of every kind is forged so that its
 * hints fit, in the first, a middle and the last ballot, cast and not.  The mathematics of the real batch
 * proof is for hints.c.
 */
#include "forged.h"
#include "judged.h"
#include "slow_batch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char TOY[] = CF_SOURCE_DIR "/tests/vectors/records/cs21-toy";
static const char BATCHES[] = CF_SOURCE_DIR "/tests/vectors/records/made-counterfoil";
static const char EGK[] = CF_SOURCE_DIR "/tests/vectors/records/made-egk-ec";

enum {
    BALLOTS = 40,
    SHORT = 400000, /* octets of a batch proof: a few ballots of this record */
    SPOILED = 6,    /* ballots/0007.json; the third is challenged */
};

static judged verify_exactly(const char *record)
{
    return judge_once(record, &(cf_verify_options){ .jobs = 1, .allow_toy = true });
}

static judged verify_with(const char *record, const sidecar *hints, size_t jobs, size_t octets)
{
    const sidecar_file file = sidecar_write(hints);
    cf_verify_hints use = { .path = file.path, .claim_octets_max = octets };
    slow_batch_seen = (slow_batch_counts){ 0 };
    const judged j =
        judge_once(record, &(cf_verify_options){ .jobs = jobs, .allow_toy = true, .hints = &use });
    assert_int_equal(use.fault.status, CF_OK);
    sidecar_remove(&file);
    return j;
}

static void assert_same_as_exactly(const char *record, const sidecar *hints, size_t jobs,
                                   size_t octets)
{
    judged exact = verify_exactly(record);
    judged hinted = verify_with(record, hints, jobs, octets);
    assert_same_report(exact.report, hinted.report);
    judged_drop(&exact);
    judged_drop(&hinted);
}

/* --- true records --- */

/* 28 + 12 ballots: every range proof and every Schnorr proof of the record. */
static size_t claims_of(const judged *j)
{
    const cf_check_result *checks = j->report->checks;
    return checks[CF_CHECK_X_PROOF_LENGTH].count + checks[CF_CHECK_X_NONCE_PROOF].count
           + checks[CF_CHECK_X_DATA_PROOF].count;
}

static void every_proof_of_a_true_record_goes_into_a_batch_that_holds(void **state)
{
    (void)state;
    sidecar hints = sidecar_of(TOY);
    for (size_t jobs = 1; jobs <= 8; jobs++) {
        judged j = verify_with(TOY, &hints, jobs, 0);
        assert_int_equal(j.verdict, CF_VERDICT_ACCEPT);
        assert_int_equal(slow_batch_seen.claims, claims_of(&j));
        assert_int_equal(slow_batch_seen.batches, 1);
        assert_int_equal(slow_batch_seen.false_batches, 0);
        judged_drop(&j);
    }
    sidecar_drop(&hints);
}

static void a_short_batch_makes_many_stretches(void **state)
{
    (void)state;
    sidecar hints = sidecar_of(TOY);
    judged j = verify_with(TOY, &hints, 3, SHORT);
    assert_int_equal(j.verdict, CF_VERDICT_ACCEPT);
    assert_in_range(slow_batch_seen.batches, 4, BALLOTS);
    assert_int_equal(slow_batch_seen.opened, slow_batch_seen.batches + 1); /* and one to try */
    assert_int_equal(slow_batch_seen.claims, claims_of(&j));
    judged_drop(&j);
    sidecar_drop(&hints);
}

static void what_finds_no_room_is_checked_exactly(void **state)
{
    (void)state;
    static const size_t OCTETS[] = { 1, 1000, 20000, 60000 };
    sidecar hints = sidecar_of(TOY);
    for (size_t i = 0; i < sizeof OCTETS / sizeof OCTETS[0]; i++) {
        assert_same_as_exactly(TOY, &hints, 3, OCTETS[i]);
    }
    sidecar_drop(&hints);
}

static void a_record_of_egk_has_hints_too(void **state)
{
    (void)state;
    sidecar hints = sidecar_of(EGK);
    assert_same_as_exactly(EGK, &hints, 2, 0);
    judged j = verify_with(EGK, &hints, 2, 0);
    assert_int_equal(slow_batch_seen.claims, j.report->checks[CF_CHECK_X_PROOF_LENGTH].count);
    judged_drop(&j);
    sidecar_drop(&hints);
}

/* --- false records --- */

/* Any number of cores, and stretches of any length. */
static void assert_found_every_way(const record_copy *copy, const sidecar *hints)
{
    static const size_t JOBS[] = { 1, 2, 3, 8 };
    judged exact = verify_exactly(copy->path);
    assert_int_equal(exact.verdict, CF_VERDICT_REJECT);
    for (size_t i = 0; i < sizeof JOBS / sizeof JOBS[0]; i++) {
        for (size_t octets = 0; octets <= SHORT; octets += SHORT) {
            judged hinted = verify_with(copy->path, hints, JOBS[i], octets);
            assert_same_report(exact.report, hinted.report);
            assert_int_equal(slow_batch_seen.false_batches, 1);
            judged_drop(&hinted);
        }
    }
    judged_drop(&exact);
}

static void a_forged_proof_is_found_wherever_it_stands(void **state)
{
    (void)state;
    static const size_t PLACES[] = { 0, 2, SPOILED, 20, BALLOTS - 1 };
    for (size_t p = 0; p < sizeof PLACES / sizeof PLACES[0]; p++) {
        for (forged_proof which = 0; which < FORGED_KINDS; which++) {
            const record_copy copy = record_copy_of(TOY);
            sidecar hints = sidecar_of(TOY);
            forge(&copy, &hints, PLACES[p], which);
            assert_found_every_way(&copy, &hints);
            sidecar_drop(&hints);
            record_copy_drop(&copy);
        }
    }
}

static void a_ciphertext_that_is_no_member_is_found(void **state)
{
    (void)state;
    const record_copy copy = record_copy_of(TOY);
    sidecar hints = sidecar_of(TOY);
    forge_sign(&copy, &hints, 20);
    assert_found_every_way(&copy, &hints);
    sidecar_drop(&hints);
    record_copy_drop(&copy);
}

static void false_claims_in_every_stretch_are_all_found(void **state)
{
    (void)state;
    const record_copy copy = record_copy_of(TOY);
    sidecar hints = sidecar_of(TOY);
    for (size_t ballot = 0; ballot < BALLOTS; ballot += 5) {
        forge(&copy, &hints, ballot, (forged_proof)(ballot / 5 % FORGED_KINDS));
    }
    assert_same_as_exactly(copy.path, &hints, 3, SHORT);
    assert_in_range(slow_batch_seen.false_batches, 4, 8);
    sidecar_drop(&hints);
    record_copy_drop(&copy);
}

/* --- nobody knows --- */

static void without_randomness_everything_is_checked_exactly(void **state)
{
    (void)state;
    const record_copy copy = record_copy_of(TOY);
    sidecar hints = sidecar_of(TOY);
    slow_batch_cannot_draw = true;
    assert_same_as_exactly(TOY, &hints, 2, SHORT);
    forge(&copy, &hints, 20, FORGED_LIMIT);
    assert_same_as_exactly(copy.path, &hints, 2, SHORT);
    slow_batch_cannot_draw = false;
    sidecar_drop(&hints);
    record_copy_drop(&copy);
}

/* What was put in before memory gave out is in no later batch. */
static void without_memory_a_stretch_is_checked_exactly(void **state)
{
    (void)state;
    const record_copy copy = record_copy_of(TOY);
    sidecar hints = sidecar_of(TOY);
    forge(&copy, &hints, 0, FORGED_LIMIT);
    judged exact = verify_exactly(copy.path);
    slow_batch_calls_without_memory = 1;
    judged hinted = verify_with(copy.path, &hints, 1, SHORT);
    assert_int_equal(slow_batch_calls_without_memory, 0);
    assert_same_report(exact.report, hinted.report);
    assert_int_equal(slow_batch_seen.false_batches, 0);
    judged_drop(&exact);
    judged_drop(&hinted);
    sidecar_drop(&hints);
    record_copy_drop(&copy);
}

/* Where codes have to ascend, the first of a stretch is held against the last before it. */
static void codes_are_in_order_from_stretch_to_stretch(void **state)
{
    (void)state;
    enum { OF_ONE_BALLOT = 80000 };
    const record_copy copy = record_copy_of(BATCHES);
    sidecar hints = sidecar_of(BATCHES);
    record_copy_replace(&copy, "ballots/00000001.jsonl", "\"h_c\":\"81DF", "\"h_c\":\"01DF", 0);
    assert_same_as_exactly(copy.path, &hints, 2, OF_ONE_BALLOT);
    assert_in_range(slow_batch_seen.batches, 5, 10);
    sidecar_drop(&hints);
    record_copy_drop(&copy);
}

/* --- sidecars that are no good --- */

static void exchange(sidecar *hints, size_t a, size_t b)
{
    const sidecar_entry kept = hints->entries[a];
    hints->entries[a] = hints->entries[b];
    hints->entries[b] = kept;
}

static void empty(sidecar *hints)
{
    for (size_t i = 0; i < hints->count; i++) {
        hints->entries[i].len = 0;
    }
}

static void shorten(sidecar *hints)
{
    for (size_t i = 0; i < hints->count; i++) {
        hints->entries[i].len -= i % 3 == 0 ? 1 : hints->element_octets;
    }
}

static void turn(sidecar *hints)
{
    for (size_t i = 0; i + 1 < hints->count; i += 2) {
        exchange(hints, i, i + 1);
    }
}

static void zero(sidecar *hints)
{
    for (size_t i = 0; i < hints->count; i++) {
        memset(hints->entries[i].at, 0, hints->entries[i].len);
    }
}

static void fill(sidecar *hints)
{
    for (size_t i = 0; i < hints->count; i++) {
        memset(hints->entries[i].at, 0xff, hints->entries[i].len);
    }
}

/* One bit of one hint of each ballot, a different one each time. */
static void flip(sidecar *hints)
{
    for (size_t i = 0; i < hints->count; i++) {
        hints->entries[i].at[i * 97 % hints->entries[i].len] ^= (uint8_t)(1U << (i % 8));
    }
}

static void a_sidecar_that_is_no_good_changes_nothing(void **state)
{
    (void)state;
    typedef void spoiler(sidecar * hints);
    static spoiler *const SPOILERS[] = { empty, shorten, turn, zero, fill, flip };
    const record_copy copy = record_copy_of(TOY);
    record_copy_flip_after(&copy, "ballots/0021.json", "\"v\": ", 0);
    for (size_t i = 0; i < sizeof SPOILERS / sizeof SPOILERS[0]; i++) {
        sidecar hints = sidecar_of(TOY);
        SPOILERS[i](&hints);
        assert_same_as_exactly(TOY, &hints, 2, SHORT);
        assert_same_as_exactly(copy.path, &hints, 3, 0);
        sidecar_drop(&hints);
    }
    record_copy_drop(&copy);
}

/* Not even the hints that are there: nobody knows which are missing. */
static void a_ballot_with_too_few_or_too_many_hints_has_none(void **state)
{
    (void)state;
    for (int longer = 0; longer < 2; longer++) {
        sidecar hints = sidecar_of(TOY);
        for (size_t i = 0; i < hints.count; i++) {
            sidecar_entry *entry = &hints.entries[i];
            entry->at = realloc(entry->at, entry->len + hints.element_octets);
            assert_non_null(entry->at);
            memset(entry->at + entry->len, 1, hints.element_octets);
            entry->len += longer == 1 ? hints.element_octets : 0;
            entry->len -= longer == 0 ? hints.element_octets : 0;
        }
        judged j = verify_with(TOY, &hints, 2, 0);
        assert_int_equal(slow_batch_seen.claims, 0);
        assert_int_equal(j.verdict, CF_VERDICT_ACCEPT);
        judged_drop(&j);
        sidecar_drop(&hints);
    }
}

/* What was computed for one ballot is worth nothing for another. */
static void the_hints_of_a_ballot_serve_that_ballot(void **state)
{
    (void)state;
    sidecar hints = sidecar_of(TOY);
    judged before = verify_with(TOY, &hints, 1, 0);
    const size_t all = slow_batch_seen.claims;
    exchange(&hints, 4, 5);
    judged after = verify_with(TOY, &hints, 1, 0);
    assert_true(slow_batch_seen.claims < all);
    assert_same_report(before.report, after.report);
    judged_drop(&before);
    judged_drop(&after);
    sidecar_drop(&hints);
}

/* --- sidecars that are none --- */

static void assert_unused(const sidecar *hints)
{
    const sidecar_file file = sidecar_write(hints);
    cf_verify_hints use = { .path = file.path };
    judged exact = verify_exactly(TOY);
    judged j = judge_once(TOY, &(cf_verify_options){ .jobs = 2, .allow_toy = true, .hints = &use });
    assert_int_not_equal(use.fault.status, CF_OK);
    assert_same_report(exact.report, j.report);
    judged_drop(&exact);
    judged_drop(&j);
    sidecar_remove(&file);
}

static void a_sidecar_of_something_else_is_not_used_and_that_is_said(void **state)
{
    (void)state;
    sidecar hints = sidecar_of(TOY);
    hints.count--;
    assert_unused(&hints);
    hints.count++;
    hints.element_octets *= 2;
    assert_unused(&hints);
    hints.element_octets /= 2;
    hints.h_e.octets[0] ^= 1;
    assert_unused(&hints);
    sidecar_drop(&hints);
}

/* --- writing --- */

static void only_ballots_whose_proofs_all_hold_have_hints(void **state)
{
    (void)state;
    static const struct {
        const char *file;
        const char *text;
        size_t nth;
    } LIES[] = {
        { "ballots/0002.json", "\"v\": ", 0 },     { "ballots/0005.json", "\"v\": ", 6 },
        { "ballots/0009.json", "\"c0\": ", 0 },    { "ballots/0012.json", "\"c1\": ", 1 },
        { "ballots/0020.json", "\"alpha\": ", 0 },
    };
    static const size_t FALSE_ONES[] = { 1, 4, 8, 11, 19 };
    const record_copy copy = record_copy_of(TOY);
    for (size_t i = 0; i < sizeof LIES / sizeof LIES[0]; i++) {
        record_copy_flip_after(&copy, LIES[i].file, LIES[i].text, LIES[i].nth);
    }
    sidecar honest = sidecar_of(TOY);
    sidecar hints = sidecar_of(copy.path);
    for (size_t i = 0, next = 0; i < BALLOTS; i++) {
        const bool is_false = next < 5 && FALSE_ONES[next] == i;
        next += is_false ? 1 : 0;
        assert_int_equal(hints.entries[i].len, is_false ? 0 : honest.entries[i].len);
        if (!is_false) {
            assert_memory_equal(hints.entries[i].at, honest.entries[i].at, hints.entries[i].len);
        }
    }
    sidecar_drop(&honest);
    sidecar_drop(&hints);
    record_copy_drop(&copy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_proof_of_a_true_record_goes_into_a_batch_that_holds),
        cmocka_unit_test(a_short_batch_makes_many_stretches),
        cmocka_unit_test(what_finds_no_room_is_checked_exactly),
        cmocka_unit_test(a_record_of_egk_has_hints_too),
        cmocka_unit_test(a_forged_proof_is_found_wherever_it_stands),
        cmocka_unit_test(a_ciphertext_that_is_no_member_is_found),
        cmocka_unit_test(false_claims_in_every_stretch_are_all_found),
        cmocka_unit_test(without_randomness_everything_is_checked_exactly),
        cmocka_unit_test(without_memory_a_stretch_is_checked_exactly),
        cmocka_unit_test(codes_are_in_order_from_stretch_to_stretch),
        cmocka_unit_test(a_sidecar_that_is_no_good_changes_nothing),
        cmocka_unit_test(a_ballot_with_too_few_or_too_many_hints_has_none),
        cmocka_unit_test(the_hints_of_a_ballot_serve_that_ballot),
        cmocka_unit_test(a_sidecar_of_something_else_is_not_used_and_that_is_said),
        cmocka_unit_test(only_ballots_whose_proofs_all_hold_have_hints),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
