/*
 * A report as JSON, CSV and text, octet for octet.
 *
 * One small report with everything in it, one with nothing in it, and labels that try to break out
 * of each format.
 */
#include "verify/report_csv.h"
#include "verify/report_json.h"
#include "verify/report_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { ARENA_OCTETS = 1 << 24, TEXT_OCTETS = 1 << 20 };

/* --- a sink that keeps, and one that refuses --- */

typedef struct page {
    char text[TEXT_OCTETS];
    size_t len;
} page;

static page written;

static cf_status keep(void *context, const void *octets, size_t len)
{
    page *p = context;
    assert_true(len < sizeof p->text - p->len);
    memcpy(p->text + p->len, octets, len);
    p->len += len;
    p->text[p->len] = '\0';
    return CF_OK;
}

static cf_status refuse_after(void *context, const void *octets, size_t len)
{
    size_t *left = context;
    (void)octets;
    if (len > *left) {
        return CF_ERR_IO;
    }
    *left -= len;
    return CF_OK;
}

static const char *as_json(const cf_report *report)
{
    written.len = 0;
    assert_int_equal(cf_report_json(report, keep, &written), CF_OK);
    return written.text;
}

static const char *as_csv(const cf_report *report)
{
    written.len = 0;
    assert_int_equal(cf_report_csv(report, keep, &written), CF_OK);
    return written.text;
}

static const char *as_text(const cf_report *report, bool colour)
{
    const cf_report_text_options options = { .colour = colour };
    written.len = 0;
    assert_int_equal(cf_report_text(report, &options, keep, &written), CF_OK);
    return written.text;
}

static bool has(const char *text, const char *part)
{
    return strstr(text, part) != NULL;
}

/* --- reports --- */

static cf_report *fresh(void)
{
    cf_arena *arena = cf_arena_open(ARENA_OCTETS);
    cf_report *report = cf_report_open(arena);
    assert_non_null(report);
    return report;
}

static void done(cf_report *report)
{
    cf_arena_close(report->arena);
}

static cf_report *small_report(void)
{
    static const cf_tally_line LINES[] = {
        { { (const uint8_t *)"Mayor", 5 }, { (const uint8_t *)"Alice", 5 }, 2 },
        { { (const uint8_t *)"Mayor", 5 }, { (const uint8_t *)"Bob", 3 }, 30 },
        { { (const uint8_t *)"Council", 7 }, { (const uint8_t *)"D\xc3\xb6rte", 6 }, 0 },
    };
    cf_report *report = fresh();
    report->format = "plain21";
    report->profile = "eg2.1";
    report->group = "standard 4096";
    report->election_label = cf_octets_of_text("Village");
    report->has_hashes[1] = true;
    memset(report->extended_base_hash.octets, 0xAB, CF_HASH_OCTETS);
    report->cast = 32;
    report->challenged = 2;
    report->spoiled = 1;
    report->tally = LINES;
    report->tally_count = sizeof LINES / sizeof *LINES;
    cf_report_expect(report, CF_CHECK_1_A, 1);
    cf_report_count(report, CF_CHECK_1_A, 1);
    return report;
}

#define AB8  "ABABABAB"
#define AB64 AB8 AB8 AB8 AB8 AB8 AB8 AB8 AB8

/* --- JSON --- */

static void json_opens_with_the_verdict_and_what_names_the_election(void **state)
{
    (void)state;
    cf_report *report = small_report();
    static const char DUE[] = "{\n"
                              "  \"verdict\": \"accept\",\n"
                              "  \"format\": \"plain21\",\n"
                              "  \"profile\": \"eg2.1\",\n"
                              "  \"group\": \"standard 4096\",\n"
                              "  \"election\": {\n"
                              "    \"label\": \"Village\",\n"
                              "    \"base_hash\": null,\n"
                              "    \"extended_base_hash\": \"" AB64 "\",\n"
                              "    \"manifest_hash\": null\n"
                              "  },\n"
                              "  \"ballots\": {\n"
                              "    \"cast\": 32,\n"
                              "    \"challenged\": 2,\n"
                              "    \"spoiled\": 1\n"
                              "  },\n"
                              "  \"checks\": [\n"
                              "    {\n"
                              "      \"id\": \"1.A\",\n";
    assert_memory_equal(as_json(report), DUE, sizeof DUE - 1);
    assert_true(has(written.text, "\"status\": \"pass\",\n"
                                  "      \"expected\": 1,\n"
                                  "      \"count\": 1,\n"
                                  "      \"findings\": []\n"));
    done(report);
}

static void json_ends_with_the_tally(void **state)
{
    (void)state;
    cf_report *report = small_report();
    static const char DUE[] = "  \"faults\": [],\n"
                              "  \"tally\": {\n"
                              "    \"Mayor\": {\n"
                              "      \"Alice\": 2,\n"
                              "      \"Bob\": 30\n"
                              "    },\n"
                              "    \"Council\": {\n"
                              "      \"D\xc3\xb6rte\": 0\n"
                              "    }\n"
                              "  }\n"
                              "}\n";
    as_json(report);
    assert_true(written.len > sizeof DUE);
    assert_string_equal(written.text + written.len - (sizeof DUE - 1), DUE);
    done(report);
}

static void json_lists_findings_and_says_how_many_more(void **state)
{
    (void)state;
    cf_report *report = small_report();
    cf_report_fail(report, CF_CHECK_6_D, "ballots/1.json: contests[0]", "is \"wrong\"");
    assert_true(has(as_json(report), "\"where\": \"ballots/1.json: contests[0]\",\n"
                                     "          \"what\": \"is \\\"wrong\\\"\"\n"));
    assert_true(has(written.text, "\"verdict\": \"reject\""));
    assert_false(has(written.text, "findings_total"));
    for (int i = 0; i < CF_FINDINGS_KEPT; i++) {
        cf_report_fail(report, CF_CHECK_6_D, "there", "too");
    }
    assert_true(has(as_json(report), "\"findings_total\": 101\n"));
    done(report);
}

static void json_lists_faults_and_says_how_many_more(void **state)
{
    (void)state;
    cf_report *report = small_report();
    cf_fault fault;
    (void)cf_fault_set(&fault, CF_ERR_SYNTAX, "tally.json", 17, "expected a comma");
    cf_report_fault(report, &fault);
    assert_true(has(as_json(report), "\"faults\": [\n"
                                     "    {\n"
                                     "      \"file\": \"tally.json\",\n"
                                     "      \"offset\": 17,\n"
                                     "      \"what\": \"expected a comma\"\n"
                                     "    }\n"
                                     "  ],\n"));
    assert_false(has(written.text, "faults_total"));
    for (int i = 0; i < CF_FINDINGS_KEPT; i++) {
        cf_report_fault(report, &fault);
    }
    assert_true(has(as_json(report), "\"faults_total\": 101,\n"));
    done(report);
}

static void a_toy_group_is_said_before_anything_else(void **state)
{
    (void)state;
    cf_report *report = small_report();
    report->toy = true;
    static const char JSON[] = "{\n  \"warning\": \"" CF_REPORT_TOY_WARNING "\",\n  \"verdict\"";
    assert_memory_equal(as_json(report), JSON, sizeof JSON - 1);
    static const char TEXT[] = "TOY GROUP: " CF_REPORT_TOY_WARNING "\n";
    assert_memory_equal(as_text(report, false), TEXT, sizeof TEXT - 1);
    done(report);
}

/* --- CSV --- */

static void csv_has_a_line_for_each_total(void **state)
{
    (void)state;
    cf_report *report = small_report();
    assert_string_equal(as_csv(report), "contest,option,count\r\n"
                                        "\"Mayor\",\"Alice\",2\r\n"
                                        "\"Mayor\",\"Bob\",30\r\n"
                                        "\"Council\",\"D\xc3\xb6rte\",0\r\n");
    report->tally_count = 0;
    assert_string_equal(as_csv(report), "contest,option,count\r\n");
    done(report);
}

static void one_csv_label(const char *label, const char *due)
{
    char line[256];
    cf_report *report = fresh();
    const cf_tally_line tally = { cf_octets_of_text(label), cf_octets_of_text("x"), 1 };
    report->tally = &tally;
    report->tally_count = 1;
    (void)snprintf(line, sizeof line, "contest,option,count\r\n%s,\"x\",1\r\n", due);
    assert_string_equal(as_csv(report), line);
    done(report);
}

static void csv_quotes_every_label_and_shows_what_nobody_could_see(void **state)
{
    (void)state;
    one_csv_label("plain", "\"plain\"");
    one_csv_label("", "\"\"");
    one_csv_label("Smith, John", "\"Smith, John\"");
    one_csv_label("\"", "\"\"\"\"");
    one_csv_label("the \"best\"", "\"the \"\"best\"\"\"");
    one_csv_label("=1+1", "\"=1+1\"");
    one_csv_label(" two ", "\" two \"");
    one_csv_label("a\nb", "\"a\\u{000A}b\"");
    one_csv_label("a\033[2J", "\"a\\u{001B}[2J\"");
}

/* --- text --- */

static void text_opens_with_the_election_and_ends_with_the_verdict(void **state)
{
    (void)state;
    cf_report *report = small_report();
    static const char DUE[] =
        "election             Village\n"
        "extended base hash   " AB64 "\n"
        "base hash            not known\n"
        "manifest hash        not known\n"
        "format               plain21\n"
        "profile              eg2.1\n"
        "group                standard 4096\n"
        "ballots              32 cast, 2 challenged, 1 spoiled\n"
        "\n"
        "pass     1.A    the record is of the version that this verifier reads"
        "  (1 of 1)\n"
        "--       1.B    ";
    assert_memory_equal(as_text(report, false), DUE, sizeof DUE - 1);
    static const char END[] =
        "\n"
        "totals\n"
        "    Mayor\n"
        "        Alice           2\n"
        "        Bob            30\n"
        "    Council\n"
        "        D\xc3\xb6rte           0\n"
        "\n"
        "ACCEPTED: every check that applies holds; the totals follow from the "
        "cast ballots.\n";
    assert_string_equal(written.text + written.len - (sizeof END - 1), END);
    done(report);
}

static void text_lists_the_first_findings_under_their_check(void **state)
{
    (void)state;
    cf_report *report = small_report();
    for (int i = 0; i < 7; i++) {
        cf_report_fail(report, CF_CHECK_1_A, "there", "is wrong");
    }
    assert_true(
        has(as_text(report, false),
            "FAIL     1.A    the record is of the version that this verifier reads  (1 of 1)\n"
            "                 there: is wrong\n"));
    assert_true(has(written.text, "                 and 2 more\n--"));
    assert_true(has(written.text, "totals that the record claims, NOT accepted\n"));
    assert_true(has(written.text, "REJECTED: 1 of 74 checks does not hold;"));
    done(report);
}

/* The last line of the report as text. */
static const char *last_line(const cf_report *report)
{
    as_text(report, false);
    written.text[written.len - 1] = '\0';
    return strrchr(written.text, '\n') + 1;
}

static void the_verdict_is_one_sentence_in_singular_and_plural(void **state)
{
    (void)state;
    cf_report *report = small_report();
    cf_report_expect(report, CF_CHECK_12_C, 1);
    cf_report_count(report, CF_CHECK_12_C, 1);
    cf_report_warn(report, CF_CHECK_12_C, "there", "cannot be compared");
    assert_string_equal(
        last_line(report),
        "ACCEPTED: every check that applies holds, 1 of them with a warning to read; "
        "the totals follow from the cast ballots.");
    cf_report_expect(report, CF_CHECK_9_A, 1);
    assert_string_equal(last_line(report),
                        "INCOMPLETE: what is there holds; 1 of 74 checks lacks what it needs.");
    cf_report_expect(report, CF_CHECK_9_B, 1);
    assert_string_equal(last_line(report),
                        "INCOMPLETE: what is there holds; 2 of 74 checks lack what they need.");
    report->ends_before = "its tally";
    assert_string_equal(last_line(report),
                        "INCOMPLETE: what is there holds; the record ends before its tally, "
                        "and 2 of 74 checks lack what they need.");

    cf_fault fault;
    (void)cf_fault_set(&fault, CF_ERR_SYNTAX, "tally.json", 17, "expected a comma");
    cf_report_fault(report, &fault);
    assert_string_equal(last_line(report),
                        "UNREADABLE: nothing failed, but not everything could be read (1 fault).");
    cf_report_fault(report, &fault);
    assert_string_equal(last_line(report),
                        "UNREADABLE: nothing failed, but not everything could be read (2 faults).");

    cf_report_fail(report, CF_CHECK_9_A, "there", "is wrong");
    assert_string_equal(last_line(report),
                        "REJECTED: 1 of 74 checks does not hold; do not rely on this record.");
    cf_report_fail(report, CF_CHECK_9_B, "there", "is wrong");
    assert_string_equal(last_line(report),
                        "REJECTED: 2 of 74 checks do not hold; do not rely on this record.");
    done(report);
}

static void what_could_not_be_opened_is_a_fault_and_a_verdict(void **state)
{
    (void)state;
    cf_report *report = fresh();
    cf_fault fault;
    (void)cf_fault_set(&fault, CF_ERR_UNSUPPORTED, "", 0, "another format");
    cf_report_fault(report, &fault);
    assert_string_equal(
        as_text(report, false),
        "faults\n"
        "    the record: another format\n"
        "\n"
        "UNSUPPORTED: this program cannot tell whether the record is true.  It reads ElectionGuard "
        "records over the standard 4096-bit group as counterfoil, plain21, egk-ec and "
        "egk-kmp write them.\n");
    done(report);
}

static void text_says_where_in_a_file_a_fault_is(void **state)
{
    (void)state;
    cf_report *report = small_report();
    cf_fault fault;
    (void)cf_fault_set(&fault, CF_ERR_SYNTAX, "tally.json", 17, "expected a comma");
    cf_report_fault(report, &fault);
    (void)cf_fault_set(&fault, CF_ERR_IO, "devices.json", 0, "cannot be read");
    cf_report_fault(report, &fault);
    assert_true(has(as_text(report, false), "\nfaults\n"
                                            "    tally.json, octet 17: expected a comma\n"
                                            "    devices.json: cannot be read\n\n"));
    done(report);
}

static void colour_only_adds_escapes(void **state)
{
    (void)state;
    cf_report *report = small_report();
    cf_report_fail(report, CF_CHECK_1_A, "there", "is wrong");
    static char plain[TEXT_OCTETS];
    strcpy(plain, as_text(report, false));
    assert_false(has(plain, "\033"));
    as_text(report, true);
    assert_true(has(written.text, "\033[1;31mFAIL"));
    char *out = written.text;
    for (const char *at = written.text; *at != '\0';) { /* take the escapes out again */
        if (*at == '\033') {
            at = strchr(at, 'm') + 1;
        } else {
            *out++ = *at++;
        }
    }
    *out = '\0';
    assert_string_equal(written.text, plain);
    done(report);
}

static void labels_cannot_write_to_the_terminal(void **state)
{
    (void)state;
    cf_report *report = small_report();
    const cf_tally_line tally = { cf_octets_of_text("a\033]0;x\007"), cf_octets_of_text("b\n\x9b"),
                                  1 };
    report->election_label = cf_octets_of_text("\033[2J");
    report->tally = &tally;
    report->tally_count = 1;
    as_text(report, false);
    assert_false(has(written.text, "\033"));
    assert_true(has(written.text, "election             \\u{001B}[2J\n"));
    assert_true(has(written.text,
                    "    a\\u{001B}]0;x\\u{0007}\n        b\\u{000A}\\x{9B}           1\n\n"));
    done(report);
}

static void wide_and_combining_characters_keep_the_column(void **state)
{
    (void)state;
    const cf_octets contest = cf_octets_of_text("c");
    const cf_tally_line tally[] = {
        { contest, cf_octets_of_text("\xe4\xbd\x90\xe8\x97\xa4"), 1 }, /* two of two columns */
        { contest, cf_octets_of_text("Zoe\xcc\x88-"), 2 },             /* a mark of none */
    };
    cf_report *report = small_report();
    report->tally = tally;
    report->tally_count = 2;
    as_text(report, false);
    assert_true(has(written.text, "        \xe4\xbd\x90\xe8\x97\xa4           1\n"
                                  "        Zoe\xcc\x88-           2\n"));
    done(report);
}

/* Two labels that differ in their last character, each wider than a terminal. */
static void long_labels_are_written_whole(void **state)
{
    (void)state;
    char labels[2][1001];
    char line[2 * sizeof labels];
    memset(labels, 'x', sizeof labels);
    labels[0][999] = '1';
    labels[1][999] = '2';
    labels[0][1000] = labels[1][1000] = '\0';
    const cf_octets contest = cf_octets_of_text("c");
    const cf_tally_line tally[] = { { contest, cf_octets_of_text(labels[0]), 1 },
                                    { contest, cf_octets_of_text(labels[1]), 2 },
                                    { contest, cf_octets_of_text("short"), 3 } };
    cf_report *report = small_report();
    report->tally = tally;
    report->tally_count = 3;
    as_text(report, false);
    for (int i = 0; i < 2; i++) {
        (void)snprintf(line, sizeof line, "        %s           %d\n", labels[i], i + 1);
        assert_true(has(written.text, line));
    }
    (void)snprintf(line, sizeof line, "        %-60s  %10d\n", "short", 3);
    assert_true(has(written.text, line));
    done(report);
}

/* --- weights --- */

static void weights_stand_beside_the_counts_where_any_is_not_1(void **state)
{
    (void)state;
    cf_report *report = small_report();
    report->total_weight = 32;
    assert_false(has(as_json(report), "weights\""));
    assert_false(has(as_text(report, false), "weights  "));
    report->weighted = 2;
    report->total_weight = 1000031;
    assert_true(has(as_json(report), "    \"spoiled\": 1\n"
                                     "  },\n"
                                     "  \"weights\": {\n"
                                     "    \"ballots\": 2,\n"
                                     "    \"total\": 1000031\n"
                                     "  },\n"));
    assert_true(
        has(as_text(report, false),
            "ballots              32 cast, 2 challenged, 1 spoiled\n"
            "weights              2 of the cast ballots have another weight than 1; all together "
            "weigh 1000031\n"));
    report->weighted = 1;
    assert_true(has(as_text(report, false), "1 of the cast ballots has another weight"));
    done(report);
}

/* --- sinks --- */

static void what_the_sink_says_comes_back(void **state)
{
    (void)state;
    cf_report *report = small_report();
    const cf_report_text_options options = { .colour = false };
    for (size_t room = 0; room < 60; room += 7) {
        size_t left = room;
        assert_int_equal(cf_report_json(report, refuse_after, &left), CF_ERR_IO);
        left = room;
        assert_int_equal(cf_report_csv(report, refuse_after, &left), CF_ERR_IO);
        left = room;
        assert_int_equal(cf_report_text(report, &options, refuse_after, &left), CF_ERR_IO);
    }
    done(report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_opens_with_the_verdict_and_what_names_the_election),
        cmocka_unit_test(json_ends_with_the_tally),
        cmocka_unit_test(json_lists_findings_and_says_how_many_more),
        cmocka_unit_test(json_lists_faults_and_says_how_many_more),
        cmocka_unit_test(a_toy_group_is_said_before_anything_else),
        cmocka_unit_test(csv_has_a_line_for_each_total),
        cmocka_unit_test(csv_quotes_every_label_and_shows_what_nobody_could_see),
        cmocka_unit_test(text_opens_with_the_election_and_ends_with_the_verdict),
        cmocka_unit_test(text_lists_the_first_findings_under_their_check),
        cmocka_unit_test(the_verdict_is_one_sentence_in_singular_and_plural),
        cmocka_unit_test(what_could_not_be_opened_is_a_fault_and_a_verdict),
        cmocka_unit_test(text_says_where_in_a_file_a_fault_is),
        cmocka_unit_test(colour_only_adds_escapes),
        cmocka_unit_test(labels_cannot_write_to_the_terminal),
        cmocka_unit_test(wide_and_combining_characters_keep_the_column),
        cmocka_unit_test(long_labels_are_written_whole),
        cmocka_unit_test(weights_stand_beside_the_counts_where_any_is_not_1),
        cmocka_unit_test(what_the_sink_says_comes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
