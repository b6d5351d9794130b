/*
 * base/cpu.c -- CPUID through the compiler, the wish through the environment.
 *
 * A wish longer than any kernel's name is cut: it names none all the same, and can be refused.
 */
#define _POSIX_C_SOURCE 200809L

#include "base/cpu.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__x86_64__)
#include <cpuid.h>
#endif

static cf_cpu cpu;
static pthread_once_t once = PTHREAD_ONCE_INIT;

#if defined(__x86_64__)
/*
 * clang 14's __builtin_cpu_supports does not know ADX.  It uses ordinary registers: CPUID decides.
 */
static bool cpuid_has_adx(void)
{
    unsigned eax = 0;
    unsigned ebx = 0;
    unsigned ecx = 0;
    unsigned edx = 0;
    return __get_cpuid_count(7, 0, &eax, &ebx, &ecx, &edx) != 0 && (ebx & bit_ADX) != 0;
}

static void read_features(void)
{
    __builtin_cpu_init();
    cpu.has_adx = cpuid_has_adx() && __builtin_cpu_supports("bmi2");
    cpu.has_ifma = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl")
                   && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512ifma");
}
#else
static void read_features(void)
{
}
#endif

static void read_all(void)
{
    read_features();
    const char *wish = getenv("COUNTERFOIL_KERNEL");
    (void)snprintf(cpu.kernel, sizeof cpu.kernel, "%s", wish != NULL ? wish : "");
}

const cf_cpu *cf_cpu_read(void)
{
    (void)pthread_once(&once, read_all);
    return &cpu;
}

bool cf_cpu_allows(const char *kernel)
{
    const char *wish = cf_cpu_read()->kernel;
    return wish[0] == '\0' || strcmp(wish, kernel) == 0;
}
