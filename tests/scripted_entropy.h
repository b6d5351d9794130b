/*
 * tests/scripted_entropy.h -- randomness that a test chose, in the order in which it is drawn.
 *
 * A script is a row of octets.  Whoever draws gets the next ones; who draws more than is left gets
 * zeros and CF_ERR_IO, as from a system without a generator.  A script may instead go on with a
 * seeded generator, for tests that want any randomness, but the same in every run.
 */
#ifndef CF_TEST_SCRIPTED_ENTROPY_H
#define CF_TEST_SCRIPTED_ENTROPY_H

#include "base/entropy.h"
#include "group/group.h"

enum { SCRIPT_OCTETS_MAX = 1 << 16 };

typedef struct scripted_entropy {
    uint8_t octets[SCRIPT_OCTETS_MAX];
    size_t len;
    size_t drawn;    /* octets that were given away, generated ones too */
    bool is_endless; /* after the script, generate */
    uint64_t state;  /* of the generator */
} scripted_entropy;

/* Nothing on it: the first draw fails. */
void script_start(scripted_entropy *script);

/* Nothing on it, and no end. */
void script_start_endless(scripted_entropy *script, uint64_t seed);

/* What is drawn next, after what was added before.  Aborts when the script is full. */
void script_add(scripted_entropy *script, const void *octets, size_t len);

/* A number below q, so that drawing a scalar gives just that one: as many octets as q has. */
void script_add_scalar(scripted_entropy *script, const cf_group *group, const cf_scalar *scalar);

/* Whether exactly what was added was drawn. */
bool script_is_used_up(const scripted_entropy *script);

/* The script as a source; it has to outlive it. */
cf_entropy_source script_source(scripted_entropy *script);

#endif
