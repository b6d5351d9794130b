/*
 * Does anything grow with the number of ballots but the index and the names?
 *
 * The ballots of a toy record of each profile stand in a folder under many names, for two numbers of names.  Verifying
 * each in a process of its own, the difference of what the two held at most, by ballot, has to stay within the promise
 * of verify/verify.h.  The record lies (every identifier and content is there many times), so findings are made all the
 * while.
 */
#define _DEFAULT_SOURCE /* wait4 */

#include "judged.h"
#include "record_copy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static const char TOY[] = CF_SOURCE_DIR "/tests/vectors/records/cs21-toy";
static const char BATCHES[] = CF_SOURCE_DIR "/tests/vectors/records/made-counterfoil";
static const char EGK[] = CF_SOURCE_DIR "/tests/vectors/records/made-egk-ec";

enum {
    TOY_BALLOTS = 40,
    EGK_BALLOTS = 5,
    BATCH_BALLOTS = 10,
    FEW = 2000,
    MANY = 13000,
    PER_BALLOT_MAX = 64,
    SKIPPED = 77
};

/* What two runs of the same size may differ by: pages that the allocator and the threads happen to touch. */
static const long SPARE_OCTETS = 256 * 1024;

typedef void link_some(const record_copy *copy, size_t from, size_t to);

static void link_toy(const record_copy *copy, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        char source[64];
        char target[64];
        (void)snprintf(source, sizeof source, "ballots/%04zu.json", i % TOY_BALLOTS + 1);
        (void)snprintf(target, sizeof target, "ballots/%06zu.json", i);
        record_copy_link(copy, source, target);
    }
}

/* Names as long as egk-ec makes them. */
static void link_egk(const record_copy *copy, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        char source[64];
        char target[64];
        (void)snprintf(source, sizeof source, "encrypted_ballots/Device-2/eballot-id-%zu.json",
                       2 * (i % EGK_BALLOTS) + 2);
        (void)snprintf(target, sizeof target, "encrypted_ballots/Device-2/eballot-id-1%09zu.json",
                       i);
        record_copy_link(copy, source, target);
    }
}

/* The same batch under many numbers. */
static void link_batches(const record_copy *copy, size_t from, size_t to)
{
    for (size_t i = from / BATCH_BALLOTS; i < to / BATCH_BALLOTS; i++) {
        char target[64];
        (void)snprintf(target, sizeof target, "ballots/%08zu.jsonl", i + 2);
        record_copy_link(copy, "ballots/00000001.jsonl", target);
    }
}

/* The most octets that a process held which did nothing but verify this record. */
static long peak_octets(const record_copy *copy)
{
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        judged j = judge_once(copy->path, &(cf_verify_options){ .jobs = 1, .allow_toy = true });
        _exit(j.report->checks[CF_CHECK_5_A].failures > 0 ? 0 : 1);
    }
    int status = 0;
    struct rusage usage;
    assert_int_equal(wait4(child, &status, 0, &usage), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    return usage.ru_maxrss * 1024;
}

static void assert_within_the_promise(const char *record, link_some *link)
{
    const record_copy copy = record_copy_of(record);
    link(&copy, 0, FEW);
    const long few = peak_octets(&copy);
    link(&copy, FEW, MANY);
    const long many = peak_octets(&copy);
    record_copy_drop(&copy);

    print_message("%ld octets a ballot\n", (many - few) / (MANY - FEW));
    assert_true(many - few <= (long)PER_BALLOT_MAX * (MANY - FEW) + SPARE_OCTETS);
}

static void memory_grows_by_no_more_than_the_promise(void **state)
{
    (void)state;
    assert_within_the_promise(TOY, link_toy);
}

static void memory_of_egk_grows_by_no_more_than_the_promise(void **state)
{
    (void)state;
    assert_within_the_promise(EGK, link_egk);
}

static void memory_of_batches_grows_by_no_more_than_the_promise(void **state)
{
    (void)state;
    assert_within_the_promise(BATCHES, link_batches);
}

static bool has_sanitizer(void)
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return true;
#elif defined(__has_feature)
    return __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
           || __has_feature(memory_sanitizer);
#else
    return false;
#endif
}

int main(void)
{
    if (has_sanitizer()) {
        (void)puts("skipped: sanitizers keep memory of their own");
        return SKIPPED;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_grows_by_no_more_than_the_promise),
        cmocka_unit_test(memory_of_batches_grows_by_no_more_than_the_promise),
        cmocka_unit_test(memory_of_egk_grows_by_no_more_than_the_promise),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
