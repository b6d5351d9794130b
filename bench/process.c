/*
 * process.c -- fork, exec, wait4.
 */
#include "process.h"

#include "die.h"
#include "duel.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* The path of a program beside the one that runs. */
static void find_beside(const char *program, char path[PATH_MAX])
{
    const ssize_t len = readlink("/proc/self/exe", path, PATH_MAX - 64);
    if (len <= 0) {
        die("cannot tell where this program is");
    }
    path[len] = '\0';
    snprintf(strrchr(path, '/') + 1, 64, "%s", program);
}

static pid_t start(const char *program, const char *const *words)
{
    char path[PATH_MAX];
    find_beside(program, path);
    const pid_t child = fork();
    if (child < 0) {
        die("cannot start a process");
    }
    if (child == 0) {
        const char *all[PROCESS_WORDS_MAX + 1] = { program };
        for (size_t i = 0; i < PROCESS_WORDS_MAX && words[i] != NULL; i++) {
            all[i + 1] = words[i];
        }
        const int nothing = open("/dev/null", O_WRONLY);
        if (nothing < 0 || dup2(nothing, STDOUT_FILENO) < 0) {
            _exit(127);
        }
        execv(path, (char *const *)(uintptr_t)all);
        _exit(127);
    }
    return child;
}

static double wait_for(pid_t child, const char *program, const char *const *words)
{
    int status = 0;
    struct rusage usage;
    while (wait4(child, &status, 0, &usage) < 0) {
        if (errno != EINTR) {
            die("cannot wait for a process");
        }
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        fprintf(stderr, "counterfoil-bench: %s", program);
        for (size_t i = 0; words[i] != NULL; i++) {
            fprintf(stderr, " %s", words[i]);
        }
        fprintf(stderr, ": did not end with exit status 0\n");
        exit(2);
    }
    return (double)usage.ru_maxrss * 1024;
}

process_cost process_run(const char *program, const char *const *words)
{
    const double begun = duel_now();
    process_cost cost = { .octets = wait_for(start(program, words), program, words) };
    cost.seconds = duel_now() - begun;
    return cost;
}

double process_run_together(size_t count, const char *program,
                            const char *const words[][PROCESS_WORDS_MAX])
{
    pid_t children[PROCESSES_MAX];
    const double begun = duel_now();
    for (size_t i = 0; i < count; i++) {
        children[i] = start(program, words[i]);
    }
    for (size_t i = 0; i < count; i++) {
        (void)wait_for(children[i], program, words[i]);
    }
    return duel_now() - begun;
}

void scratch_make(char *path)
{
    const char *parent = getenv("TMPDIR");
    snprintf(path, PATH_MAX, "%s/counterfoil-bench-XXXXXX",
             parent != NULL && parent[0] != '\0' ? parent : "/tmp");
    if (mkdtemp(path) == NULL) {
        die("cannot make a folder for records");
    }
}

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *where)
{
    (void)about;
    (void)kind;
    (void)where;
    return remove(path);
}

void scratch_remove(const char *path)
{
    (void)nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}
