/*
 * `counterfoil encrypt`: files of ballots in, records that verify out; and everything that keeps it
 * from writing one.
 *
 * Elections are copies of the toy record.  Whether ballots say what was marked is for tests/vault;
 * here the verifier looks at the record, and the codes that were printed are looked up in it.
 */
#include "cli/child.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static child_run ran;

static const char RECORD[] = CF_SOURCE_DIR "/tests/vectors/records/cs21-toy";

static const char SOUND[] =
    "{\"style\":\"Full\",\"reference\":\"A-17\",\"contests\":{\"Mayor\":{\"Alice\":1},"
    "\"Council\":{\"Eve\":1,\"Frank\":1}}}\n"
    "{\"style\":\"Full\",\"reference\":\"say \\\"hi\\\", "
    "you\",\"contests\":{\"Mayor\":{\"Alice\":1,"
    "\"Bob\":1}},\"write_ins\":{\"Mayor\":\"Zo\xc3\xab\"}}\n"
    "{\"style\":\"Mayor only\",\"contests\":{},\"state\":\"spoiled\"}\n"
    "{\"style\":\"Mayor only\",\"contests\":{\"Mayor\":{\"Carol\":7}},\"weight\":3}\n";

static char folder[] = "/tmp/cf-encrypt-XXXXXX";
static char election[64];
static char ballots[64];
static char out[64];

static int make_folder(void **state)
{
    (void)state;
    if (mkdtemp(folder) == NULL) {
        return -1;
    }
    snprintf(election, sizeof election, "%s/election", folder);
    snprintf(ballots, sizeof ballots, "%s/ballots.jsonl", folder);
    snprintf(out, sizeof out, "%s/out", folder);
    child_do_plainly(&ran, "/bin/cp", "-r", RECORD, election, NULL);
    return ran.exit_code;
}

static int remove_folder(void **state)
{
    (void)state;
    child_do_plainly(&ran, "/bin/rm", "-r", folder, NULL);
    return ran.exit_code;
}

static void remove_file(const char *path)
{
    child_do_plainly(&ran, "/bin/rm", "-rf", path, NULL);
    assert_int_equal(ran.exit_code, 0);
}

static int clear(void **state)
{
    (void)state;
    remove_file(out);
    return 0;
}

static void write_to(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void encrypt(const char *from, const char *to, const char *option, const char *value)
{
    child_do_plainly(&ran, CF_COUNTERFOIL, "encrypt", "--allow-toy", "--device=Table 7", election,
                     from, to, option, value, NULL);
}

static void err_says(const char *part)
{
    if (strstr(ran.err, part) == NULL) {
        fail_msg("no \"%s\" in:\n%s", part, ran.err);
    }
}

static void nothing_was_written(const char *path)
{
    assert_int_not_equal(access(path, F_OK), 0);
}

/* The record ends before its tally; all that is there holds. */
static void verifies(const char *path)
{
    child_do_plainly(&ran, CF_VERIFIER, "--allow-toy", path, NULL);
    if (ran.exit_code != 2 || strstr(ran.out, "what is there holds") == NULL
        || strstr(ran.out, "FAIL") != NULL) {
        fail_msg("%s", ran.out);
    }
}

/* --- what it makes --- */

/* The codes of the last run stand in the index of the record, in as many lines. */
static void codes_are_in(const char *path, size_t count)
{
    static char printed[CHILD_KEPT_MAX];
    memcpy(printed, ran.out, ran.out_len + 1);
    char index[96];
    snprintf(index, sizeof index, "%s/codes/all.jsonl", path);
    child_do_plainly(&ran, "/bin/cat", index, NULL);
    assert_int_equal(ran.exit_code, 0);
    size_t lines = 0;
    for (char *line = strtok(printed, "\r\n"); line != NULL; line = strtok(NULL, "\r\n")) {
        const char *code = strrchr(line, ',') + 1;
        if (lines++ > 0) {
            assert_int_equal(strlen(code), 64);
            assert_non_null(strstr(ran.out, code));
        }
    }
    assert_int_equal(lines, count + 1);
}

static void ballots_become_a_record_that_holds(void **state)
{
    (void)state;
    write_to(ballots, SOUND);
    encrypt(ballots, out, NULL, NULL);
    assert_int_equal(ran.exit_code, 0);
    assert_int_equal(ran.err_len, 0);
    const char start[] = "reference,line,confirmation code\r\n\"A-17\",1,";
    assert_int_equal(strncmp(ran.out, start, strlen(start)), 0);
    assert_non_null(strstr(ran.out, "\r\n\"say \"\"hi\"\", you\",2,"));
    assert_non_null(strstr(ran.out, "\r\n\"\",3,"));
    codes_are_in(out, 4);
    verifies(out);
    assert_non_null(strstr(ran.out, "3 cast, 0 challenged, 1 spoiled"));
}

static void chained_codes_hold_too(void **state)
{
    (void)state;
    write_to(ballots, SOUND);
    encrypt(ballots, out, "--chain", "--jobs=1");
    assert_int_equal(ran.exit_code, 0);
    verifies(out);
    assert_non_null(strstr(ran.out, "pass     8.G"));
}

static void archive_holds_too(void **state)
{
    (void)state;
    static char archive[64];
    snprintf(archive, sizeof archive, "%s/out.tar", folder);
    write_to(ballots, SOUND);
    encrypt(ballots, archive, NULL, NULL);
    assert_int_equal(ran.exit_code, 0);
    verifies(archive);
    encrypt(ballots, archive, NULL, NULL);
    assert_int_equal(ran.exit_code, 2);
    remove_file(archive);
}

static void csv_says_the_same(void **state)
{
    (void)state;
    static char csv[64];
    snprintf(csv, sizeof csv, "%s/ballots.csv", folder);
    const char text[] = "style,reference,Mayor/Alice,Mayor/Bob,Mayor/Carol,Mayor/write-in,"
                        "Council/D\xc3\xb6rte,Council/Eve,Council/Frank,Council/Grace\r\n"
                        "Full,A-17,1,,,,,1,1,\r\n"
                        "Full,\"two \"\"quotes\"\"\",1,1,,Zo\xc3\xab,,,,\r\n"
                        "Mayor only,,,,,,,,,\r\n";
    write_to(csv, text);
    encrypt(csv, out, NULL, NULL);
    assert_int_equal(ran.exit_code, 0);
    verifies(out);
    remove_file(out);
    assert_int_equal(rename(csv, ballots), 0); /* by another name it has to be said what it is */
    encrypt(ballots, out, "--format=csv", NULL);
    assert_int_equal(ran.exit_code, 0);
}

/* More than are gathered at once, in the order of the file, on several cores. */
static void many_ballots_keep_their_order(void **state)
{
    (void)state;
    enum { COUNT = 1100 };
    FILE *file = fopen(ballots, "w");
    assert_non_null(file);
    for (int i = 0; i < COUNT; i++) {
        fprintf(file, "{\"style\":\"Mayor only\",\"reference\":\"r%d\",\"contests\":{}}\n", i + 1);
    }
    assert_int_equal(fclose(file), 0);
    encrypt(ballots, out, "--chain", "--jobs=3");
    assert_int_equal(ran.exit_code, 0);
    const char *at = ran.out;
    for (int i = 0; i < COUNT; i++) {
        char expected[32];
        snprintf(expected, sizeof expected, "\n\"r%d\",%d,", i + 1, i + 1);
        at = strstr(at, expected);
        assert_non_null(at);
    }
    verifies(out);
}

/* --- mistakes of ballots --- */

static void all_mistakes_are_listed_and_nothing_is_written(void **state)
{
    (void)state;
    write_to(ballots, "{\"style\":\"Full\",\"contests\":{\"Mayor\":{\"Alise\":1}}}\n"
                      "{\"style\":\"Full\",\"contests\":{}}\n"
                      "{\"style\":\"Fall\",\"contests\":{}}\n"
                      "{\"style\":\"Mayor only\",\"contests\":{\"Council\":{}}}\n"
                      "{\"style\":\"Full\",\"contests\":{\"Mayor\":{\"Bob\":\"one\"}}}\n");
    encrypt(ballots, out, NULL, NULL);
    assert_int_equal(ran.exit_code, 1);
    assert_int_equal(ran.out_len, 0);
    err_says("ballots.jsonl:1: ");
    err_says("\"Alise\"; did you mean Alice?");
    err_says("ballots.jsonl:3: ");
    err_says("did you mean Full?");
    err_says("ballots.jsonl:4: ");
    err_says("ballots.jsonl:5: ");
    err_says("nothing was written");
    assert_null(strstr(ran.err, "ballots.jsonl:2: "));
    nothing_was_written(out);
}

static void mistake_in_the_last_of_many_is_enough(void **state)
{
    (void)state;
    FILE *file = fopen(ballots, "w");
    assert_non_null(file);
    for (int i = 0; i < 600; i++) {
        fputs("{\"style\":\"Mayor only\",\"contests\":{}}\n", file);
    }
    fputs("{\"style\":\"Mayor onlz\",\"contests\":{}}\n", file);
    assert_int_equal(fclose(file), 0);
    encrypt(ballots, out, NULL, NULL);
    assert_int_equal(ran.exit_code, 1);
    err_says(":601: ");
    nothing_was_written(out);
}

static void no_ballots_are_a_mistake(void **state)
{
    (void)state;
    write_to(ballots, "");
    encrypt(ballots, out, NULL, NULL);
    assert_int_equal(ran.exit_code, 1);
    err_says("at least one ballot");
    nothing_was_written(out);
}

static void file_that_is_not_there_is_exit_2(void **state)
{
    (void)state;
    remove_file(ballots);
    encrypt(ballots, out, NULL, NULL);
    assert_int_equal(ran.exit_code, 2);
    encrypt(folder, out, "--format=jsonl", NULL);
    assert_int_equal(ran.exit_code, 2);
    nothing_was_written(out);
}

/* --- elections --- */

static char keys_path[96];

static void restore_keys(void)
{
    snprintf(keys_path, sizeof keys_path, "%s/election_keys.json", election);
    child_do_plainly(&ran, "/bin/cp",
                     CF_SOURCE_DIR "/tests/vectors/records/cs21-toy/election_keys.json", keys_path,
                     NULL);
    assert_int_equal(ran.exit_code, 0);
}

static void keys_that_do_not_hold_are_exit_1(void **state)
{
    (void)state;
    static const char *const EDITS[] = {
        "s/\"K\": *\"../\"K\": \"00/",         /* no member */
        "s/\"h_e\": *\"../\"h_e\": \"00/",     /* another election's */
        "s/\"c\": *\"......../\"c\": \"0000/", /* no proof */
    };
    write_to(ballots, SOUND);
    for (size_t i = 0; i < sizeof EDITS / sizeof EDITS[0]; i++) {
        restore_keys();
        child_do_plainly(&ran, "/bin/sed", "-i", EDITS[i], keys_path, NULL);
        assert_int_equal(ran.exit_code, 0);
        encrypt(ballots, out, NULL, NULL);
        assert_int_equal(ran.exit_code, 1);
        assert_true(ran.err_len > 0);
        nothing_was_written(out);
    }
    restore_keys();
}

static void election_without_keys_is_exit_2(void **state)
{
    (void)state;
    write_to(ballots, SOUND);
    restore_keys();
    assert_int_equal(unlink(keys_path), 0);
    encrypt(ballots, out, NULL, NULL);
    assert_int_equal(ran.exit_code, 2);
    err_says("election_keys.json");
    nothing_was_written(out);
    restore_keys();
}

static void record_of_the_other_profile_is_exit_2(void **state)
{
    (void)state;
    write_to(ballots, SOUND);
    child_do_plainly(&ran, CF_COUNTERFOIL, "encrypt", "--allow-toy", "--device=D",
                     CF_SOURCE_DIR "/tests/vectors/records/made-egk-ec", ballots, out, NULL);
    assert_int_equal(ran.exit_code, 2);
    err_says("ElectionGuard 2.1 only");
    nothing_was_written(out);
}

static void toy_group_has_to_be_allowed(void **state)
{
    (void)state;
    write_to(ballots, SOUND);
    child_do_plainly(&ran, CF_COUNTERFOIL, "encrypt", "--device=D", election, ballots, out, NULL);
    assert_int_equal(ran.exit_code, 1);
    err_says("--allow-toy");
    nothing_was_written(out);
}

/* --- places --- */

static void what_is_there_is_not_written_over(void **state)
{
    (void)state;
    static char inside[96];
    static char kept[96];
    write_to(ballots, SOUND);
    assert_int_equal(mkdir(out, 0700), 0);
    snprintf(kept, sizeof kept, "%s/kept", out);
    write_to(kept, "kept");
    encrypt(ballots, out, NULL, NULL);
    assert_int_equal(ran.exit_code, 2);
    assert_int_equal(ran.out_len, 0);
    child_do_plainly(&ran, "/bin/ls", out, NULL);
    assert_string_equal(ran.out, "kept\n");
    remove_file(out);

    snprintf(inside, sizeof inside, "%s/out", election);
    encrypt(ballots, inside, NULL, NULL);
    assert_int_equal(ran.exit_code, 2);
    nothing_was_written(inside);
}

static void stdout_that_takes_nothing_is_exit_2(void **state)
{
    (void)state;
    write_to(ballots, SOUND);
    for (child_stdout where = STDOUT_FULL; where <= STDOUT_CLOSED; where++) {
        memset(&ran, 0, offsetof(child_run, out));
        const char *arguments[] = {
            CF_COUNTERFOIL, "encrypt", "--allow-toy", "--device=D", election, ballots, out
        };
        memcpy(ran.arguments, arguments, sizeof arguments);
        ran.where = where;
        child_do(&ran);
        assert_int_equal(ran.exit_code, 2);
        remove_file(out);
    }
}

/* --- usage --- */

static void wrong_usage_is_exit_2(void **state)
{
    (void)state;
    write_to(ballots, SOUND);
    static const char *const WRONG[][5] = {
        { "--device=D" },
        { "--device=D", election, ballots },
        { election, ballots, out },
        { "--device=", election, ballots, out },
        { "--device=\xff", election, ballots, out },
        { "--device=D", election, "/tmp/ballots.txt", out },
        { "--device=D", election, ballots, out, "more" },
        { "--format=xml", "--device=D", election, ballots, out },
        { "--jobs=0", "--device=D", election, ballots, out },
    };
    for (size_t i = 0; i < sizeof WRONG / sizeof WRONG[0]; i++) {
        child_do_plainly(&ran, CF_COUNTERFOIL, "encrypt", WRONG[i][0], WRONG[i][1], WRONG[i][2],
                         WRONG[i][3], WRONG[i][4], NULL);
        assert_int_equal(ran.exit_code, 2);
        assert_true(ran.err_len > 0);
        nothing_was_written(out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(ballots_become_a_record_that_holds, clear),
        cmocka_unit_test_setup(chained_codes_hold_too, clear),
        cmocka_unit_test_setup(archive_holds_too, clear),
        cmocka_unit_test_setup(csv_says_the_same, clear),
        cmocka_unit_test_setup(many_ballots_keep_their_order, clear),
        cmocka_unit_test_setup(all_mistakes_are_listed_and_nothing_is_written, clear),
        cmocka_unit_test_setup(mistake_in_the_last_of_many_is_enough, clear),
        cmocka_unit_test_setup(no_ballots_are_a_mistake, clear),
        cmocka_unit_test_setup(file_that_is_not_there_is_exit_2, clear),
        cmocka_unit_test_setup(keys_that_do_not_hold_are_exit_1, clear),
        cmocka_unit_test_setup(election_without_keys_is_exit_2, clear),
        cmocka_unit_test_setup(record_of_the_other_profile_is_exit_2, clear),
        cmocka_unit_test_setup(toy_group_has_to_be_allowed, clear),
        cmocka_unit_test_setup(what_is_there_is_not_written_over, clear),
        cmocka_unit_test_setup(stdout_that_takes_nothing_is_exit_2, clear),
        cmocka_unit_test_setup(wrong_usage_is_exit_2, clear),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
