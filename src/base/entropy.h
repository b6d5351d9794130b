/*
 * base/entropy.h -- octets that nobody can foresee.
 *
 * Who needs randomness is handed a source.  The system's is the operating system's generator, asked
 * each time anew: we have none to seed or to leak.  Another source exists in tests, and in
 * `counterfoil demo --seed`, whose elections say DEMONSTRATION; tools/check-entropy holds that
 * down.
 */
#ifndef CF_BASE_ENTROPY_H
#define CF_BASE_ENTROPY_H

#include "base/status.h"

#include <stddef.h>

/*
 * Fill out with len octets.  Unless CF_OK, out is zeroed.  A source that is used by several threads
 * has to allow that; the system's does.
 */
typedef struct cf_entropy_source {
    cf_status (*fill)(void *context, void *out, size_t len);
    void *context;
} cf_entropy_source;

/* The operating system's. */
extern const cf_entropy_source cf_entropy_system;

/* Fill out from a source. */
CF_MUST_CHECK cf_status cf_entropy_fill(const cf_entropy_source *source, void *out, size_t len);

/*
 * Fill out with len octets of the system's.  Waits while the system has not yet gathered enough
 * after it was started.  CF_ERR_IO when the system has no generator to offer; out is zeroed then.
 */
CF_MUST_CHECK cf_status cf_entropy(void *out, size_t len);

#endif
