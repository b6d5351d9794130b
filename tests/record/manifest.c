/*
 * What makes a manifest sound, and that whoever asks hears everything that is wrong with one.
 *
 * Each complaint is provoked alone in an otherwise sound manifest, with its path, what was found
 * and what is near; then several at once.
 */
#include "record/record.h"
#include "record/scene.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static cf_fault fault;

typedef struct heard {
    size_t count;
    uint64_t offset; /* of the last */
    char path[256];
    char expected[256];
    char found[256];
    char nearest[256];
} heard;

static void hear(void *context, const cf_manifest_complaint *complaint)
{
    heard *at = context;
    at->count++;
    at->offset = complaint->offset;
    (void)snprintf(at->path, sizeof at->path, "%s", complaint->path);
    (void)snprintf(at->expected, sizeof at->expected, "%s", complaint->expected);
    (void)snprintf(at->found, sizeof at->found, "%s", complaint->found);
    (void)snprintf(at->nearest, sizeof at->nearest, "%s", complaint->nearest);
}

static cf_status examine(const char *text, heard *at, const char **format)
{
    cf_arena *arena = cf_arena_open(1 << 27);
    cf_folder folder;
    size_t count = 0;
    *at = (heard){ .count = 0 };
    assert_int_equal(cf_folder_open(&folder, cf_scene_set(), &fault), CF_OK);
    cf_scene_put("manifest.json", text);
    cf_status status =
        cf_manifest_examine(&folder, "manifest.json", arena, hear, at, &count, format, &fault);
    if (status == CF_OK) {
        assert_int_equal(count, at->count);
    }
    cf_folder_close(&folder);
    cf_scene_strike();
    cf_arena_close(arena);
    return status;
}

/* What cf_record_read_manifest says of it; a sign of each format makes the folder a record. */
static cf_status read_manifest(const char *text, bool egk)
{
    cf_arena *arena = cf_arena_open(1 << 27);
    const char *path = cf_scene_set();
    cf_scene_put("manifest.json", text);
    if (egk) {
        cf_scene_put("constants.json",
                     "{\"large_prime\":\"0B\",\"small_prime\":\"05\",\"cofactor\":\"02\","
                     "\"generator\":\"04\"}");
        cf_scene_put("election_config.json", "{}");
    } else {
        cf_scene_put("election_parameters.json", "{}");
    }
    cf_record *record = NULL;
    cf_manifest manifest;
    assert_int_equal(cf_record_open(path, &record, &fault), CF_OK);
    cf_status status = cf_record_read_manifest(record, arena, &manifest, &fault);
    cf_record_close(record);
    cf_scene_strike();
    cf_arena_close(arena);
    return status;
}

#define MAYOR                                                                                      \
    "{\"label\":\"Mayor\",\"selection_limit\":1,\"option_limit\":1,\"data_blocks\":0,"             \
    "\"options\":[\"Alice\",\"Bob\"]}"
#define PLAIN21(CONTESTS, STYLES)                                                                  \
    "{\"label\":\"E\",\"contests\":[" CONTESTS "],\"ballot_styles\":[" STYLES "]}"
#define STYLE(LABEL, CONTESTS) "{\"label\":\"" LABEL "\",\"contests\":[" CONTESTS "]}"
#define CONTEST(LABEL, L, R, B, OPTIONS)                                                           \
    "{\"label\":" LABEL ",\"selection_limit\":" L ",\"option_limit\":" R ",\"data_blocks\":" B     \
    ",\"options\":" OPTIONS "}"

typedef struct complaint_case {
    const char *text;
    const char *path;
    const char *expected; /* a part of it */
    const char *found;
    const char *nearest;
    bool is_remark; /* refuses nothing */
} complaint_case;

static const complaint_case plain21_cases[] = {
    { PLAIN21("", ""), "contests", "at least one contest", "none", "", false },
    { PLAIN21(CONTEST("\"M\"", "1", "1", "0", "[]"), ""), "contests[0].options",
      "at least one option", "none", "", false },
    { PLAIN21(MAYOR "," MAYOR, ""), "contests[1].label", "that of contests[0]", "Mayor", "",
      false },
    { PLAIN21(CONTEST("\"M\"", "1", "1", "0", "[\"A\",\"B\",\"A\"]"), ""), "contests[0].options[2]",
      "that of contests[0].options[0]", "A", "", false },
    { PLAIN21(MAYOR, STYLE("S", "1") "," STYLE("S", "1")), "ballot_styles[1].label",
      "that of ballot_styles[0]", "S", "", false },
    { PLAIN21(CONTEST("\"M\"", "1", "1", "0", "[\"A\",\"C\",\"B\",\"C\"]"), ""),
      "contests[0].options[3]", "that of contests[0].options[1]", "C", "", false },
    { PLAIN21(CONTEST("\"M\"", "1", "1", "0", "[\"A\",\"A\\u200bB\"]"), ""),
      "contests[0].options[1]", "can be seen", "A\\u{200B}B", "", true },
    { PLAIN21(CONTEST("\"M\"", "1", "1", "0", "[\"A  B\",\"C\",\" A\\u00a0B \"]"), ""),
      "contests[0].options[2]", "looks unlike that of contests[0].options[0]",
      " A\xc2\xa0"
      "B ",
      "", true },
    { PLAIN21(MAYOR, STYLE("S", "1") "," STYLE("S ", "1")), "ballot_styles[1].label",
      "looks unlike that of ballot_styles[0]", "S ", "", true },
    { PLAIN21(MAYOR, STYLE("S", "1,1")), "ballot_styles[0].contests[1]", "at most once", "1", "",
      false },
    { PLAIN21(MAYOR, STYLE("S", "2")), "ballot_styles[0].contests[0]", "number of a contest", "2",
      "", false },
    { PLAIN21(MAYOR, STYLE("S", "0")), "ballot_styles[0].contests[0]", "from 1 to 10000", "0", "",
      false },
    { PLAIN21(CONTEST("\"M\"", "0", "1", "0", "[\"A\"]"), ""), "contests[0].selection_limit",
      "from 1 to 1000", "0", "", false },
    { PLAIN21(CONTEST("\"M\"", "1001", "1", "0", "[\"A\"]"), ""), "contests[0].selection_limit",
      "from 1 to 1000", "1001", "", false },
    { PLAIN21(CONTEST("\"M\"", "1", "-1", "0", "[\"A\"]"), ""), "contests[0].option_limit",
      "from 1 to 1000", "-1", "", false },
    { PLAIN21(CONTEST("\"M\"", "1", "1.0", "0", "[\"A\"]"), ""), "contests[0].option_limit",
      "whole number", "1.0", "", false },
    { PLAIN21(CONTEST("\"M\"", "1", "1", "1025", "[\"A\"]"), ""), "contests[0].data_blocks",
      "from 0 to 1024", "1025", "", false },
    { PLAIN21(CONTEST("\"M\"", "1", "1", "99999999999999999999", "[\"A\"]"), ""),
      "contests[0].data_blocks", "whole number", "99999999999999999999", "", false },
    { PLAIN21(CONTEST("\"\"", "1", "1", "0", "[\"A\"]"), ""), "contests[0].label", "not empty",
      "an empty text", "", false },
    { PLAIN21(CONTEST("\"M\"", "1", "1", "0", "[\"A\",\"\"]"), ""), "contests[0].options[1]",
      "not empty", "an empty text", "", false },
    { PLAIN21(CONTEST("7", "1", "1", "0", "[\"A\"]"), ""), "contests[0].label", "a text",
      "a number", "", false },
    { PLAIN21(CONTEST("\"M\"", "\"1\"", "1", "0", "[\"A\"]"), ""), "contests[0].selection_limit",
      "a number", "a text", "", false },
    { PLAIN21(CONTEST("\"M\"", "1", "1", "0", "{\"a\":[1]}"), ""), "contests[0].options", "a list",
      "an object", "", false },
    { PLAIN21(MAYOR ",[1,{}]", ""), "contests[1]", "an object", "another value", "", false },
    { PLAIN21(MAYOR, "\"S\""), "ballot_styles[0]", "an object", "another value", "", false },
    { "{\"label\":\"E\",\"contests\":[" MAYOR "]}", "the manifest", "\"ballot_styles\"", "none", "",
      false },
    { "{\"label\":\"E\",\"contests\":[" MAYOR "],\"ballot_styles\":[],\"lable\":1}", "lable",
      "a member that the format knows", "lable", "label", true },
    { PLAIN21("{\"color\":\"red\",\"label\":\"M\",\"selection_limit\":1,\"option_limit\":1,\"data_"
              "blocks\":0,"
              "\"options\":[\"A\"]}",
              ""),
      "contests[0].color", "a member that the format knows", "color", "", true },
};

#define EGK(CONTESTS, STYLES)                                                                      \
    "{\"election_scope_id\":\"E\",\"geopolitical_units\":[{\"object_id\":\"north\"},"              \
    "{\"object_id\":\"south\"}],\"candidates\":[{\"object_id\":\"alice\"}],"                       \
    "\"parties\":[{\"object_id\":\"dogs\"}],\"contests\":[" CONTESTS                               \
    "],\"ballot_styles\":[" STYLES "]}"
#define EGK_CONTEST(ID, ORDER, UNIT, OPTIONS)                                                      \
    "{\"object_id\":\"" ID "\",\"sequence_order\":" ORDER ",\"electoral_district_id\":\"" UNIT     \
    "\",\"ballot_selections\":[" OPTIONS "]}"
#define EGK_OPTION(ID, ORDER)                                                                      \
    "{\"object_id\":\"" ID "\",\"sequence_order\":" ORDER ",\"candidate_id\":\"alice\"}"
#define EGK_STYLE(ID, UNITS)                                                                       \
    "{\"object_id\":\"" ID "\",\"geopolitical_unit_ids\":[" UNITS "],\"party_ids\":[\"dogs\"]}"
#define ONE EGK_CONTEST("c1", "1", "north", EGK_OPTION("o", "1"))

static const complaint_case egk_cases[] = {
    { EGK(ONE "," EGK_CONTEST("c2", "1", "south", EGK_OPTION("o", "1")), ""),
      "contests[1].sequence_order", "that of contests[0]", "1", "", false },
    { EGK(ONE "," EGK_CONTEST("c1", "2", "south", EGK_OPTION("o", "1")), ""),
      "contests[1].object_id", "that of contests[0]", "c1", "", false },
    { EGK(EGK_CONTEST("c", "1", "north", EGK_OPTION("o", "1") "," EGK_OPTION("o", "2")), ""),
      "contests[0].ballot_selections[1].object_id", "that of contests[0].ballot_selections[0]", "o",
      "", false },
    { EGK(EGK_CONTEST("c", "1", "north", EGK_OPTION("o", "3") "," EGK_OPTION("p", "3")), ""),
      "contests[0].ballot_selections[1].sequence_order", "that of contests[0].ballot_selections[0]",
      "3", "", false },
    { EGK(EGK_CONTEST("c", "0", "north", EGK_OPTION("o", "1")), ""), "contests[0].sequence_order",
      "whole number", "0", "", false },
    { EGK(ONE, EGK_STYLE("s", "\"north\",\"nrth\"")), "ballot_styles[0].geopolitical_unit_ids[1]",
      "a geopolitical unit", "nrth", "north", false },
    { EGK(EGK_CONTEST("c", "1", "west", EGK_OPTION("o", "1")), ""),
      "contests[0].electoral_district_id", "a geopolitical unit", "west", "", true },
    { EGK(EGK_CONTEST("c", "1", "north",
                      "{\"object_id\":\"o\",\"sequence_order\":1,\"candidate_id\":"
                      "\"alise\"}"),
          ""),
      "contests[0].ballot_selections[0].candidate_id", "a candidate", "alise", "alice", true },
    { EGK(ONE,
          "{\"object_id\":\"s\",\"geopolitical_unit_ids\":[\"north\"],\"party_ids\":[\"cats\"]}"),
      "ballot_styles[0].party_ids[0]", "a party", "cats", "", true },
    { EGK("{\"object_id\":\"c\",\"sequence_order\":1,\"electoral_district_id\":\"north\",\"votes_"
          "alowed\":2,"
          "\"ballot_selections\":[" EGK_OPTION("o", "1") "]}",
          ""),
      "contests[0].votes_alowed", "a member that the format knows", "votes_alowed", "votes_allowed",
      true },
    { EGK("{\"object_id\":\"c\",\"sequence_order\":1,\"electoral_district_id\":\"north\",\"votes_"
          "allowed\":0,"
          "\"ballot_selections\":[" EGK_OPTION("o", "1") "]}",
          ""),
      "contests[0].votes_allowed", "from 1 to 1000", "0", "", false },
};

static void check_case(const complaint_case *of, bool egk)
{
    heard at;
    const char *format = NULL;
    assert_int_equal(examine(of->text, &at, &format), CF_OK);
    if (at.count != 1 || strcmp(at.path, of->path) != 0 || strcmp(at.found, of->found) != 0
        || strcmp(at.nearest, of->nearest) != 0 || strstr(at.expected, of->expected) == NULL) {
        fail_msg("%s\n%zu complaints, the last %s: expected %s, found %s (%s)", of->text, at.count,
                 at.path, at.expected, at.found, at.nearest);
    }
    assert_string_equal(format, egk ? "egk" : "plain21");
    assert_true(at.offset < strlen(of->text));

    assert_int_equal(read_manifest(of->text, egk), of->is_remark ? CF_OK : CF_ERR_SHAPE);
    if (!of->is_remark) {
        assert_string_equal(fault.file, "manifest.json");
        assert_int_equal(fault.offset, at.offset);
        assert_non_null(strstr(fault.what, of->path));
        assert_non_null(strstr(fault.what, of->found));
    }
}

static void each_unsound_thing_is_complained_about_alone(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof plain21_cases / sizeof plain21_cases[0]; i++) {
        check_case(&plain21_cases[i], false);
    }
    for (size_t i = 0; i < sizeof egk_cases / sizeof egk_cases[0]; i++) {
        check_case(&egk_cases[i], true);
    }
}

static void a_sound_manifest_gets_no_complaint(void **state)
{
    (void)state;
    static const char *const sound[] = {
        PLAIN21(MAYOR, STYLE("S", "1") "," STYLE("T", "")),
        PLAIN21(CONTEST("\"M\"", "1000", "1", "1024", "[\"A\"]"), ""), /* L above the sum of R */
        EGK(ONE, EGK_STYLE("s", "\"north\",\"south\"") "," EGK_STYLE("t", "")),
        "{\"label\":\"\",\"contests\":[" MAYOR "],\"ballot_styles\":[]}",
    };
    for (size_t i = 0; i < sizeof sound / sizeof sound[0]; i++) {
        heard at;
        const char *format = NULL;
        assert_int_equal(examine(sound[i], &at, &format), CF_OK);
        if (at.count != 0) {
            fail_msg("%s: expected %s, found %s", at.path, at.expected, at.found);
        }
    }
}

static void all_complaints_are_heard_and_the_first_grave_one_is_the_fault(void **state)
{
    (void)state;
    static const char text[] = "{\"lable\":\"E\",\"contests\":[{\"label\":\"M\",\"selection_"
                               "limit\":0,\"option_limit\":true,"
                               "\"data_blocks\":0,\"optoins\":[\"A\"]}],\"ballot_styles\":[{"
                               "\"label\":\"S\",\"contests\":[7,7]}]}";
    heard at;
    const char *format = NULL;
    assert_int_equal(examine(text, &at, &format), CF_OK);
    /* lable, limit, true, optoins, options, label, 7 and 7 */
    assert_int_equal(at.count, 8);
    assert_string_equal(format, "plain21");

    assert_int_equal(read_manifest(text, false), CF_ERR_SHAPE);
    assert_non_null(strstr(fault.what, "contests[0].selection_limit"));
}

static void what_is_no_json_is_a_fault(void **state)
{
    (void)state;
    static const char *const broken[] = { "", "{", PLAIN21(MAYOR, "") "1",
                                          "{\"label\":\"a\",\"label\":\"b\"}",
                                          "{\"label\":\"\xff\"}" };
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
        heard at;
        const char *format = NULL;
        assert_int_equal(examine(broken[i], &at, &format), CF_ERR_SYNTAX);
        assert_string_equal(fault.file, "manifest.json");
        assert_null(format);
    }
}

static void too_many_are_a_limit(void **state)
{
    (void)state;
    enum { OCTETS = 1 << 20 };
    static char text[OCTETS];
    size_t at = (size_t)snprintf(
        text, OCTETS,
        "{\"label\":\"E\",\"ballot_styles\":[],\"contests\":[{\"label\":\"M\","
        "\"selection_limit\":1,\"option_limit\":1,\"data_blocks\":0,\"options\":[");
    for (int i = 0; i <= CF_OPTIONS_MAX; i++) {
        at += (size_t)snprintf(text + at, OCTETS - at, "%s\"%d\"", i == 0 ? "" : ",", i);
    }
    (void)snprintf(text + at, OCTETS - at, "]}]}");
    assert_int_equal(read_manifest(text, false), CF_ERR_LIMIT);
    assert_non_null(strstr(fault.what, "options"));
}

static void so_many_options_of_all_contests_together_are_too_many(void **state)
{
    (void)state;
    enum { OCTETS = 1 << 20, EACH = 10000, CONTESTS = CF_OPTION_TOTAL_MAX / EACH };
    static char text[OCTETS];
    for (int over = 0; over <= 1; over++) {
        size_t at =
            (size_t)snprintf(text, OCTETS, "{\"label\":\"E\",\"ballot_styles\":[],\"contests\":[");
        for (int c = 0; c < CONTESTS + over; c++) {
            at += (size_t)snprintf(text + at, OCTETS - at,
                                   "%s{\"label\":\"%d\",\"selection_limit\":1,\"option_limit\":1,"
                                   "\"data_blocks\":0,\"options\":[\"0\"",
                                   c == 0 ? "" : ",", c);
            for (int o = 1; o < (c < CONTESTS ? EACH : 1); o++) {
                at += (size_t)snprintf(text + at, OCTETS - at, ",\"%d\"", o);
            }
            at += (size_t)snprintf(text + at, OCTETS - at, "]}");
        }
        (void)snprintf(text + at, OCTETS - at, "]}");
        assert_int_equal(read_manifest(text, false), over == 0 ? CF_OK : CF_ERR_SHAPE);
    }
    assert_non_null(strstr(fault.what, "at most 100000 options"));
}

static void any_number_of_unknown_members_is_passed_over(void **state)
{
    (void)state;
    enum { OCTETS = 1 << 20 };
    static char text[OCTETS];
    size_t at = (size_t)snprintf(text, OCTETS, "{\"geopolitical_units\":[");
    for (int i = 0; i < CF_COMPLAINTS_MAX + 10; i++) {
        at += (size_t)snprintf(text + at, OCTETS - at, "{\"object_id\":\"%d\",\"hue\":1},", i);
    }
    (void)snprintf(text + at, OCTETS - at,
                   "{\"object_id\":\"north\"}],\"contests\":[" ONE "],\"ballot_styles\":[]}");
    assert_int_equal(read_manifest(text, true), CF_OK);
}

static void complaints_end_at_a_limit(void **state)
{
    (void)state;
    enum { OCTETS = 1 << 20 };
    static char text[OCTETS];
    size_t at = (size_t)snprintf(text, OCTETS, "{\"label\":\"E\",\"contests\":[");
    for (int i = 0; i < CF_COMPLAINTS_MAX + 10; i++) {
        at += (size_t)snprintf(text + at, OCTETS - at, "%s1", i == 0 ? "" : ",");
    }
    (void)snprintf(text + at, OCTETS - at, "],\"ballot_styles\":[]}");
    heard told;
    const char *format = NULL;
    assert_int_equal(examine(text, &told, &format), CF_ERR_LIMIT);
    assert_in_range(told.count, CF_COMPLAINTS_MAX, CF_COMPLAINTS_MAX + 1);
}

/* Contests out of order, options out of order, a district in two units' worth of contests. */
static void egk_is_put_in_the_order_of_its_indices(void **state)
{
    (void)state;
    static const char text[] =
        EGK(EGK_CONTEST(
                "c9", "9", "south",
                EGK_OPTION("b", "7") "," EGK_OPTION(
                    "a", "2")) "," EGK_CONTEST("c2", "2", "north",
                                               EGK_OPTION(
                                                   "x", "1")) ","
                                                              "{\"object_id\":\"c5\",\"sequence_"
                                                              "order\":5,\"electoral_district_id\":"
                                                              "\"south\",\"votes_allowed\":3,"
                                                              "\"option_selection_limit\":2,"
                                                              "\"ballot_selections\":[" EGK_OPTION(
                                                                  "y", "1") "]}",
            EGK_STYLE("both", "\"south\",\"north\",\"south\"") "," EGK_STYLE(
                "south", "\"south\"") "," EGK_STYLE("none", ""));
    cf_arena *arena = cf_arena_open(1 << 24);
    const char *path = cf_scene_set();
    cf_scene_put("manifest.json", text);
    cf_scene_put(
        "constants.json",
        "{\"large_prime\":\"0B\",\"small_prime\":\"05\",\"cofactor\":\"02\",\"generator\":\"04\"}");
    cf_scene_put("election_config.json", "{}");
    cf_record *record = NULL;
    cf_manifest manifest;
    assert_int_equal(cf_record_open(path, &record, &fault), CF_OK);
    assert_int_equal(cf_record_read_manifest(record, arena, &manifest, &fault), CF_OK);

    static const uint32_t indices[] = { 2, 5, 9 };
    static const size_t firsts[] = { 0, 1, 2 };
    assert_int_equal(manifest.contest_count, 3);
    assert_int_equal(manifest.option_total, 4);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(manifest.contests[i].index, indices[i]);
        assert_int_equal(manifest.contests[i].first_option_position, firsts[i]);
    }
    assert_int_equal(manifest.contests[1].selection_limit, 3);
    assert_int_equal(manifest.contests[1].option_limit, 2);
    assert_int_equal(manifest.contests[2].selection_limit, 1);
    assert_int_equal(manifest.contests[2].options[0].index, 2);
    assert_memory_equal(manifest.contests[2].options[0].label.at, "a", 1);
    const cf_contest *c9 = cf_manifest_contest_labelled(&manifest, cf_octets_of_text("c9"));
    assert_ptr_equal(c9, &manifest.contests[2]);
    assert_ptr_equal(cf_contest_option_labelled(c9, cf_octets_of_text("a")), &c9->options[0]);
    assert_ptr_equal(cf_contest_option_labelled(c9, cf_octets_of_text("b")), &c9->options[1]);
    assert_ptr_equal(cf_manifest_style_labelled(&manifest, cf_octets_of_text("none")),
                     &manifest.styles[2]);

    assert_int_equal(manifest.style_count, 3);
    assert_int_equal(manifest.styles[0].contest_count, 3);
    assert_int_equal(manifest.styles[0].contests[2], 2);
    assert_int_equal(manifest.styles[1].contest_count, 2);
    assert_int_equal(manifest.styles[1].contests[0], 1);
    assert_int_equal(manifest.styles[1].contests[1], 2);
    assert_int_equal(manifest.styles[2].contest_count, 0);
    cf_record_close(record);
    cf_scene_strike();
    cf_arena_close(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_unsound_thing_is_complained_about_alone),
        cmocka_unit_test(a_sound_manifest_gets_no_complaint),
        cmocka_unit_test(all_complaints_are_heard_and_the_first_grave_one_is_the_fault),
        cmocka_unit_test(what_is_no_json_is_a_fault),
        cmocka_unit_test(too_many_are_a_limit),
        cmocka_unit_test(so_many_options_of_all_contests_together_are_too_many),
        cmocka_unit_test(any_number_of_unknown_members_is_passed_over),
        cmocka_unit_test(complaints_end_at_a_limit),
        cmocka_unit_test(egk_is_put_in_the_order_of_its_indices),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
