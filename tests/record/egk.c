/*
 * Small records in the dialects of egk, made here: both ways to write octets, both layouts of
 * folders, chained and not.
 *
 * Records by the dialects' own software are read in peers.c, where they are at hand.  AAAA, BBBB
 * and CCCC are base64 as well as base16.
 */
#include "record/record.h"
#include "record/scene.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static cf_arena *arena;
static cf_arena *scratch;
static cf_fault fault;

static int open_arenas(void **state)
{
    (void)state;
    arena = cf_arena_open(1 << 26);
    scratch = cf_arena_open(1 << 24);
    return arena == NULL || scratch == NULL ? -1 : 0;
}

static int close_arenas(void **state)
{
    (void)state;
    cf_arena_close(arena);
    cf_arena_close(scratch);
    return 0;
}

static const char ec_constants[] = "{\"name\":\"Integer4096\",\"type\":\"IntegerGroup\","
                                   "\"protocolVersion\":\"v2.0.0\",\"constants\":"
                                   "{\"largePrime\":\"00e72f\",\"smallPrime\":\"7f\",\"cofactor\":"
                                   "\"1d2\",\"generator\":\"7F68\"}}";
static const char kmp_constants[] = "{\"name\":\"production\",\"large_prime\":\"E72F\",\"small_"
                                    "prime\":\"7F\",\"cofactor\":\"0001D2\","
                                    "\"generator\":\"7F68\"}";

#define CONFIG(REST)                                                                               \
    "{\"config_version\":\"2.1.0\",\"number_of_guardians\":3,\"quorum\":2,"                        \
    "\"parameter_base_hash\":\"AAAA\",\"manifest_hash\":\"BBBB\",\"election_base_hash\":"          \
    "\"CCCC\"" REST ",\"metadata\":{\"Created by\":\"a test\"}}"
#define CIPHERTEXT "{\"pad\":\"AAAA\",\"data\":\"BBBB\"}"
#define PROOFS                                                                                     \
    "{\"proofs\":[{\"challenge\":\"AAAA\",\"response\":\"BBBB\"},"                                 \
    "{\"challenge\":\"CCCC\",\"response\":\"BBBB\"}]}"
#define BALLOT(ID, DEVICE, STATE, REST)                                                            \
    "{\"ballot_id\":\"" ID "\",\"ballot_style_id\":\"s\",\"encrypting_device\":\"" DEVICE "\","    \
    "\"code_baux\":\"0a1B\",\"confirmation_code\":\"AAAA\",\"election_id\":\"BBBB\",\"contests\":" \
    "[{\"contest_id\":\"c\",\"sequence_order\":4,\"contest_hash\":\"AAAA\",\"selections\":"        \
    "[{\"selection_id\":\"o\",\"sequence_order\":1,\"encrypted_vote\":" CIPHERTEXT                 \
    ",\"proof\":" PROOFS "}],\"proof\":" PROOFS "}],\"state\":\"" STATE "\"" REST "}"

/* The least that is a record of this dialect and chaining. */
static const char *set(const char *constants, const char *config)
{
    const char *path = cf_scene_set();
    cf_scene_put("constants.json", constants);
    cf_scene_put("election_config.json", config);
    return path;
}

static cf_record *open_record(const char *path)
{
    cf_record *record = NULL;
    cf_arena_reset(arena);
    if (cf_record_open(path, &record, &fault) != CF_OK) {
        fail_msg("%s", fault.what);
    }
    return record;
}

static void close_and_strike(cf_record *record)
{
    cf_record_close(record);
    cf_scene_strike();
}

static void assert_text(cf_octets octets, const char *text)
{
    assert_int_equal(octets.len, strlen(text));
    assert_memory_equal(octets.at, text, octets.len);
}

static void assert_octets(cf_octets octets, const void *expected, size_t len)
{
    assert_non_null(octets.at);
    assert_int_equal(octets.len, len);
    assert_memory_equal(octets.at, expected, len);
}

/* --- parameters --- */

static void the_dialect_is_told_by_the_constants(void **state)
{
    (void)state;
    cf_record *record = open_record(set(ec_constants, CONFIG("")));
    assert_string_equal(cf_record_format(record), "egk-ec");
    assert_int_equal(cf_record_profile(record), CF_PROFILE_EGK20);
    close_and_strike(record);

    record = open_record(set(kmp_constants, CONFIG("")));
    assert_string_equal(cf_record_format(record), "egk-kmp");
    close_and_strike(record);
}

static void parameters_come_from_two_files(void **state)
{
    (void)state;
    cf_record *record = open_record(set(ec_constants, CONFIG(",\"baux0\":\"ZGV2\"")));
    cf_parameters parameters;
    assert_int_equal(cf_record_read_parameters(record, arena, &parameters, &fault), CF_OK);
    assert_text(parameters.version, "v2.0.0");
    assert_octets(parameters.p, "\xe7\x2f", 2);
    assert_octets(parameters.q, "\x7f", 1);
    assert_octets(parameters.r, "\x01\xd2", 2);
    assert_octets(parameters.g, "\x7f\x68", 2);
    assert_int_equal(parameters.n, 3);
    assert_int_equal(parameters.k, 2);
    assert_octets(parameters.h_p, "\0\0\0", 3); /* AAAA in base64 */
    assert_octets(parameters.h_m, "\x04\x10\x41", 3);
    assert_int_equal(parameters.h_b.len, 3);
    assert_false(parameters.chaining);
    assert_text(parameters.baux_0, "dev");
    close_and_strike(record);

    record = open_record(set(kmp_constants, CONFIG(",\"chain_confirmation_codes\":true")));
    assert_int_equal(cf_record_read_parameters(record, arena, &parameters, &fault), CF_OK);
    assert_text(parameters.version, "2.1.0");     /* its constants have none */
    assert_octets(parameters.h_p, "\xaa\xaa", 2); /* AAAA in base16 */
    assert_true(parameters.chaining);
    assert_octets(parameters.baux_0, "", 0);
    close_and_strike(record);
}

static void baux_0_is_base64_or_a_list_of_octets(void **state)
{
    (void)state;
    static const struct {
        const char *config;
        const char *expected; /* NULL: undecodable */
        size_t len;
    } cases[] = {
        { CONFIG(",\"baux0\":[100,101,118]"), "dev", 3 },
        { CONFIG(",\"baux0\":[-56,200,-128,255]"), "\xc8\xc8\x80\xff", 4 },
        { CONFIG(",\"baux0\":[]"), "", 0 },
        { CONFIG(",\"baux0\":\"\""), "", 0 },
        { CONFIG(",\"baux0\":\"ZGV\""), NULL, 0 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cf_record *record = open_record(set(ec_constants, cases[i].config));
        cf_parameters parameters;
        assert_int_equal(cf_record_read_parameters(record, arena, &parameters, &fault), CF_OK);
        if (cases[i].expected == NULL) {
            assert_null(parameters.baux_0.at);
        } else {
            assert_octets(parameters.baux_0, cases[i].expected, cases[i].len);
        }
        close_and_strike(record);
    }
    static const char *const wrong[] = { CONFIG(",\"baux0\":[256]"), CONFIG(",\"baux0\":[-129]") };
    for (size_t i = 0; i < 2; i++) {
        cf_record *record = open_record(set(ec_constants, wrong[i]));
        cf_parameters parameters;
        assert_int_equal(cf_record_read_parameters(record, arena, &parameters, &fault),
                         CF_ERR_RANGE);
        close_and_strike(record);
    }
}

static void a_quorum_outside_the_guardians_is_refused(void **state)
{
    (void)state;
    static const char *const wrong[][2] = {
        { "0", "0" }, { "3", "0" }, { "3", "4" }, { "1001", "3" }, { "0", "1" }
    };
    for (size_t i = 0; i < 5; i++) {
        char config[512];
        (void)snprintf(
            config, sizeof config,
            "{\"config_version\":\"\",\"number_of_guardians\":%s,\"quorum\":%s,"
            "\"parameter_base_hash\":\"\",\"manifest_hash\":\"\",\"election_base_hash\":\"\"}",
            wrong[i][0], wrong[i][1]);
        cf_record *record = open_record(set(ec_constants, config));
        cf_parameters parameters;
        assert_int_equal(cf_record_read_parameters(record, arena, &parameters, &fault),
                         CF_ERR_RANGE);
        assert_string_equal(fault.file, "election_config.json");
        close_and_strike(record);
    }
}

static void a_group_written_twice_is_refused(void **state)
{
    (void)state;
    static const char twice[] =
        "{\"type\":\"IntegerGroup\",\"large_prime\":\"0B\",\"constants\":{\"largePrime\":\"07\","
        "\"smallPrime\":\"03\",\"cofactor\":\"02\",\"generator\":\"02\"}}";
    cf_record *record = NULL;
    assert_int_equal(cf_record_open(set(twice, CONFIG("")), &record, &fault), CF_ERR_SHAPE);
    assert_string_equal(fault.file, "constants.json");
    cf_scene_strike();
}

static void a_curve_is_unsupported_by_name(void **state)
{
    (void)state;
    static const char curve[] = "{\"name\":\"P-256\",\"type\":\"EllipticCurve\","
                                "\"protocolVersion\":\"v2.1.0\",\"constants\":"
                                "{\"a\":\"ff\",\"g.x\":\"6b\",\"h\":\"1\"}}";
    cf_record *record = NULL;
    assert_int_equal(cf_record_open(set(curve, CONFIG("")), &record, &fault), CF_ERR_UNSUPPORTED);
    assert_non_null(strstr(fault.what, "P-256"));
    cf_scene_strike();
}

/* --- ballots --- */

static void ballots_stand_in_their_devices_folders(void **state)
{
    (void)state;
    const char *path = set(ec_constants, CONFIG(""));
    cf_scene_put("encrypted_ballots/dev_1/eballot-b.json", BALLOT("b", "dev 1", "CAST", ""));
    cf_scene_put("encrypted_ballots/dev_1/eballot-a_1.json",
                 BALLOT("a 1", "dev 1", "CHALLENGED", ""));
    cf_scene_put("encrypted_ballots/dev_0/eballot-z.json", BALLOT("z", "dev 0", "CAST", ""));
    cf_scene_put("encrypted_ballots/eballot-old.json", BALLOT("old", "dev", "CAST", ""));
    cf_record *record = open_record(path);
    static const char *const files[] = { "encrypted_ballots/eballot-old.json",
                                         "encrypted_ballots/dev_0/eballot-z.json",
                                         "encrypted_ballots/dev_1/eballot-a_1.json",
                                         "encrypted_ballots/dev_1/eballot-b.json" };
    static const char *const folders[] = { "", "dev_0", "dev_1", "dev_1" };
    static const char *const ids[] = { "old", "z", "a 1", "b" };
    assert_int_equal(cf_record_ballot_count(record), 4);
    for (size_t i = 0; i < 4; i++) {
        cf_ballot ballot;
        assert_string_equal(cf_record_ballot_file(record, i, arena), files[i]);
        assert_int_equal(cf_record_read_ballot(record, i, NULL, arena, &ballot, &fault), CF_OK);
        assert_text(ballot.device_folder, folders[i]);
        assert_non_null(ballot.device_folder.at);
        assert_text(ballot.id, ids[i]);
    }
    close_and_strike(record);
}

static cf_status read_ballot(const char *constants, const char *text, cf_ballot *ballot)
{
    const char *path = set(constants, CONFIG(""));
    cf_scene_put("encrypted_ballots/d/eballot-1.json", text);
    cf_record *record = open_record(path);
    cf_status status = cf_record_read_ballot(record, 0, NULL, arena, ballot, &fault);
    close_and_strike(record);
    return status;
}

static void a_ballot_is_read(void **state)
{
    (void)state;
    cf_ballot ballot;
    assert_int_equal(read_ballot(ec_constants,
                                 BALLOT("1", "d", "CAST",
                                        ",\"encrypted_sn\":" CIPHERTEXT ",\"is_preencrypt\":false"),
                                 &ballot),
                     CF_OK);
    assert_text(ballot.style, "s");
    assert_text(ballot.device, "d");
    assert_int_equal(ballot.weight, 1);
    assert_null(ballot.chaining_field.at); /* lower case is not the format's */
    assert_octets(ballot.code, "\0\0\0", 3);
    assert_octets(ballot.election_id, "\x04\x10\x41", 3);
    assert_true(ballot.has_serial);
    assert_octets(ballot.serial_beta.octets, "\x04\x10\x41", 3);
    assert_int_equal(ballot.contest_count, 1);
    const cf_encrypted_contest *contest = &ballot.contests[0];
    assert_text(contest->label, "c");
    assert_int_equal(contest->index, 4);
    assert_false(contest->has_data);
    assert_int_equal(contest->limit_proof.count, 2);
    assert_text(contest->selections[0].label, "o");
    assert_int_equal(contest->selections[0].proof.count, 2);
    assert_octets(contest->selections[0].proof.c[0].octets, "\0\0\0", 3);
}

static void what_has_a_default_may_be_left_out_or_null(void **state)
{
    (void)state;
    cf_ballot ballot;
    assert_int_equal(
        read_ballot(kmp_constants, BALLOT("1", "d", "CAST", ",\"encrypted_sn\":null"), &ballot),
        CF_OK);
    assert_false(ballot.has_serial);
    assert_octets(ballot.code, "\xaa\xaa", 2);
}

static void states_are_those_of_the_dialect(void **state)
{
    (void)state;
    static const struct {
        const char *constants;
        const char *ballot;
        cf_status status;
        cf_ballot_state state;
    } cases[] = {
        { ec_constants, BALLOT("1", "d", "CAST", ""), CF_OK, CF_BALLOT_CAST },
        { ec_constants, BALLOT("1", "d", "CHALLENGED", ""), CF_OK, CF_BALLOT_CHALLENGED },
        { ec_constants, BALLOT("1", "d", "SPOILED", ""), CF_ERR_SYNTAX, CF_BALLOT_CAST },
        { ec_constants, BALLOT("1", "d", "UNKNOWN", ""), CF_ERR_SYNTAX, CF_BALLOT_CAST },
        { ec_constants, BALLOT("1", "d", "cast", ""), CF_ERR_SYNTAX, CF_BALLOT_CAST },
        { kmp_constants, BALLOT("1", "d", "CAST", ""), CF_OK, CF_BALLOT_CAST },
        { kmp_constants, BALLOT("1", "d", "SPOILED", ""), CF_OK, CF_BALLOT_CHALLENGED },
        { kmp_constants, BALLOT("1", "d", "UNKNOWN", ""), CF_ERR_SYNTAX, CF_BALLOT_CAST },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cf_ballot ballot;
        assert_int_equal(read_ballot(cases[i].constants, cases[i].ballot, &ballot),
                         cases[i].status);
        if (cases[i].status == CF_OK) {
            assert_int_equal(ballot.state, cases[i].state);
        } else {
            assert_non_null(strstr(fault.what, "state"));
        }
    }
}

static void pre_encrypted_ballots_are_unsupported_by_name(void **state)
{
    (void)state;
    cf_ballot ballot;
    assert_int_equal(
        read_ballot(ec_constants, BALLOT("1", "d", "CAST", ",\"is_preencrypt\":true"), &ballot),
        CF_ERR_UNSUPPORTED);
    assert_non_null(strstr(fault.what, "is_preencrypt"));

    static const char with_vectors[] = "{\"contests\":[{\"contest_id\":\"c\",\"pre_encryption\":{"
                                       "\"preencryption_hash\":\"AAAA\"}}]}";
    assert_int_equal(read_ballot(ec_constants, with_vectors, &ballot), CF_ERR_UNSUPPORTED);
    assert_non_null(strstr(fault.what, "pre_encryption"));
}

/* --- keys and tallies --- */

static void keys_are_read(void **state)
{
    (void)state;
    const char *path = set(kmp_constants, CONFIG(""));
    cf_scene_put("election_initialized.json", "{\"joint_public_key\":\"AB\",\"extended_base_hash\":"
                                              "\"CDEF\",\"guardians\":[{\"guardian_id\":"
                                              "\"g\",\"x_coordinate\":7,\"coefficient_proofs\":[{"
                                              "\"public_key\":\"01\",\"challenge\":\"02\","
                                              "\"response\":\"03\"},{\"public_key\":\"11\","
                                              "\"challenge\":\"12\",\"response\":\"13\"}]}]}");
    cf_record *record = open_record(path);
    cf_keys keys;
    assert_int_equal(cf_record_read_keys(record, arena, &keys, &fault), CF_OK);
    assert_octets(keys.joint.octets, "\xab", 1);
    assert_octets(keys.h_e, "\xcd\xef", 2);
    assert_false(keys.has_h_g);
    assert_int_equal(keys.guardian_count, 1);
    assert_text(keys.guardians[0].name, "g");
    assert_int_equal(keys.guardians[0].index, 7);
    assert_int_equal(keys.guardians[0].vote_count, 2);
    assert_int_equal(keys.guardians[0].data_count, 0);
    assert_octets(keys.guardians[0].vote[1].octets, "\x11", 1);
    assert_octets(keys.guardians[0].vote_c[1].octets, "\x12", 1);
    assert_octets(keys.guardians[0].vote_v[1].octets, "\x13", 1);
    close_and_strike(record);
}

static void tallies_are_read(void **state)
{
    (void)state;
    const char *path = set(kmp_constants, CONFIG(""));
    cf_scene_put("encrypted_tally.json", "{\"contests\":[{\"contest_id\":\"c\",\"sequence_order\":"
                                         "3,\"selections\":[{\"selection_id\":\"o\","
                                         "\"sequence_order\":2,\"encrypted_vote\":{\"pad\":\"01\","
                                         "\"data\":\"02\"}}]}],\"cast_ballot_ids\":[],"
                                         "\"election_id\":\"03\"}");
    cf_scene_put(
        "tally.json",
        "{\"id\":\"t\",\"contests\":[{\"contest_id\":\"c\",\"selections\":[{\"selection_id\":\"o\","
        "\"tally\":9,\"b_over_m\":\"04\",\"encrypted_vote\":{\"pad\":\"05\",\"data\":\"06\"},"
        "\"proof\":"
        "{\"challenge\":\"07\",\"response\":\"08\"}}]}],\"election_id\":\"09\"}");
    cf_record *record = open_record(path);
    cf_encrypted_tally encrypted;
    assert_int_equal(cf_record_read_encrypted_tally(record, arena, &encrypted, &fault), CF_OK);
    assert_octets(encrypted.election_id, "\x03", 1);
    assert_text(encrypted.contests[0].label, "c");
    assert_int_equal(encrypted.contests[0].index, 3);
    assert_int_equal(encrypted.contests[0].options[0].index, 2);
    assert_octets(encrypted.contests[0].options[0].b.octets, "\x02", 1);

    cf_decrypted_tally decrypted;
    assert_int_equal(cf_record_read_decrypted_tally(record, arena, &decrypted, &fault), CF_OK);
    assert_octets(decrypted.election_id, "\x09", 1);
    assert_int_equal(decrypted.contest_count, 1);
    assert_int_equal(decrypted.contests[0].option_count, 1);
    const cf_decrypted_total *total = &decrypted.contests[0].options[0];
    assert_text(total->label, "o");
    assert_int_equal(total->index, 0);
    assert_int_equal(total->tally, 9);
    assert_true(total->has_again);
    assert_octets(total->power.octets, "\x04", 1);
    assert_octets(total->a_again.octets, "\x05", 1);
    assert_octets(total->b_again.octets, "\x06", 1);
    assert_octets(total->c.octets, "\x07", 1);
    assert_octets(total->v.octets, "\x08", 1);

    assert_int_equal(cf_record_visit_opened_data(record, NULL, NULL, scratch, &fault),
                     CF_ERR_ABSENT);
    close_and_strike(record);
}

/* --- opened ballots --- */

static cf_octets opened_data(const char *constants, const char *contest_data)
{
    char text[2048];
    (void)snprintf(
        text, sizeof text,
        "{\"id\":\"1\",\"contests\":[{\"contest_id\":\"c\",\"selections\":[{\"selection_id\":\"o\","
        "\"tally\":3,\"b_over_m\":\"AAAA\",\"encrypted_vote\":" CIPHERTEXT
        ",\"proof\":{\"challenge\":\"AAAA\",\"response\":\"BBBB\"}}],\"ballot_count\":1,"
        "\"decrypted_contest_data\":{\"contest_data\":%s,\"encrypted_contest_data\":{\"c0\":"
        "\"AAAA\","
        "\"c1\":\"AAAA\",\"c2\":\"BBBB\",\"numBytes\":62},\"proof\":{\"challenge\":\"AAAA\","
        "\"response\":\"CCCC\"},\"beta\":\"BBBB\"}}],\"election_id\":\"AAAA\"}",
        contest_data);
    const char *path = set(constants, CONFIG(""));
    cf_scene_put("challenged_ballots/dballot-1.json", text);
    cf_record *record = open_record(path);
    cf_opened_ballot opened;
    assert_int_equal(cf_record_opened_count(record), 1);
    assert_string_equal(cf_record_opened_file(record, 0, arena),
                        "challenged_ballots/dballot-1.json");
    assert_int_equal(cf_record_read_opened(record, 0, arena, &opened, &fault), CF_OK);
    const cf_opened_contest *contest = &opened.contests[0];
    assert_text(opened.id, "1");
    assert_text(contest->label, "c");
    assert_int_equal(contest->index, 0);
    assert_int_equal(contest->options[0].value, 3);
    assert_true(contest->has_data);
    assert_int_equal(contest->data_again.plain_octets, 62);
    assert_octets(contest->data_again.mac, constants == ec_constants ? "\x04\x10\x41" : "\xbb\xbb",
                  constants == ec_constants ? 3 : 2);
    close_and_strike(record);
    return contest->data; /* in the arena */
}

/* The expected octets were written by hand from the description of the encoding. */
static void claimed_contest_data_is_encoded_as_it_was_encrypted(void **state)
{
    (void)state;
    assert_octets(
        opened_data(ec_constants, "{\"over_votes\":[],\"write_ins\":[],\"status\":\"normal\"}"),
        "\x00\x00\x06normal", 9);
    assert_octets(opened_data(ec_constants, "{\"status\":\"null_vote\"}"), "\x00\x00\x09null_vote",
                  12);
    assert_octets(opened_data(ec_constants, "{}"), "\x00\x00\x06normal", 9);
    assert_octets(opened_data(ec_constants,
                              "{\"status\":\"over_vote\",\"write_ins\":[\"Zo\\u00eb\",\"\"],"
                              "\"over_votes\":[1,127,128,300]}"),
                  "\x04\x01\x7f\x80\x01\xac\x02\x02\x04Zo\xc3\xab\x00\x09over_vote", 24);
    assert_octets(opened_data(kmp_constants, "{\"status\":\"null_vote\",\"write_ins\":[\"Zoe\"]}"),
                  "\x00\x01\x03Zoe\x09null_vote", 16);
}

/* --- lists --- */

typedef struct seen {
    char ids[64];
    char devices[64];
    size_t device_count;
} seen;

static cf_status see_ballot(void *context, size_t device, size_t position, cf_octets id)
{
    seen *at = context;
    char line[32];
    (void)snprintf(line, sizeof line, "%zu.%zu=%.*s ", device, position, (int)id.len,
                   (const char *)id.at);
    strcat(at->ids, line);
    return CF_OK;
}

static cf_status see_device(void *context, size_t number, const cf_device *device)
{
    seen *at = context;
    char line[32];
    (void)snprintf(line, sizeof line, "%zu=%.*s/%.*s ", number, (int)device->name.len,
                   (const char *)device->name.at, (int)device->folder.len,
                   (const char *)device->folder.at);
    strcat(at->devices, line);
    assert_int_equal(device->chaining, 1);
    assert_null(device->h_di.at);
    at->device_count++;
    return CF_OK;
}

#define CHAIN(DEVICE, IDS, REST)                                                                   \
    "{\"encrypting_device\":\"" DEVICE "\",\"election_base_hash\":\"AAAA\",\"ballot_ids\":[" IDS   \
    "]" REST "}"
static const char chained[] = CONFIG(",\"chain_confirmation_codes\":true");

static cf_status visit(const char *path, seen *at)
{
    *at = (seen){ .device_count = 0 };
    cf_record *record = open_record(path);
    assert_true(cf_record_lists_devices(record));
    const cf_device_visitor visitor = { .context = at, .ballot = see_ballot, .device = see_device };
    cf_status status = cf_record_visit_devices(record, &visitor, scratch, &fault);
    cf_record_close(record);
    return status;
}

static void each_device_lists_its_chain(void **state)
{
    (void)state;
    seen at;
    const char *path = set(ec_constants, chained);
    cf_scene_put("encrypted_ballots/b_1/ballot_chain.json", CHAIN("b 1", "\"x\",\"y\"", ""));
    cf_scene_put("encrypted_ballots/a/ballot_chain.json",
                 CHAIN("a", "\"z\"", ",\"closing_hash\":null,\"baux0\":[1]"));
    assert_int_equal(visit(path, &at), CF_OK);
    assert_string_equal(at.ids, "0.0=z 1.0=x 1.1=y ");
    assert_string_equal(at.devices, "0=a/a 1=b 1/b_1 ");
    cf_scene_strike();
}

static cf_status stop_at_ballot(void *context, size_t device, size_t position, cf_octets id)
{
    (void)device;
    (void)position;
    (void)id;
    ++*(size_t *)context;
    return CF_ERR_RANGE;
}

static cf_status stop_at_device(void *context, size_t number, const cf_device *device)
{
    (void)number;
    (void)device;
    ++*(size_t *)context;
    return CF_ERR_LIMIT;
}

/* After a device whose list is missing, too: what the visitor says counts more. */
static void a_visitor_ends_the_visit_with_its_status(void **state)
{
    (void)state;
    const char *path = set(ec_constants, chained);
    cf_scene_folder("encrypted_ballots/a");
    cf_scene_put("encrypted_ballots/b/ballot_chain.json", CHAIN("b", "", ""));
    cf_scene_put("encrypted_ballots/c/ballot_chain.json", CHAIN("c", "\"x\",\"y\"", ""));
    cf_scene_put("encrypted_ballots/d/ballot_chain.json", CHAIN("d", "", ""));
    cf_record *record = open_record(path);
    size_t calls = 0;
    cf_device_visitor visitor = { .context = &calls,
                                  .ballot = see_ballot,
                                  .device = stop_at_device };
    assert_int_equal(cf_record_visit_devices(record, &visitor, scratch, &fault), CF_ERR_LIMIT);
    assert_int_equal(fault.status, CF_ERR_LIMIT);
    assert_int_equal(calls, 1);
    cf_record_close(record);

    cf_scene_remove("encrypted_ballots/b/ballot_chain.json");
    record = open_record(path);
    calls = 0;
    visitor.ballot = stop_at_ballot;
    assert_int_equal(cf_record_visit_devices(record, &visitor, scratch, &fault), CF_ERR_RANGE);
    assert_int_equal(calls, 1);
    close_and_strike(record);
}

static void a_device_without_its_list_is_absent_and_the_others_are_visited(void **state)
{
    (void)state;
    seen at;
    const char *path = set(ec_constants, chained);
    cf_scene_put("encrypted_ballots/a/eballot-1.json", BALLOT("1", "a", "CAST", ""));
    cf_scene_put("encrypted_ballots/b/ballot_chain.json", CHAIN("b", "", ""));
    assert_int_equal(visit(path, &at), CF_ERR_ABSENT);
    assert_string_equal(fault.file, "encrypted_ballots/a/ballot_chain.json");
    assert_non_null(strstr(fault.what, "chained"));
    assert_string_equal(at.devices, "1=b/b ");
    cf_scene_strike();

    path = set(ec_constants, chained);
    cf_scene_put("encrypted_ballots/eballot-1.json", BALLOT("1", "a", "CAST", ""));
    assert_int_equal(visit(path, &at), CF_ERR_ABSENT);
    assert_string_equal(fault.file, "encrypted_ballots/ballot_chain.json");
    cf_scene_strike();
}

static void a_broken_list_is_the_fault_of_the_visit(void **state)
{
    (void)state;
    seen at;
    const char *path = set(ec_constants, chained);
    cf_scene_put("encrypted_ballots/a/ballot_chain.json", "{\"encrypting_device\":");
    cf_scene_put("encrypted_ballots/b/ballot_chain.json", CHAIN("b", "", ""));
    assert_int_equal(visit(path, &at), CF_ERR_SYNTAX);
    assert_string_equal(fault.file, "encrypted_ballots/a/ballot_chain.json");
    assert_int_equal(at.device_count, 1);
    cf_scene_strike();
}

static void unchained_devices_list_nothing(void **state)
{
    (void)state;
    cf_record *record = open_record(set(ec_constants, CONFIG("")));
    const cf_device_visitor nobody = { 0 };
    assert_false(cf_record_lists_devices(record));
    assert_int_equal(cf_record_visit_devices(record, &nobody, scratch, &fault), CF_ERR_ABSENT);
    close_and_strike(record);
}

static void an_unreadable_configuration_is_the_fault_of_the_visit(void **state)
{
    (void)state;
    seen at;
    const char *path = set(ec_constants, "{");
    assert_int_equal(visit(path, &at), CF_ERR_SYNTAX);
    assert_string_equal(fault.file, "election_config.json");
    cf_scene_remove("election_config.json");
    cf_scene_put("election_initialized.json", "{}");
    assert_int_equal(visit(path, &at), CF_ERR_ABSENT);
    assert_string_equal(fault.file, "election_config.json");
    cf_scene_strike();
}

static cf_status see_id(void *context, size_t position, cf_octets id)
{
    char line[16];
    (void)snprintf(line, sizeof line, "%zu=%.*s ", position, (int)id.len, (const char *)id.at);
    strcat(context, line);
    return position == 2 ? CF_ERR_LIMIT : CF_OK;
}

static void cast_ids_are_visited(void **state)
{
    (void)state;
    char ids[64] = "";
    cf_record *record = open_record(set(ec_constants, CONFIG("")));
    assert_int_equal(cf_record_visit_cast_ids(record, see_id, ids, &fault), CF_ERR_ABSENT);
    cf_scene_put("encrypted_tally.json", "{\"contests\":[{}],\"election_id\":\"\"}");
    assert_int_equal(cf_record_visit_cast_ids(record, see_id, ids, &fault), CF_ERR_ABSENT);
    cf_scene_put("encrypted_tally.json", "{\"contests\":[],\"cast_ballot_ids\":[\"x\",\"y z\"]}");
    assert_int_equal(cf_record_visit_cast_ids(record, see_id, ids, &fault), CF_OK);
    assert_string_equal(ids, "0=x 1=y z ");
    cf_scene_put("encrypted_tally.json", "{\"cast_ballot_ids\":[\"x\",\"y\",\"z\",\"w\"]}");
    assert_int_equal(cf_record_visit_cast_ids(record, see_id, ids, &fault), CF_ERR_LIMIT);
    close_and_strike(record);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_dialect_is_told_by_the_constants),
        cmocka_unit_test(parameters_come_from_two_files),
        cmocka_unit_test(baux_0_is_base64_or_a_list_of_octets),
        cmocka_unit_test(a_quorum_outside_the_guardians_is_refused),
        cmocka_unit_test(a_group_written_twice_is_refused),
        cmocka_unit_test(a_curve_is_unsupported_by_name),
        cmocka_unit_test(ballots_stand_in_their_devices_folders),
        cmocka_unit_test(a_ballot_is_read),
        cmocka_unit_test(what_has_a_default_may_be_left_out_or_null),
        cmocka_unit_test(states_are_those_of_the_dialect),
        cmocka_unit_test(pre_encrypted_ballots_are_unsupported_by_name),
        cmocka_unit_test(keys_are_read),
        cmocka_unit_test(tallies_are_read),
        cmocka_unit_test(claimed_contest_data_is_encoded_as_it_was_encrypted),
        cmocka_unit_test(each_device_lists_its_chain),
        cmocka_unit_test(a_visitor_ends_the_visit_with_its_status),
        cmocka_unit_test(a_device_without_its_list_is_absent_and_the_others_are_visited),
        cmocka_unit_test(a_broken_list_is_the_fault_of_the_visit),
        cmocka_unit_test(unchained_devices_list_nothing),
        cmocka_unit_test(an_unreadable_configuration_is_the_fault_of_the_visit),
        cmocka_unit_test(cast_ids_are_visited),
    };
    return cmocka_run_group_tests(tests, open_arenas, close_arenas);
}
