/*
 * Batches are cut and sorted, the index leads to every ballot, openings come out in order.
 *
 * 1, 4096 and 4097 ballots: the least, a full batch and one more, which is also where the index is
 * split.  Files are taken apart here by their text, not by the room's readers.
 */
#include "record/made.h"
#include "record/scene.h"
#include "record/write/pile.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { CODE_DIGITS = 64, BATCH = 4096 };

static cf_arena *arena;
static cf_fault fault;
static char path[128];

static int open_arena(void **state)
{
    (void)state;
    arena = cf_arena_open(1 << 26);
    return arena == NULL ? -1 : 0;
}

static int close_arena(void **state)
{
    (void)state;
    cf_arena_close(arena);
    return 0;
}

static void ok(cf_status status)
{
    if (status != CF_OK) {
        fail_msg("%s: %s: %s", cf_status_name(status), fault.file, fault.what);
    }
}

static cf_record_writer *begin(void)
{
    cf_record_writer *writer = NULL;
    (void)snprintf(path, sizeof path, "%s/record", cf_scene_set());
    cf_arena_reset(arena);
    ok(cf_record_writer_open(path, CF_WRITE_COUNTERFOIL, &writer, &fault));
    const cf_parameters parameters = cf_made_parameters(arena);
    ok(cf_record_write_parameters(writer, &parameters, &fault));
    return writer;
}

/* --- files as text --- */

typedef struct text {
    char *octets;
    size_t len;
    size_t line_count;
    const char *lines[BATCH + 1];
} text;

static text read_lines(const char *name)
{
    char full[512];
    (void)snprintf(full, sizeof full, "%s/%s", path, name);
    FILE *file = fopen(full, "rb");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    text out = { .len = (size_t)ftell(file) };
    rewind(file);
    out.octets = malloc(out.len + 1);
    assert_non_null(out.octets);
    assert_int_equal(fread(out.octets, 1, out.len, file), out.len);
    out.octets[out.len] = '\0';
    (void)fclose(file);
    for (char *at = out.octets; *at != '\0'; at++) {
        assert_true(out.line_count <= BATCH);
        out.lines[out.line_count++] = at;
        at = strchr(at, '\n');
        assert_non_null(at);
        *at = '\0';
    }
    return out;
}

/* The text of a member, which is looked for from the start of the line. */
static void take_member(char *out, size_t len, const char *line, const char *key)
{
    const char *at = strstr(line, key);
    assert_non_null(at);
    memcpy(out, at + strlen(key), len);
    out[len] = '\0';
}

static void take_code(char code[CODE_DIGITS + 1], const char *line)
{
    take_member(code, CODE_DIGITS, line, "\"h_c\":\"");
}

static size_t files_in(const char *folder)
{
    char full[512];
    (void)snprintf(full, sizeof full, "%s/%s", path, folder);
    DIR *entries = opendir(full);
    assert_non_null(entries);
    size_t count = 0;
    for (const struct dirent *entry = readdir(entries); entry != NULL; entry = readdir(entries)) {
        count += entry->d_name[0] != '.';
    }
    (void)closedir(entries);
    return count;
}

/* --- ballots and their index --- */

/* Spread over all first digits, in an order that is no order. */
static uint32_t scattered(uint32_t number)
{
    return number * 2654435761U;
}

static void write_small_ballots(uint32_t count)
{
    cf_record_writer *writer = begin();
    for (uint32_t i = 0; i < count; i++) {
        if (i % 1024 == 0) {
            cf_arena_reset(arena);
        }
        const cf_ballot ballot = cf_made_small_ballot(arena, scattered(i));
        ok(cf_record_write_ballot(writer, &ballot, &fault));
    }
    ok(cf_record_writer_close(writer, &fault));
}

static text batches[4];

static void assert_batches(uint32_t count)
{
    size_t left = count;
    size_t batch = 0;
    for (; left > 0; batch++) {
        char name[64];
        (void)snprintf(name, sizeof name, "ballots/%08zu.jsonl", batch + 1);
        batches[batch] = read_lines(name);
        assert_int_equal(batches[batch].line_count, left < BATCH ? left : BATCH);
        for (size_t i = 1; i < batches[batch].line_count; i++) {
            char before[CODE_DIGITS + 1];
            char code[CODE_DIGITS + 1];
            take_code(before, batches[batch].lines[i - 1]);
            take_code(code, batches[batch].lines[i]);
            assert_true(strcmp(before, code) < 0);
        }
        left -= batches[batch].line_count;
    }
    assert_int_equal(files_in("ballots"), batch);
}

/* How many entries a file of the index has; each leads to its ballot and comes after the last. */
static size_t assert_index_file(const char *name, const char *prefix)
{
    text index = read_lines(name);
    char before[CODE_DIGITS + 1] = "";
    for (size_t i = 0; i < index.line_count; i++) {
        char code[CODE_DIGITS + 1];
        char found[CODE_DIGITS + 1];
        unsigned batch = 0;
        unsigned line = 0;
        assert_int_equal(sscanf(index.lines[i],
                                "{\"batch\":%u,\"code\":\"%64[0-9A-F]\",\"format_version\":1,"
                                "\"line\":%u,\"object\":\"code\"",
                                &batch, code, &line),
                         3);
        assert_true(batch >= 1 && batch <= 4 && line >= 1);
        assert_true(line <= batches[batch - 1].line_count);
        take_code(found, batches[batch - 1].lines[line - 1]);
        assert_string_equal(found, code);
        assert_memory_equal(code, prefix, strlen(prefix));
        assert_true(strcmp(before, code) < 0);
        memcpy(before, code, sizeof before);
    }
    const size_t count = index.line_count;
    free(index.octets);
    return count;
}

static void free_batches(void)
{
    for (size_t i = 0; i < sizeof batches / sizeof batches[0]; i++) {
        free(batches[i].octets);
        batches[i] = (text){ 0 };
    }
    cf_scene_strike();
}

static void one_file_leads_to_up_to_4096_ballots(void **state)
{
    (void)state;
    static const uint32_t counts[] = { 1, BATCH };
    for (size_t i = 0; i < 2; i++) {
        write_small_ballots(counts[i]);
        assert_batches(counts[i]);
        assert_int_equal(files_in("codes"), 1);
        assert_int_equal(assert_index_file("codes/all.jsonl", ""), counts[i]);
        free_batches();
    }
}

static void a_file_for_each_first_digit_leads_to_4097(void **state)
{
    (void)state;
    write_small_ballots(BATCH + 1);
    assert_batches(BATCH + 1);
    assert_int_equal(files_in("codes"), 16);
    size_t entries = 0;
    for (size_t digit = 0; digit < 16; digit++) {
        char name[64];
        char prefix[2];
        (void)snprintf(prefix, sizeof prefix, "%zX", digit);
        (void)snprintf(name, sizeof name, "codes/%s.jsonl", prefix);
        entries += assert_index_file(name, prefix);
    }
    assert_int_equal(entries, BATCH + 1);
    free_batches();
}

/* --- large ballots --- */

enum { SPAN = 1 << 16, DIGITS = 2 * SPAN }; /* the longest text that readers take */

/* A ballot of about spans * DIGITS octets. */
static cf_ballot large_ballot(uint32_t number, size_t spans)
{
    cf_ballot ballot = cf_made_small_ballot(arena, number);
    const cf_octets span = cf_made_octets(arena, number, SPAN);
    cf_selection *selections = cf_arena_take(arena, spans, sizeof *selections);
    cf_encrypted_contest *contest = cf_arena_take(arena, 1, sizeof *contest);
    assert_non_null(selections);
    assert_non_null(contest);
    for (size_t i = 0; i < spans; i++) {
        selections[i].index = (uint32_t)i + 1;
        selections[i].alpha.octets = span;
        selections[i].beta.octets = cf_octets_of(span.at, 1);
    }
    contest->index = 1;
    contest->selections = selections;
    contest->selection_count = spans;
    ballot.contests = contest;
    ballot.contest_count = 1;
    return ballot;
}

/* 50 spans are 6.25 MiB: two fit into 16 MiB and three do not.  140 are more than 16 MiB. */
static void batches_are_cut_at_16_mib(void **state)
{
    (void)state;
    static const size_t spans[] = { 50, 50, 50, 140, 1, 1 };
    static const size_t lines[] = { 2, 1, 1, 2 };
    cf_record_writer *writer = begin();
    for (uint32_t i = 0; i < 6; i++) {
        const cf_ballot ballot = large_ballot(6 - i, spans[i]);
        ok(cf_record_write_ballot(writer, &ballot, &fault));
    }
    ok(cf_record_writer_close(writer, &fault));
    assert_int_equal(files_in("ballots"), 4);
    for (size_t i = 0; i < 4; i++) {
        char name[64];
        (void)snprintf(name, sizeof name, "ballots/%08zu.jsonl", i + 1);
        batches[i] = read_lines(name);
        assert_int_equal(batches[i].line_count, lines[i]);
        assert_true(batches[i].len <= 16 << 20 || lines[i] == 1);
    }
    assert_int_equal(assert_index_file("codes/all.jsonl", ""), 6);
    free_batches();
}

static void a_ballot_that_no_reader_takes_is_refused(void **state)
{
    (void)state;
    cf_record_writer *writer = begin();
    const cf_ballot ballot = large_ballot(1, 513);
    assert_int_equal(cf_record_write_ballot(writer, &ballot, &fault), CF_ERR_LIMIT);
    cf_record_writer_abandon(writer);
    cf_scene_strike();
}

/* --- openings --- */

static void contest_data_is_sorted_and_cut(void **state)
{
    (void)state;
    enum { COUNT = BATCH + 2 };
    cf_record_writer *writer = begin();
    for (uint32_t i = 0; i < COUNT; i++) {
        cf_arena_reset(arena);
        const cf_opened_data data = cf_made_data(arena, scattered(i / 2), i % 2 == 0 ? 256 : 3);
        ok(cf_record_write_opened_data(writer, &data, &fault));
    }
    ok(cf_record_writer_close(writer, &fault));
    assert_int_equal(files_in("contest_data"), 2);
    char before[CODE_DIGITS + 1] = "";
    for (size_t file = 0; file < 2; file++) {
        text items =
            read_lines(file == 0 ? "contest_data/00000001.jsonl" : "contest_data/00000002.jsonl");
        assert_int_equal(items.line_count, file == 0 ? BATCH : COUNT - BATCH);
        for (size_t i = 0; i < items.line_count; i++) {
            char id[CODE_DIGITS + 1];
            take_member(id, CODE_DIGITS, items.lines[i], "\"id_b\":\"");
            const char *index = i % 2 == 0 ? "\"contest_index\":3," : "\"contest_index\":256,";
            assert_non_null(strstr(items.lines[i], index));
            assert_true(i % 2 == 0 ? strcmp(before, id) < 0 : strcmp(before, id) == 0);
            memcpy(before, id, sizeof before);
        }
        free(items.octets);
    }
    cf_scene_strike();
}

/* Longer than anything that is copied at once, and not the first in the temporary file. */
static void a_long_opening_comes_out_whole(void **state)
{
    (void)state;
    cf_record_writer *writer = begin();
    cf_opened_data data = cf_made_data(arena, 1, 1);
    ok(cf_record_write_opened_data(writer, &data, &fault));
    data = cf_made_data(arena, 2, 1);
    data.data = cf_made_octets(arena, 9, SPAN);
    ok(cf_record_write_opened_data(writer, &data, &fault));
    ok(cf_record_writer_close(writer, &fault));
    static char found[DIGITS + 1];
    static char expected[DIGITS + 1];
    text items = read_lines("contest_data/00000001.jsonl");
    take_member(found, DIGITS, items.lines[1], "\"data\":\"");
    for (size_t i = 0; i < SPAN; i++) {
        (void)snprintf(expected + 2 * i, 3, "%02X", data.data.at[i]);
    }
    assert_string_equal(found, expected);
    free(items.octets);
    cf_scene_strike();
}

/* --- what sorting rests on --- */

/* More than a chunk of items, the last first; each twice, to see that equal keys keep their order. */
static void a_pile_is_put_in_order_across_chunks(void **state)
{
    (void)state;
    enum { COUNT = CF_PILE_CHUNK_ITEMS + 6 };
    static cf_pile pile;
    cf_pile_open(&pile, 8);
    for (uint32_t i = 0; i < COUNT; i++) {
        const uint32_t key = (COUNT - 1 - i) / 2;
        const uint8_t item[8] = { (uint8_t)(key >> 16), (uint8_t)(key >> 8), (uint8_t)key };
        assert_int_equal(cf_pile_put(&pile, item), CF_OK);
    }
    const uint32_t *order = cf_pile_order(&pile, 3);
    assert_non_null(order);
    for (uint32_t i = 0; i < COUNT; i++) {
        const uint32_t expected = i % 2 == 0 ? COUNT - 2 - i : COUNT - i;
        if (order[i] != expected) {
            fail_msg("place %u: %u, expected %u", (unsigned)i, (unsigned)order[i],
                     (unsigned)expected);
        }
    }
    cf_pile_close(&pile);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_file_leads_to_up_to_4096_ballots),
        cmocka_unit_test(a_file_for_each_first_digit_leads_to_4097),
        cmocka_unit_test(batches_are_cut_at_16_mib),
        cmocka_unit_test(a_ballot_that_no_reader_takes_is_refused),
        cmocka_unit_test(contest_data_is_sorted_and_cut),
        cmocka_unit_test(a_long_opening_comes_out_whole),
        cmocka_unit_test(a_pile_is_put_in_order_across_chunks),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
