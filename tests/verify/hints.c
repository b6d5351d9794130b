/*
 * The standard group, where hints are put into the batch proof of crypto: the report is that of the
 * exact verification.
 *
 * The record is small, so each lie, each forgery and each spoilt sidecar is tried once with all the room there is and
 * once with little; what can happen between stretches is exhausted in stretches.c, the mathematics in tests of crypto.
 */
#include "forged.h"
#include "judged.h"

#include "crypto/batch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char SMALL[] = CF_SOURCE_DIR "/tests/vectors/records/cs21-small";

enum { LITTLE = 800000 }; /* octets of a batch proof: room for a few ballots of this record */

/* The linker leads the verifier's calls here: without batch proofs that held, nothing was tried. */
bool __real_cf_batch_holds(const cf_batch *batch);
bool __wrap_cf_batch_holds(const cf_batch *batch);

static size_t held;
static size_t held_in_all_room; /* of the last record */
static size_t held_in_little;

bool __wrap_cf_batch_holds(const cf_batch *batch)
{
    const bool holds = __real_cf_batch_holds(batch);
    held += holds;
    return holds;
}

static judged verify_with(const char *record, const sidecar *hints, size_t jobs, size_t octets)
{
    const sidecar_file file = sidecar_write(hints);
    cf_verify_hints use = { .path = file.path, .claim_octets_max = octets };
    const judged j = judge_once(record, &(cf_verify_options){ .jobs = jobs, .hints = &use });
    assert_int_equal(use.fault.status, CF_OK);
    sidecar_remove(&file);
    return j;
}

static cf_verdict same_as_exactly(const char *record, const sidecar *hints)
{
    judged exact = judge_once(record, &(cf_verify_options){ .jobs = 2 });
    held = 0;
    judged whole = verify_with(record, hints, 2, 0);
    held_in_all_room = held;
    judged little = verify_with(record, hints, 3, LITTLE);
    held_in_little = held - held_in_all_room;
    const cf_verdict verdict = exact.verdict;
    assert_same_report(exact.report, whole.report);
    assert_same_report(exact.report, little.report);
    judged_drop(&exact);
    judged_drop(&whole);
    judged_drop(&little);
    return verdict;
}

static void a_true_record_is_true_with_hints(void **state)
{
    (void)state;
    sidecar hints = sidecar_of(SMALL);
    assert_int_equal(same_as_exactly(SMALL, &hints), CF_VERDICT_ACCEPT);
    assert_int_equal(held_in_all_room, 1);
    assert_true(held_in_little > 0);
    sidecar_drop(&hints);
}

static void a_lie_is_found_with_hints(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t nth;
    } LIES[] = { { "\"alpha\": ", 0 }, { "\"beta\": ", 1 }, { "\"c\": ", 1 },  { "\"v\": ", 0 },
                 { "\"c\": ", 6 },     { "\"c0\": ", 0 },   { "\"c0\": ", 1 }, { "\"c1\": ", 1 } };
    for (size_t i = 0; i < sizeof LIES / sizeof LIES[0]; i++) {
        const record_copy copy = record_copy_of(SMALL);
        sidecar hints = sidecar_of(SMALL);
        record_copy_flip_after(&copy, "ballots/0003.json", LIES[i].text, LIES[i].nth);
        assert_int_equal(same_as_exactly(copy.path, &hints), CF_VERDICT_REJECT);
        sidecar_drop(&hints);
        record_copy_drop(&copy);
    }
}

static void a_forged_proof_is_found_with_its_hints(void **state)
{
    (void)state;
    for (forged_proof which = 0; which < FORGED_KINDS; which++) {
        const record_copy copy = record_copy_of(SMALL);
        sidecar hints = sidecar_of(SMALL);
        forge(&copy, &hints, 2, which);
        assert_int_equal(same_as_exactly(copy.path, &hints), CF_VERDICT_REJECT);
        sidecar_drop(&hints);
        record_copy_drop(&copy);
    }
}

static void a_ciphertext_of_the_wrong_sign_is_found(void **state)
{
    (void)state;
    const record_copy copy = record_copy_of(SMALL);
    sidecar hints = sidecar_of(SMALL);
    forge_sign(&copy, &hints, 2);
    assert_int_equal(same_as_exactly(copy.path, &hints), CF_VERDICT_REJECT);
    sidecar_drop(&hints);
    record_copy_drop(&copy);
}

static void random_octets(uint8_t *at, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        at[i] = (uint8_t)rand();
    }
}

static void spoilt_hints_change_nothing(void **state)
{
    (void)state;
    for (int kind = 0; kind < 4; kind++) {
        sidecar hints = sidecar_of(SMALL);
        for (size_t i = 0; i < hints.count; i++) {
            sidecar_entry *entry = &hints.entries[i];
            switch (kind) {
            case 0:
                random_octets(entry->at, entry->len);
                break;
            case 1: /* one bit of one selection */
                entry->at[i * 511 % entry->len] ^= 1;
                break;
            case 2: /* not below p */
                memset(entry->at, 0xff, entry->len);
                break;
            default:
                memset(entry->at, 0, entry->len);
                break;
            }
        }
        assert_int_equal(same_as_exactly(SMALL, &hints), CF_VERDICT_ACCEPT);
        sidecar_drop(&hints);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_true_record_is_true_with_hints),
        cmocka_unit_test(a_lie_is_found_with_hints),
        cmocka_unit_test(a_forged_proof_is_found_with_its_hints),
        cmocka_unit_test(a_ciphertext_of_the_wrong_sign_is_found),
        cmocka_unit_test(spoilt_hints_change_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
