/*
 * The format counterfoil where it is more than plain21: stamps, lines, batches, the index of codes.
 *
 * What its objects hold is asked in faults.c, with all other formats.
 */
#include "record/record.h"
#include "record/scene.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define ELECTION                                                                                   \
    "{\"format_version\":1,\"g\":\"2\",\"h_b\":\"AA\",\"h_p\":\"BB\",\"k\":1,\"n\":1,"             \
    "\"object\":\"election\",\"p\":\"7\",\"q\":\"3\",\"r\":\"2\",\"spec_version\":\"v2.1.0\"}\n"
#define OPENED(ID)                                                                                 \
    "{\"contests\":[],"                                                                            \
    "\"format_version\":1,\"id_b\":\"" ID "\",\"object\":\"challenged\","                          \
    "\"spec_version\":\"v2.1.0\"}\n"
#define DATA(ID)                                                                                   \
    "{\"beta\":\"01\",\"c\":\"02\",\"contest_index\":3,\"data\":\"04\",\"format_version\":1,"      \
    "\"id_b\":\"" ID "\",\"object\":\"contest_data\",\"spec_version\":\"v2.1.0\",\"v\":\"05\"}\n"
#define CODE(CODE, BATCH, LINE)                                                                    \
    "{\"batch\":" BATCH ",\"code\":\"" CODE "\",\"format_version\":1,\"line\":" LINE               \
    ",\"object\":\"code\",\"spec_version\":\"v2.1.0\"}\n"

static cf_fault fault;
static cf_arena *arena;

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

static const char *set_scene(void)
{
    const char *path = cf_scene_set();
    cf_scene_put("counterfoil.json", ELECTION);
    return path;
}

static cf_record *open_record(const char *path)
{
    cf_record *record = NULL;
    if (cf_record_open(path, &record, &fault) != CF_OK) {
        fail_msg("%s: %s", fault.file, fault.what);
    }
    assert_string_equal(cf_record_format(record), "counterfoil");
    return record;
}

/* --- the canonical line of a file --- */

static cf_status read_parameters(const char *text)
{
    const char *path = cf_scene_set();
    cf_scene_put("counterfoil.json", text);
    cf_record *record = NULL;
    cf_status status = cf_record_open(path, &record, &fault);
    if (status == CF_OK) {
        cf_parameters parameters;
        cf_arena_reset(arena);
        status = cf_record_read_parameters(record, arena, &parameters, &fault);
        cf_record_close(record);
    }
    cf_scene_strike();
    return status;
}

static void a_file_is_one_canonical_line(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        cf_status status;
        const char *named;
    } cases[] = {
        { ELECTION, CF_OK, "" },
        { "", CF_ERR_SHAPE, "line feed" },
        { "\n", CF_ERR_SYNTAX, "end of the document" },
        { "{}\n", CF_ERR_SHAPE, "lacks" },
        { "{}", CF_ERR_SHAPE, "line feed" },
        { ELECTION "\n", CF_ERR_SYNTAX, "white space" },
        { ELECTION ELECTION, CF_ERR_SYNTAX, "white space" },
        { "\n" ELECTION, CF_ERR_SYNTAX, "white space" },
        { "{ }\n", CF_ERR_SYNTAX, "white space" },
        { "{\r\n}\n", CF_ERR_SYNTAX, "white space" },
        { "{\"b\":1,\"a\":1}\n", CF_ERR_SYNTAX, "ascend" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cf_status status = read_parameters(cases[i].text);
        if (status != cases[i].status) {
            fail_msg("%s: %s", cases[i].text, fault.what);
        }
        if (cases[i].status != CF_OK) {
            assert_string_equal(fault.file, "counterfoil.json");
            if (strstr(fault.what, cases[i].named) == NULL) {
                fail_msg("%s: %s", cases[i].text, fault.what);
            }
        }
    }
}

static void an_object_says_what_it_is(void **state)
{
    (void)state;
    static const struct {
        const char *version;
        const char *object;
        const char *spec;
        cf_status status;
        const char *named;
    } cases[] = {
        { "1", "election", "v2.1.0", CF_OK, "" },
        { "1", "election", "v9", CF_OK, "" }, /* a claim: check 1.A judges it */
        { "2", "election", "v2.1.0", CF_ERR_UNSUPPORTED, "version is 2; version 1 is read" },
        { "0", "election", "v2.1.0", CF_ERR_UNSUPPORTED, "version is 0" },
        { "18446744073709551615", "x", "", CF_ERR_UNSUPPORTED, "18446744073709551615" },
        { "1", "keys", "v2.1.0", CF_ERR_SHAPE, "expected the object \"election\", found \"keys\"" },
        { "1", "", "v2.1.0", CF_ERR_SHAPE, "found \"\"" },
        { "\"1\"", "election", "v2.1.0", CF_ERR_SHAPE, "expected a number" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[512];
        (void)snprintf(text, sizeof text,
                       "{\"format_version\":%s,\"g\":\"2\",\"h_b\":\"AA\",\"h_p\":\"BB\",\"k\":1,"
                       "\"n\":1,\"object\":\"%s\",\"p\":\"7\",\"q\":\"3\",\"r\":\"2\","
                       "\"spec_version\":\"%s\"}\n",
                       cases[i].version, cases[i].object, cases[i].spec);
        assert_int_equal(read_parameters(text), cases[i].status);
        if (cases[i].status != CF_OK && strstr(fault.what, cases[i].named) == NULL) {
            fail_msg("%s: %s", text, fault.what);
        }
    }
}

/* A later version may have any members: it is named before they are looked at. */
static void another_version_is_refused_at_once(void **state)
{
    (void)state;
    const char *path = cf_scene_set();
    cf_scene_put("counterfoil.json", "{\"a\":{\"b\":[]},\"format_version\":7,\"zz\":null}\n");
    cf_record *record = NULL;
    assert_int_equal(cf_record_open(path, &record, &fault), CF_ERR_UNSUPPORTED);
    assert_string_equal(fault.file, "counterfoil.json");
    assert_non_null(strstr(fault.what, "7"));
    cf_scene_strike();
}

/* --- lines --- */

static cf_status read_opened(const cf_record *record, size_t number, cf_opened_ballot *out)
{
    fault = (cf_fault){ .status = CF_OK };
    return cf_record_read_opened(record, number, arena, out, &fault);
}

static void lines_are_numbered_through_the_batches(void **state)
{
    (void)state;
    const char *path = set_scene();
    cf_scene_put("challenged/00000002.jsonl", OPENED("04"));
    cf_scene_put("challenged/00000001.jsonl", OPENED("01") OPENED("02") OPENED("03"));
    cf_scene_put("challenged/00000003.jsonl", OPENED("05") OPENED("06"));
    static const char *const files[] = {
        "challenged/00000001.jsonl:1", "challenged/00000001.jsonl:2", "challenged/00000001.jsonl:3",
        "challenged/00000002.jsonl:1", "challenged/00000003.jsonl:1", "challenged/00000003.jsonl:2"
    };
    cf_record *record = open_record(path);
    assert_int_equal(cf_record_opened_count(record), 6);
    assert_int_equal(cf_record_ballot_count(record), 0);
    for (size_t i = 0; i < 6; i++) {
        cf_opened_ballot opened;
        assert_int_equal(read_opened(record, i, &opened), CF_OK);
        assert_int_equal(opened.id.len, 1);
        assert_int_equal(opened.id.at[0], i + 1);
        assert_string_equal(cf_record_opened_file(record, i, arena), files[i]);
    }
    cf_record_close(record);
    cf_scene_strike();
}

/* What is wrong with one line is said of it, where it is in the file, and of no other. */
static void a_bad_line_is_a_ballot_that_cannot_be_read(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t count;
        size_t bad;
        cf_status status;
        size_t offset;
        const char *named;
    } cases[] = {
        { OPENED("01") "\n" OPENED("03"), 3, 1, CF_ERR_SHAPE, sizeof OPENED("01") - 1, "empty" },
        { "\n" OPENED("02"), 2, 0, CF_ERR_SHAPE, 0, "empty" },
        { OPENED("01") "\n", 2, 1, CF_ERR_SHAPE, sizeof OPENED("01") - 1, "empty" },
        { OPENED("01") "{}", 2, 1, CF_ERR_SHAPE, sizeof OPENED("01") + 1, "line feed" },
        { "{\r}\n" OPENED("02"), 2, 0, CF_ERR_SYNTAX, 1, "white space" },
        { OPENED("01") "[]\n", 2, 1, CF_ERR_SHAPE, sizeof OPENED("01") - 1, "an object" },
        { OPENED("01") " " OPENED("02"), 2, 1, CF_ERR_SYNTAX, sizeof OPENED("01") - 1, "space" },
        { "{\"contests\":[],\"format_version\":1,\"id_b\":\"01\",\"object\":\"challenged\","
          "\"spec_version\":\"v2.2.0\"}\n" OPENED("02"),
          2, 0, CF_ERR_UNSUPPORTED, 0, "v2.2.0" },
        { OPENED("01") DATA("02"), 2, 1, CF_ERR_SHAPE, 0, "expected the object" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *path = set_scene();
        cf_scene_put("challenged/00000001.jsonl", cases[i].text);
        cf_record *record = open_record(path);
        assert_int_equal(cf_record_opened_count(record), cases[i].count);
        for (size_t j = 0; j < cases[i].count; j++) {
            cf_opened_ballot opened;
            cf_status status = read_opened(record, j, &opened);
            if (status != (j == cases[i].bad ? cases[i].status : CF_OK)) {
                fail_msg("%s: line %zu: %s", cases[i].text, j + 1, fault.what);
            }
            char file[64];
            (void)snprintf(file, sizeof file, "challenged/00000001.jsonl:%zu", j + 1);
            if (status != CF_OK) {
                assert_string_equal(fault.file, file);
                assert_true(cases[i].offset == 0 || fault.offset == cases[i].offset);
                assert_non_null(strstr(fault.what, cases[i].named));
            }
        }
        cf_record_close(record);
        cf_scene_strike();
    }
}

static void a_batch_has_its_limit(void **state)
{
    (void)state;
    enum { MAX = 4096 };
    size_t len = strlen(OPENED("01"));
    char *text = malloc((MAX + 3) * len + 1);
    assert_non_null(text);
    for (size_t i = 0; i < MAX + 3; i++) {
        memcpy(text + i * len, OPENED("01"), len + 1);
    }
    for (size_t more = 0; more <= 3; more++) {
        const char *path = set_scene();
        cf_scene_put_octets("challenged/00000001.jsonl", text, (MAX + more) * len);
        cf_record *record = open_record(path);
        cf_opened_ballot opened;
        assert_int_equal(cf_record_opened_count(record), more == 0 ? MAX : MAX + 1);
        assert_int_equal(read_opened(record, MAX - 1, &opened), CF_OK);
        if (more > 0) {
            assert_int_equal(read_opened(record, MAX, &opened), CF_ERR_LIMIT);
        }
        cf_record_close(record);
        cf_scene_strike();
    }
    free(text);
}

/* Lines of every length around the size of what is looked at together. */
static void lines_may_end_anywhere_in_the_buffer(void **state)
{
    (void)state;
    enum { BUFFER = 1 << 16 };
    static char text[4 * BUFFER];
    for (int less = -3; less <= 3; less++) {
        size_t len = strlen(OPENED("01")) - 2;
        size_t pad = (size_t)(BUFFER + less) - len - 9;
        memcpy(text, OPENED("01"), len);
        memcpy(text + len, ",\"z\":\"", 6);
        memset(text + len + 6, 'z', pad);
        memcpy(text + len + 6 + pad, "\"}\n", 3);
        size_t whole = len + 9 + pad;
        assert_int_equal(whole, BUFFER + less);
        memcpy(text + whole, OPENED("02"), sizeof OPENED("02") - 1);
        const char *path = set_scene();
        cf_scene_put_octets("challenged/00000001.jsonl", text, whole + sizeof OPENED("02") - 1);
        cf_record *record = open_record(path);
        cf_opened_ballot opened;
        assert_int_equal(cf_record_opened_count(record), 2);
        assert_int_equal(read_opened(record, 0, &opened), CF_OK);
        assert_int_equal(read_opened(record, 1, &opened), CF_OK);
        assert_int_equal(opened.id.at[0], 2);
        cf_record_close(record);
        cf_scene_strike();
    }
}

static void a_file_that_changes_is_no_other_ballot(void **state)
{
    (void)state;
    const char *path = set_scene();
    cf_scene_put("challenged/00000001.jsonl", OPENED("01") OPENED("02"));
    cf_record *record = open_record(path);
    cf_scene_put("challenged/00000001.jsonl", OPENED("01"));
    cf_opened_ballot opened;
    assert_int_equal(read_opened(record, 0, &opened), CF_OK);
    assert_int_equal(read_opened(record, 1, &opened), CF_ERR_IO);
    cf_record_close(record);
    cf_scene_strike();
}

/* --- batches --- */

typedef struct strays {
    size_t count;
    char text[1024];
} strays;

static cf_status see_stray(void *context, const cf_fault *stray)
{
    strays *at = context;
    size_t len = strlen(at->text);
    at->count++;
    (void)snprintf(at->text + len, sizeof at->text - len, "%s: %s\n", stray->file, stray->what);
    return CF_OK;
}

static strays strays_of(const cf_record *record)
{
    strays at = { .count = 0 };
    assert_int_equal(cf_record_visit_strays(record, see_stray, &at), CF_OK);
    return at;
}

static void only_numbered_files_are_batches(void **state)
{
    (void)state;
    static const char *const names[] = { "1.jsonl",         "00000000.jsonl", "000000001.jsonl",
                                         "00000002.json",   "00000002.JSONL", "+0000002.jsonl",
                                         "0000000a.jsonl",  ".jsonl",         "00000002.jsonl~",
                                         "x00000002.jsonl", "00000002jsonl" };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *path = set_scene();
        char name[64];
        (void)snprintf(name, sizeof name, "ballots/%s", names[i]);
        cf_scene_put("ballots/00000001.jsonl", "{}\n");
        cf_scene_put(name, "{}\n");
        cf_record *record = open_record(path);
        assert_int_equal(cf_record_ballot_count(record), 1);
        const strays at = strays_of(record);
        assert_int_equal(at.count, 1);
        assert_non_null(strstr(at.text, name));
        cf_record_close(record);
        cf_scene_strike();
    }
}

static void batches_are_contiguous(void **state)
{
    (void)state;
    const char *path = set_scene();
    cf_scene_put("ballots/00000001.jsonl", "{}\n{}\n");
    cf_scene_put("ballots/00000002.jsonl", "{}\n");
    cf_scene_put("ballots/00000004.jsonl", "{}\n");
    cf_scene_put("ballots/00000007.jsonl", "{}\n");
    cf_scene_folder("ballots/00000003.jsonl");
    cf_record *record = open_record(path);
    assert_int_equal(cf_record_ballot_count(record), 3);
    const strays at = strays_of(record);
    assert_int_equal(at.count, 3);
    assert_non_null(strstr(at.text, "ballots/00000004.jsonl: 00000003.jsonl is missing"));
    assert_non_null(strstr(at.text, "ballots/00000007.jsonl: 00000003.jsonl is missing"));
    cf_record_close(record);
    cf_scene_strike();
}

static void a_batch_has_a_line(void **state)
{
    (void)state;
    const char *path = set_scene();
    cf_scene_put("ballots/00000001.jsonl", "");
    cf_scene_put("ballots/00000002.jsonl", "{}\n");
    cf_scene_put("ballots/00000003.jsonl", "");
    cf_record *record = open_record(path);
    assert_int_equal(cf_record_ballot_count(record), 1);
    assert_string_equal(cf_record_ballot_file(record, 0, arena), "ballots/00000002.jsonl:1");
    const strays at = strays_of(record);
    assert_int_equal(at.count, 2);
    assert_non_null(strstr(at.text, "ballots/00000001.jsonl: a batch without a line"));
    cf_record_close(record);
    cf_scene_strike();
}

static void places_lead_to_ballots_and_back(void **state)
{
    (void)state;
    const char *path = set_scene();
    cf_scene_put("ballots/00000001.jsonl", "1\n2\n3\n");
    cf_scene_put("ballots/00000002.jsonl", "4\n");
    cf_scene_put("ballots/00000003.jsonl", "5\n6\n");
    cf_record *record = open_record(path);
    assert_true(cf_record_has_batches(record));
    static const cf_ballot_place places[] = { { 1, 1 }, { 1, 2 }, { 1, 3 },
                                              { 2, 1 }, { 3, 1 }, { 3, 2 } };
    for (size_t i = 0; i < 6; i++) {
        const cf_ballot_place place = cf_record_ballot_place(record, i);
        size_t number = 99;
        assert_int_equal(place.batch, places[i].batch);
        assert_int_equal(place.line, places[i].line);
        assert_true(cf_record_ballot_at(record, place, &number));
        assert_int_equal(number, i);
    }
    static const cf_ballot_place none[] = { { 0, 1 },          { 1, 0 },
                                            { 1, 4 },          { 2, 2 },
                                            { 4, 1 },          { UINT64_MAX, 1 },
                                            { 1, UINT64_MAX }, { (UINT64_C(1) << 32) + 1, 1 } };
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        size_t number = 99;
        assert_false(cf_record_ballot_at(record, none[i], &number));
        assert_int_equal(number, 99);
    }
    cf_record_close(record);
    cf_scene_strike();
}

/* --- lists --- */

typedef struct seen {
    size_t count;
    char text[512];
    cf_status answer;
} seen;

static cf_status see_data(void *context, size_t position, const cf_opened_data *data)
{
    seen *at = context;
    assert_int_equal(position, at->count);
    assert_int_equal(data->contest_index, 3);
    size_t len = strlen(at->text);
    (void)snprintf(at->text + len, sizeof at->text - len, "%d ", data->ballot_id.at[0]);
    at->count++;
    return at->answer;
}

static cf_status see_code(void *context, const cf_code_entry *entry)
{
    seen *at = context;
    size_t len = strlen(at->text);
    (void)snprintf(at->text + len, sizeof at->text - len, "%s %s %d at %d:%d\n", entry->file,
                   entry->stem, entry->code.at == NULL ? -1 : entry->code.at[0],
                   (int)entry->place.batch, (int)entry->place.line);
    at->count++;
    return at->answer;
}

static cf_status visit_data(const cf_record *record, seen *at)
{
    cf_arena *scratch = cf_arena_open(1 << 20);
    cf_status status = cf_record_visit_opened_data(record, see_data, at, scratch, &fault);
    cf_arena_close(scratch);
    return status;
}

static void opened_data_stream_through_their_batches(void **state)
{
    (void)state;
    const char *path = set_scene();
    cf_record *record = open_record(path);
    seen at = { .answer = CF_OK };
    assert_int_equal(visit_data(record, &at), CF_ERR_ABSENT);
    cf_record_close(record);

    cf_scene_put("contest_data/00000001.jsonl", DATA("01") DATA("02"));
    cf_scene_put("contest_data/00000002.jsonl", DATA("03"));
    record = open_record(path);
    assert_int_equal(visit_data(record, &at), CF_OK);
    assert_string_equal(at.text, "1 2 3 ");
    at = (seen){ .answer = CF_ERR_LIMIT };
    assert_int_equal(visit_data(record, &at), CF_ERR_LIMIT);
    assert_int_equal(at.count, 1);
    cf_record_close(record);

    cf_scene_put("contest_data/00000002.jsonl", DATA("03") "{}\n");
    record = open_record(path);
    at = (seen){ .answer = CF_OK };
    assert_int_equal(visit_data(record, &at), CF_ERR_SHAPE);
    assert_string_equal(fault.file, "contest_data/00000002.jsonl:2");
    assert_int_equal(fault.offset, sizeof DATA("03") - 1);
    cf_record_close(record);
    cf_scene_strike();
}

static void the_index_is_visited_in_order(void **state)
{
    (void)state;
    const char *path = set_scene();
    cf_record *record = open_record(path);
    seen at = { .answer = CF_OK };
    assert_int_equal(cf_record_visit_codes(record, see_code, &at, &fault), CF_ERR_ABSENT);
    cf_record_close(record);

    cf_scene_put("codes/B.jsonl", CODE("B1", "2", "1"));
    cf_scene_put("codes/0.jsonl", CODE("01", "1", "1") CODE("xx", "7", "8"));
    cf_scene_put("codes/notes.txt", "");
    record = open_record(path);
    assert_int_equal(cf_record_visit_codes(record, see_code, &at, &fault), CF_OK);
    assert_string_equal(at.text, "codes/0.jsonl:1 0 1 at 1:1\ncodes/0.jsonl:2 0 -1 at 7:8\n"
                                 "codes/B.jsonl:1 B 177 at 2:1\n");
    assert_int_equal(strays_of(record).count, 1);
    at = (seen){ .answer = CF_ERR_RANGE };
    assert_int_equal(cf_record_visit_codes(record, see_code, &at, &fault), CF_ERR_RANGE);
    assert_int_equal(at.count, 1);
    cf_record_close(record);
    cf_scene_strike();
}

static void a_bad_entry_of_the_index_is_a_fault(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        cf_status status;
    } cases[] = { { "", CF_ERR_SHAPE },
                  { "\n", CF_ERR_SHAPE },
                  { "{}", CF_ERR_SHAPE },
                  { "{}\n", CF_ERR_SHAPE },
                  { "{\"a\":\n", CF_ERR_SYNTAX },
                  { CODE("01", "-1", "1"), CF_ERR_RANGE },
                  { CODE("01", "1", "1.0"), CF_ERR_SYNTAX },
                  { OPENED("01"), CF_ERR_SHAPE },
                  { DATA("01"), CF_ERR_SHAPE } };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *path = set_scene();
        cf_scene_put("codes/all.jsonl", cases[i].text);
        cf_record *record = open_record(path);
        seen at = { .answer = CF_OK };
        assert_int_equal(cf_record_visit_codes(record, see_code, &at, &fault), cases[i].status);
        assert_int_equal(at.count, 0);
        assert_int_equal(strncmp(fault.file, "codes/all.jsonl", 15), 0);
        cf_record_close(record);
        cf_scene_strike();
    }
}

static void other_formats_have_no_batches(void **state)
{
    (void)state;
    const char *path = cf_scene_set();
    cf_scene_put("election_parameters.json", "{}");
    cf_record *record = NULL;
    seen at = { .answer = CF_OK };
    assert_int_equal(cf_record_open(path, &record, &fault), CF_OK);
    assert_false(cf_record_has_batches(record));
    assert_int_equal(cf_record_visit_codes(record, see_code, &at, &fault), CF_ERR_ABSENT);
    cf_record_close(record);
    cf_scene_put("counterfoil.json", ELECTION);
    assert_int_equal(cf_record_open(path, &record, &fault), CF_ERR_SHAPE);
    assert_non_null(strstr(fault.what, "two ways"));
    cf_scene_strike();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_one_canonical_line),
        cmocka_unit_test(an_object_says_what_it_is),
        cmocka_unit_test(another_version_is_refused_at_once),
        cmocka_unit_test(lines_are_numbered_through_the_batches),
        cmocka_unit_test(a_bad_line_is_a_ballot_that_cannot_be_read),
        cmocka_unit_test(a_batch_has_its_limit),
        cmocka_unit_test(lines_may_end_anywhere_in_the_buffer),
        cmocka_unit_test(a_file_that_changes_is_no_other_ballot),
        cmocka_unit_test(only_numbered_files_are_batches),
        cmocka_unit_test(batches_are_contiguous),
        cmocka_unit_test(a_batch_has_a_line),
        cmocka_unit_test(places_lead_to_ballots_and_back),
        cmocka_unit_test(opened_data_stream_through_their_batches),
        cmocka_unit_test(the_index_is_visited_in_order),
        cmocka_unit_test(a_bad_entry_of_the_index_is_a_fault),
        cmocka_unit_test(other_formats_have_no_batches),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
