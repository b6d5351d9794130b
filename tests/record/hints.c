/*
 * The sidecar: hints come back, in the order of the record whatever the order of writing, and a
 * hostile file gives none.
 *
 * Files are put together here as doc/formats.md says.  Every cut and every entry of the index is
 * tried; what stands around a bad entry is read all the same.
 */
#define _DEFAULT_SOURCE /* setrlimit, truncate */

#include "record/hints.h"
#include "record/made.h"
#include "record/scene.h"

#include <dirent.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmocka.h>

enum { WIDTH = 24, HEAD = 64, FILE_MAX = 1 << 16, ROOM = 1 << 16 };

static cf_arena *arena;
static cf_fault fault;
static char path[128];

static const cf_hash H_E = { .octets = { 1, 2, 3, 4, 5 } };

static int open_arena(void **state)
{
    (void)state;
    arena = cf_arena_open(1 << 26);
    (void)signal(SIGXFSZ, SIG_IGN);
    return arena == NULL ? -1 : 0;
}

static int close_arena(void **state)
{
    (void)state;
    cf_arena_close(arena);
    return 0;
}

static void ok(cf_status status)
{
    if (status != CF_OK) {
        fail_msg("%s: %s: %s", cf_status_name(status), fault.file, fault.what);
    }
}

static void set(void)
{
    (void)snprintf(path, sizeof path, "%s/hints", cf_scene_set());
    cf_arena_reset(arena);
}

static cf_octets hints_of(uint32_t ballot, size_t elements)
{
    return cf_made_octets(arena, 1000 + ballot, elements * WIDTH);
}

static cf_hints *open_hints(uint64_t ballots)
{
    const cf_hints_subject subject = { .h_e = H_E,
                                       .element_octets = WIDTH,
                                       .ballot_count = ballots };
    cf_hints *hints = NULL;
    ok(cf_hints_open(path, &subject, &hints, &fault));
    return hints;
}

static cf_octets read_hints(const cf_hints *hints, uint64_t ballot)
{
    cf_octets out = { .at = NULL, .len = 7 };
    assert_int_equal(cf_hints_read(hints, ballot, ROOM, arena, &out), CF_OK);
    return out;
}

static void assert_none(const cf_hints *hints, uint64_t ballot)
{
    assert_null(read_hints(hints, ballot).at);
}

/* --- there and back --- */

/* Elements of each ballot's hints; 0: none. */
static const size_t sizes[] = { 3, 0, 1, 100, 0, 0, 2 };
enum { BALLOTS = sizeof sizes / sizeof sizes[0] };

static void write_sidecar(void)
{
    cf_hints_writer *writer = NULL;
    ok(cf_hints_writer_open(path, &writer, &fault));
    for (uint32_t i = 0; i < BALLOTS; i++) {
        const cf_octets none = { .at = NULL };
        ok(cf_hints_write(writer, sizes[i] > 0 ? hints_of(i, sizes[i]) : none, &fault));
    }
    ok(cf_hints_writer_close(writer, &H_E, WIDTH, &fault));
}

static void what_is_written_is_read_in_any_order(void **state)
{
    (void)state;
    set();
    write_sidecar();
    cf_hints *hints = open_hints(BALLOTS);
    for (uint32_t step = 1; step < BALLOTS; step++) { /* BALLOTS is a prime */
        for (uint32_t i = 0; i < BALLOTS; i++) {
            const uint32_t ballot = i * step % BALLOTS;
            const cf_octets read = read_hints(hints, ballot);
            assert_true(sizes[ballot] > 0 ? cf_octets_equal(read, hints_of(ballot, sizes[ballot]))
                                          : read.at == NULL);
        }
    }
    assert_none(hints, BALLOTS);
    assert_none(hints, UINT64_MAX);
    cf_hints_close(hints);
    cf_scene_strike();
}

/* More entries than are copied at once, and hints that do not divide the buffer. */
static void many_ballots_come_back(void **state)
{
    (void)state;
    enum { MANY = 20011 };
    set();
    cf_hints_writer *writer = NULL;
    ok(cf_hints_writer_open(path, &writer, &fault));
    for (uint32_t i = 0; i < MANY; i++) {
        cf_arena_reset(arena);
        ok(cf_hints_write(writer, hints_of(i, i % 4), &fault));
    }
    ok(cf_hints_writer_close(writer, &H_E, WIDTH, &fault));
    cf_hints *hints = open_hints(MANY);
    for (uint32_t i = 0; i < MANY; i++) {
        cf_arena_reset(arena);
        const cf_octets read = read_hints(hints, i);
        assert_true(i % 4 > 0 ? cf_octets_equal(read, hints_of(i, i % 4)) : read.at == NULL);
    }
    cf_hints_close(hints);
    cf_scene_strike();
}

static void a_sidecar_of_no_ballots_is_one(void **state)
{
    (void)state;
    set();
    cf_hints_writer *writer = NULL;
    ok(cf_hints_writer_open(path, &writer, &fault));
    ok(cf_hints_writer_close(writer, &H_E, WIDTH, &fault));
    cf_hints *hints = open_hints(0);
    assert_none(hints, 0);
    cf_hints_close(hints);
    cf_scene_strike();
}

static void no_more_is_read_than_is_asked_for(void **state)
{
    (void)state;
    set();
    write_sidecar();
    cf_hints *hints = open_hints(BALLOTS);
    cf_octets out;
    assert_int_equal(cf_hints_read(hints, 0, (size_t)3 * WIDTH, arena, &out), CF_OK);
    assert_int_equal(out.len, 3 * WIDTH);
    assert_int_equal(cf_hints_read(hints, 0, (size_t)3 * WIDTH - 1, arena, &out), CF_OK);
    assert_null(out.at);
    cf_arena *small = cf_arena_open(16);
    assert_non_null(small);
    assert_int_equal(cf_hints_read(hints, 3, ROOM, small, &out), CF_ERR_MEMORY);
    assert_null(out.at);
    cf_arena_close(small);
    cf_hints_close(hints);
    cf_scene_strike();
}

/* --- as the page says --- */

typedef struct sidecar {
    size_t len;
    uint8_t octets[FILE_MAX];
} sidecar;

static sidecar page;

static void put_number(sidecar *file, size_t octets, uint64_t number)
{
    for (size_t i = 0; i < octets; i++) {
        file->octets[file->len + i] = (uint8_t)(number >> 8 * (octets - 1 - i));
    }
    file->len += octets;
}

static void put_octets(sidecar *file, cf_octets octets)
{
    memcpy(file->octets + file->len, octets.at, octets.len);
    file->len += octets.len;
}

/* The sidecar of BALLOTS ballots, with these for the ends of their hints. */
static void make_page(const uint64_t ends[BALLOTS])
{
    size_t elements = 0;
    for (size_t i = 0; i < BALLOTS; i++) {
        elements += sizes[i];
    }
    page.len = 0;
    put_octets(&page, cf_octets_of("\x89"
                                   "CFH\r\n\x1a\n",
                                   8));
    put_number(&page, 4, 1);
    put_number(&page, 4, WIDTH);
    put_octets(&page, cf_octets_of(H_E.octets, sizeof H_E.octets));
    put_number(&page, 8, BALLOTS);
    put_number(&page, 8, HEAD + elements * WIDTH);
    for (uint32_t i = 0; i < BALLOTS; i++) {
        put_octets(&page, hints_of(i, sizes[i]));
    }
    for (size_t i = 0; i < BALLOTS; i++) {
        put_number(&page, 8, ends[i]);
    }
}

static void right_ends(uint64_t ends[BALLOTS])
{
    uint64_t end = HEAD;
    for (size_t i = 0; i < BALLOTS; i++) {
        end += sizes[i] * WIDTH;
        ends[i] = end;
    }
}

static void a_sidecar_has_the_octets_of_the_page(void **state)
{
    (void)state;
    uint64_t ends[BALLOTS];
    static uint8_t octets[FILE_MAX];
    set();
    write_sidecar();
    right_ends(ends);
    make_page(ends);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fread(octets, 1, sizeof octets, file), page.len);
    (void)fclose(file);
    assert_memory_equal(octets, page.octets, page.len);
    cf_scene_strike();
}

/* --- hostile entries --- */

/* What a ballot has with these ends, by the page: nothing unless it is whole and in its place. */
static bool has_hints(const uint64_t ends[BALLOTS], size_t ballot, uint64_t index_at)
{
    const uint64_t start = ballot == 0 ? HEAD : ends[ballot - 1];
    return start >= HEAD && start < ends[ballot] && ends[ballot] <= index_at
           && (ends[ballot] - start) % WIDTH == 0;
}

static void an_entry_that_leads_astray_leads_to_no_hints(void **state)
{
    (void)state;
    uint64_t ends[BALLOTS];
    right_ends(ends);
    const uint64_t index_at = ends[BALLOTS - 1];
    const uint64_t bad[] = { 0,
                             1,
                             HEAD - WIDTH,
                             HEAD - 1,
                             HEAD,
                             HEAD + 1,
                             HEAD + WIDTH,
                             index_at - 1,
                             index_at,
                             index_at + 1,
                             index_at + WIDTH,
                             (uint64_t)1 << 32,
                             (uint64_t)1 << 63,
                             UINT64_MAX - WIDTH,
                             UINT64_MAX };
    for (size_t entry = 0; entry < BALLOTS; entry++) {
        for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
            set();
            right_ends(ends);
            ends[entry] = bad[i];
            make_page(ends);
            cf_scene_put_octets("hints", page.octets, page.len);
            cf_hints *hints = open_hints(BALLOTS);
            for (size_t ballot = 0; ballot < BALLOTS; ballot++) {
                const cf_octets read = read_hints(hints, ballot);
                const uint64_t start = ballot == 0 ? HEAD : ends[ballot - 1];
                if (!has_hints(ends, ballot, index_at)) {
                    assert_null(read.at);
                    continue;
                }
                assert_int_equal(read.len, ends[ballot] - start);
                assert_memory_equal(read.at, page.octets + start, read.len);
            }
            cf_hints_close(hints);
            cf_scene_strike();
        }
    }
}

/* --- what is no sidecar, or another's --- */

static cf_status open_page(size_t len, uint64_t ballots)
{
    const cf_hints_subject subject = { .h_e = H_E,
                                       .element_octets = WIDTH,
                                       .ballot_count = ballots };
    cf_hints *hints = NULL;
    set();
    cf_scene_put_octets("hints", page.octets, len);
    fault = (cf_fault){ .status = CF_OK };
    const cf_status status = cf_hints_open(path, &subject, &hints, &fault);
    if (status == CF_OK) {
        for (uint64_t i = 0; i < ballots; i++) {
            (void)read_hints(hints, i);
        }
        cf_hints_close(hints);
    } else {
        assert_null(hints);
        assert_int_equal(fault.status, status);
    }
    cf_scene_strike();
    return status;
}

static void a_false_head_is_refused_with_what_was_expected(void **state)
{
    (void)state;
    static const struct {
        size_t at;
        uint64_t number;
        size_t octets;
        cf_status status;
        const char *said;
    } cases[] = {
        { 0, 0, 1, CF_ERR_SHAPE, "expected 894346480D0A1A0A" },
        { 7, 0, 1, CF_ERR_SHAPE, "found 894346480D0A1A00" },
        { 8, 2, 4, CF_ERR_UNSUPPORTED, "version is 2; version 1" },
        { 8, 0, 4, CF_ERR_UNSUPPORTED, "version is 0" },
        { 12, 512, 4, CF_ERR_RANGE, "expected 24 octets of an element, found 512" },
        { 12, 0, 4, CF_ERR_RANGE, "found 0" },
        { 16, 9, 1, CF_ERR_RANGE, "another election: expected H_E 0102030405" },
        { 47, 9, 1, CF_ERR_RANGE, "another election" },
        { 48, BALLOTS - 1, 8, CF_ERR_RANGE, "expected 7 ballots, found 6" },
        { 48, UINT64_MAX, 8, CF_ERR_RANGE, "found 18446744073709551615" },
        { 56, 0, 8, CF_ERR_SHAPE, "begins at octet 0 " },
        { 56, HEAD - 1, 8, CF_ERR_SHAPE, "begins at octet 63 " },
        { 56, HEAD, 8, CF_ERR_SHAPE, "does not end with the file" },
        { 56, UINT64_MAX, 8, CF_ERR_SHAPE, "does not end with the file" },
        { 56, UINT64_MAX - 55, 8, CF_ERR_SHAPE, "does not end with the file" },
    };
    uint64_t ends[BALLOTS];
    right_ends(ends);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        make_page(ends);
        const size_t len = page.len;
        page.len = cases[i].at;
        put_number(&page, cases[i].octets, cases[i].number);
        assert_int_equal(open_page(len, BALLOTS), cases[i].status);
        if (strstr(fault.what, cases[i].said) == NULL) {
            fail_msg("\"%s\" does not say %s", fault.what, cases[i].said);
        }
    }
    /* Nothing but a head, part of which is the index. */
    page.len = 56;
    put_number(&page, 8, HEAD - 8 * BALLOTS);
    assert_int_equal(open_page(HEAD, BALLOTS), CF_ERR_SHAPE);

    make_page(ends);
    assert_int_equal(open_page(page.len, BALLOTS), CF_OK);
    assert_int_equal(open_page(page.len, BALLOTS + 1), CF_ERR_RANGE);
    assert_int_equal(open_page(page.len, 0), CF_ERR_RANGE);
}

static void a_sidecar_that_is_cut_or_goes_on_is_none(void **state)
{
    (void)state;
    uint64_t ends[BALLOTS];
    right_ends(ends);
    for (size_t len = 0; len < HEAD; len++) {
        make_page(ends);
        assert_int_equal(open_page(len, BALLOTS), CF_ERR_SHAPE);
    }
    for (size_t len = HEAD; len < page.len; len += 7) {
        assert_int_equal(open_page(len, BALLOTS), CF_ERR_SHAPE);
    }
    make_page(ends);
    for (size_t more = 1; more <= 16; more++) {
        assert_int_equal(open_page(page.len + more, BALLOTS), CF_ERR_SHAPE);
    }
}

static void only_a_file_is_opened(void **state)
{
    (void)state;
    const cf_hints_subject subject = { .h_e = H_E, .element_octets = WIDTH };
    cf_hints *hints = NULL;
    set();
    assert_int_equal(cf_hints_open(path, &subject, &hints, &fault), CF_ERR_ABSENT);
    cf_scene_folder("hints");
    assert_int_equal(cf_hints_open(path, &subject, &hints, &fault), CF_ERR_UNSUPPORTED);
    cf_scene_remove("hints");
    cf_scene_pipe("hints");
    assert_int_equal(cf_hints_open(path, &subject, &hints, &fault), CF_ERR_UNSUPPORTED);
    cf_scene_strike();
}

/* --- a file that changes --- */

static void a_file_that_shrinks_or_changes_does_no_harm(void **state)
{
    (void)state;
    uint64_t ends[BALLOTS];
    set();
    write_sidecar();
    cf_hints *hints = open_hints(BALLOTS);
    right_ends(ends);
    make_page(ends);
    memset(page.octets + HEAD, 0xff, page.len - HEAD);
    cf_scene_put_octets("hints", page.octets, page.len);
    for (uint64_t i = 0; i < BALLOTS; i++) {
        assert_none(hints, i);
    }
    make_page(ends);
    cf_scene_put_octets("hints", page.octets, page.len);
    assert_int_equal(truncate(path, (off_t)page.len - 8), 0);
    assert_non_null(read_hints(hints, 0).at);
    assert_none(hints, BALLOTS - 1);
    assert_int_equal(truncate(path, HEAD + 8), 0);
    for (uint64_t i = 0; i < BALLOTS; i++) {
        assert_none(hints, i);
    }
    cf_hints_close(hints);
    cf_scene_strike();
}

/* --- writing --- */

static size_t entries_of_scene(void)
{
    char folder[128];
    size_t count = 0;
    (void)snprintf(folder, sizeof folder, "%s", path);
    *strrchr(folder, '/') = '\0';
    DIR *entries = opendir(folder);
    assert_non_null(entries);
    for (const struct dirent *entry = readdir(entries); entry != NULL; entry = readdir(entries)) {
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    }
    (void)closedir(entries);
    return count;
}

static void nothing_is_written_over(void **state)
{
    (void)state;
    cf_hints_writer *writer = NULL;
    set();
    cf_scene_put("hints", "mine");
    assert_int_equal(cf_hints_writer_open(path, &writer, &fault), CF_ERR_IO);
    assert_null(writer);
    assert_string_equal(fault.file, "hints");
    assert_non_null(strstr(fault.what, "File exists"));
    assert_int_equal(entries_of_scene(), 1);

    cf_scene_remove("hints");
    ok(cf_hints_writer_open(path, &writer, &fault));
    ok(cf_hints_write(writer, hints_of(1, 1), &fault));
    cf_scene_link("elsewhere", "hints");
    assert_int_equal(cf_hints_writer_close(writer, &H_E, WIDTH, &fault), CF_ERR_IO);
    assert_non_null(strstr(fault.what, "File exists"));
    assert_int_equal(entries_of_scene(), 1);
    cf_scene_strike();

    set();
    (void)snprintf(path + strlen(path), sizeof path - strlen(path), "/no/such");
    assert_int_equal(cf_hints_writer_open(path, &writer, &fault), CF_ERR_IO);
    cf_scene_strike();
}

static void half_a_sidecar_has_no_name(void **state)
{
    (void)state;
    cf_hints_writer *writer = NULL;
    set();
    ok(cf_hints_writer_open(path, &writer, &fault));
    ok(cf_hints_write(writer, hints_of(1, 2), &fault));
    assert_int_equal(access(path, F_OK), -1);
    assert_int_equal(entries_of_scene(), 1);
    cf_hints_writer_abandon(writer);
    assert_int_equal(entries_of_scene(), 0);
    write_sidecar();
    assert_int_equal(entries_of_scene(), 1);
    assert_int_equal(access(path, F_OK), 0);
    cf_scene_strike();
}

static void limit_files(rlim_t octets)
{
    struct rlimit limit;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = octets;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

/* Room for the hints but not for their index, and for neither. */
static void a_full_disk_is_said_and_leaves_nothing(void **state)
{
    (void)state;
    static const rlim_t rooms[] = { HEAD + 4 * WIDTH + 8, 32 };
    for (size_t i = 0; i < 2; i++) {
        cf_hints_writer *writer = NULL;
        set();
        ok(cf_hints_writer_open(path, &writer, &fault));
        limit_files(rooms[i]);
        ok(cf_hints_write(writer, hints_of(1, 2), &fault));
        ok(cf_hints_write(writer, hints_of(2, 2), &fault));
        const cf_status status = cf_hints_writer_close(writer, &H_E, WIDTH, &fault);
        limit_files(RLIM_INFINITY);
        assert_int_equal(status, CF_ERR_IO);
        assert_non_null(strstr(fault.what, "cannot write"));
        assert_int_equal(entries_of_scene(), 0);
        cf_scene_strike();
    }
}

/* --- beside a record --- */

enum { COUNT = 40, PER_BATCH = 16 };

static cf_record_writer *begin_record(cf_write_format format)
{
    char record[160];
    cf_record_writer *writer = NULL;
    set();
    (void)snprintf(record, sizeof record, "%s-record", path);
    ok(cf_record_writer_open(record, format, &writer, &fault));
    const cf_parameters parameters = cf_made_parameters(arena);
    ok(cf_record_write_parameters(writer, &parameters, &fault));
    ok(cf_record_writer_hints(writer, path, &H_E, WIDTH, &fault));
    return writer;
}

/* Neither upwards nor downwards: 0, 11, 22, 33, 4, .. */
static uint32_t scattered(uint32_t i)
{
    return i * 11 % COUNT;
}

static void put_ballot(cf_record_writer *writer, uint32_t number)
{
    cf_ballot ballot = cf_made_small_ballot(arena, number);
    ballot.hints = number % 5 > 0 ? hints_of(number, number % 5) : (cf_octets){ .at = NULL };
    ok(cf_record_write_ballot(writer, &ballot, &fault));
}

/* The number that a made ballot's code begins with. */
static uint32_t number_of(const cf_ballot *ballot)
{
    return (uint32_t)ballot->code.at[2] << 8 | ballot->code.at[3];
}

static void assert_beside(const cf_record *record)
{
    cf_hints *hints = open_hints(COUNT);
    uint32_t moved = 0;
    for (uint32_t i = 0; i < COUNT; i++) {
        cf_ballot ballot;
        ok(cf_record_read_ballot(record, i, NULL, arena, &ballot, &fault));
        const uint32_t number = number_of(&ballot);
        const cf_octets read = read_hints(hints, i);
        assert_true(number % 5 > 0 ? cf_octets_equal(read, hints_of(number, number % 5))
                                   : read.at == NULL);
        assert_null(ballot.hints.at);
        moved += number != scattered(i);
    }
    assert_true(cf_record_has_batches(record) ? moved > COUNT / 2 : moved == 0);
    cf_hints_close(hints);
}

/* Not in that of encryption: a batch is sorted, and its hints with it. */
static void hints_stand_in_the_order_of_the_record(void **state)
{
    (void)state;
    for (cf_write_format format = CF_WRITE_PLAIN21; format <= CF_WRITE_COUNTERFOIL_BINARY;
         format++) {
        cf_record_writer *writer = begin_record(format);
        for (uint32_t i = 0; i < COUNT; i++) {
            put_ballot(writer, scattered(i));
            if ((i + 1) % PER_BATCH == 0) {
                ok(cf_record_write_batch_end(writer, &fault));
            }
        }
        assert_int_equal(access(path, F_OK), -1);
        ok(cf_record_writer_close(writer, &fault));
        char folder[160];
        cf_record *record = NULL;
        (void)snprintf(folder, sizeof folder, "%s-record", path);
        ok(cf_record_open(folder, &record, &fault));
        assert_beside(record);
        cf_record_close(record);
        assert_int_equal(entries_of_scene(), 2);
        cf_scene_strike();
    }
}

static void of_a_record_that_is_given_up_nothing_appears(void **state)
{
    (void)state;
    cf_record_writer *writer = begin_record(CF_WRITE_COUNTERFOIL);
    put_ballot(writer, 1);
    cf_record_writer_abandon(writer);
    assert_int_equal(entries_of_scene(), 1);
    cf_scene_strike();

    writer = begin_record(CF_WRITE_COUNTERFOIL);
    put_ballot(writer, 1);
    const cf_ballot wrong = { .style = cf_octets_of_text("x") };
    assert_int_not_equal(cf_record_write_ballot(writer, &wrong, &fault), CF_OK);
    assert_int_not_equal(cf_record_writer_close(writer, &fault), CF_OK);
    assert_int_equal(entries_of_scene(), 1);
    cf_scene_strike();
}

static void hints_are_asked_for_once_and_before_ballots(void **state)
{
    (void)state;
    cf_record_writer *writer = begin_record(CF_WRITE_COUNTERFOIL);
    assert_int_equal(cf_record_writer_hints(writer, path, &H_E, WIDTH, &fault), CF_ERR_SHAPE);
    cf_record_writer_abandon(writer);
    cf_scene_strike();

    char record[160];
    set();
    (void)snprintf(record, sizeof record, "%s-record", path);
    ok(cf_record_writer_open(record, CF_WRITE_COUNTERFOIL, &writer, &fault));
    const cf_parameters parameters = cf_made_parameters(arena);
    ok(cf_record_write_parameters(writer, &parameters, &fault));
    put_ballot(writer, 1);
    assert_int_equal(cf_record_writer_hints(writer, path, &H_E, WIDTH, &fault), CF_ERR_SHAPE);
    cf_record_writer_abandon(writer);
    cf_scene_strike();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_in_any_order),
        cmocka_unit_test(many_ballots_come_back),
        cmocka_unit_test(a_sidecar_of_no_ballots_is_one),
        cmocka_unit_test(no_more_is_read_than_is_asked_for),
        cmocka_unit_test(a_sidecar_has_the_octets_of_the_page),
        cmocka_unit_test(an_entry_that_leads_astray_leads_to_no_hints),
        cmocka_unit_test(a_false_head_is_refused_with_what_was_expected),
        cmocka_unit_test(a_sidecar_that_is_cut_or_goes_on_is_none),
        cmocka_unit_test(only_a_file_is_opened),
        cmocka_unit_test(a_file_that_shrinks_or_changes_does_no_harm),
        cmocka_unit_test(nothing_is_written_over),
        cmocka_unit_test(half_a_sidecar_has_no_name),
        cmocka_unit_test(a_full_disk_is_said_and_leaves_nothing),
        cmocka_unit_test(hints_stand_in_the_order_of_the_record),
        cmocka_unit_test(of_a_record_that_is_given_up_nothing_appears),
        cmocka_unit_test(hints_are_asked_for_once_and_before_ballots),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
