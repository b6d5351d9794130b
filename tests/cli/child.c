/*
 * tests/cli/child.c -- fork, arrange the descriptors, exec; then read both pipes until they end.
 */
#include "cli/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct pipe_ends {
    int read_end;
    int write_end;
} pipe_ends;

static pipe_ends open_pipe(void)
{
    int ends[2];
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    return (pipe_ends){ .read_end = ends[0], .write_end = ends[1] };
}

/* The other end of a terminal reads like the other end of a pipe. */
static pipe_ends open_terminal(void)
{
    int master = -1;
    int slave = -1;
    assert_int_equal(openpty(&master, &slave, NULL, NULL, NULL), 0);
    fcntl(master, F_SETFD, FD_CLOEXEC);
    fcntl(slave, F_SETFD, FD_CLOEXEC);
    return (pipe_ends){ .read_end = master, .write_end = slave };
}

static void arrange_stdout(child_stdout where, int write_end)
{
    if (where == STDOUT_CLOSED) {
        close(STDOUT_FILENO);
    } else if (where == STDOUT_FULL) {
        dup2(open("/dev/full", O_WRONLY | O_CLOEXEC), STDOUT_FILENO);
    } else {
        dup2(write_end, STDOUT_FILENO);
    }
}

static void set_or_unset(const char *variable, const char *value)
{
    if (value != NULL) {
        setenv(variable, value, 1);
    } else {
        unsetenv(variable);
    }
}

static void become(const child_run *run, int out, int err)
{
    arrange_stdout(run->where, out);
    dup2(err, STDERR_FILENO);
    set_or_unset("CI", run->ci);
    set_or_unset("NO_COLOR", run->no_color);
    char *arguments[CHILD_ARGUMENTS_MAX + 1] = { NULL };
    for (size_t i = 0; i < CHILD_ARGUMENTS_MAX && run->arguments[i] != NULL; i++) {
        arguments[i] = strdup(run->arguments[i]);
    }
    execv(arguments[0], arguments);
    _exit(127);
}

/* false at the end; a terminal whose other end is gone gives EIO. */
static int keep_some(int descriptor, char *kept, size_t *len)
{
    char dropped[4096];
    size_t room = CHILD_KEPT_MAX - 1 - *len;
    ssize_t got =
        room > 0 ? read(descriptor, kept + *len, room) : read(descriptor, dropped, sizeof dropped);
    if (got <= 0) {
        return got < 0 && errno == EINTR;
    }
    *len += room > 0 ? (size_t)got : 0;
    return 1;
}

static void keep_all(child_run *run, int out, int err)
{
    struct pollfd waits[2] = { { .fd = out, .events = POLLIN }, { .fd = err, .events = POLLIN } };
    while (waits[0].fd >= 0 || waits[1].fd >= 0) {
        if (poll(waits, 2, -1) < 0) {
            continue;
        }
        if (waits[0].revents != 0 && !keep_some(out, run->out, &run->out_len)) {
            waits[0].fd = -1;
        }
        if (waits[1].revents != 0 && !keep_some(err, run->err, &run->err_len)) {
            waits[1].fd = -1;
        }
    }
    run->out[run->out_len] = '\0';
    run->err[run->err_len] = '\0';
}

void child_do(child_run *run)
{
    pipe_ends out = run->where == STDOUT_TERMINAL ? open_terminal() : open_pipe();
    pipe_ends err = run->stderr_is_terminal ? open_terminal() : open_pipe();
    run->out_len = 0;
    run->err_len = 0;
    if (run->where == STDOUT_BROKEN) {
        close(out.read_end);
        out.read_end = open("/dev/null", O_RDONLY | O_CLOEXEC);
    }
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        become(run, out.write_end, err.write_end);
    }
    close(out.write_end);
    close(err.write_end);
    keep_all(run, out.read_end, err.read_end);
    close(out.read_end);
    close(err.read_end);
    int status = 0;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    run->exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void child_do_plainly(child_run *run, const char *program, ...)
{
    memset(run, 0, offsetof(child_run, out));
    run->arguments[0] = program;
    va_list arguments;
    va_start(arguments, program);
    for (size_t i = 1; i < CHILD_ARGUMENTS_MAX; i++) {
        run->arguments[i] = va_arg(arguments, const char *);
        if (run->arguments[i] == NULL) {
            break;
        }
    }
    va_end(arguments);
    child_do(run);
}
