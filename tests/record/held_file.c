/*
 * The file that was read last stays open, and nobody can tell but by the clock.
 *
 * Batches are read in every order, by several threads at once, from a folder; what is counted
 * is descriptors.
 */
#include "record/record.h"
#include "record/scene.h"

#include <dirent.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { BATCHES = 5, LINES = 40, THREADS = 4, ROUNDS = 200 };

#define ELECTION                                                                                   \
    "{\"format_version\":1,\"g\":\"2\",\"h_b\":\"AA\",\"h_p\":\"BB\",\"k\":1,\"n\":1,"             \
    "\"object\":\"election\",\"p\":\"7\",\"q\":\"3\",\"r\":\"2\",\"spec_version\":\"v2.1.0\"}\n"

static cf_record *record;

static void put_batch(unsigned batch, size_t lines)
{
    char name[64];
    char text[LINES * 128];
    size_t len = 0;
    for (size_t line = 0; line < lines; line++) {
        len += (size_t)snprintf(text + len, sizeof text - len,
                                "{\"contests\":[],\"format_version\":1,\"id_b\":\"%02X%02X\","
                                "\"object\":\"challenged\",\"spec_version\":\"v2.1.0\"}\n",
                                batch, (unsigned)line);
    }
    (void)snprintf(name, sizeof name, "challenged/%08u.jsonl", batch + 1);
    cf_scene_put_octets(name, text, len);
}

static void set_record(void)
{
    cf_fault fault;
    const char *path = cf_scene_set();
    cf_scene_put("counterfoil.json", ELECTION);
    for (unsigned batch = 0; batch < BATCHES; batch++) {
        put_batch(batch, LINES);
    }
    assert_int_equal(cf_record_open(path, &record, &fault), CF_OK);
    assert_int_equal(cf_record_opened_count(record), BATCHES * LINES);
}

static void strike_record(void)
{
    cf_record_close(record);
    cf_scene_strike();
}

static size_t open_descriptors(void)
{
    DIR *folder = opendir("/proc/self/fd");
    size_t count = 0;
    while (folder != NULL && readdir(folder) != NULL) {
        count++;
    }
    if (folder != NULL) {
        (void)closedir(folder);
    }
    return count;
}

/* Whether this line is read, and is the one that was asked for. */
static bool reads(cf_arena *arena, size_t number)
{
    cf_opened_ballot opened;
    cf_fault fault;
    cf_arena_reset(arena);
    return cf_record_read_opened(record, number, arena, &opened, &fault) == CF_OK
           && opened.id.len == 2 && opened.id.at[0] == number / LINES
           && opened.id.at[1] == number % LINES;
}

static void every_line_is_read_in_every_order_of_batches(void **state)
{
    (void)state;
    cf_arena *arena = cf_arena_open(1 << 20);
    assert_non_null(arena);
    set_record();
    for (size_t from = 0; from < BATCHES; from++) {
        for (size_t to = 0; to < BATCHES; to++) {
            for (size_t line = 0; line < LINES; line += 13) {
                assert_true(reads(arena, from * LINES + line));
                assert_true(reads(arena, to * LINES + line));
            }
        }
    }
    strike_record();
    cf_arena_close(arena);
}

static void one_descriptor_is_held_and_given_back(void **state)
{
    (void)state;
    cf_arena *arena = cf_arena_open(1 << 20);
    assert_non_null(arena);
    const size_t without = open_descriptors();
    set_record();
    const size_t opened = open_descriptors();
    for (size_t number = 0; number < BATCHES * LINES; number++) {
        assert_true(reads(arena, number));
        assert_int_equal(open_descriptors(), opened + 1);
    }
    strike_record();
    assert_int_equal(open_descriptors(), without);
    cf_arena_close(arena);
}

/* Cut short while it is held: what is not there any more is a fault, and no other ballot. */
static void a_file_that_shrinks_while_it_is_held_is_a_fault(void **state)
{
    (void)state;
    cf_arena *arena = cf_arena_open(1 << 20);
    cf_opened_ballot opened;
    cf_fault fault;
    assert_non_null(arena);
    set_record();
    assert_true(reads(arena, 0));
    put_batch(0, LINES / 2);
    assert_true(reads(arena, LINES / 2 - 1));
    assert_int_equal(cf_record_read_opened(record, LINES / 2, arena, &opened, &fault), CF_ERR_IO);
    assert_string_equal(fault.file, "challenged/00000001.jsonl:21");
    assert_non_null(strstr(fault.what, "changed while it was read"));
    strike_record();
    cf_arena_close(arena);
}

static void a_batch_that_is_gone_is_absent_and_the_others_are_not(void **state)
{
    (void)state;
    cf_arena *arena = cf_arena_open(1 << 20);
    cf_opened_ballot opened;
    cf_fault fault;
    assert_non_null(arena);
    set_record();
    assert_true(reads(arena, 0));
    cf_scene_remove("challenged/00000002.jsonl");
    for (int twice = 0; twice < 2; twice++) {
        assert_int_equal(cf_record_read_opened(record, LINES, arena, &opened, &fault),
                         CF_ERR_ABSENT);
        assert_true(reads(arena, 1));
        assert_true(reads(arena, 2 * LINES));
    }
    strike_record();
    cf_arena_close(arena);
}

/*
 * A worker that goes its own way through the batches, and answers whether all was as it has to
 * be.
 */
static void *read_everywhere(void *context)
{
    const size_t step = *(const size_t *)context;
    cf_arena *arena = cf_arena_open(1 << 20);
    bool all = arena != NULL;
    for (size_t i = 0; i < ROUNDS && all; i++) {
        all = reads(arena, i * step % (BATCHES * LINES));
    }
    cf_arena_close(arena);
    return all ? context : NULL;
}

static void threads_read_different_batches_at_once(void **state)
{
    (void)state;
    static size_t steps[THREADS] = { 1, 7, 41, 83 };
    pthread_t threads[THREADS];
    set_record();
    const size_t before = open_descriptors();
    for (size_t i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_create(&threads[i], NULL, read_everywhere, &steps[i]), 0);
    }
    for (size_t i = 0; i < THREADS; i++) {
        void *answer = NULL;
        assert_int_equal(pthread_join(threads[i], &answer), 0);
        assert_non_null(answer);
    }
    assert_int_equal(open_descriptors(), before + 1);
    strike_record();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_line_is_read_in_every_order_of_batches),
        cmocka_unit_test(one_descriptor_is_held_and_given_back),
        cmocka_unit_test(a_file_that_shrinks_while_it_is_held_is_a_fault),
        cmocka_unit_test(a_batch_that_is_gone_is_absent_and_the_others_are_not),
        cmocka_unit_test(threads_read_different_batches_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
