/*
 * Two complete records in plain21, read to the last octet.
 *
 * cs21-small is over the standard group and has contest data, weights, two devices and names beyond
 * ASCII; cs21-toy has forty ballots.  What is expected stands in their README.md and in the files;
 * it was copied here by hand.
 */
#include "record/record.h"
#include "record/scene.h"
#include "record/touch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define SMALL CF_SOURCE_DIR "/tests/vectors/records/cs21-small"
#define TOY   CF_SOURCE_DIR "/tests/vectors/records/cs21-toy"

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

static cf_record *open_record(const char *path)
{
    cf_record *record = NULL;
    cf_arena_reset(arena);
    if (cf_record_open(path, &record, &fault) != CF_OK) {
        fail_msg("%s: %s", path, fault.what);
    }
    return record;
}

static void assert_text(cf_octets octets, const char *text)
{
    assert_int_equal(octets.len, strlen(text));
    assert_memory_equal(octets.at, text, octets.len);
}

static void assert_starts(cf_octets octets, size_t len, uint8_t first, uint8_t second)
{
    assert_int_equal(octets.len, len);
    assert_int_equal(octets.at[0], first);
    assert_int_equal(octets.at[1], second);
}

static void the_format_is_detected(void **state)
{
    (void)state;
    cf_record *record = open_record(SMALL);
    assert_string_equal(cf_record_format(record), "plain21");
    assert_int_equal(cf_record_profile(record), CF_PROFILE_EG21);
    assert_true(cf_record_lists_devices(record));
    cf_record_close(record);
}

static void parameters_are_read(void **state)
{
    (void)state;
    cf_record *record = open_record(SMALL);
    cf_parameters parameters;
    assert_int_equal(cf_record_read_parameters(record, arena, &parameters, &fault), CF_OK);
    assert_text(parameters.version, "v2.1.0");
    assert_int_equal(parameters.n, 3);
    assert_int_equal(parameters.k, 2);
    assert_starts(parameters.p, 512, 0xff, 0xff);
    assert_starts(parameters.q, 32, 0xff, 0xff);
    assert_starts(parameters.r, 481, 0x01, 0x00); /* 961 digits */
    assert_starts(parameters.g, 512, 0x36, 0x03);
    assert_starts(parameters.h_p, 32, 0x51, 0xbc);
    assert_starts(parameters.h_b, 32, 0xcf, 0xb1);
    cf_record_close(record);
}

static void the_manifest_is_read(void **state)
{
    (void)state;
    cf_record *record = open_record(SMALL);
    cf_manifest manifest;
    assert_int_equal(cf_record_read_manifest(record, arena, &manifest, &fault), CF_OK);
    assert_int_equal(manifest.file.len, 374);
    assert_text(manifest.label, "Countersign reference election (small)");
    assert_int_equal(manifest.contest_count, 2);
    assert_int_equal(manifest.option_total, 7);

    const cf_contest *council = &manifest.contests[1];
    assert_text(council->label, "Council");
    assert_int_equal(council->index, 2);
    assert_int_equal(council->selection_limit, 2);
    assert_int_equal(council->option_limit, 1);
    assert_int_equal(council->data_blocks, 0);
    assert_int_equal(manifest.contests[0].data_blocks, 1);
    assert_int_equal(council->first_option_position, 3);
    assert_text(council->options[0].label, "D\xc3\xb6rte");
    assert_int_equal(council->options[3].index, 4);

    assert_int_equal(manifest.style_count, 2);
    assert_text(manifest.styles[1].label, "Mayor only");
    assert_int_equal(manifest.styles[1].contest_count, 1);
    assert_int_equal(manifest.styles[1].contests[0], 0);
    cf_record_close(record);
}

static void keys_are_read(void **state)
{
    (void)state;
    cf_record *record = open_record(SMALL);
    cf_keys keys;
    assert_int_equal(cf_record_read_keys(record, arena, &keys, &fault), CF_OK);
    assert_starts(keys.joint.octets, 512, 0xf0, 0xce);
    assert_starts(keys.joint_hat.octets, 512, 0x65, 0xfc);
    assert_starts(keys.h_e, 32, 0x75, 0xd9);
    assert_true(keys.has_h_g);
    assert_starts(keys.h_g, 32, 0x47, 0x5a);
    assert_int_equal(keys.guardian_count, 3);
    const cf_guardian *first = &keys.guardians[0];
    assert_int_equal(first->index, 1);
    assert_text(first->name, "Guardian 1");
    assert_int_equal(first->vote_count, 2);
    assert_int_equal(first->data_count, 2);
    assert_int_equal(first->vote_c_count, 1);
    assert_int_equal(first->vote_v_count, 3);
    assert_int_equal(first->data_v_count, 3);
    assert_starts(first->kappa.octets, 512, 0x35, 0x71);
    assert_starts(first->vote_c[0].octets, 32, 0xd4, 0xf8);
    assert_starts(first->vote_v[0].octets, 32, 0xb1, 0x75);
    assert_starts(first->data_c.octets, 32, 0xd6, 0x08);
    assert_starts(first->data_v[0].octets, 32, 0x72, 0xa0);
    assert_starts(first->data[0].octets, 512, 0xce, 0x28);
    cf_record_close(record);
}

static void a_ballot_is_read(void **state)
{
    (void)state;
    cf_record *record = open_record(SMALL);
    cf_manifest manifest;
    cf_ballot ballot;
    assert_int_equal(cf_record_read_manifest(record, arena, &manifest, &fault), CF_OK);
    assert_int_equal(cf_record_ballot_count(record), 8);
    assert_string_equal(cf_record_ballot_file(record, 2, arena), "ballots/0003.json");
    assert_int_equal(cf_record_read_ballot(record, 2, &manifest, arena, &ballot, &fault), CF_OK);
    assert_starts(ballot.id, 32, 0xa5, 0x2f);
    assert_starts(ballot.h_i, 32, 0x81, 0xe3);
    assert_text(ballot.style, "1");
    assert_ptr_equal(ballot.style_found, &manifest.styles[0]);
    assert_int_equal(ballot.state, CF_BALLOT_CHALLENGED);
    assert_int_equal(ballot.weight, 1);
    assert_starts(ballot.chaining_field, 36, 0, 0);
    assert_starts(ballot.code, 32, 0xde, 0x34);
    assert_starts(ballot.nonce.c0.octets, 512, 0x84, 0x7e);
    assert_starts(ballot.nonce.c1, 32, 0xbf, 0xab);
    assert_starts(ballot.nonce.c.octets, 32, 0x49, 0x70);
    assert_null(ballot.device_folder.at);

    assert_int_equal(ballot.contest_count, 2);
    const cf_encrypted_contest *mayor = &ballot.contests[0];
    assert_int_equal(mayor->index, 1);
    assert_null(mayor->label.at);
    assert_starts(mayor->contest_hash, 32, 0xd0, 0xe8);
    assert_int_equal(mayor->selection_count, 3);
    assert_int_equal(mayor->selections[2].index, 3);
    assert_starts(mayor->selections[0].alpha.octets, 512, 0x92, 0x3c);
    assert_starts(mayor->selections[0].beta.octets, 512, 0x8f, 0x84);
    assert_int_equal(mayor->selections[0].proof.count, 2);
    assert_starts(mayor->selections[0].proof.v[0].octets, 32, 0x17, 0x1b);
    assert_int_equal(mayor->limit_proof.count, 2);
    assert_int_equal(ballot.contests[1].limit_proof.count, 3);
    assert_true(mayor->has_data);
    assert_starts(mayor->data.v.octets, 32, 0x8e, 0x2b);
    assert_false(ballot.contests[1].has_data);

    assert_int_equal(cf_record_read_ballot(record, 7, &manifest, arena, &ballot, &fault), CF_OK);
    assert_text(ballot.style, "2");
    assert_ptr_equal(ballot.style_found, &manifest.styles[1]);
    cf_record_close(record);
}

static void every_ballot_of_both_records_is_read(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        size_t state[3];
    } records[] = { { SMALL, { 5, 2, 1 } }, { TOY, { 28, 8, 4 } } };
    for (size_t i = 0; i < 2; i++) {
        cf_record *record = open_record(records[i].path);
        size_t seen[3] = { 0 };
        uint64_t digest = 0;
        for (size_t j = 0; j < cf_record_ballot_count(record); j++) {
            cf_ballot ballot;
            cf_arena_reset(arena);
            assert_int_equal(cf_record_read_ballot(record, j, NULL, arena, &ballot, &fault), CF_OK);
            cf_touch_ballot(&digest, &ballot);
            assert_int_equal(ballot.id.len, 32);
            seen[ballot.state]++;
        }
        assert_memory_equal(seen, records[i].state, sizeof seen);
        assert_int_equal(cf_record_opened_count(record), records[i].state[CF_BALLOT_CHALLENGED]);
        cf_record_close(record);
    }
}

static void both_halves_of_the_tally_are_read(void **state)
{
    (void)state;
    cf_record *record = open_record(SMALL);
    cf_encrypted_tally encrypted;
    cf_decrypted_tally decrypted;
    assert_int_equal(cf_record_read_encrypted_tally(record, arena, &encrypted, &fault), CF_OK);
    assert_int_equal(cf_record_read_decrypted_tally(record, arena, &decrypted, &fault), CF_OK);
    assert_int_equal(encrypted.contest_count, 2);
    assert_starts(encrypted.contests[0].options[0].a.octets, 512, 0x7e, 0x53);
    assert_null(encrypted.election_id.at);

    const cf_decrypted_total *alice = &decrypted.contests[0].options[0];
    assert_starts(alice->power.octets, 512, 0x0e, 0x04);
    assert_starts(alice->c.octets, 32, 0xc4, 0x29);
    assert_starts(alice->v.octets, 32, 0x14, 0x02);
    assert_starts(encrypted.contests[0].options[0].b.octets, 512, 0xc0, 0x33);

    static const uint64_t expected[2][4] = { { 2, 3, 0 }, { 2, 2, 2, 0 } };
    for (size_t i = 0; i < 2; i++) {
        const cf_decrypted_tally_contest *contest = &decrypted.contests[i];
        assert_int_equal(contest->index, i + 1);
        assert_int_equal(contest->option_count, 3 + i);
        for (size_t j = 0; j < contest->option_count; j++) {
            assert_int_equal(contest->options[j].tally, expected[i][j]);
            assert_int_equal(contest->options[j].index, 0);
            assert_false(contest->options[j].has_again);
            assert_int_equal(contest->options[j].power.octets.len, 512);
        }
    }
    assert_text(decrypted.contests[1].options[0].label, "D\xc3\xb6rte");
    cf_record_close(record);
}

static void an_opened_ballot_is_read(void **state)
{
    (void)state;
    cf_record *record = open_record(SMALL);
    cf_opened_ballot opened;
    assert_int_equal(cf_record_opened_count(record), 2);
    assert_string_equal(cf_record_opened_file(record, 0, arena), "challenged/0003.json");
    assert_int_equal(cf_record_read_opened(record, 0, arena, &opened, &fault), CF_OK);
    assert_starts(opened.id, 32, 0xa5, 0x2f);
    assert_int_equal(opened.contest_count, 2);
    assert_int_equal(opened.contests[1].index, 2);
    assert_text(opened.contests[1].label, "Council");
    assert_int_equal(opened.contests[1].options[1].value, 1);
    assert_starts(opened.contests[1].options[1].nonce.octets, 32, 0xc8, 0x26);
    assert_true(opened.contests[0].has_data);
    assert_starts(opened.contests[0].data_nonce.octets, 32, 0x84, 0x1b);
    assert_int_equal(opened.contests[0].data.len, 32);
    assert_int_equal(opened.contests[0].data.at[3], 13);
    assert_false(opened.contests[1].has_data);
    cf_record_close(record);
}

/* --- lists --- */

typedef struct seen {
    size_t ballots;
    size_t devices;
    uint8_t first_id[2][2]; /* first two octets of each device's first id */
    cf_status stop_at_ballot;
    cf_status stop_at_device;
} seen;

static cf_status see_ballot(void *context, size_t device, size_t position, cf_octets id)
{
    seen *at = context;
    assert_int_equal(device, at->devices);
    assert_int_equal(id.len, 32);
    if (position == 0 && device < 2) {
        memcpy(at->first_id[device], id.at, 2);
    }
    at->ballots++;
    return at->stop_at_ballot;
}

static cf_status see_device(void *context, size_t number, const cf_device *device)
{
    seen *at = context;
    assert_int_equal(number, at->devices);
    assert_int_equal(device->ballot_count, 4);
    assert_int_equal(device->chaining, number == 0 ? 1 : 0);
    assert_string_equal(device->file, "devices.json");
    assert_int_equal(device->h_di.len, 32);
    assert_true(device->has_h_0 == (number == 0));
    assert_true(device->has_closing_hash == (number == 0));
    assert_text(device->name, number == 0 ? "Device-1 \xe2\x84\x96 7" : "Device-2");
    at->devices++;
    return at->stop_at_device;
}

static void devices_are_visited_in_order(void **state)
{
    (void)state;
    static const uint8_t first_id[2][2] = { { 0xe2, 0x65 }, { 0x83, 0xb7 } };
    cf_record *record = open_record(SMALL);
    seen at = { 0 };
    const cf_device_visitor visitor = { .context = &at,
                                        .ballot = see_ballot,
                                        .device = see_device };
    assert_int_equal(cf_record_visit_devices(record, &visitor, scratch, &fault), CF_OK);
    assert_int_equal(at.ballots, 8);
    assert_int_equal(at.devices, 2);
    assert_memory_equal(at.first_id, first_id, sizeof first_id);
    cf_record_close(record);
}

static void a_visitor_ends_the_visit_with_its_status(void **state)
{
    (void)state;
    cf_record *record = open_record(SMALL);
    seen at = { .stop_at_ballot = CF_ERR_LIMIT };
    const cf_device_visitor visitor = { .context = &at,
                                        .ballot = see_ballot,
                                        .device = see_device };
    assert_int_equal(cf_record_visit_devices(record, &visitor, scratch, &fault), CF_ERR_LIMIT);
    assert_int_equal(at.ballots, 1);

    at = (seen){ .stop_at_device = CF_ERR_RANGE };
    assert_int_equal(cf_record_visit_devices(record, &visitor, scratch, &fault), CF_ERR_RANGE);
    assert_int_equal(at.devices, 1);
    cf_record_close(record);
}

static cf_status see_opened_data(void *context, size_t position, const cf_opened_data *data)
{
    size_t *count = context;
    assert_int_equal(position, *count);
    assert_int_equal(data->contest_index, position + 5);
    assert_int_equal(data->ballot_id.len, 1);
    assert_int_equal(data->data.at[0], 0x0A);
    ++*count;
    return CF_OK;
}

static void what_the_record_stops_before_is_absent(void **state)
{
    (void)state;
    cf_record *record = open_record(SMALL);
    size_t count = 0;
    assert_int_equal(cf_record_visit_opened_data(record, see_opened_data, &count, scratch, &fault),
                     CF_ERR_ABSENT);
    assert_string_equal(fault.file, "contest_data.json");
    assert_int_equal(cf_record_visit_cast_ids(record, NULL, NULL, &fault), CF_ERR_ABSENT);
    cf_record_close(record);

    cf_parameters parameters;
    cf_manifest manifest;
    cf_keys keys;
    cf_decrypted_tally tally;
    const char *path = cf_scene_set();
    cf_scene_put("election_parameters.json", "{}");
    record = open_record(path);
    assert_int_equal(cf_record_ballot_count(record), 0);
    assert_int_equal(cf_record_opened_count(record), 0);
    assert_int_equal(cf_record_read_parameters(record, arena, &parameters, &fault), CF_ERR_SHAPE);
    assert_int_equal(cf_record_read_manifest(record, arena, &manifest, &fault), CF_ERR_ABSENT);
    assert_string_equal(fault.file, "manifest.json");
    assert_int_equal(cf_record_read_keys(record, arena, &keys, &fault), CF_ERR_ABSENT);
    assert_int_equal(cf_record_read_decrypted_tally(record, arena, &tally, &fault), CF_ERR_ABSENT);
    const cf_device_visitor nobody = { 0 };
    assert_int_equal(cf_record_visit_devices(record, &nobody, scratch, &fault), CF_ERR_ABSENT);
    cf_record_close(record);
    cf_scene_strike();
}

static void opened_contest_data_is_visited_under_any_of_three_names(void **state)
{
    (void)state;
    static const char rest[] =
        "\"id_b\":\"01\",\"beta\":\"02\",\"c\":\"03\",\"v\":\"04\",\"data\":\"0A\"}";
    char list[1024];
    (void)snprintf(list, sizeof list, "[{\"contest_index\":5,%s,{\"index\":6,%s,{\"contest\":7,%s]",
                   rest, rest, rest);
    const char *path = cf_scene_set();
    cf_scene_put("election_parameters.json", "{}");
    cf_scene_put("contest_data.json", list);
    cf_record *record = open_record(path);
    size_t count = 0;
    assert_int_equal(cf_record_visit_opened_data(record, see_opened_data, &count, scratch, &fault),
                     CF_OK);
    assert_int_equal(count, 3);

    (void)snprintf(list, sizeof list, "[{\"contest_index\":5,\"index\":5,%s]", rest);
    cf_scene_put("contest_data.json", list);
    count = 0;
    assert_int_equal(cf_record_visit_opened_data(record, see_opened_data, &count, scratch, &fault),
                     CF_ERR_SHAPE);
    assert_int_equal(count, 0);
    cf_record_close(record);
    cf_scene_strike();
}

/* --- values --- */

/* A ballot with these texts for its identifier and its code; both are 32 octets in truth. */
static cf_ballot read_ballot_with(const char *id, const char *code)
{
    static const char rest[] =
        "\"h_i\":\"00\",\"ballot_style\":9,\"state\":\"cast\",\"contests\":[],\"nonce\":"
        "{\"c0\":\"\",\"c1\":\"\",\"c2\":{\"c\":\"\",\"v\":\"\"}},\"b_c\":\"00\"";
    char text[1024];
    (void)snprintf(text, sizeof text, "{\"id_b\":\"%s\",\"h_c\":\"%s\",%s}", id, code, rest);
    const char *path = cf_scene_set();
    cf_scene_put("election_parameters.json", "{}");
    cf_scene_put("ballots/1.json", text);
    cf_record *record = open_record(path);
    cf_ballot ballot;
    cf_arena_reset(arena);
    assert_int_equal(cf_record_read_ballot(record, 0, NULL, arena, &ballot, &fault), CF_OK);
    cf_record_close(record);
    cf_scene_strike();
    return ballot;
}

static void a_text_that_does_not_decode_is_no_fault(void **state)
{
    (void)state;
    static const char *const undecodable[] = {
        "0", "0g", "ab", "aB", "A B", "0x12", "\\u00e9", "=="
    };
    for (size_t i = 0; i < sizeof undecodable / sizeof undecodable[0]; i++) {
        cf_ballot ballot = read_ballot_with(undecodable[i], "AB");
        assert_null(ballot.id.at);
        assert_int_equal(ballot.id.len, 0);
        assert_int_equal(ballot.code.len, 1);
    }
}

/* As long as it fits a file of its size, a text may take nearly all of it. */
static void a_text_may_be_most_of_a_file(void **state)
{
    (void)state;
    enum { LEN = 100000 };
    static char text[LEN + 200];
    (void)snprintf(
        text, sizeof text,
        "{\"id_b\":\"01\",\"contests\":[{\"index\":1,\"options\":[],\"label\":\"%0*d\"}]}", LEN, 0);
    const char *path = cf_scene_set();
    cf_scene_put("election_parameters.json", "{}");
    cf_scene_put("challenged/1.json", text);
    cf_record *record = open_record(path);
    cf_opened_ballot opened;
    assert_int_equal(cf_record_read_opened(record, 0, arena, &opened, &fault), CF_OK);
    assert_int_equal(opened.contests[0].label.len, LEN);
    cf_record_close(record);
    cf_scene_strike();
}

static void a_wrong_width_is_kept_as_it_is(void **state)
{
    (void)state;
    cf_ballot ballot = read_ballot_with("", "0001AB");
    assert_non_null(ballot.id.at);
    assert_int_equal(ballot.id.len, 0);
    assert_int_equal(ballot.code.len, 3);
    assert_null(ballot.style_found);
    assert_text(ballot.style, "9");
    assert_int_equal(ballot.weight, 1);
}

static cf_status note_len(void *context, size_t device, size_t position, cf_octets id)
{
    (void)device;
    (void)position;
    *(size_t *)context = id.len;
    return CF_OK;
}

static cf_status see_nothing(void *context, size_t number, const cf_device *device)
{
    (void)context;
    (void)number;
    (void)device;
    return CF_OK;
}

/* An arena of each size up to one that is enough for the file. */
static void too_little_memory_is_said(void **state)
{
    (void)state;
    cf_record *record = open_record(SMALL);
    size_t refused = 0;
    for (size_t octets = 0; octets < 1 << 18; octets += 4001) {
        cf_arena *small = cf_arena_open(octets);
        cf_ballot ballot;
        cf_opened_ballot opened;
        cf_status status = cf_record_read_ballot(record, 0, NULL, small, &ballot, &fault);
        assert_true(status == CF_OK || (status == CF_ERR_MEMORY && fault.status == status));
        refused += status == CF_ERR_MEMORY;
        cf_arena_reset(small);
        status = cf_record_read_opened(record, 0, small, &opened, &fault);
        assert_true(status == CF_OK || (status == CF_ERR_MEMORY && fault.status == status));
        cf_arena_close(small);
    }
    assert_in_range(refused, 10, 64);
    cf_record_close(record);
}

static void an_identifier_in_a_list_has_a_limit(void **state)
{
    (void)state;
    static char list[8192];
    static const int digits[] = { 2048, 2050 };
    for (int i = 0; i < 2; i++) {
        (void)snprintf(list, sizeof list,
                       "[{\"s_device\":\"d\",\"chaining\":0,\"ballots\":[\"%0*d\"]}]", digits[i],
                       0);
        const char *path = cf_scene_set();
        cf_scene_put("election_parameters.json", "{}");
        cf_scene_put("devices.json", list);
        cf_record *record = open_record(path);
        size_t len = 0;
        const cf_device_visitor visitor = { .context = &len,
                                            .ballot = note_len,
                                            .device = see_nothing };
        cf_status status = cf_record_visit_devices(record, &visitor, scratch, &fault);
        assert_int_equal(status, i == 0 ? CF_OK : CF_ERR_LIMIT);
        assert_int_equal(len, i == 0 ? 1024 : 0);
        cf_record_close(record);
        cf_scene_strike();
    }
}

static void outputs_are_untouched_after_a_fault(void **state)
{
    (void)state;
    const char *path = cf_scene_set();
    cf_scene_put("election_parameters.json", "{}");
    cf_scene_put("ballots/1.json", "{\"id_b\":\"01\"}");
    cf_record *record = open_record(path);
    cf_ballot ballot;
    memset(&ballot, 0x5a, sizeof ballot);
    cf_ballot untouched;
    memset(&untouched, 0x5a, sizeof untouched);
    assert_int_equal(cf_record_read_ballot(record, 0, NULL, arena, &ballot, &fault), CF_ERR_SHAPE);
    assert_memory_equal(&ballot, &untouched, sizeof ballot);
    assert_string_equal(fault.file, "ballots/1.json");
    cf_record_close(record);
    cf_scene_strike();
}

static void a_linked_file_is_not_followed(void **state)
{
    (void)state;
    const char *path = cf_scene_set();
    cf_scene_copy(SMALL, "");
    cf_scene_remove("manifest.json");
    cf_scene_link(SMALL "/manifest.json", "manifest.json");
    cf_record *record = open_record(path);
    cf_manifest manifest;
    assert_int_equal(cf_record_read_manifest(record, arena, &manifest, &fault), CF_ERR_UNSUPPORTED);
    assert_string_equal(fault.file, "manifest.json");
    cf_record_close(record);
    cf_scene_strike();
}

/*
 * 61 is prime to the lengths of the files, so over the record nearly every place of a cut is met.
 */
static void no_cut_of_a_file_is_taken_for_the_whole(void **state)
{
    (void)state;
    enum { STEP = 61, FILE_MAX = 1 << 16 };
    static const char *const files[] = { "ballots/0003.json", "challenged/0003.json" };
    const char *path = cf_scene_set();
    cf_scene_copy(TOY, "");
    cf_scene_copy(TOY "/ballots", "ballots");
    cf_scene_copy(TOY "/challenged", "challenged");
    cf_record *record = open_record(path);

    for (size_t i = 0; i < 2; i++) {
        static char octets[FILE_MAX];
        char from[512];
        (void)snprintf(from, sizeof from, "%s/%s", TOY, files[i]);
        FILE *file = fopen(from, "rb");
        assert_non_null(file);
        size_t len = fread(octets, 1, sizeof octets, file);
        (void)fclose(file);
        for (size_t cut = 0; cut + 3 < len;
             cut += STEP) { /* behind the last brace stands a line end */
            cf_ballot ballot;
            cf_opened_ballot opened;
            cf_arena_reset(arena);
            cf_scene_put_octets(files[i], octets, cut);
            cf_status status = i == 0
                                   ? cf_record_read_ballot(record, 2, NULL, arena, &ballot, &fault)
                                   : cf_record_read_opened(record, 0, arena, &opened, &fault);
            assert_int_equal(status, CF_ERR_SYNTAX);
            assert_string_equal(fault.file, files[i]);
        }
    }
    cf_record_close(record);
    cf_scene_strike();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_format_is_detected),
        cmocka_unit_test(parameters_are_read),
        cmocka_unit_test(the_manifest_is_read),
        cmocka_unit_test(keys_are_read),
        cmocka_unit_test(a_ballot_is_read),
        cmocka_unit_test(every_ballot_of_both_records_is_read),
        cmocka_unit_test(both_halves_of_the_tally_are_read),
        cmocka_unit_test(an_opened_ballot_is_read),
        cmocka_unit_test(devices_are_visited_in_order),
        cmocka_unit_test(a_visitor_ends_the_visit_with_its_status),
        cmocka_unit_test(what_the_record_stops_before_is_absent),
        cmocka_unit_test(opened_contest_data_is_visited_under_any_of_three_names),
        cmocka_unit_test(a_text_that_does_not_decode_is_no_fault),
        cmocka_unit_test(a_text_may_be_most_of_a_file),
        cmocka_unit_test(a_wrong_width_is_kept_as_it_is),
        cmocka_unit_test(too_little_memory_is_said),
        cmocka_unit_test(an_identifier_in_a_list_has_a_limit),
        cmocka_unit_test(outputs_are_untouched_after_a_fault),
        cmocka_unit_test(a_linked_file_is_not_followed),
        cmocka_unit_test(no_cut_of_a_file_is_taken_for_the_whole),
    };
    return cmocka_run_group_tests(tests, open_arenas, close_arenas);
}
