/*
 * tests/crypto/fixture.c -- vectors are read with jansson, which shares no code with our reader.
 */
#include "fixture.h"

#include "base/hex.h"

#include <stdio.h>
#include <stdlib.h>

enum { ARENA_OCTETS = 256 << 20, TABLE_USES = 100 };

static const cf_fixed_base *table_of(fixture *fx, size_t which, const cf_element *base)
{
    const size_t octets = cf_fixed_base_octets(fx->group, TABLE_USES);
    fx->tables[which] = aligned_alloc(64, octets);
    assert_non_null(fx->tables[which]);
    return cf_fixed_base_init(fx->group, base, TABLE_USES, fx->tables[which]);
}

void fixture_open(fixture *fx, const cf_group *group, const cf_element *k, const cf_element *k_hat)
{
    cf_element g;
    cf_group_generator(group, &g);
    fx->group = group;
    fx->arena = cf_arena_open(ARENA_OCTETS);
    assert_non_null(fx->arena);
    fx->k = *k;
    fx->k_hat = *k_hat;
    fx->bases = (cf_election_bases){ .group = group,
                                     .g = table_of(fx, 0, &g),
                                     .k = table_of(fx, 1, k),
                                     .k_hat = table_of(fx, 2, k_hat) };
}

void fixture_open_hex(fixture *fx, const char *k_hex, const char *k_hat_hex)
{
    cf_element g;
    cf_group_generator(cf_group_standard(), &g);
    fixture bare; /* has what reading the keys needs */
    fixture_open(&bare, cf_group_standard(), &g, &g);
    const cf_element k = hex_element(&bare, k_hex);
    const cf_element k_hat = hex_element(&bare, k_hat_hex);
    fixture_close(&bare);
    fixture_open(fx, cf_group_standard(), &k, &k_hat);
}

void fixture_close(fixture *fx)
{
    cf_arena_close(fx->arena);
    for (size_t i = 0; i < 3; i++) {
        free(fx->tables[i]);
    }
}

json_t *vectors_load(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return NULL;
    }
    json_error_t error;
    json_t *root = json_loadf(file, JSON_REJECT_DUPLICATES, &error);
    fclose(file);
    if (root == NULL) {
        fail_msg("%s:%d: %s", path, error.line, error.text);
    }
    return root;
}

const json_t *member(const json_t *object, const char *name)
{
    const json_t *value = json_object_get(object, name);
    if (value == NULL) {
        fail_msg("the vectors have no member '%s'", name);
    }
    return value;
}

const json_t *item(const json_t *array, size_t position)
{
    const json_t *value = json_array_get(array, position);
    assert_non_null(value);
    return value;
}

const char *text_of(const json_t *object, const char *name)
{
    const char *text = json_string_value(member(object, name));
    assert_non_null(text);
    return text;
}

uint32_t number_of(const json_t *object, const char *name)
{
    const json_t *value = member(object, name);
    assert_true(json_is_integer(value));
    return (uint32_t)json_integer_value(value);
}

cf_octets hex_octets(fixture *fx, const char *text)
{
    const size_t len = strlen(text) / 2;
    uint8_t *out = cf_arena_take(fx->arena, len, 1);
    assert_non_null(out);
    assert_int_equal(cf_hex_decode(out, cf_octets_of_text(text), CF_HEX_EITHER, NULL), CF_OK);
    return cf_octets_of(out, len);
}

cf_hash hex_hash(fixture *fx, const char *text)
{
    const cf_octets octets = hex_octets(fx, text);
    assert_int_equal(octets.len, CF_HASH_OCTETS);
    cf_hash hash;
    memcpy(hash.octets, octets.at, CF_HASH_OCTETS);
    return hash;
}

cf_hmac_key hex_key(fixture *fx, const char *text)
{
    const cf_octets octets = hex_octets(fx, text);
    cf_hmac_key key;
    cf_hmac_key_init(&key, octets.at, octets.len);
    return key;
}

cf_scalar hex_scalar(fixture *fx, const char *text)
{
    const cf_unchecked_scalar claimed = { hex_octets(fx, text) };
    cf_scalar out;
    assert_int_equal(cf_scalar_admit(fx->group, claimed, &out), CF_ADMITTED);
    return out;
}

cf_unchecked_element hex_claim(fixture *fx, const char *text)
{
    return (cf_unchecked_element){ hex_octets(fx, text) };
}

cf_element hex_element(fixture *fx, const char *text)
{
    const cf_unchecked_element claimed = hex_claim(fx, text);
    cf_element out;
    cf_refusal verdict;
    cf_group_admit_vartime(fx->group, 1, &claimed, &out, &verdict);
    assert_int_equal(verdict, CF_ADMITTED);
    return out;
}

cf_scalar egcs_scalar(fixture *fx, const json_t *value)
{
    cf_scalar out;
    if (json_is_integer(value)) {
        cf_scalar_from_u64(fx->group, (uint64_t)json_integer_value(value), &out);
        return out;
    }
    const char *text = json_string_value(value);
    assert_non_null(text);
    if (strncmp(text, "q-", 2) == 0) {
        const cf_scalar zero = { { 0 } };
        cf_scalar_from_u64(fx->group, strtoull(text + 2, NULL, 10), &out);
        cf_scalar_sub(fx->group, &out, &zero, &out);
    } else if (strlen(text) == 64) {
        out = hex_scalar(fx, text);
    } else {
        const char *digits = strncmp(text, "g^", 2) == 0 ? text + 2 : text;
        cf_scalar_from_u64(fx->group, strtoull(digits, NULL, 10), &out);
    }
    return out;
}

cf_element power_of_g(fixture *fx, const cf_scalar *exponent)
{
    cf_element out;
    cf_fixed_base_powers_vartime(fx->bases.g, 1, exponent, &out);
    return out;
}

void encrypt(fixture *fx, uint64_t sigma, const cf_scalar *xi, cf_element *alpha, cf_element *beta)
{
    cf_scalar value;
    cf_scalar_from_u64(fx->group, sigma, &value);
    cf_elgamal_reencrypt_vartime(&fx->bases, fx->bases.k, 1, &value, xi, alpha, beta);
}

cf_element quotient(fixture *fx, const cf_element *b, const cf_element *t)
{
    const cf_scalar zero = { { 0 } };
    cf_scalar minus_one;
    cf_scalar_from_u64(fx->group, 1, &minus_one);
    cf_scalar_sub(fx->group, &minus_one, &zero, &minus_one);
    cf_element out;
    cf_group_powers_vartime(fx->group, 1, t, 1, &minus_one, &out);
    cf_group_multiply(fx->group, 1, &out, &out, b);
    return out;
}

void add_one(const cf_group *group, cf_scalar *scalar)
{
    cf_scalar one;
    cf_scalar_from_u64(group, 1, &one);
    cf_scalar_add(group, scalar, scalar, &one);
}

void swap(cf_scalar *a, cf_scalar *b)
{
    const cf_scalar old = *a;
    *a = *b;
    *b = old;
}

void assert_hash_is(fixture *fx, const cf_hash *hash, const char *expected_hex)
{
    const cf_octets expected = hex_octets(fx, expected_hex);
    if (!cf_hash_is(hash, expected)) {
        char found[2 * CF_HASH_OCTETS + 1];
        cf_hex_encode(found, cf_octets_of(hash->octets, CF_HASH_OCTETS), CF_HEX_UPPER);
        fail_msg("hash is %s, expected %s", found, expected_hex);
    }
}

range_vector range_of(fixture *fx, const json_t *pairs, const char *c_name, const char *v_name)
{
    range_vector out = { .count = json_array_size(pairs) };
    out.c = cf_arena_take(fx->arena, out.count, sizeof *out.c);
    out.v = cf_arena_take(fx->arena, out.count, sizeof *out.v);
    if (out.count == 0 || out.c == NULL || out.v == NULL) {
        fail_msg("no range proof");
        return out;
    }
    for (size_t j = 0; j < out.count; j++) {
        out.c[j] = hex_scalar(fx, text_of(item(pairs, j), c_name));
        out.v[j] = hex_scalar(fx, text_of(item(pairs, j), v_name));
    }
    return out;
}

bool range_holds(fixture *fx, const cf_transcript *challenge, const cf_element *alpha,
                 const cf_element *beta, size_t bound, const cf_scalar *c, const cf_scalar *v)
{
    const cf_range_claim claim = { .challenge = *challenge, .bound = bound, .c = c, .v = v };
    bool holds = false;
    assert_int_equal(cf_range_check_elements(&fx->bases, fx->arena, 1, alpha, beta, &claim, &holds),
                     CF_OK);
    return holds;
}
