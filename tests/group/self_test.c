/*
 * With a kernel that multiplies wrongly (arith/wrong_kernel.c) the standard group is out of reach.
 */
#include "group/group.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static void the_reason_names_the_kernel(void **state)
{
    (void)state;
    const char *reason = cf_group_self_test();
    assert_non_null(reason);
    assert_non_null(strstr(reason, "planted"));
    assert_non_null(strstr(reason, "wrongly"));
}

static void want_standard(void)
{
    (void)cf_group_standard();
}

static void want_found(void)
{
    const cf_group *toy = cf_group_toy(0);
    (void)cf_group_find(cf_group_p(toy), cf_group_q(toy), cf_group_g(toy));
}

/* The signal that ended a child which wanted this, 0 if it came to its end. */
static int signal_after(void (*want)(void))
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        signal(SIGABRT, SIG_DFL);
        want();
        _exit(0);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static void whoever_does_not_ask_is_stopped(void **state)
{
    (void)state;
    assert_int_equal(signal_after(want_standard), SIGABRT);
    assert_int_equal(signal_after(want_found), 0); /* no product modulo the standard p */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_reason_names_the_kernel),
        cmocka_unit_test(whoever_does_not_ask_is_stopped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
