/*
 * Each kernel gives the same report; a machine that multiplies wrongly and a wish that cannot be
 * granted give exit 2, one sentence and no report.
 *
 * CF_WRONG_COUNTERFOIL and CF_WRONG_VERIFIER are our programs with one bit of each product modulo
 * the standard p wrong (arith/wrong_kernel.c); the others are as they are installed.
 */
#include "cli/child.h"

#include <stdlib.h>
#include <string.h>

static child_run ran;

#define RECORD CF_SOURCE_DIR "/tests/vectors/records/cs21-toy"

static void could_not_tell(const char *why)
{
    assert_int_equal(ran.exit_code, 2);
    assert_int_equal(ran.out_len, 0);
    if (strstr(ran.err, why) == NULL) {
        fail_msg("no \"%s\" in: %s", why, ran.err);
    }
}

/* Whatever is asked of it, a toy group too. */
static void a_wrong_kernel_decides_nothing(void **state)
{
    (void)state;
    const char *why = "the kernel planted multiplies wrongly on this machine";
    child_do_plainly(&ran, CF_WRONG_VERIFIER, RECORD, NULL);
    could_not_tell(why);
    child_do_plainly(&ran, CF_WRONG_VERIFIER, "--allow-toy", "--json=-", RECORD, NULL);
    could_not_tell(why);
    child_do_plainly(&ran, CF_WRONG_COUNTERFOIL, "verify", RECORD, NULL);
    could_not_tell(why);
    child_do_plainly(&ran, CF_WRONG_COUNTERFOIL, "demo", "/tmp/cf-never-made", NULL);
    could_not_tell(why);
    child_do_plainly(&ran, CF_WRONG_COUNTERFOIL, "record", "show", RECORD, NULL);
    could_not_tell(why);
}

static void the_version_can_still_be_asked_for(void **state)
{
    (void)state;
    child_do_plainly(&ran, CF_WRONG_COUNTERFOIL, "--version", NULL);
    assert_int_equal(ran.exit_code, 0);
}

/* A record in the standard group, octet for octet; CF_KERNELS is the list of cmake/CfRoom.cmake. */
static void every_kernel_gives_the_same_report(void **state)
{
    (void)state;
    static const char *const kernels[] = { CF_KERNELS };
    static char expected[CHILD_KEPT_MAX];
    const char *record = CF_SOURCE_DIR "/tests/vectors/records/cs21-small";
    child_do_plainly(&ran, CF_VERIFIER, "--json=-", record, NULL);
    assert_int_equal(ran.exit_code, 0);
    memcpy(expected, ran.out, ran.out_len + 1);
    for (size_t i = 0; i < sizeof kernels / sizeof kernels[0]; i++) {
        assert_int_equal(setenv("COUNTERFOIL_KERNEL", kernels[i], 1), 0);
        child_do_plainly(&ran, CF_VERIFIER, "--json=-", record, NULL);
        if (ran.exit_code == 2 && strstr(ran.err, "runs here") != NULL) {
            print_message("skipped: no kernel %s runs here\n", kernels[i]);
            continue;
        }
        assert_int_equal(ran.exit_code, 0);
        assert_string_equal(ran.out, expected);
    }
    assert_int_equal(unsetenv("COUNTERFOIL_KERNEL"), 0);
}

static void a_kernel_that_is_not_here_is_not_replaced(void **state)
{
    (void)state;
    const char *const wishes[] = { "none", "ifma8", "portable " };
    for (size_t i = 0; i < sizeof wishes / sizeof wishes[0]; i++) {
        assert_int_equal(setenv("COUNTERFOIL_KERNEL", wishes[i], 1), 0);
        child_do_plainly(&ran, CF_VERIFIER, "--allow-toy", RECORD, NULL);
        could_not_tell("COUNTERFOIL_KERNEL names no kernel that runs here");
        child_do_plainly(&ran, CF_COUNTERFOIL, "verify", "--allow-toy", RECORD, NULL);
        could_not_tell("COUNTERFOIL_KERNEL names no kernel that runs here");
    }
    const char *const granted[] = { "", "portable", "portable-4096", "portable-lanes" };
    for (size_t i = 0; i < sizeof granted / sizeof granted[0]; i++) {
        assert_int_equal(setenv("COUNTERFOIL_KERNEL", granted[i], 1), 0);
        child_do_plainly(&ran, CF_VERIFIER, "--allow-toy", RECORD, NULL);
        assert_int_equal(ran.exit_code, 0);
    }
    assert_int_equal(unsetenv("COUNTERFOIL_KERNEL"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kernel_gives_the_same_report),
        cmocka_unit_test(a_wrong_kernel_decides_nothing),
        cmocka_unit_test(the_version_can_still_be_asked_for),
        cmocka_unit_test(a_kernel_that_is_not_here_is_not_replaced),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
