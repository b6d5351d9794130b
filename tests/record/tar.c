/*
 * What is a plain archive, and what is none, block by block.
 *
 * Archives are made here from nothing but the layout of a header.  Every refusal has its name, and
 * everything else that is asked of an archive is answered as a folder would answer.
 */
#define _GNU_SOURCE /* memfd_create */

#include "record/tar.h"

#include "record/record.h"
#include "record/scene.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

enum { BLOCK = CF_TAR_BLOCK, BLOCKS_MAX = 64, ARENA_OCTETS = 1 << 20 };

static uint8_t archive[BLOCKS_MAX * BLOCK];
static size_t used;
static cf_fault fault;
static cf_arena *arena;
static cf_file file;

static int open_arena(void **state)
{
    (void)state;
    arena = cf_arena_open(ARENA_OCTETS);
    return arena == NULL ? -1 : 0;
}

static int close_arena(void **state)
{
    (void)state;
    cf_arena_close(arena);
    return 0;
}

/* --- making --- */

static void sum(uint8_t *header)
{
    unsigned total = 0;
    memset(header + 148, ' ', 8);
    for (size_t i = 0; i < BLOCK; i++) {
        total += header[i];
    }
    (void)snprintf((char *)header + 148, 8, "%06o", total);
    header[155] = ' ';
}

static uint8_t *put(const char *name, char kind, const char *content)
{
    uint8_t *header = archive + used;
    size_t len = strlen(content);
    memset(header, 0, BLOCK);
    memcpy(header, name, strlen(name));
    (void)snprintf((char *)header + 100, 8, "%07o", 0644U);
    (void)snprintf((char *)header + 124, 12, "%011o", (unsigned)len);
    (void)snprintf((char *)header + 136, 12, "%011o", 0U);
    header[156] = (uint8_t)kind;
    memcpy(header + 257,
           "ustar\0"
           "00",
           8);
    sum(header);
    used += BLOCK;
    memset(archive + used, 0, (len + BLOCK - 1) / BLOCK * BLOCK);
    memcpy(archive + used, content, len);
    used += (len + BLOCK - 1) / BLOCK * BLOCK;
    assert_true(used + 2 * BLOCK <= sizeof archive);
    return header;
}

static void end(void)
{
    memset(archive + used, 0, 2 * BLOCK);
    used += 2 * BLOCK;
}

static cf_status open_octets(cf_tar *tar, size_t len)
{
    file = (cf_file){ .descriptor = memfd_create("archive", 0), .size = len };
    assert_true(file.descriptor >= 0);
    assert_int_equal(pwrite(file.descriptor, archive, len, 0), (ssize_t)len);
    cf_arena_reset(arena);
    fault = (cf_fault){ .status = CF_OK };
    cf_status status = cf_tar_open(tar, &file, arena, &fault);
    assert_int_equal(status, fault.status);
    if (status != CF_OK) {
        cf_file_close(&file);
    }
    return status;
}

static cf_status open_all(void)
{
    cf_tar tar;
    end();
    cf_status status = open_octets(&tar, used);
    if (status == CF_OK) {
        cf_file_close(&file);
    }
    used = 0;
    return status;
}

static void assert_refused(cf_status status, uint64_t offset, const char *named)
{
    assert_int_equal(open_all(), status);
    assert_int_equal(fault.offset, offset);
    if (strstr(fault.what, named) == NULL) {
        fail_msg("\"%s\" does not say \"%s\"", fault.what, named);
    }
}

/* --- what is there --- */

static void assert_content(const cf_tar *tar, const char *name, const char *content)
{
    char octets[64] = { 0 };
    size_t got = 0;
    const cf_tar_entry *entry = cf_tar_find(tar, name);
    assert_non_null(entry);
    cf_file window = cf_tar_open_entry(tar, entry);
    assert_int_equal(window.size, strlen(content));
    assert_int_equal(cf_file_read(&window, octets, sizeof octets, &got, NULL), CF_OK);
    assert_string_equal(octets, content);
}

typedef struct seen {
    char text[256];
} seen;

static cf_status see(void *context, const char *name, char kind)
{
    seen *at = context;
    size_t len = strlen(at->text);
    (void)snprintf(at->text + len, sizeof at->text - len, "%s:%c ", name, kind);
    return CF_OK;
}

static void assert_listed(const cf_tar *tar, const char *folder, const char *expected)
{
    seen at = { "" };
    assert_int_equal(cf_tar_list(tar, folder, see, &at), CF_OK);
    assert_string_equal(at.text, expected);
}

static void files_are_found_where_they_lie(void **state)
{
    (void)state;
    cf_tar tar;
    put("./", '5', "");
    put("b/z.json", '0', "last");
    put("a", '0', "first");
    put("./b/a.json", '\0', "old");
    put("b-c", '0', "");
    put("b/deep/er/x", '0', "deep");
    put("b/deep", '5', "");
    put("empty/", '5', "");
    end();
    assert_int_equal(open_octets(&tar, used), CF_OK);
    used = 0;
    assert_content(&tar, "a", "first");
    assert_content(&tar, "b/a.json", "old");
    assert_content(&tar, "b/z.json", "last");
    assert_content(&tar, "b/deep/er/x", "deep");
    assert_content(&tar, "b-c", "");
    assert_listed(&tar, "", "a:f b:d b-c:f empty:d ");
    assert_listed(&tar, "b", "a.json:f deep:d z.json:f ");
    assert_listed(&tar, "b/deep", "er:d ");
    assert_listed(&tar, "empty", "");
    static const char *const folders[] = { "", "b", "b/deep", "b/deep/er", "empty" };
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        assert_true(cf_tar_has_folder(&tar, folders[i]));
    }
    static const char *const none[] = { "a", "b/", "b/d", "b-", "c", "b/a.json", "./b", "zz" };
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        assert_false(cf_tar_has_folder(&tar, none[i]));
        assert_true(i == 0 || i == 5 || cf_tar_find(&tar, none[i]) == NULL);
    }
    cf_file_close(&file);
}

static void a_name_may_have_a_prefix(void **state)
{
    (void)state;
    cf_tar tar;
    uint8_t *header = put("x", '0', "both");
    memset(header, 'n', 100); /* full, so without a zero */
    memset(header + 345, 'p', 155);
    sum(header);
    end();
    assert_int_equal(open_octets(&tar, used), CF_OK);
    used = 0;
    char name[CF_TAR_NAME_MAX + 1] = { 0 };
    memset(name, 'p', 155);
    name[155] = '/';
    memset(name + 156, 'n', 100);
    assert_content(&tar, name, "both");
    cf_file_close(&file);
}

static void an_archive_of_nothing_is_one(void **state)
{
    (void)state;
    assert_int_equal(open_all(), CF_OK);
}

/* --- what is refused --- */

static void names_that_leave_are_refused(void **state)
{
    (void)state;
    static const char *const names[] = { "/a",     "../a", "a/../b", "a/..",  "a//b", "a/./b",
                                         "a/",     "..",   ".",      "././a", "./",   "",
                                         "./../a", "//",   "a/.",    "./." };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        put("fine", '0', "1");
        put(names[i], '0', "2");
        assert_refused(CF_ERR_SHAPE, 2 * BLOCK, "below");
    }
    static const char *const folders[] = { "/", "", "..", "a/../", "a//", "../", "//", ".//" };
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        put(folders[i], '5', "");
        assert_refused(CF_ERR_SHAPE, 0, "below");
    }
}

static void a_name_twice_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *first;
        const char *second;
        char kind;
        const char *named;
    } cases[] = { { "a", "a", '0', "twice" },       { "a", "./a", '0', "twice" },
                  { "a", "a/", '5', "twice" },      { "a/b", "a/b", '0', "twice" },
                  { "a", "a/b", '0', "in a file" }, { "a/b", "a/b/c/d", '0', "in a file" },
                  { "a", "a/b/", '5', "in a file" } };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        put(cases[i].first, '0', "");
        put("a-b", '0', "");
        put(cases[i].second, cases[i].kind, "");
        assert_int_equal(open_all(), CF_ERR_SHAPE);
        assert_non_null(strstr(fault.what, cases[i].named));
    }
}

static void other_kinds_are_named(void **state)
{
    (void)state;
    static const struct {
        char kind;
        const char *named;
    } cases[] = { { '1', "hard link" }, { '2', "symbolic link" }, { '3', "device" },
                  { '4', "device" },    { '6', "pipe" },          { '7', "contiguous" },
                  { 'x', "pax" },       { 'g', "pax" },           { 'L', "long name" },
                  { 'K', "long name" }, { 'S', "sparse" },        { 'Z', "unknown" },
                  { 'D', "unknown" },   { 'V', "unknown" } };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        put("fine", '0', "1");
        put("bad", cases[i].kind, "");
        assert_refused(CF_ERR_UNSUPPORTED, 2 * BLOCK, cases[i].named);
        assert_string_equal(fault.file, "bad");
    }
}

static void other_archives_are_named(void **state)
{
    (void)state;
    uint8_t *header = put("a", '0', "");
    memcpy(header + 257, "ustar  ", 8);
    sum(header);
    assert_refused(CF_ERR_UNSUPPORTED, 0, "GNU");
    header = put("a", '0', "");
    memset(header + 257, 0, 8);
    sum(header);
    assert_refused(CF_ERR_UNSUPPORTED, 0, "ustar");
    header = put("a", '0', "");
    header[264] = '1';
    sum(header);
    assert_refused(CF_ERR_UNSUPPORTED, 0, "ustar");
}

static void every_octet_of_a_header_is_summed(void **state)
{
    (void)state;
    for (size_t i = 0; i < BLOCK; i++) {
        uint8_t *header = put("name", '0', "");
        bool is_magic = i >= 257 && i < 265;
        bool ends_sum = i == 155; /* what follows the digits and their zero */
        header[i] ^= 1;
        cf_status status = open_all();
        assert_int_equal(status, is_magic ? CF_ERR_UNSUPPORTED : ends_sum ? CF_OK : CF_ERR_SHAPE);
    }
}

static void sizes_are_octal_and_in_the_archive(void **state)
{
    (void)state;
    static const struct {
        const char *size;
        cf_status status;
    } cases[] = { { "00000000004\0", CF_OK },
                  { "000000000004", CF_OK },
                  { "4 \0\0\0\0\0\0\0\0\0\0", CF_OK },
                  { "           4", CF_ERR_SHAPE },
                  { "0000000000A\0", CF_ERR_SHAPE },
                  { "-0000000004\0", CF_ERR_SHAPE },
                  { "\0\0\0\0\0\0\0\0\0\0\0\0", CF_ERR_SHAPE },
                  { "\x80\0\0\0\0\0\0\0\0\0\0\4", CF_ERR_UNSUPPORTED },
                  { "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", CF_ERR_UNSUPPORTED },
                  { "777777777777", CF_ERR_SHAPE },
                  { "00000010001\0", CF_ERR_SHAPE } };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint8_t *header = put("a", '0', "four");
        memcpy(header + 124, cases[i].size, 12);
        sum(header);
        assert_int_equal(open_all(), cases[i].status);
    }
    uint8_t *header = put("a", '0', "four");
    memcpy(header + 124, "00000010001", 12);
    sum(header);
    assert_refused(CF_ERR_SHAPE, 0, "larger");
    header = put("folder", '5', "");
    header[134] = '1';
    sum(header);
    assert_refused(CF_ERR_SHAPE, 0, "size");
}

static void every_prefix_of_an_archive_is_refused(void **state)
{
    (void)state;
    cf_tar tar;
    put("a", '0', "one");
    put("b", '0', "two");
    end();
    size_t len = used;
    for (size_t cut = 0; cut < len; cut += 37) {
        assert_int_equal(open_octets(&tar, cut), CF_ERR_SHAPE);
    }
    assert_int_equal(open_octets(&tar, len - 1), CF_ERR_SHAPE);
    assert_int_equal(open_octets(&tar, len), CF_OK);
    cf_file_close(&file);
    used = 0;
}

static void nothing_but_zeros_follows_the_end(void **state)
{
    (void)state;
    cf_tar tar;
    put("a", '0', "one");
    size_t first_zeros = used;
    end();
    end();
    for (size_t at = first_zeros; at < used; at += 101) {
        archive[at] = 1;
        cf_status status = open_octets(&tar, used);
        assert_int_not_equal(status, CF_OK);
        archive[at] = 0;
    }
    for (size_t len = first_zeros + 2 * BLOCK; len <= used; len += 31) {
        assert_int_equal(open_octets(&tar, len), CF_OK);
        cf_file_close(&file);
    }
    file = (cf_file){ .descriptor = memfd_create("archive", 0) };
    assert_int_equal(pwrite(file.descriptor, archive, used, 0), (ssize_t)used);
    for (int more = 0; more < 2; more++) {
        file.size = first_zeros + BLOCK + CF_TAR_AFTER_MAX + (uint64_t)more;
        assert_int_equal(ftruncate(file.descriptor, (off_t)file.size), 0);
        cf_arena_reset(arena);
        assert_int_equal(cf_tar_open(&tar, &file, arena, &fault), more == 0 ? CF_OK : CF_ERR_LIMIT);
    }
    cf_file_close(&file);
    used = 0;
}

static void too_little_memory_is_said(void **state)
{
    (void)state;
    cf_tar tar;
    put("a", '0', "one");
    put("b", '0', "two");
    end();
    size_t len = used;
    used = 0;
    cf_arena *own = arena;
    size_t refused = 0;
    for (size_t octets = 0; octets < 512; octets += 8) {
        arena = cf_arena_open(octets);
        cf_status status = open_octets(&tar, len);
        assert_true(status == CF_OK || status == CF_ERR_MEMORY);
        refused += status == CF_ERR_MEMORY;
        if (status == CF_OK) {
            cf_file_close(&file);
        }
        cf_arena_close(arena);
    }
    arena = own;
    assert_true(refused > 0 && refused < 64);
}

/* --- as a record --- */

static void an_archive_is_told_by_its_octets_or_its_name(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        bool is_archive;
        cf_status status;
        const char *named;
    } cases[] = { { "r.tar", true, CF_OK, "" },
                  { "record", true, CF_OK, "" },
                  { "r.tar", false, CF_ERR_UNSUPPORTED, "ustar" },
                  { "record", false, CF_ERR_UNSUPPORTED, "folder" },
                  { "r.bel", true, CF_ERR_UNSUPPORTED, "Belenios" } };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *path = cf_scene_set();
        char name[256];
        used = 0;
        put("election_parameters.json", '0', "{}");
        put("ballots/1.json", '0', "{}");
        end();
        if (!cases[i].is_archive) {
            memset(archive, 'x', BLOCK);
        }
        cf_scene_put_octets(cases[i].name, archive, used);
        (void)snprintf(name, sizeof name, "%s/%s", path, cases[i].name);
        cf_record *record = NULL;
        assert_int_equal(cf_record_open(name, &record, &fault), cases[i].status);
        if (cases[i].status == CF_OK) {
            assert_string_equal(cf_record_format(record), "plain21");
            assert_int_equal(cf_record_ballot_count(record), 1);
            cf_record_close(record);
        } else {
            assert_non_null(strstr(fault.what, cases[i].named));
        }
        cf_scene_strike();
    }
    used = 0;
}

static void a_folder_of_an_archive_is_no_file(void **state)
{
    (void)state;
    const char *path = cf_scene_set();
    char name[256];
    used = 0;
    put("election_parameters.json", '0', "{}");
    put("manifest.json/", '5', "");
    put("devices.json/x", '0', "");
    put("ballots", '0', "no folder");
    end();
    cf_scene_put_octets("r.tar", archive, used);
    used = 0;
    (void)snprintf(name, sizeof name, "%s/r.tar", path);
    cf_record *record = NULL;
    cf_manifest manifest;
    cf_encrypted_tally tally;
    const cf_device_visitor nobody = { .context = NULL };
    assert_int_equal(cf_record_open(name, &record, &fault), CF_OK);
    assert_int_equal(cf_record_read_manifest(record, arena, &manifest, &fault), CF_ERR_UNSUPPORTED);
    assert_int_equal(cf_record_visit_devices(record, &nobody, arena, &fault), CF_ERR_UNSUPPORTED);
    assert_int_equal(cf_record_read_encrypted_tally(record, arena, &tally, &fault), CF_ERR_ABSENT);
    assert_int_equal(cf_record_ballot_count(record), 0);
    cf_record_close(record);
    cf_scene_strike();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_are_found_where_they_lie),
        cmocka_unit_test(a_name_may_have_a_prefix),
        cmocka_unit_test(an_archive_of_nothing_is_one),
        cmocka_unit_test(names_that_leave_are_refused),
        cmocka_unit_test(a_name_twice_is_refused),
        cmocka_unit_test(other_kinds_are_named),
        cmocka_unit_test(other_archives_are_named),
        cmocka_unit_test(every_octet_of_a_header_is_summed),
        cmocka_unit_test(sizes_are_octal_and_in_the_archive),
        cmocka_unit_test(every_prefix_of_an_archive_is_refused),
        cmocka_unit_test(nothing_but_zeros_follows_the_end),
        cmocka_unit_test(too_little_memory_is_said),
        cmocka_unit_test(a_folder_of_an_archive_is_no_file),
        cmocka_unit_test(an_archive_is_told_by_its_octets_or_its_name),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
