/*
 * Which format a folder is, which of its entries are ballots and in which order, and what is a
 * stray.
 */
#include "record/names.h"
#include "record/record.h"
#include "record/scene.h"
#include "record/sort.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static cf_fault fault;

/* --- formats --- */

static void assert_refused(const char *path, cf_status status, const char *named)
{
    cf_record *record = NULL;
    assert_int_equal(cf_record_open(path, &record, &fault), status);
    assert_null(record);
    if (strstr(fault.what, named) == NULL) {
        fail_msg("\"%s\" does not name %s", fault.what, named);
    }
}

static void formats_that_are_not_read_are_named(void **state)
{
    (void)state;
    static const struct {
        const char *files[3];
        const char *name;
    } cases[] = {
        { { "public/election_parameters.json" }, "electionguard-rust" },
        { { "election_parameters.json", "election_manifest.json" }, "electionguard-rust" },
        { { "constants.json", "context.json", "coefficients.json" }, "ElectionGuard 1.91" },
        { { "sample/constants.json", "sample/context.json" }, "ElectionGuard 1.91" },
        { { "setup/header.binpb" }, "EGRF" },
        { { "setup/header.jsonl" }, "EGRF" },
        { { "election.json", "trustees.json", "voters.json" }, "Helios" },
        { { "election.bel", "README.md" }, "Belenios" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *path = cf_scene_set();
        for (size_t j = 0; j < 3 && cases[i].files[j] != NULL; j++) {
            cf_scene_put(cases[i].files[j], "{}");
        }
        assert_refused(path, CF_ERR_UNSUPPORTED, cases[i].name);
        cf_scene_strike();
    }
}

static void a_folder_of_no_format_is_told_what_was_looked_for(void **state)
{
    (void)state;
    const char *path = cf_scene_set();
    assert_refused(path, CF_ERR_UNSUPPORTED, "election_parameters.json");
    assert_refused(path, CF_ERR_UNSUPPORTED, "election_config.json");
    cf_scene_put("constants.json", "{}");
    assert_refused(path, CF_ERR_UNSUPPORTED, "constants.json");
    cf_scene_folder("election_parameters.json"); /* a folder is no file */
    assert_refused(path, CF_ERR_UNSUPPORTED, "no record");
    cf_scene_strike();
}

static void a_file_and_nothing_are_no_records(void **state)
{
    (void)state;
    char path[256];
    (void)snprintf(path, sizeof path, "%s/file.bel", cf_scene_set());
    cf_scene_put("file.bel", "BELENIOS");
    assert_refused(path, CF_ERR_UNSUPPORTED, "Belenios");
    cf_scene_put("file.txt", "hello");
    (void)snprintf(strrchr(path, '.'), 5, ".txt");
    assert_refused(path, CF_ERR_UNSUPPORTED, "folder");
    (void)snprintf(strrchr(path, '.'), 5, ".no");
    assert_refused(path, CF_ERR_ABSENT, "");
    cf_scene_strike();
}

static void a_record_of_two_formats_is_refused(void **state)
{
    (void)state;
    const char *path = cf_scene_set();
    cf_scene_put("election_parameters.json", "{}");
    cf_scene_put("constants.json", "{}");
    cf_scene_put("election_config.json", "{}");
    assert_refused(path, CF_ERR_SHAPE, "two ways");
    cf_scene_strike();
}

/* --- strays --- */

static cf_record *open_record(const char *path)
{
    cf_record *record = NULL;
    if (cf_record_open(path, &record, &fault) != CF_OK) {
        fail_msg("%s", fault.what);
    }
    return record;
}

typedef struct strays {
    size_t count;
    cf_status stop;
    char files[4096];
    char last[512];
} strays;

static cf_status see_stray(void *context, const cf_fault *stray)
{
    strays *at = context;
    assert_int_equal(stray->status, CF_ERR_SHAPE);
    at->count++;
    if (strlen(at->files) + strlen(stray->file) + 3 < sizeof at->files) {
        strcat(at->files, " ");
        strcat(at->files, stray->file);
        strcat(at->files, " ");
    }
    (void)snprintf(at->last, sizeof at->last, "%s", stray->what);
    return at->stop;
}

static void assert_stray(const strays *at, const char *file)
{
    char wanted[300];
    (void)snprintf(wanted, sizeof wanted, " %s ", file);
    if (strstr(at->files, wanted) == NULL) {
        fail_msg("%s is not among the strays:%s", file, at->files);
    }
}

static void every_entry_among_the_ballots_is_understood(void **state)
{
    (void)state;
    const char *path = cf_scene_set();
    cf_scene_put("election_parameters.json", "{}");
    cf_scene_put("README.md", "known to nobody, and no stray");
    cf_scene_put("private/secrets.json", "{}");
    cf_scene_put("ballots/0001.json", "{}");
    cf_scene_put("challenged/0001.json", "{}");
    cf_record *record = open_record(path);
    strays at = { .count = 0 };
    assert_int_equal(cf_record_visit_strays(record, see_stray, &at), CF_OK);
    assert_int_equal(at.count, 0);
    cf_record_close(record);

    cf_scene_put("ballots/0002.json.bak", "{}");
    cf_scene_put("ballots/.json", "{}");
    cf_scene_put("ballots/README.md", "");
    cf_scene_put("ballots/tab\there.json", "{}");
    cf_scene_put("ballots/\xff.json", "{}");
    cf_scene_folder("ballots/more.json");
    cf_scene_link("0001.json", "ballots/0003.json");
    cf_scene_pipe("challenged/0004.json");
    cf_scene_put("ballots/D\xc3\xb6rte.json", "{}");
    record = open_record(path);
    assert_int_equal(cf_record_ballot_count(record), 2);
    assert_int_equal(cf_record_opened_count(record), 1);
    assert_int_equal(cf_record_visit_strays(record, see_stray, &at), CF_OK);
    assert_int_equal(at.count, 8);
    assert_stray(&at, "ballots/0002.json.bak");
    assert_stray(&at, "ballots/.json");
    assert_stray(&at, "ballots/README.md");
    assert_stray(&at, "ballots/tab\\u{0009}here.json");
    assert_stray(&at, "ballots/\\x{FF}.json");
    assert_stray(&at, "ballots/more.json");
    assert_stray(&at, "ballots/0003.json");
    assert_stray(&at, "challenged/0004.json");

    at = (strays){ .stop = CF_ERR_LIMIT };
    assert_int_equal(cf_record_visit_strays(record, see_stray, &at), CF_ERR_LIMIT);
    assert_int_equal(at.count, 1);
    cf_record_close(record);
    cf_scene_strike();
}

static const char constants[] =
    "{\"large_prime\":\"0B\",\"small_prime\":\"05\",\"cofactor\":\"02\",\"generator\":\"04\"}";
#define CONFIG(CHAINED)                                                                            \
    "{\"config_version\":\"\",\"number_of_guardians\":1,\"quorum\":1,\"parameter_base_hash\":"     \
    "\"\","                                                                                        \
    "\"manifest_hash\":\"\",\"election_base_hash\":\"\",\"chain_confirmation_codes\":" CHAINED "}"

static void a_chain_is_a_stray_where_codes_are_not_chained(void **state)
{
    (void)state;
    const char *path = cf_scene_set();
    cf_scene_put("constants.json", constants);
    cf_scene_put("election_config.json", CONFIG("false"));
    cf_scene_put("encrypted_ballots/d/ballot_chain.json", "{}");
    cf_scene_put("encrypted_ballots/d/0001.json", "{}");
    cf_scene_folder("encrypted_ballots/d/inner");
    cf_scene_link("d", "encrypted_ballots/e");
    cf_scene_put("challenged_ballots/ballot_chain.json", "{}");
    cf_record *record = open_record(path);
    strays at = { .count = 0 };
    assert_int_equal(cf_record_visit_strays(record, see_stray, &at), CF_OK);
    assert_int_equal(at.count, 5);
    assert_stray(&at, "encrypted_ballots/d/ballot_chain.json");
    assert_stray(&at, "encrypted_ballots/d/0001.json");
    assert_stray(&at, "encrypted_ballots/d/inner");
    assert_stray(&at, "encrypted_ballots/e");
    assert_stray(&at, "challenged_ballots/ballot_chain.json");
    cf_record_close(record);

    cf_scene_put("election_config.json", CONFIG("true"));
    record = open_record(path);
    at = (strays){ .count = 0 };
    assert_int_equal(cf_record_visit_strays(record, see_stray, &at), CF_OK);
    assert_int_equal(at.count, 4);
    cf_record_close(record);
    cf_scene_strike();
}

static void a_file_where_ballots_should_stand_is_a_stray(void **state)
{
    (void)state;
    const char *path = cf_scene_set();
    cf_scene_put("election_parameters.json", "{}");
    cf_scene_put("ballots", "no folder");
    cf_scene_link("nowhere", "challenged");
    cf_record *record = open_record(path);
    strays at = { .count = 0 };
    assert_int_equal(cf_record_visit_strays(record, see_stray, &at), CF_OK);
    assert_int_equal(at.count, 2);
    assert_stray(&at, "ballots");
    assert_stray(&at, "challenged");
    cf_record_close(record);
    cf_scene_strike();
}

static void many_strays_are_counted(void **state)
{
    (void)state;
    const char *path = cf_scene_set();
    cf_scene_put("election_parameters.json", "{}");
    for (int i = 0; i < CF_STRAYS_KEPT + 1; i++) {
        char name[32];
        (void)snprintf(name, sizeof name, "ballots/%d.txt", i);
        cf_scene_put(name, "");
        cf_record *record = open_record(path);
        strays at = { .count = 0 };
        assert_int_equal(cf_record_visit_strays(record, see_stray, &at), CF_OK);
        assert_int_equal(at.count, i + 1);
        if (i == CF_STRAYS_KEPT) {
            assert_non_null(strstr(at.last, "101"));
        }
        cf_record_close(record);
    }
    cf_scene_strike();
}

/* Names come in an order that no file system gives; each in turn is the least, or the greatest. */
static void strays_come_in_the_order_of_their_names(void **state)
{
    (void)state;
    enum { COUNT = CF_STRAYS_KEPT + 20 };
    const char *path = cf_scene_set();
    cf_scene_put("election_parameters.json", "{}");
    for (int i = 0; i < COUNT; i++) {
        char name[32];
        (void)snprintf(name, sizeof name, "ballots/%03d", i * 77 % COUNT);
        cf_scene_put(name, "");
    }
    cf_record *record = open_record(path);
    strays at = { .count = 0 };
    assert_int_equal(cf_record_visit_strays(record, see_stray, &at), CF_OK);
    assert_int_equal(at.count, CF_STRAYS_KEPT + 1);
    char expected[sizeof at.files] = "";
    for (int i = 0; i < CF_STRAYS_KEPT; i++) {
        (void)snprintf(expected + strlen(expected), 32, " ballots/%03d ", i);
    }
    strcat(expected, "  ");
    assert_string_equal(at.files, expected);
    cf_record_close(record);
    cf_scene_strike();
}

/* --- order --- */

static void ballots_are_numbered_in_the_order_of_their_stems(void **state)
{
    (void)state;
    static const char *const names[] = { "0", "00", "01",  "1", "10",      "9",
                                         "A", "a",  "a-b", "b", "\xc3\xb6" };
    enum { COUNT = sizeof names / sizeof names[0] };
    const char *path = cf_scene_set();
    cf_scene_put("election_parameters.json", "{}");
    for (size_t i = 0; i < COUNT; i++) {
        char name[32];
        (void)snprintf(name, sizeof name, "ballots/%s.json", names[i * 7 % COUNT]);
        cf_scene_put(name, "{}");
    }
    cf_record *record = open_record(path);
    cf_arena *arena = cf_arena_open(1 << 20);
    assert_int_equal(cf_record_ballot_count(record), COUNT);
    for (size_t i = 0; i < COUNT; i++) {
        char name[32];
        (void)snprintf(name, sizeof name, "ballots/%s.json", names[i]);
        assert_string_equal(cf_record_ballot_file(record, i, arena), name);
    }
    cf_arena_close(arena);
    cf_record_close(record);
    cf_scene_strike();
}

/*
 * Enough names for several chunks, of lengths that leave every rest at a chunk's end, in three
 * folders of which one is empty.
 */
static void names_beyond_one_chunk_are_all_there(void **state)
{
    (void)state;
    enum { COUNT = 60000 };
    cf_arena *arena = cf_arena_open(1 << 28);
    cf_names names = { .arena = arena, .prefix = "p-", .suffix = ".s" };
    assert_int_equal(cf_names_start_folder(&names, "one", &fault), CF_OK);
    for (uint32_t i = 0; i < COUNT; i++) {
        if (i == COUNT / 3) {
            assert_int_equal(cf_names_start_folder(&names, "none", &fault), CF_OK);
            assert_int_equal(cf_names_start_folder(&names, "two", &fault), CF_OK);
        }
        char stem[CF_NAME_STEM_MAX + 1];
        int len = snprintf(stem, sizeof stem, "%05u%0*d", (COUNT - 1 - i) * 7 % COUNT,
                           (int)(i % 250) + 1, 0);
        assert_int_equal(cf_names_add(&names, cf_octets_of(stem, (size_t)len), &fault), CF_OK);
    }
    assert_int_equal(cf_names_start_folder(&names, "last", &fault), CF_OK);
    assert_true(names.chunk_count > 5);
    assert_int_equal(cf_names_seal(&names, &fault), CF_OK);

    static bool seen[COUNT];
    for (uint32_t i = 0; i < COUNT; i++) {
        const char *stem = cf_names_stem(&names, i);
        assert_string_equal(cf_names_folder(&names, i)->path, i < COUNT / 3 ? "one" : "two");
        if (i != 0 && i != COUNT / 3) {
            assert_true(strcmp(cf_names_stem(&names, i - 1), stem) < 0);
        }
        unsigned number = 0;
        assert_int_equal(sscanf(stem, "%5u", &number), 1);
        assert_false(seen[number]);
        seen[number] = true;
    }
    const char *path = cf_names_path(&names, COUNT - 1, arena);
    assert_memory_equal(path, "two/p-", 6);
    assert_string_equal(path + strlen(path) - 2, ".s");
    cf_arena_close(arena);
}

static void names_have_their_limits(void **state)
{
    (void)state;
    static const char longest[CF_NAME_STEM_MAX] = { 'x' };
    cf_arena *arena = cf_arena_open(1 << 24);
    cf_names names = { .arena = arena, .prefix = "", .suffix = "" };
    for (int i = 0; i < CF_NAME_FOLDERS_MAX; i++) {
        assert_int_equal(cf_names_start_folder(&names, "f", &fault), CF_OK);
    }
    assert_int_equal(cf_names_start_folder(&names, "f", &fault), CF_ERR_LIMIT);

    /* Counts that no test can reach are set. */
    names.count = CF_NAMES_MAX;
    assert_int_equal(cf_names_add(&names, cf_octets_of(longest, 1), &fault), CF_ERR_LIMIT);
    names.count = 0;
    names.chunk_count = CF_NAME_CHUNKS_MAX;
    names.used = CF_NAME_CHUNK_OCTETS;
    assert_int_equal(cf_names_add(&names, cf_octets_of(longest, 1), &fault), CF_ERR_LIMIT);
    cf_arena_close(arena);
}

static void too_little_memory_for_names_is_said(void **state)
{
    (void)state;
    static const size_t octets[] = { 0, 200, 1 << 10, (1 << 20) + 500 };
    for (size_t i = 0; i < 4; i++) {
        cf_arena *arena = cf_arena_open(octets[i]);
        cf_names names = { .arena = arena, .prefix = "", .suffix = "" };
        cf_status status = cf_names_start_folder(&names, "f", &fault);
        while (status == CF_OK && names.count < 100000) {
            status = cf_names_add(&names, cf_octets_of_text("name"), &fault);
        }
        if (status == CF_OK) {
            status = cf_names_seal(&names, &fault); /* the names fit, their order does not */
        }
        assert_int_equal(status, CF_ERR_MEMORY);
        cf_arena_close(arena);
    }
}

/* Every chunk holds 4096 of the longest stems; the table of chunks grows once. */
static void the_table_of_chunks_grows(void **state)
{
    (void)state;
    enum { COUNT = 65 * 4096 + 1 };
    char stem[CF_NAME_STEM_MAX + 1];
    memset(stem, 'n', sizeof stem);
    cf_arena *arena = cf_arena_open(1 << 28);
    cf_names names = { .arena = arena, .prefix = "", .suffix = "" };
    assert_int_equal(cf_names_start_folder(&names, "f", &fault), CF_OK);
    for (unsigned i = 0; i < COUNT; i++) {
        (void)snprintf(stem, 7, "%06u", i);
        stem[6] = 'n';
        assert_int_equal(cf_names_add(&names, cf_octets_of(stem, CF_NAME_STEM_MAX), &fault), CF_OK);
    }
    assert_int_equal(names.chunk_count, 66);
    assert_int_equal(cf_names_seal(&names, &fault), CF_OK);
    assert_memory_equal(cf_names_stem(&names, 0), "000000n", 7);
    assert_memory_equal(cf_names_stem(&names, COUNT - 1), "266240n", 7);
    cf_arena_close(arena);
}

static bool tens_before(const void *context, uint32_t a, uint32_t b)
{
    (void)context;
    return a / 10 < b / 10;
}

/*
 * Every arrangement of digits of 0..4 with repeats, then longer ones; units tell which of equal
 * tens came first.
 */
static void sorting_is_right_and_stable(void **state)
{
    (void)state;
    enum { MAX = 70 };
    uint32_t numbers[MAX];
    uint32_t scratch[MAX];
    uint32_t seed = 1;
    for (size_t count = 0; count <= MAX; count++) {
        for (int round = 0; round < 50; round++) {
            uint32_t next[5] = { 0 };
            for (size_t i = 0; i < count; i++) {
                seed = seed * 1664525 + 1013904223;
                uint32_t tens = seed >> 16 & 3;
                numbers[i] = tens * 1000 + next[tens]++ % 10; /* tens, then a running unit */
            }
            cf_sort(numbers, scratch, count, tens_before, NULL);
            for (size_t i = 1; i < count; i++) {
                assert_true(numbers[i - 1] / 10 <= numbers[i] / 10);
                if (numbers[i - 1] / 10 == numbers[i] / 10) {
                    assert_int_equal((numbers[i - 1] % 10 + 1) % 10, numbers[i] % 10);
                }
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formats_that_are_not_read_are_named),
        cmocka_unit_test(a_folder_of_no_format_is_told_what_was_looked_for),
        cmocka_unit_test(a_file_and_nothing_are_no_records),
        cmocka_unit_test(a_record_of_two_formats_is_refused),
        cmocka_unit_test(every_entry_among_the_ballots_is_understood),
        cmocka_unit_test(a_chain_is_a_stray_where_codes_are_not_chained),
        cmocka_unit_test(a_file_where_ballots_should_stand_is_a_stray),
        cmocka_unit_test(many_strays_are_counted),
        cmocka_unit_test(strays_come_in_the_order_of_their_names),
        cmocka_unit_test(ballots_are_numbered_in_the_order_of_their_stems),
        cmocka_unit_test(names_beyond_one_chunk_are_all_there),
        cmocka_unit_test(names_have_their_limits),
        cmocka_unit_test(too_little_memory_for_names_is_said),
        cmocka_unit_test(the_table_of_chunks_grows),
        cmocka_unit_test(sorting_is_right_and_stable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
