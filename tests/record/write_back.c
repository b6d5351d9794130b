/*
 * What is written is read back, member by member: both formats, as a folder and as a tar.
 *
 * The readers are those of the room, whose own tests rest on records that others wrote.  Two values
 * are the same when touch.h folds them to the same number.
 */
#include "record/made.h"
#include "record/scene.h"
#include "record/touch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { BALLOTS = 5, OPENED = 3, DATA = 4 };

static cf_arena *arena;
static cf_arena *scratch;
static cf_fault fault;

static int open_arenas(void **state)
{
    (void)state;
    arena = cf_arena_open(1 << 24);
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

static void ok(cf_status status)
{
    if (status != CF_OK) {
        fail_msg("%s: %s: %s", cf_status_name(status), fault.file, fault.what);
    }
}

/* Ballots and openings from the last to the first, so that sorting has something to do. */
static void write_all(const char *path, cf_write_format format)
{
    cf_record_writer *writer = NULL;
    ok(cf_record_writer_open(path, format, &writer, &fault));
    const cf_parameters parameters = cf_made_parameters(arena);
    ok(cf_record_write_parameters(writer, &parameters, &fault));
    ok(cf_record_write_manifest(writer, cf_octets_of_text(cf_made_manifest), &fault));
    const cf_keys keys = cf_made_keys(arena);
    ok(cf_record_write_keys(writer, &keys, &fault));
    for (uint32_t i = BALLOTS; i > 0; i--) {
        const cf_ballot ballot = cf_made_ballot(arena, i - 1);
        ok(cf_record_write_ballot(writer, &ballot, &fault));
    }
    for (uint32_t device = 0; device < 2; device++) {
        for (uint32_t i = 0; i < 3; i++) {
            const uint32_t number = device == 0 ? 2 - i : i; /* a chain has its own order */
            ok(cf_record_write_device_ballot(writer, cf_made_id(arena, number), &fault));
        }
        const cf_device described = cf_made_device(arena, device, 1 - device);
        ok(cf_record_write_device(writer, &described, &fault));
    }
    cf_encrypted_tally encrypted;
    cf_decrypted_tally decrypted;
    cf_made_tally(arena, &encrypted, &decrypted);
    ok(cf_record_write_tally(writer, &encrypted, &decrypted, &fault));
    for (uint32_t i = OPENED; i > 0; i--) {
        const cf_opened_ballot opened = cf_made_opened(arena, i - 1);
        ok(cf_record_write_opened(writer, &opened, &fault));
    }
    for (uint32_t i = DATA; i > 0; i--) {
        const cf_opened_data data = cf_made_data(arena, (i - 1) / 2, 1 + (i - 1) % 2);
        ok(cf_record_write_opened_data(writer, &data, &fault));
    }
    ok(cf_record_writer_close(writer, &fault));
}

/* Where the number-th thing of a record came from: counterfoil sorts, plain21 keeps the order. */
static uint32_t source_of(cf_write_format format, size_t number, uint32_t count)
{
    return format != CF_WRITE_PLAIN21 ? (uint32_t)number : count - 1 - (uint32_t)number;
}

static void assert_setup(const cf_record *record)
{
    uint64_t written = 0;
    uint64_t read = 0;
    cf_parameters parameters = cf_made_parameters(arena);
    cf_touch_parameters(&written, &parameters);
    ok(cf_record_read_parameters(record, arena, &parameters, &fault));
    cf_touch_parameters(&read, &parameters);
    assert_int_equal(written, read);

    cf_manifest manifest;
    ok(cf_record_read_manifest(record, arena, &manifest, &fault));
    assert_true(cf_octets_equal(manifest.file, cf_octets_of_text(cf_made_manifest)));

    cf_keys keys = cf_made_keys(arena);
    cf_touch_keys(&written, &keys);
    ok(cf_record_read_keys(record, arena, &keys, &fault));
    cf_touch_keys(&read, &keys);
    assert_int_equal(written, read);
}

static void assert_ballots(const cf_record *record, cf_write_format format)
{
    assert_int_equal(cf_record_ballot_count(record), BALLOTS);
    for (size_t i = 0; i < BALLOTS; i++) {
        uint64_t written = 0;
        uint64_t read = 0;
        cf_ballot ballot = cf_made_ballot(arena, source_of(format, i, BALLOTS));
        cf_touch_ballot(&written, &ballot);
        ok(cf_record_read_ballot(record, i, NULL, arena, &ballot, &fault));
        cf_touch_ballot(&read, &ballot);
        assert_int_equal(written, read);
    }
}

static cf_status see_id(void *context, size_t device_number, size_t position, cf_octets id)
{
    (void)context;
    const uint32_t number = (uint32_t)(device_number == 0 ? 2 - position : position);
    assert_true(cf_octets_equal(id, cf_made_id(arena, number)));
    return CF_OK;
}

static cf_status see_device(void *context, size_t device_number, const cf_device *device)
{
    size_t *seen = context;
    const uint32_t number = (uint32_t)device_number;
    const cf_device made = cf_made_device(arena, number, 1 - number);
    assert_int_equal(device->ballot_count, 3);
    assert_int_equal(device->chaining, made.chaining);
    assert_true(cf_octets_equal(device->name, made.name));
    assert_true(cf_octets_equal(device->h_di, made.h_di));
    assert_int_equal(device->has_h_0, made.has_h_0);
    assert_true(!made.has_h_0 || cf_octets_equal(device->h_0, made.h_0));
    assert_int_equal(device->has_closing_hash, made.has_closing_hash);
    assert_true(!made.has_closing_hash || cf_octets_equal(device->closing_hash, made.closing_hash));
    *seen += 1;
    return CF_OK;
}

static void assert_devices(const cf_record *record)
{
    size_t seen = 0;
    const cf_device_visitor visitor = { .context = &seen, .ballot = see_id, .device = see_device };
    ok(cf_record_visit_devices(record, &visitor, scratch, &fault));
    assert_int_equal(seen, 2);
}

static void assert_tally(const cf_record *record)
{
    uint64_t written = 0;
    uint64_t read = 0;
    cf_encrypted_tally encrypted;
    cf_decrypted_tally decrypted;
    cf_made_tally(arena, &encrypted, &decrypted);
    cf_touch_encrypted_tally(&written, &encrypted);
    cf_touch_decrypted_tally(&written, &decrypted);
    ok(cf_record_read_encrypted_tally(record, arena, &encrypted, &fault));
    ok(cf_record_read_decrypted_tally(record, arena, &decrypted, &fault));
    cf_touch_encrypted_tally(&read, &encrypted);
    cf_touch_decrypted_tally(&read, &decrypted);
    assert_int_equal(written, read);
}

typedef struct data_seen {
    cf_write_format format;
    size_t count;
} data_seen;

static cf_status see_data(void *context, size_t position, const cf_opened_data *data)
{
    data_seen *seen = context;
    uint64_t written = 0;
    uint64_t read = 0;
    const uint32_t number = source_of(seen->format, position, DATA);
    const cf_opened_data made = cf_made_data(arena, number / 2, 1 + number % 2);
    cf_touch_opened_data(&written, &made);
    cf_touch_opened_data(&read, data);
    assert_int_equal(written, read);
    seen->count++;
    return CF_OK;
}

static void assert_openings(const cf_record *record, cf_write_format format)
{
    assert_int_equal(cf_record_opened_count(record), OPENED);
    for (size_t i = 0; i < OPENED; i++) {
        uint64_t written = 0;
        uint64_t read = 0;
        cf_opened_ballot opened = cf_made_opened(arena, source_of(format, i, OPENED));
        cf_touch_opened(&written, &opened);
        ok(cf_record_read_opened(record, i, arena, &opened, &fault));
        cf_touch_opened(&read, &opened);
        assert_int_equal(written, read);
    }
    data_seen seen = { .format = format };
    ok(cf_record_visit_opened_data(record, see_data, &seen, scratch, &fault));
    assert_int_equal(seen.count, DATA);
}

static void assert_comes_back(const char *name, cf_write_format format, const char *format_name)
{
    char path[128];
    (void)snprintf(path, sizeof path, "%s/%s", cf_scene_set(), name);
    cf_arena_reset(arena);
    write_all(path, format);
    cf_record *record = NULL;
    ok(cf_record_open(path, &record, &fault));
    assert_string_equal(cf_record_format(record), format_name);
    assert_setup(record);
    assert_ballots(record, format);
    assert_devices(record);
    assert_tally(record);
    assert_openings(record, format);
    cf_record_close(record);
    cf_scene_strike();
}

static void plain21_comes_back(void **state)
{
    (void)state;
    assert_comes_back("record", CF_WRITE_PLAIN21, "plain21");
}

static void counterfoil_comes_back(void **state)
{
    (void)state;
    assert_comes_back("record", CF_WRITE_COUNTERFOIL, "counterfoil");
}

static void counterfoil_comes_back_from_a_tar(void **state)
{
    (void)state;
    assert_comes_back("record.tar", CF_WRITE_COUNTERFOIL, "counterfoil");
}

static void binary_ballots_come_back(void **state)
{
    (void)state;
    assert_comes_back("record", CF_WRITE_COUNTERFOIL_BINARY, "counterfoil");
    assert_comes_back("record.tar", CF_WRITE_COUNTERFOIL_BINARY, "counterfoil");
}

/* Each beginning of a record is a record. */
static void a_record_may_stop_after_any_piece(void **state)
{
    (void)state;
    for (int pieces = 1; pieces <= 3; pieces++) {
        char path[128];
        (void)snprintf(path, sizeof path, "%s/record", cf_scene_set());
        cf_arena_reset(arena);
        cf_record_writer *writer = NULL;
        ok(cf_record_writer_open(path, CF_WRITE_COUNTERFOIL, &writer, &fault));
        cf_parameters parameters = cf_made_parameters(arena);
        ok(cf_record_write_parameters(writer, &parameters, &fault));
        if (pieces > 1) {
            ok(cf_record_write_manifest(writer, cf_octets_of_text(cf_made_manifest), &fault));
        }
        if (pieces > 2) {
            const cf_keys keys = cf_made_keys(arena);
            ok(cf_record_write_keys(writer, &keys, &fault));
        }
        ok(cf_record_writer_close(writer, &fault));

        cf_record *record = NULL;
        ok(cf_record_open(path, &record, &fault));
        ok(cf_record_read_parameters(record, arena, &parameters, &fault));
        cf_keys keys;
        assert_int_equal(cf_record_read_keys(record, arena, &keys, &fault),
                         pieces > 2 ? CF_OK : CF_ERR_ABSENT);
        assert_int_equal(cf_record_ballot_count(record), 0);
        cf_record_close(record);
        cf_scene_strike();
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain21_comes_back),
        cmocka_unit_test(counterfoil_comes_back),
        cmocka_unit_test(counterfoil_comes_back_from_a_tar),
        cmocka_unit_test(binary_ballots_come_back),
        cmocka_unit_test(a_record_may_stop_after_any_piece),
    };
    return cmocka_run_group_tests(tests, open_arenas, close_arenas);
}
