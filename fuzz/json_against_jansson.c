/*
 * fuzz/json_against_jansson.c -- what we accept, jansson accepts too, with the same values.
 */
#include "json/jansson_twin.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char why[TWIN_WHY_MAX];
    if (!twin_agrees(cf_octets_of(data, size), why)) {
        fprintf(stderr, "%s\n", why);
        abort();
    }
    return 0;
}
