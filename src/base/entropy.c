/*
 * base/entropy.c -- getrandom, until everything is filled.
 *
 * A signal may interrupt the call, and more than 256 octets may come in several parts.
 */
#define _DEFAULT_SOURCE /* getrandom */

#include "base/entropy.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
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
            memset(out, 0, len);
            return CF_ERR_IO;
        }
        at += got;
        left -= (size_t)got;
    }
    return CF_OK;
}
