/*
 * Wrong use is exit 2 with a sentence on stderr and nothing on stdout, for each option and each
 * command.
 *
 * Each row is one mistake; the sentence has to name it.  What is right is run too: help and
 * version.
 */
#include "cli/child.h"

#include <string.h>

static child_run ran;

#define RECORD CF_SOURCE_DIR "/tests/vectors/records/cs21-toy"

typedef struct mistake {
    const char *arguments[5];
    const char *named; /* stands in the sentence */
} mistake;

static void refuses(const char *program, const mistake *made)
{
    memset(&ran, 0, offsetof(child_run, out));
    ran.arguments[0] = program;
    memcpy(&ran.arguments[1], made->arguments, sizeof made->arguments);
    child_do(&ran);
    if (ran.exit_code != 2 || ran.out_len != 0 || strstr(ran.err, made->named) == NULL) {
        print_error("arguments: %s %s\nexit %d\nstdout: %s\nstderr: %s\n", made->arguments[0],
                    made->arguments[1], ran.exit_code, ran.out, ran.err);
        fail();
    }
}

static void verifier_refuses_wrong_use(void **state)
{
    (void)state;
    static const mistake MISTAKES[] = {
        { { NULL }, "which RECORD" },
        { { RECORD, RECORD }, "one RECORD" },
        { { "--jsn", RECORD }, "--jsn" },
        { { "--json" }, "json" },
        { { "--jobs=0", RECORD }, "1 to 1024" },
        { { "--jobs=1025", RECORD }, "1 to 1024" },
        { { "--jobs=-1", RECORD }, "1 to 1024" },
        { { "--jobs=", RECORD }, "1 to 1024" },
        { { "--jobs=2x", RECORD }, "1 to 1024" },
        { { "--jobs= 2", RECORD }, "1 to 1024" },
        { { "--jobs=18446744073709551617", RECORD }, "1 to 1024" },
        { { "--expect=", RECORD }, "64 hex digits" },
        { { "--expect=00", RECORD }, "64 hex digits" },
        { { "--expect=0000000000000000000000000000000000000000000000000000000000000000"
            "00",
            RECORD },
          "64 hex digits" },
        { { "--expect=000000000000000000000000000000000000000000000000000000000000000g", RECORD },
          "character 64" },
        { { "--json=-", "--csv=-", RECORD }, "cannot both" },
        { { "--hints=/no-hints", RECORD }, "cannot read /no-hints" },
        { { "--hints=x", "--exact", RECORD }, "one or the other" },
        { { "--hints=x", "--write-hints=y", RECORD }, "one or the other" },
        { { "--hints" }, "hints" },
        { { "--write-hints=" RECORD, RECORD }, "exists" },
        { { "--write-hints=" RECORD "/hints", RECORD }, "would stand in the record" },
        { { "--write-hints=/no-folder/hints", RECORD }, "/no-folder/hints" },
    };
    for (size_t i = 0; i < sizeof MISTAKES / sizeof *MISTAKES; i++) {
        refuses(CF_VERIFIER, &MISTAKES[i]);
    }
}

static void commands_refuse_wrong_use(void **state)
{
    (void)state;
    static const mistake MISTAKES[] = {
        { { NULL }, "which command" },
        { { "record", "show" }, "which RECORD" },
        { { "record", "show", RECORD, RECORD }, "one RECORD" },
        { { "record", "show", "--csv", RECORD }, "--csv" },
        { { "record", "convert" }, "which record IN" },
        { { "record", "convert", RECORD }, "where to?" },
        { { "record", "convert", RECORD, "/tmp/out" }, "--to plain21 or --to counterfoil?" },
        { { "record", "convert", RECORD, "/tmp/out", "more" }, "one record IN and one OUT" },
        { { "record", "convert", "--to" }, "to" },
        { { "record", "convert", "--to=egk-ec", RECORD, "/tmp/out" }, "found \"egk-ec\"" },
        { { "record", "convert", "--to=plain21", "/no-record", "/tmp/out" }, "cannot read IN" },
        { { "record", "convert", "--to=plain21", RECORD, RECORD }, "exists" },
        { { "manifest", "check" }, "which FILE" },
        { { "manifest", "check", RECORD, RECORD }, "one FILE" },
        { { "verify" }, "which RECORD" },
        { { "verify", "--jobs=0", RECORD }, "1 to 1024" },
    };
    for (size_t i = 0; i < sizeof MISTAKES / sizeof *MISTAKES; i++) {
        refuses(CF_COUNTERFOIL, &MISTAKES[i]);
    }
}

static void unknown_command_names_the_nearest(void **state)
{
    (void)state;
    static const mistake MISTAKES[] = {
        { { "verfiy", RECORD }, "nearest is \"verify\"" },
        { { "hlep" }, "nearest is \"help\"" },
        { { "record", "shwo", RECORD }, "nearest is \"record show\"" },
        { { "record", "covnert" }, "nearest is \"record convert\"" },
        { { "recrod", "show" }, "nearest is \"record show\"" },
        { { "ercod", "shwo" }, "nearest is \"record show\"" },
        { { "record" }, "nearest is \"record show\"" },
        { { "manifest", "chekc" }, "nearest is \"manifest check\"" },
        { { "help", "manifset" }, "nearest is \"manifest check\"" },
    };
    for (size_t i = 0; i < sizeof MISTAKES / sizeof *MISTAKES; i++) {
        refuses(CF_COUNTERFOIL, &MISTAKES[i]);
    }
}

static void nothing_near_names_nothing(void **state)
{
    (void)state;
    child_do_plainly(&ran, CF_COUNTERFOIL, "banana", NULL);
    assert_int_equal(ran.exit_code, 2);
    assert_non_null(strstr(ran.err, "\"banana\""));
    assert_null(strstr(ran.err, "nearest"));
}

static void help_and_version_are_no_mistakes(void **state)
{
    (void)state;
    static const char *const ASKED[][4] = {
        { CF_VERIFIER, "--help", NULL, "--expect" },
        { CF_VERIFIER, "--version", NULL, "counterfoil-verify " CF_VERSION "\n" },
        { CF_COUNTERFOIL, "--help", NULL, "manifest check" },
        { CF_COUNTERFOIL, "--version", NULL, "counterfoil " CF_VERSION "\n" },
        { CF_COUNTERFOIL, "help", NULL, "record show" },
        { CF_COUNTERFOIL, "help", "verify", "--allow-toy" },
        { CF_COUNTERFOIL, "help", "help", "usage" },
    };
    for (size_t i = 0; i < sizeof ASKED / sizeof *ASKED; i++) {
        child_do_plainly(&ran, ASKED[i][0], ASKED[i][1], ASKED[i][2], NULL);
        assert_int_equal(ran.exit_code, 0);
        assert_non_null(strstr(ran.out, ASKED[i][3]));
        assert_int_equal(ran.err_len, 0);
    }
}

static void a_record_that_is_not_there_is_no_verdict(void **state)
{
    (void)state;
    child_do_plainly(&ran, CF_VERIFIER, CF_SOURCE_DIR "/nothing-has-this-name", NULL);
    assert_int_equal(ran.exit_code, 2);
    child_do_plainly(&ran, CF_COUNTERFOIL, "record", "show", CF_SOURCE_DIR "/no-such-name", NULL);
    assert_int_equal(ran.exit_code, 2);
    assert_int_equal(ran.out_len, 0);
    child_do_plainly(&ran, CF_COUNTERFOIL, "manifest", "check", CF_SOURCE_DIR "/no-name", NULL);
    assert_int_equal(ran.exit_code, 2);
    assert_int_equal(ran.out_len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(verifier_refuses_wrong_use),
        cmocka_unit_test(commands_refuse_wrong_use),
        cmocka_unit_test(unknown_command_names_the_nearest),
        cmocka_unit_test(nothing_near_names_nothing),
        cmocka_unit_test(help_and_version_are_no_mistakes),
        cmocka_unit_test(a_record_that_is_not_there_is_no_verdict),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
