/*
 * base/cpu.h -- which kernels may run here?
 *
 * Read once, at the first question, and the same for as long as the process lives.
 *
 *   threads  any thread may ask at any time
 */
#ifndef CF_BASE_CPU_H
#define CF_BASE_CPU_H

#include <stdbool.h>

enum { CF_CPU_KERNEL_MAX = 32 };

typedef struct cf_cpu {
    bool has_adx;  /* x86-64 with MULX, ADCX and ADOX */
    bool has_ifma; /* x86-64 with AVX-512 F, VL, DQ and IFMA, which the system lets us use */

    /* What the environment variable COUNTERFOIL_KERNEL asks for; "" when the choice is free. */
    char kernel[CF_CPU_KERNEL_MAX];
} cf_cpu;

const cf_cpu *cf_cpu_read(void);

/* Whether COUNTERFOIL_KERNEL leaves this kernel in the race: it is unset, empty, or names it. */
bool cf_cpu_allows(const char *kernel);

#endif
