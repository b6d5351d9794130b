/*
 * Records made by other people's software, read to the last octet, where they are at hand.
 *
 * They are not part of this repository.  A folder of them may stand beside it, ../shared/records;
 * without it this program says so and is skipped.
 */
#define _DEFAULT_SOURCE /* access */

#include "record/record.h"
#include "record/touch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static cf_arena *arena;
static cf_arena *scratch;
static cf_fault fault;

#define SHARED_RECORDS CF_SOURCE_DIR "/../shared/records"

static const char *path_of(const char *name)
{
    static char path[1024];
    (void)snprintf(path, sizeof path, "%s/%s", SHARED_RECORDS, name);
    return path;
}

static int open_arenas(void **state)
{
    (void)state;
    arena = cf_arena_open(1 << 28);
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

static cf_record *open_record(const char *name)
{
    cf_record *record = NULL;
    cf_arena_reset(arena);
    if (cf_record_open(path_of(name), &record, &fault) != CF_OK) {
        fail_msg("%s: %s", name, fault.what);
    }
    return record;
}

static cf_status count_stray(void *context, const cf_fault *stray)
{
    (void)stray;
    ++*(size_t *)context;
    return CF_OK;
}

/* Everything that a ceremony leaves, over the standard group: widths are 512 and 32. */
static void check_ceremony(cf_record *record, const char *format, uint32_t n, uint32_t k)
{
    cf_parameters parameters;
    cf_manifest manifest;
    cf_keys keys;
    uint64_t digest = 0;
    size_t strays = 0;
    assert_string_equal(cf_record_format(record), format);
    assert_int_equal(cf_record_read_parameters(record, arena, &parameters, &fault), CF_OK);
    assert_int_equal(cf_record_read_manifest(record, arena, &manifest, &fault), CF_OK);
    assert_int_equal(cf_record_read_keys(record, arena, &keys, &fault), CF_OK);
    assert_int_equal(cf_record_visit_strays(record, count_stray, &strays), CF_OK);
    cf_touch_manifest(&digest, &manifest);

    assert_int_equal(strays, 0);
    assert_int_equal(parameters.n, n);
    assert_int_equal(parameters.k, k);
    assert_int_equal(parameters.p.len, 512);
    assert_int_equal(parameters.q.len, 32);
    assert_int_equal(parameters.g.len, 512);
    assert_int_equal(parameters.h_p.len, 32);
    assert_int_equal(parameters.version.len, 6);
    assert_memory_equal(parameters.version.at, "v2.0.0", 6);
    assert_memory_equal(manifest.label.at, "TestManifest", 12);
    assert_int_equal(keys.joint.octets.len, 512);
    assert_int_equal(keys.guardian_count, n);
    for (uint32_t i = 0; i < n; i++) {
        assert_int_equal(keys.guardians[i].index, i + 1);
        assert_int_equal(keys.guardians[i].vote_count, k);
        assert_int_equal(keys.guardians[i].vote[k - 1].octets.len, 512);
        assert_int_equal(keys.guardians[i].vote_c[k - 1].octets.len, 32);
        assert_int_equal(keys.guardians[i].vote_v_count, k);
    }
}

typedef struct counts {
    size_t state[3];
    size_t contests;
    size_t selections;
} counts;

static counts count_ballots(cf_record *record, const cf_manifest *manifest)
{
    counts of = { .contests = 0 };
    for (size_t i = 0; i < cf_record_ballot_count(record); i++) {
        cf_ballot ballot;
        uint64_t digest = 0;
        cf_arena_reset(scratch);
        assert_int_equal(cf_record_read_ballot(record, i, manifest, scratch, &ballot, &fault),
                         CF_OK);
        cf_touch_ballot(&digest, &ballot);
        assert_non_null(ballot.style_found);
        assert_int_equal(ballot.contest_count, ballot.style_found->contest_count);
        assert_true(cf_octets_equal(ballot.device, ballot.device_folder));
        assert_int_equal(ballot.code.len, 32);
        assert_int_equal(ballot.chaining_field.len, 18);
        assert_true(ballot.has_serial);
        of.state[ballot.state]++;
        of.contests += ballot.contest_count;
        for (size_t j = 0; j < ballot.contest_count; j++) {
            assert_true(ballot.contests[j].has_data);
            assert_int_equal(ballot.contests[j].data.mac.len, 32);
            assert_int_equal(ballot.contests[j].limit_proof.count, 2);
            of.selections += ballot.contests[j].selection_count;
        }
    }
    return of;
}

static cf_status count_id(void *context, size_t position, cf_octets id)
{
    assert_int_equal(position, *(size_t *)context);
    assert_memory_equal(id.at, "id-", 3);
    ++*(size_t *)context;
    return CF_OK;
}

static uint64_t check_tallies(cf_record *record, size_t options)
{
    cf_encrypted_tally encrypted;
    cf_decrypted_tally decrypted;
    uint64_t votes = 0;
    size_t seen = 0;
    assert_int_equal(cf_record_read_encrypted_tally(record, arena, &encrypted, &fault), CF_OK);
    assert_int_equal(cf_record_read_decrypted_tally(record, arena, &decrypted, &fault), CF_OK);
    assert_int_equal(encrypted.contest_count, 20);
    assert_int_equal(decrypted.contest_count, 20);
    assert_int_equal(encrypted.election_id.len, 32);
    for (size_t i = 0; i < 20; i++) {
        assert_int_equal(encrypted.contests[i].option_count, decrypted.contests[i].option_count);
        for (size_t j = 0; j < decrypted.contests[i].option_count; j++) {
            const cf_encrypted_total *sum = &encrypted.contests[i].options[j];
            const cf_decrypted_total *total = &decrypted.contests[i].options[j];
            assert_true(total->has_again);
            assert_true(cf_octets_equal(sum->a.octets, total->a_again.octets));
            assert_true(cf_octets_equal(sum->b.octets, total->b_again.octets));
            assert_int_equal(total->power.octets.len, 512);
            votes += total->tally;
            seen++;
        }
    }
    assert_int_equal(seen, options);
    return votes;
}

static void egk_ec_is_read_whole(void **state)
{
    (void)state;
    cf_record *record = open_record("egkec-int4096-3of3");
    check_ceremony(record, "egk-ec", 3, 3);
    assert_false(cf_record_lists_devices(record));

    cf_manifest manifest;
    assert_int_equal(cf_record_read_manifest(record, arena, &manifest, &fault), CF_OK);
    assert_int_equal(manifest.contest_count, 20);
    assert_int_equal(manifest.option_total, 41);
    assert_int_equal(manifest.style_count, 5);
    counts of = count_ballots(record, &manifest);
    assert_int_equal(of.state[CF_BALLOT_CAST], 33);
    assert_int_equal(of.state[CF_BALLOT_CHALLENGED], 9);
    assert_int_equal(of.contests, 335);
    assert_int_equal(of.selections, 700);

    size_t ids = 0;
    assert_int_equal(cf_record_visit_cast_ids(record, count_id, &ids, &fault), CF_OK);
    assert_int_equal(ids, 33);
    assert_int_equal(check_tallies(record, 41), 206);

    assert_int_equal(cf_record_opened_count(record), 9);
    for (size_t i = 0; i < 9; i++) {
        cf_opened_ballot opened;
        cf_arena_reset(scratch);
        assert_int_equal(cf_record_read_opened(record, i, scratch, &opened, &fault), CF_OK);
        for (size_t j = 0; j < opened.contest_count; j++) {
            const cf_opened_contest *contest = &opened.contests[j];
            bool is_normal =
                contest->data.len == 9 && memcmp(contest->data.at, "\0\0\6normal", 9) == 0;
            bool is_null =
                contest->data.len == 12 && memcmp(contest->data.at, "\0\0\11null_vote", 12) == 0;
            assert_true(is_normal || is_null);
            assert_int_equal(contest->data_beta.octets.len, 512);
            assert_int_equal(contest->data_again.c1.len, 64);
        }
    }
    cf_record_close(record);
}

static void egk_kmp_is_read_whole(void **state)
{
    (void)state;
    cf_record *record = open_record("egkmp-int4096-3of3-base16");
    check_ceremony(record, "egk-kmp", 3, 3);
    cf_manifest manifest;
    assert_int_equal(cf_record_read_manifest(record, arena, &manifest, &fault), CF_OK);
    counts of = count_ballots(record, &manifest);
    assert_int_equal(of.state[CF_BALLOT_CAST], 11);
    assert_int_equal(of.contests, 220);
    assert_int_equal(of.selections, 1100);
    size_t ids = 0;
    assert_int_equal(cf_record_visit_cast_ids(record, count_id, &ids, &fault), CF_OK);
    assert_int_equal(ids, 11);
    (void)check_tallies(record, 100);
    cf_record_close(record);
}

static void a_ceremony_alone_is_read(void **state)
{
    (void)state;
    cf_record *record = open_record("egkec-keyceremony-int4096-3of5");
    check_ceremony(record, "egk-ec", 5, 3);
    assert_int_equal(cf_record_ballot_count(record), 0);
    cf_encrypted_tally tally;
    assert_int_equal(cf_record_read_encrypted_tally(record, arena, &tally, &fault), CF_ERR_ABSENT);
    cf_record_close(record);
}

static void other_records_are_named(void **state)
{
    (void)state;
    static const char *const records[][2] = {
        { "egkec-p256-3of3", "P-256" },
        { "egkec-p256-chain", "P-256" },
        { "egkec-keyceremony-p256-3of5-plainhash", "P-256" },
        { "egrust-keyceremony-2.0", "electionguard-rust" },
        { "egrust-keyceremony-2.0/public", "electionguard-rust" },
        { "ms-1.91-sample", "ElectionGuard 1.91" },
        { "ms-1.91-sample/sample", "ElectionGuard 1.91" },
        { "helios-basic", "Helios" },
        { "helios-basic/neg-proof", "Helios" },
        { "belenios-ed25519-basic", "Belenios" },
        { "belenios-ed25519-basic/election.bel", "Belenios" },
        { "belenios-negative-ed25519", "Belenios" },
    };
    for (size_t i = 0; i < sizeof records / sizeof records[0]; i++) {
        cf_record *record = NULL;
        assert_int_equal(cf_record_open(path_of(records[i][0]), &record, &fault),
                         CF_ERR_UNSUPPORTED);
        if (strstr(fault.what, records[i][1]) == NULL) {
            fail_msg("%s: %s", records[i][0], fault.what);
        }
    }
}

static void no_complaint(void *context, const cf_manifest_complaint *complaint)
{
    (void)context;
    fail_msg("%s: expected %s, found %s", complaint->path, complaint->expected, complaint->found);
}

static void their_manifests_get_no_complaint(void **state)
{
    (void)state;
    static const char *const records[] = { "egkec-int4096-3of3", "egkmp-int4096-3of3-base16",
                                           "egkec-p256-chain", "egkec-keyceremony-int4096-3of5" };
    for (size_t i = 0; i < sizeof records / sizeof records[0]; i++) {
        cf_folder folder;
        size_t complaints = 0;
        const char *format = NULL;
        assert_int_equal(cf_folder_open(&folder, path_of(records[i]), &fault), CF_OK);
        cf_arena_reset(arena);
        assert_int_equal(cf_manifest_examine(&folder, "manifest.json", arena, no_complaint, NULL,
                                             &complaints, &format, &fault),
                         CF_OK);
        assert_string_equal(format, "egk");
        assert_int_equal(complaints, 0);
        cf_folder_close(&folder);
    }
}

int main(void)
{
    if (access(path_of("egkec-int4096-3of3"), F_OK) != 0) {
        printf("skipped: no records of other software in %s\n", SHARED_RECORDS);
        return 77;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(egk_ec_is_read_whole),
        cmocka_unit_test(egk_kmp_is_read_whole),
        cmocka_unit_test(a_ceremony_alone_is_read),
        cmocka_unit_test(other_records_are_named),
        cmocka_unit_test(their_manifests_get_no_complaint),
    };
    return cmocka_run_group_tests(tests, open_arenas, close_arenas);
}
