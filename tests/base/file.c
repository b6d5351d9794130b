/*
 * Files and folders on a real file system, in a fresh folder of their own.
 *
 * What must be refused is made for real, and removed again: links, a pipe, a socket.
 */
#define _DEFAULT_SOURCE /* mkdtemp, mkfifoat, symlinkat */

#include "base/file.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

static char root_path[] = "/tmp/counterfoil-test-XXXXXX";
static cf_folder root;

static void put_file(const char *name, const void *octets, size_t len)
{
    int file = openat(root.descriptor, name, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_true(file >= 0);
    assert_int_equal(write(file, octets, len), (ssize_t)len);
    assert_int_equal(close(file), 0);
}

/*
 *     plain            11 octets            to_plain -> plain       pipe
 *     empty             0 octets            to_inner -> inner       socket
 *     inner/deep/leaf   4 octets            to_nowhere -> nothing
 */
static int make_world(void **state)
{
    (void)state;
    if (mkdtemp(root_path) == NULL || cf_folder_open(&root, root_path, NULL) != CF_OK) {
        return -1;
    }
    put_file("plain", "hello world", 11);
    put_file("empty", "", 0);
    assert_int_equal(mkdirat(root.descriptor, "inner", 0700), 0);
    assert_int_equal(mkdirat(root.descriptor, "inner/deep", 0700), 0);
    put_file("inner/deep/leaf", "leaf", 4);
    assert_int_equal(symlinkat("plain", root.descriptor, "to_plain"), 0);
    assert_int_equal(symlinkat("inner", root.descriptor, "to_inner"), 0);
    assert_int_equal(symlinkat("nothing", root.descriptor, "to_nowhere"), 0);
    assert_int_equal(mkfifoat(root.descriptor, "pipe", 0600), 0);
    int made = socket(AF_UNIX, SOCK_STREAM, 0);
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    (void)snprintf(address.sun_path, sizeof address.sun_path, "%s/socket", root_path);
    assert_int_equal(bind(made, (const struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(close(made), 0);
    return 0;
}

static int remove_world(void **state)
{
    (void)state;
    static const char *const names[] = { "plain",    "empty",    "inner/deep/leaf",
                                         "to_plain", "to_inner", "to_nowhere",
                                         "pipe",     "socket" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        (void)unlinkat(root.descriptor, names[i], 0);
    }
    (void)unlinkat(root.descriptor, "inner/deep", AT_REMOVEDIR);
    (void)unlinkat(root.descriptor, "inner", AT_REMOVEDIR);
    cf_folder_close(&root);
    return rmdir(root_path);
}

/* "hello world" in windows: nothing of it before, nothing after, and each goes its own way. */
static void a_window_ends_where_it_was_said_to(void **state)
{
    (void)state;
    cf_file file;
    assert_int_equal(cf_file_open(&file, &root, "plain", NULL), CF_OK);
    for (uint64_t start = 0; start <= 11; start++) {
        for (uint64_t size = 0; size <= 11 - start; size++) {
            cf_file one = cf_file_lend(&file, start, size);
            cf_file other = cf_file_lend(&one, size / 2, size - size / 2);
            char octets[32] = { 0 };
            size_t got = 0;
            assert_int_equal(cf_file_read(&one, octets, 1, &got, NULL), CF_OK);
            assert_int_equal(got, size > 0 ? 1 : 0);
            assert_int_equal(cf_file_read(&other, octets, sizeof octets, &got, NULL), CF_OK);
            assert_int_equal(got, size - size / 2);
            assert_memory_equal(octets, &"hello world"[start + size / 2], got);
            assert_int_equal(cf_file_read(&one, octets, sizeof octets, &got, NULL), CF_OK);
            assert_int_equal(got, size > 0 ? size - 1 : 0);
            cf_file_close(&other);
            cf_file_close(&one);
        }
    }
    cf_file_narrow(&file, 6, 5);
    cf_file_narrow(&file, 1, 3);
    char octets[32] = { 0 };
    size_t got = 0;
    assert_int_equal(cf_file_read(&file, octets, sizeof octets, &got, NULL), CF_OK);
    assert_string_equal(octets, "orl");
    cf_file_close(&file);
}

static void a_window_is_read_whole(void **state)
{
    (void)state;
    cf_file file;
    cf_octets octets;
    cf_fault fault;
    cf_arena *arena = cf_arena_open(1 << 12);
    assert_non_null(arena);
    assert_int_equal(cf_file_open(&file, &root, "plain", NULL), CF_OK);
    cf_file window = cf_file_lend(&file, 4, 3);
    assert_int_equal(cf_file_read_all(&window, "w", 3, arena, &octets, NULL), CF_OK);
    assert_true(cf_octets_equal(octets, cf_octets_of_text("o w")));
    window = cf_file_lend(&file, 4, 3);
    assert_int_equal(cf_file_read_all(&window, "w", 2, arena, &octets, &fault), CF_ERR_LIMIT);
    assert_string_equal(fault.file, "w");
    window.size = 9; /* the file ends before */
    assert_int_equal(cf_file_read_all(&window, "w", 9, arena, &octets, &fault), CF_ERR_IO);
    cf_file_close(&file);
    cf_arena_close(arena);
}

static void a_window_that_ends_too_soon_is_a_fault(void **state)
{
    (void)state;
    cf_file file;
    cf_fault fault;
    assert_int_equal(cf_file_open(&file, &root, "plain", NULL), CF_OK);
    for (uint64_t start = 0; start <= 11; start++) {
        cf_file window = cf_file_lend(&file, start, 11 - start);
        window.size += 1;
        char octets[32];
        size_t got = 9;
        if (start < 11) {
            assert_int_equal(cf_file_read(&window, octets, sizeof octets, &got, NULL), CF_OK);
            assert_int_equal(got, 11 - start);
        }
        assert_int_equal(cf_file_read(&window, octets, sizeof octets, &got, &fault), CF_ERR_IO);
        assert_int_equal(got, 0);
        assert_int_equal(fault.offset, 11);
        assert_non_null(strstr(fault.what, "changed"));
    }
    cf_file_close(&file);
}

/* Each has a place and a life of its own; a lent one lives as long as the lender. */
static void a_file_is_opened_again_as_a_window(void **state)
{
    (void)state;
    for (int is_lent = 0; is_lent < 2; is_lent++) {
        cf_file file;
        cf_file again;
        char octets[32] = { 0 };
        size_t got = 0;
        assert_int_equal(cf_file_open(&file, &root, "plain", NULL), CF_OK);
        cf_file lent = cf_file_lend(&file, 6, 5);
        assert_int_equal(cf_file_open_again(&again, is_lent ? &lent : &file, "n", NULL), CF_OK);
        assert_int_equal(again.is_lent, is_lent);
        assert_int_equal(again.descriptor == file.descriptor, is_lent);
        assert_int_equal(cf_file_read(&file, octets, sizeof octets, &got, NULL), CF_OK);
        if (!is_lent) {
            cf_file_close(&file);
        }
        memset(octets, 0, sizeof octets);
        assert_int_equal(cf_file_read(&again, octets, sizeof octets, &got, NULL), CF_OK);
        assert_string_equal(octets, is_lent ? "world" : "hello world");
        cf_file_close(&again);
        cf_file_close(&file);
    }
    cf_file closed = { .descriptor = -1, .size = 3 };
    cf_file again = { .descriptor = -7 };
    cf_fault fault;
    assert_int_equal(cf_file_open_again(&again, &closed, "n", &fault), CF_ERR_IO);
    assert_string_equal(fault.file, "n");
    assert_int_equal(again.descriptor, -7);
}

/* Somebody named it, so links are followed here; but it has to be a file. */
static void a_path_leads_to_a_regular_file_only(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        cf_status status;
    } cases[] = { { "plain", CF_OK },
                  { "to_plain", CF_OK },
                  { "inner", CF_ERR_UNSUPPORTED },
                  { "pipe", CF_ERR_UNSUPPORTED },
                  { "socket", CF_ERR_UNSUPPORTED },
                  { "to_nowhere", CF_ERR_ABSENT },
                  { "nothing", CF_ERR_ABSENT } };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char path[256];
        cf_file file = { .descriptor = -5 };
        (void)snprintf(path, sizeof path, "%s/%s", root_path, cases[i].name);
        assert_int_equal(cf_file_open_path(&file, path, NULL), cases[i].status);
        if (cases[i].status == CF_OK) {
            assert_int_equal(file.size, 11);
            cf_file_close(&file);
        }
        assert_int_equal(file.descriptor, cases[i].status == CF_OK ? -1 : -5);
    }
}

static void a_file_is_read_to_its_end(void **state)
{
    (void)state;
    cf_file file;
    char octets[32] = { 0 };
    size_t got = 0;
    assert_int_equal(cf_file_open(&file, &root, "plain", NULL), CF_OK);
    assert_int_equal(file.size, 11);
    assert_int_equal(cf_file_read(&file, octets, 6, &got, NULL), CF_OK);
    assert_int_equal(got, 6);
    assert_int_equal(cf_file_read(&file, octets + 6, sizeof octets - 6, &got, NULL), CF_OK);
    assert_int_equal(got, 5);
    assert_string_equal(octets, "hello world");
    assert_int_equal(cf_file_read(&file, octets, sizeof octets, &got, NULL), CF_OK);
    assert_int_equal(got, 0);
    cf_file_close(&file);
    assert_int_equal(file.descriptor, -1);
    cf_file_close(&file);
}

static void names_below_folders_are_found(void **state)
{
    (void)state;
    cf_folder inner;
    cf_folder deep;
    cf_file file;
    assert_int_equal(cf_folder_open_below(&inner, &root, "inner", NULL), CF_OK);
    assert_int_equal(cf_folder_open_below(&deep, &root, "inner/deep", NULL), CF_OK);
    assert_true(cf_folder_has_file(&inner, "deep/leaf"));
    assert_true(cf_folder_has_file(&deep, "leaf"));
    assert_int_equal(cf_file_open(&file, &root, "inner/deep/leaf", NULL), CF_OK);
    cf_file_close(&file);
    cf_folder_close(&deep);
    cf_folder_close(&inner);
}

typedef struct refusal {
    const char *name;
    cf_status as_file;
    cf_status as_folder;
} refusal;

static const refusal refusals[] = {
    { "nothing", CF_ERR_ABSENT, CF_ERR_ABSENT },
    { "inner/nothing", CF_ERR_ABSENT, CF_ERR_ABSENT },
    { "nothing/leaf", CF_ERR_ABSENT, CF_ERR_ABSENT },
    { "to_plain", CF_ERR_UNSUPPORTED, CF_ERR_UNSUPPORTED },
    { "to_inner", CF_ERR_UNSUPPORTED, CF_ERR_UNSUPPORTED },
    { "to_nowhere", CF_ERR_UNSUPPORTED, CF_ERR_UNSUPPORTED },
    { "to_inner/deep", CF_ERR_UNSUPPORTED, CF_ERR_UNSUPPORTED },
    { "to_inner/deep/leaf", CF_ERR_UNSUPPORTED, CF_ERR_UNSUPPORTED },
    { "pipe", CF_ERR_UNSUPPORTED, CF_ERR_UNSUPPORTED },
    { "socket", CF_ERR_UNSUPPORTED, CF_ERR_UNSUPPORTED },
    { "plain/leaf", CF_ERR_UNSUPPORTED, CF_ERR_UNSUPPORTED },
    { "..", CF_ERR_UNSUPPORTED, CF_ERR_UNSUPPORTED },
    { ".", CF_ERR_UNSUPPORTED, CF_ERR_UNSUPPORTED },
    { "", CF_ERR_UNSUPPORTED, CF_ERR_UNSUPPORTED },
    { "/", CF_ERR_UNSUPPORTED, CF_ERR_UNSUPPORTED },
    { "/etc/passwd", CF_ERR_UNSUPPORTED, CF_ERR_UNSUPPORTED },
    { "../etc/passwd", CF_ERR_UNSUPPORTED, CF_ERR_UNSUPPORTED },
    { "inner/../plain", CF_ERR_UNSUPPORTED, CF_ERR_UNSUPPORTED },
    { "inner/./deep", CF_ERR_UNSUPPORTED, CF_ERR_UNSUPPORTED },
    { "inner//deep", CF_ERR_UNSUPPORTED, CF_ERR_UNSUPPORTED },
    { "inner/", CF_ERR_UNSUPPORTED, CF_ERR_UNSUPPORTED },
};

static void what_is_not_there_or_not_plain_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        const refusal *r = &refusals[i];
        cf_file file = { .descriptor = -5 };
        cf_folder folder = { .descriptor = -5 };
        cf_fault fault = { .status = CF_OK };
        assert_int_equal(cf_file_open(&file, &root, r->name, &fault), r->as_file);
        assert_int_equal(fault.status, r->as_file);
        assert_string_equal(fault.file, r->name);
        assert_int_not_equal(fault.what[0], '\0');
        assert_int_equal(cf_folder_open_below(&folder, &root, r->name, &fault), r->as_folder);
        assert_int_equal(file.descriptor, -5);
        assert_int_equal(folder.descriptor, -5);
        assert_false(cf_folder_has_file(&root, r->name));
    }
}

static void a_folder_is_no_file_and_a_file_no_folder(void **state)
{
    (void)state;
    cf_file file;
    cf_folder folder;
    assert_int_equal(cf_file_open(&file, &root, "inner", NULL), CF_ERR_UNSUPPORTED);
    assert_int_equal(cf_folder_open_below(&folder, &root, "plain", NULL), CF_ERR_UNSUPPORTED);
    assert_false(cf_folder_has_file(&root, "inner"));
    char path[64];
    (void)snprintf(path, sizeof path, "%s/plain", root_path);
    assert_int_equal(cf_folder_open(&folder, path, NULL), CF_ERR_UNSUPPORTED);
    assert_int_equal(cf_folder_open(&folder, "/tmp/counterfoil/no/such/folder", NULL),
                     CF_ERR_ABSENT);
}

static void a_name_longer_than_any_file_is_absent(void **state)
{
    (void)state;
    static char name[6000];
    cf_file file;
    memset(name, 'n', sizeof name - 1);
    assert_int_equal(cf_file_open(&file, &root, name, NULL), CF_ERR_ABSENT);
    name[300] = '\0'; /* past what one part may have */
    assert_int_equal(cf_file_open(&file, &root, name, NULL), CF_ERR_ABSENT);
}

static size_t open_descriptors(void)
{
    size_t count = 0;
    for (int descriptor = 0; descriptor < 256; descriptor++) {
        count += fcntl(descriptor, F_GETFD) >= 0 ? 1 : 0;
    }
    return count;
}

static void no_descriptor_is_lost_on_any_path(void **state)
{
    (void)state;
    size_t before = open_descriptors();
    what_is_not_there_or_not_plain_is_refused(NULL);
    names_below_folders_are_found(NULL);
    a_file_is_read_to_its_end(NULL);
    assert_int_equal(open_descriptors(), before);
}

static cf_status note_entry(void *context, const char *name, char kind)
{
    char *notes = context;
    char note[64];
    (void)snprintf(note, sizeof note, " %s:%c", name, kind);
    strcat(notes, note);
    return CF_OK;
}

static cf_status stop_at_once(void *context, const char *name, char kind)
{
    (void)name;
    (void)kind;
    ++*(int *)context;
    return CF_ERR_LIMIT;
}

static void a_listing_says_what_each_entry_is(void **state)
{
    (void)state;
    static const char *const expected[] = { " plain:f",    " empty:f",    " inner:d",
                                            " to_plain:?", " to_inner:?", " to_nowhere:?",
                                            " pipe:?",     " socket:?" };
    for (int twice = 0; twice < 2; twice++) {
        char notes[512] = "";
        assert_int_equal(cf_folder_list(&root, note_entry, notes, NULL), CF_OK);
        size_t len = 0;
        for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
            assert_non_null(strstr(notes, expected[i]));
            len += strlen(expected[i]);
        }
        assert_int_equal(strlen(notes), len);
    }
    int visits = 0;
    assert_int_equal(cf_folder_list(&root, stop_at_once, &visits, NULL), CF_ERR_LIMIT);
    assert_int_equal(visits, 1);
}

static void a_whole_file_is_read_up_to_its_limit(void **state)
{
    (void)state;
    cf_arena *arena = cf_arena_open(1 << 16);
    assert_non_null(arena);
    cf_octets octets = { 0 };
    cf_fault fault;
    assert_int_equal(cf_file_read_whole(&root, "plain", 11, arena, &octets, NULL), CF_OK);
    assert_true(cf_octets_equal(octets, cf_octets_of_text("hello world")));
    assert_int_equal(cf_file_read_whole(&root, "empty", 0, arena, &octets, NULL), CF_OK);
    assert_non_null(octets.at);
    assert_int_equal(octets.len, 0);
    assert_int_equal(cf_file_read_whole(&root, "plain", 10, arena, &octets, &fault), CF_ERR_LIMIT);
    assert_string_equal(fault.file, "plain");
    assert_int_equal(cf_file_read_whole(&root, "nothing", 10, arena, &octets, &fault),
                     CF_ERR_ABSENT);
    cf_arena_close(arena);
    arena = cf_arena_open(10);
    assert_non_null(arena);
    assert_int_equal(cf_file_read_whole(&root, "plain", 11, arena, &octets, &fault), CF_ERR_MEMORY);
    cf_arena_close(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_read_to_its_end),
        cmocka_unit_test(a_window_ends_where_it_was_said_to),
        cmocka_unit_test(a_window_is_read_whole),
        cmocka_unit_test(a_window_that_ends_too_soon_is_a_fault),
        cmocka_unit_test(a_file_is_opened_again_as_a_window),
        cmocka_unit_test(a_path_leads_to_a_regular_file_only),
        cmocka_unit_test(names_below_folders_are_found),
        cmocka_unit_test(what_is_not_there_or_not_plain_is_refused),
        cmocka_unit_test(a_folder_is_no_file_and_a_file_no_folder),
        cmocka_unit_test(a_name_longer_than_any_file_is_absent),
        cmocka_unit_test(no_descriptor_is_lost_on_any_path),
        cmocka_unit_test(a_listing_says_what_each_entry_is),
        cmocka_unit_test(a_whole_file_is_read_up_to_its_limit),
    };
    return cmocka_run_group_tests(tests, make_world, remove_world);
}
