/*
 * base/wipe.h -- secrets that do not outlive their use.
 *
 * Whoever makes a secret wipes it, on every path, by one exit label.  What the compiler spilled to
 * the stack meanwhile has no name: an act that handled secrets burns the stack below it when it is
 * done.
 */
#ifndef CF_BASE_WIPE_H
#define CF_BASE_WIPE_H

#include <stddef.h>

/* Zero len octets, in a way that no compiler leaves out.  at may be NULL when len is 0. */
void cf_wipe(void *at, size_t len);

/*
 * Zero the CF_WIPE_STACK_OCTETS below the caller's frame: more than any act of crypto and vault
 * uses.  To be called last, in the function that other rooms call.
 */
enum { CF_WIPE_STACK_OCTETS = 128 * 1024 };
void cf_wipe_stack(void);

/* The same for an act that does not go deep and comes often, such as a product of scalars. */
enum { CF_WIPE_STACK_TOP_OCTETS = 8 * 1024 };
void cf_wipe_stack_top(void);

#endif
