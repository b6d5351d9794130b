/*
 * What a writer refuses: every pair of pieces in the wrong order, every member that is not there,
 * and what a format cannot hold.  All orders of two pieces are tried; members one by one.
 */
#include "record/made.h"
#include "record/scene.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static cf_arena *arena;
static cf_fault fault;
static char path[128];
static cf_record_writer *writer;

static int open_arena(void **state)
{
    (void)state;
    arena = cf_arena_open(1 << 24);
    return arena == NULL ? -1 : 0;
}

static int close_arena(void **state)
{
    (void)state;
    cf_arena_close(arena);
    return 0;
}

static void begin(cf_write_format format)
{
    (void)snprintf(path, sizeof path, "%s/record", cf_scene_set());
    cf_arena_reset(arena);
    assert_int_equal(cf_record_writer_open(path, format, &writer, &fault), CF_OK);
}

static void end(void)
{
    cf_record_writer_abandon(writer);
    cf_scene_strike();
}

/* --- order --- */

static cf_status put_parameters(void)
{
    const cf_parameters parameters = cf_made_parameters(arena);
    return cf_record_write_parameters(writer, &parameters, &fault);
}

static cf_status put_manifest(void)
{
    return cf_record_write_manifest(writer, cf_octets_of_text(cf_made_manifest), &fault);
}

static cf_status put_keys(void)
{
    const cf_keys keys = cf_made_keys(arena);
    return cf_record_write_keys(writer, &keys, &fault);
}

static cf_status put_ballot(void)
{
    const cf_ballot ballot = cf_made_ballot(arena, 1);
    return cf_record_write_ballot(writer, &ballot, &fault);
}

static cf_status put_device(void)
{
    const cf_device device = cf_made_device(arena, 1, 0);
    return cf_record_write_device(writer, &device, &fault);
}

static cf_status put_tally(void)
{
    cf_encrypted_tally encrypted;
    cf_decrypted_tally decrypted;
    cf_made_tally(arena, &encrypted, &decrypted);
    return cf_record_write_tally(writer, &encrypted, &decrypted, &fault);
}

static cf_status put_opened(void)
{
    const cf_opened_ballot opened = cf_made_opened(arena, 1);
    return cf_record_write_opened(writer, &opened, &fault);
}

static cf_status put_data(void)
{
    const cf_opened_data data = cf_made_data(arena, 1, 1);
    return cf_record_write_opened_data(writer, &data, &fault);
}

static const struct {
    cf_status (*put)(void);
    bool once;
} pieces[] = {
    { put_parameters, true }, { put_manifest, true }, { put_keys, true },    { put_ballot, false },
    { put_device, false },    { put_tally, true },    { put_opened, false }, { put_data, false },
};

enum { PIECES = sizeof pieces / sizeof pieces[0] };

static void every_piece_has_its_place(void **state)
{
    (void)state;
    for (int format = CF_WRITE_PLAIN21; format <= CF_WRITE_COUNTERFOIL_BINARY; format++) {
        for (size_t first = 0; first < PIECES; first++) {
            for (size_t second = 0; second < PIECES; second++) {
                begin((cf_write_format)format);
                assert_int_equal(put_parameters(), CF_OK);
                assert_int_equal(first == 0 ? CF_OK : pieces[first].put(), CF_OK);
                const bool right = second > first || (second == first && !pieces[first].once);
                assert_int_equal(pieces[second].put(), right ? CF_OK : CF_ERR_SHAPE);
                assert_true(right || strstr(fault.what, " came after ") != NULL);
                if (right) {
                    assert_int_equal(cf_record_writer_close(writer, &fault), CF_OK);
                    cf_scene_strike();
                } else {
                    end();
                }
            }
        }
    }
}

static void nothing_comes_before_the_parameters(void **state)
{
    (void)state;
    for (size_t i = 1; i < PIECES; i++) {
        begin(CF_WRITE_COUNTERFOIL);
        assert_int_equal(pieces[i].put(), CF_ERR_SHAPE);
        assert_non_null(strstr(fault.what, "begins with the parameters"));
        end();
    }
    begin(CF_WRITE_COUNTERFOIL);
    assert_int_equal(cf_record_writer_close(writer, &fault), CF_ERR_SHAPE);
    assert_string_equal(fault.file, "counterfoil.json");
    cf_scene_strike();
}

/* What was refused once stays refused, and close says so. */
static void the_first_error_sticks(void **state)
{
    (void)state;
    begin(CF_WRITE_PLAIN21);
    assert_int_equal(put_parameters(), CF_OK);
    assert_int_equal(put_parameters(), CF_ERR_SHAPE);
    const cf_fault first = fault;
    assert_int_equal(put_keys(), CF_ERR_SHAPE);
    assert_string_equal(fault.what, first.what);
    memset(&fault, 0, sizeof fault);
    assert_int_equal(cf_record_writer_close(writer, &fault), CF_ERR_SHAPE);
    assert_string_equal(fault.what, first.what);
    assert_string_equal(fault.file, "election_parameters.json");
    cf_scene_strike();
}

/* --- members --- */

static const cf_octets none = { .at = NULL };

static void assert_ballot_refused(const cf_ballot *ballot, cf_status status, const char *named)
{
    for (int format = CF_WRITE_PLAIN21; format <= CF_WRITE_COUNTERFOIL_BINARY; format++) {
        begin((cf_write_format)format);
        assert_int_equal(put_parameters(), CF_OK);
        /* The ballot's spans may lie in what begin reset: nothing else is taken from there. */
        assert_int_equal(cf_record_write_ballot(writer, ballot, &fault), status);
        if (strstr(fault.what, named) == NULL) {
            fail_msg("\"%s\" does not name %s", fault.what, named);
        }
        assert_memory_equal(fault.file, "ballots", 7);
        end();
    }
}

static void a_member_that_is_not_there_is_named(void **state)
{
    (void)state;
    cf_arena *own = cf_arena_open(1 << 20);
    assert_non_null(own);
    const cf_ballot whole = cf_made_ballot(own, 3);
    const struct {
        size_t offset;
        const char *name;
    } members[] = {
        { offsetof(cf_ballot, id), "\"id_b\"" },
        { offsetof(cf_ballot, code), "\"h_c\"" },
        { offsetof(cf_ballot, chaining_field), "\"b_c\"" },
        { offsetof(cf_ballot, h_i), "\"h_i\"" },
        { offsetof(cf_ballot, nonce.c0), "\"c0\"" },
        { offsetof(cf_ballot, nonce.c1), "\"c1\"" },
        { offsetof(cf_ballot, nonce.c), "\"c\"" },
        { offsetof(cf_ballot, nonce.v), "\"v\"" },
    };
    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
        cf_ballot ballot = whole;
        memcpy((uint8_t *)&ballot + members[i].offset, &none, sizeof none);
        assert_ballot_refused(&ballot, CF_ERR_SHAPE, members[i].name);
    }

    cf_selection selections[2];
    memcpy(selections, whole.contests[0].selections, sizeof selections);
    cf_encrypted_contest contest = whole.contests[0];
    contest.selections = selections;
    cf_ballot ballot = whole;
    ballot.contests = &contest;
    ballot.contest_count = 1;
    selections[1].beta.octets = none;
    assert_ballot_refused(&ballot, CF_ERR_SHAPE, "\"beta\"");
    selections[1] = whole.contests[0].selections[1];
    selections[1].index = 3;
    assert_ballot_refused(&ballot, CF_ERR_UNSUPPORTED, "index 3");
    cf_arena_close(own);
}

static void a_style_is_a_number(void **state)
{
    (void)state;
    static const char *const wrong[] = { "", "full", "01", "1a", "-1", "100000000000000000000" };
    cf_arena *own = cf_arena_open(1 << 20);
    assert_non_null(own);
    cf_ballot ballot = cf_made_ballot(own, 3);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        ballot.style = cf_octets_of_text(wrong[i]);
        assert_ballot_refused(&ballot, CF_ERR_UNSUPPORTED, "\"ballot_style\"");
    }
    cf_arena_close(own);
}

/* Canonical JSON holds numbers up to 2^53, and sorting wants codes and identifiers of one width. */
static void counterfoil_refuses_what_it_cannot_hold(void **state)
{
    (void)state;
    cf_ballot ballot;
    begin(CF_WRITE_COUNTERFOIL);
    assert_int_equal(put_parameters(), CF_OK);
    ballot = cf_made_ballot(arena, 3);
    ballot.weight = (UINT64_C(1) << 53) + 1;
    assert_int_equal(cf_record_write_ballot(writer, &ballot, &fault), CF_ERR_UNSUPPORTED);
    assert_non_null(strstr(fault.what, "\"weight\""));
    end();

    begin(CF_WRITE_COUNTERFOIL);
    assert_int_equal(put_parameters(), CF_OK);
    ballot = cf_made_ballot(arena, 3);
    ballot.code.len = 31;
    assert_int_equal(cf_record_write_ballot(writer, &ballot, &fault), CF_ERR_UNSUPPORTED);
    assert_non_null(strstr(fault.what, "\"h_c\""));
    end();

    begin(CF_WRITE_COUNTERFOIL);
    assert_int_equal(put_parameters(), CF_OK);
    cf_opened_ballot opened = cf_made_opened(arena, 3);
    opened.id.len = 33;
    opened.id.at = cf_made_octets(arena, 1, 33).at;
    assert_int_equal(cf_record_write_opened(writer, &opened, &fault), CF_ERR_UNSUPPORTED);
    assert_non_null(strstr(fault.what, "\"id_b\""));
    end();

    begin(CF_WRITE_PLAIN21);
    assert_int_equal(put_parameters(), CF_OK);
    ballot = cf_made_ballot(arena, 3);
    ballot.weight = UINT64_MAX;
    ballot.code.len = 31;
    assert_int_equal(cf_record_write_ballot(writer, &ballot, &fault), CF_OK);
    end();
}

static void text_that_is_no_text_is_refused(void **state)
{
    (void)state;
    begin(CF_WRITE_COUNTERFOIL);
    cf_parameters parameters = cf_made_parameters(arena);
    parameters.version = cf_octets_of_text("v2.1.0\xff");
    assert_int_equal(cf_record_write_parameters(writer, &parameters, &fault), CF_ERR_SHAPE);
    assert_non_null(strstr(fault.what, "\"spec_version\" is not UTF-8"));
    assert_string_equal(fault.file, "counterfoil.json");
    end();
}

/* --- tallies and devices --- */

static void halves_that_differ_are_refused(void **state)
{
    (void)state;
    for (int wrong = 0; wrong < 4; wrong++) {
        cf_encrypted_tally encrypted;
        cf_decrypted_tally decrypted;
        begin(CF_WRITE_COUNTERFOIL);
        assert_int_equal(put_parameters(), CF_OK);
        cf_made_tally(arena, &encrypted, &decrypted);
        cf_encrypted_tally_contest contests[2];
        cf_encrypted_total options[3];
        memcpy(contests, encrypted.contests, sizeof contests);
        memcpy(options, contests[1].options, sizeof options);
        encrypted.contests = contests;
        contests[1].options = options;
        switch (wrong) {
        case 0:
            encrypted.contest_count--;
            break;
        case 1:
            contests[1].option_count--;
            break;
        case 2:
            contests[1].index++;
            break;
        default:
            options[2].label = options[1].label;
            break;
        }
        assert_int_equal(cf_record_write_tally(writer, &encrypted, &decrypted, &fault),
                         CF_ERR_SHAPE);
        assert_string_equal(fault.file, "tally.json");
        end();
    }
}

static cf_status put_list(uint32_t chaining, uint32_t first, uint32_t second)
{
    const cf_device device = cf_made_device(arena, 1, chaining);
    cf_status status = cf_record_write_device_ballot(writer, cf_made_id(arena, first), &fault);
    if (status == CF_OK) {
        status = cf_record_write_device_ballot(writer, cf_made_id(arena, second), &fault);
    }
    return status == CF_OK ? cf_record_write_device(writer, &device, &fault) : status;
}

static void ballots_of_a_device_that_does_not_chain_ascend(void **state)
{
    (void)state;
    begin(CF_WRITE_COUNTERFOIL);
    assert_int_equal(put_parameters(), CF_OK);
    assert_int_equal(put_list(0, 1, 2), CF_OK);
    assert_int_equal(put_list(0, 1, 1), CF_OK);
    assert_int_equal(put_list(1, 2, 1), CF_OK);
    assert_int_equal(put_list(0, 2, 1), CF_ERR_SHAPE);
    assert_non_null(strstr(fault.what, "ascending"));
    end();
}

static void ballots_belong_to_a_device(void **state)
{
    (void)state;
    begin(CF_WRITE_PLAIN21);
    assert_int_equal(put_parameters(), CF_OK);
    assert_int_equal(cf_record_write_device_ballot(writer, cf_made_id(arena, 1), &fault), CF_OK);
    assert_int_equal(cf_record_writer_close(writer, &fault), CF_ERR_SHAPE);
    assert_string_equal(fault.file, "devices.json");
    assert_non_null(strstr(fault.what, "belong to no device"));
    cf_scene_strike();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_piece_has_its_place),
        cmocka_unit_test(nothing_comes_before_the_parameters),
        cmocka_unit_test(the_first_error_sticks),
        cmocka_unit_test(a_member_that_is_not_there_is_named),
        cmocka_unit_test(a_style_is_a_number),
        cmocka_unit_test(counterfoil_refuses_what_it_cannot_hold),
        cmocka_unit_test(text_that_is_no_text_is_refused),
        cmocka_unit_test(halves_that_differ_are_refused),
        cmocka_unit_test(ballots_of_a_device_that_does_not_chain_ascend),
        cmocka_unit_test(ballots_belong_to_a_device),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
