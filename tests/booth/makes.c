/*
 * What a booth makes: ballots that the verifier accepts, lines as the record's writer has them,
 * codes that follow one another.
 */
#include "booth/town.h"

#include "record/write.h"
#include "scripted_entropy.h"
#include "vault/encrypt.h"
#include "verify/verify.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ARENA_OCTETS = 1 << 26, BALLOTS = 4, LINE_OCTETS_MAX = 1 << 20 };

#define WRITTEN_IN "{\"style\":\"Mayor only\",\"contests\":{},\"write_ins\":{\"Mayor\":\"Zoe\"}}"
#define OVERVOTED  "{\"contests\":{\"Mayor\":{\"Alice\":1,\"Bob\":1}},\"style\":\"Full\"}"
#define SPOILED    "{\"style\":\"Full\",\"state\":\"spoiled\",\"weight\":2,\"contests\":{}}\n"

static const char *const VOTES[BALLOTS] = { TOWN_FULL, WRITTEN_IN, OVERVOTED, SPOILED };

static cf_fault fault;

static void ok(cf_status status)
{
    if (status != CF_OK) {
        fail_msg("%s %s", fault.file, fault.what);
    }
}

/* --- whole records --- */

static void write_election(cf_record_writer *writer, const cf_booth *booth)
{
    const cf_booth_election *election = cf_booth_election_of(booth);
    ok(cf_record_write_parameters(writer, &election->parameters, &fault));
    ok(cf_record_write_manifest(writer, election->manifest.file, &fault));
    ok(cf_record_write_keys(writer, &election->claimed, &fault));
}

static int by_octets(const void *a, const void *b)
{
    return memcmp(a, b, CF_HASH_OCTETS);
}

static void write_device(cf_record_writer *writer, cf_booth *booth, uint8_t ids[][CF_HASH_OCTETS])
{
    cf_device device;
    ok(cf_booth_device(booth, &device, &fault));
    assert_int_equal(device.ballot_count, BALLOTS);
    if (device.chaining == 0) {
        qsort(ids, BALLOTS, CF_HASH_OCTETS, by_octets);
    }
    for (size_t i = 0; i < BALLOTS; i++) {
        ok(cf_record_write_device_ballot(writer, cf_octets_of(ids[i], CF_HASH_OCTETS), &fault));
    }
    ok(cf_record_write_device(writer, &device, &fault));
}

static void write_record(cf_booth *booth, const char *path)
{
    uint8_t ids[BALLOTS][CF_HASH_OCTETS];
    cf_record_writer *writer = NULL;
    ok(cf_record_writer_open(path, CF_WRITE_COUNTERFOIL, &writer, &fault));
    write_election(writer, booth);
    for (size_t i = 0; i < BALLOTS; i++) {
        const cf_booth_ballot made = town_encrypt(booth, VOTES[i]);
        memcpy(ids[i], made.ballot.id.at, CF_HASH_OCTETS);
        ok(cf_record_write_ballot(writer, &made.ballot, &fault));
    }
    write_device(writer, booth, ids);
    ok(cf_record_writer_close(writer, &fault));
}

static bool passes(const cf_report *report, const char *id)
{
    for (int check = 0; check < CF_CHECK_COUNT; check++) {
        if (strcmp(cf_check_entry_of((cf_check)check)->id, id) == 0) {
            return cf_report_check_status(report, (cf_check)check) == CF_CHECK_PASS;
        }
    }
    return false;
}

static void assert_verifies(const char *path, const char *const *ids)
{
    const cf_verify_options options = { .jobs = 1, .allow_toy = true };
    cf_arena *arena = cf_arena_open(ARENA_OCTETS);
    cf_report *report = cf_report_open(arena);
    assert_non_null(report);
    assert_int_equal(cf_verify_record(path, &options, report), CF_OK);
    assert_int_equal(cf_report_verdict(report), CF_VERDICT_INCOMPLETE); /* nobody counted */
    assert_int_equal(report->cast, BALLOTS - 1);
    assert_int_equal(report->spoiled, 1);
    for (; *ids != NULL; ids++) {
        if (!passes(report, *ids)) {
            fail_msg("%s does not pass", *ids);
        }
    }
    cf_arena_close(arena);
}

static void ballots_hold(void **state)
{
    (void)state;
    static const char *const IDS[] = { "4.A", "5.A", "6.A", "6.D", "7.A",
                                       "8.A", "8.B", "8.C", "8.D", NULL };
    cf_booth *booth = town_booth(false, NULL);
    char path[256];
    snprintf(path, sizeof path, "%s", town_below("record"));
    write_record(booth, path);
    assert_verifies(path, IDS);
    cf_booth_close(booth);
}

static void chained_ballots_hold(void **state)
{
    (void)state;
    static const char *const IDS[] = { "6.D", "8.A", "8.B", "8.E", "8.F", "8.G", NULL };
    cf_booth *booth = town_booth(true, NULL);
    char path[256];
    snprintf(path, sizeof path, "%s", town_below("record"));
    write_record(booth, path);
    assert_verifies(path, IDS);
    cf_booth_close(booth);
}

/* --- one ballot --- */

static void line_is_that_of_a_batch(void **state)
{
    (void)state;
    static char file[LINE_OCTETS_MAX];
    cf_booth *booth = town_booth(false, NULL);
    cf_record_writer *writer = NULL;
    ok(cf_record_writer_open(town_below("record"), CF_WRITE_COUNTERFOIL, &writer, &fault));
    write_election(writer, booth);
    const cf_booth_ballot made = town_encrypt(booth, TOWN_FULL);
    ok(cf_record_write_ballot(writer, &made.ballot, &fault));
    ok(cf_record_writer_close(writer, &fault));
    FILE *batch = fopen(town_below("record/ballots/00000001.jsonl"), "rb");
    assert_non_null(batch);
    const size_t len = fread(file, 1, sizeof file, batch);
    fclose(batch);
    assert_int_equal(len, strlen(made.line));
    assert_memory_equal(file, made.line, len);
    cf_booth_close(booth);
}

static void code_is_the_ballots(void **state)
{
    (void)state;
    cf_booth *booth = town_booth(false, NULL);
    const cf_booth_ballot made = town_encrypt(booth, TOWN_FULL);
    assert_int_equal(made.ballot.code.len, 32);
    for (size_t i = 0; i < 32; i++) {
        char digits[3];
        snprintf(digits, sizeof digits, "%02X", made.ballot.code.at[i]);
        assert_memory_equal(made.code + 2 * i, digits, 2);
    }
    assert_int_equal(made.code[64], '\0');
    cf_booth_close(booth);
}

/* With the same random octets, what the vault makes of marks that were set by hand. */
static void assert_is_of_marks(const cf_booth *booth, const cf_ballot *ballot,
                               cf_entropy_source *source)
{
    const cf_booth_election *election = cf_booth_election_of(booth);
    cf_arena *arena = cf_arena_open_secret(ARENA_OCTETS);
    cf_arena *secrets = cf_arena_open_secret(CF_VAULT_BALLOT_SECRETS_OCTETS);
    cf_vault_encryptor *encryptor = NULL;
    cf_vault_device device;
    cf_plain_ballot plain;
    cf_ballot other;
    ok(cf_plain_ballot_blank(&election->manifest, 1, arena, &plain));
    plain.contests[0].marks[0] = 1; /* Alice */
    plain.contests[1].marks[1] = 1; /* Eve */
    ok(cf_vault_encryptor_open(&election->keys, &election->manifest, &encryptor));
    cf_vault_device_open(&election->keys, cf_octets_of_text("Table 7"), false, &device);
    ok(cf_vault_ballot_encrypt(encryptor, &plain, source, secrets, arena, &other));
    ok(cf_vault_device_seal(&device, &other, arena));
    assert_true(cf_octets_equal(ballot->id, other.id));
    assert_true(cf_octets_equal(ballot->code, other.code)); /* it covers all ciphertexts */
    assert_true(cf_octets_equal(ballot->nonce.c1, other.nonce.c1));
    cf_vault_encryptor_close(encryptor);
    cf_arena_close(secrets);
    cf_arena_close(arena);
}

static void marks_are_those_of_the_text(void **state)
{
    (void)state;
    static scripted_entropy script;
    cf_entropy_source source = script_source(&script);
    script_start_endless(&script, 7);
    cf_booth *booth = town_booth(false, &source);
    const cf_booth_ballot made = town_encrypt(booth, TOWN_FULL);
    script_start_endless(&script, 7);
    assert_is_of_marks(booth, &made.ballot, &source);
    cf_booth_close(booth);
}

/* --- chains --- */

static void assert_follows(const cf_booth_ballot *made, const uint8_t before[CF_HASH_OCTETS])
{
    static const uint8_t mode[4] = { 0, 0, 0, 1 };
    assert_int_equal(made->ballot.chaining_field.len, 36);
    assert_memory_equal(made->ballot.chaining_field.at, mode, sizeof mode);
    assert_memory_equal(made->ballot.chaining_field.at + 4, before, CF_HASH_OCTETS);
}

static void chained_codes_follow_and_mistakes_leave_no_gap(void **state)
{
    (void)state;
    uint8_t before[CF_HASH_OCTETS];
    cf_booth_ballot none;
    cf_booth *booth = town_booth(true, NULL);
    cf_booth_ballot made = town_encrypt(booth, TOWN_FULL);
    memcpy(before, made.ballot.code.at, sizeof before);
    for (size_t i = 0; i < BALLOTS; i++) {
        assert_int_equal(cf_booth_encrypt(booth, cf_octets_of_text("{}"), &none, NULL),
                         CF_ERR_SHAPE);
        made = town_encrypt(booth, VOTES[i]);
        assert_follows(&made, before);
        memcpy(before, made.ballot.code.at, sizeof before);
    }
    cf_device device;
    ok(cf_booth_device(booth, &device, &fault));
    assert_int_equal(device.ballot_count, 1 + BALLOTS);
    cf_booth_close(booth);
}

static void chain_without_a_ballot_has_no_end(void **state)
{
    (void)state;
    cf_device device;
    cf_booth *booth = town_booth(true, NULL);
    assert_int_equal(cf_booth_device(booth, &device, &fault), CF_ERR_RANGE);
    (void)town_encrypt(booth, TOWN_FULL);
    ok(cf_booth_device(booth, &device, &fault));
    assert_int_equal(device.ballot_count, 1);
    assert_true(device.has_h_0 && device.has_closing_hash);
    cf_booth_close(booth);
}

static void standard_group_needs_no_leave(void **state)
{
    (void)state;
    const cf_booth_options options = { .election =
                                           CF_SOURCE_DIR "/tests/vectors/records/cs21-small",
                                       .device = "Table 7" };
    cf_booth *booth = NULL;
    ok(cf_booth_open(&options, &booth, &fault));
    const cf_booth_ballot made = town_encrypt(booth, TOWN_FULL);
    assert_int_equal(strlen(made.code), 64);
    cf_booth_close(booth);
}

#define IN_TOWN(test) cmocka_unit_test_setup_teardown(test, town_set, town_strike)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_TOWN(ballots_hold),
        IN_TOWN(chained_ballots_hold),
        IN_TOWN(line_is_that_of_a_batch),
        IN_TOWN(code_is_the_ballots),
        IN_TOWN(marks_are_those_of_the_text),
        IN_TOWN(chained_codes_follow_and_mistakes_leave_no_gap),
        IN_TOWN(chain_without_a_ballot_has_no_end),
        cmocka_unit_test(standard_group_needs_no_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
