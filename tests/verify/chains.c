/*
 * The chains of both profiles, over an index that is filled by hand.
 *
 * egk2.0 has no record over an integer group with chained codes in the examples, so its forms are gone through here: a chain
 * of three ballots, the first with or without Baux_0, the election's Baux_0 or the device's name, and each
 * link, code and hash changed once.
 */
#include "judged.h"
#include "verify/ballot_batch.h"
#include "verify/v08_chains.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

enum { BALLOTS = 3, FIELD_MAX = 128 };

typedef struct field {
    uint8_t octets[FIELD_MAX];
    size_t len;
} field;

/* A chain of egk2.0 as an honest device makes it, before a test changes something. */
typedef struct chain {
    cf_arena *arena;
    cf_report *report;
    cf_verify_options options;
    cf_verification v;
    cf_device device;
    cf_hash codes[BALLOTS];
    field fields[BALLOTS];
    cf_hash closing;
} chain;

static cf_octets of_hash(const cf_hash *hash)
{
    return cf_octets_of(hash->octets, CF_HASH_OCTETS);
}

static cf_octets of_field(const field *f)
{
    return cf_octets_of(f->octets, f->len);
}

static void append(field *f, cf_octets octets)
{
    assert_true(f->len + octets.len <= sizeof f->octets);
    if (octets.len > 0) {
        memcpy(f->octets + f->len, octets.at, octets.len);
    }
    f->len += octets.len;
}

/* H(H_E; 24, field) over HMAC alone: shares no code with the chains under test. */
static cf_hash hash_of(const chain *c, const field *f)
{
    cf_hmac hmac;
    cf_hash out;
    const uint8_t separator = 0x24;
    cf_hmac_start(&hmac, &c->v.h_e_key);
    cf_hmac_absorb(&hmac, &separator, 1);
    cf_hmac_absorb(&hmac, f->octets, f->len);
    cf_hmac_finish(&hmac, &out);
    return out;
}

/* configured: Baux_0 of the election, or "" for the device's name.  short_first: as egk-kmp writes it. */
static chain *chain_of(const char *configured, bool short_first)
{
    cf_arena *arena = cf_arena_open((size_t)1 << 26);
    chain *c = cf_arena_take(arena, 1, sizeof *c);
    c->arena = arena;
    c->report = cf_report_open(arena);
    c->v.options = &c->options;
    c->v.profile = CF_PROFILE_EGK20;
    c->v.parameters.chaining = true;
    c->v.parameters.baux_0 = cf_octets_of_text(configured);
    memset(c->v.h_e.octets, 0x5e, CF_HASH_OCTETS);
    cf_hmac_key_init(&c->v.h_e_key, c->v.h_e.octets, CF_HASH_OCTETS);

    c->device = (cf_device){ .name = cf_octets_of_text("device 1"),
                             .chaining = CF_CHAINING_SIMPLE,
                             .ballot_count = BALLOTS,
                             .has_closing_hash = true,
                             .election_id = of_hash(&c->v.h_e),
                             .file = "ballot_chain.json" };
    const cf_octets baux_0 = configured[0] != '\0' ? c->v.parameters.baux_0 : c->device.name;
    c->device.baux_0 = baux_0;

    field first = { .len = 0 };
    append(&first, baux_0);
    cf_hash before = hash_of(c, &first);
    for (size_t i = 0; i < BALLOTS; i++) {
        append(&c->fields[i], of_hash(&before));
        append(&c->fields[i], i == 0 && short_first ? cf_octets_of("", 0) : baux_0);
        memset(c->codes[i].octets, (int)(0xc0 + i), CF_HASH_OCTETS);
        before = c->codes[i];
    }
    field close = { .len = 0 };
    append(&close, of_hash(&before));
    append(&close, baux_0);
    append(&close, cf_octets_of_text("CLOSE"));
    c->closing = hash_of(c, &close);
    c->device.last_code = of_hash(&c->codes[BALLOTS - 1]);
    c->device.closing_hash = of_hash(&c->closing);
    return c;
}

static void no_pair(void *context, size_t first, size_t second)
{
    (void)context;
    (void)first;
    (void)second;
    fail();
}

/* What ballots.c would have put into the index. */
static void put_ballots(chain *c)
{
    static const char *const IDS[BALLOTS] = { "a", "b", "c" };
    c->v.index = cf_ballot_index_open(BALLOTS);
    const cf_ballot_batch batch = { .verification = &c->v, .report = c->report, .arena = c->arena };
    for (size_t i = 0; i < BALLOTS; i++) {
        const cf_ballot_look look = { .number = i,
                                      .ballot = { .id = cf_octets_of_text(IDS[i]),
                                                  .device = c->device.name,
                                                  .code = of_hash(&c->codes[i]),
                                                  .chaining_field = of_field(&c->fields[i]) } };
        assert_int_equal(cf_verify_v08_remember(&batch, &look), CF_OK);
    }
    cf_ballot_index_build(c->v.index, no_pair, NULL);
}

static bool link_holds(const chain *c, size_t i)
{
    const cf_chain_rule rule = cf_chain_rule_of(&c->v, &c->device);
    return i == 0 ? cf_chain_first_holds(&c->v, &rule, 0) : cf_chain_next_holds(&c->v, i - 1, i);
}

static void end_chain(chain *c)
{
    const cf_chain_rule rule = cf_chain_rule_of(&c->v, &c->device);
    const cf_chain_end end = { .v = &c->v,
                               .report = c->report,
                               .scratch = c->arena,
                               .device = &c->device,
                               .rule = &rule,
                               .where = c->device.file,
                               .has_last = true,
                               .last = BALLOTS - 1 };
    assert_int_equal(cf_verify_v08_chain_end(&end), CF_OK);
}

static void assert_status(const chain *c, cf_check check, cf_check_status status)
{
    assert_string_equal(cf_check_status_name(cf_report_check_status(c->report, check)),
                        cf_check_status_name(status));
}

static void drop(chain *c)
{
    cf_ballot_index_close(c->v.index);
    cf_arena_close(c->arena);
}

/* --- egk2.0 --- */

static const char *const CONFIGURED[] = { "", "x", "device information",
                                          "thirty-two octets, like any hash" };

static void true_chains_hold_in_every_form(void **state)
{
    (void)state;
    for (size_t f = 0; f < 2 * sizeof CONFIGURED / sizeof CONFIGURED[0]; f++) {
        chain *c = chain_of(CONFIGURED[f / 2], f % 2 == 1);
        put_ballots(c);
        for (size_t i = 0; i < BALLOTS; i++) {
            assert_true(link_holds(c, i));
        }
        end_chain(c);
        assert_status(c, CF_CHECK_8_F, CF_CHECK_PASS);
        assert_status(c, CF_CHECK_8_G, CF_CHECK_PASS);
        assert_status(c, CF_CHECK_X_BALLOT_ELECTION, CF_CHECK_PASS);
        assert_status(c, CF_CHECK_8_C, CF_CHECK_NOT_APPLICABLE);
        drop(c);
    }
}

static void each_changed_octet_of_a_link_breaks_it_and_no_other(void **state)
{
    (void)state;
    for (size_t i = 0; i < BALLOTS; i++) {
        const chain *whole = chain_of("baux", false);
        for (size_t octet = 0; octet < whole->fields[i].len; octet++) {
            chain *c = chain_of("baux", false);
            c->fields[i].octets[octet] ^= 1;
            put_ballots(c);
            for (size_t j = 0; j < BALLOTS; j++) {
                assert_int_equal(link_holds(c, j), j != i);
            }
            drop(c);
        }
        cf_arena_close(whole->arena);
    }
}

static void only_the_first_link_may_lack_baux_0(void **state)
{
    (void)state;
    for (size_t i = 0; i < BALLOTS; i++) {
        chain *c = chain_of("baux", false);
        c->fields[i].len = CF_HASH_OCTETS;
        put_ballots(c);
        assert_int_equal(link_holds(c, i), i == 0);
        drop(c);
    }
}

static void links_of_another_length_are_none(void **state)
{
    (void)state;
    for (size_t len = 0; len <= CF_HASH_OCTETS + 5; len++) {
        chain *c = chain_of("baux", false);
        c->fields[0].len = len;
        put_ballots(c);
        assert_int_equal(link_holds(c, 0), len == CF_HASH_OCTETS || len == CF_HASH_OCTETS + 4);
        drop(c);
    }
}

static void a_false_end_is_found(void **state)
{
    (void)state;
    chain *c = chain_of("baux", false);
    c->closing.octets[3] ^= 1;
    put_ballots(c);
    end_chain(c);
    assert_status(c, CF_CHECK_8_G, CF_CHECK_FAIL);
    assert_status(c, CF_CHECK_8_F, CF_CHECK_PASS);
    drop(c);

    c = chain_of("baux", false);
    c->device.last_code = of_hash(&c->codes[0]);
    put_ballots(c);
    end_chain(c);
    assert_status(c, CF_CHECK_8_G, CF_CHECK_FAIL);
    drop(c);

    c = chain_of("baux", false);
    c->device.last_code = cf_octets_of(NULL, 0);
    put_ballots(c);
    end_chain(c);
    assert_status(c, CF_CHECK_8_G, CF_CHECK_FAIL);
    drop(c);
}

static void a_false_start_or_election_is_found(void **state)
{
    (void)state;
    chain *c = chain_of("baux", false);
    c->device.baux_0 = cf_octets_of_text("other");
    put_ballots(c);
    end_chain(c);
    assert_status(c, CF_CHECK_8_F, CF_CHECK_FAIL);
    assert_status(c, CF_CHECK_8_G, CF_CHECK_PASS);
    drop(c);

    c = chain_of("baux", false);
    c->device.election_id = of_hash(&c->codes[0]);
    put_ballots(c);
    end_chain(c);
    assert_status(c, CF_CHECK_X_BALLOT_ELECTION, CF_CHECK_FAIL);
    drop(c);
}

static void an_open_chain_is_absent_and_an_empty_one_refused(void **state)
{
    (void)state;
    chain *c = chain_of("baux", false);
    c->device.has_closing_hash = false;
    put_ballots(c);
    end_chain(c);
    assert_status(c, CF_CHECK_8_G, CF_CHECK_ABSENT);
    drop(c);

    c = chain_of("baux", false);
    c->device.ballot_count = 0;
    put_ballots(c);
    end_chain(c);
    assert_status(c, CF_CHECK_8_G, CF_CHECK_FAIL);
    drop(c);
}

static void a_baux_of_baux_0_alone_is_no_link(void **state)
{
    (void)state;
    for (size_t f = 0; f < sizeof CONFIGURED / sizeof CONFIGURED[0]; f++) {
        chain *c = chain_of(CONFIGURED[f], false);
        c->fields[0].len = 0;
        append(&c->fields[0], c->device.baux_0);
        put_ballots(c);
        const cf_chain_rule rule = cf_chain_rule_of(&c->v, &c->device);
        assert_true(cf_chain_unchained_holds(&c->v, &rule, 0));
        assert_false(cf_chain_unchained_holds(&c->v, &rule, 1));
        assert_false(link_holds(c, 0));
        drop(c);
    }
}

/* --- eg2.1: the modes of the 36 octets --- */

static void modes_of_eg21_are_told_by_their_four_octets(void **state)
{
    (void)state;
    for (size_t position = 0; position < 4; position++) {
        for (unsigned value = 0; value < 256; value++) {
            chain *c = chain_of("", false);
            c->v.profile = CF_PROFILE_EG21;
            memset(c->fields[0].octets, 0, 4);
            c->fields[0].octets[position] = (uint8_t)value;
            c->fields[0].len = CF_EG21_CHAIN_FIELD_OCTETS;
            put_ballots(c);
            const cf_chain_form due = value == 0                    ? CF_CHAIN_NONE
                                      : position == 3 && value == 1 ? CF_CHAIN_LINKED
                                                                    : CF_CHAIN_MALFORMED;
            assert_int_equal(cf_ballot_index_form(c->v.index, 0), due);
            drop(c);
        }
    }
}

static void fields_of_eg21_have_36_octets(void **state)
{
    (void)state;
    for (size_t len = 0; len <= 40; len++) {
        chain *c = chain_of("", false);
        c->v.profile = CF_PROFILE_EG21;
        memset(c->fields[0].octets, 0, 40);
        c->fields[0].len = len;
        put_ballots(c);
        assert_int_equal(cf_ballot_index_form(c->v.index, 0),
                         len == 36 ? CF_CHAIN_NONE : CF_CHAIN_MALFORMED);
        drop(c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(true_chains_hold_in_every_form),
        cmocka_unit_test(each_changed_octet_of_a_link_breaks_it_and_no_other),
        cmocka_unit_test(only_the_first_link_may_lack_baux_0),
        cmocka_unit_test(links_of_another_length_are_none),
        cmocka_unit_test(a_false_end_is_found),
        cmocka_unit_test(a_false_start_or_election_is_found),
        cmocka_unit_test(an_open_chain_is_absent_and_an_empty_one_refused),
        cmocka_unit_test(a_baux_of_baux_0_alone_is_no_link),
        cmocka_unit_test(modes_of_eg21_are_told_by_their_four_octets),
        cmocka_unit_test(fields_of_eg21_have_36_octets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
