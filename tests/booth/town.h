/*
 * tests/booth/town.h -- an election in a fresh folder, and a booth for it.
 *
 * The election is that of a stranger's record over a toy group: its parameters, manifest and keys.
 */
#ifndef CF_TEST_BOOTH_TOWN_H
#define CF_TEST_BOOTH_TOWN_H

#include "booth/booth.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define TOWN_FULL                                                                                  \
    "{\"style\":\"Full\",\"contests\":{\"Mayor\":{\"Alice\":1},\"Council\":{\"Eve\":1}}}"

/* Fixtures of a test: the folder with the election in it. */
int town_set(void **state);
int town_strike(void **state);

/* The folder, and a path below it, which holds until the next call. */
const char *town_folder(void);
const char *town_below(const char *name);

/* In a file of the election, the text that has to be there becomes another. */
void town_change(const char *file, const char *from, const char *to);

/* A booth that has to open. */
cf_booth *town_booth(bool chained, const cf_entropy_source *entropy);

/* A ballot that has to be encrypted. */
cf_booth_ballot town_encrypt(cf_booth *booth, const char *json);

#endif
