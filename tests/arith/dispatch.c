/*
 * COUNTERFOIL_KERNEL chooses among the kernels, and nothing else does but their order.
 *
 * The wish is read once in the life of a program, so each is put to a program of its own: this
 * one, called with a question and the name of a kernel.
 */
#define _POSIX_C_SOURCE 200809L

#include "arith/modulus.h"

#include "arith/numbers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { LIMBS = CF_LIMBS_MAX, YES = 0, NO = 1, NOT_ASKED = 2 };

static const char *chosen_for(const cf_limb *m, size_t n)
{
    static cf_modulus mod;
    return cf_modulus_init_vartime(&mod, m, n, NULL) == CF_OK ? mod.kernel->name : "none";
}

static bool multiplies_modulo_p(const char *name)
{
    return strcmp(chosen_for(standard_p(), LIMBS), name) == 0;
}

static bool multiplies_modulo_7(const char *name)
{
    const cf_limb seven = 7;
    return strcmp(chosen_for(&seven, 1), name) == 0;
}

static bool is_granted(const char *name)
{
    (void)name;
    return cf_arith_wish_is_granted();
}

typedef struct question {
    const char *words;
    bool (*answer)(const char *name);
} question;

static const question questions[] = {
    { "granted?", is_granted },
    { "modulo p?", multiplies_modulo_p },
    { "modulo 7?", multiplies_modulo_7 },
};

static int give_answer(const char *words, const char *name)
{
    for (size_t i = 0; i < sizeof questions / sizeof questions[0]; i++) {
        if (strcmp(questions[i].words, words) == 0) {
            return questions[i].answer(name) ? YES : NO;
        }
    }
    return NOT_ASKED;
}

/* What a program answers that runs with this wish. */
static int answer(const char *wish, const char *words, const char *name)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        (void)setenv("COUNTERFOIL_KERNEL", wish, 1);
        (void)execl("/proc/self/exe", "dispatch", words, name, (char *)NULL);
        _exit(NOT_ASKED);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) != NOT_ASKED);
    return WEXITSTATUS(status);
}

static void each_name_is_heard(void **state)
{
    (void)state;
    const cf_limb seven = 7;
    size_t count;
    const cf_arith_kernel *kernels = cf_arith_kernels(&count);
    const char *plain = kernels[count - 1].name;
    for (size_t k = 0; k < count; k++) {
        const char *name = kernels[k].name;
        const bool here = kernels[k].runs_here();
        printf("%s%s\n", name, here ? "" : " does not run here");
        assert_int_equal(answer(name, "granted?", name), here ? YES : NO);
        assert_int_equal(answer(name, "modulo p?", here ? name : plain), YES);
        const bool takes = here && kernels[k].takes(&seven, 1);
        assert_int_equal(answer(name, "modulo 7?", takes ? name : plain), YES);
    }
}

static void without_a_wish_the_first_that_can_is_taken(void **state)
{
    (void)state;
    size_t count;
    const cf_arith_kernel *kernels = cf_arith_kernels(&count);
    size_t first = 0;
    while (!kernels[first].runs_here() || kernels[first].by_name_only) {
        first++;
    }
    assert_int_equal(answer("", "granted?", ""), YES);
    assert_int_equal(answer("", "modulo p?", kernels[first].name), YES);
    assert_int_equal(answer("", "modulo 7?", kernels[count - 1].name), YES);
}

static void what_is_no_name_is_not_granted(void **state)
{
    (void)state;
    const char *const wishes[] = {
        "none", "IFMA", "ifm", "ifma ", "portable-409", "portable-4096 and a tail that is long",
    };
    size_t count;
    const cf_arith_kernel *kernels = cf_arith_kernels(&count);
    for (size_t i = 0; i < sizeof wishes / sizeof wishes[0]; i++) {
        assert_int_equal(answer(wishes[i], "granted?", ""), NO);
        assert_int_equal(answer(wishes[i], "modulo p?", kernels[count - 1].name), YES);
    }
}

/* cmake/CfRoom.cmake runs tests with each; a kernel that is missing there is not tested. */
static void the_list_of_the_build_is_the_table(void **state)
{
    (void)state;
    static const char *const listed[] = { CF_KERNELS };
    size_t count;
    const cf_arith_kernel *kernels = cf_arith_kernels(&count);
    for (size_t k = 0; k < count; k++) {
        bool found = false;
        for (size_t i = 0; i < sizeof listed / sizeof listed[0]; i++) {
            found = found || strcmp(listed[i], kernels[k].name) == 0;
        }
        assert_true(found);
    }
}

int main(int argc, char **argv)
{
    if (argc == 3) {
        return give_answer(argv[1], argv[2]);
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_name_is_heard),
        cmocka_unit_test(without_a_wish_the_first_that_can_is_taken),
        cmocka_unit_test(what_is_no_name_is_not_granted),
        cmocka_unit_test(the_list_of_the_build_is_the_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
