/*
 * What the disk holds already is never written over, and what it will not take is said, with the
 * file's name.  A limit on the size of files stands for a full disk: both make write() fail.
 */
#define _DEFAULT_SOURCE /* setrlimit */

#include "record/made.h"
#include "record/scene.h"

#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmocka.h>

static cf_arena *arena;
static cf_fault fault;
static char path[128];

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

static const char *set(const char *name)
{
    (void)snprintf(path, sizeof path, "%s/%s", cf_scene_set(), name);
    cf_arena_reset(arena);
    return path;
}

static cf_record_writer *open_writer(const char *name, cf_write_format format)
{
    cf_record_writer *writer = NULL;
    assert_int_equal(cf_record_writer_open(set(name), format, &writer, &fault), CF_OK);
    const cf_parameters parameters = cf_made_parameters(arena);
    assert_int_equal(cf_record_write_parameters(writer, &parameters, &fault), CF_OK);
    return writer;
}

static void assert_refused(const char *word)
{
    cf_record_writer *writer = NULL;
    assert_int_equal(cf_record_writer_open(path, CF_WRITE_PLAIN21, &writer, &fault), CF_ERR_IO);
    assert_null(writer);
    if (strstr(fault.what, word) == NULL) {
        fail_msg("\"%s\" does not say %s", fault.what, word);
    }
}

/* --- what stands there --- */

static void what_exists_is_left_alone(void **state)
{
    (void)state;
    (void)set("record");
    cf_scene_put("record/mine.txt", "mine");
    assert_refused("mine.txt");
    cf_scene_strike();

    (void)set("record");
    cf_scene_put("record", "a file");
    assert_refused("Not a directory");
    cf_scene_strike();

    (void)set("record.tar");
    cf_scene_put("record.tar", "mine");
    assert_refused("File exists");
    cf_scene_strike();

    (void)set("record.tar");
    cf_scene_link("elsewhere", "record.tar");
    assert_refused("File exists");
    cf_scene_strike();

    (void)set("no/such/record");
    assert_refused("No such file or directory");
    cf_scene_strike();
}

static void an_empty_folder_will_do(void **state)
{
    (void)state;
    cf_record_writer *writer = NULL;
    (void)set("record/");
    cf_scene_folder("record");
    assert_int_equal(cf_record_writer_open(path, CF_WRITE_PLAIN21, &writer, &fault), CF_OK);
    cf_record_writer_abandon(writer);
    cf_scene_strike();
}

/* Somebody puts a file where the next one would go, or a folder. */
static void what_appears_meanwhile_is_left_alone(void **state)
{
    (void)state;
    cf_record_writer *writer = open_writer("record", CF_WRITE_PLAIN21);
    cf_scene_link("/etc/passwd", "record/manifest.json");
    assert_int_equal(cf_record_write_manifest(writer, cf_octets_of_text(cf_made_manifest), &fault),
                     CF_ERR_IO);
    assert_string_equal(fault.file, "manifest.json");
    cf_record_writer_abandon(writer);
    cf_scene_strike();

    writer = open_writer("record", CF_WRITE_PLAIN21);
    cf_scene_link("/tmp", "record/ballots");
    const cf_ballot ballot = cf_made_ballot(arena, 1);
    assert_int_equal(cf_record_write_ballot(writer, &ballot, &fault), CF_ERR_IO);
    assert_string_equal(fault.file, "ballots/00000001.json");
    cf_record_writer_abandon(writer);
    cf_scene_strike();
}

/* --- a full disk --- */

enum { ROOM = 2048 };

static void limit_files(rlim_t octets)
{
    struct rlimit limit;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = octets;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

/* Ballots until something is said; a hundred are far more than there is room for. */
static cf_status fill(cf_record_writer *writer)
{
    cf_status status = CF_OK;
    for (uint32_t i = 0; i < 100 && status == CF_OK; i++) {
        const cf_ballot ballot = cf_made_ballot(arena, i);
        status = cf_record_write_ballot(writer, &ballot, &fault);
    }
    return status;
}

static void assert_full(const char *name, cf_write_format format, const char *file)
{
    cf_record_writer *writer = open_writer(name, format);
    limit_files(ROOM);
    cf_status status = fill(writer);
    const cf_status closed = cf_record_writer_close(writer, &fault);
    limit_files(RLIM_INFINITY);
    assert_true(status == CF_OK || status == CF_ERR_IO);
    assert_int_equal(closed, CF_ERR_IO);
    assert_string_equal(fault.file, file);
    assert_non_null(strstr(fault.what, "cannot write"));
    cf_scene_strike();
}

static void a_full_disk_is_said(void **state)
{
    (void)state;
    assert_full("record", CF_WRITE_PLAIN21, "ballots/00000001.json");
    assert_full("record", CF_WRITE_COUNTERFOIL, "ballots/00000001.jsonl");
    assert_full("record.tar", CF_WRITE_COUNTERFOIL, "ballots/00000001.jsonl");
    assert_full("record", CF_WRITE_COUNTERFOIL_BINARY, "ballots/00000001.cfb");
    assert_full("record.tar", CF_WRITE_COUNTERFOIL_BINARY, "ballots/00000001.cfb");
}

static void a_full_disk_for_the_temporary_file_is_said(void **state)
{
    (void)state;
    cf_record_writer *writer = open_writer("record", CF_WRITE_COUNTERFOIL);
    limit_files(ROOM);
    cf_status status = CF_OK;
    for (uint32_t i = 0; i < 100 && status == CF_OK; i++) {
        const cf_opened_ballot opened = cf_made_opened(arena, i);
        status = cf_record_write_opened(writer, &opened, &fault);
    }
    limit_files(RLIM_INFINITY);
    assert_int_equal(status, CF_ERR_IO);
    assert_string_equal(fault.file, "challenged");
    assert_non_null(strstr(fault.what, "temporary"));
    cf_record_writer_abandon(writer);
    cf_scene_strike();
}

/* --- nothing is left lying about --- */

static size_t entries_of(const char *folder)
{
    size_t count = 0;
    DIR *entries = opendir(folder);
    assert_non_null(entries);
    for (const struct dirent *entry = readdir(entries); entry != NULL; entry = readdir(entries)) {
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    }
    (void)closedir(entries);
    return count;
}

static void temporary_files_have_no_name(void **state)
{
    (void)state;
    char folder[128];
    cf_record_writer *writer = open_writer("record", CF_WRITE_COUNTERFOIL);
    (void)snprintf(folder, sizeof folder, "%s", path);
    *strrchr(folder, '/') = '\0';
    const cf_opened_ballot opened = cf_made_opened(arena, 1);
    assert_int_equal(cf_record_write_opened(writer, &opened, &fault), CF_OK);
    assert_int_equal(entries_of(folder), 1);
    assert_int_equal(entries_of(path), 1);
    cf_record_writer_abandon(writer);
    assert_int_equal(entries_of(folder), 1);
    cf_scene_strike();
}

static void descriptors_are_closed(void **state)
{
    (void)state;
    static const char *const names[] = { "record", "record.tar" };
    const size_t before = entries_of("/proc/self/fd");
    for (size_t i = 0; i < 2; i++) {
        cf_record_writer *writer = open_writer(names[i], CF_WRITE_COUNTERFOIL);
        const cf_ballot ballot = cf_made_ballot(arena, 1);
        const cf_opened_ballot opened = cf_made_opened(arena, 1);
        assert_int_equal(cf_record_write_ballot(writer, &ballot, &fault), CF_OK);
        assert_int_equal(cf_record_write_opened(writer, &opened, &fault), CF_OK);
        if (i == 0) {
            assert_int_equal(cf_record_writer_close(writer, &fault), CF_OK);
        } else {
            cf_record_writer_abandon(writer);
        }
        cf_scene_strike();
    }
    assert_int_equal(entries_of("/proc/self/fd"), before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_exists_is_left_alone),
        cmocka_unit_test(an_empty_folder_will_do),
        cmocka_unit_test(what_appears_meanwhile_is_left_alone),
        cmocka_unit_test(a_full_disk_is_said),
        cmocka_unit_test(a_full_disk_for_the_temporary_file_is_said),
        cmocka_unit_test(temporary_files_have_no_name),
        cmocka_unit_test(descriptors_are_closed),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
