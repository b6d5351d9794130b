/*
 * cli/output.c -- opened early, closed with care.
 *
 * Standard output is not closed here: program.c does that last, for every program.
 */
#include "cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool cf_output_is_stdout(const cf_output *output)
{
    return output->path != NULL && strcmp(output->path, "-") == 0;
}

static bool complain(const char *path)
{
    fprintf(stderr, "counterfoil: cannot write %s: %s\n", path, strerror(errno));
    return false;
}

/* Where a file is or would be, links followed.  False when that is nowhere. */
static bool resolve(const char *path, char place[PATH_MAX])
{
    struct stat status;
    if (lstat(path, &status) == 0) {
        return realpath(path, place) != NULL;
    }
    char own[PATH_MAX];
    return snprintf(own, sizeof own, "%s", path) < (int)sizeof own
           && realpath(dirname(own), place) != NULL;
}

bool cf_output_stands_below(const char *path, const char *folder)
{
    char place[PATH_MAX];
    char top[PATH_MAX];
    if (realpath(folder, top) == NULL) {
        return false; /* there is no record, and that is said elsewhere */
    }
    if (!resolve(path, place)) {
        struct stat status;
        return lstat(path, &status)
               == 0; /* a link to nowhere; other paths fail when they are opened */
    }
    const size_t len = strlen(top);
    return strncmp(place, top, len) == 0 && (place[len] == '/' || place[len] == '\0');
}

bool cf_output_is_free(const char *path, const char *record)
{
    struct stat found;
    const char *why = NULL;
    if (lstat(path, &found) == 0) {
        why = "exists, and nothing is written over";
    } else if (record != NULL && cf_output_stands_below(path, record)) {
        why = "would stand in the record, which is only read";
    }
    if (why != NULL) {
        fprintf(stderr, "counterfoil: %s %s\n", path, why);
    }
    return why == NULL;
}

bool cf_output_open(cf_output *output, const char *record)
{
    if (output->path == NULL) {
        return true;
    }
    if (cf_output_is_stdout(output)) {
        output->stream = stdout;
        return true;
    }
    if (cf_output_stands_below(output->path, record)) {
        fprintf(stderr, "counterfoil: %s stands in the record, which is only read, or nowhere\n",
                output->path);
        return false;
    }
    const int descriptor = open(output->path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
    output->stream = descriptor >= 0 ? fdopen(descriptor, "w") : NULL;
    return output->stream != NULL || complain(output->path);
}

/* Of the file that was opened, if one was. */
static bool find_opened(const cf_output *output, struct stat *found)
{
    return output->stream != NULL && fstat(fileno(output->stream), found) == 0
           && S_ISREG(found->st_mode);
}

static bool is_one_file(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

bool cf_output_is_same(const cf_output *a, const cf_output *b)
{
    struct stat first;
    struct stat second;
    return find_opened(a, &first) && find_opened(b, &second) && is_one_file(&first, &second);
}

bool cf_output_is_file(const cf_output *output, const char *path)
{
    struct stat opened;
    struct stat found;
    return path != NULL && find_opened(output, &opened) && stat(path, &found) == 0
           && is_one_file(&opened, &found);
}

bool cf_output_begin(cf_output *output)
{
    struct stat status;
    const int descriptor = output->stream != NULL ? fileno(output->stream) : -1;
    if (descriptor < 0 || output->stream == stdout || fstat(descriptor, &status) != 0
        || !S_ISREG(status.st_mode)) {
        return true;
    }
    return ftruncate(descriptor, 0) == 0 || complain(output->path);
}

bool cf_output_close(cf_output *output)
{
    FILE *stream = output->stream;
    output->stream = NULL;
    if (stream == NULL) {
        return true;
    }
    errno = EIO; /* what is said when an earlier write failed and nobody remembers why */
    if (stream == stdout) {
        return fflush(stdout) == 0 && ferror(stdout) == 0 ? true : complain("standard output");
    }
    bool failed = ferror(stream) != 0;
    if (fclose(stream) != 0) {
        failed = true;
    }
    return !failed || complain(output->path);
}
