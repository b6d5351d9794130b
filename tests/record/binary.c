/*
 * Ballots in octets: what is written is what the page says, what is read is what was written, and
 * nothing else is read.
 *
 * A ballot is small enough for everything to be tried: every prefix, every bit turned over, every
 * count and length replaced.  The starts of batches are tried field by field.
 */
#include "record/binary.h"
#include "record/binary_made.h"
#include "record/scene.h"
#include "record/touch.h"
#include "record/write/objects.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static cf_arena *arena;
static cf_arena *own; /* of ballots that outlive the arena */
static cf_fault fault;
static char path[128];
static binary_made page;

static int open_arenas(void **state)
{
    (void)state;
    arena = cf_arena_open(1 << 26);
    own = cf_arena_open(1 << 26);
    return arena == NULL || own == NULL ? -1 : 0;
}

static int close_arenas(void **state)
{
    (void)state;
    cf_arena_close(arena);
    cf_arena_close(own);
    return 0;
}

static void ok(cf_status status)
{
    if (status != CF_OK) {
        fail_msg("%s: %s: %s", cf_status_name(status), fault.file, fault.what);
    }
}

/* --- one ballot --- */

/* On the heap and of exactly this length, so that a look past the end is seen. */
static cf_status take(const uint8_t *octets, size_t len, cf_arena *into, uint64_t *digest)
{
    uint8_t *copy = malloc(len + (len == 0));
    assert_non_null(copy);
    memcpy(copy, octets, len);
    const cf_binary_ballot from = { .octets = cf_octets_of(copy, len),
                                    .offset = 1000,
                                    .element_octets = BINARY_MADE_WIDTH,
                                    .label = "ballots/00000001.cfb:7" };
    cf_ballot ballot;
    fault = (cf_fault){ .status = CF_OK };
    const cf_status status = cf_binary_ballot_take(&from, NULL, into, &ballot, &fault);
    if (status == CF_OK) {
        *digest = 0;
        cf_touch_ballot(digest, &ballot);
    } else {
        assert_int_equal(fault.status, status);
        assert_string_equal(fault.file, from.label);
        assert_true(strlen(fault.what) > 0);
        assert_true(fault.offset >= 1000 && fault.offset <= 1000 + len);
    }
    free(copy);
    return status;
}

static void make_page(uint32_t shape)
{
    const cf_ballot ballot = binary_made_shape(own, shape);
    page.len = 0;
    binary_made_ballot(&page, &ballot);
}

static void every_shape_is_read_as_it_is(void **state)
{
    (void)state;
    for (uint32_t shape = 0; shape < BINARY_SHAPES; shape++) {
        uint64_t written = 0;
        uint64_t read = 0;
        const cf_ballot ballot = binary_made_shape(own, shape);
        make_page(shape);
        cf_touch_ballot(&written, &ballot);
        cf_arena_reset(arena);
        ok(take(page.octets, page.len, arena, &read));
        assert_int_equal(read, written);
    }
}

static cf_status write_ballot(const cf_ballot *ballot, size_t element_octets, uint8_t **octets,
                              size_t *len)
{
    cf_writing *writing = cf_arena_take(arena, 1, sizeof *writing);
    assert_non_null(writing);
    fault = (cf_fault){ .status = CF_OK };
    writing->fault = &fault;
    writing->file = "ballots";
    cf_status status = cf_write_binary_measure(writing, ballot, element_octets, len);
    if (status != CF_OK) {
        return status;
    }
    *octets = malloc(*len);
    assert_non_null(*octets);
    return cf_write_binary_ballot(writing, ballot, element_octets, *octets, *len);
}

static void every_shape_is_written_as_the_page_says(void **state)
{
    (void)state;
    for (uint32_t shape = 0; shape < BINARY_SHAPES; shape++) {
        uint8_t *octets = NULL;
        size_t len = 0;
        cf_arena_reset(arena);
        const cf_ballot ballot = binary_made_shape(own, shape);
        make_page(shape);
        ok(write_ballot(&ballot, BINARY_MADE_WIDTH, &octets, &len));
        assert_int_equal(len, page.len);
        assert_memory_equal(octets, page.octets, len);
        free(octets);
    }
}

static void every_prefix_is_refused_and_what_follows_too(void **state)
{
    (void)state;
    uint64_t digest = 0;
    for (uint32_t shape = 0; shape < BINARY_SHAPES; shape++) {
        make_page(shape);
        for (size_t len = 0; len < page.len; len++) {
            cf_arena_reset(arena);
            assert_int_equal(take(page.octets, len, arena, &digest), CF_ERR_SHAPE);
        }
        page.octets[page.len] = 0;
        assert_int_equal(take(page.octets, page.len + 1, arena, &digest), CF_ERR_SHAPE);
        assert_int_equal(fault.offset, 1000 + page.len);
    }
}

/* One ballot has one encoding: octets that differ are another ballot or none. */
static void every_bit_says_something(void **state)
{
    (void)state;
    for (uint32_t shape = 0; shape < BINARY_SHAPES; shape++) {
        uint64_t before = 0;
        uint64_t after = 0;
        make_page(shape);
        cf_arena_reset(arena);
        ok(take(page.octets, page.len, arena, &before));
        for (size_t bit = 0; bit < 8 * page.len; bit++) {
            page.octets[bit / 8] ^= (uint8_t)(1 << bit % 8);
            cf_arena_reset(arena);
            const cf_status status = take(page.octets, page.len, arena, &after);
            if (status == CF_OK && after == before) {
                fail_msg("shape %u: bit %zu says nothing", (unsigned)shape, bit);
            }
            page.octets[bit / 8] ^= (uint8_t)(1 << bit % 8);
        }
    }
}

/* Any four octets as any count or length: a lie takes some 16 octets for each there is, no more. */
static void a_false_count_takes_no_memory(void **state)
{
    (void)state;
    static const uint32_t counts[] = { 0,     1,          10000,      10001,      65536,
                                       65537, 0x10000000, 0x7fffffff, 0x80000000, UINT32_MAX };
    cf_arena *small = cf_arena_open(1 << 18);
    assert_non_null(small);
    for (uint32_t shape = 0; shape < BINARY_SHAPES; shape++) {
        make_page(shape);
        const binary_made good = page;
        for (size_t at = 0; at + 4 <= good.len; at++) {
            for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
                uint64_t digest = 0;
                page.len = at;
                binary_made_number(&page, 4, counts[i]);
                cf_arena_reset(small);
                assert_int_not_equal(take(page.octets, good.len, small, &digest), CF_ERR_MEMORY);
            }
            page = good;
        }
    }
    cf_arena_close(small);
}

/* Where the numbers of the first shape stand. */
enum {
    B_C_LEN_AT = 96,
    STATE_AT = B_C_LEN_AT + 4 + 36 + 8 + 8,
    C1_LEN_AT = STATE_AT + 1 + BINARY_MADE_WIDTH,
    CONTESTS_AT = C1_LEN_AT + 4 + 64 + 32 + 32,
    PARTS_AT = CONTESTS_AT + 4 + 4,
    SELECTIONS_AT = PARTS_AT + 1 + 32,
    BRANCHES_AT = SELECTIONS_AT + 4 + 2 * BINARY_MADE_WIDTH
};

static void what_is_wrong_is_said_where_it_is(void **state)
{
    (void)state;
    static const struct {
        size_t at;
        size_t octets;
        uint32_t number;
        cf_status status;
        const char *said;
    } cases[] = {
        { STATE_AT, 1, 3, CF_ERR_RANGE, "a ballot's state is 0 to 2, found 3" },
        { STATE_AT, 1, 255, CF_ERR_RANGE, "found 255" },
        { PARTS_AT, 1, 4, CF_ERR_RANGE, "the parts of a contest are 0 to 3, found 4" },
        { PARTS_AT, 1, 0x81, CF_ERR_RANGE, "found 129" },
        { CONTESTS_AT, 4, 10001, CF_ERR_LIMIT, "more than 10000 contests" },
        { CONTESTS_AT, 4, 9999, CF_ERR_SHAPE, "expected 9999 contests" },
        { SELECTIONS_AT, 4, 10001, CF_ERR_LIMIT, "more than 10000 selections" },
        { SELECTIONS_AT, 4, 10000, CF_ERR_SHAPE, "expected 10000 selections" },
        { BRANCHES_AT, 4, UINT32_MAX, CF_ERR_SHAPE, "expected 4294967295 branches" },
        { B_C_LEN_AT, 4, 65537, CF_ERR_LIMIT, "b_c has at most 65536 octets" },
        { B_C_LEN_AT, 4, 65536, CF_ERR_SHAPE, "expected b_c of 65536 octets" },
        { C1_LEN_AT, 4, 65537, CF_ERR_LIMIT, "c1 has at most 65536 octets" },
    };
    make_page(0);
    const binary_made good = page;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint64_t digest = 0;
        page.len = cases[i].at;
        binary_made_number(&page, cases[i].octets, cases[i].number);
        assert_int_equal(take(page.octets, good.len, arena, &digest), cases[i].status);
        if (strstr(fault.what, cases[i].said) == NULL) {
            fail_msg("\"%s\" does not say %s", fault.what, cases[i].said);
        }
        const size_t after = cases[i].status == CF_ERR_SHAPE && cases[i].at == B_C_LEN_AT ? 4 : 0;
        assert_int_equal(fault.offset, 1000 + cases[i].at + after);
        page = good;
    }
}

static void too_little_memory_is_said(void **state)
{
    (void)state;
    size_t refused = 0;
    make_page(4);
    for (size_t octets = 0; octets < 1 << 15; octets += 61) {
        uint64_t digest = 0;
        cf_arena *small = cf_arena_open(octets);
        assert_non_null(small);
        const cf_status status = take(page.octets, page.len, small, &digest);
        assert_true(status == CF_OK || status == CF_ERR_MEMORY);
        refused += status == CF_ERR_MEMORY;
        cf_arena_close(small);
    }
    assert_true(refused > 0);
}

/* --- what the form cannot hold --- */

/* Each of these, an octet too long or too short, is refused by its name. */
static void another_width_is_refused_by_name(void **state)
{
    (void)state;
    const struct {
        size_t offset;
        const char *name;
    } members[] = {
        { offsetof(cf_ballot, id), "\"id_b\"" },   { offsetof(cf_ballot, h_i), "\"h_i\"" },
        { offsetof(cf_ballot, code), "\"h_c\"" },  { offsetof(cf_ballot, nonce.c0), "\"c0\"" },
        { offsetof(cf_ballot, nonce.c), "\"c\"" }, { offsetof(cf_ballot, nonce.v), "\"v\"" },
    };
    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
        for (int more = -1; more <= 1; more += 2) {
            cf_ballot ballot = binary_made_shape(own, 0);
            cf_octets *member = (cf_octets *)(void *)((uint8_t *)&ballot + members[i].offset);
            const cf_octets right = *member;
            *member = cf_made_octets(own, 3, right.len + (size_t)more);
            uint8_t *octets = NULL;
            size_t len = 0;
            cf_arena_reset(arena);
            assert_int_equal(write_ballot(&ballot, BINARY_MADE_WIDTH, &octets, &len),
                             CF_ERR_UNSUPPORTED);
            if (strstr(fault.what, members[i].name) == NULL) {
                fail_msg("\"%s\" does not name %s", fault.what, members[i].name);
            }
        }
    }
}

static void another_width_within_a_contest_is_refused_by_name(void **state)
{
    (void)state;
    for (int wrong = 0; wrong < 7; wrong++) {
        const cf_ballot whole = binary_made_shape(own, 0);
        cf_encrypted_contest contest = whole.contests[1];
        cf_selection selection = contest.selections[1];
        cf_unchecked_scalar scalar = { .octets = cf_made_octets(own, 4, 33) };
        const cf_octets narrow = cf_made_octets(own, 5, BINARY_MADE_WIDTH - 1);
        const cf_range_proof proof = { .count = 1, .c = &scalar, .v = &scalar };
        const char *const names[] = { "\"alpha\"", "\"beta\"", "\"c\"", "\"c\"",
                                      "\"chi\"",   "\"c0\"",   "\"v\"" };
        switch (wrong) {
        case 0:
            selection.alpha.octets = narrow;
            break;
        case 1:
            selection.beta.octets = narrow;
            break;
        case 2:
            selection.proof = proof;
            break;
        case 3:
            contest.limit_proof = proof;
            break;
        case 4:
            contest.contest_hash = scalar.octets;
            break;
        case 5:
            contest.data.c0.octets = narrow;
            break;
        default:
            contest.data.v = scalar;
            break;
        }
        contest.selections = &selection;
        contest.selection_count = 1;
        cf_ballot ballot = whole;
        ballot.contests = &contest;
        ballot.contest_count = 1;
        uint8_t *octets = NULL;
        size_t len = 0;
        cf_arena_reset(arena);
        assert_int_equal(write_ballot(&ballot, BINARY_MADE_WIDTH, &octets, &len),
                         CF_ERR_UNSUPPORTED);
        if (strstr(fault.what, names[wrong]) == NULL) {
            fail_msg("\"%s\" does not name %s", fault.what, names[wrong]);
        }
    }
}

static cf_record_writer *begin(const char *name, cf_write_format format)
{
    cf_record_writer *writer = NULL;
    (void)snprintf(path, sizeof path, "%s/%s", cf_scene_set(), name);
    ok(cf_record_writer_open(path, format, &writer, &fault));
    const cf_parameters parameters = cf_made_parameters(own);
    ok(cf_record_write_parameters(writer, &parameters, &fault));
    return writer;
}

/* The first ballot decides; the second has elements of another width, in a batch of its own too. */
static void all_elements_of_a_record_have_one_width(void **state)
{
    (void)state;
    for (int in_new_batch = 0; in_new_batch < 2; in_new_batch++) {
        cf_record_writer *writer = begin("record", CF_WRITE_COUNTERFOIL_BINARY);
        cf_ballot ballot = cf_made_small_ballot(own, 1);
        ok(cf_record_write_ballot(writer, &ballot, &fault));
        if (in_new_batch != 0) {
            ok(cf_record_write_batch_end(writer, &fault));
        }
        ballot = cf_made_small_ballot(own, 2);
        ballot.nonce.c0.octets.len--;
        assert_int_equal(cf_record_write_ballot(writer, &ballot, &fault), CF_ERR_UNSUPPORTED);
        assert_non_null(strstr(fault.what, "\"c0\" has 23 octets"));
        cf_record_writer_abandon(writer);
        cf_scene_strike();
    }
    cf_record_writer *writer = begin("record", CF_WRITE_COUNTERFOIL_BINARY);
    cf_ballot ballot = cf_made_small_ballot(own, 1);
    ballot.nonce.c0.octets.len = 0;
    assert_int_equal(cf_record_write_ballot(writer, &ballot, &fault), CF_ERR_UNSUPPORTED);
    cf_record_writer_abandon(writer);
    cf_scene_strike();
}

/* --- batches --- */

#define ELECTION                                                                                   \
    "{\"format_version\":1,\"g\":\"2\",\"h_b\":\"AA\",\"h_p\":\"BB\",\"k\":1,\"n\":1,"             \
    "\"object\":\"election\",\"p\":\"7\",\"q\":\"3\",\"r\":\"2\",\"spec_version\":\"v2.1.0\"}\n"

enum { BATCH = 3 };

static cf_ballot ballots[BINARY_SHAPES];

static void make_batch(uint32_t first, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        ballots[i] = binary_made_shape(own, first + i);
    }
    page.len = 0;
    binary_made_batch(&page, ballots, count);
}

static const char *set_scene(void)
{
    const char *folder = cf_scene_set();
    cf_scene_put("counterfoil.json", ELECTION);
    return folder;
}

static cf_record *open_record(const char *folder)
{
    cf_record *record = NULL;
    ok(cf_record_open(folder, &record, &fault));
    return record;
}

static cf_status read_number(const cf_record *record, size_t number, uint64_t *digest)
{
    cf_ballot ballot;
    cf_arena_reset(arena);
    const cf_status status = cf_record_read_ballot(record, number, NULL, arena, &ballot, &fault);
    *digest = 0;
    if (status == CF_OK) {
        cf_touch_ballot(digest, &ballot);
    }
    return status;
}

static void ballots_are_numbered_through_the_batches(void **state)
{
    (void)state;
    static const char *const files[] = { "ballots/00000001.cfb:1", "ballots/00000001.cfb:2",
                                         "ballots/00000001.cfb:3", "ballots/00000002.cfb:1",
                                         "ballots/00000002.cfb:2", "ballots/00000002.cfb:3",
                                         "ballots/00000002.cfb:4" };
    const char *folder = set_scene();
    make_batch(0, BATCH);
    cf_scene_put_octets("ballots/00000001.cfb", page.octets, page.len);
    make_batch(BATCH, BINARY_SHAPES - BATCH);
    cf_scene_put_octets("ballots/00000002.cfb", page.octets, page.len);
    cf_record *record = open_record(folder);
    assert_string_equal(cf_record_format(record), "counterfoil");
    assert_string_equal(cf_record_ballot_form(record), "binary");
    assert_true(cf_record_has_batches(record));
    assert_int_equal(cf_record_ballot_count(record), BINARY_SHAPES);
    for (uint32_t i = 0; i < BINARY_SHAPES; i++) {
        uint64_t written = 0;
        uint64_t read = 0;
        size_t number = 0;
        const cf_ballot ballot = binary_made_shape(own, i);
        cf_touch_ballot(&written, &ballot);
        ok(read_number(record, i, &read));
        assert_int_equal(read, written);
        assert_string_equal(cf_record_ballot_file(record, i, arena), files[i]);
        assert_true(cf_record_ballot_at(record, cf_record_ballot_place(record, i), &number));
        assert_int_equal(number, i);
    }
    cf_record_close(record);
    cf_scene_strike();
}

/* A fault counts from the start of the file, and no other ballot has it. */
static void a_bad_ballot_is_one_that_cannot_be_read(void **state)
{
    (void)state;
    const char *folder = set_scene();
    make_batch(0, BATCH);
    const size_t first = 20 + 4 * BATCH;
    const size_t second =
        first + ((size_t)page.octets[22] << 8) + (size_t)page.octets[23]; /* short enough */
    page.octets[second + STATE_AT] = 9;
    cf_scene_put_octets("ballots/00000001.cfb", page.octets, page.len);
    cf_record *record = open_record(folder);
    for (uint32_t i = 0; i < BATCH; i++) {
        uint64_t digest = 0;
        assert_int_equal(read_number(record, i, &digest), i == 1 ? CF_ERR_RANGE : CF_OK);
    }
    assert_string_equal(fault.file, "ballots/00000001.cfb:2");
    assert_int_equal(fault.offset, second + STATE_AT);
    cf_record_close(record);
    cf_scene_strike();
}

typedef struct strays {
    size_t count;
    cf_fault last;
} strays;

static cf_status see_stray(void *context, const cf_fault *stray)
{
    strays *at = context;
    at->count++;
    at->last = *stray;
    return CF_OK;
}

static strays strays_of(const cf_record *record)
{
    strays at = { .count = 0 };
    ok(cf_record_visit_strays(record, see_stray, &at));
    return at;
}

/* The second of three batches is `page` spoilt: it has no ballots, and the others have theirs. */
static strays read_spoilt(const uint8_t *octets, size_t len, size_t *count)
{
    const char *folder = set_scene();
    static binary_made good;
    for (uint32_t i = 0; i < BATCH; i++) {
        ballots[i] = binary_made_shape(own, i);
    }
    good.len = 0;
    binary_made_batch(&good, ballots, BATCH);
    cf_scene_put_octets("ballots/00000001.cfb", good.octets, good.len);
    cf_scene_put_octets("ballots/00000002.cfb", octets, len);
    cf_scene_put_octets("ballots/00000003.cfb", good.octets, good.len);
    cf_record *record = open_record(folder);
    *count = cf_record_ballot_count(record);
    for (size_t i = 0; i < *count; i++) {
        uint64_t digest = 0;
        ok(read_number(record, i, &digest));
    }
    const strays at = strays_of(record);
    cf_record_close(record);
    cf_scene_strike();
    return at;
}

static void a_batch_begins_as_the_page_says(void **state)
{
    (void)state;
    static const struct {
        size_t at;
        uint32_t number;
        cf_status status;
        size_t offset; /* of what is wrong; 0: of more than one number */
        const char *said;
    } cases[] = {
        { 0, 0x89434642 ^ 1, CF_ERR_SHAPE, 0, "894346430D0A1A0A" },
        { 4, 0x0D0D0A1A, CF_ERR_SHAPE, 0, "894346420D0D0A1A" },
        { 8, 0, CF_ERR_UNSUPPORTED, 8, "version is 0; version 1 is read" },
        { 8, 2, CF_ERR_UNSUPPORTED, 8, "version is 2" },
        { 8, 0x01000000, CF_ERR_UNSUPPORTED, 8, "version is 16777216" },
        { 12, 0, CF_ERR_RANGE, 12, "1 to 65536 octets, found 0" },
        { 12, 65537, CF_ERR_RANGE, 12, "found 65537" },
        { 12, 25, CF_ERR_SHAPE, 12, "24 octets in the batches before, found 25" },
        { 16, 0, CF_ERR_RANGE, 16, "1 to 4096 ballots, found 0" },
        { 16, 4097, CF_ERR_LIMIT, 16, "found 4097" },
        { 16, UINT32_MAX, CF_ERR_LIMIT, 16, "found 4294967295" },
        { 16, BATCH - 1, CF_ERR_SHAPE, 0, "the file goes on" },
        { 16, BATCH + 1, CF_ERR_SHAPE, 0, "the file ends before" },
        { 16, 4096, CF_ERR_SHAPE, 0, "the file ends before" },
        { 20, 0, CF_ERR_SHAPE, 0, "the file goes on" },
        { 24, UINT32_MAX, CF_ERR_SHAPE, 0, "the file ends before" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t count = 0;
        make_batch(0, BATCH);
        const size_t len = page.len;
        page.len = cases[i].at;
        binary_made_number(&page, 4, cases[i].number);
        const strays at = read_spoilt(page.octets, len, &count);
        assert_int_equal(count, 2 * BATCH);
        assert_int_equal(at.count, 1);
        assert_int_equal(at.last.status, cases[i].status);
        assert_string_equal(at.last.file, "ballots/00000002.cfb");
        if (strstr(at.last.what, cases[i].said) == NULL) {
            fail_msg("\"%s\" does not say %s", at.last.what, cases[i].said);
        }
        assert_true(cases[i].offset == 0 || at.last.offset == cases[i].offset);
    }
}

static void a_batch_that_is_cut_or_goes_on_has_no_ballots(void **state)
{
    (void)state;
    size_t count = 0;
    make_batch(2, 1);
    for (size_t len = 0; len <= page.len + 1; len++) {
        page.octets[page.len] = 0;
        const strays at = read_spoilt(page.octets, len, &count);
        assert_int_equal(count, len == page.len ? 2 * BATCH + 1 : 2 * BATCH);
        assert_int_equal(at.count, len == page.len ? 0 : 1);
        assert_true(len >= 20 || strstr(at.last.what, "begins with 20 octets") != NULL);
    }
}

/* A length may take from the next ballot: both are wrong then, and nothing is passed over. */
static void lengths_are_held_against_the_ballots(void **state)
{
    (void)state;
    for (int more = -1; more <= 1; more += 2) {
        const char *folder = set_scene();
        make_batch(0, BATCH);
        page.octets[23] = (uint8_t)(page.octets[23] + more);
        page.octets[27] = (uint8_t)(page.octets[27] - more);
        cf_scene_put_octets("ballots/00000001.cfb", page.octets, page.len);
        cf_record *record = open_record(folder);
        assert_int_equal(cf_record_ballot_count(record), BATCH);
        uint64_t digest = 0;
        assert_int_not_equal(read_number(record, 0, &digest), CF_OK);
        assert_int_not_equal(read_number(record, 1, &digest), CF_OK);
        ok(read_number(record, 2, &digest));
        cf_record_close(record);
        cf_scene_strike();
    }
}

static void a_record_has_one_form(void **state)
{
    (void)state;
    const char *folder = set_scene();
    make_batch(0, 1);
    cf_scene_put_octets("ballots/00000001.cfb", page.octets, page.len);
    cf_scene_put("ballots/00000002.jsonl", "{}\n");
    cf_record *record = NULL;
    assert_int_equal(cf_record_open(folder, &record, &fault), CF_ERR_SHAPE);
    assert_string_equal(fault.file, "ballots");
    assert_non_null(strstr(fault.what, "two ways"));
    cf_scene_strike();
}

static void only_numbered_files_are_batches(void **state)
{
    (void)state;
    static const char *const names[] = { "ballots/1.cfb",
                                         "ballots/00000000.cfb",
                                         "ballots/00000003.cfb",
                                         "ballots/00000002.CFB",
                                         "ballots/00000002.cfb~",
                                         "challenged/00000001.cfb",
                                         "contest_data/00000001.cfb" };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *folder = set_scene();
        make_batch(0, BATCH);
        cf_scene_put_octets("ballots/00000001.cfb", page.octets, page.len);
        cf_scene_put_octets(names[i], page.octets, page.len);
        cf_record *record = open_record(folder);
        assert_int_equal(cf_record_ballot_count(record), BATCH);
        assert_int_equal(cf_record_opened_count(record), 0);
        const strays at = strays_of(record);
        assert_int_equal(at.count, 1);
        assert_string_equal(at.last.file, names[i]);
        cf_record_close(record);
        cf_scene_strike();
    }
}

static void a_file_that_changes_is_no_other_ballot(void **state)
{
    (void)state;
    const char *folder = set_scene();
    make_batch(0, BATCH);
    cf_scene_put_octets("ballots/00000001.cfb", page.octets, page.len);
    cf_record *record = open_record(folder);
    cf_scene_put_octets("ballots/00000001.cfb", page.octets, page.len - 1);
    uint64_t digest = 0;
    ok(read_number(record, 0, &digest));
    assert_int_equal(read_number(record, 2, &digest), CF_ERR_IO);
    cf_record_close(record);
    cf_scene_strike();
}

/* --- both forms of one election --- */

static size_t read_file(const char *name, uint8_t *octets, size_t room)
{
    char full[256];
    (void)snprintf(full, sizeof full, "%s/%s", path, name);
    FILE *file = fopen(full, "rb");
    if (file == NULL) {
        return 0;
    }
    const size_t len = fread(octets, 1, room, file);
    assert_true(len < room);
    (void)fclose(file);
    return len;
}

/*
 * A batch is cut at 16 MiB of lines.  All these ballots are more than that, but less in octets; and
 * where the first batch is cut there is room for one more in octets.
 */
static void both_forms_have_the_same_batches(void **state)
{
    (void)state;
    enum { COUNT = 200, SPAN = 64300, ROOM = 1 << 25 };
    uint8_t *octets = malloc(ROOM);
    assert_non_null(octets);
    size_t lines[4] = { 0 };
    for (int binary = 0; binary < 2; binary++) {
        cf_record_writer *writer =
            begin("record", binary != 0 ? CF_WRITE_COUNTERFOIL_BINARY : CF_WRITE_COUNTERFOIL);
        for (uint32_t i = 0; i < COUNT; i++) {
            cf_arena_reset(arena);
            cf_ballot ballot = cf_made_small_ballot(arena, i);
            ballot.chaining_field = cf_made_octets(arena, i, SPAN);
            ok(cf_record_write_ballot(writer, &ballot, &fault));
        }
        ok(cf_record_writer_close(writer, &fault));
        size_t files = 0;
        for (size_t file = 0; file < 4; file++) {
            char name[64];
            (void)snprintf(name, sizeof name, "ballots/%08zu.%s", file + 1,
                           binary != 0 ? "cfb" : "jsonl");
            const size_t len = read_file(name, octets, ROOM);
            files += len > 0;
            size_t count = 0;
            for (size_t i = 0; i < len && binary == 0; i++) {
                count += octets[i] == '\n';
            }
            if (binary != 0 && len > 0) {
                count = ((size_t)octets[18] << 8) + octets[19];
            }
            assert_true(binary == 0 || count == lines[file]);
            lines[file] = count;
        }
        assert_int_equal(files, 2);
        assert_int_equal(lines[0] + lines[1], COUNT);
        cf_scene_strike();
    }
    free(octets);
}

/* Shapes from the last to the first, and the page of them in the order of their codes. */
static void a_written_batch_is_the_one_of_the_page(void **state)
{
    (void)state;
    cf_record_writer *writer = begin("record", CF_WRITE_COUNTERFOIL_BINARY);
    for (uint32_t shape = BINARY_SHAPES; shape > 0; shape--) {
        const cf_ballot ballot = binary_made_shape(own, shape - 1);
        ok(cf_record_write_ballot(writer, &ballot, &fault));
    }
    ok(cf_record_writer_close(writer, &fault));
    static uint8_t octets[BINARY_MADE_MAX + 1];
    make_batch(0, BINARY_SHAPES);
    assert_int_equal(read_file("ballots/00000001.cfb", octets, sizeof octets), page.len);
    assert_memory_equal(octets, page.octets, page.len);
    cf_scene_strike();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_shape_is_read_as_it_is),
        cmocka_unit_test(every_shape_is_written_as_the_page_says),
        cmocka_unit_test(every_prefix_is_refused_and_what_follows_too),
        cmocka_unit_test(every_bit_says_something),
        cmocka_unit_test(a_false_count_takes_no_memory),
        cmocka_unit_test(what_is_wrong_is_said_where_it_is),
        cmocka_unit_test(too_little_memory_is_said),
        cmocka_unit_test(another_width_is_refused_by_name),
        cmocka_unit_test(another_width_within_a_contest_is_refused_by_name),
        cmocka_unit_test(all_elements_of_a_record_have_one_width),
        cmocka_unit_test(ballots_are_numbered_through_the_batches),
        cmocka_unit_test(a_bad_ballot_is_one_that_cannot_be_read),
        cmocka_unit_test(a_batch_begins_as_the_page_says),
        cmocka_unit_test(a_batch_that_is_cut_or_goes_on_has_no_ballots),
        cmocka_unit_test(lengths_are_held_against_the_ballots),
        cmocka_unit_test(a_record_has_one_form),
        cmocka_unit_test(only_numbered_files_are_batches),
        cmocka_unit_test(a_file_that_changes_is_no_other_ballot),
        cmocka_unit_test(both_forms_have_the_same_batches),
        cmocka_unit_test(a_written_batch_is_the_one_of_the_page),
    };
    return cmocka_run_group_tests(tests, open_arenas, close_arenas);
}
