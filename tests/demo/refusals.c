/*
 * A demonstration that cannot be finished says so at once: before it begins where that can be
 * known, and at the first ballot that cannot be written, however many are to come.
 */
#define _XOPEN_SOURCE 700 /* mkdtemp, nftw */

#include "demo/demo.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[32];

static int make_folder(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/cf-demo-XXXXXX");
    return mkdtemp(folder) != NULL ? 0 : -1;
}

static int remove_entry(const char *path, const struct stat *found, int kind, struct FTW *at)
{
    (void)found;
    (void)kind;
    (void)at;
    return remove(path);
}

static int remove_folder(void **state)
{
    (void)state;
    return nftw(folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}

static bool has(const char *name)
{
    char path[64];
    struct stat found;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return lstat(path, &found) == 0;
}

static void put(const char *name)
{
    char path[64];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    const int file = open(path, O_WRONLY | O_CREAT | O_EXCL, 0666);
    assert_true(file >= 0);
    assert_int_equal(close(file), 0);
}

static cf_status run(uint64_t ballots, cf_fault *fault)
{
    const cf_demo_options options = { .folder = folder,
                                      .group = cf_group_toy(cf_group_toy_count() - 1),
                                      .ballots = ballots,
                                      .guardians = 1,
                                      .quorum = 1,
                                      .seed = "refusals" };
    *fault = (cf_fault){ 0 };
    return cf_demo_run(&options, fault);
}

static void numbers_that_are_no_quorum_are_refused(void **state)
{
    (void)state;
    static const uint32_t numbers[][2] = {
        { 0, 0 }, { 3, 0 }, { 3, 4 }, { CF_DEMO_GUARDIANS_MAX + 1, 1 }
    };
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        const cf_demo_options options = { .folder = folder,
                                          .group = cf_group_toy(cf_group_toy_count() - 1),
                                          .ballots = 1,
                                          .guardians = numbers[i][0],
                                          .quorum = numbers[i][1] };
        cf_fault fault;
        assert_int_equal(cf_demo_run(&options, &fault), CF_ERR_RANGE);
        assert_false(has("record"));
    }
}

static void an_empty_folder_will_do(void **state)
{
    (void)state;
    cf_fault fault;
    assert_int_equal(run(2, &fault), CF_OK);
    assert_true(has("record") && has("votes.jsonl") && has("expected.csv"));
}

/* expected.csv is what a demonstration writes last of all. */
static void in_a_folder_that_holds_something_nothing_is_written(void **state)
{
    (void)state;
    static const char *const names[] = { "expected.csv", ".hidden", "notes" };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        cf_fault fault;
        char path[64];
        put(names[i]);
        assert_int_equal(run(2, &fault), CF_ERR_IO);
        assert_non_null(strstr(fault.what, names[i]));
        assert_false(has("record") || has("votes.jsonl"));
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        assert_int_equal(unlink(path), 0);
    }
}

static void set_file_limit(rlim_t octets)
{
    struct rlimit limit;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = octets < limit.rlim_max ? octets : limit.rlim_max;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

/* A million ballots take longer than this test may. */
static void when_the_disk_is_full_no_more_ballots_are_encrypted(void **state)
{
    (void)state;
    cf_fault fault;
    assert_true(signal(SIGXFSZ, SIG_IGN) != SIG_ERR);
    set_file_limit(1 << 15);
    const cf_status status = run(1000000, &fault);
    set_file_limit(RLIM_INFINITY);
    assert_int_equal(status, CF_ERR_IO);
    assert_true(has("votes.jsonl"));
    assert_false(has("expected.csv"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(numbers_that_are_no_quorum_are_refused, make_folder,
                                        remove_folder),
        cmocka_unit_test_setup_teardown(an_empty_folder_will_do, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(in_a_folder_that_holds_something_nothing_is_written,
                                        make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(when_the_disk_is_full_no_more_ballots_are_encrypted,
                                        make_folder, remove_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
