#define _DEFAULT_SOURCE /* mkdtemp, lstat */

#include "record_copy.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

typedef struct text {
    char *at;
    size_t len;
} text;

static record_copy joined(const char *folder, const char *name)
{
    record_copy out;
    const int len = snprintf(out.path, sizeof out.path, "%s/%s", folder, name);
    assert_true(len > 0 && (size_t)len < sizeof out.path);
    return out;
}

static text read_all(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        fail_msg("%s cannot be read", path);
    }
    text out = { NULL, 0 };
    char chunk[65536];
    size_t got = 0;
    while ((got = fread(chunk, 1, sizeof chunk, file)) > 0) {
        out.at = realloc(out.at, out.len + got + 1);
        assert_non_null(out.at);
        memcpy(out.at + out.len, chunk, got);
        out.len += got;
    }
    assert_int_equal(fclose(file), 0);
    assert_non_null(out.at);
    out.at[out.len] = '\0';
    return out;
}

static void write_all(const char *path, const char *at, size_t len)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(at, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

bool folder_exists(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

/* --- whole folders --- */

static void copy_file(const char *from, const char *to)
{
    const text all = read_all(from);
    write_all(to, all.at, all.len);
    free(all.at);
}

/* Records are at most two folders deep, so two levels are gone through and no more. */
static void copy_folder(const char *from, const char *to, int levels)
{
    assert_true(levels > 0);
    DIR *folder = opendir(from);
    assert_non_null(folder);
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) {
            continue;
        }
        const record_copy source = joined(from, entry->d_name);
        const record_copy target = joined(to, entry->d_name);
        if (folder_exists(source.path)) {
            assert_int_equal(mkdir(target.path, 0700), 0);
            copy_folder(source.path, target.path, levels - 1);
        } else {
            copy_file(source.path, target.path);
        }
    }
    assert_int_equal(closedir(folder), 0);
}

static void drop_folder(const char *path, int levels)
{
    assert_true(levels > 0);
    DIR *folder = opendir(path);
    assert_non_null(folder);
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) {
            continue;
        }
        const record_copy below = joined(path, entry->d_name);
        if (folder_exists(below.path)) {
            drop_folder(below.path, levels - 1);
        } else {
            assert_int_equal(unlink(below.path), 0);
        }
    }
    assert_int_equal(closedir(folder), 0);
    assert_int_equal(rmdir(path), 0);
}

enum { LEVELS = 4 };

record_copy record_copy_of(const char *source)
{
    const char *temporary = getenv("TMPDIR");
    record_copy copy = joined(temporary != NULL ? temporary : "/tmp", "counterfoil-XXXXXX");
    assert_non_null(mkdtemp(copy.path));
    copy_folder(source, copy.path, LEVELS);
    return copy;
}

void record_copy_drop(const record_copy *copy)
{
    drop_folder(copy->path, LEVELS);
}

/* --- lies --- */

static char *find_nth(char *at, const char *wanted, size_t nth)
{
    char *found = strstr(at, wanted);
    for (; found != NULL && nth > 0; nth--) {
        found = strstr(found + 1, wanted);
    }
    if (found == NULL) {
        fail_msg("%s is not there often enough", wanted);
    }
    return found;
}

void record_copy_flip_after(const record_copy *copy, const char *file, const char *wanted,
                            size_t nth)
{
    const record_copy place = joined(copy->path, file);
    text all = read_all(place.path);
    char *value = strchr(find_nth(all.at, wanted, nth) + strlen(wanted), '"') + 1;
    char *last = strchr(value, '"') - 1;
    static const char DIGITS[] = "0123456789ABCDEF";
    const char *digit = strchr(DIGITS, *last);
    assert_non_null(digit);
    *last = DIGITS[(digit - DIGITS) ^ 1];
    write_all(place.path, all.at, all.len);
    free(all.at);
}

void record_copy_replace(const record_copy *copy, const char *file, const char *wanted,
                         const char *replacement, size_t nth)
{
    const record_copy place = joined(copy->path, file);
    text all = read_all(place.path);
    char *found = find_nth(all.at, wanted, nth);
    const size_t before = (size_t)(found - all.at);
    const size_t after = all.len - before - strlen(wanted);

    char *changed = malloc(before + strlen(replacement) + after + 1);
    assert_non_null(changed);
    memcpy(changed, all.at, before);
    memcpy(changed + before, replacement, strlen(replacement));
    memcpy(changed + before + strlen(replacement), found + strlen(wanted), after);
    write_all(place.path, changed, before + strlen(replacement) + after);
    free(changed);
    free(all.at);
}

void record_copy_remove(const record_copy *copy, const char *file)
{
    const record_copy place = joined(copy->path, file);
    if (folder_exists(place.path)) {
        drop_folder(place.path, LEVELS);
    } else {
        assert_int_equal(unlink(place.path), 0);
    }
}

void record_copy_rename(const record_copy *copy, const char *from, const char *to)
{
    const record_copy source = joined(copy->path, from);
    const record_copy target = joined(copy->path, to);
    assert_int_equal(rename(source.path, target.path), 0);
}

void record_copy_link(const record_copy *copy, const char *from, const char *to)
{
    const record_copy source = joined(copy->path, from);
    const record_copy target = joined(copy->path, to);
    assert_int_equal(link(source.path, target.path), 0);
}

void record_copy_duplicate(const record_copy *copy, const char *from, const char *to)
{
    const record_copy source = joined(copy->path, from);
    const record_copy target = joined(copy->path, to);
    copy_file(source.path, target.path);
}
