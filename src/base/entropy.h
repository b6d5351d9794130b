/*
 * base/entropy.h -- octets that nobody can foresee.
 *
 * From the operating system's generator, each time anew: we have none to seed or to leak.
 */
#ifndef CF_BASE_ENTROPY_H
#define CF_BASE_ENTROPY_H

#include "base/status.h"

#include <stddef.h>

/*
 * Fill out with len octets.  Waits while the system has not yet gathered enough after it was
 * started.  CF_ERR_IO when the system has no generator to offer; out is zeroed then.
 */
CF_MUST_CHECK cf_status cf_entropy(void *out, size_t len);

#endif
