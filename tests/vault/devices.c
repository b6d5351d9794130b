/*
 * Codes of a device, chained and not: what they cover, and what a chain's end says.
 *
 * Fields are put together here octet by octet; the hashes are those of crypto/eg21.h.
 */
#include "ballot_world.h"

#include "crypto/eg21.h"

enum { TOY = 7, BALLOTS = 5 };

static const contest_shape SHAPES[] = { { 2, 1, 1, 1 }, { 3, 2, 1, 0 }, { 1, 1, 2, 2 } };

static ballot_world w;

static void field_of(uint8_t field[36], uint8_t mode, const cf_hash *tail)
{
    memset(field, 0, 36);
    field[3] = mode;
    memcpy(field + 4, tail->octets, 32);
}

static cf_ballot seal_one(cf_vault_device *device, uint32_t style)
{
    const cf_plain_ballot plain = world_blank(&w, style);
    cf_ballot ballot = world_encrypt(&w, &plain);
    assert_int_equal(cf_vault_device_seal(device, &ballot, w.arena), CF_OK);
    return ballot;
}

static void unchained_codes_name_the_device_and_nothing_else(void **state)
{
    (void)state;
    world_open(&w, cf_group_toy(TOY), 3, SHAPES);
    cf_vault_device device;
    cf_hash h_di;
    uint8_t field[36];
    cf_vault_device_open(&w.keys, cf_octets_of_text("Device-1"), false, &device);
    cf_eg21_device_hash(&w.keys.h_e, cf_octets_of_text("Device-1"), &h_di);
    field_of(field, 0, &h_di);
    for (uint32_t i = 0; i < BALLOTS; i++) {
        const cf_ballot ballot = seal_one(&device, 1 + i % 2);
        assert_code_is(&w, &ballot, field);
    }
    assert_int_equal(device.sealed, BALLOTS);
    world_close(&w);
}

static void chained_codes_cover_the_one_before(void **state)
{
    (void)state;
    world_open(&w, cf_group_toy(TOY), 3, SHAPES);
    cf_vault_device device;
    cf_hash h_di;
    cf_hash previous;
    cf_hash closing;
    cf_hash expected;
    uint8_t field[36];
    cf_vault_device_open(&w.keys, cf_octets_of_text("Device-1"), true, &device);
    cf_eg21_device_hash(&w.keys.h_e, cf_octets_of_text("Device-1"), &h_di);
    cf_eg21_chain_start(&w.keys.h_e, &h_di, &previous);
    for (uint32_t i = 0; i < BALLOTS; i++) {
        const cf_ballot ballot = seal_one(&device, 1 + i % 2);
        field_of(field, 1, &previous);
        assert_code_is(&w, &ballot, field);
        memcpy(previous.octets, ballot.code.at, 32);
        cf_eg21_chain_close(&w.keys.h_e, &h_di, &previous, &expected);
        assert_int_equal(cf_vault_device_close(&device, &closing), CF_OK);
        assert_memory_equal(&closing, &expected, sizeof closing);
    }
    world_close(&w);
}

static void there_is_no_end_of_what_did_not_begin(void **state)
{
    (void)state;
    world_open(&w, cf_group_toy(TOY), 3, SHAPES);
    cf_vault_device device;
    cf_hash closing;
    memset(&closing, 0x5a, sizeof closing);
    const cf_hash before = closing;
    cf_vault_device_open(&w.keys, cf_octets_of_text("Device-1"), true, &device);
    assert_int_equal(cf_vault_device_close(&device, &closing), CF_ERR_RANGE);
    cf_vault_device_open(&w.keys, cf_octets_of_text("Device-1"), false, &device);
    (void)seal_one(&device, 1);
    assert_int_equal(cf_vault_device_close(&device, &closing), CF_ERR_RANGE);
    assert_memory_equal(&closing, &before, sizeof closing);
    world_close(&w);
}

/* Without memory neither the device nor the ballot moves. */
static void seal_that_fails_changes_nothing(void **state)
{
    (void)state;
    world_open(&w, cf_group_toy(TOY), 3, SHAPES);
    cf_vault_device device;
    cf_vault_device_open(&w.keys, cf_octets_of_text("Device-1"), true, &device);
    (void)seal_one(&device, 1);
    const cf_vault_device before = device;
    const cf_plain_ballot plain = world_blank(&w, 1);
    cf_ballot ballot = world_encrypt(&w, &plain);
    for (size_t limit = 0; limit < 3 * 32 + 36; limit += 16) {
        cf_arena *small = cf_arena_open(limit);
        assert_int_equal(cf_vault_device_seal(&device, &ballot, small), CF_ERR_MEMORY);
        assert_true(ballot.code.at == NULL && ballot.chaining_field.at == NULL);
        assert_memory_equal(&device, &before, sizeof device);
        cf_arena_close(small);
    }
    world_close(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unchained_codes_name_the_device_and_nothing_else),
        cmocka_unit_test(chained_codes_cover_the_one_before),
        cmocka_unit_test(there_is_no_end_of_what_did_not_begin),
        cmocka_unit_test(seal_that_fails_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
