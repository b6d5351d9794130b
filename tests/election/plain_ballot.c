/*
 * A blank plain ballot has the shape of its style, and a wiped one nothing else.
 */
#include "election/plain_ballot.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const cf_option OPTIONS[3] = { { .index = 1 }, { .index = 2 }, { .index = 3 } };
static const cf_contest CONTESTS[] = {
    { .index = 1, .data_blocks = 0, .option_count = 3, .options = OPTIONS },
    { .index = 2, .data_blocks = 1, .option_count = 2, .options = OPTIONS },
    { .index = 3, .data_blocks = 2, .option_count = 1, .options = OPTIONS },
};
static const size_t ALL[] = { 0, 1, 2 };
static const size_t LAST[] = { 2 };
static const cf_ballot_style STYLES[] = { { .contest_count = 3, .contests = ALL },
                                          { .contest_count = 1, .contests = LAST },
                                          { .contest_count = 0, .contests = ALL } };
static const cf_manifest MANIFEST = {
    .contest_count = 3, .contests = CONTESTS, .style_count = 3, .styles = STYLES
};

enum { ARENA_OCTETS = 1 << 16 };

static void blank_ballot_has_the_contests_of_its_style(void **state)
{
    (void)state;
    const size_t rooms[] = { 0, 24, 57 };
    cf_arena *arena = cf_arena_open_secret(ARENA_OCTETS);
    cf_plain_ballot ballot;
    assert_non_null(arena);
    for (uint32_t style = 1; style <= 3; style++) {
        assert_int_equal(cf_plain_ballot_blank(&MANIFEST, style, arena, &ballot), CF_OK);
        assert_ptr_equal(ballot.style, &STYLES[style - 1]);
        assert_int_equal(ballot.style_number, style);
        assert_int_equal(ballot.state, CF_BALLOT_CAST);
        assert_int_equal(ballot.weight, 1);
        assert_true(ballot.reference.at != NULL && ballot.reference.len == 0);
        assert_int_equal(ballot.contest_count, STYLES[style - 1].contest_count);
        for (size_t i = 0; i < ballot.contest_count; i++) {
            const size_t position = STYLES[style - 1].contests[i];
            const cf_plain_contest *contest = &ballot.contests[i];
            assert_ptr_equal(contest->contest, &CONTESTS[position]);
            assert_int_equal(contest->write_in_room, rooms[position]);
            assert_int_equal(contest->write_in_len, 0);
            assert_int_equal(contest->write_in == NULL, rooms[position] == 0);
            for (size_t j = 0; j < contest->contest->option_count; j++) {
                assert_int_equal(contest->marks[j], 0);
            }
        }
    }
    cf_arena_close(arena);
}

static void style_that_is_not_there_is_refused(void **state)
{
    (void)state;
    cf_arena *arena = cf_arena_open_secret(ARENA_OCTETS);
    cf_plain_ballot ballot;
    memset(&ballot, 0x5a, sizeof ballot);
    const cf_plain_ballot before = ballot;
    const uint32_t numbers[] = { 0, 4, UINT32_MAX };
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(cf_plain_ballot_blank(&MANIFEST, numbers[i], arena, &ballot),
                         CF_ERR_RANGE);
    }
    assert_memory_equal(&ballot, &before, sizeof ballot);
    cf_arena_close(arena);
}

static void without_memory_there_is_no_ballot(void **state)
{
    (void)state;
    bool was_enough = false;
    for (size_t limit = 0; limit < 1024 && !was_enough; limit += 8) {
        cf_arena *arena = cf_arena_open_secret(limit);
        cf_plain_ballot ballot;
        memset(&ballot, 0x5a, sizeof ballot);
        const cf_plain_ballot before = ballot;
        const cf_status status = cf_plain_ballot_blank(&MANIFEST, 1, arena, &ballot);
        was_enough = status == CF_OK;
        assert_true(was_enough
                    || (status == CF_ERR_MEMORY && memcmp(&ballot, &before, sizeof ballot) == 0));
        cf_arena_close(arena);
    }
    assert_true(was_enough);
}

static void wiping_forgets_marks_and_write_ins(void **state)
{
    (void)state;
    cf_arena *arena = cf_arena_open_secret(ARENA_OCTETS);
    cf_plain_ballot ballot;
    assert_int_equal(cf_plain_ballot_blank(&MANIFEST, 1, arena, &ballot), CF_OK);
    for (size_t i = 0; i < ballot.contest_count; i++) {
        cf_plain_contest *contest = &ballot.contests[i];
        memset(contest->marks, 0xff, contest->contest->option_count * sizeof contest->marks[0]);
        if (contest->write_in_room > 0) {
            memset(contest->write_in, 'x', contest->write_in_room);
        }
        contest->write_in_len = contest->write_in_room;
    }
    cf_plain_ballot_wipe(&ballot);
    for (size_t i = 0; i < ballot.contest_count; i++) {
        const cf_plain_contest *contest = &ballot.contests[i];
        for (size_t j = 0; j < contest->contest->option_count; j++) {
            assert_int_equal(contest->marks[j], 0);
        }
        for (size_t j = 0; j < contest->write_in_room; j++) {
            assert_int_equal(contest->write_in[j], 0);
        }
        assert_int_equal(contest->write_in_len, 0);
    }
    cf_arena_close(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blank_ballot_has_the_contests_of_its_style),
        cmocka_unit_test(style_that_is_not_there_is_refused),
        cmocka_unit_test(without_memory_there_is_no_ballot),
        cmocka_unit_test(wiping_forgets_marks_and_write_ins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
