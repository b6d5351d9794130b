/*
 * tests/crypto/making.c -- tables for secrets, and looking at what was left.
 */
#include "making.h"

#include <stdlib.h>

enum { TOGETHER = 8 };

static const cf_scanned_base *table_of(making *mk, size_t which, const cf_group *group,
                                       const cf_element *base)
{
    const size_t octets = (cf_scanned_base_octets(group, TOGETHER) + 63) / 64 * 64;
    mk->tables[which] = aligned_alloc(64, octets);
    assert_non_null(mk->tables[which]);
    return cf_scanned_base_init(group, base, TOGETHER, mk->tables[which]);
}

void making_open(making *mk, const fixture *fx)
{
    cf_element g;
    cf_group_generator(fx->group, &g);
    mk->bases = (cf_making_bases){ .group = fx->group,
                                   .g = table_of(mk, 0, fx->group, &g),
                                   .k = table_of(mk, 1, fx->group, &fx->k),
                                   .k_hat = table_of(mk, 2, fx->group, &fx->k_hat) };
    script_start(&mk->script);
    mk->entropy = script_source(&mk->script);
}

void making_close(making *mk)
{
    for (size_t i = 0; i < 3; i++) {
        free(mk->tables[i]);
    }
}

cf_secret_scalar secret_of(const cf_scalar *scalar)
{
    return (cf_secret_scalar){ .number = *scalar };
}

cf_secret_scalar hex_secret(fixture *fx, const char *text)
{
    const cf_scalar number = hex_scalar(fx, text);
    return secret_of(&number);
}

cf_secret_element agreed(const cf_fixed_base *key, const cf_scalar *exponent)
{
    cf_secret_element out;
    cf_fixed_base_powers_vartime(key, 1, exponent, &out.element);
    return out;
}

bool is_all_zero(const void *at, size_t len)
{
    const uint8_t *octets = at;
    for (size_t i = 0; i < len; i++) {
        if (octets[i] != 0) {
            return false;
        }
    }
    return true;
}

cf_status make_range(making *mk, const cf_transcript *challenge, const cf_element *alpha,
                     const cf_element *beta, size_t bound, uint64_t value, const cf_scalar *nonce,
                     cf_scalar *c, cf_scalar *v)
{
    const size_t octets = cf_range_make_scratch_octets(bound);
    assert_int_equal(octets % 64, 0);
    void *scratch = aligned_alloc(64, octets);
    assert_non_null(scratch);
    memset(scratch, 0xa5, octets);
    memset(c, 0xa5, (bound + 1) * sizeof *c);
    memset(v, 0xa5, (bound + 1) * sizeof *v);

    const cf_secret_scalar secret = secret_of(nonce);
    const cf_status status = cf_range_make(&mk->bases, challenge, alpha, beta, bound, value,
                                           &secret, &mk->entropy, scratch, c, v);
    assert_true(is_all_zero(scratch, octets));
    free(scratch);
    return status;
}

void assert_scalar_is(fixture *fx, const cf_scalar *scalar, const char *expected_hex)
{
    cf_hash octets;
    cf_scalar_encode(fx->group, scalar, octets.octets);
    assert_hash_is(fx, &octets, expected_hex);
}

void assert_element_is(fixture *fx, const cf_element *element, const char *expected_hex)
{
    uint8_t octets[CF_ELEMENT_OCTETS_MAX];
    const cf_octets expected = hex_octets(fx, expected_hex);
    cf_group_encode(fx->group, 1, element, octets);
    assert_int_equal(expected.len, cf_group_element_octets(fx->group));
    assert_memory_equal(octets, expected.at, expected.len);
}
