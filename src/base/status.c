/*
 * base/status.c -- one word per status, in a table that the enum indexes.
 */
#include "base/status.h"

#include <stddef.h>

static const char *const names[CF_STATUS_COUNT] = {
    [CF_OK] = "ok",
    [CF_ERR_RANGE] = "range",
    [CF_ERR_SHAPE] = "shape",
    [CF_ERR_SYNTAX] = "syntax",
    [CF_ERR_LIMIT] = "limit",
    [CF_ERR_ABSENT] = "absent",
    [CF_ERR_IO] = "io",
    [CF_ERR_MEMORY] = "memory",
    [CF_ERR_UNSUPPORTED] = "unsupported",
};

const char *cf_status_name(cf_status status)
{
    unsigned index = (unsigned)status; /* a negative value becomes a large one */
    return index < CF_STATUS_COUNT && names[index] != NULL ? names[index] : "unknown";
}
