/*
 * json/jansson_twin.h -- do we and jansson read this document alike?
 *
 * jansson is a reader by other people on another plan (it builds a tree).  Where the two differ on
 * purpose: jansson gives up on numbers past a double's range, and takes a NUL octet after the value
 * for the end; we give up on documents past our limits.
 */
#ifndef CF_TESTS_JSON_JANSSON_TWIN_H
#define CF_TESTS_JSON_JANSSON_TWIN_H

#include "json/reader.h"

enum { TWIN_WHY_MAX = 1024 };

/* Whether the two agree that it is no JSON, or on what it says.  If not, why is a sentence. */
bool twin_agrees(cf_octets document, char why[TWIN_WHY_MAX]);

#endif
