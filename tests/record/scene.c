/*
 * tests/record/scene.c -- everything relative to one temporary folder.
 */
#define _XOPEN_SOURCE 700 /* mkdtemp, nftw, mkfifo */

#undef NDEBUG /* a scene that cannot be set is no test */

#include "record/scene.h"

#include <assert.h>
#include <dirent.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_OCTETS = 4096 };

static char root[64];

const char *cf_scene_set(void)
{
    (void)snprintf(root, sizeof root, "/tmp/counterfoil-record-XXXXXX");
    char *made = mkdtemp(root);
    assert(made != NULL);
    return made;
}

static int remove_one(const char *path, const struct stat *found, int kind, struct FTW *where)
{
    (void)found;
    (void)kind;
    (void)where;
    return remove(path);
}

void cf_scene_strike(void)
{
    int rc = nftw(root, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    assert(rc == 0);
}

static const char *below(const char *name)
{
    static char path[PATH_OCTETS];
    int len = snprintf(path, sizeof path, "%s/%s", root, name);
    assert(len > 0 && (size_t)len < sizeof path);
    return path;
}

static void make_folders(const char *name)
{
    char part[PATH_OCTETS];
    for (const char *slash = strchr(name, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        (void)snprintf(part, sizeof part, "%.*s", (int)(slash - name), name);
        (void)mkdir(below(part), 0700); /* it may be there */
    }
}

void cf_scene_put_octets(const char *name, const void *octets, size_t len)
{
    make_folders(name);
    FILE *file = fopen(below(name), "wb");
    assert(file != NULL);
    size_t written = fwrite(octets, 1, len, file);
    int rc = fclose(file);
    assert(written == len && rc == 0);
}

void cf_scene_put(const char *name, const char *text)
{
    cf_scene_put_octets(name, text, strlen(text));
}

void cf_scene_folder(const char *name)
{
    make_folders(name);
    int rc = mkdir(below(name), 0700);
    assert(rc == 0);
}

void cf_scene_link(const char *target, const char *name)
{
    make_folders(name);
    int rc = symlink(target, below(name));
    assert(rc == 0);
}

void cf_scene_pipe(const char *name)
{
    make_folders(name);
    int rc = mkfifo(below(name), 0600);
    assert(rc == 0);
}

void cf_scene_remove(const char *name)
{
    int rc = remove(below(name));
    assert(rc == 0);
}

static void copy_file(const char *path, const char *name)
{
    static char octets[1 << 20];
    FILE *file = fopen(path, "rb");
    assert(file != NULL);
    size_t len = fread(octets, 1, sizeof octets, file);
    assert(len < sizeof octets);
    (void)fclose(file);
    cf_scene_put_octets(name, octets, len);
}

void cf_scene_copy(const char *path, const char *name)
{
    DIR *folder = opendir(path);
    assert(folder != NULL);
    for (const struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        char from[PATH_OCTETS];
        char to[PATH_OCTETS];
        struct stat found;
        (void)snprintf(from, sizeof from, "%s/%s", path, entry->d_name);
        (void)snprintf(to, sizeof to, "%s%s%s", name, name[0] == '\0' ? "" : "/", entry->d_name);
        if (stat(from, &found) == 0 && S_ISREG(found.st_mode)) {
            copy_file(from, to);
        }
    }
    (void)closedir(folder);
}
