/*
 * `record show` and `manifest check` on a record that is sound, and on some that are not.
 *
 * Each unsound one is a copy of the toy record in which one file was written anew.  A hostile label
 * stands for all texts of a record: they go through the same function.
 */
#include "cli/child.h"

#include "json/reader.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static child_run ran;

static const char RECORD[] = CF_SOURCE_DIR "/tests/vectors/records/cs21-toy";

static char folder[] = "/tmp/cf-commands-XXXXXX";
static char copy[64];
static char manifest_path[96];

static int make_copy(void **state)
{
    (void)state;
    if (mkdtemp(folder) == NULL) {
        return -1;
    }
    snprintf(copy, sizeof copy, "%s/record", folder);
    snprintf(manifest_path, sizeof manifest_path, "%s/manifest.json", copy);
    child_do_plainly(&ran, "/bin/cp", "-r", RECORD, copy, NULL);
    return ran.exit_code;
}

static int remove_copy(void **state)
{
    (void)state;
    child_do_plainly(&ran, "/bin/rm", "-r", folder, NULL);
    return ran.exit_code;
}

static void write_manifest(const char *text)
{
    FILE *file = fopen(manifest_path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void is_json(void)
{
    static cf_json json;
    static uint8_t scratch[CF_JSON_BUFFER_MIN];
    cf_json_open_octets(&json, "output", cf_octets_of(ran.out, ran.out_len), scratch,
                        sizeof scratch);
    cf_json_skip(&json);
    assert_int_equal(cf_json_finish(&json, NULL), CF_OK);
}

static void says(const char *part)
{
    if (strstr(ran.out, part) == NULL) {
        fail_msg("no \"%s\" in:\n%s", part, ran.out);
    }
}

/* --- record show --- */

static void show_tells_all_and_verifies_nothing(void **state)
{
    (void)state;
    child_do_plainly(&ran, CF_COUNTERFOIL, "record", "show", RECORD, NULL);
    assert_int_equal(ran.exit_code, 0);
    assert_int_equal(strncmp(ran.out, "NOT VERIFIED", strlen("NOT VERIFIED")), 0);
    says("plain21");
    says("eg2.1");
    says("toy");
    says("3, of whom 2");
    says("Mayor");
    says("40, in files");
    says("decrypted tally       there");
}

static void show_as_json_is_json(void **state)
{
    (void)state;
    child_do_plainly(&ran, CF_COUNTERFOIL, "record", "show", "--json", RECORD, NULL);
    assert_int_equal(ran.exit_code, 0);
    is_json();
    says("\"verified\": false");
    says("\"ballot_files\": 40");
}

static void hostile_label_does_not_reach_the_terminal(void **state)
{
    (void)state;
    write_manifest(
        "{\"label\":\"\\u001b[2J\\u0007\\u202eevil\\u009b\",\"contests\":[{\"label\":\"C\","
        "\"selection_limit\":1,\"option_limit\":1,\"data_blocks\":0,\"options\":[\"A\"]}],"
        "\"ballot_styles\":[{\"label\":\"S\",\"contests\":[1]}]}");
    child_do_plainly(&ran, CF_COUNTERFOIL, "record", "show", copy, NULL);
    assert_int_equal(ran.exit_code, 0);
    says("\\u{001B}[2J\\u{0007}\\u{202E}evil\\u{009B}");
    child_do_plainly(&ran, CF_COUNTERFOIL, "record", "show", "--json", copy, NULL);
    assert_int_equal(ran.exit_code, 0);
    is_json();
    assert_null(strchr(ran.out, '\033'));
}

static void show_of_an_unreadable_piece_is_exit_2(void **state)
{
    (void)state;
    write_manifest("{");
    child_do_plainly(&ran, CF_COUNTERFOIL, "record", "show", copy, NULL);
    assert_int_equal(ran.exit_code, 2);
    says("unreadable: manifest.json");
    child_do_plainly(&ran, CF_COUNTERFOIL, "record", "show", "--json", copy, NULL);
    assert_int_equal(ran.exit_code, 2);
    is_json();
    says("\"unreadable\"");
}

static void show_of_no_record_is_json_too(void **state)
{
    (void)state;
    child_do_plainly(&ran, CF_COUNTERFOIL, "record", "show", "--json", folder, NULL);
    assert_int_equal(ran.exit_code, 2);
    is_json();
    says("looked for");
}

static void show_of_a_record_that_stops_early_is_exit_0(void **state)
{
    (void)state;
    static char tally[96];
    snprintf(tally, sizeof tally, "%s/tally.json", copy);
    child_do_plainly(&ran, "/bin/cp", CF_SOURCE_DIR "/tests/vectors/records/cs21-toy/manifest.json",
                     manifest_path, NULL);
    assert_int_equal(unlink(tally), 0);
    child_do_plainly(&ran, CF_COUNTERFOIL, "record", "show", copy, NULL);
    assert_int_equal(ran.exit_code, 0);
    says("decrypted tally       not there");
    says("keys                  there");
}

/* --- manifest check --- */

static void sound_manifest_is_exit_0(void **state)
{
    (void)state;
    child_do_plainly(&ran, CF_COUNTERFOIL, "manifest", "check",
                     CF_SOURCE_DIR "/tests/vectors/records/cs21-toy/manifest.json", NULL);
    assert_int_equal(ran.exit_code, 0);
    assert_string_equal(ran.out, "a sound manifest (plain21)\n");
}

static const char TWO_MISTAKES[] =
    "{\"label\":\"x\",\"contests\":[{\"label\":\"C\",\"selction_limit\":1,\"selection_limit\":1,"
    "\"option_limit\":1,\"data_blocks\":0,\"options\":[\"A\",\"A\"]}],"
    "\"ballot_styles\":[{\"label\":\"S\",\"contests\":[1]}]}";

static void all_complaints_are_listed(void **state)
{
    (void)state;
    write_manifest(TWO_MISTAKES);
    child_do_plainly(&ran, CF_COUNTERFOIL, "manifest", "check", manifest_path, NULL);
    assert_int_equal(ran.exit_code, 1);
    says("contests[0]");
    says("selction_limit");
    says("did you mean selection_limit?");
    says("options[1]");
    says("2 things are wrong");
}

static void complaints_as_json_are_json(void **state)
{
    (void)state;
    write_manifest(TWO_MISTAKES);
    child_do_plainly(&ran, CF_COUNTERFOIL, "manifest", "check", "--json", manifest_path, NULL);
    assert_int_equal(ran.exit_code, 1);
    is_json();
    says("\"nearest\": \"selection_limit\"");
    says("\"faults\": []");
}

static void what_is_no_json_cannot_be_told(void **state)
{
    (void)state;
    write_manifest("{\"label\":");
    child_do_plainly(&ran, CF_COUNTERFOIL, "manifest", "check", manifest_path, NULL);
    assert_int_equal(ran.exit_code, 2);
    says("could not be read: manifest.json, octet ");
    child_do_plainly(&ran, CF_COUNTERFOIL, "manifest", "check", "--json", manifest_path, NULL);
    assert_int_equal(ran.exit_code, 2);
    is_json();
}

static void folder_is_no_manifest(void **state)
{
    (void)state;
    child_do_plainly(&ran, CF_COUNTERFOIL, "manifest", "check", RECORD, NULL);
    assert_int_equal(ran.exit_code, 2);
    child_do_plainly(&ran, CF_COUNTERFOIL, "manifest", "check", "/", NULL);
    assert_int_equal(ran.exit_code, 2);
    child_do_plainly(&ran, CF_COUNTERFOIL, "manifest", "check", "/dev", NULL);
    assert_int_equal(ran.exit_code, 2);
    says("could not be read: dev,");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(show_tells_all_and_verifies_nothing),
        cmocka_unit_test(show_as_json_is_json),
        cmocka_unit_test(hostile_label_does_not_reach_the_terminal),
        cmocka_unit_test(show_of_an_unreadable_piece_is_exit_2),
        cmocka_unit_test(show_of_no_record_is_json_too),
        cmocka_unit_test(show_of_a_record_that_stops_early_is_exit_0),
        cmocka_unit_test(sound_manifest_is_exit_0),
        cmocka_unit_test(all_complaints_are_listed),
        cmocka_unit_test(complaints_as_json_are_json),
        cmocka_unit_test(what_is_no_json_cannot_be_told),
        cmocka_unit_test(folder_is_no_manifest),
    };
    return cmocka_run_group_tests(tests, make_copy, remove_copy);
}
