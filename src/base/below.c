/*
 * base/below.c -- one step per part of a name, and a look before each.
 *
 * A name is walked part by part with openat, each part opened as what it has to be and never
 * through a link.  So a name stays below its folder whatever the folder holds, and whatever is
 * swapped while we walk.
 */
#define _DEFAULT_SOURCE /* openat, fstatat, strerror_r */

#include "base/below.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    NAME_MAX_OCTETS = 4096, /* of a whole name, with its slashes */
    /* Not through a link, not kept by a program we start, not waiting for a pipe's other end. */
    OPEN_BELOW = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY
};

static cf_status status_of_errno(int error)
{
    switch (error) {
    case ENOENT:
    case ENAMETOOLONG:
        return CF_ERR_ABSENT;
    case ENOTDIR: /* what is there is not a folder */
    case ELOOP:   /* what is there is a link */
    case ENXIO:   /* what is there is a socket, or a device without a driver */
        return CF_ERR_UNSUPPORTED;
    case ENOMEM:
        return CF_ERR_MEMORY;
    default:
        return CF_ERR_IO;
    }
}

cf_status cf_below_fail(cf_fault *fault, const char *name, const char *doing)
{
    int error = errno;
    char why[128] = "unknown error";
    (void)strerror_r(error, why, sizeof why);
    return cf_fault_set(fault, status_of_errno(error), name, 0, "cannot %s: %s", doing, why);
}

bool cf_below_is_dots(const char *part)
{
    return strcmp(part, ".") == 0 || strcmp(part, "..") == 0;
}

/* Cut the next part off the front of *rest.  False when it is no plain name: empty, or dots. */
static bool next_part(char **rest, char **part)
{
    *part = *rest;
    char *slash = strchr(*rest, '/');
    if (slash != NULL) {
        *slash = '\0';
    }
    *rest = slash != NULL ? slash + 1 : NULL;
    return **part != '\0' && !cf_below_is_dots(*part);
}

static int open_part(int folder, const char *part, bool is_folder)
{
    return openat(folder, part, OPEN_BELOW | (is_folder ? O_DIRECTORY : 0));
}

static void close_unless(int descriptor, int keep)
{
    if (descriptor != keep) {
        (void)close(descriptor);
    }
}

/*
 * Walk to the folder that holds the last part of a name.
 *
 *   parts    written: a copy of the name, cut to pieces by the walk
 *   folder   written: start itself, or a new descriptor
 *   last     written: the last part
 */
static cf_status walk_to_last(int start, const char *name, char parts[NAME_MAX_OCTETS], int *folder,
                              char **last, cf_fault *fault)
{
    size_t len = strlen(name);
    if (len >= NAME_MAX_OCTETS) {
        return cf_fault_set(fault, CF_ERR_ABSENT, name, 0, "a name has at most %d octets",
                            NAME_MAX_OCTETS - 1);
    }
    memcpy(parts, name, len + 1);

    int here = start;
    char *rest = parts;
    for (;;) {
        if (!next_part(&rest, last)) {
            close_unless(here, start);
            return cf_fault_set(fault, CF_ERR_UNSUPPORTED, name, 0,
                                "a name must stay below its folder");
        }
        if (rest == NULL) {
            *folder = here;
            return CF_OK;
        }
        int below = open_part(here, *last, true);
        cf_status status = below < 0 ? cf_below_fail(fault, name, "open its folder") : CF_OK;
        close_unless(here, start); /* only now: closing may change errno */
        if (status != CF_OK) {
            return status;
        }
        here = below;
    }
}

mode_t cf_below_kind(int folder, const char *name)
{
    char parts[NAME_MAX_OCTETS];
    int holder = -1;
    char *last = NULL;
    if (walk_to_last(folder, name, parts, &holder, &last, NULL) != CF_OK) {
        return 0;
    }
    struct stat found = { 0 };
    int rc = fstatat(holder, last, &found, AT_SYMLINK_NOFOLLOW);
    close_unless(holder, folder);
    return rc == 0 ? found.st_mode & S_IFMT : 0;
}

cf_status cf_below_open(int folder, const char *name, bool is_folder, int *descriptor,
                        cf_fault *fault)
{
    char parts[NAME_MAX_OCTETS];
    int holder = -1;
    char *last = NULL;
    cf_status status = walk_to_last(folder, name, parts, &holder, &last, fault);
    if (status != CF_OK) {
        return status;
    }
    int opened = open_part(holder, last, is_folder);
    if (opened < 0) {
        status = cf_below_fail(fault, name, is_folder ? "open the folder" : "open the file");
    } else {
        *descriptor = opened;
    }
    close_unless(holder, folder);
    return status;
}
