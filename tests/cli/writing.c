/*
 * What could not be written was not said: exit 2, whatever the verdict.
 *
 * Every way in which stdout or a file can fail to take a report, for every shape of report; and the
 * same reports where all goes well, read back: valid JSON, text without control characters, nothing
 * where quiet was asked for.
 */
#include "cli/child.h"

#include "base/utf8.h"
#include "json/reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static child_run ran;
static child_run again;

static const char RECORD[] = CF_SOURCE_DIR "/tests/vectors/records/cs21-toy";

static void run_verifier(child_stdout where, const char *first, const char *second)
{
    memset(&ran, 0, offsetof(child_run, out));
    const char *arguments[] = { CF_VERIFIER, RECORD, "--allow-toy", first, second };
    memcpy(ran.arguments, arguments, sizeof arguments);
    ran.where = where;
    child_do(&ran);
}

static void stdout_that_takes_nothing_is_exit_2(void **state)
{
    (void)state;
    static const char *const SHAPES[] = { NULL, "--json=-", "--csv=-" };
    for (size_t i = 0; i < sizeof SHAPES / sizeof *SHAPES; i++) {
        for (child_stdout where = STDOUT_FULL; where <= STDOUT_CLOSED; where++) {
            run_verifier(where, SHAPES[i], NULL);
            assert_int_equal(ran.exit_code, 2);
            assert_non_null(strstr(ran.err, "cannot write"));
        }
    }
}

static void help_that_cannot_be_written_is_exit_2(void **state)
{
    (void)state;
    run_verifier(STDOUT_FULL, "--help", NULL);
    assert_int_equal(ran.exit_code, 2);
    run_verifier(STDOUT_BROKEN, "--version", NULL);
    assert_int_equal(ran.exit_code, 2);
}

static void stdout_that_is_not_needed_may_be_closed(void **state)
{
    (void)state;
    run_verifier(STDOUT_CLOSED, "--quiet", NULL);
    assert_int_equal(ran.exit_code, 0);
    run_verifier(STDOUT_FULL, "--quiet", NULL);
    assert_int_equal(ran.exit_code, 0);
}

static void file_that_takes_nothing_is_exit_2(void **state)
{
    (void)state;
    static const char *const PLACES[] = { "--json=/dev/full", "--csv=/dev/full",
                                          "--json=/nothing-has-this-name/report",
                                          "--csv=/nothing-has-this-name/report" };
    for (size_t i = 0; i < sizeof PLACES / sizeof *PLACES; i++) {
        run_verifier(STDOUT_KEPT, PLACES[i], "--quiet");
        assert_int_equal(ran.exit_code, 2);
        assert_non_null(strstr(ran.err, "cannot write"));
        assert_int_equal(ran.out_len, 0);
    }
}

/* --- where all goes well --- */

static void is_json(const char *text, size_t len)
{
    static cf_json json;
    static uint8_t scratch[CF_JSON_BUFFER_MIN];
    cf_fault fault;
    cf_json_open_octets(&json, "report", cf_octets_of(text, len), scratch, sizeof scratch);
    cf_json_skip(&json);
    if (cf_json_finish(&json, &fault) != CF_OK) {
        fail_msg("not JSON at octet %u: %s", (unsigned)fault.offset, fault.what);
    }
}

static void json_report_is_json_and_alone(void **state)
{
    (void)state;
    run_verifier(STDOUT_KEPT, "--json=-", NULL);
    assert_int_equal(ran.exit_code, 0);
    assert_int_equal(ran.err_len, 0);
    is_json(ran.out, ran.out_len);
    assert_non_null(strstr(ran.out, "\"accept\""));
}

static void file_holds_what_stdout_would(void **state)
{
    (void)state;
    char path[] = "/tmp/cf-report-XXXXXX";
    close(mkstemp(path));
    char option[64];
    snprintf(option, sizeof option, "--json=%s", path);
    run_verifier(STDOUT_KEPT, option, "--quiet");
    assert_int_equal(ran.exit_code, 0);
    assert_int_equal(ran.out_len, 0);
    child_do_plainly(&again, "/bin/cat", path, NULL);
    run_verifier(STDOUT_KEPT, "--json=-", NULL);
    assert_string_equal(ran.out, again.out);
    unlink(path);
}

static void text_has_no_control_characters(void **state)
{
    (void)state;
    run_verifier(STDOUT_KEPT, NULL, NULL);
    assert_int_equal(ran.exit_code, 0);
    assert_true(ran.out_len > 0);
    assert_int_equal(ran.err_len, 0);
    for (size_t i = 0; i < ran.out_len; i++) {
        assert_true((unsigned char)ran.out[i] >= 0x20 || ran.out[i] == '\n');
    }
    assert_true(cf_utf8_valid(cf_octets_of(ran.out, ran.out_len)));
}

static void both_programs_say_the_same(void **state)
{
    (void)state;
    run_verifier(STDOUT_KEPT, NULL, NULL);
    child_do_plainly(&again, CF_COUNTERFOIL, "verify", "--allow-toy", RECORD, NULL);
    assert_int_equal(again.exit_code, ran.exit_code);
    assert_string_equal(again.out, ran.out);
}

static void cores_change_no_octet(void **state)
{
    (void)state;
    run_verifier(STDOUT_KEPT, "--json=-", "--jobs=1");
    child_do_plainly(&again, CF_VERIFIER, RECORD, "--allow-toy", "--json=-", "--jobs=7", NULL);
    assert_string_equal(again.out, ran.out);
}

static void quiet_says_nothing(void **state)
{
    (void)state;
    run_verifier(STDOUT_KEPT, "--quiet", NULL);
    assert_int_equal(ran.exit_code, 0);
    assert_int_equal(ran.out_len, 0);
    assert_int_equal(ran.err_len, 0);
}

static void a_toy_needs_to_be_allowed(void **state)
{
    (void)state;
    child_do_plainly(&ran, CF_VERIFIER, RECORD, "--quiet", NULL);
    assert_int_not_equal(ran.exit_code, 0);
}

/* The record is only read, and two reports are two files. */
static void a_place_that_would_spoil_something_is_exit_2(void **state)
{
    (void)state;
    run_verifier(STDOUT_KEPT, "--json=" CF_SOURCE_DIR "/tests/vectors/records/cs21-toy/report.json",
                 NULL);
    assert_int_equal(ran.exit_code, 2);
    assert_non_null(strstr(ran.err, "stands in the record"));
    run_verifier(STDOUT_KEPT,
                 "--csv=" CF_SOURCE_DIR "/tests/vectors/records/cs21-toy/ballots/0001.json", NULL);
    assert_int_equal(ran.exit_code, 2);
    assert_int_equal(
        symlink(CF_SOURCE_DIR "/tests/vectors/records/cs21-toy/tally.json", "writing.link"), 0);
    run_verifier(STDOUT_KEPT, "--json=writing.link", NULL);
    assert_int_equal(ran.exit_code, 2);
    assert_non_null(strstr(ran.err, "stands in the record"));
    assert_int_equal(unlink("writing.link"), 0);
    assert_int_equal(symlink(CF_SOURCE_DIR "/tests/vectors/records/cs21-toy/new", "writing.link"),
                     0);
    run_verifier(STDOUT_KEPT, "--csv=writing.link", NULL);
    assert_int_equal(ran.exit_code, 2);
    assert_int_equal(unlink("writing.link"), 0);
    run_verifier(STDOUT_KEPT, "--json=writing.same", "--csv=writing.same");
    assert_int_equal(ran.exit_code, 2);
    assert_non_null(strstr(ran.err, "the same file"));
    assert_int_equal(unlink("writing.same"), 0);
}

/* A sidecar that was given is only read. */
static void a_report_does_not_take_the_place_of_hints(void **state)
{
    (void)state;
    static const char *const reports[] = { "--json=writing.link", "--csv=writing.hints" };
    FILE *hints = fopen("writing.hints", "w");
    assert_true(hints != NULL && fputs("hints", hints) >= 0 && fclose(hints) == 0);
    assert_int_equal(symlink("writing.hints", "writing.link"), 0);
    for (size_t i = 0; i < sizeof reports / sizeof reports[0]; i++) {
        run_verifier(STDOUT_KEPT, "--hints=writing.hints", reports[i]);
        assert_int_equal(ran.exit_code, 2);
        assert_non_null(strstr(ran.err, "has the hints"));
        child_do_plainly(&again, "/bin/cat", "writing.hints", NULL);
        assert_string_equal(again.out, "hints");
    }
    assert_int_equal(unlink("writing.link"), 0);
    assert_int_equal(unlink("writing.hints"), 0);
}

static void another_election_than_expected_is_rejected(void **state)
{
    (void)state;
    static const char OTHER[] =
        "--expect=00000000000000000000000000000000000000000000000000000000000000aA";
    run_verifier(STDOUT_KEPT, OTHER, "--quiet");
    assert_int_equal(ran.exit_code, 1);
}

/* --- terminals --- */

static void run_on_terminal(const char *ci, const char *no_color, const char *option)
{
    memset(&ran, 0, offsetof(child_run, out));
    const char *arguments[] = { CF_VERIFIER, RECORD, "--allow-toy", option };
    memcpy(ran.arguments, arguments, sizeof arguments);
    ran.where = STDOUT_TERMINAL;
    ran.stderr_is_terminal = 1;
    ran.ci = ci;
    ran.no_color = no_color;
    child_do(&ran);
}

static void colour_is_for_terminals_that_want_it(void **state)
{
    (void)state;
    run_on_terminal(NULL, NULL, NULL);
    assert_non_null(strchr(ran.out, '\033'));
    run_on_terminal(NULL, "", NULL); /* empty is as good as unset */
    assert_non_null(strchr(ran.out, '\033'));
    run_on_terminal(NULL, "1", NULL);
    assert_int_equal(ran.exit_code, 0);
    assert_null(strchr(ran.out, '\033'));
    run_on_terminal("true", NULL, NULL);
    assert_null(strchr(ran.out, '\033'));
}

static void progress_is_for_terminals_that_want_it(void **state)
{
    (void)state;
    run_on_terminal(NULL, NULL, NULL);
    assert_int_equal(ran.exit_code, 0);
    assert_non_null(strstr(ran.err, " of 40 ballots"));
    assert_null(strchr(ran.err, '\033'));
    assert_null(strstr(ran.out, " of 40 ballots"));

    run_on_terminal("true", NULL, NULL);
    assert_int_equal(ran.err_len, 0);
    run_on_terminal(NULL, NULL, "--quiet");
    assert_int_equal(ran.err_len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stdout_that_takes_nothing_is_exit_2),
        cmocka_unit_test(help_that_cannot_be_written_is_exit_2),
        cmocka_unit_test(stdout_that_is_not_needed_may_be_closed),
        cmocka_unit_test(file_that_takes_nothing_is_exit_2),
        cmocka_unit_test(json_report_is_json_and_alone),
        cmocka_unit_test(file_holds_what_stdout_would),
        cmocka_unit_test(text_has_no_control_characters),
        cmocka_unit_test(both_programs_say_the_same),
        cmocka_unit_test(cores_change_no_octet),
        cmocka_unit_test(quiet_says_nothing),
        cmocka_unit_test(a_toy_needs_to_be_allowed),
        cmocka_unit_test(a_place_that_would_spoil_something_is_exit_2),
        cmocka_unit_test(a_report_does_not_take_the_place_of_hints),
        cmocka_unit_test(another_election_than_expected_is_rejected),
        cmocka_unit_test(colour_is_for_terminals_that_want_it),
        cmocka_unit_test(progress_is_for_terminals_that_want_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
