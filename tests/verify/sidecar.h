/*
 * A sidecar in memory, to be spoilt.
 *
 * Every function ends the test when it cannot do what it says.
 */
#ifndef CF_TEST_VERIFY_SIDECAR_H
#define CF_TEST_VERIFY_SIDECAR_H

#include "record/hints.h"

typedef struct sidecar_entry {
    uint8_t *at; /* NULL: none */
    size_t len;
} sidecar_entry;

typedef struct sidecar {
    cf_hash h_e;
    size_t element_octets;
    size_t count;
    sidecar_entry *entries; /* by ballot number */
} sidecar;

/* The hints of a record, as an exact verification writes them; and give them back. */
sidecar sidecar_of(const char *record);
void sidecar_drop(sidecar *s);

/* Element number `hint` of a ballot. */
uint8_t *sidecar_hint(const sidecar *s, size_t ballot, size_t hint);

/* A file of its own, to be taken away with sidecar_remove. */
typedef struct sidecar_file {
    char path[256];
} sidecar_file;

sidecar_file sidecar_write(const sidecar *s);
void sidecar_remove(const sidecar_file *file);

#endif
