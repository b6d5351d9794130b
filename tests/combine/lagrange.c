/*
 * Weights of a quorum: the published vectors, and every U of at most 6 guardians against a
 * polynomial of which the test knows every value; which U are quorums at all.
 */
#include "combine/decryption.h"

#include "crypto/fixture.h"

#include <stdio.h>

enum { N = 6 };

static void weights_are_the_known_ones(void **state)
{
    (void)state;
    fixture fx;
    cf_element g;
    cf_group_generator(cf_group_standard(), &g);
    fixture_open(&fx, cf_group_standard(), &g, &g);
    json_t *root = vectors_load(VECTORS "lagrange_modq.json");
    size_t place;
    const json_t *entry;
    json_array_foreach(member(root, "vectors"), place, entry)
    {
        uint32_t indices[16];
        cf_scalar weights[16];
        cf_available available = { .indices = indices };
        for (; available.count < json_array_size(member(entry, "U")); available.count++) {
            indices[available.count] =
                (uint32_t)json_integer_value(item(member(entry, "U"), available.count));
        }
        cf_lagrange_weights_vartime(fx.group, &available, weights);
        for (size_t i = 0; i < available.count; i++) {
            char name[16];
            snprintf(name, sizeof name, "%u", (unsigned)indices[i]);
            const cf_scalar expected = hex_scalar(&fx, text_of(member(entry, "w"), name));
            assert_true(cf_scalar_equal(&weights[i], &expected));
        }
    }
    assert_true(place > 0);
    json_decref(root);
    fixture_close(&fx);
}

/* P(x) = 3 + 5x + 7x^2 + .. of this degree: small enough for plain integers. */
static uint64_t value_at(size_t degree, uint64_t x)
{
    uint64_t sum = 0;
    for (size_t j = degree + 1; j-- > 0;) {
        sum = sum * x + 3 + 2 * j;
    }
    return sum;
}

static bool interpolates(const cf_group *group, size_t degree, const cf_available *available)
{
    cf_scalar weights[N];
    cf_scalar sum;
    cf_scalar due;
    cf_lagrange_weights_vartime(group, available, weights);
    cf_scalar_from_u64(group, 0, &sum);
    cf_scalar_from_u64(group, value_at(degree, 0), &due);
    for (size_t i = 0; i < available->count; i++) {
        cf_scalar value;
        cf_scalar_from_u64(group, value_at(degree, available->indices[i]), &value);
        cf_scalar_mul(group, &value, &value, &weights[i]);
        cf_scalar_add(group, &sum, &sum, &value);
    }
    return cf_scalar_equal(&sum, &due);
}

static void every_set_interpolates_what_it_is_enough_for(void **state)
{
    (void)state;
    for (unsigned members = 1; members < 1u << N; members++) {
        uint32_t indices[N];
        cf_available available = { .indices = indices };
        for (uint32_t i = 0; i < N; i++) {
            if ((members >> i & 1) != 0) {
                indices[available.count++] = i + 1;
            }
        }
        for (size_t degree = 0; degree < N; degree++) {
            const bool enough = available.count > degree;
            assert_int_equal(interpolates(cf_group_standard(), degree, &available), enough);
            assert_int_equal(interpolates(cf_group_toy(7), degree, &available), enough);
        }
    }
}

static void a_quorum_is_ascending_within_range_and_large_enough(void **state)
{
    (void)state;
    const cf_election_keys keys = { .n = 5, .k = 3 };
    const struct {
        bool is_one;
        size_t count;
        uint32_t indices[6];
    } cases[] = {
        { true, 3, { 1, 2, 3 } },
        { true, 3, { 1, 4, 5 } },
        { true, 4, { 2, 3, 4, 5 } },
        { true, 5, { 1, 2, 3, 4, 5 } },
        { false, 2, { 1, 2 } },
        { false, 0, { 0 } },
        { false, 3, { 0, 1, 2 } },
        { false, 3, { 3, 4, 6 } },
        { false, 3, { 1, 3, 2 } },
        { false, 3, { 2, 2, 3 } },
        { false, 6, { 1, 2, 3, 4, 5, 5 } },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const cf_available available = { .count = cases[i].count, .indices = cases[i].indices };
        assert_int_equal(cf_available_is_quorum(&keys, &available), cases[i].is_one);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weights_are_the_known_ones),
        cmocka_unit_test(every_set_interpolates_what_it_is_enough_for),
        cmocka_unit_test(a_quorum_is_ascending_within_range_and_large_enough),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
