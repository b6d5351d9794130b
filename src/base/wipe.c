/*
 * base/wipe.c -- zeros that stay written.
 *
 * A store that nobody reads may be left out.  The barrier says that somebody may read all memory
 * through this address, so the zeros before it have to be there.
 */
#include "base/wipe.h"

#include <string.h>

void cf_wipe(void *at, size_t len)
{
    if (len == 0) {
        return; /* and at may be NULL */
    }
    memset(at, 0, len);
    __asm__ volatile("" : : "r"(at) : "memory");
}

/* Each has a frame of its own below its caller's, which takes the place of the frames before it. */
__attribute__((noinline)) void cf_wipe_stack(void)
{
    unsigned char burnt[CF_WIPE_STACK_OCTETS];
    cf_wipe(burnt, sizeof burnt);
}

__attribute__((noinline)) void cf_wipe_stack_top(void)
{
    unsigned char burnt[CF_WIPE_STACK_TOP_OCTETS];
    cf_wipe(burnt, sizeof burnt);
}
