/*
 * base/entropy.c -- getrandom, until everything is filled.
 *
 * A signal may interrupt the call, and more than 256 octets may come in several parts.
 */
#define _DEFAULT_SOURCE /* getrandom */

#include "base/entropy.h"

#include "base/wipe.h"

#include <errno.h>
#include <stdint.h>
#include <sys/random.h>

cf_status cf_entropy(void *out, size_t len)
{
    uint8_t *at = out;
    size_t left = len;
    while (left > 0) {
        ssize_t got = getrandom(at, left, 0);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            cf_wipe(out, len);
            return CF_ERR_IO;
        }
        at += got;
        left -= (size_t)got;
    }
    return CF_OK;
}

static cf_status fill_from_system(void *context, void *out, size_t len)
{
    (void)context;
    return cf_entropy(out, len);
}

const cf_entropy_source cf_entropy_system = { .fill = fill_from_system, .context = NULL };

cf_status cf_entropy_fill(const cf_entropy_source *source, void *out, size_t len)
{
    cf_status status = source->fill(source->context, out, len);
    if (status != CF_OK) {
        cf_wipe(out, len); /* whatever the source left there */
    }
    return status;
}
