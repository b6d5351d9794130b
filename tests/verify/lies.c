/*
 * One lie at a time in a record that is otherwise true.
 *
 * Each row changes one thing in a copy of the toy record and names every check of 1 to 8, X.1 to X.15 and X.17 that
 * has to find it, and so none that may not.  With the hints of the true record, and with those of the changed one, the
 * report is the same.  Rows go through each kind of value that these checks read; lies that
 * were recomputed to fit are told by tests/story.
 */
#include "judged.h"
#include "record_copy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char TOY[] = CF_SOURCE_DIR "/tests/vectors/records/cs21-toy";

/* A cast ballot of style 1; a challenged one; a spoiled one. */
#define CAST       "ballots/0001.json"
#define CHALLENGED "ballots/0003.json"
#define SPOILED    "ballots/0007.json"
#define PARAMETERS "election_parameters.json"
#define KEYS       "election_keys.json"
#define DEVICES    "devices.json"

#define ALPHA       "\"alpha\": \"5EE4B0B6DE82AB5D932D854FACBBADF3D26F9862F99DB07CBBF1029AF1FF9D66\""
#define ZEROS       "0000000000000000000000000000000000000000000000000000000000000000"
#define COMMITMENTS "\"commitments\": [\n     "
#define RESPONSES   "\"v\": [\n     "

/* The nth occurrence of a text is replaced, or the last digit of the string after it. */
typedef struct lie {
    const char *claim;
    const char *file;
    const char *text;
    const char *replacement; /* NULL: the digit */
    size_t nth;
    const char *failed;
    const char *absent;
} lie;

#define FLIP_AFTER(CLAIM, FILE, TEXT, NTH, FAILED, ABSENT)                                         \
    {                                                                                              \
        .claim = (CLAIM), .file = (FILE), .text = (TEXT), .nth = (NTH), .failed = (FAILED),        \
        .absent = (ABSENT)                                                                         \
    }
#define FLIP(CLAIM, FILE, KEY, NTH, FAILED)                                                        \
    FLIP_AFTER(CLAIM, FILE, "\"" KEY "\": ", NTH, FAILED, "")
#define SWAP(CLAIM, FILE, TEXT, WITH, NTH, FAILED, ABSENT)                                         \
    {                                                                                              \
        .claim = (CLAIM), .file = (FILE), .text = (TEXT), .replacement = (WITH), .nth = (NTH),     \
        .failed = (FAILED), .absent = (ABSENT)                                                     \
    }

static const lie LIES[] = {
    /* 1 */
    SWAP("the version is another", PARAMETERS, "v2.1.0", "v2.0.0", 0, "1.A", ""),
    SWAP("the version has a tail", PARAMETERS, "v2.1.0", "v2.1.0 ", 0, "1.A", ""),
    FLIP("p is another", PARAMETERS, "p", 0, "1.B"),
    FLIP("q is another", PARAMETERS, "q", 0, "1.C"),
    FLIP("g is another", PARAMETERS, "g", 0, "1.D"),
    FLIP("r is another", PARAMETERS, "r", 0, "X.2"),
    FLIP("H_P is another", PARAMETERS, "h_p", 0, "1.E"),
    FLIP("H_B is another", PARAMETERS, "h_b", 0, "1.F"),

    /* 2 to 4: a changed key changes the product and what hashes it, and no ballot. */
    FLIP("K is another", KEYS, "K", 0, "3.A"),
    FLIP("K' is another", KEYS, "K_hat", 0, "3.B"),
    FLIP_AFTER("K_10 is another", KEYS, COMMITMENTS, 0, "2.A 2.C 3.A", "X.6"),
    FLIP_AFTER("K'_20 is another", KEYS, COMMITMENTS, 3, "2.A 2.C 3.B", "X.6"),
    FLIP_AFTER("kappa_1 is another", KEYS, "\"kappa\": ", 0, "2.A 2.C", "X.6"),
    FLIP_AFTER("v_10 is another", KEYS, RESPONSES, 0, "2.C", ""),
    FLIP("H_E is another", KEYS, "h_e", 0, "4.A"),
    FLIP("H_G is another", KEYS, "h_g", 0, "X.6"),
    FLIP("a vote challenge is another", KEYS, "c", 0, "2.C"),
    FLIP("a data challenge is another", KEYS, "c", 1, "2.C"),
    SWAP("an index is 0", KEYS, "\"i\": 1", "\"i\": 0", 0, "2.C X.4", "X.6"),
    SWAP("an index is doubled", KEYS, "\"i\": 1", "\"i\": 2", 0, "2.C X.4", "X.6"),
    SWAP("an index is past n", KEYS, "\"i\": 3", "\"i\": 4", 0, "2.C X.4", "X.6"),

    SWAP("a response is q or more", KEYS, RESPONSES "\"0", RESPONSES "\"F", 0, "2.B 2.C", ""),
    SWAP("a challenge is q or more", KEYS, "\"c\": \"0", "\"c\": \"F", 0, "2.B 2.C", ""),

    /* 5 */
    SWAP("id_B is an octet too short", CAST, "\"id_b\": \"4E", "\"id_b\": \"", 0, "5.B X.15",
         "8.E"),
    FLIP("H_I is another", CAST, "h_i", 0, "5.B"),

    /* 6 and 7 */
    FLIP("alpha is another", CAST, "alpha", 0, "6.A 6.D 7.A 7.D 8.A"),
    FLIP("beta is another", CAST, "beta", 3, "6.A 6.D 7.A 7.D 8.A"),
    FLIP("c_0 of a selection is another", CAST, "c", 0, "6.D"),
    FLIP("c_1 of a selection is another", CAST, "c", 1, "6.D"),
    FLIP("v_0 of a selection is another", CAST, "v", 0, "6.D"),
    FLIP("c_0 of a limit proof is another", CAST, "c", 6, "7.D"),
    FLIP("v_1 of a limit proof is another", CAST, "v", 7, "7.D"),

    SWAP("c_0 of a selection is q or more", CAST, "\"c\": \"0", "\"c\": \"F", 0, "6.B 6.D", ""),
    SWAP("v_0 of a selection is q or more", CAST, "\"v\": \"0", "\"v\": \"F", 0, "6.C 6.D", ""),
    SWAP("c_0 of a limit proof is q or more", CAST, "\"c\": \"0", "\"c\": \"F", 6, "7.B 7.D", ""),
    SWAP("v_0 of a limit proof is q or more", CAST, "\"v\": \"0", "\"v\": \"F", 6, "7.C 7.D", ""),
    SWAP("alpha is 0", CAST, ALPHA, "\"alpha\": \"" ZEROS "\"", 0, "6.A 6.D 7.A 7.D 8.A", ""),

    /* The same of ballots that were not cast. */
    FLIP("a challenged alpha is another", CHALLENGED, "alpha", 0, "8.A X.14"),
    FLIP("a spoiled v_0 is another", SPOILED, "v", 0, "X.14"),
    FLIP("a spoiled limit proof is another", SPOILED, "c", 6, "X.14"),

    /* 8 */
    FLIP("a contest hash is another", CAST, "chi", 0, "8.A 8.B"),
    FLIP("a code is another", CAST, "h_c", 0, "8.B 8.E"),
    FLIP("a chaining field is another", CAST, "b_c", 0, "8.B 8.E"),
    FLIP("an unchained chaining field is another", "ballots/0004.json", "b_c", 0, "8.B 8.D"),
    FLIP("H_DI is another", DEVICES, "h_di", 0, "8.C"),
    FLIP("H_0 is another", DEVICES, "h_0", 0, "8.F"),
    FLIP("the closing hash is another", DEVICES, "h_close", 0, "8.G"),
    SWAP("the device is another", DEVICES, "Device-1", "Device-9", 0, "8.C 8.E 8.F 8.G", ""),
    SWAP("an unchained device is another", DEVICES, "Device-2", "Device-9", 0, "8.C 8.D", ""),
    SWAP("a device has two lists", DEVICES, "Device-2", "Device-1 № 7", 0, "8.C 8.D X.15", ""),
    SWAP("the mode is unknown", DEVICES, "\"chaining\": 1", "\"chaining\": 7", 0, "8.D", ""),
    SWAP("the mode is the other one", DEVICES, "\"chaining\": 0", "\"chaining\": 1", 0, "8.E",
         "8.F 8.G"),
    SWAP("H_0 is not there", DEVICES, "\"h_0\"", "\"x_0\"", 0, "", "8.F"),
    SWAP("the closing hash is not there", DEVICES, "\"h_close\"", "\"x_close\"", 0, "", "8.G"),

    /* X */
    SWAP("a weight is 0", CAST, "\"weight\": 1", "\"weight\": 0", 0, "X.10", ""),
    SWAP("weights add up to too much", CAST, "\"weight\": 1", "\"weight\": 9223372036854775807", 0,
         "X.10", ""),
    SWAP("the style has fewer contests", CAST, "\"ballot_style\": 1", "\"ballot_style\": 2", 0,
         "X.8", ""),
    SWAP("the style has more contests", "ballots/0004.json", "\"ballot_style\": 2",
         "\"ballot_style\": 1", 0, "X.8", "6.A 6.B 6.C 6.D 7.A 7.B 7.C 7.D 8.A X.9 X.12"),
    SWAP("the style is unknown", CAST, "\"ballot_style\": 1", "\"ballot_style\": 3", 0, "X.8", ""),
    SWAP("a contest has the index of another", CAST, "\"index\": 2", "\"index\": 1", 0,
         "6.D 7.D 8.A X.8 X.9 X.12", ""),
    SWAP("a contest has an index of none", CAST, "\"index\": 2", "\"index\": 3", 0, "8.A X.8",
         "6.A 6.B 6.C 6.D 7.A 7.B 7.C 7.D X.9 X.12"),
    FLIP("C_0 of the nonce is another", CAST, "c0", 1, "X.11"),
    FLIP("C_1 of the nonce is another", CAST, "c1", 1, "X.11"),
    FLIP("c of the nonce is another", CAST, "c", 20, "X.11"),
    FLIP("C_0 of the data is another", CAST, "c0", 0, "8.A X.13"),
    FLIP("C_1 of the data is another", CAST, "c1", 0, "8.A X.13"),
    FLIP("v of the data is another", CAST, "v", 8, "8.A X.13"),
};

static void tell(const record_copy *copy, const lie *told)
{
    if (told->replacement == NULL) {
        record_copy_flip_after(copy, told->file, told->text, told->nth);
    } else {
        record_copy_replace(copy, told->file, told->text, told->replacement, told->nth);
    }
}

static void every_lie_is_found_by_its_checks_and_no_other(void **state)
{
    (void)state;
    size_t wrong = 0;
    judged_keep_hints(TOY);
    for (size_t i = 0; i < sizeof LIES / sizeof LIES[0]; i++) {
        const record_copy copy = record_copy_of(TOY);
        tell(&copy, &LIES[i]);
        judged j = judge(copy.path);
        if (strcmp(j.failed, LIES[i].failed) != 0 || strcmp(j.absent, LIES[i].absent) != 0) {
            print_error("%s: failed \"%s\", expected \"%s\"; absent \"%s\", expected \"%s\"\n",
                        LIES[i].claim, j.failed, LIES[i].failed, j.absent, LIES[i].absent);
            wrong++;
        }
        assert_int_not_equal(j.verdict, CF_VERDICT_ACCEPT);
        judged_drop(&j);
        record_copy_drop(&copy);
    }
    judged_drop_hints();
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_lie_is_found_by_its_checks_and_no_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
