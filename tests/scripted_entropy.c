/*
 * tests/scripted_entropy.c -- the script, then nothing or the generator.
 */
#include "scripted_entropy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void script_start(scripted_entropy *script)
{
    memset(script, 0, sizeof *script);
}

void script_start_endless(scripted_entropy *script, uint64_t seed)
{
    script_start(script);
    script->is_endless = true;
    script->state = seed;
}

void script_add(scripted_entropy *script, const void *octets, size_t len)
{
    if (len > SCRIPT_OCTETS_MAX - script->len) {
        fprintf(stderr, "scripted_entropy: the script is full\n");
        abort();
    }
    memcpy(script->octets + script->len, octets, len);
    script->len += len;
}

void script_add_scalar(scripted_entropy *script, const cf_group *group, const cf_scalar *scalar)
{
    uint8_t octets[CF_SCALAR_OCTETS];
    cf_scalar_encode(group, scalar, octets);
    const size_t width = cf_group_q(group).len;
    script_add(script, octets + CF_SCALAR_OCTETS - width, width);
}

bool script_is_used_up(const scripted_entropy *script)
{
    return script->drawn == script->len;
}

/* splitmix64: any mixer does. */
static uint8_t generate(scripted_entropy *script)
{
    script->state += 0x9e3779b97f4a7c15;
    uint64_t mixed = script->state;
    mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111eb;
    return (uint8_t)(mixed >> 56);
}

static cf_status fill(void *context, void *out, size_t len)
{
    scripted_entropy *script = context;
    uint8_t *at = out;
    const size_t left = script->drawn < script->len ? script->len - script->drawn : 0;
    if (!script->is_endless && len > left) {
        memset(out, 0, len);
        return CF_ERR_IO;
    }
    for (size_t i = 0; i < len; i++) {
        at[i] = i < left ? script->octets[script->drawn + i] : generate(script);
    }
    script->drawn += len;
    return CF_OK;
}

cf_entropy_source script_source(scripted_entropy *script)
{
    return (cf_entropy_source){ .fill = fill, .context = script };
}
