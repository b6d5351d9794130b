/*
 * tests/crypto/making.h -- what the tests of made proofs share: the bases once more, for secrets,
 * and a script for everything that is drawn.
 */
#ifndef CF_TEST_CRYPTO_MAKING_H
#define CF_TEST_CRYPTO_MAKING_H

#include "fixture.h"

#include "crypto/proofs_make.h"
#include "scripted_entropy.h"

typedef struct making {
    cf_making_bases bases; /* g, K and K' of a fixture */
    void *tables[3];
    scripted_entropy script;
    cf_entropy_source entropy; /* the script */
} making;

/* Tables for the keys of a fixture; the script is empty. */
void making_open(making *mk, const fixture *fx);
void making_close(making *mk);

/* A known number as a secret one. */
cf_secret_scalar secret_of(const cf_scalar *scalar);
cf_secret_scalar hex_secret(fixture *fx, const char *text);

/* A member that only some may know: key^exponent. */
cf_secret_element agreed(const cf_fixed_base *key, const cf_scalar *exponent);

/* cf_range_make with scratch of its own, which has to be zeros afterwards. */
cf_status make_range(making *mk, const cf_transcript *challenge, const cf_element *alpha,
                     const cf_element *beta, size_t bound, uint64_t value, const cf_scalar *nonce,
                     cf_scalar *c, cf_scalar *v);

bool is_all_zero(const void *at, size_t len);

void assert_scalar_is(fixture *fx, const cf_scalar *scalar, const char *expected_hex);
void assert_element_is(fixture *fx, const cf_element *element, const char *expected_hex);

#endif
