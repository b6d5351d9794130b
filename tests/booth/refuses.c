/*
 * What a booth does not open, and what it does not encrypt: always by name.
 */
#include "booth/town.h"

#include "record/scene.h"
#include "scripted_entropy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_OCTETS_MAX = 1 << 22 };

static cf_fault fault;

static void assert_says(const char *part)
{
    if (strstr(fault.what, part) == NULL) {
        fail_msg("no \"%s\" in: %s", part, fault.what);
    }
}

/* --- elections --- */

static void assert_stays_shut(const cf_booth_options *options, cf_status status, const char *part)
{
    cf_booth *booth = NULL;
    memset(&fault, 0, sizeof fault);
    assert_int_equal(cf_booth_open(options, &booth, &fault), status);
    assert_null(booth);
    assert_int_equal(fault.status, status);
    assert_says(part);
    assert_int_equal(cf_booth_open(options, &booth, NULL), status);
}

static cf_booth_options options_here(void)
{
    return (cf_booth_options){ .election = town_folder(), .device = "Table 7", .allow_toy = true };
}

static void toy_that_is_not_allowed(void **state)
{
    (void)state;
    cf_booth_options options = options_here();
    options.allow_toy = false;
    assert_stays_shut(&options, CF_ERR_SHAPE, "a toy group hides no votes");
}

static void election_that_was_changed(void **state)
{
    (void)state;
    static const struct {
        const char *file;
        const char *from;
        const char *to;
        const char *says;
    } CHANGES[] = {
        { "election_keys.json", "\"K\": \"5F", "\"K\": \"6F", "K is not" },
        { "election_keys.json", "\"K_hat\": \"B4", "\"K_hat\": \"A4", "K' is not" },
        { "election_keys.json", "\"h_e\": \"5D", "\"h_e\": \"4D", "H_E is not" },
        { "election_keys.json", "\"h_g\": \"15", "\"h_g\": \"25", "H_G is not" },
        { "election_keys.json", "\"kappa\": \"4F", "\"kappa\": \"5F", "guardian 1" },
        { "election_keys.json", "\"i\": 2", "\"i\": 4", "no guardian has the index 2" },
        { "election_parameters.json", "\"p\": \"FF", "\"p\": \"EF", "known group" },
        { "election_parameters.json", "\"h_p\": \"58", "\"h_p\": \"48", "H_P is not" },
        { "election_parameters.json", "\"h_b\": \"E5", "\"h_b\": \"D5", "H_B is not" },
        { "election_parameters.json", "\"k\": 2", "\"k\": 3", "H_P is not" },
        { "election_parameters.json", "v2.1.0", "v2.0.0", "version" },
        { "manifest.json", "Alice", "Alicf", "H_B is not" },
        { "manifest.json", "\"Bob\"", " \"Bob\"", "H_B is not" },
    };
    const cf_booth_options options = options_here();
    for (size_t i = 0; i < sizeof CHANGES / sizeof CHANGES[0]; i++) {
        town_change(CHANGES[i].file, CHANGES[i].from, CHANGES[i].to);
        assert_stays_shut(&options, CF_ERR_SHAPE, CHANGES[i].says);
        town_change(CHANGES[i].file, CHANGES[i].to, CHANGES[i].from);
    }
    cf_booth_close(town_booth(false, NULL)); /* whole again */
}

static void election_that_is_not_there(void **state)
{
    (void)state;
    static const char *const FILES[] = { "election_keys.json", "manifest.json" };
    cf_booth_options options = options_here();
    for (size_t i = 0; i < sizeof FILES / sizeof FILES[0]; i++) {
        cf_scene_remove(FILES[i]);
        assert_stays_shut(&options, CF_ERR_ABSENT, "");
        assert_string_equal(fault.file, FILES[i]);
        cf_scene_copy(CF_SOURCE_DIR "/tests/vectors/records/cs21-toy", "");
    }
    options.election = "/nowhere/at/all";
    assert_stays_shut(&options, CF_ERR_ABSENT, "");
}

static void election_of_the_other_profile(void **state)
{
    (void)state;
    cf_booth_options options = options_here();
    options.election = CF_SOURCE_DIR "/tests/vectors/records/made-egk-ec";
    assert_stays_shut(&options, CF_ERR_UNSUPPORTED, "ElectionGuard 2.1 only");
}

static void device_without_a_name(void **state)
{
    (void)state;
    static char longest[1025 + 1];
    cf_booth_options options = options_here();
    options.device = NULL;
    assert_stays_shut(&options, CF_ERR_RANGE,
                      "expected a device's name of 1 to 1024 octets, found 0");
    options.device = "";
    assert_stays_shut(&options, CF_ERR_RANGE, "found 0");
    options.device = "Table \xff";
    assert_stays_shut(&options, CF_ERR_SYNTAX, "UTF-8");
    memset(longest, 'T', sizeof longest - 1);
    options.device = longest;
    assert_stays_shut(&options, CF_ERR_RANGE, "found 1025");
}

/* --- ballots --- */

/* Nothing is handed out, and the next ballot is encrypted all the same. */
static void assert_not_encrypted(cf_booth *booth, cf_octets json, cf_status status,
                                 const char *says)
{
    cf_booth_ballot made;
    cf_booth_ballot before;
    memset(&made, 0x5a, sizeof made);
    memcpy(&before, &made, sizeof made);
    memset(&fault, 0, sizeof fault);
    assert_int_equal(cf_booth_encrypt(booth, json, &made, &fault), status);
    assert_memory_equal(&made, &before, sizeof made);
    assert_int_equal(fault.status, status);
    assert_says(says);
    assert_int_equal(cf_booth_encrypt(booth, json, &made, NULL), status);
    (void)town_encrypt(booth, TOWN_FULL);
}

static void every_mistake_is_named(void **state)
{
    (void)state;
    static const struct {
        const char *json;
        const char *says;
    } MISTAKES[] = {
        { "", "expected one ballot in JSON" },
        { "  \n", "expected one ballot in JSON" },
        { "[]", "expected one ballot, an object, found a list" },
        { TOWN_FULL TOWN_FULL, "expected one ballot in JSON" },
        { "{\"style\":\"Full\",", "expected one ballot in JSON" },
        { "\xef\xbb\xbf" TOWN_FULL, "expected one ballot in JSON" },
        { "{\"style\":\"Full\",\"contests\":{},\"style\":\"Full\"}",
          "expected one ballot in JSON" },
        { "{\"contests\":{}}", "style: expected" },
        { "{\"style\":\"Full\"}", "contests: expected" },
        { "{\"style\":\"Ful\",\"contests\":{}}",
          "style: expected a ballot style of the manifest, found \"Ful\"; did you mean \"Full\"?" },
        { "{\"style\":\"Full\",\"contests\":{\"Mayr\":{}}}",
          "contests: expected a contest of the manifest, found \"Mayr\"; did you mean \"Mayor\"?" },
        { "{\"style\":\"Mayor only\",\"contests\":{\"Council\":{}}}",
          "contest \"Council\": expected a contest of style \"Mayor only\"" },
        { "{\"style\":\"Full\",\"contests\":{\"Mayor\":{\"Alcie\":1}}}",
          "contest \"Mayor\": expected an option of the contest, found \"Alcie\"; did you mean "
          "\"Alice\"?" },
        { "{\"style\":\"Full\",\"contests\":{\"Mayor\":{\"Alice\":-1}}}",
          "contest \"Mayor\", option \"Alice\": expected a whole number" },
        { "{\"style\":\"Full\",\"contests\":{\"Mayor\":{\"Alice\":true}}}", "found true or false" },
        { "{\"style\":\"Full\",\"contests\":{},\"weight\":0}", "weight: expected" },
        { "{\"style\":\"Full\",\"contests\":{},\"state\":\"casted\"}", "state: expected" },
        { "{\"style\":\"Full\",\"contests\":{},\"colour\":1}", "found \"colour\"" },
        { "{\"style\":\"Full\",\"contests\":{},\"write_ins\":{\"Council\":\"Zoe\"}}",
          "the contest has no data" },
        { "{\"style\":\"Full\",\"contests\":{},\"write_ins\":{\"Mayor\":"
          "\"12345678901234567890123456789012345\"}}",
          "octets of write-in, found 35 octets" },
    };
    cf_booth *booth = town_booth(true, NULL);
    for (size_t i = 0; i < sizeof MISTAKES / sizeof MISTAKES[0]; i++) {
        assert_not_encrypted(booth, cf_octets_of_text(MISTAKES[i].json), CF_ERR_SHAPE,
                             MISTAKES[i].says);
    }
    cf_booth_close(booth);
}

static void the_first_of_many_mistakes_is_told(void **state)
{
    (void)state;
    cf_booth *booth = town_booth(false, NULL);
    assert_not_encrypted(
        booth,
        cf_octets_of_text(
            "{\"weight\":0,\"state\":\"no\",\"style\":\"Full\",\"contests\":{\"x\":{}}}"),
        CF_ERR_SHAPE, "weight: expected");
    cf_booth_close(booth);
}

static void ballot_without_end(void **state)
{
    (void)state;
    char *json = malloc(LINE_OCTETS_MAX + 1);
    assert_non_null(json);
    memset(json, ' ', LINE_OCTETS_MAX + 1);
    memcpy(json, TOWN_FULL, strlen(TOWN_FULL));
    cf_booth *booth = town_booth(false, NULL);
    assert_not_encrypted(booth, cf_octets_of(json, LINE_OCTETS_MAX + 1), CF_ERR_LIMIT,
                         "4194304 octets");
    cf_booth_ballot made;
    assert_int_equal(cf_booth_encrypt(booth, cf_octets_of(json, LINE_OCTETS_MAX), &made, &fault),
                     CF_OK);
    cf_booth_close(booth);
    free(json);
}

/* However much randomness comes before it ends, there is no ballot and the chain stands. */
static void randomness_that_ends(void **state)
{
    (void)state;
    static scripted_entropy script;
    static const uint8_t some[100];
    const cf_entropy_source source = script_source(&script);
    cf_booth_ballot made;
    uint8_t first[CF_HASH_OCTETS];
    script_start_endless(&script, 1);
    cf_booth *booth = town_booth(true, &source);
    made = town_encrypt(booth, TOWN_FULL);
    memcpy(first, made.ballot.code.at, sizeof first);
    for (size_t count = 0; count < 3; count++) {
        script_start(&script);
        script_add(&script, some, count * 40);
        assert_int_equal(cf_booth_encrypt(booth, cf_octets_of_text(TOWN_FULL), &made, &fault),
                         CF_ERR_IO);
        assert_says("could not be encrypted");
    }
    script_start_endless(&script, 2);
    made = town_encrypt(booth, TOWN_FULL);
    assert_memory_equal(made.ballot.chaining_field.at + 4, first, sizeof first);
    cf_booth_close(booth);
}

static void nothing_to_close(void **state)
{
    (void)state;
    cf_booth_close(NULL);
}

#define IN_TOWN(test) cmocka_unit_test_setup_teardown(test, town_set, town_strike)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_TOWN(toy_that_is_not_allowed),
        IN_TOWN(election_that_was_changed),
        IN_TOWN(election_that_is_not_there),
        IN_TOWN(election_of_the_other_profile),
        IN_TOWN(device_without_a_name),
        IN_TOWN(every_mistake_is_named),
        IN_TOWN(the_first_of_many_mistakes_is_told),
        IN_TOWN(ballot_without_end),
        IN_TOWN(randomness_that_ends),
        cmocka_unit_test(nothing_to_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
